//! How far a build is from the least it could be: `cargo bench --bench floor [-- of=DIR runs=5]`, the real office unless said
//! otherwise.
//!
//! The floor reads the same content, puts the finished text of every page through tera as one value and writes the same files, on
//! all cores and with nothing else: no model, no dates, no checks, no manifest. Beside it, in turn, `quyche build` into an empty
//! folder and again with nothing changed. Prints medians by the clock and how many times the floor each is.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark measures and prints"
)]

#[path = "../tests/common/mod.rs"]
mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rayon::prelude::*;
use tera::{Context, Tera};

fn main() {
    let given = |name: &str| std::env::args().find_map(|a| a.strip_prefix(name).map(str::to_owned));
    let office = given("of=").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    let runs: usize = given("runs=").and_then(|n| n.parse().ok()).unwrap_or(5);
    let work = tempfile::tempdir().unwrap();
    build(&office, &work.path().join("site"));
    let site = common::files(&work.path().join("site"));
    let mut times = [const { Vec::new() }; 3];
    for run in 0..runs {
        let folder = work.path().join(format!("floor-{run}"));
        times[0].push(timed(|| floor(&office.join("content"), &site, &folder)));
        let folder = work.path().join(format!("build-{run}"));
        times[1].push(timed(|| build(&office, &folder)));
        times[2].push(timed(|| build(&office, &folder)));
    }
    let medians = times.map(|mut all| {
        all.sort();
        all[all.len() / 2]
    });
    let pages = site.keys().filter(|path| is_page(path)).count();
    println!("{pages} pages, {} files, medians of {runs}", site.len());
    for (name, median) in ["floor", "build into an empty folder", "build, nothing changed"].iter().zip(medians) {
        println!("{name:<28}{:>10}{:>7.1}×", format!("{median:.0?}"), median.as_secs_f64() / medians[0].as_secs_f64());
    }
}

fn floor(content: &Path, site: &BTreeMap<String, Vec<u8>>, out: &Path) {
    let read: usize = common::files(content).values().map(Vec::len).sum();
    assert!(read > 0);
    let mut tera = Tera::default();
    tera.add_raw_template("page", "{{ html | safe }}").unwrap();
    for folder in site.keys().filter_map(|path| Path::new(path).parent()) {
        fs::create_dir_all(out.join(folder)).unwrap();
    }
    site.par_iter().for_each(|(path, bytes)| {
        if is_page(path) {
            let mut context = Context::new();
            context.insert("html", std::str::from_utf8(bytes).unwrap());
            fs::write(out.join(path), tera.render("page", &context).unwrap()).unwrap();
        } else {
            fs::write(out.join(path), bytes).unwrap();
        }
    });
}

fn build(office: &Path, out: &Path) {
    let mut quyche = Command::new(env!("CARGO_BIN_EXE_quyche"));
    let quyche = quyche.arg("-C").arg(office).arg("-o").arg(out).args(["build", "--file-limit", "256"]);
    assert!(quyche.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap().success());
}

fn is_page(path: &str) -> bool {
    path.ends_with(".html")
}

fn timed(work: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    work();
    begun.elapsed()
}
