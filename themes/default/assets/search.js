/* Search engine: reads the index that src/search writes and ranks documents (design 6, "Search"). No page is touched
   here; search-ui.js does that. Folding and cutting of words equal src/text/fold.rs and src/search/words.rs. */
(root => {
  'use strict';
  const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_';
  const CODE = new Uint8Array(128);
  [...DIGITS].forEach((c, i) => { CODE[c.charCodeAt(0)] = i; });
  const KINDS = ['provision', 'role', 'unit', 'calendar', 'decision'];
  const TONES = '\u0300\u0301\u0309\u0303\u0323';
  let index;

  // ---- words ----
  const fold = s => s.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[đð]/g, 'd');
  const accent = s => {
    let tone = '';
    const shape = s.normalize('NFD').replace(/\p{M}/gu, m => TONES.includes(m) ? (tone = TONES.indexOf(m) + 1, '') : m);
    return shape.toLowerCase().replace(/ð/g, 'đ').normalize('NFC') + tone;
  };
  // Each word: f fold key, a accent key, s and e its place in the text.
  const words = text => [...text.matchAll(/[\p{Alphabetic}\p{N}\p{M}]+/gu)].map(m => {
    const plain = fold(m[0]), number = /^\d+$/.test(plain) && plain.replace(/^0+(?=\d)/, '');
    return { f: number || plain, a: number || accent(m[0]), s: m.index, e: m.index + m[0].length };
  }).filter(w => w.f);
  const line = list => ` ${list.map(w => w.f).join(' ')} `;
  const key = list => list.map(w => w.f).join('');

  // Words that carry grammar or the question, not the matter.
  const stops = new Map();
  for (const w of words('thì phải làm gì là và của các những cho với được bị có ai nào thế sao khi mà ở tại từ do để về ' +
    'theo trong như hay hoặc muốn cần hỏi ra vào việc này đó bao lâu nhiêu mấy giờ hạn ta tôi mình')) {
    stops.set(w.f, (stops.get(w.f) || new Set()).add(w.a));
  }

  // ---- chunks: the parts of the index, each fetched when first asked for ----
  const chunks = new Map(), asked = new Set();
  let lacking = new Set(), waiting = [];
  // A chunk as made by `make` from what arrived, or nothing, and then it is on the list of what to fetch.
  const chunk = (name, make) => {
    const c = chunks.get(name);
    if (!c) { lacking.add(name); return; }
    return c.made = c.made || make(c.raw);
  };
  // Works out a value; when chunks were lacking, once more after they came.
  const run = (work, done) => {
    lacking = new Set();
    const value = work(), names = [...lacking];
    if (!names.length) return done(value);
    waiting.push(() => names.every(n => chunks.has(n)) && (run(work, done), true));
    for (const n of names) if (!asked.has(n)) { asked.add(n); root.quycheSearch.load(n); }
  };
  const arrive = (name, raw) => {
    asked.add(name);
    chunks.set(name, { raw });
    const all = waiting;
    waiting = [];
    waiting = all.filter(go => !go()).concat(waiting);
  };
  const numbers = text => {
    const out = new Int32Array(text.length);
    let n = 0, value = 0, shift = 0;
    for (let i = 0; i < text.length; i++) {
      const d = CODE[text.charCodeAt(i)];
      value |= (d & 31) << shift;
      shift += 5;
      if (d < 32) { out[n++] = value; value = shift = 0; }
    }
    return out.subarray(0, n);
  };
  const unfront = text => {
    let before = '';
    return text ? text.split(' ').map(t => before = before.slice(0, DIGITS.indexOf(t[0])) + t.slice(1)) : [];
  };
  // The places of a small site, from its texts as src/search/layout.rs posts them: [lengths, lists by word].
  const post = (raw, up) => {
    const all = new Map(), { t, x } = chunks.get('d0').raw, titles = t.split('\n');
    let end = 0;
    const add = (...parts) => {
      const start = end;
      for (const text of parts) if (text) {
        let last = 0;
        for (const w of words(text)) {
          if (/[.;:!?\n]/.test(text.slice(last, w.s)) && /\s/.test(text.slice(last, w.s))) end++;
          last = w.e;
          const spelt = all.get(w.f) || new Map();
          all.set(w.f, spelt.set(w.a, (spelt.get(w.a) || []).concat(end++)));
        }
        end += 2;
      }
      return end - start;
    };
    const lengths = x.map((text, id) => id < raw.kinds[0] ? add(text)
      : add(titles[id], up(id).some(u => x[u] && x[u].includes(text)) ? '' : text)).concat(raw.heads.map(h => add(h)));
    return [lengths, new Map([...all].map(([f, spelt]) => [f, [...spelt].sort().map(([a, list]) => ({ a, list }))]))];
  };
  const open = raw => {
    if (raw.v !== 2) return { docs: 0 };
    const docs = raw.kinds.reduce((a, b) => a + b, 0);
    // Documents one after another under the same headings.
    const ups = numbers(raw.up), runs = [], runOf = new Int32Array(docs), last = [0, 0];
    for (let p = 0, from = 0; p < ups.length;) {
      const to = from + ups[p++], up = [];
      for (let n = ups[p++], i = 0; i < n; i++, p++) up.unshift(last[i] += ups[p] & 1 ? -(ups[p] + 1 >> 1) : ups[p] >> 1);
      runOf.fill(runs.length, from, to);
      runs.push({ from, to, up });
      from = to;
    }
    const up = id => runs[runOf[id]].up, { cuts = [], nums = [], words: fronts, len } = raw.post || {}, shardOf = [];
    const [lengths, small] = raw.post ? [numbers(len)] : post(raw, up);
    // The text of every grain of the line of positions: documents first, then headings that are no document.
    const at = new Int32Array(lengths.reduce((a, b) => a + b, 0));
    let end = 0;
    lengths.forEach((n, i) => { at.fill(i, end, end + n); end += n; });
    const terms = small ? [...small.keys()].filter(f => !/\d/.test(f)).sort() : unfront(fronts);
    cuts.forEach((n, s) => { while (n--) shardOf.push([s, n]); });
    const wordings = new Map();
    const learn = (from, to) => {
      const k = key(words(from));
      if (k) wordings.set(k, (wordings.get(k) || []).concat([words(to)]));
    };
    for (const [a, b] of raw.short) { learn(a, b); learn(b, a); }
    const room = at.length * raw.grain + 16;
    return { ...raw, docs, texts: lengths.length, lengths, at, shift: Math.log2(raw.grain), runs, runOf, up, small, nums, terms, shardOf, wordings,
      big: cuts.length > 1, byFold: new Map(terms.map((t, i) => [t, i])), bits: new Uint16Array(room), which: new Uint8Array(room),
      // Longest first: "Phó Chánh Văn phòng" does not name the Chánh Văn phòng.
      names: raw.names.map((n, i) => [line(words(n)), i]).sort((a, b) => b[0].length - a[0].length) };
  };
  // For each word of a chunk its spellings with their places, rising.
  const lists = raw => {
    const places = numbers(raw.p), fronts = raw.t && unfront(raw.t);
    let p = 0;
    const all = raw.s.split(' ').map(s => s.split(',').map(a => {
      const n = places[p++], list = places.subarray(p, p += n);
      for (let i = 1; i < n; i++) list[i] += list[i - 1];
      return { a, list };
    }));
    return fronts ? new Map(fronts.map((t, i) => [t, all[i]])) : all;
  };
  // The chunks of a sorted row that may hold keys from `low` on that still begin with `begin`.
  const spread = (firsts, low, begin) => firsts.map((f, i) => i)
    .filter(i => (i + 1 === firsts.length || firsts[i + 1] >= low) && (firsts[i] <= low || firsts[i].startsWith(begin)));
  const spellings = f => {
    if (index.small) return index.small.get(f) || [];
    if (/\d/.test(f)) {
      for (const i of spread(index.nums, f, f + ' ')) {
        const found = chunk('n' + i, lists);
        if (found && found.has(f)) return found.get(f);
      }
      return [];
    }
    const [s, back] = index.shardOf[index.byFold.get(f)], found = chunk('p' + s, lists);
    return found ? found[found.length - 1 - back] : [];
  };
  const known = f => /\d/.test(f) ? spellings(f).length : index.byFold.has(f);
  // Documents by the bearer's number.
  const bearers = raw => {
    const list = numbers(raw.bear), all = index.names.map(() => []);
    for (let p = 0, d = 0; p < list.length;) {
      d += list[p++];
      for (let n = list[p++]; n; n--) all[list[p++]].push(d);
    }
    return all;
  };
  const kindOf = id => {
    let k = 0;
    for (let end = index.kinds[0]; id >= end; end += index.kinds[++k]);
    return KINDS[k];
  };
  const doc = id => {
    const c = chunk('d' + Math.floor(id / index.per), raw => ({ ...raw, u: raw.u.split('\n'), h: raw.h.split('\n'), t: raw.t.split('\n') }));
    const i = id % index.per;
    if (!c) return;
    const up = index.up(id)[0], near = up - id + i, isHead = c.f[near] === '1';
    const above = up === undefined ? '' : up >= index.docs ? index.heads[up - index.docs] : c.a[up] || (isHead ? c.x : c.t)[near];
    return { id, kind: kindOf(id), url: c.u[i], path: c.h[i], title: c.t[i], text: c.x[i], heading: c.f[i] === '1', above };
  };

  // ---- one word against the vocabulary ----
  const tone = (a, f) => a.length > f.length ? a.slice(-1) : '';
  const shape = (a, f) => a.length > f.length ? a.slice(0, -1) : a;
  // 1 when the query shows no marks or they agree, down to 0.3.
  const agreement = (word, spelling, f) => {
    if (!word.marked || word.a === spelling) return 1;
    const ours = shape(word.a, word.f), theirs = shape(spelling, f);
    const t = tone(word.a, word.f), sameTone = t === tone(spelling, f);
    if (f !== word.f && theirs.startsWith(ours) && (sameTone || !t)) return 1;
    return ours === theirs ? 0.6 : sameTone ? 0.45 : 0.3;
  };
  const sound = f => f.replace(/^tr/, 'ch').replace(/^x/, 's').replace(/^(gi(?=.)|r)/, 'd');
  const near = (a, b) => {
    if (a === b) return true;
    if (Math.abs(a.length - b.length) > 1) return false;
    let i = 0, j = 0;
    while (i < a.length && a[i] === b[i]) i++;
    while (j < Math.min(a.length, b.length) - i && a[a.length - 1 - j] === b[b.length - 1 - j]) j++;
    const x = a.slice(i, a.length - j), y = b.slice(i, b.length - j);
    return x.length < 2 && y.length < 2 || x.length === 2 && x === y[1] + y[0];
  };
  // Words of the vocabulary a typed word may mean, with weights; `loose` admits slips of the finger and of the ear.
  // A large index answers a half-typed word only when few words go on from it, because each costs a fetch.
  const MANY = 24, SLIPS = 8;
  const candidates = (word, loose) => {
    const out = [], exact = known(word.f), { terms, big } = index;
    if (exact) out.push([word.f, 1]);
    if (word.last && !(big && exact)) {
      let low = 0, high = terms.length;
      while (low < high) { const m = low + high >> 1; terms[m] < word.f ? low = m + 1 : high = m; }
      let end = low;
      while (end < terms.length && terms[end].startsWith(word.f)) end++;
      if (!big || end - low <= MANY) for (; low < end; low++) if (terms[low] !== word.f) out.push([terms[low], exact ? 0.6 : 0.9]);
    }
    if (loose && !/\d/.test(word.f)) {
      const slips = [];
      for (const t of terms) if (t !== word.f) {
        if (sound(t) === sound(word.f)) slips.push([t, 0.7]);
        else if (word.f.length > 2 && near(word.f, t)) slips.push([t, 0.5]);
      }
      // The ear first, then a slip behind the same first letters.
      const alike = ([t, w]) => w * 9 + (t[0] === word.f[0]) * 2 + (t[1] === word.f[1]);
      out.push(...(big ? slips.sort((a, b) => alike(b) - alike(a)).slice(0, SLIPS) : slips));
    }
    return out;
  };

  // ---- ranking ----
  const idf = df => Math.log(1 + (index.docs - df + 0.5) / (df + 0.5));
  const saturated = n => n * 1.4 / (n + 0.4);
  // Weights, measured on the judged queries; the figures stay the same for a third more or less of each.
  const HEAD = 0.5, BOTH = 0.5, PAIR = 1, PHRASE = 0.4, UNSURE = 0.5, LENGTH = 0.2;
  // Places with weights, put in one by one: per text the best weight, raised by repetition; and the rarity of what was found.
  // Its arrays are as long as the texts are many, so they are used again.
  const spare = [];
    const gather = () => {
    const { at, shift, texts, lengths, grain, docs, runs, runOf } = index;
    const [raw, sum, value] = spare.pop() || [0, 0, 0].map(() => new Float32Array(texts)), touched = [];
    return {
      put(place, w) {
        const t = at[place >> shift];
        if (!sum[t]) touched.push(t);
        sum[t] += w;
        if (w > raw[t]) raw[t] = w;
      },
      free() {
        for (const t of touched) raw[t] = sum[t] = value[t] = 0;
        spare.push([raw, sum, value]);
      },
      close() {
        this.df = 0;
        for (const t of touched) {
          if (t < docs) this.df += raw[t];
          value[t] = raw[t] * saturated(sum[t] / raw[t]) / (1 - LENGTH + LENGTH * Math.sqrt(lengths[t] * grain / 60));
        }
        this.idf = idf(this.df);
        return this;
      },
      // Calls with every document that has it or stands under a heading that has it.
      each(call) {
        const heads = new Map();
        if (touched[0] !== undefined) runs.forEach(({ from, to, up }, r) => {
          let head = 0, most = 0;
          for (const u of up) { head = Math.max(head, HEAD * value[u]); most = Math.max(most, raw[u]); }
          if (!head) return;
          heads.set(r, 1);
          for (let d = from; d < to; d++) call(d, Math.max(value[d], head) + BOTH * Math.min(value[d], head), Math.max(raw[d], most));
        });
        for (const t of touched) if (t < docs && !heads.has(runOf[t])) call(t, value[t], raw[t]);
      },
    };
  };
  const rank = (query, loose) => {
    const { bits, which, docs, big } = index;
    const matters = word => !(stops.has(word.f) && (!word.marked || stops.get(word.f).has(word.a)));
    const matter = query.filter(matters).length;
    const parts = query.map(word => {
      const all = [], grammar = !matters(word);
      // In a large index the commonest words of all are not fetched where others say what is meant.
      if (!(big && grammar && word.marked && matter > 1)) for (const [f, w] of candidates(word, loose && loose(word))) {
        for (const s of spellings(f)) { const a = s.a || f; all.push({ a, list: s.list, weight: w * agreement(word, a, f) }); }
      }
      return { word, all: all.slice(0, 255), grammar, weight: grammar ? 0.2 : 1, seen: new Map() };
    }).filter((p, i, all) => p.all.length || !big || !p.word.last || all.length < 2);
    if (lacking.size) return;
    // A word typed without marks is read first as the spellings that stand beside its neighbours in the texts.
    if (parts.length > 1 && parts.some(p => !p.word.marked)) {
      const few = parts.slice(0, 16);
      few.forEach((p, i) => p.all.forEach(s => s.list.forEach(x => { bits[x + 1] |= 1 << i; })));
      few.forEach((p, i) => {
        if (p.word.marked) return;
        const left = i ? 1 << i - 1 : 0, right = 1 << i + 1;
        const support = p.all.map(({ list }) => {
          let n = 0;
          for (const x of list) if (bits[x] & left || bits[x + 2] & right) n++;
          return n;
        });
        const most = Math.max(...support);
        if (most) p.all.forEach((s, n) => { s.weight *= UNSURE + (1 - UNSURE) * Math.min(1, support[n] / most * 2); });
      });
      few.forEach(p => p.all.forEach(s => s.list.forEach(x => { bits[x + 1] = 0; })));
    }
    const pairs = [];
    let chain = [];
    parts.forEach((p, i) => {
      const own = Object.assign(p, gather()), before = parts[i - 1], pair = before && gather();
      p.all.forEach(({ a, list, weight }, n) => {
        p.seen.set(a, Math.max(weight, p.seen.get(a) || 0));
        for (const x of list) { own.put(x, weight); which[x] = n + 1; if (!i) chain.push(x, weight); }
      });
      own.close();
      if (before) {
        const on = [];
        for (const { list, weight } of before.all) for (const x of list) {
          const n = which[x + 1];
          if (n) pair.put(x, Math.min(weight, p.all[n - 1].weight));
        }
        for (let k = 0; k < chain.length; k += 2) {
          const n = which[chain[k] + i];
          if (n) on.push(chain[k], Math.min(chain[k + 1], p.all[n - 1].weight));
        }
        chain = on;
        pairs.push(Object.assign(pair.close(), { weight: PAIR * (before.grammar ? 0.4 : 1) * (p.grammar ? 0.4 : 1) }));
      }
      for (const { list } of p.all) for (const x of list) which[x] = 0;
    });
    const phrase = gather();
    if (parts.length > 1) for (let k = 0; k < chain.length; k += 2) phrase.put(chain[k], chain[k + 1]);
    phrase.close();
    const wordTotal = parts.reduce((sum, p) => sum + p.weight * p.idf, 0) || 1;
    const total = wordTotal + pairs.reduce((sum, p) => sum + (p.df ? p.weight * p.idf : 0), 0);
    // Firm: more than single words of other marks, strewn over the text.
    const score = new Float64Array(docs), coverage = new Float64Array(docs), firm = new Uint8Array(docs), ids = [];
    for (const p of parts) {
      const weight = p.weight * p.idf;
      p.each((d, v, raw) => {
        if (!score[d]) ids.push(d);
        if (matter < 2 || !p.grammar && raw > 0.75) firm[d] = 1;
        score[d] += weight * v;
        coverage[d] += weight * Math.min(1, v + 0.25);
      });
    }
    for (const p of pairs) p.each((d, v) => { firm[d] = 1; score[d] += p.weight * p.idf * v; });
    phrase.each((d, v) => { score[d] += PHRASE * total * v; });
    for (const g of [...parts, ...pairs, phrase]) g.free();
    let high = 0;
    for (const d of ids) high = Math.max(high, score[d] *= (coverage[d] /= wordTotal) / total);
    // What is far below the best is no result, whatever favours it.
    return ids.filter(d => score[d] > high * 0.05)
      .map(id => ({ id, score: score[id], coverage: coverage[id], firm: firm[id], parts }));
  };

  // Every way to read the query: each short form spelt out, each long form shortened, other wordings.
  const readings = query => {
    const out = [{ list: query, from: 0 }];
    for (let r = 0; r < out.length && out.length < 12; r++) {
      const { list, from } = out[r];
      for (let i = from; i < list.length; i++) for (let n = 1; n <= 8 && i + n <= list.length; n++) {
        for (const other of index.wordings.get(key(list.slice(i, i + n))) || []) {
          const put = other.map(w => ({ ...w, marked: true }));
          out.push({ list: [...list.slice(0, i), ...put, ...list.slice(i + n)], from: i + put.length });
        }
      }
    }
    return out.slice(0, 12).map(r => r.list);
  };

  // Each document by the reading that suits it best.
  const best = (lists, loose) => {
    const all = lists.map(list => rank(list, loose));
    if (lacking.size) return;
    const top = new Map();
    for (const list of all) for (const r of list) if (!top.has(r.id) || r.score > top.get(r.id).score) top.set(r.id, r);
    return [...top.values()].sort((a, b) => a.id - b.id);
  };

  // What the question asks for favours the clauses that can answer it.
  const favour = (results, query) => {
    const text = line(query);
    const when = / (khi|luc|ngay|tuan|thang|bao|may) (nao|gio|lau) | thoi (han|gian) |^( |.* (?!quyen |gioi )\S+ )han /.test(text);
    const who = text.includes(' ai ');
    const named = new Set();
    let rest = text;
    for (const [name, i] of index.names) if (rest.includes(name)) { named.add(i); rest = rest.replace(name, ' | '); }
    for (const r of results) if (r.id >= index.kinds[0]) r.score *= 0.7;
    const traits = (when || who) && chunk('f', raw => raw), borne = named.size && chunk('b', bearers);
    const own = new Set(borne ? [...named].flatMap(b => borne[b]) : []);
    for (const r of results) {
      const flags = traits ? +traits.flags[r.id] : 0;
      if (when && flags & 2) r.score *= 1.35;
      if (flags & 1) r.score *= 0.8;
      if (who && flags & 4) r.score *= 1.1;
      if (own.has(r.id)) r.score *= 1.1;
    }
  };

  // ---- citations ----
  // A step of a path: its rank, what its label looks like, and whether paths print it in capitals.
  const STEPS = { __proto__: null, phan: [0, /^([a-zđ]|[ivxl]+|\d+)$/, 1], chuong: [1, /^([ivxl]+|\d+)[a-zđ]?$/, 1],
    muc: [2, /^([ivxl]+|\d+(\.\d+)*)[a-zđ]?$/, 1], dieu: [3, /^\d+[a-zđ]?$/], khoan: [4, /^\d+(\.\d+)*[a-zđ]?\d?$/],
    diem: [5, /^([a-zđ]\d?|\d+(\.\d+)+[a-zđ]?)$/], doan: [6, /^\d+$/] };
  const LABEL = /^([a-zđ]\d?|[ivxl]+|\d+[a-zđ]?\d?|p\d+)$/;
  const steps = k => fold(k).replace(/[a-z]+-/g, '');
  // Provisions whose path ends in these steps, in the order of the text: keys are paths from the last step up.
  const ending = begin => spread(index.cites, begin, begin).flatMap(i => {
    const c = chunk('c' + i, raw => {
      const at = numbers(raw.i);
      return unfront(raw.k).map((k, n) => ({ fold: steps(k), path: k.split('.').reverse().join('.'), id: at[2 * n], below: at[2 * n + 1] }));
    });
    return c ? c.filter(e => e.fold === begin || e.fold.startsWith(begin + '.')) : [];
  }).sort((a, b) => a.id - b.id);
  // What a query cites and the words left over; nothing when it cites nothing that exists.
  const citation = query => {
    const plain = query.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[,;:()"“”]/g, ' ');
    const d = /[^\x00-\x7f]/.test(query) ? 'd' : 'dđ';
    const cited = [], tokens = plain.split(/\s+/).map(t => t.replace(/\.$/, '')).filter(Boolean);
    let rest = [];
    // Capitals matter where the query names the level: "phần b" is no "điểm b".
    const step = (rank, label, print, word) => cited.push([rank, label.split('.')
      .map((t, i) => [t.replace(/^0+(?=\d)/, ''), print, i ? '' : word])]);
    for (let i = 0; i < tokens.length; i++) {
      const word = fold(tokens[i]), level = STEPS[word], label = tokens[i + 1];
      if (level && level[1].test(label)) step(level[0], (level[0] === 6 ? 'p' : '') + tokens[++i], level[2] || 0, `(${word}-)?`);
      else if (tokens[i].includes('.') && tokens[i].split('.').every(t => LABEL.test(t))) step(4, tokens[i], undefined, '([a-z]+-)*');
      else rest.push(tokens[i]);
    }
    // "B II 5 1 a", "7 5 a", or "5.1 a" with the letter apart.
    if (rest[0] && rest.every(t => LABEL.test(t)) && /\d/.test(plain) && tokens.length > 1) {
      cited.length = 0;
      step(4, tokens.join('.'), undefined, '([a-z]+-)*');
      rest = [];
    }
    const exact = cited.sort((a, b) => a[0] - b[0]).flatMap(s => s[1]);
    const letters = ([t, print, word]) => (word || '') + [...t].map(c => {
      const small = c === 'd' ? d : c, capital = small.toUpperCase();
      return `[${print ? capital : print === 0 ? small : small + capital}]`;
    }).join('');
    for (const parts of [exact, exact.flatMap(([t, print, word]) => t.split(/(?<=^\d+)(?=[a-zđ])/).map((u, i) => [u, i && print ? 0 : print, i ? '' : word]))]) {
      const want = parts.map(letters), back = parts.map(p => fold(p[0])).reverse();
      // First with no number before it ("khoản 1" is not 7.1), then anywhere at the end, then with steps left out.
      for (const [form, begin] of want[0] ? [['(^|(^|\\.)\\D[^.]*\\.)' + want.join('\\.'), back.join('.')],
        ['(^|\\.)' + want.join('\\.'), back.join('.')], ['(^|\\.)' + want.join('\\.(.*\\.)?'), back[0]]] : []) {
        const docs = ending(begin).filter(e => new RegExp(form + '$').test(e.path));
        if (docs[0]) return { docs, rest: words(rest.join(' ')) };
      }
      if (lacking.size) return;
    }
  };

  // ---- the query ----
  // The results of a text, best first; the last word may still be unfinished.
  const solve = text => {
    index = chunk('', open);
    const query = words(text);
    if (!index || !index.docs || !query.length) return [];
    const marked = query.some(w => w.a !== w.f);
    query.forEach((w, i) => { w.marked = marked; w.last = i === query.length - 1 && !/\d/.test(w.f); });
    const cite = citation(text), matter = !cite || cite.rest.some(w => !stops.has(w.f));
    if (lacking.size) return [];
    let results = [];
    if (matter) {
      const lists = readings(query);
      const first = best(lists);
      if (!first) return [];
      const top = first.reduce((a, b) => b.score > a.score ? b : a, { score: 0, coverage: 0 });
      const strange = w => !candidates(w).length && !index.wordings.has(w.f), weak = top.coverage < 0.65;
      results = first;
      if (weak || query.some(strange)) {
        const second = best(lists, w => weak || strange(w));
        if (!second) return [];
        if (second.some(r => r.score > top.score * 1.02)) results = second;
      }
      favour(results, query);
    }
    if (cite) {
      const byId = new Map(results.map(r => [r.id, r]));
      const raise = (id, score) => {
        const r = byId.get(id) || { id, score: 0, coverage: 0, parts: [] };
        if (r.cited) return;
        byId.set(id, Object.assign(r, { cited: true, score: score + r.score }));
      };
      cite.docs.forEach((e, i) => raise(e.id, matter ? 3 : 4 - i / 1e4));
      for (const e of cite.docs) for (let id = e.id + 1; id <= e.id + e.below; id++) raise(id, 2);
      results = [...byId.values()];
    }
    const high = results.reduce((m, r) => Math.max(m, r.score), 0);
    return results
      .filter(r => r.score > 0 && (r.cited || r.firm && r.coverage > 0.3 && r.score > high * 0.12))
      .sort((a, b) => b.score - a.score || a.id - b.id)
      .map(r => Object.assign(r, { kind: kindOf(r.id) }));
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

  let latest = 0;
  root.quycheIndex = raw => arrive('', raw);
  root.quycheShard = arrive;
  root.quycheSearch = {
    fold, accent, words, marks, kinds: KINDS,
    // search(text, done): done gets [{id, kind, score, parts}], best first; a later call silences an earlier one.
    search: (text, done) => {
      const mine = ++latest;
      run(() => mine === latest ? solve(text) : [], found => { if (mine === latest) done(found); });
    },
    // show(results, done): the same results, each with its `doc`.
    show: (results, done) => run(() => {
      for (const r of results) r.doc = doc(r.id);
      return results;
    }, done),
    // load(name) fetches a chunk, '' being the index itself; who uses the engine sets it.
    load: () => {},
    large: () => !!index && index.big,
  };
})(globalThis);
