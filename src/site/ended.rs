//! Pages of what is no more: a unit that ended, a role that was abolished, and a handbook of a post that is no more in its unit.
//!
//! A unit is never deleted: its page says what it was called, when and by which decision it ended, who came after it, and
//! where what it bore can be looked up (design 4).

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;

use super::changes::actor_on;
use super::duties;
use super::name_notes::ending;
use super::page::{Body, Crumb, Page};
use super::planner::Planner;
use super::trace::links;
use super::view::{FeedView, Link};
use super::{handbook, role_part, routes};
use crate::history::{heirs_on, successions};
use crate::model::{Actor, Decision, Model, OfficeAct, Role, RoleId, Unit, UnitId};

/// A unit or a role that ended, or a handbook that is none any more.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct EndedPage {
    /// The name of the unit on its last day, or of the role.
    pub unit: String,
    /// The role, for a handbook.
    pub role: Option<Link>,
    /// The unit's page, for a handbook.
    pub of: Option<Link>,
    /// How it ended: `merge`, `absorb`, `divide`, `dissolve`; `post` for a post no longer in a living unit; `role` for a role; empty when
    /// the unit file alone says so.
    pub how: &'static str,
    /// Its names with their first days, in the order they came.
    pub names: Vec<Link>,
    /// Its first day; empty when it is older than the oldest text.
    pub from: String,
    /// The day since when it is no more.
    pub until: String,
    /// The decisions that did it.
    pub by: Vec<Link>,
    /// Those of them whose handover tells of it.
    pub handover: Vec<Link>,
    /// Who came after it by those decisions.
    pub heirs: Vec<Heir>,
    /// The anchors its page had.
    pub anchors: Vec<&'static str>,
    /// Its calendar: days gone by stay in it.
    pub feed: FeedView,
}

/// Who came after, as the decision named them.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct Heir {
    /// The unit, or the post in it, under the name of that day.
    pub who: Link,
    /// Under today's name, where it has another; where it ended in its turn, who came after it and lives.
    pub now: Vec<Link>,
    /// Whether it ended in its turn.
    pub ended: bool,
}

/// Units that are no more, and the handbooks of people who worked there.
pub(super) fn pages(planner: &Planner<'_>) -> Vec<Page> {
    let units = ended(planner).map(|unit| {
        let path = routes::unit(&unit.id);
        let crumb = Crumb { key: "units", text: String::new(), href: routes::UNITS.to_owned() };
        page(path, "units", vec![crumb], view(planner, unit, None))
    });
    let former = planner.former_handbooks.iter().filter_map(|(role, unit)| {
        let unit = planner.s.model.unit(unit)?;
        let name = planner.s.model.role(role)?.name.clone();
        let crumbs = vec![
            Crumb { key: "duties", text: String::new(), href: routes::WHO_ARE_YOU.to_owned() },
            Crumb { key: "", text: name, href: routes::role(role) },
        ];
        let view = view(planner, unit, Some(role));
        let editions = [routes::handbook(role, &unit.id), routes::handbook_in_full(role, &unit.id)];
        Some(editions.map(|path| page(path, "duties", crumbs.clone(), view.clone())))
    });
    let roles = planner.s.model.roles.iter().filter(|r| r.until.is_some_and(|until| until <= planner.s.day));
    units.chain(former.flatten()).chain(roles.flat_map(|r| of_role(planner, r))).collect()
}

/// The page of a role that was abolished, at its address and those of its parts.
fn of_role(planner: &Planner<'_>, role: &Role) -> Vec<Page> {
    let by = role.abolished_by.as_ref().and_then(|id| planner.s.model.decision(id));
    let date = |day: Option<Date>| day.map_or_else(String::new, |day| planner.date(day));
    let body = EndedPage {
        unit: role.name.clone(),
        role: None,
        of: None,
        how: "role",
        names: vec![Link { text: role.name.clone(), href: String::new() }],
        from: date(role.from),
        until: date(role.until),
        by: by.map(|d| links(&[d])).unwrap_or_default(),
        handover: Vec::new(),
        heirs: Vec::new(),
        anchors: ROLE_ANCHORS.into_iter().chain(duties::empty(&[])).collect(),
        feed: planner.feed(role.id.as_str()),
    };
    let crumbs = || vec![Crumb { key: "duties", text: String::new(), href: routes::WHO_ARE_YOU.to_owned() }];
    let paths = std::iter::once(routes::role(&role.id)).chain(role_part::paths(role));
    paths.map(|path| page(path, "duties", crumbs(), body.clone())).collect()
}

/// The anchors that the page of a role and those of its parts may have besides the blocks.
const ROLE_ANCHORS: [&str; 5] = ["thay-doi", "han", "nop", "nhan", "viec"];

fn page(path: String, nav: &'static str, crumbs: Vec<Crumb>, body: EndedPage) -> Page {
    Page { root: routes::to_root(&path), path, nav, crumbs, body: Body::Ended(Box::new(body)) }
}

/// The units that were there and are no more on the day, in the order of the file.
pub(super) fn ended<'p>(planner: &'p Planner<'_>) -> impl Iterator<Item = &'p Unit> {
    let day = planner.s.day;
    planner.s.model.units.iter().filter(move |u| u.until.is_some_and(|until| until <= day))
}

/// What a unit was called on its last day.
pub(super) fn last_name(unit: &Unit) -> &str {
    let last = unit.until.and_then(|until| until.yesterday().ok());
    last.map_or_else(|| unit.name(), |last| unit.name_on(last))
}

fn view(planner: &Planner<'_>, unit: &Unit, role: Option<&RoleId>) -> EndedPage {
    let (model, day) = (planner.s.model, planner.s.day);
    let gone = unit.until.is_some_and(|until| until <= day);
    let abolished = role.and_then(|id| model.role(id)).filter(|role| !gone && went_with(planner, role, unit));
    let heirs: Vec<Heir> = match role {
        Some(_) if abolished.is_some() => Vec::new(),
        Some(_) if !gone => {
            // The post is no more in the unit: whoever heads it now is who came after.
            let head = planner.actor(&Actor::RoleAt(unit.head.role.clone(), unit.id.clone()));
            vec![Heir { who: head, now: Vec::new(), ended: false }]
        }
        _ => heirs(planner, &unit.id, role),
    };
    let by: Vec<&Decision> = if gone {
        ending(model, &unit.id).into_iter().collect()
    } else if let Some(role) = abolished {
        role.abolished_by.as_ref().and_then(|id| model.decision(id)).into_iter().collect()
    } else {
        model.decisions.iter().filter(|d| d.effective_from <= day && changes_head(d, &unit.id)).collect()
    };
    let until = match abolished {
        Some(role) => role.until,
        None if gone => unit.until,
        None => by.last().map(|d| d.effective_from),
    };
    let begun = unit.names.iter().filter(|n| n.from.is_none_or(|from| unit.until.is_none_or(|until| from < until)));
    let own: &[&str] = if role.is_some() { &handbook::ANCHORS } else { &["thay-doi", "han", "nop", "nhan", "viec"] };
    EndedPage {
        unit: if gone { last_name(unit).to_owned() } else { unit.name_on(day).to_owned() },
        role: role.map(|r| planner.actor(&Actor::Role(r.clone()))),
        of: role.map(|_| planner.unit_link(&unit.id)),
        how: if gone { how(model, &unit.id) } else { "post" },
        names: begun
            .map(|n| Link { text: n.name.clone(), href: n.from.map_or_else(String::new, |d| planner.date(d)) })
            .collect(),
        from: unit.from.map_or_else(String::new, |d| planner.date(d)),
        until: until.map_or_else(String::new, |d| planner.date(d)),
        by: links(&by),
        handover: links(&handed_over(planner, &by, &unit.id, role)),
        heirs,
        anchors: own.iter().copied().chain(duties::empty(&[])).collect(),
        feed: planner.feed(&role.map_or_else(|| unit.id.to_string(), |r| routes::pair(r, &unit.id))),
    }
}

/// The decisions in whose handover something of a unit, or of a post in it, is handed over.
fn handed_over<'d>(
    planner: &Planner<'_>,
    by: &[&'d Decision],
    unit: &UnitId,
    role: Option<&RoleId>,
) -> Vec<&'d Decision> {
    let lives = planner.s.unit(unit).is_some();
    let is_theirs = |from: &Actor| match from {
        // What a living unit hands over is not of the post it has no more.
        Actor::Unit(of) => !lives && of == unit,
        Actor::RoleAt(post, of) => of == unit && role.is_none_or(|role| role == post),
        Actor::Role(post) => role == Some(post),
        Actor::Collective(_) | Actor::Party(_) => false,
    };
    let tells = |d: &&&Decision| {
        planner.changes.by(d).is_some_and(|difference| {
            let line = difference.handover.iter().any(|line| is_theirs(&line.from));
            line || difference.units.iter().any(|u| u.unit == *unit && u.kind.heirs().is_some())
        })
    };
    by.iter().filter(tells).copied().collect()
}

/// Who took over by the decision that ended a unit, and what became of them since; of a handbook, the same post with them.
fn heirs(planner: &Planner<'_>, unit: &UnitId, role: Option<&RoleId>) -> Vec<Heir> {
    let (model, today) = (planner.s.model, planner.s.day);
    let Some(step) = successions(model).into_iter().find(|s| s.act.ended().contains(unit)) else { return Vec::new() };
    let heir = |id: &&UnitId| {
        let then = match role {
            Some(role) => Actor::RoleAt(role.clone(), (*id).clone()),
            None => Actor::Unit((*id).clone()),
        };
        let lives = planner.s.unit(id).is_some();
        let link = role.map_or_else(|| planner.unit_link(id), |role| at_heir(planner, role, id));
        let named = model.unit(id).map(|u| u.name_on(step.decision.effective_from));
        if lives && named == model.unit(id).map(|u| u.name_on(today)) {
            return Heir { who: link, now: Vec::new(), ended: false };
        }
        let of_that_day = actor_on(planner, &then, step.decision.effective_from);
        let who = Link { href: if lives { link.href.clone() } else { planner.unit_href(id) }, ..of_that_day };
        if lives {
            return Heir { who, now: vec![link], ended: false };
        }
        let after: BTreeSet<&UnitId> = heirs_on(model, id, today).into_iter().map(|(id, _)| id).collect();
        let now = after.into_iter().map(|id| role.map_or_else(|| planner.unit_link(id), |r| at_heir(planner, r, id)));
        Heir { who, now: now.collect(), ended: true }
    };
    step.to.iter().map(heir).collect()
}

/// The same post in the unit that came after: its head for the head, its deputy for the deputy, the role for any other.
fn at_heir(planner: &Planner<'_>, role: &RoleId, heir: &UnitId) -> Link {
    let same = Actor::RoleAt(role.clone(), heir.clone());
    if planner.has_handbook(role, heir) { planner.actor(&same) } else { planner.unit_link(heir) }
}

/// Whether a post went from a unit because the role was abolished, and not because another took its place.
fn went_with(planner: &Planner<'_>, role: &Role, unit: &Unit) -> bool {
    let changes = planner.changes.of(&Actor::RoleAt(role.id.clone(), unit.id.clone()));
    let last = changes.iter().rev().find(|(day, change)| change.ended && **day <= planner.s.day).map(|(day, _)| *day);
    let mut of_day = planner.s.model.decisions.iter().filter(|d| Some(d.effective_from) == last);
    last.is_some() && role.until == last && !of_day.any(|d| changes_head(d, &unit.id))
}

fn changes_head(decision: &Decision, id: &UnitId) -> bool {
    decision.office_acts().any(|(act, _)| matches!(act, OfficeAct::ChangeHead { unit, .. } if unit == id))
}

/// The operation that ended a unit.
fn how(model: &Model, unit: &UnitId) -> &'static str {
    let step = successions(model).into_iter().find(|s| s.act.ended().contains(unit));
    match step.map(|s| s.act) {
        Some(OfficeAct::Merge { .. }) => "merge",
        Some(OfficeAct::Absorb { .. }) => "absorb",
        Some(OfficeAct::Divide { .. }) => "divide",
        Some(OfficeAct::Dissolve { .. }) => "dissolve",
        _ => "",
    }
}
