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
// Other wordings of some words of a query; what stands nowhere in the texts finds nothing.
const MOST_WORDS = 8;
const reworded = some => (index.wordings.get(key(some)) || []).filter(other => other.every(w => known(w.f)));
// Every way to read the query: each short form spelt out, each long form shortened, other wordings. `names` are those in which a
// name is looked for.
const readings = query => {
  const out = [{ list: query, from: 0 }], names = [];
  // "Lịch họp giao ban" asks when the meeting is; few clauses say "lịch" of it, but those that do come first.
  if (query[1] && query[0].f === 'lich') out.push({ list: Object.assign(query.slice(1), { less: 0.65 }), from: 0 });
  for (let r = 0; r < out.length && out.length < 12; r++) {
    const { list, from } = out[r];
    for (let i = from; i < list.length; i++) for (let n = 1; n <= MOST_WORDS && i + n <= list.length; n++) {
      const others = n < 4 ? numeral(list, i, n).filter(other => other.every(w => known(w.f))) : [];
      for (const other of reworded(list.slice(i, i + n)).concat(others)) {
        const put = other.map(w => ({ ...w, marked: true, put: true })), rest = [...list.slice(0, i), ...list.slice(i + n)];
        // What stands beside a wording and is in it is said once: "phòng HCTC". Beside what the office says for it, it is what is meant:
        // "cơ cấu tổ chức", where "cơ cấu" is "tổ chức bộ máy".
        const again = rest[0] && rest.every(w => !w.put && put.some(p => p.f === w.f));
        if (again && other.said) names.push(rest);
        out.push({ list: again ? put : [...list.slice(0, i), ...put, ...list.slice(i + n)], from: i + put.length });
      }
    }
  }
  const lists = out.slice(0, 12).map(r => r.list);
  return Object.assign(lists, { names: lists.filter(l => !l.less).concat(names) });
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

// What stands nowhere in the texts asks nothing, unless the office says it otherwise there.
const idle = w => !known(w) && !index.wordings.has(w);
// The provision that answers a question which names a role, a group or a term and beside it asks only what that must do or is
// (what stands nowhere in the texts asks nothing); "Văn phòng có mấy phòng" asks it of the office. What a group or a part is, is said
// by what stands `below` it as well.
const home = lists => {
  for (const list of lists) {
    const text = line(list), alone = (text, name, asks) => text.includes(name) && text.replace(name, ' ').split(' ').every(w => !w || asks(w) || idle(w));
    for (const [name, id] of index.roles) if (alone(text, name, w => stops.has(w) || DUTY.test(w))) return { id };
    for (const t of [text, index.office.reduce((t, name) => t.replace(` ${name} `, ' '), text)]) for (const [name, id] of index.groups) {
      if (alone(t.replace(' may' + name, name), name, w => MEANING.test(w) || name.includes(` ${w} `))) return { id, below: true };
    }
  }
};
// The pages of whoever a query names, beside whom it asks only that: of the names in it the longest, and all who have it.
const paged = lists => {
  const found = new Set(), asks = w => stops.has(w.f) || DUTY.test(w.f) || idle(w.f);
  for (const some of lists) {
    const list = some.filter((w, i) => w.f !== 'so' || !/^\d/.test((some[i + 1] || w).f));
    for (let n = list.length, own; n && !own; n--) for (let i = 0; i + n <= list.length; i++) {
      own = list.every((w, k) => k >= i && k < i + n || asks(w)) && index.pages.get(list.slice(i, i + n).map(w => w.f).join(' ')) || own;
      if (own) own.forEach(id => found.add(id));
    }
  }
  return [...found];
};
// A query with one word as a name has it, where a slip of the ear or of the finger made another of it.
const slipped = list => {
  const own = new Set([...index.pages.keys()].join(' ').split(' '));
  for (const alike of [(a, b) => sound(a) === sound(b), (a, b) => a.length > 3 && near(a, b)]) for (let i = 0; i < list.length; i++) {
    const w = list[i];
    for (const f of own) if (f !== w.f && !/\d/.test(w.f) && alike(w.f, f)) {
      const other = [...list.slice(0, i), { ...w, f }, ...list.slice(i + 1)];
      if (paged([other])[0]) return [other];
    }
  }
};
// What a query names: the page of its name and the provision that answers it. A slip is one where the words as typed are no name.
const meant = (lists, typed) => {
  const pages = paged(lists), first = home(lists), other = typed && !pages[0] && !first && slipped(typed);
  return other ? meant(other) : { pages, first };
};
// Best first, but what answers leads the provisions, and the page of a name leads all.
const lead = (results, { pages, first }) => {
  results.sort(byScore);
  const put = (id, score, { parts = [] } = {}) => {
    let own = results.find(r => r.id === id);
    if (!own) {
      results.total++;
      results.push(own = { id, kind: kindOf(id), lift: 0, parts });
    }
    own.score = score;
    return own;
  };
  const best = results.find(r => r.kind === KINDS[0]);
  if (best && first) {
    const { score } = best, { id, below } = first;
    put(id, score * 1.01, best);
    for (let d = id + 1, n = 0; below && n < FEW && d < id + MOST && d < index.kinds[0]; d++) if (index.parents(d)[0] === id) {
      put(d, score * (1.009 - n / 1e4), best);
      n++;
    }
  }
  const top = results.reduce((most, r) => Math.max(most, r.score), 1e-3);
  pages.forEach((id, i) => { put(id, top * (1.02 - i / 1e4)).called = true; });
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
    results.push({ id: ids[i], kind: kindOf(ids[i]), score: final[i], cover: cover[ids[i]], lift: lifts.get(ids[i]) || 0, parts: readings[by[ids[i]]].parts });
  }
  return Object.assign(results, { total });
};
const byScore = (a, b) => b.score - a.score || a.id - b.id;

// Words of a query that stand nowhere, where they are half of what it is about: what is found has others in their place, and who
// reads it must know. Marks count where they were typed; a word that others go on from may still be unfinished, and one for which
// another wording was looked for is not lost.
const absent = query => {
  const grammar = w => stops.has(w.f) && (w.a === w.f || stops.get(w.f).has(w.a));
  const about = query.filter(w => !w.asks && !grammar(w));
  const none = about.filter(w => !w.other && !/\d/.test(w.f)
    && !(w.last && candidates(w).some(([t]) => t !== w.f))
    && !(known(w.f) && (w.a === w.f || spellings(w.f).some(({ a = w.f }) => a === w.a))));
  return none.length * 2 < about.length ? [] : none;
};

// The results of a text, best first; the last word may still be unfinished. Marks decide the order only: what is found, and
// the first three of each kind, are those of the same words without marks. So whoever types none misses nothing.
const answer = (query, kept, pass = '') => {
  if (index.at) untag();
  const plain = readings(query.map(w => ({ ...w, marked: false }))), factor = favour(query, plain);
  // Kept, because what follows may lack chunks.
  let found = kept.plain = kept.plain || best('plain' + pass, plain), loose;
  if (!found) return;
  const strange = w => !candidates(w).length && !w.other, weak = found.cover[found.top] < (index.big ? 0.45 : 0.65);
  if (weak || query.some(strange)) {
    loose = w => weak || strange(w);
    const second = kept.loose = kept.loose || best('loose' + pass, plain, loose);
    if (!second) return;
    if (second.score[second.top] > found.score[found.top] * 1.02) found = second; else loose = undefined;
  }
  const names = meant(plain.names, (weak || loose) && plain[0]), results = lead(pick(found, factor), names);
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
  return lead(results, names);
};

// What falls on the day that a query names, as far as it is what the other words say, before all else. First comes what is called so and
// little else: "họp giao ban" is the meeting before the report of it.
const MOST_FALLING = 100;
const fallen = (query, day, kept) => {
  const rest = Object.assign(day.rest, { time: query.time });
  let { falls } = day, all;
  if (rest.some(w => !w.asks && !stops.has(w.f) && w.f !== 'lich')) {
    all = answer(rest, kept.due = kept.due || {}, 1);
    if (!all) return;
    const by = new Map(all.filter(r => r.cover > 0.75).slice(0, MOST_FALLING).map(r => [r.id, r.parts]));
    falls = falls.filter(f => f.parts = by.get(f.id));
    for (const f of falls) {
      const shown = doc(f.id), title = shown ? words(shown.title) : [];
      f.share = title.filter(w => f.parts.some(p => p.seen.get(w.a) > 0.7)).length / title.length;
    }
    falls = falls.filter(f => f.share).sort((a, b) => b.share - a.share);
  } else if (!day.day && !day.year) falls = [];
  // No text names a day of such a year: the other words are what is asked.
  const results = all && day.year ? all : answer(query, kept);
  if (!results || !falls[0]) return results;
  const ids = new Set(falls.map(f => f.id)), others = results.filter(r => !ids.has(r.id)), top = Math.max(1, others[0] ? others[0].score : 0);
  const some = falls.map((f, i) => ({ parts: [], ...f, kind: KINDS[3], score: top * (1.1 - i / 1e4) }));
  return Object.assign(some.concat(others), { total: results.total - results.length + others.length + some.length });
};

// The numbers of documents, "999/QĐ-VPUBND", "quyết định 999", that stand in no text.
const NUMBER = /\d+(?:\/\d{4})?\/\p{L}+-\p{L}[\p{L}-]*|(?<=quy[ếe]t [đd][ịi]nh (?:s[ốo] )?)\d{3,}/giu;
const unissued = (query, text) => [...text.matchAll(NUMBER)].map(m => ({ s: m.index, e: m.index + m[0].length })).filter(({ s, e }) => {
  const places = query.filter(w => w.s >= s && w.e <= e).map(w => spellings(w.f).flatMap(one => [...one.list]));
  return places[0] && !places.reduce((before, list) => {
    const on = new Set(before.map(p => p + 1));
    return list.filter(p => on.has(p));
  })[0];
});

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
  // Which words have another wording, alone or side by side.
  for (let i = 0; i < query.length; i++) for (let n = 1; n <= MOST_WORDS && i + n <= query.length; n++) {
    const some = query.slice(i, i + n);
    if (reworded(some)[0]) some.forEach(w => { w.other = true; });
  }
  query.forEach((w, i) => { w.marked = marked; w.last = i === query.length - 1 && w.f === f && !/\d/.test(f); });
  if (lacking.size) return none;
  const day = !cite && dated(query, text);
  if (lacking.size) return none;
  const results = !more ? none : day ? fallen(query, day, kept) : answer(query, kept);
  if (!results) return none;
  if (!cite) {
    const unknown = unissued(query, text), missing = absent(query).filter(w => !unknown.some(u => u.s <= w.s && w.e <= u.e));
    if (lacking.size) return none;
    // Of a decision that is none every other one is another.
    if (unknown[0]) {
      for (const r of results) if (r.kind === KINDS[4]) r.score /= 1e3;
      results.sort(byScore);
    }
    return Object.assign(results, { lost: [...unknown, ...missing].map(w => text.slice(w.s, w.e)).join('”, “') });
  }
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
  for (const r of results) {
    r.doc = doc(r.id);
    // The page of a month has the entry by its rule and period.
    if (r.doc && r.date) {
      const url = r.doc.url.replace(/[^/]*#([^.]*).*/, (_, rule) => `${r.page}.html#${rule}.${r.period}`);
      r.doc = { ...r.doc, url, title: `${r.doc.title} · ${r.date}` };
    }
  }
  return results;
}, done);
globalThis.quycheIndex = raw => arrive('', raw);
globalThis.quycheShard = arrive;
// For who measures and tests; the page uses what stands above.
globalThis.quycheSearch = Object.assign(api, { fold, accent, words, marks, search, show });
