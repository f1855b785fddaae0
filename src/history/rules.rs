//! The rules of the calendar through time: they end with their provision, or with the duty of all who bear them, and pass to
//! the heirs of their bearers.
//!
//! A duty that a decision ends in so many words is asked of nobody any more, though the clause still says it: what fell
//! due by it falls due no more, and the limit needs no other rule. All decisions count for when a rule ends, those of
//! later days too, because the calendar shows months to come.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::lineage::Lineage;
use super::pass::{Around, Part, Passing, Sides};
use super::unassigned::Lost;
use super::{cites, units};
use crate::model::{Actor, Decision, Model, OfficeAct, ProvisionId, Rule};

/// The rules with the days in which they hold.
pub(super) fn lives(model: &Model, lineages: &[Lineage]) -> Vec<Rule> {
    let mut rules = model.rules.clone();
    for rule in &mut rules {
        (rule.valid_from, rule.valid_to) = life(model, lineages, &rule.cite, rule.valid_from, rule.valid_to);
    }
    end_with_their_duties(model, lineages, &mut rules);
    rules
}

/// Ends the rules whose duty a decision ends in so many words; which they are shows in passing all rules on.
fn end_with_their_duties(model: &Model, lineages: &[Lineage], rules: &mut [Rule]) {
    if !any_ends_duties(model) {
        return;
    }
    let mut now = rules.to_vec();
    let mut units = units::lives(model);
    let mut at = 0;
    for decision in model.decisions.iter() {
        let day = decision.effective_from;
        while let Some(next) = model.versions.get(at + 1).filter(|next| next.effective_from <= day) {
            if let Some(lineage) = lineages.get(at) {
                cites::follow_rules(&mut now, lineage, next.effective_from);
            }
            at += 1;
        }
        let Some(version) = model.versions.get(at) else { continue };
        for (act, _) in decision.office_acts() {
            pass(&mut now, &Around { units: &units, version, sides: Sides::default() }, decision, act, &mut Vec::new());
            units::repost(&mut units, act);
        }
    }
    for (rule, now) in rules.iter_mut().zip(now) {
        rule.valid_to = now.valid_to;
    }
}

/// Whether some decision ends duties in so many words.
pub(super) fn any_ends_duties(model: &Model) -> bool {
    model.decisions.iter().flat_map(Decision::office_acts).any(|(act, _)| ends_duties(act))
}

/// Whether an act ends duties in so many words.
fn ends_duties(act: &OfficeAct) -> bool {
    act.handover().is_some_and(|handover| handover.parts.iter().any(|part| part.ended.is_some()))
}

/// The days of what rests on a provision and may have days of its own: it begins with the first text that has the provision, and ends
/// with it.
pub(super) fn life(
    model: &Model,
    lineages: &[Lineage],
    cite: &ProvisionId,
    from: Option<Date>,
    until: Option<Date>,
) -> (Option<Date>, Option<Date>) {
    let Some(first) = first_text_of(model, from, cite) else { return (from, until) };
    let end = places(model, lineages, cite, first).last().and_then(|(_, place)| place.clone().err());
    // As old as its provision, whichever text is in force on the day that asks: what was due stays where it was.
    let from = from.or_else(|| model.versions.get(first).map(|v| v.effective_from));
    (from, until.into_iter().chain(end).min())
}

/// The text in whose numbers a rule is written: the one in force when it begins, else the first that has its provision.
pub(super) fn first_text(model: &Model, rule: &Rule) -> Option<usize> {
    first_text_of(model, rule.valid_from, &rule.cite)
}

/// The same of whatever begins on a day, or is as old as its provision.
pub(super) fn first_text_of(model: &Model, from: Option<Date>, cite: &ProvisionId) -> Option<usize> {
    match from {
        Some(from) => Some(model.versions.iter().rposition(|v| v.effective_from <= from).unwrap_or(0)),
        None => model.versions.iter().position(|v| v.provision(cite).is_some()),
    }
}

/// Where a provision stands in each text from `first` on; the day it ended closes the row.
pub(super) fn places(
    model: &Model,
    lineages: &[Lineage],
    id: &ProvisionId,
    first: usize,
) -> Vec<(usize, Result<ProvisionId, Date>)> {
    let mut at = id.clone();
    let mut found = vec![(first, Ok(at.clone()))];
    for (i, lineage) in lineages.iter().enumerate().skip(first) {
        if !lineage.follow(&mut at) {
            found.extend(model.versions.get(i + 1).map(|v| (i + 1, Err(v.effective_from))));
            break;
        }
        found.push((i + 1, Ok(at.clone())));
    }
    found
}

/// Passes the parts of actors in rules on.
pub(super) fn pass(
    rules: &mut [Rule],
    around: &Around<'_>,
    decision: &Decision,
    act: &OfficeAct,
    lost: &mut Vec<Lost>,
) {
    let day = decision.effective_from;
    // A rule that begins with the decision, or later, names those who bear it then.
    let older = |r: &&mut Rule| r.valid_from.is_none_or(|from| from < day) && r.valid_to.is_none_or(|to| day < to);
    for rule in rules.iter_mut().filter(older) {
        let before = ends_duties(act).then(|| rule.clone());
        let cite = rule.cite.clone();
        let also: Vec<ProvisionId> = rule.also.iter().map(|(id, _)| id.clone()).collect();
        let mut one = |actors: &mut Vec<Actor>, part: Part| {
            let mut new = Vec::new();
            for actor in actors.iter() {
                // What the rule itself cites does not hand over may stand in a provision it draws upon.
                let mut passing = around.pass(act, actor, &cite, part);
                for id in &also {
                    if passing == Passing::Unassigned {
                        passing = around.pass(act, actor, id, part);
                    }
                }
                match passing {
                    Passing::To(heirs) => new.extend(heirs),
                    Passing::Ended(_) => {}
                    Passing::Unassigned => {
                        // Where a row of the same loss stands, that is the place to hand over.
                        let told = also.iter().find(|id| lost.iter().any(|l| l.provision == **id));
                        let provision = told.unwrap_or(&cite).clone();
                        lost.push(Lost { span: rule.span, provision, receiver: part != Part::Bears });
                        new.push(actor.clone());
                    }
                    Passing::Stays => new.push(actor.clone()),
                }
            }
            let mut once = BTreeSet::new();
            new.retain(|a| once.insert(a.clone()));
            *actors = new;
        };
        one(&mut rule.who, Part::Bears);
        one(&mut rule.with, Part::Bears);
        one(&mut rule.to, Part::Takes);
        one(&mut rule.attendees, Part::Bears);
        one(&mut rule.chair, Part::Bears);
        let is_borne = |r: &Rule| !r.who.is_empty() || !r.chair.is_empty();
        if let Some(before) = before.filter(|before| is_borne(before) && !is_borne(rule)) {
            // All of them ended. What is told of days gone by names whom it named then.
            *rule = Rule { valid_to: Some(day), ..before };
        }
    }
}
