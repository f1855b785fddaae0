//! What `check` proves about the office through time: decisions can be carried out, and every duty of the day before is, the
//! day after, borne, ended by a named operation, or an error.

use jiff::civil::Date;

use super::replay::Replay;
use super::{faults, proof};
use crate::diagnostic::{Files, Report};
use crate::model::Model;

/// All findings about decisions and what they do, those to come included.
#[must_use]
pub fn check(model: &Model, files: &Files) -> Report {
    // While the text is not what the decisions say, what follows from the text would be noise.
    let texts = proof::texts(model, files);
    if texts.has_errors() {
        return texts;
    }
    let mut replay = Replay::new(model);
    replay.advance(Date::MAX);
    let mut report = texts;
    report.extend(replay.into_report());
    faults::quotes(model, &proof::lineages(model), &mut report);
    faults::ends(model, &mut report);
    report
}
