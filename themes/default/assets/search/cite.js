/* Citations: "điểm a khoản 5.1", "B.II.5.1", "7.5a", with and without marks. Keys are those of src/search/citations.rs. */
// A step of a path: its rank, what its label looks like, and whether paths print it in capitals.
const STEPS = { __proto__: null, phan: [0, /^([a-zđ]|[ivxlc]+|\d+)$/, 1], chuong: [1, /^([ivxlc]+|\d+)[a-zđ]?$/, 1],
  muc: [2, /^([ivxlc]+|\d+(\.\d+)*)[a-zđ]?$/, 1], dieu: [3, /^\d+[a-zđ]?$/], khoan: [4, /^\d+(\.\d+)*[a-zđ]?\d?$/],
  diem: [5, /^([a-zđ]\d?|\d+(\.\d+)+[a-zđ]?)$/], doan: [6, /^\d+$/] };
const LABEL = /^([a-zđ]\d?|[ivxlc]+|\d+[a-zđ]?\d?|p\d+)$/;
const steps = k => fold(k).replace(/[a-z]+-/g, '');
// Provisions whose path ends in these steps and whose key looks like `form`, in the order of the text. Keys are paths from
// the last step up, sorted as they are compared: those that begin alike stand together, up to what a stop is smaller than.
const ending = (begin, form) => spread(index.cites, begin, begin).flatMap(i => {
  const c = chunk('c' + i, raw => ({ keys: unfront(raw.k), at: numbers(raw.i) })), out = [];
  const before = end => {
    let low = 0, high = c.keys.length;
    while (low < high) {
      const middle = low + high >> 1;
      if (steps(c.keys[middle]) < end) low = middle + 1; else high = middle;
    }
    return low;
  };
  if (c) for (let n = before(begin), end = before(begin + '/'); n < end; n++) {
    if (form.test(c.keys[n])) out.push({ id: c.at[2 * n], below: c.at[2 * n + 1] });
  }
  return out;
}).sort((a, b) => a.id - b.id);
// What a query cites and the words left over; nothing when it cites nothing that exists.
const citation = query => {
  const plain = query.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[,;:()"“”]/g, ' ')
    .replace(/(?<=(?:^|[\s.])(?:\d+|[ivxlc]+|[a-zđ]))\.\s+(?=(?:\d+|[ivxlc]+|[a-zđ])(?:[\s.]|$))/g, '.');
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
    const want = parts.map(letters).reverse(), back = parts.map(p => fold(p[0])).reverse();
    // First with no number before it ("khoản 1" is not 7.1), then anywhere at the end, then with steps left out.
    for (const [form, begin] of want[0] ? [
      [want.join('\\.') + '($|\\.\\D)', back.join('.')],
      [want.join('\\.') + '(\\.|$)', back.join('.')], [want.join('\\.(.*\\.)?') + '(\\.|$)', back[0]]] : []) {
      const docs = ending(begin, new RegExp('^' + form));
      if (docs[0]) return { docs, rest: words(rest.join(' ')) };
    }
    if (lacking.size) return;
  }
};
