//! The calendar: this week with the next five, months, years, what has no date, and how dates are computed.
//!
//! Windows and quotas appear as what they are ("ngày do … quyết định"); a date is never invented (design 3).

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde::Serialize;

use super::entry::entry;
use super::filter::{Audience, FilterView};
use super::gone_dates::{self, GoneDate};
use super::page::{Body, Crumb, Page};
use super::planner::{Planner, kind_key};
use super::undated::{Unset, unset};
use super::view::{Day, Entry, FeedView, Link};
use super::{method, routes, subscribe, undated, wall};
use crate::calendar::{Occurrence, ToSet, day, is_weekend, to_set};

/// How many weeks this page shows after the current one.
const WEEKS_AHEAD: i64 = 5;

/// This week and the next five.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct WeekPage {
    /// The weeks, the current one first.
    pub weeks: Vec<Week>,
    /// The calendar of everybody to subscribe to.
    pub feed: FeedView,
    /// What this month and the next hold without a day.
    pub windows: Vec<Entry>,
    /// The year of the build, when it has a page.
    pub year: Option<Link>,
    /// What that year holds that nobody has set a day for, counted.
    pub unset: Vec<Unset>,
    /// By role, unit and kind.
    pub filter: FilterView,
}

/// One week, Monday first.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct Week {
    /// Monday.
    pub start: Day,
    /// Sunday.
    pub end: Day,
    /// Whether the day of the build is in it.
    pub current: bool,
    /// What falls in it.
    pub entries: Vec<Entry>,
    /// Days off other than the weekend, and working Saturdays.
    pub special: Vec<Special>,
}

/// A day that differs from an ordinary one.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct Special {
    /// The day.
    pub day: Day,
    /// Its name.
    pub name: String,
    /// `holiday`, `compensatory`, `swap_off`, `swap_work`.
    pub kind: &'static str,
    /// Whether the notice is still out.
    pub tentative: bool,
}

/// A month.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct MonthPage {
    /// `tháng 02/2026`.
    pub name: String,
    /// The year's page.
    pub year: Link,
    /// The month before, when it has a page.
    pub previous: Option<Link>,
    /// The month after.
    pub next: Option<Link>,
    /// The grid.
    pub rows: Vec<Row>,
    /// What falls in it, each explained.
    pub entries: Vec<Entry>,
    /// Days off and working Saturdays.
    pub special: Vec<Special>,
    /// What this month holds without a day: a person decides it.
    pub windows: Vec<Entry>,
    /// What it showed once and shows no more.
    pub gone: Vec<GoneDate>,
    /// By role, unit and kind.
    pub filter: FilterView,
}

/// One week of the grid.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct Row {
    /// Its first day within the month, for the row header.
    pub first: String,
    /// Monday to Sunday; days of other months are empty.
    pub cells: Vec<Cell>,
}

/// One day of the grid.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct Cell {
    /// The number; 0 for a day of another month.
    pub number: i8,
    /// ISO; empty for a day of another month.
    pub iso: String,
    /// Whether it is a day off.
    pub off: bool,
    /// The name of a special day; empty for none.
    pub name: String,
    /// What falls on it.
    pub marks: Vec<Mark>,
}

/// A mark in the grid, leading to the explanation below.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct Mark {
    /// The rule it follows from.
    pub rule: String,
    /// `meeting`, `report`, `task`.
    pub kind: &'static str,
    /// What it is, in short; the list below has it in full.
    pub title: String,
    /// The status's key.
    pub status: &'static str,
    /// The anchor on the page.
    pub anchor: String,
}

/// A year.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct YearPage {
    /// The year, in figures.
    pub name: String,
    /// The year before, when it has a page.
    pub previous: Option<Link>,
    /// The year after.
    pub next: Option<Link>,
    /// The sheet for the wall.
    pub wall: String,
    /// Its months.
    pub months: Vec<YearMonth>,
    /// What the year holds that nobody has set a day for, counted.
    pub unset: Vec<Unset>,
    /// By role, unit and kind.
    pub filter: FilterView,
}

/// A month of the year's page.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct YearMonth {
    /// The month's page.
    pub month: Link,
    /// What falls in it, in short.
    pub lines: Vec<YearLine>,
}

/// A date of the year's page.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct YearLine {
    /// The rule it follows from.
    pub rule: String,
    /// The day, linked to its explanation.
    pub day: Day,
    /// `meeting`, `report`, `task`.
    pub kind: &'static str,
    /// What it is.
    pub title: String,
    /// The status's key.
    pub status: &'static str,
}

/// Every page of the calendar.
pub(super) fn pages(planner: &Planner<'_>) -> Vec<Page> {
    let home = || Crumb { key: "calendar", text: String::new(), href: routes::WEEK.to_owned() };
    let make = |path: String, crumbs: Vec<Crumb>, body: Body| Page {
        root: routes::to_root(&path),
        path,
        nav: "calendar",
        crumbs,
        body,
    };
    let audience = Audience::new(planner);
    let to_set = &to_set(planner.s, planner.dates.iter().chain(planner.windows));
    let mut pages = vec![
        make(routes::WEEK.to_owned(), Vec::new(), Body::Week(Box::new(week_page(planner, &audience, to_set)))),
        make(routes::UNDATED.to_owned(), vec![home()], Body::Undated(Box::new(undated::view(planner)))),
        make(routes::METHOD.to_owned(), vec![home()], Body::Method(Box::new(method::view(planner)))),
        make(routes::SUBSCRIBE.to_owned(), vec![home()], Body::Subscribe(Box::new(subscribe::view(planner)))),
    ];
    for year in planner.years.clone() {
        pages.push(make(
            routes::year(year),
            vec![home()],
            Body::Year(Box::new(year_page(planner, &audience, to_set, year))),
        ));
        let crumb = || Crumb { key: "", text: year.to_string(), href: routes::year(year) };
        let sheet = Body::Wall(Box::new(wall::view(planner, year)));
        pages.push(make(routes::wall(year), vec![home(), crumb()], sheet));
        for first in (1..=12).map(|m| date(year, m, 1)) {
            pages.push(make(
                routes::month(first),
                vec![home(), crumb()],
                Body::Month(Box::new(month_page(planner, &audience, first))),
            ));
        }
    }
    pages
}

/// The last day the week page shows.
pub(super) fn horizon(today: Date) -> Date {
    monday(today).saturating_add((7 * (WEEKS_AHEAD + 1) - 1).days())
}

/// The Monday of a day's week.
pub(super) fn monday(of: Date) -> Date {
    of.saturating_sub(i64::from(of.weekday().to_monday_zero_offset()).days())
}

/// This week and the next five.
pub(super) fn weeks(planner: &Planner<'_>) -> Vec<Week> {
    let first = monday(planner.s.day);
    let week = |n: i64| {
        let start = first.saturating_add((7 * n).days());
        let end = start.saturating_add(6.days());
        Week {
            start: planner.day(start),
            end: planner.day(end),
            current: n == 0,
            entries: planner.within(start, end).map(|o| entry(planner, o)).collect(),
            special: special(planner, start, end),
        }
    };
    (0..=WEEKS_AHEAD).map(week).collect()
}

fn week_page(planner: &Planner<'_>, audience: &Audience<'_>, to_set: &[ToSet]) -> WeekPage {
    let first = planner.s.day.first_of_month();
    let last = first.saturating_add(1.month()).last_of_month();
    let (weeks, windows) = (weeks(planner), windows(planner, first, last));
    // Without its page a year was not computed from its first day to its last, and a count of it would be wrong.
    let year = year_link(planner, first.year());
    let unset = year.as_ref().map_or_else(Vec::new, |_| unset(planner, to_set, first.year()));
    let dated = weeks.iter().flat_map(|w| &w.entries).chain(&windows).map(|e| &e.rule);
    let shown: BTreeSet<String> = dated.chain(unset.iter().map(|u| &u.rule)).cloned().collect();
    WeekPage { weeks, feed: planner.feed(routes::ALL), windows, year, unset, filter: audience.filter(&shown) }
}

/// Windows that lie within some days. A quota of a year is no news in any one month; the page of what has no date lists it.
fn windows(planner: &Planner<'_>, start: Date, end: Date) -> Vec<Entry> {
    undecided(planner, start, end).map(|o| entry(planner, o)).collect()
}

/// The occurrences behind [`windows`].
pub(super) fn undecided<'p>(planner: &'p Planner<'_>, start: Date, end: Date) -> impl Iterator<Item = &'p Occurrence> {
    planner.windows.iter().filter(move |o| start <= o.nominal.start && o.nominal.end <= end)
}

/// Holidays, days off for them, and working Saturdays between two days.
pub(super) fn special(planner: &Planner<'_>, start: Date, end: Date) -> Vec<Special> {
    let days = planner.s.model.holidays.days.range(start..=end);
    days.map(|(date, h)| Special {
        day: planner.day(*date),
        name: h.name.clone(),
        kind: h.kind.as_str(),
        tentative: h.status.is_undecided(),
    })
    .collect()
}

/// Whether a day is off: a weekend or what the notices say; of a year whose notices are not known, a weekend.
pub(super) fn is_off(planner: &Planner<'_>, at: Date) -> bool {
    day(&planner.s.model.holidays, at).map_or_else(|_| is_weekend(at), |day| day.off)
}

fn month_link(planner: &Planner<'_>, first: Option<Date>) -> Option<Link> {
    let first = first.filter(|d| planner.has_month(*d))?;
    Some(Link { text: planner.month(first), href: routes::month(first) })
}

fn month_page(planner: &Planner<'_>, audience: &Audience<'_>, first: Date) -> MonthPage {
    let last = first.last_of_month();
    let entries: Vec<Entry> = planner.within(first, last).map(|o| entry(planner, o)).collect();
    let windows = windows(planner, first, last);
    let shown: BTreeSet<String> = entries.iter().chain(&windows).map(|e| e.rule.clone()).collect();
    let start = monday(first);
    let rows = (0..6).map(|n| start.saturating_add((7 * n).days())).take_while(|d| *d <= last);
    MonthPage {
        name: planner.month(first),
        year: Link { text: first.year().to_string(), href: routes::year(first.year()) },
        previous: month_link(planner, first.checked_sub(1.month()).ok()),
        next: month_link(planner, first.checked_add(1.month()).ok()),
        rows: rows.map(|monday| row(planner, first, monday)).collect(),
        entries,
        special: special(planner, first, last),
        windows,
        gone: gone_dates::of_month(planner, first),
        filter: audience.filter(&shown),
    }
}

fn row(planner: &Planner<'_>, first: Date, monday: Date) -> Row {
    let cell = |n: i64| {
        let at = monday.saturating_add(n.days());
        if at.month() != first.month() || at.year() != first.year() {
            return Cell { number: 0, iso: String::new(), off: false, name: String::new(), marks: Vec::new() };
        }
        let special = planner.s.model.holidays.days.get(&at);
        let mark = |o: &Occurrence| Mark {
            rule: o.rule.to_string(),
            status: o.status.as_str(),
            kind: kind_key(o.kind),
            title: brief(planner, o).unwrap_or_else(|| o.rule.to_string()),
            anchor: routes::slot_anchor(&o.slot),
        };
        Cell {
            number: at.day(),
            iso: at.to_string(),
            off: is_off(planner, at),
            name: special.map_or_else(String::new, |h| h.name.clone()),
            marks: planner.within(at, at).map(mark).collect(),
        }
    };
    let first_shown = monday.max(first);
    let last_shown = monday.saturating_add(6.days()).min(first.last_of_month());
    let (from, to) = (first_shown.day(), last_shown.day());
    let first = if from == to { format!("{from:02}") } else { format!("{from:02}–{to:02}") };
    Row { first, cells: (0..7).map(cell).collect() }
}

/// What is looked over, not read, has the names the office gave for where there is little room.
fn brief(planner: &Planner<'_>, o: &Occurrence) -> Option<String> {
    planner.rule_on(&o.rule, o.words_of).map(|r| r.short.as_ref().unwrap_or(&r.title).clone())
}

/// A year, when it has a page.
fn year_link(planner: &Planner<'_>, year: i16) -> Option<Link> {
    planner.years.contains(&year).then(|| Link { text: year.to_string(), href: routes::year(year) })
}

fn year_page(planner: &Planner<'_>, audience: &Audience<'_>, to_set: &[ToSet], year: i16) -> YearPage {
    let line = |o: &Occurrence| {
        let e = entry(planner, o);
        YearLine {
            rule: e.rule,
            day: e.day,
            kind: e.kind,
            title: brief(planner, o).unwrap_or(e.title),
            status: e.status,
        }
    };
    let month = |m: i8| {
        let first = date(year, m, 1);
        YearMonth {
            month: Link { text: planner.month(first), href: routes::month(first) },
            lines: planner.within(first, first.last_of_month()).map(line).collect(),
        }
    };
    let months: Vec<YearMonth> = (1..=12).map(month).collect();
    let unset = unset(planner, to_set, year);
    let dated = months.iter().flat_map(|m| &m.lines).map(|l| &l.rule);
    let shown: BTreeSet<String> = dated.chain(unset.iter().map(|u| &u.rule)).cloned().collect();
    YearPage {
        name: year.to_string(),
        previous: year_link(planner, year - 1),
        next: year_link(planner, year + 1),
        wall: routes::wall(year),
        months,
        unset,
        filter: audience.filter(&shown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_whole_weeks_are_shown_whatever_the_weekday() {
        for d in 1..=28 {
            let today = date(2026, 2, d);
            assert_eq!(horizon(today).weekday(), jiff::civil::Weekday::Sunday);
            assert!((horizon(today) - today).get_days() >= 35);
        }
    }
}
