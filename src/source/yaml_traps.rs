//! Mistakes in YAML that the parser lets pass or describes in its own terms: tabs and no-break spaces for indentation,
//! quotation marks of a word processor, ` #` that cuts a value.

use super::yaml::{Node, Value};
use crate::diagnostic::{Code, Diagnostic, FileId, Files, Report, Span};
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
        if let Some((i, c)) = line.char_indices().find(|(_, c)| *c != ' ').filter(|(_, c)| odd_space(*c)) {
            let code = u32::from(c);
            let span = Span::new(file, start + at + i, start + at + i + c.len_utf8());
            return Some(
                Diagnostic::new(
                    Code::YamlSyntax,
                    span,
                    say!(
                        "dòng thụt bằng ký tự U+{code:04X} trông như dấu cách; YAML chỉ nhận dấu cách thường",
                        "the line is indented by U+{code:04X}, which looks like a space; YAML takes plain spaces only"
                    ),
                )
                .help(say!("xóa khoảng trống đầu dòng rồi gõ lại bằng phím cách", "delete the blank and type spaces")),
            );
        }
        nesting += i32::try_from(line.matches(['[', '{']).count()).unwrap_or(i32::MAX / 2);
        nesting -= i32::try_from(line.matches([']', '}']).count()).unwrap_or(0);
        if nesting > 64 {
            let fault = say!("quá 64 dấu ngoặc [ hoặc {{ chưa đóng", "more than 64 brackets [ or {{ are open");
            return Some(
                Diagnostic::new(Code::TooMany, Span::new(file, start + at, start + at + line.trim_end().len()), fault)
                    .help(say!(
                        "đóng ngoặc, hoặc viết danh sách mỗi mục một dòng",
                        "close them, or write one item a line"
                    )),
            );
        }
        at += line.len();
    }
    None
}

/// A blank of another alphabet or of a word processor: no-break, ideographic, zero-width.
fn odd_space(c: char) -> bool {
    c != ' ' && !matches!(c, '\n' | '\t' | '\r') && (c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}'))
}

/// What the parser read as meant and the clerk did not mean.
pub(super) fn after_parsing(files: &Files, node: &mut Node, report: &mut Report) {
    match &mut node.value {
        Value::List(items) => items.iter_mut().for_each(|n| after_parsing(files, n, report)),
        Value::Map(entries) => entries.iter_mut().for_each(|(_, v)| after_parsing(files, v, report)),
        Value::Int(_) | Value::Float(_) | Value::Bool(_) => {
            node.written = Some(files.slice(node.span).to_owned()).filter(|w| !w.is_empty());
            cut_value(files, node.span, report);
        }
        Value::Text(text) => {
            cut_value(files, node.span, report);
            word_processor_quotes(files, node.span, text, report);
        }
        Value::Null => {}
    }
}

/// `name: “Phòng Kho”`: to YAML these marks are letters of the value. Reported, then read as the quotes that were meant.
fn word_processor_quotes(files: &Files, span: Span, text: &mut String, report: &mut Report) {
    let word = |c: char| matches!(c, '“' | '”' | '„' | '‘' | '’' | '‚');
    let quote = |c: char| word(c) || matches!(c, '«' | '»' | '‹' | '›');
    if !files.slice(span).starts_with(quote) {
        return;
    }
    let Some(inner) = text.strip_prefix(quote).and_then(|t| t.strip_suffix(quote)).filter(|t| !t.contains(quote))
    else {
        return;
    };
    let (open, close) = (text.chars().next().unwrap_or_default(), text.chars().last().unwrap_or_default());
    let message = if word(open) {
        say!(
            "{open} {close} là ngoặc của Word, không phải ngoặc kép của YAML",
            "{open} {close} are quotation marks of a word processor, none of YAML"
        )
    } else {
        say!(
            "{open} {close} là ngoặc của chữ in, không phải ngoặc kép của YAML",
            "{open} {close} are quotation marks of print, none of YAML"
        )
    };
    report.push(
        Diagnostic::new(Code::YamlSyntax, span, message)
            .help(say!("thay bằng ngoặc kép thẳng: \"{inner}\"", "use straight quotes: \"{inner}\"")),
    );
    *text = inner.to_owned();
}

/// Words behind ` #` in a value without quotes: YAML drops them as a comment, and the clerk never sees it. A comment
/// after a value is common and right; it is a trap only where the value ends in the middle of words.
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
    // People set a comment off by two spaces and begin it with one: `id: a  # note`. Whatever else stands behind ` #` was
    // more likely meant as a part of the value: `Phòng #2`, `Nghiệp vụ # và Hồ sơ`.
    if lost.is_empty() || (comment.starts_with(' ') && rest.starts_with("  ")) {
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
