//! The choices about holidays that are still open, each as the holiday file would read had the other way been taken.
//!
//! Two kinds (design 3). `pending_law`: the day may not become a holiday, and then its day in lieu falls away with it.
//! `projected`: the length is law and the placing is not. Bộ luật Lao động 2019, Điều 112: five days of Tết, one or two of
//! them before mùng 1, and beside 2/9 the day before or after; Điều 111 khoản 3: a day in lieu on the next working day for
//! each that falls on a weekend. The trap avoided: only striking projected days out, which gives calendars nobody will announce.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Span;
use jiff::civil::Date;

use super::lunar;
use super::workday::is_weekend;
use crate::diagnostic::Say;
use crate::model::{Holiday, HolidayKind, HolidayStatus, Holidays};
use crate::say;
use crate::text::{date_both, fold};

/// One open choice, taken the other way.
pub(super) struct Choice {
    /// "nếu …", as a clause.
    pub say: Say,
    /// The days that follow from it.
    pub holidays: Holidays,
    /// The year it is about: only slots of this year and its neighbours can feel it.
    pub year: i16,
}

impl Choice {
    /// Those of `years` whose slots can feel it.
    pub fn felt_within(&self, years: (i16, i16)) -> (i16, i16) {
        (years.0.max(self.year.saturating_sub(1)), years.1.min(self.year.saturating_add(1)))
    }
}

/// Every open choice that touches these years.
pub(super) fn choices(holidays: &Holidays, years: (i16, i16)) -> Vec<Choice> {
    let mut choices = Vec::new();
    for run in runs(&holidays.days) {
        let Some(first) = run.first() else { continue };
        if !(years.0..=years.1).contains(&first.date.year()) {
            continue;
        }
        let shifted: Vec<Choice> = [-1, 1].into_iter().filter_map(|by| shift(holidays, &run, by)).collect();
        // What has its length by law can only lie elsewhere; whether there is a day at all is open for the others.
        let placed = |h: &&&Holiday| !shifted.is_empty() && h.status == HolidayStatus::Projected;
        let open = run.iter().filter(|h| h.status.is_undecided() && !placed(h));
        choices.extend(open.map(|h| without(holidays, h)));
        choices.extend(shifted);
    }
    choices
}

/// Holidays on neighbouring days, with at least one undecided among them; and for themselves, undecided swaps and days in lieu
/// that follow no undecided holiday.
fn runs(days: &BTreeMap<Date, Holiday>) -> Vec<Vec<&Holiday>> {
    let mut runs: Vec<Vec<&Holiday>> = Vec::new();
    for holiday in days.values().filter(|h| h.kind == HolidayKind::Holiday) {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|last| last.date.tomorrow().ok() == Some(holiday.date)) => {
                run.push(holiday)
            }
            _ => runs.push(vec![holiday]),
        }
    }
    runs.retain(|run| run.iter().any(|h| h.status.is_undecided()));
    let follow: BTreeSet<Date> = runs.iter().flatten().flat_map(|h| block(days, h.date).lieu).collect();
    let alone = |h: &&Holiday| h.kind != HolidayKind::Holiday && h.status.is_undecided() && !follow.contains(&h.date);
    runs.extend(days.values().filter(alone).map(|h| vec![h]));
    runs
}

/// The run placed one day earlier or later, when the law allows that placing.
fn shift(holidays: &Holidays, run: &[&Holiday], by: i32) -> Option<Choice> {
    let moved: Vec<Date> = run.iter().map(|h| h.date.checked_add(Span::new().days(by)).ok()).collect::<Option<_>>()?;
    let (first, last) = (*moved.first()?, *moved.last()?);
    let firm = run.iter().filter(|h| !h.status.is_undecided()).all(|h| moved.contains(&h.date));
    let (name, allowed) = match placed(run)? {
        Placed::Tet(new_year) => {
            let before = |days: &i64| first.checked_add(Span::new().days(*days)).ok() == Some(new_year);
            (TET, [1, 2].iter().any(before))
        }
        Placed::NationalDay => (NATIONAL_DAY, run.iter().any(|h| !h.status.is_undecided())),
    };
    let projected = run.iter().find(|h| h.status == HolidayStatus::Projected)?;
    if !firm || !allowed {
        return None;
    }
    let mut days = holidays.days.clone();
    for h in run {
        days.remove(&h.date);
    }
    for date in in_lieu(holidays, run.last()?.date) {
        days.remove(&date);
    }
    for date in &moved {
        let same = run.iter().find(|h| h.date == *date).copied().unwrap_or(projected);
        days.insert(*date, Holiday { date: *date, ..same.clone() });
    }
    let weekends = moved.iter().filter(|d| is_weekend(**d)).count();
    let free = last.series(Span::new().days(1)).skip(1).filter(|d| !is_weekend(*d) && !days.contains_key(d));
    for date in free.take(weekends).collect::<Vec<_>>() {
        days.insert(date, Holiday { date, kind: HolidayKind::Compensatory, ..(*projected).clone() });
    }
    let ((from, from_en), (to, to_en)) = (date_both(first), date_both(last));
    let say = say!("nếu {name} nghỉ từ {from} đến {to}", "if “{name}” is from {from_en} to {to_en}");
    Some(Choice { say, holidays: Holidays { days, years: holidays.years.clone() }, year: first.year() })
}

/// A holiday whose length is law and whose placing is not.
enum Placed {
    /// Tết, around its mùng 1.
    Tet(Date),
    /// 2/9 and the day beside it.
    NationalDay,
}

const TET: &str = "Tết Nguyên đán";
const NATIONAL_DAY: &str = "Quốc khánh";

/// Which of them a run is, by its days: what the file calls them is for people. Of a year the lunar table does not know, mùng 1
/// is told by its name.
fn placed(run: &[&Holiday]) -> Option<Placed> {
    let is_new_year = |h: &&&Holiday| match lunar::tet(h.date.year()) {
        Some(new_year) => h.date == new_year,
        None => fold(&h.name).ends_with("mung 1 tet"),
    };
    let new_year = run.iter().find(is_new_year).map(|h| Placed::Tet(h.date));
    let is_national_day = |h: &&Holiday| (h.date.month(), h.date.day()) == (9, 2);
    new_year.or_else(|| run.iter().any(is_national_day).then_some(Placed::NationalDay))
}

/// The days in lieu that follow a run with nothing but days off between.
fn in_lieu(holidays: &Holidays, last: Date) -> Vec<Date> {
    let after = last.series(Span::new().days(1)).skip(1);
    let kind = |d: &Date| holidays.days.get(d).map(|h| h.kind);
    let off = after.take_while(|d| kind(d).map_or_else(|| is_weekend(*d), |k| k == HolidayKind::Compensatory));
    off.filter(|d| kind(d).is_some()).collect()
}

/// Days off without a gap: the holidays on a weekend among them, and the days in lieu.
#[derive(Default)]
struct Block {
    weekend_holidays: Vec<Date>,
    lieu: Vec<Date>,
}

/// The days off around one of them.
fn block(days: &BTreeMap<Date, Holiday>, around: Date) -> Block {
    let off = |d: &Date| days.get(d).map_or_else(|| is_weekend(*d), |h| h.kind != HolidayKind::SwapWork);
    let back = around.series(Span::new().days(-1)).take_while(off).last().unwrap_or(around);
    let mut block = Block::default();
    for h in back.series(Span::new().days(1)).take_while(off).filter_map(|d| days.get(&d)) {
        match h.kind {
            HolidayKind::Holiday if is_weekend(h.date) => block.weekend_holidays.push(h.date),
            HolidayKind::Compensatory => block.lieu.push(h.date),
            _ => {}
        }
    }
    block
}

/// The days without one of them. Where each holiday on a weekend around it has its day in lieu, these are placed anew: one
/// falls away with its holiday, and another may take a day that has become free.
fn without(holidays: &Holidays, holiday: &Holiday) -> Choice {
    let mut days = holidays.days.clone();
    days.remove(&holiday.date);
    let Block { weekend_holidays, lieu } = block(&holidays.days, holiday.date);
    if holiday.kind == HolidayKind::Holiday && weekend_holidays.len() == lieu.len() {
        let mut records: Vec<Holiday> = lieu.iter().filter_map(|d| days.remove(d)).collect();
        for weekend in weekend_holidays.into_iter().filter(|d| *d != holiday.date) {
            let free = weekend.series(Span::new().days(1)).find(|d| !is_weekend(*d) && !days.contains_key(d));
            if let (Some(date), false) = (free, records.is_empty()) {
                days.insert(date, Holiday { date, ..records.remove(0) });
            }
        }
    }
    let (name, (date, date_en)) = (&holiday.name, date_both(holiday.date));
    let say = match holiday.kind {
        HolidayKind::SwapWork => say!("nếu {date} không làm bù ({name})", "if {date_en} is not worked (“{name}”)"),
        _ => say!("nếu {date} không phải là ngày nghỉ ({name})", "if {date_en} is not off (“{name}”)"),
    };
    Choice { say, holidays: Holidays { days, years: holidays.years.clone() }, year: holiday.date.year() }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::holidays;
    use super::*;
    use jiff::civil::date;

    #[test]
    fn decided_years_have_no_choices() {
        assert!(choices(&holidays(), (2015, 2025)).is_empty());
    }

    #[test]
    fn the_length_of_a_projected_holiday_is_law() {
        let h = holidays();
        let off = |h: &Holidays, year| {
            h.days
                .values()
                .filter(|d| d.date.year() == year && d.kind != HolidayKind::SwapWork && !is_weekend(d.date))
                .count()
        };
        for year in 2027..=2030 {
            for choice in choices(&h, (year, year)).iter().filter(|c| c.say.vi.contains("nghỉ từ")) {
                assert_eq!(off(&choice.holidays, year), off(&h, year), "{}", choice.say.vi);
            }
        }
    }

    #[test]
    fn tet_2027_may_begin_a_day_later_and_2_9_may_take_the_day_before() {
        let said: Vec<_> = choices(&holidays(), (2027, 2027)).into_iter().map(|c| (c.say.vi, c.holidays)).collect();
        assert_eq!(said.len(), 3);
        let (tet, national, culture) = (&said[0].1, &said[1].1, &said[2].1);
        assert!(!tet.days.contains_key(&date(2027, 2, 4)) && tet.days.contains_key(&date(2027, 2, 11)));
        assert!(!national.days.contains_key(&date(2027, 9, 3)) && national.days.contains_key(&date(2027, 9, 1)));
        assert!(!culture.days.contains_key(&date(2027, 11, 24)));
    }

    #[test]
    fn tet_and_2_9_are_told_by_their_days_whatever_the_file_calls_them() {
        let mut renamed = holidays();
        let plain: Vec<_> = choices(&renamed, (2027, 2030)).into_iter().map(|c| (c.say, c.holidays.days)).collect();
        for h in renamed.days.values_mut().filter(|h| h.name.starts_with("Tết Nguyên") || h.name.starts_with("Quốc"))
        {
            h.name = h.name.replace("Mùng 1 Tết", "Mùng Một").replace("Quốc khánh", "Lễ 2/9");
        }
        let said = choices(&renamed, (2027, 2030));
        assert!(said.iter().any(|c| c.say.vi.contains("nghỉ từ")));
        for (choice, (say, days)) in said.iter().zip(&plain) {
            assert_eq!(choice.say, *say);
            assert!(choice.holidays.days.keys().eq(days.keys()), "{}", say.vi);
        }
        assert_eq!(said.len(), plain.len());
    }

    #[test]
    fn of_no_other_holiday_the_law_leaves_the_place_open() {
        let mut h = holidays();
        // A day off after 1/5 that is only expected: that it is none is the other way, not that 29/4 is off for it.
        let like = Holiday { status: HolidayStatus::Projected, ..h.days[&date(2029, 5, 1)].clone() };
        h.days.insert(date(2029, 5, 2), Holiday { date: date(2029, 5, 2), ..like });
        let said = choices(&h, (2029, 2029));
        assert!(said.iter().all(|c| !c.holidays.days.contains_key(&date(2029, 4, 29))));
        assert!(said.iter().any(|c| !c.holidays.days.contains_key(&date(2029, 5, 2))));
    }

    #[test]
    fn a_day_that_does_not_become_law_takes_its_day_in_lieu_with_it() {
        let all = choices(&holidays(), (2029, 2029));
        let culture = all.iter().find(|c| c.say.vi.contains("24/11/2029")).unwrap();
        assert!(!culture.holidays.days.contains_key(&date(2029, 11, 26)));
    }

    #[test]
    fn each_open_day_is_a_choice_whatever_lies_beside_it() {
        let mut h = holidays();
        let like = h.days[&date(2027, 9, 2)].clone();
        let mut add = |date, kind, status| h.days.insert(date, Holiday { date, kind, status, ..like.clone() });
        // A day that may become law, at the end of the two of 2/9; and a day in lieu that nobody has announced, of a decided holiday.
        add(date(2027, 9, 6), HolidayKind::Holiday, HolidayStatus::PendingLaw);
        add(date(2027, 9, 4), HolidayKind::Holiday, HolidayStatus::PendingLaw);
        add(date(2027, 5, 3), HolidayKind::Compensatory, HolidayStatus::Projected);
        let all = choices(&h, (2027, 2027));
        for day in [date(2027, 9, 4), date(2027, 9, 6), date(2027, 5, 3)] {
            let other = |c: &&Choice| h.days.keys().filter(|d| !c.holidays.days.contains_key(d)).eq([&day]);
            assert!(all.iter().any(|c| other(&c)), "{day}: {:?}", all.iter().map(|c| &c.say.vi).collect::<Vec<_>>());
        }
        assert!(all.iter().any(|c| c.holidays.days.contains_key(&date(2027, 9, 1))), "and 2/9 may take the day before");
    }
}
