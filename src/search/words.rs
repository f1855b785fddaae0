//! A text cut into words, each with its two keys (design 6, "Search", item 1).
//!
//! The trap: cutting at ASCII letters, as English search libraries do, breaks `điều` into `i` and `u`.

use crate::text::{accent_key, fold, is_mark};

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Without marks, `06` as `6`.
    pub fold: String,
    /// With marks in one agreed order.
    pub accent: String,
    /// Whether a sentence or clause ends before it, so that it is no neighbour of the word before.
    pub apart: bool,
}

/// The words of a text in order. `search.js` cuts queries and snippets the same way.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut out = Vec::new();
    let (mut word, mut between) = (String::new(), String::new());
    for c in text.chars().chain([' ']) {
        if c.is_alphanumeric() || is_mark(c) {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            push(&mut out, &word, &between);
            word.clear();
            between.clear();
        }
        between.push(c);
    }
    out
}

fn push(out: &mut Vec<Word>, word: &str, between: &str) {
    let plain = fold(word);
    if plain.is_empty() {
        return;
    }
    // "15/6" and "5.1" are one expression; a full stop parts words only before a space.
    let apart = between.contains(['.', ';', ':', '!', '?', '\n']) && between.contains(char::is_whitespace);
    let number = plain.bytes().all(|b| b.is_ascii_digit());
    out.push(if number {
        let trimmed = plain.trim_start_matches('0');
        let value = if trimmed.is_empty() { "0" } else { trimmed };
        Word { fold: value.to_owned(), accent: value.to_owned(), apart }
    } else {
        Word { accent: accent_key(word), fold: plain, apart }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn folds(text: &str) -> Vec<String> {
        words(text).into_iter().map(|w| w.fold).collect()
    }

    #[test]
    fn marks_case_punctuation_and_leading_zeros_do_not_make_other_words() {
        assert_eq!(folds("Điều 06, ĐẮK-LẮK (15/6)"), ["dieu", "6", "dak", "lak", "15", "6"]);
        assert_eq!(folds("00"), ["0"]);
    }

    #[test]
    fn only_a_stop_before_a_space_parts_neighbours() {
        let apart: Vec<bool> = words("khoản 5.1. Họp; giao, ban").into_iter().map(|w| w.apart).collect();
        assert_eq!(apart, [false, false, false, true, true, false]);
    }

    proptest! {
        #[test]
        fn a_word_survives_being_cut_again(text in "\\PC{0,60}") {
            for word in words(&text) {
                prop_assert_eq!(folds(&word.fold), vec![word.fold]);
            }
        }
    }
}
