//! An occurrence in one line.

use jiff::civil::Date;

use crate::calendar::{self, Occurrence, Status, time_words};
use crate::diagnostic::Lang;
use crate::history::Snapshot;
use crate::model::OccurrenceKind;
use crate::say;
use crate::text::{weekday_english, weekday_words};

/// `thứ Sáu  13/02/2026  Họp giao ban (giao-ban/2026-02-w2)  [vì sao]`.
pub fn line(s: &Snapshot<'_>, o: &Occurrence, lang: Lang) -> String {
    format!("{} {}  {}\n", weekday(o.actual.start, lang), o.actual.say().in_lang(lang), what(s, o, lang))
}

/// The weekday, as wide as the longest of its language.
pub fn weekday(date: Date, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{:<8}", weekday_words(date.weekday())),
        Lang::En => format!("{:<9}", weekday_english(date.weekday())),
    }
}

/// The same without the day.
pub fn what(s: &Snapshot<'_>, o: &Occurrence, lang: Lang) -> String {
    let title = s.model.rule_on(&o.rule, o.words_of).map_or("", |r| r.title.as_str());
    let off = say!("[HỦY] ", "[CANCELLED] ");
    let off = if o.status == Status::Cancelled { off.in_lang(lang) } else { "" };
    let expected = if o.undecided_day { String::new() } else { expected(s, o, lang) };
    let by = o.by.map_or_else(String::new, |by| format!(", {}", time_words(by).in_lang(lang)));
    let reason = if o.reason.vi.is_empty() { String::new() } else { format!("  [{}]", o.reason_words().in_lang(lang)) };
    format!("{off}{title}{by} ({}){expected}{reason}", o.slot)
}

/// `  [dự kiến, chờ Chánh Văn phòng quyết định]`: a day that may still move is never printed as if it could not.
fn expected(s: &Snapshot<'_>, o: &Occurrence, lang: Lang) -> String {
    let chair = s.model.rule_on(&o.rule, o.words_of).and_then(|r| calendar::chair_words(s.model, s.day, r));
    match o.status {
        Status::Firm | Status::Cancelled => String::new(),
        Status::DependsOnNotice | Status::AwaitsDecision => {
            format!("  [{}]", o.status.words(chair.as_deref()).in_lang(lang))
        }
    }
}

/// The mark on wall calendars; shapes, not colours.
pub fn mark(kind: OccurrenceKind) -> char {
    match kind {
        OccurrenceKind::Meeting => '●',
        OccurrenceKind::Report => '■',
        OccurrenceKind::Task => '▲',
    }
}
