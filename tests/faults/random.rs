//! Random edits of the real content: nothing panics, and every place that is told lies within its file.

use std::fs;
use std::path::Path;

use jiff::civil::date;
use proptest::prelude::*;
use quyche::diagnostic::{Format, Lang, Report, show};
use quyche::source::{Source, Sources};
use quyche::{calendar, duty, history, model, site};

use crate::common;

/// One thing a hand can do to a text; places are fractions of its length.
#[derive(Clone, Debug)]
enum Edit {
    DeleteLine(usize),
    DoubleLine(usize),
    SwapLines(usize, usize),
    DeleteChar(usize),
    DoubleChar(usize),
    SwapChars(usize, usize),
    InsertChar(usize, char),
    CutTail(usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    let place = || any::<usize>();
    let signs = prop::sample::select(vec![
        '"', '\'', ':', '#', '-', '[', ']', '{', '}', ',', '\n', ' ', '\t', '\u{A0}', '&', '*', '!', '|', '>', '@',
        'đ', '1', '.', '\u{301}', '😀', '(', ')', '\\', '%', '?',
    ]);
    prop_oneof![
        place().prop_map(Edit::DeleteLine),
        place().prop_map(Edit::DoubleLine),
        (place(), place()).prop_map(|(a, b)| Edit::SwapLines(a, b)),
        place().prop_map(Edit::DeleteChar),
        place().prop_map(Edit::DoubleChar),
        (place(), place()).prop_map(|(a, b)| Edit::SwapChars(a, b)),
        (place(), signs).prop_map(|(a, c)| Edit::InsertChar(a, c)),
        place().prop_map(Edit::CutTail),
    ]
}

fn apply(text: &str, edit: &Edit) -> String {
    let lines = || text.split_inclusive('\n').collect::<Vec<_>>();
    let chars = || text.chars().collect::<Vec<_>>();
    match *edit {
        _ if text.is_empty() => String::new(),
        Edit::DeleteLine(n) => {
            let mut lines = lines();
            lines.remove(n % lines.len());
            lines.concat()
        }
        Edit::DoubleLine(n) => {
            let mut lines = lines();
            let n = n % lines.len();
            lines.insert(n, lines[n]);
            lines.concat()
        }
        Edit::SwapLines(a, b) => {
            let mut lines = lines();
            let count = lines.len();
            lines.swap(a % count, b % count);
            lines.concat()
        }
        Edit::DeleteChar(n) => {
            let mut chars = chars();
            chars.remove(n % chars.len());
            chars.into_iter().collect()
        }
        Edit::DoubleChar(n) => {
            let mut chars = chars();
            let n = n % chars.len();
            chars.insert(n, chars[n]);
            chars.into_iter().collect()
        }
        Edit::SwapChars(a, b) => {
            let mut chars = chars();
            let count = chars.len();
            chars.swap(a % count, b % count);
            chars.into_iter().collect()
        }
        Edit::InsertChar(n, c) => {
            let mut chars = chars();
            chars.insert(n % chars.len(), c);
            chars.into_iter().collect()
        }
        Edit::CutTail(n) => {
            let chars = chars();
            chars[..n % chars.len()].iter().collect()
        }
    }
}

/// Paths and texts of a project, `quyche.yaml` last.
fn texts(root: &Path) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = [
        "calendar.yaml",
        "decisions/",
        "duties.yaml",
        "glossary.yaml",
        "holidays/",
        "pages/",
        "regulation/",
        "roles.yaml",
        "units.yaml",
    ]
    .into_iter()
    .flat_map(|name| match name.strip_suffix('/') {
        None => vec![name.to_owned()],
        Some(folder) => {
            let entries = fs::read_dir(root.join("content").join(folder)).unwrap();
            let mut names: Vec<_> =
                entries.map(|e| format!("{folder}/{}", e.unwrap().file_name().to_str().unwrap())).collect();
            names.sort();
            names
        }
    })
    .map(|path| {
        let text = fs::read_to_string(root.join("content").join(&path)).unwrap();
        (path, text)
    })
    .collect();
    found.push((String::new(), fs::read_to_string(root.join("quyche.yaml")).unwrap()));
    found
}

fn sources(texts: &[(String, String)]) -> Sources {
    let mut sources = Sources::default();
    for (path, text) in texts {
        let file = sources.files.add(path.clone(), text.clone());
        if path.is_empty() {
            sources.config = Some(file);
        } else {
            sources.content.push(Source { path: path.clone(), file });
        }
    }
    sources
}

/// Everything the rooms up to floor 3 do, whether or not there are errors; and the pages, which the preview plans of whatever could be
/// read.
fn all(sources: &Sources) -> Report {
    let mut report = Report::default();
    let model = report.take(model::decode(sources));
    let readable = !report.has_errors();
    let day = date(2026, 1, 5);
    report.extend(history::check(&model, &sources.files, day).1);
    let state = history::on(&model, day);
    report.extend(model::check(state.model(), &sources.files, day));
    if let Some(snapshot) = state.snapshot() {
        report.extend(calendar::check(&snapshot, 2026..=2026));
        let _ = duty::matrix(&snapshot);
    }
    if readable {
        let _ = site::plan(&model, &state, &[], 2026..=2026);
    }
    report.sorted()
}

fn each_place_is_in_its_file(sources: &Sources, report: &Report) {
    for d in report.iter() {
        for span in d.span.iter().chain(d.related.iter().map(|(s, _)| s)) {
            let text = sources.files.text(span.file);
            assert!(
                text.get(span.start as usize..span.end as usize).is_some(),
                "{}: {span:?} of {} bytes in {}",
                d.code.as_str(),
                text.len(),
                sources.files.name(span.file)
            );
        }
    }
    for format in [Format::Short, Format::Json] {
        let _ = show(report, &sources.files, Lang::Vi, format);
    }
    let mut first = Report::default();
    report.iter().take(20).for_each(|d| first.push(d.clone()));
    let _ = show(&first, &sources.files, Lang::En, Format::Picture { color: true });
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_of_the_small_project_never_panic(
        edits in prop::collection::vec((any::<prop::sample::Index>(), edit()), 1..6)
    ) {
        let mut texts = texts(&crate::case::folder().join("base"));
        for (file, edit) in &edits {
            let text = &mut texts[file.index(10)].1;
            *text = apply(text, edit);
        }
        let sources = sources(&texts);
        each_place_is_in_its_file(&sources, &all(&sources));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_of_the_real_content_never_panic(
        edits in prop::collection::vec((any::<prop::sample::Index>(), edit()), 1..4)
    ) {
        let mut texts = texts(common::root());
        let count = texts.len();
        for (file, edit) in &edits {
            let text = &mut texts[file.index(count)].1;
            *text = apply(text, edit);
        }
        let sources = sources(&texts);
        each_place_is_in_its_file(&sources, &all(&sources));
    }
}
