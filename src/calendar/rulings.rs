//! What `overrides.yaml` makes of a slot: the log folded entry by entry, and put upon the dates the text gives (design 3).
//!
//! Entries are taken whatever the day the site is built for: a decision is a fact about its occurrence, and the folder holds what is
//! known. The trap avoided: reading only the last entry, when a cancelled meeting may have been called again.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::between::Decided;
use super::dates::{Cancelled, Dates, Stood, Turn};
use super::occurrence::DateRange;
use crate::model::{Action, Override, RuleId, TimeOfDay};

/// What has been decided about one slot, after its last entry. Entries go by their place in `Model::overrides`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ruling {
    /// All its entries, each with what it did.
    steps: Vec<Step>,
    day: Option<Date>,
    /// The first day that was set.
    first: Option<Date>,
    at: Option<TimeOfDay>,
    confirmed: bool,
    cancelled: bool,
}

/// What one entry did to the state its slot has by its own entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Step {
    entry: usize,
    /// The day it gave: a cancellation before it, also of what the slot follows, is overcome by it.
    sets: Option<Date>,
    cancels: bool,
    /// It changed the day, or made it fast: what counts from the slot feels that.
    moved: bool,
    /// It changed the hour.
    hour: bool,
}

impl Ruling {
    /// One more entry. To confirm a day that does not wait for anybody's word (`waits`) decides nothing: it stays in the log, and
    /// in [Cách tính], and is no change.
    pub fn apply(&mut self, index: usize, entry: &Override, waits: bool) {
        let (before, hour) = ((self.day, self.confirmed), self.at);
        match entry.action {
            Action::Move(day) | Action::Schedule(day) => {
                self.day = Some(day);
                self.first = self.first.or(self.day);
                // The hour belonged to the other day; a decision without one does not keep it.
                self.at = entry.at;
                self.confirmed = true;
                self.cancelled = false;
            }
            Action::Cancel => self.cancelled = true,
            Action::Confirm(_) => {
                self.confirmed |= waits;
                self.at = entry.at.or(self.at);
            }
        }
        self.steps.push(Step {
            entry: index,
            sets: match entry.action {
                Action::Move(day) | Action::Schedule(day) => Some(day),
                Action::Confirm(_) | Action::Cancel => None,
            },
            cancels: entry.action == Action::Cancel,
            moved: (self.day, self.confirmed) != before,
            hour: self.at != hour,
        });
    }

    /// Whether it is called off as far as its own entries go.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled
    }

    /// The day set so far.
    pub fn day(&self) -> Option<Date> {
        self.day
    }

    /// Whether nothing is open about its day: one was set, or that of the text confirmed. Of a window no day can be.
    pub fn is_settled(&self, window: bool) -> bool {
        self.day.is_some() || self.confirmed && !window
    }

    /// What it tells of whose words the slot is under, for an office of a day.
    pub fn decided(&self, day: Date) -> Decided {
        Decided { first: self.first, read: self.day.unwrap_or(day) }
    }

    /// Puts the decisions upon the dates found from the text, and from decisions about what the slot follows.
    pub fn settle(&self, dates: &mut Dates) {
        dates.entries = self.steps.iter().map(|step| step.entry).collect();
        dates.at = self.at;
        dates.stood = self.stood(dates);
        if let Some(day) = self.day {
            dates.actual = DateRange::day(day);
            dates.set = true;
            dates.skipped = None;
        }
        dates.confirmed = self.confirmed && !dates.undecided();
        dates.awaits &= !dates.confirmed;
        let mut replay = Replay::default();
        let (mut base, mut own) = (dates.turns.iter().peekable(), self.steps.iter().peekable());
        loop {
            match (base.peek(), own.peek()) {
                (Some(turn), step) if step.is_none_or(|step| turn.entry < step.entry) => {
                    replay.follow(turn);
                    base.next();
                }
                (_, Some(step)) => {
                    replay.own(step);
                    own.next();
                }
                _ => break,
            }
        }
        let by_base = dates.cancelled.take().filter(|_| replay.off_with_base);
        dates.cancelled = replay.off.map(|entry| Cancelled { entry, with_base: false }).or(by_base);
        (dates.changes, dates.turns) = (replay.changes, replay.turns);
    }

    /// The days the slot had before each entry that gave it one, after those it had by what it follows until the first.
    fn stood(&self, dates: &Dates) -> Vec<Stood> {
        let mut own = self.steps.iter().filter_map(|step| Some((step.entry, step.sets?))).peekable();
        // From the first day of its own on it follows no more.
        let first = own.peek().map(|(entry, _)| *entry);
        let (mut stood, after): (Vec<Stood>, Vec<Stood>) =
            dates.stood.iter().partition(|s| first.is_none_or(|first| s.until < first));
        let mut day = after.first().map_or_else(|| dates.day(), |s| s.day);
        for (until, to) in own {
            stood.push(Stood { until, day });
            day = Some(to);
        }
        stood
    }
}

/// The entries about a slot and about what it follows, taken in their order, so that exactly those are counted that changed it.
/// The trap avoided: counting from where the log ends, by which a later entry takes back the count of an earlier one.
#[derive(Default)]
struct Replay {
    changes: Vec<usize>,
    turns: Vec<Turn>,
    /// A day of its own no longer follows: of what happens to the base then, only a cancellation counts.
    detached: bool,
    base_off: bool,
    /// The entry that called it off, and whether it is off because the base is.
    off: Option<usize>,
    off_with_base: bool,
}

impl Replay {
    fn is_off(&self) -> bool {
        self.off.is_some() || self.off_with_base
    }

    fn follow(&mut self, turn: &Turn) {
        let was = self.is_off();
        if turn.off != self.base_off {
            self.off_with_base = turn.off;
        }
        self.base_off = turn.off;
        self.count(turn.entry, turn.moved && !self.detached, was, false);
    }

    fn own(&mut self, step: &Step) {
        let was = self.is_off();
        if step.sets.is_some() {
            (self.off, self.off_with_base, self.detached) = (None, false, true);
        }
        if step.cancels {
            self.off = self.off.or(Some(step.entry));
        }
        self.count(step.entry, step.moved, was, step.hour);
    }

    fn count(&mut self, entry: usize, moved: bool, was_off: bool, hour: bool) {
        let off = self.is_off();
        let turned = moved || off != was_off;
        if turned {
            self.turns.push(Turn { entry, moved, off });
        }
        if turned || hour {
            self.changes.push(entry);
        }
    }
}

/// The rulings of all slots.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Rulings(BTreeMap<String, BTreeMap<String, Ruling>>);

impl Rulings {
    /// One more entry of the log.
    pub fn apply(&mut self, index: usize, entry: &Override, waits: bool) {
        self.entry(&entry.slot).apply(index, entry, waits);
    }

    fn entry(&mut self, slot: &str) -> &mut Ruling {
        let rule = slot.split('/').next().unwrap_or(slot);
        self.0.entry(rule.to_owned()).or_default().entry(slot.to_owned()).or_default()
    }

    /// The ruling on a slot of a rule; the slot's name is made only for rules somebody has decided about.
    pub fn of(&self, rule: &RuleId, slot: impl FnOnce() -> String) -> Option<&Ruling> {
        self.0.get(rule.as_str())?.get(&slot())
    }

    /// The slots whose computed day was confirmed, by their rules.
    pub fn confirmed(&self) -> Vec<(RuleId, BTreeSet<String>)> {
        let open = |slots: &BTreeMap<String, Ruling>| {
            slots.iter().filter(|(_, r)| r.confirmed && r.day.is_none()).map(|(slot, _)| slot.clone()).collect()
        };
        self.0.iter().map(|(rule, slots)| (RuleId::new(rule.clone()), open(slots))).collect()
    }

    /// Fixes the day of a confirmed slot: it stands whatever becomes of an open choice about holidays.
    pub fn pin(&mut self, slot: &str, day: Date) {
        self.entry(slot).day = Some(day);
    }
}
