//! The cost of history: `cargo bench --bench history`. Thirty years of decisions over a large regulation, at 1×, 4× and 16×.
//!
//! Each size runs in a process of its own, so that the peak of memory is its own. Figures, not a test: machines are noisy.
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
    let factor = std::env::args().skip(1).find_map(|a| a.strip_prefix("factor=").and_then(|f| f.parse().ok()));
    if let Some(factor) = factor {
        return one(factor);
    }
    println!(
        "{:<6}{:>12}{:>10}{:>10}{:>10}{:>10}{:>10}{:>10}{:>12}{:>12}{:>10}",
        "size", "provisions", "decisions", "content", "load", "decode", "check", "every", "all", "per MB", "memory"
    );
    for factor in [1, 4, 16] {
        let own = std::env::current_exe().unwrap();
        let run = std::process::Command::new(own).arg(format!("factor={factor}")).output().unwrap();
        print!("{}{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    }
}

fn one(factor: usize) {
    let size = Size { provisions: 1250 * factor, units: 12, decisions: 25 * factor / 2, amending: 5 * factor / 4 };
    let dir = tempfile::tempdir().unwrap();
    large::write(dir.path(), size);
    let bytes = content(&dir.path().join("content"));
    let mut times: Vec<Duration> = Vec::new();
    let begun = Instant::now();
    let mut at = begun;
    let mut lap = || {
        let now = Instant::now();
        times.push(now - std::mem::replace(&mut at, now));
    };
    let (sources, _) = source::load(dir.path(), &dir.path().join("content"), Limits::default());
    lap();
    let (model, report) = model::decode(&sources);
    assert!(!report.has_errors(), "{:?}", report.iter().next());
    lap();
    let report = history::check(&model, &sources.files);
    assert!(!report.has_errors(), "{:?}", report.iter().next());
    lap();
    let differences: Vec<_> = history::steps(&model).map(|(b, a)| change::compare(&model, &b, &a)).collect();
    assert_eq!(differences.len(), size.decisions);
    lap();
    let all = begun.elapsed();
    let [load, decode, check, every] = times[..] else { return };
    let per = all.as_secs_f64() / (bytes as f64 / 1e6);
    println!(
        "{:<6}{:>12}{:>10}{:>8.1}MB{:>10}{:>10}{:>10}{:>10}{:>12}{:>10.3} s{:>8}MB",
        format!("{factor}x"),
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
