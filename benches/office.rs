//! Writes an office of any size: `cargo bench --bench office -- out=DIR [provisions=N] [units=N] [decisions=N] [rules=N] [cut=long]`.
//!
//! Short chapters, each a page, unless `cut=long`. What builds it is the program itself, so that a whole run is measured as the
//! clerk has it: start of the process, reading, writing and all.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a tool of the benchmarks prints what it did")]

#[path = "../tests/common/large.rs"]
mod large;

use std::path::Path;

fn main() {
    let given = |name: &str| std::env::args().find_map(|a| a.strip_prefix(name).map(str::to_owned));
    let number = |name: &str, usual: usize| given(name).map_or(usual, |n| n.parse().unwrap());
    let decisions = number("decisions=", 0);
    let cut = if given("cut=").as_deref() == Some("long") { large::Cut::LONG } else { large::Cut::SHORT };
    let size = large::Size {
        provisions: number("provisions=", 10_000),
        units: number("units=", 100),
        decisions,
        amending: decisions / 10,
        rules: number("rules=", number("units=", 100)),
        cut,
    };
    let Some(out) = given("out=") else {
        println!("out=DIR: where to write {size:?}");
        return;
    };
    large::write(Path::new(&out), size);
    println!("{out}: {size:?}");
}
