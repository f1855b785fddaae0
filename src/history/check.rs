//! What `check` proves about the office through time: each text is what the decisions make of the one before it, decisions
//! can be carried out, every duty of the day before is, the day after, borne, ended by a named operation, or an error, and
//! every limit is computed on every day.

use jiff::civil::Date;

use super::replay::Replay;
use super::{Lineages, deadlines, faults, misled, namesakes, proof, quotes, roles};
use crate::diagnostic::{Files, Report};
use crate::model::Model;

/// All findings about decisions and what they do, those to come included, and the way of every provision, which is worked
/// out on the way; `day` is the one from which days are to come.
#[must_use]
pub fn check(model: &Model, files: &Files, day: Date) -> (Lineages, Report) {
    let (lineages, mut report) = proved(model, files, day);
    report.extend(Rest(Replay::new(model, lineages.clone())).replayed());
    (lineages, report)
}

/// The ways of the provisions, and what of the texts is not as the decisions declare: the part of [`check`] that what follows needs.
#[must_use]
pub fn proved(model: &Model, files: &Files, day: Date) -> (Lineages, Report) {
    let (lineages, mut report) = proof::judged(model, files);
    report.extend(misled::report(model, &lineages, day));
    (lineages, report)
}

/// A replay that has come to a day; what it finds to its end is the other part of [`check`].
pub struct Rest<'m>(pub(super) Replay<'m>);

impl Rest<'_> {
    /// What is found while all decisions are replayed, those up to the day included.
    #[must_use]
    pub fn replayed(self) -> Report {
        let Self(mut replay) = self;
        replay.advance(Date::MAX);
        let (model, lineages, mut report) = replay.into_report();
        quotes::of_rules_and_roles(model, &lineages, &mut report);
        deadlines::without_rule(model, &lineages, &mut report);
        faults::units_of_rules(model, &mut report);
        faults::ends(model, &mut report);
        roles::of_rules(model, &mut report);
        roles::of_facts(model, &mut report);
        namesakes::report(model, &mut report);
        report
    }
}
