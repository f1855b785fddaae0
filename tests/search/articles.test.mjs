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
