// Paragraphs of articles without clauses are found as they are cited: counted without the heading, and as the article where there
// is one.
import assert from 'node:assert/strict';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { engine } from './engine.mjs';

const { find } = engine(fileURLToPath(new URL('../../target/tmp/search-articles', import.meta.url)));
const found = query => find(query).map(r => r.doc.path);

test('a paragraph is found by its own citation', () => {
  for (const [query, path] of [['đoạn 1 Điều 2', 'dieu-2.p2'], ['doan 2 dieu 2', 'dieu-2.p3'], ['đoạn 1 Điều 1', 'dieu-1.p2'],
    ['đoạn 2 khoản 1 Điều 3', 'dieu-3.1.p2']]) assert.equal(found(query)[0], path, query);
});

test('an article is found with its only paragraph', () => {
  assert.deepEqual(found('Điều 1'), ['dieu-1', 'dieu-1.p2']);
});

test('labels may be parted by strokes', () => {
  for (const query of ['Điều 3/1', 'khoản 1/Điều 3', 'dieu 3/1']) assert.equal(found(query)[0], 'dieu-3.1', query);
});

test('a citation of what is not there says so, and what stands above leads', () => {
  for (const [query, first] of [['Điều 1 khoản 9', 'dieu-1'], ['điểm y khoản 1 Điều 3', 'dieu-3.1']]) {
    assert.ok(find(query).lost, query);
    assert.equal(found(query)[0], first, query);
  }
  assert.ok(find('Điều 99').lost);
  for (const query of ['Điều 1', 'khoản 1 Điều 3', 'điều hành', 'phần việc', '99']) assert.notEqual(find(query).lost, true, query);
});

test('an article is found by what it stands in, whether numbers go on there or begin anew', () => {
  const { find } = engine(fileURLToPath(new URL('../../target/tmp/search-chapters', import.meta.url)));
  const first = (query, lost) => {
    const r = find(query);
    assert.equal(!!r.lost, !!lost, query);
    return r[0].doc;
  };
  for (const [query, citation] of [['Điều 3 mục 2', 'Điều 3'], ['khoản 2 Điều 3 mục 2', 'khoản 2 Điều 3'], ['Điều 3 phần II', 'Điều 3'],
    ['khoản 2 điều 3 phần 2', 'khoản 2 Điều 3'], ['Điều 3 mục 2 chương I', 'Điều 3'], ['khoản 2 điều 3 mục 2 chương I phần II', 'khoản 2 Điều 3']]) {
    assert.equal(first(query).title, citation, query);
  }
  const annex = find('phụ lục ii')[0].id, own = find('điều 1 phụ lục ii');
  assert.equal(first('điều 1 phụ lục ii').text, 'Mẫu');
  assert.ok(own.every(r => r.id > annex));
  assert.equal(first('khoản 1 điều 2 phụ lục 2').text, 'Bảng.');
  assert.equal(first('điều 1 phần I').text, 'Phạm vi');
  for (const [query, text] of [['khoản 9 điều 3 phần II', 'Họp tháng'], ['Điều 3 mục 1', 'TUẦN'], ['khoản 1 điều 9 phần II', 'HỌP']]) {
    assert.equal(first(query, true).text, text, query);
  }
});
