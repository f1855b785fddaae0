//! `quyche draft <decision>`: the consolidated text that the operations of a decision make, for the clerk to read and keep.
//!
//! Design 4: the human writes, the program proves. So nothing is applied when a site is built; this verb prints the text,
//! or puts it where it is told, and overwrites nothing without being told. The trap avoided: refusing to draft because
//! `check` misses the very text that is to be drafted. Only faults of the old text and of the decisions of that day stop it.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::args::Shared;
use super::console::Console;
use super::{End, new_file, project};
use crate::diagnostic::{Code, FileId, Report, Say, Severity};
use crate::history;
use crate::model::{Decision, DecisionId, Version, no_decision};
use crate::say;
use crate::text::{date_both, date_words};

/// Where the draft goes.
pub enum Target {
    /// To stdout.
    Print,
    /// To a file.
    File { path: PathBuf, force: bool },
    /// To its place in the content.
    Content { force: bool },
}

/// What the flags say.
pub fn target(out: Option<&Path>, write: bool, force: bool) -> Target {
    match out {
        Some(path) => Target::File { path: path.to_owned(), force },
        None if write => Target::Content { force },
        None => Target::Print,
    }
}

/// Makes the draft.
pub fn run(shared: &Shared, id: &str, target: &Target, console: &mut Console) -> End {
    let project = match project::open(shared, console) {
        Ok(project) => project,
        Err(end) => return end,
    };
    let (model, files) = (&project.model, &project.sources.files);
    let Some(decision) = model.decision(&DecisionId::new(id)) else {
        // A decision that could not be read is in the report.
        if project.report.has_errors() {
            console.findings(&project.report, files, false);
        }
        let (what, help) = no_decision(id, model.decisions.iter(), &Report::default());
        console.error(&Say { vi: format!("{}; {}", what.vi, help.vi), en: format!("{}; {}", what.en, help.en) });
        return End::Usage;
    };
    let day = decision.effective_from;
    let acting = |d: &&Decision| d.text_acts().next().is_some();
    if !acting(&decision) {
        // One whose operation could not be read has none; that is what is wrong.
        let own = of_files(&project.report, |file| file == decision.span.file);
        if own.has_errors() {
            console.findings(&own, files, false);
            return End::Content;
        }
        console.error(&say!(
            "quyết định {id} không có thao tác sửa lời quy chế (amend, insert, repeal, replace_phrase, renumber, replace_all)",
            "decision {id} has no operation on the text (amend, insert, repeal, replace_phrase, renumber, replace_all)"
        ));
        return End::Usage;
    }
    let Some(before) = model.versions.iter().rev().find(|v| v.effective_from < day) else {
        let (day, day_en) = date_both(day);
        console.error(&say!("trước {day} chưa có bản quy chế nào", "there is no text before {day_en}"));
        return End::Content;
    };
    let since = |d: &&Decision| before.effective_from < d.effective_from;
    if let Some(earlier) = model.decisions.iter().filter(acting).filter(since).find(|d| d.effective_from < day) {
        let (first, (from, from_en)) = (&earlier.id, date_both(earlier.effective_from));
        console.error(&say!(
            "quyết định {first} sửa lời từ {from} mà chưa có bản của ngày ấy; chạy «quyche draft {first} --write» trước",
            "decision {first} changes the text from {from_en} and there is no text of that day; run `quyche draft {first} --write` first"
        ));
        return End::Content;
    }
    let today: Vec<&Decision> = model.decisions.iter().filter(acting).filter(|d| d.effective_from == day).collect();
    let mut faults = faults(&project.report, before, &today);
    let (amended, impossible) = history::amended(before, &today, None);
    faults.extend(impossible);
    if faults.has_errors() {
        console.findings(&faults.sorted(), files, false);
        return End::Content;
    }
    let text = file(before, decision, &today, &amended.markdown);
    let (path, force) = match target {
        Target::Print => {
            if shared.json {
                let (decision, day) = (decision.id.as_str(), day.to_string());
                console.json(&json!({ "decision": decision, "effective_from": day, "text": text }));
            } else {
                console.data(&text);
            }
            return End::Ok;
        }
        Target::File { path, force } => (path.clone(), *force),
        Target::Content { force } => {
            let folder = project::content_folder(&project.root).join("regulation");
            (folder.join(format!("{day}.md")), *force)
        }
    };
    keep(shared, &path, force, &text, console)
}

/// The errors that would make the draft wrong: what could not be read of the old text or of the decisions of the day.
fn faults(report: &Report, before: &Version, today: &[&Decision]) -> Report {
    // These are told of the office, or of the very text that is not there yet, or are told again below. A rule or a duty may have
    // been ended already that the draft ends in the text: whatever is without one still, `check` tells once there is the text.
    const BESIDE: [Code; 13] = [
        Code::VersionMissing,
        Code::DeadlineWithoutRule,
        Code::ProvisionWithoutBearer,
        Code::TextNotAsDeclared,
        Code::OperationImpossible,
        Code::PhraseLeftover,
        Code::QuoteOutdated,
        Code::UnitNotThere,
        Code::RoleNotThere,
        Code::DutyUnassigned,
        Code::OrphanedDuty,
        Code::OperationWithoutEffect,
        Code::DecisionBeforeSigning,
    ];
    let read = |file| before.span.file == file || today.iter().any(|d| d.span.file == file);
    let mut wanted = Report::default();
    of_files(report, read).iter().filter(|d| !BESIDE.contains(&d.code)).for_each(|d| wanted.push(d.clone()));
    wanted
}

/// The errors found in some files.
fn of_files(report: &Report, wanted: impl Fn(FileId) -> bool) -> Report {
    let mut found = Report::default();
    let wrong = report.iter().filter(|d| d.code.severity() == Severity::Error);
    wrong.filter(|d| d.span.is_some_and(|s| wanted(s.file))).for_each(|d| found.push(d.clone()));
    found
}

/// The file: front matter and text.
fn file(before: &Version, decision: &Decision, today: &[&Decision], markdown: &str) -> String {
    let (from, title) = (date_words(before.effective_from), json!(before.title.as_str()));
    let (id, day) = (&decision.id, decision.effective_from);
    let all: Vec<String> = today.iter().map(|d| d.title()).collect();
    let all = all.join("; ");
    format!(
        "\
---
# Bản nháp do «quyche draft {id}» lập: bản có hiệu lực từ {from} sửa theo {all}.
# Đọc lại từng chỗ sửa với văn bản đã ký, rồi chạy «quyche check». Đọc xong thì xóa hai dòng này.
title: {title}
decision: {id}
effective_from: {day}
---

{markdown}"
    )
}

fn keep(shared: &Shared, path: &Path, force: bool, text: &str, console: &mut Console) -> End {
    let shown = path.display();
    let mut how = OpenOptions::new();
    how.write(true);
    if force {
        how.create(true).truncate(true)
    } else {
        how.create_new(true)
    };
    let written = how.open(path).and_then(|mut file| file.write_all(text.as_bytes()));
    let told = [
        say!(
            "đã ghi {shown}. Đọc lại từng chỗ sửa, rồi chạy «quyche check»",
            "wrote {shown}. Read each change again, then run `quyche check`"
        ),
        say!("{shown} đã có; thêm --force để ghi đè", "{shown} is there already; add --force to overwrite it"),
    ];
    new_file::told(shared, path, written, told, console)
}
