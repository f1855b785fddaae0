//! The holidays the law alone gives a year whose notice is not out: Bộ luật Lao động 2019, Điều 112 khoản 1, with the days
//! in lieu of Điều 111 khoản 3.
//!
//! What the law leaves to the Prime Minister each year (Điều 112 khoản 3: how the five days of Tết lie around mùng 1, on which
//! side of 2/9 the neighbouring day lies) is expected by one rule each, the one every notice of 2015–2026 has followed, and is
//! marked `projected`. Swapped working days are in no law, so none are expected. The traps avoided: calling an expectation
//! law, and a day in lieu on a day that is off already.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use jiff::civil::{Date, Weekday, date};
use jiff::{Span, ToSpan};

use super::lunar;
use super::workday::is_weekend;
use crate::model::{HolidayKind, HolidayStatus};

/// The years answered for: the Code of 2019 is in force from 01/01/2021, and Tết is known as far as the lunar table reaches.
pub const YEARS: RangeInclusive<i16> = 2021..=*lunar::YEARS.end();

/// The first year of Ngày Văn hóa Việt Nam, announced on 07/01/2026.
const CULTURE_DAY_FROM: i16 = 2026;

/// The first year in which Giỗ Tổ Hùng Vương was a day off.
const HUNG_KINGS_FROM: i16 = 2007;

/// The first whole year under the Labour Code of 2012, which made Tết five days.
const CODE_OF_2012: i16 = 2014;

/// One day off by law, in the terms of the holiday file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatutoryDay {
    /// The day.
    pub date: Date,
    /// A holiday, or a day in lieu of one.
    pub kind: HolidayKind,
    /// Its name.
    pub name: String,
    /// The article.
    pub source: &'static str,
    /// Fixed by law, to be decided by a notice, or announced and not yet law.
    pub status: HolidayStatus,
}

/// The days off of a year by law, by date; `None` outside [`YEARS`].
#[must_use]
pub fn statutory_days(year: i16) -> Option<Vec<StatutoryDay>> {
    if !YEARS.contains(&year) {
        return None;
    }
    let mut days = BTreeMap::new();
    for day in holidays(year)? {
        // Should two holidays ever share a day, it is one day off: the Code gives nothing for it.
        days.entry(day.date).or_insert(day);
    }
    for holiday in days.clone().into_values().filter(|h| is_weekend(h.date)) {
        let date = holiday.date.series(1.day()).find(|d| !is_weekend(*d) && !days.contains_key(d))?;
        let name = format!("Nghỉ bù {}", holiday.name);
        let source = "BLLĐ 2019 Đ.111 k.3";
        days.insert(date, StatutoryDay { date, kind: HolidayKind::Compensatory, name, source, ..holiday });
    }
    Some(days.into_values().collect())
}

/// The days off that no notice of a year can move, by date: those the law fixes, and mùng 1 to mùng 3 of Tết, which lie among
/// its days however they are divided. Empty for years before 2007, which had no Giỗ Tổ, and outside the lunar table.
pub(super) fn certain_days(year: i16) -> BTreeMap<Date, String> {
    let tet = lunar::tet(year);
    let of_tet = |date: Date| tet.is_some_and(|first| (0..3).contains(&(date - first).get_days()));
    let certain = all(year).filter(|day| day.status == HolidayStatus::Statute || of_tet(day.date));
    certain.map(|day| (day.date, day.name)).collect()
}

/// The days the law gives in lieu of those it fixes, by date, where `is_holiday` says which days are holidays anyway: the next working
/// day (Bộ luật Lao động 2012, Điều 110; 2019, Điều 111 khoản 3). Empty for years before the first of the two.
pub(super) fn certain_days_in_lieu(year: i16, is_holiday: impl Fn(Date) -> bool) -> BTreeMap<Date, String> {
    let mut days = BTreeMap::new();
    let fixed = all(year).filter(|day| year >= CODE_OF_2012 && day.status == HolidayStatus::Statute);
    let mut fixed: Vec<StatutoryDay> = fixed.filter(|day| is_weekend(day.date)).collect();
    fixed.sort_by_key(|day| day.date);
    for day in fixed {
        let next = day.date.series(1.day()).find(|d| !is_weekend(*d) && !is_holiday(*d) && !days.contains_key(d));
        days.extend(next.map(|date| (date, format!("Nghỉ bù {}", day.name))));
    }
    days
}

/// The holidays of several days that are divided anew each year: the days among which all of them lie with those in lieu, how many
/// working days the law takes for them, and the name (Bộ luật Lao động 2012, Điều 115; 2019, Điều 112 khoản 1 b, đ).
pub(super) fn divided(year: i16) -> Vec<(RangeInclusive<Date>, usize, &'static str)> {
    let around = |day: Date, before: i64, after: i64| {
        day.saturating_sub(Span::new().days(before))..=day.saturating_add(Span::new().days(after))
    };
    let tet = lunar::tet(year).filter(|_| year >= CODE_OF_2012);
    let tet = tet.map(|day| (around(day, 4, 10), 5, "Tết Nguyên đán"));
    let national = YEARS.contains(&year).then(|| (around(date(year, 9, 2), 3, 8), 2, "Quốc khánh"));
    tet.into_iter().chain(national).collect()
}

/// The holidays of a year of which something is certain.
fn all(year: i16) -> impl Iterator<Item = StatutoryDay> {
    if year < HUNG_KINGS_FROM { None } else { holidays(year) }.into_iter().flatten()
}

/// The holidays themselves, in no order.
fn holidays(year: i16) -> Option<Vec<StatutoryDay>> {
    use HolidayStatus::{PendingLaw, Projected, Statute};
    let day = |date, name: &str, source, status| StatutoryDay {
        date,
        kind: HolidayKind::Holiday,
        name: name.to_owned(),
        source,
        status,
    };
    let national_day = date(year, 9, 2);
    let mut days = vec![
        day(date(year, 1, 1), "Tết Dương lịch", "BLLĐ 2019 Đ.112 k.1 a)", Statute),
        day(lunar::hung_kings(year)?, "Giỗ Tổ Hùng Vương (10/3 âm lịch)", "BLLĐ 2019 Đ.112 k.1 e)", Statute),
        day(date(year, 4, 30), "Ngày Chiến thắng", "BLLĐ 2019 Đ.112 k.1 c)", Statute),
        day(date(year, 5, 1), "Ngày Quốc tế Lao động", "BLLĐ 2019 Đ.112 k.1 d)", Statute),
        day(national_day, "Quốc khánh", "BLLĐ 2019 Đ.112 k.1 đ)", Statute),
        day(
            beside(national_day)?,
            "Quốc khánh – ngày liền kề",
            "BLLĐ 2019 Đ.112 k.1 đ), k.3: ngày liền kề trước hoặc sau là DỰ KIẾN",
            Projected,
        ),
    ];
    let tet = lunar::tet(year)?;
    let before = days_before_tet(tet);
    for n in -before..5 - before {
        let name = match n {
            ..0 => format!("Tết Nguyên đán – {} ngày trước mùng 1", -n),
            _ => format!("Tết Nguyên đán – Mùng {} Tết", n + 1),
        };
        let date = tet.checked_add(Span::new().days(n)).ok()?;
        days.push(day(date, &name, "BLLĐ 2019 Đ.112 k.1 b), k.3: cách chia ngày là DỰ KIẾN", Projected));
    }
    if year >= CULTURE_DAY_FROM {
        let source = "NQ 80-NQ/TW 07/01/2026; NQ 30/NQ-CP; chờ luật hóa";
        days.push(day(date(year, 11, 24), "Ngày Văn hóa Việt Nam", source, PendingLaw));
    }
    Some(days)
}

/// How many of the five days of Tết are expected before mùng 1: one or two, whichever leaves fewer of the five on a weekend,
/// and two where both leave as many. That is one when mùng 1 is a Monday or Tuesday, else two.
fn days_before_tet(tet: Date) -> i32 {
    let lost = |before: i32| (-before..5 - before).filter(|n| is_weekend(tet.saturating_add(n.days()))).count();
    if lost(1) < lost(2) { 1 } else { 2 }
}

/// Which neighbour of 2/9 is expected: the one that is worked, for the other only brings a day in lieu; of two worked ones
/// the one beside the weekend; where neither is (2/9 on a Wednesday), the day before.
fn beside(national_day: Date) -> Option<Date> {
    let after = matches!(national_day.weekday(), Weekday::Sunday | Weekday::Monday | Weekday::Thursday);
    if after { national_day.tomorrow().ok() } else { national_day.yesterday().ok() }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::super::fixture;
    use super::*;
    use crate::model::Holiday;

    /// The days off of the holiday file in a year; swaps are decided anew each year and are no law.
    fn file(year: i16) -> Vec<Holiday> {
        let days = fixture::holidays().days.into_values().filter(|h| h.date.year() == year);
        days.filter(|h| matches!(h.kind, HolidayKind::Holiday | HolidayKind::Compensatory)).collect()
    }

    #[test]
    fn the_years_without_a_notice_are_those_of_the_file() {
        for year in 2027..=2030 {
            // The file calls the days in lieu of fixed holidays official; without a notice they rest on the Code alone.
            let status = |h: &Holiday| match h.status {
                HolidayStatus::Official => HolidayStatus::Statute,
                status => status,
            };
            let law = statutory_days(year).unwrap().into_iter().map(|d| (d.date, d.kind, d.name, d.status));
            let file = file(year).into_iter().map(|h| (h.date, h.kind, h.name.clone(), status(&h)));
            assert_eq!(law.collect::<Vec<_>>(), file.collect::<Vec<_>>());
        }
    }

    #[test]
    fn every_notice_so_far_was_as_expected() {
        for year in 2021..=2026 {
            let law = statutory_days(year).unwrap().into_iter().map(|d| (d.date, d.kind, d.name));
            let file = file(year).into_iter().map(|h| (h.date, h.kind, h.name));
            assert_eq!(law.collect::<Vec<_>>(), file.collect::<Vec<_>>());
        }
        // Before the Code of 2019 there was no day beside 2/9; Tết and the fixed days were the same.
        for year in 2015..=2020 {
            let law = holidays(year).unwrap().into_iter().map(|d| (d.date, d.name));
            let law: BTreeSet<_> = law.filter(|d| d.1 != "Quốc khánh – ngày liền kề").collect();
            let file = file(year).into_iter().filter(|h| h.kind == HolidayKind::Holiday);
            assert_eq!(law, file.map(|h| (h.date, h.name)).collect());
        }
    }

    #[test]
    fn nothing_is_said_outside_the_code_and_the_table() {
        assert_eq!([2020, 2101, i16::MIN, i16::MAX].map(statutory_days), [const { None }; 4]);
    }

    proptest! {
        #[test]
        fn as_many_working_days_are_off_as_the_code_gives(year in YEARS) {
            let days = statutory_days(year).unwrap();
            let given = if year < CULTURE_DAY_FROM { 11 } else { 12 };
            prop_assert_eq!(days.iter().filter(|d| d.kind == HolidayKind::Holiday).count(), given);
            prop_assert_eq!(days.iter().filter(|d| !is_weekend(d.date)).count(), given);
            prop_assert!(days.iter().all(|d| d.date.year() == year));
            prop_assert!(days.iter().is_sorted_by(|a, b| a.date < b.date));
        }
    }
}
