//! The cost of a site after start: `cargo bench --bench build [-- of=DIR]`, the real one unless said otherwise. Figures, not a
//! test: machines are noisy.
//!
//! Prints, for each arrow from folder to output, the minimum and median of some runs, then pages and cost per page.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark measures and prints"
)]

use std::path::PathBuf;
use std::time::{Duration, Instant};

use quyche::diagnostic::Lang;
use quyche::source::Limits;
use quyche::{calendar, history, ics, model, render, search, site, source};

const RUNS: usize = 15;

fn main() {
    let given = std::env::args().find_map(|a| a.strip_prefix("of=").map(PathBuf::from));
    let root = &given.unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    let day = jiff::civil::date(2026, 11, 23);
    let years = 2026..=2027;
    let mut times: Vec<(&str, Vec<Duration>)> =
        ["load", "decode", "check", "plan", "index", "feeds", "render", "links", "all"].map(|n| (n, Vec::new())).into();
    let mut pages = 0;
    let mut bytes = 0;
    for _ in 0..RUNS {
        let begun = Instant::now();
        let mut at = begun;
        let mut lap = |slot: usize| {
            let now = Instant::now();
            times[slot].1.push(now - std::mem::replace(&mut at, now));
        };
        let (sources, _) = source::load(root, &root.join("content"), Limits::of_file(Limits::MOST_FILE_MIB));
        lap(0);
        let (model, _) = model::decode(&sources);
        lap(1);
        let found = model::check(&model, &sources.files, day);
        let state = history::on(&model, day);
        let snapshot = state.snapshot().unwrap();
        let _ = calendar::check(&snapshot, years.clone());
        lap(2);
        let (site, _) = site::plan(&model, &state, &site::findings(&found, &sources.files, Lang::Vi), years.clone());
        lap(3);
        let index = search::build(&site.documents, &search::Vocabulary::default());
        lap(4);
        let feeds = ics::write_all(&site.feeds);
        lap(5);
        let (theme, _) = render::Theme::new("vi", &[]);
        let (mut output, _) = render::render(site, &theme);
        for (path, bytes) in feeds.into_iter().chain(index.files) {
            output.add(path, bytes).unwrap();
        }
        lap(6);
        let _ = render::links(&output);
        lap(7);
        times[8].1.push(begun.elapsed());
        pages = output.iter().filter(|(path, _)| path.ends_with(".html")).count();
        bytes = output.iter().map(|(_, b)| b.len()).sum();
    }
    println!("{:<8}{:>12}{:>12}   of {RUNS} runs", "step", "minimum", "median");
    for (name, mut runs) in times {
        runs.sort();
        println!("{name:<8}{:>12}{:>12}", format!("{:.2?}", runs[0]), format!("{:.2?}", runs[runs.len() / 2]));
        if name == "all" {
            let each = runs[runs.len() / 2] / u32::try_from(pages.max(1)).unwrap();
            println!("{pages} pages, {} KiB in all, {each:.2?} a page", bytes / 1024);
        }
    }
}
