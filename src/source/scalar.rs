//! One value of YAML as what it is to be: words, a whole number, a day, one of a set of words.

use std::borrow::Cow;
use std::fmt::Display;

use jiff::civil::Date;

use super::yaml::{Node, Value};
use crate::diagnostic::{Code, Diagnostic, Report, Span, is_steering};
use crate::say;
use crate::text::nearest;

/// A scalar with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Scalar<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub span: Span,
}

/// The words of a scalar; `None` with a finding for a list, a map, or nothing.
pub(crate) fn text_of(node: &Node, key: &str, report: &mut Report) -> Option<Scalar<String>> {
    match plain(node) {
        Some(value) if value.contains(|c| is_steering(c) || c == '\t') => {
            // Written as an escape, or it would have been refused with the file.
            report.push(
                Diagnostic::new(
                    Code::ControlCharacter,
                    node.span,
                    say!("«{key}» có ký tự điều khiển, không hiện ra khi in", "`{key}` holds a control character"),
                )
                .help(say!(
                    "dấu \\ trong ngoặc kép mở đầu một ký hiệu của YAML: đường dẫn của Windows thì bỏ ngoặc kép hoặc viết /; không phải đường dẫn thì xóa ký hiệu ấy",
                    "within double quotes a \\ begins a mark of YAML: of a path of Windows leave out the quotes or write /; otherwise delete the mark"
                )),
            );
            None
        }
        Some(value) if !value.trim().is_empty() => Some(Scalar { value: value.into_owned(), span: node.span }),
        Some(_) => {
            let message = say!("«{key}» để trống", "`{key}` is empty");
            let help = say!("ghi giá trị giữa hai dấu ngoặc kép", "write the value between the quotes");
            report.push(Diagnostic::new(Code::BadValue, node.span, message).help(help));
            None
        }
        None => {
            report.push(
                Diagnostic::new(
                    Code::WrongType,
                    node.span,
                    say!(
                        "«{key}» phải là chữ, không phải danh sách hay mục con",
                        "`{key}` must be words, not a list or entry"
                    ),
                )
                .help(say!("viết «{key}: \"…\"» trên một dòng", "write `{key}: \"…\"` on one line")),
            );
            None
        }
    }
}

/// The whole number of a scalar.
pub(crate) fn int_of(node: &Node, key: &str, report: &mut Report) -> Option<Scalar<i64>> {
    if let Value::Int(value) = node.value {
        return Some(Scalar { value, span: node.span });
    }
    report.push(
        Diagnostic::new(
            Code::WrongType,
            node.span,
            say!("«{key}» phải là số nguyên", "`{key}` must be a whole number"),
        )
        .help(match whole(node) {
            Some(number) => say!("viết «{key}: {number}»", "write `{key}: {number}`"),
            None => say!("viết bằng chữ số, ví dụ «{key}: 2»", "write it in figures, e.g. `{key}: 2`"),
        }),
    );
    None
}

/// The number, or the list of numbers, that a value in quotation marks or with a fraction of nothing was to be.
fn whole(node: &Node) -> Option<String> {
    let number =
        |word: &str| word.trim().trim_end_matches('0').strip_suffix('.').or(Some(word.trim()))?.parse::<i64>().ok();
    let written = plain(node)?;
    let numbers: Vec<String> = written.split(',').map(|w| number(w).map(|n| n.to_string())).collect::<Option<_>>()?;
    if numbers.len() == 1 { numbers.into_iter().next() } else { Some(format!("[{}]", numbers.join(", "))) }
}

/// The date of a scalar, written `2026-02-28`.
pub(super) fn date_of(node: &Node, report: &mut Report) -> Option<Scalar<Date>> {
    let written = plain(node).unwrap_or_default();
    let shape = written.len() == 10
        && written.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
    if let Some(value) = shape.then(|| written.parse::<Date>().ok()).flatten() {
        return Some(Scalar { value, span: node.span });
    }
    let message = if shape {
        say!("không có ngày {written}", "there is no day {written}")
    } else {
        say!("«{written}» không phải là ngày dạng NĂM-THÁNG-NGÀY", "`{written}` is not a date as YEAR-MONTH-DAY")
    };
    let help = match day_first(&written) {
        Some(date) => say!("viết {date}", "write {date}"),
        None => say!("viết NĂM-THÁNG-NGÀY, ví dụ 2026-02-28", "write YEAR-MONTH-DAY, e.g. 2026-02-28"),
    };
    report.push(Diagnostic::new(Code::BadDate, node.span, message).help(help));
    None
}

/// A date as Vietnamese offices write it, `19/11/2021`, or with a month of one digit.
fn day_first(written: &str) -> Option<Date> {
    let parts: Vec<i16> = written.split(['/', '-', '.']).map(|p| p.trim().parse().ok()).collect::<Option<_>>()?;
    let [a, b, c] = parts[..] else { return None };
    let (year, day) = if a > 31 { (a, c) } else { (c, a) };
    Date::new(year, i8::try_from(b).ok()?, i8::try_from(day).ok()?).ok().filter(|d| d.year() > 1900)
}

/// One of a set of words.
pub(crate) fn choice_of<T: Copy>(
    node: &Node,
    key: &str,
    choices: &[(&'static str, T)],
    report: &mut Report,
) -> Option<Scalar<T>> {
    let written = plain(node).unwrap_or_default();
    if let Some((_, value)) = choices.iter().find(|(word, _)| *word == written) {
        return Some(Scalar { value: *value, span: node.span });
    }
    let all = choices.iter().map(|(w, _)| *w).collect::<Vec<_>>().join(", ");
    let near = nearest(&written, choices.iter().map(|(w, _)| *w));
    let help = match near.first() {
        Some(w) => say!("ý bạn là «{w}»? (dùng được: {all})", "did you mean `{w}`? (allowed: {all})"),
        None => say!("dùng một trong: {all}", "use one of: {all}"),
    };
    report.push(
        Diagnostic::new(
            Code::BadValue,
            node.span,
            say!("«{key}» không nhận giá trị «{written}»", "`{key}` does not take the value `{written}`"),
        )
        .help(help),
    );
    None
}

/// A scalar as the words it was written with, as far as YAML keeps them.
pub(super) fn plain(node: &Node) -> Option<Cow<'_, str>> {
    let written = |value: &dyn Display| node.written.as_deref().map_or_else(|| value.to_string().into(), Cow::from);
    match &node.value {
        Value::Text(s) => Some(s.into()),
        Value::Int(i) => Some(written(i)),
        Value::Float(f) => Some(written(f)),
        Value::Bool(b) => Some(written(b)),
        Value::Null | Value::List(_) | Value::Map(_) => None,
    }
}
