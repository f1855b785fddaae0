//! A year on one sheet for the wall: months across, days down, a shape and a word or two for each date (design 6, "Print").
//!
//! The sheet hangs where nobody can click, so it names its source, its day and what still waits for a day. The trap: labels that
//! grow with their titles, and days that grow with what decisions put on them, which makes the one sheet two. So labels are
//! cut, the rows share the height there is, letters shrink when they must, and at the last a day says how many more it has.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use serde::Serialize;

use super::calendar::{is_off, special, undecided};
use super::planner::{Planner, kind_key};
use super::routes;
use super::view::Link;
use super::wall_labels::{cut, tell_apart};
use crate::calendar::{Occurrence, Status, time_key};

/// What the rows of days and the last row may take of the sheet, in micrometres: wall.css gives the table 254 mm.
const HEIGHT: usize = 249_000;

/// A row's padding and line, and the least height it has, by the size of its number.
const BORDER: usize = 1_300;
const LEAST: usize = 4_700;

/// The sizes of letters in print, the largest first: the class in wall.css, the height of a line in micrometres, and how
/// many characters a day's column takes. None is smaller than what is read from an arm's length.
const SIZES: [(&str, usize, usize); 3] = [("", 2_790, 21), ("fine", 2_540, 23), ("finest", 2_300, 26)];

/// The sheet of one year.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct WallPage {
    /// The year's page.
    pub year: Link,
    /// The months, the columns.
    pub months: Vec<WallMonth>,
    /// The days 1 to 31, the rows.
    pub rows: Vec<WallRow>,
    /// Whether any month holds something without a day.
    pub unset: bool,
    /// How large the letters are in print: empty, `fine` or `finest`.
    pub size: &'static str,
    /// Whether paper leaves something out; each day then says how many.
    pub cut: bool,
    /// What stands on it under a shorter name, and its name in full.
    pub names: BTreeSet<(String, String)>,
}

/// A month, a column of the sheet.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct WallMonth {
    /// Its number.
    pub number: i8,
    /// Its page.
    pub href: String,
    /// What it holds without a day: a person decides it.
    pub unset: Vec<WallMark>,
    /// How many of these paper has no room for.
    pub more: usize,
}

/// One day of the month in all months.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct WallRow {
    /// 1 to 31.
    pub number: i8,
    /// January to December.
    pub cells: Vec<WallCell>,
}

/// One day of the year.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize)]
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
    /// How many of these paper has no room for, the last ones.
    pub more: usize,
}

/// A shape and its label.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize)]
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
        WallMonth { number: m, href: routes::month(first), unset, more: 0 }
    };
    let mut months: Vec<_> = (1..=12).map(month).collect();
    let cell = |m: i8, d: i8| Date::new(year, m, d).map_or_else(|_| WallCell::default(), |at| cell(planner, at));
    let mut rows: Vec<WallRow> =
        (1..=31).map(|d| WallRow { number: d, cells: (1..=12).map(|m| cell(m, d)).collect() }).collect();
    let dated = rows.iter_mut().flat_map(|r| &mut r.cells).flat_map(|c| &mut c.marks);
    tell_apart(dated.chain(months.iter_mut().flat_map(|m| &mut m.unset)).collect());
    let dated = rows.iter().flat_map(|r| &r.cells).flat_map(|c| &c.marks);
    let marks = dated.chain(months.iter().flat_map(|m| &m.unset)).filter(|m| m.label != m.title);
    fitted(WallPage {
        names: marks.map(|m| (m.label.clone(), m.title.clone())).collect(),
        year: Link { text: year.to_string(), href: routes::year(year) },
        unset: months.iter().any(|m| !m.unset.is_empty()),
        months,
        rows,
        size: "",
        cut: false,
    })
}

/// The page with the largest letters with which it is one sheet; a day that is too full even for the smallest is cut.
fn fitted(mut page: WallPage) -> WallPage {
    for (class, line, width) in SIZES {
        page.size = class;
        if height(&page, line, width, usize::MAX) <= HEIGHT {
            return page;
        }
    }
    let [.., (_, line, width)] = SIZES;
    let days = page.rows.iter().flat_map(|r| &r.cells).map(|c| c.marks.len());
    let most = days.chain(page.months.iter().map(|m| m.unset.len())).max().unwrap_or(0);
    let kept = (1..most).rev().find(|kept| height(&page, line, width, *kept) <= HEIGHT).unwrap_or(1);
    let over = |marks: &[WallMark]| if marks.len() > kept { marks.len() - kept } else { 0 };
    for cell in page.rows.iter_mut().flat_map(|r| &mut r.cells) {
        cell.more = over(&cell.marks);
    }
    for month in &mut page.months {
        month.more = over(&month.unset);
    }
    page.cut = true;
    page
}

/// How high the rows are when at most `kept` marks of a day are shown, and a line says how many more there are.
fn height(page: &WallPage, line: usize, width: usize, kept: usize) -> usize {
    let row = |lines: usize| LEAST.max(BORDER + lines * line);
    let marks = |marks: &[WallMark]| {
        let shown = marks.iter().take(kept).map(|m| lines(m.length(), width)).sum::<usize>();
        shown + usize::from(marks.len() > kept)
    };
    let cell = |c: &WallCell| {
        if c.name.is_empty() {
            1.max(marks(&c.marks))
        } else {
            lines(c.name.chars().count() + 1, width) + marks(&c.marks)
        }
    };
    let days: usize = page.rows.iter().map(|r| row(r.cells.iter().map(cell).max().unwrap_or(1))).sum();
    // The last row's heading stands in a narrow column, a word a line.
    let last = page.months.iter().map(|m| marks(&m.unset)).max().unwrap_or(0).max(4);
    days + if page.unset { row(last) } else { 0 }
}

/// How many lines words of this length take.
fn lines(length: usize, width: usize) -> usize {
    length.div_ceil(width).max(1)
}

impl WallMark {
    /// How many characters it takes, with its shape, time and status.
    fn length(&self) -> usize {
        // The longer word of the two tables: a sheet too small for its words is cut, one too large is not.
        let time = if self.by.is_empty() { 0 } else { "(chiều) ".chars().count() };
        let status = if self.status == Status::Cancelled.as_str() { "cancelled ".chars().count() } else { 1 };
        2 + self.label.chars().count() + time + status
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
        marks: planner.within(at, at).map(|o| mark(planner, o)).collect(),
        more: 0,
    }
}

fn mark(planner: &Planner<'_>, o: &Occurrence) -> WallMark {
    let rule = planner.rule_on(&o.rule, o.words_of);
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A year with these many marks on each of so many first days of every month.
    fn full(days: usize, marks: usize) -> WallPage {
        let mark = || WallMark {
            kind: "meeting",
            label: "Hội ý lãnh đạo".to_owned(),
            title: "Hội ý lãnh đạo".to_owned(),
            by: String::new(),
            status: "firm",
            href: String::new(),
        };
        let cell = |d: usize| WallCell {
            iso: "2026-01-01".to_owned(),
            marks: (0..if d <= days { marks } else { 0 }).map(|_| mark()).collect(),
            ..WallCell::default()
        };
        let months = (1..=12).map(|number| WallMonth { number, href: String::new(), unset: vec![mark()], more: 0 });
        fitted(WallPage {
            year: Link::default(),
            months: months.collect(),
            rows: (1..=31).map(|d| WallRow { number: 1, cells: (0..12).map(|_| cell(d)).collect() }).collect(),
            unset: true,
            size: "",
            cut: false,
            names: BTreeSet::new(),
        })
    }

    #[test]
    fn whatever_falls_on_a_day_the_sheet_is_one_and_counts_what_it_leaves_out() {
        for (days, marks) in (0..=31).flat_map(|days| (0..12).map(move |marks| (days, marks))) {
            let page = full(days, marks);
            let (_, line, width) = SIZES.into_iter().find(|(class, ..)| *class == page.size).unwrap();
            let cells = || page.rows.iter().flat_map(|r| &r.cells);
            let kept = if page.cut { marks - cells().map(|c| c.more).max().unwrap() } else { usize::MAX };
            assert!(height(&page, line, width, kept) <= HEIGHT, "{marks} marks on {days} days");
            assert!(page.cut || cells().all(|c| c.more == 0));
            assert!(cells().all(|c| c.marks.len() == c.more || kept > 0 && c.marks.len() >= c.more));
        }
        assert_eq!((full(31, 1).size, full(31, 1).cut), ("", false));
        assert!(full(31, 9).cut && full(31, 9).rows[0].cells[0].more > 0);
    }
}
