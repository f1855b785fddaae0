//! Floor 3 · rules and a span of days → occurrences, each with three dates and the way they were found.
//!
//! Design 3: the day the text names (nominal), the last day it allows, and the working day that is left of it (actual).
//! Where the text gives no date, none is made up: a month stays a window, a quota stays a quota. Holidays are data; a year
//! that is not loaded is a finding, never a guess. The traps avoided: counting Saturdays that were swapped into working
//! days as weekend, and taking "tuần thứ hai" for "thứ Sáu thứ hai".

mod between;
mod check;
mod computed;
mod dates;
mod decided;
mod engine;
mod explain;
mod findings;
mod ledger;
mod loaded;
pub mod lunar;
mod occurrence;
mod reach;
mod rulings;
mod slot;
pub mod statute;
mod swapped;
mod to_set;
mod undecided;
mod uneven;
mod week;
mod workday;

pub use check::{check, check_computed};
pub use computed::Computed;
pub use engine::{occurrence, occurrences};
pub use explain::{chair_words, date_in_full, ground_cited, ground_words, taken_to};
pub use ledger::{Revision, ledger_text, record, revision};
pub use occurrence::{DateRange, Ground, Occurrence, Status, Step, time_key, time_words};
pub use to_set::{ToSet, to_set};
pub use week::{Parting, Reading, other_readings, partings, readings, week_rule_name, week_rule_words, week_words};
pub use workday::{Day, MissingYear, day, is_weekend};

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod reported;
#[cfg(test)]
mod truth;
