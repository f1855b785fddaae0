//! A text cut into words, each with its two keys (design 6, "Search", item 1).
//!
//! The trap: cutting at ASCII letters, as English search libraries do, breaks `điều` into `i` and `u`.

use crate::text::{accent_key, fold, is_mark, is_of_word};

/// The two keys of a word.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Word {
    /// Without marks, `06` as `6`.
    pub fold: String,
    /// With marks in one agreed order.
    pub accent: String,
}

/// The words of a text in order as they are written, each with whether a sentence or clause ends before it, so that it is
/// no neighbour of the word before. The engine cuts queries and snippets the same way.
pub(super) fn cut(text: &str) -> Vec<(&str, bool)> {
    let mut out = Vec::new();
    let (mut start, mut end) = (None, 0);
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, is_of_word(c)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                // A mark with no letter is no word.
                if text[from..at].chars().any(|c| !is_mark(c)) {
                    out.push((&text[from..at], ends_clause(&text[end..from])));
                    end = at;
                }
                start = None;
            }
            _ => {}
        }
    }
    out
}

/// The keys of every word of a text.
pub(super) fn words(text: &str) -> Vec<Word> {
    cut(text).into_iter().map(|(word, _)| Word::new(word)).collect()
}

impl Word {
    /// The keys of one word as [`cut`] gives it.
    pub fn new(word: &str) -> Self {
        let plain = fold(word);
        if plain.bytes().all(|b| b.is_ascii_digit()) {
            let trimmed = plain.trim_start_matches('0');
            let value = if trimmed.is_empty() { "0" } else { trimmed };
            return Self { fold: value.to_owned(), accent: value.to_owned() };
        }
        Self { accent: accent_key(word), fold: plain }
    }
}

/// "15/6" and "5.1" are one expression; a full stop parts words only before a space.
fn ends_clause(between: &str) -> bool {
    between.contains(['.', ';', ':', '!', '?', '\n']) && between.contains(char::is_whitespace)
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
        let apart: Vec<bool> = cut("khoản 5.1. Họp; giao, ban").into_iter().map(|w| w.1).collect();
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
