//! Diagnostics made readable: a picture of the line, one line each, or JSON lines.

use std::borrow::Cow;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, renderer::DecorStyle};

use super::printable::{is_steering, printable, printable_name};
use super::{Code, Diagnostic, FileId, Files, Lang, Report, Severity, Span};
use crate::say;

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

/// How many findings are shown. A clerk mends a few and runs again; a file made to flood a terminal must not.
const SHOWN: usize = 1000;

/// Bytes of a line that is shown; a longer one is named by its place alone.
const LINE: usize = 8 << 10;

/// The report as text, one finding after the other, in the order of [`Report::sorted`]. Of a flood the errors come first,
/// and the last finding tells how many are not shown.
#[must_use]
pub fn show(report: &Report, files: &Files, lang: Lang, format: Format) -> String {
    let mut out = String::new();
    let (errors, all) = (report.counts().0, report.iter().count());
    let mut room = [errors.min(SHOWN), (all - errors).min(SHOWN.saturating_sub(errors))];
    let mut shown = |d: &&Diagnostic| {
        let left = &mut room[usize::from(d.severity == Severity::Warning)];
        let fits = *left > 0;
        *left = left.saturating_sub(1);
        fits
    };
    let more = all.saturating_sub(SHOWN);
    let en = if more == 1 { "is 1 more finding".to_owned() } else { format!("are {more} more findings") };
    let rest = Diagnostic::new(Code::TooMany, None, say!("còn {more} phát hiện nữa", "there {en}"))
        .help(say!("sửa những chỗ trên rồi kiểm tra lại", "mend the above and check again"));
    for d in report.iter().filter(|d| shown(d)).chain((more > 0).then_some(&rest)) {
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
    let message = printable(d.message.in_lang(lang));
    let title = level.primary_title(message).id(d.code.as_str());
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut group = match d.span {
        Some(span) if Window::around(files, span.file, std::iter::once(span)).too_long() => {
            title.element(origin(files, span))
        }
        Some(span) => title.element(snippet(files, span, &d.related, lang)),
        None => Group::with_title(title),
    };
    let elsewhere = d.related.iter().filter(|(s, _)| Some(s.file) != d.span.map(|p| p.file));
    for (span, why) in elsewhere {
        let window = Window::around(files, span.file, std::iter::once(*span));
        if window.too_long() {
            group = group.element(origin(files, *span));
            continue;
        }
        group = group.element(
            window.snippet().annotation(AnnotationKind::Context.span(window.range(*span)).label(why.in_lang(lang))),
        );
    }
    groups.push(group);
    if let Some(help) = &d.help {
        let name = if lang == Lang::Vi { "cách sửa" } else { "help" };
        groups.push(Group::with_title(Level::HELP.with_name(name).secondary_title(printable(help.in_lang(lang)))));
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
    // A related line that is too long to show, or with all that lies between, is left out.
    let fits = |s: &Span| !Window::around(files, span.file, [*s].into_iter()).too_long();
    let here = || related.iter().filter(|(s, _)| s.file == span.file && fits(s));
    let window = Window::around(files, span.file, here().map(|(s, _)| *s).chain([span]));
    let mut snippet = window.snippet().annotation(AnnotationKind::Primary.span(window.range(span)));
    for (other, why) in here() {
        snippet = snippet.annotation(AnnotationKind::Context.span(window.range(*other)).label(why.in_lang(lang)));
    }
    snippet
}

/// A line with signs of the same length for what steers a terminal and the renderer does not know: the control characters
/// past ASCII and the code points that are no characters.
fn steady(text: &str) -> Cow<'_, str> {
    let unknown = |c: char| !c.is_ascii() && is_steering(c);
    if !text.contains(unknown) {
        return Cow::Borrowed(text);
    }
    let sign = |c: char| match (unknown(c), c.len_utf8()) {
        (false, _) => c.to_string(),
        (true, 2) => "¿".to_owned(),
        (true, 3) => "\u{FFFD}".to_owned(),
        (true, _) => "\u{FFFD} ".to_owned(),
    };
    Cow::Owned(text.chars().map(sign).collect())
}

/// A place without its line.
fn origin(files: &Files, span: Span) -> Origin<'_> {
    let at = files.position(span.file, span.start);
    Origin::path(files.name(span.file)).line(at.line).char_column(at.column)
}

/// The lines of a file from the first place to show to the last; the renderer looks at every line it is handed.
struct Window<'f> {
    name: &'f str,
    text: Cow<'f, str>,
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
        Self { name: files.name(file), text: steady(&text[start..end]), start, line: line + 1 }
    }

    /// Whether one of the lines would fill screens.
    fn too_long(&self) -> bool {
        self.text.split('\n').any(|line| line.len() > LINE)
    }

    fn snippet<T: Clone>(&self) -> Snippet<'f, T> {
        Snippet::source(self.text.clone()).path(self.name).line_start(self.line)
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

/// Where a span begins: `file:line:column`.
#[must_use]
pub fn place(files: &Files, span: Span) -> String {
    let p = files.position(span.file, span.start);
    format!("{}:{}:{}", printable_name(files.name(span.file)), p.line, p.column)
}

fn short(d: &Diagnostic, files: &Files, lang: Lang) -> String {
    let place = d.span.map_or(String::new(), |s| place(files, s) + ": ");
    let level = match (d.severity, lang) {
        (Severity::Error, Lang::Vi) => "lỗi",
        (Severity::Error, Lang::En) => "error",
        (Severity::Warning, Lang::Vi) => "cảnh báo",
        (Severity::Warning, Lang::En) => "warning",
    };
    let help = d.help.as_ref().map_or(String::new(), |h| format!(" ({})", printable(h.in_lang(lang))));
    format!("{place}{level}[{}]: {}{help}", d.code.as_str(), printable(d.message.in_lang(lang)))
}

fn json(d: &Diagnostic, files: &Files, lang: Lang) -> String {
    let place = |s: Span| {
        let p = files.position(s.file, s.start);
        serde_json::json!({
            "file": printable_name(files.name(s.file)), "line": p.line, "column": p.column,
            "start": s.start, "end": s.end, "source": Some(files.line(s.file, s.start)).filter(|line| line.len() <= LINE),
        })
    };
    serde_json::json!({
        "code": d.code.as_str(),
        "severity": if d.severity == Severity::Error { "error" } else { "warning" },
        "message": printable(d.message.in_lang(lang)),
        "at": d.span.map(place),
        "related": d.related.iter().map(|(s, why)| serde_json::json!({"at": place(*s), "why": printable(why.in_lang(lang))})).collect::<Vec<_>>(),
        "help": d.help.as_ref().map(|h| printable(h.in_lang(lang))),
    })
    .to_string()
}
