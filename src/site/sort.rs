//! The order of the Vietnamese alphabet (TCVN 5712 lists it: a ă â b c d đ e ê …): the letter first, the tone last.
//! The trap: by code point `đ` and `Â` come after `z`, and by folding `đ` is the same as `d`.

use crate::text::accent_key;

const ALPHABET: &str = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// A key that sorts as a Vietnamese dictionary does: words, letters within words, then tones.
pub(super) fn vietnamese(text: &str) -> (Vec<Vec<usize>>, String) {
    let mut letters = Vec::new();
    let mut tones = String::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        let key = accent_key(word);
        // The accent key ends in a digit for a marked tone; digits of the word itself stand before any letter change.
        let ends_in_tone =
            word.chars().last().is_some_and(|c| !c.is_ascii_digit()) && key.ends_with(|c: char| c.is_ascii_digit());
        let (spelling, tone) = if ends_in_tone { key.split_at(key.len() - 1) } else { (key.as_str(), "0") };
        letters.push(spelling.chars().map(place).collect());
        tones.push_str(tone);
    }
    (letters, tones)
}

/// The first letter as a heading of an A–Z: `Đ` is not `D`.
pub(super) fn initial(text: &str) -> String {
    let first = text.chars().find(|c| c.is_alphanumeric()).map(String::from).unwrap_or_default();
    let key = accent_key(&first);
    key.trim_end_matches(|c: char| c.is_ascii_digit() && !first.starts_with(c)).to_uppercase()
}

fn place(c: char) -> usize {
    ALPHABET.chars().position(|a| a == c).unwrap_or(ALPHABET.chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_in_dictionary_order() {
        let mut words =
            vec!["Ủy ban", "đơn vị", "dân chủ", "ân", "an", "ăn", "bàn", "ban", "bán", "Điều", "zéro", "ủy viên"];
        words.sort_by_cached_key(|w| vietnamese(w));
        assert_eq!(
            words,
            ["an", "ăn", "ân", "ban", "bàn", "bán", "dân chủ", "Điều", "đơn vị", "Ủy ban", "ủy viên", "zéro"]
        );
    }

    #[test]
    fn the_initial_keeps_its_shape_and_drops_its_tone() {
        assert_eq!(initial("Ủy ban"), "U");
        assert_eq!(initial("Đơn vị"), "Đ");
        assert_eq!(initial("ấn phẩm"), "Â");
        assert_eq!(initial("6 tháng"), "6");
    }
}
