/* Days and months of a query, "11/12/2026", "ngày 11 tháng 12", "tháng 12/2026", and what falls on them, as src/search/days.rs has it. */
// Each with the places of its day, month and year. Without a year two numbers are a day only with a stroke between them: "5.1" is a
// clause, "1-3" a list.
const YEAR = /(?:(?: nam |[ \/.-])(\d{4}))?/.source, DATES = [
  [/ (?:(?:ngay|hom) )?(\d\d?)([\/.-])(\d\d?)\2(\d{4}|\d\d)(?= )/, 1, 3, 4],
  [RegExp(` (?:(?:ngay|hom) )?(\\d\\d?) thang (\\d\\d?)${YEAR}(?= )`), 1, 2, 3],
  [/ (?:(?:ngay|hom) )?(\d\d?)\/(\d\d?)(?= )/, 1, 2],
  [RegExp(` thang (\\d\\d?)${YEAR}(?= )`), 0, 1, 2],
  [/(?<! quy) (\d\d?)[\/-](\d{4})(?= )/, 0, 1, 2]];
// What falls on the day or in the month a query names: by document where and when; whether a year is named, and the other words.
// Without a year the month to come is meant.
const dated = (query, text) => {
  if (!index.months) return;
  const said = query.map((w, i) => (i && (/^[\/.-]$/.exec(text.slice(query[i - 1].e, w.s)) || ' ') || ' ') + w.f).join('') + ' ';
  for (const [form, ...places] of DATES) {
    const found = form.exec(said);
    if (!found) continue;
    const [day, month, year] = places.map(p => p && +found[p]), [first, many, per, now] = index.months;
    if (month < 1 || month > 12) continue;
    let at = year ? (year < 100 ? 2000 + year : year) * 12 + month - 1 : now + (month - 1 - now % 12 + 12) % 12;
    if (!year && at >= first + many) at -= 12;
    if (at < first || at >= first + many) return;
    const all = chunk('o' + Math.floor((at - first) / per), raw => raw), two = n => `0${n}`.slice(-2);
    if (!all) return;
    const y = Math.floor(at / 12), page = `${y}-${two(month)}`, entries = index.docs - index.kinds[4] - index.kinds[3], falls = [];
    for (const line of all[(at - first) % per].split(',')) {
      const [period, packed = ''] = line.split(' '), list = numbers(packed);
      for (let i = 0; i < list.length; i += 2) if (!day || list[i + 1] === day) {
        falls.push({ id: entries + list[i], page, period: period.replace('~', page), date: `${two(list[i + 1])}/${two(month)}/${y}` });
      }
    }
    falls.sort((a, b) => parseInt(a.date) - parseInt(b.date));
    const from = said.slice(1, found.index + 1).split(/[ \/.-]/).length - 1, length = found[0].slice(1).split(/[ \/.-]/).length;
    return { falls, year, day, rest: query.filter((w, i) => i < from || i >= from + length) };
  }
};
