// What the search costs and how well it answers, every figure of the goal table for ours:
//   node tests/search/measure.mjs [SITE] [large=DIR]
// SITE is a built site, else what `cargo test --test search` left; DIR is what `cargo bench --bench search -- out=DIR` wrote.
// Bytes: gzip, every script read until the first nine results can be shown, loader and box included. Cold: in an engine that has
// loaded nothing; warm: in one that has answered every query before. Read from the disk, in Node, in processor time, because
// other work on the machine is no cost of ours; compare.mjs measures over http in Chromium, beside other libraries.
import { fileURLToPath } from 'node:url';
import { engine } from './engine.mjs';
import { figures, place, quantile, queries } from './judge.mjs';

const here = name => fileURLToPath(new URL(name, import.meta.url));
const large = process.argv.find(a => a.startsWith('large='))?.slice(6);
const site = process.argv.slice(2).find(a => !a.startsWith('large='));
const line = (name, ...values) => console.log(name.padEnd(44), values.map(v => String(v).padStart(12)).join(' '));
const first = queries(here('queries_public.tsv'));
const timed = work => {
  const begun = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000;
};

const whole = engine(site);
const provisions = query => whole.find(query).map(r => r.doc.path).filter(Boolean);
line('', 'success@1', 'MRR@10', 'same top 3', 'queries');
for (const name of ['public', 'own', 'second', 'third']) {
  const rows = queries(here(`queries_${name}.tsv`)), { first, mrr } = figures(rows.map(r => place(provisions(r.query), r.wanted)));
  const three = query => provisions(query).slice(0, 3).sort().join();
  const same = rows.filter(r => r.kind === 'cite' || three(r.query) === three(whole.fold(r.query))).length;
  line(`queries_${name}.tsv`, first.toFixed(3), mrr.toFixed(3), `${same}/${rows.length}`, rows.length);
  for (const kind of ['cite', 'una', 'form']) {
    const some = rows.filter(r => r.kind === kind), hits = some.filter(r => place(provisions(r.query), r.wanted) === 1).length;
    if (some.length) line(`  ${{ cite: 'citations', una: 'without marks', form: 'tone placement, NFD' }[kind]}`, `${hits}/${some.length}`);
  }
}
line('\nscripts, gzip: loader, engine with box', whole.gzip('search.js'), whole.gzip('search-engine.js'));
for (const [name, place] of [['the regulation', site], ...large ? [[large, large]] : []]) {
  const bytes = [], cold = [], warm = [];
  for (const { query } of first) {
    let sum;
    cold.push(timed(() => {
      const { find, loaded, gzip } = engine(place);
      find(query, 9);
      sum = () => loaded.reduce((all, name) => all + gzip(name), 0);
    }));
    bytes.push(sum() / 1000);
  }
  const { find } = engine(place);
  for (const round of [0, 1]) for (const { query } of first) find(query, 9);
  // The middle of five, because the collector of garbage comes when it likes.
  for (const { query } of first) warm.push(quantile([0, 1, 2, 3, 4].map(() => timed(() => find(query, 9))), 0.5));
  line(`\n${name}`, 'p50', 'p95', 'most');
  for (const [what, list, digits] of [['kB to the first results', bytes, 1], ['ms cold', cold, 0], ['ms warm', warm, 1]]) {
    line(what, ...[quantile(list, 0.5), quantile(list, 0.95), Math.max(...list)].map(v => v.toFixed(digits)));
  }
}
