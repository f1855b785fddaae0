//! Words as a sentence has them.

/// Words as a sentence begins, with a capital: "điều 5" → "Điều 5".
#[must_use]
pub fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + chars.as_str())
}

/// A count with the noun it counts, as English has it: "1 duty", "2 duties". Vietnamese has one form.
#[must_use]
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// What stands behind a phrase, written small, at the head of words, in capitals or not.
#[must_use]
pub fn after_phrase<'t>(words: &'t str, phrase: &str) -> Option<&'t str> {
    let mut rest = words.chars();
    for wanted in phrase.chars() {
        let found = rest.next()?;
        if !is_letter(found, wanted) {
            return None;
        }
    }
    Some(rest.as_str())
}

/// Whether a character is a letter written small, in capitals or not.
pub(super) fn is_letter(found: char, small: char) -> bool {
    found == small || !found.is_lowercase() && found.to_lowercase().eq([small])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_one_in_capitals_too() {
        for words in ["điều 5", "Điều 5", "ĐIỀU 5"] {
            assert_eq!(after_phrase(words, "điều"), Some(" 5"));
        }
        assert_eq!((after_phrase("Đieu 5", "điều"), after_phrase("đi", "điều")), (None, None));
    }

    #[test]
    fn one_is_counted_as_one() {
        let words = [0, 1, 2].map(|n| counted(n, "duty", "duties"));
        assert_eq!(words, ["0 duties", "1 duty", "2 duties"]);
    }

    #[test]
    fn the_first_letter_alone_is_a_capital() {
        let words = ["điều 5 Quy chế", "ước tính", "Đã nêu", "5 ngày", ""].map(capital);
        assert_eq!(words, ["Điều 5 Quy chế", "Ước tính", "Đã nêu", "5 ngày", ""]);
    }
}
