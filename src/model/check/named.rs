//! Whom words name: every name and short form that units, roles, groups and parties ever bore, looked for at once.
//!
//! The longest name counts: "Phó Chánh Văn phòng" names no Chánh Văn phòng, and no Văn phòng.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::model::{Act, Actor, Model, OfficeAct, Unit, UnitId};
use crate::text::{NameSet, Names, phrase_key};

/// The names of a model.
pub(super) struct Named<'m> {
    model: &'m Model,
    /// Who bears each name of the set.
    bearers: Vec<Actor>,
    set: NameSet,
    /// Every group with all who are in it.
    groups: Vec<(Actor, BTreeSet<Actor>)>,
}

impl<'m> Named<'m> {
    pub fn new(model: &'m Model) -> Self {
        let mut all: Vec<(Actor, String)> = Vec::new();
        let mut add = |actor: Actor, names: &mut dyn Iterator<Item = &str>| {
            all.extend(names.map(phrase_key).filter(|key| !key.is_empty()).map(|key| (actor.clone(), key)));
        };
        for unit in &model.units {
            add(Actor::Unit(unit.id.clone()), &mut unit_names(unit));
        }
        for (unit, name) in model.decisions.iter().flat_map(|d| &d.operations).filter_map(|o| match &o.act {
            Act::Office(OfficeAct::Rename { unit, name }) => Some((unit, name.as_str())),
            _ => None,
        }) {
            add(Actor::Unit(unit.clone()), &mut std::iter::once(name));
        }
        for role in &model.roles {
            add(Actor::Role(role.id.clone()), &mut written(&role.name, &role.aliases));
        }
        for group in &model.collectives {
            add(Actor::Collective(group.id.clone()), &mut written(&group.name, &group.aliases));
        }
        for party in &model.parties {
            add(Actor::Party(party.id.clone()), &mut written(&party.name, &[]));
        }
        let set = NameSet::new(all.iter().map(|(_, key)| key.as_str()));
        let groups = model.collectives.iter().map(|group| {
            let (own, mut all) = (Actor::Collective(group.id.clone()), BTreeSet::new());
            members(model, &own, &mut all);
            (own, all)
        });
        Self { model, bearers: all.into_iter().map(|(actor, _)| actor).collect(), set, groups: groups.collect() }
    }

    /// Whom a text names and where, from left to right.
    pub fn by(&self, text: &str) -> Vec<(&Actor, Range<usize>)> {
        let places = self.set.places(&Names::of_phrases(text));
        let within = |(a, b): (usize, usize), (c, d): (usize, usize)| c <= a && b <= d && (a, b) != (c, d);
        let longest = places.iter().filter(|(_, place)| !places.iter().any(|(_, other)| within(*place, *other)));
        let mut found: Vec<_> = longest.map(|(name, (start, end))| (&self.bearers[*name], *start..*end)).collect();
        found.sort_by_key(|(_, place)| place.start);
        found
    }

    /// Everybody by whose name somebody may be meant: the groups that have him, the members it has, the posts of a unit, and
    /// the roles that go with a role. Nothing for the office as a whole, which anybody's name may stand for.
    pub fn kin(&self, actor: &Actor) -> Option<BTreeSet<Actor>> {
        let mut kin = BTreeSet::from([actor.clone()]);
        match actor {
            Actor::Party(_) => return Some(kin),
            Actor::RoleAt(role, unit) => {
                kin.extend(self.kin(&Actor::Role(role.clone()))?);
                kin.extend(self.kin(&Actor::Unit(unit.clone()))?);
                return Some(kin);
            }
            Actor::Collective(id) if self.model.collective(id).is_some_and(|c| c.everybody) => return None,
            Actor::Collective(_) => {
                kin.extend(self.groups.iter().filter(|(own, _)| own == actor).flat_map(|(_, all)| all.iter().cloned()))
            }
            Actor::Role(_) | Actor::Unit(_) => {}
        }
        for own in kin.clone() {
            self.posts(&own, &mut kin);
        }
        kin.extend(self.groups.iter().filter(|(_, all)| all.contains(actor)).map(|(group, _)| group.clone()));
        Some(kin)
    }

    /// The posts of a unit, the units a role has a post in, and the roles that go with a role.
    fn posts(&self, actor: &Actor, kin: &mut BTreeSet<Actor>) {
        let posts = |unit: &Unit| {
            std::iter::once(&unit.head).chain(&unit.deputy).map(|post| post.role.clone()).collect::<Vec<_>>()
        };
        match actor {
            Actor::Unit(id) => {
                kin.extend(self.model.unit(id).into_iter().flat_map(posts).map(Actor::Role));
            }
            Actor::Role(id) => {
                let theirs = self.model.units.iter().filter(|unit| posts(unit).contains(id));
                kin.extend(theirs.map(|unit| Actor::Unit(unit.id.clone())));
                for role in &self.model.roles {
                    let other = Actor::Role(role.id.clone());
                    for with in role.inherits.iter().chain(&role.counts_as).map(|m| &m.actor) {
                        kin.extend((role.id == *id).then(|| with.clone()));
                        kin.extend((with == actor).then(|| other.clone()));
                    }
                }
            }
            Actor::RoleAt(..) | Actor::Collective(_) | Actor::Party(_) => {}
        }
    }

    /// Whether one operation of a decision speaks of both units: what the text gives to one may have come to the other.
    pub fn bound_by_decision(&self, one: &UnitId, other: &UnitId) -> bool {
        self.model.decisions.iter().flat_map(|d| &d.operations).any(|o| match &o.act {
            Act::Office(act) => {
                let all: Vec<&UnitId> = act.named().chain(act.takers()).collect();
                all.contains(&one) && all.contains(&other)
            }
            Act::Text(_) => false,
        })
    }
}

/// The members of a group and of the groups in it.
fn members(model: &Model, group: &Actor, all: &mut BTreeSet<Actor>) {
    let Actor::Collective(id) = group else { return };
    let Some(group) = model.collective(id) else { return };
    if group.all_units || group.everybody {
        all.extend(model.units.iter().map(|u| Actor::Unit(u.id.clone())));
    }
    if group.everybody {
        all.extend(model.roles.iter().map(|r| Actor::Role(r.id.clone())));
    }
    let listed = model.units.iter().filter(|u| u.group == *id).map(|u| Actor::Unit(u.id.clone()));
    for member in group.members.iter().cloned().chain(listed) {
        if all.insert(member.clone()) {
            members(model, &member, all);
        }
    }
}

/// Every name and short form of a unit that its entry gives.
pub(super) fn unit_names(unit: &Unit) -> impl Iterator<Item = &str> {
    unit.names.iter().map(|n| n.name.as_str()).chain(unit.aliases.iter().map(String::as_str))
}

/// A name and its short forms.
pub(super) fn written<'m>(name: &'m str, aliases: &'m [String]) -> impl Iterator<Item = &'m str> {
    std::iter::once(name).chain(aliases.iter().map(String::as_str))
}
