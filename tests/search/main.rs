//! The search as its two sides share it: the folding table, and an index of the real regulation for `evaluate.mjs`.
//!
//! The index made here stands in for the site's own wherever only the search is under test.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod corpus;
mod fold;
mod office;

use std::path::Path;

use quyche::model::Provision;
use quyche::search::{Index, Sharding, Vocabulary, build, build_sharded};
use quyche::site::routes::SEARCH_INDEX;
use quyche::site::{Document, DocumentKind};

use corpus::{scripts, vocabulary};

/// Writes an index and the engine where the scripts beside this file look for them.
fn write(name: &str, index: &Index) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name).join("assets");
    let _ = std::fs::remove_dir_all(&folder);
    for (path, bytes) in &index.files {
        let path = folder.join(path.strip_prefix("assets/").unwrap());
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    for (path, bytes) in scripts() {
        std::fs::write(folder.join(path.strip_prefix("assets/").unwrap()), bytes).unwrap();
    }
}

#[test]
fn the_real_regulation_fits_in_one_script_that_calls_the_globals() {
    let index = build(&corpus::documents(), &vocabulary());
    let [(path, bytes), (pointer, _)] = &index.files[..] else { panic!("{} files", index.files.len()) };
    assert_eq!([path, pointer], [&index.entry, SEARCH_INDEX]);
    let script = String::from_utf8(bytes.clone()).unwrap();
    assert!(script.lines().all(|line| line.starts_with("quycheShard(\"") || line.starts_with("quycheIndex({\"v\":8,")));
    assert!(bytes.len() < 100_000, "{} bytes", bytes.len());
    assert_eq!(index, build(&corpus::documents(), &vocabulary()), "the same documents give the same bytes");
    write("search", &index);
}

/// Cut as finely as can be, and with its places written out; `shards.test.mjs` asks it what it asks the one above.
#[test]
fn the_same_regulation_in_shards_has_a_file_for_each() {
    let fine = Sharding { above: 0, grain: 1, places: usize::MAX, bearers: 1, documents: 3, ..Sharding::default() };
    let index = build_sharded(&corpus::documents(), &vocabulary(), &fine);
    assert!(index.files.iter().all(|(path, _)| path.starts_with("assets/search-")));
    assert_eq!(
        index.files.last().map(|(path, _)| path.as_str()),
        Some(SEARCH_INDEX),
        "what leads to the index comes last"
    );
    assert!(index.files.len() > 40, "{} files", index.files.len());
    write("search-sharded", &index);
}

/// A text of articles, of which some have no clauses: what is cited there is a paragraph of the article, or the article itself.
fn articles() -> Vec<Document> {
    let text = "# Điều 1. Phạm vi\n\nQuy chế này quy định việc họp.\n\n# Điều 2. Nguyên tắc\n\nMột là đúng giờ.\n\nHai là đúng việc.\n\n\
                # Điều 3. Họp\n\n1. Họp giao ban.\n\nHọp tại trụ sở.\n";
    text_of(text)
}

/// Articles numbered through parts and chapters, and anew in an annex.
fn chapters() -> Vec<Document> {
    let text = "# Phần I. CHUNG\n\n## Điều 1. Phạm vi\n\n1. Việc họp.\n\n# Phần II. HỌP\n\n## Chương I. GIAO BAN\n\n\
                ### Mục 1. TUẦN\n\n#### Điều 2. Họp tuần\n\n1. Họp.\n\n### Mục 2. THÁNG\n\n#### Điều 3. Họp tháng\n\n1. Họp.\n\n2. Ghi.\n\n\
                # Phụ lục I. KHÁCH\n\n## Điều 1. Khách\n\n1. Khách.\n\n## Điều 2. Xe\n\n1. Xe.\n\n\
                # Phụ lục II. MẪU\n\n## Điều 1. Mẫu\n\n1. Mẫu.\n\n## Điều 2. Bảng\n\n1. Bảng.\n";
    text_of(text)
}

fn text_of(text: &str) -> Vec<Document> {
    let (provisions, _) = quyche::model::read_text(text);
    let above = |p: &Provision| {
        let (mut all, mut at) = (Vec::new(), p.parent.clone());
        while let Some(p) = at.and_then(|id| provisions.iter().find(|p| p.id == id)) {
            all.extend(Some(p.text.to_string()).filter(|_| p.heading));
            at = p.parent.clone();
        }
        all.reverse();
        all
    };
    let document = |p: &Provision| Document {
        path: p.id.to_string(),
        paragraph: p.paragraph,
        headings: above(p),
        heading: p.heading,
        ..Document::new(
            DocumentKind::Provision,
            format!("quy-che/toan-van.html#{}", p.id.anchor()),
            p.citation.clone(),
            p.text.as_str(),
        )
    };
    provisions.iter().map(document).collect()
}

/// What `articles.test.mjs` asks.
#[test]
fn a_text_of_articles_has_an_index_of_its_own() {
    write("search-articles", &build(&articles(), &Vocabulary::default()));
    write("search-chapters", &build(&chapters(), &Vocabulary::default()));
}

/// What `office.test.mjs` asks, in one file and in shards.
#[test]
fn an_office_has_short_names_and_dates() {
    let (documents, vocabulary) = (office::documents(), office::vocabulary());
    write("search-office", &build(&documents, &vocabulary));
    let fine = Sharding { above: 0, grain: 1, places: usize::MAX, bearers: 1, documents: 3, ..Sharding::default() };
    let sharded = build_sharded(&documents, &vocabulary, &fine);
    // November 2026 to November 2027.
    assert_eq!(sharded.files.iter().filter(|(path, _)| path.contains("/o")).count(), 13);
    write("search-office-sharded", &sharded);
}

#[test]
fn the_scripts_ask_for_nothing_the_policy_forbids() {
    for (name, bytes) in scripts() {
        let script = String::from_utf8(bytes).unwrap();
        for banned in [
            "eval(",
            "Function(",
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "fetch(",
            "Worker(",
            "import ",
            ".style",
        ] {
            assert!(!script.contains(banned), "{name}: {banned}");
        }
        // The page's own script leads to the index by its constant name.
        assert_eq!(name.ends_with("/search.js"), script.contains(SEARCH_INDEX), "{name}");
        assert!(!script.contains("/*") && !script.contains("//"), "{name}: a comment is left");
    }
}

#[test]
fn every_word_of_every_document_is_in_the_script_to_the_letter() {
    let index = build(&corpus::documents(), &vocabulary());
    let script = String::from_utf8(index.files[0].1.clone()).unwrap();
    let shown = script.lines().find_map(|l| l.strip_prefix("quycheShard(\"d0\",")?.strip_suffix(");")).unwrap();
    let json: serde_json::Value = serde_json::from_str(shown).unwrap();
    let texts: Vec<&str> = json["x"].as_array().unwrap().iter().map(|t| t.as_str().unwrap()).collect();
    assert_eq!(texts, corpus::documents().iter().map(|d| d.text.as_str()).collect::<Vec<_>>());
}
