//! What decisions did with the duties of a clause: the words go on naming whoever had them (design 4).
//!
//! The clause names one, its bearers are others or nobody, and only the decision tells why; so the clause tells it, too. That
//! a unit is another now is told once, by its name.

use std::cell::OnceCell;

use serde::Serialize;

use super::changes::actor_on;
use super::name_notes::NameNote;
use super::planner::Planner;
use super::trace::links;
use super::view::Link;
use crate::model::{Actor, Decision, ProvisionId, Unit};
use crate::text::{NameSet, Names, name_key};

/// A duty that passed on or ended.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct DutyNote {
    /// Whose it was, by the name of those days.
    pub from: Link,
    /// Whose it is; nobody's when it ended.
    pub to: Vec<Link>,
    /// Whether whose it was bears it still, with them.
    pub kept: bool,
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
    kept: bool,
    by: Vec<&'a Decision>,
    why: &'a str,
}

/// What there is to say of a clause beside `names`, the notes on the names it prints.
pub(super) fn notes(planner: &Planner<'_>, id: &ProvisionId, names: &[NameNote]) -> Vec<DutyNote> {
    let mut ways: Vec<Way<'_>> = Vec::new();
    let rows = planner.at.rows(id);
    let decision = |id| planner.s.model.decision(id);
    for row in rows.iter().filter(|row| row.is_work_shown()) {
        let mut steps = row.passed.iter().filter(|p| !p.receiver).peekable();
        let Some(from) = steps.peek().map(|first| &first.from).filter(|from| **from != row.who) else { continue };
        let kept = rows.iter().any(|other| other.place == row.place && other.who == *from);
        let by = steps.filter_map(|step| decision(&step.decision)).collect();
        add(&mut ways, Way { from, to: vec![&row.who], kept, by, why: "" });
    }
    for ended in planner.at.ended(id).iter().filter(|ended| ended.row.is_work_shown()) {
        let steps: Vec<_> = ended.row.passed.iter().filter(|p| !p.receiver).collect();
        let from = steps.first().map_or(&ended.row.who, |first| &first.from);
        let by = steps.iter().map(|step| &step.decision).chain([&ended.decision]).filter_map(decision);
        add(&mut ways, Way { from, to: Vec::new(), kept: false, by: by.collect(), why: &ended.why });
    }
    // "Phòng A: nay là Phòng B" says that what A had is B's. A name may be printed with another dash than its own.
    let same = |way: &Way<'_>| {
        let now: Vec<Link> = way.to.iter().filter_map(|to| unit_link(planner, to)).collect();
        let its = |note: &&NameNote| {
            let name = name_key(&note.name);
            unit(planner, way.from).is_some_and(|unit| names_of(unit).any(|own| name_key(own) == name))
        };
        now.len() == way.to.len() && names.iter().filter(its).any(|note| note.kind == "now" && note.now == now)
    };
    // Where the words name whoever has it now, and nobody else, they need no note.
    let text = OnceCell::new();
    let text = || text.get_or_init(|| Names::of(planner.provision(id).map_or("", |p| p.text.as_str())));
    let is_printed = |actor: &Actor| {
        let keys: Vec<String> = unit(planner, actor).into_iter().flat_map(names_of).map(name_key).collect();
        !NameSet::new(keys.iter().map(String::as_str)).places(text()).is_empty()
    };
    let mended = |way: &Way<'_>| way.to.iter().all(|to| is_printed(to)) && !is_printed(way.from);
    ways.retain(|way| way.to.is_empty() || !same(way) && !mended(way));
    ways.into_iter().map(|way| note(planner, &way)).collect()
}

/// Several duties of one that went the same way, and one that went to several, are told once.
fn add<'a>(ways: &mut Vec<Way<'a>>, new: Way<'a>) {
    let like = |way: &&mut Way<'_>| {
        way.from == new.from && way.kept == new.kept && way.why == new.why && way.to.is_empty() == new.to.is_empty()
    };
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
    by.sort_by(|a, b| a.by_effect(b));
    let eve = by.first().and_then(|d| d.effective_from.yesterday().ok());
    DutyNote {
        from: actor_on(planner, way.from, eve.unwrap_or(planner.s.day)),
        to: way.to.iter().map(|to| planner.actor(to)).collect(),
        kept: way.kept,
        // The note ends in a full stop of its own.
        why: way.why.trim_end().trim_end_matches('.').to_owned(),
        since: by.last().map_or_else(String::new, |d| planner.date(d.effective_from)),
        by: links(&by),
    }
}

/// Every name a unit ever had, short ones too.
fn names_of(unit: &Unit) -> impl Iterator<Item = &str> {
    unit.given_names().map(|name| name.name.as_str()).chain(unit.aliases.iter().map(String::as_str))
}

/// The unit an actor is, or has a post in.
fn unit<'a>(planner: &Planner<'a>, actor: &Actor) -> Option<&'a Unit> {
    actor.unit().and_then(|unit| planner.s.model.unit(unit))
}

fn unit_link(planner: &Planner<'_>, actor: &Actor) -> Option<Link> {
    unit(planner, actor).map(|unit| planner.unit_link(&unit.id))
}
