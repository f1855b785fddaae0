//! Dates the calendar once showed and shows no more, or shows in another month: their anchors stay, with a word (design 4).
//!
//! A rule that ended had dates to come, published on months that stand for ever; so had one that goes on in other words, with its days
//! in other months or counted anew; a meeting somebody moved across the end of a month was published in the first, and so was a date
//! that a notice of holidays took out of it. Only what can have been published counts: no date later than the year after the end.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;

use super::planner::Planner;
use super::routes;
use super::view::{Cite, Day};
use crate::calendar::{Occurrence, Status, occurrences};
use crate::history::Snapshot;
use crate::model::{HolidayStatus, Model, Rule, RuleId};

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
    /// Whether it was cancelled on the day it has now.
    pub cancelled: bool,
    /// Since when the rule is no more; empty when the date was moved.
    pub ended: String,
    /// The provision that set it.
    pub cite: Cite,
}

/// A date as the calendar had it before words of a rule ended.
pub(super) struct Former {
    /// As it was.
    occurrence: Occurrence,
    /// Since when the words are no more.
    since: Date,
}

/// The dates that changed when rules ended: of each day on which some did, the calendar as it was known on the eve. The latest day
/// comes first: what two calendars had in one month is told by the last words that held.
pub(super) fn of_former_rules(s: &Snapshot<'_>, first: Date, last: Date, shown: &[Occurrence]) -> Vec<Former> {
    let rules = || s.model.rules.iter();
    let ends: BTreeSet<Date> = rules().filter_map(|r| r.valid_to.filter(|to| first <= *to && *to <= last)).collect();
    if ends.is_empty() {
        return Vec::new();
    }
    let stands: BTreeMap<&str, BTreeSet<Date>> = shown.iter().map(|o| (o.slot.as_str(), places(o))).collect();
    let mut found = Vec::new();
    let mut model = Model { assignments: Vec::new(), general: Vec::new(), rules: Vec::new(), ..s.model.clone() };
    for since in ends.into_iter().rev() {
        // What goes on under an id begins where the words before it end: nobody had published it yet.
        let ended: BTreeSet<&RuleId> = rules().filter(|r| r.valid_to == Some(since)).map(|r| &r.id).collect();
        let concerned = counted_with(&ended, &s.model.rules);
        let before = |r: &&Rule| !ended.contains(&r.id) || r.valid_from.is_none_or(|from| from < since);
        model.rules = rules().filter(|r| concerned.contains(&r.id)).filter(before).cloned().collect();
        for rule in model.rules.iter_mut().filter(|r| r.valid_to == Some(since)) {
            rule.valid_to = None;
        }
        let Some(eve) = Snapshot::new(&model, s.day) else { continue };
        let known = |month: &Date| month.year() <= since.year().saturating_add(1);
        let differs = |o: &Occurrence| {
            let there = stands.get(o.slot.as_str());
            let left = |month: &Date| known(month) && there.is_none_or(|there| !there.contains(month));
            since <= o.last_allowed && places(o).iter().any(left)
        };
        let (all, _) = occurrences(&eve, first, last);
        found.extend(all.into_iter().filter(differs).map(|occurrence| Former { occurrence, since }));
    }
    found
}

/// Some rules, those that count from them, and those these count from: no other date depends on theirs.
fn counted_with<'m>(ids: &BTreeSet<&'m RuleId>, rules: &'m [Rule]) -> BTreeSet<&'m RuleId> {
    let mut found = ids.clone();
    loop {
        let pairs = rules.iter().filter_map(|r| Some([&r.id, r.when.base()?]));
        let new: Vec<&RuleId> = pairs.filter(|pair| pair.iter().any(|id| found.contains(id))).flatten().collect();
        let known = found.len();
        found.extend(new);
        if found.len() == known {
            return found;
        }
    }
}

/// The month on whose page an occurrence has its anchor; none while it has no day.
fn place(o: &Occurrence) -> Option<Date> {
    (!o.undecided_day).then(|| month(o.actual.start))
}

/// The months that had it or have it.
fn places(o: &Occurrence) -> BTreeSet<Date> {
    place(o).into_iter().chain(o.stood.iter().copied().map(month)).collect()
}

fn month(of: Date) -> Date {
    of.first_of_month()
}

/// What a month once showed.
pub(super) fn of_month(planner: &Planner<'_>, first: Date) -> Vec<GoneDate> {
    let former = planner.gone_dates.iter().filter_map(|f| former_date(planner, first, f));
    let elsewhere = planner.dates.iter().filter(|o| month(o.actual.start) != first);
    let moved = elsewhere.filter_map(|o| Some((o, left(planner, o, first)?)));
    let moved = moved.filter_map(|(o, was)| Some(now_on(planner, planner.rule_on(&o.rule, o.words_of)?, was, o)));
    let mut seen = BTreeSet::new();
    former.chain(moved).filter(|gone| seen.insert(gone.anchor.clone())).collect()
}

/// A date that words which ended gave this month; none where it stands there all the same.
fn former_date(planner: &Planner<'_>, first: Date, f: &Former) -> Option<GoneDate> {
    let Former { occurrence: was, since } = f;
    let last = Some(was.actual.start).filter(|_| place(was) == Some(first));
    let day = last.or_else(|| stood(was, first))?;
    let rules = || planner.s.model.rules.iter().filter(|r| r.id == was.rule);
    let rule = rules().find(|r| r.valid_to == Some(*since)).or_else(|| rules().next_back())?;
    match planner.dates.iter().find(|o| o.slot == was.slot) {
        Some(now) if place(now) == Some(first) => None,
        Some(now) => Some(now_on(planner, rule, day, now)),
        None => {
            let (day, ended) = (planner.day(day), planner.date(*since));
            Some(GoneDate { was: day, ended, ..gone(planner, rule, was) })
        }
    }
}

/// The last day in this month that a date had before a decision moved it, or what it follows.
fn stood(o: &Occurrence, first: Date) -> Option<Date> {
    o.stood.iter().rfind(|was| month(**was) == first).copied()
}

/// The day in this month that a date had before a decision moved it, or before a notice of holidays took it to another. Which days a
/// notice would name was open until it came, and the day of the words may stand in what was published before.
fn left(planner: &Planner<'_>, o: &Occurrence, first: Date) -> Option<Date> {
    stood(o, first).or_else(|| {
        let by_notice = o.stood.first().copied().unwrap_or(o.actual.start);
        let (from, to) = (o.last_allowed.min(by_notice), o.last_allowed.max(by_notice));
        let mut between = planner.s.model.holidays.days.range(from..=to);
        let official = month(o.last_allowed) == first && between.any(|(_, h)| h.status == HolidayStatus::Official);
        official.then_some(o.last_allowed)
    })
}

/// A date that stands in another month now.
fn now_on(planner: &Planner<'_>, rule: &Rule, was: Date, now: &Occurrence) -> GoneDate {
    let day = Day { href: planner.occurrence_href(now), ..planner.day(now.actual.start) };
    let cancelled = now.status == Status::Cancelled;
    GoneDate { was: planner.day(was), now: Some(day), cancelled, ..gone(planner, rule, now) }
}

fn gone(planner: &Planner<'_>, rule: &Rule, o: &Occurrence) -> GoneDate {
    GoneDate {
        anchor: routes::slot_anchor(&o.slot),
        title: rule.title.clone(),
        was: planner.day(o.nominal.start),
        now: None,
        cancelled: false,
        ended: String::new(),
        cite: planner.cite_on(rule, o.words_of),
    }
}
