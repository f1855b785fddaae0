// Judged queries against the engine: node evaluate.mjs QUERIES.tsv [SITE] [--least N]
// `right` leaves out the leading "B."; provisions are what is judged, so role, unit and calendar results are passed over.
import { readFileSync } from 'node:fs';
import { engine } from './engine.mjs';

const args = process.argv.slice(2);
const at = args.indexOf('--least');
const least = at < 0 ? 0 : Number(args.splice(at, 2)[1]);
const [file, site] = args;
const { find, fold } = engine(site);
const provisions = query => find(query).map(r => r.doc.path).filter(Boolean);
const full = id => (/^(I|II|III|IV|V)(\.|$)/.test(id) ? `B.${id}` : id);

const rows = readFileSync(file, 'utf8').trim().split('\n').slice(1).map(l => l.replace(/\r$/, '').split('\t'));
let first = 0, reciprocal = 0, same = 0;
for (const [id, kind, query, right] of rows) {
  const wanted = right.trim().split(/\s+/).map(full);
  const got = provisions(query);
  const place = got.slice(0, 10).findIndex(p => wanted.includes(p)) + 1;
  if (place === 1) first++; else console.log(`${id} ${kind} "${query}": at ${place || '–'}; wanted ${wanted.join(' ')}; got ${got.slice(0, 4).join(' ')}`);
  if (place) reciprocal += 1 / place;
  const three = q => provisions(q).slice(0, 3).sort().join(' ');
  const cite = kind === 'cite';
  if (cite || three(query) === three(fold(query))) same++; else console.log(`  marks change the top 3 of ${id} "${query}": ${three(query)} | ${three(fold(query))}`);
}
console.log(`success@1 ${first}/${rows.length} = ${(first / rows.length).toFixed(3)}  MRR@10 ${(reciprocal / rows.length).toFixed(3)}  same top 3 without marks ${same}/${rows.length}`);
process.exitCode = first < least ? 1 : 0;
