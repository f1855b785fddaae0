// Reads every feed of a built site with ical.js (the reader of Thunderbird), which knows nothing of quyche, and compares the events
// with `quyche calendar --json`: node read.mjs SITE OCCURRENCES.json; ICAL_JS names the module when it is not installed beside.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [site, occurrences] = process.argv.slice(2);
const at = process.env.ICAL_JS;
const { default: ICAL } = await import(at ? pathToFileURL(at).href : 'ical.js');

const statusOf = { firm: 'CONFIRMED', cancelled: 'CANCELLED' };
const expected = (o) => {
  const [first, last = first] = o.actual.split('/');
  const start = o.by?.includes(':') ? `${first}T${o.by}:00` : first;
  return [start, last, statusOf[o.status] ?? 'TENTATIVE', o.sequence].join(' ');
};
const found = (component) => {
  const event = new ICAL.Event(component);
  const start = event.startDate;
  let last = start.toString().slice(0, 10);
  if (start.isDate) {
    const end = event.endDate.clone();
    end.adjust(-1, 0, 0, 0);
    last = end.toString();
  } else if (start.zone.tzid !== 'Asia/Ho_Chi_Minh' || start.utcOffset() !== 7 * 3600) {
    return `an hour in the zone ${start.zone.tzid}`;
  }
  return [start.toString(), last, component.getFirstPropertyValue('status'), event.sequence].join(' ');
};

const dated = JSON.parse(readFileSync(occurrences, 'utf8')).filter((o) => o.uid);
const wanted = new Map(dated.map((o) => [o.uid, expected(o)]));
const files = readdirSync(site, { recursive: true }).filter((name) => name.endsWith('.ics')).sort();
const faults = [];
let events = 0;
for (const name of files) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(join(site, name), 'utf8')));
  for (const zone of calendar.getAllSubcomponents('vtimezone')) {
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  }
  const seen = new Set();
  for (const component of calendar.getAllSubcomponents('vevent')) {
    const uid = component.getFirstPropertyValue('uid');
    if (seen.has(uid)) faults.push(`${name}: ${uid} stands twice`);
    seen.add(uid);
    const state = found(component);
    if (wanted.get(uid) !== state) faults.push(`${name}: ${uid}: ${state}, not ${wanted.get(uid)}`);
  }
  events += seen.size;
  if (name.endsWith('tat-ca.ics') && seen.size !== wanted.size) {
    faults.push(`${name}: ${seen.size} events, not ${wanted.size}`);
  }
}
if (files.length < 10) faults.push(`only ${files.length} feeds`);
console.log(faults.slice(0, 20).join('\n') || `ical.js: ${files.length} feeds, ${events} events as computed`);
process.exit(faults.length ? 1 : 0);
