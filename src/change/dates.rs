//! Rules of the calendar that ended, began or differ, with what it does to dates.
//!
//! The office of a day knows what is decided for later days; so the calendar "as it would have been" is asked of the rules
//! with what begins or ends between the two days undone.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;

use crate::calendar::{Occurrence, Status, occurrences};
use crate::history::Snapshot;
use crate::model::{Actor, Model, Rule, RuleId, TimeOfDay};

/// One rule that differs.
#[derive(Clone, Debug)]
pub struct RuleChange {
    /// The rule.
    pub id: RuleId,
    /// As it was; `None` for a new one.
    pub before: Option<Rule>,
    /// As it is; `None` for one that ended.
    pub after: Option<Rule>,
    /// Its dates of the year from the later day on that differ, in their day or their hour.
    pub dates: Vec<DateChange>,
}

impl RuleChange {
    /// Whether the calendar shows something else, not only other words for the same dates.
    #[must_use]
    pub fn shows(&self) -> bool {
        !self.dates.is_empty() || self.before.is_some() != self.after.is_some()
    }

    /// Whether it goes on and others do it, hold it or take part.
    #[must_use]
    pub fn other_people(&self) -> bool {
        matches!((&self.before, &self.after), (Some(before), Some(after)) if !other_people(before, after).is_empty())
    }

    /// Whether it goes on in other words.
    #[must_use]
    pub fn other_words(&self) -> bool {
        matches!((&self.before, &self.after), (Some(before), Some(after)) if before.quote != after.quote)
    }

    /// Whether dates differ in their hour and none in its day.
    #[must_use]
    pub fn other_hours_only(&self) -> bool {
        let day = |timed: Option<Timed>| timed.map(|t| t.day);
        !self.dates.is_empty() && self.dates.iter().all(|d| day(d.before) == day(d.after))
    }
}

/// Whom the second of two rules has act otherwise than the first, by the keys of the calendar file; another order is no difference.
#[must_use]
pub fn other_people<'r>(before: &'r Rule, after: &'r Rule) -> Vec<(&'static str, &'r [Actor], &'r [Actor])> {
    let all = [
        ("who", &before.who, &after.who),
        ("with", &before.with, &after.with),
        ("chair", &before.chair, &after.chair),
        ("attendees", &before.attendees, &after.attendees),
    ];
    let differs = |was: &[Actor], is: &[Actor]| was.len() != is.len() || was.iter().any(|actor| !is.contains(actor));
    let differing = all.into_iter().filter(|(_, was, is)| differs(was, is));
    differing.map(|(key, was, is)| (key, was.as_slice(), is.as_slice())).collect()
}

/// One slot whose date or hour differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateChange {
    /// The slot.
    pub slot: String,
    /// When it would have been.
    pub before: Option<Timed>,
    /// When it is.
    pub after: Option<Timed>,
}

impl DateChange {
    /// Whether the hour differs, on whatever day.
    #[must_use]
    pub fn other_hour(&self) -> bool {
        matches!((self.before, self.after), (Some(before), Some(after)) if before.by != after.by)
    }
}

/// The day of a slot, and by what time of that day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timed {
    /// The day.
    pub day: Date,
    /// By what time; `None` where the text names none.
    pub by: Option<TimeOfDay>,
}

pub(super) fn changes(before: &Snapshot<'_>, after: &Snapshot<'_>) -> Vec<RuleChange> {
    let (from, to) = (before.day, after.day);
    let between = |day: Option<Date>| day.is_some_and(|d| from < d && d <= to);
    let touched = |r: &&Rule| between(r.valid_from) || between(r.valid_to);
    if !after.model.rules.iter().any(|r| touched(&r)) {
        return Vec::new();
    }
    let undone = Model { rules: undone(&before.model.rules, from, to), ..after.model.clone() };
    let end = to.checked_add(1.year()).unwrap_or(to);
    let undone_after = Snapshot::new(&undone, to);
    let old = Dates::new(undone_after.as_ref(), to, end);
    let new = Dates::new(Some(after), to, end);
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
#[must_use]
pub fn undone(rules: &[Rule], from: Date, to: Date) -> Vec<Rule> {
    let begun = rules.iter().filter(|r| r.valid_from.is_none_or(|d| d <= from || d > to));
    let next = |r: &Rule| {
        let later = rules.iter().filter(|n| n.id == r.id).filter_map(|n| n.valid_from);
        later.filter(|begin| to < *begin).min()
    };
    let open = begun.map(|r| match r.valid_to {
        Some(end) if from < end && end <= to => Rule { valid_to: next(r), ..r.clone() },
        _ => r.clone(),
    });
    open.collect()
}

/// The days of slots, with their rules.
type Slots = BTreeMap<String, (RuleId, Timed)>;

/// The dates of an office from one day to another.
struct Dates<'s> {
    s: Option<&'s Snapshot<'s>>,
    from: Date,
    to: Date,
    within: Slots,
    /// Those of the year before and after as well: what has its day there has not ended.
    around: OnceCell<Slots>,
}

impl<'s> Dates<'s> {
    fn new(s: Option<&'s Snapshot<'s>>, from: Date, to: Date) -> Self {
        Self { s, from, to, within: slots(s, from, to), around: OnceCell::new() }
    }

    fn of<'d>(&'d self, id: &'d RuleId) -> impl Iterator<Item = &'d String> {
        self.within.iter().filter(move |(_, (rule, _))| rule == id).map(|(slot, _)| slot)
    }

    /// When a slot is, also where it lies outside.
    fn of_slot(&self, slot: &str) -> Option<Timed> {
        let around = || {
            let (first, last) = (self.from.checked_sub(1.year()), self.to.checked_add(1.year()));
            slots(self.s, first.unwrap_or(self.from), last.unwrap_or(self.to))
        };
        let found = self.within.get(slot).or_else(|| self.around.get_or_init(around).get(slot));
        found.map(|(_, timed)| *timed)
    }
}

fn slots(s: Option<&Snapshot<'_>>, from: Date, to: Date) -> Slots {
    let (found, _) = s.map(|s| occurrences(s, from, to)).unwrap_or_default();
    let dated = |o: &Occurrence| !o.undecided_day && o.status != Status::Cancelled;
    found.into_iter().filter(dated).map(|o| (o.slot, (o.rule, Timed { day: o.actual.start, by: o.by }))).collect()
}

fn differing(id: &RuleId, old: &Dates<'_>, new: &Dates<'_>) -> Vec<DateChange> {
    let all: BTreeSet<&String> = old.of(id).chain(new.of(id)).collect();
    let change = |slot: &String| DateChange { slot: slot.clone(), before: old.of_slot(slot), after: new.of_slot(slot) };
    let found = all.into_iter().map(change).filter(|c| c.before != c.after).collect();
    let mut found = paired(found);
    found.sort_by(|a, b| (a.after.or(a.before), &a.slot).cmp(&(b.after.or(b.before), &b.slot)));
    found
}

/// One date for a day that goes under one slot and comes under another: what was due each month and is due each quarter is due
/// on the day they share all the same.
fn paired(found: Vec<DateChange>) -> Vec<DateChange> {
    let (mut gone, mut rest): (Vec<DateChange>, Vec<DateChange>) = found.into_iter().partition(|c| c.after.is_none());
    for come in rest.iter_mut().filter(|c| c.before.is_none()) {
        let day = come.after.map(|t| t.day);
        if let Some(at) = gone.iter().position(|c| c.before.map(|t| t.day) == day) {
            come.before = gone.remove(at).before;
        }
    }
    rest.retain(|c| c.before != c.after);
    rest.extend(gone);
    rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::on;
    use crate::model::{About, DayChoice, Every, MonthChoice, When, shipped};
    use jiff::civil::date;

    /// The shipped office with one rule in these forms, each by its day of the month, from and to which day.
    fn office(forms: &[(i8, Option<Date>, Option<Date>)]) -> (Model, RuleId) {
        let mut model = shipped();
        let id = RuleId::new("dieu-chinh-thang");
        let at = model.rules.iter().position(|r| r.id == id).unwrap();
        let rule = model.rules.remove(at);
        let form = |(day, valid_from, valid_to): &(i8, Option<Date>, Option<Date>)| Rule {
            title: format!("ngày {day}"),
            when: When::DayOfMonth { every: Every::Month, month: None, day: DayChoice::Number(*day) },
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
        assert!(gone.iter().map(|(slot, timed)| ((*slot).to_owned(), *timed)).eq(slots), "{gone:?}");
    }

    #[test]
    fn a_day_that_only_its_slot_names_otherwise_does_not_differ() {
        let change = date(2026, 6, 18);
        let (mut model, id) = office(&[(25, None, Some(change)), (25, Some(change), None)]);
        for rule in model.rules.iter_mut().filter(|r| r.id == id && r.valid_from.is_some()) {
            let When::DayOfMonth { every, month, .. } = &mut rule.when else { panic!("no day") };
            (*every, *month) = (Every::Quarter, Some(MonthChoice::Last));
        }
        let [before, after] = [change.yesterday().unwrap(), change].map(|day| on(&model, day));
        let found = changes(&before.snapshot().unwrap(), &after.snapshot().unwrap());
        let of = found.iter().find(|c| c.id == id).unwrap();
        assert!(of.dates.iter().all(|d| d.after.is_none()), "a quarter's day is a month's: {:?}", of.dates);
        assert!(of.dates.iter().all(|d| d.before.unwrap().day.month() % 3 != 0), "{:?}", of.dates);
        assert!(of.dates.len() >= 7, "{:?}", of.dates);
    }

    #[test]
    fn another_hour_of_the_same_day_is_told() {
        let change = date(2026, 6, 18);
        let mut model = shipped();
        let old = model.rules.iter_mut().find(|r| r.id.as_str() == "giao-ban").unwrap();
        old.valid_to = Some(change);
        let new = Rule { by: Some(TimeOfDay::Morning), valid_from: Some(change), valid_to: None, ..old.clone() };
        let id = new.id.clone();
        model.rules.push(new);
        let [before, after] = [change.yesterday().unwrap(), change].map(|day| on(&model, day));
        let found = changes(&before.snapshot().unwrap(), &after.snapshot().unwrap());
        let of = found.iter().find(|c| c.id == id).unwrap();
        assert!(of.shows() && of.dates.len() > 10, "{:?}", of.dates);
        assert!(of.dates.iter().all(|d| d.other_hour() && d.before.unwrap().day == d.after.unwrap().day));
    }

    #[test]
    fn a_date_beside_the_days_compared_has_not_ended_or_begun() {
        // "trước ngày 15/6" becomes "trước ngày 25/6" once the report of 2026 is in.
        let change = date(2026, 6, 18);
        let mut model = shipped();
        let old = model.rules.iter_mut().find(|r| r.id.as_str() == "bc-6-thang").unwrap();
        old.valid_to = Some(change);
        let mut new = Rule { valid_from: Some(change), valid_to: None, ..old.clone() };
        let When::DayOfMonth { day, .. } = &mut new.when else { panic!("no day") };
        *day = DayChoice::Number(25);
        model.rules.push(new);
        let [before, after] = [change.yesterday().unwrap(), change].map(|day| crate::history::on(&model, day));
        let found = changes(&before.snapshot().unwrap(), &after.snapshot().unwrap());
        let dates: Vec<_> =
            found.iter().flat_map(|c| &c.dates).map(|d| (d.before.map(|t| t.day), d.after.map(|t| t.day))).collect();
        assert_eq!(dates, [(Some(date(2027, 6, 14)), Some(date(2027, 6, 24)))], "14/06/2027 is a Monday");
    }

    #[test]
    fn a_report_put_off_into_the_next_period_is_that_of_the_same_period() {
        let change = date(2026, 4, 15);
        let (mut model, id) = office(&[(25, None, Some(change)), (5, Some(change), None)]);
        for (rule, month) in
            model.rules.iter_mut().filter(|r| r.id == id).zip([MonthChoice::Last, MonthChoice::Only(vec![1])])
        {
            let When::DayOfMonth { every, month: of_period, .. } = &mut rule.when else { panic!("no day") };
            (*every, *of_period) = (Every::Quarter, Some(month));
            rule.about = rule.valid_from.map(|_| About::Previous(Every::Quarter));
        }
        let [before, after] = [change.yesterday().unwrap(), change].map(|day| on(&model, day));
        let found = changes(&before.snapshot().unwrap(), &after.snapshot().unwrap());
        let of = found.iter().find(|c| c.id == id).unwrap();
        let dates: Vec<_> =
            of.dates.iter().map(|d| (d.slot.as_str(), d.before.unwrap().day, d.after.unwrap().day)).collect();
        // "Trước": the day before, or the working day before that.
        assert_eq!(
            dates[..2],
            [
                ("dieu-chinh-thang/2026-Q2", date(2026, 6, 24), date(2026, 7, 3)),
                ("dieu-chinh-thang/2026-Q3", date(2026, 9, 24), date(2026, 10, 2)),
            ]
        );
        assert_eq!(dates.len(), 4, "{dates:?}");
    }
}
