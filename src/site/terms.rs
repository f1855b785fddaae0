//! Abbreviations and terms, terms that have lost their object, and entries that are no more.
//!
//! An anchor once published stays (design 7): an entry the clerk takes out or words anew is named under `former`. Of entries that
//! fold alike (`UBND`, `ubnd`) the first listed has the plain anchor: when it goes, the next one takes it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::page::{Body, Page};
use super::planner::Planner;
use super::routes;
use super::sort::vietnamese;
use super::view::Cite;
use crate::model::Term;

/// The page.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct TermsPage {
    /// By the Vietnamese alphabet.
    pub terms: Vec<TermView>,
    /// Terms that ceased to be valid.
    pub obsolete: Vec<ObsoleteView>,
    /// Entries that are no more.
    pub former: Vec<FormerView>,
}

/// A term.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct TermView {
    /// Its anchor.
    pub anchor: String,
    /// The term.
    pub term: String,
    /// What it stands for.
    pub meaning: String,
    /// The provision that defines or first uses it.
    pub cite: Option<Cite>,
    /// Whether the text defines it.
    pub defined: bool,
    /// A word to the reader; empty for none.
    pub note: String,
}

/// A term that ceased to be valid.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct ObsoleteView {
    /// Its anchor.
    pub anchor: String,
    /// The term.
    pub term: String,
    /// First day on which it is obsolete.
    pub since: String,
    /// Why.
    pub reason: String,
}

/// An entry that is no more: whoever cited it is told.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct FormerView {
    /// Its anchor.
    pub anchor: String,
    /// The term as it stood.
    pub term: String,
    /// What is to be said of it; empty for nothing.
    pub note: String,
}

/// Hands out anchors, each once: đ and d, UBND and ubnd fold alike; the second keeps a place of its own.
struct Anchors(BTreeMap<String, usize>);

/// Places of the page that are no term.
const TAKEN: [&str; 4] = ["noi-dung", "q", "cu", "da-bo"];

impl Anchors {
    fn new() -> Self {
        Self(TAKEN.map(|anchor| (anchor.to_owned(), 1)).into())
    }

    fn of(&mut self, term: &str) -> String {
        // Signs alone have no letters to make a name of.
        let anchor = Some(crate::text::slug(term)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "muc".to_owned());
        let taken = self.0.entry(anchor.clone()).or_default();
        *taken += 1;
        if *taken == 1 { anchor } else { format!("{anchor}--{taken}") }
    }
}

/// The terms by the alphabet, each with an anchor of its own.
pub(super) fn terms(planner: &Planner<'_>) -> Vec<TermView> {
    anchored(planner, &mut Anchors::new())
}

fn anchored(planner: &Planner<'_>, anchors: &mut Anchors) -> Vec<TermView> {
    let view = |t: &Term| TermView {
        anchor: anchors.of(&t.term),
        term: t.term.clone(),
        meaning: t.meaning.clone(),
        cite: t.cite.as_ref().map(|c| planner.cite(c)),
        defined: t.defined,
        note: t.note.clone().unwrap_or_default(),
    };
    let mut terms: Vec<TermView> = planner.s.model.terms.iter().map(view).collect();
    terms.sort_by_cached_key(|t| vietnamese(&t.term));
    terms
}

/// The page. What is listed now comes first to its anchor, then what ceased to be valid, then what is listed no more.
pub(super) fn pages(planner: &Planner<'_>) -> Vec<Page> {
    let model = planner.s.model;
    let mut anchors = Anchors::new();
    let terms = anchored(planner, &mut anchors);
    let obsolete = model.obsolete.iter().filter(|o| o.since <= planner.s.day).map(|o| ObsoleteView {
        anchor: anchors.of(&o.term),
        term: o.term.clone(),
        since: planner.date(o.since),
        reason: o.reason.clone(),
    });
    let obsolete = obsolete.collect();
    // An entry that came back is no former one, and one named twice is one.
    let mut seen: BTreeSet<&str> = model.terms.iter().map(|t| t.term.as_str()).collect();
    let gone = model.former_terms.iter().filter(|f| seen.insert(&f.term));
    let mut former: Vec<FormerView> = gone
        .map(|f| FormerView {
            anchor: anchors.of(&f.term),
            term: f.term.clone(),
            note: f.note.clone().unwrap_or_default(),
        })
        .collect();
    former.sort_by_cached_key(|f| vietnamese(&f.term));
    let body = Body::Terms(Box::new(TermsPage { terms, obsolete, former }));
    vec![Page { root: String::new(), path: routes::TERMS.to_owned(), nav: "terms", crumbs: Vec::new(), body }]
}
