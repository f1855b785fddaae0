//! What must hold for every input of a door, each as a function that panics where it does not.
//!
//! Fuzzers (`fuzz_targets/`) look for inputs that break a law; `tests/fuzz.rs` asks each law about the corpus, without any tool
//! of fuzzing. An input is text a person could write down, so that a finding can be read.

pub mod diff;
pub mod ics;
mod ics_reader;
pub mod label;
pub mod markdown;
mod office;
mod places;
pub mod rule;
pub mod yaml;
