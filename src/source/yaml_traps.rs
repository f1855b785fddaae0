//! The mistakes people make in YAML, said in plain words: tabs, a colon in an unquoted value, ` #` that cuts a value.

use super::yaml::{Node, Value};
use crate::diagnostic::{Code, Diagnostic, FileId, Files, Report, Say, Span};
use crate::say;

/// Faults that are plain to see and that the parser would describe in its own terms.
pub(super) fn before_parsing(file: FileId, start: usize, text: &str) -> Option<Diagnostic> {
    let mut at = 0;
    let mut nesting = 0i32;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line[..indent].find('\t')
            && !line.trim().is_empty()
        {
            let span = Span::new(file, start + at + tab, start + at + tab + 1);
            return Some(
                Diagnostic::new(
                    Code::YamlSyntax,
                    span,
                    say!(
                        "dòng thụt bằng phím Tab; YAML chỉ nhận dấu cách",
                        "the line is indented by a tab; YAML takes spaces only"
                    ),
                )
                .help(say!("thay mỗi Tab bằng hai dấu cách", "replace each tab by two spaces")),
            );
        }
        nesting += i32::try_from(line.matches(['[', '{']).count()).unwrap_or(i32::MAX / 2);
        nesting -= i32::try_from(line.matches([']', '}']).count()).unwrap_or(0);
        if nesting > 64 {
            return Some(Diagnostic::new(
                Code::TooMany,
                Span::new(file, start + at, start + at + 1),
                say!("quá 64 dấu ngoặc [ hoặc {{ chưa đóng", "more than 64 brackets [ or {{ are open"),
            ));
        }
        at += line.len();
    }
    None
}

/// Words behind ` #` in a value without quotes: YAML drops them as a comment, and the clerk never sees it. A comment
/// after a value is common and right; it is a trap only where the value ends in the middle of words.
pub(super) fn after_parsing(files: &Files, node: &Node, report: &mut Report) {
    match &node.value {
        Value::List(items) => items.iter().for_each(|n| after_parsing(files, n, report)),
        Value::Map(entries) => entries.iter().for_each(|(_, v)| after_parsing(files, v, report)),
        Value::Text(text) if text.contains(' ') => cut_value(files, node.span, report),
        _ => {}
    }
}

fn cut_value(files: &Files, span: Span, report: &mut Report) {
    let text = files.text(span.file);
    let raw = files.slice(span);
    if raw.starts_with(['"', '\'', '|', '>']) {
        return;
    }
    let after = &text[(span.end as usize).min(text.len())..];
    let rest = after.split('\n').next().unwrap_or("");
    let Some(comment) = rest.trim_start().strip_prefix('#').filter(|_| rest.starts_with(' ')) else { return };
    let lost = comment.trim();
    // `# note` with a space is how people write comments; `#12` or `#a` right behind the sign is a cut value.
    if lost.is_empty() || comment.starts_with(' ') {
        return;
    }
    let at = span.end as usize + rest.find('#').unwrap_or(0);
    report.push(
        Diagnostic::new(
            Code::YamlCommentCut,
            Span::new(span.file, at, at + 1 + comment.len()),
            say!("«#{lost}» bị coi là chú thích và mất đi", "`#{lost}` is taken for a comment and lost"),
        )
        .help(say!("đặt cả giá trị trong ngoặc kép \"…\"", "put the whole value in quotes \"…\"")),
    );
}

/// A parser error in plain words, with what to do where the cause can be seen.
pub(super) fn explain(files: &Files, span: Span, error: &str) -> (Say, Option<Say>) {
    let line = files.line(span.file, span.start);
    let value = line.split_once(": ").map(|(_, v)| v.trim());
    if value.is_some_and(|v| !v.starts_with(['"', '\'', '{', '[', '|', '>']) && (v.contains(": ") || v.ends_with(':')))
    {
        return (
            say!("giá trị có dấu hai chấm mà không có ngoặc kép", "the value holds a colon and is not in quotes"),
            Some(say!("đặt cả giá trị trong ngoặc kép \"…\"", "put the whole value in quotes \"…\"")),
        );
    }
    let error = error.lines().next().unwrap_or("").trim();
    (
        say!("không hiểu được YAML ở đây: {error}", "the YAML cannot be understood here: {error}"),
        Some(say!(
            "kiểm tra thụt dòng, ngoặc và dấu hai chấm ở dòng này và dòng trên",
            "check the indentation, brackets and colons of this line and the one above"
        )),
    )
}
