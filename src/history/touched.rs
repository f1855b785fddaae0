//! The provisions whose rows change on a day, which are then asked whether somebody still bears them.

use std::collections::BTreeSet;

use crate::model::{Provision, ProvisionId, Version};

/// Some provisions, or all there are: those of the first text begin together, and of a large office are many.
#[derive(Default)]
pub(super) enum Touched {
    /// None yet.
    #[default]
    None,
    /// These.
    Some(BTreeSet<ProvisionId>),
    /// Whatever there is.
    All,
}

impl Touched {
    /// Adds a provision.
    pub fn insert(&mut self, id: &ProvisionId) {
        match self {
            Self::None => *self = Self::Some(BTreeSet::from([id.clone()])),
            Self::Some(some) if some.contains(id) => {}
            Self::Some(some) => drop(some.insert(id.clone())),
            Self::All => {}
        }
    }

    /// Whether a provision is among them.
    pub fn contains(&self, id: &ProvisionId) -> bool {
        match self {
            Self::None => false,
            Self::Some(some) => some.contains(id),
            Self::All => true,
        }
    }

    /// Those that a text has.
    pub fn within<'v>(&self, version: &'v Version) -> Vec<&'v Provision> {
        match self {
            Self::None => Vec::new(),
            Self::Some(some) => some.iter().filter_map(|id| version.provision(id)).collect(),
            Self::All => version.provisions.iter().collect(),
        }
    }
}
