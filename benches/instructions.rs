//! What a run costs in instructions: `cargo bench --bench instructions [-- provisions=1000 write]`.
//!
//! Clocks move with whatever else a machine does; counts do not, so a change that makes the program slower shows in them whatever
//! the machine's mood. The real office and one of so many provisions (1,000 and 10,000 unless said otherwise) are checked, built
//! into an empty folder and built again with nothing changed, on one thread and under valgrind, which must be installed. Beside each
//! count stands the one recorded in `instructions.tsv`; `write` records anew. Another compiler or processor counts a little
//! otherwise: compare on one machine.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a benchmark measures and prints"
)]

#[path = "../tests/common/mod.rs"]
mod common;
#[path = "../tests/common/large.rs"]
mod large;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const RECORD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/instructions.tsv");

fn main() {
    if Command::new("valgrind").arg("--version").stdout(Stdio::null()).status().is_err() {
        println!("valgrind is not installed: nothing counted");
        return;
    }
    let given = |name: &str| std::env::args().find_map(|a| a.strip_prefix(name).map(str::to_owned));
    let sizes = given("provisions=").map_or_else(|| vec![1_000, 10_000], |n| vec![n.parse().unwrap()]);
    let work = tempfile::tempdir().unwrap();
    let mut offices = vec![("the real office".to_owned(), PathBuf::from(env!("CARGO_MANIFEST_DIR")))];
    for provisions in sizes {
        let folder = work.path().join(provisions.to_string());
        let units = (provisions / 100).max(20);
        large::write(
            &folder,
            large::Size { provisions, units, decisions: 0, amending: 0, rules: units, cut: large::Cut::SHORT },
        );
        offices.push((format!("{provisions} provisions"), folder));
    }
    let mut record = recorded();
    println!("{:<20}{:<24}{:>8}{:>12}{:>12}{:>12}", "office", "run", "pages", "million", "k a page", "of recorded");
    for (office, root) in &offices {
        let site = work.path().join("site").join(office.replace(' ', "-"));
        for run in ["build", "build again", "check"] {
            let count = counted(root, &site, run.split(' ').next().unwrap());
            let pages = common::files(&site).keys().filter(|path| path.ends_with(".html")).count();
            let each = count / pages as u64 / 1_000;
            let before = record.insert((office.clone(), run.to_owned()), count);
            let ratio = before.map_or("–".to_owned(), |before| format!("{:.3}×", count as f64 / before as f64));
            println!("{office:<20}{run:<24}{pages:>8}{:>12}{each:>12}{ratio:>12}", count / 1_000_000);
        }
    }
    if std::env::args().any(|a| a == "write") {
        let lines = record.iter().map(|((office, run), count)| format!("{office}\t{run}\t{count}\n"));
        fs::write(RECORD, lines.collect::<String>()).unwrap();
    }
}

/// The instructions of one run of the program, start and end included.
fn counted(root: &Path, site: &Path, verb: &str) -> u64 {
    fs::create_dir_all(site.parent().unwrap()).unwrap();
    let run = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null", env!("CARGO_BIN_EXE_quyche"), "-C"])
        .arg(root)
        .args(["--file-limit", "256", "--date", "2026-11-23", "--output"])
        .arg(site)
        .arg(verb)
        .env("RAYON_NUM_THREADS", "1")
        .stdout(Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{said}");
    let count = said.lines().find_map(|line| line.split_once("refs:")).expect("valgrind says how many").1;
    count.trim().replace(',', "").parse().unwrap()
}

fn recorded() -> BTreeMap<(String, String), u64> {
    let text = fs::read_to_string(RECORD).unwrap_or_default();
    let line = |line: &str| {
        let [office, run, count] = line.split('\t').collect::<Vec<_>>().try_into().ok()?;
        Some(((office.to_owned(), run.to_owned()), count.parse().ok()?))
    };
    text.lines().filter_map(line).collect()
}
