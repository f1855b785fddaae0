//! Numbers and sorted words as text that compresses well and needs no escapes (design 6, "Search", item 3).

/// Digits of the packed numbers: no quote, backslash or `<`, so the script needs no escapes.
const DIGITS: &[u8; 64] = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";

/// Five bits a digit, lowest first; a digit of 32 or more says that another follows.
pub(super) fn number(mut number: u32, out: &mut String) {
    loop {
        let more = number > 31;
        let digit = (number & 31) as usize + if more { 32 } else { 0 };
        out.push(char::from(DIGITS[digit]));
        if !more {
            return;
        }
        number >>= 5;
    }
}

/// A number of the text's making: what does not fit is no index a browser could read.
pub(super) fn count(n: usize, out: &mut String) {
    number(u32::try_from(n).unwrap_or(u32::MAX), out);
}

/// A number that may be below zero: doubled, and one less where it is.
pub(super) fn signed(n: i64, out: &mut String) {
    let folded = if n < 0 { -2 * n - 1 } else { 2 * n };
    number(u32::try_from(folded).unwrap_or(u32::MAX), out);
}

/// A rising list as its length, its first number and the steps from each to the next.
pub(super) fn rising(list: &[u32], out: &mut String) {
    count(list.len(), out);
    let mut before = 0;
    for place in list {
        number(place - before, out);
        before = *place;
    }
}

/// Sorted words, each as one digit for the length of the beginning it shares with the one before, and the rest.
pub(super) fn fronts<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let mut out = Vec::new();
    let mut before = "";
    for word in words {
        // ASCII only, so that bytes here and UTF-16 units in the browser count alike.
        let same = |(a, b): &(u8, u8)| a == b && a.is_ascii();
        let shared = word.bytes().zip(before.bytes()).take_while(same).take(35).count();
        out.push(format!("{}{}", char::from(DIGITS[shared]), &word[shared..]));
        before = word;
    }
    out.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The numbers of a packed text.
    fn unpack(text: &str) -> Vec<u32> {
        let (mut out, mut value, mut shift) = (Vec::new(), 0u32, 0);
        for byte in text.bytes() {
            let digit = DIGITS.iter().position(|d| *d == byte).unwrap() as u32;
            value |= (digit & 31) << shift;
            shift += 5;
            if digit < 32 {
                out.push(value);
                (value, shift) = (0, 0);
            }
        }
        out
    }

    proptest! {
        #[test]
        fn numbers_come_back(numbers in proptest::collection::vec(any::<u32>(), 0..20)) {
            let mut text = String::new();
            numbers.iter().for_each(|n| number(*n, &mut text));
            prop_assert_eq!(unpack(&text), numbers);
        }

        #[test]
        fn signs_come_back(n in -100_000i64..100_000) {
            let mut text = String::new();
            signed(n, &mut text);
            let folded = i64::from(unpack(&text)[0]);
            prop_assert_eq!(if folded % 2 == 0 { folded / 2 } else { -(folded + 1) / 2 }, n);
        }
    }

    #[test]
    fn words_share_their_beginnings_but_never_half_a_letter() {
        assert_eq!(fronts(["ba", "ban", "bo", "đ", "đa"]), "0ba 2n 1o 0đ 0đa");
    }
}
