//! A small office that passes every check, file by file, into which an input puts its own.

use quyche::diagnostic::Files;
use quyche::source::{Source, Sources};
use quyche::text::nfc;

/// The sample of `quyche init`, with days off of its own: those of the whole country are forty kilobytes.
const FILES: [(&str, &str); 9] = [
    ("calendar.yaml", include_str!("../../src/cli/init/content/calendar.yaml")),
    ("decisions/01-2026.yaml", include_str!("../../src/cli/init/content/decisions/01-2026.yaml")),
    ("duties.yaml", include_str!("../../src/cli/init/content/duties.yaml")),
    ("glossary.yaml", include_str!("../../src/cli/init/content/glossary.yaml")),
    ("holidays/vn.yaml", include_str!("holidays.yaml")),
    ("pages/gioi-thieu.md", include_str!("../../src/cli/init/content/pages/gioi-thieu.md")),
    ("regulation/2026-01-05.md", include_str!("../../src/cli/init/content/regulation/2026-01-05.md")),
    ("roles.yaml", include_str!("../../src/cli/init/content/roles.yaml")),
    ("units.yaml", include_str!("../../src/cli/init/content/units.yaml")),
];

const CONFIG: &str = include_str!("../../src/cli/init/quyche.yaml");

/// The text of a file as the folder's reader hands it on: `None` where that reader refuses it.
pub fn readable(text: &str) -> Option<String> {
    let text = nfc(text.replace("\r\n", "\n"));
    let bidi = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let refused = text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t') || bidi(c));
    (!refused).then_some(text)
}

/// The sample with these files in place of its own, or beside them.
pub fn with(own: &[(&str, String)]) -> Sources {
    let mut sources = Sources::default();
    let config = own.iter().find(|(path, _)| *path == "quyche.yaml").map_or(CONFIG, |(_, text)| text);
    sources.config = Some(sources.files.add("quyche.yaml", config));
    let shipped = FILES.iter().filter(|(path, _)| own.iter().all(|(p, _)| p != path));
    let shipped = shipped.map(|(path, text)| (*path, (*text).to_owned()));
    let others = own.iter().filter(|(path, _)| *path != "quyche.yaml").cloned();
    let mut all: Vec<(&str, String)> = shipped.chain(others).collect();
    all.sort();
    all.dedup_by(|a, b| a.0 == b.0);
    for (path, text) in all {
        add(&mut sources.files, &mut sources.content, path, text);
    }
    sources
}

fn add(files: &mut Files, content: &mut Vec<Source>, path: &str, text: String) {
    let file = files.add(format!("content/{path}"), text);
    content.push(Source { path: path.to_owned(), file });
}
