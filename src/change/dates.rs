//! Rules of the calendar that ended, began or differ, with what it does to dates.
//!
//! The office of a day knows what is decided for later days; so the calendar "as it would have been" is asked of the rules
//! with what begins or ends between the two days undone.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::calendar::{Occurrence, Status, occurrences};
use crate::history::Snapshot;
use crate::model::{Model, Rule, RuleId};

/// One rule that differs.
#[derive(Clone, Debug)]
pub struct RuleChange {
    /// The rule.
    pub id: RuleId,
    /// As it was; `None` for a new one.
    pub before: Option<Rule>,
    /// As it is; `None` for one that ended.
    pub after: Option<Rule>,
    /// Its dates of the year from the later day on that differ.
    pub dates: Vec<DateChange>,
}

/// One slot whose date differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateChange {
    /// The slot.
    pub slot: String,
    /// The day it would have had.
    pub before: Option<Date>,
    /// The day it has.
    pub after: Option<Date>,
}

pub(super) fn changes(before: &Snapshot<'_>, after: &Snapshot<'_>) -> Vec<RuleChange> {
    let (from, to) = (before.day, after.day);
    let between = |day: Option<Date>| day.is_some_and(|d| from < d && d <= to);
    let touched = |r: &&Rule| between(r.valid_from) || between(r.valid_to);
    let mut ids: Vec<&RuleId> = after.model.rules.iter().filter(touched).map(|r| &r.id).collect();
    let mut seen = Vec::new();
    ids.retain(|id| {
        !seen.contains(id) && {
            seen.push(*id);
            true
        }
    });
    if ids.is_empty() {
        return Vec::new();
    }
    let undone = Model { rules: undone(before, from, to), ..after.model.clone() };
    let end = to.checked_add(1.year()).unwrap_or(to);
    let old = Snapshot::new(&undone, to).map(|s| dates(&s, to, end)).unwrap_or_default();
    let new = dates(after, to, end);
    let mut found = Vec::new();
    for id in ids {
        let was = undone.rules.iter().find(|r| r.id == *id).cloned();
        let is = after.model.rules.iter().rfind(|r| r.id == *id && r.valid_to.is_none_or(|end| to < end)).cloned();
        if was.is_none() && is.is_none() {
            continue;
        }
        found.push(RuleChange { id: id.clone(), before: was, after: is, dates: differing(id, &old, &new) });
    }
    // What counts from another rule moves with it.
    let named: Vec<RuleId> = found.iter().map(|c| c.id.clone()).collect();
    for rule in after.model.rules.iter().filter(|r| !named.contains(&r.id)) {
        let dates = differing(&rule.id, &old, &new);
        if !dates.is_empty() && found.iter().all(|c| c.id != rule.id) {
            let was = undone.rules.iter().find(|r| r.id == rule.id).cloned();
            found.push(RuleChange { id: rule.id.clone(), before: was, after: Some(rule.clone()), dates });
        }
    }
    found
}

/// The rules as they stood on the earlier day, what begins or ends between the two days undone.
fn undone(before: &Snapshot<'_>, from: Date, to: Date) -> Vec<Rule> {
    let begun = before.model.rules.iter().filter(|r| r.valid_from.is_none_or(|d| d <= from || d > to));
    let open = begun.map(|r| match r.valid_to {
        Some(end) if from < end && end <= to => Rule { valid_to: None, ..r.clone() },
        _ => r.clone(),
    });
    open.collect()
}

fn dates(s: &Snapshot<'_>, from: Date, to: Date) -> BTreeMap<String, (RuleId, Date)> {
    let (found, _) = occurrences(s, from, to);
    let dated = |o: &Occurrence| !o.undecided_day && o.status != Status::Cancelled;
    found.into_iter().filter(dated).map(|o| (o.slot, (o.rule, o.actual.start))).collect()
}

fn differing(
    id: &RuleId,
    old: &BTreeMap<String, (RuleId, Date)>,
    new: &BTreeMap<String, (RuleId, Date)>,
) -> Vec<DateChange> {
    let slots = |map: &BTreeMap<String, (RuleId, Date)>| {
        map.iter()
            .filter(|(_, (rule, _))| rule == id)
            .map(|(slot, (_, day))| (slot.clone(), *day))
            .collect::<BTreeMap<_, _>>()
    };
    let (old, new) = (slots(old), slots(new));
    let mut all: Vec<&String> = old.keys().chain(new.keys().filter(|k| !old.contains_key(*k))).collect();
    all.sort_by_key(|slot| (new.get(*slot).or(old.get(*slot)).copied(), (*slot).clone()));
    all.into_iter()
        .map(|slot| DateChange { slot: slot.clone(), before: old.get(slot).copied(), after: new.get(slot).copied() })
        .filter(|c| c.before != c.after)
        .collect()
}
