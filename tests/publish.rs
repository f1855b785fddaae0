//! `quyche publish` and `rollback` from outside: what they say, and what is left of a site whatever happens to them
//! (design 7, promises 1, 2, 4, 5 and 9; cases F27–F30).
//!
//! `QUYCHE_KILLS=200` kills so often; `QUYCHE_SWEEP=1` fails every single step instead of some, and fails where it cannot.
//! `SNAPSHOTS=overwrite` writes the golden files of tests/publish anew.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a test may stop at the first surprise, measures, and says what it could not try"
)]

#[path = "publish/act.rs"]
mod act;
#[path = "publish/at_once.rs"]
mod at_once;
#[path = "faults/case.rs"]
#[allow(dead_code, reason = "the small project and its edits are used here, the cases in tests/faults.rs")]
mod case;
mod common;
#[path = "publish/dates.rs"]
mod dates;
#[path = "publish/foreign.rs"]
mod foreign;
#[path = "publish/news.rs"]
mod news;
#[path = "publish/said.rs"]
mod said;
#[path = "publish/starved.rs"]
mod starved;
#[path = "publish/theirs.rs"]
mod theirs;
#[path = "publish/torn.rs"]
mod torn;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// Two contents of one office and a folder they are published to.
struct Desk {
    dir: TempDir,
}

/// The contents, by the folder of their project.
const ONE: &str = "one";
const TWO: &str = "two";

impl Desk {
    fn new() -> Self {
        let desk = Self { dir: TempDir::new().unwrap() };
        for project in [ONE, TWO] {
            case::copy(&case::folder().join("base"), &desk.path(project));
        }
        case::replace(&desk.path(TWO).join("content/units.yaml"), "name: \"Phòng Xe\"", "name: \"Phòng Xe cộ\"");
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn target(&self) -> PathBuf {
        self.path("out/www")
    }

    fn command(&self, project: &str, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_quyche"));
        command.current_dir(self.dir.path()).args(["-C", project, "--date", "2026-01-05"]).args(args);
        command.env("SOURCE_DATE_EPOCH", "1767578400").stdin(std::process::Stdio::null());
        command
    }

    fn run(&self, project: &str, args: &[&str]) -> Output {
        self.command(project, args).output().unwrap()
    }

    fn publish(&self, project: &str, more: &[&str]) {
        let args = [&["publish", "out/www", "--yes", "--quiet"], more].concat();
        let output = self.run(project, &args);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    /// The next run, whatever it is for: it is not told to publish.
    fn next_run(&self) {
        let output = self.run(ONE, &["publish", "out/www"]);
        assert!(matches!(output.status.code(), Some(0 | 2)), "{}", String::from_utf8_lossy(&output.stderr));
    }

    /// Every file of the live site but the manifest, whose number tells publications of one site apart.
    fn site(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = common::files(&self.target());
        files.remove(".quyche-manifest.json");
        files
    }

    /// What lies in and beside the target, in a list; releases by their names alone.
    fn beside(&self) -> Vec<String> {
        let list = |folder: &Path| {
            let names = fs::read_dir(folder).into_iter().flatten();
            names.map(|e| e.unwrap().file_name().into_string().unwrap()).collect::<Vec<_>>()
        };
        let mut names = list(&self.path("out"));
        names.extend(list(&self.path("out/.quyche-releases-www")).iter().map(|n| format!("releases/{n}")));
        names.sort();
        names
    }

    /// Whether nothing half-done lies about.
    fn is_tidy(&self) -> bool {
        self.beside().iter().all(|name| {
            let plain = ["www", ".quyche-releases-www", "releases/log.jsonl"].contains(&name.as_str());
            plain || name.starts_with("releases/0")
        })
    }
}
