// The built site in real browsers and before two checkers: node run.mjs SITE [options] [ROOM…]
//   --monday DIR --example DIR --english DIR   the office on a Monday, the example project, the office with an English interface
//   --crowded DIR                              a year with many dates, as often as wanted
//   --pages PAGE                               only the looks of these pages of SITE, as often as wanted
// Without a ROOM all of them; a room that needs a folder that was not given says that it is left out. Prints what is wrong and
// exits 1. One room is one file, and says there what it holds.

import { parseArgs } from 'node:util';
import { builtFor, fileBase, files, launch, serve, templates } from './harness.mjs';
import { record } from './record.mjs';
import { filters } from './filters.mjs';
import { firefox } from './firefox.mjs';
import { journeys } from './journeys.mjs';
import { keyboard } from './keyboard.mjs';
import { looks } from './looks.mjs';
import { markup } from './markup.mjs';
import { scores } from './lighthouse.mjs';
import { search } from './search.mjs';
import { strain } from './strain.mjs';
import { today } from './today.mjs';
import { validators } from './validators.mjs';
import { wall } from './wall.mjs';

const text = { type: 'string' }, list = { type: 'string', multiple: true, default: [] };
const { values: given, positionals: [place, ...wanted] } = parseArgs({
  allowPositionals: true, options: { monday: text, example: text, english: text, crowded: list, pages: list },
});
const notes = record();
const servers = [];
const browser = await launch();
const tools = { browser, check: notes.check };

/** A site to look at: its pages, one of every template, and its two addresses. */
async function open(folder) {
  const server = await serve(folder);
  servers.push(server);
  const pages = files(folder).filter(path => path.endsWith('.html'));
  return { folder, pages, day: builtFor(folder), each: [...new Set(templates(folder).map(([, path]) => path).filter(Boolean))], http: server.base,
    file: fileBase(folder), bases: [['http', server.base], ['file', fileBase(folder)]], match: test => pages.filter(path => test.test(path)) };
}

const site = await open(place ?? new URL('../../output', import.meta.url).pathname);
const others = Object.fromEntries(await Promise.all(['monday', 'example', 'english'].filter(name => given[name]).map(async name => [name, await open(given[name])])));
const MONTH = /^lich\/\d{4}-\d{2}\.html$/, WALL = /^lich\/\d{4}-treo\.html$/, WEEKS = 'lich/tuan-nay.html';

const ROOMS = {
  async templates() {
    for (const [name, path] of templates(site.folder)) notes.check(path !== undefined, name, 'the site has no such page');
    const missing = await fetch(`${site.http}khong-co.html`);
    notes.check(missing.status === 404 && (await missing.text()).includes('<h1'), '404', 'no page for what is not there');
  },
  validators: () => validators(tools, [site, ...Object.values(others)].map(s => s.folder)),
  async markup() {
    for (const s of [site, others.example].filter(Boolean)) await markup(tools, { base: s.file, kind: 'file', pages: s.pages, language: 'vi' });
    if (others.english) await markup(tools, { base: others.english.file, kind: 'file', pages: others.english.pages, language: 'en' });
  },
  async looks() {
    await looks(tools, { base: site.http, kind: 'http', pages: site.pages, axe: true });
    await looks(tools, { base: site.file, kind: 'file', pages: site.pages, axe: false });
    for (const name of ['example', 'english'].filter(n => others[n])) await looks(tools, { base: others[name].http, kind: name, pages: others[name].each, axe: true });
  },
  strain: () => strain(tools, { base: site.http, pages: site.pages, each: site.each, day: site.day }),
  async search() {
    for (const [kind, base] of site.bases) for (const path of ['tim.html', 'index.html']) await search(tools, base, kind, path);
  },
  keyboard: () => keyboard(tools, { bases: site.bases, each: site.each, month: site.match(MONTH)[0] }),
  async filters() {
    for (const [kind, base] of site.bases) await filters(tools, base, kind, site.match(MONTH).slice(0, 2), WEEKS);
  },
  async wall() {
    await wall(tools, site.http, site.match(WALL));
    for (const folder of given.crowded) await wall(tools, fileBase(folder), files(folder).filter(path => WALL.test(path)));
  },
  today: () => today(tools, site.http, WEEKS),
  journeys: others.monday && others.example && (() => journeys(tools, { office: others.monday.bases, example: others.example.bases, day: others.monday.day })),
  firefox: () => firefox(tools, { bases: site.bases, month: site.match(MONTH)[0] }),
  lighthouse: () => scores(tools, { base: site.http, pages: ['index.html', site.match(/^viec-toi\/truong-phong\.html$/)[0], WEEKS] }),
};

const some = given.pages.length > 0;
if (some) ROOMS.looks = () => looks(tools, { base: site.http, kind: 'http', pages: given.pages, axe: true });
const rooms = some ? ['looks'] : wanted.length > 0 ? wanted : Object.keys(ROOMS);
try {
  for (const name of rooms) {
    const before = [notes.count, notes.faults, Date.now()];
    if (ROOMS[name] === undefined) {
      notes.check(name in ROOMS && wanted.length === 0, name, 'no such room, or a folder it needs was not given');
      console.log(`  ${name}: left out`);
      continue;
    }
    await ROOMS[name]();
    console.log(`  ${name}: ${notes.count - before[0]} checks, ${notes.faults - before[1]} failed, ${((Date.now() - before[2]) / 1000).toFixed(0)} s`);
  }
} finally {
  await browser.close();
  servers.forEach(server => server.close());
}
console.log(`browser: ${notes.count} checks, ${notes.faults} failed (${site.pages.length} pages, ${site.each.length} templates)`);
process.exitCode = notes.faults === 0 && notes.count > 0 ? 0 : 1;
