//! `when:` of a rule: the rule language of design 3. What cannot be a day is refused here, at the value.

use std::collections::BTreeSet;
use std::fmt::Display;

use jiff::civil::Weekday;

use super::which::Which;
use crate::diagnostic::{Code, Diagnostic, Report, Say, Span};
use crate::model::keys;
use crate::model::{DayChoice, DayCount, Days, Every, MonthChoice, Recurs, RuleId, WeekChoice, When};
use crate::say;
use crate::source::{Fields, Node, Scalar, Value, choice_of, int_of, text_of};
use crate::text::{fold, weekday_english, weekday_words};

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Monday),
    ("tue", Weekday::Tuesday),
    ("wed", Weekday::Wednesday),
    ("thu", Weekday::Thursday),
    ("fri", Weekday::Friday),
    ("sat", Weekday::Saturday),
    ("sun", Weekday::Sunday),
];

/// Reads one `when`; names of other rules are collected in `refers`. The keys present decide the form; a key that the form
/// does not use is a fault, because its writer meant something by it.
pub(super) fn read(node: &Node, refers: &mut Vec<Scalar<String>>, report: &mut Report) -> Option<(When, Recurs)> {
    if !matches!(node.value, Value::Map(_)) {
        return Some((word(node, report)?, Recurs::default()));
    }
    let (sound, _) = report.counts();
    let mut f = Fields::open(node, &keys::WHEN, report)?;
    let periods = Every::ALL.map(|e| (e.as_str(), e));
    let keys = Keys {
        every: f.list("every").into_iter().filter_map(|n| choice_of(n, "every", &periods, report)).collect(),
        month: f.node("month"),
        day: f.node("day").and_then(|n| day(n, report)),
        weeks: f.list("week").into_iter().filter_map(|n| week("week", n, report)).collect(),
        nths: f.list("nth").into_iter().filter_map(|n| week("nth", n, report)).collect(),
        weekday: f.node("weekday").and_then(|n| weekday(n, report)),
        after: f.text("after", report),
        before: f.text("before", report),
        working_days: f.int("working_days", report),
        days: f.int("days", report),
        at: f.text("at", report).filter(|at| is_rule(at, report)),
        working_day: f.node("working_day").and_then(|n| working_day(n, report)),
        times: f.int("times", report),
        event: f.text("event", report),
    };
    let which = Which {
        every: keys.every.iter().map(|one| one.value).collect(),
        interval: f.int("interval", report),
        starting: f.date("starting", report),
        months: f.list("months").into_iter().filter_map(|n| int_of(n, "months", report)).collect(),
    };
    let written: Vec<&'static str> = f.present();
    f.finish(report);
    // A key whose value could not be read is there all the same: to judge the others as if it were not would be wrong.
    if report.counts().0 > sound {
        return None;
    }
    let (used, example): (&[&str], &str) = match &keys {
        Keys { after: Some(_), days: Some(_), .. } => (&["after", "days"], "{after: giao-ban, days: 7}"),
        Keys { after: Some(_), .. } => (&["after", "working_days"], "{after: giao-ban, working_days: 3}"),
        Keys { before: Some(_), days: Some(_), .. } => (&["before", "days"], "{before: giao-ban, days: 2}"),
        Keys { before: Some(_), .. } => (&["before", "working_days"], "{before: giao-ban, working_days: 3}"),
        Keys { at: Some(_), .. } => (&["at"], "{at: giao-ban}"),
        Keys { event: Some(_), .. } => (&["event"], "{event: moi-hop}"),
        Keys { working_day: Some(_), .. } if keys.one_period() == Some(Every::Week) => {
            (&["every", "working_day"], "{every: week, working_day: 1}")
        }
        Keys { working_day: Some(_), .. } => {
            (&["every", "month", "working_day"], "{every: quarter, month: 1, working_day: 3}")
        }
        // So many working days of nothing: the beginning of the month is meant.
        Keys { working_days: Some(_), .. } => {
            (&["every"], "{every: month, working_day: 3}, {after: giao-ban, working_days: 3}")
        }
        Keys { weekday: Some(_), .. } if keys.one_period() == Some(Every::Week) => {
            (&["every", "weekday"], "{every: week, weekday: thu}, {every: week, weekday: thu, months: [5, 6, 7]}")
        }
        Keys { weekday: Some(_), nths, .. } if !nths.is_empty() => {
            (&["every", "month", "nth", "weekday"], "{every: month, nth: 1, weekday: mon}")
        }
        Keys { weekday: Some(_), .. } => {
            (&["every", "month", "week", "weekday"], "{every: month, week: [2, 4], weekday: fri}")
        }
        Keys { day: Some(_), .. } => (&["every", "month", "day"], "{every: quarter, month: last, day: 15}"),
        Keys { times: Some(_), .. } => (&["every", "month", "times"], "{every: year, month: [5, 11], times: 1}"),
        _ => (&["every", "month"], "{every: month, day: 25}"),
    };
    let of_periods = |key: &str| used.contains(&"every") && ["interval", "starting", "months"].contains(&key);
    if let Some(extra) = written.iter().find(|k| !used.contains(k) && !of_periods(k)) {
        report.push(
            Diagnostic::new(
                Code::BadRule,
                node.span,
                say!("«{extra}» không đi cùng các khóa kia", "`{extra}` does not go with the other keys"),
            )
            .help(say!("ví dụ: {example}", "for example: {example}")),
        );
        return None;
    }
    let (before, _) = report.counts();
    let read = keys.read(node.span, refers, report);
    if read.is_none() && report.counts().0 == before {
        report.push(incomplete(node.span, example));
    }
    let when = read?;
    let recurs = which.read(&when, report)?;
    Some((when, recurs))
}

/// The keys of one `when`, as far as they could be read.
struct Keys<'n> {
    every: Vec<Scalar<Every>>,
    month: Option<&'n Node>,
    day: Option<Scalar<DayChoice>>,
    weeks: Vec<Scalar<WeekChoice>>,
    nths: Vec<Scalar<WeekChoice>>,
    weekday: Option<Scalar<Weekday>>,
    after: Option<Scalar<String>>,
    before: Option<Scalar<String>>,
    working_days: Option<Scalar<i64>>,
    days: Option<Scalar<i64>>,
    at: Option<Scalar<String>>,
    working_day: Option<Scalar<i64>>,
    times: Option<Scalar<i64>>,
    event: Option<Scalar<String>>,
}

impl Keys<'_> {
    /// The rule of the form the keys have; `None` where one is missing or wrong.
    fn read(self, span: Span, refers: &mut Vec<Scalar<String>>, report: &mut Report) -> Option<When> {
        let every = self.one_period();
        if let Some(base) = self.after.as_ref().or(self.before.as_ref()) {
            let term = self.term(report)?;
            refers.push(base.clone());
            let rule = RuleId::new(base.value.clone());
            return Some(if self.after.is_some() { When::After { rule, term } } else { When::Before { rule, term } });
        }
        if let Some(rule) = self.at {
            refers.push(rule.clone());
            return Some(When::At { rule: RuleId::new(rule.value) });
        }
        if let Some(event) = self.event {
            return Some(When::Event { event: event.value });
        }
        if let Some(nth) = &self.working_day {
            let every = every.filter(|e| *e == Every::Week || has_a_month(*e))?;
            let most = if every == Every::Week { 5 } else { 10 };
            if nth.value == 0 {
                report.push(no_working_day(nth.span));
                return None;
            }
            let nth: i8 = in_range(nth, -most, most, "working_day", report)?;
            if every == Every::Week {
                return Some(When::WorkingDayOfWeek { nth });
            }
            let examples = [
                "{every: month, working_day: 3}",
                "{every: quarter, month: 1, working_day: 3}",
                "{every: year, month: 1, working_day: 10}",
            ];
            let month = the_month(self.month, every, span, examples, report)?;
            let day = if nth == -1 { DayChoice::LastWorking } else { DayChoice::Working(nth) };
            return Some(When::DayOfMonth { every, month, day });
        }
        if let Some(weekday) = &self.weekday
            && every == Some(Every::Week)
        {
            return Some(When::DayOfWeek { weekday: weekday.value });
        }
        if let Some(weekday) = self.weekday {
            let every = every.filter(|e| has_a_month(*e))?;
            let (key, written) = if self.nths.is_empty() { ("week", &self.weeks) } else { ("nth", &self.nths) };
            let weeks: Vec<WeekChoice> = written.iter().map(|w| w.value).collect();
            let at = written.last()?.span;
            once(&weeks, at, key, report)?;
            last_once(key, &weeks, at, report)?;
            let examples = if self.nths.is_empty() {
                [
                    "{every: month, week: [2, 4], weekday: fri}",
                    "{every: quarter, month: last, week: 2, weekday: thu}",
                    "{every: year, month: [6, 12], week: last, weekday: fri}",
                ]
            } else {
                [
                    "{every: month, nth: 1, weekday: mon}",
                    "{every: quarter, month: 1, nth: 1, weekday: mon}",
                    "{every: year, month: [6, 12], nth: last, weekday: fri}",
                ]
            };
            let month = the_month(self.month, every, span, examples, report)?;
            let weekday = weekday.value;
            return Some(if self.nths.is_empty() {
                When::WeekOfMonth { every, month, weeks, weekday }
            } else {
                When::NthWeekday { every, month, nths: weeks, weekday }
            });
        }
        if let Some(day) = self.day {
            let every = every.filter(|e| has_a_month(*e))?;
            let examples = [
                "{every: month, day: 25}",
                "{every: quarter, month: last, day: 15}",
                "{every: year, month: 12, day: 25}",
            ];
            let month = the_month(self.month, every, span, examples, report)?;
            let day = exists(every, month.as_ref(), &day, report).then_some(day.value)?;
            return Some(When::DayOfMonth { every, month, day });
        }
        if let Some(times) = self.times {
            let times = in_range(&times, 1, 31, "times", report)?;
            // "Định kỳ", and so many times: of what is left open.
            let every = every.filter(|e| *e != Every::Unspecified)?;
            let months = months(self.month, every, report)?;
            return Some(When::Times { every, months, times });
        }
        let mut every: Vec<Every> = Vec::new();
        for one in self.every {
            if !every.contains(&one.value) {
                every.push(one.value);
            }
        }
        let months = match every.as_slice() {
            [one] => months(self.month, *one, report)?,
            _ if self.month.is_some() => return None,
            _ => None,
        };
        (!every.is_empty()).then_some(When::Undated { every, months })
    }

    /// The days that are counted, of one kind.
    fn term(&self, report: &mut Report) -> Option<DayCount> {
        if let Some(days) = &self.days {
            return Some(DayCount { count: in_range(days, 1, 366, "days", report)?, days: Days::All });
        }
        let count = in_range(self.working_days.as_ref()?, 1, 120, "working_days", report)?;
        Some(DayCount { count, days: Days::Working })
    }

    /// The period, where the form needs exactly one.
    fn one_period(&self) -> Option<Every> {
        match self.every.as_slice() {
            [one] => Some(one.value),
            _ => None,
        }
    }
}

/// Whether a day of a month of the period may be meant. Of the first nine months nothing but the period is known.
fn has_a_month(every: Every) -> bool {
    every != Every::NineMonths && every.months().is_some()
}

/// The month in which a day lies: a month has one month, every longer period must say which. `examples` are of a month, of a part of
/// the year and of the year.
#[allow(clippy::option_option, reason = "a month that is not named is no fault where the period is one")]
fn the_month(
    node: Option<&Node>,
    every: Every,
    span: Span,
    examples: [&str; 3],
    report: &mut Report,
) -> Option<Option<MonthChoice>> {
    let month = months(node, every, report)?;
    if month.is_some() != (every == Every::Month) {
        return Some(month);
    }
    let [of_month, of_part, of_year] = examples;
    report.push(incomplete(
        span,
        match every {
            Every::Month => of_month,
            Every::Quarter | Every::HalfYear => of_part,
            _ => of_year,
        },
    ));
    None
}

/// A number, or `last`.
fn week(key: &str, node: &Node, report: &mut Report) -> Option<Scalar<WeekChoice>> {
    if let Value::Text(written) = &node.value {
        match written.as_ref() {
            "last" => return Some(Scalar { value: WeekChoice::Last, span: node.span }),
            other if is_word(other) => {
                let help = if key == "week" {
                    say!(
                        "ghi một số từ 1 đến 5, một danh sách như [2, 4], hoặc last (tuần cuối của tháng)",
                        "write a number from 1 to 5, a list like [2, 4], or last (the last week of the month)"
                    )
                } else {
                    say!(
                        "ghi một số từ 1 đến 5, một danh sách như [1, 3], hoặc last (ngày thứ ấy cuối cùng của tháng)",
                        "write a number from 1 to 5, a list like [1, 3], or last (the last such weekday of the month)"
                    )
                };
                report.push(not_taken(key, other, node.span, help));
                return None;
            }
            _ => {}
        }
    }
    let number = int_of(node, key, report)?;
    let value = WeekChoice::Number(in_range(&number, 1, 5, key, report)?);
    Some(Scalar { value, span: node.span })
}

/// The last is the fourth in some months and the fifth in others: beside either it would be one day twice.
fn last_once(key: &str, weeks: &[WeekChoice], span: Span, report: &mut Report) -> Option<()> {
    let late = weeks.iter().find(|week| matches!(week, WeekChoice::Number(4 | 5)));
    let Some(late) = late.filter(|_| weeks.contains(&WeekChoice::Last)) else { return Some(()) };
    report.push(
        Diagnostic::new(
            Code::BadRule,
            span,
            if key == "week" {
                say!(
                    "«week» nêu tuần {late} và tuần cuối (last), mà có tháng hai tuần ấy là một",
                    "`week` names week {late} and the last, which in some months are one"
                )
            } else {
                say!(
                    "«nth» nêu {late} và last, mà có tháng hai ngày ấy là một",
                    "`nth` names {late} and the last, which in some months are one day"
                )
            },
        )
        .help(say!("bỏ một trong hai", "leave one of them out")),
    );
    None
}

/// A number, `last`, or `last_working`.
fn day(node: &Node, report: &mut Report) -> Option<Scalar<DayChoice>> {
    if let Value::Text(written) = &node.value {
        match written.as_ref() {
            "last" => return Some(Scalar { value: DayChoice::Last, span: node.span }),
            "last_working" => return Some(Scalar { value: DayChoice::LastWorking, span: node.span }),
            other if is_word(other) => {
                let help = say!(
                    "ghi một số từ 1 đến 31, last (ngày cuối tháng) hoặc last_working (ngày làm việc cuối cùng của tháng)",
                    "write a number from 1 to 31, last (the last day of the month) or last_working (its last working day)"
                );
                report.push(not_taken("day", other, node.span, help));
                return None;
            }
            _ => {}
        }
    }
    let number = int_of(node, "day", report)?;
    let value = DayChoice::Number(in_range(&number, 1, 31, "day", report)?);
    Some(Scalar { value, span: node.span })
}

/// A number, or `last`; negative numbers count from the end.
fn working_day(node: &Node, report: &mut Report) -> Option<Scalar<i64>> {
    if node.value == Value::Text("last".into()) {
        return Some(Scalar { value: -1, span: node.span });
    }
    int_of(node, "working_day", report)
}

fn no_working_day(span: Span) -> Diagnostic {
    Diagnostic::new(Code::BadRule, span, say!("không có ngày làm việc thứ 0", "there is no working day 0")).help(say!(
        "1 là ngày làm việc đầu tiên, last là ngày cuối cùng, -2 là ngày liền trước ngày cuối cùng",
        "1 is the first working day, last the last one, -2 the one before the last"
    ))
}

/// Whether what stands at `at` may be a rule. "At 16:30" is what comes to mind for an hour, which has a key of its own.
fn is_rule(at: &Scalar<String>, report: &mut Report) -> bool {
    let word = at.value.trim();
    let hour = word.starts_with(|c: char| c.is_ascii_digit()) && word.contains([':', 'h', ' ', 'g']);
    let is_time = hour || matches!(word, "morning" | "afternoon");
    if is_time {
        report.push(
            Diagnostic::new(
                Code::BadRule,
                at.span,
                say!(
                    "«at: {word}» là giờ, mà «at» nhận mã của cuộc họp hay việc cùng ngày",
                    "`at: {word}` is an hour, and `at` takes the id of the meeting or task it is held with"
                ),
            )
            .help(say!(
                "bỏ «at» ở «when» và ghi giờ vào khóa «by» của quy tắc, ngang hàng với «when», ví dụ by: \"16:30\"",
                "leave `at` out of `when` and write the hour into the key `by` of the rule, beside `when`, e.g. by: \"16:30\""
            )),
        );
    }
    !is_time
}

/// A weekday; one written as Vietnamese or English has it is told its word.
fn weekday(node: &Node, report: &mut Report) -> Option<Scalar<Weekday>> {
    let joined = |words: &str| fold(words).split_whitespace().collect::<String>();
    let written = if let Value::Text(written) = &node.value { joined(written) } else { String::new() };
    let means = |(_, day): &&(&str, Weekday)| {
        let number = day.to_monday_one_offset() + 1;
        let names =
            [joined(weekday_words(*day)), joined(weekday_english(*day)), format!("thu{number}"), format!("t{number}")];
        names.contains(&written)
    };
    let Some((word, _)) = WEEKDAYS.iter().find(means) else { return choice_of(node, "weekday", &WEEKDAYS, report) };
    let written = text_of(node, "weekday", report)?.value;
    let help = say!("ghi «weekday: {word}»", "write `weekday: {word}`");
    report.push(not_taken("weekday", &written, node.span, help));
    None
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

/// The months of a period, where the rule names any; `None` for a fault.
fn months(node: Option<&Node>, every: Every, report: &mut Report) -> Option<Option<MonthChoice>> {
    let Some(node) = node else { return Some(None) };
    let Some(most) = every.months() else {
        report.push(
            Diagnostic::new(
                Code::BadRule,
                node.span,
                say!("tuần không chia thành tháng, nên không có «month»", "a week has no months, so no `month`"),
            )
            .help(say!(
                "bỏ «month»; mùa của việc hằng tuần thì ghi «months», ví dụ: {{every: week, months: [5, 6, 7], times: 1}}; hoặc ghi kỳ dài hơn, ví dụ: {{every: year, month: [5, 11], times: 1}}",
                "leave out `month`; the season of what comes weekly goes into `months`, for example: {{every: week, months: [5, 6, 7], times: 1}}; or write a longer period, for example: {{every: year, month: [5, 11], times: 1}}"
            )),
        );
        return None;
    };
    month_choice(node, most, report).map(Some)
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
            let help = say!(
                "ghi một số từ 1 đến {most} (tháng thứ mấy của kỳ), một danh sách như [1, {most}], hoặc last (tháng cuối kỳ)",
                "write a number from 1 to {most} (counted within the period), a list like [1, {most}], or last"
            );
            report.push(not_taken("month", written, node.span, help));
            return None;
        }
        let number = int_of(node, "month", report)?;
        months.push(in_range(&number, 1, most.into(), "month", report)?);
    }
    once(&months, node.span, "month", report)?;
    Some(MonthChoice::Only(months))
}

/// A week or a month said twice would give two meetings on one day; said a hundred thousand times, as many.
pub(super) fn once<T: Ord + Copy + Display>(all: &[T], span: Span, key: &str, report: &mut Report) -> Option<()> {
    let mut seen = BTreeSet::new();
    let Some(twice) = all.iter().find(|one| !seen.insert(**one)) else { return Some(()) };
    report.push(
        Diagnostic::new(Code::BadRule, span, say!("«{key}» nêu {twice} hai lần", "`{key}` names {twice} twice"))
            .help(say!("xóa số thừa", "delete the one too many")),
    );
    None
}

/// Day 30 of February never comes. Day 31 of "every month" does: in a shorter month it is the last day (Bộ luật Dân sự
/// 2015, Điều 148 khoản 3), which the calendar explains.
fn exists(every: Every, month: Option<&MonthChoice>, day: &Scalar<DayChoice>, report: &mut Report) -> bool {
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

pub(super) fn in_range<T: TryFrom<i64>>(
    number: &Scalar<i64>,
    least: i64,
    most: i64,
    key: &str,
    report: &mut Report,
) -> Option<T> {
    let value = number.value;
    if (least..=most).contains(&value) {
        return T::try_from(value).ok();
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

/// Whether what is written is a word; a number in quotation marks, or a list, is told as such.
fn is_word(written: &str) -> bool {
    written.trim().parse::<i64>().is_err() && !written.contains(',')
}

fn not_taken(key: &str, written: &str, span: Span, help: Say) -> Diagnostic {
    let message = say!("«{key}» không nhận giá trị «{written}»", "`{key}` does not take the value `{written}`");
    Diagnostic::new(Code::BadValue, span, message).help(help)
}

fn incomplete(span: Span, example: &str) -> Diagnostic {
    Diagnostic::new(Code::BadRule, span, say!("quy tắc ngày viết chưa đủ", "the date rule is incomplete"))
        .help(say!("ví dụ: {example}", "for example: {example}"))
}
