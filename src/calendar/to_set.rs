//! What is still to be set: months and quotas for which nobody has named a day, counted (design 3).

use jiff::civil::Date;

use super::occurrence::{Occurrence, Status};
use crate::history::Snapshot;
use crate::model::{Rule, RuleId, When};
use crate::text::Lookup;

/// One rule in one year, of those whose text gives a month or a number of times and leaves the day to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToSet {
    /// The rule.
    pub rule: RuleId,
    /// The year the spans begin in.
    pub year: i16,
    /// The last day of the last of them: another rule may have followed under the id.
    pub last: Date,
    /// How many there are.
    pub total: usize,
    /// Slots whose day was set.
    pub set: Vec<String>,
    /// Slots called off.
    pub cancelled: Vec<String>,
    /// Slots without a day that may still get one.
    pub open: Vec<String>,
    /// Slots without a day whose span is over: held and not recorded, or missed.
    pub passed: Vec<String>,
}

/// What is set and what is not among `occurrences`, by rule and year, in the order of the rules.
#[must_use]
pub fn to_set<'o>(snapshot: &Snapshot, occurrences: impl IntoIterator<Item = &'o Occurrence>) -> Vec<ToSet> {
    let rules = &snapshot.model.rules;
    let mut found: Vec<ToSet> = Vec::new();
    let mut by_rule: Lookup<&RuleId, Vec<&Occurrence>> = Lookup::default();
    occurrences.into_iter().for_each(|o| by_rule.at(&o.rule).push(o));
    let mut seen: Lookup<&RuleId, ()> = Lookup::default();
    for rule in rules.iter().filter(|r| is_window(rules, r, 0)) {
        if !seen.add(&rule.id, ()) {
            continue;
        }
        let first = found.len();
        let of_span = |o: &Occurrence| snapshot.model.rule_on(&o.rule, o.words_of);
        let mine = |o: &&Occurrence| of_span(o).is_some_and(|r| is_window(rules, r, 0));
        let mut own: Vec<&Occurrence> = by_rule.get(&rule.id).into_iter().flatten().copied().filter(mine).collect();
        own.sort_by_key(|o| (o.nominal, &o.slot));
        for o in own {
            let year = o.nominal.start.year();
            let at = found[first..].iter().position(|t| t.year == year).map_or_else(
                || {
                    found.push(ToSet::none(o));
                    found.len() - 1
                },
                |i| first + i,
            );
            found[at].count(o, snapshot);
        }
    }
    found
}

impl ToSet {
    fn none(o: &Occurrence) -> Self {
        let (set, cancelled, open, passed) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (rule, year) = (o.rule.clone(), o.nominal.start.year());
        Self { rule, year, last: o.last_allowed, total: 0, set, cancelled, open, passed }
    }

    fn count(&mut self, o: &Occurrence, snapshot: &Snapshot) {
        self.total += 1;
        self.last = self.last.max(o.last_allowed);
        let list = match (o.status, o.undecided_day) {
            (Status::Cancelled, _) => &mut self.cancelled,
            (_, false) => &mut self.set,
            (_, true) if o.nominal.end < snapshot.day => &mut self.passed,
            (_, true) => &mut self.open,
        };
        list.push(o.slot.clone());
    }
}

/// Whether the rule's text gives a span only, by itself or through the rule it is held with.
fn is_window(rules: &[Rule], rule: &Rule, depth: usize) -> bool {
    match &rule.when {
        When::Times { .. } => true,
        // A circle is an error of its own (`bad-rule`).
        When::At { rule: base } if depth < rules.len() => {
            rules.iter().filter(|r| r.id == *base).any(|base| is_window(rules, base, depth + 1))
        }
        _ => false,
    }
}
