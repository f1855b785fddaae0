// Paper, proved: node print.mjs QUYCHE PROJECT SITE [PROJECT SITE…] [--keep FOLDER] [--only PATTERN]. SITE is what `quyche build` made of PROJECT.
// Prints the full edition of every handbook, the whole text, every section and decision, and of the other kinds some: handbooks as they
// are on the screen (the first of each role), roles, the parts of one role, units, a month, the weeks, the wall sheet. As PDF, from the
// disk, without JavaScript and with a dark screen. Proves of each: every clause `quyche who` and `quyche diff` name for it stands in it
// to the letter, as `quyche outline` and the decisions have it; source, day and number on every sheet; nothing in the margins, nothing
// cut; tagged, fonts embedded, the right size, light; no heading alone at the foot of a sheet. Before that it shows that each check
// fails when it should. The clauses never come from the page that is checked. Two pages are printed at a time. Of a second SITE only
// what it is there for is printed: decisions, texts with their history, the first full edition of each role.

import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileBase, files, launch } from '../browser/harness.mjs';
import { bare, info, lastLine, lightness, notEmbedded, parted, sheets } from './pdf.mjs';

const args = process.argv.slice(2);
const option = name => { const at = args.indexOf(name); return at < 0 ? undefined : args.splice(at, 2)[1]; };
const kept = option('--keep'), only = new RegExp(option('--only') ?? '');
const [quyche, ...pairs] = args;
const folder = kept ?? mkdtempSync(join(tmpdir(), 'quyche-print-'));
mkdirSync(folder, { recursive: true });

const A4 = { width: 210, height: 297, margin: { top: 20, right: 15, bottom: 20, left: 30 }, framed: true };
const A3 = { width: 420, height: 297, margin: { top: 8, right: 8, bottom: 8, left: 8 }, framed: false, pages: 1 };
/** Rows that say where somebody stands and not what they do; pages show their words beside the name. */
const PLACE = ['member_of', 'unit_scope', 'mentioned'];

let checks = 0;
const faults = [];

/** Everything wrong with one printed page. `wants` are clauses by name, `marks` the words each sheet carries. */
function judge(file, { sheet, wants, marks, headings, cut, ordered }) {
  const found = [];
  const check = (holds, what) => { checks++; if (!holds) found.push(what); };
  const { tagged, pages } = info(file);
  check(tagged, 'not tagged');
  check(cut.length === 0, `cut off: ${cut.slice(0, 3).join(' | ')}`);
  check(!sheet.pages || pages === sheet.pages, `${pages} sheets`);
  const loose = notEmbedded(file);
  check(loose.length === 0, `fonts not embedded: ${loose.join(' | ')}`);
  check(lightness(file) > 0.75, `dark paper: ${lightness(file)}`);
  const all = sheets(file);
  check(all.length === pages && pages > 0, `${all.length} sheets read, ${pages} there`);
  // Read straight through; and, for what stands side by side, the left half of every sheet and the right.
  const texts = ['', '', ''], middle = (sheet.width + sheet.margin.left - sheet.margin.right) / 2;
  all.forEach((page, i) => {
    check(Math.abs(page.width - sheet.width) < 1 && Math.abs(page.height - sheet.height) < 1, `sheet ${i + 1} is ${page.width} × ${page.height} mm`);
    const { head, foot, body, outside } = parted(page, sheet.margin);
    check(outside.length === 0, `sheet ${i + 1}: in the margin or cut: ${outside.slice(0, 5).map(w => w.text).join(' ')}`);
    check(body.length > 0, `sheet ${i + 1} is empty`);
    const [above, below] = [head, foot].map(words => bare(words.map(w => w.text).join('')));
    if (sheet.framed) {
      check(marks.source.some(number => above.includes(bare(number))), `sheet ${i + 1} does not say its source: ${above}`);
      check(above.includes(marks.day), `sheet ${i + 1} does not say its day: ${above}`);
      check(new RegExp(`${marks.page}${i + 1}/${pages}(?!\\d)`).test(below), `sheet ${i + 1} is not numbered: ${below}`);
    }
    // The whole heading, for a clause may end with words that end one.
    const words = bare(body.map(w => w.text).join('')), last = body.length ? bare(lastLine(body)) : '';
    const alone = i + 1 < pages && headings.some(h => h === last || (h && words.endsWith(h)));
    check(!alone, `sheet ${i + 1} ends with a heading: ${last}`);
    [body, body.filter(w => w.left < middle), body.filter(w => w.left >= middle)].forEach((words, k) => { texts[k] += bare(words.map(w => w.text).join('')); });
  });
  let from = 0;
  for (const [name, words] of wants) {
    const place = texts[0].indexOf(bare(words), ordered ? from : 0);
    check(place >= 0 || (!ordered && texts.some(text => text.includes(bare(words)))), `${name} is not there to the letter`);
    if (place >= 0) from = place + (ordered ? bare(words).length : 0);
  }
  return found;
}

/** What a project says of itself, by the program: its provisions, who bears which, its decisions. */
function project(root, site) {
  const day = /data-day="([-\d]+)"/.exec(readFileSync(join(site, 'index.html'), 'utf8'))[1];
  const ask = (...words) => JSON.parse(execFileSync(quyche, ['-C', root, '--date', day, '--json', ...words], { encoding: 'utf8', maxBuffer: 1 << 28 }));
  const provisions = ask('outline');
  const words = new Map(provisions.map(p => [p.id, p.text]));
  const decisions = readdirSync(join(root, 'content/decisions')).map(f => readFileSync(join(root, 'content/decisions', f), 'utf8'));
  const numbers = decisions.map(text => /^number:\s*"?([^"\n]+)/m.exec(text)[1].trim());
  const [year, month, date] = day.split('-');
  return { root, site, ask, provisions, words, numbers, day: `${date}/${month}/${year}` };
}

/** The words by which a bearer has its duties, those that place it among the others aside. */
function quotes({ ask }, bearer, keep = () => true) {
  const work = ask('who', bearer).filter(row => !PLACE.includes(row.relation) && keep(row));
  return work.map(row => [`${row.provision} «${row.quote}»`, row.quote]);
}

/** The clauses the full edition of a handbook must hold: those of its duties, and those it cites as grounds. */
function clauses({ ask, words }, bearer) {
  const rows = ask('who', bearer);
  const ids = new Set(rows.flatMap(row => [row.provision, row.quote_from, ...row.why.map(why => why.cite)]));
  const full = [...ids].filter(id => words.has(id)).map(id => [id, words.get(id)]);
  const quoted = rows.map(row => [`${row.provision} «${row.quote}»`, row.quote]);
  return [...full, ...quoted.filter(([, quote]) => !full.some(([, text]) => text.includes(quote)))];
}

/** Both wordings of every provision a decision amended, inserted or repealed; nothing of one that only issued a text. */
function compared({ root, ask }, id) {
  if (!/^operations:/m.test(readFileSync(join(root, `content/decisions/${id}.yaml`), 'utf8'))) return [];
  const changed = ask('diff', id).provisions.filter(change => change.change !== 'renumbered');
  return changed.flatMap(change => ['before', 'after'].map(side => [`${change[side]?.id} ${side}`, change[side]?.text ?? ''])).filter(([, text]) => text);
}

/** The blocks that have a page of their own beside the role's. */
const PARTS = { 'ke-thua': 'inherited', 'tap-the': 'collective', 'dung-dau': 'unit_head', chung: 'everybody' };

/** What is printed of a site: address, sheet, clauses. */
function plan(p, first) {
  const all = files(p.site).filter(path => path.endsWith('.html'));
  const stem = path => path.split('/').at(-1).replace(/\.html$/, '');
  const those = (pattern, make) => all.filter(path => pattern.test(path) && only.test(path)).map(path => ({ path, sheet: A4, wants: [], ...make(stem(path), path) }));
  const text = p.provisions.map(v => [v.id, v.text]);
  const bearers = new Set(p.ask('who').map(row => row.bearer));
  const firstOfRole = id => all.find(path => path.startsWith(`viec-toi/${id.split('--')[0]}--`)) === `viec-toi/${id}.html`;
  const known = (bearer, wants) => (bearers.has(bearer) ? { wants: wants() } : {});
  const anchors = path => new Set([...readFileSync(join(p.site, path), 'utf8').matchAll(/ id="([^"]+)" data-cite/g)].map(m => m[1]));
  // The handbook of a post that is no more has no clauses.
  const gone = path => !readFileSync(join(p.site, path), 'utf8').includes('class="handbook"');
  const parted = all.map(path => /^viec-toi\/([^/]+)\/ke-thua\.html$/.exec(path)?.[1]).find(Boolean);
  const always = [
    ...those(/^viec-toi\/ban-in\/[^/]+--[^/]+\.html$/, (id, path) => {
      return gone(path) || !(first || firstOfRole(id)) ? { gone: true } : { wants: clauses(p, id.replace('--', '@')), edition: true };
    }).filter(job => !job.gone),
    ...those(/^quy-che\/toan-van\.html$/, () => ({ wants: text, ordered: true })),
    ...those(/^quy-che\/(?!index|toan-van)[^/]+\.html$/, (_, path) => {
      const here = anchors(path);
      return { wants: p.provisions.filter(v => here.has(v.anchor)).map(v => [v.id, v.text]) };
    }),
    ...those(/^thay-doi\/(?!index).*\.html$/, id => ({ wants: compared(p, id) })),
  ];
  return !first ? always : [
    ...always,
    // On paper the edition for the screen must say where the full one is.
    ...those(/^viec-toi\/[^/]+--[^/]+\.html$/, (id, path) => ({ wants: gone(path) ? [] : [['the way to the full edition', `viec-toi/ban-in/${id}.html`]] }))
      .filter(({ path }) => firstOfRole(stem(path))),
    ...those(/^viec-toi\/(?:(?!--)[^/])+\.html$/, id => known(id, () => quotes(p, id, row => row.block === 'own'))),
    ...those(new RegExp(`^viec-toi/${parted}/`), id => known(parted, () => quotes(p, parted, row => row.block === PARTS[id]))),
    ...those(/^don-vi\/(?!index).*\.html$/, id => known(id, () => quotes(p, id))),
    ...those(/^lich\/(tuan-nay|\d{4}-\d{2})\.html$/, () => ({})).slice(-2),
    ...those(/^lich\/\d{4}-treo\.html$/, () => ({ sheet: A3 })).slice(0, 1),
  ];
}

const browser = await launch();
const context = await browser.newContext({ javaScriptEnabled: false, colorScheme: 'dark' });

/** How often Chromium was asked again: under load it gives a sheet up now and then and prints it the next time. */
let again = 0;

async function toPaper(page, file, left = 2) {
  try {
    await page.pdf({ path: file, preferCSSPageSize: true, printBackground: true, tagged: true });
  } catch (error) {
    if (left === 0 || !/Printing failed/.test(String(error))) throw error;
    again++;
    await toPaper(page, file, left - 1);
  }
}

async function print(base, { path }, file) {
  const page = await context.newPage();
  await page.goto(base + path, { waitUntil: 'load' });
  await toPaper(page, file);
  const headings = (await page.locator('main').locator('h1, h2, h3, h4, h5, h6, .sub').allTextContents()).map(bare);
  // A name that is a heading and stands in a list as well cannot be told at the foot of a sheet.
  const main = bare(await page.locator('main').textContent());
  const alone = headings.filter(h => h && main.split(h).length === 2);
  await page.emulateMedia({ media: 'print' });
  // What is clipped is still words to poppler, so the boxes that clip are asked; what only a screen reader is told is no box, nor is
  // the mark of a kind, whose name stands behind its shape.
  const cut = await page.locator('main').evaluate(main => [...main.querySelectorAll('*')].filter(e =>
    getComputedStyle(e).overflow !== 'visible' && !e.matches('.vh, .meeting, .report, .task') && e.checkVisibility()
    && (e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1)).map(e => e.innerText.slice(0, 60)));
  await page.close();
  return { headings: alone, cut };
}

/** A copy of one page and its styles, spoilt by more style: the policy of a page refuses any other way. */
function spoilt(p, { path }, style) {
  const copy = join(folder, 'spoilt'), html = join(copy, path);
  mkdirSync(join(html, '..'), { recursive: true });
  cpSync(join(p.site, 'assets'), join(copy, 'assets'), { recursive: true });
  cpSync(join(p.site, path), html);
  appendFileSync(join(copy, 'assets/print.css'), style);
  // What comes after it on the page must not mend it.
  writeFileSync(html, readFileSync(html, 'utf8').replace(/(<link rel="stylesheet" [^>]*print\.css"[^>]*>)([\s\S]*?)<\/head>/, '$2$1</head>'));
  return copy;
}

/** Each check must see what it is for: a clause withheld, words in the margin, a dark sheet, no number. */
async function selfCheck(p, job, marks) {
  const file = join(folder, 'self-check.pdf');
  const ways = [
    ['a clause withheld', '.duties > li:nth-of-type(2), .duties > li:first-of-type { display: none }', /not there to the letter/],
    ['words in the margin', 'h1 { margin-left: -12mm !important }', /in the margin or cut/],
    ['words over the right edge', '.words { margin-right: -9mm !important }', /in the margin or cut/],
    ['words cut', '.duties { max-height: 30mm; overflow: hidden }', /cut off/],
    ['dark paper', 'html, body { background: #222 !important }', /dark paper/],
    ['no numbers', '@page { @bottom-right { content: none } }', /not numbered/],
    ['no source', '@page { @top-left { content: none } }', /its source/],
    ['a heading alone', 'h3 { break-after: page !important }', /ends with a heading/],
  ];
  for (const [name, style, says] of ways) {
    const seen = await print(fileBase(spoilt(p, job, style)), job, file);
    const found = judge(file, { ...job, marks, ...seen });
    checks++;
    if (!found.some(fault => says.test(fault))) faults.push(`self-check: ${name} was not seen (${found.slice(0, 2).join('; ') || 'nothing was'})`);
  }
  rmSync(file);
  rmSync(join(folder, 'spoilt'), { recursive: true });
}

let printed = 0, total = 0, clausesProved = 0;

async function prove(p, i, marks, job) {
  const file = join(folder, `${i / 2}-${job.path.replaceAll('/', '_')}.pdf`);
  const seen = await print(fileBase(p.site), job, file);
  for (const fault of judge(file, { ...job, marks, ...seen })) { faults.push(`${job.path}: ${fault}`); console.error(`  ✗ ${job.path}: ${fault}`); }
  printed++; total += info(file).pages; clausesProved += job.wants.length;
  if (!kept) rmSync(file);
}

try {
  for (let i = 0; i < pairs.length; i += 2) {
    const p = project(pairs[i], pairs[i + 1]), jobs = plan(p, i === 0);
    const marks = { source: p.numbers, day: bare(p.day), page: 'trang' };
    const editions = jobs.filter(j => j.edition);
    if (editions.length === 0 && only.source === '(?:)') faults.push(`${p.root}: no handbook to print`);
    if (editions.length > 0 && i === 0 && only.source === '(?:)') await selfCheck(p, editions[0], marks);
    const queue = jobs[Symbol.iterator]();
    const tab = async () => { for (const job of queue) await prove(p, i, marks, job); };
    await Promise.all([tab(), tab()]);
  }
} finally {
  await browser.close();
  if (!kept) rmSync(folder, { recursive: true, force: true });
}
for (const fault of faults.filter(f => f.startsWith('self-check') || f.includes('no handbook'))) console.error(`  ✗ ${fault}`);
console.log(`print: ${printed} pages on ${total} sheets, ${clausesProved} clauses to the letter, ${checks} checks, ${faults.length} failed${again ? `, ${again} times asked again` : ''}`);
process.exitCode = faults.length === 0 && printed > 0 && clausesProved > 0 ? 0 : 1;
