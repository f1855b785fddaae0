//! Where a word or phrase stands in a text: as whole syllables, never as a part of one.
//!
//! Vietnamese writes syllables apart, so a phrase that begins or ends within one is another phrase: `ban` does not stand in
//! `bang`.

use std::ops::Range;

/// Whether capitals and small letters are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// As they are written.
    Exact,
    /// However they are written.
    Any,
}

/// The bytes of `text` in which `phrase` stands, from left to right, overlapping ones too.
pub fn whole_places<'t>(text: &'t str, phrase: &'t str, case: Case) -> impl Iterator<Item = Range<usize>> + 't {
    let first = phrase.chars().next();
    let small = first.and_then(|first| first.to_lowercase().next());
    // Nearly every letter begins something else.
    let begins = move |c: char| match case {
        Case::Exact => Some(c) == first,
        Case::Any if c.is_ascii() => Some(c.to_ascii_lowercase()) == small,
        Case::Any => Some(c) == first || c.to_lowercase().next() == small,
    };
    let starts = text.char_indices().filter(move |(_, c)| begins(*c)).map(|(at, _)| at);
    let places = starts.filter_map(move |at| Some(at..at + length(&text[at..], phrase, case)?));
    places.filter(|place| is_whole(text, place))
}

/// Whether a phrase stands somewhere in a text.
#[must_use]
pub fn stands_whole(text: &str, phrase: &str, case: Case) -> bool {
    whole_places(text, phrase, case).next().is_some()
}

/// The word or number that a quote of a text cuts wherever it stands in it: "trước ngày 2" of "trước ngày 25" would prove another day.
#[must_use]
pub fn word_cut_by<'t>(text: &'t str, quote: &str) -> Option<&'t str> {
    let start = text.find(quote).filter(|_| !quote.is_empty() && !stands_whole(text, quote, Case::Exact))?;
    let end = start + quote.len();
    let at = if is_within_word(text, end) { end } else { start };
    let (before, behind) = text.split_at(at);
    let from = before.trim_end_matches(char::is_alphanumeric).len();
    let to = text.len() - behind.trim_start_matches(char::is_alphanumeric).len();
    Some(&text[from..to])
}

/// How many bytes of `text` are the phrase with which it begins; `None` where it begins with something else.
fn length(text: &str, phrase: &str, case: Case) -> Option<usize> {
    if case == Case::Exact {
        return text.starts_with(phrase).then_some(phrase.len());
    }
    let mut wanted = phrase.chars().flat_map(char::to_lowercase).peekable();
    for (at, letter) in text.char_indices() {
        if wanted.peek().is_none() {
            return Some(at);
        }
        if letter.to_lowercase().any(|letter| wanted.next() != Some(letter)) {
            return None;
        }
    }
    wanted.peek().is_none().then_some(text.len())
}

/// Whether a place cuts no syllable.
fn is_whole(text: &str, place: &Range<usize>) -> bool {
    !is_within_word(text, place.start) && !is_within_word(text, place.end)
}

/// Whether letters or figures stand on both sides.
fn is_within_word(text: &str, at: usize) -> bool {
    let (before, behind) = text.split_at(at);
    before.ends_with(char::is_alphanumeric) && behind.starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn starts(text: &str, phrase: &str, case: Case) -> Vec<usize> {
        whole_places(text, phrase, case).map(|place| place.start).collect()
    }

    #[test]
    fn a_syllable_is_never_split() {
        assert_eq!(starts("ban, bang, ban", "ban", Case::Exact), [0, 11]);
        assert!(starts("15/6/2021 và 115/6", "15/6/20", Case::Exact).is_empty());
        assert_eq!(starts("trước ngày 15/6; năm", "15/6", Case::Exact), ["trước ngày ".len()]);
        assert_eq!(starts("Chủ tịch UBND tỉnh; UBNDT", "UBND", Case::Exact), ["Chủ tịch ".len()]);
        assert!(starts("x", "", Case::Exact).is_empty() && starts("x", "", Case::Any).is_empty());
        assert_eq!(starts("a a a", "a a", Case::Exact), [0, 2]);
        assert_eq!(starts("(trích)ngang", "(trích)", Case::Exact), [0], "its own edge is no letter");
    }

    #[test]
    fn a_quote_cuts_the_word_it_ends_or_begins_in_unless_it_stands_whole_elsewhere() {
        assert_eq!(word_cut_by("Gửi trước ngày 25 hằng tháng.", "trước ngày 2"), Some("25"));
        assert_eq!(word_cut_by("Gửi trước ngày 25 hằng tháng.", "ước ngày"), Some("trước"));
        assert_eq!(word_cut_by("Ngày 25, rồi ngày 2.", "ày 2"), Some("25"), "of two the one behind");
        for quote in ["ngày 2", "", "tháng"] {
            assert_eq!(word_cut_by("ngày 25, ngày 2", quote), None, "{quote}");
        }
    }

    #[test]
    fn capitals_do_not_matter_where_they_are_not_to_even_where_they_are_longer() {
        let text = "İ, Ủy ban và ỦY BAN, ủy bang";
        let found: Vec<&str> = whole_places(text, "ủy Ban", Case::Any).map(|place| &text[place]).collect();
        assert_eq!(found, ["Ủy ban", "ỦY BAN"], "`İ` is longer in small letters");
        assert_eq!(starts(text, "ủy ban", Case::Exact), Vec::<usize>::new());
    }
}
