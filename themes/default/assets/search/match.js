/* One typed word against the vocabulary: which words of the texts it may mean, and how well. */
const tone = (a, f) => a.length > f.length ? a.slice(-1) : '';
const shape = (a, f) => a.length > f.length ? a.slice(0, -1) : a;
// 1 when the query shows no marks or they agree, down to 0.3; of two words in one, the worse.
const agreement = (word, spelling, f) => {
  if (!word.marked || word.a === spelling) return 1;
  if (word.span > 1) {
    const [fs, as, others] = [word.f, word.a, spelling].map(s => s.split('_'));
    return Math.min(...fs.map((part, i) => agreement({ f: part, a: as[i], marked: true }, others[i], part)));
  }
  const ours = shape(word.a, word.f), theirs = shape(spelling, f);
  const t = tone(word.a, word.f), sameTone = t === tone(spelling, f);
  if (f !== word.f && theirs.startsWith(ours) && (sameTone || !t)) return 1;
  return ours === theirs ? 0.6 : sameTone ? 0.45 : 0.3;
};
const sound = f => f.replace(/^tr/, 'ch').replace(/^x/, 's').replace(/^(gi(?=.)|r)/, 'd');
const near = (a, b) => {
  if (Math.abs(a.length - b.length) > 1) return false;
  let i = 0, j = 0;
  while (i < a.length && a[i] === b[i]) i++;
  while (j < Math.min(a.length, b.length) - i && a[a.length - 1 - j] === b[b.length - 1 - j]) j++;
  const x = a.slice(i, a.length - j), y = b.slice(i, b.length - j);
  return x.length < 2 && y.length < 2 || x.length === 2 && x === y[1] + y[0];
};
// Words of the vocabulary a typed word may mean, with weights; `loose` admits slips of the finger and of the ear.
// A large index answers a half-typed word only when few words go on from it, because each costs a fetch.
const MANY = 24, SLIPS = 4;
const candidates = (word, loose) => {
  const out = [], exact = known(word.f), { terms, big } = index;
  if (exact) out.push([word.f, 1]);
  if (word.span > 1) return out;
  if (word.last && !(big && exact)) {
    const longer = terms.filter(t => t !== word.f && t.startsWith(word.f));
    if (!big || longer.length <= MANY) out.push(...longer.map(t => [t, exact ? 0.6 : 0.9]));
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
