//! All bearers at once: the duty matrix and the list of handbooks.

use super::block::{Duty, rows};
use super::{of_role, of_role_in_unit, of_unit};
use crate::history::Snapshot;
use crate::model::{Actor, RoleId, UnitId};

/// Every bearer that has a page, and what it bears: roles; the role in a unit where one role heads several or a text
/// names it there; units; groups that no role or unit stands for (the Office as a whole).
#[must_use]
pub fn matrix<'m>(s: &Snapshot<'m>) -> Vec<(Actor, Vec<Duty<'m>>)> {
    let mut actors: Vec<Actor> = s.model.roles.iter().map(|r| Actor::Role(r.id.clone())).collect();
    for unit in &s.units {
        if s.units.iter().filter(|u| u.head.role == unit.head.role).count() > 1 {
            actors.push(Actor::RoleAt(unit.head.role.clone(), unit.id.clone()));
        }
        for named in named_in(s, &unit.id) {
            if !actors.contains(&named) {
                actors.push(named);
            }
        }
    }
    actors.extend(s.units.iter().map(|u| Actor::Unit(u.id.clone())));
    let role = |m: &Actor| matches!(m, Actor::Role(_) | Actor::Collective(_));
    let unreached = s.model.collectives.iter().filter(|c| !c.members.iter().any(role) && s.units_of(c).is_empty());
    actors.extend(unreached.map(|c| Actor::Collective(c.id.clone())));
    actors.into_iter().map(|a| (a.clone(), of_actor(s, &a))).collect()
}

/// The roles that duties or groups name in one unit only.
fn named_in<'m>(s: &'m Snapshot<'_>, unit: &'m UnitId) -> impl Iterator<Item = Actor> + 'm {
    let rows = s.model.assignments.iter().map(|a| &a.who);
    let members = s.model.collectives.iter().flat_map(|c| &c.members);
    rows.chain(members).filter(move |a| matches!(a, Actor::RoleAt(_, at) if at == unit)).cloned()
}

/// What any actor bears; for a group or an outside party only what names it.
#[must_use]
pub fn of_actor<'m>(s: &Snapshot<'m>, actor: &Actor) -> Vec<Duty<'m>> {
    match actor {
        Actor::Role(role) => of_role(s, role),
        Actor::RoleAt(role, unit) => of_role_in_unit(s, role, unit),
        Actor::Unit(unit) => of_unit(s, unit),
        Actor::Collective(_) | Actor::Party(_) => rows(s, actor).map(Duty::own).collect(),
    }
}

/// The pairs of role and unit a person can be: the head and the deputy of each unit, and its staff (the role whose
/// section binds everybody).
#[must_use]
pub fn handbooks(s: &Snapshot<'_>) -> Vec<(RoleId, UnitId)> {
    let staff: Vec<&RoleId> = s.model.roles.iter().filter(|r| !r.everybody.is_empty()).map(|r| &r.id).collect();
    let mut pairs = Vec::new();
    for unit in &s.units {
        pairs.push((unit.head.role.clone(), unit.id.clone()));
        pairs.extend(unit.deputy.iter().map(|d| (d.role.clone(), unit.id.clone())));
        pairs.extend(staff.iter().map(|r| ((*r).clone(), unit.id.clone())));
    }
    pairs
}
