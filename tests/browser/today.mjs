// The weeks, read on another day than they were built for.

/** The weeks are built for one day and read on others: the label and the word for today go with the day they are read on. */
export async function today({ browser, check }, base, path) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const place = `today (${path})`;
  const open = async day => {
    await page.clock.setFixedTime(new Date(`${day}T10:00:00`));
    await page.goto('about:blank');
    await page.goto(base + path, { waitUntil: 'load' });
    return page.evaluate(() => ({
      labelled: [...document.querySelectorAll('.week')].filter(w => w.innerText.startsWith('Tuần này:')).map(w => w.dataset.from),
      now: [...document.querySelectorAll('.week.now')].map(w => w.dataset.from),
      named: [...document.querySelectorAll('.entry')].filter(e => e.innerText.includes('Hôm nay')).map(e => e.dataset.date),
      current: [...document.querySelectorAll('[aria-current=date]')].map(e => e.dataset.date),
      stale: document.querySelector('.stale').checkVisibility(),
    }));
  };
  await page.goto(base + path, { waitUntil: 'load' });
  const weeks = await page.locator('.week').evaluateAll(all => all.map(w => [w.dataset.from, w.dataset.to,
    [...w.querySelectorAll('.entry')].map(e => e.dataset.date)]));
  for (const [from, to, dates] of weeks) for (const day of new Set([from, to, ...dates])) {
    const seen = await open(day), expected = dates.filter(d => d === day).join();
    check(seen.labelled.join() === from && seen.now.join() === from, place, `on ${day} the week of ${seen.labelled} is this week`);
    check(seen.named.join() === expected && seen.current.join() === expected, place, `on ${day} today is ${seen.named}`);
    check(!seen.stale, place, `on ${day} it calls itself old`);
  }
  const seen = await open('2099-01-05');
  check(seen.stale && !seen.labelled.length && !seen.now.length, place, 'a page without this week does not say so');
  await context.close();
  const bare = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await bare.goto(base + path, { waitUntil: 'load' });
  const built = await bare.locator('main > p time').first().innerText();
  check((await bare.locator('.week.now h2').innerText()).includes(`(tính cho ngày ${built})`), place, 'without JavaScript the label does not say for which day');
  await bare.context().close();
}
