//! Dates the calendar once showed and shows no more, or shows in another month: their anchors stay, with a word (design 4).
//!
//! A rule that ended had dates to come, published on months that stand for ever; a meeting somebody moved across the end of a
//! month was published in the first. Only what can have been published counts: no date later than the year after the end.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use serde::Serialize;

use super::planner::Planner;
use super::routes;
use super::view::{Cite, Day};
use crate::calendar::{Occurrence, occurrences};
use crate::history::Snapshot;
use crate::model::{Model, Rule};

/// A date that is not in its month any more.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct GoneDate {
    /// Its anchor.
    pub anchor: String,
    /// What was to be done.
    pub title: String,
    /// The day it had.
    pub was: Day,
    /// The day it has now, in another month; none when the rule ended.
    pub now: Option<Day>,
    /// Since when the rule is no more; empty when the date was moved.
    pub ended: String,
    /// The provision that set it.
    pub cite: Cite,
}

/// The dates of rules that ended, as if they had not.
pub(super) fn of_ended_rules(s: &Snapshot<'_>, first: Date, last: Date, shown: &[Occurrence]) -> Vec<Occurrence> {
    // A rule that another follows under its id goes on in it.
    let goes_on = |r: &Rule| {
        s.model.rules.iter().any(|n| n.id == r.id && r.valid_to.is_some_and(|to| n.valid_to.is_none_or(|end| to < end)))
    };
    let ended = |r: &Rule| r.valid_to.filter(|to| first <= *to && *to <= last && !goes_on(r));
    if s.model.rules.iter().all(|r| ended(r).is_none()) {
        return Vec::new();
    }
    let mut model = Model { assignments: Vec::new(), general: Vec::new(), ..s.model.clone() };
    for rule in model.rules.iter_mut().filter(|r| ended(r).is_some()) {
        rule.valid_to = None;
    }
    let Some(endless) = Snapshot::new(&model, s.day) else { return Vec::new() };
    let known: BTreeSet<&str> = shown.iter().map(|o| o.slot.as_str()).collect();
    let published = |o: &Occurrence| {
        let end = s.model.rules.iter().filter(|r| r.id == o.rule).find_map(ended);
        end.is_some_and(|end| o.actual.start.year() <= end.year().saturating_add(1))
    };
    let (all, _) = occurrences(&endless, first, last);
    all.into_iter().filter(|o| !o.undecided_day && !known.contains(o.slot.as_str()) && published(o)).collect()
}

/// What a month once showed.
pub(super) fn of_month(planner: &Planner<'_>, first: Date) -> Vec<GoneDate> {
    let month = |d: Date| date(d.year(), d.month(), 1);
    let gone = planner.gone_dates.iter().filter(|o| month(o.actual.start) == first);
    let moved = planner
        .dates
        .iter()
        .filter(|o| !o.decisions.is_empty() && month(o.nominal.start) == first && month(o.actual.start) != first);
    let view = |o: &Occurrence, ended: bool| {
        let rule = planner.rule_on(&o.rule, o.words_of)?;
        let until = rule.valid_to.map_or_else(String::new, |d| planner.date(d));
        Some(GoneDate {
            anchor: routes::slot_anchor(&o.slot),
            title: rule.title.clone(),
            was: planner.day(if ended { o.actual.start } else { o.nominal.start }),
            now: (!ended).then(|| Day { href: planner.occurrence_href(o), ..planner.day(o.actual.start) }),
            ended: if ended { until } else { String::new() },
            cite: planner.cite_of(rule),
        })
    };
    let ended = gone.filter_map(|o| view(o, true));
    ended.chain(moved.filter_map(|o| view(o, false))).collect()
}
