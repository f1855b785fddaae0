// Laws of the search over the whole regulation, not over rows: every provision is found first by its own citation in every
// spelling; the same words with and without marks find the same provisions and lead with the same three; what a clause says in
// its own words finds it; what is highlighted are words of the query.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { engine } from './engine.mjs';

const { find, fold, words, marks } = engine();
const csv = readFileSync(new URL('../data/provisions.csv', import.meta.url), 'utf8').trim().split('\n').slice(1);
const paths = csv.map(line => line.split(',')[0]);
const found = (query, most) => find(query, most).filter(r => r.doc.path).map(r => r.doc.path);
const all = paths.map(path => find(path, 1)[0].doc);

test('every provision is first by its own citation, in every spelling', () => {
  const wrong = [];
  for (const doc of all) {
    const spellings = [doc.path, doc.title];
    // Steps apart, short forms, the number of a section in figures.
    const parts = doc.path.split('.'), [part, section, ...clause] = parts;
    if (clause.length) spellings.push(parts.join(' '), parts.join('/'), `${part}.${section}.${clause.join(' ')}`);
    spellings.push(doc.title.replace('khoản ', 'k.').replace('điểm ', 'đ.'), doc.title.replace('mục II', 'mục 2').replace('mục I', 'mục 1'));
    // Signs a citation is found among, hyphens for stops, the last step first.
    spellings.push(`${doc.path}?`, `'${doc.path}'!`, `[${doc.title}]…`, `§${doc.path}...`, doc.title.replace('khoản ', 'khoản').replace('.', ' .'));
    if (clause.length) spellings.push(parts.join('-'));
    if (part === 'B' && clause.length && !/p\d/.test(doc.path)) {
      const rest = clause.join('.');
      spellings.push(`${rest} ${section} ${part}`, `${part}${section}.${rest}`);
      if (/\d\.\d/.test(rest)) spellings.push(`${part}.${section.length}.${rest}`);
    }
    for (const s of [...spellings]) spellings.push(s.normalize('NFD'), s.toUpperCase(), s.toLowerCase(), s.replaceAll(' ', '  '), s.replaceAll('.', '. '));
    // Every label as the margin prints it: a number below says the one above it again.
    const margin = parts.map((label, i) => /^\d/.test(label) && /^\d/.test(parts[i - 1]) ? `${parts[i - 1]}.${label}` : label);
    if (margin.join() !== parts.join() && !/p\d/.test(doc.path)) {
      for (const sign of ['/', '-', ',', ' ', ' / ', ' - ', '. ']) spellings.push(margin.join(sign), margin.join(sign).toLowerCase());
      const [first, second] = margin.slice(-2);
      if (second.startsWith(first + '.')) spellings.push(`mục ${section} khoản ${first} điểm ${second}`, `mục ${section}/khoản ${first}/khoản ${second}`);
    }
    // Without marks "điểm d" may be đ as well: then the one meant is among the first two.
    for (const s of spellings.concat(fold(doc.title))) {
      const got = found(s, 3), least = s === fold(doc.title) || s === doc.path.toLowerCase() ? 2 : 1;
      if (!got.slice(0, least).includes(doc.path)) wrong.push(`${s} → ${got}, not ${doc.path}`);
    }
  }
  assert.deepEqual(wrong, []);
});

// Numbers from nowhere: the same queries every time.
let seed = 20211119;
const below = n => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) % n;

test('marks decide the order only: the same provisions, and the same three first', () => {
  const judged = ['public', 'own', 'second', 'third'].flatMap(name => readFileSync(new URL(`queries_${name}.tsv`, import.meta.url), 'utf8')
    .trim().split('\n').slice(1).map(line => line.split('\t')).filter(row => row[1] !== 'cite').map(row => row[2]));
  const texts = all.map(d => d.text);
  const made = Array.from({ length: 300 }, () => {
    const list = texts[below(texts.length)].split(/\s+/), from = below(list.length);
    return list.slice(from, from + 1 + below(5)).join(' ');
  }).filter(query => words(query).length && !/\d/.test(query));
  assert.ok(made.length > 200);
  for (const query of [...judged, ...made]) {
    const [typed, plain] = [query, fold(query)].map(q => found(q, 1000));
    assert.deepEqual([...typed].sort(), [...plain].sort(), query);
    assert.deepEqual(typed.slice(0, 3).sort(), plain.slice(0, 3).sort(), query);
  }
});

test('six words of a clause side by side find it among the first three', () => {
  let asked = 0, hits = 0;
  for (const { path, text } of all) {
    const list = words(text);
    if (list.length < 12) continue;
    const at = below(list.length - 6), query = text.slice(list[at].s, list[at + 5].e);
    if (/[\d.;:]/.test(query)) continue;
    asked++;
    const clause = got => all.find(d => d.path === got).text.includes(query);
    const got = found(query, 10);
    // Words that stand in several clauses to the letter find any of them.
    if (got.slice(0, 3).includes(path) || clause(got[0])) hits++;
  }
  assert.ok(asked > 40);
  assert.ok(hits >= asked * 0.98, `${hits} of ${asked}`);
});

test('what is highlighted is a word of the query', () => {
  for (const query of ['họp giao ban', 'kỷ luật phát ngôn', 'bồi thường vật chất']) {
    const typed = new Set(words(query).map(w => w.f));
    for (const r of find(query, 20)) for (const [s, e] of marks(r.doc.text, r.parts)) {
      for (const w of words(r.doc.text.slice(s, e))) assert.ok(typed.has(w.f), `${query}: ${w.f}`);
    }
  }
});

test('what is pasted is words and no citation: a path has few steps', () => {
  for (const label of ['5.1', '1', 'II', 'khoản 1', 'điểm a', '2.']) {
    assert.ok(!find(Array(400).fill(label).join(' '), 9).some(r => r.cited), label);
  }
});

test('words beside a citation choose among what it may mean, and leave what is cited first', () => {
  for (const [query, ...wanted] of [['khoản 5.1 họp giao ban', 'B.II.5.1', 'B.I.5.1'], ['báo cáo 7.2', 'B.II.7.2', 'B.I.7.2'],
    ['điểm a khoản 4.1 hội nghị', 'B.II.4.1.a', 'B.I.4.1.a'], ['muc ii bao cao', 'B.II'], ['phần I mục 5 điểm 1 báo cáo', 'B.I.5.1']]) {
    assert.deepEqual(found(query, 9).slice(0, wanted.length), wanted, query);
  }
});

test('short forms of a citation are understood where nothing else is typed', () => {
  for (const [query, path] of [['bii.5.1', 'B.II.5.1'], ['5.1/II', 'B.II.5.1'], ['đa k5.1', 'B.II.5.1.a'], ['d.a k5.1 m2', 'B.II.5.1.a'],
    ['k1.1 m1', 'B.I.1.1'], ['a) 5.1', 'B.II.5.1.a'], ['5,1a', 'B.II.5.1.a'], ['khoản 5.1/a', 'B.II.5.1.a'], ['mục II/5.1.a', 'B.II.5.1.a'], ['B,II,5.1', 'B.II.5.1'], ['khoản 5,1', 'B.I.5.1'], ['2.5.1', 'B.II.5.1'], ['A1', 'A.1'],
    ['A2b', 'A.2.b'], ['2a', 'A.2.a'], ['khoản8.2', 'B.II.8.2'], ['khoản 8 .2', 'B.II.8.2'], ['điểm a-b khoản 5.1', 'B.II.5.1.a'],
    ['mục hai khoản 5.1', 'B.II.5.1'], ['khoản 5.1 đến 5.3', 'B.I.5.1'], ['phan b muc ii khoan 5 diem 1', 'B.II.5.1']]) {
    assert.equal(found(query, 9)[0], path, query);
  }
  // A decimal, a sheet of paper, words that begin as short forms do.
  for (const query of ['chi 5,1 triệu', 'a4', 'đa dạng', 'mục tạm ứng', 'khoản chi 5,1']) assert.ok(!find(query, 9).some(r => r.cited), query);
});

test('what has all of a short query hides no provision that has some', () => {
  for (const query of ['đi họp về báo cáo cho ai', 'deadline báo cáo', 'check báo cáo']) assert.ok(found(query, 9).length > 2, query);
});

test('who asks only what a role must do, or what a name means, is led to that provision', () => {
  for (const [query, path] of [['trách nhiệm chánh văn phòng', 'B.I.1'], ['Phó Chánh Văn phòng làm gì?', 'B.I.2'], ['trưởng ban tiếp công dân', 'B.I.2.3'],
    ['nhiệm vụ của phó trưởng phòng là gì', 'B.I.5'], ['người lao động có quyền gì', 'B.I.6'], ['cvp có nhiệm vụ gì', 'B.I.1'],
    ['ai là lãnh đạo văn phòng', 'A.1'], ['lđvp gồm những ai', 'A.1'], ['văn phòng có bao nhiêu phòng', 'A.2'],
    ['phòng chuyên môn gồm những phòng nào', 'A.2.a'], ['check nhiệm vụ trưởng phòng', 'B.I.3']]) {
    for (const q of [query, fold(query)]) assert.equal(found(q, 9)[0], path, q);
  }
  // Of whom something else is asked, the words decide.
  for (const [query, path] of [['lãnh đạo văn phòng phải làm gì', 'A.1'], ['quan hệ chánh văn phòng với phó chánh văn phòng', 'B.I.2'],
    ['báo cáo chánh văn phòng', 'B.I.1'], ['phòng máy', 'A.2']]) assert.notEqual(found(query, 9)[0], path, query);
});

test('a question of a time, or of who attends, finds the clause that says it', () => {
  for (const [query, path] of [['họp giao ban mấy lần một tháng', 'B.II.5.1.a'], ['một tháng họp giao ban mấy lần', 'B.II.5.1.a'],
    ['họp giao ban thứ mấy', 'B.II.5.1.a'], ['mỗi tháng hội ý mấy lần', 'B.II.5.2'], ['ai dự họp giao ban', 'B.II.5.1.a'],
    ['thành phần họp giao ban', 'B.II.5.1.a'], ['sau giao ban mấy ngày thì có thông báo kết luận', 'B.II.5.1.b']]) {
    for (const q of [query, fold(query)]) assert.ok(found(q, 9).slice(0, 3).includes(path), `${q}: ${found(q, 9)}`);
  }
});

test('the words an office often says are found by their first letters', () => {
  for (const [short, long] of [['VB điện tử', 'văn bản điện tử'], ['ĐV địa phương', 'đơn vị địa phương'], ['P. Kinh tế', 'phòng kinh tế']]) {
    assert.equal(found(short, 9)[0], found(long, 9)[0], short);
  }
});

test('what is said to whoever is asked changes nothing', () => {
  const judged = ['public', 'own', 'second', 'third'].flatMap(name => readFileSync(new URL(`queries_${name}.tsv`, import.meta.url), 'utf8')
    .trim().split('\n').slice(1).map(line => line.split('\t')).filter(row => row[1] !== 'pre').map(row => row[2]));
  for (const query of judged) for (const said of [`xin hỏi ${query}`, `Anh chị ơi, cho mình hỏi ${query}?`, `${query} ạ`, `${query} theo quy chế`]) {
    // What follows finishes the last word: it no longer begins others.
    const plain = found(said.startsWith(query) ? `${query} nhé` : query, 9)[0];
    assert.equal(found(said, 9)[0], plain, said);
  }
  for (const query of ['xin ý kiến', 'hội ý', 'quy chế chi tiêu nội bộ', 'cho hội nghị']) assert.ok(found(query, 9).length, query);
});

test('of a long paste only the beginning is looked at, as typed or taken apart', () => {
  const text = all.map(d => d.text).join(' ').replaceAll('  ', ' '), begin = text.slice(0, 200), answer = q => find(q, 50).map(r => [r.id, r.score]);
  for (const other of [text, text.normalize('NFD'), begin + ' thứ sáu'.repeat(9)]) assert.deepEqual(answer(other), answer(begin));
});

test('what the regulation does not have is not cited', () => {
  for (const query of ['phụ lục 1', 'Phụ lục I', 'chương 2', 'a, b', 'a và b']) {
    assert.ok(!find(query, 9).some(r => r.cited), query);
  }
});

test('a citation tells what the text lacks', () => {
  for (const query of ['Điều 12 khoản 3', 'Điều 3', 'Điều 3 khoản 1', 'khoản 5.1 Điều 3', 'Điều 12']) assert.ok(find(query).lost, query);
  for (const query of ['khoản 3', 'khoản 5.1 mục II phần B', 'mục I phần B', 'phần A', '5.1 II', 'điểm a khoản 5.1']) assert.ok(!find(query).lost, query);
});

test('words that stand nowhere are told where they are what a query is about, and no words of a text are', () => {
  for (const [query, lost] of [['nghỉ phép', 'nghỉ”, “phép'], ['lái xe', 'lái'], ['báo cáo lương', ''], ['trưởng phòn', '']]) {
    assert.equal(find(query, 9).lost, lost, query);
  }
  for (const { text } of all) {
    const list = words(text);
    if (list.length < 8) continue;
    const query = text.slice(list[2].s, list[6].e);
    if (/^[^\d.;:,()]+$/.test(query)) assert.ok(!find(query, 9).lost, query);
  }
});
