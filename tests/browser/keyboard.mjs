// The site without a mouse: every stop is reached once, in the order of the page, seen and not covered, and the page is left
// again; the search from its key to a provision; what a provision gives to copy, by what is pasted elsewhere; folds and the
// filter of the calendar. WCAG 2.1.1, 2.1.2, 2.4.1, 2.4.3, 2.4.7, 2.4.11.

import { share, watch } from './record.mjs';

/** Every place the Tab key has to reach, in the order of the page; marks each with its number. */
const stops = () => {
  const list = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
    .filter(e => e.tabIndex >= 0 && !e.disabled && !e.closest('[hidden]') && e.checkVisibility({ visibilityProperty: true }));
  list.forEach((e, i) => { e.stop = i; });
  return list.length;
};

/** Where the focus is and whether a reader sees that it is there. */
const focus = () => {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return { out: true };
  const style = getComputedStyle(e), boxes = [...e.getClientRects()].filter(r => r.width > 0 && r.height > 0);
  const ringed = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  let opaque = 1;
  for (let a = e; a; a = a.parentElement) opaque *= Number(getComputedStyle(a).opacity);
  // One place of one line is enough to be «not entirely hidden»; of what is larger than the window its part within counts.
  const free = boxes.some(b => [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5]].some(([x, y]) => {
    const [left, top] = [Math.max(b.left, 0), Math.max(b.top, 0)];
    const at = document.elementFromPoint(left + (Math.min(b.right, innerWidth) - left) * x, top + (Math.min(b.bottom, innerHeight) - top) * y);
    return at && (e.contains(at) || at.contains(e));
  }));
  return { stop: e.stop, what: e.outerHTML.slice(0, 90), ringed, opaque: opaque > 0.9, free };
};

/** Goes through a page from its first stop to its last with the Tab key alone, and one back. */
async function through({ browser, check }, base, path, width) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const place = `${path} at ${width} px by Tab`;
  watch(check, page, base, () => place);
  await page.goto(base + path, { waitUntil: 'load' });
  const count = await page.evaluate(stops);
  const wrong = [];
  let at = -1, seen;
  for (let press = 0; press <= count; press++) {
    await page.keyboard.press('Tab');
    seen = await page.evaluate(focus);
    if (seen.out) break;
    if (seen.stop !== at + 1) wrong.push(`after stop ${at} comes ${seen.stop}: ${seen.what}`);
    if (!seen.ringed) wrong.push(`no outline: ${seen.what}`);
    if (!seen.opaque || !seen.free) wrong.push(`covered or see-through: ${seen.what}`);
    at = seen.stop ?? at + 1;
  }
  check(count > 5 && at === count - 1, place, `${at + 1} of ${count} stops are reached`);
  check(wrong.length === 0, place, `${wrong.length} × ${wrong.slice(0, 3).join(' | ')}`);
  check(seen.out, place, 'the page is never left');
  await page.keyboard.press('Shift+Tab');
  check((await page.evaluate(focus)).stop === count - 1, place, 'no way back into the page');
  await context.close();
}

/** From the home page to a provision and what it gives to copy. */
async function toProvision({ browser, check }, base, kind, key) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const place = `keyboard, from ${key} to a provision, ${kind}`;
  watch(check, page, base, () => place);
  await page.goto(`${base}index.html`, { waitUntil: 'load' });
  const press = (...keys) => keys.reduce((done, k) => done.then(() => page.keyboard.press(k)), Promise.resolve());
  const box = page.getByRole('combobox', { name: 'Tìm trong quy chế' });
  const list = page.getByRole('listbox');

  await press('Tab');
  const skip = await page.evaluate(() => [document.activeElement.hash, document.activeElement.getBoundingClientRect().top >= 0]);
  check(skip[0] === '#noi-dung' && skip[1], place, 'the first stop is not the link past the menu, or not to be seen');
  await press('Enter', 'Tab');
  check(await page.evaluate(() => !!document.activeElement.closest('main')), place, 'the link past the menu leads elsewhere');

  // Not from within the box, where a stroke is a letter.
  await press('Tab', 'Tab', key);
  check(await box.evaluate(e => e === document.activeElement), place, 'the key does not lead to the search');
  await page.keyboard.type('họp giao ban');
  await list.getByRole('option').first().waitFor({ timeout: 5000 });
  const chosen = () => box.evaluate(e => document.getElementById(e.getAttribute('aria-activedescendant') ?? '')?.ariaSelected ?? '');
  check((await box.getAttribute('aria-expanded')) === 'true' && (await chosen()) === '', place, 'the list opens with something chosen');
  await press('ArrowDown');
  check((await chosen()) === 'true', place, 'the arrow chooses nothing');
  const first = await box.getAttribute('aria-activedescendant');
  await press('ArrowDown', 'ArrowUp');
  check((await box.getAttribute('aria-activedescendant')) === first, place, 'up does not undo down');
  await press('Escape');
  check(!(await list.isVisible()) && (await box.getAttribute('aria-expanded')) === 'false', place, 'Esc does not close the list');
  check((await box.inputValue()) === 'họp giao ban' && await box.evaluate(e => e === document.activeElement), place, 'Esc loses the words or the place');
  await press('ArrowDown');
  await list.getByRole('option').first().waitFor({ timeout: 5000 });
  await press('Tab');
  check(!(await list.isVisible()) && await box.evaluate(e => e !== document.activeElement), place, 'the list holds the reader fast');

  await press(key === '/' ? 'Control+k' : key);
  check(await box.evaluate(e => e === document.activeElement && e.selectionEnd === e.value.length && e.selectionStart === 0), place, 'the words are not selected for the next search');
  await page.keyboard.type('điểm a khoản 5.1 mục II phần B');
  await list.getByRole('option').filter({ hasText: '5.1' }).first().waitFor({ timeout: 5000 });
  // The answers to the words half typed may name it too.
  await page.waitForTimeout(400);
  await press('ArrowDown', 'Enter');
  await page.waitForURL(url => url.hash === '#b.ii.5.1.a', { timeout: 5000 });

  // From a provision the next stops are its own.
  const copy = async label => {
    for (let i = 0; i < 30; i++) {
      const name = await page.evaluate(() => document.activeElement.closest('[id="b.ii.5.1.a"]') && document.activeElement.ariaLabel);
      if (name?.startsWith(label)) return name;
      await press('Tab');
    }
    return '';
  };
  const said = page.locator('body > [role=status]');
  const pasted = async () => {
    // Elsewhere: a search takes no more than a query may have.
    await page.evaluate(() => document.body.appendChild(document.createElement('textarea')).focus());
    await press('Control+v');
    const text = await page.evaluate(() => {
      const area = document.activeElement, { value } = area;
      area.remove();
      return value.replace(/\s+/g, ' ').trim();
    });
    await page.evaluate(() => { location.hash = ''; });
    await page.evaluate(() => { location.hash = '#b.ii.5.1.a'; });
    return text;
  };
  const text = (await page.locator('[id="b.ii.5.1.a"] > p').first().innerText()).replace(/\s+/g, ' ').trim();
  for (const [label, expected] of [['Sao chép liên kết', value => value === `${page.url().split('#')[0]}#b.ii.5.1.a`],
    ['Sao chép trích dẫn', value => value.includes(text) && value.includes('điểm a khoản 5.1 mục II phần B') && value.includes('3232/QĐ-VPUBND')]]) {
    const name = await copy(label);
    check(name.includes('điểm a khoản 5.1 mục II phần B'), place, `«${label}» is not reached`);
    await press('Enter');
    await said.filter({ hasText: /\S/ }).waitFor({ state: 'attached', timeout: 2000 });
    check(/Đã sao chép: điểm a khoản 5\.1 mục II phần B/.test(await said.innerText()), place, `it says «${await said.innerText()}»`);
    check(await page.evaluate(() => document.activeElement.closest('.copy') !== null), place, `after «${label}» the place is lost`);
    // Whoever goes on at once is not called back.
    await press('Tab');
    const next = await page.evaluate(() => { document.activeElement.here = true; return document.activeElement.outerHTML.slice(0, 60); });
    await page.waitForTimeout(2300);
    check(await page.evaluate(() => document.activeElement.here === true), place, `after «${label}» the focus is taken from ${next}`);
    const value = await pasted();
    check(expected(value), place, `«${label}» gives «${value}»`);
  }
  await context.close();
}

/** How a date was found, and the filter, with the keys a browser gives to folds and lists. */
async function calendar({ browser, check }, base, path) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const place = `keyboard on ${path}`;
  watch(check, page, base, () => place);
  await page.goto(base + path, { waitUntil: 'load' });
  const fold = page.locator('main details').filter({ hasText: 'Cách tính' }).first();
  const steps = fold.locator('li').first();
  await fold.locator('summary').focus();
  for (const [key, open] of [['Enter', true], ['Space', false]]) {
    await page.keyboard.press(key);
    check((await steps.isVisible()) === open, place, `${key} does not ${open ? 'open' : 'close'} the way to a date`);
  }
  const all = await page.locator('.entry:visible').count();
  const kind = page.getByLabel('Loại việc');
  await kind.focus();
  await page.keyboard.press('ArrowDown');
  const chosen = await kind.inputValue(), fewer = await page.locator('.entry:visible').count();
  check(chosen !== '' && fewer < all, place, `«${chosen}» shows ${fewer} of ${all}`);
  await page.keyboard.press('Tab');
  check((await page.evaluate(() => document.activeElement.textContent)) === 'Bỏ lọc', place, 'undoing is not the next stop');
  await page.keyboard.press('Enter');
  check((await page.locator('.entry:visible').count()) === all, place, 'it is not undone');
  check(await page.evaluate(() => document.activeElement.localName === 'select'), place, 'the place is lost with the button');
  await context.close();
}

/** `each` is one page of every template. */
export async function keyboard(tools, { bases, each, month }) {
  const [, base] = bases[0];
  await share(each.flatMap(path => [[path, 1280], [path, 390]]), 3, ([path, width]) => through(tools, base, path, width));
  for (const [kind, at] of bases) for (const key of ['/', 'Control+k']) {
    await toProvision(tools, at, kind, key).catch(error => tools.check(false, `keyboard, from ${key}, ${kind}`, error.message.split('\n')[0]));
  }
  await calendar(tools, base, month);
}
