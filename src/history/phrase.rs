//! Where a phrase stands in words: as whole syllables, never as a part of one.
//!
//! Vietnamese writes syllables apart, so a phrase that begins or ends within one is another phrase: replacing `ban` must not
//! touch `bang`.

/// The offsets at which `phrase` stands in `words`, from left to right, none overlapping another.
pub(super) fn places(words: &str, phrase: &str) -> Vec<usize> {
    let mut end = 0;
    let mut found = all_places(words, phrase);
    found.retain(|at| {
        let free = *at >= end;
        end = if free { at + phrase.len() } else { end };
        free
    });
    found
}

/// The same, overlapping ones too: whoever names one place by a phrase must mean one.
pub(super) fn all_places(words: &str, phrase: &str) -> Vec<usize> {
    let starts = words.char_indices().map(|(at, _)| at).filter(|_| !phrase.is_empty());
    starts.filter(|at| words[*at..].starts_with(phrase) && is_whole(words, *at, at + phrase.len())).collect()
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

/// Whether bytes `start..end` cut no syllable.
fn is_whole(words: &str, start: usize, end: usize) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let inside = &words[start..end];
    let before = letter(words[..start].chars().next_back()) && letter(inside.chars().next());
    let after = letter(words[end..].chars().next()) && letter(inside.chars().next_back());
    !before && !after
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_syllable_is_never_split() {
        assert_eq!(places("ban, bang, ban", "ban"), [0, 11]);
        assert_eq!(replace("ban, bang, ban", "ban", "sở"), ("sở, bang, sở".to_owned(), 2));
        assert!(places("15/6/2021 và 115/6", "15/6/20").is_empty());
        assert_eq!(places("trước ngày 15/6; năm", "15/6"), ["trước ngày ".len()]);
        assert!(places("x", "").is_empty());
        assert_eq!((places("a a a", "a a").len(), all_places("a a a", "a a").len()), (1, 2));
    }
}
