//! Units: the org chart with the same tree as a list, and one page for each unit.

use jiff::civil::Date;
use rayon::prelude::*;
use serde::Serialize;

use super::changes_bearers::{self, MyChange};
use super::duties;
use super::ended::{ended, last_name};
use super::name_notes;
use super::org_chart::{Chart, chart};
use super::page::{Body, Crumb, Page};
use super::plan::Give;
use super::planner::Planner;
use super::routes;
use super::trace::links;
use super::view::{BlockView, Cite, Clause, FeedView, Flow, Link, RuleBrief};
use crate::duty::{Bearers, of_unit};
use crate::model::{Actor, Collective, Post, Unit};
use crate::text::{capital, fold};

/// The org chart.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct UnitsPage {
    /// The picture.
    pub chart: Chart,
    /// Those who lead the office.
    pub leaders: Vec<Link>,
    /// What the text calls them.
    pub leaders_name: String,
    /// The words that say so.
    pub leaders_cite: Option<Cite>,
    /// The groups of units.
    pub groups: Vec<Group>,
    /// How many units.
    pub count: usize,
    /// What will be otherwise on a day to come.
    pub coming: Vec<ComingUnit>,
    /// Units that are no more.
    pub ended: Vec<Link>,
}

/// A unit that begins, ends or gets another name on a day to come.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct ComingUnit {
    /// The unit as it is called today, or will be when it begins.
    pub unit: Link,
    /// `begins`, `ends`, `renamed`.
    pub kind: &'static str,
    /// Its new name, or who comes after it.
    pub then: Vec<Link>,
    /// Since when.
    pub since: String,
    /// By which decision; none when units.yaml alone says so.
    pub by: Vec<Link>,
}

/// A group of units, as the regulation lists them.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// The provision that names the group; `None` where the text never does.
    pub cite: Option<Cite>,
    /// Whether the office made it out for itself.
    pub inferred: bool,
    /// Its units.
    pub units: Vec<UnitLine>,
}

/// A unit in the list.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct UnitLine {
    /// The unit.
    pub unit: Link,
    /// Who heads it.
    pub head: PostView,
    /// Who deputises.
    pub deputy: Option<PostView>,
}

/// A leading post.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct PostView {
    /// The role, linked to its handbook in the unit.
    pub role: Link,
    /// Whether the text does not print it.
    pub inferred: bool,
    /// The reason of the inference; empty for none.
    pub note: String,
}

/// A unit.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct UnitPage {
    /// Its name on the day.
    pub name: String,
    /// Its other spellings.
    pub aliases: Vec<String>,
    /// Its earlier and later names, each with its first day.
    pub other_names: Vec<Link>,
    /// The group it is listed in.
    pub group: Link,
    /// Whether the office made that group out for itself.
    pub group_inferred: bool,
    /// The provision that establishes it; `None` for a unit founded by a decision.
    pub cite: Option<Cite>,
    /// Who heads it.
    pub head: PostView,
    /// Who deputises.
    pub deputy: Option<PostView>,
    /// Whether the regulation names a duty of its own.
    pub named: bool,
    /// Membership.
    pub structure: Vec<Clause>,
    /// Its duties: own, then those of the groups it belongs to.
    pub blocks: Vec<BlockView>,
    /// What decisions changed for it.
    pub changes: Vec<MyChange>,
    /// The keys of blocks it has none of; their anchors stay.
    pub empty: Vec<&'static str>,
    /// What it hands in.
    pub deadlines: Vec<RuleBrief>,
    /// What it reports, by the clauses.
    pub given: Vec<Flow>,
    /// What comes to it by the calendar.
    pub incoming: Vec<RuleBrief>,
    /// What is handed to it, by the clauses.
    pub received: Vec<Flow>,
    /// Its meetings.
    pub meetings: Vec<RuleBrief>,
    /// Its calendar to subscribe to.
    pub feed: FeedView,
    /// Handbooks of its people.
    pub handbooks: Vec<Link>,
}

/// The org chart and every unit.
pub(super) fn pages(planner: &Planner<'_>, give: &Give<'_>) {
    planner.s.units.par_iter().for_each(|unit| give(one(planner, unit)));
    give(made(routes::UNITS.to_owned(), Vec::new(), Body::Units(Box::new(overview(planner)))));
}

/// The page of a unit by its address.
pub(super) fn page(planner: &Planner<'_>, address: &str) -> Option<Page> {
    planner.s.units.iter().find(|unit| routes::unit(&unit.id) == address).map(|unit| one(planner, unit))
}

fn one(planner: &Planner<'_>, unit: &Unit) -> Page {
    let crumbs = vec![Crumb { key: "units", text: String::new(), href: routes::UNITS.to_owned() }];
    made(routes::unit(&unit.id), crumbs, Body::Unit(Box::new(view(planner, unit))))
}

fn made(path: String, crumbs: Vec<Crumb>, body: Body) -> Page {
    Page { root: routes::to_root(&path), path, nav: "units", crumbs, body }
}

/// The units in their groups, in the order of the regulation.
pub(super) fn groups(planner: &Planner<'_>) -> Vec<Group> {
    let mut groups: Vec<(&str, Group)> = Vec::new();
    for unit in &planner.s.units {
        let line = UnitLine {
            unit: planner.actor(&Actor::Unit(unit.id.clone())),
            head: post(planner, unit, &unit.head),
            deputy: unit.deputy.as_ref().map(|d| post(planner, unit, d)),
        };
        match groups.iter_mut().find(|(id, _)| *id == unit.group.as_str()) {
            Some((_, group)) => group.units.push(line),
            None => {
                let declared = planner.s.model.collective(&unit.group);
                let name = declared.map_or_else(|| unit.group.to_string(), |c| c.name.clone());
                // What establishes one of its units does not name the group.
                let cite = declared.and_then(Collective::cite).map(|c| planner.cite(c));
                let inferred = declared.is_some_and(|c| c.inferred);
                groups.push((unit.group.as_str(), Group { name, cite, inferred, units: vec![line] }));
            }
        }
    }
    groups.into_iter().map(|(_, g)| g).collect()
}

/// A leading post of a unit, linked to its handbook there.
pub(super) fn post(planner: &Planner<'_>, unit: &Unit, post: &Post) -> PostView {
    let mut role = planner.actor(&Actor::RoleAt(post.role.clone(), unit.id.clone()));
    role.text = planner.name(&Actor::Role(post.role.clone()));
    PostView { role, inferred: post.inferred, note: post.note.clone().unwrap_or_default() }
}

fn overview(planner: &Planner<'_>) -> UnitsPage {
    let model = planner.s.model;
    let heads_a_unit = |a: &Actor| matches!(a, Actor::Role(id) if planner.s.units.iter().any(|u| u.head.role == *id));
    // The leaders are the group of roles that the text calls so, the one with a definition first; no other group is taken for them.
    let leading = |c: &&Collective| {
        !c.members.is_empty()
            && c.members.iter().all(|m| matches!(m, Actor::Role(_)) && !heads_a_unit(m))
            && !c.by_assignment
            && !c.inferred
            && fold(&c.name).starts_with("lanh dao")
    };
    let declared = model.collectives.iter().filter(leading).min_by_key(|c| c.cite().is_none());
    let leaders = declared.map(|c| planner.actors(&c.members)).unwrap_or_default();
    let groups = groups(planner);
    UnitsPage {
        chart: chart(&leaders, &groups),
        leaders_cite: declared.and_then(Collective::cite).map(|c| planner.cite(c)),
        leaders,
        leaders_name: declared.map_or_else(String::new, |c| capital(&c.name)),
        groups,
        count: planner.s.units.len(),
        coming: coming(planner),
        ended: ended(planner).map(|u| Link { text: last_name(u).to_owned(), href: routes::unit(&u.id) }).collect(),
    }
}

/// What is decided about units and takes effect on a later day, by that day.
fn coming(planner: &Planner<'_>) -> Vec<ComingUnit> {
    let (model, day) = (planner.s.model, planner.s.day);
    let mut found: Vec<(Date, ComingUnit)> = Vec::new();
    for unit in &model.units {
        let link = |text: &str| Link { text: text.to_owned(), href: planner.unit_href(&unit.id) };
        if let Some(from) = unit.from.filter(|from| day < *from) {
            let by = unit.founded_by.as_ref().and_then(|id| model.decision(id));
            let by = by.map(|d| links(&[d])).unwrap_or_default();
            let line = ComingUnit {
                unit: link(unit.name_on(from)),
                kind: "begins",
                then: Vec::new(),
                since: planner.date(from),
                by,
            };
            found.push((from, line));
        }
        let note = if unit.from.is_none_or(|from| from <= day) { name_notes::coming(planner, unit) } else { None };
        if let Some((from, note)) = note {
            let ends = unit.until == Some(from);
            let (kind, then) =
                if ends { ("ends", name_notes::takers(planner, unit, from)) } else { ("renamed", note.now) };
            found.push((from, ComingUnit { unit: link(&note.name), kind, then, since: note.since, by: note.by }));
        }
    }
    found.sort_by_key(|(from, _)| *from);
    found.into_iter().map(|(_, line)| line).collect()
}

fn view(planner: &Planner<'_>, unit: &Unit) -> UnitPage {
    let duties = of_unit(planner.s, &unit.id);
    let bearer = Actor::Unit(unit.id.clone());
    let (bearers, turns) = (Bearers::of(planner.s, &bearer), planner.turns(&bearer));
    let rules = duties::rules(planner, &bearers, turns.as_ref());
    let mut blocks = duties::blocks(planner, &duties);
    duties::own_dates(planner, &bearers, turns.as_ref(), &mut blocks);
    duties::quoted_once(blocks.iter_mut());
    let name = unit.name_on(planner.s.day).to_owned();
    let other_names = unit
        .names
        .iter()
        .filter(|n| n.name != name)
        .map(|n| Link { text: n.name.clone(), href: n.from.map_or_else(String::new, |d| planner.date(d)) });
    UnitPage {
        aliases: unit.aliases.clone(),
        other_names: other_names.collect(),
        feed: planner.feed(unit.id.as_str()),
        group: planner.actor(&Actor::Collective(unit.group.clone())),
        group_inferred: planner.s.model.collective(&unit.group).is_some_and(|c| c.inferred),
        cite: unit.cite.as_ref().map(|c| planner.cite(c)),
        head: post(planner, unit, &unit.head),
        deputy: unit.deputy.as_ref().map(|d| post(planner, unit, d)),
        named: blocks.iter().any(|b| b.key == "own"),
        structure: duties::structure(planner, &duties),
        empty: duties::empty(&blocks),
        blocks,
        changes: changes_bearers::of_unit(planner, unit, &bearers),
        deadlines: rules.deadlines,
        given: duties::given(planner, &bearers, &duties),
        incoming: rules.incoming,
        received: duties::received(planner, &bearers, &duties),
        meetings: rules.meetings,
        handbooks: planner
            .handbooks
            .iter()
            .filter(|(_, u)| *u == unit.id)
            .map(|(r, u)| Link { text: planner.name(&Actor::Role(r.clone())), href: routes::handbook(r, u) })
            .collect(),
        name,
    }
}
