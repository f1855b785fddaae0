// The built site in a real browser: node run.mjs [SITE [CROWDED…]], or of some pages the looks alone: node run.mjs --pages SITE PAGE…
// One page per template, at phone and desk width, light and dark, over http and opened from the disk: no axe violation, no
// console message, no request outside the site, no breach of the page's own policy, nothing wider than the window; and the
// search finds and leads to a provision; the filter of the calendar shows what a role's own page names; the wall sheet prints
// on one A3, that of every CROWDED site as well; the label of this week and the word for today move with the day the pages are
// read on. Prints what is wrong and exits 1.

import { AxeBuilder } from '@axe-core/playwright';
import { SCHEMES, WIDTHS, fileBase, files, launch, serve, templates } from './harness.mjs';

const only = process.argv[2] === '--pages';
const [given, ...crowded] = process.argv.slice(only ? 3 : 2);
const site = given ?? new URL('../../output', import.meta.url).pathname;
const faults = [];
let checks = 0;
/** Counts a check; says what is wrong when it does not hold. */
function check(holds, place, what) {
  checks++;
  if (!holds) { faults.push(`${place}: ${what}`); console.error(`  ✗ ${place}: ${what}`); }
}

/** Watches a page: whatever it says, asks for, or is refused is a fault of the place named last. */
function watch(page, base, where) {
  page.on('console', message => check(false, where(), `console ${message.type()}: ${message.text()}`));
  page.on('pageerror', error => check(false, where(), `script error: ${error.message}`));
  page.on('dialog', dialog => { check(false, where(), `dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on('request', request => {
    const url = request.url();
    if (!url.startsWith(base) && !url.startsWith('data:')) check(false, where(), `request outside the site: ${url}`);
  });
  page.on('requestfailed', request => {
    // A page left while it still loads is no fault.
    const why = request.failure()?.errorText ?? '';
    if (why !== 'net::ERR_ABORTED') check(false, where(), `request failed: ${request.url()} ${why}`);
  });
}

async function look(browser, base, kind, pages) {
  for (const scheme of SCHEMES) for (const width of WIDTHS) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme, reducedMotion: 'reduce' });
    await context.addInitScript(() => {
      globalThis.policyBreaches = [];
      document.addEventListener('securitypolicyviolation', e => globalThis.policyBreaches.push(`${e.violatedDirective} ${e.blockedURI}`));
    });
    const page = await context.newPage();
    let place = '';
    watch(page, base, () => place);
    for (const [name, path] of pages) {
      place = `${name} (${path}) ${kind} ${width} ${scheme}`;
      await page.goto(base + path, { waitUntil: 'load' });
      const seen = await page.evaluate(() => ({
        breaches: globalThis.policyBreaches,
        policy: document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.content ?? '',
        wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        h1: document.querySelectorAll('h1').length,
        lang: document.documentElement.lang,
        text: document.querySelector('main')?.innerText.trim().length ?? 0,
      }));
      check(seen.breaches.length === 0, place, `policy breached: ${seen.breaches.join(', ')}`);
      check(seen.policy.includes("default-src 'none'"), place, 'no content security policy');
      check(seen.wide <= 0, place, `${seen.wide} px wider than the window`);
      check(seen.h1 === 1, place, `${seen.h1} h1`);
      check(seen.lang !== '', place, 'no language');
      check(seen.text > 0, place, 'nothing in main');
      // The same bytes over http and from the disk look the same, so the slow check is made once.
      if (kind === 'http') {
        const { violations } = await new AxeBuilder({ page }).analyze();
        const list = violations.map(v => `${v.id} [${v.impact}] ${v.nodes.slice(0, 3).map(n => n.target.join(' ')).join(' ; ')}`);
        check(violations.length === 0, place, `axe: ${list.join(' | ')}`);
      }
    }
    await context.close();
  }
}

/** Without JavaScript every page still has its heading, its words and its links. */
async function plain(browser, base, pages) {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 900 } });
  const page = await context.newPage();
  for (const [name, path] of pages) {
    const place = `${name} (${path}) without JavaScript`;
    await page.goto(base + path, { waitUntil: 'load' });
    check(await page.locator('h1').isVisible(), place, 'no heading');
    check((await page.locator('main').innerText()).trim().length > 0, place, 'nothing in main');
    check((await page.locator('a[href]').count()) > 0, place, 'no link');
  }
  await context.close();
}

/** Words with and without marks find the same; a citation is found first; Enter leads to the provision itself. */
async function search(browser, base, kind, path) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const place = `search (${path}) ${kind}`;
  watch(page, base, () => place);
  await page.goto(base + path, { waitUntil: 'load' });
  const box = page.getByRole('combobox').first();
  // Elsewhere than on its own page the search may be a plain form that leads there.
  if (path !== 'tim.html' && (await box.count()) === 0) return context.close();
  // The results page shows what it finds in the page itself while one types; everywhere else a list drops from the box.
  const results = path === 'tim.html';
  const options = results ? page.locator('[data-results] li') : page.getByRole('listbox').getByRole('option');
  const ask = async query => {
    await box.fill('');
    await box.pressSequentially(query, { delay: 5 });
    await page.waitForTimeout(400);
    await options.first().waitFor({ state: 'visible', timeout: 5000 });
    return options.first().innerText();
  };
  try {
    const marked = await ask('họp giao ban');
    const plain = await ask('hop giao ban');
    check(marked === plain, place, `«${marked}» with marks, «${plain}» without`);
    const announced = await page.getByRole('status').allInnerTexts();
    check(announced.some(text => /\d/.test(text)), place, 'the count is not announced');
    await ask('điểm a khoản 5.1 mục II phần B');
    if (results) {
      check(new URL(page.url()).hash.startsWith('#q='), place, 'the query is not in the address');
      await options.first().getByRole('link').click();
    } else {
      await box.press('ArrowDown');
      await box.press('Enter');
    }
    await page.waitForURL(url => url.hash === '#b.ii.5.1.a', { timeout: 5000 });
    check(await page.locator('[id="b.ii.5.1.a"]').isVisible(), place, 'the provision is not to be seen');
  } catch (error) {
    check(false, place, error.message.split('\n')[0]);
  }
  await context.close();
}

/**
 * The filter of the calendar. Every role shows in a month exactly what its own page names among that month's dates; the
 * choice is in the address, said, undone; a link to a date still leads to it; without JavaScript all of it is there.
 */
async function filters(browser, base, kind, months, week) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  let place = `filter ${kind}`;
  watch(page, base, () => place);
  // By the titles on the role's page; a title belongs to one rule.
  const titles = async address => {
    await page.goto(base + address, { waitUntil: 'load' });
    return page.locator('.rule-list li > a:first-of-type').allInnerTexts();
  };
  const shown = selector => page.locator(selector).evaluateAll(all => all.filter(e => e.checkVisibility()).map(e => e.dataset.rule));
  const entries = '.entry[id]';
  try {
    await page.goto(base + months[0], { waitUntil: 'load' });
    const roles = await page.locator('select[name=vai] option').evaluateAll(all => all.map(o => o.value).filter(Boolean));
    const units = await page.locator('select[name=don-vi] option').evaluateAll(all => all.map(o => o.value).filter(Boolean));
    check(roles.length > 0 && units.length > 0, place, 'nobody can be chosen');
    const choices = [...roles.map(id => ['vai', id, `viec-toi/${id}.html`]), ...units.map(id => ['don-vi', id, `don-vi/${id}.html`])];
    for (const [name, id, address] of choices) {
      const own = await titles(address);
      for (const month of months) {
        place = `filter ${name}=${id} (${month}) ${kind}`;
        await page.goto('about:blank');
        await page.goto(`${base}${month}#${name}=${id}`, { waitUntil: 'load' });
        const dates = await page.locator(entries).evaluateAll(all => all.map(e => ({
          id: e.id, words: e.querySelector('.title').innerText, seen: e.checkVisibility(),
        })));
        for (const date of dates) {
          const mine = own.some(title => date.words.includes(title));
          check(date.seen === mine, place, `${date.id} is ${date.seen ? 'shown' : 'hidden'}, its page ${mine ? 'names' : 'does not name'} it`);
        }
        const marks = (await shown('.grid a')).sort().join();
        check(marks === (await shown(entries)).sort().join(), place, 'the grid marks other dates than the list');
        const feed = await page.locator('.own a[download]').getAttribute('href');
        check(feed === `../lich/${id}.ics`, place, `the feed beside it is ${feed}`);
      }
    }
    place = `filter ${kind}`;
    const [month] = months, all = async () => (await shown('.entry, .grid a')).length;
    await page.goto('about:blank');
    await page.goto(base + month, { waitUntil: 'load' });
    const whole = await all();
    await page.getByLabel('Loại việc').selectOption('meeting');
    const kinds = await page.locator('.entry').evaluateAll(list => list.filter(e => e.checkVisibility()).map(e => e.classList.contains('k-meeting')));
    check(kinds.length > 0 && kinds.every(Boolean), place, 'not only meetings');
    check(new URL(page.url()).hash === '#loai=meeting', place, 'the choice is not in the address');
    const said = await page.locator('.filter').getByRole('status').innerText();
    check(said.includes(` ${kinds.length} `) && said.includes('cuộc họp'), place, `it says «${said}»`);
    await page.emulateMedia({ media: 'print' });
    check(await page.locator('.filter [role=status]').isVisible(), place, 'paper does not say what was chosen');
    check(!(await page.locator('.filter select').first().isVisible()), place, 'paper shows the controls');
    await page.emulateMedia({ media: null });
    check((await page.locator('.stepper a').first().getAttribute('href')).endsWith('#loai=meeting'), place, 'the next month forgets the choice');
    const hidden = await page.locator(`${entries}[hidden]`).first().getAttribute('id');
    await page.evaluate(id => { location.hash = id; }, hidden);
    await page.locator(`[id="${hidden}"]`).waitFor({ state: 'visible', timeout: 2000 });
    await page.getByLabel('Loại việc').selectOption('report');
    await page.getByRole('button', { name: 'Bỏ lọc' }).click();
    check((await all()) === whole && new URL(page.url()).hash === '', place, 'it cannot be undone');
    await page.getByLabel('Vai trò').selectOption(roles.at(-1));
    await page.getByLabel('Loại việc').selectOption('report');
    const none = (await shown('.entry')).length === 0;
    check(!none || (await page.locator('.filter').getByRole('status').innerText()).includes('Không có việc nào'), place, 'nothing found, nothing said');
    // What is chosen on a page that was left is chosen on the page it leads to.
    await page.goto('about:blank');
    await page.goto(`${base}${week}#loai=report`, { waitUntil: 'load' });
    check((await page.locator('.entry:not(.k-report)').evaluateAll(list => list.filter(e => e.checkVisibility()).length)) === 0, place, 'the weeks show other than reports');
  } catch (error) {
    check(false, place, error.message.split('\n')[0]);
  }
  await context.close();
  const bare = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  for (const path of [week, months[0]]) {
    await bare.goto(`${base}${path}#loai=meeting`, { waitUntil: 'load' });
    const count = await bare.locator('.entry').count();
    check(count > 0 && (await bare.locator('.entry:visible').count()) === count, `filter (${path}) without JavaScript`, 'something is hidden');
    check(!(await bare.locator('.filter').isVisible()), `filter (${path}) without JavaScript`, 'a control that does nothing');
  }
  await bare.context().close();
}

/** The sheet for the wall is one sheet: a single A3, lying, whatever the year. */
async function wall(browser, base, paths) {
  const page = await (await browser.newContext()).newPage();
  check(paths.length > 0, 'wall sheet', 'the site has none');
  for (const path of paths) {
    await page.goto(base + path, { waitUntil: 'load' });
    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
    const sheets = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    check(sheets === 1, `wall sheet (${path})`, `${sheets} pages in print`);
    const box = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(pdf);
    const [width, height] = [box?.[1], box?.[2]].map(points => (Number(points) * 25.4) / 72);
    check(Math.abs(width - 420) < 1 && Math.abs(height - 297) < 1, `wall sheet (${path})`, `${width} × ${height} mm is no A3`);
    // What does not fit across would be cut off or shrink the rest.
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: Math.floor((404 * 96) / 25.4), height: Math.floor((281 * 96) / 25.4) });
    const out = await page.evaluate(() => [...document.querySelectorAll('.days td, .days th')]
      .filter(cell => cell.scrollWidth > cell.clientWidth + 1).map(cell => cell.innerText.trim()));
    check(out.length === 0, `wall sheet (${path})`, `wider than its day: ${out.join(' | ')}`);
    // Nothing is lost without a word: what paper leaves out is counted in its day.
    const lost = await page.evaluate(() => [...document.querySelectorAll('.days td')].filter(cell => {
      const spare = [...cell.querySelectorAll('a')].filter(a => !a.checkVisibility()).length, more = cell.querySelector('.more');
      return spare !== (more?.checkVisibility() ? Number(more.innerText) : 0);
    }).length);
    check(lost === 0, `wall sheet (${path})`, `${lost} days leave something out and do not say so`);
    await page.emulateMedia({ media: null });
    const hidden = await page.locator('.days a').evaluateAll(all => all.filter(a => !a.checkVisibility()).length);
    check(hidden === 0, `wall sheet (${path})`, `${hidden} dates are not on the screen`);
  }
  await page.context().close();
}

/** The weeks are built for one day and read on others: the label and the word for today go with the day they are read on. */
async function today(browser, base, path) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const place = `today (${path})`;
  const open = async day => {
    await page.clock.setFixedTime(new Date(`${day}T10:00:00`));
    await page.goto('about:blank');
    await page.goto(base + path, { waitUntil: 'load' });
    return page.evaluate(() => ({
      labelled: [...document.querySelectorAll('.week')].filter(w => w.innerText.startsWith('Tuần này:')).map(w => w.dataset.from),
      now: [...document.querySelectorAll('.week.now')].map(w => w.dataset.from),
      named: [...document.querySelectorAll('.entry')].filter(e => e.innerText.includes('Hôm nay')).map(e => e.dataset.date),
      current: [...document.querySelectorAll('[aria-current=date]')].map(e => e.dataset.date),
      stale: document.querySelector('.stale').checkVisibility(),
    }));
  };
  await page.goto(base + path, { waitUntil: 'load' });
  const weeks = await page.locator('.week').evaluateAll(all => all.map(w => [w.dataset.from, w.dataset.to,
    [...w.querySelectorAll('.entry')].map(e => e.dataset.date)]));
  for (const [from, to, dates] of weeks) for (const day of new Set([from, to, ...dates])) {
    const seen = await open(day), expected = dates.filter(d => d === day).join();
    check(seen.labelled.join() === from && seen.now.join() === from, place, `on ${day} the week of ${seen.labelled} is this week`);
    check(seen.named.join() === expected && seen.current.join() === expected, place, `on ${day} today is ${seen.named}`);
    check(!seen.stale, place, `on ${day} it calls itself old`);
  }
  const seen = await open('2099-01-05');
  check(seen.stale && !seen.labelled.length && !seen.now.length, place, 'a page without this week does not say so');
  await context.close();
  const bare = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await bare.goto(base + path, { waitUntil: 'load' });
  const built = await bare.locator('main > p time').first().innerText();
  check((await bare.locator('.week.now h2').innerText()).includes(`(tính cho ngày ${built})`), place, 'without JavaScript the label does not say for which day');
  await bare.context().close();
}

async function all() {
  const missing = await fetch(`${server.base}khong-co.html`);
  check(missing.status === 404 && (await missing.text()).includes('<h1'), '404', 'no page for what is not there');
  for (const [kind, base] of [['http', server.base], ['file', fileBase(site)]]) {
    await look(browser, base, kind, found);
    for (const [, path] of found.filter(([name]) => ['search', 'home'].includes(name))) await search(browser, base, kind, path);
  }
  const months = files(site).filter(path => /^lich\/\d{4}-\d{2}\.html$/.test(path)).slice(0, 2);
  for (const [kind, base] of [['http', server.base], ['file', fileBase(site)]]) await filters(browser, base, kind, months, 'lich/tuan-nay.html');
  await wall(browser, server.base, files(site).filter(path => /^lich\/\d{4}-treo\.html$/.test(path)));
  for (const other of crowded) await wall(browser, fileBase(other), files(other).filter(path => /^lich\/\d{4}-treo\.html$/.test(path)));
  await today(browser, server.base, 'lich/tuan-nay.html');
  await plain(browser, fileBase(site), found);
}

const pages = only ? crowded.map(path => [path, path]) : templates(site);
for (const [name, path] of pages) check(path !== undefined, name, 'the site has no such page');
const found = pages.filter(([, path]) => path);
const server = await serve(site);
const browser = await launch();
try {
  if (only) await look(browser, fileBase(site), 'file', found);
  else await all();
} finally {
  await browser.close();
  server.close();
}
console.log(`browser: ${checks} checks, ${faults.length} failed (${found.length} ${only ? 'pages' : 'templates'}, ${WIDTHS.join('/')} px, ${SCHEMES.join('/')}, http and file)`);
process.exitCode = faults.length === 0 && checks > 0 ? 0 : 1;
