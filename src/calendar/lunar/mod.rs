//! The Vietnamese lunar calendar of the lunar years 1968–2100, by UTC+7 (Quyết định 121/CP of 08/08/1967).
//!
//! Design 3: Tết and Giỗ Tổ move with it. Every answer comes from [`table`]; outside it there is none, never a guess. The
//! traps avoided: the Chinese calendar (another Tết in 2007, 2030 and 2053, another 10/3 in 2037 and 2038), a last month
//! taken to have thirty days always, and a leap month read as the month it follows.

mod table;

use std::ops::RangeInclusive;

use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// The lunar years the table knows.
pub const YEARS: RangeInclusive<i16> = table::FIRST..=table::FIRST + table::YEARS.len() as i16 - 1;

/// A day of the lunar calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LunarDate {
    /// The lunar year, by the solar year in which it begins.
    pub year: i16,
    /// The month, 1–12; a leap month has the number of the month it follows.
    pub month: i8,
    /// Whether the month is the leap one ("tháng nhuận"), which comes after the plain one.
    pub leap: bool,
    /// The day, 1–30.
    pub day: i8,
}

/// The lunar date of a solar one; `None` outside the table.
#[must_use]
pub fn solar_to_lunar(date: Date) -> Option<LunarDate> {
    // Before its Tết, a solar year still has the months of the lunar year before.
    let year = [date.year(), date.year().checked_sub(1)?]
        .into_iter()
        .filter_map(Year::of)
        .find(|y| y.first_day().is_some_and(|first| first <= date))?;
    let after = (date - year.first_day()?).get_days();
    let month = year.months().find(|m| (m.start..m.start + m.days).contains(&after))?;
    let day = i8::try_from(after - month.start + 1).ok()?;
    Some(LunarDate { year: year.number, month: month.number, leap: month.leap, day })
}

/// The solar date of a lunar one; `None` outside the table, and for a month or day its year does not have.
#[must_use]
pub fn lunar_to_solar(lunar: LunarDate) -> Option<Date> {
    let year = Year::of(lunar.year)?;
    let month = year.months().find(|m| (m.number, m.leap) == (lunar.month, lunar.leap))?;
    let day = Some(i32::from(lunar.day)).filter(|d| (1..=month.days).contains(d))?;
    year.first_day()?.checked_add(Span::new().days(month.start + day - 1)).ok()
}

/// Mùng 1 Tết: the first day of a lunar year.
#[must_use]
pub fn tet(year: i16) -> Option<Date> {
    Year::of(year)?.first_day()
}

/// Giỗ Tổ Hùng Vương: the tenth day of the third month, the plain one when there is a leap one.
#[must_use]
pub fn hung_kings(year: i16) -> Option<Date> {
    lunar_to_solar(LunarDate { year, month: 3, leap: false, day: 10 })
}

/// One year of the table, unpacked as needed.
#[derive(Clone, Copy)]
struct Year {
    number: i16,
    word: u32,
}

/// A month within its year.
struct Month {
    number: i8,
    leap: bool,
    /// Days from Tết to its first day.
    start: i32,
    days: i32,
}

impl Year {
    fn of(number: i16) -> Option<Self> {
        let at = usize::try_from(number.checked_sub(table::FIRST)?).ok()?;
        table::YEARS.get(at).map(|word| Self { number, word: *word })
    }

    fn first_day(self) -> Option<Date> {
        let earliest = Date::new(self.number, 1, 21).ok()?;
        earliest.checked_add(i64::from(self.word >> 17).days()).ok()
    }

    fn months(self) -> impl Iterator<Item = Month> {
        let leap = (self.word >> 13 & 0xf) as i8;
        let mut start = 0;
        (0..if leap == 0 { 12 } else { 13 }).map(move |i: i8| {
            let days = if self.word >> i & 1 == 1 { 30 } else { 29 };
            let number = if leap == 0 || i < leap { i + 1 } else { i };
            let month = Month { number, leap: leap != 0 && i == leap, start, days };
            start += days;
            month
        })
    }
}
