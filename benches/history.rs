//! The cost of history: `cargo bench --bench history`. Thirty years of decisions over a large regulation, at 1×, 4× and 16×:
//! first with two hundred decisions each time, so that the content alone grows; then with decisions that grow in number as the
//! provisions do, so that 16× has sixteen times as many decisions, each over sixteen times as many duties.
//!
//! Each size runs in a process of its own, so that the peak of memory is its own. Times are those of the processor where the
//! system tells them, so that other programs on the machine do not count. Figures, not a test.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark measures and prints"
)]

#[path = "../tests/common/large.rs"]
mod large;

use std::path::Path;
use std::time::{Duration, Instant};

use large::Size;
use quyche::source::Limits;
use quyche::{change, history, model, source};

fn main() {
    let given = |name: &str| std::env::args().find_map(|a| a.strip_prefix(name).and_then(|n| n.parse().ok()));
    if let (Some(provisions), Some(decisions)) = (given("provisions="), given("decisions=")) {
        return one(provisions, decisions);
    }
    println!(
        "{:>10}{:>10}{:>10}{:>10}{:>10}{:>10}{:>10}{:>12}{:>12}{:>10}",
        "provisions", "decisions", "content", "load", "decode", "check", "every", "all", "per MB", "memory"
    );
    let scales = [(1, 200), (4, 200), (16, 200), (1, 12), (4, 50), (16, 200)];
    for (factor, decisions) in scales {
        let own = std::env::current_exe().unwrap();
        let arguments = [format!("provisions={}", 1250 * factor), format!("decisions={decisions}")];
        let run = std::process::Command::new(own).args(arguments).output().unwrap();
        print!("{}{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    }
}

/// One decision of ten amends the text.
fn one(provisions: usize, decisions: usize) {
    let size = Size { provisions, units: 12, decisions, amending: decisions / 10, rules: 40, cut: large::Cut::LONG };
    let dir = tempfile::tempdir().unwrap();
    large::write(dir.path(), size);
    let bytes = content(&dir.path().join("content"));
    let mut times: Vec<Duration> = Vec::new();
    let begun = spent();
    let mut at = begun;
    let mut lap = || {
        let now = spent();
        times.push(now - std::mem::replace(&mut at, now));
    };
    let (sources, _) = source::load(dir.path(), &dir.path().join("content"), Limits::default());
    lap();
    let (model, report) = model::decode(&sources);
    assert!(!report.has_errors(), "{:?}", report.iter().next());
    lap();
    let (lineages, report) = history::check(&model, &sources.files, jiff::civil::Date::MAX);
    assert!(!report.has_errors(), "{:?}", report.iter().next());
    lap();
    let differences: Vec<_> = lineages.steps(&model).map(|(b, a)| change::compare(&model, &b, &a)).collect();
    assert_eq!(differences.len(), size.decisions);
    lap();
    let all = spent() - begun;
    let [load, decode, check, every] = times[..] else { return };
    let per = all.as_secs_f64() / (bytes as f64 / 1e6);
    println!(
        "{:>10}{:>10}{:>8.1}MB{:>10}{:>10}{:>10}{:>10}{:>12}{:>10.3} s{:>8}MB",
        size.provisions,
        size.decisions,
        bytes as f64 / 1e6,
        format!("{load:.2?}"),
        format!("{decode:.2?}"),
        format!("{check:.2?}"),
        format!("{every:.2?}"),
        format!("{all:.2?}"),
        per,
        peak()
    );
}

/// How long this thread has run: by the system's account of it, else by the clock.
fn spent() -> Duration {
    static BEGUN: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    let account = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let ran = account.and_then(|a| a.split_whitespace().next()?.parse().ok()).map(Duration::from_nanos);
    ran.unwrap_or_else(|| BEGUN.elapsed())
}

/// The bytes of every file below a folder.
fn content(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    entries.map(|p| if p.is_dir() { content(&p) } else { p.metadata().unwrap().len() }).sum()
}

/// The most memory this process has held, in MB; 0 where the system does not say.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) / 1024
}
