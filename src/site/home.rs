//! The home page: search, "Bạn là ai?", this week, and the state of the regulation.

use serde::Serialize;

use super::calendar::{Week, weeks};
use super::changes::{self, DecisionBrief, Effects};
use super::issued::Issued;
use super::law;
use super::open_points::{Finding, view as open_points};
use super::page::{Body, Page};
use super::planner::Planner;
use super::routes;
use super::undated;
use super::vacant::{Vacant, vacant};
use super::view::Link;
use crate::model::Actor;

/// The home page.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct Home {
    /// Each role; the second step is the unit.
    pub roles: Vec<RoleChoice>,
    /// Each unit; the second step is the role.
    pub units: Vec<UnitChoice>,
    /// This week and the next one that holds anything.
    pub weeks: Vec<Week>,
    /// The sections of the regulation.
    pub sections: Vec<Link>,
    /// The decision that issued the text in force: "Quyết định 3232/QĐ-VPUBND".
    pub decision: String,
    /// What it is about.
    pub summary: String,
    /// Its first day.
    pub effective: String,
    /// The newest decisions, those to come on top.
    pub changes: Vec<DecisionBrief>,
    /// How many open points.
    pub open_points: usize,
    /// How many provisions.
    pub provisions: usize,
    /// How many obligations of the text in force have a date to come.
    pub dated: usize,
    /// How many have none, as the page of them counts.
    pub undated: usize,
    /// How many units.
    pub unit_count: usize,
}

/// A role and its handbooks.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct RoleChoice {
    /// The role.
    pub role: Link,
    /// Its units.
    pub units: Vec<Link>,
    /// Since when no unit has it as a post, where one had.
    pub vacant: Option<Vacant>,
}

/// A unit and its handbooks.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct UnitChoice {
    /// The unit.
    pub unit: Link,
    /// Its people.
    pub roles: Vec<Link>,
}

/// The page.
pub(super) fn pages(planner: &Planner<'_>, findings: &[Finding]) -> Vec<Page> {
    let body = Body::Home(Box::new(view(planner, findings)));
    vec![Page { root: String::new(), path: routes::HOME.to_owned(), nav: "home", crumbs: Vec::new(), body }]
}

fn view(planner: &Planner<'_>, findings: &[Finding]) -> Home {
    let s = planner.s;
    let issued = Issued::of(s.model, s.version);
    let role_choice = |r: &crate::model::Role| RoleChoice {
        role: planner.actor(&Actor::Role(r.id.clone())),
        units: planner
            .handbooks
            .iter()
            .filter(|(role, _)| *role == r.id)
            .map(|(role, u)| Link { text: planner.name(&Actor::Unit(u.clone())), href: routes::handbook(role, u) })
            .collect(),
        vacant: vacant(planner, &r.id),
    };
    let unit_choice = |u: &&crate::model::Unit| UnitChoice {
        unit: planner.actor(&Actor::Unit(u.id.clone())),
        roles: planner
            .handbooks
            .iter()
            .filter(|(_, unit)| *unit == u.id)
            .map(|(r, u)| Link { text: planner.name(&Actor::Role(r.clone())), href: routes::handbook(r, u) })
            .collect(),
    };
    let all_weeks = weeks(planner);
    let (undated, dated): (Vec<_>, Vec<_>) =
        s.model.rules_in_force(s.day).partition(|rule| undated::is_undated(planner, rule));
    let coming = all_weeks.iter().skip(1).find(|w| !w.entries.is_empty()).cloned();
    Home {
        roles: s.roles.iter().map(|role| role_choice(role)).collect(),
        units: s.units.iter().map(unit_choice).collect(),
        weeks: all_weeks.into_iter().take(1).chain(coming).collect(),
        sections: planner.sections.iter().map(|p| Link { text: law::titled(p.head), href: p.path.clone() }).collect(),
        decision: issued.title(),
        summary: issued.decision.map_or_else(String::new, |d| d.summary.clone()),
        effective: planner.date(s.version.effective_from),
        changes: news(planner),
        open_points: open_points(planner, findings).count,
        provisions: s.version.provisions.len(),
        dated: dated.len(),
        undated: undated.len(),
        unit_count: s.units.len(),
    }
}

/// How many decisions in effect the home page tells.
const NEWS: usize = 3;

/// Decisions to come, then the newest that changed something.
fn news(planner: &Planner<'_>) -> Vec<DecisionBrief> {
    let (coming, past) = changes::briefs(planner);
    let effect = |b: &DecisionBrief| !b.acts.is_empty() || b.effects != Effects::default();
    coming.into_iter().chain(past.into_iter().filter(effect).take(NEWS)).collect()
}
