//! The index as one script: documents in columns, headings by reference, postings packed.
//!
//! Columns compress better than records, and a heading that is a document itself (nearly all are) is named by number, so
//! its words are stored and posted once. `v` is the version of this layout; `search.js` refuses another.

use std::collections::BTreeMap;

use serde::Serialize;

use super::postings::{Postings, pack_number};
use super::{Vocabulary, acronyms};
use crate::site::{Document, DocumentKind};

/// What `quycheIndex` is called with.
#[derive(Serialize)]
struct Layout<'a> {
    v: u32,
    /// How many documents of each kind; ids run through the kinds in this order.
    kinds: [usize; 5],
    /// Address, path and title, one a line.
    url: String,
    path: String,
    title: String,
    text: Vec<&'a str>,
    /// Headings that are no document, posted after the documents.
    heads: Vec<&'a str>,
    /// For each document its headings' numbers, the nearest first.
    up: Vec<Vec<usize>>,
    /// For each document 1 if a heading, plus 2 if a date is computed from it.
    flags: String,
    /// Names of bearers, and for each document which of them bear it.
    names: Vec<&'a str>,
    bear: Vec<Vec<usize>>,
    /// Lengths of the ranges of positions: documents, then `heads`.
    len: String,
    terms: String,
    spell: String,
    places: String,
    /// Short form and expansion, and other wordings.
    short: Vec<(String, String)>,
}

/// The script of documents already ordered by kind.
pub(super) fn script(documents: &[&Document], vocabulary: &Vocabulary) -> String {
    let (up, heads) = headings(documents);
    let mut postings = Postings::default();
    let mut len = String::new();
    for (d, up) in documents.iter().zip(&up) {
        // A provision's title is its citation, which the citation parser answers; its words would drown the text's.
        let provision = d.kind == DocumentKind::Provision;
        // What an entry of the calendar quotes is posted with the clause above it already.
        let quoted =
            !provision && up.iter().filter_map(|i| documents.get(*i)).any(|clause| clause.text.contains(&d.text));
        let parts = [if provision { "" } else { d.title.as_str() }, if quoted { "" } else { d.text.as_str() }];
        pack_number(postings.add(&parts), &mut len);
    }
    for head in &heads {
        pack_number(postings.add(&[head]), &mut len);
    }
    let mut names: Vec<&str> = documents.iter().flat_map(|d| d.bearers.iter().map(String::as_str)).collect();
    names.sort_unstable();
    names.dedup();
    let bear = |d: &&Document| d.bearers.iter().filter_map(|b| names.binary_search(&b.as_str()).ok()).collect();
    let lines = |line: fn(&Document) -> &str| {
        documents.iter().map(|d| line(d).replace('\n', " ")).collect::<Vec<_>>().join("\n")
    };
    let count = |kind| documents.iter().filter(|d| d.kind == kind).count();
    let packed = postings.pack();
    let layout = Layout {
        v: 1,
        kinds: DocumentKind::ALL.map(count),
        url: lines(|d| &d.url),
        path: lines(|d| &d.path),
        title: lines(|d| &d.title),
        text: documents.iter().map(|d| d.text.as_str()).collect(),
        heads,
        up,
        flags: documents.iter().map(|d| char::from(b'0' + u8::from(d.heading) + 2 * u8::from(d.dated))).collect(),
        bear: documents.iter().map(bear).collect(),
        names,
        len,
        terms: packed.terms,
        spell: packed.spellings,
        places: packed.places,
        short: acronyms::pairs(documents, vocabulary),
    };
    // Strings, numbers and lists always serialize; an index without documents would be the answer to a bug in serde.
    let json = serde_json::to_string(&layout).unwrap_or_default();
    // Before ES2019 these two ended a line inside a string.
    format!("quycheIndex({});\n", json.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029"))
}

/// For each document the numbers of its last two headings, the nearest first; and the headings that are no document.
///
/// A heading may be given as its words, as label and words ("5.1. Họp giao ban"), or as a citation.
fn headings<'a>(documents: &[&'a Document]) -> (Vec<Vec<usize>>, Vec<&'a str>) {
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    for (i, d) in documents.iter().enumerate().filter(|(_, d)| d.kind == DocumentKind::Provision) {
        numbers.entry(&d.title).or_insert(i);
        if d.heading {
            numbers.entry(d.text.trim()).or_insert(i);
        }
    }
    let mut others: Vec<&str> = Vec::new();
    let mut number = |heading: &'a str| {
        let bare = heading.split_once(' ').map_or(heading, |(_, words)| words);
        let known = numbers.get(heading).or_else(|| numbers.get(bare)).copied();
        known.unwrap_or_else(|| {
            let next = others.iter().position(|h| *h == heading).unwrap_or(others.len());
            if next == others.len() {
                others.push(heading);
            }
            documents.len() + next
        })
    };
    let mut up = Vec::new();
    for d in documents {
        let nearest = d.headings.iter().rev().map(|h| h.trim()).filter(|h| !h.is_empty()).take(2);
        up.push(nearest.map(&mut number).collect());
    }
    (up, others)
}

#[cfg(test)]
mod tests {
    use crate::search::{Vocabulary, build};
    use crate::site::{Document, DocumentKind};

    fn document(kind: DocumentKind, text: &str, headings: &[&str]) -> Document {
        Document {
            kind,
            url: "a.html".into(),
            path: String::new(),
            title: "t".into(),
            headings: headings.iter().map(|h| (*h).to_owned()).collect(),
            text: text.into(),
            heading: false,
            dated: true,
            bearers: vec!["CVP".into()],
        }
    }

    fn read(documents: &[Document]) -> serde_json::Value {
        let index = build(documents, &Vocabulary::default());
        let script = String::from_utf8(index.files[0].1.clone()).unwrap();
        serde_json::from_str(script.strip_prefix("quycheIndex(").unwrap().strip_suffix(");\n").unwrap()).unwrap()
    }

    #[test]
    fn kinds_are_ranges_and_a_heading_that_is_a_document_is_not_stored_twice() {
        let unit = document(DocumentKind::Unit, "u", &[]);
        let head = Document { heading: true, ..document(DocumentKind::Provision, "Họp giao ban", &[]) };
        let clause = document(DocumentKind::Provision, "c", &["Phần", "Văn bản \u{2028}", "5. Họp giao ban"]);
        let json = read(&[unit, head, clause]);
        assert_eq!(json["kinds"], serde_json::json!([2, 0, 1, 0, 0]));
        assert_eq!(json["up"], serde_json::json!([[], [0, 3], []]), "the last two, the nearest first");
        assert_eq!(json["heads"], serde_json::json!(["Văn bản"]));
        assert_eq!(json["flags"], "322");
    }

    #[test]
    fn the_same_documents_give_the_same_name_and_others_another() {
        let a = document(DocumentKind::Provision, "a", &[]);
        let b = document(DocumentKind::Provision, "b", &[]);
        let name = |d: &Document| build(std::slice::from_ref(d), &Vocabulary::default()).entry;
        assert_eq!(name(&a), name(&a));
        assert_ne!(name(&a), name(&b));
    }
}
