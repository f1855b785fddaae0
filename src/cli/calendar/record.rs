//! `--record`: writes down what of the calendar has been published, so that SEQUENCE rises only from there (design 3, ".ics").
//!
//! `build` never writes into content/: it may run for a preview, for another day, or on another machine. The clerk records after
//! publication, and keeps the file with the rest of the content.

use std::fs;
use std::io;
use std::path::Path;

use jiff::civil::Date;
use serde_json::json;

use super::super::End;
use super::super::console::Console;
use super::super::project::{self, Project};
use super::failed;
use crate::calendar;
use crate::diagnostic::{Say, system_words};
use crate::history::Snapshot;
use crate::say;
use crate::text::counted;

/// The file within the content folder.
const LEDGER: &str = "calendar.ledger.yaml";

pub fn run(project: &Project, s: &Snapshot<'_>, json: bool, console: &mut Console) -> End {
    let years = project::years(s);
    let (Ok(from), Ok(to)) = (Date::new(*years.start(), 1, 1), Date::new(*years.end(), 12, 31)) else {
        return End::Usage;
    };
    let (found, computed) = calendar::occurrences(s, from, to);
    let mut report = project.report.clone();
    report.extend(computed);
    if report.has_errors() {
        return failed(project, &report, console);
    }
    let before = &s.model.ledger;
    let ledger = calendar::record(s, &found);
    let changed = ledger.iter().filter(|(slot, entry)| before.get(*slot).is_some_and(|then| then != *entry)).count();
    let new = ledger.len().saturating_sub(before.len());
    let path = project::content_folder(&project.root).join(LEDGER);
    if let Err(error) = write(&path, &calendar::ledger_text(&ledger)) {
        let (path, Say { vi, en }) = (path.display(), system_words(&error));
        console.error(&say!("không ghi được {path}: {vi}", "cannot write {path}: {en}"));
        return End::Environment;
    }
    let recorded = counted(ledger.len(), "occurrence", "occurrences");
    let (all, path) = (ledger.len(), path.display().to_string());
    if json {
        console.json(&json!({ "written": [path], "occurrences": all, "new": new, "changed": changed }));
        return End::Ok;
    }
    console.note(&say!(
        "đã ghi {all} kỳ vào {path}: {new} kỳ mới, {changed} kỳ thay đổi",
        "recorded {recorded} in {path}: {new} new, {changed} changed"
    ));
    End::Ok
}

/// In one change of names, so that a full disk leaves the old ledger whole.
fn write(path: &Path, text: &str) -> io::Result<()> {
    let staged = path.with_extension("yaml.tmp");
    fs::write(&staged, text).and_then(|()| fs::rename(&staged, path)).inspect_err(|_| {
        let _ = fs::remove_file(&staged);
    })
}
