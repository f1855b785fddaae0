//! Markdown files: a YAML head between two lines `---`, then the body.

use std::sync::Arc;

use super::Sources;
use super::yaml::{Node, parse};
use crate::diagnostic::{Code, Diagnostic, FileId, Report, Span};
use crate::say;

/// A Markdown file in two parts.
#[derive(Clone, Debug)]
pub struct Document {
    /// The head.
    pub head: Arc<Node>,
    /// Where the body begins, in bytes of the file.
    pub body_start: usize,
}

/// Splits a Markdown file; `None` (with a finding) when it has no head or the head is not well formed.
#[must_use]
pub fn split(sources: &Sources, file: FileId) -> (Option<Document>, Report) {
    let mut report = Report::default();
    let text = sources.files.text(file);
    let Some(rest) = text.strip_prefix("---\n") else {
        report.push(
            Diagnostic::new(
                Code::FrontMatter,
                Span::new(file, 0, text.find('\n').unwrap_or(text.len())),
                say!("tệp phải mở đầu bằng dòng ---", "the file must begin with a line ---"),
            )
            .help(say!(
                "thêm phần đầu: ---, các dòng «khóa: giá trị», rồi ---",
                "add a head: ---, lines of `key: value`, then ---"
            )),
        );
        return (None, report);
    };
    let end = if rest.starts_with("---\n") { Some(0) } else { rest.find("\n---\n").map(|i| i + 1) };
    let Some(end) = end.or_else(|| rest.ends_with("\n---").then(|| rest.len() - 3)) else {
        report.push(
            Diagnostic::new(
                Code::FrontMatter,
                Span::new(file, 0, 3),
                say!("phần đầu tệp không đóng bằng dòng ---", "the head of the file is not closed by a line ---"),
            )
            .help(say!("thêm dòng --- sau khóa cuối cùng", "add a line --- after the last key")),
        );
        return (None, report);
    };
    let head = report.take(parse(sources, file, 4, 4 + end));
    let body_start = (4 + end + 4).min(text.len());
    (head.map(|head| Document { head, body_start }), report)
}
