//! The slots of a rule: which periods of a year it recurs in, and how a slot is named.
//!
//! A slot never holds the date, so that a moved meeting keeps its identity: `2026-02-w2`, `2026-Q1`, `2026-H1`, `2026`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use jiff::Span;
use jiff::civil::{Date, Weekday};

use super::occurrence::DateRange;
use crate::diagnostic::Say;
use crate::model::{About, Every, MonthChoice, Rule, WeekChoice, When};
use crate::say;
use crate::text::{date_both, month_english, month_words};

/// A name within a rule's slots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Name {
    Year,
    NineMonths,
    Half(i8),
    Quarter(i8),
    Month(i8),
    WeekOfMonth(i8, WeekChoice),
    NthWeekday(i8, WeekChoice),
    IsoWeek(i8),
}

/// A name and its year. By it the slots of rules that follow one another are the same or not, and with it they are named; see
/// [`Names`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Period {
    pub year: i16,
    pub name: Name,
}

impl Period {
    /// The period of the slot of a year that has a day `at`: the one it is about, by whatever words.
    pub fn new(year: i16, name: Name, at: Date, about: Option<About>) -> Self {
        match about {
            // Each month in which the year before is summed up is a slot of its own, and so is one of a plan for the year to come.
            Some(About::Previous(Every::Year)) => Self { year: year - 1, name },
            Some(About::Next(Every::Year)) => Self { year: year + 1, name },
            Some(about) => Meant::of(about, at).map_or(Self { year, name }, |meant| meant.period(name)),
            None => Self { year, name },
        }
    }
}

/// What the slots of an id are called: a report after the period reported on, a plan after the period its day lies in.
///
/// A slot keeps the name it was published under. So of rules that follow one another the first that has a period names it, and what
/// moves the day of a plan into the period it is for gives the slot no other name.
pub(super) struct Names(BTreeMap<Period, Period>);

impl Names {
    /// Of rules of one id, the earliest first, around some years.
    pub fn of(rules: &[&Rule], (first, last): (i16, i16)) -> Self {
        let mut names = BTreeMap::new();
        if !rules.iter().any(|rule| matches!(rule.slots_of(), Some(About::Next(_)))) {
            return Self(names);
        }
        // A slot and its day may be a year apart.
        let years = first.saturating_sub(2)..=last.saturating_add(2);
        let mut taken = BTreeSet::new();
        for rule in rules {
            let about = rule.slots_of();
            let plan = matches!(about, Some(About::Next(_)));
            for (year, window, name) in years.clone().flat_map(|year| of_year(&rule.when, year)) {
                if !takes(rule, window.start) {
                    continue;
                }
                let period = Period::new(year, name, window.start, about);
                let called = if plan { Period { year, name } } else { period };
                if !names.contains_key(&period) && taken.insert(called) {
                    names.insert(period, called);
                }
            }
        }
        Self(names)
    }

    /// The name of a period.
    pub fn name(&self, period: Period) -> Period {
        self.0.get(&period).copied().unwrap_or(period)
    }
}

/// Whether a rule takes the period that begins on a day, by its interval and its season. A week is of the month in which the rule has
/// its day, and without one of that of its Thursday, as ISO 8601 has it of years.
pub(super) fn takes(rule: &Rule, begins: Date) -> bool {
    let every = rule.when.every().unwrap_or(Every::Month);
    let behind = match (&rule.when, every) {
        (When::DayOfWeek { weekday }, _) => weekday.to_monday_zero_offset(),
        (_, Every::Week) => Weekday::Thursday.to_monday_zero_offset(),
        _ => 0,
    };
    rule.recurs.takes(every, begins, begins.saturating_add(Span::new().days(behind)))
}

/// The slots a rule has in a year by itself, with the months or weeks they lie in.
fn of_year(when: &When, year: i16) -> Vec<(i16, DateRange, Name)> {
    let found = match when {
        When::DayOfMonth { every, month, .. } => windows(*every, month.as_ref(), year),
        When::Times { every, months, .. } => windows(*every, months.as_ref(), year),
        When::DayOfWeek { .. } | When::WorkingDayOfWeek { .. } => weeks(year),
        When::WeekOfMonth { .. } | When::NthWeekday { .. } => {
            let month = |(month, _, name)| {
                let start = Date::new(year, month, 1).ok()?;
                Some((DateRange { start, end: start.last_of_month() }, name))
            };
            numbered_weeks(when).into_iter().filter_map(month).collect()
        }
        _ => Vec::new(),
    };
    found.into_iter().map(|(window, name)| (year, window, name)).collect()
}

/// The period something is about: its length and its first day.
pub(super) struct Meant {
    unit: Every,
    first: Date,
}

impl Meant {
    /// Of what falls on a day.
    pub fn of(about: About, at: Date) -> Option<Self> {
        let (unit, step) = match about {
            About::Next(unit) => (unit, 1),
            About::Previous(unit) => (unit, -1),
        };
        let first = match unit.months() {
            Some(len) => {
                let start = Date::new(at.year(), at.month() - (at.month() - 1) % len, 1).ok()?;
                start.checked_add(Span::new().months(step * i32::from(len))).ok()?
            }
            None => {
                let monday = i32::from(at.weekday().to_monday_zero_offset());
                at.checked_add(Span::new().days(7 * step - monday)).ok()?
            }
        };
        Some(Self { unit, first })
    }

    /// What a slot is named after whose rule gives it a name of this kind: the period, or the longer one in which it lies, so that a
    /// yearly duty keeps its year ("báo cáo 6 tháng trước ngày 10 tháng 7").
    fn period(&self, own: Name) -> Period {
        let week = self.first.iso_week_date();
        let (year, month) = (self.first.year(), self.first.month());
        let part = |len: i8| (month - 1) / len + 1;
        let name = match (self.unit, own) {
            (Every::Week, _) => return Period { year: week.year(), name: Name::IsoWeek(week.week()) },
            (_, Name::Year | Name::NineMonths) => own,
            (Every::HalfYear, _) | (_, Name::Half(_)) => Name::Half(part(6)),
            (Every::Quarter, _) | (_, Name::Quarter(_)) => Name::Quarter(part(3)),
            _ => Name::Month(month),
        };
        Period { year, name }
    }

    /// `quý III năm 2026`, `the third quarter of 2026`.
    pub fn say(&self) -> Say {
        let (year, month) = (self.first.year(), self.first.month());
        match self.unit {
            Every::Week => {
                let end = self.first.saturating_add(Span::new().days(6));
                let ((from, from_en), (to, to_en)) = (date_both(self.first), date_both(end));
                say!("tuần từ {from} đến {to}", "the week from {from_en} to {to_en}")
            }
            Every::Month => {
                let (vi, en) = (month_words(self.first), month_english(self.first));
                say!("{vi}", "{en}")
            }
            Every::Quarter => {
                let (vi, en) = match month {
                    1..=3 => ("I", "first"),
                    4..=6 => ("II", "second"),
                    7..=9 => ("III", "third"),
                    _ => ("IV", "fourth"),
                };
                say!("quý {vi} năm {year}", "the {en} quarter of {year}")
            }
            Every::HalfYear if month < 7 => say!("6 tháng đầu năm {year}", "the first half of {year}"),
            Every::HalfYear => say!("6 tháng cuối năm {year}", "the second half of {year}"),
            Every::NineMonths | Every::Year | Every::Unspecified => say!("năm {year}", "the year {year}"),
        }
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
            Name::NthWeekday(month, nth) => write!(f, "{year:04}-{month:02}-d{nth}"),
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

/// The numbered weeks or weekdays a rule means in a year, as (month, which, slot name). What comes every month, or several times in
/// one, is named after its number; else each month gives the name it gives any day of it.
pub(super) fn numbered_weeks(when: &When) -> Vec<(i8, WeekChoice, Name)> {
    let (every, month, weeks, name_of): (_, _, _, fn(i8, WeekChoice) -> Name) = match when {
        When::WeekOfMonth { every, month, weeks, .. } => (every, month, weeks, Name::WeekOfMonth),
        When::NthWeekday { every, month, nths, .. } => (every, month, nths, Name::NthWeekday),
        _ => return Vec::new(),
    };
    let mut weeks = weeks.clone();
    weeks.sort_unstable();
    weeks.dedup();
    let numbered = *every == Every::Month || weeks.len() > 1;
    let of_month = |(month, name): (i8, Name)| {
        let named = move |week| if numbered { name_of(month, week) } else { name };
        weeks.iter().map(|week| (month, *week, named(*week))).collect::<Vec<_>>()
    };
    months(*every, month.as_ref()).into_iter().flat_map(of_month).collect()
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
        named(every, choice, None)
    }

    /// What the slots of 2026 are called.
    fn named(every: Every, choice: Option<MonthChoice>, about: Option<About>) -> Vec<String> {
        let slot = |(window, name): (DateRange, _)| Period::new(2026, name, window.start, about).to_string();
        windows(every, choice.as_ref(), 2026).into_iter().map(slot).collect()
    }

    #[test]
    fn what_is_reported_afterwards_is_named_after_the_period_reported_on() {
        let first = || Some(MonthChoice::Only(vec![1]));
        let before = |every, choice| named(every, choice, Some(About::Previous(every)));
        assert_eq!(before(Every::Quarter, first()), ["2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"]);
        assert_eq!(before(Every::HalfYear, first()), ["2025-H2", "2026-H1"]);
        assert_eq!(before(Every::Year, first()), ["2025"]);
        assert_eq!(before(Every::Month, None)[..2], ["2025-12", "2026-01"]);
        assert_eq!(before(Every::Week, None)[..2], ["2025-W52", "2026-W01"]);
        // Whichever month of the next quarter it is due in.
        assert_eq!(before(Every::Quarter, Some(MonthChoice::Last)), before(Every::Quarter, first()));
        // A yearly duty keeps its year; several in a year are each of their own period.
        let half = Some(About::Previous(Every::HalfYear));
        assert_eq!(named(Every::Year, Some(MonthChoice::Only(vec![7])), half), ["2026"]);
        assert_eq!(named(Every::Year, Some(MonthChoice::Only(vec![1])), half), ["2025"]);
        assert_eq!(named(Every::Year, Some(MonthChoice::Only(vec![1, 7])), half), ["2025-H2", "2026-H1"]);
        let quarters = Some(MonthChoice::Only(vec![1, 4, 7, 10]));
        assert_eq!(named(Every::Year, quarters, Some(About::Previous(Every::Quarter)))[..2], ["2025-Q4", "2026-Q1"]);
        // A plan is told apart by what comes, whatever it is called.
        let plans = named(Every::Quarter, first(), Some(About::Next(Every::Quarter)));
        assert_eq!(plans, ["2026-Q2", "2026-Q3", "2026-Q4", "2027-Q1"]);
    }

    #[test]
    fn the_period_meant_is_said_in_words() {
        let said = |about, at: Date| Meant::of(about, at).unwrap().say();
        let january = Date::constant(2027, 1, 5);
        for (unit, before, after) in [
            (Every::Week, "tuần từ 28/12/2026 đến 03/01/2027", "tuần từ 11/01/2027 đến 17/01/2027"),
            (Every::Month, "tháng 12/2026", "tháng 02/2027"),
            (Every::Quarter, "quý IV năm 2026", "quý II năm 2027"),
            (Every::HalfYear, "6 tháng cuối năm 2026", "6 tháng cuối năm 2027"),
            (Every::Year, "năm 2026", "năm 2028"),
        ] {
            assert_eq!(said(About::Previous(unit), january).vi, before);
            assert_eq!(said(About::Next(unit), january).vi, after);
        }
        assert_eq!(said(About::Previous(Every::Quarter), january).en, "the fourth quarter of 2026");
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
