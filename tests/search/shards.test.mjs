// The regulation in one file, whose places the browser works out, and in shards, whose places Rust wrote: the same answers.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { engine } from './engine.mjs';

const whole = engine();
const sharded = engine(fileURLToPath(new URL('../../target/tmp/search-sharded', import.meta.url)));
const rows = file => readFileSync(new URL(file, import.meta.url), 'utf8').trim().split('\n').slice(1).map(l => l.split('\t')[2]);
const queries = [...rows('queries_public.tsv'), ...rows('queries_own.tsv'), '', '…', 'zzz', '06', 'ngày 15/6'];
const answer = ({ find, marks }, query) => JSON.stringify(find(query).map(r =>
  [r.doc, r.kind, Math.round(r.score * 1e6), marks(r.doc.text, r.parts)]));
let wrong = 0;
for (const query of queries.flatMap(q => [q, whole.fold(q)])) {
  if (answer(whole, query) !== answer(sharded, query)) { wrong++; console.log(`other answers in shards: ${query}`); }
}
console.log(`shards: ${queries.length * 2 - wrong}/${queries.length * 2} queries answered alike, ${sharded.loaded.length} files read`);
process.exitCode = wrong ? 1 : 0;
