// The hostile site (tests/hostile/places.rs) in a real browser: node browser.mjs SITE. Every page over http and from the disk:
// no dialog, no script error, no breach of the page's policy, no request outside the site, no element that content made, and
// the payload to be read as words. The search finds a payload and shows it as words too.

import { fileBase, files, launch, serve } from '../browser/harness.mjs';

const site = process.argv[2];
const faults = [];
let checks = 0;
function check(holds, place, what) {
  checks++;
  if (!holds) faults.push(`${place}: ${what}`);
}

async function look(browser, base, kind) {
  const context = await browser.newContext();
  await context.addInitScript(() => {
    globalThis.policyBreaches = [];
    document.addEventListener('securitypolicyviolation', e => globalThis.policyBreaches.push(`${e.violatedDirective} ${e.blockedURI}`));
  });
  const page = await context.newPage();
  let place = '';
  page.on('dialog', dialog => { check(false, place, `dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on('console', message => check(false, place, `console ${message.type()}: ${message.text()}`));
  page.on('pageerror', error => check(false, place, `script error: ${error.message}`));
  page.on('request', request => {
    const url = request.url();
    if (!url.startsWith(base) && !url.startsWith('data:')) check(false, place, `request outside the site: ${url}`);
  });
  let shown = 0;
  const seeWords = async () => {
    const seen = await page.evaluate(() => ({
      breaches: globalThis.policyBreaches,
      made: [...document.querySelectorAll('img, iframe, object, embed, base, style, math, [onclick], [onerror], [onload], [onmouseover]')].map(e => e.outerHTML.slice(0, 80)),
      inline: [...document.scripts].filter(s => !s.src).length,
      links: [...document.querySelectorAll('a[href], area[href], form[action]')].map(a => a.href || a.action)
        .filter(h => !/^(https?|file|mailto|webcal):/.test(h) || /evil\.example/.test(h)),
      words: document.body.textContent,
    }));
    check(seen.breaches.length === 0, place, `policy breached: ${seen.breaches.join(', ')}`);
    check(seen.made.length === 0, place, `made by content: ${seen.made.join(' ')}`);
    check(seen.inline === 0, place, 'a script within the page');
    check(seen.links.length === 0, place, `links: ${seen.links.join(' ')}`);
    return seen.words;
  };
  // 404.html is shown at any depth and so names the published address, which is not this server's.
  for (const path of files(site).filter(path => path.endsWith('.html') && path !== '404.html')) {
    place = `${path} ${kind}`;
    await page.goto(base + path, { waitUntil: 'load' });
    if (/<script>alert\(\d+\)<\/script>/.test(await seeWords())) shown++;
  }
  check(shown > 5, kind, `the payload can be read on ${shown} pages`);
  // The search box makes its results from the index: the other way by which words of the content reach a page.
  for (const words of ['script alert', 'onerror', 'constructor', '__proto__', 'toString', '<img src=x onerror=alert(1)>', 'P4P']) {
    place = `search for ${words} ${kind}`;
    await page.goto(`${base}tim.html#q=${encodeURIComponent(words)}`, { waitUntil: 'load' });
    await page.reload({ waitUntil: 'load' });
    await page.waitForTimeout(600);
    await seeWords();
  }
  await context.close();
}

const browser = await launch();
const server = await serve(site);
await look(browser, server.base, 'http');
await look(browser, fileBase(site), 'file');
server.close();
await browser.close();
for (const fault of faults.slice(0, 40)) console.error(`  ✗ ${fault}`);
console.log(`hostile site: ${checks} checks, ${faults.length} faults`);
process.exit(faults.length ? 1 : 0);
