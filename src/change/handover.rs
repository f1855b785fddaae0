//! The handover: each duty a decision passed from one to another, in the order of the text.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::Span;
use crate::history::Snapshot;
use crate::model::{Actor, Assignment, DecisionId, ProvisionId, UnitId};

/// One duty that passes on.
#[derive(Clone, Debug)]
pub struct HandoverLine {
    /// Who had it.
    pub from: Actor,
    /// Who has it now; `None` when it ended, in so many words.
    pub to: Option<Actor>,
    /// The row, as it is now or, if it ended, as it was.
    pub row: Arc<Assignment>,
}

/// What the decisions passed on between two days, the work only; `new` are the rows that differ, as they are now.
pub(super) fn handover<'s>(
    before: &Snapshot<'_>,
    after: &Snapshot<'_>,
    new: impl Iterator<Item = &'s Arc<Assignment>>,
    decisions: &[DecisionId],
) -> Vec<HandoverLine> {
    let mut lines: Vec<HandoverLine> = Vec::new();
    for row in new.filter(|r| r.relation.is_work() && !r.passed.is_empty()) {
        for step in row.passed.iter().filter(|p| !p.receiver && decisions.contains(&p.decision)) {
            lines.push(HandoverLine { from: step.from.clone(), to: Some(row.who.clone()), row: Arc::clone(row) });
        }
    }
    let passed: BTreeSet<(Actor, Span)> = lines.iter().map(|l| (l.from.clone(), l.row.span)).collect();
    let merged: BTreeSet<(Actor, ProvisionId)> =
        lines.iter().map(|l| (l.from.clone(), l.row.provision.clone())).collect();
    let lives = |unit: &UnitId| after.units.iter().any(|u| u.id == *unit);
    let ended: Vec<&UnitId> = before.units.iter().map(|u| &u.id).filter(|u| !lives(u)).collect();
    for row in before.model.assignments.iter().filter(|r| !ended.is_empty() && r.relation.is_work()) {
        let (Actor::Unit(unit) | Actor::RoleAt(_, unit)) = &row.who else { continue };
        let goes_on = !ended.contains(&unit)
            || passed.contains(&(row.who.clone(), row.span))
            || merged.contains(&(row.who.clone(), row.provision.clone()));
        if !goes_on {
            lines.push(HandoverLine { from: row.who.clone(), to: None, row: Arc::clone(row) });
        }
    }
    let place = |l: &HandoverLine| {
        let at = after.version.provisions.place(&l.row.provision);
        (l.from.clone(), at.or_else(|| before.version.provisions.place(&l.row.provision)))
    };
    lines.sort_by_cached_key(place);
    lines.dedup_by(|a, b| {
        a.from == b.from && a.to == b.to && a.row.provision == b.row.provision && a.row.relation == b.row.relation
    });
    lines
}
