// The four questions of the product, each walked from the home page to its answer: at most two clicks, with and without
// JavaScript, on a phone and a desk, over http and from the disk. A walk ends where the answer stands, word for word and day
// for day as tests/data and the decisions of the example say; a page that merely opens is no answer.

import { WIDTHS } from './harness.mjs';
import { share, watch } from './record.mjs';
import { dates, duties, names, next, printed, provision, table, titles, undated, unnamed, week } from './truth.mjs';

const NAMES = names(), TITLES = titles();
const CITATION = Object.fromEntries(table('provisions.csv').map(row => [row.path_id, row.citation_vi]));
const anchor = id => id.toLowerCase().replaceAll('đ', 'dd');
const squeeze = text => text.replace(/\s+/g, ' ');

/** One way through the site: it counts its clicks, and what it looks for must be there to be seen. */
class Walk {
  clicks = 0;
  constructor(page, check, place, day) { Object.assign(this, { page, check, place, day }); }

  async click(target, what) {
    this.clicks++;
    // The page of the click before may still be on its way.
    await target.first().waitFor({ timeout: 15000 }).catch(() => {});
    this.check(await target.count() > 0, this.place, `nothing to click: ${what}`);
    await target.first().click();
  }

  async arrived(path) {
    // A click is over before its page is there; where it never comes, what is said below says where the walk stands.
    await this.page.waitForURL(url => decodeURIComponent(url.pathname).endsWith(path), { timeout: 15000 }).catch(() => {});
    const at = decodeURIComponent(new URL(this.page.url()).pathname);
    this.check(at.endsWith(path), this.place, `it leads to ${at}, not to ${path}`);
    this.check(this.clicks <= 2, this.place, `${this.clicks} clicks`);
  }

  /** The words stand in the page, for the eye (`seen`) or a fold away. */
  async says(words, { seen = true } = {}) {
    const main = this.page.locator('main');
    const text = squeeze(seen ? await main.innerText() : await main.textContent());
    for (const word of [words].flat()) this.check(text.includes(squeeze(word)), this.place, `it does not say «${word}»`);
  }

  /** One line of a list or a table says all of this together. */
  async line(words, within = 'main') {
    let lines = this.page.locator(`${within} :is(li, tr, dd, dl > div)`);
    for (const word of words) lines = lines.filter({ hasText: word });
    this.check(await lines.filter({ visible: true }).count() > 0, this.place, `no line says ${words.map(w => `«${w}»`).join(' with ')}`);
  }

  /** Under the words for it, each of those one answers to. */
  async reportsTo(whom) {
    let place = this.page.locator('main :is(section, dl > div)').filter({ hasText: /báo cáo, chịu trách nhiệm trước/i });
    for (const name of whom) place = place.filter({ has: this.page.getByRole('link', { name, exact: true }) });
    this.check(await place.filter({ visible: true }).count() > 0, this.place, `it does not say that one answers to ${whom}`);
  }

  /** A date of a rule: a line with its day that leads to how the day was found. */
  async date(row) {
    const line = this.page.locator('main li').filter({ has: this.page.locator(`a[href*="#${row.obligation}."]`) })
      .filter({ has: this.page.locator(`time[datetime="${row.actual}"]`) });
    this.check(await line.filter({ visible: true }).count() > 0, this.place, `${row.obligation} is not on ${row.actual}`);
  }

  /** Opens the entry of a role or unit under «Bạn là ai?» and goes to one of what it holds. */
  async who(of, choice) {
    const card = this.page.getByRole('region', { name: 'Bạn là ai?' });
    await this.click(card.locator('summary').filter({ hasText: of }), of);
    await this.click(card.locator('details[open]').getByRole('link', { name: choice, exact: true }), choice);
  }

  menu(name) { return this.click(this.page.getByRole('navigation').first().getByRole('link', { name, exact: true }), name); }
}

/** A new employee: my duties, whom I report to, what I hand in and when; the whole of each clause one click further. */
async function newcomer(walk) {
  await walk.who(NAMES['cong-chuc'], NAMES['p-tong-hop']);
  await walk.arrived('viec-toi/cong-chuc--p-tong-hop.html');
  await walk.says([NAMES['cong-chuc'], NAMES['p-tong-hop']]);
  await walk.reportsTo([NAMES['truong-phong'], NAMES['lanh-dao-vp']]);
  await walk.says(duties('cong-chuc').map(row => row.quote));
  const clauses = [...new Set(duties('cong-chuc').map(row => row.path_id))];
  const links = new Map();
  for (const id of clauses) {
    const link = walk.page.locator(`main a[href$="#${anchor(id)}"]`).first();
    walk.check(await link.isVisible(), walk.place, `no link to ${id}`);
    links.set(id, await link.evaluate(a => a.href));
  }
  for (const [id, href] of links) {
    await walk.page.goto(href);
    const text = squeeze(await walk.page.locator(`[id="${anchor(id)}"]`).innerText());
    walk.check(text.includes(squeeze(provision(id))), walk.place, `${id} is not there to the letter`);
  }
}

/** A new head of unit, from the side of the unit: what the unit must do is theirs, with the days. */
async function newHead(walk) {
  await walk.who(NAMES['p-hanh-chinh-to-chuc'], NAMES['truong-phong']);
  await walk.arrived('viec-toi/truong-phong--p-hanh-chinh-to-chuc.html');
  await walk.reportsTo([NAMES['lanh-dao-vp-phu-trach']]);
  await walk.says([...duties('truong-phong'), ...duties('p-hanh-chinh-to-chuc'), ...duties('cac-phong')].map(row => row.quote));
  for (const rule of ['bc-nua-thang', 'bc-nam', 'dieu-chinh-thang', 'ke-hoach-quy', 'chuong-trinh-nam', 'tb-ket-luan', 'giao-ban']) {
    await walk.line([TITLES[rule], printed(next(rule, walk.day))]);
  }
}

/** A head of unit on Monday: what is due, which meetings. */
async function monday(walk) {
  const [from, to] = week(walk.day), own = dates(from, to);
  walk.check(own.length > 0, walk.place, 'a week without a date proves nothing');
  for (const row of own) await walk.line([TITLES[row.obligation], printed(row.actual)], 'section[aria-labelledby=tuan-nay]');
  await walk.menu('Lịch');
  await walk.arrived('lich/tuan-nay.html');
  const last = new Date(Date.parse(to) + 35 * 864e5).toISOString().slice(0, 10);
  const weeks = walk.page.locator('section[data-from]');
  walk.check(await weeks.count() === 6, walk.place, `${await weeks.count()} weeks`);
  for (const row of dates(from, last)) {
    const [start] = week(row.actual);
    await walk.line([TITLES[row.obligation], printed(row.actual)], `section[data-from="${start}"]`);
  }
  // And nothing else: every dated entry is one of the expected, on its day.
  const shown = await walk.page.locator('section[data-from] .entry[data-date]').evaluateAll(all => all.map(e => `${e.dataset.rule} ${e.dataset.date}`));
  const expected = dates(from, last).map(row => `${row.obligation} ${row.actual}`);
  walk.check(shown.sort().join() === expected.sort().join(), walk.place, `it shows ${shown.filter(s => !expected.includes(s)).join() || 'less'}`);
  await walk.line([TITLES['giao-ban'], `Chủ trì: ${NAMES.cvp}`]);
  walk.check((await weeks.first().getByRole('heading').innerText()).includes('Tuần này'), walk.place, 'it does not say which week is this one');
}

/** The month, from the home page in two clicks, with the grid where there is room for it. */
async function month(walk) {
  await walk.menu('Lịch');
  await walk.click(walk.page.getByRole('navigation').getByRole('link', { name: walk.day.slice(0, 4), exact: true }), 'the year');
  await walk.arrived(`lich/${walk.day.slice(0, 4)}.html`);
  const [year, at] = walk.day.split('-');
  for (const row of dates(`${year}-${at}-01`, `${year}-${at}-31`)) await walk.date(row);
}

/** The Chief of Office: who bears this? By the matrix, and by the provision. */
async function bearers(walk) {
  await walk.menu('Ai làm gì');
  await walk.arrived('ai-lam-gi.html');
  const rows = table('responsibilities.csv').filter(r => r.certainty === 'sure' && ['chair', 'coordinates', 'assists', 'receives', 'attends'].includes(r.relation));
  for (const row of rows.filter(r => NAMES[r.bearer])) {
    const line = walk.page.locator('main tr').filter({ has: walk.page.getByRole('rowheader', { name: NAMES[row.bearer], exact: true }) });
    walk.check(await line.locator(`a[href$="#${anchor(row.path_id)}"]`).count() > 0, walk.place, `${row.bearer} does not bear ${row.path_id}`);
  }
}

async function clause(walk) {
  await walk.click(walk.page.getByRole('region', { name: 'Quy chế đang dùng' }).getByRole('link', { name: /^II\. .*CHẾ ĐỘ LÀM VIỆC|^II\./i }), 'part B.II');
  await walk.arrived('quy-che/b-ii.html');
  for (const row of table('responsibilities.csv').filter(r => r.path_id.startsWith('B.II.') && r.certainty === 'sure' && NAMES[r.bearer])) {
    if (['mentioned', 'general', 'unit-scope', 'member-of'].includes(row.relation)) continue;
    const text = squeeze(await walk.page.locator(`[id="${anchor(row.path_id)}"]`).innerText());
    walk.check(text.includes(NAMES[row.bearer]), walk.place, `${row.path_id} does not name ${NAMES[row.bearer]}`);
  }
}

/** The Chief of Office: is anything uncovered or undated? */
async function open(walk) {
  await walk.menu('Điểm chưa rõ');
  await walk.arrived('diem-chua-ro.html');
  walk.check(undated().length > 0 && unnamed().length > 0, walk.place, 'nothing is open, which proves nothing');
  for (const title of undated()) await walk.line([title], 'section[aria-labelledby=o-undated]');
  const units = await walk.page.locator('section[aria-labelledby=o-units] li').allInnerTexts();
  walk.check(units.map(squeeze).sort().join() === unnamed().map(id => NAMES[id]).sort().join(), walk.place, `units without a duty: ${units.join()}`);
}

/** A clerk after decision 45/QĐ-VPUBND of the example: who hands over what to whom, which words changed, for whom. */
async function decision(walk) {
  await walk.click(walk.page.getByRole('main').getByRole('link', { name: /45\/QĐ-VPUBND/ }), '45/QĐ-VPUBND');
  await walk.arrived('thay-doi/45-2026.html');
  const handover = async (from, id, words) => {
    let line = walk.page.locator('section[aria-labelledby=ban-giao] table').filter({ has: walk.page.locator('caption', { hasText: from }) }).locator('tr')
      .filter({ has: walk.page.getByRole('rowheader', { name: CITATION[id], exact: true }) });
    for (const word of words) line = line.filter({ hasText: word });
    walk.check(await line.filter({ visible: true }).count() > 0, walk.place, `${id} does not go from ${from} to ${words}`);
  };
  // A unit the text gives nothing of its own hands over nothing, and the page says to whom it went.
  const bare = walk.page.locator('section[aria-labelledby=ban-giao]').getByRole('paragraph').filter({ hasText: /^Phòng Nông nghiệp - Môi trường → Phòng Nông nghiệp, Phòng Tài nguyên - Môi trường/ });
  walk.check(await bare.filter({ visible: true }).count() === 1, walk.place, 'it does not say into what a unit was divided');
  await handover('Phòng Tổng hợp', 'B.II.3.4', ['Phòng Theo dõi nhiệm vụ']);
  await handover('Phòng Quản trị - Tài vụ', 'B.II.5.2', ['hội ý còn Trưởng Phòng Tổng hợp và Trưởng Phòng Hành chính - Tổ chức dự']);
  await handover('Phòng Hành chính - Tổ chức', 'B.II.8.1', ['Phòng Lưu trữ']);
  const changed = walk.page.locator('section').filter({ has: walk.page.getByRole('link', { name: CITATION['B.II.7.2'], exact: true }) });
  walk.check(/15\/6/.test((await changed.locator('del').allInnerTexts()).join(' ')), walk.place, 'the old day is not marked as gone');
  walk.check(/10\/6/.test((await changed.locator('ins').allInnerTexts()).join(' ')), walk.place, 'the new day is not marked as new');
  await walk.line(['Phòng Khoa giáo - Văn xã', 'Phòng Văn xã'], 'section[aria-labelledby=to-chuc]');
}

/** The same clerk: what is to come, said on every page; and where a unit that ended went. */
async function coming(walk) {
  await walk.click(walk.page.getByRole('banner').getByRole('link', { name: /18\/QĐ-VPUBND/ }), 'the announcement');
  await walk.arrived('thay-doi/18-2027.html');
  await walk.says(['01/04/2027', 'Phòng Nội chính - Pháp chế']);
}

async function ended(walk) {
  await walk.menu('Đơn vị');
  await walk.click(walk.page.getByRole('main').getByRole('link', { name: 'Phòng Kiểm soát thủ tục hành chính' }), 'the unit that ended');
  await walk.arrived('don-vi/p-kiem-soat-tthc.html');
  await walk.says(['Trung tâm Phục vụ hành chính công tỉnh', '45/QĐ-VPUBND']);
}

const OF_THE_OFFICE = { newcomer, newHead, monday, month, bearers, clause, open };
const OF_THE_EXAMPLE = { decision, coming, ended };

/** `office` and `example` are lists of [how it is opened, address]; `day` is the Monday the office was built for. */
export async function journeys({ browser, check }, { office, example, day }) {
  check(week(day)[0] === day, 'journeys', `${day} is no Monday`);
  const walks = [[OF_THE_OFFICE, office], [OF_THE_EXAMPLE, example]].flatMap(([set, bases]) => Object.entries(set)
    .flatMap(([name, walk]) => bases.flatMap(base => WIDTHS.flatMap(width => [true, false].map(script => ({ name, walk, base, width, script }))))));
  await share(walks, 3, async ({ name, walk, base: [kind, base], width, script }) => {
    const context = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled: script, reducedMotion: 'reduce' });
    const page = await context.newPage();
    const place = `journey ${name}, ${kind} ${width} ${script ? 'with' : 'without'} JavaScript`;
    watch(check, page, base, () => place);
    if (script) await page.clock.setFixedTime(new Date(`${day}T08:00:00`));
    await page.goto(`${base}index.html`, { waitUntil: 'load' });
    await walk(new Walk(page, check, place, day)).catch(error => check(false, place, error.message.split('\n')[0]));
    await context.close();
  });
}
