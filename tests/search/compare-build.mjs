// Builds the index of another library from documents.jsonl: node compare-build.mjs LIBRARY DOCUMENTS OUT MODULES
// A process of its own, so that time and memory are its own. Prints {"seconds":…,"megabytes":…}.
import { createRequire } from 'node:module';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { miniOptions } from './compare-options.mjs';

const [library, file, out, modules] = process.argv.slice(2);
const load = name => createRequire(join(modules, 'x.js'))(name);
const documents = readFileSync(file, 'utf8').trim().split('\n').map((line, id) => ({ id, ...JSON.parse(line) }));
// What every library gets to search: the text, and the last two headings apart from it where it knows fields.
const record = d => ({ id: d.id, title: d.title, heads: d.headings.slice(-2).join(' · '), text: d.text });

/** The most memory the processes this one started have held, in MB. */
function childPeak() {
  let most = 0;
  for (const pid of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      if (Number(/^PPid:\s+(\d+)/m.exec(status)[1]) === process.pid) most = Math.max(most, Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024);
    } catch { /* gone meanwhile */ }
  }
  return most;
}

mkdirSync(out, { recursive: true });
const begun = performance.now();
let child = 0;
if (library.startsWith('minisearch')) {
  const MiniSearch = load('minisearch');
  const index = new MiniSearch(miniOptions(library));
  index.addAll(documents.map(record));
  writeFileSync(join(out, 'index.json'), JSON.stringify(index));
  writeFileSync(join(out, 'minisearch.js'), readFileSync(join(modules, 'node_modules/minisearch/dist/umd/index.js')));
} else {
  // Its module is an ES module only.
  const { createIndex, close } = await import(join(modules, 'node_modules/pagefind/lib/index.js'));
  const { index } = await createIndex();
  const poll = setInterval(() => { child = Math.max(child, childPeak()); }, 200);
  for (const d of documents.map(record)) {
    await index.addCustomRecord({ url: `/d/${d.id}`, content: `${d.heads}. ${d.text}`, language: 'vi', meta: { title: d.title } });
  }
  await index.writeFiles({ outputPath: join(out, 'pagefind') });
  child = Math.max(child, childPeak());
  clearInterval(poll);
  await close();
}
const seconds = (performance.now() - begun) / 1000;
console.log(JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1024 + child }));
process.exit(0);
