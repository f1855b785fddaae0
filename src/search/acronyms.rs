//! Short forms read off the names of roles and units: `Phòng Hành chính - Tổ chức` is written HC-TC.
//!
//! What kind of unit it is ("Phòng", "Ban", "Trung tâm") and the closing "tỉnh" are usually left out of the short form, so
//! both are made. Compared without marks, and with or without hyphen.

use std::collections::BTreeMap;

use super::Vocabulary;
use super::spoken::spoken;
use super::words::{cut, words};
use crate::site::{Document, DocumentKind};
use crate::text::fold;

/// Openings of a unit's name that its short form drops, folded.
const KINDS: [&[&str]; 8] =
    [&["phong"], &["ban"], &["trung", "tam"], &["van", "phong"], &["so"], &["to"], &["doan"], &["cac"]];

/// Two consonants a syllable may begin or end with.
pub(super) const PAIRS: [&str; 8] = ["ch", "gh", "kh", "ng", "nh", "ph", "th", "tr"];

/// Nobody remembers a longer short form ("PCVPKGDTTPVHCC").
const LONGEST: usize = 8;

/// Pairs (what is typed, what it stands for): the caller's, then those made from names; each once, in order of their keys.
pub(super) fn pairs(documents: &[&Document], vocabulary: &Vocabulary) -> Vec<(String, String)> {
    let named = documents.iter().filter(|d| matches!(d.kind, DocumentKind::Role | DocumentKind::Unit));
    let labels = vocabulary.labels.iter().flat_map(|(label, title)| shortened(label, title));
    let given = vocabulary.acronyms.iter().cloned().chain(labels);
    let mut pairs: BTreeMap<(String, String), (String, String)> = BTreeMap::new();
    // Of what is no role or unit everybody makes a short form now and then: only one that cannot be a word.
    let parts = named.clone().filter(|d| d.title.contains(',')).flat_map(|d| listed(&d.title));
    let spelt = |alias: &String| !alias.split_whitespace().any(is_short);
    let aliases = vocabulary.acronyms.iter().map(|(alias, _)| alias.clone()).filter(spelt);
    let others = vocabulary.names.iter().cloned().chain(parts).chain(aliases).flat_map(|name| initials(&name));
    let others = others.filter(|(short, _)| is_no_word(short));
    let texts = documents.iter().filter(|d| d.kind == DocumentKind::Provision).map(|d| d.text.as_str());
    let units = named.clone().filter(|d| d.kind == DocumentKind::Unit).filter_map(|d| kind(&d.title));
    let given = given.chain(named.clone().flat_map(|d| initials(&d.title))).chain(others);
    for pair in given.chain(units).chain(spoken(texts)) {
        let keys = (key(&pair.0), key(&pair.1));
        if keys.0 != keys.1 {
            pairs.entry(keys).or_insert(pair);
        }
    }
    pairs.into_values().collect()
}

/// What the browser compares: the folded words without a gap, so that HC-TC is HCTC.
fn key(text: &str) -> String {
    words(text).into_iter().map(|w| w.fold).collect()
}

/// What a unit's name opens with, by its first letters: `P` of `Phòng Kinh tế`, `TT` of `Trung tâm Kho`.
fn kind(name: &str) -> Option<(String, String)> {
    let all: Vec<&str> = name.split_whitespace().collect();
    let folds: Vec<String> = all.iter().map(|w| fold(w)).collect();
    let kind = KINDS.iter().find(|k| k.len() < all.len() && k.iter().zip(&folds).all(|(a, b)| a == b))?;
    let short: String = kind.iter().filter_map(|w| w.chars().next()).collect();
    Some((short.to_uppercase(), all[..kind.len()].join(" ")))
}

fn initials(name: &str) -> Vec<(String, String)> {
    let all: Vec<&str> = name.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).collect();
    let folds: Vec<String> = all.iter().map(|w| fold(w)).collect();
    let mut end = all.len();
    if folds.last().is_some_and(|w| w == "tinh") {
        end -= 1;
    }
    let mut starts = vec![0];
    let mut last = 0;
    while let Some(kind) =
        KINDS.iter().find(|k| last + k.len() < end && k.iter().eq(folds[last..].iter().take(k.len())))
    {
        last += kind.len();
        starts.push(last);
    }
    let letters = |word: &str| -> String {
        // UBND is its own short form.
        fold(word).chars().take(if is_short(word) { LONGEST } else { 1 }).collect()
    };
    let make = |start: usize| {
        let phrase = all[start..end].join(" ");
        let short: String = cut(&phrase).into_iter().map(|(word, _)| letters(word)).collect();
        (short.to_uppercase(), phrase)
    };
    starts.into_iter().map(make).filter(|(short, _)| (2..=LONGEST).contains(&short.chars().count())).collect()
}

fn is_short(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().all(char::is_uppercase)
}

/// What a name lists, from the first on and each alone: `Công chức, viên chức` and `người lao động` of the three.
pub(super) fn listed(name: &str) -> Vec<String> {
    let parts: Vec<&str> = name.split(',').map(str::trim).collect();
    let first = (2..parts.len()).map(|n| parts[..n].join(", "));
    first.chain(parts.iter().map(|p| (*p).to_owned())).collect()
}

/// Whether letters cannot be a syllable: three or more, and two consonants side by side that no syllable has.
fn is_no_word(short: &str) -> bool {
    let short = short.to_lowercase();
    let letters: Vec<char> = short.chars().collect();
    let vowel = |c: char| "aeiouy".contains(c);
    let odd =
        |pair: &[char]| !vowel(pair[0]) && !vowel(pair[1]) && !PAIRS.iter().any(|p| p.chars().eq(pair.iter().copied()));
    letters.len() > 2 && letters.windows(2).any(odd)
}

/// The words of a label that are the initials of words of its title: `BC` of "BC năm" and "Báo cáo năm".
fn shortened(label: &str, title: &str) -> Vec<(String, String)> {
    let title: Vec<&str> = cut(title).into_iter().map(|(word, _)| word).collect();
    let spelt = |short: &str| {
        let letters: Vec<char> = fold(short).chars().collect();
        if letters.len() < 2 || !short.chars().all(char::is_uppercase) {
            return None;
        }
        let begins = |some: &&[&str]| some.iter().zip(&letters).all(|(word, c)| fold(word).starts_with(*c));
        title.windows(letters.len()).find(begins).map(|found| (short.to_owned(), found.join(" ")))
    };
    label.split(|c: char| !c.is_alphanumeric()).filter_map(spelt).collect()
}

#[cfg(test)]
mod tests {
    use super::{initials, is_no_word, kind, listed, shortened};

    #[test]
    fn a_list_gives_short_forms_of_its_parts_and_none_that_is_a_word() {
        assert_eq!(
            listed("Công chức, viên chức, lao động"),
            ["Công chức, viên chức", "Công chức", "viên chức", "lao động"]
        );
        let odd: Vec<&str> = ["VPTU", "CCVC", "LDVP", "DBQH", "NLD", "TU", "CC", "THA", "CHO", "NGHE"]
            .into_iter()
            .filter(|s| is_no_word(s))
            .collect();
        assert_eq!(odd, ["VPTU", "CCVC", "LDVP", "DBQH", "NLD"]);
    }

    #[test]
    fn a_label_tells_what_its_capitals_stand_for() {
        let told = |label: &str, title: &str| shortened(label, title);
        assert_eq!(told("BC năm", "Báo cáo năm"), [("BC".to_owned(), "Báo cáo".to_owned())]);
        assert_eq!(told("KH quý", "Gửi kế hoạch quý"), [("KH".to_owned(), "kế hoạch".to_owned())]);
        assert_eq!(told("Giao ban", "Họp giao ban"), []);
        assert_eq!(told("HN", "Báo cáo năm"), []);
    }

    #[test]
    fn a_name_gives_its_initials_with_and_without_the_kind_of_unit() {
        let shorts = |name: &str| initials(name).into_iter().map(|p| p.0).collect::<Vec<_>>();
        assert_eq!(shorts("Phòng Hành chính - Tổ chức"), ["PHCTC", "HCTC"]);
        assert_eq!(shorts("Trung tâm Phục vụ hành chính công tỉnh"), ["TTPVHCC", "PVHCC"]);
        assert_eq!(shorts("Phó Chánh Văn phòng"), ["PCVP"]);
        assert_eq!(shorts("Văn phòng Đoàn đại biểu Quốc hội tỉnh"), ["VPDDBQH", "DDBQH", "DBQH"]);
        assert_eq!(shorts("lãnh đạo UBND tỉnh"), ["LDUBND"]);
        assert_eq!(shorts("Đảng"), Vec::<String>::new());
        assert_eq!(shorts(""), Vec::<String>::new());
        let kinds = ["Phòng Xe", "Trung tâm Kho", "Xưởng Mộc", "Phòng"].map(|n| kind(n).map_or(String::new(), |p| p.0));
        assert_eq!(kinds, ["P", "TT", "", ""]);
    }
}
