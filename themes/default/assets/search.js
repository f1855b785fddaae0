/* Search engine: reads the index that src/search writes and ranks documents (design 6, "Search"). No page is touched
   here; search-ui.js does that. Folding and cutting of words equal src/text/fold.rs and src/search/words.rs. */
(root => {
  'use strict';
  const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_';
  const KINDS = ['provision', 'role', 'unit', 'calendar', 'decision'];
  const TONES = '\u0300\u0301\u0309\u0303\u0323';
  let index = null;
  let waiting = [];

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

  // ---- index ----
  const numbers = text => {
    const out = [];
    let value = 0, unit = 1;
    for (const c of text) {
      const d = DIGITS.indexOf(c);
      value += (d & 31) * unit;
      unit *= 32;
      if (d < 32) { out.push(value); value = 0; unit = 1; }
    }
    return out;
  };
  const decode = raw => {
    const lines = s => s.split('\n');
    const url = lines(raw.url), path = lines(raw.path), title = lines(raw.title);
    let kind = 0, left = raw.kinds[0];
    const docs = raw.text.map((text, id) => {
      while (!left) left = raw.kinds[++kind];
      left--;
      const flags = +raw.flags[id];
      return { id, kind: KINDS[kind], url: url[id], path: path[id], title: title[id], text, up: raw.up[id],
        heading: !!(flags & 1), dated: !!(flags & 2), bearers: raw.bear[id] };
    });
    // The text of every position: documents first, then headings that are no document.
    const lengths = numbers(raw.len), at = new Int32Array(lengths.reduce((a, b) => a + b, 0));
    let end = 0;
    lengths.forEach((n, i) => { at.fill(i, end, end + n); end += n; });
    const places = numbers(raw.places);
    let p = 0, before = '';
    const spell = raw.spell.split(' ');
    const terms = raw.terms ? raw.terms.split(' ').map((t, i) => {
      before = before.slice(0, DIGITS.indexOf(t[0])) + t.slice(1);
      const spellings = spell[i].split(',').map(a => {
        const list = [];
        let place = 0;
        for (let n = places[p++]; n; n--) list.push(place += places[p++]);
        return { a: a || before, list };
      });
      return { f: before, spellings };
    }) : [];
    const wordings = new Map();
    const learn = (from, to) => {
      const k = key(words(from));
      if (k) wordings.set(k, (wordings.get(k) || []).concat([words(to)]));
    };
    for (const [a, b] of raw.short) { learn(a, b); learn(b, a); }
    return { docs, at, head: i => !docs[i] ? raw.heads[i - docs.length] : docs[i].heading ? docs[i].text : docs[i].title, sizes: lengths, terms, byFold: new Map(terms.map((t, i) => [t.f, i])), wordings,
      // Longest first: "Phó Chánh Văn phòng" does not name the Chánh Văn phòng.
      names: raw.names.map((n, i) => [line(words(n)), i]).sort((a, b) => b[0].length - a[0].length) };
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
  // Vocabulary entries a typed word may mean, with weights; `loose` admits slips of the finger and of the ear.
  const candidates = (word, loose) => {
    const out = [], exact = index.byFold.get(word.f);
    if (exact !== undefined) out.push([exact, 1]);
    if (word.last) {
      let low = 0, high = index.terms.length;
      while (low < high) { const m = low + high >> 1; index.terms[m].f < word.f ? low = m + 1 : high = m; }
      for (; low < index.terms.length && index.terms[low].f.startsWith(word.f); low++) {
        if (low !== exact) out.push([low, out.length && exact !== undefined ? 0.6 : 0.9]);
      }
    }
    if (loose && !/\d/.test(word.f)) index.terms.forEach((t, i) => {
      if (i === exact) return;
      if (sound(t.f) === sound(word.f)) out.push([i, 0.7]);
      else if (word.f.length > 2 && near(word.f, t.f)) out.push([i, 0.5]);
    });
    return out;
  };

  // ---- ranking ----
  const idf = df => Math.log(1 + (index.docs.length - df + 0.5) / (df + 0.5));
  const saturated = n => n * 1.4 / (n + 0.4);
  // From places with weights: per text the best weight, raised by repetition; and the rarity of what was found.
  const gather = hits => {
    const best = new Float64Array(index.sizes.length), sum = new Float64Array(index.sizes.length);
    for (const [place, w] of hits) {
      const t = index.at[place];
      sum[t] += w;
      if (w > best[t]) best[t] = w;
    }
    let df = 0;
    const raw = best.slice();
    raw.forEach((w, t) => {
      if (!w) return;
      if (t < index.docs.length) df += w;
      best[t] *= saturated(sum[t] / w) / (1 - LENGTH + LENGTH * Math.sqrt(index.sizes[t] / 60));
    });
    return { value: best, raw, idf: idf(df), df };
  };
  // Weights, measured on the judged queries; the figures stay the same for a third more or less of each.
  const HEAD = 0.5, BOTH = 0.5, PAIR = 1, PHRASE = 0.4, UNSURE = 0.5, LENGTH = 0.2;
  const withHeadings = (doc, value) => {
    const own = value[doc.id], head = doc.up.reduce((m, u) => Math.max(m, HEAD * value[u]), 0);
    return Math.max(own, head) + BOTH * Math.min(own, head);
  };
  const rank = (query, loose) => {
    const found = query.map(word => {
      const spellings = [];
      for (const [t, w] of candidates(word, loose && loose(word))) {
        const term = index.terms[t];
        for (const s of term.spellings) spellings.push({ ...s, weight: w * agreement(word, s.a, term.f) });
      }
      return { word, spellings, places: new Set(spellings.flatMap(s => s.list)) };
    });
    const parts = found.map(({ word, spellings }, i) => {
      // A word typed without marks is read first as the spellings that stand beside its neighbours in the texts.
      if (!word.marked && query.length > 1) {
        const left = found[i - 1], right = found[i + 1];
        const beside = p => left && left.places.has(p - 1) || right && right.places.has(p + 1);
        const support = spellings.map(s => s.list.filter(beside).length), most = Math.max(...support);
        if (most) spellings.forEach((s, n) => { s.weight *= UNSURE + (1 - UNSURE) * Math.min(1, support[n] / most * 2); });
      }
      const hits = new Map(), seen = new Map();
      for (const s of spellings) {
        seen.set(s.a, Math.max(s.weight, seen.get(s.a) || 0));
        for (const place of s.list) if (s.weight > (hits.get(place) || 0)) hits.set(place, s.weight);
      }
      const grammar = stops.has(word.f) && (!word.marked || stops.get(word.f).has(word.a));
      return Object.assign(gather(hits), { word, hits, seen, grammar, weight: grammar ? 0.2 : 1 });
    });
    const pairs = [], chain = new Map(parts.length > 1 ? parts[0].hits : []);
    for (let i = 1; i < parts.length; i++) {
      const a = parts[i - 1], b = parts[i], hits = new Map();
      for (const [place, w] of a.hits) {
        const next = b.hits.get(place + 1);
        if (next) hits.set(place, Math.min(w, next));
      }
      pairs.push(Object.assign(gather(hits), { weight: PAIR * (a.grammar ? 0.4 : 1) * (b.grammar ? 0.4 : 1) }));
      for (const [place, w] of chain) {
        const next = b.hits.get(place + i);
        if (next) chain.set(place, Math.min(w, next)); else chain.delete(place);
      }
    }
    const phrase = gather(chain);
    const wordTotal = parts.reduce((sum, p) => sum + p.weight * p.idf, 0);
    const pairTotal = pairs.reduce((sum, p) => sum + (p.df ? p.weight * p.idf : 0), 0);
    const total = wordTotal + pairTotal || 1, matter = parts.filter(p => !p.grammar).length;
    // Firm: more than single words of other marks, strewn over the text.
    return index.docs.map(doc => {
      let sum = 0, covered = 0, firm = matter < 2;
      for (const p of parts) {
        const v = withHeadings(doc, p.value);
        if (!p.grammar && [doc.id, ...doc.up].some(t => p.raw[t] > 0.75)) firm = true;
        sum += p.weight * p.idf * v;
        covered += p.weight * p.idf * Math.min(1, v > 0 ? v + 0.25 : 0);
      }
      for (const p of pairs) {
        const v = withHeadings(doc, p.value);
        if (v) firm = true;
        sum += p.weight * p.idf * v;
      }
      sum += PHRASE * total * withHeadings(doc, phrase.value);
      const coverage = covered / (wordTotal || 1);
      return { doc, parts, coverage, firm, score: sum / total * coverage };
    });
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

  const best = (lists, loose) => {
    const top = [];
    for (const list of lists) for (const r of rank(list, loose)) {
      if (!top[r.doc.id] || r.score > top[r.doc.id].score) top[r.doc.id] = r;
    }
    return top;
  };

  // What the question asks for favours the clauses that can answer it.
  const favour = (results, query) => {
    const text = line(query);
    const when = / (khi|luc|ngay|tuan|thang|bao|may) (nao|gio|lau) | thoi (han|gian) |^( |.* (?!quyen |gioi )\S+ )han /.test(text);
    const who = text.includes(' ai ');
    const named = new Set();
    let rest = text;
    for (const [name, i] of index.names) if (rest.includes(name)) { named.add(i); rest = rest.replace(name, ' | '); }
    for (const r of results) {
      const d = r.doc;
      if (when && d.dated) r.score *= 1.35;
      if ((when || who) && d.heading) r.score *= 0.8;
      if (who && d.bearers.length) r.score *= 1.1;
      if (d.bearers.some(b => named.has(b))) r.score *= 1.1;
      if (!d.path) r.score *= 0.7;
    }
  };

  // ---- citations ----
  // A step of a path: its rank, what its label looks like, and whether paths print it in capitals.
  const STEPS = { phan: [0, /^([a-zđ]|[ivxl]+|\d+)$/, 1], chuong: [1, /^([ivxl]+|\d+)[a-zđ]?$/, 1],
    muc: [2, /^([ivxl]+|\d+(\.\d+)*)[a-zđ]?$/, 1], dieu: [3, /^\d+[a-zđ]?$/], khoan: [4, /^\d+(\.\d+)*[a-zđ]?\d?$/],
    diem: [5, /^([a-zđ]\d?|\d+(\.\d+)+[a-zđ]?)$/], doan: [6, /^\d+$/] };
  const LABEL = /^([a-zđ]\d?|[ivxl]+|\d+[a-zđ]?\d?|p\d+)$/;
  // The documents a query cites and the words left over; nothing when it cites nothing that exists.
  const citation = query => {
    const plain = query.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[,;:()"“”]/g, ' ');
    const d = /[^\x00-\x7f]/.test(query) ? 'd' : 'dđ';
    const steps = [], tokens = plain.split(/\s+/).map(t => t.replace(/\.$/, '')).filter(Boolean);
    let rest = [];
    // Capitals matter where the query names the level: "phần b" is no "điểm b".
    const step = (rank, label, print) => steps.push([rank, label.split('.').map(t => t.replace(/^0+(?=\d)/, ''))
      .map(t => [t, print])]);
    for (let i = 0; i < tokens.length; i++) {
      const known = STEPS[fold(tokens[i])], label = tokens[i + 1];
      if (known && known[1].test(label)) step(known[0], (known[0] === 6 ? 'p' : '') + tokens[++i], known[2] || 0);
      else if (tokens[i].includes('.') && tokens[i].split('.').every(t => LABEL.test(t))) step(4, tokens[i]);
      else rest.push(tokens[i]);
    }
    // "B II 5 1 a", "7 5 a", or "5.1 a" with the letter apart.
    if (rest[0] && rest.every(t => LABEL.test(t)) && /\d/.test(plain) && tokens.length > 1) {
      steps.length = 0;
      step(4, tokens.join('.'));
      rest = [];
    }
    const exact = steps.sort((a, b) => a[0] - b[0]).flatMap(s => s[1]);
    const letters = ([t, print]) => [...t].map(c => {
      const small = c === 'd' ? d : c, capital = small.toUpperCase();
      return `[${print ? capital : print === 0 ? small : small + capital}]`;
    }).join('');
    for (const parts of [exact, exact.flatMap(([t, print]) => t.split(/(?<=^\d+)(?=[a-zđ])/).map((u, i) => [u, i && print ? 0 : print]))]) {
      const want = parts.map(letters);
      // First with no number before it ("khoản 1" is not 7.1), then anywhere at the end, then with steps left out.
      for (const form of want[0] ? ['(^|(^|\\.)\\D[^.]*\\.)' + want.join('\\.'), '(^|\\.)' + want.join('\\.'), '(^|\\.)' + want.join('\\.(.*\\.)?')] : []) {
        const docs = index.docs.filter(doc => new RegExp(form + '$').test(doc.path));
        if (docs[0]) return { docs, rest: words(rest.join(' ')) };
      }
    }
  };

  // ---- the query ----
  // search(text) → [{doc, score, parts}], best first; the last word may still be unfinished.
  const search = text => {
    const query = words(text);
    if (!index || !query.length) return [];
    const marked = query.some(w => w.a !== w.f);
    query.forEach((w, i) => { w.marked = marked; w.last = i === query.length - 1 && !/\d/.test(w.f); });
    const lists = readings(query);
    let results = best(lists);
    const top = () => results.reduce((a, b) => b.score > a.score ? b : a);
    const first = top(), missing = w => !candidates(w).length && !index.wordings.has(w.f);
    const weak = first.coverage < 0.65;
    if (weak || query.some(missing)) {
      const second = best(lists, w => weak || missing(w));
      if (second.some(r => r.score > first.score * 1.02)) results = second;
    }
    favour(results, query);
    const cite = citation(text);
    if (cite) {
      const matter = cite.rest.some(w => !stops.has(w.f));
      results.forEach(r => {
        const i = cite.docs.indexOf(r.doc);
        const below = i < 0 && cite.docs.findIndex(d => r.doc.path.startsWith(d.path + '.'));
        r.cited = i >= 0 || below >= 0;
        r.score = i >= 0 ? 3 + (matter ? r.score : 1 - i / 1e4) : below >= 0 ? 2 + (matter ? r.score : 0) : matter ? r.score : 0;
      });
    }
    const high = results.reduce((m, r) => Math.max(m, r.score), 0);
    return results
      .filter(r => r.score > 0 && (r.cited || r.firm && r.coverage > 0.3 && r.score > high * 0.12))
      .sort((a, b) => b.score - a.score || a.doc.id - b.doc.id);
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

  root.quycheIndex = raw => {
    if (raw.v !== 1) return;
    index = decode(raw);
    waiting.forEach(f => f());
    waiting = [];
  };
  root.quycheSearch = {
    fold, accent, words, search, marks, kinds: KINDS, heading: d => d.up.length ? index.head(d.up[0]) : '',
    ready: f => { if (index) f(); else waiting.push(f); },
  };
})(globalThis);
