//! Which of its periods a rule takes: every n-th ("05 năm một lần"), or those of a season ("từ tháng 5 đến tháng 11").

use jiff::civil::Date;

use super::Every;
use crate::diagnostic::Say;
use crate::say;

/// What of the periods of a rule is left out; nothing as a rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recurs {
    /// Every so many periods (RFC 5545, INTERVAL), where that is not each.
    pub interval: Option<Interval>,
    /// The months of the year in which it recurs; empty for all.
    pub months: Vec<i8>,
}

/// Every n-th period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// How many periods there are from one to the next, 2 at least.
    pub count: i16,
    /// A day of the first; absent where the rule has no dates.
    pub starting: Option<Date>,
}

impl Recurs {
    /// Whether it comes every so many periods, and nobody knows from which on: "02 năm một lần".
    #[must_use]
    pub fn lacks_first(&self) -> bool {
        self.interval.is_some_and(|interval| interval.starting.is_none())
    }

    /// Whether the period that begins on a day is one of those, and `day` lies in the season.
    #[must_use]
    pub fn takes(&self, every: Every, begins: Date, day: Date) -> bool {
        let in_season = self.months.is_empty() || self.months.contains(&day.month());
        in_season && self.interval.is_none_or(|interval| interval.takes(every, begins))
    }
}

impl Interval {
    /// `2 năm một lần`, `every 2 years`.
    #[must_use]
    pub fn words(self, every: Every) -> Say {
        let n = self.count;
        match every {
            Every::Week => say!("{n} tuần một lần", "every {n} weeks"),
            Every::Month => say!("{n} tháng một lần", "every {n} months"),
            Every::Quarter => say!("{n} quý một lần", "every {n} quarters"),
            Every::HalfYear => {
                let months = i32::from(n) * 6;
                say!("{months} tháng một lần", "every {months} months")
            }
            Every::NineMonths | Every::Year | Every::Unspecified => say!("{n} năm một lần", "every {n} years"),
        }
    }

    fn takes(self, every: Every, begins: Date) -> bool {
        let Some(first) = self.starting else { return true };
        let since = number(every, begins) - number(every, first);
        since >= 0 && since % i32::from(self.count) == 0
    }
}

/// How many periods of this length there have been.
fn number(every: Every, day: Date) -> i32 {
    match every.months() {
        Some(length) => (i32::from(day.year()) * 12 + i32::from(day.month() - 1)).div_euclid(i32::from(length)),
        None => (day - Date::constant(1, 1, 1)).get_days().div_euclid(7),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn every_nth_period_is_counted_from_the_first_named() {
        let starting = Some(date(2026, 3, 18));
        let takes = |every, count, day| {
            Recurs { interval: Some(Interval { count, starting }), months: Vec::new() }.takes(every, day, day)
        };
        let years = |count| (2024..=2036).filter(|y| takes(Every::Year, count, date(*y, 1, 1))).collect::<Vec<_>>();
        assert_eq!((years(2), years(5)), (vec![2026, 2028, 2030, 2032, 2034, 2036], vec![2026, 2031, 2036]));
        assert!(takes(Every::Quarter, 2, date(2026, 1, 1)) && !takes(Every::Quarter, 2, date(2026, 4, 1)));
        assert!(takes(Every::Month, 2, date(2026, 5, 1)) && !takes(Every::Month, 2, date(2026, 4, 1)));
        // The week of Monday 16 March, each other one, over New Year.
        let mondays = [date(2026, 3, 16), date(2026, 3, 30), date(2026, 12, 21), date(2027, 1, 4)];
        assert!(mondays.into_iter().all(|day| takes(Every::Week, 2, day)));
        assert!(![date(2026, 3, 9), date(2026, 3, 23), date(2026, 12, 28)].into_iter().any(|d| takes(
            Every::Week,
            2,
            d
        )));
    }
}
