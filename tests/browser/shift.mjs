// Nothing moves while a page loads: node shift.mjs SITE [PAGE …]
// Cumulative layout shift of one page per template (or the pages named), at phone and desk width, read on the day the site was
// built for, with every script held back until the page has been painted: that is when what a script adds would push the rest
// away. Prints each figure and exits 1 when one is not 0. Also with the browser's text at twice its size, and at 320 px,
// nothing may be wider than the window.

import { WIDTHS, launch, serve, templates } from './harness.mjs';

const [given, ...wanted] = process.argv.slice(2);
const site = given ?? new URL('../../output', import.meta.url).pathname;
const pages = wanted.length > 0 ? wanted.map(path => [path, path]) : templates(site).filter(([, path]) => path);
const server = await serve(site);
const browser = await launch();
const faults = [];
let checks = 0;
const check = (holds, what) => {
  checks++;
  if (!holds) { faults.push(what); console.error(`  ✗ ${what}`); }
};

/** Keeps every script back for a while, so that the first paint comes before it. */
const late = page => page.route('**/*.js', async route => {
  await new Promise(done => setTimeout(done, 250));
  await route.continue().catch(() => {});
});

for (const width of WIDTHS) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, reducedMotion: 'reduce' });
  await context.addInitScript(() => {
    globalThis.shifts = [];
    new PerformanceObserver(list => globalThis.shifts.push(...list.getEntries().map(e => [e.value,
      e.sources.map(s => `${s.node?.nodeName?.toLowerCase()}.${s.node?.className ?? ''}`).join(' ')])))
      .observe({ type: 'layout-shift', buffered: true });
  });
  for (const [name, path] of pages) {
    const page = await context.newPage();
    await late(page);
    await page.goto(server.base + path, { waitUntil: 'commit' });
    const day = await page.waitForSelector('body').then(body => body.getAttribute('data-day'));
    await page.clock.setFixedTime(new Date(`${day}T10:00:00`));
    await page.goto(server.base + path, { waitUntil: 'load' });
    await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
    const shifts = await page.evaluate(() => globalThis.shifts);
    const sum = shifts.reduce((all, [value]) => all + value, 0);
    console.log(`${sum.toFixed(4)}  ${String(width).padStart(5)} px  ${name} (${path})`);
    check(sum === 0, `${name} (${path}) ${width} px moves by ${sum.toFixed(4)}: ${shifts.map(([, where]) => where).join(' | ')}`);
    await page.close();
  }
  await context.close();
}

/** A window of 320 px, and one in which every letter is twice as large (WCAG 2.2, 1.4.4 and 1.4.10). */
for (const [what, width, scale] of [['at 320 px', 320, 1], ['at 200 % text', 1280, 2], ['at 200 % text on a phone', 640, 2]]) {
  // The style comes from us, as a reader's own setting does, and not from the page.
  const page = await browser.newPage({ viewport: { width, height: 900 }, reducedMotion: 'reduce', bypassCSP: true });
  for (const [name, path] of pages) {
    await page.goto(server.base + path, { waitUntil: 'load' });
    if (scale > 1) await page.addStyleTag({ content: `html { font-size: ${scale * 1.0625}rem !important; }` });
    const seen = await page.evaluate(() => {
      const room = document.documentElement.clientWidth;
      const scrolls = e => e.closest('.scroll, pre');
      const cut = [...document.querySelectorAll('main *')].filter(e => e.checkVisibility() && !scrolls(e) && !e.closest('.vh, .meeting, .report, .task, thead, svg')
        && getComputedStyle(e).overflowX === 'hidden' && e.scrollWidth > e.clientWidth + 1).map(e => `${e.nodeName.toLowerCase()}.${e.className}`);
      return { wide: document.documentElement.scrollWidth - room, cut, size: parseFloat(getComputedStyle(document.body).fontSize) };
    });
    check(scale === 1 || seen.size >= 32, `${name} (${path}) ${what}: the text is ${seen.size} px`);
    check(seen.wide <= 0, `${name} (${path}) ${what}: ${seen.wide} px wider than the window`);
    check(seen.cut.length === 0, `${name} (${path}) ${what}: cut off: ${seen.cut.slice(0, 3).join(' ')}`);
  }
  await page.close();
}
await browser.close();
server.close();
console.log(`${checks} checks of layout shift and of large text, ${faults.length} failed`);
process.exit(faults.length === 0 && checks > 0 ? 0 : 1);
