//! `quyche draft` from outside: a decision over the real regulation, the text it makes, and what it will not overwrite.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop at the first surprise")]

#[path = "faults/case.rs"]
#[allow(dead_code, reason = "the copying is used here, the slips in tests/faults.rs")]
mod case;
mod common;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const DECISION: &str = "\
number: \"99/QĐ-VPUBND\"
type: \"Quyết định\"
signed: 2026-12-10
effective_from: 2027-01-01
issuer: \"Văn phòng UBND tỉnh\"
summary: \"Sửa đổi\"
operations:
  - {op: amend, provision: B.II.7.2, old: \"trước ngày 15/6\", new: \"trước ngày 10/6\"}
  - {op: repeal, provision: B.II.5.3}
  - {op: insert, after: A.2.b, text: \"c) Phòng khác.\"}
";

fn project() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    case::copy(common::root(), dir.path());
    fs::write(dir.path().join("content/decisions/99-2026.yaml"), DECISION).unwrap();
    dir
}

fn quyche(root: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_quyche"));
    command.arg("-C").arg(root).args(args).args(["--date", "2026-12-11"]).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn the_draft_is_what_the_proof_expects() {
    let dir = project();
    let printed = quyche(dir.path(), &["draft", "99-2026"]);
    assert_eq!(printed.status.code(), Some(0), "{}", text(&printed.stderr));
    let draft = text(&printed.stdout);
    for line in ["\ndecision: 99-2026\neffective_from: 2027-01-01\n", "\n5.3. (được bãi bỏ)\n", "\nc) Phòng khác.\n"]
    {
        assert!(draft.contains(line), "{line}");
    }
    let object: serde_json::Value =
        serde_json::from_slice(&quyche(dir.path(), &["draft", "99-2026", "--json"]).stdout).unwrap();
    assert_eq!((object["text"].as_str(), object["decision"].as_str()), (Some(&*draft), Some("99-2026")));
    let at = dir.path().join("content/regulation/2027-01-01.md");
    assert!(!at.exists());
    assert_eq!(quyche(dir.path(), &["du-thao", "99-2026", "--write"]).status.code(), Some(0));
    assert_eq!(fs::read_to_string(&at).unwrap(), draft);

    let (sources, model, report) = common::project(dir.path());
    assert!(!report.has_errors(), "{report:#?}");
    let report = quyche::history::texts(&model, &sources.files);
    assert!(report.is_empty(), "{report:#?}");
}

#[test]
fn nothing_is_overwritten_without_being_told() {
    let dir = project();
    let out = dir.path().join("draft.md");
    let args = ["draft", "99-2026", "--out", out.to_str().unwrap()];
    fs::write(&out, "mine").unwrap();
    let refused = quyche(dir.path(), &args);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("--force"));
    assert_eq!(fs::read_to_string(&out).unwrap(), "mine");
    assert_eq!(quyche(dir.path(), &[&args[..], &["--force"]].concat()).status.code(), Some(0));
    assert!(fs::read_to_string(&out).unwrap().starts_with("---\n"));
}

#[test]
fn what_cannot_be_drafted_says_why() {
    let dir = project();
    let slip = DECISION.replace("15/6", "16/6");
    fs::write(dir.path().join("content/decisions/99-2026.yaml"), slip).unwrap();
    let output = quyche(dir.path(), &["draft", "99-2026"]);
    assert_eq!((output.status.code(), text(&output.stdout).as_str()), (Some(1), ""));
    assert!(text(&output.stderr).contains("operation-impossible"), "{}", text(&output.stderr));
    for (id, words) in [("99-2027", "99-2026"), ("3232-2021", "amend")] {
        let output = quyche(dir.path(), &["draft", id]);
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).contains(words), "{}", text(&output.stderr));
    }
}

#[test]
fn what_a_decision_hands_over_by_the_numbers_it_makes_does_not_stop_the_draft() {
    let dir = project();
    let at = dir.path().join("content/decisions/99-2026.yaml");
    let operations = "operations:
  - {op: renumber, provision: B.II.3.4, label: \"3.3a.\"}
  - {op: transfer_duty, provision: B.II.3.3a, from: p-tong-hop, to: p-noi-chinh}
";
    fs::write(&at, format!("{}{operations}", DECISION.split("operations:").next().unwrap())).unwrap();
    let early = quyche(dir.path(), &["check"]);
    let told = text(&early.stdout) + &text(&early.stderr);
    assert!(
        told.contains("version-missing") && !told.contains("B.II.3.3a"),
        "the text is missing, and no more: {told}"
    );
    let written = quyche(dir.path(), &["draft", "99-2026", "--write"]);
    assert_eq!(written.status.code(), Some(0), "{}", text(&written.stderr));
    let checked = quyche(dir.path(), &["check"]);
    assert_eq!(checked.status.code(), Some(0), "{}{}", text(&checked.stdout), text(&checked.stderr));
    // A slip in such a number is told as soon as there is a text to look in; one in a place to be changed at once.
    fs::write(&at, fs::read_to_string(&at).unwrap().replace("provision: B.II.3.3a", "provision: B.II.3.3ab")).unwrap();
    let slip = quyche(dir.path(), &["check"]);
    assert!((text(&slip.stdout) + &text(&slip.stderr)).contains("unknown-provision"), "{}", text(&slip.stderr));
    fs::remove_file(dir.path().join("content/regulation/2027-01-01.md")).unwrap();
    fs::write(&at, fs::read_to_string(&at).unwrap().replace("provision: B.II.3.4", "provision: B.II.3.44")).unwrap();
    let refused = quyche(dir.path(), &["draft", "99-2026"]);
    assert!(
        refused.status.code() != Some(0) && text(&refused.stderr).contains("B.II.3.44"),
        "{}",
        text(&refused.stderr)
    );
}

/// The office of `quyche init` with a decision that changes the text, and the other files as the clerk has already brought them up
/// to date.
fn sample(operations: &str, edits: &[(&str, &str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    common::copy_folder(&common::root().join("src/cli/init/content"), &dir.path().join("content"));
    common::copy_folder(&common::root().join("content/holidays"), &dir.path().join("content/holidays"));
    fs::copy(common::root().join("src/cli/init/quyche.yaml"), dir.path().join("quyche.yaml")).unwrap();
    for (file, old, new) in edits {
        let at = dir.path().join("content").join(file);
        let text = fs::read_to_string(&at).unwrap();
        assert!(text.contains(old), "{file}: {old}");
        fs::write(&at, text.replacen(old, new, 1)).unwrap();
    }
    let head = "number: \"15/QĐ-TT\"\nsigned: 2026-06-10\neffective_from: 2026-07-01\nissuer: \"Trung tâm Mẫu\"\n";
    let decision = format!("{head}summary: \"Sửa đổi\"\noperations:\n{operations}");
    fs::write(dir.path().join("content/decisions/15-2026.yaml"), decision).unwrap();
    dir
}

#[test]
fn a_clerk_who_ended_the_rule_and_the_duty_first_is_not_stopped() {
    let ended = (
        "calendar.yaml",
        "    when: {every: month, day: 25}\n",
        "    when: {every: month, day: 25}\n    valid_to: 2026-07-01\n",
    );
    let until = |words: &'static str, with: &'static str| ("duties.yaml", words, with);
    let reports =
        until("quote: \"Báo cáo tháng của các phòng\"", "quote: \"Báo cáo tháng của các phòng\", until: 2026-07-01");
    let receives = until("quote: \"gửi Phòng Tổng hợp\"", "quote: \"gửi Phòng Tổng hợp\", until: 2026-07-01");
    for edits in [&[ended][..], &[reports, receives], &[ended, reports, receives]] {
        let dir = sample("  - {op: repeal, provision: B.II.2}\n", edits);
        let written = quyche(dir.path(), &["draft", "15-2026", "--write"]);
        assert_eq!(written.status.code(), Some(0), "{edits:?}: {}", text(&written.stderr));
        let checked = quyche(dir.path(), &["check"]);
        assert_eq!(checked.status.code(), Some(0), "{}{}", text(&checked.stdout), text(&checked.stderr));
    }
    // What the draft does not settle `check` tells as soon as there is the text.
    let dir = sample("  - {op: repeal, provision: B.II.1.b}\n", &[ended]);
    assert_eq!(quyche(dir.path(), &["draft", "15-2026", "--write"]).status.code(), Some(0));
    let checked = quyche(dir.path(), &["check"]);
    let told = text(&checked.stdout) + &text(&checked.stderr);
    assert!(checked.status.code() == Some(1) && told.contains("deadline-without-rule"), "{told}");
}
