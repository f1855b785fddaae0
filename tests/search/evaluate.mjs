// Judged queries against the engine: node evaluate.mjs QUERIES.tsv [SITE] [--least N]
// Provisions are what is judged, so role, unit and calendar results are passed over.
import { engine } from './engine.mjs';
import { figures, place, queries } from './judge.mjs';

const args = process.argv.slice(2);
const at = args.indexOf('--least');
const least = at < 0 ? 0 : Number(args.splice(at, 2)[1]);
const [file, site] = args;
const { find, fold } = engine(site);
const provisions = query => find(query).map(r => r.doc.path).filter(Boolean);

const rows = queries(file), places = [];
let same = 0;
for (const { id, kind, query, wanted } of rows) {
  const got = provisions(query), found = place(got, wanted);
  places.push(found);
  if (found !== 1) console.log(`${id} ${kind} "${query}": at ${found || '–'}; wanted ${wanted.join(' ')}; got ${got.slice(0, 4).join(' ')}`);
  const three = q => provisions(q).slice(0, 3).sort().join(' ');
  if (kind === 'cite' || three(query) === three(fold(query))) same++;
  else console.log(`  marks change the top 3 of ${id} "${query}": ${three(query)} | ${three(fold(query))}`);
}
const { first, mrr } = figures(places), hits = places.filter(p => p === 1).length;
console.log(`success@1 ${hits}/${rows.length} = ${first.toFixed(3)}  MRR@10 ${mrr.toFixed(3)}  same top 3 without marks ${same}/${rows.length}`);
process.exitCode = hits < least ? 1 : 0;
