//! The page of a decision: what it is, what it does, what differs from its day on, for whom, and what to announce.

use serde::Serialize;

use super::announcement::announcement;
use super::changes::{actor_on, link, status};
use super::changes_acts::{self, ActView};
use super::changes_bearers::{self, BearerGroup};
use super::changes_handover::{self, HandoverView};
use super::changes_rules::{self, RuleChangeView};
use super::changes_text::{self, TextChange};
use super::page::{Body, Crumb, Page};
use super::planner::Planner;
use super::routes;
use super::view::{Day, Link};
use crate::change::{Difference, ProvisionChangeKind, UnitChange, UnitChangeKind};
use crate::model::{Actor, Decision, Post};

/// Above this many differing duties the lists are folded.
const UNFOLDED: usize = 24;

/// A decision.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct DecisionPage {
    /// "Quyết định 3232/QĐ-VPUBND".
    pub title: String,
    /// Số hiệu.
    pub number: String,
    /// Loại.
    pub kind: String,
    /// Cơ quan ban hành.
    pub issuer: String,
    /// Người ký; empty when the source does not say.
    pub signer: String,
    /// Ngày ban hành.
    pub signed: Day,
    /// Ngày hiệu lực.
    pub effective: Day,
    /// The status's key.
    pub status: &'static str,
    /// What it is about.
    pub summary: String,
    /// Where its text was taken from; empty for none.
    pub source: String,
    /// A word to the reader; empty for none.
    pub note: String,
    /// The text it issued.
    pub issued: Option<Link>,
    /// Whether that is a text of its own, not one put together from the last and what the decision changes.
    pub issues_anew: bool,
    /// What revoked it before it took effect.
    pub revoked_by: Option<Link>,
    /// What it revoked before that took effect.
    pub revokes: Vec<Link>,
    /// What it does, operation by operation.
    pub acts: Vec<ActView>,
    /// Other decisions of the same day; what differs is told of the day.
    pub same_day: Vec<Link>,
    /// Provisions that differ in words.
    pub texts: Vec<TextChange>,
    /// Provisions with the same words under another number.
    pub renumbered: Vec<TextChange>,
    /// The anchors of every other provision: one that no longer differs after a correction was cited there.
    pub other_texts: Vec<String>,
    /// Units that differ.
    pub units: Vec<UnitChangeView>,
    /// What changed for whom.
    pub bearers: Vec<BearerGroup>,
    /// The anchors of everybody else: who is no longer among them after a correction was cited there.
    pub others: Vec<String>,
    /// Whether that is so much that each one's is folded.
    pub folded: bool,
    /// What passes on.
    pub handover: Option<HandoverView>,
    /// What moves in the calendar.
    pub rules: Vec<RuleChangeView>,
    /// The text to paste into a mail; empty when the decision changes nothing here.
    pub announcement: String,
}

/// A unit that differs.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct UnitChangeView {
    /// The unit.
    pub unit: Link,
    /// `began`, `ended`, `renamed`, `led`.
    pub kind: &'static str,
    /// The units before or after it.
    pub others: Vec<Link>,
    /// The name before, for a new name.
    pub before: String,
    /// Head and deputy before and now, for new posts.
    pub posts: Option<(Vec<Link>, Vec<Link>)>,
}

/// One page for each decision.
pub(super) fn pages(planner: &Planner<'_>) -> Vec<Page> {
    let crumbs = || vec![Crumb { key: "changes", text: String::new(), href: routes::CHANGES.to_owned() }];
    let page = |d: &Decision| {
        let path = routes::decision(&d.id);
        let body = Body::Decision(Box::new(view(planner, d)));
        Page { root: routes::to_root(&path), path, nav: "changes", crumbs: crumbs(), body }
    };
    planner.s.model.decisions.iter().map(page).collect()
}

fn view(planner: &Planner<'_>, d: &Decision) -> DecisionPage {
    let model = planner.s.model;
    let difference = planner.changes.by(d);
    let same_day = model.decisions.iter().filter(|o| o.effective_from == d.effective_from && o.id != d.id);
    let same_day = same_day.filter(|o| o.is_carried_out() && d.is_carried_out());
    let revokes = model.decisions.iter().filter(|o| o.revoked_by.as_ref() == Some(&d.id));
    let issued = model.versions.iter().find(|v| v.decision == d.id).map(|v| Link {
        text: format!("{} ({})", v.title, planner.date(v.effective_from)),
        href: routes::version(v.effective_from),
    });
    let texts = difference.map_or_else(Vec::new, |c| changes_text::view(planner, c));
    let other_texts = difference.map_or_else(Vec::new, |c| changes_text::others(planner, c, &texts));
    let (renumbered, texts) = texts.into_iter().partition(|c| c.kind == ProvisionChangeKind::Renumbered.as_str());
    let bearers = difference.map_or_else(Vec::new, |c| changes_bearers::groups(planner, c));
    let mut page = DecisionPage {
        title: d.title(),
        number: d.number.clone(),
        kind: d.kind.clone(),
        issuer: d.issuer.clone(),
        signer: d.signer.clone().unwrap_or_default(),
        signed: planner.day(d.signed),
        effective: planner.day(d.effective_from),
        status: status(planner, d),
        summary: d.summary.clone(),
        source: d.source.clone().unwrap_or_default(),
        note: d.note.clone().unwrap_or_default(),
        issued,
        issues_anew: d.text_acts().next().is_none() || d.replaces_all(),
        revoked_by: d.revoked_by.as_ref().and_then(|id| model.decision(id)).map(link),
        revokes: revokes.map(link).collect(),
        acts: changes_acts::all(planner, d),
        same_day: same_day.map(link).collect(),
        texts,
        renumbered,
        other_texts,
        units: difference.map_or_else(Vec::new, |c| units(planner, c)),
        others: changes_bearers::others(planner, &bearers),
        folded: bearers.iter().map(BearerGroup::shown).sum::<usize>() > UNFOLDED,
        bearers,
        handover: difference.and_then(|c| changes_handover::view(planner, c)),
        rules: difference.map_or_else(Vec::new, |c| changes_rules::view(planner, c)),
        announcement: String::new(),
    };
    page.announcement = announcement(planner, d, &page);
    page
}

fn units(planner: &Planner<'_>, difference: &Difference) -> Vec<UnitChangeView> {
    difference.units.iter().map(|u| unit(planner, difference, u)).collect()
}

fn unit(planner: &Planner<'_>, difference: &Difference, change: &UnitChange) -> UnitChangeView {
    let ended = matches!(change.kind, UnitChangeKind::Ended { .. });
    let on = if ended { difference.from } else { difference.to };
    let named = |id: &crate::model::UnitId, on| actor_on(planner, &Actor::Unit(id.clone()), on);
    let posts = |(head, deputy): &(Post, Option<Post>)| {
        let role = |p: &Post| planner.actor(&Actor::Role(p.role.clone()));
        std::iter::once(role(head)).chain(deputy.as_ref().map(role)).collect()
    };
    let (others, before, posts) = match &change.kind {
        UnitChangeKind::Began { from } => {
            (from.iter().map(|id| named(id, difference.from)).collect(), String::new(), None)
        }
        UnitChangeKind::Ended { to } => (to.iter().map(|id| named(id, difference.to)).collect(), String::new(), None),
        UnitChangeKind::Renamed { before } => (Vec::new(), before.clone(), None),
        UnitChangeKind::Led { before, after } => (Vec::new(), String::new(), Some((posts(before), posts(after)))),
    };
    UnitChangeView { unit: named(&change.unit, on), kind: change.kind.as_str(), others, before, posts }
}
