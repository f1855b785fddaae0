// What a query costs: node measure.mjs QUERIES.tsv [SITE]
// For each query, in an engine that has loaded nothing: the bytes of every script it reads until the first nine results can be
// shown, gzip, code included; the time of that; and the time of the same query again. Read from the disk, in Node: the time on
// the way is not in it (compare.mjs measures in a browser over http).
import { engine } from './engine.mjs';
import { quantile, queries } from './judge.mjs';

const [file, site] = process.argv.slice(2);
const bytes = [], cold = [], warm = [];
let worst = { size: 0 };
for (const { query } of queries(file)) {
  const begun = performance.now();
  const { find, loaded, gzip } = engine(site);
  find(query, 9);
  cold.push(performance.now() - begun);
  const size = loaded.reduce((sum, name) => sum + gzip(name), 0);
  if (size > worst.size) worst = { size, query, files: loaded.length };
  bytes.push(size);
  find(query, 9);
  const again = performance.now();
  find(query, 9);
  warm.push(performance.now() - again);
}
const line = (name, list, unit, digits) =>
  console.log(`${name.padEnd(34)} p50 ${quantile(list, 0.5).toFixed(digits)} ${unit}  p95 ${quantile(list, 0.95).toFixed(digits)} ${unit}  most ${Math.max(...list).toFixed(digits)} ${unit}`);
line('bytes to the first results', bytes.map(b => b / 1000), 'kB', 1);
line('cold, from an engine not loaded', cold, 'ms', 0);
line('warm, the same query again', warm, 'ms', 1);
console.log(`dearest: "${worst.query}", ${(worst.size / 1000).toFixed(1)} kB in ${worst.files} files`);
