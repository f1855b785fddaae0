//! The handover: each duty a decision passed from one to another, in the order of the text.

use crate::history::Snapshot;
use crate::model::{Actor, Assignment, DecisionId};

/// One duty that passes on.
#[derive(Clone, Debug)]
pub struct HandoverLine<'m> {
    /// Who had it.
    pub from: Actor,
    /// Who has it now; `None` when it ended, in so many words.
    pub to: Option<Actor>,
    /// The row, as it is now or, if it ended, as it was.
    pub row: &'m Assignment,
}

/// What the decisions passed on between two days, the work only.
#[must_use]
pub fn handover<'m>(before: &Snapshot<'m>, after: &Snapshot<'m>, decisions: &[DecisionId]) -> Vec<HandoverLine<'m>> {
    let mut lines: Vec<HandoverLine<'m>> = Vec::new();
    for row in after.model.assignments.iter().filter(|r| r.relation.is_work()) {
        for step in row.passed.iter().filter(|p| !p.receiver && decisions.contains(&p.decision)) {
            lines.push(HandoverLine { from: step.from.clone(), to: Some(row.who.clone()), row });
        }
    }
    for row in before.model.assignments.iter().filter(|r| r.relation.is_work()) {
        let (Actor::Unit(unit) | Actor::RoleAt(_, unit)) = &row.who else { continue };
        let ended = after.units.iter().all(|u| u.id != *unit);
        let goes_on =
            lines.iter().any(|l| l.row.span == row.span || l.from == row.who && l.row.provision == row.provision);
        if ended && !goes_on {
            lines.push(HandoverLine { from: row.who.clone(), to: None, row });
        }
    }
    let place = |l: &HandoverLine<'_>| {
        let at = after.version.provisions.place(&l.row.provision);
        (l.from.clone(), at.or_else(|| before.version.provisions.place(&l.row.provision)))
    };
    lines.sort_by_key(place);
    lines.dedup_by(|a, b| {
        a.from == b.from && a.to == b.to && a.row.provision == b.row.provision && a.row.relation == b.row.relation
    });
    lines
}
