//! A phrase replaced in words, wherever it stands as whole syllables ([`whole_places`]): none overlaps another.

use crate::text::{Case, whole_places};

/// The offsets at which `phrase` stands in `words`, from left to right, none overlapping another.
pub(super) fn places(words: &str, phrase: &str) -> Vec<usize> {
    let mut end = 0;
    let mut found: Vec<usize> = whole_places(words, phrase, Case::Exact).map(|place| place.start).collect();
    found.retain(|at| {
        let free = *at >= end;
        end = if free { at + phrase.len() } else { end };
        free
    });
    found
}

/// The words with every such place written anew, and how many there were.
pub(super) fn replace(words: &str, phrase: &str, new: &str) -> (String, usize) {
    let found = places(words, phrase);
    let mut out = String::new();
    let mut from = 0;
    for at in &found {
        out.push_str(&words[from..*at]);
        out.push_str(new);
        from = at + phrase.len();
    }
    out.push_str(&words[from..]);
    (out, found.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_syllable_is_never_split() {
        assert_eq!(replace("ban, bang, ban", "ban", "sở"), ("sở, bang, sở".to_owned(), 2));
        assert_eq!(places("a a a", "a a"), [0]);
    }
}
