//! `holidays/*.yaml`: days off and working Saturdays. Data, not code: the government decides them anew each year.

use super::trees::{self, Trees};
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::model::keys;
use crate::model::{Holiday, HolidayKind, HolidayStatus, Holidays};
use crate::say;
use crate::source::{Fields, Node, Sources};
use crate::text::date_both;

/// All days of all files; a year is loaded when a file covers it.
pub(super) fn read(sources: &Sources, trees: &mut Trees<'_>, report: &mut Report) -> Holidays {
    let mut holidays = Holidays::default();
    for source in trees::holidays(sources) {
        if let Some(node) = trees.of(source.file, report) {
            file(&node, &mut holidays, report);
        }
    }
    holidays
}

fn file(node: &Node, holidays: &mut Holidays, report: &mut Report) {
    let Some(mut f) = Fields::open(node, &keys::HOLIDAYS, report) else { return };
    if let Some(node) = f.required("years") {
        years(node, holidays, report);
    }
    for node in f.list("days") {
        let Some(day) = day(node, report) else { continue };
        if let Some(first) = holidays.days.get(&day.date) {
            let (date, date_en) = date_both(day.date);
            report.push(
                Diagnostic::new(
                    Code::DuplicateId,
                    day.span,
                    say!("ngày {date} đã có", "the day {date_en} stands already"),
                )
                .related(first.span, say!("lần thứ nhất ở đây", "first here")),
            );
        }
        holidays.days.insert(day.date, day);
    }
    f.finish(report);
}

fn years(node: &Node, holidays: &mut Holidays, report: &mut Report) {
    let Some(mut f) = Fields::open(node, &keys::YEARS, report) else { return };
    let first = f.int("first", report);
    let last = f.int("last", report);
    f.finish(report);
    let year = |n: Option<i64>| n.and_then(|n| i16::try_from(n).ok()).filter(|y| (1900..=2199).contains(y));
    match (year(first.map(|s| s.value)), year(last.map(|s| s.value))) {
        (Some(first), Some(last)) if first <= last => holidays.years.extend((first..=last).map(|y| (y, node.span))),
        _ => report.push(
            Diagnostic::new(
                Code::BadValue,
                node.span,
                say!("«years» cần năm đầu và năm cuối", "`years` needs a first and a last year"),
            )
            .help(say!("ví dụ: years: {{first: 2025, last: 2027}}", "for example: years: {{first: 2025, last: 2027}}")),
        ),
    }
}

fn day(node: &Node, report: &mut Report) -> Option<Holiday> {
    let mut f = Fields::open(node, &keys::HOLIDAY, report)?;
    let date = f.required_date("date", report);
    let kind = f.choice("kind", &HolidayKind::ALL.map(|k| (k.as_str(), k)), report);
    let name = f.required_text("name", report);
    let source = f.required_text("source", report);
    let status = f.choice("status", &HolidayStatus::ALL.map(|s| (s.as_str(), s)), report);
    f.finish(report);
    let date = date?;
    Some(Holiday {
        date: date.value,
        kind: kind.map_or(HolidayKind::Holiday, |k| k.value),
        name: name?.value,
        source: source?.value,
        status: status.map_or(HolidayStatus::Official, |s| s.value),
        span: date.span,
    })
}
