//! Diagnostics made readable: a picture of the line, one line each, or JSON lines.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, renderer::DecorStyle};

use super::{Diagnostic, FileId, Files, Lang, Report, Severity, Span};

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The source line with the fault underlined; with colours when `color`.
    Picture {
        /// Whether to emit ANSI colours.
        color: bool,
    },
    /// `file:line:column: error[code]: message`, for editors.
    Short,
    /// One JSON object a line, for programs.
    Json,
}

/// The report as text, one finding after the other, in the order of [`Report::sorted`].
#[must_use]
pub fn show(report: &Report, files: &Files, lang: Lang, format: Format) -> String {
    let mut out = String::new();
    for d in report.iter() {
        let text = match format {
            Format::Picture { color } => picture(d, files, lang, color),
            Format::Short => short(d, files, lang),
            Format::Json => json(d, files, lang),
        };
        out.push_str(&text);
        out.push('\n');
    }
    out
}

fn picture(d: &Diagnostic, files: &Files, lang: Lang, color: bool) -> String {
    let level = match (d.severity, lang) {
        (Severity::Error, Lang::Vi) => Level::ERROR.with_name("lỗi"),
        (Severity::Error, Lang::En) => Level::ERROR,
        (Severity::Warning, Lang::Vi) => Level::WARNING.with_name("cảnh báo"),
        (Severity::Warning, Lang::En) => Level::WARNING,
    };
    let title = level.primary_title(d.message.in_lang(lang)).id(d.code.as_str());
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut group = match d.span {
        Some(span) => title.element(snippet(files, span, &d.related, lang)),
        None => Group::with_title(title),
    };
    let elsewhere = d.related.iter().filter(|(s, _)| Some(s.file) != d.span.map(|p| p.file));
    for (span, why) in elsewhere {
        let window = Window::around(files, span.file, std::iter::once(*span));
        group = group.element(
            window.snippet().annotation(AnnotationKind::Context.span(window.range(*span)).label(why.in_lang(lang))),
        );
    }
    groups.push(group);
    if let Some(help) = &d.help {
        let name = if lang == Lang::Vi { "cách sửa" } else { "help" };
        groups.push(Group::with_title(Level::HELP.with_name(name).secondary_title(help.in_lang(lang))));
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Unicode).render(&groups) + "\n"
}

fn snippet<'a>(
    files: &'a Files,
    span: Span,
    related: &'a [(Span, super::Say)],
    lang: Lang,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let here = || related.iter().filter(|(s, _)| s.file == span.file);
    let window = Window::around(files, span.file, here().map(|(s, _)| *s).chain([span]));
    let mut snippet = window.snippet().annotation(AnnotationKind::Primary.span(window.range(span)));
    for (other, why) in here() {
        snippet = snippet.annotation(AnnotationKind::Context.span(window.range(*other)).label(why.in_lang(lang)));
    }
    snippet
}

/// The lines of a file from the first place to show to the last; the renderer looks at every line it is handed.
struct Window<'f> {
    name: &'f str,
    text: &'f str,
    /// Offset of the first line, and its number from 1.
    start: usize,
    line: usize,
}

impl<'f> Window<'f> {
    fn around(files: &'f Files, file: FileId, spans: impl Iterator<Item = Span>) -> Self {
        let text = files.text(file);
        let starts: Vec<usize> = spans.map(|s| s.start as usize).collect();
        let (line, start) = files.line_of(file, starts.iter().copied().min().unwrap_or(0));
        let (_, last) = files.line_of(file, starts.iter().copied().max().unwrap_or(0));
        let end = text[last..].find('\n').map_or(text.len(), |i| last + i);
        Self { name: files.name(file), text: &text[start..end], start, line: line + 1 }
    }

    fn snippet<T: Clone>(&self) -> Snippet<'f, T> {
        Snippet::source(self.text).path(self.name).line_start(self.line)
    }

    /// A span clipped to one line: a clause may be a thousand characters, and the first line says where it is.
    fn range(&self, span: Span) -> std::ops::Range<usize> {
        let mut start = (span.start as usize).saturating_sub(self.start).min(self.text.len());
        while !self.text.is_char_boundary(start) {
            start -= 1;
        }
        let line_end = self.text[start..].find('\n').map_or(self.text.len(), |i| start + i);
        let mut end = (span.end as usize).saturating_sub(self.start).min(line_end).max(start);
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        start..end
    }
}

fn short(d: &Diagnostic, files: &Files, lang: Lang) -> String {
    let place = d.span.map_or(String::new(), |s| {
        let p = files.position(s.file, s.start);
        format!("{}:{}:{}: ", files.name(s.file), p.line, p.column)
    });
    let level = match (d.severity, lang) {
        (Severity::Error, Lang::Vi) => "lỗi",
        (Severity::Error, Lang::En) => "error",
        (Severity::Warning, Lang::Vi) => "cảnh báo",
        (Severity::Warning, Lang::En) => "warning",
    };
    let help = d.help.as_ref().map_or(String::new(), |h| format!(" ({})", h.in_lang(lang)));
    format!("{place}{level}[{}]: {}{help}", d.code.as_str(), d.message.in_lang(lang))
}

fn json(d: &Diagnostic, files: &Files, lang: Lang) -> String {
    let place = |s: Span| {
        let p = files.position(s.file, s.start);
        serde_json::json!({
            "file": files.name(s.file), "line": p.line, "column": p.column,
            "start": s.start, "end": s.end, "source": files.line(s.file, s.start),
        })
    };
    serde_json::json!({
        "code": d.code.as_str(),
        "severity": if d.severity == Severity::Error { "error" } else { "warning" },
        "message": d.message.in_lang(lang),
        "at": d.span.map(place),
        "related": d.related.iter().map(|(s, why)| serde_json::json!({"at": place(*s), "why": why.in_lang(lang)})).collect::<Vec<_>>(),
        "help": d.help.as_ref().map(|h| h.in_lang(lang)),
    })
    .to_string()
}
