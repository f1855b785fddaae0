// Every page under the settings people need: 320 px (1.4.10), letters, words and lines set apart (1.4.12), text of double size
// (1.4.4), no motion, the colours of the system; and nothing moves while it loads, even where the scripts come late.
// WCAG 2.2 by number.

import { SCHEMES, WIDTHS } from './harness.mjs';
import { share, watch } from './record.mjs';

/** The distances of 1.4.12, for every element. By the object model, which the policy of the page does not reach. */
const spacing = () => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }');
  document.adoptedStyleSheets = [sheet];
};

/**
 * What is lost: the page wider than the window, text cut off by a box around it, a box that only a mouse scrolls. What is
 * hidden from the eye on purpose is a pixel wide, or stands behind a sign that fills its box (● for «cuộc họp:»); a drawing has
 * its own measure and its words beside it.
 */
const losses = () => {
  const lost = [], boxes = new Map();
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide > 0) lost.push(`${wide} px wider than the window`);
  const clip = e => {
    if (!boxes.has(e)) {
      const style = getComputedStyle(e), box = e.getBoundingClientRect();
      const sign = /^"[^\w\s]"/.test(getComputedStyle(e, '::before').content) && style.overflowX === 'hidden' && box.width <= 1.1 * parseFloat(style.fontSize);
      boxes.set(e, { box, aside: box.width <= 1 || box.height <= 1 || style.clipPath.startsWith('inset(50%') || sign,
        cuts: [style.overflowX, style.overflowY].some(o => o === 'hidden' || o === 'clip') && style.clipPath === 'none',
        scrolls: [style.overflowX, style.overflowY].some(o => o === 'auto' || o === 'scroll') });
    }
    return boxes.get(e);
  };
  const hidden = e => e !== document.body && (clip(e).aside || hidden(e.parentElement));
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = texts.nextNode());) {
    const own = node.parentElement;
    if (!node.data.trim() || own.closest('svg, noscript, select') || !own.checkVisibility({ visibilityProperty: true })) continue;
    if (hidden(own)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()];
    for (let e = own; e && e !== document.body; e = e.parentElement) {
      const { box, cuts, scrolls } = clip(e);
      if (scrolls) break;
      const block = e === own && getComputedStyle(e).display !== 'inline';
      const out = rects.some(r => r.left < box.left - 1 || r.right > box.right + 1 || r.bottom > box.bottom + 1 || r.top < box.top - 1);
      if (out && (cuts || block)) lost.push(`${cuts ? 'cut off' : 'out of its box'}: «${node.data.trim().slice(0, 40)}» in ${e.localName}.${e.className}`);
    }
  }
  for (const e of document.querySelectorAll('main, main *')) {
    const style = getComputedStyle(e), scrolls = /auto|scroll/.test(style.overflowX) && e.scrollWidth > e.clientWidth + 1;
    // Only what has two dimensions by its nature may scroll sideways, and then the keyboard has to reach it.
    if (scrolls && !(e.tabIndex >= 0 && e.getAttribute('role') === 'region' && e.querySelector('table'))) lost.push(`scrolls sideways: ${e.localName}.${e.className}`);
  }
  return lost;
};

/** How much larger every text became than it was when this was asked first; a heading may grow less than the words below it. */
const growth = () => {
  const size = e => parseFloat(getComputedStyle(e).fontSize);
  globalThis.texts ??= [...document.querySelectorAll('h1, h2, h3, p, li, a, td, dd, button, input')].filter(e => e.checkVisibility()).map(e => [e, size(e)]);
  return globalThis.texts.filter(([e]) => e.checkVisibility()).map(([e, was]) => [size(e) / was, /^h\d$/i.test(e.localName) || e.closest('h1, h2, h3') !== null]);
};

const moving = () => [...document.querySelectorAll('*')].flatMap(e => ['', '::before', '::after'].map(p => [e, getComputedStyle(e, p)]))
  .filter(([, s]) => s.scrollBehavior === 'smooth' || [...s.transitionDuration.split(','), ...s.animationDuration.split(',')].some(d => parseFloat(d) > 0.01))
  .map(([e]) => `${e.localName}.${e.className}`);

/** Where colours are the system's, what only a colour showed is gone: everything to press has a border or is a link. */
const faint = () => {
  const lost = [];
  for (const e of document.querySelectorAll('button, input, select')) {
    if (!e.checkVisibility()) continue;
    const style = getComputedStyle(e);
    if (!['Top', 'Right', 'Bottom', 'Left'].some(s => style[`border${s}Style`] !== 'none' && parseFloat(style[`border${s}Width`]) > 0)) lost.push(`no border: ${e.outerHTML.slice(0, 80)}`);
  }
  for (const text of document.querySelectorAll('svg text')) {
    const box = text.previousElementSibling?.localName === 'rect' && getComputedStyle(text.previousElementSibling);
    if (box && box.fill === getComputedStyle(text).fill) lost.push(`text as its box: ${text.textContent}`);
  }
  return lost;
};

async function strained({ browser, check }, base, path) {
  const context = await browser.newContext({ viewport: { width: 320, height: 800 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  let place = path;
  watch(check, page, base, () => place);
  const none = async (what, read) => {
    place = `${path} ${what}`;
    const lost = await page.evaluate(read);
    check(lost.length === 0, place, `${lost.length} × ${lost.slice(0, 3).join(' | ')}`);
  };
  await page.goto(base + path, { waitUntil: 'load' });
  await none('at 320 px', losses);
  await none('with reduced motion', moving);
  await page.evaluate(spacing);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await none(`with text set apart at ${width} px`, losses);
  }
  await page.evaluate(() => { document.adoptedStyleSheets = []; });
  await page.evaluate(growth);
  const devtools = await context.newCDPSession(page);
  // As in the settings of the browser: the size texts are measured by, and the widths given in that size.
  await devtools.send('Page.setFontSizes', { fontSizes: { standard: 32 } });
  const grown = await page.evaluate(growth);
  const small = grown.filter(([by, heading]) => by < (heading ? 1.3 : 1.75));
  check(grown.length > 5 && small.length === 0, `${path} with text twice the size`, `${small.length} of ${grown.length} texts are ${small.slice(0, 3).map(([by]) => by.toFixed(2))} times as large`);
  await none('with text twice the size', losses);
  await context.close();
}

async function forced({ browser, check }, base, path) {
  for (const scheme of SCHEMES) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, forcedColors: 'active', colorScheme: scheme });
    const page = await context.newPage();
    await page.goto(base + path, { waitUntil: 'load' });
    const place = `${path} in forced colours, ${scheme}`;
    check(await page.evaluate(() => matchMedia('(forced-colors: active)').matches), place, 'they are not in force');
    const lost = await page.evaluate(faint);
    check(lost.length === 0, place, `${lost.length} × ${lost.slice(0, 3).join(' | ')}`);
    await context.close();
  }
}

/** How far the page moved by itself while it loaded on the day it was built for (layout shift), its scripts at once and late. */
async function still({ browser, check }, base, path, day) {
  for (const width of WIDTHS) for (const late of [0, 300]) {
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    await context.addInitScript(() => {
      globalThis.shifts = [];
      new PerformanceObserver(list => list.getEntries().forEach(e => globalThis.shifts.push([e.value, ...e.sources.map(s => {
        const at = s.node?.nodeType === 1 ? s.node : s.node?.parentElement;
        return `${at?.localName}.${at?.className}`;
      })]))).observe({ type: 'layout-shift', buffered: true });
    });
    if (late) await context.route('**/*.js', async route => { await new Promise(done => { setTimeout(done, late); }); await route.continue(); });
    const page = await context.newPage();
    await page.clock.setFixedTime(new Date(`${day}T10:00:00`));
    await page.goto(base + path, { waitUntil: 'load' });
    await page.evaluate(() => new Promise(done => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
    const shifts = await page.evaluate(() => globalThis.shifts);
    const sum = shifts.reduce((total, [value]) => total + value, 0);
    check(sum === 0, `${path} at ${width} px, scripts ${late} ms late`, `it moves by ${sum.toFixed(4)}: ${[...new Set(shifts.flatMap(s => s.slice(1)))].slice(0, 4).join(' ')}`);
    await context.close();
  }
}

/**
 * `pages` is every page, `each` one of every template, `day` the day the site was built for. Pages of one template differ by their
 * words: of each one and of all every third is looked at (with `STRAIN=all` every page).
 */
export async function strain(tools, { base, pages, each, day }) {
  const some = process.env.STRAIN === 'all' ? pages : [...new Set([...each, ...pages.filter((_, i) => i % 3 === 0)])];
  await share(some, 3, path => strained(tools, base, path));
  await share(each, 3, path => forced(tools, base, path));
  await share(each, 2, path => still(tools, base, path, day));
}
