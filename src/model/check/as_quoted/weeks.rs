//! Weeks of a month, and weekdays counted in it, against the words: which of the two they count, and which one.

use jiff::civil::Weekday;

use super::{Difference, Key, number, numbers};
use crate::diagnostic::Say;
use crate::model::WeekChoice;
use crate::say;
use crate::text::{Stated, weekday_english, weekday_words};

/// The days that words count among their weekdays in a month: "thứ Hai đầu tiên".
pub(super) fn nth_said(said: &Stated) -> Option<Say> {
    let all = said.nth_weekdays.iter().map(|(day, nth)| nth_weekday_words(*day, *nth));
    let (vi, en): (Vec<_>, Vec<_>) = all.map(|Say { vi, en }| (vi, en)).unzip();
    (!vi.is_empty()).then(|| Say { vi: vi.join(", "), en: en.join(", ") })
}

/// `thứ Hai đầu tiên`, of whichever period.
pub(super) fn nth_weekday_words(day: Weekday, nth: i64) -> Say {
    let (vi, en) = (weekday_words(day), weekday_english(day));
    match nth {
        -1 => say!("{vi} cuối cùng", "the last {en}"),
        1 => say!("{vi} đầu tiên", "the first {en}"),
        _ => say!("{vi} thứ {nth}", "{en} number {nth}"),
    }
}

pub(super) fn as_number(choice: WeekChoice) -> i64 {
    match choice {
        WeekChoice::Number(n) => n.into(),
        WeekChoice::Last => -1,
    }
}

/// Days counted by their weekday, where the words count them too, or count weeks. `same` says that either gives one day.
pub(super) fn nth_weekday(nths: &[WeekChoice], weekday: Weekday, said: &Stated, same: bool) -> Option<Difference> {
    let mut all = nths.iter().map(|nth| as_number(*nth));
    let of_weeks = || said.weeks.iter().copied().chain(said.last_week.then_some(-1)).collect::<Vec<_>>();
    if let Some(what) = nth_said(said) {
        let weeks = if same { of_weeks() } else { Vec::new() };
        let other = all.find(|n| !said.nth_weekdays.iter().any(|(_, nth)| nth == n) && !weeks.contains(n))?;
        return Some((what, nth_weekday_words(weekday, other), Key::NthWeekday));
    }
    let weeks = of_weeks();
    let other = all.find(|n| !weeks.is_empty() && (!same || !weeks.contains(n)))?;
    let list = |last: &str, one: &str| {
        weeks
            .iter()
            .map(|n| if *n == -1 { last.to_owned() } else { format!("{one} {n}") })
            .collect::<Vec<_>>()
            .join(", ")
    };
    let (vi, en) = (list("tuần cuối", "tuần thứ"), list("the last week", "week"));
    let written = nth_weekday_words(weekday, other);
    let (is_vi, is_en) = (written.vi, written.en);
    Some((say!("{vi} của tháng", "{en} of the month"), say!("{is_vi} (nth)", "{is_en} (nth)"), Key::Named("week")))
}

/// Of months with five weeks the fourth is not the last, and those with four have no fifth. `same` says that to count weekdays gives
/// the same days.
pub(super) fn weeks_of_month(weeks: &[WeekChoice], weekday: Weekday, said: &Stated, same: bool) -> Vec<Difference> {
    let last = || say!("tuần cuối của tháng", "the last week of the month");
    if let Some(what) = nth_said(said).filter(|_| said.weeks.is_empty() && !said.last_week) {
        let fits = |week: &WeekChoice| same && said.nth_weekdays.iter().any(|(_, nth)| *nth == as_number(*week));
        let Some(other) = weeks.iter().find(|week| !fits(week)) else { return Vec::new() };
        let (vi, en) = (weekday_words(weekday), weekday_english(weekday));
        let written = match other {
            WeekChoice::Number(n) => say!("{vi} của tuần thứ {n} (week)", "{en} of week {n}"),
            WeekChoice::Last => say!("{vi} của tuần cuối (week)", "{en} of the last week"),
        };
        return vec![(what, written, Key::NthWeekday)];
    }
    let numbered = weeks.iter().filter_map(|week| match week {
        WeekChoice::Number(n) => Some(i64::from(*n)),
        WeekChoice::Last => None,
    });
    let mut found = Vec::new();
    let other = numbered.clone().find(|week| !said.weeks.contains(week)).filter(|_| said.last_week);
    match other {
        Some(week) => found.push((last(), say!("tuần thứ {week}", "week {week}"), Key::LastWeek)),
        None => {
            found.extend(
                numbered.filter_map(|week| number(&said.weeks, week, Key::Named("week"), ("tuần thứ", "week"))),
            );
        }
    }
    let all = numbers(&said.weeks);
    if weeks.contains(&WeekChoice::Last) && !said.last_week && !all.is_empty() {
        found.push((
            say!("tuần thứ {all}", "week {all}"),
            Say { vi: "tuần cuối của tháng (last)".into(), ..last() },
            Key::Named("week"),
        ));
    }
    found
}
