//! An occurrence in one line.

use crate::calendar::{Occurrence, Status, time_words};
use crate::diagnostic::Lang;
use crate::history::Snapshot;
use crate::model::OccurrenceKind;
use crate::text::weekday_words;

/// `thứ Sáu  13/02/2026  Họp giao ban (giao-ban/2026-02-w2)  [vì sao]`.
pub fn line(s: &Snapshot<'_>, o: &Occurrence, lang: Lang) -> String {
    let weekday = weekday_words(o.actual.start.weekday());
    format!("{weekday:<8} {}  {}\n", o.actual.words(), what(s, o, lang))
}

/// The same without the day.
pub fn what(s: &Snapshot<'_>, o: &Occurrence, lang: Lang) -> String {
    let title = s.model.rule_on(&o.rule, o.last_allowed).map_or("", |r| r.title.as_str());
    let off = if o.status == Status::Cancelled { "[HOÃN] " } else { "" };
    let by = o.by.map_or_else(String::new, |by| format!(", {}", time_words(by).in_lang(lang)));
    let reason = if o.reason.vi.is_empty() { String::new() } else { format!("  [{}]", o.reason.in_lang(lang)) };
    format!("{off}{title}{by} ({}){reason}", o.slot)
}

/// The mark on wall calendars; shapes, not colours.
pub fn mark(kind: OccurrenceKind) -> char {
    match kind {
        OccurrenceKind::Meeting => '●',
        OccurrenceKind::Report => '■',
        OccurrenceKind::Task => '▲',
    }
}
