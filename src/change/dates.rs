//! Rules of the calendar that ended, began or differ, with what it does to dates.
//!
//! The office of a day knows what is decided for later days; so the calendar "as it would have been" is asked of the rules
//! with what begins or ends between the two days undone.

use std::collections::{BTreeMap, BTreeSet};

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
    if !after.model.rules.iter().any(|r| touched(&r)) {
        return Vec::new();
    }
    let undone = Model { rules: undone(before, from, to), ..after.model.clone() };
    let end = to.checked_add(1.year()).unwrap_or(to);
    let old = Snapshot::new(&undone, to).map(|s| dates(&s, to, end)).unwrap_or_default();
    let new = dates(after, to, end);
    let mut found = Vec::new();
    for id in ids(after.model.rules.iter().filter(touched)) {
        let was = undone.rule_on(id, from).filter(|r| r.holds_on(from)).cloned();
        let is = after.model.rule_on(id, to).filter(|r| r.holds_on(to)).cloned();
        if was.is_none() && is.is_none() {
            continue;
        }
        found.push(RuleChange { id: id.clone(), before: was, after: is, dates: differing(id, &old, &new) });
    }
    // What counts from another rule moves with it.
    let named: Vec<RuleId> = found.iter().map(|c| c.id.clone()).collect();
    for id in ids(after.model.rules.iter().filter(|r| !named.contains(&r.id))) {
        let dates = differing(id, &old, &new);
        if !dates.is_empty() {
            let (was, is) = (undone.rule_on(id, from).cloned(), after.model.rule_on(id, to).cloned());
            found.push(RuleChange { id: id.clone(), before: was, after: is, dates });
        }
    }
    found
}

/// The ids of some rules, each once.
fn ids<'r>(rules: impl Iterator<Item = &'r Rule>) -> impl Iterator<Item = &'r RuleId> {
    let mut seen = BTreeSet::new();
    rules.map(|r| &r.id).filter(move |id| seen.insert(*id))
}

/// The rules as they stood on the earlier day, what begins or ends between the two days undone: what ended goes on until the
/// rule that is already known to follow it.
fn undone(before: &Snapshot<'_>, from: Date, to: Date) -> Vec<Rule> {
    let begun = before.model.rules.iter().filter(|r| r.valid_from.is_none_or(|d| d <= from || d > to));
    let next = |r: &Rule| {
        let later = before.model.rules.iter().filter(|n| n.id == r.id).filter_map(|n| n.valid_from);
        later.filter(|begin| to < *begin).min()
    };
    let open = begun.map(|r| match r.valid_to {
        Some(end) if from < end && end <= to => Rule { valid_to: next(r), ..r.clone() },
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::on;
    use crate::model::{Every, When, shipped};
    use jiff::civil::date;

    /// The shipped office with one rule in these forms, each by its day of the month, from and to which day.
    fn office(forms: &[(i8, Option<Date>, Option<Date>)]) -> (Model, RuleId) {
        let mut model = shipped();
        let id = RuleId::new("dieu-chinh-thang");
        let at = model.rules.iter().position(|r| r.id == id).unwrap();
        let rule = model.rules.remove(at);
        let form = |(day, valid_from, valid_to): &(i8, Option<Date>, Option<Date>)| Rule {
            title: format!("ngày {day}"),
            when: When::DayOfMonth { every: Every::Month, month: None, day: *day },
            valid_from: *valid_from,
            valid_to: *valid_to,
            ..rule.clone()
        };
        model.rules.extend(forms.iter().map(form));
        (model, id)
    }

    #[test]
    fn a_rule_is_that_of_the_day_wherever_the_others_of_its_id_stand() {
        let [march, august, february] = [date(2026, 3, 1), date(2026, 8, 1), date(2027, 2, 1)].map(Some);
        let forms = [(10, None, march), (15, march, august), (20, august, february), (25, february, None)];
        for turn in 0..4 {
            let mut forms = forms;
            forms.rotate_left(turn);
            let (model, id) = office(&forms);
            let changes = |from, to| {
                let (before, after) = (on(&model, from), on(&model, to));
                super::changes(&before.snapshot().unwrap(), &after.snapshot().unwrap())
            };
            let of = |from, to| {
                let all = changes(from, to);
                let found = all.iter().find(|c| c.id == id);
                let title = |rule: &Option<Rule>| rule.as_ref().map(|r| r.title.clone());
                let dates = found.map_or_else(Vec::new, |c| c.dates.clone());
                (found.and_then(|c| title(&c.before)), found.and_then(|c| title(&c.after)), dates)
            };
            let (before, after, dates) = of(date(2026, 7, 1), date(2026, 9, 1));
            assert_eq!((before.as_deref(), after.as_deref()), (Some("ngày 15"), Some("ngày 20")));
            assert_eq!(dates.len(), 5, "September to January; from February on another follows either: {dates:?}");
            let (before, after, _) = of(date(2026, 2, 1), date(2026, 9, 1));
            assert_eq!((before.as_deref(), after.as_deref()), (Some("ngày 10"), Some("ngày 20")));
            assert_eq!(of(date(2026, 4, 1), date(2026, 7, 1)), (None, None, Vec::new()), "nothing differs");
        }
    }

    #[test]
    fn a_rule_that_has_ended_is_told_as_ended_though_one_is_to_come() {
        let [july, november] = [date(2026, 7, 1), date(2026, 11, 1)].map(Some);
        let (model, id) = office(&[(25, november, None), (15, None, july)]);
        let (before, after) = (on(&model, date(2026, 6, 30)), on(&model, date(2026, 7, 1)));
        let all = super::changes(&before.snapshot().unwrap(), &after.snapshot().unwrap());
        let found = all.iter().find(|c| c.id == id).unwrap();
        assert_eq!(found.before.as_ref().map(|r| r.title.as_str()), Some("ngày 15"));
        assert!(found.after.is_none());
        let gone: Vec<_> = found.dates.iter().map(|d| (d.slot.as_str(), d.after)).collect();
        let slots = ["2026-07", "2026-08", "2026-09", "2026-10"].map(|m| (format!("{id}/{m}"), None));
        assert!(gone.iter().map(|(slot, day)| ((*slot).to_owned(), *day)).eq(slots), "{gone:?}");
    }
}
