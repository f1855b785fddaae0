//! The way of each provision from the text of the earlier day to that of the later.
//!
//! A provision that has ended goes on nowhere, and a number used again is another provision: so whatever is compared between
//! the two days is followed along the lineage, never looked up by its number. What simply goes on is not kept.

use std::collections::{BTreeMap, BTreeSet};

use crate::history::{Lineage, Snapshot};
use crate::model::{Model, Provision, ProvisionId, Version};

/// Where the provisions of the earlier text are in the later one.
#[derive(Clone, Debug, Default)]
pub(super) struct Ways {
    /// Those that do not simply go on under their number.
    fates: BTreeMap<ProvisionId, Way>,
    /// Numbers of the earlier text that are another provision's in the later.
    reused: BTreeSet<ProvisionId>,
}

/// The way of one provision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// It goes on under this number.
    On(ProvisionId),
    /// It was repealed; the later text says so under this number.
    Repealed(ProvisionId),
    /// The later text has nothing of it.
    Gone,
}

impl Ways {
    pub fn between(model: &Model, lineages: &[Lineage], before: &Snapshot<'_>, after: &Snapshot<'_>) -> Self {
        let mut ways = Self::default();
        let Some((first, last)) = places(model, before.version, after.version) else { return ways };
        for p in &before.version.provisions {
            let way = steps(model, lineages, first, last).fold(Way::On(p.id.clone()), Way::then);
            if !matches!(&way, Way::On(now) if *now == p.id) {
                ways.fates.insert(p.id.clone(), way);
            }
        }
        let other =
            |(id, way): &(&ProvisionId, &Way)| after.version.provision(id).is_some() && way.place() != Some(*id);
        ways.reused = ways.fates.iter().filter(other).map(|(id, _)| id.clone()).collect();
        ways
    }

    /// The number under which a provision of the earlier text goes on in the later; `None` when it has ended.
    pub fn onward<'a>(&'a self, id: &'a ProvisionId) -> Option<&'a ProvisionId> {
        match self.fates.get(id) {
            None => Some(id),
            Some(Way::On(now)) => Some(now),
            Some(Way::Repealed(_) | Way::Gone) => None,
        }
    }

    /// Where the later text has a provision of the earlier, be it that it says it was repealed.
    pub fn place<'a>(&'a self, id: &'a ProvisionId) -> Option<&'a ProvisionId> {
        self.fates.get(id).map_or(Some(id), Way::place)
    }

    /// Whether the later text has another provision under this number of the earlier.
    pub fn is_reused(&self, id: &ProvisionId) -> bool {
        self.reused.contains(id)
    }
}

impl Way {
    fn then(self, (lineage, next): (&Lineage, &Version)) -> Self {
        let is_repealed = |id: &ProvisionId| next.provision(id).is_some_and(Provision::is_repealed);
        match self {
            Self::On(at) => match lineage.onward(&at) {
                Some(now) => Self::On(now),
                None => {
                    // Repealed words keep their number, unless another provision has it.
                    let is_its = is_repealed(&at) && lineage.moved().all(|(_, to)| *to != at);
                    if is_its { Self::Repealed(at) } else { Self::Gone }
                }
            },
            Self::Repealed(at) => lineage.onward(&at).filter(is_repealed).map_or(Self::Gone, Self::Repealed),
            Self::Gone => Self::Gone,
        }
    }

    fn place(&self) -> Option<&ProvisionId> {
        match self {
            Self::On(at) | Self::Repealed(at) => Some(at),
            Self::Gone => None,
        }
    }
}

/// The places of two texts among all; `None` when the later is not later.
fn places(model: &Model, from: &Version, to: &Version) -> Option<(usize, usize)> {
    let place = |version: &Version| model.versions.iter().position(|v| v.effective_from == version.effective_from);
    let (first, last) = (place(from)?, place(to)?);
    (first < last).then_some((first, last))
}

/// Each step between two texts, with the text it leads to.
fn steps<'a>(
    model: &'a Model,
    lineages: &'a [Lineage],
    first: usize,
    last: usize,
) -> impl Iterator<Item = (&'a Lineage, &'a Version)> {
    lineages.iter().zip(model.versions.iter().skip(1)).take(last).skip(first)
}
