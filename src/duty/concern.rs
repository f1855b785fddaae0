//! Whether what is said of one actor concerns another: the way of the five blocks, asked backwards.
//!
//! A feed, a calendar of a role, "my next dates" all ask it of the people a rule of the calendar names.

use super::role::{has_role, identities};
use crate::history::Snapshot;
use crate::model::{Actor, OccurrenceKind, RoleId, Rule, UnitId};

/// What a rule of the calendar is to somebody: the list of their page it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// They must see to it.
    Deadline,
    /// Its result comes to them.
    Incoming,
    /// They hold, chair, attend or join the meeting.
    Meeting,
}

/// The part one of `bearers` has in a rule; `None` when it is no business of theirs. Pages, their filter, feeds and `next` all
/// ask here, so that none can show what another leaves out. Who only helps with a piece of work ("phối hợp") has no deadline
/// by it; that duty stands among their duties.
#[must_use]
pub fn part(s: &Snapshot<'_>, bearers: &[Actor], rule: &Rule) -> Option<Part> {
    let bearers: Vec<Actor> = bearers.iter().flat_map(|b| with_head(s, b)).collect();
    let named =
        |actors: &[Actor]| bearers.iter().any(|b| actors.iter().any(|a| concerns(s, b, a) || is_of_all(s, b, a)));
    let acts = named(&rule.who) || bearers.iter().any(|b| binds_everybody(s, b, rule));
    let meets = acts || [&rule.with, &rule.attendees].into_iter().any(|a| named(a)) || named(rule.chair.as_slice());
    let to_themselves = goes_to_themselves(s, &bearers, &rule.to);
    match rule.kind {
        OccurrenceKind::Meeting if meets => Some(Part::Meeting),
        OccurrenceKind::Report | OccurrenceKind::Task if acts && !to_themselves => Some(Part::Deadline),
        _ => named(&rule.to).then_some(Part::Incoming),
    }
}

/// A bearer, and of a unit its head: the head signs, the unit does the work, so what the head must hand in is the unit's.
fn with_head(s: &Snapshot<'_>, bearer: &Actor) -> Vec<Actor> {
    let unit = if let Actor::Unit(id) = bearer { s.model.unit(id) } else { None };
    let head = unit.map(|u| Actor::RoleAt(u.head.role.clone(), u.id.clone()));
    [bearer.clone()].into_iter().chain(head).collect()
}

/// Whether something goes to the bearers alone: what a group hands to one of the group binds the others, and comes to the one.
#[must_use]
pub fn goes_to_themselves(s: &Snapshot<'_>, bearers: &[Actor], to: &[Actor]) -> bool {
    !to.is_empty() && to.iter().all(|t| bearers.iter().any(|b| b == t || heads(s, b, t)))
}

/// Whether a bearer is the head of that unit, and of no other.
fn heads(s: &Snapshot<'_>, bearer: &Actor, unit: &Actor) -> bool {
    let Actor::Unit(unit) = unit else { return false };
    let headed = |role: &RoleId| s.units.iter().filter(|u| u.head.role == *role).map(|u| &u.id).collect::<Vec<_>>();
    match bearer {
        Actor::Role(role) => headed(role) == [unit],
        Actor::RoleAt(role, at) => at == unit && headed(role).contains(&unit),
        _ => false,
    }
}

/// A group that is the whole office, in whose meetings everybody takes part.
fn is_of_all(s: &Snapshot<'_>, bearer: &Actor, named: &Actor) -> bool {
    let Actor::Collective(id) = named else { return false };
    let inside = matches!(bearer, Actor::Role(_) | Actor::RoleAt(..) | Actor::Unit(_));
    inside && s.model.collective(id).is_some_and(|c| c.everybody)
}

/// A rule that rests on a provision binding everybody, and names whom that provision is written for.
fn binds_everybody(s: &Snapshot<'_>, bearer: &Actor, rule: &Rule) -> bool {
    let binds =
        |id: &RoleId| s.model.role(id).is_some_and(|r| r.everybody.iter().any(|e| s.version.is_within(&rule.cite, e)));
    matches!(bearer, Actor::Role(_) | Actor::RoleAt(..))
        && rule.who.iter().any(|actor| matches!(actor, Actor::Role(id) if binds(id)))
}

/// Whether what is said of `named` concerns `bearer`.
#[must_use]
pub fn concerns(s: &Snapshot<'_>, bearer: &Actor, named: &Actor) -> bool {
    if bearer == named {
        return true;
    }
    match bearer {
        Actor::Role(role) => as_role(s, role, None, named) || as_head_everywhere(s, role, named),
        Actor::RoleAt(role, unit) => as_role(s, role, Some(unit), named) || in_unit(s, role, unit, named),
        Actor::Unit(unit) => of_unit(s, unit, named),
        Actor::Collective(_) | Actor::Party(_) => false,
    }
}

/// By what the holder of a role is, in any unit or in this one.
fn as_role(s: &Snapshot<'_>, role: &RoleId, unit: Option<&UnitId>, named: &Actor) -> bool {
    let Some(role) = s.model.role(role) else { return false };
    identities(s, role).iter().any(|i| match named {
        Actor::Role(id) => *id == i.role.id,
        Actor::Collective(id) => s.model.collective(id).is_some_and(|c| has_role(s, c, &i.role.id, unit, 0)),
        _ => false,
    })
}

/// What names every unit the role heads names every holder of the role.
fn as_head_everywhere(s: &Snapshot<'_>, role: &RoleId, named: &Actor) -> bool {
    let mut headed = s.units.iter().filter(|u| u.head.role == *role).peekable();
    headed.peek().is_some() && headed.all(|u| in_unit(s, role, &u.id, named))
}

/// By being the one who holds the role in this unit, or its head.
fn in_unit(s: &Snapshot<'_>, role: &RoleId, unit: &UnitId, named: &Actor) -> bool {
    if let Actor::RoleAt(r, u) = named {
        let is = s.model.role(role).is_some_and(|role| identities(s, role).iter().any(|i| i.role.id == *r));
        return is && u == unit;
    }
    let heads = s.model.unit(unit).is_some_and(|u| u.head.role == *role);
    heads && of_unit(s, unit, named)
}

/// By being the unit, or one of a group of units.
fn of_unit(s: &Snapshot<'_>, unit: &UnitId, named: &Actor) -> bool {
    match named {
        Actor::Unit(id) => id == unit,
        Actor::Collective(id) => s.model.collective(id).is_some_and(|c| s.units_of(c).iter().any(|u| u.id == *unit)),
        _ => false,
    }
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
            part(&s, &[model.actor(who).unwrap()], rule)
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
            let names = [&rule.who, &rule.to, &rule.attendees].into_iter().flatten().chain(&rule.chair);
            for actor in names.filter(|a| matches!(a, Actor::Role(_) | Actor::RoleAt(..) | Actor::Unit(_))) {
                assert!(part(&s, std::slice::from_ref(actor), rule).is_some(), "{} of {}", rule.id, actor.id());
            }
        }
    }
}
