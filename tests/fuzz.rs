//! The laws that fuzzing looks for breaches of (`fuzz/src/`), asked about every input of the corpus: what was found once is
//! found again, without a fuzzer.
#![allow(
    missing_docs,
    unused_crate_dependencies,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a law stops at the first surprise"
)]

mod common;
#[path = "../fuzz/src/lib.rs"]
mod laws;

/// Asks a law about each input of its corpus, and about each cut short, which a fuzzer would try first.
fn corpus(name: &str, law: fn(&[u8])) {
    let inputs = common::files(&common::root().join("fuzz/corpus").join(name));
    assert!(inputs.len() >= 5, "a corpus of {} inputs", inputs.len());
    for (file, bytes) in &inputs {
        let broken = std::panic::catch_unwind(|| [bytes.len(), bytes.len() / 2].iter().for_each(|n| law(&bytes[..*n])));
        assert!(broken.is_ok(), "fuzz/corpus/{name}/{file} breaks the law: see above");
    }
}

#[test]
fn differences() {
    corpus("diff", laws::diff::holds);
}

#[test]
fn feeds() {
    corpus("ics", laws::ics::holds);
}

#[test]
fn labels() {
    corpus("label", laws::label::holds);
}

#[test]
fn free_pages() {
    corpus("markdown", laws::markdown::holds);
}

#[test]
fn rules() {
    corpus("rule", laws::rule::holds);
}

#[test]
fn files_of_the_content() {
    corpus("yaml", laws::yaml::holds);
}

/// A corpus stays small enough to be read, and to be kept with the sources.
#[test]
fn the_corpora_are_small() {
    let all = common::files(&common::root().join("fuzz/corpus"));
    let size: usize = all.values().map(Vec::len).sum();
    assert!(size < 200_000, "{size} bytes");
}
