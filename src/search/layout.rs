//! The index as scripts: documents in columns, headings by reference, postings packed; in one file or in shards.
//!
//! Columns compress better than records, and a heading that is a document itself (nearly all are) is named by number, so
//! its words are stored and posted once. What every query needs is in the entry; places, citation keys, what is shown of a
//! document, and the traits of documents are shards of their own. Of a small site they stand in the entry's file, before it,
//! so that nothing is asked for twice; and its places are left out: they are worked out from the texts, which are all there,
//! in less time than a third more bytes take to arrive. `tests/search/shards.test.mjs` holds both forms to the same answers.
//! `v` is the version of this layout; the engine refuses another.
//!
//! Each kind of shard has a folder named by what it holds, so that a change of one kind leaves the files of the others where they
//! are, and readers' browsers keep them. Only what is shown of documents has one named by the addresses alone: where those are
//! the same, each shard speaks of the same documents, and of thousands only those are new whose words are. Such a shard may meet the
//! entry of another day, and then shows the words of its own; so servers are told to be asked for it again.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::Serialize;

use super::postings::Postings;
use super::{Sharding, Vocabulary, acronyms, asked, citations, days, pack, traits};
use crate::site::{Document, DocumentKind};
use crate::text::{Lookup, content_hash_of};

/// What `quycheIndex` is called with.
#[derive(Serialize)]
struct Entry<'a> {
    v: u32,
    /// How many documents of each kind; ids run through the kinds in this order.
    kinds: [usize; 5],
    grain: u32,
    /// Documents a shard.
    per: usize,
    /// Headings that are no document, posted after the documents.
    heads: Vec<&'a str>,
    /// Runs of documents under the same headings: how many, how many headings, and each from the top as the step from the
    /// one before.
    up: String,
    /// Names of bearers as they are compared, and which of them is the first in each shard of what they bear.
    names: Vec<String>,
    bears: Vec<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    post: Option<Posted>,
    /// The name of the folder of each kind of shard, by its letter; none of a small site.
    #[serde(skip_serializing_if = "Option::is_none")]
    folders: Option<&'a BTreeMap<&'static str, String>>,
    cites: Vec<String>,
    /// Short form and expansion.
    short: Vec<(String, String)>,
    /// What is typed and what the text says for it.
    said: &'a [(String, String)],
    #[serde(skip_serializing_if = "Option::is_none")]
    months: Option<days::Months>,
    #[serde(flatten)]
    asked: asked::Names,
}

/// What stands in the entry of the places.
#[derive(Serialize)]
struct Posted {
    /// Lengths of the ranges of positions in grains: documents, then headings that are none.
    len: String,
    words: String,
    cuts: Vec<usize>,
    nums: Vec<String>,
}

/// What is shown of some documents.
#[derive(Serialize)]
struct Shown<'a> {
    /// Address, path and title, one a line.
    u: String,
    h: String,
    t: String,
    x: Vec<&'a str>,
    /// 1 for a heading.
    f: String,
    /// The nearest headings that stand in another shard, by number, so that they need not be fetched for one line.
    a: BTreeMap<usize, &'a str>,
}

/// The entry's script and the shards by folder and name, `0123456789abcdef/d0`; no shards when all of it is in the entry's script.
pub(super) struct Scripts {
    pub entry: String,
    pub shards: Vec<(String, String)>,
}

/// The scripts of documents already ordered by kind.
pub(super) fn scripts(documents: &[&Document], vocabulary: &Vocabulary, sharding: &Sharding) -> Scripts {
    let large = documents.iter().map(|d| d.text.len()).sum::<usize>() > sharding.above;
    let (grain, per) =
        if large { (sharding.grain.max(1), sharding.documents.max(1)) } else { (1, documents.len().max(1)) };
    let (up, heads) = headings(documents);
    let mut kinds = Vec::new();
    let mut posted = None;
    if large {
        let (postings, len) = post(documents, &up, &heads, grain);
        let packed = postings.pack(sharding.places, sharding.common);
        kinds.push(("p", numbered("p", packed.shards)));
        kinds.push(("n", numbered("n", packed.numbers)));
        posted = Some(Posted { len, words: packed.words, cuts: packed.cuts, nums: packed.firsts });
    }
    let (names, borne): (Vec<&str>, Vec<String>) = borne(documents).unzip();
    let names = names.into_iter().map(asked::line).collect();
    let (bears, borne) = together(borne, sharding.bearers);
    let (cites, citations) = citations::shards(documents);
    kinds.push(("c", numbered("c", citations)));
    let some =
        (0..documents.len()).step_by(per).map(|from| shown(documents, from..documents.len().min(from + per), &up));
    kinds.push(("d", numbered("d", some)));
    kinds.push(("f", vec![("f".to_owned(), shard("f", &traits::of(documents)))]));
    kinds.push(("b", numbered("b", borne)));
    let (months, falls) = days::shards(documents, vocabulary.today, large);
    kinds.push(("o", numbered("o", falls)));
    let folder = |(kind, shards): &(&'static str, Shards)| match *kind {
        "d" => (*kind, name_of([per.to_string().as_str()].into_iter().chain(documents.iter().map(|d| d.url.as_str())))),
        _ => (*kind, name_of(shards.iter().map(|(_, script)| script.as_str()))),
    };
    let folders: BTreeMap<&str, String> = kinds.iter().map(folder).collect();
    let count = |kind| documents.iter().filter(|d| d.kind == kind).count();
    let entry = Entry {
        v: 8,
        kinds: DocumentKind::ALL.map(count),
        grain,
        per,
        heads,
        up: runs(&up),
        names,
        bears,
        post: posted,
        folders: large.then_some(&folders),
        cites,
        short: acronyms::pairs(documents, vocabulary),
        said: &vocabulary.synonyms,
        months,
        asked: asked::names(documents, &vocabulary.asked),
    };
    let entry = format!("quycheIndex({});\n", json(&entry));
    if large {
        let within = |(kind, shards): (&str, Shards)| {
            let at = &folders[kind];
            shards.into_iter().map(move |(name, script)| (format!("{at}/{name}"), script))
        };
        let shards = kinds.into_iter().flat_map(within).collect();
        return Scripts { entry, shards };
    }
    let first: String = kinds.into_iter().flat_map(|(_, shards)| shards).map(|(_, script)| script).collect();
    Scripts { entry: first + &entry, shards: Vec::new() }
}

/// Shards of one kind: name and script.
type Shards = Vec<(String, String)>;

/// Each is written before the next is made.
fn numbered(kind: &str, some: impl IntoIterator<Item = impl Serialize>) -> Shards {
    let named = |(i, value)| {
        let name = format!("{kind}{i}");
        let script = shard(&name, &value);
        (name, script)
    };
    some.into_iter().enumerate().map(named).collect()
}

fn shard(name: &str, value: &impl Serialize) -> String {
    format!("quycheShard(\"{name}\",{});\n", json(value))
}

/// A name for some texts, one after another.
pub(super) fn name_of<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    format!("{:016x}", content_hash_of(texts.map(str::as_bytes)))
}

/// Strings, numbers and lists always serialize; an index without documents would be the answer to a bug in serde.
fn json(value: &impl Serialize) -> String {
    let json = serde_json::to_string(value).unwrap_or_default();
    // Before ES2019 these two ended a line inside a string.
    json.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

/// Posts every document, then the headings that are none; and the grains of each.
fn post(documents: &[&Document], up: &[Vec<usize>], heads: &[&str], grain: u32) -> (Postings, String) {
    let mut postings = Postings::new(grain);
    let mut len = String::new();
    for (d, up) in documents.iter().zip(up) {
        // A provision's title is its citation, which the citation parser answers; its words would drown the text's.
        let provision = d.kind == DocumentKind::Provision;
        // What an entry of the calendar quotes is posted with the clause above it already.
        let quoted =
            !provision && up.iter().filter_map(|i| documents.get(*i)).any(|clause| clause.text.contains(&d.text));
        let parts = [if provision { "" } else { d.title.as_str() }, if quoted { "" } else { d.text.as_str() }];
        pack::number(postings.add(&parts), &mut len);
    }
    for head in heads {
        pack::number(postings.add(&[head]), &mut len);
    }
    (postings, len)
}

fn shown<'a>(all: &[&'a Document], range: Range<usize>, up: &[Vec<usize>]) -> Shown<'a> {
    let documents = &all[range.clone()];
    let lines = |line: fn(&Document) -> &str| {
        documents.iter().map(|d| line(d).replace('\n', " ")).collect::<Vec<_>>().join("\n")
    };
    let nearest = up[range.clone()].iter().filter_map(|u| u.first()).filter(|u| !range.contains(u));
    let elsewhere = nearest.filter_map(|u| all.get(*u).map(|d| (*u, if d.heading { &*d.text } else { &*d.title })));
    Shown {
        u: lines(|d| &d.url),
        h: lines(|d| &d.path),
        t: lines(|d| &d.title),
        x: documents.iter().map(|d| d.text.as_str()).collect(),
        f: documents.iter().map(|d| if d.heading { '1' } else { '0' }).collect(),
        a: elsewhere.collect(),
    }
}

/// By the name of each bearer the documents it bears, for a question that names somebody, as the steps from each to the next.
fn borne<'d>(documents: &[&'d Document]) -> impl Iterator<Item = (&'d str, String)> + use<'d> {
    let mut borne: BTreeMap<&'d str, Vec<usize>> = BTreeMap::new();
    for (i, document) in documents.iter().enumerate() {
        let bearers: BTreeSet<&'d str> = document.bearers.iter().map(String::as_str).collect();
        bearers.into_iter().for_each(|bearer| borne.entry(bearer).or_default().push(i));
    }
    borne.into_iter().map(|(bearer, places)| {
        let (mut out, mut before) = (String::new(), 0);
        for place in places {
            pack::count(place - before, &mut out);
            before = place;
        }
        (bearer, out)
    })
}

/// Lists of documents as shards of so many bytes or one list more, and which list is the first of each: a large office has a thousand
/// bearers, and a file for each would cost whoever writes it more than it spares whoever reads it.
fn together(lists: Vec<String>, bytes: usize) -> (Vec<usize>, Vec<Vec<String>>) {
    let (mut firsts, mut shards, mut size) = (Vec::new(), Vec::<Vec<String>>::new(), bytes);
    for (i, list) in lists.into_iter().enumerate() {
        if size >= bytes {
            firsts.push(i);
            shards.push(Vec::new());
            size = 0;
        }
        size += list.len();
        if let Some(shard) = shards.last_mut() {
            shard.push(list);
        }
    }
    (firsts, shards)
}

/// Runs of equal lists of headings.
fn runs(up: &[Vec<usize>]) -> String {
    let mut out = String::new();
    let mut last = [0, 0];
    for run in up.chunk_by(|a, b| a == b) {
        pack::count(run.len(), &mut out);
        let heads = run.first().map_or(&[][..], Vec::as_slice);
        pack::count(heads.len(), &mut out);
        // From the top: a chapter stays while its articles go by.
        for (head, last) in heads.iter().rev().zip(&mut last) {
            let head = i64::try_from(*head).unwrap_or(0);
            pack::signed(head - *last, &mut out);
            *last = head;
        }
    }
    out
}

/// For each document the numbers of its last two headings, the nearest first; and the headings that are no document.
///
/// A heading may be given as its words, as label and words ("Điều 5. Họp giao ban"), or as a citation.
fn headings<'a>(documents: &[&'a Document]) -> (Vec<Vec<usize>>, Vec<&'a str>) {
    let mut numbers: Lookup<&str, usize> = Lookup::default();
    for (i, d) in documents.iter().enumerate().filter(|(_, d)| d.kind == DocumentKind::Provision) {
        numbers.add(&d.title, i);
        if d.heading {
            numbers.add(d.text.trim(), i);
        }
    }
    let mut others: BTreeMap<&str, usize> = BTreeMap::new();
    let mut number = |heading: &'a str| {
        // "Phần thứ nhất." is the longest label.
        let bare = heading.match_indices(' ').take(3).map(|(at, _)| heading[at..].trim());
        let known = std::iter::once(heading).chain(bare).find_map(|h| numbers.get(h).copied());
        let next = documents.len() + others.len();
        known.unwrap_or_else(|| *others.entry(heading).or_insert(next))
    };
    let mut up = Vec::new();
    for d in documents {
        let nearest = d.headings.iter().rev().map(|h| h.trim()).filter(|h| !h.is_empty()).take(2);
        up.push(nearest.map(&mut number).collect());
    }
    let mut heads: Vec<(usize, &str)> = others.into_iter().map(|(head, number)| (number, head)).collect();
    heads.sort_unstable();
    (up, heads.into_iter().map(|(_, head)| head).collect())
}

#[cfg(test)]
pub(super) mod tests {
    use std::collections::BTreeMap;

    use super::together;
    use crate::search::{Sharding, Vocabulary, build, build_sharded};
    use crate::site::{Document, DocumentKind};

    pub(in crate::search) fn document(kind: DocumentKind, text: &str, headings: &[&str]) -> Document {
        Document {
            headings: headings.iter().map(|h| (*h).to_owned()).collect(),
            dated: true,
            bearers: vec!["CVP".into()],
            ..Document::new(kind, "a.html", "t", text)
        }
    }

    /// The entry, and the shards that stand before it in the same script.
    fn read(documents: &[Document]) -> BTreeMap<String, serde_json::Value> {
        let index = build(documents, &Vocabulary::default());
        let script = String::from_utf8(index.files[0].1.clone()).unwrap();
        let call = |line: &str| {
            let (name, json) = line.strip_suffix(");").unwrap().split_once('(').unwrap();
            let (name, json) = if name == "quycheIndex" { ("", json) } else { json.split_once(',').unwrap() };
            (name.trim_matches('"').to_owned(), serde_json::from_str(json).unwrap())
        };
        script.lines().map(call).collect()
    }

    #[test]
    fn lists_come_together_up_to_a_bound_and_each_shard_has_one() {
        let cut = |lists: &[&str], bytes| together(lists.iter().map(|l| (*l).to_owned()).collect(), bytes);
        let shards =
            |all: &[&[&str]]| all.iter().map(|s| s.iter().map(|l| (*l).to_owned()).collect()).collect::<Vec<Vec<_>>>();
        assert_eq!(cut(&[], 3), (vec![], vec![]));
        assert_eq!(
            cut(&["aaaaa", "b", "c", "d", "e"], 3),
            (vec![0, 1, 4], shards(&[&["aaaaa"], &["b", "c", "d"], &["e"]]))
        );
        assert_eq!(cut(&["a", "b"], 1), (vec![0, 1], shards(&[&["a"], &["b"]])));
    }

    #[test]
    fn kinds_are_ranges_and_a_heading_that_is_a_document_is_not_stored_twice() {
        let unit = document(DocumentKind::Unit, "u", &[]);
        let head = Document { heading: true, ..document(DocumentKind::Provision, "Họp giao ban", &[]) };
        let clause = document(DocumentKind::Provision, "c", &["Phần", "Văn bản \u{2028}", "Điều 5. Họp giao ban"]);
        let all = read(&[unit, head, clause]);
        let entry = &all[""];
        assert_eq!(entry["v"], 8);
        assert_eq!(entry["kinds"], serde_json::json!([2, 0, 1, 0, 0]));
        // One without, one under 3 (+6) and 0, one without.
        assert_eq!(entry["up"], "1012".to_owned() + "60" + "10", "the last two, from the top");
        assert_eq!(entry["heads"], serde_json::json!(["Văn bản"]));
        assert_eq!(all["f"]["flags"], "766");
    }

    #[test]
    fn other_words_of_one_document_are_one_shard_of_what_is_shown_and_its_places() {
        let cut = Sharding { above: 0, documents: 2, ..Sharding::default() };
        let files = |texts: [&str; 5], address: &str| -> BTreeMap<String, Vec<u8>> {
            let mut all = texts.map(|text| document(DocumentKind::Provision, text, &[]));
            all[0].url = address.into();
            build_sharded(&all, &Vocabulary::default(), &cut).files.into_iter().collect()
        };
        let before = files(["một", "hai", "ba", "bốn", "năm"], "a.html");
        let after = files(["một", "hai", "ba tư", "bốn", "năm"], "a.html");
        let new = after.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes));
        let mut new: Vec<&str> = new.map(|(path, _)| path.rsplit('/').next().unwrap()).collect();
        new.sort_unstable();
        let (shards, leading): (Vec<&str>, Vec<&str>) = new.into_iter().partition(|name| !name.starts_with("search-"));
        assert_eq!((shards, leading.len()), (vec!["d1.js", "p0.js"], 2));
        // Where an address is another, the numbers may mean other documents: every shard has another place.
        let moved = files(["một", "hai", "ba", "bốn", "năm"], "b.html");
        let shown = |path: &&String| path.ends_with("/d1.js");
        assert_ne!(before.keys().find(shown), moved.keys().find(shown));
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
