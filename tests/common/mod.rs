//! What integration tests share: the real project, and a reader of the truth files.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each test file uses a part of it; a test may stop at the first surprise"
)]

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use quyche::diagnostic::Report;
use quyche::history::Snapshot;
use quyche::model::Model;
use quyche::source::{Limits, Sources};

/// The repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Copies a folder and all below it.
pub fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// A copy of the program, for somebody who may not look where it lies.
pub fn copy_program(to: &Path) {
    std::fs::copy(env!("CARGO_BIN_EXE_quyche"), to).unwrap();
    // A process that another test began meanwhile holds the copy open for writing until it runs its own program.
    let is_busy = |e: std::io::Error| e.kind() == std::io::ErrorKind::ExecutableFileBusy;
    while std::process::Command::new(to).arg("--version").output().is_err_and(is_busy) {
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
}

/// Every file below a folder, by its path from there.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(folder: &Path, prefix: &str, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{prefix}{}", entry.file_name().to_str().unwrap());
            if entry.path().is_dir() {
                walk(&entry.path(), &format!("{name}/"), found);
            } else {
                found.insert(name, std::fs::read(entry.path()).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(folder, "", &mut found);
    found
}

/// Saves every text below a folder another way.
pub fn save_each(folder: &Path, change: impl Fn(&str) -> Vec<u8>) {
    for (name, bytes) in files(folder) {
        std::fs::write(folder.join(name), change(std::str::from_utf8(&bytes).unwrap())).unwrap();
    }
}

/// A project as the program reads it.
pub fn project(root: &Path) -> (Sources, Model, Report) {
    let mut report = Report::default();
    let sources = report.take(quyche::source::load(root, &root.join("content"), Limits::default()));
    let model = report.take(quyche::model::decode(&sources));
    (sources, model, report)
}

/// The office of a model that no decision changes, on a day. The model itself, not its state: random tests ask often.
pub fn view(model: &Model, day: Date) -> Snapshot<'_> {
    assert!(model.decisions.iter().all(|d| d.operations.is_empty()));
    Snapshot::new(model, day).unwrap()
}

/// A file of tests/data.
pub fn data(name: &str) -> String {
    std::fs::read_to_string(root().join("tests/data").join(name)).unwrap()
}

/// The rows of a CSV of tests/data by column name (RFC 4180 quoting, no line breaks within a field).
pub fn csv(name: &str) -> Vec<BTreeMap<String, String>> {
    let text = data(name);
    let mut lines = text.lines().map(fields);
    let header = lines.next().unwrap();
    lines.map(|row| header.iter().cloned().zip(row).collect()).collect()
}

fn fields(line: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut quoted = false;
    let mut chars = line.trim_end_matches('\r').chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                out.last_mut().unwrap().push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => out.push(String::new()),
            c => out.last_mut().unwrap().push(c),
        }
    }
    out
}

/// The real office, without decisions and without a ledger.
pub fn office() -> &'static Model {
    static OFFICE: std::sync::OnceLock<Model> = std::sync::OnceLock::new();
    OFFICE.get_or_init(|| {
        let (_, mut model, report) = project(root());
        assert!(!report.has_errors());
        model.overrides.clear();
        model.ledger.clear();
        model
    })
}
