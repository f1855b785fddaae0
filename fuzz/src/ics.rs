//! Feeds: what a strict reader reads is what was to be written, and no words of the office make a line of their own.

use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use quyche::diagnostic::Lang;
use quyche::ics::write;
use quyche::site::{Feed, FeedEvent, FeedStatus, FeedTime};

use super::ics_reader::{Component, read};

/// The input is events parted by NUL: in each, the first byte is how firm it is and of which kind, the second and third how far
/// its days lie, and the words behind them are title, description, address and identity, parted by `\u{1F}`.
pub fn holds(bytes: &[u8]) {
    let lang = if bytes.first().is_some_and(|b| b % 2 == 0) { Lang::Vi } else { Lang::En };
    let events: Vec<FeedEvent> = bytes.split(|b| *b == 0).filter_map(event).collect();
    let title = events.first().map_or(String::new(), |e| e.summary.clone());
    let feed =
        Feed { path: "lich/thu.ics".to_owned(), title, lang, events: events.into_iter().map(Arc::new).collect() };
    let written = write(&feed);
    assert_eq!(written, write(&feed), "written twice");
    let calendar = read(&written);
    assert_eq!(calendar.name, "VCALENDAR");
    assert_eq!(calendar.text("X-WR-CALNAME"), kept(&feed.title));
    assert!(!calendar.inside.is_empty(), "a calendar holds a component");
    let found: Vec<&Component> = calendar.inside.iter().filter(|c| c.name == "VEVENT").collect();
    assert_eq!(found.len(), feed.events.len());
    for (event, found) in feed.events.iter().zip(found) {
        same(event, found);
    }
    let timed = feed.events.iter().any(|e| matches!(e.when, FeedTime::Hour { .. }));
    let zones = calendar.inside.iter().filter(|c| c.name == "VTIMEZONE").count();
    assert_eq!(zones, usize::from(timed || feed.events.is_empty()));
}

fn event(bytes: &[u8]) -> Option<FeedEvent> {
    let [kind, far, long, words @ ..] = bytes else { return None };
    let words = std::str::from_utf8(words).ok()?;
    let mut words = words.split('\u{1F}').map(str::to_owned);
    let start = date(2026, 1, 1) + i32::from(*far).days();
    let hour = |d: Date, h: u8| d.at(i8::try_from(h % 24).unwrap_or(0), i8::try_from(h % 60).unwrap_or(0), 0, 0);
    let when = if kind & 4 == 0 {
        FeedTime::Days { start, end: start + (i32::from(*long) - 8).days() }
    } else {
        FeedTime::Hour { start: hour(start, *long), end: (kind & 8 != 0).then(|| hour(start, kind.wrapping_mul(7))) }
    };
    let statuses = [FeedStatus::Confirmed, FeedStatus::Tentative, FeedStatus::Cancelled];
    Some(FeedEvent {
        summary: words.next()?,
        description: words.next().unwrap_or_default(),
        url: words.next(),
        uid: words.next().unwrap_or_else(|| format!("viec.{far}@x")),
        when,
        status: statuses[usize::from(*kind & 3) % 3],
        sequence: u32::from(*far) * u32::from(*long),
        stamp: start,
        reminder: (kind & 16 != 0).then(|| u32::from(*long) * 60),
    })
}

fn same(event: &FeedEvent, found: &Component) {
    assert_eq!(found.text("UID"), kept(&event.uid));
    let title = kept(&event.summary);
    let cancelled = event.status == FeedStatus::Cancelled;
    assert!(if cancelled { found.text("SUMMARY").ends_with(&title) } else { found.text("SUMMARY") == title });
    match found.all("DESCRIPTION").as_slice() {
        [] => assert!(event.description.is_empty()),
        [_] => assert_eq!(found.text("DESCRIPTION"), kept(&event.description)),
        more => panic!("{} descriptions", more.len()),
    }
    let plain = |u: &String| u.bytes().all(|b| b.is_ascii_graphic());
    for address in found.all("URL") {
        assert!(plain(&address.value), "an address {:?}", address.value);
    }
    assert_eq!(found.one("SEQUENCE").value, event.sequence.to_string());
    let day = |d: Date| d.strftime("%Y%m%d").to_string();
    let start = found.one("DTSTART");
    match event.when {
        FeedTime::Days { start: first, end } => {
            assert_eq!((start.parameters.as_str(), start.value.as_str()), ("VALUE=DATE", day(first).as_str()));
            let after = end.max(first).tomorrow().expect("no feed reaches the last day of time");
            assert_eq!(found.one("DTEND").value, day(after));
        }
        FeedTime::Hour { start: at, .. } => {
            assert_eq!(start.parameters, "TZID=Asia/Ho_Chi_Minh");
            assert_eq!(start.value, at.strftime("%Y%m%dT%H%M%S").to_string());
            let end = found.all("DTEND");
            assert!(end.iter().all(|e| e.value > start.value), "an end before the beginning");
        }
    }
    let alarms = found.inside.iter().filter(|c| c.name == "VALARM").count();
    assert_eq!(alarms, usize::from(event.reminder.is_some() && !cancelled));
    assert_eq!(alarms, found.inside.len(), "nothing but alarms within an event");
}

/// Words as a feed can carry them: line ends are one kind, other control characters but the tab are none.
fn kept(words: &str) -> String {
    let lines = words.replace("\r\n", "\n").replace('\r', "\n");
    lines.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}
