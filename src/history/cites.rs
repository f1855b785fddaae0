//! Cites of what has no days of its own (roles, groups, terms) follow their provisions from text to text.

use jiff::civil::Date;

use super::lineage::Lineage;
use crate::model::{DatedProof, Model, ProvisionId, Rule};

/// Takes every cite of the office from the text before to text number `to`. A cite whose provision ended keeps its number:
/// the words stand in the text of their day. A section that ended is none.
pub(super) fn follow(office: &mut Model, lineage: &Lineage, to: usize) {
    let day = office.versions.get(to).map(|v| v.effective_from);
    let go = |id: &mut ProvisionId| {
        lineage.follow(id);
    };
    // A proof that begins with this text, or later, is written in its numbers.
    let prove = |proof: &mut DatedProof| {
        let older = proof.from.is_none_or(|from| day.is_none_or(|day| from < day));
        proof.cite.iter_mut().filter(|_| older).for_each(go);
    };
    for role in &mut office.roles {
        // So is what a post that begins then says of itself.
        if role.from.is_none_or(|from| day.is_none_or(|day| from < day)) {
            role.section = role.section.take().and_then(|section| lineage.onward(&section));
            role.everybody.iter_mut().for_each(go);
        }
        role.carries_unit_duties.iter_mut().for_each(prove);
        let facts = role.inherits.iter_mut().chain(&mut role.counts_as).chain(&mut role.reports_to);
        facts.map(|m| &mut m.proof).for_each(prove);
    }
    office.office.handover.iter_mut().for_each(|p| go(&mut p.cite));
    office.collectives.iter_mut().flat_map(|c| &mut c.proofs).for_each(prove);
    let older = |from: Option<Date>| from.is_none_or(|from| day.is_none_or(|day| from < day));
    office.units.iter_mut().filter(|u| older(u.from)).filter_map(|u| u.cite.as_mut()).for_each(go);
    office.terms.iter_mut().filter_map(|t| t.cite.as_mut()).for_each(go);
    office.print_notes.iter_mut().for_each(|n| go(&mut n.cite));
    if let Some(day) = day {
        follow_rules(&mut office.rules, lineage, day);
    }
}

/// Takes the cites of rules from the text before to that of a day.
pub(super) fn follow_rules(rules: &mut [Rule], lineage: &Lineage, day: Date) {
    // A rule that begins with this text, or later, is written in its numbers; one that ended is in those of its last text.
    let goes_on = |r: &&mut Rule| r.valid_from.is_none_or(|from| from < day) && r.holds_past(day);
    for rule in rules.iter_mut().filter(goes_on) {
        lineage.follow(&mut rule.cite);
        rule.also.retain_mut(|(id, _)| lineage.follow(id));
        for quoted in [&mut rule.chair_fallback, &mut rule.optional_attendees] {
            quoted.take_if(|(id, _)| !lineage.follow(id));
        }
    }
}
