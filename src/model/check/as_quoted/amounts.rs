//! Months, how often, the time of the day, and terms, against the words; and where a rule goes from a day off.

use super::{Difference, Key, number, numbers, own, rhythm};
use crate::diagnostic::Say;
use crate::model::{DayCount, Days, Every, MonthChoice, Roll, Rule, TimeOfDay};
use crate::say;
use crate::text::{Part, Shift, Stated};

/// The months of a year by their numbers, those of a quarter by whether they are its first or its last.
pub(super) fn months(every: Every, month: Option<&MonthChoice>, said: &Stated) -> Vec<Difference> {
    match (every, month) {
        _ if said.excepts => Vec::new(),
        (Every::Year, Some(MonthChoice::Only(months))) => {
            let other = |m: &i8| number(&said.months, (*m).into(), Key::Named("month"), ("tháng", "month"));
            months.iter().filter_map(other).collect()
        }
        (Every::Quarter, Some(month)) => {
            let [part] = said.ends_of_quarter.as_slice() else { return Vec::new() };
            let last = *part == Part::Last;
            let fits = match month {
                MonthChoice::Last => last,
                MonthChoice::Only(months) => months.contains(if last { &3 } else { &1 }),
            };
            let what = if last {
                say!("tháng cuối quý", "the last month of the quarter")
            } else {
                say!("tháng đầu quý", "the first month of the quarter")
            };
            let written = match month {
                MonthChoice::Last => say!("tháng cuối (last)", "the last one"),
                MonthChoice::Only(months) => {
                    let all = numbers(&months.iter().map(|m| i64::from(*m)).collect::<Vec<_>>());
                    say!("tháng thứ {all} của quý", "month {all} of it")
                }
            };
            if fits { Vec::new() } else { vec![(what, written, Key::Named("month"))] }
        }
        _ => Vec::new(),
    }
}

/// How often in a year, where both say it.
pub(super) fn times(every: Every, months: Option<&MonthChoice>, written: u16, said: &Stated) -> Option<Difference> {
    let [(n, period)] = said.times.as_slice() else { return None };
    // Of "01 lần vào tháng 6 hoặc tháng 12" nobody can tell which, and "mỗi tháng một lần, trừ tháng 01" is not so often in a year.
    if said.excepts || said.moments.iter().any(|moments| moments.either) {
        return None;
    }
    // A rule says how often in each of the months it names.
    let each = match months {
        Some(MonthChoice::Only(months)) => i64::try_from(months.len()).ok()?,
        Some(MonthChoice::Last) | None => 1,
    };
    let all = i64::from(written) * each;
    let in_a_year = n * period.in_a_year()?;
    if period == &rhythm::period(every)? {
        return number(&[*n], all, Key::Named("times"), ("số lần là", "times:"));
    }
    let other = all * rhythm::period(every)?.in_a_year()? != in_a_year;
    other.then(|| {
        let (vi, en) = rhythm::words(*period);
        let (is, is_en) = rhythm::words(rhythm::period(every).unwrap_or(*period));
        (say!("{n} lần {vi}", "{n} times {en}"), say!("{all} lần {is}", "{all} times {is_en}"), Key::Every)
    })
}

/// The hour or the half of the day.
pub(super) fn time_of_day(rule: &Rule, said: &Stated) -> Option<Difference> {
    let [hour] = said.hours.as_slice() else { return part_of_day(rule, said) };
    let other = matches!(rule.by, Some(TimeOfDay::At(written)) if written != *hour);
    let words = |hour: jiff::civil::Time| hour.strftime("%H:%M").to_string();
    let Some(TimeOfDay::At(written)) = rule.by.filter(|_| other) else { return None };
    let (said, written) = (words(*hour), words(written));
    Some((say!("{said}", "{said}"), say!("{written}", "{written}"), Key::Named("by")))
}

/// Where it goes from a day off.
pub(super) fn off_goes(roll: Roll, said: &Stated) -> Option<Difference> {
    let none = || say!("không tổ chức khi trùng ngày nghỉ", "that it does not take place when the day is off");
    let [shift] = said.off_goes.as_slice() else {
        let unsaid = roll == Roll::Skip && said.off_goes.is_empty();
        let nothing = say!("không có gì về ngày nghỉ", "nothing of days off");
        return unsaid.then(|| {
            (nothing, Say { vi: "không tổ chức khi trùng ngày nghỉ (skip)".into(), ..none() }, Key::Named("roll"))
        });
    };
    let back = || say!("ngày làm việc liền trước khi trùng ngày nghỉ", "the working day before when the day is off");
    let on = || say!("ngày làm việc tiếp theo khi trùng ngày nghỉ", "the next working day when the day is off");
    let (wanted, fits) = match shift {
        Shift::Back => (back(), matches!(roll, Roll::Preceding | Roll::ModifiedPreceding)),
        Shift::On => (on(), matches!(roll, Roll::Following | Roll::ModifiedFollowing)),
        Shift::Off => (none(), roll == Roll::Skip),
    };
    let written = match roll {
        Roll::None => say!("giữ nguyên ngày (none)", "the day as it is (none)"),
        Roll::Preceding | Roll::ModifiedPreceding => back(),
        Roll::Following | Roll::ModifiedFollowing => on(),
        Roll::Skip => none(),
    };
    (!fits).then_some((wanted, written, Key::Named("roll")))
}

/// "Sáng" and "chiều", beside a rule that says the other, or none.
fn part_of_day(rule: &Rule, said: &Stated) -> Option<Difference> {
    let by = rule.by;
    let mut parts = said.parts_of_day.clone();
    if said.moments.iter().flat_map(|moments| &moments.all).any(|moment| moment.part.is_some()) {
        parts = own(rule, said).filter_map(|moment| moment.part).collect();
    }
    let part = parts.first().filter(|first| parts.iter().all(|part| part == *first))?;
    let morning = *part == Part::First;
    let what = if morning { say!("buổi sáng", "the morning") } else { say!("buổi chiều", "the afternoon") };
    let written = match by {
        None => say!("không buổi nào (bỏ trống «by»)", "no time of day (`by` is left out)"),
        Some(TimeOfDay::Morning) if !morning => say!("buổi sáng (morning)", "the morning"),
        Some(TimeOfDay::Afternoon) if morning => say!("buổi chiều (afternoon)", "the afternoon"),
        Some(TimeOfDay::At(hour)) if (hour.hour() < 12) != morning => {
            let hour = hour.strftime("%H:%M");
            say!("{hour}", "{hour}")
        }
        Some(_) => return None,
    };
    Some((what, written, Key::Named("by")))
}

/// How many days, and which: "7 ngày" are seven with days off among them, "7 ngày làm việc" are not.
pub(super) fn term(written: DayCount, said: &Stated) -> Option<Difference> {
    let count = written.count;
    let (own, other) = match written.days {
        Days::Working => (&said.working_days, &said.all_days),
        Days::All => (&said.all_days, &said.working_days),
    };
    if own.is_empty() && !other.is_empty() {
        let all = numbers(other);
        let off = say!(
            "{all} ngày, không nói là ngày làm việc (khóa «days»)",
            "{all} days, and not that they are working days (the key `days`)"
        );
        let worked = say!("{all} ngày làm việc (khóa «working_days»)", "{all} working days (the key `working_days`)");
        return Some(match written.days {
            Days::Working => (off, say!("{count} ngày làm việc", "{count} working days"), Key::Named("working_days")),
            Days::All => {
                (worked, say!("{count} ngày, kể cả ngày nghỉ", "{count} days, days off included"), Key::Named("days"))
            }
        });
    }
    match written.days {
        Days::Working => {
            number(own, count.into(), Key::Named("working_days"), ("số ngày làm việc là", "working days:"))
        }
        Days::All => number(own, count.into(), Key::Named("days"), ("số ngày là", "days:")),
    }
}
