/* The index as src/search/layout.rs writes it: an entry, and chunks of it fetched when first asked for. A value that
   lacks chunks is worked out once more when they have come, so nothing here waits. */
const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_';
const CODE = new Uint8Array(128);
[...DIGITS].forEach((c, i) => { CODE[c.charCodeAt(0)] = i; });
const KINDS = ['provision', 'role', 'unit', 'calendar', 'decision'];
let index;

// `load` fetches a chunk, by its address beside the entry; who shows the results sets it.
const api = { load: () => {} };
// The entry, called '', comes with this script.
const chunks = new Map(), asked = new Set(['']);
let lacking = new Set(), waiting = [];
// A chunk as made by `make` from what arrived, or nothing, and then it is on the list of what to fetch.
const chunk = (name, make) => {
  const c = chunks.get(name);
  if (!c) { lacking.add(name); return; }
  return c.made = c.made || make(c.raw);
};
// Works out a value; when chunks were lacking, once more after they came. While they are on their way the texts are laid out.
const run = (work, done) => {
  lacking = new Set();
  const value = work(), names = [...lacking];
  if (!names.length) return done(value);
  waiting.push(() => names.every(n => chunks.has(n)) && (run(work, done), true));
  for (const n of names) if (!asked.has(n)) { asked.add(n); api.load(`${index.folders[n[0]]}/${n}.js`); }
  if (index && index.docs) lay(index);
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
const post = (raw, parents) => {
  const all = new Map(), { t, x } = chunks.get('d0').raw, titles = t.split('\n');
  let end = 0;
  const add = (...parts) => {
    const start = end;
    for (const text of parts) if (text) {
      let last = 0;
      for (const w of words(text)) {
        if (/[.;:!?\n]/.test(text.slice(last, w.s)) && /\s/.test(text.slice(last, w.s))) end++;
        last = w.e;
        const spelt = all.get(w.f) || new Map(), list = spelt.get(w.a) || [];
        list.push(end++);
        all.set(w.f, spelt.set(w.a, list));
      }
      end += 2;
    }
    return end - start;
  };
  const lengths = x.map((text, id) => id < raw.kinds[0] ? add(text)
    : add(titles[id], parents(id).some(u => x[u] && x[u].includes(text)) ? '' : text)).concat(raw.heads.map(h => add(h)));
  return [lengths, new Map([...all].map(([f, spelt]) => [f, [...spelt].sort().map(([a, list]) => ({ a, list }))]))];
};
const open = raw => {
  if (raw.v !== 8) return { docs: 0 };
  // Longest first: "Phó Chánh Văn phòng" does not name the Chánh Văn phòng.
  const longest = list => list.map(([name, id]) => [` ${name} `, id]).sort((a, b) => b[0].length - a[0].length);
  const docs = raw.kinds.reduce((a, b) => a + b, 0), { cuts = [], nums = [], words: fronts } = raw.post || {};
  // By name the documents whose page has it; between units and decisions stands the calendar.
  const pages = new Map(), [provisions, roles, units, entries] = raw.kinds;
  raw.pages.forEach((names, i) => names.split('|').forEach(name =>
    pages.set(name, (pages.get(name) || []).concat(provisions + i + (i < roles + units ? 0 : entries)))));
  const all = { ...raw, pages, docs, nums, cuts, wordings: new Map(), big: cuts.length > 1, shift: Math.log2(raw.grain),
    names: longest(raw.names.map((n, i) => [n, i])), roles: longest(raw.roles), groups: longest(raw.groups) };
  const learn = (from, to, said) => {
    const k = key(words(from));
    if (k) all.wordings.set(k, (all.wordings.get(k) || []).concat([Object.assign(words(to), { said })]));
  };
  for (const [a, b] of raw.short) { learn(a, b); learn(b, a); }
  for (const [typed, text] of raw.said) learn(typed, text, true);
  if (!raw.post) lay(all);
  const vocabulary = all.small ? [...all.small.keys()].filter(f => !/\d/.test(f)).sort() : unfront(fronts);
  return Object.assign(all, {
    // Of the vocabulary what a reader may type in one word.
    terms: vocabulary.filter(t => !t.includes('_')), byFold: new Map(vocabulary.map((t, i) => [t, i])) });
};
// Where every text stands, for ranking and showing: `at`, `parents`, `scores` and what goes with them are there only after this. Flat
// arrays filled by plain loops: a large office has a hundred thousand documents, and its first answer waits for this; so it is done
// while the words of the query are on their way. A small index has its words from here, so it is laid out when it is opened.
const lay = all => {
  if (all.at) return;
  const { docs, post: places } = all, ups = numbers(all.up), last = [0, 0];
  // Documents one after another under the same headings are a run: where each begins, and its headings, the nearest first.
  const runOf = new Int32Array(docs), begins = [], over = new Int32Array(ups.length).fill(-1);
  for (let p = 0, d = 0, r = 0; p < ups.length; r++) {
    begins.push(d);
    for (let n = ups[p++]; n--;) runOf[d++] = r;
    for (let n = ups[p++], i = 0; i < n; i++) {
      const step = ups[p++];
      over[2 * r + n - 1 - i] = last[i] += step & 1 ? -(step + 1 >> 1) : step >> 1;
    }
  }
  const runs = begins.length, parents = id => [...over.subarray(2 * runOf[id], 2 * runOf[id] + 2)].filter(u => u >= 0);
  const [lengths, small] = places ? [numbers(places.len)] : post(all, parents);
  // The text of every grain of the line of positions: documents first, then headings that are no document.
  const texts = lengths.length;
  let end = 0;
  for (let i = 0; i < texts; i++) end += lengths[i];
  const at = new Int32Array(end);
  for (let i = end = 0; i < texts; i++) for (let n = lengths[i]; n--;) at[end++] = i;
  Object.assign(all, { texts, lengths, at, runs, begins: [...begins, docs], over, runOf, parents, small });
  prepare(all);
};
// A list of numbers that rises, from the steps between them.
const rising = raw => {
  const list = numbers(raw);
  for (let i = 1; i < list.length; i++) list[i] += list[i - 1];
  return list;
};
// For each word of a chunk its spellings with their places, rising.
const lists = raw => {
  const places = numbers(raw.p), fronts = raw.t && unfront(raw.t);
  let p = 0;
  const all = raw.s.split(' ').map(s => s.split(',').map(a => {
    const n = places[p++], list = places.subarray(p, p += n);
    for (let i = 1; i < n; i++) list[i] += list[i - 1];
    return a ? { a, list } : { list };
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
  let s = 0, n = index.byFold.get(f);
  while (n >= index.cuts[s]) n -= index.cuts[s++];
  const found = chunk('p' + s, lists);
  return found ? found[n] : [];
};
const known = f => /\d/.test(f) ? spellings(f).length : index.byFold.has(f);
const kindOf = id => {
  let k = 0;
  for (let end = index.kinds[0]; id >= end; k++) end += index.kinds[k + 1];
  return KINDS[k];
};
const doc = id => {
  lay(index);
  const c = chunk('d' + Math.floor(id / index.per), raw => ({ ...raw, u: raw.u.split('\n'), h: raw.h.split('\n'), t: raw.t.split('\n') }));
  const i = id % index.per;
  if (!c) return;
  const up = index.parents(id)[0], near = up - id + i, isHead = c.f[near] === '1';
  const above = up === undefined ? '' : up >= index.docs ? index.heads[up - index.docs] : c.a[up] || (isHead ? c.x : c.t)[near] || '';
  return { id, kind: kindOf(id), url: c.u[i], path: c.h[i], title: c.t[i], text: c.x[i], heading: c.f[i] === '1', above };
};
