//! Days of a month against the words: by number, the last, the last that is worked, working days by theirs, and the last day of a span.

use super::{Difference, Key, number, numbers, rhythm};
use crate::diagnostic::Say;
use crate::model::{DayChoice, Every, Rule, When};
use crate::say;
use crate::text::{Part, Period, Stated, weekday_english, weekday_words};

/// "Ngày cuối tháng" is also day 31 of each month, which a shorter one has not; and of a named month the day it ends with.
pub(super) fn day_of_month(every: Every, day: DayChoice, said: &Stated) -> Option<Difference> {
    let is_last = |day: i64| day == 31 || every == Every::Year && day >= 28;
    let last = || say!("ngày cuối tháng", "the last day of the month");
    let worked = || say!("ngày làm việc cuối cùng", "the last working day");
    match day {
        DayChoice::Working(nth) => working_day(nth, said),
        DayChoice::Number(_) | DayChoice::Last
            if said.days.is_empty() && !said.last_day && !said.nth_working.is_empty() =>
        {
            let written = match day {
                DayChoice::Number(day) => say!("ngày {day}", "day {day}"),
                _ => Say { vi: "ngày cuối tháng (last)".into(), ..last() },
            };
            nth_working(said).map(|what| (what, written, Key::WorkingDay))
        }
        DayChoice::LastWorking if !said.nth_working.is_empty() => working_day(-1, said),
        DayChoice::LastWorking => {
            let all = numbers(&said.days);
            let what = match (said.last_day, said.days.is_empty()) {
                (true, _) => last(),
                (false, false) => say!("ngày {all}", "day {all}"),
                (false, true) => return None,
            };
            let written = Say { vi: "ngày làm việc cuối cùng (last_working)".into(), ..worked() };
            (!said.last_working_day).then_some((what, written, Key::Named("day")))
        }
        // The page would say that the text names a Sunday, and "before" it is another day.
        DayChoice::Last if said.last_working_day => {
            Some((worked(), Say { vi: "ngày cuối tháng (last)".into(), ..last() }, Key::LastWorking))
        }
        DayChoice::Number(day) if said.last_working_day && !said.days.contains(&day.into()) => {
            Some((worked(), say!("{day}", "{day}"), Key::LastWorking))
        }
        DayChoice::Number(day) if said.last_day => {
            let fits = is_last(day.into()) || said.days.contains(&day.into());
            (!fits).then(|| (last(), say!("{day}", "{day}"), Key::Named("day")))
        }
        DayChoice::Number(day) => number(&said.days, day.into(), Key::Named("day"), ("ngày", "day")),
        DayChoice::Last => {
            let fits = said.last_day || said.days.is_empty() || said.days.iter().copied().any(is_last);
            let all = numbers(&said.days);
            (!fits).then(|| {
                (
                    say!("ngày {all}", "day {all}"),
                    Say { vi: "ngày cuối tháng (last)".into(), ..last() },
                    Key::Named("day"),
                )
            })
        }
    }
}

/// A working day by its number, from the end where negative. The last days of a month end with its last one.
pub(super) fn working_day(written: i8, said: &Stated) -> Option<Difference> {
    let what = match nth_working(said) {
        Some(what) => {
            let ends = written == -1 && said.nth_working.iter().any(|(nth, _)| *nth < 0);
            let fits = ends || said.nth_working.iter().any(|(nth, _)| *nth == i64::from(written));
            (!fits).then_some(what)?
        }
        None if said.last_working_day => (written != -1).then(|| nth_words(-1))?,
        None if !said.days.is_empty() => {
            let all = numbers(&said.days);
            say!("ngày {all}", "day {all}")
        }
        None if !said.weekdays.is_empty() => {
            let names = |name: fn(jiff::civil::Weekday) -> &'static str| {
                said.weekdays.iter().map(|day| name(*day)).collect::<Vec<_>>().join(", ")
            };
            let (vi, en) = (names(weekday_words), names(weekday_english));
            say!("{vi}", "{en}")
        }
        None => return None,
    };
    Some((what, nth_words(written.into()), Key::WorkingDay))
}

/// A day at the beginning or the end of another period than the words have: "trong 05 ngày làm việc đầu quý" beside one of each month,
/// "ngày làm việc cuối cùng của quý" beside one of May.
pub(super) fn period_of_edge(rule: &Rule, said: &Stated) -> Option<Difference> {
    let worked =
        said.nth_working.iter().map(|(nth, period)| (if *nth > 0 { Part::First } else { Part::Last }, *period));
    let (part, period) = worked.clone().chain(said.edges.iter().copied()).next()?;
    let of_week = matches!(rule.when, When::WorkingDayOfWeek { .. });
    let working = match &rule.when {
        When::DayOfMonth { day: DayChoice::Working(_) | DayChoice::LastWorking, .. } => true,
        When::DayOfMonth { day: DayChoice::Last, .. } | When::NthWeekday { .. } | When::WeekOfMonth { .. } => false,
        _ if of_week => true,
        _ => return None,
    };
    let several =
        said.nth_working.len() > 1 || worked.clone().chain(said.edges.iter().copied()).any(|e| e != (part, period));
    let every = rule.when.every().and_then(rhythm::period);
    let spoken_of = said.nth_working.is_empty() && every.is_some_and(|own| said.each.contains(&own));
    if several || said.excepts || spoken_of || !working && !said.nth_working.is_empty() {
        return None;
    }
    let own = rhythm::months(rule);
    let within = |wanted: &[i64]| own.as_ref().is_some_and(|own| own.iter().all(|month| wanted.contains(month)));
    let first = part == Part::First;
    let fits = match period {
        Period::Week => of_week,
        _ if of_week => false,
        Period::Quarter => within(if first { &[1, 4, 7, 10] } else { &[3, 6, 9, 12] }),
        Period::Year => within(if first { &[1] } else { &[12] }),
        _ => true,
    };
    if fits {
        return None;
    }
    let (vi, en) = rhythm::words(period);
    let (is, is_en) = match own {
        Some(months) if months.len() < 12 => {
            let all = numbers(&months.into_iter().collect::<Vec<_>>());
            (format!("tháng {all}"), format!("of month {all}"))
        }
        _ => rhythm::words(if of_week { Period::Week } else { Period::Month }),
    };
    Some(if said.nth_working.is_empty() {
        let (at, at_en) = if first { ("đầu", "at the beginning") } else { ("cuối", "at the end") };
        let (of, of_en) = if period == Period::Year { ("năm", "year") } else { ("quý", "quarter") };
        let what = say!("ngày {at} {of}", "a day {at_en} of the {of_en}");
        let written = say!("ngày tính {is}", "a day counted {is_en}");
        (what, written, Key::Edge)
    } else {
        (
            say!("ngày làm việc tính {vi}", "a working day counted {en}"),
            say!("ngày làm việc tính {is}", "a working day counted {is_en}"),
            Key::WorkingDay,
        )
    })
}

/// The working days that words name by number.
pub(super) fn nth_working(said: &Stated) -> Option<Say> {
    let (vi, en): (Vec<_>, Vec<_>) =
        said.nth_working.iter().map(|(nth, _)| nth_words(*nth)).map(|Say { vi, en }| (vi, en)).unzip();
    (!vi.is_empty()).then(|| Say { vi: vi.join(", "), en: en.join(", ") })
}

/// `ngày làm việc thứ 3`.
pub(super) fn nth_words(nth: i64) -> Say {
    let count = nth.unsigned_abs();
    match nth {
        -1 => say!("ngày làm việc cuối cùng", "the last working day"),
        0.. => say!("ngày làm việc thứ {count}", "working day {count}"),
        _ => say!("ngày làm việc thứ {count} tính từ cuối kỳ", "working day {count} from the end"),
    }
}

/// What is to be done within a span, by its last day: the month with which the span ends is that of the rule.
pub(super) fn end_of_span(rule: &Rule, day: DayChoice, said: &Stated) -> Option<Difference> {
    let named = said.last_day || !said.days.is_empty() || !said.nth_working.is_empty();
    if named || said.within.is_empty() || !matches!(day, DayChoice::Last | DayChoice::LastWorking) {
        return None;
    }
    let other = rhythm::months(rule)?.into_iter().find(|month| !said.within.contains(month))?;
    let all = numbers(&said.within);
    let what = say!("khoảng thời gian đến hết tháng {all}", "a span until the end of month {all}");
    Some((what, say!("tháng {other}", "month {other}"), Key::Named("month")))
}
