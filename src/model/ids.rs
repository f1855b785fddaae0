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

    /// The printed path, `B.II.5.1`, without what only tells ids apart: the number of the document within a file. `None` where a step of
    /// it is a word, `dieu-13.1`: such a path is printed nowhere.
    #[must_use]
    pub fn printed(&self) -> Option<&str> {
        let document = self.0.strip_prefix('c').and_then(|rest| rest.split_once('.'));
        let path = document.filter(|(n, _)| n.parse::<u16>().is_ok()).map_or(&*self.0, |(_, path)| path);
        (!path.contains('-') && !path.starts_with('p')).then_some(path)
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
    fn a_path_is_printed_where_it_is_of_labels_alone() {
        for (id, printed) in [
            ("B.II.5.1.a", Some("B.II.5.1.a")),
            ("B.II.4.1.p1", Some("B.II.4.1.p1")),
            ("c2.B.II.1", Some("B.II.1")),
            ("dieu-13.1.b", None),
            ("c2.dieu-1.1.a", None),
            ("c1.p1", None),
            ("phu-luc-II.I.2", None),
            ("phu-luc.1", None),
        ] {
            assert_eq!(ProvisionId::new(id).printed(), printed);
        }
    }
}
