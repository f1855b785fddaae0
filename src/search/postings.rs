//! The inverted index: every word → where it stands, packed as text (design 6, "Search", item 3).
//!
//! All texts stand one after another on one line of positions, so a place is one number and a document is a range. A word's
//! spellings (`ban`, `bàn`, `bạn`) keep lists of their own under one folded key: accent agreement needs no second lookup.

use std::collections::BTreeMap;

use super::words::words;

/// Digits of the packed numbers: no quote, backslash or `<`, so the script needs no escapes.
const DIGITS: &[u8; 64] = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";

/// Words and their places, while texts are being added.
#[derive(Default)]
pub(super) struct Postings {
    terms: BTreeMap<String, BTreeMap<String, Vec<u32>>>,
    end: u32,
}

/// The three texts the script carries.
pub(super) struct Packed {
    /// Folded words in order, each as the length of the prefix shared with the one before (base 36) and the rest.
    pub terms: String,
    /// For each word its spellings, parted by commas; an empty one equals the folded word.
    pub spellings: String,
    /// For each spelling the number of its places and the steps between them.
    pub places: String,
}

impl Postings {
    /// Adds the parts of one text and gives the length of its range. Words of two parts are never neighbours.
    pub fn add(&mut self, parts: &[&str]) -> u32 {
        let start = self.end;
        for part in parts.iter().filter(|p| !p.is_empty()) {
            for word in words(part) {
                self.end += u32::from(word.apart);
                self.terms.entry(word.fold).or_default().entry(word.accent).or_default().push(self.end);
                self.end += 1;
            }
            self.end += 2;
        }
        self.end - start
    }

    /// Packs what was added.
    pub fn pack(&self) -> Packed {
        let (mut terms, mut spellings, mut places) = (Vec::new(), Vec::new(), String::new());
        let mut before = "";
        for (term, by_accent) in &self.terms {
            // ASCII only, so that bytes here and UTF-16 units in the browser count alike.
            let same = |(a, b): &(u8, u8)| a == b && a.is_ascii();
            let shared = term.bytes().zip(before.bytes()).take_while(same).take(35).count();
            terms.push(format!("{}{}", char::from(DIGITS[shared]), &term[shared..]));
            before = term;
            let spelling = |accent: &String| if accent == term { String::new() } else { accent.clone() };
            spellings.push(by_accent.keys().map(spelling).collect::<Vec<_>>().join(","));
            for list in by_accent.values() {
                pack_list(list, &mut places);
            }
        }
        Packed { terms: terms.join(" "), spellings: spellings.join(" "), places }
    }
}

fn pack_list(list: &[u32], out: &mut String) {
    pack_number(u32::try_from(list.len()).unwrap_or(u32::MAX), out);
    let mut before = 0;
    for place in list {
        pack_number(place - before, out);
        before = *place;
    }
}

/// Five bits a digit, lowest first; a digit of 32 or more says that another follows.
pub(super) fn pack_number(mut number: u32, out: &mut String) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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

    #[test]
    fn spellings_of_one_word_share_a_key_and_keep_their_places() {
        let mut postings = Postings::default();
        assert_eq!(postings.add(&["Giao ban. Bàn"]), 6);
        let packed = postings.pack();
        assert_eq!((packed.terms.as_str(), packed.spellings.as_str()), ("0ban 0giao", ",ban1 "));
        assert_eq!(unpack(&packed.places), [1, 1, 1, 3, 1, 0]);
    }

    proptest! {
        #[test]
        fn numbers_come_back(numbers in proptest::collection::vec(any::<u32>(), 0..20)) {
            let mut text = String::new();
            numbers.iter().for_each(|n| pack_number(*n, &mut text));
            prop_assert_eq!(unpack(&text), numbers);
        }
    }
}
