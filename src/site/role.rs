//! The page of a role: what every holder of it bears, in whatever unit.

use rayon::prelude::*;
use serde::Serialize;

use super::changes_bearers::{self, MyChange};
use super::duties;
use super::page::{Body, Crumb, Page};
use super::plan::Give;
use super::planner::Planner;
use super::trace::links;
use super::vacant::{Vacant, vacant};
use super::view::{BlockView, Cite, Clause, Fact, FeedView, Flow, Link, RuleBrief};
use super::{role_part, routes};
use crate::duty::{Bearers, of_role};
use crate::model::{Actor, DecisionId, Role};

/// A role.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct RolePage {
    /// Its name.
    pub name: String,
    /// Since when no unit has it as a post, where one had.
    pub vacant: Option<Vacant>,
    /// Since when there is the post, where it was not always there.
    pub created: Option<Vacant>,
    /// From which day to come on it is no more.
    pub ends: Option<Vacant>,
    /// Its short forms.
    pub aliases: Vec<String>,
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
    /// How many clauses give it duties, each counted once.
    pub count: usize,
    /// What decisions changed for it.
    pub changes: Vec<MyChange>,
    /// What it hands in, with dates or without.
    pub deadlines: Vec<RuleBrief>,
    /// What it reports, by the clauses.
    pub given: Vec<Flow>,
    /// The page that quotes it, where this one only names the clauses; empty where it quotes them itself.
    pub given_apart: String,
    /// What comes to it by the calendar.
    pub incoming: Vec<RuleBrief>,
    /// What is reported to it, by the clauses.
    pub received: Vec<Flow>,
    /// The same as for what it reports.
    pub received_apart: String,
    /// Its meetings.
    pub meetings: Vec<RuleBrief>,
    /// Its calendar to subscribe to.
    pub feed: FeedView,
    /// Its handbooks.
    pub handbooks: Vec<Link>,
}

/// Every role.
pub(super) fn pages(planner: &Planner<'_>, give: &Give<'_>) {
    planner.s.roles.par_iter().flat_map_iter(|role| with_parts(planner, role)).for_each(give);
}

/// The pages of the role that has the one of an address.
pub(super) fn near(planner: &Planner<'_>, address: &str) -> Vec<Page> {
    let has = |role: &Role| routes::role(&role.id) == address || routes::is_role_part(address, &role.id);
    planner.s.roles.iter().find(|role| has(role)).map(|role| with_parts(planner, role)).unwrap_or_default()
}

/// The page of a role and those of its parts.
fn with_parts(planner: &Planner<'_>, role: &Role) -> Vec<Page> {
    let path = routes::role(&role.id);
    let crumbs = vec![Crumb { key: "duties", text: String::new(), href: routes::WHO_ARE_YOU.to_owned() }];
    let mut view = view(planner, role);
    let mut pages = role_part::pages(planner, role, &view);
    role_part::shorten(&mut view.blocks, |key| routes::role_part(&role.id, key));
    let body = Body::Role(Box::new(view));
    pages.push(Page { root: routes::to_root(&path), path, nav: "duties", crumbs, body });
    pages
}

fn view(planner: &Planner<'_>, role: &Role) -> RolePage {
    let bearer = Actor::Role(role.id.clone());
    let bearers = Bearers::of(planner.s, &bearer);
    let duties = of_role(planner.s, &role.id);
    let mut blocks = duties::blocks(planner, &duties);
    let turns = planner.turns(&bearer);
    duties::own_dates(planner, &bearers, turns.as_ref(), &mut blocks);
    let given = duties::given(planner, &bearers, &duties);
    let received = duties::received(planner, &bearers, &duties);
    let handbooks = planner.handbooks.iter().filter(|(r, _)| *r == role.id);
    let rules = duties::rules(planner, &bearers, turns.as_ref());
    let by = |id: &Option<DecisionId>| id.as_ref().and_then(|id| planner.s.model.decision(id)).map(|d| links(&[d]));
    let since = |day, id| Some(Vacant { since: planner.date(day?), by: by(id).unwrap_or_default() });
    RolePage {
        name: role.name.clone(),
        vacant: vacant(planner, &role.id),
        created: since(role.from, &role.created_by),
        ends: since(role.until, &role.abolished_by),
        aliases: role.aliases.clone(),
        section: role.section.as_ref().map(|id| planner.cite(id)),
        reports_to: role.reports_to.iter().map(|m| planner.fact(m)).collect(),
        inherits: role.inherits.iter().map(|m| planner.fact(m)).collect(),
        counts_as: role.counts_as.iter().map(|m| Fact { inferred: true, ..planner.fact(m) }).collect(),
        structure: duties::structure(planner, &duties),
        count: duties::clauses(&blocks),
        empty: duties::empty(&blocks),
        blocks,
        changes: changes_bearers::of_role(planner, &bearer, &bearers),
        deadlines: rules.deadlines,
        given_apart: role_part::flows_apart(role, &given, "nop"),
        given,
        incoming: rules.incoming,
        received_apart: role_part::flows_apart(role, &received, "nhan"),
        received,
        meetings: rules.meetings,
        feed: planner.feed(role.id.as_str()),
        handbooks: handbooks
            .map(|(r, u)| Link { text: planner.name(&Actor::Unit(u.clone())), href: routes::handbook(r, u) })
            .collect(),
    }
}
