//! Provisions whose words or number differ between two texts.

use super::ways::Ways;
use crate::history::Snapshot;
use crate::model::Provision;

/// One provision that differs.
#[derive(Clone, Debug)]
pub struct ProvisionChange {
    /// What became of it.
    pub kind: ProvisionChangeKind,
    /// As it was; `None` for a new one, and for one that came and was repealed between the two days.
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

pub(super) fn changes(ways: &Ways, before: &Snapshot<'_>, after: &Snapshot<'_>) -> Vec<ProvisionChange> {
    if before.version.effective_from == after.version.effective_from {
        return Vec::new();
    }
    let mut likely = 0;
    let mut place = |p: &Provision| {
        let place = after.version.provisions.place_near(likely, ways.place(&p.id)?)?;
        likely = place + 1;
        Some(place)
    };
    let places: Vec<Option<usize>> = before.version.provisions.iter().map(&mut place).collect();
    let mut origin: Vec<Option<&Provision>> = vec![None; after.version.provisions.len()];
    let mut gone = Vec::new();
    for (place, p) in places.iter().zip(&before.version.provisions) {
        match place.and_then(|at| origin.get_mut(at)) {
            Some(free @ None) => *free = Some(p),
            // Of two that became one, the second has no place of its own any more, nor has one that was repealed already.
            Some(Some(first)) if first.is_repealed() => gone.push(std::mem::replace(first, p)),
            Some(Some(_)) | None => gone.push(p),
        }
    }
    let mut found: Vec<(usize, ProvisionChange)> = Vec::new();
    for (place, now) in after.version.provisions.iter().enumerate() {
        let was = origin[place];
        let kind = match was {
            // It came and was repealed between the two days.
            None if now.is_repealed() => ProvisionChangeKind::Repealed,
            None => ProvisionChangeKind::Inserted,
            Some(was) if was.text != now.text && now.is_repealed() => ProvisionChangeKind::Repealed,
            Some(was) if was.text != now.text => ProvisionChangeKind::Amended,
            Some(was) if was.id != now.id || was.label != now.label => ProvisionChangeKind::Renumbered,
            Some(_) => continue,
        };
        found.push((2 * place + 1, ProvisionChange { kind, before: was.cloned(), after: Some(now.clone()) }));
    }
    // What is gone stands where it stood: after the last one before it that is still there.
    // What was repealed before is not repealed again.
    for p in gone.into_iter().filter(|p| !p.is_repealed()) {
        let here = before.version.provisions.place(&p.id).unwrap_or(0);
        let anchor = places[..here].iter().rev().find_map(|place| *place);
        let place = anchor.map_or(0, |at| 2 * at + 2);
        found.push((
            place,
            ProvisionChange { kind: ProvisionChangeKind::Repealed, before: Some(p.clone()), after: None },
        ));
    }
    found.sort_by_key(|(place, _)| *place);
    found.into_iter().map(|(_, change)| change).collect()
}
