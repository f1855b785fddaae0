//! The log of decisions taken up by the engine, and of each confirmation, whether its slot waited for somebody's word.
//!
//! Each entry is judged by what stood when it was issued, so that a later entry never changes what an earlier one counted. Apart from
//! what was decided about a slot itself, its day changes only with the slots of its period that its rule counts from. So the entries of
//! what is counted from are taken first, and the slots of a rule are computed once for the first confirmation of every slot, once for
//! the second, and so on, each with what had been decided by then. The trap avoided: computing the calendar anew for each entry, which
//! for a log of some years takes longer than the site.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::dates::Draft;
use super::super::occurrence::DateRange;
use super::super::rulings::Rulings;
use super::super::slot;
use super::super::undecided::{self, Choice};
use super::{Days, Engine};
use crate::model::{Action, Override, RuleId};

type Years = (i16, i16);
/// The open choices about holidays of some years.
type Choices = BTreeMap<Years, Vec<Choice>>;
/// The entries about a rule, each with its place in the log.
type Entries<'m> = Vec<(usize, &'m Override)>;

/// Puts the whole log upon an engine that has none of it.
pub(super) fn take_up(engine: &mut Engine<'_>) {
    let log = engine.model.overrides.as_slice();
    let mut of_rule: BTreeMap<RuleId, Entries<'_>> = BTreeMap::new();
    for (index, entry) in log.iter().enumerate() {
        let (rule, _) = parts(entry);
        of_rule.entry(RuleId::new(rule)).or_default().push((index, entry));
    }
    let mut order: Vec<(Vec<RuleId>, &RuleId)> = of_rule.keys().map(|id| (engine.bases(id), id)).collect();
    order.sort_by_key(|(bases, _)| bases.len());
    let mut waited = vec![false; log.len()];
    let mut choices = Choices::new();
    for (bases, id) in order {
        let entries = of_rule.get(id).map_or(&[][..], Vec::as_slice);
        let based: Entries<'_> = bases.iter().filter_map(|base| of_rule.get(base)).flatten().copied().collect();
        let mut rounds: Vec<Round<'_>> = Vec::new();
        for limits in limits(entries, based.is_empty()) {
            rounds.push(Round::new(engine, id, rulings_before(&based, &limits, &waited)));
        }
        let mut confirmed: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, entry) in entries {
            let mut waits = false;
            if let Action::Confirm(_) = entry.action {
                let round = confirmed.entry(&entry.slot).or_default();
                let ruling = engine.rulings.of(id, || entry.slot.clone());
                let settled = |window| ruling.is_some_and(|ruling| ruling.is_settled(window));
                let at = if based.is_empty() { 0 } else { *round };
                waits = rounds.get_mut(at).is_some_and(|round| round.waits(&entry.slot, settled, &mut choices));
                *round += 1;
            }
            waited[*index] = waits;
            engine.rulings.apply(*index, entry, waits);
        }
    }
}

/// The rule and the period of an entry.
fn parts(entry: &Override) -> (&str, &str) {
    entry.slot.split_once('/').unwrap_or((&entry.slot, ""))
}

/// For the first confirmation of each period, for the second …: its place in the log. Where nothing is counted from, all are one.
fn limits<'m>(entries: &[(usize, &'m Override)], one: bool) -> Vec<BTreeMap<&'m str, usize>> {
    let mut rounds: Vec<BTreeMap<&str, usize>> = Vec::new();
    for (index, entry) in entries.iter().filter(|(_, entry)| matches!(entry.action, Action::Confirm(_))) {
        let (_, period) = parts(entry);
        match rounds.iter_mut().find(|round| one || !round.contains_key(period)) {
            Some(round) => drop(round.entry(period).or_insert(*index)),
            None => rounds.push([(period, *index)].into()),
        }
    }
    rounds
}

/// What had been decided about each period by its place in the log.
fn rulings_before(entries: &Entries<'_>, limits: &BTreeMap<&str, usize>, waited: &[bool]) -> Rulings {
    let mut rulings = Rulings::default();
    for (index, entry) in entries {
        let (_, period) = parts(entry);
        if limits.get(period).is_some_and(|limit| index < limit) {
            rulings.apply(*index, entry, waited.get(*index).is_some_and(|waited| *waited));
        }
    }
    rulings
}

/// The slots of a rule with some of what was decided about those it counts from.
struct Round<'a> {
    id: &'a RuleId,
    engine: Engine<'a>,
    slots: BTreeMap<i16, BTreeMap<String, Slot>>,
    /// Their days under each open choice about holidays.
    others: BTreeMap<Years, Vec<Days>>,
}

/// A slot as it is without the decisions about itself.
struct Slot {
    actual: Option<DateRange>,
    awaits: bool,
    window: bool,
}

impl<'a> Round<'a> {
    fn new(engine: &Engine<'a>, id: &'a RuleId, rulings: Rulings) -> Self {
        Self {
            id,
            engine: Engine { rulings, of_id: Arc::clone(&engine.of_id), ..*engine },
            slots: BTreeMap::new(),
            others: BTreeMap::new(),
        }
    }

    /// Whether a slot waits, for the word of the chair or for the holiday notice. `settled`: whether its own entries before leave
    /// nothing open, of a window or of a day.
    fn waits(&mut self, slot: &str, settled: impl Fn(bool) -> bool, choices: &mut Choices) -> bool {
        let Self { id, engine, slots, others } = self;
        let Some(year) = slot::year_of(slot) else { return false };
        let slots = slots.entry(year).or_insert_with(|| {
            let all = engine.near(id, (year, year)).into_iter();
            all.filter_map(|(rule, draft)| Some((draft.slot(rule), Slot::of(draft)?))).collect()
        });
        // What does not take place has no day that could be confirmed.
        let Some(Slot { actual: Some(actual), awaits, window }) = slots.get(slot) else { return false };
        if settled(*window) {
            return false;
        }
        if *awaits {
            return true;
        }
        let years = engine.years(*actual);
        let others = others.entry(years).or_insert_with(|| {
            let choices = choices.entry(years).or_insert_with(|| undecided::choices(engine.holidays, years));
            let pinned = engine.pinned(years, engine.rulings.clone());
            choices.iter().map(|c| engine.under(c, &pinned).actual_days(id, c.felt_within(years))).collect()
        });
        others.iter().any(|days| days.get(slot).is_some_and(|other| *other != Some(*actual)))
    }
}

impl Slot {
    fn of(draft: Draft) -> Option<Self> {
        let dates = draft.outcome.ok()?;
        Some(Self { actual: dates.held(), awaits: dates.awaits, window: dates.window })
    }
}
