//! What `check` proves about the office through time: each text is what the decisions make of the one before it, decisions
//! can be carried out, and every duty of the day before is, the day after, borne, ended by a named operation, or an error.

use jiff::civil::Date;

use super::replay::Replay;
use super::{Lineages, faults, proof, quotes};
use crate::diagnostic::{Files, Report};
use crate::model::Model;

/// All findings about decisions and what they do, those to come included, and the way of every provision, which is worked
/// out on the way.
#[must_use]
pub fn check(model: &Model, files: &Files) -> (Lineages, Report) {
    let (lineages, mut report) = proved(model, files);
    report.extend(replayed(model, &lineages));
    (lineages, report)
}

/// The ways of the provisions, and what of the texts is not as the decisions declare: the part of [`check`] that what follows needs.
#[must_use]
pub fn proved(model: &Model, files: &Files) -> (Lineages, Report) {
    proof::judged(model, files)
}

/// The other part: what is found while all decisions are replayed.
#[must_use]
pub fn replayed(model: &Model, lineages: &Lineages) -> Report {
    let mut replay = Replay::new(model, lineages.clone());
    replay.advance(Date::MAX);
    let mut report = replay.into_report();
    quotes::of_rules_and_roles(model, lineages, &mut report);
    faults::units_of_rules(model, &mut report);
    faults::ends(model, &mut report);
    report
}
