//! `when:` of a rule: the rule language of design 3. What cannot be a day is refused here, at the value.

use jiff::civil::Weekday;

use crate::diagnostic::{Code, Diagnostic, Report, Span};
use crate::model::{Every, MonthChoice, RuleId, When};
use crate::say;
use crate::source::{Fields, Node, Scalar, Value, choice_of, int_of, text_of};

const EVERY: [(&str, Every); 7] = [
    ("week", Every::Week),
    ("month", Every::Month),
    ("quarter", Every::Quarter),
    ("half_year", Every::HalfYear),
    ("nine_months", Every::NineMonths),
    ("year", Every::Year),
    ("unspecified", Every::Unspecified),
];

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Monday),
    ("tue", Weekday::Tuesday),
    ("wed", Weekday::Wednesday),
    ("thu", Weekday::Thursday),
    ("fri", Weekday::Friday),
    ("sat", Weekday::Saturday),
    ("sun", Weekday::Sunday),
];

/// Reads one `when`; names of other rules are collected in `refers`.
pub(super) fn read(node: &Node, refers: &mut Vec<Scalar<String>>, report: &mut Report) -> Option<When> {
    if let Value::Text(_) = node.value {
        return word(node, report);
    }
    let mut f = Fields::open(node, say!("«when»", "`when`"), report)?;
    let every: Vec<Scalar<Every>> =
        f.list("every").into_iter().filter_map(|n| choice_of(n, "every", &EVERY, report)).collect();
    let day = f.int("day", report);
    let month_node = f.node("month");
    let weeks: Vec<Scalar<i64>> = f.list("week").into_iter().filter_map(|n| int_of(n, "week", report)).collect();
    let weekday = f.choice("weekday", &WEEKDAYS, report);
    let after = f.text("after", report);
    let working_days = f.int("working_days", report);
    let at = f.text("at", report);
    let times = f.int("times", report);
    let event = f.text("event", report);
    f.finish(report);
    let span = node.span;
    let one = every.first().map(|e| e.value);
    let month = month_node.and_then(|n| month_choice(n, one, report));
    if let Some(rule) = after {
        let Some(working_days) = working_days else {
            report.push(incomplete(span, "{after: giao-ban, working_days: 3}"));
            return None;
        };
        let days = in_range(&working_days, 1, 120, "working_days", report)?;
        refers.push(rule.clone());
        return Some(When::After { rule: RuleId::new(rule.value), working_days: u16::try_from(days).unwrap_or(1) });
    }
    if let Some(rule) = at {
        refers.push(rule.clone());
        return Some(When::At { rule: RuleId::new(rule.value) });
    }
    if let Some(event) = event {
        return Some(When::Event { event: event.value });
    }
    if let Some(weekday) = weekday {
        let weeks: Vec<i8> = weeks.iter().filter_map(|w| in_range(w, 1, 5, "week", report)).collect();
        if weeks.is_empty() || one != Some(Every::Month) {
            report.push(incomplete(span, "{every: month, week: [2, 4], weekday: fri}"));
            return None;
        }
        return Some(When::WeekOfMonth { weeks, weekday: weekday.value });
    }
    if let Some(day) = day {
        let value = in_range(&day, 1, 31, "day", report)?;
        let Some(every) = one.filter(|e| !matches!(e, Every::Week | Every::Unspecified | Every::NineMonths)) else {
            report.push(incomplete(span, "{every: quarter, month: last, day: 15}"));
            return None;
        };
        if every == Every::Year && month.is_none()
            || matches!(every, Every::Quarter | Every::HalfYear) && month.is_none()
        {
            let example = match every {
                Every::Year => "{every: year, month: 12, day: 25}",
                Every::HalfYear => "{every: half_year, month: last, day: 15}",
                _ => "{every: quarter, month: last, day: 15}",
            };
            report.push(incomplete(span, example));
            return None;
        }
        return exists(every, month.as_ref(), value, day.span, report).then_some(When::DayOfMonth {
            every,
            month,
            day: value,
        });
    }
    if let Some(times) = times {
        let times = in_range(&times, 1, 31, "times", report)?;
        let every = one?;
        return Some(When::Times { every, months: month, times: u16::try_from(times).unwrap_or(1) });
    }
    if every.is_empty() {
        report.push(incomplete(span, "{every: month, day: 25}"));
        return None;
    }
    Some(When::Undated { every: every.into_iter().map(|e| e.value).collect() })
}

/// `on_demand` and `continuous`.
fn word(node: &Node, report: &mut Report) -> Option<When> {
    let written = text_of(node, "when", report)?;
    match written.value.as_str() {
        "on_demand" => Some(When::OnDemand),
        "continuous" => Some(When::Continuous),
        _ => {
            report.push(incomplete(node.span, "{every: month, day: 25}, on_demand, continuous"));
            None
        }
    }
}

/// `last`, a month, or a list of months, counted within the period.
fn month_choice(node: &Node, every: Option<Every>, report: &mut Report) -> Option<MonthChoice> {
    if node.value == Value::Text("last".into()) {
        return Some(MonthChoice::Last);
    }
    let length = match every {
        Some(Every::Quarter) => 3,
        Some(Every::HalfYear) => 6,
        Some(Every::Month) => 1,
        _ => 12,
    };
    let nodes: Vec<&Node> = match &node.value {
        Value::List(items) => items.iter().collect(),
        _ => vec![node],
    };
    let mut months: Vec<i8> = Vec::new();
    for node in nodes {
        let number = int_of(node, "month", report)?;
        months.push(in_range(&number, 1, length, "month", report)?);
    }
    Some(MonthChoice::Only(months))
}

/// Day 30 of February never comes; day 29 does in leap years.
fn exists(every: Every, month: Option<&MonthChoice>, day: i8, span: Span, report: &mut Report) -> bool {
    let longest = |m: i8| {
        if m == 2 {
            29
        } else if matches!(m, 4 | 6 | 9 | 11) {
            30
        } else {
            31
        }
    };
    let Some(MonthChoice::Only(months)) = month.filter(|_| every == Every::Year) else { return true };
    let Some(bad) = months.iter().find(|m| day > longest(**m)) else { return true };
    report.push(
        Diagnostic::new(Code::BadRule, span, say!("tháng {bad} không có ngày {day}", "month {bad} has no day {day}"))
            .help(say!("sửa «day» hoặc «month»", "correct `day` or `month`")),
    );
    false
}

fn in_range(number: &Scalar<i64>, least: i8, most: i8, key: &str, report: &mut Report) -> Option<i8> {
    let value = number.value;
    if (i64::from(least)..=i64::from(most)).contains(&value) {
        return i8::try_from(value).ok();
    }
    report.push(
        Diagnostic::new(
            Code::BadRule,
            number.span,
            say!("«{key}: {value}» không thể có", "`{key}: {value}` cannot be"),
        )
        .help(say!("dùng một số từ {least} đến {most}", "use a number from {least} to {most}")),
    );
    None
}

fn incomplete(span: Span, example: &str) -> Diagnostic {
    Diagnostic::new(Code::BadRule, span, say!("quy tắc ngày viết chưa đủ", "the date rule is incomplete"))
        .help(say!("ví dụ: {example}", "for example: {example}"))
}
