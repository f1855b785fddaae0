//! Roles that led a unit and lead none any more. The text goes on naming them, so their pages stay, and say so.

use serde::Serialize;

use super::planner::Planner;
use super::trace::links;
use super::view::Link;
use crate::change::{UnitChange, UnitChangeKind};
use crate::duty::posts;
use crate::model::{Post, RoleId};

/// Since when something is so of a post: that no unit has it, that it is there, that it is no more.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct Vacant {
    /// The day.
    pub since: String,
    /// The decision that did it; none when units.yaml or roles.yaml alone says so.
    pub by: Vec<Link>,
}

/// Since when no unit has a head or deputy of this role; `None` where one has, where none ever had, or where the post was one
/// of the office before a unit had it.
pub(super) fn vacant(planner: &Planner<'_>, role: &RoleId) -> Option<Vacant> {
    if posts(planner.s, role) > 0 || planner.s.model.role(role).is_some_and(|r| r.stands_alone) {
        return None;
    }
    let is =
        |head: &Post, deputy: &Option<Post>| head.role == *role || deputy.as_ref().is_some_and(|d| d.role == *role);
    let takes = |unit: &&UnitChange| match &unit.kind {
        UnitChangeKind::Led { before: (head, deputy), .. } => is(head, deputy),
        // A unit that ended keeps the posts of its last day.
        UnitChangeKind::Ended { .. } => planner.s.model.unit(&unit.unit).is_some_and(|u| is(&u.head, &u.deputy)),
        UnitChangeKind::Began { .. } | UnitChangeKind::Renamed { .. } => false,
    };
    let past = planner.changes.days().iter().rev().filter(|d| d.to <= planner.s.day);
    let (day, unit) = past.filter_map(|d| Some((d.to, d.units.iter().find(takes)?))).next()?;
    let by = unit.decision.as_ref().and_then(|id| planner.s.model.decision(id));
    Some(Vacant { since: planner.date(day), by: by.map(|d| links(&[d])).unwrap_or_default() })
}
