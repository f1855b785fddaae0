//! What `check` proves about a decoded model beyond what its parts prove of themselves (design 2, "What `check` proves").
//!
//! Every finding here is about the meaning: two statements that cannot both hold, work of a unit that is no more, a name
//! that is written otherwise. Nothing is corrected, ever.

mod as_quoted;
mod bearers;
mod circles;
mod members;
mod named;
mod names;
mod not_in_text;
mod open_points;
mod orphans;
mod people;
mod personal;
mod pictures;
mod places;
mod references;
mod superiors;
mod synonyms;

use jiff::civil::Date;
use rayon::prelude::*;

use self::named::Named;
pub use self::open_points::no_post;
use super::Model;
use crate::diagnostic::{Files, Report};

/// All findings about the model on `day`.
#[must_use]
pub fn check(model: &Model, files: &Files, day: Date) -> Report {
    let checks: [&(dyn Fn(&mut Report) + Sync); 12] = [
        &|report| as_quoted::check(model, report),
        &|report| circles::check(model, report),
        &|report| facts(model, day, report),
        &|report| open_points::heads(model, report),
        &|report| open_points::posts(model, report),
        &|report| orphans::check(model, day, report),
        &|report| names::check(model, day, report),
        &|report| open_points::check(model, day, report),
        &|report| references::check(model, day, report),
        &|report| synonyms::check(model, day, report),
        &|report| personal::check(model, files, report),
        &|report| pictures::check(model, files, report),
    ];
    each(&checks)
}

/// The findings that hold whatever another file was to say: beside an error that keeps the model from being whole. `office` tells
/// whether the office and its texts were read without fault.
#[must_use]
pub fn check_apart(model: &Model, files: &Files, day: Date, office: bool) -> Report {
    let mut report =
        each(&[&|report| personal::check(model, files, report), &|report| pictures::check(model, files, report)]);
    if office {
        report.extend(each(&[
            &|report| circles::check(model, report),
            &|report| open_points::heads(model, report),
            &|report| names::check(model, day, report),
            &|report| references::check(model, day, report),
        ]));
    }
    report
}

/// What the files say of people, held against the words they say it by.
fn facts(model: &Model, day: Date, report: &mut Report) {
    let named = Named::new(model);
    let strange = not_in_text::check(model, &named, day, report);
    members::check(model, &named, &strange, day, report);
    bearers::check(model, &named, report);
    people::check(model, &named, day, report);
    superiors::check(model, &named, report);
}

/// What each of them finds.
fn each(checks: &[&(dyn Fn(&mut Report) + Sync)]) -> Report {
    // They come back in this order, whatever the threads.
    let found: Vec<Report> = checks
        .par_iter()
        .with_max_len(1)
        .map(|check| {
            let mut report = Report::default();
            check(&mut report);
            report
        })
        .collect();
    let mut report = Report::default();
    found.into_iter().for_each(|found| report.extend(found));
    report
}
