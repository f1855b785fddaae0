//! The life of the office: each unit with its names and their days, what it came from and what became of it.

use jiff::civil::Date;
use serde::Serialize;

use super::changes::{actor_on, link};
use super::planner::Planner;
use super::view::{Day, Link};
use crate::history::successions;
use crate::model::{Actor, DecisionId, Unit};

/// One unit from its first day to its last.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct LifeView {
    /// The unit under the name of the day, or its last.
    pub unit: Link,
    /// Its names, each with its days.
    pub names: Vec<NameView>,
    /// Its first day; `None` when it is as old as the text.
    pub from: Option<Day>,
    /// Its last day; `None` when no end is decided.
    pub last: Option<Day>,
    /// The units it came from.
    pub origins: Vec<Link>,
    /// The decision that founded it.
    pub founded_by: Option<Link>,
    /// The units that came after it.
    pub heirs: Vec<Link>,
    /// The decision that ended it.
    pub ended_by: Option<Link>,
    /// `now`, `coming` or `ended`.
    pub state: &'static str,
    /// Where its bar begins and how long it is, in thousandths of the time shown.
    pub bar: (i32, i32),
}

/// A name and its days.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct NameView {
    /// The name.
    pub name: String,
    /// Its first day; `None` for a name held since before the oldest text.
    pub from: Option<Day>,
    /// Its last day; `None` for the present one.
    pub last: Option<Day>,
}

/// The units that changed, and those that never did; neither when nothing ever changed.
pub(super) fn lives(planner: &Planner<'_>) -> (Vec<LifeView>, Vec<Link>) {
    let changed = |u: &&Unit| u.from.is_some() || u.until.is_some() || u.names.len() > 1;
    let (moved, still): (Vec<&Unit>, Vec<&Unit>) = planner.s.model.units.iter().partition(changed);
    if moved.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let scale = Scale::of(planner);
    let link = |u: &Unit| planner.actor(&Actor::Unit(u.id.clone()));
    (moved.into_iter().map(|u| life(planner, u, scale)).collect(), still.into_iter().map(link).collect())
}

fn life(planner: &Planner<'_>, unit: &Unit, scale: Scale) -> LifeView {
    let (model, today) = (planner.s.model, planner.s.day);
    let steps = successions(model);
    let began = steps.iter().find(|s| unit.founded_by.is_some() && s.act.founded().contains(&unit.id));
    let ended = steps.iter().find(|s| s.act.ended().contains(&unit.id));
    let decision = |id: &DecisionId| model.decision(id).map(link);
    let named = |day: Date| move |id: &&crate::model::UnitId| actor_on(planner, &Actor::Unit((*id).clone()), day);
    let last = unit.until.and_then(|u| u.yesterday().ok());
    let shown = last.filter(|l| *l < today).or(unit.from.filter(|f| *f > today)).unwrap_or(today);
    LifeView {
        unit: actor_on(planner, &Actor::Unit(unit.id.clone()), shown),
        names: names(planner, unit, last),
        from: unit.from.map(|d| planner.day(d)),
        last: last.map(|d| planner.day(d)),
        origins: began.map_or_else(Vec::new, |s| s.from.iter().map(named(s.decision.effective_from)).collect()),
        founded_by: unit.founded_by.as_ref().and_then(decision),
        heirs: ended.map_or_else(Vec::new, |s| s.to.iter().map(named(s.decision.effective_from)).collect()),
        ended_by: ended.and_then(|s| decision(&s.decision.id)),
        state: match (unit.from, unit.until) {
            (Some(from), _) if today < from => "coming",
            (_, Some(until)) if until <= today => "ended",
            _ => "now",
        },
        bar: scale.bar(unit.from, unit.until),
    }
}

fn names(planner: &Planner<'_>, unit: &Unit, last: Option<Date>) -> Vec<NameView> {
    let ends = unit.names.iter().skip(1).map(|n| n.from.and_then(|f| f.yesterday().ok())).chain([last]);
    let view = |(n, end): (&crate::model::DatedName, Option<Date>)| NameView {
        name: n.name.clone(),
        from: n.from.map(|d| planner.day(d)),
        last: end.map(|d| planner.day(d)),
    };
    unit.names.iter().zip(ends).map(view).collect()
}

/// The time shown: from the first text to the last thing decided, or the day of the site.
#[derive(Clone, Copy)]
struct Scale {
    first: Date,
    days: i64,
}

impl Scale {
    fn of(planner: &Planner<'_>) -> Self {
        let (model, today) = (planner.s.model, planner.s.day);
        let first = model.versions.first().map_or(today, |v| v.effective_from).min(today);
        let last = model.decisions.last().map_or(today, |d| d.effective_from).max(today);
        // What begins on the last day is still seen to begin.
        let days = i64::from((last - first).get_days());
        Self { first, days: (days + days / 20).max(1) }
    }

    fn bar(self, from: Option<Date>, until: Option<Date>) -> (i32, i32) {
        let at = |day: Date| i64::from((day - self.first).get_days()).clamp(0, self.days) * 1000 / self.days;
        let (start, end) = (from.map_or(0, at), until.map_or(1000, at));
        (i32::try_from(start).unwrap_or(0), i32::try_from((end - start).max(4)).unwrap_or(4))
    }
}
