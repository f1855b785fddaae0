// Ours beside Pagefind and MiniSearch, in one session, on the same documents and queries:
//   node tests/search/compare.mjs [provisions=100000] [cold=10] [queries=FILE] [libraries=ours,minisearch]
// Installs the two libraries into a temporary folder, builds every index of the regulation and of so many provisions
// (`cargo bench --bench search` makes the documents and ours), and asks all of them in Chromium over http: success@1 and MRR@10,
// bytes served until the first nine results can be shown (gzip, code included), time of a first query with nothing loaded and
// of the same query again, time and memory of building. Needs Chromium and tests/browser's packages (`npm ci` there).
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { launch } from '../browser/harness.mjs';
import { figures, place, quantile, queries } from './judge.mjs';

const here = fileURLToPath(new URL('.', import.meta.url)), project = join(here, '../..');
const given = Object.fromEntries(process.argv.slice(2).map(a => a.split('=')));
const provisions = Number(given.provisions ?? 100_000), coldQueries = Number(given.cold ?? 10);
const files = given.queries ? [given.queries] : ['queries_public.tsv', 'queries_own.tsv', 'queries_second.tsv', 'queries_third.tsv'].map(f => join(here, f));
const LIBRARIES = (given.libraries ?? 'ours,pagefind,minisearch,minisearch-folded').split(',');
const work = mkdtempSync(join(tmpdir(), 'quyche-compare-'));
const run = (program, args, options = {}) => execFileSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'], ...options });

/** What a browser does in each library's page: `prepare` loads it, `ask` gives the numbers of the documents, the first nine shown. */
const PAGES = {
  ours: `
    const script = src => new Promise(done => { document.head.append(Object.assign(document.createElement('script'), { src, async: false, onload: done })); });
    // All of it asked for at once and run in order, as search.js does; the entry hands itself over when it has come.
    prepare = async () => {
      const scripts = ['assets/search.js', 'assets/search-index.js', 'assets/search-engine.js'].map(script);
      await scripts[2];
      await new Promise(done => {
        const arrived = quycheIndex;
        globalThis.quycheIndex = raw => { arrived(raw); done(); };
      });
      quycheSearch.load = chunk => script(quycheEntry.replace(/[^-]*$/, chunk));
    };
    ask = query => new Promise(done => quycheSearch.search(query, all => {
      const ids = all.slice(0, 100).map(r => r.id);
      quycheSearch.show(all.slice(0, 9), () => done(ids));
    }));`,
  pagefind: `
    let library;
    prepare = async () => { library = await import('/pagefind/pagefind.js'); await library.init(); };
    ask = async query => {
      const { results } = await library.search(query);
      const shown = await Promise.all(results.slice(0, 10).map(r => r.data()));
      return shown.map(d => Number(d.url.split('/').pop()));
    };`,
  minisearch: `
    let index;
    prepare = async () => {
      const [{ miniOptions }, text] = await Promise.all([import('/options.mjs'), fetch('index.json').then(r => r.text()),
        new Promise(done => { document.head.append(Object.assign(document.createElement('script'), { src: 'minisearch.js', onload: done })); })]);
      index = MiniSearch.loadJSON(text, miniOptions('LIBRARY'));
    };
    ask = async query => index.search(query).slice(0, 100).map(r => r.id);`,
};
const pageOf = (library, entry) => '<!DOCTYPE html><html lang="vi"><meta charset="utf-8"><title>.</title><script data-kinds="">var prepare, ask;' +
  PAGES[library.split('-')[0]].replaceAll('ENTRY', entry).replaceAll('LIBRARY', library) + '</script>';

const TYPES = { html: 'text/html; charset=utf-8', js: 'text/javascript', mjs: 'text/javascript', json: 'application/json', wasm: 'application/wasm' };
/** A static server that compresses, and weighs what it sends. */
async function serve(folder, page) {
  const state = { sent: 0 }, packed = new Map();
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://x').pathname).slice(1);
    let body = packed.get(path);
    if (!body) {
      try {
        const bytes = path === '' ? Buffer.from(page) : readFileSync(path === 'options.mjs' ? join(here, 'compare-options.mjs') : join(folder, normalize(path)));
        packed.set(path, body = gzipSync(bytes, { level: 9 }));
      } catch { response.writeHead(404).end(); return; }
    }
    if (path !== '' && path !== 'options.mjs' && path !== 'favicon.ico') state.sent += body.length;
    response.writeHead(200, { 'content-type': TYPES[path.split('.').pop()] ?? TYPES[path === '' ? 'html' : ''] ?? 'application/octet-stream', 'content-encoding': 'gzip' });
    response.end(body);
  });
  await new Promise(ready => server.listen(0, '127.0.0.1', ready));
  return { base: `http://127.0.0.1:${server.address().port}/`, state, close: () => server.close() };
}

/** Asks every query in pages of their own, nothing loaded; then all of them twice in one page, of which the second counts. */
async function measure(browser, folder, library, asked) {
  const entry = library === 'ours' ? readdirSync(join(folder, 'assets')).find(f => /^search-[0-9a-f]{16}\.js$/.test(f)).slice(0, -3) : '';
  const { base, state, close } = await serve(folder, pageOf(library, entry));
  const bytes = [], cold = [], warm = [], answers = new Map();
  const step = Math.max(1, Math.floor(asked.length / coldQueries));
  for (const { query } of asked.filter((_, i) => i % step === 0).slice(0, coldQueries)) {
    // The server's packing of a file is not what is timed: once to fill it, once to measure.
    for (const counts of [false, true]) {
      const context = await browser.newContext(), page = await context.newPage();
      await page.goto(base);
      state.sent = 0;
      const time = await page.evaluate(async q => { const t = performance.now(); await prepare(); await ask(q); return performance.now() - t; }, query);
      if (counts) { cold.push(time); bytes.push(state.sent / 1000); }
      await context.close();
    }
  }
  const context = await browser.newContext(), page = await context.newPage();
  await page.goto(base);
  await page.evaluate(() => prepare());
  for (const round of [0, 1, 2]) for (const { query } of asked) {
    const [ids, time] = await page.evaluate(async q => { const t = performance.now(); const ids = await ask(q); return [ids, performance.now() - t]; }, query);
    answers.set(query, ids);
    if (round === 2) warm.push(time);
  }
  await context.close();
  close();
  return { bytes, cold, warm, answers };
}

/** The index of one library, and what building it took. */
function build(library, source, size) {
  const folder = join(work, `${library}-${size}`);
  if (library === 'ours') return { folder: source.folder, ...source };
  return { folder, ...JSON.parse(run('node', [join(here, 'compare-build.mjs'), library, join(source.folder, 'documents.jsonl'), folder, work]).trim().split('\n').pop()) };
}

try {
  console.log('installing minisearch and pagefind …');
  run('npm', ['install', '--prefix', work, '--no-audit', '--no-fund', '--silent', 'minisearch@7.2.0', 'pagefind@1.6.0']);
  const browser = await launch();
  const judged = files.map(file => [file.split('/').pop(), queries(file)]), asked = judged[0][1];
  for (const size of [0, provisions]) {
    const folder = join(work, `documents-${size}`);
    const said = run('cargo', ['bench', '--quiet', '--bench', 'search', '--', `provisions=${size}`, `out=${folder}`], { cwd: project });
    const [, seconds, unit, megabytes, own] = /built in ([\d.]+)(µs|ms|s); peak memory (\d+) MB, of which the documents (\d+)/.exec(said);
    const source = { folder, seconds: seconds * { µs: 1e-6, ms: 1e-3, s: 1 }[unit], megabytes: Number(megabytes) };
    const paths = readFileSync(join(folder, 'documents.jsonl'), 'utf8').trim().split('\n').map(line => JSON.parse(line).path);
    console.log(`\n${size ? `${size} provisions` : 'this regulation'}, ${paths.length} documents (ours: ${own} MB of the memory are the documents)`);
    const row = cells => console.log(cells.map((c, i) => String(c)[i ? 'padStart' : 'padEnd'](i ? 13 : 34)).join(' '));
    row(['', ...LIBRARIES.map(l => l.replace('-folded', '+fold'))]);
    const all = [];
    for (const library of LIBRARIES) {
      const built = build(library, source, size);
      all.push({ built, ...await measure(browser, built.folder, library, size ? asked : judged.flatMap(j => j[1])) });
    }
    if (!size) for (const [name, rows] of judged) {
      const scores = all.map(({ answers }) => figures(rows.map(r => place(answers.get(r.query).map(id => paths[id]).filter(Boolean), r.wanted))));
      row([`success@1 ${name}`, ...scores.map(s => s.first.toFixed(3))]);
      row([`MRR@10 ${name}`, ...scores.map(s => s.mrr.toFixed(3))]);
    }
    row(['kB to first results, p95', ...all.map(a => quantile(a.bytes, 0.95).toFixed(1))]);
    row(['ms first query over http, p95', ...all.map(a => quantile(a.cold, 0.95).toFixed(0))]);
    row(['ms query again, p95', ...all.map(a => quantile(a.warm, 0.95).toFixed(1))]);
    row(['s to build', ...all.map(a => a.built.seconds.toFixed(2))]);
    row(['MB while building', ...all.map(a => a.built.megabytes.toFixed(0))]);
  }
  await browser.close();
} finally {
  rmSync(work, { recursive: true, force: true });
}
