// The filter of the calendar pages.

import { watch } from './record.mjs';

/**
 * The filter of the calendar. Every role shows in a month exactly what its own page names among that month's dates; the
 * choice is in the address, said, undone; a link to a date still leads to it; without JavaScript all of it is there.
 */
export async function filters({ browser, check }, base, kind, months, week) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  let place = `filter ${kind}`;
  watch(check, page, base, () => place);
  // By the titles on the role's page; a title belongs to one rule.
  const titles = async address => {
    await page.goto(base + address, { waitUntil: 'load' });
    return page.locator('.rule-list li > a:first-of-type').allInnerTexts();
  };
  const shown = selector => page.locator(selector).evaluateAll(all => all.filter(e => e.checkVisibility()).map(e => e.dataset.rule ?? e.hash.slice(1).split('.')[0]));
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
        check(new URL(feed, page.url()).href === `${base}lich/${id}.ics`, place, `the feed beside it is ${feed}`);
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
