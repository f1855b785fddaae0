//! Places that findings and trees name must be places of the file.

use quyche::diagnostic::{Files, Format, Lang, Report, Span, show};
use quyche::source::{Node, Value};

/// A span lies within its file and between characters.
pub fn holds(files: &Files, span: Span) {
    let text = files.text(span.file);
    let (start, end) = (span.start as usize, span.end as usize);
    assert!(text.get(start..end).is_some(), "{start}..{end} of {} bytes of {}", text.len(), files.name(span.file));
}

/// Every finding can be shown in both languages and in every form, and stands where there is something.
pub fn report(files: &Files, report: &Report) {
    for finding in report.iter() {
        assert!(!finding.message.vi.is_empty() && !finding.message.en.is_empty(), "{finding:?}");
        finding.span.iter().for_each(|span| holds(files, *span));
        finding.related.iter().for_each(|(span, _)| holds(files, *span));
    }
    for (lang, format) in
        [(Lang::Vi, Format::Short), (Lang::En, Format::Picture { color: false }), (Lang::Vi, Format::Json)]
    {
        let shown = show(report, files, lang, format);
        assert!(report.is_empty() || !shown.is_empty());
    }
}

/// A node lies within its file, and what it holds within it and in its order.
pub fn node(files: &Files, tree: &Node) {
    holds(files, tree.span);
    let mut last = tree.span.start;
    let mut inside = |child: &Node| {
        assert!(child.span.start >= last, "{:?} begins before byte {last}", child.value);
        assert!(child.span.end <= tree.span.end, "{:?} ends after what holds it", child.value);
        last = child.span.start;
        node(files, child);
    };
    match &tree.value {
        Value::List(items) => items.iter().for_each(inside),
        Value::Map(entries) => entries.iter().for_each(|(key, value)| {
            inside(key);
            inside(value);
        }),
        _ => {}
    }
}
