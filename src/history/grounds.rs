//! What is said of roles, groups, units and terms by words of a text, while a text has those words.
//!
//! A clerk enters what a decision to come will say before its day. Until then it is nobody's: a superior named by a clause that is
//! not in force yet, or no more, is not one. What has days of its own keeps within them, as the rules of the calendar do; the
//! rest is asked of the text of the day.

use super::Lineages;
use super::rules::{first_text_of, life};
use crate::model::{DatedProof, Model, ProvisionId, Term, Version};
use crate::text::{Case, stands_whole};

/// Gives each proof the days in which its words stand.
pub(super) fn lives(source: &Model, lineages: &Lineages, office: &mut Model) {
    let bound = |proof: &mut DatedProof| {
        let Some(cite) = &proof.cite else { return };
        (proof.from, proof.until) = life(source, lineages, cite, proof.from, proof.until);
    };
    for role in &mut office.roles {
        let facts = role.inherits.iter_mut().chain(&mut role.counts_as).chain(&mut role.reports_to);
        facts.map(|m| &mut m.proof).chain(&mut role.carries_unit_duties).for_each(bound);
    }
    office.collectives.iter_mut().flat_map(|c| &mut c.proofs).for_each(bound);
}

/// Takes out what rests on a provision that the text in force, number `at`, does not have yet or has no more. `source` has the
/// provisions as they are written, in the numbers of the first text that has them.
pub(super) fn of_text(source: &Model, at: usize, office: &mut Model) {
    let Some(text) = source.versions.get(at) else { return };
    let in_force = |written: &ProvisionId, now: &ProvisionId, from| {
        first_text_of(source, from, written).is_some_and(|first| first <= at) && stands(text, now)
    };
    for (role, written) in office.roles.iter_mut().zip(&source.roles) {
        role.section.take_if(|now| written.section.as_ref().is_none_or(|w| !in_force(w, now, written.from)));
    }
    for (unit, written) in office.units.iter_mut().zip(&source.units) {
        unit.cite.take_if(|now| written.cite.as_ref().is_none_or(|w| !in_force(w, now, written.from)));
    }
    if let Some(written) = &source.office.handover {
        office.office.handover.take_if(|now| !in_force(&written.cite, &now.cite, None));
    }
    let mut written = source.print_notes.iter();
    office.print_notes.retain(|now| {
        // A slip of print that a new text mends is none any more.
        let prints = || text.provision(&now.cite).is_some_and(|p| p.text.as_str().contains(now.quote.as_str()));
        written.next().is_some_and(|w| in_force(&w.cite, &now.cite, None)) && prints()
    });
    let mut written = source.terms.iter();
    office.terms.retain_mut(|term| {
        let Some(cite) = written.next().and_then(|w| w.cite.as_ref()) else { return true };
        let begun = first_text_of(source, None, cite).is_some_and(|first| first <= at);
        if begun && term.cite.as_ref().is_some_and(|now| stands(text, now)) {
            return true;
        }
        // What the text does not define is usage; a word it will bring is not in use yet. What was listed stays.
        (term.cite, term.defined) = (None, false);
        begun || is_used(text, term)
    });
}

/// Whether a text has a provision, and has not repealed it.
fn stands(text: &Version, id: &ProvisionId) -> bool {
    text.provision(id).is_some_and(|p| !p.is_repealed())
}

fn is_used(text: &Version, term: &Term) -> bool {
    let case = if term.abbreviation { Case::Exact } else { Case::Any };
    text.provisions.iter().any(|p| stands_whole(p.text.as_str(), &term.term, case))
}
