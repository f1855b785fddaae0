//! What two days do not share: the rows that differ, and the bearers whose place in the office differs.
//!
//! Only this keeps the comparison of two hundred decisions as cheap as they are: a row that is the same row on both days,
//! under the same words, reaches a bearer who stands where they stood in the same way. Such a row pairs with itself, so it
//! may be left out on both sides, with the others of its line.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Difference, UnitChangeKind};
use crate::history::Snapshot;
use crate::model::{Actor, Assignment, Collective, Model, ProvisionId, Role, RoleId, UnitId};

pub(super) struct Scope {
    /// Where the rows stand that differ, as they were and as they are, in order, those of changed words among them.
    rows: (Vec<usize>, Vec<usize>),
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
            everybody: before.roles.len() != after.roles.len()
                || before.roles.iter().zip(&after.roles).any(|(a, b)| !same_role(a, b)),
        };
        scope.groups(before.model, after.model);
        scope.heirs(&before.model.roles);
        scope.heirs(&after.model.roles);
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

    /// Whoever inherits the duties of a role that joined a group, or counts as it, joined with it.
    fn heirs(&mut self, roles: &[Role]) {
        let mut found = true;
        while found {
            let joins = |r: &&Role| {
                let through = r.inherits.iter().chain(&r.counts_as);
                !self.grouped.contains(&r.id)
                    && through.into_iter().any(|m| matches!(&m.actor, Actor::Role(id) if self.grouped.contains(id)))
            };
            let more: Vec<RoleId> = roles.iter().filter(joins).map(|r| r.id.clone()).collect();
            found = !more.is_empty();
            self.grouped.extend(more);
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
    pub fn only<'m>(&self, before: &Snapshot<'m>, after: &Snapshot<'m>) -> (Snapshot<'m>, Snapshot<'m>) {
        (before.of_rows(&self.rows.0), after.of_rows(&self.rows.1))
    }

    /// The rows that differ as they were.
    pub fn old_rows<'s>(&'s self, before: &'s Snapshot<'_>) -> impl Iterator<Item = &'s Arc<Assignment>> {
        self.rows.0.iter().map(|at| &before.model.assignments[*at])
    }

    /// The rows that differ as they are now.
    pub fn new_rows<'s>(&'s self, after: &'s Snapshot<'_>) -> impl Iterator<Item = &'s Arc<Assignment>> {
        self.rows.1.iter().map(|at| &after.model.assignments[*at])
    }
}

/// Rows are shared by the offices of the days on which they are the same, and both offices have them in one order.
fn rows(before: &Snapshot<'_>, after: &Snapshot<'_>, difference: &Difference) -> (Vec<usize>, Vec<usize>) {
    let sides = difference.provisions.iter().flat_map(|c| c.before.iter().chain(&c.after));
    let reworded: BTreeSet<&ProvisionId> = sides.map(|p| &p.id).collect();
    let (mut was, mut is) = (Vec::new(), Vec::new());
    let (old, new) = (&before.model.assignments, &after.model.assignments);
    let (mut x, mut y) = (0, 0);
    // What one line of the file says may stand several times, one for each who bears it now; one bearer may hold two of
    // them and shows one, so they are left out together or not at all.
    while let Some(place) = old.get(x).into_iter().chain(new.get(y)).map(|r| r.place).min() {
        let run = |rows: &[Arc<Assignment>], from: usize| {
            from..from + rows[from..].iter().take_while(|r| r.place == place).count()
        };
        let (a, b) = (run(old, x), run(new, y));
        (x, y) = (a.end, b.end);
        let (rows_a, rows_b) = (&old[a.clone()], &new[b.clone()]);
        let same = rows_a.len() == rows_b.len() && rows_a.iter().zip(rows_b).all(|(a, b)| Arc::ptr_eq(a, b));
        if !same || !reworded.is_empty() && rows_a.iter().any(|r| reworded.contains(&r.provision)) {
            was.extend(a);
            is.extend(b);
        }
    }
    (was, is)
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
