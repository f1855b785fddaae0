//! What two days do not share: the rows that differ, and the bearers whose place in the office differs.
//!
//! Only this keeps the comparison of two hundred decisions as cheap as they are: a row that is the same row on both days,
//! under the same words, reaches a bearer who stands where they stood in the same way.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Difference;
use crate::history::Snapshot;
use crate::model::{Actor, Collective, Model, ProvisionId, Role, RoleId, UnitId};

pub(super) struct Scope {
    /// Rows that differ, and all rows of the provisions they stand in: what was two rows may be one.
    provisions: BTreeSet<ProvisionId>,
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
            provisions: BTreeSet::new(),
            units: difference.units.iter().map(|u| u.unit.clone()).collect(),
            leading: BTreeSet::new(),
            grouped: BTreeSet::new(),
            everybody: before.model.roles.len() != after.model.roles.len()
                || before.model.roles.iter().zip(&after.model.roles).any(|(a, b)| !same_role(a, b)),
        };
        scope.rows(before, after);
        for change in &difference.provisions {
            let sides = change.before.iter().chain(&change.after);
            scope.provisions.extend(sides.map(|p| p.id.clone()));
        }
        scope.groups(before.model, after.model);
        for unit in before.units.iter().chain(&after.units).filter(|u| scope.units.contains(&u.id)) {
            scope.leading.insert(unit.head.role.clone());
            scope.leading.extend(unit.deputy.iter().map(|d| d.role.clone()));
        }
        scope
    }

    /// Rows are shared by the offices of the days on which they are the same, and both offices have them in one order.
    fn rows(&mut self, before: &Snapshot<'_>, after: &Snapshot<'_>) {
        let (mut old, mut new) =
            (before.model.assignments.iter().peekable(), after.model.assignments.iter().peekable());
        loop {
            let differs = match (old.peek(), new.peek()) {
                (None, None) => break,
                (Some(a), Some(b)) if Arc::ptr_eq(a, b) => {
                    old.next();
                    new.next();
                    continue;
                }
                (Some(a), Some(b)) if a.place > b.place => new.next(),
                (Some(_), _) => old.next(),
                (None, Some(_)) => new.next(),
            };
            self.provisions.extend(differs.map(|r| r.provision.clone()));
        }
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

    /// The office with the touched rows alone.
    pub fn only(&self, model: &Model) -> Model {
        let rows = model.assignments.iter().filter(|r| self.provisions.contains(&r.provision));
        Model { assignments: rows.cloned().collect(), general: Vec::new(), rules: Vec::new(), ..model.clone() }
    }
}

fn same_role(a: &Role, b: &Role) -> bool {
    a.id == b.id
        && a.section == b.section
        && a.inherits == b.inherits
        && a.counts_as == b.counts_as
        && a.everybody == b.everybody
        && a.carries_unit_duties == b.carries_unit_duties
}
