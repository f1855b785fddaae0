//! `when:` of a rule: the rule language of design 3. What cannot be a day is refused here, at the value.

mod month;
mod value;

use std::collections::BTreeSet;
use std::fmt::Display;

use jiff::civil::Weekday;

use self::month::{exists, has_a_month, months, season, the_month};
use self::value::{day, is_rule, last_once, week, weekday, word, working_day};
use super::which::Which;
use crate::diagnostic::{Code, Diagnostic, Report, Say, Span};
use crate::model::keys;
use crate::model::{DayChoice, DayCount, Days, Every, Recurs, RuleId, WeekChoice, When};
use crate::say;
use crate::source::{Fields, Node, Scalar, Value, choice_of};

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
        months: season(&f.list("months"), report),
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
        Keys { month: Some(_), .. } => (&["every", "month"], "{every: year, month: 6}"),
        _ => (&["every"], "{every: month, day: 25}"),
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
            let nth: i8 = in_range(nth, -most, most, "working_day", report)?;
            if every == Every::Week {
                return Some(When::WorkingDayOfWeek { nth });
            }
            let examples = ["{every: quarter, month: 1, working_day: 3}", "{every: year, month: 1, working_day: 10}"];
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
                    "{every: quarter, month: last, week: 2, weekday: thu}",
                    "{every: year, month: [6, 12], week: last, weekday: fri}",
                ]
            } else {
                [
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
            let examples = ["{every: quarter, month: last, day: 15}", "{every: year, month: 12, day: 25}"];
            let month = the_month(self.month, every, span, examples, report)?;
            let day = exists(every, month.as_ref(), &day, report).then_some(day.value)?;
            return Some(When::DayOfMonth { every, month, day });
        }
        // In a month that is named it is once, as nothing else is said.
        if self.times.is_some() || self.month.is_some() {
            let times = self.times.as_ref().map_or(Some(1), |times| in_range(times, 1, 31, "times", report))?;
            let months = months(self.month, every?, report)?;
            // "Định kỳ", and so many times: of what is left open.
            let every = every.filter(|e| *e != Every::Unspecified)?;
            return Some(When::Times { every, months, times });
        }
        let mut every: Vec<Every> = Vec::new();
        for one in self.every {
            if !every.contains(&one.value) {
                every.push(one.value);
            }
        }
        (!every.is_empty()).then_some(When::Undated { every })
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
