//! The duties of a role, alone and in one unit.

use super::block::{Block, Duty, Reason, each_once, rows};
use super::unit::{of_all, of_unit};
use crate::history::Snapshot;
use crate::model::{Actor, Certainty, Collective, Membership, Post, Role, RoleId, Unit, UnitId};

/// What every holder of `role` bears. Duties of one unit among several the role heads are left out: they are not
/// everybody's (B.II.5.2 names the heads of three units); [`of_role_in_unit`] has them.
#[must_use]
pub fn of_role<'m>(s: &Snapshot<'m>, role: &RoleId) -> Vec<Duty<'m>> {
    let Some(role) = s.role(role) else { return Vec::new() };
    if let Some(unit) = only_unit(s, role) {
        return of_role_in_unit(s, &role.id, &unit.id);
    }
    of_all_holders(s, role, false)
}

/// What every holder of `role` bears in whatever unit: duties of a unit are left out though it be the only one, so that two
/// days can be compared between which a role comes to have several. [`of_role_in_unit`] has them on both.
#[must_use]
pub fn of_every_holder<'m>(s: &Snapshot<'m>, role: &RoleId) -> Vec<Duty<'m>> {
    s.role(role).map(|role| of_all_holders(s, role, true)).unwrap_or_default()
}

/// How many units a role heads or deputises.
#[must_use]
pub fn posts(s: &Snapshot<'_>, role: &RoleId) -> usize {
    s.units.iter().filter(|u| has_post(u, role)).count()
}

fn of_all_holders<'m>(s: &Snapshot<'m>, role: &'m Role, of_groups_alone: bool) -> Vec<Duty<'m>> {
    let mut duties = personal(s, role, None);
    let headed: Vec<&Unit> = s.units.iter().copied().filter(|u| u.head.role == role.id).collect();
    match headed[..] {
        [] => {}
        [only] if !of_groups_alone => duties.extend(as_head(s, role, only, of_unit(s, &only.id))),
        [first, ..] => {
            let common = of_all(s, &headed.iter().map(|u| &u.id).collect::<Vec<_>>());
            duties.extend(as_head(s, role, first, common).into_iter().map(|mut duty| {
                // The way is the group all these units belong to, not the first of them.
                duty.via = vec![duty.assignment.who.clone()];
                duty.inferred = in_itself(s, &duty) || inferred_for_all(s, role, &headed);
                duty
            }));
        }
    }
    each_once(s, duties)
}

/// What the holder of `role` in `unit` bears.
#[must_use]
pub fn of_role_in_unit<'m>(s: &Snapshot<'m>, role: &RoleId, unit: &UnitId) -> Vec<Duty<'m>> {
    let (Some(role), Some(unit)) = (s.role(role), s.model.unit(unit)) else { return Vec::new() };
    let mut duties = personal(s, role, Some(&unit.id));
    for identity in identities(s, role) {
        let here = Actor::RoleAt(identity.role.id.clone(), unit.id.clone());
        duties.extend(rows(s, &here).map(|a| match identity.block {
            Block::Own => Duty::own(a),
            block => Duty::through(a, block, here.clone(), identity.inferred, identity.why.clone()),
        }));
    }
    if unit.head.role == role.id {
        duties.extend(as_head(s, role, unit, of_unit(s, &unit.id)));
    }
    each_once(s, duties)
}

/// The unit of a role that exists in one unit only, as its head or deputy: there, the role and the role in that unit are
/// the same person.
fn only_unit<'m>(s: &Snapshot<'m>, role: &Role) -> Option<&'m Unit> {
    let mut posts = s.units.iter().copied().filter(|u| has_post(u, &role.id));
    let unit = posts.next()?;
    (posts.next().is_none() && role.everybody.is_empty()).then_some(unit)
}

/// Whether a unit is headed or deputised by a role.
fn has_post(unit: &Unit, role: &RoleId) -> bool {
    unit.head.role == *role || unit.deputy.as_ref().is_some_and(|d| d.role == *role)
}

/// A role somebody has: their own, one it inherits from, or one it counts as.
pub(super) struct Identity<'m> {
    pub role: &'m Role,
    block: Block,
    inferred: bool,
    why: Vec<Reason>,
}

/// The role itself, what it inherits from and what it counts as, each once, nearest first.
pub(super) fn identities<'m>(s: &Snapshot<'m>, role: &'m Role) -> Vec<Identity<'m>> {
    let mut found = vec![Identity { role, block: Block::Own, inferred: false, why: Vec::new() }];
    let mut next = 0;
    while next < found.len() {
        let (at, inferred, why) = (found[next].role, found[next].inferred, found[next].why.clone());
        let steps = at.inherits.iter().map(|m| (m, m.inferred)).chain(at.counts_as.iter().map(|m| (m, true)));
        for (membership, step_inferred) in steps {
            let Actor::Role(id) = &membership.actor else { continue };
            let Some(other) = s.role(id) else { continue };
            if found.iter().all(|f| f.role.id != other.id) {
                let mut why = why.clone();
                why.push(reason(membership));
                found.push(Identity { role: other, block: Block::Inherited, inferred: inferred || step_inferred, why });
            }
        }
        next += 1;
    }
    found
}

/// To whom a role answers.
pub struct Answering<'m> {
    /// What is said of it.
    pub to: &'m Membership,
    /// The role of which it is said, where that is one whose duties it has as well, or as which it counts.
    pub as_role: Option<&'m Role>,
    /// Whether the words, or the step to that role, are inferred.
    pub inferred: bool,
}

/// To whom `role` answers, nearest first: as is said of itself, and where nothing is, as is said of the roles it is as well.
#[must_use]
pub fn answers_to<'m>(s: &Snapshot<'m>, role: &'m Role) -> Vec<Answering<'m>> {
    if !role.reports_to.is_empty() {
        let own = |to: &'m Membership| Answering { to, as_role: None, inferred: to.inferred };
        return role.reports_to.iter().map(own).collect();
    }
    let mut found: Vec<Answering<'_>> = Vec::new();
    let own = Actor::Role(role.id.clone());
    for identity in identities(s, role).iter().skip(1) {
        for to in identity.role.reports_to.iter().filter(|to| to.actor != own) {
            if found.iter().all(|f| f.to.actor != to.actor) {
                let inferred = identity.inferred || to.inferred;
                found.push(Answering { to, as_role: Some(identity.role), inferred });
            }
        }
    }
    found
}

fn reason(m: &Membership) -> Reason {
    let words = m.proof.quote.clone().or(m.note.clone()).unwrap_or_default();
    Reason { cite: m.proof.cite.clone(), words }
}

/// Own, inherited, collective, everybody; groups that name the role in one unit count in that unit.
fn personal<'m>(s: &Snapshot<'m>, role: &'m Role, unit: Option<&UnitId>) -> Vec<Duty<'m>> {
    let mut duties = Vec::new();
    for identity in identities(s, role) {
        let actor = Actor::Role(identity.role.id.clone());
        duties.extend(rows(s, &actor).map(|a| match identity.block {
            Block::Own => Duty::own(a),
            block => Duty::through(a, block, actor.clone(), identity.inferred, identity.why.clone()),
        }));
        for collective in s.model.collectives.iter().filter(|c| has_role(s, c, &identity.role.id, unit)) {
            let through = Actor::Collective(collective.id.clone());
            let mut why = identity.why.clone();
            why.push(definition(collective));
            let inferred = identity.inferred || collective.inferred;
            let rows = rows(s, &through).collect::<Vec<_>>();
            duties.extend(
                rows.into_iter().map(|a| Duty::through(a, Block::Collective, through.clone(), inferred, why.clone())),
            );
        }
    }
    for other in s.roles.iter().copied().filter(|r| r.id != role.id && !r.everybody.is_empty()) {
        let actor = Actor::Role(other.id.clone());
        let binding = rows(s, &actor).filter(|a| other.everybody.iter().any(|e| s.version.is_within(&a.provision, e)));
        duties.extend(binding.map(|a| {
            let why = vec![Reason { cite: other.section.clone(), words: other.name.clone() }];
            Duty::through(a, Block::Everybody, actor.clone(), false, why)
        }));
    }
    duties
}

/// What `unit` must do, as it reaches its head. Structure (membership of a group) is the unit's and not its head's.
fn as_head<'m>(s: &Snapshot<'m>, role: &'m Role, unit: &'m Unit, mut duties: Vec<Duty<'m>>) -> Vec<Duty<'m>> {
    let (inferred, way) = head_proof(s, role, &unit.head);
    duties.retain(|d| d.assignment.relation.is_work());
    for duty in &mut duties {
        duty.block = Block::UnitHead;
        duty.via = vec![Actor::Unit(unit.id.clone())];
        duty.inferred |= inferred;
        duty.why.extend(way.iter().cloned());
    }
    duties
}

/// Whether the step from unit to head is inferred, and the words it rests on: printed only for a role that the text
/// itself makes carry out its unit's duties (B.I.3.2), inferred for one that counts as such a role.
fn head_proof(s: &Snapshot<'_>, role: &Role, post: &Post) -> (bool, Vec<Reason>) {
    for identity in identities(s, role) {
        if let Some(proof) = identity.role.carries_unit_duties.first() {
            let mut why = identity.why;
            why.push(Reason { cite: proof.cite.clone(), words: proof.quote.clone().unwrap_or_default() });
            why.extend(post.note.iter().map(|n| Reason { cite: None, words: n.clone() }));
            return (identity.inferred || post.inferred, why);
        }
    }
    (true, post.note.iter().map(|n| Reason { cite: None, words: n.clone() }).collect())
}

/// A role as such is not unsure because one of its units is: inferred only when the step is so in every unit.
fn inferred_for_all(s: &Snapshot<'_>, role: &Role, units: &[&Unit]) -> bool {
    units.iter().all(|u| head_proof(s, role, &u.head).0)
}

/// Whether the row, or its way to the unit, is inferred, whoever heads the unit.
fn in_itself(s: &Snapshot<'_>, duty: &Duty<'_>) -> bool {
    let group = match &duty.assignment.who {
        Actor::Collective(id) => s.model.collective(id).is_some_and(|c| c.inferred),
        _ => false,
    };
    group || duty.assignment.certainty == Certainty::Doubtful
}

/// The words that show who is in a group: its quote, else what the reader is told of it, else its name.
pub(super) fn definition(c: &Collective) -> Reason {
    let words = c.quote().or(c.note.as_deref()).unwrap_or(&c.name);
    Reason { cite: c.cite().cloned(), words: words.to_owned() }
}

/// Whether a role, or the role in `unit`, belongs to a group, directly or through groups within it.
pub(super) fn has_role<'m>(s: &Snapshot<'m>, collective: &'m Collective, role: &RoleId, unit: Option<&UnitId>) -> bool {
    let is_it = |member: &Actor| match member {
        Actor::Role(id) => id == role,
        Actor::RoleAt(id, at) => id == role && Some(at) == unit,
        _ => false,
    };
    s.with_inner(collective).any(|c| c.members.iter().any(is_it))
}
