//! Abbreviations and terms, and terms that have lost their object.

use serde::Serialize;

use super::page::{Body, Page};
use super::planner::Planner;
use super::routes;
use super::sort::vietnamese;
use super::view::Cite;

/// The page.
#[derive(Clone, Debug, Serialize)]
pub struct TermsPage {
    /// By the Vietnamese alphabet.
    pub terms: Vec<TermView>,
    /// Terms that ceased to be valid.
    pub obsolete: Vec<ObsoleteView>,
}

/// A term.
#[derive(Clone, Debug, Serialize)]
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
#[derive(Clone, Debug, Serialize)]
pub struct ObsoleteView {
    /// The term.
    pub term: String,
    /// First day on which it is obsolete.
    pub since: String,
    /// Why.
    pub reason: String,
}

/// The terms by the alphabet, each with an anchor of its own.
pub(super) fn terms(planner: &Planner<'_>) -> Vec<TermView> {
    let mut terms: Vec<TermView> = Vec::new();
    for t in &planner.s.model.terms {
        let anchor = crate::text::slug(&t.term);
        // đ and d, UBND and ubnd fold alike; the second keeps a place of its own.
        let taken = terms.iter().filter(|k| k.anchor == anchor || k.anchor.starts_with(&format!("{anchor}--"))).count();
        terms.push(TermView {
            anchor: if taken == 0 { anchor } else { format!("{anchor}--{}", taken + 1) },
            term: t.term.clone(),
            meaning: t.meaning.clone(),
            cite: t.cite.as_ref().map(|c| planner.cite(c)),
            defined: t.defined,
            note: t.note.clone().unwrap_or_default(),
        });
    }
    terms.sort_by_cached_key(|t| vietnamese(&t.term));
    terms
}

/// The page.
pub(super) fn pages(planner: &Planner<'_>) -> Vec<Page> {
    let model = planner.s.model;
    let obsolete = model.obsolete.iter().filter(|o| o.since <= planner.s.day).map(|o| ObsoleteView {
        term: o.term.clone(),
        since: planner.date(o.since),
        reason: o.reason.clone(),
    });
    let body = Body::Terms(Box::new(TermsPage { terms: terms(planner), obsolete: obsolete.collect() }));
    vec![Page { root: String::new(), path: routes::TERMS.to_owned(), nav: "terms", crumbs: Vec::new(), body }]
}
