//! Ids, one type for each kind of thing, so that a unit cannot be handed where a role is meant.
//!
//! Whoever takes one along shares its letters: each row, link and table of a large office names some.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

macro_rules! ids {
    ($( $(#[$doc:meta])+ $name:ident; )+) => { $(
        $(#[$doc])+
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes an id that has been checked where it was read.
            #[must_use]
            pub fn new(id: impl Into<Arc<str>>) -> Self { Self(id.into()) }

            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str { &self.0 }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str { &self.0 }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(&self.0) }
        }
    )+ };
}

ids! {
    /// A role, e.g. `pho-truong-phong`.
    RoleId;
    /// A unit, e.g. `p-hanh-chinh-to-chuc`.
    UnitId;
    /// A group of roles or units the text speaks of, e.g. `lanh-dao-vp`.
    CollectiveId;
    /// A party outside the office, e.g. `vp-chinh-phu`.
    PartyId;
    /// A decision, e.g. `3232-2021`.
    DecisionId;
    /// A rule of the calendar, e.g. `giao-ban`.
    RuleId;
    /// The printed path of a provision, e.g. `B.II.5.1.a`; a continuation paragraph ends in `.p2`.
    ProvisionId;
}

impl ProvisionId {
    /// The anchor: lower case, `đ` as `dd`, so that points d and đ differ: `b.ii.5.1.dd`.
    #[must_use]
    pub fn anchor(&self) -> String {
        let mut anchor = String::with_capacity(self.0.len());
        for letter in self.0.chars() {
            match letter {
                'đ' | 'Đ' => anchor.push_str("dd"),
                _ => anchor.extend(letter.to_lowercase()),
            }
        }
        anchor
    }

    /// For places with little room: the printed path, with the words that the text prints in it: `Điều 13.1.b`. What only tells
    /// ids apart, the number of the document within a file, is left out.
    #[must_use]
    pub fn short(&self) -> String {
        let mut short = String::with_capacity(self.0.len());
        let mut pieces = self.0.split('.').enumerate().peekable();
        while let Some((at, piece)) = pieces.next() {
            let (first, last) = (short.is_empty(), pieces.peek().is_none());
            let numbered = |prefix| piece.strip_prefix(prefix).filter(|n: &&str| n.parse::<u16>().is_ok());
            if at == 0 && !last && numbered("c").is_some() {
                continue;
            }
            // A continuation is counted, with the clause itself as the first paragraph; `p1)` is an inserted point.
            let paragraph = numbered("p").filter(|n| last && (first || *n != "1"));
            let words = || WORDS.iter().find_map(|(prefix, word)| Some((*word, piece.strip_prefix(prefix)?)));
            let worded = piece.contains('-').then(words).flatten();
            let (before, word, number, after) = match (worded, paragraph) {
                (Some((word, number)), _) => (", ", word, number, ""),
                (None, Some(number)) => (" ", "đoạn", number, if first { " phần mở đầu" } else { "" }),
                (None, None) => (".", "", piece, ""),
            };
            short.push_str(if first { "" } else { before });
            short.push_str(word);
            short.push_str(if word.is_empty() || number.is_empty() { "" } else { " " });
            short.push_str(number);
            short.push_str(after);
        }
        short
    }
}

/// How a piece of a path begins, and the word the text prints for it.
const WORDS: [(&str, &str); 7] = [
    ("phu-luc-", "Phụ lục"),
    ("phu-luc", "Phụ lục"),
    ("phan-", "Phần"),
    ("chuong-", "Chương"),
    ("muc-", "Mục"),
    ("tieu-muc-", "Tiểu mục"),
    ("dieu-", "Điều"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_d_and_dd_have_different_anchors() {
        assert_eq!(ProvisionId::new("B.II.4.1.d").anchor(), "b.ii.4.1.d");
        assert_eq!(ProvisionId::new("B.II.4.1.đ").anchor(), "b.ii.4.1.dd");
    }

    #[test]
    fn a_short_citation_is_the_path_as_printed() {
        for (id, short) in [
            ("B.II.5.1.a", "B.II.5.1.a"),
            ("dieu-13.1.b", "Điều 13.1.b"),
            ("chuong-II", "Chương II"),
            ("phan-II.I.2.p5", "Phần II.I.2 đoạn 5"),
            ("phan-II.chuong-III.muc-1a", "Phần II, Chương III, Mục 1a"),
            ("c2.dieu-1.1.a", "Điều 1.1.a"),
            ("B.II.4.1.c1", "B.II.4.1.c1"),
            ("B.II.4.1.p1", "B.II.4.1.p1"),
            ("c1.p1", "đoạn 1 phần mở đầu"),
            ("phu-luc-II.I.2", "Phụ lục II.I.2"),
            ("phu-luc.1", "Phụ lục.1"),
        ] {
            assert_eq!(ProvisionId::new(id).short(), short);
        }
    }
}
