//! The decoder of every file of the content, and what follows from what it accepts.

use jiff::civil::date;
use quyche::diagnostic::{Format, Lang, Report, show};
use quyche::model::{self, Model};
use quyche::source::{Sources, parse};
use quyche::{calendar, history, site};

use super::{office, places};

/// The input is one file of the office or several, each behind a line `=== path`.
pub fn holds(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Some(own) = files(text) else { return };
    let sources = office::with(&own);
    for source in sources.content.iter().filter(|s| own.iter().any(|(path, _)| s.path == *path)) {
        if source.path.ends_with(".yaml") {
            let end = sources.files.text(source.file).len();
            let (tree, report) = parse(&sources, source.file, 0, end);
            places::report(&sources.files, &report);
            tree.iter().for_each(|tree| places::node(&sources.files, tree));
            assert_eq!(tree.is_none(), report.has_errors(), "no tree and no reason, or a tree in spite of one");
        }
    }
    let (model, report) = model::decode(&sources);
    places::report(&sources.files, &report);
    let again = model::decode(&sources).1;
    let plain = |r: &Report| show(r, &sources.files, Lang::Vi, Format::Picture { color: false });
    assert_eq!(plain(&report), plain(&again), "read twice, told twice the same");
    if !report.has_errors() {
        accepted(&sources, &model);
    }
}

/// What has no fault can be shown: every step to the pages goes through, whatever the steps find.
fn accepted(sources: &Sources, model: &Model) {
    let day = date(2026, 11, 26);
    let mut report = Report::default();
    let lineages = report.take(history::check(model, &sources.files, day));
    let state = lineages.office(model, day);
    report.extend(model::check(state.model(), &sources.files, day));
    if let Some(snapshot) = state.snapshot() {
        report.extend(calendar::check(&snapshot, 2026..=2027));
        if !report.has_errors() {
            let site = report.take(site::plan(model, &state, &[], 2026..=2026));
            assert!(!site.pages.is_empty());
        }
    }
    places::report(&sources.files, &report);
}

/// The files of an input; `None` when one would be refused before it is decoded.
fn files(text: &str) -> Option<Vec<(&str, String)>> {
    let mut own = Vec::new();
    for part in text.strip_prefix("=== ")?.split("\n=== ") {
        let (path, body) = part.split_once('\n').unwrap_or((part, ""));
        let named = |p: &str| !p.is_empty() && p.chars().all(|c| c.is_alphanumeric() || "/._-".contains(c));
        if !named(path) || !path.ends_with(".yaml") && !path.ends_with(".md") || own.iter().any(|(p, _)| *p == path) {
            return None;
        }
        own.push((path, office::readable(body)?));
    }
    Some(own)
}
