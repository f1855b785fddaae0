//! What `overrides.yaml` makes of a slot: the log folded entry by entry, and put upon the dates the text gives (design 3).
//!
//! Entries are taken whatever the day the site is built for: a decision is a fact about its occurrence, and the folder holds what is
//! known. The trap avoided: reading only the last entry, when a cancelled meeting may have been called again.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::dates::{Cancelled, Dates};
use super::occurrence::DateRange;
use crate::model::{Action, Override, RuleId, TimeOfDay};

/// What has been decided about one slot, after its last entry. Entries go by their place in `Model::overrides`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ruling {
    /// All its entries.
    pub entries: Vec<usize>,
    /// Those that changed anything.
    changes: Vec<usize>,
    /// Those that changed more than the hour: what counts from the slot feels them.
    moves: Vec<usize>,
    day: Option<Date>,
    at: Option<TimeOfDay>,
    confirmed: bool,
    cancelled: Option<usize>,
    /// The entry that set the day; a cancellation before it, also of what the slot follows, is overcome by it.
    set: Option<usize>,
}

impl Ruling {
    /// One more entry.
    pub fn apply(&mut self, index: usize, entry: &Override) {
        let state = |r: &Self| (r.day, r.confirmed, r.cancelled.is_some());
        let (before, hour) = (state(self), self.at);
        self.entries.push(index);
        match entry.action {
            Action::Move(day) | Action::Schedule(day) => {
                self.day = Some(day);
                // The hour belonged to the other day; a decision without one does not keep it.
                self.at = entry.at;
                self.confirmed = true;
                self.cancelled = None;
                self.set = Some(index);
            }
            Action::Cancel => self.cancelled = Some(index),
            Action::Confirm(_) => {
                self.confirmed = true;
                self.at = entry.at.or(self.at);
            }
        }
        if state(self) != before {
            self.moves.push(index);
        }
        if (state(self), self.at) != (before, hour) {
            self.changes.push(index);
        }
    }

    /// Whether it is called off as far as its own entries go.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.is_some()
    }

    /// The day set so far.
    pub fn day(&self) -> Option<Date> {
        self.day
    }

    /// Puts the decisions upon the dates found from the text, and from decisions about what the slot follows.
    pub fn settle(&self, dates: &mut Dates) {
        dates.entries.clone_from(&self.entries);
        dates.at = self.at;
        if let Some(day) = self.day {
            dates.actual = DateRange::day(day);
            dates.set = true;
        }
        dates.confirmed = self.confirmed && !dates.undecided();
        dates.awaits &= !dates.confirmed;
        if let Some(set) = self.set {
            let by_base = dates.cancelled.as_ref().map(|c| c.entry);
            // A day of its own no longer follows: of what happened to the base since, only a cancellation counts.
            dates.changes.retain(|i| *i < set || Some(*i) == by_base);
            dates.moves.retain(|i| *i < set || Some(*i) == by_base);
            dates.cancelled = dates.cancelled.take().filter(|c| c.entry > set);
        }
        if let Some(entry) = self.cancelled {
            dates.cancelled = Some(Cancelled { entry, base: None });
        }
        merge(&mut dates.changes, &self.changes);
        merge(&mut dates.moves, &self.moves);
    }
}

/// In the order of the log, each once.
pub(super) fn merge(into: &mut Vec<usize>, more: &[usize]) {
    into.extend_from_slice(more);
    into.sort_unstable();
    into.dedup();
}

/// The rulings of all slots.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Rulings(BTreeMap<String, BTreeMap<String, Ruling>>);

impl Rulings {
    pub fn new(log: &[Override]) -> Self {
        let mut rulings = Self::default();
        for (index, entry) in log.iter().enumerate() {
            rulings.entry(&entry.slot).apply(index, entry);
        }
        rulings
    }

    fn entry(&mut self, slot: &str) -> &mut Ruling {
        let rule = slot.split('/').next().unwrap_or(slot);
        self.0.entry(rule.to_owned()).or_default().entry(slot.to_owned()).or_default()
    }

    /// The ruling on a slot of a rule; the slot's name is made only for rules somebody has decided about.
    pub fn of(&self, rule: &RuleId, slot: impl FnOnce() -> String) -> Option<&Ruling> {
        self.0.get(rule.as_str())?.get(&slot())
    }

    /// The slots whose computed day was confirmed, of a rule.
    pub fn confirmed(&self) -> impl Iterator<Item = (&str, &str)> {
        let open = |(_, r): &(&String, &Ruling)| r.confirmed && r.day.is_none();
        self.0
            .iter()
            .flat_map(move |(rule, slots)| slots.iter().filter(open).map(|(slot, _)| (rule.as_str(), slot.as_str())))
    }

    /// Fixes the day of a confirmed slot: it stands whatever becomes of an open choice about holidays.
    pub fn pin(&mut self, slot: &str, day: Date) {
        self.entry(slot).day = Some(day);
    }
}
