//! What `check` proves about a decoded model beyond what its parts prove of themselves (design 2, "What `check` proves").
//!
//! Every finding here is about the meaning: two statements that cannot both hold, a duty of the calendar that the text
//! states and nobody wrote down, a name that is written otherwise. Nothing is corrected, ever.

mod circles;
mod deadlines;
mod names;
mod open_points;
mod orphans;
mod personal;
mod synonyms;

use jiff::civil::Date;

use super::Model;
use crate::diagnostic::{Files, Report};

/// All findings about the model on `day`.
#[must_use]
pub fn check(model: &Model, files: &Files, day: Date) -> Report {
    let mut report = Report::default();
    circles::check(model, &mut report);
    open_points::heads(model, &mut report);
    open_points::posts(model, &mut report);
    orphans::check(model, day, &mut report);
    deadlines::check(model, day, &mut report);
    names::check(model, day, &mut report);
    open_points::check(model, day, &mut report);
    synonyms::check(model, day, &mut report);
    personal::check(model, files, &mut report);
    report
}
