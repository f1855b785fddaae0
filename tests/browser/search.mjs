// The search box and the results page, by typing.

import { watch } from './record.mjs';

/** Words with and without marks find the same; a citation is found first; Enter leads to the provision itself. */
export async function search({ browser, check }, base, kind, path) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const place = `search (${path}) ${kind}`;
  watch(check, page, base, () => place);
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
