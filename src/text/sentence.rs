//! Words as a sentence has them.

/// Words as a sentence begins, with a capital: "điều 5" → "Điều 5".
#[must_use]
pub fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + chars.as_str())
}

#[cfg(test)]
mod tests {
    use super::capital;

    #[test]
    fn the_first_letter_alone_is_a_capital() {
        let words = ["điều 5 Quy chế", "ước tính", "Đã nêu", "5 ngày", ""].map(capital);
        assert_eq!(words, ["Điều 5 Quy chế", "Ước tính", "Đã nêu", "5 ngày", ""]);
    }
}
