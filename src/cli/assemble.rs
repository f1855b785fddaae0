//! From a checked project to the finished site: pages, search index, feeds, and the check of every link.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::project::{self, Project};
use super::theme;
use crate::diagnostic::Report;
use crate::ics;
use crate::model::Office;
use crate::render::{self, Memo, Theme};
use crate::search::{self, Vocabulary};
use crate::site::{self, Body, Made, Output, Site};
use crate::text::fnv1a_of;

/// A finished site.
pub struct Finished {
    /// Its files.
    pub output: Output,
    /// What to announce of each decision, by the address of its page; empty where there is nothing to tell.
    pub announcements: BTreeMap<String, String>,
}

/// The site of a project with everything found on the way, `strict` applied; `None` when an error stands. What `check`
/// says is what `build` would say, because both ask here.
pub fn complete(project: &Project, strict: bool) -> (Option<Finished>, Report) {
    proved(
        project,
        strict,
        || theme::load(project),
        |site, (theme, mut report)| (report.take(render::render(site, &theme)), report),
    )
}

/// What was made last of a project that is made again and again.
#[derive(Default)]
pub struct Last {
    theme: Option<Theme>,
    pages: Memo,
}

/// As [`complete`], with what is as it was taken from there.
pub fn complete_again(project: &Project, strict: bool, last: &mut Last) -> (Option<Arc<Output>>, Report) {
    let mut made = None;
    let (finished, report) = proved(
        project,
        strict,
        || last.theme.take(),
        |site, theme| {
            let mut report = Report::default();
            let overrides = report.take(theme::files(&project.root, &project.model.office));
            let language = &project.model.office.language;
            let word = Theme::word_of(language, &overrides);
            let theme = theme.filter(|theme| theme.word() == word);
            let theme = theme.unwrap_or_else(|| report.take(Theme::new(language, &overrides)));
            let faultless = report.is_empty();
            let output = report.take(render::render_again(&site, &theme, &last.pages));
            made = Some((theme, site, faultless));
            (output, report)
        },
    );
    let output = finished.map(|f| Arc::new(f.output));
    if let Some((theme, site, faultless)) = made {
        if let Some(output) = &output {
            let before = std::mem::replace(&mut last.pages, Memo::new(&theme, site, Arc::clone(output)));
            // Given back while the page is on its way.
            rayon::spawn(move || drop(before));
        }
        // A faulty theme is told every time.
        last.theme = Some(theme).filter(|_| faultless);
    }
    (output, report)
}

fn proved<T: Send>(
    project: &Project,
    strict: bool,
    theme: impl FnOnce() -> T + Send,
    pages: impl FnOnce(Site, T) -> (Output, Report) + Send,
) -> (Option<Finished>, Report) {
    let mut report = project.report.clone();
    let mut site = None;
    if !report.has_errors() {
        let (finished, found) = assemble(project, theme, pages);
        report.extend(if strict { found.strict() } else { found });
        site = Some(finished).filter(|_| !report.has_errors());
    }
    (site, report.sorted())
}

/// One word for all that a site is made from: what was read, and what the project puts over the theme. Nothing where something is
/// wrong with the theme, because then there is more to say than the site.
pub fn made_from(root: &Path, loaded: &str, office: &Office) -> Option<String> {
    let (theme, report) = theme::files(root, office);
    let files = theme.iter().flat_map(|f| [f.name.as_bytes(), f.bytes.as_slice()]);
    let word = fnv1a_of(std::iter::once(loaded.as_bytes()).chain(files));
    report.is_empty().then(|| format!("{word:016x}"))
}

/// Pages, index, feeds, and the links between them. The theme is made while the pages are planned.
fn assemble<T: Send>(
    project: &Project,
    theme: impl FnOnce() -> T + Send,
    pages: impl FnOnce(Site, T) -> (Output, Report) + Send,
) -> (Finished, Report) {
    let mut report = Report::default();
    let mut finished = Finished { output: Output::default(), announcements: BTreeMap::new() };
    let Some(snapshot) = project.state.snapshot() else { return (finished, report) };
    // On a page the findings speak as the page does; on the console, as its user asked.
    let findings = site::findings(&project.report, &project.sources.files, project.model.office.lang());
    let years = project::years(&snapshot);
    let plan = || match &project.dates {
        Some(dates) => site::plan_computed(&project.model, &project.state, &findings, years.clone(), dates),
        None => site::plan(&project.model, &project.state, &findings, years.clone()),
    };
    let (planned, theme) = rayon::join(plan, theme);
    let mut site = report.take(planned);
    let told = |page: &site::Page| match &page.body {
        Body::Decision(decision) => Some((page.path.clone(), decision.announcement.clone())),
        _ => None,
    };
    finished.announcements = site.pages.iter().filter_map(told).collect();
    let documents = std::mem::take(&mut site.documents);
    let feeds = std::mem::take(&mut site.feeds);
    let atom = (site::routes::ATOM.to_owned(), std::mem::take(&mut site.atom).into_bytes());
    let (pages, (index, feeds)) = rayon::join(
        || pages(site, theme),
        || rayon::join(|| search::build(&documents, &vocabulary(project)), || ics::write_all(&feeds)),
    );
    let mut output = report.take(pages);
    for (path, bytes) in index.files.into_iter().chain(feeds).chain([atom]) {
        if let Err(fault) = output.add(path, bytes) {
            report.push(render::path_fault(&fault));
        }
    }
    report.extend(render::links(&output));
    // Whoever finds such a site standing says no more than `check`: so only where there is no more to say.
    if report.is_empty() {
        let from = made_from(&project.root, &project.loaded, &project.model.office);
        output.made = from.map(|from| Made { from, findings: project.report.to_record() });
    }
    finished.output = output;
    (finished, report)
}

/// What readers may type for what the text says: the glossary's abbreviations, the short forms of roles and units, and the
/// office's own synonyms.
fn vocabulary(project: &Project) -> Vocabulary {
    let model = &project.model;
    let short =
        |name: &str, aliases: &[String]| aliases.iter().map(|a| (a.clone(), name.to_owned())).collect::<Vec<_>>();
    let terms = model.terms.iter().filter(|t| t.abbreviation).map(|t| (t.term.clone(), t.meaning.clone()));
    let roles = model.roles.iter().flat_map(|r| short(&r.name, &r.aliases));
    let units = model.units.iter().flat_map(|u| short(u.name_on(project.day), &u.aliases));
    let synonyms = model.synonyms.iter().flat_map(|s| s.typed.iter().map(|t| (t.clone(), s.text.clone())));
    Vocabulary { acronyms: terms.chain(roles).chain(units).collect(), synonyms: synonyms.collect() }
}
