// What the browser tests and the screenshots share: the browser, the site's own server, and one page per template.
// The trap avoided: a test runner that downloads its own browser works on nobody's closed network.

import { createServer } from 'node:http';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { delimiter, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

/** Where the system keeps a program. */
export function program(what, names) {
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)];
  const path = names.flatMap(name => folders.map(folder => join(folder, name))).find(existsSync);
  if (!path) throw new Error(`no ${what} found; on Debian: apt-get install ${names[0]}`);
  return path;
}

/** Chromium as the system has it. */
export const launch = (flags = []) => chromium.launch({
  executablePath: program('Chromium', ['chromium', 'chromium-browser', 'google-chrome']), headless: true, args: [...FLAGS, ...flags],
});

/** Every file of the site, by address. */
export function files(site) {
  return readdirSync(site, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(site, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'))
    .sort();
}

const TYPES = { html: 'text/html; charset=utf-8', css: 'text/css', js: 'text/javascript', json: 'application/json',
  svg: 'image/svg+xml', png: 'image/png', ico: 'image/x-icon', woff2: 'font/woff2', ics: 'text/calendar' };

/** A plain static server as an intranet has one: no header of its own, so that the pages' own policy is what holds. */
export async function serve(site) {
  const known = new Set(files(site));
  const server = createServer((request, response) => {
    let path = '';
    try { path = decodeURIComponent(new URL(request.url, 'http://site').pathname).slice(1); } catch { /* no address: 404 */ }
    if (path === '' || path.endsWith('/')) path += 'index.html';
    const found = known.has(path);
    const file = found ? path : '404.html';
    response.writeHead(found ? 200 : 404, { 'content-type': TYPES[file.split('.').pop()] ?? 'application/octet-stream' });
    response.end(known.has(file) ? readFileSync(join(site, file)) : '');
  });
  await new Promise(ready => server.listen(0, '127.0.0.1', ready));
  return { base: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

/** The address of the site's folder when it is opened from the disk. */
export const fileBase = site => pathToFileURL(resolve(site)).href.replace(/\/?$/, '/');

/** The day a site was built for, as its foot says. */
export const builtFor = site => /<footer[\s\S]*?<time datetime="([\d-]+)"/.exec(readFileSync(join(site, 'index.html'), 'utf8'))[1];

/** One page per template: its name and its address, or no address when the site has no such page. */
export function templates(site) {
  const all = files(site).filter(path => path.endsWith('.html'));
  const first = test => all.find(path => test.test(path));
  return [
    ['home', first(/^index\.html$/)],
    ['role', first(/^viec-toi\/(?!index)[^/]*(?<!--[^/]*)\.html$/)],
    ['handbook', first(/^viec-toi\/[^/]*--[^/]*\.html$/)],
    ['handbook in full', first(/^viec-toi\/ban-in\/[^/]*--[^/]*\.html$/)],
    ['unit', first(/^don-vi\/(?!index\.html)[^/]*\.html$/)],
    ['org chart', first(/^don-vi\/index\.html$/)],
    ['regulation', first(/^quy-che\/index\.html$/)],
    ['section', first(/^quy-che\/(?!index\.html|toan-van\.html)[^/]*\.html$/)],
    ['whole text', first(/^quy-che\/toan-van\.html$/)],
    ['dated text', first(/^quy-che\/\d{4}-\d{2}-\d{2}\//)],
    ['this week', first(/^lich\/tuan-nay\.html$/)],
    ['year', first(/^lich\/\d{4}\.html$/)],
    ['wall sheet', first(/^lich\/\d{4}-treo\.html$/)],
    ['undated', first(/^lich\/khong-ngay\.html$/)],
    ['method', first(/^lich\/cach-tinh\.html$/)],
    ['subscription', first(/^lich\/dang-ky\.html$/)],
    ['month', first(/^lich\/\d{4}-\d{2}\.html$/)],
    ['decisions', first(/^thay-doi\/index\.html$/)],
    ['decision', first(/^thay-doi\/(?!index\.html)[^/]*\.html$/)],
    ['matrix', first(/^ai-lam-gi\.html$/)],
    ['open points', first(/^diem-chua-ro\.html$/)],
    ['glossary', first(/^thuat-ngu\.html$/)],
    ['search', first(/^tim\.html$/)],
    ['free page', first(/^gioi-thieu\.html$/)],
    ['not found', first(/^404\.html$/)],
  ];
}

export const WIDTHS = [390, 1280];
export const SCHEMES = ['light', 'dark'];
