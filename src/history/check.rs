//! What `check` proves about the office through time: decisions can be carried out, and every duty of the day before is, the
//! day after, borne, ended by a named operation, or an error.

use jiff::civil::Date;

use super::replay::Replay;
use super::{faults, proof};
use crate::diagnostic::Report;
use crate::model::Model;

/// All findings about decisions and what they do, those to come included.
#[must_use]
pub fn check(model: &Model) -> Report {
    let mut replay = Replay::new(model);
    replay.advance(Date::MAX);
    let mut report = replay.into_report();
    faults::quotes(model, &proof::lineages(model), &mut report);
    faults::ends(model, &mut report);
    report
}
