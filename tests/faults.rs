//! Every slip a clerk can make, planted in a small sound project, and what the program says to it, to the letter.
//!
//! Design 5: every code has a fixture and a golden rendering. `SNAPSHOTS=overwrite cargo test --test faults` writes the
//! renderings anew; read each of them as a clerk before you keep it.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop at the first surprise")]

#[path = "faults/case.rs"]
mod case;
mod common;
#[path = "faults/explained.rs"]
mod explained;
#[path = "faults/random.rs"]
mod random;
#[path = "faults/robust.rs"]
mod robust;
#[path = "faults/ten.rs"]
mod ten;

use std::collections::BTreeSet;

use jiff::civil::date;
use quyche::diagnostic::Code;
use quyche::{history, site};
use snapbox::{Assert, Data};

/// Codes that the rooms above raise; their fixtures stand beside those rooms.
const RAISED_ABOVE: [(Code, &str); 3] = [
    (Code::PathCollision, "two pages on one address: known when pages are rendered"),
    (Code::DeadLink, "a link to nowhere: known when pages are rendered"),
    (Code::ThemeFault, "a malformed template: known when the theme is loaded"),
];

#[test]
fn the_base_is_sound() {
    let (sources, report) = case::check(&case::folder().join("base"));
    assert_eq!(case::rendering(&sources, &report), "----\n");
}

#[test]
fn every_slip_is_told_as_agreed() {
    let golden = Assert::new().action_env("SNAPSHOTS").normalize_paths(false);
    let mut wrong = Vec::new();
    for case in case::all("cases") {
        let dir = tempfile::tempdir().unwrap();
        case::copy(&case::folder().join("base"), dir.path());
        case.apply(dir.path());
        let (sources, report) = case::check(dir.path());
        let codes: BTreeSet<&str> = report.iter().map(|d| d.code.as_str()).collect();
        if !codes.contains(case.code.as_str()) {
            wrong.push(format!("{}: {} is not among {codes:?}", case.name, case.code));
        }
        let expected = Data::read_from(&case::folder().join(format!("cases/{}.out", case.name)), None);
        if let Err(e) = golden.try_eq(Some(&case.name), case::rendering(&sources, &report).into(), expected) {
            wrong.push(format!("{e}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The preview shows a page while the rest is still looked at: what is wrong with the meaning never stops, or holds up, the planning.
#[test]
fn pages_are_planned_of_whatever_could_be_read() {
    let day = date(2026, 1, 5);
    let mut planned = 0;
    for case in case::all("cases") {
        let dir = tempfile::tempdir().unwrap();
        case::copy(&case::folder().join("base"), dir.path());
        case.apply(dir.path());
        let (_, model, report) = common::project(dir.path());
        if !report.has_errors() {
            let (site, _) = site::plan(&model, &history::on(&model, day), &[], 2026..=2027);
            planned += usize::from(!site.pages.is_empty());
        }
    }
    assert!(planned > 80, "of {planned} only");
}

#[test]
fn every_code_has_a_slip() {
    let planted: BTreeSet<String> = case::all("cases").into_iter().map(|c| c.code).collect();
    let above: BTreeSet<&str> = RAISED_ABOVE.iter().map(|(code, _)| code.as_str()).collect();
    let beside: BTreeSet<String> = case::all("above").into_iter().map(|c| c.code).collect();
    assert!(above.iter().all(|c| beside.contains(*c)), "tests/faults/above lacks one of {above:?}");
    let missing: Vec<&str> =
        Code::ALL.iter().map(|c| c.as_str()).filter(|c| !planted.contains(*c) && !above.contains(c)).collect();
    assert!(missing.is_empty(), "no case in tests/faults/cases plants {missing:?}");
    let known: BTreeSet<&str> = Code::ALL.iter().map(|c| c.as_str()).collect();
    let strange: Vec<&String> = planted.iter().filter(|c| !known.contains(c.as_str())).collect();
    assert!(strange.is_empty(), "no such code: {strange:?}");
}
