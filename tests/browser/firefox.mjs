// A second engine: Firefox ESR by its own protocol (WebDriver BiDi). The site in one walk, over http and from the disk: home,
// the search by typing, a provision, the results page by its address, the calendar with a choice; and not a word in the console.

import puppeteer from 'puppeteer-core';
import { program } from './harness.mjs';

async function walk(browser, { check }, kind, base, month) {
  const page = await browser.newPage();
  let place = `Firefox, ${kind}`;
  page.on('console', message => check(false, place, `console ${message.type()}: ${message.text()}`));
  page.on('pageerror', error => check(false, place, `script error: ${error.message}`));
  await page.setViewport({ width: 1280, height: 900 });
  const until = (read, ...values) => page.waitForFunction(read, { timeout: 8000 }, ...values);
  try {
    await page.goto(`${base}index.html`);
    await page.keyboard.press('/');
    await page.keyboard.type('diem a khoan 5.1 muc II phan B');
    await until(() => document.querySelector('[role=option]')?.checkVisibility() && document.querySelector('[role=option]').textContent.includes('5.1'));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await until(() => location.hash === '#b.ii.5.1.a' && document.readyState === 'complete');
    const clause = await page.$eval('[id="b.ii.5.1.a"]', e => e.checkVisibility() && e.innerText);
    check(clause.includes('thứ Sáu của tuần thứ hai và tuần thứ tư'), place, 'the search does not lead to the provision');
    place = `Firefox, results page, ${kind}`;
    await page.goto(`${base}tim.html#q=${encodeURIComponent('hop giao ban')}`);
    await until(() => document.querySelectorAll('[data-results] li').length > 0);
    const found = await page.$eval('[data-results]', e => e.innerText);
    check(/họp giao ban/i.test(found) && /\d+ kết quả/.test(found), place, 'it finds nothing');
    place = `Firefox, calendar, ${kind}`;
    await page.goto(`${base}${month}#loai=meeting`);
    const entries = await page.$$eval('.entry', all => all.map(e => [e.checkVisibility(), e.classList.contains('k-meeting')]));
    check(entries.some(([seen]) => seen) && entries.every(([seen, meeting]) => seen === meeting), place, 'the choice does not hold');
    check(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), place, 'wider than the window');
  } catch (error) {
    check(false, place, error.message.split('\n')[0]);
  }
  await page.close();
}

export async function firefox(tools, { bases, month }) {
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath: program('Firefox', ['firefox-esr', 'firefox']), headless: true });
  try {
    tools.check(/firefox/i.test(await browser.version()), 'Firefox', `it is ${await browser.version()}`);
    for (const [kind, base] of bases) await walk(browser, tools, kind, base, month);
  } finally {
    await browser.close();
  }
}
