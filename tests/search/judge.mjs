// Judged queries: a file of them, and the figures of a list of answers. Shared by evaluate.mjs and compare.mjs.
import { readFileSync } from 'node:fs';

const full = id => (/^(I|II|III|IV|V)(\.|$)/.test(id) ? `B.${id}` : id);

/** The queries of a file; `right` leaves out the leading "B.". */
export const queries = file => readFileSync(file, 'utf8').trim().split('\n').slice(1).map(line => {
  const [id, kind, query, right] = line.replace(/\r$/, '').split('\t');
  return { id, kind, query, wanted: right.trim().split(/\s+/).map(full) };
});

/** Where the first right path stands among the first ten, from 1; 0 when it does not. */
export const place = (got, wanted) => got.slice(0, 10).findIndex(path => wanted.includes(path)) + 1;

/** success@1 and MRR@10 of places. */
export const figures = places => ({
  first: places.filter(p => p === 1).length / places.length,
  mrr: places.reduce((sum, p) => sum + (p ? 1 / p : 0), 0) / places.length,
});

/** The value below which `share` of a list lies. */
export const quantile = (list, share) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.ceil(list.length * share) - 1)];
