//! The provisions whose rows change on a day, which are then asked whether somebody still bears them.

use std::collections::BTreeSet;

use crate::model::{Provision, ProvisionId, Version};

/// Some provisions, or all there are: those of the first text begin together, and of a large office are many.
pub(super) enum Touched {
    /// These.
    Some(BTreeSet<ProvisionId>),
    /// Whatever there is.
    All,
}

impl Default for Touched {
    fn default() -> Self {
        Self::Some(BTreeSet::new())
    }
}

impl Touched {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Some(some) if some.is_empty())
    }

    /// Adds a provision.
    pub fn insert(&mut self, id: &ProvisionId) {
        if let Self::Some(some) = self
            && !some.contains(id)
        {
            some.insert(id.clone());
        }
    }

    /// Whether a provision is among them.
    pub fn contains(&self, id: &ProvisionId) -> bool {
        match self {
            Self::Some(some) => some.contains(id),
            Self::All => true,
        }
    }

    /// Those that a text has.
    pub fn within<'v>(&self, version: &'v Version) -> Vec<&'v Provision> {
        match self {
            Self::Some(some) => some.iter().filter_map(|id| version.provision(id)).collect(),
            Self::All => version.provisions.iter().collect(),
        }
    }
}
