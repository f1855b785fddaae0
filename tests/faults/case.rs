//! A planted slip: edits to a copy of the small project in `base/`. The trap avoided: a fixture that copies the whole
//! project for every slip, so that nobody sees what the slip is.
//!
//! The form of a case file, one directive after the other:
//! ```text
//! # what the clerk did
//! code quote-not-found
//! replace content/duties.yaml
//! <<<
//! words that stand there once
//! ===
//! words that stand there then
//! >>>
//! ```
//! Also `write PATH` with the whole file between `<<<` and `>>>` (`\xHH` is a raw byte, `\` at the end of the last line
//! takes its line end away), `delete PATH`, `size PATH BYTES`, `link PATH TARGET`, `socket PATH`.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use quyche::diagnostic::{Format, Lang, Report, show};
use quyche::source::Sources;

use crate::common;

/// One case file.
pub struct Case {
    pub name: String,
    pub code: String,
    text: String,
}

/// One thing the clerk did.
enum Step<'c> {
    Replace { path: &'c str, old: String, new: String },
    Write { path: &'c str, text: String },
    Delete { path: &'c str },
    Size { path: &'c str, size: u64 },
    Link { path: &'c str, target: &'c str },
    Socket { path: &'c str },
}

/// The folder of this module.
pub fn folder() -> PathBuf {
    common::root().join("tests/faults")
}

/// Every case of one folder, by name.
pub fn all(of: &str) -> Vec<Case> {
    let mut names: Vec<PathBuf> = fs::read_dir(folder().join(of)).unwrap().map(|e| e.unwrap().path()).collect();
    names.sort();
    names.retain(|p| p.extension().is_some_and(|e| e == "case"));
    names.iter().map(|p| Case::read(p)).collect()
}

impl Case {
    fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap();
        let code = text.lines().find_map(|l| l.strip_prefix("code ")).expect("a line `code …`").to_owned();
        Self { name: path.file_stem().unwrap().to_str().unwrap().to_owned(), code, text }
    }

    /// What the clerk did, in order.
    fn steps(&self) -> Vec<Step<'_>> {
        let mut steps = Vec::new();
        let mut lines = self.text.lines();
        while let Some(line) = lines.next() {
            let words: Vec<&str> = line.split(' ').collect();
            steps.push(match words[..] {
                ["replace", path] => {
                    let block = block(&mut lines);
                    let (old, new) = block.split_once("\n===\n").expect("=== between old and new");
                    Step::Replace { path, old: old.to_owned(), new: new.to_owned() }
                }
                ["write", path] => Step::Write { path, text: block(&mut lines) },
                ["delete", path] => Step::Delete { path },
                ["size", path, size] => Step::Size { path, size: size.parse().unwrap() },
                ["link", path, target] => Step::Link { path, target },
                ["socket", path] => Step::Socket { path },
                ["code", _] | ["#", ..] | [""] => continue,
                _ => panic!("{}: {line}", self.name),
            });
        }
        steps
    }

    /// Does to the project in `root` what the clerk did.
    pub fn apply(&self, root: &Path) {
        for step in self.steps() {
            match step {
                Step::Replace { path, old, new } => {
                    replace(&root.join(path), &old, new.strip_suffix('\n').unwrap_or(&new));
                }
                Step::Write { path, text } => write(&root.join(path), &bytes(&text)),
                Step::Delete { path } => fs::remove_file(root.join(path)).unwrap(),
                Step::Size { path, size } => {
                    write(&root.join(path), b"");
                    let file = fs::OpenOptions::new().write(true).open(root.join(path)).unwrap();
                    file.set_len(size).unwrap();
                }
                #[cfg(unix)]
                Step::Link { path, target } => std::os::unix::fs::symlink(target, root.join(path)).unwrap(),
                #[cfg(unix)]
                Step::Socket { path } => drop(std::os::unix::net::UnixListener::bind(root.join(path)).unwrap()),
                #[cfg(not(unix))]
                Step::Link { .. } | Step::Socket { .. } => panic!("{}: not on this system", self.name),
            }
        }
    }
}

fn block<'a>(lines: &mut impl Iterator<Item = &'a str>) -> String {
    assert_eq!(lines.next(), Some("<<<"));
    lines.take_while(|l| *l != ">>>").map(|l| format!("{l}\n")).collect()
}

/// Replaces words that stand in a file exactly once.
pub fn replace(path: &Path, old: &str, new: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert_eq!(text.matches(old).count(), 1, "{}: «{old}» must stand there once", path.display());
    fs::write(path, text.replace(old, new)).unwrap();
}

fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

fn bytes(text: &str) -> Vec<u8> {
    let text = text.strip_suffix("\\\n").unwrap_or(text);
    let mut out = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\\x") {
        out.extend(before.bytes());
        out.push(u8::from_str_radix(&after[..2], 16).unwrap());
        rest = &after[2..];
    }
    out.extend(rest.bytes());
    out
}

/// Copies a project (`quyche.yaml` and `content/`).
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    fs::copy(from.join("quyche.yaml"), to.join("quyche.yaml")).unwrap();
    common::copy_folder(&from.join("content"), &to.join("content"));
}

/// Everything `quyche check` finds on a fixed day, in its order.
pub fn check(root: &Path) -> (Sources, Report) {
    let (sources, model, mut report) = common::project(root);
    if !report.has_errors() {
        let day = date(2026, 1, 5);
        report.extend(quyche::history::check(&model, &sources.files, day).1);
        let state = quyche::history::on(&model, day);
        report.extend(quyche::model::check(state.model(), &sources.files, day));
        if let Some(snapshot) = state.snapshot() {
            report.extend(quyche::calendar::check(&snapshot, 2026..=2027));
        }
    }
    (sources, report.sorted())
}

/// What a clerk sees, in Vietnamese, and what an editor sees, in English.
pub fn rendering(sources: &Sources, report: &Report) -> String {
    let picture = show(report, &sources.files, Lang::Vi, Format::Picture { color: false });
    let short = show(report, &sources.files, Lang::En, Format::Short);
    format!("{picture}----\n{short}")
}
