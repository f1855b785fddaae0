//! The search as its two sides share it: the folding table, and an index of the real regulation for `evaluate.mjs`.
//!
//! The index made here stands in for the site's own wherever only the search is under test.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod corpus;
mod fold;

use std::path::Path;

use quyche::render::bundle;
use quyche::search::{Index, Sharding, Vocabulary, build, build_sharded};

const SCRIPTS: [&str; 2] =
    [include_str!("../../themes/default/assets/search.js"), include_str!("../../themes/default/assets/search-ui.js")];

fn vocabulary() -> Vocabulary {
    let pair = |(a, b): &(&str, &str)| ((*a).to_owned(), (*b).to_owned());
    let acronyms = [
        ("UBND", "Ủy ban nhân dân"),
        ("HĐND", "Hội đồng nhân dân"),
        ("TTHC", "thủ tục hành chính"),
        ("CVP", "Chánh Văn phòng"),
        ("TTĐT", "Thông tin điện tử"),
    ];
    Vocabulary { acronyms: acronyms.iter().map(pair).collect(), synonyms: Vec::new() }
}

/// Writes an index and the engine where the scripts beside this file look for them.
fn write(name: &str, index: &Index) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name).join("assets");
    let _ = std::fs::remove_dir_all(&folder);
    for (path, bytes) in &index.files {
        let path = folder.join(path.strip_prefix("assets/").unwrap());
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    std::fs::write(folder.join("search.js"), bundle(&SCRIPTS)).unwrap();
}

#[test]
fn the_real_regulation_fits_in_one_script_that_calls_the_globals() {
    let index = build(&corpus::documents(), &vocabulary());
    assert_eq!(index.files.len(), 1);
    let (path, bytes) = &index.files[0];
    assert_eq!(path, &index.entry);
    let script = String::from_utf8(bytes.clone()).unwrap();
    assert!(script.lines().all(|line| line.starts_with("quycheShard(\"") || line.starts_with("quycheIndex({\"v\":2,")));
    assert!(bytes.len() < 100_000, "{} bytes", bytes.len());
    assert_eq!(index, build(&corpus::documents(), &vocabulary()), "the same documents give the same bytes");
    write("search", &index);
}

/// Cut as finely as can be, and with its places written out; `shards.test.mjs` asks it what it asks the one above.
#[test]
fn the_same_regulation_in_shards_has_a_file_for_each_and_one_hash_for_all() {
    let fine = Sharding { above: 0, grain: 1, places: usize::MAX, documents: 3 };
    let index = build_sharded(&corpus::documents(), &vocabulary(), &fine);
    let folder = index.entry.strip_suffix(".js").unwrap();
    assert!(index.files.iter().all(|(path, _)| path.starts_with(folder)));
    assert!(index.files.is_sorted());
    assert!(index.files.len() > 40, "{} files", index.files.len());
    write("search-sharded", &index);
}

#[test]
fn the_scripts_keep_the_habits_bundling_needs_and_ask_for_nothing_the_policy_forbids() {
    let script = bundle(&SCRIPTS);
    for banned in
        ["eval(", "Function(", "innerHTML", "outerHTML", "insertAdjacentHTML", "fetch(", "Worker(", "import ", ".style"]
    {
        assert!(!script.contains(banned), "{banned}");
    }
    for line in script.lines() {
        assert!(
            line.matches('`').count() % 2 == 0 && !line.contains("/*"),
            "a string or comment runs over the line: {line}"
        );
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
