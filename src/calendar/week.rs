//! "Thứ Sáu của tuần thứ hai của tháng": the five readings of a numbered week (design 3).
//!
//! The trap avoided: taking the second Friday for the Friday of the second week. In a month that begins on a Friday the
//! two differ from the Thursday before, and the report would come after the meeting it feeds.

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::{Date, Weekday};

use super::occurrence::Occurrence;
use super::slot;
use crate::diagnostic::Say;
use crate::model::{Rule, WeekChoice, WeekRule, When};
use crate::say;
use crate::text::{date_english, date_words};

/// What one reading makes of a numbered week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The reading.
    pub week_rule: WeekRule,
    /// The day it gives; `None` when the month has no such day (a fifth week).
    pub date: Option<Date>,
}

/// The day each of the five readings gives for week `week` of a month; empty when the rule counts no weeks.
#[must_use]
pub fn readings(rule: &Rule, year: i16, month: i8, week: WeekChoice) -> Vec<Reading> {
    let When::WeekOfMonth { weekday, .. } = rule.when else { return Vec::new() };
    let read = |week_rule| Reading { week_rule, date: date_of(week_rule, year, month, week, weekday) };
    WeekRule::ALL.into_iter().map(read).collect()
}

/// What the readings that were not chosen would give, in one line; `None` for a rule that counts no weeks.
#[must_use]
pub fn other_readings(occurrence: &Occurrence, chosen: Option<WeekRule>) -> Option<Say> {
    if occurrence.readings.is_empty() {
        return None;
    }
    let others = occurrence.readings.iter().filter(|r| Some(r.week_rule) != chosen).copied();
    let (same, other): (Vec<_>, Vec<_>) = others.partition(|r| r.date == Some(occurrence.nominal.start));
    if other.is_empty() {
        return Some(say!("Theo mọi cách hiểu khác cũng là ngày này", "Every other reading gives this day as well"));
    }
    let (same, Say { vi, en }) = (same.len(), by_name(&other));
    Some(match same {
        0 => say!("Theo cách hiểu khác: {vi}", "By other readings: {en}"),
        _ => say!(
            "Theo cách hiểu khác: {vi}; các cách còn lại cũng là ngày này",
            "By other readings: {en}; the rest give this day as well"
        ),
    })
}

/// `tuần có ít nhất bốn ngày, tuần trọn vẹn đầu tiên → 15/05/2026`.
fn by_name(readings: &[Reading]) -> Say {
    Say {
        vi: by_result(readings, |reading| week_rule_name(reading).vi, date_words),
        en: by_result(readings, |reading| week_rule_name(reading).en, date_english),
    }
}

/// `first_workweek, nth_weekday → 08/05/2026; iso4, first_full → 15/05/2026`, readings and days named as asked.
pub(super) fn by_result(readings: &[Reading], name: impl Fn(WeekRule) -> String, words: fn(Date) -> String) -> String {
    let mut results: BTreeMap<Option<Date>, Vec<String>> = BTreeMap::new();
    for reading in readings {
        results.entry(reading.date).or_default().push(name(reading.week_rule));
    }
    let line = |(date, rules): (Option<Date>, Vec<String>)| {
        format!("{} → {}", rules.join(", "), date.map_or_else(|| "—".to_owned(), words))
    };
    results.into_iter().map(line).collect::<Vec<_>>().join("; ")
}

/// A numbered week for which not every reading gives the day of the chosen one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parting {
    /// The month, 1–12.
    pub month: i8,
    /// The week.
    pub week: WeekChoice,
    /// The day of the chosen reading; `None` when the month has no such day.
    pub chosen: Option<Date>,
    /// What those readings give that give another day.
    pub others: Say,
}

/// Where in a year the readings of a rule part from the chosen one, in weeks whose day it sets: one that ended or has not begun has
/// no day in use. Where the chosen reading gives none, the nearest of the others' days counts.
#[must_use]
pub fn partings(rule: &Rule, year: i16, chosen: WeekRule) -> Vec<Parting> {
    let parting = |(month, week, _)| {
        let all = readings(rule, year, month, week);
        let chosen = all.iter().find(|r| r.week_rule == chosen)?.date;
        let others: Vec<Reading> = all.into_iter().filter(|r| r.date != chosen).collect();
        let day = chosen.or_else(|| others.iter().filter_map(|r| r.date).min());
        (!others.is_empty() && day.is_some_and(|day| rule.holds_on(day))).then(|| Parting {
            month,
            week,
            chosen,
            others: by_name(&others),
        })
    };
    slot::numbered_weeks(&rule.when).into_iter().filter_map(parting).collect()
}

/// Whether all readings give one day.
pub(super) fn agree(readings: &[Reading]) -> bool {
    readings.iter().all(|r| Some(r.date) == readings.first().map(|f| f.date))
}

/// The weekday in week `week` of a month. A first to fourth week exists in every month, and its weekday may lie just
/// outside the month; a fifth exists only where its day is in the month, else it would be the next month's first as well. The last
/// is the week before that first one, whichever its weekday: so each week is of one month, and what comes on its Tuesday comes
/// before what comes on its Friday.
pub(super) fn date_of(rule: WeekRule, year: i16, month: i8, week: WeekChoice, weekday: Weekday) -> Option<Date> {
    let first = Date::new(year, month, 1).ok()?;
    let number = match week {
        WeekChoice::Number(n) if !(1..=5).contains(&n) => return None,
        WeekChoice::Number(n) => n,
        WeekChoice::Last => -1,
    };
    let date = if rule == WeekRule::NthWeekday {
        first.nth_weekday_of_month(number, weekday).ok()?
    } else {
        let days = i32::from(weekday.to_monday_zero_offset());
        monday_of(rule, year, month, week)?.checked_add(Span::new().days(days)).ok()?
    };
    (number < 5 || date.first_of_month() == first).then_some(date)
}

/// The Monday of week `week` under a reading that counts whole weeks.
pub(super) fn monday_of(rule: WeekRule, year: i16, month: i8, week: WeekChoice) -> Option<Date> {
    let first = Date::new(year, month, 1).ok()?;
    let (of, weeks) = match week {
        WeekChoice::Number(n) => (first, i32::from(n) - 1),
        WeekChoice::Last => (first.last_of_month().tomorrow().ok()?, -1),
    };
    let monday = (rule != WeekRule::NthWeekday).then(|| first_monday(rule, of)).flatten()?;
    monday.checked_add(Span::new().days(7 * weeks)).ok()
}

/// `tuần thứ 2`, `tuần cuối`.
#[must_use]
pub fn week_words(week: WeekChoice) -> Say {
    match week {
        WeekChoice::Number(n) => say!("tuần thứ {n}", "week {n}"),
        WeekChoice::Last => say!("tuần cuối", "the last week"),
    }
}

/// Which week of a month is its last, under a reading.
pub(super) fn last_week_words(rule: WeekRule) -> Say {
    if rule == WeekRule::NthWeekday {
        say!(
            "tuần cuối là tuần có ngày thứ đó xuất hiện lần cuối trong tháng",
            "the last week is the one with the last such weekday of the month"
        )
    } else {
        say!(
            "tuần cuối của tháng là tuần liền trước tuần thứ nhất của tháng sau, nên mỗi tuần chỉ thuộc một tháng",
            "the last week of a month is the one before week 1 of the next, so that each week is of one month"
        )
    }
}

/// The Monday of week 1, given day 1. Days from Monday to day 1: 0 (Monday) to 6 (Sunday); the week of day 1 counts as
/// the first as long as enough of it lies in the month.
fn first_monday(rule: WeekRule, first: Date) -> Option<Date> {
    let lead = first.weekday().to_monday_zero_offset();
    let last_lead = match rule {
        WeekRule::FirstWorkweek => 4,
        WeekRule::Iso4 => 3,
        WeekRule::FirstFull => 0,
        WeekRule::ContainsDay1 | WeekRule::NthWeekday => 6,
    };
    let days = if lead <= last_lead { -i32::from(lead) } else { 7 - i32::from(lead) };
    first.checked_add(Span::new().days(days)).ok()
}

/// The reading in a few words; the key is for quyche.yaml.
#[must_use]
pub fn week_rule_name(rule: WeekRule) -> Say {
    match rule {
        WeekRule::FirstWorkweek => say!("tuần làm việc đầu tiên", "first working week"),
        WeekRule::NthWeekday => say!("đếm theo thứ trong tháng", "counting the weekday"),
        WeekRule::ContainsDay1 => say!("tuần có ngày mùng 1", "week of day 1"),
        WeekRule::Iso4 => say!("tuần có ít nhất bốn ngày", "week with four days"),
        WeekRule::FirstFull => say!("tuần trọn vẹn đầu tiên", "first whole week"),
    }
}

/// The reading in a sentence, to be printed wherever a numbered week is computed.
#[must_use]
pub fn week_rule_words(rule: WeekRule) -> Say {
    match rule {
        WeekRule::FirstWorkweek => say!(
            "Tuần thứ nhất là tuần đầu tiên (từ thứ Hai) có ngày từ thứ Hai đến thứ Sáu nằm trong tháng",
            "Week 1 is the first Monday-first week with a Monday-to-Friday day in the month"
        ),
        WeekRule::NthWeekday => say!(
            "Tuần thứ n là tuần có ngày thứ đó xuất hiện lần thứ n trong tháng",
            "Week n is the one with the n-th such weekday of the month"
        ),
        WeekRule::ContainsDay1 => {
            say!(
                "Tuần thứ nhất là tuần (từ thứ Hai) có ngày mùng 1",
                "Week 1 is the Monday-first week that contains day 1"
            )
        }
        WeekRule::Iso4 => say!(
            "Tuần thứ nhất là tuần đầu tiên (từ thứ Hai) có ít nhất bốn ngày nằm trong tháng",
            "Week 1 is the first Monday-first week with at least four days in the month"
        ),
        WeekRule::FirstFull => say!(
            "Tuần thứ nhất là tuần đầu tiên (từ thứ Hai) nằm trọn trong tháng",
            "Week 1 is the first Monday-first week that lies wholly in the month"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{rule, weekly};
    use super::*;
    use jiff::civil::date;

    /// Months of 2021–2035 in which the Thursday of a numbered week comes after its Friday.
    fn reversed(rule: WeekRule) -> usize {
        let month = |(y, m): &(i16, i8)| {
            [2, 4]
                .map(WeekChoice::Number)
                .iter()
                .any(|w| date_of(rule, *y, *m, *w, Weekday::Thursday) > date_of(rule, *y, *m, *w, Weekday::Friday))
        };
        (2021..=2035).flat_map(|y| (1..=12).map(move |m| (y, m))).filter(month).count()
    }

    #[test]
    fn only_counting_weekdays_puts_thursday_after_friday() {
        assert_eq!(reversed(WeekRule::NthWeekday), 25, "every month that begins on a Friday");
        for whole_weeks in [WeekRule::FirstWorkweek, WeekRule::ContainsDay1, WeekRule::Iso4, WeekRule::FirstFull] {
            assert_eq!(reversed(whole_weeks), 0);
        }
    }

    #[test]
    fn the_default_reading_has_the_fridays_of_counting() {
        for (year, month, week) in (2021..=2035).flat_map(|y| (1..=12).flat_map(move |m| [(y, m, 2), (y, m, 4)])) {
            let friday = |rule| date_of(rule, year, month, WeekChoice::Number(week), Weekday::Friday);
            assert_eq!(friday(WeekRule::FirstWorkweek), friday(WeekRule::NthWeekday));
        }
    }

    #[test]
    fn weeks_one_to_four_exist_in_every_month_and_the_fifth_in_some() {
        for rule in WeekRule::ALL {
            for (year, month) in (2021..=2035).flat_map(|y| (1..=12).map(move |m| (y, m))) {
                for weekday in Weekday::Monday.cycle_forward().take(7) {
                    let date = |week| date_of(rule, year, month, WeekChoice::Number(week), weekday);
                    assert!((1..=4).all(|week| date(week).is_some()));
                    let fifth = date(5);
                    assert!(fifth.is_none_or(|d| (d.year(), d.month()) == (year, month)));
                    assert_eq!(date(6), None);
                }
            }
        }
    }

    #[test]
    fn each_week_is_the_last_or_another_of_one_month() {
        let last = |rule, y, m, weekday| date_of(rule, y, m, WeekChoice::Last, weekday);
        for rule in WeekRule::ALL {
            for (year, month) in (2021..=2035).flat_map(|y| (1..=12).map(move |m| (y, m))) {
                let friday = last(rule, year, month, Weekday::Friday).unwrap();
                let monday = |week| monday_of(rule, year, month, week);
                let numbered = [4, 5].map(|n| monday(WeekChoice::Number(n)));
                assert!(numbered.contains(&monday(WeekChoice::Last)), "{rule:?} {month}/{year}");
                let next = date(year, month, 1).last_of_month().tomorrow().unwrap();
                let first = date_of(rule, next.year(), next.month(), WeekChoice::Number(1), Weekday::Friday);
                assert_eq!(first, friday.checked_add(Span::new().days(7)).ok(), "{rule:?} {month}/{year}");
                let counted = date(year, month, 1).nth_weekday_of_month(-1, Weekday::Friday).unwrap();
                let agrees = matches!(rule, WeekRule::FirstWorkweek | WeekRule::NthWeekday);
                assert!(!agrees || friday == counted, "{rule:?} {month}/{year}");
            }
        }
        // 29/06/2026 is a Monday of the first week of July, which has the first.
        let monday = |rule| last(rule, 2026, 6, Weekday::Monday);
        assert_eq!(monday(WeekRule::FirstWorkweek), Some(date(2026, 6, 22)));
        assert_eq!(monday(WeekRule::NthWeekday), Some(date(2026, 6, 29)));
    }

    /// Where the quotes are judged, no dates are computed: what is said there of the readings is proved here.
    #[test]
    fn a_reading_counts_the_weekday_by_which_its_weeks_are_of_a_month() {
        let months = || (1990..=2100).flat_map(|y| (1..=12).map(move |m| (y, m)));
        for rule in WeekRule::ALL {
            for weekday in Weekday::Monday.cycle_forward().take(7) {
                let all = [1, 2, 3, 4].map(WeekChoice::Number).into_iter().chain([WeekChoice::Last]);
                let mut slots = all.flat_map(|week| months().map(move |(y, m)| (y, m, week)));
                let counted = |y, m, week| date_of(WeekRule::NthWeekday, y, m, week, weekday);
                let same = slots.all(|(y, m, week)| date_of(rule, y, m, week, weekday) == counted(y, m, week));
                assert_eq!(rule.counts(weekday), same, "{rule:?} {weekday:?}");
            }
        }
    }

    #[test]
    fn may_2026_begins_on_a_friday_and_the_readings_part() {
        let friday = rule("giao-ban", weekly(Weekday::Friday));
        let dates: Vec<_> = readings(&friday, 2026, 5, WeekChoice::Number(2)).into_iter().map(|r| r.date).collect();
        let (eighth, fifteenth) = (Some(date(2026, 5, 8)), Some(date(2026, 5, 15)));
        assert_eq!(dates, [eighth, eighth, eighth, fifteenth, fifteenth], "in the order of WeekRule::ALL");
        let parting = |month| partings(&friday, 2026, WeekRule::FirstWorkweek).into_iter().find(|p| p.month == month);
        let words = parting(5).map(|p| (p.week, p.chosen, p.others.vi));
        assert_eq!(
            words,
            Some((
                WeekChoice::Number(2),
                eighth,
                "tuần có ít nhất bốn ngày, tuần trọn vẹn đầu tiên → 15/05/2026".to_owned()
            ))
        );
        assert_eq!(parting(6), None, "June begins on a Monday");
    }

    #[test]
    fn a_week_is_of_the_rule_that_holds_on_its_day() {
        let friday = rule("giao-ban", weekly(Weekday::Friday));
        let months = |rule: &Rule| -> Vec<(i8, WeekChoice)> {
            partings(rule, 2026, WeekRule::FirstWorkweek).into_iter().map(|p| (p.month, p.week)).collect()
        };
        let change = Some(date(2026, 5, 15));
        let until = Rule { valid_to: change, ..friday.clone() };
        let from = Rule { valid_from: change, ..friday.clone() };
        assert!(months(&until).contains(&(5, WeekChoice::Number(2))), "08/05/2026");
        assert!(!months(&from).contains(&(5, WeekChoice::Number(2))));
        assert!(months(&from).contains(&(5, WeekChoice::Number(4))), "22/05/2026");
        assert_eq!([months(&until), months(&from)].concat(), months(&friday), "each week once");
    }

    #[test]
    fn a_parting_names_exactly_the_readings_that_give_another_day() {
        let friday = rule("giao-ban", weekly(Weekday::Friday));
        for (chosen, year) in WeekRule::ALL.into_iter().flat_map(|c| (2021..=2035).map(move |y| (c, y))) {
            let found = partings(&friday, year, chosen);
            for (month, week) in (1..=12).flat_map(|m| [2, 4].map(|n| (m, WeekChoice::Number(n)))) {
                let parting = found.iter().find(|p| (p.month, p.week) == (month, week));
                let all = readings(&friday, year, month, week);
                let own = date_of(chosen, year, month, week, Weekday::Friday);
                for reading in all {
                    let name = week_rule_name(reading.week_rule).vi;
                    let named = parting.is_some_and(|p| p.others.vi.contains(&name));
                    assert_eq!(named, reading.date != own, "{name} {month}/{year}");
                }
            }
        }
    }
}
