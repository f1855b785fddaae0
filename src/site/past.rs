//! The office of earlier days and of days to come, as far as pages and feeds of today need it.
//!
//! A handbook or a calendar once published keeps its address (design 4), so whoever ever had one is known here; and what a
//! calendar held of days gone by it still holds, by the office of those days.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::duty::handbooks;
use crate::history::{Snapshot, State, office_at};
use crate::model::{RoleId, UnitId};

/// What was before the day of a site, and what comes after it.
#[derive(Clone, Debug, Default)]
pub struct Past {
    /// Every handbook there was.
    handbooks: BTreeSet<(RoleId, UnitId)>,
    /// The office on the last day before each change, in order; those only whose days the calendar still shows.
    states: Vec<State>,
    /// The office from each change to come on.
    coming: Vec<State>,
}

impl Past {
    /// Takes one change in, in order: the office before it and after. The site is of `day`, its calendar begins on `shown`.
    pub(super) fn take(&mut self, before: State, after: State, day: Date, shown: Date) {
        if day < after.day() {
            self.coming.push(after);
            return;
        }
        if let Some(s) = before.snapshot() {
            self.handbooks.extend(handbooks(&s));
        }
        if shown <= before.day() {
            self.states.push(before);
        }
    }

    /// The handbooks there were and are no more.
    pub(super) fn former_handbooks(&self, now: &[(RoleId, UnitId)]) -> Vec<(RoleId, UnitId)> {
        self.handbooks.iter().filter(|pair| !now.contains(pair)).cloned().collect()
    }

    /// The office of a day that is not the site's, where decisions made it another: a report of last year went to a unit of
    /// last year, one of next year goes to a unit to come.
    pub(super) fn office_on(&self, date: Date) -> Option<Snapshot<'_>> {
        let (at, now) = (self.place(date), self.states.len());
        let state = if at < now { self.states.get(at) } else { self.coming.get(at.checked_sub(now + 1)?) };
        state.and_then(State::snapshot)
    }

    /// The place of the office of a day among those of earlier days, the site's own and those to come.
    pub(super) fn place(&self, date: Date) -> usize {
        office_at(date, self.states.iter().map(State::day), self.coming.iter().map(State::day))
    }

    /// The offices from each change to come on, in order.
    pub(super) fn coming(&self) -> Vec<Snapshot<'_>> {
        self.coming.iter().filter_map(State::snapshot).collect()
    }

    /// The offices of earlier days, each with its last day.
    pub(super) fn offices(&self) -> Vec<Snapshot<'_>> {
        self.states.iter().filter_map(State::snapshot).collect()
    }
}
