//! Stand-in for the room of the calendar: the types pages are built from, and no dates.

use jiff::civil::Date;

use crate::diagnostic::{Report, Say};
use crate::history::Snapshot;
use crate::model::{OccurrenceKind, RuleId, TimeOfDay};

/// First and last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateRange {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
}

/// How firm a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// It stands.
    Firm,
    /// Depends on a notice that is not out.
    DependsOnNotice,
}

/// One line of [Cách tính].
#[derive(Clone, Debug)]
pub struct Step {
    /// The step.
    pub say: Say,
    /// What it rests on.
    pub source: Option<String>,
}

/// One dated occurrence.
#[derive(Clone, Debug)]
pub struct Occurrence {
    /// Its rule.
    pub rule: RuleId,
    /// Its identity.
    pub slot: String,
    /// What it is.
    pub kind: OccurrenceKind,
    /// The day named in the text.
    pub nominal: DateRange,
    /// The last allowed day.
    pub last_allowed: Date,
    /// The day it falls on.
    pub actual: DateRange,
    /// By what time.
    pub by: Option<TimeOfDay>,
    /// How firm.
    pub status: Status,
    /// How it was found.
    pub steps: Vec<Step>,
    /// Other days it may fall on.
    pub alternatives: Vec<Date>,
}

/// No dates.
#[must_use]
pub fn occurrences(_: &Snapshot<'_>, _: Date, _: Date) -> (Vec<Occurrence>, Report) {
    (Vec::new(), Report::default())
}
