/* Citations: "điểm a khoản 5.1", "B.II.5.1", "7.5a", with and without marks. Keys are those of src/search/citations.rs. */
// A step of a path: its rank, what its label looks like, and whether paths print it in capitals.
const STEPS = { __proto__: null, 'phu-luc': [0, /^([ivxlc]+|\d+)$/, 1], phan: [0, /^([a-zđ]|[ivxlc]+|\d+)$/, 1], chuong: [1, /^([ivxlc]+|\d+)[a-zđ]?$/, 1],
  muc: [2, /^([ivxlc]+|\d+(\.\d+)*)[a-zđ]?$/, 1], dieu: [3, /^\d+[a-zđ]?$/], khoan: [4, /^\d+(\.\d+)*[a-zđ]?\d?$/],
  diem: [5, /^([a-zđ]\d?|\d+(\.\d+)*[a-zđ]?)$/], doan: [6, /^\d+$/] };
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
const MARKS = { __proto__: null, ',': 1, va: 1, hoac: 1, den: 1 };
const isPath = t => t.includes('.') && t.split('.').every(u => LABEL.test(u));
const isLabel = t => LABEL.test(t) || isPath(t);
// "k5.1", "đa", "m2", "bii.5.1", "mục hai", alone "A2b": short forms spelt out, where nothing but a citation is typed.
const LEVELS = ' khoan dieu diem muc'.split(' ');
const SHORT = /^(?:k\.?(\d.*)|[dđ]\.?(\d.*)|[dđ]\.?([a-zđ]\d?)|m\.?(\d.*|[ivx]+))$/;
const spelt = tokens => tokens.flatMap((t, i) => {
  if (STEPS[tokens[i - 1]]) return counted(t) || t;
  // A letter of its own is followed by its label, which stays.
  const found = SHORT.exec(t[1] ? t : t + tokens[i + 1]) || [], n = found.findIndex((label, n) => n && label);
  if (n > 0 && (tokens[1] || /[\d.]/.test(t))) return [LEVELS[n], found[n]].slice(0, t.length);
  return (tokens[1] ? t : t.replace(/(?<=^[a-hđ])(?=\d+[a-zđ]?$)|(?<=^[a-hđ]?\d+)(?=[a-zđ]$)/g, '.'))
    .replace(/^([a-hđ])?([ivx]+)\.?(?=\d)/, (_, part, section) => `${part ? part + '.' : ''}${section}.`);
});
// The citations among the tokens and what is left over. A citation is a list of steps: rank, label, how the label is printed, the
// word its path may print before it. Labels without a word go on from the step before, where `bare`: after a comma or "và" beside
// it ("khoản 5.1 và 5.2"), else below it ("khoản 5.1 a").
const MOST_STEPS = 8, MOST_CITES = 12;
const parse = (tokens, bare) => {
  const cites = [[]], rest = [];
  let last, apart;
  const add = (rank, label, print, word) => {
    if (cites[0][0] && cites.at(-1).some(s => s.rank === rank)) cites.push([]);
    cites.at(-1).push(last = { rank, label, print, word });
  };
  for (let i = 0; i < tokens.length; i++) {
    const t = tokens[i], level = STEPS[t], next = tokens[i + 1] || '';
    if (level && level[1].test(next)) {
      // Capitals matter where the query names the level: "phần b" is no "điểm b". A path may leave the word out, but for a chapter's
      // or an annex's.
      add(level[0], (t === 'doan' ? 'p' : '') + next, level[2] || 0, `(${t}-)${/^chuong|-/.test(t) ? '' : '?'}`);
      i++;
    } else if (last && MARKS[t] && (isLabel(next) || STEPS[next])) {
      apart = true;
      continue;
    } else if (isPath(t) && !(bare > 1 && last && !apart)) add(4, t, undefined, '([a-z]+-)*');
    else if (bare && isLabel(t) && (last || bare > 1)) {
      const { rank, label, print, word } = last || {}, alike = last && /^\d/.test(t) === /^\d/.test(label);
      if (apart && alike) add(rank, t, print, word);
      else add(last ? rank + 0.01 : 4, t, last && bare < 2 ? 0 : undefined, last ? '' : '([a-z]+-)*');
    } else {
      last = undefined;
      if (t !== ',') rest.push(t);
    }
    apart = false;
  }
  // What stands above is said once for all: "điểm a, b khoản 4.2", "mục II khoản 5.1 và 5.2".
  const fill = (cite, other) => {
    const top = Math.min(...cite.map(s => s.rank));
    if (other) cite.push(...other.filter(s => s.rank < top));
  };
  // No path is longer, and nobody cites more at once: what is pasted is words.
  if (cites.length > MOST_CITES || cites.some(c => c.length > MOST_STEPS || c.some(s => s.label.length > 40))) return { cites: [], rest: tokens };
  for (let i = cites.length; i--;) fill(cites[i], cites[i + 1]);
  cites.forEach((cite, i) => fill(cite, cites[i - 1]));
  return { cites: cites.filter(c => c[0]), rest };
};
// A step as it may be printed: a section, which may also begin a path ("2.5.1", "B.2.5"), in Roman figures.
const ROMAN = ' i ii iii iv v vi vii viii ix'.split(' ');
const figures = s => {
  const label = s.label.replace(s.rank < 3 ? /^()([1-9]\d?)$/ : /^([a-zđ]\.|)([1-9]\d?)(?=\.\d)/,
    (_, part, n) => part + 'x'.repeat(n / 10) + ROMAN[n % 10]);
  return label === s.label ? [s] : s.rank < 3 ? [{ ...s, label }, s] : [s, { ...s, label }];
};
// The provisions at the end of these steps, as typed or with a letter taken off its number. `d` is what a typed d may mean.
const found = (steps, d) => {
  const letters = ([t, print, word]) => (word || '') + [...t].map(c => {
    const small = c === 'd' ? d : c, capital = small.toUpperCase();
    return `[${print ? capital : print === 0 ? small : small + capital}]`;
  }).join('');
  const pieces = ({ label, print, word }) => label.split('.').map((t, i) => [t.replace(/^0+(?=\d)/, ''), print, i ? '' : word]);
  const split = ([t, print, word]) => t.split(/(?<=^\d+)(?=[a-zđ])/).map((u, i) => [u, i && print ? 0 : print, i ? '' : word]);
  const exact = steps.flatMap(pieces);
  for (const parts of [exact, exact.flatMap(split)]) {
    const want = parts.map(letters).reverse(), back = parts.map(p => fold(p[0])).reverse(), whole = want.join('\\.');
    // With steps left out; none of a number's own: "khoản 1" is not 7.1.
    const skip = want.map((w, i) => (i ? /^\d/.test(back[i - 1]) ? '\\.(\\D.*\\.)?' : '\\.(.*\\.)?' : '') + w).join('');
    for (const [form, begin] of [[whole + '($|\\.\\D)', back.join('.')], [whole + '(\\.|$)', back.join('.')],
      [skip + '($|\\.\\D)', back[0]], [want.join('\\.(.*\\.)?') + '(\\.|$)', back[0]]]) {
      // Where articles are printed, "điều 1" is one of them and no khoản 1.
      for (const path of [form.replace('-)?', '-)'), form]) {
        const docs = ending(begin, new RegExp('^' + path));
        if (docs[0] || lacking.size) return docs;
      }
    }
  }
  return [];
};
// The provisions of one citation. A section's number may be printed in Roman figures, and "mục 2" may be either. Where there is no such
// place, unless `exact`: the one above it, where its article or chapter is printed, else without what the texts do not have
// ("khoản 5.1 điều 3").
const FEW = 6;
const readAs = (steps, d) => {
  const readings = steps.reduce((lists, s) => figures(s).flatMap(u => lists.map(l => [...l, u])), [[]]);
  const either = steps.at(-1).rank === 2;
  let all = [];
  for (const reading of readings) if (!all[0] || either) all = all.concat(found(reading, d));
  return all;
};
// Articles are numbered through a text or anew in each part of it, and their paths say of what part in neither case: "khoản 2 Điều 4
// mục 2" is the one that stands below that mục.
const placed = (steps, d) => {
  const at = steps.findIndex(s => s.rank === 3), above = at > 0 ? readAs(steps.slice(0, at), d) : [];
  return above[0] ? readAs(steps.slice(at), d).filter(p => above.some(a => a.id < p.id && p.id <= a.id + a.below)) : [];
};
const resolve = (cite, d, exact) => {
  const steps = [...cite].sort((a, b) => a.rank - b.rank);
  // A text without articles has no "Điều 3", though it has a khoản 3.
  const article = steps.find(s => s.rank === 3 && /-\)\?$/.test(s.word)), named = s => found([{ ...s, word: s.word.slice(0, -1) }], d)[0];
  const unprinted = article && !named(article);
  let lost;
  for (let first = true; first || steps[0] && (lost || steps.some(s => /\d/.test(s.label))); first = false) {
    const { word } = steps[0], own = placed(steps, d), all = own[0] ? own : readAs(steps, d);
    if (lacking.size || exact || all[0] && (first || all.length <= FEW)) return Object.assign(all, { lost: !first || unprinted });
    if (/-\)\?$/.test(word) && named(steps[0])) lost = steps.pop(); else steps.shift();
  }
  return [];
};
// What a query cites and the words left over. Where it is a citation and there is no such place, that is said (`lost`), with what
// stands above the place; nothing when it cites nothing. What is no letter, number or mark of a list
// says nothing; a comma before a smaller number is a decimal one, for lists are counted upwards.
const citation = query => {
  const plain = query.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}\s.,;/–-]|\.{2,}/gu, ' ')
    .replace(/(?<=^|\s)(phu) (luc)( so)?(?=\s)/g, '$1-$2')
    .replace(/(?<=^|\s)[a-zđ]{3,}(?=\d)/g, t => STEPS[fold(t)] ? t + ' ' : t)
    .replace(/[/-](?=(phan|chuong|muc|khoan|[dđ]ie[mu]) )|(?<=\s)[/-](?=\s)/g, ' ')
    .replace(/(?<=(?:phan|chuong|muc|[dđ]ieu|khoan) )\S+/g, label => label.replaceAll('/', ' '))
    // The number below says the one above it again: "II/5/5.1", "khoản 5 điểm 5.1".
    .replace(/((khoan|[dđ]iem) )?(?<![\d.])(\d+(?:\.\d+)*)(?:\.?\s+|[/-]|,(?=\S))((khoan|[dđ]iem) )?(?=\3\.\d)/g, '')
    .replace(/(?<=^|\s)([a-zđ],)?([ivx]+)(,[a-zđ\d.]+)+(?=\s|$)/g, s => s.replaceAll(',', '.'))
    .replace(/(?<=^|\s)([a-zđ]|[ivxlc]+)([/-][a-zđ\d.]+)+(?=\s|$)/g, s => /[/\d]/.test(s) ? s.replace(/[/-]/g, '.') : s)
    .replace(/(?<=\d[a-z]?)\/(?=[ivx]+(\s|$))/g, ' ')
    .replace(/((?:^|khoan |ie. |muc )(\d+)),(?=(\d+))/g, (list, head, m, n) => +m < +n ? list : head + '.')
    .replace(/[,;]|(?<=\d)[-–](?=\d)|(?<=\b\w)[-–](?=\w\b)/g, ' , ')
    .replace(/(?<=(?:^|[\s.])(?:\d+|[a-h]?[ivxlc]+|[a-zđ]))(\.\s+|\s+\.)(?=(?:\d+|[ivxlc]+|[a-zđ])(?:[\s.]|$))/g, '.');
  const d = /[^\x00-\x7f]/.test(query) ? 'd' : 'dđ';
  const tokens = plain.split(/\s+/).map(t => t.replace(/\.$/, '')).filter(Boolean).map(t => STEPS[fold(t)] || MARKS[t] ? fold(t) : t);
  // Labels alone are a path: "B II 5 1 a", "7 5 a", from its end "5.1 II"; "15-6" is a day.
  const all = tokens[1] && tokens.some(t => /\d|^[ivxlc]{2}/.test(t)) && tokens.every(t => isLabel(t) || MARKS[t]) &&
    !tokens.filter(isPath)[1] && !(tokens.some(t => MARKS[t]) && tokens.some(t => /^\d+$/.test(t)));
  const short = spelt(tokens), brief = parse(short, 1), full = parse(tokens, all ? 2 : 1), tries = [[full], [parse(tokens, 0)]];
  if (short.join() !== tokens.join() && !brief.rest[0]) tries.unshift([brief]);
  if (all) tries.unshift([full, 1], [parse([...tokens].reverse(), 2), 1]);
  for (const [{ cites, rest }, exact] of tries) {
    const places = cites.map(c => resolve(c, d, exact)), docs = places.flat();
    if (lacking.size) return;
    if (docs[0]) return { docs: once(docs), rest: words(rest.join(' ')), lost: places.some(p => p.lost) };
  }
  // A number alone may be meant as one.
  const only = tries.map(t => t[0]).find(({ cites, rest }) => cites[0] && !rest[0]);
  if (!only || !tokens.some(t => STEPS[t] || /^[a-zđ]+\..*\d/.test(t))) return;
  const docs = only.cites.flatMap(c => {
    const steps = [...c].sort((a, b) => a.rank - b.rank), last = steps.pop(), label = last.label.replace(/\.?[^.]*$/, '');
    if (label) steps.push({ ...last, label });
    return steps[0] ? resolve(steps, d, 1) : [];
  });
  return lacking.size ? undefined : { docs: once(docs), rest: docs[0] ? [] : words(query), lost: true };
};
const once = docs => docs.filter((e, i) => docs.findIndex(o => o.id === e.id) === i);
