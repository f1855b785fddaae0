//! All bearers at once: the duty matrix and the list of handbooks.

use super::block::{Duty, rows};
use super::{of_role, of_role_in_unit, of_unit};
use crate::history::Snapshot;
use crate::model::{Actor, RoleId, UnitId};
use crate::text::Lookup;

/// Every bearer that has a page, and what it bears: roles; the role in a unit where one role heads several or a text
/// names it there; units; groups that no role or unit stands for (the Office as a whole).
#[must_use]
pub fn matrix<'m>(s: &Snapshot<'m>) -> Vec<(Actor, Vec<Duty<'m>>)> {
    let mut actors: Vec<Actor> = s.roles.iter().map(|r| Actor::Role(r.id.clone())).collect();
    let named = named_in_units(s);
    let mut headed: Lookup<&RoleId, usize> = Lookup::default();
    s.units.iter().for_each(|unit| *headed.at(&unit.head.role) += 1);
    let mut seen: Lookup<Actor, ()> = Lookup::default();
    for unit in &s.units {
        let head = (headed.get(&unit.head.role) > Some(&1)).then_some((&unit.head.role, &unit.id));
        let posts = head.into_iter().chain(named.get(&unit.id).into_iter().flatten().map(|role| (*role, &unit.id)));
        let posts = posts.map(|(role, unit)| Actor::RoleAt(role.clone(), unit.clone()));
        actors.extend(posts.filter(|post| seen.add(post.clone(), ())));
    }
    actors.extend(s.units.iter().map(|u| Actor::Unit(u.id.clone())));
    let role = |m: &Actor| matches!(m, Actor::Role(_) | Actor::Collective(_));
    let unreached = s.model.collectives.iter().filter(|c| !c.members.iter().any(role) && s.units_of(c).is_empty());
    actors.extend(unreached.map(|c| Actor::Collective(c.id.clone())));
    actors.into_iter().map(|a| (a.clone(), of_actor(s, &a))).collect()
}

/// By unit the roles that duties or groups name in it only.
fn named_in_units<'m>(s: &Snapshot<'m>) -> Lookup<&'m UnitId, Vec<&'m RoleId>> {
    let mut named: Lookup<&UnitId, Vec<&RoleId>> = Lookup::default();
    let rows = s.model.assignments.iter().map(|a| &a.who);
    for actor in rows.chain(s.model.collectives.iter().flat_map(|c| &c.members)) {
        if let Actor::RoleAt(role, unit) = actor {
            named.at(unit).push(role);
        }
    }
    named
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
    let staff: Vec<&RoleId> = s.roles.iter().filter(|r| !r.everybody.is_empty()).map(|r| &r.id).collect();
    let mut pairs = Vec::new();
    for unit in &s.units {
        pairs.push((unit.head.role.clone(), unit.id.clone()));
        pairs.extend(unit.deputy.iter().map(|d| (d.role.clone(), unit.id.clone())));
        pairs.extend(staff.iter().map(|r| ((*r).clone(), unit.id.clone())));
    }
    pairs
}
