// Every page as it is looked at: at phone and desk width, light and dark, no axe violation (WCAG 2.2 A and AA and axe's best
// practices), nothing wider than the window, no breach of the page's own policy, nothing said, nothing asked for outside the
// site. Over http with axe; opened from the disk once more without it, since the same bytes look the same.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { SCHEMES, WIDTHS } from './harness.mjs';
import { turns } from './record.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What can differ between light and dark: the tokens of colour and nothing else, which is checked as well. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block'];

const seen = () => ({
  wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  text: document.querySelector('main')?.innerText.trim().length ?? 0,
});

/** Where everything stands and what is to be seen: equal in both schemes, or colour is not all that differs. */
const layout = () => [...document.querySelectorAll('body *')].map(e => {
  const box = e.getBoundingClientRect();
  return [box.x, box.y, box.width, box.height].map(Math.round).join();
}).join(' ');

const runAxe = rules => globalThis.axe.run(document, {
  resultTypes: ['violations'],
  ...(rules && { runOnly: { type: 'rule', values: rules } }),
}).then(({ violations }) => violations.map(v => `${v.id} [${v.impact}] ${v.nodes.length} × ${v.nodes.slice(0, 3).map(n => n.target.join(' ')).join(' ; ')}`));

/** Looks at `pages` of the site at `base`; with axe where `axe` says so. */
export async function looks(tools, { base, kind, pages, axe }) {
  const { check } = tools, views = WIDTHS.flatMap(width => pages.map(path => [width, path]));
  await turns(tools, base, { reducedMotion: 'reduce' }, views, async (page, [width, path], say) => {
    await page.setViewportSize({ width, height: 900 });
    let first;
    for (const scheme of axe ? SCHEMES : SCHEMES.slice(0, 1)) {
      const place = say(`${path} ${kind} ${width} ${scheme}`);
      await page.emulateMedia({ colorScheme: scheme });
      if (first === undefined) {
        await page.goto(base + path, { waitUntil: 'load' });
        if (axe) await page.evaluate(AXE);
      }
      const { wide, text } = await page.evaluate(seen);
      check(wide <= 0, place, `${wide} px wider than the window`);
      check(text > 0, place, 'nothing in main');
      if (!axe) continue;
      const violations = await page.evaluate(runAxe, first === undefined ? null : OF_COLOUR);
      check(violations.length === 0, place, `axe: ${violations.join(' | ')}`);
      const laid = await page.evaluate(layout);
      check(first === undefined || laid === first, place, 'it is laid out otherwise than in light');
      first = laid;
    }
  });
}
