//! The handover: each duty that passed from one to another or ended, in the order of the text.
//!
//! Worked out from the two offices: who bore a duty on the earlier day and who bears it on the later. What a row went through
//! in between only tells for whom it was borne; whoever had it for no day hands nothing over.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Difference;
use super::scope::Scope;
use crate::history::{Snapshot, heirs_on};
use crate::model::{Actor, Assignment, ProvisionId, Relation, UnitId};

/// One duty that passes on or ends.
#[derive(Clone, Debug)]
pub struct HandoverLine {
    /// Who had it.
    pub from: Actor,
    /// Who has it now; `None` when it ended.
    pub to: Option<Actor>,
    /// The row as it is now, in the words by which whoever hands it over had it; if it ended, as it was, under the number its
    /// provision has now.
    pub row: Arc<Assignment>,
    /// Whether its provision ended with it, so that the row speaks in the numbers of the earlier text.
    pub gone: bool,
    /// Why it ended, in the words of the decision; `None` when it did not, or no decision says why.
    pub why: Option<String>,
    /// Whether who had it bears it still, along with who has it now.
    pub kept: bool,
}

/// Who bears what in which way, by the numbers of the later text.
type Part = (Actor, ProvisionId, Relation);

/// What passed on or ended between two days, the work only.
pub(super) fn handover(
    before: &Snapshot<'_>,
    after: &Snapshot<'_>,
    scope: &Scope,
    difference: &Difference,
) -> Vec<HandoverLine> {
    let work = Work::new(before, after, scope, difference);
    let mut lines = work.passed();
    lines.extend(work.ended(&lines.iter().map(|l| part(&l.from, &l.row)).collect()));
    let place = |l: &HandoverLine| {
        let version = if l.gone { before.version } else { after.version };
        (l.from.clone(), version.provisions.place(&l.row.provision))
    };
    lines.sort_by_cached_key(place);
    lines.dedup_by(|a, b| {
        let same = |l: &HandoverLine| (l.row.provision.clone(), l.row.relation, l.gone);
        a.from == b.from && a.to == b.to && same(a) == same(b)
    });
    lines
}

fn part(who: &Actor, row: &Assignment) -> Part {
    (who.clone(), row.provision.clone(), row.relation)
}

/// The work that differs between the two days.
struct Work<'a> {
    before: &'a Snapshot<'a>,
    after: &'a Snapshot<'a>,
    difference: &'a Difference,
    old: Vec<&'a Arc<Assignment>>,
    new: Vec<&'a Arc<Assignment>>,
    /// The rows of the earlier day whose provisions go on.
    bore: BTreeMap<Part, Vec<&'a Arc<Assignment>>>,
    /// The places of rows that are there on the later day, whoever bears them.
    goes_on: BTreeSet<usize>,
    /// Why a row ended, in the words of the decision, by its place.
    why: BTreeMap<usize, &'a str>,
}

impl<'a> Work<'a> {
    fn new(before: &'a Snapshot<'_>, after: &'a Snapshot<'_>, scope: &'a Scope, difference: &'a Difference) -> Self {
        let old: Vec<&Arc<Assignment>> = scope.old_rows(before).filter(|r| r.relation.is_work()).collect();
        let new: Vec<&Arc<Assignment>> = scope.new_rows(after).filter(|r| r.relation.is_work()).collect();
        let goes_on = new.iter().map(|r| r.place).collect();
        let mut bore: BTreeMap<Part, Vec<&'a Arc<Assignment>>> = BTreeMap::new();
        for row in &old {
            if let Some(now) = difference.onward(&row.provision) {
                bore.entry((row.who.clone(), now.clone(), row.relation)).or_default().push(*row);
            }
        }
        let ended = after.model.ended.iter().filter(|ended| difference.decisions.contains(&ended.decision));
        let why = ended.map(|ended| (ended.row.place, ended.why.as_str())).collect();
        Self { before, after, difference, old, new, bore, goes_on, why }
    }

    /// What decisions passed from one who had it to one who has it.
    fn passed(&self) -> Vec<HandoverLine> {
        let at: BTreeSet<(usize, &Actor)> = self.new.iter().map(|r| (r.place, &r.who)).collect();
        let mut lines = Vec::new();
        for row in &self.new {
            // Of rows that became one, the one that stays knows the ways of all; one that stays itself tells its own.
            let had = |from: &Actor| {
                let rows = self.bore.get(&part(from, row)).map(Vec::as_slice).unwrap_or_default();
                let own = rows.iter().find(|was| was.place == row.place);
                own.or_else(|| rows.iter().find(|was| !self.goes_on.contains(&was.place))).copied()
            };
            let steps = row.passed.iter().filter(|p| !p.receiver && self.difference.decisions.contains(&p.decision));
            for from in steps.map(|p| &p.from).filter(|from| **from != row.who) {
                let Some(was) = had(from) else { continue };
                let kept = at.contains(&(row.place, from));
                lines.push(HandoverLine { kept, ..HandoverLine::passed(from, &self.in_words_of(was, row)) });
            }
        }
        lines
    }

    /// What nobody has whom it `passed` to: in other words somebody may bear it, else it ended.
    fn ended(&self, passed: &BTreeSet<Part>) -> Vec<HandoverLine> {
        let bears: BTreeSet<Part> = self.new.iter().map(|r| part(&r.who, r)).collect();
        let there: BTreeSet<usize> = self.old.iter().map(|r| r.place).collect();
        let began: Vec<&Arc<Assignment>> = self.new.iter().copied().filter(|r| !there.contains(&r.place)).collect();
        let mut lines = Vec::new();
        for was in &self.old {
            let unit = was.who.unit().filter(|id| self.before.unit(id).is_some() && self.after.unit(id).is_none());
            let Some(now) = self.difference.onward(&was.provision) else {
                // That a clause was repealed is told by the text; what a unit that is no more had is told to the last.
                lines.extend(unit.map(|_| HandoverLine { gone: true, ..self.end(was, was) }));
                continue;
            };
            let own = (was.who.clone(), now.clone(), was.relation);
            if bears.contains(&own) || passed.contains(&own) {
                continue;
            }
            if let Some(unit) = unit {
                let other_words = |r: &&Arc<Assignment>| r.provision == *now && r.relation == was.relation;
                let takers = self.takers(unit, began.iter().copied().filter(other_words));
                if !takers.is_empty() {
                    let line = |row| HandoverLine::passed(&was.who, &self.in_words_of(was, row));
                    lines.extend(takers.into_iter().map(line));
                    continue;
                }
            } else if self.goes_on.contains(&was.place) || was.until.is_some_and(|until| until <= self.after.day) {
                // Another has it, or the file says until when; else nobody came after.
                continue;
            }
            let mut row = Arc::clone(was);
            if row.provision != *now {
                Arc::make_mut(&mut row).provision = now.clone();
            }
            lines.push(self.end(was, &row));
        }
        lines
    }

    /// A row as it is now in the words of the one it comes from: whoever takes a duty may have borne another by other words of the
    /// same clause. Where the later text does not have the old words, those of now.
    fn in_words_of(&self, was: &Assignment, row: &Arc<Assignment>) -> Arc<Assignment> {
        let place = self.difference.onward(&was.quote_from);
        let text = place.and_then(|id| self.after.version.provision(id)).map(|p| p.text.as_str());
        match (place, text) {
            (Some(place), Some(text)) if was.quote != row.quote && text.contains(was.quote.as_str()) => {
                let words =
                    Assignment { quote: was.quote.clone(), quote_from: place.clone(), ..Assignment::clone(row) };
                Arc::new(words)
            }
            _ => Arc::clone(row),
        }
    }

    fn end(&self, was: &Assignment, row: &Arc<Assignment>) -> HandoverLine {
        HandoverLine {
            to: None,
            why: self.why.get(&was.place).map(|why| (*why).to_owned()),
            ..HandoverLine::passed(&was.who, row)
        }
    }

    /// Who bears in other words what a unit bore that is no more: those who came after it or, if none of them does, whoever
    /// did not bear it before. `began` are the rows that stand where its own stood.
    fn takers(
        &self,
        unit_ended: &UnitId,
        began: impl Iterator<Item = &'a Arc<Assignment>>,
    ) -> Vec<&'a Arc<Assignment>> {
        let heirs = heirs_on(self.after.model, unit_ended, self.after.day);
        let comes_after =
            |r: &&Arc<Assignment>| r.who.unit().is_some_and(|id| heirs.iter().any(|(heir, _)| *heir == id));
        let (after, others): (Vec<_>, Vec<_>) = began.partition(comes_after);
        if !after.is_empty() {
            return after;
        }
        others.into_iter().filter(|r| !self.bore.contains_key(&part(&r.who, r))).collect()
    }
}

impl HandoverLine {
    fn passed(from: &Actor, row: &Arc<Assignment>) -> Self {
        let (from, to) = (from.clone(), Some(row.who.clone()));
        Self { from, to, row: Arc::clone(row), gone: false, why: None, kept: false }
    }
}
