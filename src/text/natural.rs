//! The order in which people count: figures within words are numbers, so that `9-2026` comes before `10-2026`.

use std::cmp::Ordering;

/// How two texts come after each other: run of figures by run of figures as numbers, the rest letter by letter.
#[must_use]
pub fn natural(one: &str, other: &str) -> Ordering {
    let (mut a, mut b) = (one, other);
    loop {
        let order = match (number(a), number(b)) {
            // A number of more figures is the greater one, however long it is.
            (Some((x, rest_a)), Some((y, rest_b))) => {
                (a, b) = (rest_a, rest_b);
                x.len().cmp(&y.len()).then(x.cmp(y))
            }
            _ => {
                let (mut letters_a, mut letters_b) = (a.chars(), b.chars());
                let (x, y) = (letters_a.next(), letters_b.next());
                (a, b) = (letters_a.as_str(), letters_b.as_str());
                if x.is_none() && y.is_none() {
                    // `09` and `9` are one number, and two texts.
                    return one.cmp(other);
                }
                x.cmp(&y)
            }
        };
        if order.is_ne() {
            return order;
        }
    }
}

/// The figures a text begins with, without zeros before them, and what comes after.
fn number(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (figures, rest) = text.split_at_checked(end).filter(|(figures, _)| !figures.is_empty())?;
    Some((figures.trim_start_matches('0'), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_numbers() {
        let sorted = ["", "2/QĐ", "09/QĐ", "9/QĐ", "9/QĐ-VP", "10/QĐ", "100/QĐ", "a2b10", "a10b2", "a10b9"];
        for (at, one) in sorted.iter().enumerate() {
            for (to, other) in sorted.iter().enumerate() {
                assert_eq!(natural(one, other), at.cmp(&to), "{one} {other}");
            }
        }
        assert_eq!(natural("99999999999999999999999998", "99999999999999999999999999"), Ordering::Less);
    }
}
