//! Floor 5 · the documents of the site → the index the reader's browser searches (design 6, "Search", items 1–3).
//!
//! The index is a classic script that calls one global, `quycheIndex({…})`: the only data channel that both `file://` and
//! `script-src 'self'` allow. It is named by its own hash, so a browser never pairs an old index with a new site.
//! `themes/default/assets/search.js` reads it. The trap: the two sides must cut and fold words alike; `tests/search/fold.tsv`
//! holds both to one table.

mod acronyms;
mod layout;
mod postings;
mod words;

use crate::site::Document;
use crate::text::fnv1a;

/// What the reader may type for what the text says; compared without marks and in both directions.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// Short form and expansion: (`UBND`, `Ủy ban nhân dân`). Initials of role and unit names are added by [`build`].
    pub acronyms: Vec<(String, String)>,
    /// Two wordings of one thing: (`nghỉ phép`, `nghỉ hằng năm`).
    pub synonyms: Vec<(String, String)>,
}

/// The index as files of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    /// Path from the site's root and bytes, by path.
    pub files: Vec<(String, Vec<u8>)>,
    /// Path of the file to load first; a page names it in `data-index`.
    pub entry: String,
}

/// Builds the index of a site. The order of documents of one kind is kept: it decides between equal results.
///
/// ```
/// let index = quyche::search::build(&[], &quyche::search::Vocabulary::default());
/// assert!(index.entry.starts_with("assets/search-"));
/// ```
#[must_use]
pub fn build(documents: &[Document], vocabulary: &Vocabulary) -> Index {
    let mut sorted: Vec<&Document> = documents.iter().collect();
    sorted.sort_by_key(|d| d.kind);
    let script = layout::script(&sorted, vocabulary);
    let entry = format!("assets/search-{:016x}.js", fnv1a(script.as_bytes()));
    Index { files: vec![(entry.clone(), script.into_bytes())], entry }
}
