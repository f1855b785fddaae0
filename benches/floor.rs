//! How far a build is from the least it could be: `cargo bench --bench floor [-- of=DIR runs=5]`, the real office unless said
//! otherwise.
//!
//! The floor reads the same content, renders every page by its template from a view that is ready, and writes the same files, on
//! all cores and with nothing else: no model, no dates, no checks, no links, no manifest. The bare floor puts the finished text of every
//! page through tera as one value instead. Beside them, in turn, `quyche build` into an empty folder and again with nothing changed.
//! Prints medians by the clock and how many times the floor each is.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark measures and prints"
)]

#[path = "../tests/common/mod.rs"]
mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use jiff::civil::{Date, date};
use quyche::render::{Renderer, Theme};
use quyche::site::Site;
use quyche::{history, model, site, source};
use rayon::prelude::*;
use tera::{Context, Tera};

/// As the program has it.
#[global_allocator]
static ALLOC: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The day the site is made for.
const DAY: Date = date(2026, 11, 23);

fn main() {
    let given = |name: &str| std::env::args().find_map(|a| a.strip_prefix(name).map(str::to_owned));
    let office = given("of=").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    let runs: usize = given("runs=").and_then(|n| n.parse().ok()).unwrap_or(5);
    let work = tempfile::tempdir().unwrap();
    build(&office, &work.path().join("site"));
    let site = common::files(&work.path().join("site"));
    let views = views(&office);
    let planned: BTreeSet<&str> = views.pages.iter().map(|page| page.path.as_str()).collect();
    assert_eq!(
        planned,
        site.keys().map(String::as_str).filter(|path| is_page(path)).collect(),
        "the floor has the pages of the build"
    );
    let (theme, _) = Theme::new("vi", &[]);
    let mut times = [const { Vec::new() }; 4];
    for run in 0..runs {
        let folder = work.path().join(format!("floor-{run}"));
        let renderer = Renderer::new(&theme, &views.chrome);
        times[0].push(timed(|| {
            floor(&office, &site, &folder, &|html| {
                views.pages.par_iter().for_each(|view| {
                    html(&view.path, &renderer.html(view).unwrap());
                })
            })
        }));
        let folder = work.path().join(format!("bare-{run}"));
        times[1].push(timed(|| floor(&office, &site, &folder, &|html| bare(&site, html))));
        let folder = work.path().join(format!("build-{run}"));
        times[2].push(timed(|| build(&office, &folder)));
        times[3].push(timed(|| build(&office, &folder)));
    }
    let medians = times.map(|mut all| {
        all.sort();
        all[all.len() / 2]
    });
    let pages = site.keys().filter(|path| is_page(path)).count();
    println!("{pages} pages, {} files, medians of {runs}", site.len());
    for (name, median) in
        ["floor", "bare floor", "build into an empty folder", "build, nothing changed"].iter().zip(medians)
    {
        println!("{name:<28}{:>10}{:>7.1}×", format!("{median:.2?}"), median.as_secs_f64() / medians[0].as_secs_f64());
    }
}

/// Where finished pages go.
type Html<'h> = dyn Fn(&str, &[u8]) + Sync + 'h;

fn floor(office: &Path, site: &BTreeMap<String, Vec<u8>>, out: &Path, pages: &dyn Fn(&Html<'_>)) {
    let read: usize = common::files(&office.join("content")).values().map(Vec::len).sum();
    assert!(read > 0);
    for folder in site.keys().filter_map(|path| Path::new(path).parent()) {
        fs::create_dir_all(out.join(folder)).unwrap();
    }
    let write = |path: &str, bytes: &[u8]| fs::write(out.join(path), bytes).unwrap();
    pages(&write);
    site.par_iter().filter(|(path, _)| !is_page(path)).for_each(|(path, bytes)| write(path, bytes));
}

fn bare(site: &BTreeMap<String, Vec<u8>>, html: &Html<'_>) {
    let mut tera = Tera::default();
    tera.add_raw_template("page", "{{ html | safe }}").unwrap();
    site.par_iter().filter(|(path, _)| is_page(path)).for_each(|(path, bytes)| {
        let mut context = Context::new();
        context.insert("html", std::str::from_utf8(bytes).unwrap());
        html(path, tera.render("page", &context).unwrap().as_bytes());
    });
}

/// What the templates are told.
fn views(office: &Path) -> Site {
    let (sources, _) = source::load(office, &office.join("content"), source::Limits::of_file(256));
    let (model, _) = model::decode(&sources);
    let state = history::on(&model, DAY);
    site::plan(&model, &state, &[], DAY.year()..=DAY.year() + 1).0
}

fn build(office: &Path, out: &Path) {
    let mut quyche = Command::new(env!("CARGO_BIN_EXE_quyche"));
    let quyche =
        quyche.arg("-C").arg(office).arg("-o").arg(out).args(["build", "--file-limit", "256", "--date", "2026-11-23"]);
    assert!(quyche.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap().success());
}

fn is_page(path: &str) -> bool {
    path.ends_with(".html")
}

fn timed(work: impl FnOnce()) -> Duration {
    // What the run before left to be written is not this one's. Where there is no such command, it may be.
    let _ = Command::new("sync").status();
    let begun = Instant::now();
    work();
    begun.elapsed()
}
