//! What is said of each provision: its rows, its rules, why it binds nobody in particular, its print errors.
//!
//! Every page of the text, every search document and every list of dates asks it of every provision; walking all rows each
//! time would make a text of ten times as many clauses cost a hundred times as much.

use std::collections::BTreeSet;

use crate::history::Snapshot;
use crate::model::{Actor, Assignment, EndedDuty, PrintNote, ProvisionId, Relation, Rule, UnitId};
use crate::text::Lookup;

/// See the module.
#[derive(Default)]
pub(super) struct At<'a> {
    rows: Lookup<&'a ProvisionId, Vec<&'a Assignment>>,
    rules: Lookup<ProvisionId, Vec<&'a Rule>>,
    general: Lookup<&'a ProvisionId, &'a str>,
    notes: Lookup<&'a ProvisionId, Vec<&'a PrintNote>>,
    ended: Lookup<&'a ProvisionId, Vec<&'a EndedDuty>>,
    /// The rows by which something is handed to somebody, in the order of the file.
    reports: Vec<&'a Assignment>,
    /// The places of those by whom it is handed to.
    reports_to: Lookup<&'a Actor, Vec<usize>>,
}

impl<'a> At<'a> {
    /// Of the office on the day, with the rules that hold then or will.
    pub fn new(s: &Snapshot<'a>, rules: impl Iterator<Item = &'a Rule>) -> Self {
        let mut at = Self::default();
        for row in &s.model.assignments {
            at.rows.at(&row.provision).push(row);
            if row.relation == Relation::ReportsTo && row.is_work_shown() && !row.to.is_empty() {
                row.to.iter().for_each(|to| at.reports_to.at(to).push(at.reports.len()));
                at.reports.push(row);
            }
        }
        for rule in rules {
            s.provisions_of(rule).into_iter().for_each(|p| at.rules.at(p).push(rule));
        }
        for general in &s.model.general {
            at.general.add(&general.provision, &general.reason);
        }
        for ended in s.model.ended.iter().filter(|ended| ended.given) {
            at.ended.at(&ended.row.provision).push(ended);
        }
        for note in &s.model.print_notes {
            at.notes.at(&note.cite).push(note);
        }
        at
    }

    /// The rows by which something is handed to one of these.
    pub fn reports_to<'n>(&self, names: impl Iterator<Item = &'n Actor>) -> impl Iterator<Item = &'a Assignment> {
        let mut places: Vec<usize> = names.filter_map(|name| self.reports_to.get(name)).flatten().copied().collect();
        places.sort_unstable();
        places.dedup();
        places.into_iter().map(|at| self.reports[at])
    }

    /// The rows of a provision, in the order of the file.
    pub fn rows(&self, id: &ProvisionId) -> &[&'a Assignment] {
        self.rows.get(id).map_or(&[], Vec::as_slice)
    }

    /// The rules it sets or belongs to, in the order of the file.
    pub fn rules(&self, id: &ProvisionId) -> &[&'a Rule] {
        self.rules.get(id).map_or(&[], Vec::as_slice)
    }

    /// Why it gives nobody in particular anything to do; empty where nobody said so.
    pub fn general(&self, id: &ProvisionId) -> &'a str {
        self.general.get(id).copied().unwrap_or_default()
    }

    /// What decisions ended of what it gives.
    pub fn ended(&self, id: &ProvisionId) -> &[&'a EndedDuty] {
        self.ended.get(id).map_or(&[], Vec::as_slice)
    }

    /// The units whose part it is or was, by the rows: who bears and receives it, and from whom it passed.
    pub fn units(&self, id: &ProvisionId) -> BTreeSet<&'a UnitId> {
        let rows = self.rows(id).iter().copied().chain(self.ended(id).iter().map(|ended| &*ended.row));
        let actors = rows.flat_map(|r| std::iter::once(&r.who).chain(&r.to).chain(r.passed.iter().map(|p| &p.from)));
        actors.filter_map(Actor::unit).collect()
    }

    /// Its print errors.
    pub fn notes(&self, id: &ProvisionId) -> &[&'a PrintNote] {
        self.notes.get(id).map_or(&[], Vec::as_slice)
    }
}
