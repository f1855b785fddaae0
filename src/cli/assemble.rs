//! From a checked project to the finished site: pages, search index, feeds, and the check of every link.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::project::{self, Project};
use super::theme;
use crate::diagnostic::{Audience, Report, Unchecked};
use crate::ics;
use crate::publish::Made;
use crate::render::{Renderer, Theme, Whole};
use crate::search::{self, Vocabulary};
use crate::site::{self, Body, Grounds, Named, Output, Page, Plan, Sink};
use crate::text::content_hash_of;

/// What is left to say of a site when its files are made.
#[derive(Default)]
pub struct Finished {
    /// What it was made from; nothing where that alone does not tell what is to be said of it.
    pub made: Option<Made>,
    /// What to announce of each decision, by the address of its page; empty where there is nothing to tell.
    pub announcements: BTreeMap<String, String>,
}

/// Gives the files of a project's site to `sink` as they are made, and everything found on the way, `strict` applied; nothing is
/// finished when an error stands. What `check` says is what `build` would say, because both ask here.
pub fn complete(project: &Project, strict: bool, sink: &dyn Sink) -> (Option<Finished>, Report) {
    proved(project, strict, sink, &mut None)
}

/// The same as one map, for who needs all of it at once.
pub fn whole(project: &Project, strict: bool) -> (Option<(Output, Finished)>, Report) {
    let files = Mutex::default();
    let (finished, report) = complete(project, strict, &files);
    let output = |finished: Finished| {
        let output = files.into_inner().unwrap_or_else(PoisonError::into_inner);
        (output, finished)
    };
    (finished.map(output), report)
}

/// As [`complete`]; `theme` is the one of last time, and afterwards that of this.
pub(super) fn proved(
    project: &Project,
    strict: bool,
    sink: &dyn Sink,
    theme: &mut Option<Theme>,
) -> (Option<Finished>, Report) {
    let mut report = project.report.clone();
    let mut site = None;
    if report.unchecked() < Unchecked::Pages {
        let (finished, found) = assemble(project, sink, theme);
        report.extend(if strict { found.strict() } else { found });
        site = Some(finished).filter(|_| !report.has_errors());
    }
    (site, report.sorted())
}

/// One word for all that a site is made from: what was read, and the word of its theme.
pub fn made_from(loaded: &str, theme: u64) -> String {
    format!("{:016x}", content_hash_of([loaded.as_bytes(), theme.to_le_bytes().as_slice()]))
}

/// Pages, index, feeds, and the links between them. The theme is made while the plan is.
fn assemble(project: &Project, sink: &dyn Sink, last: &mut Option<Theme>) -> (Finished, Report) {
    let mut report = Report::default();
    let Some(snapshot) = project.state.snapshot() else { return (Finished::default(), report) };
    // On a page the findings speak as the page does; on the console, as its user asked.
    let findings = site::findings(&project.report, project.model.office.lang());
    let years = project::years(&snapshot);
    let (model, state) = (&project.model, &project.state);
    let grounds = || Grounds::new(model, state, &snapshot, years, project.dates.as_ref());
    let before = last.take();
    let (grounds, (theme, faults)) = rayon::join(grounds, || theme::load(&project.root, &model.office, before));
    let grounds = report.take(grounds);
    let plan = Plan::new(&grounds, &findings);
    let whole = Whole::new(sink);
    whole.written(&model.pages);
    let announcements = Mutex::default();
    let pages = || {
        let renderer = Renderer::new(&theme, &plan.chrome());
        renderer.assets(&whole);
        plan.pages(&|page| {
            hear(&page, &announcements);
            renderer.give(page, &whole);
        })
    };
    let index = || search::build(&plan.documents(), &vocabulary(project, plan.named())).files;
    let give = |files: Vec<(String, Vec<u8>)>| files.into_iter().for_each(|(path, bytes)| whole.file(path, bytes));
    let (found, ()) = rayon::join(pages, || {
        rayon::join(|| give(index()), || give(ics::write_all(&plan.feeds())));
        whole.file(site::routes::ATOM, plan.atom().into_bytes());
    });
    faults.iter().chain(found.iter()).for_each(|finding| whole.fault(finding.clone()));
    report.extend(whole.proved());
    // Whoever finds such a site standing says no more than `check`: so only where there is no more to say.
    let from = || made_from(&project.loaded, theme.word());
    // What was found is kept beside the site, where others can read it: not what they were never meant to.
    let private = project.report.iter().any(|d| d.code.audience() == Audience::Private);
    let made = (report.is_empty() && !private).then(|| Made { from: from(), findings: project.report.to_record() });
    // A faulty theme is told every time.
    *last = Some(theme).filter(|_| faults.is_empty());
    (Finished { made, announcements: announcements.into_inner().unwrap_or_else(PoisonError::into_inner) }, report)
}

/// Notes what is to be announced of a decision, by the address of its page.
fn hear(page: &Page, announcements: &Mutex<BTreeMap<String, String>>) {
    if let Body::Decision(decision) = &page.body {
        let mut told = announcements.lock().unwrap_or_else(PoisonError::into_inner);
        told.insert(page.path.clone(), decision.announcement.clone());
    }
}

/// What readers may type for what the text says: the glossary's abbreviations, the short forms of roles and units, the labels of
/// the wall sheet, and the office's own synonyms.
fn vocabulary(project: &Project, asked: Vec<Named>) -> Vocabulary {
    let model = &project.model;
    let short =
        |name: &str, aliases: &[String]| aliases.iter().map(|a| (a.clone(), name.to_owned())).collect::<Vec<_>>();
    let terms = model.terms.iter().filter(|t| t.abbreviation).map(|t| (t.term.clone(), t.meaning.clone()));
    let roles = model.roles.iter().filter(|r| r.exists_on(project.day)).flat_map(|r| short(&r.name, &r.aliases));
    let units = model.units.iter().flat_map(|u| short(u.name_on(project.day), &u.aliases));
    let synonyms = model.synonyms.iter().flat_map(|s| s.typed.iter().map(|t| (t.clone(), s.text.clone())));
    let labels = model.rules.iter().filter_map(|r| Some((r.short.clone()?, r.title.clone())));
    let groups = model.collectives.iter().map(|c| &c.name);
    let parties = model.parties.iter().map(|p| &p.name);
    let defined = model.terms.iter().filter(|t| !t.abbreviation).map(|t| &t.term);
    Vocabulary {
        acronyms: terms.chain(roles).chain(units).collect(),
        synonyms: synonyms.collect(),
        labels: labels.collect(),
        names: groups.chain(parties).chain(defined).cloned().collect(),
        asked,
        today: Some(project.day),
    }
}
