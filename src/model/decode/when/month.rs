//! `month` of a `when`: which months of its period a rule means, and `months`, its season.

use super::{in_range, incomplete, is_word, not_taken, once};
use crate::diagnostic::{Code, Diagnostic, Report, Span};
use crate::model::{DayChoice, Every, MonthChoice};
use crate::say;
use crate::source::{Node, Scalar, Value, int_of};

/// The month in which a day lies: a month has no other, every longer period must say which. `examples` are of a part of
/// the year and of the year.
#[allow(clippy::option_option, reason = "a month that is not named is no fault where the period is one")]
pub(super) fn the_month(
    node: Option<&Node>,
    every: Every,
    span: Span,
    examples: [&str; 2],
    report: &mut Report,
) -> Option<Option<MonthChoice>> {
    let month = months(node, every, report)?;
    if month.is_some() || every == Every::Month {
        return Some(month);
    }
    let [of_part, of_year] = examples;
    report.push(incomplete(span, if matches!(every, Every::Quarter | Every::HalfYear) { of_part } else { of_year }));
    None
}

/// The months of a period, where the rule names any; `None` for a fault.
#[allow(clippy::option_option, reason = "a month that is not named is no fault")]
pub(super) fn months(node: Option<&Node>, every: Every, report: &mut Report) -> Option<Option<MonthChoice>> {
    let Some(node) = node else { return Some(None) };
    let most = match every.months() {
        Some(most) if every != Every::Month => most,
        _ => {
            report.push(no_months(node, every));
            return None;
        }
    };
    month_choice(node, most, report).map(Some)
}

/// A month of what has none: the year is meant, or a season.
fn no_months(node: &Node, every: Every) -> Diagnostic {
    let message = match every {
        Every::Week => say!("tuần không chia thành tháng, nên không có «month»", "a week has no months, so no `month`"),
        Every::Month => say!(
            "«month» là tháng thứ mấy của kỳ; kỳ một tháng thì không có tháng nào để chọn",
            "`month` is a month of the period, and a period of one month has no other"
        ),
        _ => say!(
            "«month» là tháng thứ mấy của kỳ, mà {{every: unspecified}} không có kỳ",
            "`month` is a month of the period, and {{every: unspecified}} has none"
        ),
    };
    let written = match &node.value {
        Value::Int(month) if (1..=12).contains(month) => month.to_string(),
        _ => "[5, 11]".to_owned(),
    };
    let help = match every {
        Every::Week => say!(
            "bỏ «month»; mùa của việc hằng tuần thì ghi «months», ví dụ: {{every: week, months: [5, 6, 7], times: 1}}; hoặc ghi kỳ dài hơn, ví dụ: {{every: year, month: {written}}}",
            "leave out `month`; the season of what comes weekly goes into `months`, for example: {{every: week, months: [5, 6, 7], times: 1}}; or write a longer period, for example: {{every: year, month: {written}}}"
        ),
        Every::Month => say!(
            "việc của tháng ấy hằng năm thì ghi «every: year», ví dụ: {{every: year, month: {written}}}; việc của mọi tháng thì bỏ «month»; mùa của việc hằng tháng thì ghi «months»",
            "what comes in that month of each year is `every: year`, for example: {{every: year, month: {written}}}; for each month leave out `month`; the season of what comes monthly goes into `months`"
        ),
        _ => say!(
            "ghi kỳ, ví dụ: {{every: year, month: {written}}}",
            "write the period, for example: {{every: year, month: {written}}}"
        ),
    };
    Diagnostic::new(Code::BadRule, node.span, message).help(help)
}

/// `last`, a month, or a list of months, counted within the period, which has so many at the most.
fn month_choice(node: &Node, most: i8, report: &mut Report) -> Option<MonthChoice> {
    if node.value == Value::Text("last".into()) {
        return Some(MonthChoice::Last);
    }
    let nodes: Vec<&Node> = match &node.value {
        Value::List(items) => items.iter().collect(),
        _ => vec![node],
    };
    let mut months: Vec<i8> = Vec::new();
    for node in nodes {
        if let Value::Text(written) = &node.value
            && is_word(written)
        {
            let help = match each_of(written, most) {
                Some(all) => say!("ghi từng tháng: «month: {all}»", "write each month: `month: {all}`"),
                None => say!(
                    "ghi một số từ 1 đến {most} (tháng thứ mấy của kỳ), một danh sách như [1, {most}], hoặc last (tháng cuối kỳ)",
                    "write a number from 1 to {most} (counted within the period), a list like [1, {most}], or last"
                ),
            };
            report.push(not_taken("month", written, node.span, help));
            return None;
        }
        let number = int_of(node, "month", report)?;
        if (i64::from(most) + 1..=12).contains(&number.value) {
            let month = number.value;
            let message = say!("kỳ này chỉ có {most} tháng", "this period has {most} months only");
            let help = say!(
                "«month» đếm trong kỳ, từ 1 đến {most}; tháng {month} hằng năm thì ghi «every: year, month: {month}»",
                "`month` counts within the period, from 1 to {most}; month {month} of each year is `every: year, month: {month}`"
            );
            report.push(Diagnostic::new(Code::BadRule, number.span, message).help(help));
            return None;
        }
        months.push(in_range(&number, 1, most.into(), "month", report)?);
    }
    once(&months, node.span, "month", report)?;
    Some(MonthChoice::Only(months))
}

/// The season of what comes weekly or monthly, month by month; a span of them is told as a list.
pub(super) fn season(nodes: &[&Node], report: &mut Report) -> Vec<Scalar<i64>> {
    let mut month = |node: &&Node| {
        if let Value::Text(written) = &node.value
            && let Some(all) = each_of(written, 12)
        {
            let help = say!("ghi từng tháng: «months: {all}»", "write each month: `months: {all}`");
            report.push(not_taken("months", written, node.span, help));
            return None;
        }
        int_of(node, "months", report)
    };
    nodes.iter().filter_map(&mut month).collect()
}

/// The list that a span of months was to be: "5-11" is [5, 6, 7, 8, 9, 10, 11], "11-2" goes over New Year.
fn each_of(written: &str, most: i8) -> Option<String> {
    let numbers: Vec<i8> = written
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok().filter(|n| (1..=most).contains(n)))
        .collect::<Option<_>>()?;
    let [first, last] = numbers.as_slice() else { return None };
    if first >= last && most < 12 || first == last {
        return None;
    }
    let all = (0..=(last - first).rem_euclid(12)).map(|n| ((first - 1 + n) % 12 + 1).to_string());
    Some(format!("[{}]", all.collect::<Vec<_>>().join(", ")))
}

/// Whether a day of a month of the period may be meant. Of the first nine months nothing but the period is known.
pub(super) fn has_a_month(every: Every) -> bool {
    every != Every::NineMonths && every.months().is_some()
}

/// Day 30 of February never comes. Day 31 of "every month" does: in a shorter month it is the last day (Bộ luật Dân sự
/// 2015, Điều 148 khoản 3), which the calendar explains.
pub(super) fn exists(every: Every, month: Option<&MonthChoice>, day: &Scalar<DayChoice>, report: &mut Report) -> bool {
    let DayChoice::Number(number) = day.value else { return true };
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
    let Some(bad) = months.iter().find(|m| number > longest(**m)) else { return true };
    report.push(
        Diagnostic::new(
            Code::BadRule,
            day.span,
            say!("tháng {bad} không có ngày {number}", "month {bad} has no day {number}"),
        )
        .help(say!("sửa «day» hoặc «month»", "correct `day` or `month`")),
    );
    false
}
