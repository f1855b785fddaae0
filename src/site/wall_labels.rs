//! What stands beside a mark on the wall sheet: a title cut to the room there is.
//!
//! The trap: titles that begin alike ("Tiếp công dân ngày 15", "… ngày 30") and are one when they are cut.

use std::collections::{BTreeMap, BTreeSet};

use super::wall::WallMark;

/// How many characters fit beside a mark.
const ROOM: usize = 16;

/// The sign that words were left out.
const MORE: char = '…';

/// The first words that fit, with a sign that there is more.
pub(super) fn cut(words: &str) -> String {
    if words.chars().count() <= ROOM {
        return words.to_owned();
    }
    let mut kept = String::new();
    for word in words.split_whitespace() {
        // One character for the space, one for the ellipsis.
        if kept.chars().count() + word.chars().count() + 2 > ROOM {
            break;
        }
        if !kept.is_empty() {
            kept.push(' ');
        }
        kept.push_str(word);
    }
    if kept.is_empty() {
        kept = words.chars().take(ROOM - 1).collect();
    }
    format!("{}{MORE}", kept.trim_end_matches([',', ';', ':', '–', '-', ' ']))
}

/// Sees to it that titles which begin alike are not alike when they are cut: then what they differ in is kept of each.
pub(super) fn tell_apart(mut marks: Vec<&mut WallMark>) {
    let (cut, given): (Vec<_>, Vec<_>) = marks.iter().partition(|m| m.label.ends_with(MORE));
    let given: BTreeSet<String> = given.into_iter().map(|m| m.label.clone()).collect();
    let mut labels: BTreeMap<String, String> = cut.into_iter().map(|m| (m.title.clone(), m.label.clone())).collect();
    // What tells the titles of one beginning apart is what those of another may have in common: then these are told apart in turn.
    for _ in 0..2 {
        let given: BTreeSet<&String> = labels.values().collect();
        let groups = given.into_iter().map(|label| meant(label, &labels)).filter(|titles| titles.len() > 1);
        let groups: BTreeSet<Vec<&str>> = groups.collect();
        let told: Vec<(String, String)> = groups.iter().flat_map(|titles| apart(titles)).collect();
        labels.extend(told);
    }
    // Where even that is alike the title stands in full: letters shrink rather than two rules be taken for one.
    let mut count: BTreeMap<String, usize> = given.into_iter().map(|label| (label, 1)).collect();
    labels.values().for_each(|label| *count.entry(label.clone()).or_default() += 1);
    for (title, label) in &mut labels {
        if count.get(label).is_some_and(|n| *n > 1) {
            label.clone_from(title);
        }
    }
    for mark in marks.iter_mut().filter(|m| m.label.ends_with(MORE)) {
        if let Some(label) = labels.get(&mark.title) {
            mark.label.clone_from(label);
        }
    }
}

/// The titles that somebody who reads a label may take it for.
fn meant<'l>(label: &str, labels: &'l BTreeMap<String, String>) -> Vec<&'l str> {
    let (before, behind) = label.split_once(MORE).unwrap_or((label, ""));
    let fits = |title: &&String| title.starts_with(before) && title.ends_with(behind.trim_start());
    labels.keys().filter(fits).map(String::as_str).collect()
}

/// Titles that are cut alike, each with a label of its own: its beginning, and its words from the first on in which they differ.
fn apart(titles: &[&str]) -> Vec<(String, String)> {
    let words: Vec<Vec<&str>> = titles.iter().map(|t| t.split_whitespace().collect()).collect();
    let same = |at: &usize| words.iter().all(|w| w.get(*at).is_some_and(|word| words[0].get(*at) == Some(word)));
    let shared = (0..).take_while(same).count();
    let labels: Vec<String> = words.iter().map(|words| joined(words, shared)).collect();
    titles.iter().map(|title| (*title).to_owned()).zip(labels).collect()
}

/// As many first words as leave room for those behind the shared ones.
fn joined(words: &[&str], shared: usize) -> String {
    let rest = words[shared..].join(" ");
    if rest.is_empty() {
        return cut(&words.join(" "));
    }
    let mut first = String::new();
    for word in &words[..shared] {
        let space = usize::from(!first.is_empty());
        // One character for the ellipsis, one for the space behind it.
        if first.chars().count() + space + word.chars().count() + 2 + rest.chars().count() > ROOM {
            break;
        }
        first.push_str(if space == 0 { "" } else { " " });
        first.push_str(word);
    }
    if first.is_empty() { cut(&format!("{MORE}{rest}")) } else { format!("{first}{MORE} {rest}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_fits_and_says_when_something_is_left_out() {
        let long =
            ["Tham mưu thông báo kết luận họp giao ban", "Nghiêng-nghiêng-nghiêng-nghiêng", "aaa bbb ccc ddd, eee"];
        for words in long {
            let label = cut(words);
            assert!(label.chars().count() <= ROOM, "{label}");
            assert!(label.ends_with('…') && words.starts_with(label.trim_end_matches('…')), "{label}");
        }
        assert_eq!(cut("Họp giao ban"), "Họp giao ban");
    }

    #[test]
    fn titles_that_begin_alike_are_cut_to_what_they_differ_in() {
        let labels = |titles: &[&str]| -> Vec<String> {
            let mark = |title: &&str| WallMark { title: (*title).to_owned(), label: cut(title), ..WallMark::default() };
            let mut marks: Vec<WallMark> = titles.iter().map(mark).collect();
            tell_apart(marks.iter_mut().collect());
            marks.into_iter().map(|m| m.label).collect()
        };
        assert_eq!(
            labels(&["Tiếp công dân hằng tuần", "Tiếp công dân ngày 15", "Tiếp công dân ngày 30", "Họp giao ban tuần"]),
            ["Tiếp… hằng tuần", "Tiếp… ngày 15", "Tiếp… ngày 30", "Họp giao ban…"]
        );
        assert_eq!(
            labels(&["Báo cáo tháng về an ninh trật tự", "Báo cáo tháng về y tế, giáo dục và đào tạo"]),
            ["…an ninh trật tự", "…y tế, giáo dục…"]
        );
        // What tells the titles of one beginning apart is what those of another have in common.
        let two = ["công tác tháng", "công tác quý", "kết quả tháng", "kết quả quý"].map(|t| format!("Báo cáo {t}"));
        let told = labels(&two.each_ref().map(String::as_str));
        assert_eq!(told, ["…công tác tháng", "…công tác quý", "…kết quả tháng", "Báo… kết quả quý"]);
        // Nothing short tells these apart.
        let alike = ["Tổng hợp chương trình công tác quý I", "Tổng hợp chương trình công tác quý I năm sau"];
        assert_ne!(labels(&alike)[0], labels(&alike)[1]);
    }
}
