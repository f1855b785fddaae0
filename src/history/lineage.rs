//! What became of each provision from one text to the next: it goes on, under its number or another, or it ends.
//!
//! The rule (design 2): the same path in two texts is the same provision unless a decision renumbers it. A repealed
//! provision keeps its place and has no duties any more.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{DecisionId, ProvisionId};

/// The way of every provision from one text to the next.
#[derive(Clone, Debug, Default)]
pub struct Lineage {
    /// Provisions that do not simply go on under their number.
    pub(super) fates: BTreeMap<ProvisionId, Fate>,
    /// Provisions of the new text that the old one did not have, by the number they have there.
    pub(super) inserted: BTreeSet<ProvisionId>,
}

/// What became of one provision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It goes on under this number.
    Goes(ProvisionId),
    /// It ended by this decision: repealed, or not taken into a new text.
    Ends(DecisionId),
}

impl Lineage {
    /// The way through two texts, one after the other; `ids` are the provisions of the first.
    #[must_use]
    pub(super) fn then<'a>(&self, next: &Self, ids: impl Iterator<Item = &'a ProvisionId>) -> Self {
        let mut joined = Self { fates: BTreeMap::new(), inserted: next.inserted.clone() };
        for id in ids {
            let fate = match self.fate(id) {
                Fate::Goes(middle) => next.fate(&middle),
                ended => ended,
            };
            if fate != Fate::Goes(id.clone()) {
                joined.fates.insert(id.clone(), fate);
            }
        }
        joined.inserted.extend(self.inserted.iter().filter_map(|id| next.onward(id)));
        joined
    }

    /// Whether a provision of the old text goes on as this one of the new.
    #[must_use]
    pub fn goes_to(&self, old: &ProvisionId, new: &ProvisionId) -> bool {
        match self.fates.get(old) {
            None => old == new,
            Some(Fate::Goes(goes)) => goes == new,
            // Repealed words keep their number.
            Some(Fate::Ends(_)) => false,
        }
    }

    /// What became of a provision of the old text.
    #[must_use]
    pub fn fate(&self, old: &ProvisionId) -> Fate {
        self.fates.get(old).cloned().unwrap_or_else(|| Fate::Goes(old.clone()))
    }

    /// The number under which a provision of the old text goes on; `None` when it ended.
    #[must_use]
    pub fn onward(&self, old: &ProvisionId) -> Option<ProvisionId> {
        match self.fate(old) {
            Fate::Goes(new) => Some(new),
            Fate::Ends(_) => None,
        }
    }

    /// The number a provision of the new text had in the old one; `None` when the old one did not have it.
    #[must_use]
    pub(super) fn back(&self, new: &ProvisionId) -> Option<ProvisionId> {
        let moved = self.moved().find(|(_, to)| *to == new).map(|(old, _)| old);
        // A repealed provision keeps its number; its children may have moved.
        let stayed = || (!self.is_inserted(new) && self.goes_to(new, new)).then_some(new);
        moved.or_else(stayed).cloned()
    }

    /// Takes a number of the old text to the new one; whether its provision goes on. One that ended keeps its number.
    pub(super) fn follow(&self, id: &mut ProvisionId) -> bool {
        let onward = self.onward(id);
        let goes = onward.is_some();
        *id = onward.unwrap_or_else(|| id.clone());
        goes
    }

    /// The provisions that go on under another number, old and new.
    pub fn moved(&self) -> impl Iterator<Item = (&ProvisionId, &ProvisionId)> {
        self.fates.iter().filter_map(|(old, fate)| match fate {
            Fate::Goes(new) => Some((old, new)),
            Fate::Ends(_) => None,
        })
    }

    /// Whether the new text has this provision for the first time.
    #[must_use]
    pub fn is_inserted(&self, new: &ProvisionId) -> bool {
        self.inserted.contains(new)
    }
}
