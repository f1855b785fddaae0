//! A year on one sheet for the wall: months across, days down, a shape and a word or two for each date (design 6, "Print").
//!
//! The sheet hangs where nobody can click, so it names its source, its day and what still waits for a day. The trap: a label
//! that grows with its title, which makes the one sheet two.

use jiff::civil::{Date, date};
use serde::Serialize;

use super::calendar::{is_off, special, undecided, within};
use super::planner::{Planner, kind_key};
use super::routes;
use super::view::Link;
use crate::calendar::{Occurrence, time_key};

/// How many characters fit beside a mark.
const ROOM: usize = 16;

/// The sheet of one year.
#[derive(Clone, Debug, Serialize)]
pub struct WallPage {
    /// The year's page.
    pub year: Link,
    /// The months, the columns.
    pub months: Vec<WallMonth>,
    /// The days 1 to 31, the rows.
    pub rows: Vec<WallRow>,
    /// Whether any month holds something without a day.
    pub unset: bool,
}

/// A month, a column of the sheet.
#[derive(Clone, Debug, Serialize)]
pub struct WallMonth {
    /// Its number.
    pub number: i8,
    /// Its page.
    pub href: String,
    /// What it holds without a day: a person decides it.
    pub unset: Vec<WallMark>,
}

/// One day of the month in all months.
#[derive(Clone, Debug, Serialize)]
pub struct WallRow {
    /// 1 to 31.
    pub number: i8,
    /// January to December.
    pub cells: Vec<WallCell>,
}

/// One day of the year.
#[derive(Clone, Debug, Default, Serialize)]
pub struct WallCell {
    /// ISO; empty where the month has no such day.
    pub iso: String,
    /// 0 for Monday.
    pub weekday: usize,
    /// Whether it is a day off.
    pub off: bool,
    /// The name of a special day; empty for none.
    pub name: String,
    /// Whether the notice of it is still out.
    pub tentative: bool,
    /// What falls on it.
    pub marks: Vec<WallMark>,
}

/// A shape and its label.
#[derive(Clone, Debug, Serialize)]
pub struct WallMark {
    /// `meeting`, `report`, `task`.
    pub kind: &'static str,
    /// At most `ROOM` characters.
    pub label: String,
    /// What it is, in full.
    pub title: String,
    /// `morning`, `afternoon`, an hour, or empty.
    pub by: String,
    /// The status's key.
    pub status: &'static str,
    /// Where it is explained.
    pub href: String,
}

/// The sheet of a year.
pub(super) fn view(planner: &Planner<'_>, year: i16) -> WallPage {
    let month = |m: i8| {
        let first = date(year, m, 1);
        let unset = undecided(planner, first, first.last_of_month()).map(|o| mark(planner, o)).collect();
        WallMonth { number: m, href: routes::month(first), unset }
    };
    let months: Vec<_> = (1..=12).map(month).collect();
    let cell = |m: i8, d: i8| Date::new(year, m, d).map_or_else(|_| WallCell::default(), |at| cell(planner, at));
    WallPage {
        year: Link { text: year.to_string(), href: routes::year(year) },
        unset: months.iter().any(|m| !m.unset.is_empty()),
        months,
        rows: (1..=31).map(|d| WallRow { number: d, cells: (1..=12).map(|m| cell(m, d)).collect() }).collect(),
    }
}

fn cell(planner: &Planner<'_>, at: Date) -> WallCell {
    let special = special(planner, at, at).into_iter().next();
    WallCell {
        iso: at.to_string(),
        weekday: usize::from(at.weekday().to_monday_zero_offset().unsigned_abs()),
        off: is_off(planner, at),
        tentative: special.as_ref().is_some_and(|s| s.tentative),
        name: special.map_or_else(String::new, |s| s.name),
        marks: within(planner, at, at).map(|o| mark(planner, o)).collect(),
    }
}

fn mark(planner: &Planner<'_>, o: &Occurrence) -> WallMark {
    let rule = planner.s.model.rule_on(&o.rule, o.last_allowed);
    let title = rule.map_or_else(|| o.rule.to_string(), |r| r.title.clone());
    WallMark {
        kind: kind_key(o.kind),
        label: cut(rule.and_then(|r| r.short.as_deref()).unwrap_or(&title)),
        by: o.by.map_or_else(String::new, time_key),
        status: o.status.as_str(),
        href: planner.occurrence_href(o),
        title,
    }
}

/// The first words that fit, with a sign that there is more.
fn cut(words: &str) -> String {
    if words.chars().count() <= ROOM {
        return words.to_owned();
    }
    let mut kept = String::new();
    for word in words.split_whitespace() {
        // One character for the space, one for the ellipsis.
        if kept.chars().count() + word.chars().count() + 2 > ROOM {
            break;
        }
        if !kept.is_empty() {
            kept.push(' ');
        }
        kept.push_str(word);
    }
    if kept.is_empty() {
        kept = words.chars().take(ROOM - 1).collect();
    }
    kept.trim_end_matches([',', ';', ':', '–', '-', ' ']).to_owned() + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_fits_and_says_when_something_is_left_out() {
        let long =
            ["Tham mưu thông báo kết luận họp giao ban", "Nghiêng-nghiêng-nghiêng-nghiêng", "aaa bbb ccc ddd, eee"];
        for words in long {
            let label = cut(words);
            assert!(label.chars().count() <= ROOM, "{label}");
            assert!(label.ends_with('…') && words.starts_with(label.trim_end_matches('…')), "{label}");
        }
        assert_eq!(cut("Họp giao ban"), "Họp giao ban");
    }
}
