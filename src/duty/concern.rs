//! Whether what is said of one actor concerns another: the way of the five blocks, asked backwards.
//!
//! A feed, a calendar of a role, "my next dates" all ask it of the people a rule of the calendar names.

use super::role::{has_role, identities};
use crate::history::Snapshot;
use crate::model::{Actor, RoleId, Rule, UnitId};

/// Whether a rule of the calendar names somebody who is, or stands for, `bearer`: as the one who acts, the receiver, the
/// chair, or among those who attend.
#[must_use]
pub fn takes_part(s: &Snapshot<'_>, bearer: &Actor, rule: &Rule) -> bool {
    let mut named = [&rule.who, &rule.with, &rule.to, &rule.attendees].into_iter().flatten().chain(&rule.chair);
    named.any(|actor| concerns(s, bearer, actor)) || binds_everybody(s, bearer, rule)
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
