// Screenshots for people to look at: node shots.mjs SITE FOLDER [PAGE …]
// Without pages, one per template. Every page at phone and desk width, light and dark, in its full height.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { SCHEMES, WIDTHS, fileBase, launch, templates } from './harness.mjs';

const [site, folder, ...wanted] = process.argv.slice(2);
if (!site || !folder) {
  console.error('node shots.mjs SITE FOLDER [PAGE …]');
  process.exit(2);
}
const pages = wanted.length > 0 ? wanted : templates(site).map(([, path]) => path).filter(Boolean);
mkdirSync(folder, { recursive: true });
const browser = await launch();
for (const scheme of SCHEMES) for (const width of WIDTHS) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  for (const path of pages) {
    await page.goto(fileBase(site) + path, { waitUntil: 'load' });
    const name = path.replace(/\.html/, '').replace(/[^a-z0-9.-]+/gi, '_');
    await page.screenshot({ path: join(folder, `${name}.${width}.${scheme}.png`), fullPage: true });
  }
  await context.close();
}
await browser.close();
