//! The reading of a regulation: nothing of the text is lost, nothing is made up, every provision has its place.

use std::collections::BTreeSet;

use quyche::diagnostic::Files;
use quyche::model::{Provision, read_text};

use super::{office, places};

/// The input is the body of a regulation.
pub fn holds(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Some(text) = office::readable(text) else { return };
    let mut files = Files::default();
    let file = files.add("", text.clone());
    let (provisions, report) = read_text(&text);
    places::report(&files, &report);
    let mut seen = BTreeSet::new();
    let mut last = 0;
    for provision in &provisions {
        let Provision { id, span, parent, .. } = provision;
        assert_eq!(span.file, file);
        places::holds(&files, *span);
        assert!(span.start >= last, "{id} stands before what it follows");
        last = span.start;
        assert!(parent.as_ref().is_none_or(|p| seen.contains(p)), "{id} stands under {parent:?}, which is not there");
        assert!(seen.insert(id) || report.has_errors(), "{id} twice, and nobody was told");
        assert!(!provision.citation.is_empty(), "{id} cannot be cited");
    }
    if report.has_errors() {
        return;
    }
    let read: String = provisions.iter().map(|p| format!("{}{}", p.label, p.text)).collect();
    assert_eq!(bare(&read), bare(&text), "the words of the text and those of its provisions");
    for provision in &provisions {
        // Lines are joined by one blank, whatever stood at their ends.
        let lines: Vec<&str> = files.slice(provision.span).split('\n').map(str::trim).collect();
        let words = lines.join(" ");
        assert_eq!(words, provision.text.as_str(), "the place of {}", provision.id);
    }
    // More blank lines, and one at the end, are the same text.
    let (wider, _) = read_text(&format!("{}\n\n", text.replace("\n\n", "\n\n\n")));
    let told = |all: &[Provision]| all.iter().map(|p| (p.id.clone(), p.text.clone())).collect::<Vec<_>>();
    assert_eq!(told(&provisions), told(&wider));
}

/// What is left of a text without blanks and the marks of Markdown.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '#' | '\\')).collect()
}
