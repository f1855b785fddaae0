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
  for (const query of ['Điều 1', 'khoản 1 Điều 3', 'điều hành', 'phần việc', '99']) assert.ok(!find(query).lost, query);
});
