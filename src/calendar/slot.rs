//! The slots of a rule: which periods of a year it recurs in, and how a slot is named.
//!
//! A slot never holds the date, so that a moved meeting keeps its identity: `2026-02-w2`, `2026-Q1`, `2026-H1`, `2026`.

use std::fmt;

use jiff::Span;
use jiff::civil::Date;

use super::occurrence::DateRange;
use crate::model::{About, Every, MonthChoice};

/// A name within a rule's slots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Name {
    Year,
    NineMonths,
    Half(i8),
    Quarter(i8),
    Month(i8),
    WeekOfMonth(i8, i8),
    IsoWeek(i8),
}

/// A name and its year: the year summed up when the rule is about the previous one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Period {
    pub year: i16,
    pub name: Name,
}

impl Period {
    pub fn new(year: i16, name: Name, about: Option<About>) -> Self {
        Self { year: if about == Some(About::PreviousYear) { year - 1 } else { year }, name }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.year;
        match self.name {
            Name::Year => write!(f, "{year:04}"),
            Name::NineMonths => write!(f, "{year:04}-9M"),
            Name::Half(n) => write!(f, "{year:04}-H{n}"),
            Name::Quarter(n) => write!(f, "{year:04}-Q{n}"),
            Name::Month(n) => write!(f, "{year:04}-{n:02}"),
            Name::WeekOfMonth(month, week) => write!(f, "{year:04}-{month:02}-w{week}"),
            Name::IsoWeek(n) => write!(f, "{year:04}-W{n:02}"),
        }
    }
}

/// The year in a slot's name: `giao-ban/2026-02-w2`.
pub(super) fn year_of(slot: &str) -> Option<i16> {
    slot.split_once('/')?.1.get(..4)?.parse().ok()
}

/// The months a rule means within each of its periods of a year, as (month of the year, slot name). A period with one such
/// month gives the slot its name; with several, each month is a slot of its own.
pub(super) fn months(every: Every, choice: Option<&MonthChoice>) -> Vec<(i8, Name)> {
    let Some(len) = every.months() else { return Vec::new() };
    let mut chosen: Vec<i8> = match choice {
        Some(MonthChoice::Only(list)) => list.iter().copied().filter(|m| (1..=len).contains(m)).collect(),
        Some(MonthChoice::Last) => vec![len],
        None if len == 1 => vec![1],
        None => Vec::new(),
    };
    chosen.sort_unstable();
    chosen.dedup();
    let several = chosen.len() > 1;
    let in_period = |(start, name): (i8, Name)| {
        let slot = move |m: i8| (start + m - 1, if several { Name::Month(start + m - 1) } else { name });
        chosen.iter().copied().map(slot).collect::<Vec<_>>()
    };
    starts(every, len).into_iter().flat_map(in_period).collect()
}

/// The windows of a quota in a year: the named months, or the whole period when the text names none.
pub(super) fn windows(every: Every, choice: Option<&MonthChoice>, year: i16) -> Vec<(DateRange, Name)> {
    if every == Every::Week {
        return weeks(year);
    }
    let Some(len) = every.months() else { return Vec::new() };
    let (months, len) = match choice {
        Some(_) => (months(every, choice), 1),
        None => (starts(every, len), len),
    };
    let window = |(month, name): (i8, Name)| {
        let start = Date::new(year, month, 1).ok()?;
        let end = Date::new(year, month + len - 1, 1).ok()?.last_of_month();
        Some((DateRange { start, end }, name))
    };
    months.into_iter().filter_map(window).collect()
}

/// The first month of each period of a year, with its name.
fn starts(every: Every, len: i8) -> Vec<(i8, Name)> {
    let named = |n: i8| match every {
        Every::Month => Name::Month(n),
        Every::Quarter => Name::Quarter(n),
        Every::HalfYear => Name::Half(n),
        Every::NineMonths => Name::NineMonths,
        _ => Name::Year,
    };
    (1..=(12 / len)).map(|n| ((n - 1) * len + 1, named(n))).collect()
}

/// The weeks of a year as ISO 8601 numbers them, Monday first.
pub(super) fn weeks(year: i16) -> Vec<(DateRange, Name)> {
    let week = |n: i8| {
        let fourth = Date::new(year, 1, 4).ok()?;
        let lead = i32::from(fourth.weekday().to_monday_zero_offset());
        let start = fourth.checked_add(Span::new().days(7 * i32::from(n - 1) - lead)).ok()?;
        let end = start.checked_add(Span::new().days(6)).ok()?;
        (start.iso_week_date().year() == year).then_some((DateRange { start, end }, Name::IsoWeek(n)))
    };
    (1..=53).filter_map(week).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(every: Every, choice: Option<MonthChoice>) -> Vec<String> {
        let slot = |(_, name)| Period::new(2026, name, None).to_string();
        windows(every, choice.as_ref(), 2026).into_iter().map(slot).collect()
    }

    #[test]
    fn a_slot_is_named_after_its_period() {
        assert_eq!(names(Every::Year, None), ["2026"]);
        assert_eq!(names(Every::Year, Some(MonthChoice::Only(vec![1]))), ["2026"]);
        assert_eq!(names(Every::Year, Some(MonthChoice::Only(vec![11, 5, 5]))), ["2026-05", "2026-11"]);
        assert_eq!(names(Every::HalfYear, None), ["2026-H1", "2026-H2"]);
        assert_eq!(names(Every::Quarter, Some(MonthChoice::Last)), ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]);
        assert_eq!(names(Every::NineMonths, Some(MonthChoice::Last)), ["2026-9M"]);
        assert_eq!(names(Every::Month, None).len(), 12);
        assert_eq!(names(Every::Week, None).len(), 53, "2026 begins on a Thursday");
        assert!(names(Every::Unspecified, None).is_empty());
    }

    #[test]
    fn windows_of_a_year_tile_it() {
        for every in [Every::Month, Every::Quarter, Every::HalfYear, Every::Year] {
            let all = windows(every, None, 2028);
            assert_eq!(all.first().map(|w| w.0.start), Date::new(2028, 1, 1).ok());
            assert_eq!(all.last().map(|w| w.0.end), Date::new(2028, 12, 31).ok());
            assert!(all.windows(2).all(|p| p[0].0.end.tomorrow().ok() == Some(p[1].0.start)));
        }
    }
}
