//! Provisions whose words or number differ between two texts.

use crate::history::{Lineage, Snapshot};
use crate::model::{Model, Provision};

/// One provision that differs.
#[derive(Clone, Debug)]
pub struct ProvisionChange {
    /// What became of it.
    pub kind: ProvisionChangeKind,
    /// As it was; `None` for a new one.
    pub before: Option<Provision>,
    /// As it is; `None` for one that is gone.
    pub after: Option<Provision>,
}

/// What became of a provision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProvisionChangeKind {
    /// *Sửa đổi*.
    Amended,
    /// *Bổ sung*.
    Inserted,
    /// *Bãi bỏ*.
    Repealed,
    /// *Đánh số lại*, its words the same.
    Renumbered,
}

impl ProvisionChangeKind {
    /// The word in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Amended => "amended",
            Self::Inserted => "inserted",
            Self::Repealed => "repealed",
            Self::Renumbered => "renumbered",
        }
    }
}

/// Where each provision of the earlier text stands in the later, as its place there.
fn ways(model: &Model, lineages: &[Lineage], before: &Snapshot<'_>, after: &Snapshot<'_>) -> Vec<Option<usize>> {
    let place = |s: &Snapshot<'_>| {
        model.versions.iter().position(|v| v.effective_from == s.version.effective_from).unwrap_or(0)
    };
    let (first, last) = (place(before), place(after));
    let steps = if first < last { lineages } else { &[] };
    let mut likely = 0;
    let mut way = |p: &Provision| {
        let mut steps = steps.iter().take(last).skip(first);
        let onward = steps.try_fold(p.id.clone(), |at, lineage| lineage.onward(&at))?;
        let place = after.version.provisions.place_near(likely, &onward)?;
        likely = place + 1;
        Some(place)
    };
    before.version.provisions.iter().map(&mut way).collect()
}

pub(super) fn changes(
    model: &Model,
    lineages: &[Lineage],
    before: &Snapshot<'_>,
    after: &Snapshot<'_>,
) -> Vec<ProvisionChange> {
    if before.version.effective_from == after.version.effective_from {
        return Vec::new();
    }
    let ways = ways(model, lineages, before, after);
    let mut origin: Vec<Option<&Provision>> = vec![None; after.version.provisions.len()];
    let mut gone = Vec::new();
    for (way, p) in ways.iter().zip(&before.version.provisions) {
        match way {
            Some(new) => origin[*new] = Some(p),
            None => gone.push(p),
        }
    }
    let mut found: Vec<(usize, ProvisionChange)> = Vec::new();
    for (place, now) in after.version.provisions.iter().enumerate() {
        let was = origin[place];
        let kind = match was {
            None if now.is_repealed() && before.version.provision(&now.id).is_some() => ProvisionChangeKind::Repealed,
            None => ProvisionChangeKind::Inserted,
            Some(was) if was.text != now.text && now.is_repealed() => ProvisionChangeKind::Repealed,
            Some(was) if was.text != now.text => ProvisionChangeKind::Amended,
            Some(was) if was.id != now.id || was.label != now.label => ProvisionChangeKind::Renumbered,
            Some(_) => continue,
        };
        let mut was = was;
        if kind == ProvisionChangeKind::Repealed && was.is_none() {
            was = before.version.provision(&now.id);
        }
        gone.retain(|p| was.is_none_or(|w| w.id != p.id));
        found.push((2 * place + 1, ProvisionChange { kind, before: was.cloned(), after: Some(now.clone()) }));
    }
    // What is gone stands where it stood: after the last one before it that is still there.
    for p in gone {
        let here = before.version.provisions.place(&p.id).unwrap_or(0);
        let anchor = ways[..here].iter().rev().find_map(|way| *way);
        let place = anchor.map_or(0, |at| 2 * at + 2);
        found.push((
            place,
            ProvisionChange { kind: ProvisionChangeKind::Repealed, before: Some(p.clone()), after: None },
        ));
    }
    found.sort_by_key(|(place, _)| *place);
    found.into_iter().map(|(_, change)| change).collect()
}
