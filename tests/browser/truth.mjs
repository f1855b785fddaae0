// What the answers must be, from the files of tests/data, which were worked out without the program and are not made by it.

import { readFileSync } from 'node:fs';

/** A table of comma-separated values with quoted fields (RFC 4180), as objects. */
export function table(name) {
  const text = readFileSync(new URL(`../data/${name}`, import.meta.url), 'utf8');
  const rows = [[]];
  const field = /(?:"((?:[^"]|"")*)"|([^,\n]*))(,|\n|$)/y;
  while (field.lastIndex < text.length) {
    const [, quoted, bare, end] = field.exec(text);
    rows.at(-1).push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end !== ',') rows.push([]);
  }
  const [head, ...body] = rows.filter(row => row.length > 0 && row.join('') !== '');
  return body.map(row => Object.fromEntries(head.map((key, i) => [key, row[i] ?? ''])));
}

/** What a bearer surely bears: rows that only name somebody, define or are doubtful prove nothing. */
export const duties = bearer => table('responsibilities.csv')
  .filter(row => row.bearer === bearer && row.certainty === 'sure' && !['mentioned', 'general', 'member-of', 'unit-scope'].includes(row.relation));

/** The text of a provision, its label apart, by the line it stands on in the source. */
export function provision(id) {
  const row = table('provisions.csv').find(r => r.path_id === id);
  const lines = readFileSync(new URL('../data/regulation.txt', import.meta.url), 'utf8').split('\n');
  return lines[row.source_line - 1].normalize('NFC').trim().replace(row.number_as_printed, '').trim();
}

/** Rules that fall on the day of another, as the office wrote them: [rule, what it falls with]. */
const together = () => [...content('calendar.yaml').matchAll(/^ {2}- id: (\S+)\n(?:(?! {2}- id:).*\n)*? {4}when: \{at: ([\w-]+)\}/gm)].map(([, rule, of]) => [rule, of]);

/** Dates that fall in a span of days, windows apart. */
export function dates(from, to) {
  const own = table('expected_dates.csv').filter(r => !r.actual.includes('/') && r.actual >= from && r.actual <= to);
  return own.concat(own.flatMap(row => together().filter(([, of]) => of === row.obligation).map(([rule]) => ({ ...row, obligation: rule }))));
}

/** The next date of a rule from a day on. */
export const next = (rule, day) => table('expected_dates.csv').filter(r => r.obligation === rule && !r.actual.includes('/') && r.actual >= day)
  .map(r => r.actual).sort()[0];

/** A day as the site prints it: 26/11/2026. */
export const printed = day => day.split('-').reverse().join('/');

/** The Monday and the Sunday of the week of a day. */
export function week(day) {
  const at = new Date(`${day}T00:00:00Z`), monday = new Date(at - ((at.getUTCDay() + 6) % 7) * 864e5);
  return [monday, new Date(monday.getTime() + 6 * 864e5)].map(d => d.toISOString().slice(0, 10));
}

const content = name => readFileSync(new URL(`../../content/${name}`, import.meta.url), 'utf8');

/** What the office calls its roles, groups and units, by id. */
export const names = () => Object.fromEntries(['roles.yaml', 'units.yaml']
  .flatMap(file => [...content(file).matchAll(/^ {2}- id: (\S+)\n(?:(?! {2}- id:).*\n)*? {4}name: "(.+)"/gm)]).map(([, id, name]) => [id, name]));

/** What the office calls its meetings and deadlines, by id. */
export const titles = () => Object.fromEntries([...content('calendar.yaml').matchAll(/^ {2}- id: (\S+)\n {4}title: "(.+)"/gm)].map(([, id, title]) => [id, title]));

/** Meetings and deadlines the text gives no day, no month and no number for. */
export const undated = () => [...content('calendar.yaml').matchAll(/^ {4}title: "(.+)"\n(?:(?! {2}- id:).*\n)*? {4}when: \{every: (?:\[[^\]]*\]|\w+)\}\n/gm)].map(([, title]) => title);

/** Units of which the text says that they exist and who leads them, and which it gives no duty of their own. */
export function unnamed() {
  const units = [...content('units.yaml').matchAll(/^ {2}- id: (\S+)/gm)].map(([, id]) => id);
  return units.filter(id => duties(id).length === 0);
}
