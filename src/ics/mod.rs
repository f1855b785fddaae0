//! Floor 5 · feeds as iCalendar (RFC 5545), written by ourselves.
//!
//! Rules kept: METHOD:PUBLISH; expanded events and no RRULE, which knows no holidays; a whole day ends on the day after
//! (DTEND is exclusive) and leaves the reader free (TRANSP:TRANSPARENT); an hour carries its TZID and the feed the VTIMEZONE; DTSTAMP
//! comes from the event, not from the clock, so that two builds are equal; the alarm is the last part of its event, since Outlook
//! loses what comes after it.

mod line;
mod read;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::{Date, DateTime};
use rayon::prelude::*;

use crate::diagnostic::Lang;
use crate::say;
use crate::site::{Feed, FeedEvent, FeedStatus, FeedTime};
use line::Lines;

pub use read::first_days;

/// Vietnam has had one offset, without summer time, since 1975.
const ZONE: &str = "Asia/Ho_Chi_Minh";

/// Every feed as the bytes of its file, by address.
#[must_use]
pub fn write_all(feeds: &[Feed]) -> Vec<(String, Vec<u8>)> {
    // An event stands in as many feeds as it has bearers, and is written once. The feeds hold the events, so where an event
    // lies tells it from every other.
    let key = |feed: &Feed, event: &Arc<FeedEvent>| (Arc::as_ptr(event).addr(), feed.lang);
    let all = feeds.iter().flat_map(|feed| feed.events.iter().map(move |event| (key(feed, event), event)));
    let events: BTreeMap<_, _> = all.collect();
    let written: BTreeMap<_, _> = events.into_par_iter().map(|(key, event)| (key, written(event, key.1))).collect();
    let one = |feed: &Feed| calendar(feed, |event| Cow::Borrowed(written[&key(feed, event)].as_str()));
    feeds.par_iter().map(|feed| (feed.path.clone(), one(feed))).collect()
}

/// The feed as the bytes of an .ics file.
#[must_use]
pub fn write(feed: &Feed) -> Vec<u8> {
    calendar(feed, |event| Cow::Owned(written(event, feed.lang)))
}

fn calendar<'t>(feed: &Feed, written: impl Fn(&Arc<FeedEvent>) -> Cow<'t, str>) -> Vec<u8> {
    let mut lines = Lines::default();
    lines.component("VCALENDAR", |l| {
        l.raw("VERSION", "2.0");
        l.raw("PRODID", if feed.lang == Lang::Vi { "-//quyche//quyche//VI" } else { "-//quyche//quyche//EN" });
        l.raw("CALSCALE", "GREGORIAN");
        l.raw("METHOD", "PUBLISH");
        l.text("X-WR-CALNAME", &feed.title);
        l.raw("X-WR-TIMEZONE", ZONE);
        l.raw("REFRESH-INTERVAL;VALUE=DURATION", "P1D");
        l.raw("X-PUBLISHED-TTL", "P1D");
        // A calendar must hold a component (section 3.6): in a feed without events the zone is the one.
        let timed = feed.events.iter().any(|e| matches!(e.when, FeedTime::Hour { .. }));
        if timed || feed.events.is_empty() {
            zone(l);
        }
        for event in &feed.events {
            l.append(&written(event));
        }
    });
    lines.into_text().into_bytes()
}

fn written(event: &FeedEvent, lang: Lang) -> String {
    let mut lines = Lines::default();
    lines.component("VEVENT", |l| write_event(l, event, lang));
    lines.into_text()
}

fn write_event(l: &mut Lines, event: &FeedEvent, lang: Lang) {
    l.text("UID", &event.uid);
    l.raw("DTSTAMP", &format!("{}T000000Z", day(event.stamp)));
    when(l, event.when);
    l.raw("LAST-MODIFIED", &format!("{}T000000Z", day(event.stamp)));
    l.raw("SEQUENCE", &event.sequence.to_string());
    let cancelled = event.status == FeedStatus::Cancelled;
    let status = match event.status {
        FeedStatus::Confirmed => "CONFIRMED",
        FeedStatus::Tentative => "TENTATIVE",
        FeedStatus::Cancelled => "CANCELLED",
    };
    l.raw("STATUS", status);
    // Many programs show a cancelled event like any other: the title has to say it.
    let summary = &event.summary;
    let off = say!("[HỦY] {summary}", "[CANCELLED] {summary}");
    l.text("SUMMARY", if cancelled { off.in_lang(lang) } else { summary });
    if !event.description.is_empty() {
        l.text("DESCRIPTION", &event.description);
    }
    if let Some(url) = event.url.as_ref().filter(|u| !u.is_empty()) {
        l.uri("URL", url);
    }
    if let Some(minutes) = event.reminder.filter(|_| !cancelled) {
        l.component("VALARM", |l| {
            l.raw("ACTION", "DISPLAY");
            l.text("DESCRIPTION", &event.summary);
            l.raw("TRIGGER", &format!("-PT{minutes}M"));
        });
    }
}

fn when(l: &mut Lines, time: FeedTime) {
    match time {
        FeedTime::Days { start, end } => {
            l.raw("DTSTART;VALUE=DATE", &day(start));
            if let Ok(after) = end.max(start).tomorrow() {
                l.raw("DTEND;VALUE=DATE", &day(after));
            }
            l.raw("TRANSP", "TRANSPARENT");
        }
        FeedTime::Hour { start, end } => {
            l.raw(&format!("DTSTART;TZID={ZONE}"), &moment(start));
            if let Some(end) = end.filter(|end| *end > start) {
                l.raw(&format!("DTEND;TZID={ZONE}"), &moment(end));
            }
        }
    }
}

fn zone(l: &mut Lines) {
    l.component("VTIMEZONE", |l| {
        l.raw("TZID", ZONE);
        l.component("STANDARD", |l| {
            l.raw("DTSTART", "19750613T000000");
            l.raw("TZOFFSETFROM", "+0700");
            l.raw("TZOFFSETTO", "+0700");
            l.raw("TZNAME", "+07");
        });
    });
}

fn day(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

fn moment(at: DateTime) -> String {
    format!("{}T{:02}{:02}{:02}", day(at.date()), at.hour(), at.minute(), at.second())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, datetime};
    use proptest::prelude::*;

    fn event(uid: &str, when: FeedTime) -> FeedEvent {
        FeedEvent {
            uid: uid.to_owned(),
            summary: "Hạn: báo cáo, kế hoạch; phần B".to_owned(),
            when,
            description: "«trước ngày 25»\nđiểm b khoản 1.2".to_owned(),
            url: Some("https://noi-bo.example/lich/2026-11.html#giao-ban".to_owned()),
            status: FeedStatus::Confirmed,
            sequence: 0,
            stamp: date(2026, 3, 1),
            reminder: Some(900),
        }
    }

    fn one_day(date: Date) -> FeedTime {
        FeedTime::Days { start: date, end: date }
    }

    fn feed(events: Vec<FeedEvent>) -> Feed {
        Feed {
            path: "lich/tat-ca.ics".to_owned(),
            title: "Lịch Văn phòng".to_owned(),
            lang: Lang::Vi,
            events: events.into_iter().map(Arc::new).collect(),
        }
    }

    /// The unfolded lines, once the lines as written have been found to be in order.
    fn read(bytes: &[u8]) -> Vec<String> {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        assert!(text.ends_with("\r\n"));
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "no bare LF");
        assert_eq!(text.matches('\r').count(), text.matches("\r\n").count(), "no bare CR");
        for line in bytes.split(|b| *b == b'\n') {
            assert!(line.len() <= 76, "75 octets and CR");
            assert!(std::str::from_utf8(line).is_ok(), "folded between characters");
        }
        text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
    }

    fn values(lines: &[String], name: &str) -> Vec<String> {
        let named = |l: &String| {
            l.split_once(':').filter(|(n, _)| n.split(';').next() == Some(name)).map(|(_, v)| v.to_owned())
        };
        lines.iter().filter_map(named).collect()
    }

    /// What a reader makes of TEXT.
    fn unescape(text: &str) -> String {
        let (mut out, mut chars) = (String::new(), text.chars());
        while let Some(c) = chars.next() {
            match (c, if c == '\\' { chars.next() } else { None }) {
                ('\\', Some('n' | 'N')) => out.push('\n'),
                ('\\', Some(c)) | (c, None) => out.push(c),
                (c, Some(_)) => unreachable!("{c}"),
            }
        }
        out
    }

    #[test]
    fn components_are_balanced_and_the_alarm_ends_its_event() {
        let events = vec![
            event("a@x", one_day(date(2026, 12, 31))),
            event("b@x", FeedTime::Hour { start: datetime(2026, 3, 2, 14, 0, 0, 0), end: None }),
        ];
        let lines = read(&write(&feed(events)));
        let mut open = Vec::new();
        for (i, line) in lines.iter().enumerate() {
            if let Some(name) = line.strip_prefix("BEGIN:") {
                open.push(name);
            } else if let Some(name) = line.strip_prefix("END:") {
                assert_eq!(open.pop(), Some(name));
                if name == "VALARM" {
                    assert_eq!(lines[i + 1], "END:VEVENT");
                }
            } else {
                assert!(!open.is_empty());
            }
        }
        assert!(open.is_empty());
        assert_eq!(lines.first().map(String::as_str), Some("BEGIN:VCALENDAR"));
        assert_eq!(values(&lines, "METHOD"), ["PUBLISH"]);
        assert!(values(&lines, "RRULE").is_empty());
    }

    #[test]
    fn feeds_that_share_events_are_written_as_each_alone() {
        let shared = Arc::new(event("a@x", one_day(date(2026, 12, 31))));
        let other = FeedEvent { status: FeedStatus::Cancelled, ..event("a@x", one_day(date(2026, 3, 2))) };
        let mut feeds = [feed(vec![other]), feed(Vec::new()), feed(Vec::new())];
        feeds[0].events.push(Arc::clone(&shared));
        feeds[1].events.push(shared);
        // The words around an event are of the feed's language.
        feeds[2] = Feed { lang: Lang::En, events: feeds[0].events.clone(), ..feeds[2].clone() };
        let alone: Vec<_> = feeds.iter().map(|feed| (feed.path.clone(), write(feed))).collect();
        assert_eq!(write_all(&feeds), alone);
        assert_ne!(alone[0].1, alone[2].1);
    }

    #[test]
    fn a_whole_day_ends_on_the_day_after_it() {
        let lines = read(&write(&feed(vec![event("a@x", one_day(date(2026, 12, 31)))])));
        assert!(lines.contains(&"DTSTART;VALUE=DATE:20261231".to_owned()));
        assert!(lines.contains(&"DTEND;VALUE=DATE:20270101".to_owned()));
        assert_eq!(values(&lines, "TRANSP"), ["TRANSPARENT"]);
        assert_eq!(values(&lines, "DTSTAMP"), ["20260301T000000Z"]);
        assert!(!lines.contains(&"BEGIN:VTIMEZONE".to_owned()), "no zone where no hour needs it");
    }

    #[test]
    fn an_hour_has_its_zone_and_no_end_is_made_up() {
        let hour = FeedTime::Hour { start: datetime(2026, 3, 2, 14, 30, 0, 0), end: None };
        let lines = read(&write(&feed(vec![event("a@x", hour)])));
        assert!(lines.contains(&"DTSTART;TZID=Asia/Ho_Chi_Minh:20260302T143000".to_owned()));
        assert!(values(&lines, "DTEND").is_empty());
        assert_eq!(values(&lines, "TZID"), ["Asia/Ho_Chi_Minh"]);
    }

    #[test]
    fn a_cancelled_event_stays_says_so_and_does_not_ring() {
        let cancelled = FeedEvent { status: FeedStatus::Cancelled, ..event("a@x", one_day(date(2026, 3, 2))) };
        let lines = read(&write(&feed(vec![cancelled])));
        assert_eq!(values(&lines, "STATUS"), ["CANCELLED"]);
        assert!(values(&lines, "SUMMARY")[0].starts_with("[HỦY] Hạn: "));
        assert!(values(&lines, "TRIGGER").is_empty());
    }

    #[test]
    fn a_feed_without_events_is_still_a_calendar() {
        let lines = read(&write(&feed(Vec::new())));
        assert!(lines.contains(&"BEGIN:VTIMEZONE".to_owned()), "section 3.6 wants a component");
    }

    #[test]
    fn an_address_is_a_uri() {
        let mut odd = event("a@x", one_day(date(2026, 3, 2)));
        odd.url = Some("https://x/đ b\r\nX:1".to_owned());
        assert_eq!(values(&read(&write(&feed(vec![odd]))), "URL"), ["https://x/%C4%91%20b%0D%0AX:1"]);
    }

    proptest! {
        #[test]
        fn words_come_back_as_they_were(words in "[a-zA-ZàáảãạăắđĐêễơợưựỷ «»,;:\\\\\n🎋e\u{301}]{0,300}") {
            let long = FeedEvent { description: words.clone(), summary: words.clone(), ..event(&words, one_day(date(2026, 3, 2))) };
            let lines = read(&write(&feed(vec![long])));
            prop_assert_eq!(unescape(&values(&lines, "SUMMARY")[0]), words.clone());
            prop_assert_eq!(unescape(&values(&lines, "UID")[0]), words);
        }

        #[test]
        fn nothing_breaks_the_lines(words in any::<String>()) {
            let odd = FeedEvent { summary: words.clone(), url: Some(words.clone()), ..event(&words, one_day(date(2026, 3, 2))) };
            let lines = read(&write(&feed(vec![odd])));
            prop_assert_eq!(values(&lines, "END").len(), 3);
            prop_assert!(lines.iter().all(|l| !l.chars().any(|c| c.is_control() && c != '\t')));
        }
    }
}
