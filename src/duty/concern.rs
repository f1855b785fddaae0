//! Whether what is said of one actor concerns another: the way of the five blocks, asked backwards.
//!
//! A feed, a calendar of a role, "my next dates" all ask it of the people a rule of the calendar names. Who somebody is to the text is
//! worked out once ([`Bearers`]) and not for every rule: of a large office that would be every rule for every page.

use std::collections::BTreeSet;

use super::role::{has_role, identities};
use crate::history::Snapshot;
use crate::model::{Actor, Collective, OccurrenceKind, ProvisionId, RoleId, Rule, Unit, UnitId};

/// What a rule of the calendar is to somebody: the list of their page it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// They must see to it.
    Deadline,
    /// Its result comes to them.
    Incoming,
    /// They must see to it as others must, and what the others do comes to them.
    Collected,
    /// They hold, chair, attend or join the meeting.
    Meeting,
}

impl Part {
    /// Whether it stands in the list of `wanted`; what is collected stands in two.
    #[must_use]
    pub fn is(self, wanted: Self) -> bool {
        self == wanted || self == Self::Collected && matches!(wanted, Self::Deadline | Self::Incoming)
    }
}

/// A bearer and, for a unit, its head, with all names that mean either: the head signs, the unit does the work, so what the head must
/// hand in is the unit's.
pub struct Bearers<'a, 'm> {
    s: &'a Snapshot<'m>,
    who: Vec<Actor>,
    names: BTreeSet<Actor>,
    /// The bearers, and the units of which one of them is the head and of no other.
    themselves: BTreeSet<Actor>,
}

impl<'a, 'm> Bearers<'a, 'm> {
    /// Those who are meant by `bearer`.
    #[must_use]
    pub fn of(s: &'a Snapshot<'m>, bearer: &Actor) -> Self {
        let unit = if let Actor::Unit(id) = bearer { s.model.unit(id) } else { None };
        let head = unit.map(|u| Actor::RoleAt(u.head.role.clone(), u.id.clone()));
        let who: Vec<Actor> = std::iter::once(bearer.clone()).chain(head).collect();
        let names = who.iter().flat_map(|bearer| names(s, bearer)).collect();
        let headed = who.iter().filter_map(|bearer| headed_alone(s, bearer));
        let themselves = who.iter().cloned().chain(headed).collect();
        Self { s, who, names, themselves }
    }

    /// Every actor of whom what is said concerns one of them.
    pub fn names(&self) -> impl Iterator<Item = &Actor> {
        self.names.iter()
    }

    /// Whether what is said of one of `actors` concerns one of them.
    #[must_use]
    pub fn are_named(&self, actors: &[Actor]) -> bool {
        actors.iter().any(|actor| self.names.contains(actor))
    }

    /// Whether something goes to them alone: what a group hands to one of the group binds the others, and comes to the one.
    #[must_use]
    pub fn take_it_themselves(&self, to: &[Actor]) -> bool {
        !to.is_empty() && to.iter().all(|actor| self.themselves.contains(actor))
    }

    /// The part one of them has in a rule; `None` when it is no business of theirs. Pages, their filter, feeds and `next` all ask here,
    /// most by way of an [`Agenda`](super::Agenda), so that none can show what another leaves out. Who only helps with a piece of work
    /// ("phối hợp") has no deadline by it; that duty stands among their duties.
    #[must_use]
    pub fn part(&self, rule: &Rule) -> Option<Part> {
        let named = |actors: &[Actor]| self.are_named(actors) || actors.iter().any(|actor| self.is_of_all(actor));
        let acts = named(&rule.who) || self.are_bound_with_all(rule);
        let meets = acts || [&rule.with, &rule.attendees, &rule.chair].into_iter().any(|a| named(a));
        match rule.kind {
            OccurrenceKind::Meeting if meets => Some(Part::Meeting),
            OccurrenceKind::Report | OccurrenceKind::Task if acts && !self.take_it_themselves(&rule.to) => {
                let others = !self.take_it_themselves(&rule.who);
                Some(if others && named(&rule.to) { Part::Collected } else { Part::Deadline })
            }
            _ => named(&rule.to).then_some(Part::Incoming),
        }
    }

    /// Whether a rule says something of one of them: that they have a part in it, or help with it.
    #[must_use]
    pub fn are_in(&self, rule: &Rule) -> bool {
        self.part(rule).is_some() || rule.names().any(|name| self.names.contains(name))
    }

    /// A group that is the whole office, in whose meetings everybody takes part.
    fn is_of_all(&self, named: &Actor) -> bool {
        let inside = |bearer: &Actor| matches!(bearer, Actor::Role(_) | Actor::RoleAt(..) | Actor::Unit(_));
        is_whole_office(self.s, named) && self.who.iter().any(inside)
    }

    /// A rule that rests on a provision binding everybody, and names whom that provision is written for.
    fn are_bound_with_all(&self, rule: &Rule) -> bool {
        let binds = |actor: &Actor| {
            let everybody = everybody(self.s, actor);
            everybody.is_some_and(|all| all.iter().any(|e| self.s.rests_within(rule, e)))
        };
        let person = |bearer: &Actor| matches!(bearer, Actor::Role(_) | Actor::RoleAt(..));
        rule.who.iter().any(binds) && self.who.iter().any(person)
    }
}

/// Whether an actor is a group that is the whole office.
pub(super) fn is_whole_office(s: &Snapshot<'_>, actor: &Actor) -> bool {
    matches!(actor, Actor::Collective(id) if s.model.collective(id).is_some_and(|c| c.everybody))
}

/// The provisions of a role that bind everybody, where there are any.
pub(super) fn everybody<'m>(s: &Snapshot<'m>, actor: &Actor) -> Option<&'m [ProvisionId]> {
    let Actor::Role(id) = actor else { return None };
    s.role(id).map(|role| role.everybody.as_slice()).filter(|all| !all.is_empty())
}

/// The unit of which a bearer is the head, and of no other.
fn headed_alone(s: &Snapshot<'_>, bearer: &Actor) -> Option<Actor> {
    let unit = match bearer {
        Actor::Role(role) => {
            let mut headed = headed(s, role);
            headed.next().filter(|_| headed.next().is_none())?
        }
        Actor::RoleAt(role, at) => s.unit(at).filter(|u| u.head.role == *role)?,
        _ => return None,
    };
    Some(Actor::Unit(unit.id.clone()))
}

/// The units a role heads.
fn headed<'s>(s: &'s Snapshot<'_>, role: &'s RoleId) -> impl Iterator<Item = &'s Unit> {
    s.units.iter().copied().filter(move |u| u.head.role == *role)
}

/// Every actor of whom what is said concerns `bearer`.
fn names(s: &Snapshot<'_>, bearer: &Actor) -> Vec<Actor> {
    let mut names = vec![bearer.clone()];
    match bearer {
        Actor::Role(role) => {
            names.extend(as_role(s, role, None));
            names.extend(as_head_everywhere(s, role));
        }
        Actor::RoleAt(role, unit) => {
            names.extend(as_role(s, role, Some(unit)));
            names.extend(in_unit(s, role, unit));
        }
        Actor::Unit(unit) => names.extend(of_unit(s, unit)),
        Actor::Collective(_) | Actor::Party(_) => {}
    }
    names
}

/// By what the holder of a role is, in any unit or in this one.
fn as_role(s: &Snapshot<'_>, role: &RoleId, unit: Option<&UnitId>) -> Vec<Actor> {
    let Some(role) = s.role(role) else { return Vec::new() };
    let mut names = Vec::new();
    for identity in identities(s, role) {
        names.push(Actor::Role(identity.role.id.clone()));
        names.extend(groups(s, |c| has_role(s, c, &identity.role.id, unit)));
    }
    names
}

/// What names every unit the role heads names every holder of the role.
fn as_head_everywhere(s: &Snapshot<'_>, role: &RoleId) -> Vec<Actor> {
    let units: Vec<&Unit> = headed(s, role).collect();
    match units[..] {
        [] => Vec::new(),
        [only] => in_unit(s, role, &only.id),
        _ => groups(s, |c| units.iter().all(|unit| s.is_in(unit, c))).collect(),
    }
}

/// By being the one who holds the role in this unit, or its head.
fn in_unit(s: &Snapshot<'_>, role: &RoleId, unit: &UnitId) -> Vec<Actor> {
    let is = s.role(role).map(|role| identities(s, role)).unwrap_or_default();
    let is = is.iter().map(|i| Actor::RoleAt(i.role.id.clone(), unit.clone()));
    let heads = s.model.unit(unit).is_some_and(|u| u.head.role == *role);
    is.chain(if heads { of_unit(s, unit) } else { Vec::new() }).collect()
}

/// By being the unit, or one of a group of units.
fn of_unit(s: &Snapshot<'_>, unit: &UnitId) -> Vec<Actor> {
    let here = s.unit(unit);
    let within = groups(s, |c| here.is_some_and(|unit| s.is_in(unit, c)));
    [Actor::Unit(unit.clone())].into_iter().chain(within).collect()
}

fn groups<'m>(s: &Snapshot<'m>, of: impl Fn(&'m Collective) -> bool) -> impl Iterator<Item = Actor> {
    s.model.collectives.iter().filter(move |c| of(c)).map(|c| Actor::Collective(c.id.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::duty::handbooks;
    use crate::model::shipped;

    fn everyone(s: &Snapshot<'_>) -> Vec<Actor> {
        let roles = s.model.roles.iter().map(|r| Actor::Role(r.id.clone()));
        let units = s.units.iter().map(|u| Actor::Unit(u.id.clone()));
        roles.chain(units).chain(handbooks(s).into_iter().map(|(role, unit)| Actor::RoleAt(role, unit))).collect()
    }

    #[test]
    fn who_acts_has_a_deadline_who_receives_has_it_coming_and_who_helps_has_neither() {
        let model = shipped();
        let state = crate::history::on(&model, jiff::civil::date(2026, 2, 11));
        let s = state.snapshot().unwrap();
        let of = |who: &str, rule: &str| {
            let rule = model.rules.iter().find(|r| r.id.as_str() == rule).unwrap();
            Bearers::of(&s, &model.actor(who).unwrap()).part(rule)
        };
        let (collects, helps) = ("p-hanh-chinh-to-chuc", "p-kinh-te");
        for rule in ["ke-hoach-quy", "dieu-chinh-thang"] {
            assert_eq!(of(helps, rule), Some(Part::Deadline), "{rule}");
            assert_eq!(of(collects, rule), Some(Part::Incoming), "{rule}: nobody hands in to themselves");
            assert_eq!(of("truong-phong@p-hanh-chinh-to-chuc", rule), Some(Part::Incoming), "{rule}");
        }
        assert_eq!(
            (of("cvp", "bc-sau-du-hop"), of("pcvp", "bc-sau-du-hop")),
            (Some(Part::Incoming), Some(Part::Deadline))
        );
        assert_eq!(
            (of(collects, "chuong-trinh-nam"), of("cvp", "chuong-trinh-nam")),
            (Some(Part::Deadline), Some(Part::Incoming))
        );
        // Two units collect it, so each has the reports of all others and hands its own to the other.
        for who in [collects, "p-tong-hop", "truong-phong@p-hanh-chinh-to-chuc"] {
            assert_eq!(of(who, "bc-nua-thang"), Some(Part::Collected), "{who}");
        }
        assert_eq!(of(helps, "bc-nua-thang"), Some(Part::Deadline));
        assert_eq!((of(helps, "chuong-trinh-nam"), of("pcvp", "chuong-trinh-nam")), (None, None), "only asked to help");
        for bearer in everyone(&s) {
            assert_eq!(of(&bearer.id(), "hn-cbccvc"), Some(Part::Meeting), "{}", bearer.id());
        }
    }

    #[test]
    fn whatever_names_a_role_or_unit_is_some_business_of_theirs() {
        let model = shipped();
        let state = crate::history::on(&model, jiff::civil::date(2026, 2, 11));
        let s = state.snapshot().unwrap();
        for rule in &model.rules {
            let names = [&rule.who, &rule.to, &rule.attendees, &rule.chair].into_iter().flatten();
            for actor in names.filter(|a| matches!(a, Actor::Role(_) | Actor::RoleAt(..) | Actor::Unit(_))) {
                let theirs = Bearers::of(&s, actor);
                assert!(theirs.part(rule).is_some(), "{} of {}", rule.id, actor.id());
            }
        }
    }
}
