//! What decisions changed: the list of decisions, the newest first, those to come on top (design 4, "Pages").
//!
//! What a decision did is read off the office before and after (see `change`), once for the whole site; a page asks for
//! its own part. Several decisions of one day have one difference, and their pages say so.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::changes_acts::{self, ActView};
use super::changes_decision;
use super::changes_timeline::{self, LifeView};
use super::page::{Body, Page};
use super::planner::Planner;
use super::routes;
use super::view::{Cite, Day, Link};
use crate::change::{BearerChange, Difference, ProvisionChangeKind, RuleChange};
use crate::history::actor_name;
use crate::model::{Actor, Decision, ProvisionId, Version};

/// The list of decisions.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct ChangesPage {
    /// Signed and not yet in effect, the nearest first.
    pub coming: Vec<DecisionBrief>,
    /// In effect, the newest first.
    pub past: Vec<DecisionBrief>,
    /// Revoked before they took effect, the newest first.
    pub revoked: Vec<DecisionBrief>,
    /// The life of every unit that began, ended or was renamed.
    pub lives: Vec<LifeView>,
    /// Units that are as they were when the text was issued; empty when all are.
    pub unchanged: Vec<Link>,
    /// The feed of decisions.
    pub feed: &'static str,
}

/// A decision in the list.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct DecisionBrief {
    /// "Quyết định 3232/QĐ-VPUBND".
    pub link: Link,
    /// The day it was signed.
    pub signed: Day,
    /// The day it takes effect.
    pub effective: Day,
    /// The status's key.
    pub status: &'static str,
    /// What it is about, in its own words.
    pub summary: String,
    /// What it does to the office, in words.
    pub acts: Vec<ActView>,
    /// What differs on its day.
    pub effects: Effects,
}

/// How much differs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Hash, Serialize)]
pub struct Effects {
    /// Provisions with other words.
    pub amended: usize,
    /// New provisions.
    pub inserted: usize,
    /// Repealed provisions.
    pub repealed: usize,
    /// Provisions with another number only.
    pub renumbered: usize,
    /// Roles for whom something differs.
    pub roles: usize,
    /// Units for which something differs.
    pub units: usize,
    /// Rules of the calendar that began, ended, or have other dates or hours.
    pub rules: usize,
    /// Rules that others do on the same dates.
    pub rules_people: usize,
    /// Rules that only have other words for the same dates.
    pub rules_reworded: usize,
    /// Rules that differ in something else, with the same words and dates.
    pub rules_otherwise: usize,
}

/// What every decision changed, worked out once.
pub(super) struct Changes {
    days: Vec<Difference>,
    of: BTreeMap<Actor, Vec<(usize, usize)>>,
}

impl Changes {
    pub fn new(days: Vec<Difference>) -> Self {
        let mut of: BTreeMap<Actor, Vec<(usize, usize)>> = BTreeMap::new();
        for (i, difference) in days.iter().enumerate() {
            for (j, change) in difference.bearers.iter().enumerate() {
                of.entry(change.bearer.clone()).or_default().push((i, j));
            }
        }
        Self { days, of }
    }

    /// What the decisions of each day did, in order.
    pub fn days(&self) -> &[Difference] {
        &self.days
    }

    /// What the day of a decision did.
    pub fn by(&self, decision: &Decision) -> Option<&Difference> {
        self.days.iter().find(|d| d.decisions.contains(&decision.id))
    }

    /// What changed for one bearer, day by day.
    pub fn of(&self, bearer: &Actor) -> BTreeMap<Date, &BearerChange> {
        let places = self.of.get(bearer).map(Vec::as_slice).unwrap_or_default();
        places.iter().map(|(i, j)| (self.days[*i].to, &self.days[*i].bearers[*j])).collect()
    }
}

/// The list and one page for each decision.
pub(super) fn pages(planner: &Planner<'_>) -> Vec<Page> {
    let body = Body::Changes(Box::new(view(planner)));
    let path = routes::CHANGES.to_owned();
    let list = Page { root: routes::to_root(&path), path, nav: "changes", crumbs: Vec::new(), body };
    std::iter::once(list).chain(changes_decision::pages(planner)).collect()
}

fn view(planner: &Planner<'_>) -> ChangesPage {
    let (coming, past) = briefs(planner);
    let (lives, unchanged) = changes_timeline::lives(planner);
    let revoked = planner.s.model.decisions.iter().rev().filter(|d| !d.is_carried_out());
    let revoked = revoked.map(|d| brief(planner, d)).collect();
    ChangesPage { coming, past, revoked, lives, unchanged, feed: routes::ATOM }
}

/// Decisions to come, the nearest first; then those in effect, the newest first.
pub(super) fn briefs(planner: &Planner<'_>) -> (Vec<DecisionBrief>, Vec<DecisionBrief>) {
    let (later, done): (Vec<&Decision>, Vec<&Decision>) =
        planner.s.model.decisions.iter().filter(|d| d.is_carried_out()).partition(|d| d.is_to_come(planner.s.day));
    let brief = |d: &Decision| brief(planner, d);
    (later.into_iter().map(brief).collect(), done.into_iter().rev().map(brief).collect())
}

/// One line on a decision.
pub(super) fn brief(planner: &Planner<'_>, d: &Decision) -> DecisionBrief {
    DecisionBrief {
        link: link(d),
        signed: planner.day(d.signed),
        effective: planner.day(d.effective_from),
        status: status(planner, d),
        summary: d.summary.clone(),
        acts: changes_acts::office(planner, d),
        effects: planner.changes.by(d).map(effects).unwrap_or_default(),
    }
}

/// A decision as a link.
pub(super) fn link(d: &Decision) -> Link {
    Link { text: d.title(), href: routes::decision(&d.id) }
}

/// Signed and not yet in effect on the day, for the announcement bar.
pub(super) fn coming(planner: &Planner<'_>) -> Vec<Link> {
    let later = planner.s.model.decisions.iter().filter(|d| d.is_to_come(planner.s.day));
    later.map(|d| Link { text: format!("{} ({})", d.title(), planner.date(d.effective_from)), ..link(d) }).collect()
}

fn effects(difference: &Difference) -> Effects {
    let texts = |kind| difference.provisions.iter().filter(|p| p.kind == kind).count();
    let bearers = |is: fn(&Actor) -> bool| difference.bearers.iter().filter(|b| is(&b.bearer)).count();
    let kept = |how: fn(&RuleChange) -> bool| difference.rules.iter().filter(|c| !c.shows() && how(c)).count();
    Effects {
        amended: texts(ProvisionChangeKind::Amended),
        inserted: texts(ProvisionChangeKind::Inserted),
        repealed: texts(ProvisionChangeKind::Repealed),
        renumbered: texts(ProvisionChangeKind::Renumbered),
        roles: bearers(|a| matches!(a, Actor::Role(_))),
        units: bearers(|a| matches!(a, Actor::Unit(_))),
        rules: difference.rules.iter().filter(|c| c.shows()).count(),
        rules_people: kept(RuleChange::other_people),
        rules_reworded: kept(|c| !c.other_people() && c.other_words()),
        rules_otherwise: kept(|c| !c.other_people() && !c.other_words()),
    }
}

/// The status of a decision on the day, in the words of Vietnamese law sites: one that issued a text loses effect in
/// part when a later one amends it, and wholly when a later one replaces it; one that was revoked before never had any.
pub(super) fn status(planner: &Planner<'_>, d: &Decision) -> &'static str {
    let s = planner.s;
    let revoker = d.revoked_by.as_ref().and_then(|id| s.model.decision(id));
    if revoker.is_some_and(|by| by.effective_from <= s.day) {
        return "revoked";
    }
    if d.effective_from > s.day {
        return "not_yet";
    }
    let amends = |d: &Decision| d.text_acts().next().is_some();
    let first = s.model.versions.first().is_some_and(|v| v.decision == d.id);
    let mut later = s.model.decisions_between(d.effective_from, s.day);
    let about_text = first || amends(d);
    let only_text = d.office_acts().next().is_none();
    if about_text && later.clone().any(Decision::replaces_all) {
        return if only_text { "expired" } else { "partly" };
    }
    if (first || d.replaces_all()) && later.any(amends) { "partly" } else { "in_force" }
}

/// An actor under the name it bears on a day.
pub(super) fn actor_on(planner: &Planner<'_>, actor: &Actor, on: Date) -> Link {
    Link { text: actor_name(planner.s.model, on, actor), ..planner.actor(actor) }
}

/// A provision as cited in one text: in the text in force by its own page, in another by that text's dated page.
pub(super) fn cite_in(planner: &Planner<'_>, version: &Version, id: &ProvisionId) -> Cite {
    if version.effective_from == planner.s.version.effective_from {
        return planner.cite(id);
    }
    match version.provision(id) {
        Some(p) => Cite::of(version, p, format!("{}#{}", routes::version(version.effective_from), id.anchor())),
        None => Cite::unknown(id),
    }
}

/// The text of a day.
pub(super) fn text_of<'a>(planner: &Planner<'a>, day: Date) -> &'a Version {
    planner.s.model.version_on(day).unwrap_or(planner.s.version)
}

/// The anchor of a bearer on the page of a decision.
pub(super) fn anchor(actor: &Actor) -> String {
    if let Actor::RoleAt(role, unit) = actor { routes::pair(role, unit) } else { actor.id() }
}
