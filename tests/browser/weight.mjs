// What a page weighs: node weight.mjs SITE [PAGE …]
// For every page of a built site its HTML and the style sheets and scripts it links, raw and gzip, heaviest first; without
// pages named, all of them. Exits 1 when one is over the limit of design 6: 60 kB raw. Exempt are the whole text on one page
// and the full edition of a handbook: either is all of it on purpose, and is only opened by whoever asks for all of it.
// The search index and the engine that reads it are not counted: no page asks for them until somebody types.

import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { files } from './harness.mjs';

const LIMIT = 60_000;
/** The whole text is as long as the regulation is, the full edition of a handbook as long as the clauses it must print. */
const WHOLE = /(^|\/)toan-van\.html$|^viec-toi\/ban-in\/[^/]+--[^/]+\.html$/;

const [site, ...wanted] = process.argv.slice(2);
if (!site) {
  console.error('node weight.mjs SITE [PAGE …]');
  process.exit(2);
}

const known = new Map();
/** The size of a file as it is and as a server sends it. */
function size(path) {
  if (!known.has(path)) {
    const bytes = readFileSync(join(site, path));
    known.set(path, { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length });
  }
  return known.get(path);
}

const add = (a, b) => ({ raw: a.raw + b.raw, gzip: a.gzip + b.gzip });
const none = { raw: 0, gzip: 0 };

function weigh(path) {
  const html = readFileSync(join(site, path), 'utf8');
  const linked = expression => [...html.matchAll(expression)]
    .map(([tag]) => posix.join(posix.dirname(path), /(?:href|src)="([^"]*)"/.exec(tag)[1]))
    .map(size).reduce(add, none);
  const css = linked(/<link\b[^>]*rel="stylesheet"[^>]*>/g), js = linked(/<script\b[^>]*src="[^>]*>/g);
  return { path, html: size(path), css, js, sum: [css, js].reduce(add, size(path)) };
}

const pages = (wanted.length > 0 ? wanted : files(site).filter(path => path.endsWith('.html'))).map(weigh);
if (pages.length === 0) {
  console.error(`no page in ${site}`);
  process.exit(2);
}
pages.sort((a, b) => b.sum.raw - a.sum.raw || (a.path < b.path ? -1 : 1));
const row = (...cells) => console.log(cells.slice(0, -1).map(c => String(c).padStart(8)).join('') + '  ' + cells.at(-1));
row('html', 'css', 'js', 'sum', 'gzip', 'page');
for (const { path, html, css, js, sum } of pages) row(html.raw, css.raw, js.raw, sum.raw, sum.gzip, path);
const over = pages.filter(page => page.sum.raw > LIMIT && !WHOLE.test(page.path));
const counted = pages.filter(page => !WHOLE.test(page.path));
console.log(`${pages.length} pages, limit ${LIMIT} bytes; heaviest without the whole text and full editions: ${counted[0]?.sum.raw ?? 0}; over: ${over.length}`);
for (const { path, sum } of over) console.error(`  ✗ ${path}: ${sum.raw} bytes`);
process.exit(over.length > 0 ? 1 : 0);
