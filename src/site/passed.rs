//! What decisions did with the duties of a clause: the words go on naming whoever had them (design 4).
//!
//! The clause names one, its bearers are others or nobody, and only the decision tells why; so the clause tells it, too. That
//! a unit is another now is told once, by its name.

use serde::Serialize;

use super::changes::actor_on;
use super::name_notes::NameNote;
use super::planner::Planner;
use super::trace::links;
use super::view::Link;
use crate::model::{Actor, Assignment, Certainty, Decision, ProvisionId};

/// A duty that passed on or ended.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct DutyNote {
    /// Whose it was, by the name of those days.
    pub from: Link,
    /// Whose it is; nobody's when it ended.
    pub to: Vec<Link>,
    /// Why it ended, in the words of the decision.
    pub why: String,
    /// Since when.
    pub since: String,
    /// By which decisions.
    pub by: Vec<Link>,
}

/// A duty on its way: whose it was first, whose it is, by what; why, if it ended.
struct Way<'a> {
    from: &'a Actor,
    to: Vec<&'a Actor>,
    by: Vec<&'a Decision>,
    why: &'a str,
}

/// What there is to say of a clause beside `names`, the notes on the names it prints.
pub(super) fn notes(planner: &Planner<'_>, id: &ProvisionId, names: &[NameNote]) -> Vec<DutyNote> {
    let is_told = |row: &Assignment| row.relation.is_work() && row.certainty != Certainty::Withheld;
    let mut ways: Vec<Way<'_>> = Vec::new();
    for row in planner.at.rows(id).iter().filter(|row| is_told(row)) {
        let steps: Vec<_> = row.passed.iter().filter(|p| !p.receiver).collect();
        let Some(first) = steps.first().filter(|first| first.from != row.who) else { continue };
        let by = steps.iter().filter_map(|step| planner.s.model.decision(&step.decision));
        add(&mut ways, Way { from: &first.from, to: vec![&row.who], by: by.collect(), why: "" });
    }
    for ended in planner.at.ended(id).iter().filter(|ended| is_told(&ended.row)) {
        let by = planner.s.model.decision(&ended.decision).into_iter().collect();
        add(&mut ways, Way { from: &ended.row.who, to: Vec::new(), by, why: &ended.why });
    }
    // "Phòng A: nay là Phòng B" says that what A had is B's.
    let same = |way: &Way<'_>| {
        let now: Vec<Link> = way.to.iter().filter_map(|to| unit_link(planner, to)).collect();
        now.len() == way.to.len() && names.iter().any(|note| note.kind == "now" && note.now == now)
    };
    ways.retain(|way| way.to.is_empty() || !same(way));
    ways.into_iter().map(|way| note(planner, &way)).collect()
}

/// Several duties of one that went the same way, and one that went to several, are told once.
fn add<'a>(ways: &mut Vec<Way<'a>>, new: Way<'a>) {
    let like =
        |way: &&mut Way<'_>| way.from == new.from && way.why == new.why && way.to.is_empty() == new.to.is_empty();
    let Some(way) = ways.iter_mut().find(like) else { return ways.push(new) };
    for to in new.to {
        if !way.to.contains(&to) {
            way.to.push(to);
        }
    }
    for by in new.by {
        if way.by.iter().all(|known| known.id != by.id) {
            way.by.push(by);
        }
    }
}

fn note(planner: &Planner<'_>, way: &Way<'_>) -> DutyNote {
    let mut by = way.by.clone();
    by.sort_by_key(|d| d.effective_from);
    let eve = by.first().and_then(|d| d.effective_from.yesterday().ok());
    DutyNote {
        from: actor_on(planner, way.from, eve.unwrap_or(planner.s.day)),
        to: way.to.iter().map(|to| planner.actor(to)).collect(),
        why: way.why.to_owned(),
        since: by.last().map_or_else(String::new, |d| planner.date(d.effective_from)),
        by: links(&by),
    }
}

/// The unit an actor is, or has a post in.
fn unit_link(planner: &Planner<'_>, actor: &Actor) -> Option<Link> {
    match actor {
        Actor::Unit(unit) | Actor::RoleAt(_, unit) => Some(planner.unit_link(unit)),
        _ => None,
    }
}
