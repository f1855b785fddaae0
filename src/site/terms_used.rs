//! Which terms of the glossary stand in which provision: looked for once, asked by every handbook.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::planner::Planner;
use super::terms::{TermView, terms};
use crate::text::{Case, stands_whole};

/// See the module.
pub(super) struct TermsUsed {
    /// By the alphabet.
    known: Vec<TermView>,
    /// The places in `known` of what stands in a provision, by its place in the text.
    of: Vec<Vec<usize>>,
}

impl TermsUsed {
    /// Of the text in force.
    pub fn new(planner: &Planner<'_>) -> Self {
        let known = terms(planner);
        if known.is_empty() {
            return Self { known, of: Vec::new() };
        }
        let abbreviations: BTreeSet<&str> =
            planner.s.model.terms.iter().filter(|t| t.abbreviation).map(|t| t.term.as_str()).collect();
        // By the first word: most words of a text begin no term.
        let mut begins: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (n, term) in known.iter().enumerate() {
            begins.entry(words(&term.term.to_lowercase()).next().unwrap_or_default().to_owned()).or_default().push(n);
        }
        let stands = |text: &str, n: usize| {
            let term = &known[n].term;
            let case = if abbreviations.contains(term.as_str()) { Case::Exact } else { Case::Any };
            stands_whole(text, term, case)
        };
        let in_text = |text: &str| {
            let lower = text.to_lowercase();
            let begun: BTreeSet<usize> = words(&lower).filter_map(|w| begins.get(w)).flatten().copied().collect();
            begun.into_iter().filter(|n| stands(text, *n)).collect()
        };
        let of = planner.s.version.provisions.par_iter().map(|p| in_text(p.text.as_str())).collect();
        Self { known, of }
    }

    /// The terms that stand in these provisions or in the headings printed above them: abbreviations as they are written, other
    /// terms however they begin.
    pub fn in_any<'i>(&self, planner: &Planner<'_>, ids: impl Iterator<Item = &'i str>) -> Vec<TermView> {
        let version = planner.s.version;
        let mut found = BTreeSet::new();
        for id in ids {
            let Some(provision) = version.provisions.named(id) else { continue };
            let heading = version.ancestors(provision).into_iter().rev().find(|a| a.heading);
            for p in [Some(provision), heading].into_iter().flatten() {
                found.extend(version.provisions.place(&p.id).and_then(|at| self.of.get(at)).into_iter().flatten());
            }
        }
        found.into_iter().filter_map(|n: &usize| self.known.get(*n)).cloned().collect()
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
}
