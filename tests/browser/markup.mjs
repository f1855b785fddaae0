// What every page says of itself, read as a browser reads it without running its scripts: the policy, no word of script or
// style in the page, nothing fetched from outside, the language, times that are times and say what they show, tables with a
// name and headings that say what they head, the first link leading past the menu.

import { turns } from './record.mjs';

const POLICY = { 'default-src': "'none'", 'script-src': "'self'", 'style-src': "'self'", 'base-uri': "'none'", 'form-action': "'self'" };

/** Everything of one page in one call. */
const read = () => {
  const all = css => [...document.querySelectorAll(css)];
  const policy = document.querySelector('head > meta[http-equiv="Content-Security-Policy"]');
  const loading = all('script, link, style, img, iframe, object, embed, source, video, audio, form, base');
  const outside = url => /^([a-z][a-z0-9+.-]*:|\/\/)/i.test(url ?? '') && !/^data:/i.test(url);
  const attributes = all('*').flatMap(e => [...e.attributes].map(a => [e, a]));
  const day = /^(\d{4})-(\d{2})-(\d{2})(T\d{2}:\d{2}(:\d{2})?([+-]\d{2}:\d{2}|Z)?)?$/;
  const noDay = value => {
    const found = day.exec(value ?? '');
    return !found || new Date(`${found[1]}-${found[2]}-${found[3]}T00:00:00Z`).getUTCDate() !== Number(found[3]);
  };
  const numbers = text => text.match(/\d+/g)?.map(Number) ?? [];
  // A page may print a day with or without its year and month, in figures or with the month's name; what figures it prints are its own.
  const saysOther = time => {
    const [year, month, date] = time.dateTime.slice(0, 10).split('-').map(Number), shown = numbers(time.textContent);
    return !shown.includes(date) || shown.some(n => ![year, month, date].includes(n));
  };
  const name = table => table.caption?.textContent.trim() || table.getAttribute('aria-label') ||
    document.getElementById(table.getAttribute('aria-labelledby'))?.textContent.trim();
  const skip = document.querySelector('a[href], button, input, select, summary, [tabindex="0"]');
  const target = skip && document.getElementById(decodeURIComponent(skip.hash?.slice(1) ?? ''));
  const shows = e => e.outerHTML.slice(0, 120);
  return {
    policy: policy?.content ?? '',
    late: policy ? loading.filter(e => policy.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_PRECEDING).map(shows) : [],
    inline: [
      ...all('style').map(shows),
      ...all('script').filter(s => !s.hasAttribute('src') || s.textContent.trim() || s.type === 'module').map(shows),
      ...attributes.filter(([, a]) => a.name === 'style' || a.name.startsWith('on') || /^\s*javascript:/i.test(a.value)).map(([e]) => shows(e)),
    ],
    outside: attributes.filter(([e, a]) => ['src', 'srcset', 'href', 'action', 'data', 'poster', 'xlink:href'].includes(a.name) &&
      e.localName !== 'a' && outside(a.value)).map(([e]) => shows(e)),
    language: document.documentElement.lang,
    vietnamese: all('body [lang=vi]').length,
    languages: [...new Set(all('[lang]').map(e => e.getAttribute('lang')))],
    h1: all('h1').length,
    title: document.title,
    times: all('time').length,
    wrongTimes: all('time').filter(t => !t.hasAttribute('datetime') || noDay(t.dateTime)).map(shows),
    otherTimes: all('time[datetime]').filter(t => !noDay(t.dateTime) && saysOther(t)).map(shows),
    unnamed: all('table').filter(t => !name(t)).map(shows),
    unscoped: all('table th').filter(th => !['row', 'col', 'rowgroup', 'colgroup'].includes(th.getAttribute('scope'))).map(shows),
    headless: all('table').filter(t => t.tBodies[0] && [...t.tBodies].some(b => [...b.rows].some(r => !r.querySelector('th[scope=row]')))).map(shows),
    skips: !!target && target.localName === 'main',
    text: document.querySelector('main')?.innerText.trim().length ?? 0,
    headed: document.querySelector('h1')?.checkVisibility() ?? false,
    links: all('a[href]').length,
  };
};

/** Reads `pages` without their scripts. `language` is that of the interface. */
export async function markup(tools, { base, kind, pages, language }) {
  const { check } = tools;
  let times = 0;
  await turns(tools, base, { javaScriptEnabled: false, viewport: { width: 390, height: 900 } }, pages, async (page, path, say) => {
    const place = say(`${path} ${kind} without JavaScript`);
    await page.goto(base + path, { waitUntil: 'load' });
    const seen = await page.evaluate(read);
    const rules = Object.fromEntries(seen.policy.split(';').map(r => r.trim().split(/\s+/)).map(([rule, ...sources]) => [rule, sources.join(' ')]));
    for (const [rule, sources] of Object.entries(POLICY)) check(rules[rule] === sources, place, `the policy says ${rule} ${rules[rule]}`);
    check(!/unsafe|\*|https?:/.test(seen.policy), place, `the policy lets something in: ${seen.policy}`);
    const none = (list, what) => check(list.length === 0, place, `${what}: ${list.length} × ${list.slice(0, 3).join(' ; ')}`);
    none(seen.late, 'fetched before the policy');
    none(seen.inline, 'script or style in the page');
    none(seen.outside, 'from outside the site');
    check(seen.language === language, place, `the page says its language is «${seen.language}»`);
    none(seen.languages.filter(l => !['vi', 'en'].includes(l)), 'no language of ours');
    check(language === 'vi' || seen.vietnamese > 0, place, 'no content is marked Vietnamese');
    check(seen.h1 === 1 && seen.headed, place, `${seen.h1} h1, to be seen: ${seen.headed}`);
    check(/\S · \S/.test(seen.title), place, `the title is «${seen.title}»`);
    none(seen.wrongTimes, 'no valid time');
    none(seen.otherTimes, 'a time shows another day than it says');
    none(seen.unnamed, 'a table without a name');
    none(seen.unscoped, 'a heading that does not say what it heads');
    none(seen.headless, 'rows without a heading');
    check(seen.skips, place, 'the first stop does not lead to main');
    check(seen.text > 0, place, 'nothing in main');
    check(seen.links > 0, place, 'no link');
    times += seen.times;
  });
  check(times > 0, `${kind} without JavaScript`, 'no page shows any time');
}
