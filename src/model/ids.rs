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
        self.0.to_lowercase().replace('đ', "dd")
    }

    /// For places with little room: the printed path, with the word in front that the text prints: `Điều 13.1.b`.
    #[must_use]
    pub fn short(&self) -> String {
        let word = |(name, word)| Some(format!("{word} {}", self.0.strip_prefix(name)?));
        [("dieu-", "Điều"), ("chuong-", "Chương")].into_iter().find_map(word).unwrap_or_else(|| self.0.to_string())
    }
}

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
        for (id, short) in [("B.II.5.1.a", "B.II.5.1.a"), ("dieu-13.1.b", "Điều 13.1.b"), ("chuong-II", "Chương II")]
        {
            assert_eq!(ProvisionId::new(id).short(), short);
        }
    }
}
