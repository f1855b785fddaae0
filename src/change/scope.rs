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
    /// Roles that lead, or led, such a unit, or are in other groups.
    roles: BTreeSet<RoleId>,
    /// Whether the roles themselves differ: then nobody stands where they stood.
    everybody: bool,
}

impl Scope {
    pub fn new(before: &Snapshot<'_>, after: &Snapshot<'_>, difference: &Difference) -> Self {
        let mut scope = Self {
            provisions: BTreeSet::new(),
            units: difference.units.iter().map(|u| u.unit.clone()).collect(),
            roles: BTreeSet::new(),
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
            scope.roles.insert(unit.head.role.clone());
            scope.roles.extend(unit.deputy.iter().map(|d| d.role.clone()));
        }
        scope
    }

    /// Rows are shared by the offices of the days on which they are the same.
    fn rows(&mut self, before: &Snapshot<'_>, after: &Snapshot<'_>) {
        let old: BTreeSet<usize> = before.model.assignments.iter().map(|r| Arc::as_ptr(r).addr()).collect();
        let new: BTreeSet<usize> = after.model.assignments.iter().map(|r| Arc::as_ptr(r).addr()).collect();
        let gone = before.model.assignments.iter().filter(|r| !new.contains(&Arc::as_ptr(r).addr()));
        let come = after.model.assignments.iter().filter(|r| !old.contains(&Arc::as_ptr(r).addr()));
        self.provisions.extend(gone.chain(come).map(|r| r.provision.clone()));
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
                        self.roles.insert(role.clone());
                    }
                    Actor::Role(role) => drop(self.roles.insert(role.clone())),
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
                Actor::Role(role) => !self.roles.contains(role),
                Actor::RoleAt(role, unit) => !self.units.contains(unit) && !self.in_groups(role),
                Actor::Collective(_) | Actor::Party(_) => true,
            }
    }

    /// A role that joined or left a group did so in every unit; one that leads a touched unit leads the others as before.
    fn in_groups(&self, role: &RoleId) -> bool {
        self.roles.contains(role)
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
