//! How often the words say and how often the rule does: "hằng tháng" is no `every: quarter`, "ngày 15/6" no day of each month.
//!
//! The traps avoided: words that speak of several periods, a year's days said one by one ("ngày 15/6 và 15/12" of each half year).

use std::collections::BTreeSet;

use super::{Difference, Key};
use crate::model::{DayChoice, Every, MonthChoice, Rule, When};
use crate::say;
use crate::text::{Named, Part, Period, Stated};

/// Where the words speak of one period and the rule has another.
pub(super) fn difference(rule: &Rule, said: &Stated) -> Option<Difference> {
    if said.excepts {
        return None;
    }
    each(rule, said).or_else(|| day_of_a_year(rule, said)).or_else(|| end_of_quarter(rule, said))
}

/// The period of a rule as words name it, so many periods of its own being one.
fn of_rule(rule: &Rule, every: Every) -> Option<Period> {
    let count = rule.recurs.interval.map_or(1, |interval| i64::from(interval.count));
    Some(period(every)?.times(count))
}

/// A period as words name it.
pub(super) fn period(every: Every) -> Option<Period> {
    match every {
        Every::Week => Some(Period::Week),
        Every::Month => Some(Period::Month),
        Every::Quarter => Some(Period::Quarter),
        Every::HalfYear => Some(Period::HalfYear),
        Every::NineMonths => Some(Period::NineMonths),
        Every::Year => Some(Period::Year),
        Every::Unspecified => None,
    }
}

/// A period, in both languages.
pub(super) fn words(period: Period) -> (String, String) {
    let (vi, en) = match period {
        Period::Week => ("hằng tuần", "each week"),
        Period::Month => ("hằng tháng", "each month"),
        Period::Quarter => ("hằng quý", "each quarter"),
        Period::HalfYear => ("06 tháng một lần", "each half year"),
        Period::NineMonths => ("09 tháng", "nine months"),
        Period::Year => ("hằng năm", "each year"),
        Period::Weeks(n) => return (format!("{n} tuần một lần"), format!("every {n} weeks")),
        Period::Months(n) if n % 12 == 0 => {
            let n = n / 12;
            return (format!("{n} năm một lần"), format!("every {n} years"));
        }
        Period::Months(n) => return (format!("{n} tháng một lần"), format!("every {n} months")),
    };
    (vi.to_owned(), en.to_owned())
}

/// The months of the year in which a rule falls; nothing where it does not say.
pub(super) fn months(rule: &Rule) -> Option<BTreeSet<i64>> {
    let (every, choice) = match &rule.when {
        When::DayOfMonth { every, month, .. } => (*every, month.as_ref()),
        When::Times { every, months, .. } => (*every, Some(months.as_ref()?)),
        When::WeekOfMonth { every, month, .. } | When::NthWeekday { every, month, .. } => (*every, month.as_ref()),
        _ => return None,
    };
    let length = every.months()?;
    let within = match choice {
        _ if every == Every::Month => vec![1],
        Some(MonthChoice::Only(months)) => months.clone(),
        Some(MonthChoice::Last) => vec![length],
        None => return None,
    };
    let periods = if every == Every::NineMonths { 1 } else { 12 / length };
    let all = (0..periods).flat_map(|n| within.iter().map(move |m| n * length + m));
    let season = &rule.recurs.months;
    Some(all.filter(|m| season.is_empty() || season.contains(m)).map(i64::from).collect())
}

/// "hằng tháng" beside `every: year`.
fn each(rule: &Rule, said: &Stated) -> Option<Difference> {
    let (first, rest) = said.each.split_first()?;
    let written: Vec<Every> = match &rule.when {
        When::DayOfMonth { every, .. } | When::WeekOfMonth { every, .. } | When::NthWeekday { every, .. } => {
            vec![*every]
        }
        When::Times { every, times, months }
            if said.times.is_empty() && !is_so_often(rule, *every, *times, months.as_ref(), *first) =>
        {
            vec![*every]
        }
        When::DayOfWeek { .. } | When::WorkingDayOfWeek { .. } => vec![Every::Week],
        When::Undated { every } => every.clone(),
        _ => return None,
    };
    let spoken_of = written.iter().any(|every| {
        of_rule(rule, *every).is_some_and(|p| p == *first || !first.is_other() && said.spoken.contains(&p))
    });
    if rest.iter().any(|other| other != first) || spoken_of || is_each(rule, *first, said) {
        return None;
    }
    let keys = written.iter().map(|every| every.as_str()).collect::<Vec<_>>().join(", ");
    let (vi, en) = words(*first);
    let (is, is_en): (Vec<_>, Vec<_>) = written.iter().filter_map(|every| Some(words(of_rule(rule, *every)?))).unzip();
    let (is, is_en) = (is.join(", "), is_en.join(", "));
    let blank = if is.is_empty() { "" } else { " " };
    Some((say!("{vi}", "{en}"), say!("{is}{blank}(every: {keys})", "{is_en}{blank}(every: {keys})"), Key::Every))
}

/// Whether so many times in the periods of a rule are once in each of those that words name: six times a year is every two months.
fn is_so_often(rule: &Rule, every: Every, times: u16, months: Option<&MonthChoice>, said: Period) -> bool {
    let each = match months {
        Some(MonthChoice::Only(months)) => i64::try_from(months.len()).unwrap_or(1),
        Some(MonthChoice::Last) | None => 1,
    };
    let (Some(own), Period::Months(wanted)) = (of_rule(rule, every), said) else {
        // Weeks and months are no multiples of one another.
        return matches!((said, every), (Period::Weeks(_), every) if every != Every::Week);
    };
    own.in_months().is_some_and(|own| own == wanted.saturating_mul(each).saturating_mul(i64::from(times)))
}

/// Whether the months of a rule are those of the period, however it says them.
fn is_each(rule: &Rule, period: Period, said: &Stated) -> bool {
    let Some(months) = months(rule) else { return false };
    let in_each = |length: i64| {
        let parts: BTreeSet<i64> = months.iter().map(|m| (m - 1) / length).collect();
        months.len() == parts.len() && parts.len() == usize::try_from(12 / length).unwrap_or(0)
    };
    let fits = match period {
        Period::Week | Period::Weeks(_) | Period::Months(_) => false,
        Period::Month => months.len() == 12,
        Period::Quarter => in_each(3),
        Period::HalfYear => in_each(6),
        Period::NineMonths | Period::Year => months.len() == 1,
    };
    // "Hằng năm, trước ngày 15/6 và ngày 15/12" is once a half year; "tháng 9, 10, 11 … ngày 10 hằng tháng" each of these.
    let listed = || said.months.iter().copied().collect::<BTreeSet<_>>();
    match period {
        Period::Week => fits,
        // No months of one year are those of several.
        Period::Months(n) if n > 12 => fits,
        Period::Month => fits || months.len() > 1 && months.is_subset(&listed()),
        _ => fits || months.is_subset(&named(said)),
    }
}

/// The months that words name, with a day or without.
pub(super) fn named(said: &Stated) -> BTreeSet<i64> {
    let all = said.moments.iter().flat_map(|moments| &moments.all);
    all.filter_map(|moment| match moment.named {
        Named::Day(_, month) => month,
        Named::Month(month) => Some(month),
        _ => None,
    })
    .collect()
}

/// "ngày 15/6" beside a day of each month.
fn day_of_a_year(rule: &Rule, said: &Stated) -> Option<Difference> {
    let When::DayOfMonth { every, day: DayChoice::Number(day), .. } = rule.when else { return None };
    let own = period(every)?;
    if every == Every::Year || said.each.contains(&own) || said.spoken.contains(&own) {
        return None;
    }
    let all = said.moments.iter().flat_map(|moments| &moments.all);
    let dates = all.filter_map(|moment| match moment.named {
        Named::Day(named, Some(month)) if named == i64::from(day) => Some(month),
        _ => None,
    });
    let dates: BTreeSet<i64> = dates.collect();
    if dates.is_empty() || months(rule)?.is_subset(&dates) {
        return None;
    }
    let list = dates.iter().map(|month| format!("{day}/{month}")).collect::<Vec<_>>().join(", ");
    let ((vi, en), key) = (words(own), every.as_str());
    let written = say!("ngày {day} {vi} (every: {key})", "day {day} {en} (every: {key})");
    Some((say!("ngày {list}", "day {list}"), written, Key::Every))
}

/// "tháng cuối quý" beside months that are not those.
fn end_of_quarter(rule: &Rule, said: &Stated) -> Option<Difference> {
    let [part] = said.ends_of_quarter.as_slice() else { return None };
    let own = months(rule)?;
    let every = match rule.when {
        When::DayOfMonth { every, .. }
        | When::WeekOfMonth { every, .. }
        | When::NthWeekday { every, .. }
        | When::Times { every, .. } => every,
        _ => Every::Month,
    };
    let first = if *part == Part::Last { 3 } else { 1 };
    let wanted: BTreeSet<i64> = (0..4).map(|n| n * 3 + first).collect();
    // "Quý I, II, III": of some quarters only.
    let some = every == Every::Year && own.is_subset(&wanted);
    let some =
        some && (own.len() > 1 || said.spoken.iter().any(|p| matches!(p, Period::HalfYear | Period::NineMonths)));
    if every == Every::Quarter || own == wanted || some || period(every).is_some_and(|own| said.spoken.contains(&own)) {
        return None;
    }
    let list = own.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
    let what = if *part == Part::Last {
        say!("tháng cuối quý", "the last month of the quarter")
    } else {
        say!("tháng đầu quý", "the first month of the quarter")
    };
    let key = every.as_str();
    Some((what, say!("tháng {list} (every: {key})", "months {list} (every: {key})"), Key::Every))
}
