//! Floor 5 · the documents of the site → the index the reader's browser searches (design 6, "Search", items 1–3).
//!
//! The index is a classic script that calls a global, `quycheIndex({…})`: the only data channel that both `file://` and
//! `script-src 'self'` allow. Of a large site it is the entry only, and what a query needs besides comes in shards, each a
//! script that calls `quycheShard(name, {…})`. The entry is named by the hash of the whole and says in which folders its shards
//! lie (`layout`), so a browser never looks a word up in the places of another index. What that hash is, one small script of a
//! constant name tells: no page changes because another one did.
//! `themes/default/assets/search/` reads it. The trap: the two sides must cut and fold words alike; `tests/search/fold.tsv`
//! holds both to one table.

mod acronyms;
mod asked;
mod citations;
mod compounds;
mod days;
mod layout;
mod pack;
mod postings;
mod spoken;
mod traits;
mod words;

use jiff::civil::Date;

use crate::site::routes::{SEARCH_INDEX, index_part};
use crate::site::{Document, Named};

/// What the reader may type for what the text says; compared without marks.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// Short form and expansion, either for the other: (`UBND`, `Ủy ban nhân dân`). Initials of role and unit names are added by
    /// [`build`].
    pub acronyms: Vec<(String, String)>,
    /// What is typed and what the text says for it: (`nghỉ phép`, `nghỉ hằng năm`). The other way it would find words that stand
    /// together nowhere.
    pub synonyms: Vec<(String, String)>,
    /// Labels as printed where room is scarce and what they stand for: (`BC năm`, `Báo cáo năm`), of which [`build`] learns `BC`.
    pub labels: Vec<(String, String)>,
    /// Names of groups, of parties outside, and terms: of their initials too.
    pub names: Vec<String>,
    /// Names a question may ask nothing but.
    pub asked: Vec<Named>,
    /// The day of the site: of a day or month without a year the next to come is meant.
    pub today: Option<Date>,
}

/// The index as files of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    /// Path from the site's root and bytes, by path; what leads to the index comes last.
    pub files: Vec<(String, Vec<u8>)>,
    /// Path of the script that calls `quycheIndex`. [`SEARCH_INDEX`] leads to it.
    pub entry: String,
}

/// When and how the index is cut into files of its own.
#[derive(Clone, Copy, Debug)]
pub struct Sharding {
    /// Bytes of text above which it is; below, everything is one file of up to about 300 kB.
    pub above: usize,
    /// A document's places begin at multiples of this: a coarse length is a short one.
    pub grain: u32,
    /// Bytes of places a shard.
    pub places: usize,
    /// Bytes of what bearers bear a shard.
    pub bearers: usize,
    /// Documents a shard.
    pub documents: usize,
    /// Places above which a word is common: what two common words mean together is a list of its own.
    pub common: usize,
}

impl Default for Sharding {
    fn default() -> Self {
        Self { above: 180_000, grain: 16, places: 8 * 1024, bearers: 8 * 1024, documents: 32, common: 8_000 }
    }
}

/// Builds the index of a site. The order of documents of one kind is kept: it decides between equal results.
///
/// ```
/// let index = quyche::search::build(&[], &quyche::search::Vocabulary::default());
/// assert!(index.entry.starts_with("assets/search-"));
/// ```
#[must_use]
pub fn build(documents: &[Document], vocabulary: &Vocabulary) -> Index {
    build_sharded(documents, vocabulary, &Sharding::default())
}

/// As [`build`], cut as told.
#[must_use]
pub fn build_sharded(documents: &[Document], vocabulary: &Vocabulary, sharding: &Sharding) -> Index {
    let mut sorted: Vec<&Document> = documents.iter().collect();
    sorted.sort_by_key(|d| d.kind);
    let scripts = layout::scripts(&sorted, vocabulary, sharding);
    let bodies = scripts.shards.iter().map(|(_, script)| script.as_str());
    let name = index_part(&layout::name_of(std::iter::once(scripts.entry.as_str()).chain(bodies)));
    let entry = format!("{name}.js");
    let shard = |(at, script): (String, String)| (index_part(&at) + ".js", script.into_bytes());
    let mut files: Vec<_> = scripts.shards.into_iter().map(shard).collect();
    files.push((entry.clone(), scripts.entry.into_bytes()));
    files.sort();
    // Last: whatever is written in this order, what leads to the index comes after it.
    files.push((SEARCH_INDEX.to_owned(), pointer(&name).into_bytes()));
    Index { files, entry }
}

/// A script knows its own address only while it runs; its neighbours are found from there, at any depth of the site.
fn pointer(name: &str) -> String {
    let name = name.rsplit('/').next().unwrap_or(name);
    format!(
        "(()=>{{const me=document.currentScript,entry=me.src.replace(/[^/]*$/,'{name}');globalThis.quycheEntry=entry;\
         document.head.append(Object.assign(document.createElement('script'),{{src:entry+'.js',async:false,onerror:me.onerror}}))}})();\n"
    )
}
