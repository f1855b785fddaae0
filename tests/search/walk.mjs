// The search as a reader meets it, in Chromium, over http and opened from the disk, with the index in one file and in shards:
//   node tests/search/walk.mjs SITE [SHARDED] [large=DIR]
// SITE is a built site; SHARDED the index of the same regulation in shards, else what `cargo test --test search` left; DIR what
// `cargo bench --bench search -- out=DIR` wrote. Prints what is wrong and exits 1; with DIR also what a first query takes.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileBase, launch, serve } from '../browser/harness.mjs';
import { quantile, queries } from './judge.mjs';

const large = process.argv.find(a => a.startsWith('large='))?.slice(6);
const [site, sharded = fileURLToPath(new URL('../../target/tmp/search-sharded', import.meta.url))] =
  process.argv.slice(2).filter(a => !a.startsWith('large='));
const work = mkdtempSync(join(tmpdir(), 'quyche-walk-'));
let checks = 0, faults = 0;
const check = (holds, what) => {
  checks++;
  if (!holds) { faults++; console.log(`  ✗ ${what}`); }
};

/** A copy of the site that asks another index. */
function withIndex(name, index) {
  const folder = join(work, name);
  cpSync(site, folder, { recursive: true });
  cpSync(join(index, 'assets'), join(folder, 'assets'), { recursive: true, filter: path => !/search(-engine)?\.js$/.test(path) });
  return folder;
}

async function walk(browser, base, place) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } }), page = await context.newPage();
  const asked = [];
  page.on('request', r => asked.push(r.url().slice(base.length)));
  page.on('console', m => check(false, `${place}: console: ${m.text()} ${m.location().url}`));
  page.on('pageerror', e => check(false, `${place}: ${e.message}`));
  const box = page.getByRole('combobox').first(), options = page.getByRole('listbox').getByRole('option');
  await page.goto(base + 'quy-che/b-ii.html', { waitUntil: 'load' });
  check(!asked.some(u => u.includes('search-')), `${place}: a page that is read fetched ${asked.filter(u => u.includes('search-'))}`);
  await page.locator('.search-hint').first().waitFor({ state: 'attached' });
  for (const key of ['/', 'Control+k']) {
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press(key);
    check(await box.evaluate(e => e === document.activeElement), `${place}: ${key} does not lead to the field`);
  }
  check(await box.inputValue() === '', `${place}: the key that led to the field is in it`);
  await box.pressSequentially('hop giao ban', { delay: 10 });
  await options.first().waitFor({ timeout: 5000 });
  await page.waitForTimeout(400);
  check((await options.first().innerText()).includes('5.1'), `${place}: ${await options.first().innerText()}`);
  check(await box.getAttribute('aria-expanded') === 'true', `${place}: not said to be expanded`);
  check(/\d/.test((await page.getByRole('status').allInnerTexts()).join()), `${place}: the count is not said`);
  const marked = await page.locator('[role=listbox] mark').allInnerTexts();
  check(marked.length > 0 && marked.every(m => /^(họp|giao|ban|hội|hợp)$/i.test(m)), `${place}: highlighted: ${marked}`);
  await box.press('ArrowDown');
  const active = await box.getAttribute('aria-activedescendant');
  check(active && await page.locator(`[id="${active}"]`).getAttribute('aria-selected') === 'true', `${place}: no active option`);
  // A key of an input method is not ours.
  await box.evaluate(e => e.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true })));
  check(page.url() === base + 'quy-che/b-ii.html', `${place}: a key while composing led to ${page.url()}`);
  await box.press('Escape');
  check(await options.count() === 0 || !await options.first().isVisible(), `${place}: Esc does not close the list`);
  await box.fill('trưởng phòng');
  await page.waitForTimeout(400);
  const first = await options.first().innerText();
  check(/^Trưởng phòng\s+vai trò/i.test(first), `${place}: who types a role is led to “${first}”`);
  await box.fill('zzzz qqqq');
  await page.waitForTimeout(400);
  check(await page.locator('.search-status.alone').isVisible(), `${place}: that nothing is found is not seen`);
  await box.fill('điểm a khoản 5.1 mục II');
  await options.first().waitFor({ timeout: 5000 });
  await page.waitForTimeout(400);
  await box.press('ArrowDown');
  await box.press('Enter');
  await page.waitForURL(u => u.hash === '#b.ii.5.1.a', { timeout: 5000 }).catch(() => check(false, `${place}: Enter led to ${page.url()}`));
  await page.goto(base + 'tim.html#q=' + encodeURIComponent('kỷ luật'), { waitUntil: 'load' });
  const long = await box.evaluate((e, q) => { location.hash = 'q=' + q; return e.maxLength; }, 'x'.repeat(9000));
  await page.waitForFunction(() => document.querySelector('[role=combobox]').value.startsWith('x'));
  check(long > 100 && (await box.inputValue()).length === long, `${place}: the field takes ${(await box.inputValue()).length} characters`);
  await page.goBack({ waitUntil: 'load' });
  const items = page.locator('[data-results] li');
  await items.first().waitFor({ timeout: 5000 });
  check(await page.locator('[data-search-fallback]').isHidden(), `${place}: what is for readers without a script shows`);
  const filter = page.locator('.search-filters button');
  const all = await items.count();
  await filter.nth(1).click();
  await page.waitForTimeout(200);
  check(await items.count() <= all && await filter.nth(1).getAttribute('aria-pressed') === 'true', `${place}: the filter does not hold`);
  check(await filter.nth(1).evaluate(e => e === document.activeElement), `${place}: the filter loses the focus`);
  await context.close();
}

/** A browser that kept the way to an index that is gone, or a folder copied in part: the page says so. */
async function gone(browser, base) {
  for (const lacking of [/search-[0-9a-f]{16}\.js$/, /search-index\.js$/, /search-engine\.js$/]) {
    const page = await browser.newPage();
    await page.route(lacking, route => route.fulfill({ status: 404, body: '' }));
    await page.goto(base + 'quy-che/b-ii.html', { waitUntil: 'load' });
    const words = await page.locator('script[data-fail]').getAttribute('data-fail');
    await page.getByRole('combobox').first().focus();
    await page.getByText(words).first().waitFor({ timeout: 5000 }).catch(() => check(false, `without ${lacking} the page says nothing`));
    check(words.length > 0, 'there are no words for it');
    await page.close();
  }
}

/** What a first query takes in a browser that has loaded nothing but the page, and the bytes are served uncompressed. */
async function first(browser, folder) {
  const { base, close } = await serve(folder), times = [];
  for (const { query } of queries(fileURLToPath(new URL('queries_public.tsv', import.meta.url)))) {
    const context = await browser.newContext(), page = await context.newPage();
    await page.goto(base + 'index.html', { waitUntil: 'load' });
    times.push(await page.evaluate(q => new Promise(done => {
      const field = document.querySelector('[role=combobox]'), begun = performance.now();
      field.value = q;
      new MutationObserver(() => { if (document.querySelector('[role=option]')) done(performance.now() - begun); })
        .observe(document.body, { childList: true, subtree: true });
      field.focus();
      setTimeout(() => done(Infinity), 10_000);
    }), query));
    await context.close();
  }
  close();
  console.log(`first query in the page, code and index on the way, ms: p50 ${quantile(times, 0.5).toFixed(0)} p95 ${quantile(times, 0.95).toFixed(0)} of ${times.length}`);
}

const browser = await launch();
try {
  const cut = withIndex('sharded', sharded);
  for (const [name, folder] of [['one file', site], ['shards', cut]]) {
    await walk(browser, fileBase(folder), `${name}, file`);
    const { base, close } = await serve(folder);
    await walk(browser, base, `${name}, http`);
    if (folder === site) await gone(browser, base);
    close();
  }
  if (large) await first(browser, withIndex('large', large));
} finally {
  await browser.close();
  rmSync(work, { recursive: true, force: true });
}
console.log(`walk: ${checks - faults}/${checks} checks hold`);
process.exitCode = faults ? 1 : 0;
