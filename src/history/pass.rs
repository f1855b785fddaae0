//! Where a decision takes what an actor had: a duty, a right to be told, a chair at a meeting.
//!
//! The rule (design 4, B.I.7.1.b): what a unit bore passes to the unit that takes its place; of a unit that is divided or
//! dissolved every named duty is given to somebody or ended in so many words. Nothing passes by silence.

use std::collections::BTreeSet;

use crate::model::{
    Actor, Assignment, CollectiveId, Handover, HandoverPart, OfficeAct, ProvisionId, Relation, Unit, UnitId, Version,
};

/// What becomes of an actor's part in one provision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Passing {
    /// The act does not concern it.
    Stays,
    /// These have it now.
    To(Vec<Actor>),
    /// It ended, in these words.
    Ended(String),
    /// The act leaves it to nobody.
    Unassigned,
}

/// The part an actor has in what a provision says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Does the work.
    Bears,
    /// Is the one to whom the work of another goes.
    Takes,
    /// Is the one from whom another has it.
    Gives,
    /// Belongs somewhere, or is named.
    Stands,
}

impl Part {
    /// The part of whoever a row is of.
    pub fn of_bearer(row: &Assignment) -> Self {
        if row.relation.is_work() { Self::Bears } else { Self::Stands }
    }

    /// The part of those to whom a row points.
    pub fn of_other(row: &Assignment) -> Self {
        match row.relation {
            Relation::Receives | Relation::Attends => Self::Gives,
            relation if relation.is_work() => Self::Takes,
            _ => Self::Stands,
        }
    }
}

/// Where a bearer gives and where it takes: what one clause says of the two sides stands in two rows, and a duty that is
/// transferred is transferred in both.
#[derive(Default)]
pub(super) struct Sides {
    gives: BTreeSet<ProvisionId>,
    takes: BTreeSet<ProvisionId>,
}

impl Sides {
    /// Those of whoever an act transfers a duty from.
    pub fn of<'r>(act: &OfficeAct, rows: impl Iterator<Item = &'r Assignment>) -> Self {
        let OfficeAct::TransferDuty { from, .. } = act else { return Self::default() };
        let mut sides = Self::default();
        for row in rows.filter(|row| row.who == *from) {
            match (row.relation, Part::of_other(row)) {
                (Relation::Receives, _) => drop(sides.takes.insert(row.provision.clone())),
                (_, Part::Takes) => drop(sides.gives.insert(row.provision.clone())),
                _ => {}
            }
        }
        sides
    }
}

/// The office around an act.
pub(super) struct Around<'a> {
    /// The units, with the posts they have when the act begins.
    pub units: &'a [Unit],
    /// The text in which provisions are named.
    pub version: &'a Version,
    /// Where the one gives and takes from whom a duty is transferred.
    pub sides: Sides,
}

impl Around<'_> {
    /// What becomes of the part of `actor` in what `provision` says. Only a bearer's work can be transferred away; whoever has
    /// to do with that bearer there has to do with the new one.
    pub fn pass(&self, act: &OfficeAct, actor: &Actor, provision: &ProvisionId, part: Part) -> Passing {
        match act {
            OfficeAct::TransferDuty { provisions, from, to } => {
                let is_passed = || match part {
                    Part::Bears => true,
                    Part::Gives => self.sides.gives.contains(provision),
                    Part::Takes => self.sides.takes.contains(provision),
                    Part::Stands => false,
                };
                let meant = actor == from && self.is_within(provision, provisions) && is_passed();
                if meant { Passing::To(to.clone()) } else { Passing::Stays }
            }
            OfficeAct::ChangeHead { unit, head, deputy } => {
                let Actor::RoleAt(role, at) = actor else { return Passing::Stays };
                let Some(before) = self.unit(unit).filter(|_| at == unit) else { return Passing::Stays };
                let new = if *role == before.head.role {
                    Some(head)
                } else if before.deputy.as_ref().is_some_and(|d| d.role == *role) {
                    deputy.as_ref()
                } else {
                    None
                };
                match new.filter(|post| post.role != *role) {
                    Some(post) => Passing::To(vec![Actor::RoleAt(post.role.clone(), at.clone())]),
                    None => Passing::Stays,
                }
            }
            _ => {
                let Some(unit) = actor.unit() else { return Passing::Stays };
                match self.heirs(act, unit, provision) {
                    Heirs::Itself => Passing::Stays,
                    Heirs::Units(units) => Passing::To(units.iter().map(|u| self.translate(actor, u)).collect()),
                    Heirs::Ended(why) => Passing::Ended(why),
                    Heirs::Nobody => Passing::Unassigned,
                }
            }
        }
    }

    /// Whether an act may make a part of `actor` another's: where this is false, [`Around::pass`] says [`Passing::Stays`].
    pub fn concerns(act: &OfficeAct, actor: &Actor) -> bool {
        match act {
            OfficeAct::TransferDuty { from, .. } => actor == from,
            OfficeAct::ChangeHead { unit, .. } => actor.unit() == Some(unit),
            OfficeAct::Rename { .. }
            | OfficeAct::Merge { .. }
            | OfficeAct::Absorb { .. }
            | OfficeAct::Divide { .. }
            | OfficeAct::Split { .. }
            | OfficeAct::Dissolve { .. }
            | OfficeAct::Create { .. }
            | OfficeAct::ChangeMembers { .. } => actor.unit().is_some_and(|unit| act.parted().contains(unit)),
        }
    }

    fn heirs(&self, act: &OfficeAct, unit: &UnitId, provision: &ProvisionId) -> Heirs {
        if !act.parted().contains(unit) {
            return Heirs::Itself;
        }
        let handed = || act.handover().map_or(Heirs::Nobody, |handover| self.by_handover(handover, provision));
        act.successor().map_or_else(handed, |into| Heirs::Units(vec![into.clone()]))
    }

    fn by_handover(&self, handover: &Handover, provision: &ProvisionId) -> Heirs {
        let mut named: Vec<UnitId> = Vec::new();
        let mut ended: Option<&String> = None;
        // The line that names the nearest provision counts: a point given apart from its clause goes its own way.
        let nearness = |part: &HandoverPart| {
            let holding = part.provisions.iter().filter(|p| self.version.is_within(provision, p));
            holding.map(|p| self.version.provision(p).map_or(0, |p| 1 + self.version.ancestors(p).len())).max()
        };
        let nearest = handover.parts.iter().filter_map(nearness).max();
        for part in handover.parts.iter().filter(|p| nearest.is_some() && nearness(p) == nearest) {
            ended = ended.or(part.ended.as_ref());
            for unit in &part.to {
                if !named.contains(unit) {
                    named.push(unit.clone());
                }
            }
        }
        match (&handover.rest, ended) {
            _ if !named.is_empty() => Heirs::Units(named),
            (_, Some(why)) => Heirs::Ended(why.clone()),
            (Some(rest), None) => Heirs::Units(vec![rest.clone()]),
            (None, None) => Heirs::Nobody,
        }
    }

    /// A statement about the posts of a unit (B.I.2.3, "Phó Chánh Văn phòng kiêm Trưởng ban") after its posts changed.
    pub fn posts_after(&self, act: &OfficeAct, unit: &UnitId, posts: &[Actor]) -> Option<Vec<Actor>> {
        let OfficeAct::ChangeHead { unit: of, head, deputy } = act else { return None };
        let before = self.unit(unit).filter(|_| of == unit)?;
        let renamed = |post: &Actor| match post {
            Actor::Role(role) if *role == before.head.role => Actor::Role(head.role.clone()),
            Actor::Role(role) if before.deputy.as_ref().is_some_and(|d| d.role == *role) => {
                Actor::Role(deputy.as_ref().map_or_else(|| role.clone(), |d| d.role.clone()))
            }
            other => other.clone(),
        };
        let after: Vec<Actor> = posts.iter().map(renamed).collect();
        (after != posts).then_some(after)
    }

    /// Whether a unit has these posts: what is said of the posts of a unit that ended does not hold of another's.
    pub fn has_posts(&self, unit: &Actor, posts: &[Actor]) -> bool {
        let Actor::Unit(id) = unit else { return true };
        let Some(unit) = self.unit(id) else { return true };
        posts.iter().all(|post| match post {
            Actor::Role(role) => *role == unit.head.role || unit.deputy.as_ref().is_some_and(|d| d.role == *role),
            _ => true,
        })
    }

    /// The same part in another unit: its head for the head, its deputy for the deputy.
    fn translate(&self, actor: &Actor, into: &UnitId) -> Actor {
        let Actor::RoleAt(role, from) = actor else { return Actor::Unit(into.clone()) };
        let (Some(old), Some(new)) = (self.unit(from), self.unit(into)) else {
            return Actor::RoleAt(role.clone(), into.clone());
        };
        let role = if *role == old.head.role {
            &new.head.role
        } else if old.deputy.as_ref().is_some_and(|d| d.role == *role) {
            new.deputy.as_ref().map_or(&new.head.role, |d| &d.role)
        } else {
            role
        };
        Actor::RoleAt(role.clone(), into.clone())
    }

    fn unit(&self, id: &UnitId) -> Option<&Unit> {
        self.units.iter().find(|u| u.id == *id)
    }

    pub fn is_within(&self, provision: &ProvisionId, any: &[ProvisionId]) -> bool {
        any.iter().any(|p| self.version.is_within(provision, p))
    }
}

/// Who stands in `place`, a group, where `member` stood; `None` when the act does not concern it.
pub(super) fn heirs_of_member(
    around: &Around<'_>,
    act: &OfficeAct,
    place: &CollectiveId,
    member: &Actor,
) -> Option<Vec<Actor>> {
    let unit = member.unit()?;
    if let OfficeAct::ChangeHead { .. } = act {
        return match around.pass(act, member, &ProvisionId::default(), Part::Bears) {
            Passing::To(new) => Some(new),
            _ => None,
        };
    }
    if !act.ended().contains(unit) {
        return None;
    }
    // The new units join the group they are founded in, for themselves.
    let heirs = act.successor().map_or(act.founded(), std::slice::from_ref).iter();
    let listed_in = |u: &UnitId| around.unit(u).is_some_and(|u| u.group == *place);
    // In the group that lists the unit by its kind stand units of that kind only; in any other the heir takes the seat.
    let by_kind = matches!(member, Actor::Unit(_)) && listed_in(unit);
    let heirs = heirs.filter(|u| !by_kind || listed_in(u));
    Some(heirs.map(|u| around.translate(member, u)).collect())
}

enum Heirs {
    Itself,
    Units(Vec<UnitId>),
    Ended(String),
    Nobody,
}
