//! The page of a role, and the handbook of a role in one unit: the same page with the unit's duties added.

use serde::Serialize;

use super::changes_bearers::{self, MyChange};
use super::duties;
use super::page::{Body, Crumb, Page};
use super::planner::Planner;
use super::routes;
use super::view::{BlockView, Cite, Clause, Fact, FeedView, Flow, Link, RuleBrief};
use crate::duty::{of_role, of_role_in_unit};
use crate::model::{Actor, Role, Unit};

/// A role, alone or in one unit.
#[derive(Clone, Debug, Serialize)]
pub struct RolePage {
    /// Its name.
    pub name: String,
    /// Its short forms.
    pub aliases: Vec<String>,
    /// The unit, for a handbook.
    pub unit: Option<Link>,
    /// The page of the role alone, for a handbook.
    pub general: Option<Link>,
    /// Its own section of the regulation.
    pub section: Option<Cite>,
    /// To whom it reports, nearest first.
    pub reports_to: Vec<Fact>,
    /// Roles whose duties it has as well.
    pub inherits: Vec<Fact>,
    /// Roles it counts as, inferred.
    pub counts_as: Vec<Fact>,
    /// Membership and posts.
    pub structure: Vec<Clause>,
    /// Its duties.
    pub blocks: Vec<BlockView>,
    /// The keys of blocks it has none of; their anchors stay.
    pub empty: Vec<&'static str>,
    /// How many clauses.
    pub count: usize,
    /// What decisions changed for it.
    pub changes: Vec<MyChange>,
    /// What it hands in, with dates or without.
    pub deadlines: Vec<RuleBrief>,
    /// What it reports, by the clauses.
    pub given: Vec<Flow>,
    /// What comes to it by the calendar.
    pub incoming: Vec<RuleBrief>,
    /// What is reported to it, by the clauses.
    pub received: Vec<Flow>,
    /// Its meetings.
    pub meetings: Vec<RuleBrief>,
    /// Its calendar to subscribe to.
    pub feed: FeedView,
    /// Its handbooks, for the page of the role alone.
    pub handbooks: Vec<Link>,
}

/// Every role page and every handbook.
pub(super) fn pages(planner: &Planner<'_>) -> Vec<Page> {
    let s = planner.s;
    let mut pages: Vec<Page> = s.model.roles.iter().map(|r| page(planner, r, None)).collect();
    for (role, unit) in &planner.handbooks {
        if let (Some(role), Some(unit)) = (s.model.role(role), s.model.unit(unit)) {
            pages.push(page(planner, role, Some(unit)));
        }
    }
    pages
}

fn page(planner: &Planner<'_>, role: &Role, unit: Option<&Unit>) -> Page {
    let path = unit.map_or_else(|| routes::role(&role.id), |u| routes::handbook(&role.id, &u.id));
    let mut crumbs = vec![Crumb { key: "duties", text: String::new(), href: routes::WHO_ARE_YOU.to_owned() }];
    if unit.is_some() {
        crumbs.push(Crumb { key: "", text: role.name.clone(), href: routes::role(&role.id) });
    }
    let body = Body::Role(Box::new(view(planner, role, unit)));
    Page { root: routes::to_root(&path), path, nav: "duties", crumbs, body }
}

fn view(planner: &Planner<'_>, role: &Role, unit: Option<&Unit>) -> RolePage {
    let s = planner.s;
    let role_actor = Actor::Role(role.id.clone());
    let (bearer, duties) = match unit {
        None => (role_actor.clone(), of_role(s, &role.id)),
        Some(u) => (Actor::RoleAt(role.id.clone(), u.id.clone()), of_role_in_unit(s, &role.id, &u.id)),
    };
    let feed = planner.feed(&unit.map_or_else(|| role.id.to_string(), |u| format!("{}--{}", role.id, u.id)));
    let changes = changes_bearers::of_role(planner, &bearer);
    let bearers = [bearer];
    let blocks = duties::blocks(planner, &duties);
    let unit_link = |u: &Unit| planner.actor(&Actor::Unit(u.id.clone()));
    let handbooks = planner.handbooks.iter().filter(|(r, _)| unit.is_none() && *r == role.id);
    RolePage {
        name: role.name.clone(),
        aliases: role.aliases.clone(),
        unit: unit.map(unit_link),
        general: unit.map(|_| planner.actor(&role_actor)),
        section: role.section.as_ref().map(|id| planner.cite(id)),
        reports_to: role.reports_to.iter().map(|m| planner.fact(m)).collect(),
        inherits: role.inherits.iter().map(|m| planner.fact(m)).collect(),
        counts_as: role.counts_as.iter().map(|m| Fact { inferred: true, ..planner.fact(m) }).collect(),
        structure: duties::structure(planner, &duties),
        count: blocks.iter().map(|b| b.count).sum(),
        empty: duties::empty(&blocks),
        blocks,
        changes,
        deadlines: duties::deadlines(planner, &bearers),
        given: duties::given(planner, &bearers, &duties),
        incoming: duties::incoming(planner, &bearers),
        received: duties::received(planner, &bearers, &duties),
        meetings: duties::meetings(planner, &bearers),
        feed,
        handbooks: handbooks
            .map(|(r, u)| Link { text: planner.name(&Actor::Unit(u.clone())), href: routes::handbook(r, u) })
            .collect(),
    }
}
