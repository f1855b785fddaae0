//! Rows that decisions made the same: which of them are one, and which say two things in one place.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Replay;
use crate::model::{Actor, Assignment, Passage, ProvisionId, Relation};

/// What makes two rows say the same of one bearer; their quotes may differ.
type Sameness = (ProvisionId, Actor, Relation, Vec<Actor>, Option<String>);

impl Replay<'_> {
    /// Of rows that became the same by a decision, the first stays: "the three heads become two, listed once".
    pub(super) fn each_once(&mut self) {
        let touched = self.rows.at(&self.touched);
        // Rows that never passed to anybody and name whom they named from the beginning did not become the same.
        let passed = |row: &Assignment| {
            let own = self.source.assignments.get(row.place);
            !row.passed.is_empty() || own.is_none_or(|own| (&own.who, &own.to) != (&row.who, &row.to))
        };
        let concerned = touched.iter().map(|at| &*self.rows[*at]).filter(|row| passed(row));
        let concerned: BTreeSet<ProvisionId> = concerned.map(|row| row.provision.clone()).collect();
        if concerned.is_empty() {
            return;
        }
        let mut seen: BTreeMap<Sameness, Vec<usize>> = BTreeMap::new();
        let mut gone = Vec::new();
        for &at in &touched {
            let row = Arc::clone(&self.rows[at]);
            if !self.touched.contains(&row.provision) || !concerned.contains(&row.provision) {
                continue;
            }
            let key = (row.provision.clone(), row.who.clone(), row.relation, row.to.clone(), row.modality.clone());
            let like = seen.entry(key).or_default();
            let beside =
                || touched.iter().map(|at| &*self.rows[*at]).filter(|beside| beside.provision == row.provision);
            if let Some(first) = like.iter().copied().find(|first| self.is_same(&self.rows[*first], &row, beside())) {
                let more = row.passed.iter().filter(|p| !self.rows[first].passed.contains(p)).cloned();
                let more: Vec<Passage> = more.collect();
                if !more.is_empty() {
                    self.rows.edit(first).passed.extend(more);
                }
                gone.push(at);
            } else {
                like.push(at);
            }
        }
        self.rows.remove(&gone);
    }

    /// Whether two rows that say the same of one bearer are one: they came from two bearers, and their proofs are one.
    /// Two duties that one bearer always had in a provision remain two, and so do the duties of two that were different.
    /// `beside` are the rows of the same provision.
    fn is_same<'r>(&self, a: &Assignment, b: &Assignment, beside: impl Iterator<Item = &'r Assignment>) -> bool {
        let (Some(first), Some(second)) = (self.written(a), self.written(b)) else { return true };
        if (&first.who, &first.to) == (&second.who, &second.to) {
            return a.place == b.place;
        }
        let passive = !a.relation.is_work() || is_passive(a);
        is_one_proof(a, b) || passive && (!a.relation.is_work() || self.is_given_as_one(first, second, beside))
    }

    /// Whether what two rows receive, or attend, is given in one: two reports remain two when one unit makes both.
    fn is_given_as_one<'r>(
        &self,
        a: &Assignment,
        b: &Assignment,
        beside: impl Iterator<Item = &'r Assignment>,
    ) -> bool {
        let given: Vec<(&Assignment, &Assignment)> = beside
            .filter(|r| r.relation.is_work() && !is_passive(r))
            .filter_map(|r| Some((r, self.written(r)?)))
            .collect();
        let reaching = |r: &Assignment| -> Vec<&Assignment> {
            let reaches = |by: &Assignment| by.to.contains(&r.who) && (r.to.is_empty() || r.to.contains(&by.who));
            given.iter().filter(|(_, written)| reaches(written)).map(|(now, _)| *now).collect()
        };
        let (these, those) = (reaching(a), reaching(b));
        if these.is_empty() || those.is_empty() {
            // Nothing tells who gives it; named beside one another, several have the same from the same.
            return a.to == b.to;
        }
        these.iter().any(|a| those.iter().any(|b| a.place == b.place || is_one_proof(a, b)))
    }

    /// A row as it is written, before any decision.
    fn written(&self, row: &Assignment) -> Option<&Assignment> {
        self.source.assignments.get(row.place).map(|row| &**row)
    }
}

/// Whether a row says what comes to its bearer, and not what the bearer does.
fn is_passive(row: &Assignment) -> bool {
    matches!(row.relation, Relation::Receives | Relation::Attends)
}

/// Whether one of two proofs holds the other.
fn is_one_proof(a: &Assignment, b: &Assignment) -> bool {
    let (p, q) = (a.quote.as_str(), b.quote.as_str());
    p.contains(q) || q.contains(p)
}
