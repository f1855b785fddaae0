//! Which days are worked: Monday to Friday, less the days off of the holiday file, plus its working Saturdays
//! (Bộ luật Lao động 2019, Điều 111, 112). A day of a year that is not loaded has no answer.

use jiff::civil::{Date, Weekday};

use crate::diagnostic::Say;
use crate::model::{Holiday, HolidayKind, HolidayStatus, Holidays, Roll};
use crate::say;
use crate::text::{date_english, date_words, weekday_english, weekday_words};

/// The holidays of this year are needed and not loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MissingYear(pub i16);

/// A day as the office works it.
#[derive(Clone, Copy, Debug)]
pub struct Day<'h> {
    /// The day.
    pub date: Date,
    /// Whether the office is closed.
    pub off: bool,
    /// The entry of the holiday file, when it has one.
    pub holiday: Option<&'h Holiday>,
}

/// What `date` is.
///
/// # Errors
/// [`MissingYear`] when the year is not among the loaded ones: even a plain Saturday could be a swapped working day.
pub fn day(holidays: &Holidays, date: Date) -> Result<Day<'_>, MissingYear> {
    if !holidays.years.contains_key(&date.year()) {
        return Err(MissingYear(date.year()));
    }
    let holiday = holidays.days.get(&date);
    let off = holiday.map_or_else(|| is_weekend(date), |h| h.kind != HolidayKind::SwapWork);
    Ok(Day { date, off, holiday })
}

impl Day<'_> {
    /// Whether the day is worked where the plain week rests, or rests where it works.
    #[must_use]
    pub fn differs_from_plain_week(&self) -> bool {
        self.off != is_weekend(self.date)
    }

    /// Why the day is what it is: `24/04/2022 là Chủ nhật`, `24/11/2026 thứ Ba: Ngày Văn hóa Việt Nam [chờ luật hóa]`. A
    /// weekend day is off as a weekend even when a holiday falls on it.
    #[must_use]
    pub fn label(&self) -> Say {
        self.labelled(undecided_words)
    }

    /// The same with the status as the holiday file writes it: the stable form, for [`Occurrence::reason`].
    ///
    /// [`Occurrence::reason`]: super::Occurrence::reason
    pub(super) fn keyed_label(&self) -> Say {
        self.labelled(|status| {
            let mark = undecided_mark(status);
            say!("{mark}", "{mark}")
        })
    }

    fn labelled(&self, mark: impl Fn(HolidayStatus) -> Say) -> Say {
        let (words, vi) = (date_words(self.date), weekday_words(self.date.weekday()));
        let (words_en, en) = (date_english(self.date), weekday_english(self.date.weekday()));
        match self.holiday {
            Some(h) if self.differs_from_plain_week() => {
                let (name, Say { vi: mark, en: en_mark }) = (&h.name, mark(h.status));
                say!("{words} {vi}: {name}{mark}", "{en} {words_en}: “{name}”{en_mark}")
            }
            _ => say!("{words} là {vi}", "{words_en} is a {en}"),
        }
    }

    /// `26/04 Làm bù cho ngày 02/05/2025`: the stable label within an enumeration.
    pub(super) fn short_label(&self) -> Say {
        let (day, month, month_en) = (self.date.day(), self.date.month(), self.date.strftime("%b"));
        let (name, mark) = self.holiday.map_or(("", ""), |h| (h.name.as_str(), undecided_mark(h.status)));
        say!("{day:02}/{month:02} {name}{mark}", "{day} {month_en} “{name}”{mark}")
    }
}

/// Saturday or Sunday.
#[must_use]
pub fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// The mark of a day that is still open, for people.
pub(super) fn undecided_words(status: HolidayStatus) -> Say {
    match status {
        HolidayStatus::PendingLaw => say!(" [chờ luật hóa]", " [not yet law]"),
        HolidayStatus::Projected => say!(" [dự kiến]", " [projected]"),
        HolidayStatus::Statute | HolidayStatus::Official => Say::default(),
    }
}

/// The same as the holiday file writes it.
pub(super) fn undecided_mark(status: HolidayStatus) -> &'static str {
    match status {
        HolidayStatus::PendingLaw => " [pending_law]",
        HolidayStatus::Projected => " [projected]",
        HolidayStatus::Statute | HolidayStatus::Official => "",
    }
}

/// The neighbouring day; at the ends of the calendar its year counts as not loaded, so no walk runs past them.
pub(super) fn step(date: Date, forward: bool) -> Result<Date, MissingYear> {
    let next = if forward { date.tomorrow() } else { date.yesterday() };
    next.map_err(|_| MissingYear(date.year()))
}

/// Where a roll led: the day, the days off it passed over (the first is the day it began at), and its direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rolled {
    pub to: Date,
    pub passed: Vec<Date>,
    pub forward: bool,
}

/// Moves a day that is off to a working day; `None` when it stays. Loaded years are finite, so every walk ends.
pub(super) fn roll(holidays: &Holidays, date: Date, roll: Roll) -> Result<Option<Rolled>, MissingYear> {
    let (forward, within_month) = match roll {
        Roll::None => return Ok(None),
        Roll::Preceding => (false, false),
        Roll::Following => (true, false),
        Roll::ModifiedPreceding => (false, true),
        Roll::ModifiedFollowing => (true, true),
    };
    if !day(holidays, date)?.off {
        return Ok(None);
    }
    let rolled = walk(holidays, date, forward)?;
    if within_month && rolled.to.first_of_month() != date.first_of_month() {
        return walk(holidays, date, !forward).map(Some);
    }
    Ok(Some(rolled))
}

fn walk(holidays: &Holidays, from: Date, forward: bool) -> Result<Rolled, MissingYear> {
    let (mut to, mut passed) = (from, Vec::new());
    while day(holidays, to)?.off {
        passed.push(to);
        to = step(to, forward)?;
    }
    Ok(Rolled { to, passed, forward })
}

/// The `count`-th working day after `from`, counted from the day after it.
pub(super) fn add_working_days(holidays: &Holidays, from: Date, count: u16) -> Result<Date, MissingYear> {
    let (mut at, mut left) = (from, count);
    while left > 0 {
        at = step(at, true)?;
        if !day(holidays, at)?.off {
            left -= 1;
        }
    }
    Ok(at)
}

/// The same on a plain Monday–Friday week: what the words say before any holiday is looked up.
pub(super) fn add_plain_days(from: Date, count: u16) -> Result<Date, MissingYear> {
    let (mut at, mut left) = (from, count);
    while left > 0 {
        at = step(at, true)?;
        if !is_weekend(at) {
            left -= 1;
        }
    }
    Ok(at)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::holidays;
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn any_day() -> impl Strategy<Value = Date> {
        (0i32..365 * 14).prop_map(|n| date(2016, 1, 1).saturating_add(jiff::Span::new().days(n)))
    }

    fn any_roll() -> impl Strategy<Value = Roll> {
        prop::sample::select(vec![Roll::Preceding, Roll::Following, Roll::ModifiedFollowing, Roll::ModifiedPreceding])
    }

    proptest! {
        #[test]
        fn a_roll_ends_on_a_working_day_and_passes_only_days_off(from in any_day(), how in any_roll()) {
            let h = holidays();
            let rolled = roll(&h, from, how).unwrap();
            prop_assert_eq!(rolled.is_some(), day(&h, from).unwrap().off);
            if let Some(r) = rolled {
                prop_assert!(!day(&h, r.to).unwrap().off);
                prop_assert!(r.passed.iter().all(|d| day(&h, *d).unwrap().off));
                prop_assert_eq!(r.passed[0], from);
                prop_assert!(how != Roll::Preceding || r.to < from);
                prop_assert!(how != Roll::Following || r.to > from);
            }
        }

        #[test]
        fn counting_days_one_by_one_or_at_once_is_the_same(from in any_day(), a in 0u16..20, b in 0u16..20) {
            let h = holidays();
            let halfway = add_working_days(&h, from, a).unwrap();
            prop_assert_eq!(add_working_days(&h, halfway, b), add_working_days(&h, from, a + b));
        }
    }

    #[test]
    fn a_year_that_is_not_loaded_has_no_days() {
        let h = holidays();
        assert_eq!(day(&h, date(2031, 1, 4)).map(|d| d.off), Err(MissingYear(2031)));
        assert_eq!(day(&h, date(2014, 12, 27)).map(|d| d.off), Err(MissingYear(2014)), "one entry is not a year");
        assert_eq!(day(&Holidays::default(), date(2026, 1, 5)).map(|d| d.off), Err(MissingYear(2026)));
        let gap = Holidays { years: [2030, 2032].map(|y| (y, super::super::fixture::span())).into(), ..h.clone() };
        assert_eq!(day(&gap, date(2031, 1, 6)).map(|d| d.off), Err(MissingYear(2031)), "between two loaded years");
        assert_eq!(add_working_days(&h, Date::MAX, 1), Err(MissingYear(9999)));
    }

    #[test]
    fn a_modified_roll_stays_in_its_month() {
        let h = holidays();
        // 31/08/2024 is a Saturday before the 2/9 holidays.
        let to = |how| roll(&h, date(2024, 8, 31), how).unwrap().unwrap().to;
        assert_eq!(to(Roll::Following), date(2024, 9, 4));
        assert_eq!(to(Roll::ModifiedFollowing), date(2024, 8, 30));
        let first = |how| roll(&h, date(2024, 9, 1), how).unwrap().unwrap().to;
        assert_eq!(first(Roll::Preceding), date(2024, 8, 30));
        assert_eq!(first(Roll::ModifiedPreceding), date(2024, 9, 4));
    }
}
