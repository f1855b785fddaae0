"""Reads every feed of a built site with the `icalendar` package, which knows nothing of quyche, and compares the events with
`quyche calendar --json`: python read.py SITE OCCURRENCES.json"""

import datetime
import json
import pathlib
import sys

import icalendar

STATUS = {"firm": "CONFIRMED", "cancelled": "CANCELLED"}


def expected(o):
    """(first day or moment, last day, status, sequence) of an occurrence."""
    first, _, last = o["actual"].partition("/")
    by = o["by"] or ""
    start = f"{first}T{by}:00+07:00" if ":" in by else first
    return start, last or first, STATUS.get(o["status"], "TENTATIVE"), o["sequence"]


def found(event):
    start = event.decoded("DTSTART")
    if isinstance(start, datetime.datetime):
        first, last = start.isoformat(), start.date().isoformat()
    else:
        first = start.isoformat()
        last = (event.decoded("DTEND") - datetime.timedelta(days=1)).isoformat()
    return first, last, str(event["STATUS"]), int(event["SEQUENCE"])


def main(site, occurrences):
    wanted = {o["uid"]: expected(o) for o in json.load(open(occurrences, encoding="utf-8")) if o["uid"]}
    faults, feeds, events = [], 0, 0
    for path in sorted(pathlib.Path(site).rglob("*.ics")):
        calendar = icalendar.Calendar.from_ical(path.read_bytes())
        feeds += 1
        seen = {}
        for event in calendar.walk("VEVENT"):
            uid = str(event["UID"])
            if uid in seen:
                faults.append(f"{path.name}: {uid} stands twice")
            seen[uid] = found(event)
            if event.errors:
                faults.append(f"{path.name}: {uid}: {event.errors}")
            if wanted.get(uid) != seen[uid]:
                faults.append(f"{path.name}: {uid}: {seen[uid]}, not {wanted.get(uid)}")
            off = str(event["SUMMARY"]).startswith("[HỦY] ")
            if off != (seen[uid][2] == "CANCELLED"):
                faults.append(f"{path.name}: {uid}: title and status disagree")
        events += len(seen)
        if path.stem == "tat-ca" and seen.keys() != wanted.keys():
            faults.append(f"{path.name}: {sorted(seen.keys() ^ wanted.keys())[:5]} are not in both")
    states = {state[2] for state in wanted.values()}
    if feeds < 10 or not {"CONFIRMED", "CANCELLED"} <= states or not any("T" in w[0] for w in wanted.values()):
        faults.append(f"too little to compare: {feeds} feeds, {states}")
    print("\n".join(faults[:20]) or f"icalendar {icalendar.__version__}: {feeds} feeds, {events} events as computed")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
