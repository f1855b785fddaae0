//! Open points: what the text leaves open or what a reader of it should confirm. Each is a true finding about the text,
//! shown to the office instead of being smoothed over.

use serde::Serialize;

use super::name_notes::{Drift, LeftoverView, drift, left_over};
use super::page::{Body, Page};
use super::planner::{Planner, is_shown};
use super::routes;
use super::undated::{UndatedRule, undated_rule};
use super::view::{Cite, Link};
use crate::diagnostic::{Audience, Diagnostic, Lang, Report, Severity};
use crate::model::{Actor, Assignment, Certainty};

/// A finding of `check` about the text, as plain words. Where it was found and what to do about it is for the clerk.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Finding {
    /// The stable code.
    pub code: String,
    /// What was found.
    pub message: String,
}

/// The warnings of a report that readers are told of, as plain words. Errors stop publication and never reach a page.
#[must_use]
pub fn findings(report: &Report, lang: Lang) -> Vec<Finding> {
    let told = |d: &&Diagnostic| d.severity == Severity::Warning && d.code.audience() == Audience::Readers;
    let said =
        |d: &Diagnostic| Finding { code: d.code.as_str().to_owned(), message: d.message.in_lang(lang).to_owned() };
    report.iter().filter(told).map(said).collect()
}

/// The page.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct OpenPoints {
    /// Units of which the regulation names no duty.
    pub unnamed_units: Vec<Link>,
    /// Reports and meetings that recur and have no date.
    pub undated: Vec<UndatedRule>,
    /// Readings somebody should confirm, shown as duties.
    pub doubtful: Vec<OpenDuty>,
    /// Readings too weak to be shown as duties.
    pub withheld: Vec<OpenDuty>,
    /// Groups the text does not define.
    pub undefined_groups: Vec<OpenNote>,
    /// Posts the text does not print.
    pub inferred_posts: Vec<OpenNote>,
    /// Print errors.
    pub print_notes: Vec<OpenNote>,
    /// Places that print a name no longer borne.
    pub drift: Vec<Drift>,
    /// Places that write a replaced phrase almost so.
    pub leftovers: Vec<LeftoverView>,
    /// Everything else `check` found.
    pub findings: Vec<FindingGroup>,
    /// How many in all.
    pub count: usize,
}

/// Findings of one code.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct FindingGroup {
    /// The code.
    pub code: String,
    /// The findings.
    pub items: Vec<Finding>,
}

/// A reading that somebody should confirm.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct OpenDuty {
    /// Who would bear it.
    pub who: Link,
    /// The relation's key.
    pub relation: &'static str,
    /// The words.
    pub quote: String,
    /// Where they stand.
    pub cite: Cite,
    /// Why it is doubtful; empty when nobody wrote it down.
    pub note: String,
}

/// A place and a note.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct OpenNote {
    /// What it is about.
    pub subject: Link,
    /// The provision, if there is one.
    pub cite: Option<Cite>,
    /// The words as printed; empty for none.
    pub quote: String,
    /// The note.
    pub note: String,
}

/// The page.
pub(super) fn pages(planner: &Planner<'_>, findings: &[Finding]) -> Vec<Page> {
    let body = Body::Open(Box::new(view(planner, findings)));
    vec![Page { root: String::new(), path: routes::OPEN.to_owned(), nav: "open", crumbs: Vec::new(), body }]
}

/// How many open points there are.
pub(super) fn view(planner: &Planner<'_>, findings: &[Finding]) -> OpenPoints {
    let s = planner.s;
    let model = s.model;
    let readings = |certainty: Certainty| {
        let rows = model.assignments.iter().filter(move |a| a.certainty == certainty && is_shown(a.relation));
        rows.map(|a| open_duty(planner, a)).collect::<Vec<_>>()
    };
    let undefined = model.undefined_groups(s.day).map(|c| OpenNote {
        subject: planner.actor(&Actor::Collective(c.id.clone())),
        cite: c.cite().map(|p| planner.cite(p)),
        quote: c.quote().unwrap_or_default().to_owned(),
        note: c.note.clone().unwrap_or_default(),
    });
    let posts = s.units.iter().flat_map(|u| {
        let inferred = std::iter::once(&u.head).chain(&u.deputy).filter(|p| p.inferred);
        inferred.map(|p| OpenNote {
            subject: planner.actor(&Actor::RoleAt(p.role.clone(), u.id.clone())),
            cite: None,
            quote: String::new(),
            note: p.note.clone().unwrap_or_default(),
        })
    });
    let print_notes = model.misprints(s.version).map(|(n, ..)| OpenNote {
        subject: Link::default(),
        cite: Some(planner.cite(&n.cite)),
        quote: n.quote.clone(),
        note: n.note.clone(),
    });
    let mut page = OpenPoints {
        unnamed_units: model.unnamed_units(s.day).map(|u| planner.actor(&Actor::Unit(u.id.clone()))).collect(),
        undated: model.undated_rules(s.day).map(|r| undated_rule(planner, r)).collect(),
        doubtful: readings(Certainty::Doubtful),
        withheld: readings(Certainty::Withheld),
        undefined_groups: undefined.collect(),
        inferred_posts: posts.collect(),
        print_notes: print_notes.collect(),
        drift: drift(planner),
        leftovers: left_over(planner),
        findings: Vec::new(),
        count: 0,
    };
    for finding in findings {
        match page.findings.iter_mut().find(|g| g.code == finding.code) {
            Some(group) => group.items.push(finding.clone()),
            None => page.findings.push(FindingGroup { code: finding.code.clone(), items: vec![finding.clone()] }),
        }
    }
    page.count = page.unnamed_units.len()
        + page.undated.len()
        + page.doubtful.len()
        + page.withheld.len()
        + page.undefined_groups.len()
        + page.inferred_posts.len()
        + page.print_notes.len()
        + page.drift.len()
        + page.leftovers.len()
        + findings.len();
    page
}

fn open_duty(planner: &Planner<'_>, a: &Assignment) -> OpenDuty {
    OpenDuty {
        who: planner.actor(&a.who),
        relation: a.said_as(),
        quote: a.quote.to_string(),
        cite: planner.cite(&a.provision),
        note: a.note.clone().unwrap_or_default(),
    }
}
