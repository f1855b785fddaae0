// What a run has checked and what it found wrong; and the watch over a page for what no room asks about.

/** Counts checks and keeps what does not hold, each said once and at once. */
export function record() {
  const faults = new Set();
  let count = 0;
  const check = (holds, place, what) => {
    count++;
    const line = `${place}: ${what}`;
    if (holds || faults.has(line)) return;
    faults.add(line);
    console.error(`  ✗ ${line}`);
  };
  return { check, get count() { return count; }, get faults() { return faults.size; } };
}

/**
 * Watches a page of a context: whatever it says, asks for, or is refused is a fault of the place named last. Has to be called
 * before the page goes anywhere.
 */
export function watch(check, page, base, where) {
  page.on('console', message => check(false, where(), `console ${message.type()}: ${message.text()}`));
  page.on('pageerror', error => check(false, where(), `script error: ${error.message}`));
  page.on('dialog', dialog => { check(false, where(), `dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on('request', request => {
    const url = request.url();
    if (!url.startsWith(base) && !url.startsWith('data:') && url !== 'about:blank') check(false, where(), `request outside the site: ${url}`);
  });
  page.on('requestfailed', request => {
    // A page left while it still loads is no fault.
    const why = request.failure()?.errorText ?? '';
    if (why !== 'net::ERR_ABORTED') check(false, where(), `request failed: ${request.url()} ${why}`);
  });
}

/** Does `work` on every item, `lanes` at a time. */
export async function share(items, lanes, work) {
  const queue = [...items];
  const lane = async () => { while (queue.length > 0) await work(queue.shift()); };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/**
 * Does `work(page, item, say)` on every item, three at a time, each with a watched page of its own that is used again: opening
 * a context costs more than most checks. `say` names the place of what the page says from then on.
 */
export async function turns({ browser, check }, base, options, items, work) {
  const queue = [...items];
  const lane = async () => {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    let place = base;
    watch(check, page, base, () => place);
    while (queue.length > 0) await work(page, queue.shift(), words => (place = words));
    await context.close();
  };
  await Promise.all([lane(), lane(), lane()]);
}
