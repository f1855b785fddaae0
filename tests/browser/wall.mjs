// The sheet for the wall, on paper and on the screen.

/** The sheet for the wall is one sheet: a single A3, lying, whatever the year. */
export async function wall({ browser, check }, base, paths) {
  const page = await (await browser.newContext()).newPage();
  check(paths.length > 0, 'wall sheet', 'the site has none');
  for (const path of paths) {
    await page.goto(base + path, { waitUntil: 'load' });
    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
    const sheets = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    check(sheets === 1, `wall sheet (${path})`, `${sheets} pages in print`);
    const box = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(pdf);
    const [width, height] = [box?.[1], box?.[2]].map(points => (Number(points) * 25.4) / 72);
    check(Math.abs(width - 420) < 1 && Math.abs(height - 297) < 1, `wall sheet (${path})`, `${width} × ${height} mm is no A3`);
    // What does not fit across would be cut off or shrink the rest.
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: Math.floor((404 * 96) / 25.4), height: Math.floor((281 * 96) / 25.4) });
    const out = await page.evaluate(() => [...document.querySelectorAll('.days td, .days th')]
      .filter(cell => cell.scrollWidth > cell.clientWidth + 1).map(cell => cell.innerText.trim()));
    check(out.length === 0, `wall sheet (${path})`, `wider than its day: ${out.join(' | ')}`);
    // Nothing is lost without a word: what paper leaves out is counted in its day.
    const lost = await page.evaluate(() => [...document.querySelectorAll('.days td')].filter(cell => {
      const spare = [...cell.querySelectorAll('a')].filter(a => !a.checkVisibility()).length, more = cell.querySelector('.more');
      return spare !== (more?.checkVisibility() ? Number(more.innerText) : 0);
    }).length);
    check(lost === 0, `wall sheet (${path})`, `${lost} days leave something out and do not say so`);
    await page.emulateMedia({ media: null });
    const hidden = await page.locator('.days a').evaluateAll(all => all.filter(a => !a.checkVisibility()).length);
    check(hidden === 0, `wall sheet (${path})`, `${hidden} dates are not on the screen`);
  }
  await page.context().close();
}
