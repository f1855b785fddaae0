//! What stands at the single keys of a `when`: words and numbers, and what is written in their place.

use jiff::civil::Weekday;

use super::{in_range, incomplete, is_word, not_taken};
use crate::diagnostic::{Code, Diagnostic, Report, Say, Span};
use crate::model::{DayChoice, WeekChoice, When};
use crate::say;
use crate::source::{Node, Scalar, Value, choice_of, int_of, text_of};
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

/// A number, or `last`.
pub(super) fn week(key: &str, node: &Node, report: &mut Report) -> Option<Scalar<WeekChoice>> {
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
pub(super) fn last_once(key: &str, weeks: &[WeekChoice], span: Span, report: &mut Report) -> Option<()> {
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
pub(super) fn day(node: &Node, report: &mut Report) -> Option<Scalar<DayChoice>> {
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
pub(super) fn working_day(node: &Node, report: &mut Report) -> Option<Scalar<i64>> {
    if let Value::Text(written) = &node.value {
        match written.as_ref() {
            "last" => return Some(Scalar { value: -1, span: node.span }),
            "first" => {
                let help =
                    say!("ngày làm việc đầu tiên là «working_day: 1»", "the first working day is `working_day: 1`");
                report.push(not_taken("working_day", "first", node.span, help));
                return None;
            }
            other if is_word(other) => {
                report.push(not_taken("working_day", other, node.span, working_days()));
                return None;
            }
            _ => {}
        }
    }
    let number = int_of(node, "working_day", report)?;
    if number.value == 0 {
        let message = say!("không có ngày làm việc thứ 0", "there is no working day 0");
        report.push(Diagnostic::new(Code::BadRule, node.span, message).help(working_days()));
        return None;
    }
    Some(number)
}

fn working_days() -> Say {
    say!(
        "1 là ngày làm việc đầu tiên, last là ngày cuối cùng, -2 là ngày liền trước ngày cuối cùng",
        "1 is the first working day, last the last one, -2 the one before the last"
    )
}

/// Whether what stands at `at` may be a rule. "At 16:30" is what comes to mind for an hour, which has a key of its own.
pub(super) fn is_rule(at: &Scalar<String>, report: &mut Report) -> bool {
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
pub(super) fn weekday(node: &Node, report: &mut Report) -> Option<Scalar<Weekday>> {
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
pub(super) fn word(node: &Node, report: &mut Report) -> Option<When> {
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
