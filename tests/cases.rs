//! The cases F01–F32 of design 7, each a test of its number, through the program itself: exit code, message in both
//! languages at file:line:column with a hint, the site byte for byte as it was, nothing left after the next run, no panic,
//! bounded memory and time (`cases/run.rs`).
//!
//! `SNAPSHOTS=overwrite cargo test --test cases` writes the messages of tests/cases anew; read each before you keep it.
//! F28 (a disk that is full at each write) and the two publishers of F30 stand with publication, in tests/publish, as `f28_…`
//! and `f30_…`.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a test may stop at the first surprise, says what it measured, and asks the environment"
)]

#[path = "cases/bytes.rs"]
mod bytes;
#[path = "faults/case.rs"]
#[allow(dead_code, reason = "the slips are used here, the goldens in tests/faults.rs")]
mod case;
mod common;
#[path = "cases/places.rs"]
mod places;
#[path = "cases/preview.rs"]
mod preview;
#[path = "cases/run.rs"]
mod run;
#[path = "cases/size.rs"]
mod size;
#[path = "cases/slips.rs"]
mod slips;
