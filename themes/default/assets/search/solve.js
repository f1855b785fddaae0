/* The answer to a query: a citation first, then every reading of the words, then a second pass when the first is weak. */
// Numbers up to the days of a month, in figures and in words, where they stand with what they count: "thứ sáu", "6 tháng". Where the
// word has another meaning without marks ("sau", "từ", a year) only with what it cannot be taken for.
const ONES = ' một hai ba bốn năm sáu bảy tám chín'.split(' ');
const [TEN, TENS, FIVE, ONE, FOUR] = 'mười mươi lăm mốt tư'.split(' ');
const BEFORE = /^(thu|thang|ngay|tuan|quy)$/, AFTER = /^(ngay|thang|tuan|lan)$/;
const APART = { __proto__: null, sau: [/^thu$/, /^thang$/], nam: [/^thu$/, /^ngay$/], tu: [/^(thu|thang)$/, /^$/] };
// Made when first asked for.
let numerals;
const allNumerals = () => {
  numerals = new Map([[fold(FOUR), ['4']]]);
  for (let k = 1; k < 32; k++) {
    const ten = k > 9 ? k > 19 ? `${ONES[k / 10 | 0]} ${TENS}` : TEN : '', one = k % 10;
    const said = `${ten} ${!ten ? ONES[one] : one === 5 ? FIVE : k > 20 && one === 1 ? ONE : ONES[one]}`.trim();
    numerals.set(`${k}`, k === 4 ? [said, FOUR] : [said]);
    numerals.set(fold(said).replaceAll(' ', ''), [`${k}`]);
  }
  return numerals;
};
// A number in words as figures.
const counted = t => ((numerals || allNumerals()).get(t) || []).find(n => /^\d/.test(n));
const numeral = (list, i, n) => {
  const typed = key(list.slice(i, i + n)), others = (numerals || allNumerals()).get(typed) || [], f = w => w ? w.f : '';
  const beside = said => {
    const [before, after] = APART[said] || [BEFORE, AFTER];
    return before.test(f(list[i - 1])) || after.test(f(list[i + n]));
  };
  return others.map(words).filter(said => beside(/\d/.test(typed) ? key(said) : typed));
};
// Every way to read the query: each short form spelt out, each long form shortened, other wordings.
const readings = query => {
  const out = [{ list: query, from: 0 }];
  // "Lịch họp giao ban" asks when the meeting is; few clauses say "lịch" of it, but those that do come first.
  if (query[1] && query[0].f === 'lich') out.push({ list: Object.assign(query.slice(1), { less: 0.65 }), from: 0 });
  for (let r = 0; r < out.length && out.length < 12; r++) {
    const { list, from } = out[r];
    for (let i = from; i < list.length; i++) for (let n = 1; n <= 8 && i + n <= list.length; n++) {
      for (const other of (index.wordings.get(key(list.slice(i, i + n))) || []).concat(n < 4 ? numeral(list, i, n) : [])) {
        // What stands nowhere in the texts finds nothing.
        if (!other.every(w => known(w.f))) continue;
        const put = other.map(w => ({ ...w, marked: true }));
        out.push({ list: [...list.slice(0, i), ...put, ...list.slice(i + n)], from: i + put.length });
      }
    }
  }
  return out.slice(0, 12).map(r => r.list);
};

// Every document found, by the reading that suits it best: by document its score, coverage, whether firm, by which reading.
// The arrays are kept under `name` for the next query.
const best = (name, lists, loose, only, rare) => {
  const { docs } = index, all = lists.map(list => look(list, loose));
  if (lacking.size) return;
  lay(index);
  for (const { all: spelt, span } of all.flat()) for (const s of spelt) {
    s.tag = tag(s.list, span);
    if (only) s.list = within(s.list, only);
  }
  const { ids, got, firm, outs } = scores;
  const out = outs[name] = outs[name] || { found: 0, ids: new Int32Array(docs), score: new Float32Array(docs),
    cover: new Float32Array(docs), firm: new Uint8Array(docs), by: new Uint8Array(docs) };
  const { score, cover } = out;
  // Those of the query before.
  for (let i = 0; i < out.found; i++) score[out.ids[i]] = 0;
  let found = 0, top = 0;
  out.readings = all.map((parts, n) => {
    const r = rank(parts, rare && rare[n]);
    for (let i = 0; i < scores.found; i++) {
      const d = ids[i], c = got[2 * d + 1] / r.words, s = got[2 * d] * c / r.total * (lists[n].less || 1);
      if (!score[d]) out.ids[found++] = d;
      if (s > score[d]) { score[d] = s; cover[d] = c; out.firm[d] = firm[d]; out.by[d] = n; }
      if (s > score[top]) top = d;
      got[2 * d] = got[2 * d + 1] = firm[d] = 0;
    }
    scores.found = 0;
    return r;
  });
  return Object.assign(out, { found, top });
};

// What the question asks for favours the clauses that can answer it, by what src/search/layout.rs notes of each. "Họp giao ban mấy lần"
// asks for a day of its own, "bao lâu" for a term as well.
const DAY = 2, ATTENDED = 8, TERM = 16, ASKED = [[DAY, /^ lich /], [DAY | TERM, / thoi (han|gian) |^( |.* (?!quyen |gioi )\S+ )han /],
  [ATTENDED, / nhung ai | ai (.* )?du | du (.* )?ai | thanh phan /]];
const favour = (query, lists) => {
  const text = line(query), named = new Set(), who = text.includes(' ai ');
  const mask = ASKED.reduce((all, [bits, form]) => form.test(text) ? all | bits : all,
    query.time && (/ (khi|luc|bao|may ngay|nhieu ngay) /.test(text) ? DAY | TERM : DAY));
  for (const list of lists) {
    let rest = line(list);
    for (const [name, i] of index.names) if (rest.includes(name)) { named.add(i); rest = rest.replace(name, ' | '); }
  }
  const traits = (mask || who) && chunk('f', raw => numbers(raw.flags));
  asks = { mask: traits ? mask : 0, flags: traits };
  const own = new Set([...named].flatMap(i => {
    const shard = index.bears.findLastIndex(first => first <= i), borne = chunk('b' + shard, raw => raw.map(rising));
    return borne ? [...borne[i - index.bears[shard]]] : [];
  }));
  return id => {
    const flags = traits ? traits[id] : 0;
    return (id < index.kinds[0] ? 1 : 0.7) * (flags & mask ? 1.35 : 1) * (flags & 1 ? 0.8 : 1) *
      (who && flags & 4 ? 1.1 : 1) * (own.has(id) ? 1.1 : 1);
  };
};

// The provision that answers a question which names a role, a group or a term and beside it asks only what that must do or is
// (what stands nowhere in the texts asks nothing); "Văn phòng có mấy phòng" asks it of the office.
const home = lists => {
  for (const list of lists) if (!list.less) {
    const text = line(list), alone = (text, name, asks) => text.includes(name) && text.replace(name, ' ').split(' ').every(w => !w || asks(w) || !known(w));
    for (const [name, id] of index.roles) if (alone(text, name, w => stops.has(w) || DUTY.test(w))) return id;
    for (const t of [text, index.office.reduce((t, name) => t.replace(` ${name} `, ' '), text)]) for (const [name, id] of index.groups) {
      if (alone(t.replace(' may' + name, name), name, w => MEANING.test(w) || name.includes(` ${w} `))) return id;
    }
  }
};
// Best first, but what answers leads the provisions.
const lead = (results, id) => {
  const provisions = results.sort(byScore).filter(r => r.kind === KINDS[0]), [first] = provisions;
  if (!first || id === undefined) return results;
  let own = provisions.find(r => r.id === id);
  if (!own) {
    results.total++;
    results.push(own = { ...first, id });
  }
  own.score = first.score * 1.01;
  return results.sort(byScore);
};

// What is worth showing, best first, measured by the best that may be shown. Of a large office only so many provisions are put in
// order; `total` counts all.
const MOST = 1000, LIFT = 0.4;
const pick = ({ found, ids, score, cover, firm, by, readings, top }, factor) => {
  const final = new Float64Array(found), least = score[top] * 0.05;
  let high = 0, bar = 0, most = 0;
  const fits = d => score[d] > least && firm[d];
  // What has little of the query is shown where nothing has much more of it: a word that stands nowhere must not hide the others.
  // Provisions alone say how much that is: an entry of the calendar has all of a short query easily.
  for (let i = 0; i < found; i++) if (ids[i] < index.kinds[0] && fits(ids[i]) && cover[ids[i]] > most) most = cover[ids[i]];
  const enough = Math.min(0.3, 0.7 * most), { mask, flags } = asks, lifts = new Map();
  // An entry of the calendar is called what people call the thing: what it has of the query speaks for the clause it is computed from.
  for (let i = 0; mask && i < found; i++) {
    const d = ids[i], [clause] = d < index.kinds[0] ? [] : index.parents(d), lift = LIFT * score[d];
    if (clause >= 0 && flags[d] & mask && cover[d] > 0.75 && !(lifts.get(clause) > lift)) lifts.set(clause, lift);
  }
  for (let i = 0; i < found; i++) {
    const d = ids[i];
    if (fits(d) && cover[d] > enough) high = Math.max(high, final[i] = score[d] * factor(d) + (lifts.get(d) || 0));
  }
  const good = i => final[i] > high * 0.12;
  const steps = new Int32Array(1001);
  let total = 0;
  for (let i = 0; i < found; i++) if (good(i)) { total++; steps[Math.floor(final[i] / high * 1000)]++; }
  for (let n = 0, step = 1001; step-- && n < MOST;) { n += steps[step]; bar = step / 1000 * high; }
  const results = [];
  for (let i = 0; i < found; i++) if (good(i) && (final[i] >= bar || ids[i] >= index.kinds[0])) {
    results.push({ id: ids[i], kind: kindOf(ids[i]), score: final[i], lift: lifts.get(ids[i]) || 0, parts: readings[by[ids[i]]].parts });
  }
  return Object.assign(results, { total });
};
const byScore = (a, b) => b.score - a.score || a.id - b.id;

// Words of a query that stand nowhere, where they are half of what it is about: what is found has others in their place, and who
// reads it must know. Marks count where they were typed; a word that others go on from may still be unfinished.
const absent = query => {
  const grammar = w => stops.has(w.f) && (w.a === w.f || stops.get(w.f).has(w.a));
  const about = query.filter(w => !w.asks && !grammar(w));
  const none = about.filter(w => !index.wordings.has(w.f) && !/\d/.test(w.f)
    && !(w.last && candidates(w).some(([t]) => t !== w.f))
    && !(known(w.f) && (w.a === w.f || spellings(w.f).some(({ a = w.f }) => a === w.a))));
  return none.length * 2 < about.length ? [] : none;
};

// The results of a text, best first; the last word may still be unfinished. Marks decide the order only: what is found, and
// the first three of each kind, are those of the same words without marks. So whoever types none misses nothing.
const answer = (query, kept) => {
  if (index.at) untag();
  const plain = readings(query.map(w => ({ ...w, marked: false }))), factor = favour(query, plain);
  // Kept, because what follows may lack chunks.
  let found = kept.plain = kept.plain || best('plain', plain), loose;
  if (!found) return;
  const strange = w => !candidates(w).length && !index.wordings.has(w.f), weak = found.cover[found.top] < (index.big ? 0.45 : 0.65);
  if (weak || query.some(strange)) {
    loose = w => weak || strange(w);
    const second = kept.loose = kept.loose || best('loose', plain, loose);
    if (!second) return;
    if (second.score[second.top] > found.score[found.top] * 1.02) found = second; else loose = undefined;
  }
  const first = home(plain), results = lead(pick(found, factor), first);
  if (!query.some(w => w.marked)) return results;
  const only = new Uint8Array(index.texts);
  for (const { id } of results) for (const t of [id, ...index.parents(id)]) only[t] = 1;
  const typed = best('typed', readings(query), loose, only, found.readings.map(r => r.rare));
  if (!typed) return;
  const leading = new Set();
  for (const kind of KINDS) results.filter(r => r.kind === kind).slice(0, 3).forEach(r => leading.add(r));
  for (const r of results) {
    const s = typed.score[r.id];
    r.score = s && s * factor(r.id) + r.lift;
    if (s) r.parts = typed.readings[typed.by[r.id]].parts;
  }
  for (const kind of KINDS) {
    const others = results.filter(r => r.kind === kind && !leading.has(r)).reduce((m, r) => Math.max(m, r.score), 0);
    for (const r of results) if (leading.has(r) && r.kind === kind) r.score = Math.max(r.score, others + r.score / 1e6);
  }
  return lead(results, first);
};

const solve = (text, kept) => {
  index = chunk('', open);
  const none = Object.assign([], { total: 0 });
  let query = words(text);
  if (!index || !index.docs || !query.length) return none;
  const { f, a, e } = query.at(-1);
  query = matter(query);
  const time = asking(query);
  // Without marks "5.1 a" is a point.
  const cite = citation(text.slice(query[0].s, a === 'a' ? e : query.at(-1).e));
  // Of several documents of the text the one that is named: "Điều 1 quy chế".
  const within = cite && (index.documents || []).findIndex(([name]) => line(cite.rest).includes(` ${name} `));
  if (within >= 0) {
    const [, first] = index.documents[within], [, next] = index.documents[within + 1] || [0, index.kinds[0]];
    const own = cite.docs.filter(e => e.id >= first && e.id < next);
    if (own[0]) cite.docs = own;
  }
  // What the words of a citation say has been found; they are not looked for again.
  if (cite && cite.docs[0]) query = cite.rest.filter(w => !STEPS[w.f]).map(w => ({ ...w, a: w.f }));
  const marked = query.some(w => w.a !== w.f), more = !cite || query.some(w => !stops.has(w.f));
  query.time = time;
  query.forEach((w, i) => { w.marked = marked; w.last = i === query.length - 1 && w.f === f && !/\d/.test(f); });
  if (lacking.size) return none;
  let results = more ? answer(query, kept) : none;
  const missing = results && !cite ? absent(query).map(w => text.slice(w.s, w.e)) : [];
  if (!results || !cite) return results ? Object.assign(results, { lost: missing.join('”, “') }) : none;
  if (!cite.docs[0]) return Object.assign(results, { lost: true });
  const byId = new Map(results.map(r => [r.id, r]));
  const raise = (id, score) => {
    const r = byId.get(id) || { id, kind: KINDS[0], score: 0, parts: [] };
    if (r.cited) return;
    byId.set(id, Object.assign(r, { cited: true, score: score + r.score / 9 }));
  };
  // Before all that has the words only; of what stands below, what has none of them comes last.
  cite.docs.forEach((e, i) => raise(e.id, 30 - i / 1e4));
  for (const e of cite.docs) for (let id = e.id + 1; id <= e.id + e.below; id++) raise(id, !more || byId.has(id) ? 20 : 0);
  return Object.assign([...byId.values()].sort(byScore), { total: results.total + byId.size - results.length, lost: cite.lost });
};

// Places of the matched words in a text shown for a result. A grammar word, or a spelling worse than another found,
// counts only beside a word of the query it stood beside; and where such pairs stand, their words alone do not count.
const marks = (text, parts) => {
  const highest = parts.map(p => Math.max(...p.seen.values()));
  const found = words(text).map(w => {
    let part = -1, weight = 0;
    parts.forEach((p, i) => { const v = p.seen.get(w.a) || 0; if (v > weight) { part = i; weight = v; } });
    return { ...w, part, sure: part >= 0 && !parts[part].grammar && weight > 0.7 * highest[part] };
  });
  const joins = (a, b) => a && b && a.part >= 0 && b.part === a.part + 1;
  const joined = found.map((w, i) => joins(found[i - 1], w) || joins(w, found[i + 1]));
  const paired = new Set(found.filter((w, i) => joined[i]).map(w => w.part));
  return found.filter((w, i) => joined[i] || w.sure && !paired.has(w.part)).map(w => [w.s, w.e]);
};

// Characters of a query; more are not looked at, in the field neither: what they cost grows faster than they.
const LONGEST = 200;
let latest = 0;
// search(text, done): done gets [{id, kind, score, parts}] with their `total`; a later call silences an earlier one.
const search = (text, done) => {
  const mine = ++latest, kept = {};
  run(() => mine === latest ? solve(text.normalize().slice(0, LONGEST), kept) : [], found => { if (mine === latest) done(found); });
};
// show(results, done): the same results, each with its `doc`.
const show = (results, done) => run(() => {
  for (const r of results) r.doc = doc(r.id);
  return results;
}, done);
globalThis.quycheIndex = raw => arrive('', raw);
globalThis.quycheShard = arrive;
// For who measures and tests; the page uses what stands above.
globalThis.quycheSearch = Object.assign(api, { fold, accent, words, marks, search, show });
