// The style sheets as they go out say what their sources say: node sheets.mjs SITE
// Chromium reads both and writes both down in its own words; one difference is a fault of the minifier. A sheet the office put
// over ours is its own source.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { files, launch } from './harness.mjs';

const site = process.argv[2] ?? new URL('../../output', import.meta.url).pathname;
const theme = new URL('../../themes/default/', import.meta.url).pathname;
const browser = await launch();
const page = await browser.newPage();
const written = text => page.evaluate(css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  // Where a variable may stand, Chromium keeps the words as written, and with them the space after a comma.
  return [...sheet.cssRules].map(rule => rule.cssText.replaceAll(', ', ','));
}, text);
let faults = 0, rules = 0;
for (const path of files(theme).filter(name => name.endsWith('.css'))) {
  const [source, shipped] = [await written(readFileSync(join(theme, path), 'utf8')), await written(readFileSync(join(site, path), 'utf8'))];
  rules += source.length;
  const at = source.findIndex((rule, i) => rule !== shipped[i]);
  if (at >= 0 || source.length !== shipped.length || source.length === 0) {
    faults++;
    console.error(`  ✗ ${path}: ${source[at] ?? `${source.length} rules`}\n    became ${shipped[at] ?? `${shipped.length} rules`}`);
  }
}
await browser.close();
console.log(`${rules} rules of the style sheets compared, ${faults} sheets differ`);
process.exit(faults > 0 || rules === 0 ? 1 : 0);
