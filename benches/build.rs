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
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use quyche::diagnostic::Lang;
use quyche::source::Limits;
use quyche::{calendar, history, ics, model, render, search, site, source};

const RUNS: usize = 15;

/// How much came.
#[derive(Default)]
struct Count {
    pages: AtomicUsize,
    bytes: AtomicUsize,
}

impl site::Sink for Count {
    fn take(&self, path: site::RelPath, bytes: Vec<u8>, _: Option<u64>) {
        self.pages.fetch_add(usize::from(path.as_str().ends_with(".html")), Ordering::Relaxed);
        self.bytes.fetch_add(bytes.len(), Ordering::Relaxed);
    }
}

fn main() {
    let given = std::env::args().find_map(|a| a.strip_prefix("of=").map(PathBuf::from));
    let root = &given.unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    let day = jiff::civil::date(2026, 11, 23);
    let years = 2026..=2027;
    let mut times: Vec<(&str, Vec<Duration>)> =
        ["load", "decode", "check", "plan", "index", "feeds", "pages", "links", "all"].map(|n| (n, Vec::new())).into();
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
        let found = site::findings(&found, Lang::Vi);
        let (grounds, _) = site::Grounds::new(&model, &state, &snapshot, years.clone(), None);
        let plan = site::Plan::new(&grounds, &found);
        lap(3);
        let count = Count::default();
        let whole = render::Whole::new(&count);
        let give = |(path, bytes): (String, Vec<u8>)| whole.file(path, bytes);
        search::build(&plan.documents(), &search::Vocabulary::default()).files.into_iter().for_each(give);
        lap(4);
        ics::write_all(&plan.feeds()).into_iter().for_each(give);
        lap(5);
        let (theme, _) = render::Theme::new("vi", &[]);
        let renderer = render::Renderer::new(&theme, &plan.chrome());
        renderer.assets(&whole);
        let _ = plan.pages(&|page| renderer.give(&page, &whole));
        lap(6);
        let _ = whole.proved();
        lap(7);
        times[8].1.push(begun.elapsed());
        pages = count.pages.into_inner();
        bytes = count.bytes.into_inner();
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
