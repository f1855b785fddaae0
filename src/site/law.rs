//! The regulation: attributes and contents, one page for each section, the whole text, and each dated version.
//!
//! The words are placed, never edited: labels are printed as read (never `<ol>`, which would print 3 for 4), and the
//! whole text holds every provision as one run of characters.

use jiff::civil::Date;
use rayon::prelude::*;
use serde::Serialize;

use super::changes;
use super::issued::Issued;
use super::moved::{Gone, Moved, Notes};
use super::page::{Body, Crumb, Page};
use super::plan::Give;
use super::planner::Planner;
use super::provision::{ProvisionView, provision};
use super::provision_history::{HistoryEntry, history};
use super::routes;
use super::sections::Section;
use super::trace::links;
use super::view::{DocumentOf, Link};
use crate::model::{Provision, ProvisionId, Version};

/// Attributes and table of contents.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct LawIndex {
    /// Title as issued.
    pub title: String,
    /// Số hiệu; empty when the source does not say, as with all that follow.
    pub number: String,
    /// Loại.
    pub kind: String,
    /// Cơ quan ban hành.
    pub issuer: String,
    /// Người ký.
    pub signer: String,
    /// Ngày ban hành.
    pub signed: String,
    /// Ngày hiệu lực.
    pub effective: String,
    /// The status's key.
    pub status: &'static str,
    /// What the decision is about.
    pub summary: String,
    /// Where the text was taken from.
    pub source: String,
    /// A word to the reader on what the source leaves open.
    pub note: String,
    /// Every heading.
    pub toc: Vec<TocEntry>,
    /// The decisions that amended it since.
    pub amended_by: Vec<Link>,
    /// Every text there was, is and will be.
    pub versions: Vec<VersionLine>,
    /// How many provisions.
    pub count: usize,
}

/// One line of a table of contents.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct TocEntry {
    /// Its label as printed.
    pub label: String,
    /// Its words.
    pub text: String,
    /// How deep, from 1.
    pub depth: usize,
    /// Its address, from the root, or on a text's own page its anchor.
    pub href: String,
}

/// One dated text.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct VersionLine {
    /// Its first day.
    pub effective: String,
    /// Its address for ever.
    pub href: String,
    /// Its last day; empty for the one in force and those to come.
    pub until: String,
    /// The decision's number.
    pub number: String,
    /// The key of what the text is: `in_force`, `not_yet`, `superseded`.
    pub status: &'static str,
}

/// A section.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct SectionPage {
    /// Its label.
    pub label: String,
    /// Its words.
    pub title: String,
    /// Its citation.
    pub citation: String,
    /// The same without its document.
    pub cited: String,
    /// The same again where the citation of every provision on the page ends with it, and then theirs go without; else empty: an article
    /// is cited without its chapter.
    pub within: String,
    /// Its document, where the text holds several.
    pub document: Option<DocumentOf>,
    /// Its anchor.
    pub anchor: String,
    /// The headings above it; the first section of a part carries the part's anchor.
    pub above: Vec<ProvisionView>,
    /// Its own history; empty when it never changed.
    pub history: Vec<HistoryEntry>,
    /// Notes where something stood at its head.
    pub gone: Vec<Gone>,
    /// Its provisions, itself excluded.
    pub provisions: Vec<ProvisionView>,
    /// Its headings.
    pub toc: Vec<TocEntry>,
    /// The section before.
    pub previous: Option<Link>,
    /// The section after.
    pub next: Option<Link>,
}

/// The whole text on one page.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct WholeText {
    /// Title as issued.
    pub title: String,
    /// Its first day.
    pub effective: String,
    /// Its last day; empty for the one in force and those to come.
    pub until: String,
    /// The key of what the text is: `in_force`, `not_yet`, `superseded`.
    pub status: &'static str,
    /// The decision that issued it: "Quyết định 3232/QĐ-VPUBND".
    pub decision: String,
    /// The day it was signed; empty where the decision is not known.
    pub signed: String,
    /// Those that amended it since, by name; empty for none.
    pub amended_by: String,
    /// The text in force, for the page of one that is not.
    pub newer: Option<Link>,
    /// Notes where something stood before the first provision.
    pub gone: Vec<Gone>,
    /// Every provision. Templates are given some at a time.
    #[serde(skip)]
    pub provisions: Vec<WholeLine>,
    /// Every heading.
    pub toc: Vec<TocEntry>,
    /// Whether this is the permanent page of one version.
    pub dated: bool,
}

/// A provision of a whole text, with nothing but its words: a large office has a hundred thousand on one page.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct WholeLine {
    /// Its anchor.
    pub anchor: String,
    /// Its label as printed.
    pub label: String,
    /// Its words, verbatim.
    pub text: String,
    /// In the order of Vietnamese law, within its document.
    pub citation: String,
    /// Its document, where it is the first of one and the text holds several.
    pub document: Option<DocumentOf>,
    /// Whether it is written as a heading: an article that is its heading alone stands among the others as they do.
    pub heading: bool,
    /// Depth below the text, from 1.
    pub depth: usize,
    /// What became of what stood after it, or under its number.
    pub gone: Vec<Gone>,
}

/// The pages of the sections, and of those that are no more.
pub(super) fn pages(planner: &Planner<'_>, moved: &Moved, give: &Give<'_>) {
    planner.sections.par_iter().enumerate().for_each(|(at, section)| give(of_section(planner, moved, at, section)));
    give(made(routes::LAW.to_owned(), Vec::new(), Body::Law(Box::new(index(planner)))));
    moved.pages().into_iter().for_each(give);
}

/// The page of a section by its address.
pub(super) fn page(planner: &Planner<'_>, moved: &Moved, address: &str) -> Option<Page> {
    let at = planner.sections.iter().position(|section| section.path == address)?;
    Some(of_section(planner, moved, at, planner.sections.get(at)?))
}

fn of_section(planner: &Planner<'_>, moved: &Moved, at: usize, section: &Section<'_>) -> Page {
    let neighbour = |at: Option<usize>| at.and_then(|at| planner.sections.get(at)).map(link);
    let mut body = section_page(planner, section, moved.of(&section.path));
    body.previous = neighbour(at.checked_sub(1));
    body.next = neighbour(Some(at + 1));
    made(section.path.clone(), vec![law()], Body::Section(Box::new(body)))
}

/// The whole texts, one after another.
pub(super) fn texts(planner: &Planner<'_>, moved: &Moved, give: &Give<'_>) {
    let body = Body::Whole(Box::new(whole(planner, planner.s.version, false, &moved.whole)));
    give(made(routes::WHOLE.to_owned(), vec![law()], body));
    for v in &planner.s.model.versions {
        let body = Body::Whole(Box::new(whole(planner, v, true, &Notes::new())));
        give(made(routes::version(v.effective_from), vec![law()], body));
    }
}

fn law() -> Crumb {
    Crumb { key: "law", text: String::new(), href: routes::LAW.to_owned() }
}

fn made(path: String, crumbs: Vec<Crumb>, body: Body) -> Page {
    Page { root: routes::to_root(&path), path, nav: "law", crumbs, body }
}

fn link(section: &Section<'_>) -> Link {
    Link { text: titled(section.head), href: section.path.clone() }
}

/// Label and words in one line.
pub(super) fn titled(p: &Provision) -> String {
    if p.label.is_empty() { p.text.to_string() } else { format!("{} {}", p.label, p.text) }
}

fn index(planner: &Planner<'_>) -> LawIndex {
    let s = planner.s;
    let Issued { text: issued, decision, amending } = Issued::of(s.model, s.version);
    let text = |f: fn(&crate::model::Decision) -> String| decision.map(f).unwrap_or_default();
    LawIndex {
        title: s.version.title.to_string(),
        number: text(|d| d.number.clone()),
        kind: text(|d| d.kind.clone()),
        issuer: text(|d| d.issuer.clone()),
        signer: text(|d| d.signer.clone().unwrap_or_default()),
        signed: decision.map_or_else(String::new, |d| planner.date(d.signed)),
        effective: planner.date(issued.effective_from),
        status: decision.map_or_else(|| status(s.in_force()), |d| changes::status(planner, d)),
        amended_by: links(&amending),
        summary: text(|d| d.summary.clone()),
        source: text(|d| d.source.clone().unwrap_or_default()),
        note: text(|d| d.note.clone().unwrap_or_default()),
        toc: toc(s.version, s.version.provisions.iter(), 0, |p| planner.provision_href(&p.id)),
        versions: s.model.versions.iter().map(|v| version_line(planner, v)).collect(),
        count: s.version.provisions.len(),
    }
}

/// The status's key, in the words of Vietnamese law sites.
pub(super) fn status(in_force: bool) -> &'static str {
    if in_force { "in_force" } else { "not_yet" }
}

fn version_line(planner: &Planner<'_>, v: &Version) -> VersionLine {
    VersionLine {
        effective: planner.date(v.effective_from),
        href: routes::version(v.effective_from),
        until: last_day(planner, v).map_or_else(String::new, |d| planner.date(d)),
        number: number(planner, v),
        status: version_status(planner, v),
    }
}

/// The last day of a text that is no longer in force.
fn last_day(planner: &Planner<'_>, v: &Version) -> Option<Date> {
    let next = planner.s.model.versions.iter().map(|n| n.effective_from).find(|from| v.effective_from < *from);
    next.filter(|from| *from <= planner.s.day).and_then(|from| from.yesterday().ok())
}

/// What a text is: superseded by a later one, of which its decision may well be in force.
fn version_status(planner: &Planner<'_>, v: &Version) -> &'static str {
    if last_day(planner, v).is_some() { "superseded" } else { status(v.effective_from <= planner.s.day) }
}

fn number(planner: &Planner<'_>, v: &Version) -> String {
    planner
        .s
        .model
        .decisions
        .iter()
        .find(|d| d.id == v.decision)
        .map_or_else(String::new, crate::model::Decision::title)
}

fn toc<'v>(
    version: &'v Version,
    provisions: impl Iterator<Item = &'v Provision>,
    above: usize,
    href: impl Fn(&Provision) -> String,
) -> Vec<TocEntry> {
    let entry = |p: &Provision| TocEntry {
        label: p.label.clone(),
        text: p.text.to_string(),
        depth: (version.ancestors(p).len() + 1).saturating_sub(above).max(1),
        href: href(p),
    };
    provisions.filter(|p| p.is_written_as_heading()).map(entry).collect()
}

fn section_page(planner: &Planner<'_>, section: &Section<'_>, mut notes: Notes) -> SectionPage {
    let version = planner.s.version;
    let chain = version.ancestors(section.head);
    let head_depth = chain.len() + 1;
    let here: Vec<&ProvisionId> = section.provisions.iter().map(|p| &p.id).collect();
    let above = chain.iter().map(|p| {
        let mut view = provision(planner, version, p, 0, false);
        // Every anchor stands once: on the first page that shows the heading.
        if !here.contains(&&p.id) {
            view.anchor.clear();
        }
        view
    });
    let inner = |p: &&&Provision| p.id != section.head.id && chain.iter().all(|c| c.id != p.id);
    let shown: Vec<&Provision> = section.provisions.iter().filter(inner).copied().collect();
    let mut own = |p: &Provision| notes.remove(&Some(p.id.clone())).unwrap_or_default();
    let mut provisions: Vec<ProvisionView> = shown
        .iter()
        .map(|p| ProvisionView { gone: own(p), ..provision(planner, version, p, head_depth, true) })
        .collect();
    let cited = version.cited_within(section.head);
    let within = if provisions.iter().all(|p| p.citation.ends_with(cited)) { cited } else { "" };
    provisions.iter_mut().for_each(|p| p.citation.truncate(p.citation.len() - within.len()));
    SectionPage {
        cited: cited.to_owned(),
        within: within.to_owned(),
        document: DocumentOf::provision(version, section.head),
        label: section.head.label.clone(),
        title: section.head.text.to_string(),
        citation: section.head.citation.clone(),
        anchor: section.head.id.anchor(),
        above: above.collect(),
        history: history(planner, &section.head.id),
        // What is left stands at the head, or after a heading above it.
        gone: notes.into_values().flatten().collect(),
        provisions,
        toc: toc(version, section.provisions.iter().filter(inner).copied(), head_depth, |p| {
            format!("#{}", p.id.anchor())
        }),
        previous: None,
        next: None,
    }
}

fn whole(planner: &Planner<'_>, version: &Version, dated: bool, notes: &Notes) -> WholeText {
    let current = planner.s.version;
    let newer = (dated && version.effective_from != current.effective_from)
        .then(|| Link { text: planner.date(current.effective_from), href: routes::WHOLE.to_owned() });
    let own = |p: &Provision| notes.get(&Some(p.id.clone())).cloned().unwrap_or_default();
    let first = |p: &Provision| {
        let at = version.provisions.place(&p.id).and_then(|at| at.checked_sub(1));
        at.is_none_or(|before| version.provisions[before].component != p.component)
    };
    let line = |p: &Provision| WholeLine {
        anchor: p.id.anchor(),
        label: p.label.clone(),
        text: p.text.to_string(),
        citation: version.cited_within(p).to_owned(),
        document: DocumentOf::provision(version, p).filter(|_| first(p)),
        heading: p.is_written_as_heading(),
        depth: version.ancestors(p).len() + 1,
        gone: own(p),
    };
    let provisions = version.provisions.par_iter().map(line).collect();
    let before = notes.iter().filter(|(id, _)| id.as_ref().is_none_or(|id| version.provision(id).is_none()));
    let issued = Issued::of(planner.s.model, version);
    WholeText {
        title: version.title.to_string(),
        effective: planner.date(version.effective_from),
        until: last_day(planner, version).map_or_else(String::new, |d| planner.date(d)),
        status: version_status(planner, version),
        decision: issued.title(),
        signed: issued.signed().map_or_else(String::new, |d| planner.date(d)),
        amended_by: issued.amended_by(),
        newer,
        gone: before.flat_map(|(_, gone)| gone).cloned().collect(),
        provisions,
        toc: toc(version, version.provisions.iter(), 0, |p| format!("#{}", p.id.anchor())),
        dated,
    }
}
