//! Which days are worked: Monday to Friday, less the days off of the holiday file, plus its working Saturdays
//! (Bộ luật Lao động 2019, Điều 111, 112). A day of a year that is not loaded has no answer.

use jiff::civil::{Date, Weekday};

use crate::diagnostic::Say;
use crate::model::{DayCount, Days, Holiday, HolidayKind, HolidayStatus, Holidays, Roll};
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
        Roll::None | Roll::Skip => return Ok(None),
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

/// A term and its direction.
#[derive(Clone, Copy, Debug)]
pub(super) struct Count {
    pub term: DayCount,
    pub forward: bool,
}

impl Count {
    /// The last of the days counted from `from`, which is not among them.
    pub fn end(self, holidays: &Holidays, from: Date) -> Result<Date, MissingYear> {
        self.walk(from, |at| Ok(!day(holidays, at)?.off))
    }

    /// The same on a plain Monday–Friday week: what the words say before any holiday is looked up.
    pub fn plain(self, from: Date) -> Result<Date, MissingYear> {
        self.walk(from, |at| Ok(!is_weekend(at)))
    }

    fn walk(self, from: Date, works: impl Fn(Date) -> Result<bool, MissingYear>) -> Result<Date, MissingYear> {
        let (mut at, mut left) = (from, self.term.count);
        while left > 0 {
            at = step(at, self.forward)?;
            if self.term.days == Days::All || works(at)? {
                left -= 1;
            }
        }
        Ok(at)
    }

    /// The years it may lead across, beside the one it begins in.
    pub fn years(self) -> i16 {
        1 + i16::try_from(self.term.count / 200).unwrap_or(i16::MAX - 1)
    }
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
        fn counting_days_one_by_one_or_at_once_is_the_same(
            from in any_day(), a in 0u16..20, b in 0u16..20, forward: bool, all: bool,
        ) {
            let h = holidays();
            let days = if all { Days::All } else { Days::Working };
            let count = |count| Count { term: DayCount { count, days }, forward };
            let halfway = count(a).end(&h, from).unwrap();
            prop_assert_eq!(count(b).end(&h, halfway), count(a + b).end(&h, from));
        }

        #[test]
        fn counting_back_undoes_counting_on_from_a_working_day(from in any_day(), n in 1u16..20) {
            let h = holidays();
            prop_assume!(!day(&h, from).unwrap().off);
            let count = |forward| Count { term: DayCount { count: n, days: Days::Working }, forward };
            prop_assert_eq!(count(false).end(&h, count(true).end(&h, from).unwrap()), Ok(from));
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
        let one = |days, forward| Count { term: DayCount { count: 1, days }, forward };
        assert_eq!(one(Days::Working, true).end(&h, Date::MAX), Err(MissingYear(9999)));
        assert_eq!(one(Days::Working, false).end(&h, date(2015, 1, 1)), Err(MissingYear(2014)));
        assert_eq!(one(Days::All, false).end(&h, date(2015, 1, 1)), Ok(date(2014, 12, 31)));
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
