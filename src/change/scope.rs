//! What two days do not share: the rows that differ, and the bearers whose place in the office differs.
//!
//! Only this keeps the comparison of two hundred decisions as cheap as they are: a row that is the same row on both days,
//! under the same words, reaches a bearer who stands where they stood in the same way. Such a row pairs with itself, so it
//! may be left out on both sides.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Difference, UnitChangeKind};
use crate::history::Snapshot;
use crate::model::{Actor, Assignment, Collective, Model, ProvisionId, Role, RoleId, UnitId};

pub(super) struct Scope {
    /// The rows that differ, as they were and as they are, in order, those of changed words among them.
    rows: (Vec<Arc<Assignment>>, Vec<Arc<Assignment>>),
    /// Units that began, ended, are led by others, or are in other groups.
    units: BTreeSet<UnitId>,
    /// Roles that lead, or led, such a unit: what all its holders bear may differ.
    leading: BTreeSet<RoleId>,
    /// Roles that joined or left a group.
    grouped: BTreeSet<RoleId>,
    /// Whether the roles themselves differ: then nobody stands where they stood.
    everybody: bool,
}

impl Scope {
    pub fn new(before: &Snapshot<'_>, after: &Snapshot<'_>, difference: &Difference) -> Self {
        let mut scope = Self {
            rows: rows(before, after, difference),
            units: difference.units.iter().filter(|u| moves(&u.kind)).map(|u| u.unit.clone()).collect(),
            leading: BTreeSet::new(),
            grouped: BTreeSet::new(),
            everybody: before.model.roles.len() != after.model.roles.len()
                || before.model.roles.iter().zip(&after.model.roles).any(|(a, b)| !same_role(a, b)),
        };
        scope.groups(before.model, after.model);
        for unit in before.units.iter().chain(&after.units).filter(|u| scope.units.contains(&u.id)) {
            scope.leading.insert(unit.head.role.clone());
            scope.leading.extend(unit.deputy.iter().map(|d| d.role.clone()));
        }
        scope
    }

    fn groups(&mut self, before: &Model, after: &Model) {
        for now in &after.collectives {
            let was = before.collective(&now.id).map_or(&[][..], |c: &Collective| &c.members);
            let differ =
                was.iter().filter(|m| !now.members.contains(m)).chain(now.members.iter().filter(|m| !was.contains(m)));
            for member in differ {
                match member {
                    Actor::Unit(unit) => drop(self.units.insert(unit.clone())),
                    Actor::RoleAt(role, unit) => {
                        self.units.insert(unit.clone());
                        self.grouped.insert(role.clone());
                    }
                    Actor::Role(role) => drop(self.grouped.insert(role.clone())),
                    // A group within a group reaches people this does not follow.
                    Actor::Collective(_) | Actor::Party(_) => self.everybody = true,
                }
            }
        }
    }

    /// Whether a bearer stands where they stood, so that only rows that differ can differ for them.
    pub fn stands(&self, bearer: &Actor) -> bool {
        !self.everybody
            && match bearer {
                Actor::Unit(unit) => !self.units.contains(unit),
                Actor::Role(role) => !self.leading.contains(role) && !self.grouped.contains(role),
                Actor::RoleAt(role, unit) => !self.units.contains(unit) && !self.grouped.contains(role),
                Actor::Collective(_) | Actor::Party(_) => true,
            }
    }

    /// The two offices with the rows alone that differ.
    pub fn only(&self, before: &Model, after: &Model) -> (Model, Model) {
        let only = |rows: &[Arc<Assignment>], model: &Model| Model {
            assignments: rows.to_vec(),
            general: Vec::new(),
            rules: Vec::new(),
            ..model.clone()
        };
        (only(&self.rows.0, before), only(&self.rows.1, after))
    }

    /// The rows that differ as they are now.
    pub fn new_rows(&self) -> &[Arc<Assignment>] {
        &self.rows.1
    }
}

/// Rows are shared by the offices of the days on which they are the same, and both offices have them in one order.
fn rows(
    before: &Snapshot<'_>,
    after: &Snapshot<'_>,
    difference: &Difference,
) -> (Vec<Arc<Assignment>>, Vec<Arc<Assignment>>) {
    let sides = difference.provisions.iter().flat_map(|c| c.before.iter().chain(&c.after));
    let reworded: BTreeSet<&ProvisionId> = sides.map(|p| &p.id).collect();
    let (mut was, mut is) = (Vec::new(), Vec::new());
    let (mut old, mut new) = (before.model.assignments.iter().peekable(), after.model.assignments.iter().peekable());
    loop {
        let (from_old, from_new) = match (old.peek(), new.peek()) {
            (None, None) => return (was, is),
            (Some(a), Some(b)) if Arc::ptr_eq(a, b) => {
                if reworded.is_empty() || !reworded.contains(&a.provision) {
                    old.next();
                    new.next();
                    continue;
                }
                (true, true)
            }
            (Some(a), Some(b)) if a.place > b.place => (false, true),
            (Some(_), _) => (true, false),
            (None, Some(_)) => (false, true),
        };
        was.extend(old.next_if(|_| from_old).cloned());
        is.extend(new.next_if(|_| from_new).cloned());
    }
}

/// Whether the change of a unit may change what somebody bears; another name does not.
fn moves(kind: &UnitChangeKind) -> bool {
    !matches!(kind, UnitChangeKind::Renamed { .. })
}

fn same_role(a: &Role, b: &Role) -> bool {
    a.id == b.id
        && a.section == b.section
        && a.inherits == b.inherits
        && a.counts_as == b.counts_as
        && a.everybody == b.everybody
        && a.carries_unit_duties == b.carries_unit_duties
}
