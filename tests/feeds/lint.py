"""Reads every feed of a built site as RFC 5545 and the house profile (design 3, ".ics") want it, octet by octet, and follows its
links: python lint.py SITE [BASE_URL]. First it plants faults in a feed of that site and must find each of them."""

import collections
import datetime
import pathlib
import re
import sys
import urllib.parse

ONCE = ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS", "SEQUENCE", "DESCRIPTION", "URL", "LAST-MODIFIED", "TRANSP")
TEXTS = ("SUMMARY", "DESCRIPTION", "X-WR-CALNAME", "UID")
LINE = re.compile(r"([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:\"[^\"]*\"|[^\";:,]*))*):(.*)", re.DOTALL)
STAMP = re.compile(r"\d{8}T\d{6}Z")

Property = collections.namedtuple("Property", "name params value")
Component = collections.namedtuple("Component", "name parts")


def properties(component, name=None):
    return [p for p in component.parts if isinstance(p, Property) and name in (None, p.name)]


def components(component, name=None):
    return [p for p in component.parts if isinstance(p, Component) and name in (None, p.name)]


def value(component, name):
    found = properties(component, name)
    return found[0].value if found else ""


def content_lines(data, fault):
    """Section 3.1: the unfolded lines."""
    if data.startswith(b"\xef\xbb\xbf"):
        fault("begins with a byte order mark")
    if not data.endswith(b"\r\n"):
        fault("the last line is not ended")
    if data.count(b"\r\n") != data.count(b"\n") or data.count(b"\r\n") != data.count(b"\r"):
        fault("a line ends otherwise than in CRLF")
    lines = []
    for number, raw in enumerate(data.removesuffix(b"\r\n").split(b"\r\n"), 1):
        if len(raw) > 75:
            fault(f"line {number} has {len(raw)} octets")
        try:
            line = raw.decode("utf-8")
        except UnicodeDecodeError:
            fault(f"line {number} is folded within a character, or is no UTF-8")
            line = raw.decode("utf-8", "replace")
        if re.search(r"[\x00-\x08\x0a-\x1f\x7f]", line):
            fault(f"line {number} holds a control character")
        if line[:1] in (" ", "\t") and lines:
            lines[-1] += line[1:]
        else:
            lines.append(line)
    return lines


def tree(lines, fault):
    """The components; what does not parse is told and left out."""
    root = Component("", [])
    open_ones = [root]
    for line in lines:
        match = LINE.fullmatch(line)
        if not match:
            fault(f"no content line: {line[:60]!r}")
            continue
        name, params, text = match.groups()
        if name == "BEGIN":
            inner = Component(text, [])
            open_ones[-1].parts.append(inner)
            open_ones.append(inner)
        elif name == "END":
            if len(open_ones) == 1 or open_ones.pop().name != text:
                fault(f"END:{text} ends nothing")
        else:
            params = dict(p.split("=", 1) for p in re.findall(r";([^;]*)", params))
            open_ones[-1].parts.append(Property(name, params, text))
    if len(open_ones) > 1:
        fault(f"{open_ones[-1].name} is not ended")
    return root


def moment(prop, fault):
    """A day or a moment as it is written; `None` when it is neither."""
    whole = prop.params.get("VALUE") == "DATE"
    try:
        if whole:
            return datetime.datetime.strptime(prop.value, "%Y%m%d").date()
        if "TZID" not in prop.params:
            fault(f"{prop.name}:{prop.value} has an hour and no zone")
        return datetime.datetime.strptime(prop.value, "%Y%m%dT%H%M%S")
    except ValueError:
        fault(f"{prop.name}:{prop.value} is no {'day' if whole else 'moment'}")
        return None


def event(vevent, fault, base, site):
    for name in ONCE:
        if len(properties(vevent, name)) > 1:
            fault(f"{name} stands twice")
    for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "STATUS", "SEQUENCE"):
        if not value(vevent, name):
            fault(f"no {name}")
    for name in ("RRULE", "RDATE", "EXDATE", "ATTENDEE", "ORGANIZER"):
        if properties(vevent, name):
            fault(f"{name} has no place in these feeds")
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", value(vevent, "UID")):
        fault("UID is not of the form slot@domain")
    for prop in properties(vevent, "DTSTAMP") + properties(vevent, "LAST-MODIFIED"):
        if not STAMP.fullmatch(prop.value):
            fault(f"{prop.name} is no UTC moment")
    if not re.fullmatch(r"0|[1-9]\d{0,8}", value(vevent, "SEQUENCE")):
        fault("SEQUENCE is no integer")
    times = {p.name: moment(p, fault) for p in properties(vevent) if p.name in ("DTSTART", "DTEND")}
    start, end = times.get("DTSTART"), times.get("DTEND")
    if start and end and (type(start) is not type(end) or end <= start):
        fault("DTEND is not after DTSTART")
    if start and not isinstance(start, datetime.datetime):
        if not end:
            fault("a whole day without DTEND")
        if value(vevent, "TRANSP") != "TRANSPARENT":
            fault("a whole day makes its reader busy")
    status, summary = value(vevent, "STATUS"), value(vevent, "SUMMARY")
    if status not in ("CONFIRMED", "TENTATIVE", "CANCELLED"):
        fault(f"STATUS:{status}")
    if (status == "CANCELLED") != summary.startswith("[HỦY] "):
        fault("title and status disagree")
    if not summary.removeprefix("[HỦY] ").startswith(("Hạn: ", "Họp")):
        fault(f"the title begins neither with Hạn nor with Họp: {summary}")
    if not value(vevent, "DESCRIPTION"):
        fault("no explanation")
    kinds = [isinstance(p, Component) for p in vevent.parts]
    if kinds != sorted(kinds):
        fault("a property after the alarm")
    if len(components(vevent)) != (status != "CANCELLED"):
        fault("one alarm, and none for what was called off")
    for alarm in components(vevent):
        told = {p.name: p.value for p in properties(alarm)}
        if alarm.name != "VALARM" or sorted(told) != ["ACTION", "DESCRIPTION", "TRIGGER"] or len(told) != len(alarm.parts):
            fault("an alarm with something missing or twice")
        elif told["ACTION"] != "DISPLAY" or not re.fullmatch(r"-PT\d+[HM]", told["TRIGGER"]):
            fault("an alarm that rings otherwise")
    link(value(vevent, "URL"), fault, base, site)


def link(url, fault, base, site):
    """The page a title leads to is there, and the place on it."""
    if not base:
        if url:
            fault("a URL, and nobody knows where the site will stand")
        return
    if not re.fullmatch(r"[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%\[\]]+", url) or not url.startswith(base + "/"):
        return fault(f"URL:{url}")
    page, _, anchor = url.removeprefix(base + "/").partition("#")
    if not anchor or f'id="{urllib.parse.unquote(anchor)}"' not in text_of(site / page):
        fault(f"URL:{url} leads nowhere")


PAGES = {}


def text_of(path):
    if path not in PAGES:
        PAGES[path] = path.read_text(encoding="utf-8") if path.is_file() else ""
    return PAGES[path]


def lint(data, base, site):
    """The faults of a feed and its events by UID."""
    faults = []
    root = tree(content_lines(data, faults.append), faults.append)
    if [c.name for c in components(root)] != ["VCALENDAR"] or properties(root):
        return faults + ["not one VCALENDAR"], {}
    calendar = components(root)[0]
    for name, wanted in (("VERSION", r"2\.0"), ("PRODID", r".+"), ("METHOD", r"PUBLISH"), ("X-WR-CALNAME", r".+")):
        found = properties(calendar, name)
        if len(found) != 1 or not re.fullmatch(wanted, found[0].value):
            faults.append(f"{name}: {[p.value for p in found]}")
    kinds = [isinstance(p, Component) for p in calendar.parts]
    if kinds != sorted(kinds) or True not in kinds:
        faults.append("properties first, then one component or more")
    zones = {value(z, "TZID") for z in components(calendar, "VTIMEZONE")}
    for zone in components(calendar, "VTIMEZONE"):
        rules = components(zone)
        told = {p.name for r in rules for p in properties(r)}
        if not rules or not {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"} <= told:
            faults.append("a VTIMEZONE without its offset")
    events = {}
    for vevent in components(calendar, "VEVENT"):
        uid = value(vevent, "UID")
        event(vevent, lambda words, uid=uid: faults.append(f"{uid}: {words}"), base, site)
        if uid in events:
            faults.append(f"{uid}: stands twice")
        events[uid] = vevent
    if {c.name for c in components(calendar)} - {"VEVENT", "VTIMEZONE"}:
        faults.append("a component of another kind")
    pending = [calendar]
    while pending:
        component = pending.pop()
        pending.extend(components(component))
        for prop in properties(component):
            if prop.name in TEXTS and re.search(r"[\\;,]", re.sub(r"\\[\\;,nN]", "", prop.value)):
                faults.append(f"{prop.name} is not escaped: {prop.value[:60]}")
            if prop.params.get("TZID", "") not in zones | {""}:
                faults.append(f"TZID {prop.params['TZID']} without its VTIMEZONE")
    return faults, events


def plant(data, base, site):
    """Slips of a writer, each put into a sound feed; those the lint does not see."""
    slips = {
        "bare line feed": (b"\r\nSEQUENCE", b"\nSEQUENCE"),
        "long line": (b"\r\n ", b""),
        "no UID": (b"\r\nUID:", b"\r\nX-UID:"),
        "a second UID": (b"\r\nUID:", b"\r\nUID:a@b\r\nUID:"),
        "no stamp": (b"\r\nDTSTAMP:", b"\r\nX-STAMP:"),
        "local stamp": (b"00Z\r\nDTSTART", b"00\r\nDTSTART"),
        "sequence": (b"\r\nSEQUENCE:", b"\r\nSEQUENCE:-"),
        "hour without zone": (b"DTSTART;VALUE=DATE:20260", b"DTSTART:20260"),
        "no zone": (b"BEGIN:VTIMEZONE\r\nTZID:Asia/Ho_Chi_Minh", b"BEGIN:VTIMEZONE\r\nTZID:Asia/Saigon"),
        "end not after": (b"DTEND;VALUE=DATE:2026", b"DTEND;VALUE=DATE:1926"),
        "no day": (b"DTSTART;VALUE=DATE:20260", b"DTSTART;VALUE=DATE:20269"),
        "busy": (b"TRANSP:TRANSPARENT", b"TRANSP:OPAQUE"),
        "cancelled in the title alone": (b"STATUS:CANCELLED", b"STATUS:CONFIRMED"),
        "cancelled in the status alone": ("[HỦY] ".encode(), b""),
        "comma": (b"\\,", b","),
        "lone backslash": (b"\\n", b"\\x"),
        "after the alarm": (b"END:VALARM\r\n", b"END:VALARM\r\nX-LATE:1\r\n"),
        "half an alarm": (b"TRIGGER:-PT900M\r\n", b""),
        "method": (b"METHOD:PUBLISH", b"METHOD:REQUEST"),
        "unbalanced": (b"END:VALARM\r\n", b""),
        "control character": (b"SUMMARY:", b"SUMMARY:\x07"),
        "split character": ("ạ".encode(), "ạ".encode()[:1] + b"\r\n " + "ạ".encode()[1:]),
    }
    unseen = []
    for name, (old, new) in slips.items():
        if old not in data:
            unseen.append(f"nothing to plant «{name}» in")
        elif not lint(data.replace(old, new, 1), base, site)[0]:
            unseen.append(f"«{name}» was planted and not seen")
    return unseen


def subscriptions(site, feeds, base):
    """The page on subscribing offers each feed to download, and to subscribe to exactly where the site's address is known."""
    page = text_of(site / "lich" / "dang-ky.html")
    links = re.findall(r'href="([^"]*\.ics)"', page)
    offered = {name for name in (path.rpartition("/")[2] for path in links)}
    faults = [f"dang-ky.html does not offer {name}" for name in sorted({f.name for f in feeds} - offered)]
    webcal = {path for path in links if path.startswith("webcal")}
    wanted = {f"webcal{base[base.index(':') :]}/lich/{f.name}" for f in feeds} if base else set()
    return faults + [f"dang-ky.html: {path} is in one place only" for path in sorted(webcal ^ wanted)]


def main(site, base=""):
    site = pathlib.Path(site)
    feeds = sorted(site.rglob("*.ics"))
    whole = next((f for f in feeds if f.stem == "tat-ca"), None)
    faults = plant(whole.read_bytes(), base, site) if whole else ["no feed of all"]
    known, count = {}, 0
    for path in feeds:
        found, events = lint(path.read_bytes(), base, site)
        faults += [f"{path.name}: {words}" for words in found]
        count += len(events)
        for uid, vevent in events.items():
            if known.setdefault(uid, vevent) != vevent:
                faults.append(f"{path.name}: {uid} says something else than in another feed")
    faults += subscriptions(site, feeds, base)
    print("\n".join(faults[:20]) or f"lint: {len(feeds)} feeds, {count} events in order{' at ' + base if base else ''}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
