//! What was decided about single occurrences after the rules were written, and what of the calendar has been published.
//!
//! Both are logs kept beside the rules (design 3): the office appends to the first, the program writes the second. The trap
//! avoided: editing a rule to move one meeting, which would move the past as well.

use jiff::civil::Date;

use super::TimeOfDay;
use crate::diagnostic::Span;

/// One entry of `overrides.yaml`. A later entry about a slot supersedes an earlier one; none is ever deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// The occurrence: `giao-ban/2026-02-w2`. Whether there is one is for the calendar to say.
    pub slot: String,
    /// What was decided.
    pub action: Action,
    /// The hour or part of the day, when the decision names one.
    pub at: Option<TimeOfDay>,
    /// The document that says so.
    pub reference: String,
    /// Its day.
    pub issued: Date,
    /// Where the entry stands.
    pub span: Span,
}

/// What was decided about an occurrence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// It is on this day instead; after a cancellation it is on again.
    Move(Date),
    /// It is called off.
    Cancel,
    /// The computed day stands, whatever else is open; the day is repeated by those who want it checked.
    Confirm(Option<Date>),
    /// The day of what has but a window or a number of times.
    Schedule(Date),
}

impl Action {
    /// The word of the file.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Move(_) => "move",
            Self::Cancel => "cancel",
            Self::Confirm(_) => "confirm",
            Self::Schedule(_) => "schedule",
        }
    }

    /// The day it names.
    #[must_use]
    pub fn to(self) -> Option<Date> {
        match self {
            Self::Move(date) | Self::Schedule(date) => Some(date),
            Self::Confirm(date) => date,
            Self::Cancel => None,
        }
    }
}

/// The state in which an occurrence was last published: one entry of `calendar.ledger.yaml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerEntry {
    /// The hash of what a subscriber acts upon.
    pub hash: String,
    /// How often it had changed by then.
    pub sequence: u32,
    /// How many entries of `overrides.yaml` had changed it by then.
    pub decisions: u32,
    /// The day of its last change.
    pub last_modified: Date,
}
