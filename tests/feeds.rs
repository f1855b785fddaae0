//! The feeds as people subscribe to them (design 3, ".ics"): what a decision changes and what it does not, the ledger, and the same
//! bytes whatever the day of the build. The independent readers are in tests/feeds/.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop at the first surprise, and runs the program"
)]

mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn quyche(project: &Path, day: &str, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_quyche"));
    command.args(["-C", project.to_str().unwrap(), "--date", day]).args(args).output().unwrap()
}

fn said(project: &Path, day: &str, args: &[&str]) -> String {
    let done = quyche(project, day, args);
    assert!(done.status.success(), "{args:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

/// A copy of the real project, to be changed.
fn copy(into: &Path) -> PathBuf {
    fn walk(from: &Path, to: &Path) {
        std::fs::create_dir_all(to).unwrap();
        for entry in std::fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            let target = to.join(entry.file_name());
            if entry.path().is_dir() {
                walk(&entry.path(), &target);
            } else {
                std::fs::copy(entry.path(), target).unwrap();
            }
        }
    }
    let project = into.join("du-an");
    walk(&common::root().join("content"), &project.join("content"));
    std::fs::copy(common::root().join("quyche.yaml"), project.join("quyche.yaml")).unwrap();
    let _ = std::fs::remove_file(project.join("content/overrides.yaml"));
    let _ = std::fs::remove_file(project.join("content/calendar.ledger.yaml"));
    project
}

const SPAN: [&str; 5] = ["calendar", "--from", "2026-01-01", "--to", "2026-12-31"];

/// The events of 2026 by UID, each as its lines.
fn events(project: &Path, day: &str) -> BTreeMap<String, Vec<String>> {
    let text = said(project, day, &[&SPAN[..], &["--ics"]].concat());
    let unfolded = text.replace("\r\n ", "");
    let mut events = BTreeMap::new();
    for event in unfolded.split("BEGIN:VEVENT\r\n").skip(1) {
        let lines: Vec<String> = event.split("\r\n").map(str::to_owned).collect();
        let uid = lines.iter().find_map(|l| l.strip_prefix("UID:")).unwrap();
        events.insert(uid.split('@').next().unwrap().to_owned(), lines);
    }
    events
}

fn value<'e>(event: &'e [String], name: &str) -> &'e str {
    event.iter().find_map(|l| l.strip_prefix(name)?.strip_prefix(':')).unwrap()
}

fn sequences(project: &Path, day: &str) -> BTreeMap<String, u32> {
    events(project, day).iter().map(|(uid, e)| (uid.clone(), value(e, "SEQUENCE").parse().unwrap())).collect()
}

fn raised(before: &BTreeMap<String, u32>, after: &BTreeMap<String, u32>) -> Vec<String> {
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>(), "no event came or went");
    assert!(before.iter().all(|(uid, n)| after[uid] >= *n), "SEQUENCE never falls");
    before.iter().filter(|(uid, n)| after[*uid] > **n).map(|(uid, _)| uid.clone()).collect()
}

fn decide(project: &Path, lines: &str) {
    std::fs::write(project.join("content/overrides.yaml"), format!("overrides:\n{lines}")).unwrap();
}

const MOVE: &str = "  - {occurrence: giao-ban/2026-03-w2, action: move, to: 2026-03-16, at: \"14:00\", ref: \"TB 12/TB-VP\", issued: 2026-03-02}\n";
const CANCEL: &str =
    "  - {occurrence: giao-ban/2026-03-w2, action: cancel, ref: \"TB 15/TB-VP\", issued: 2026-03-12}\n";

/// The meeting, and what is counted from it or given at it.
const MOVED: [&str; 3] = ["bc-tai-giao-ban.2026-03-w2", "giao-ban.2026-03-w2", "tb-ket-luan.2026-03-w2"];

#[test]
fn a_decision_raises_its_own_sequence_and_of_what_follows_and_no_other() {
    let temp = tempfile::tempdir().unwrap();
    let project = copy(temp.path());
    let none = events(&project, "2026-03-01");
    let before = sequences(&project, "2026-03-01");
    assert!(before.values().all(|n| *n == 0));
    decide(&project, MOVE);
    let after = sequences(&project, "2026-03-02");
    assert_eq!(raised(&before, &after), MOVED);
    let moved = events(&project, "2026-03-02");
    for (uid, event) in moved.iter().filter(|(uid, _)| !MOVED.contains(&uid.as_str())) {
        assert_eq!(*event, none[uid], "another event changed");
    }
    let meeting = &moved["giao-ban.2026-03-w2"];
    assert_eq!(value(meeting, "DTSTART;TZID=Asia/Ho_Chi_Minh"), "20260316T140000");
    assert_eq!(value(meeting, "DTSTAMP"), "20260302T000000Z", "the day of the decision");
    assert!(value(meeting, "DESCRIPTION").contains("dời sang thứ Hai 16/03/2026\\, 14 giờ 00 [TB 12/TB-VP]"));
    decide(&project, &[MOVE, CANCEL].concat());
    assert_eq!(raised(&after, &sequences(&project, "2026-03-12")), MOVED);
    let off = events(&project, "2026-03-12");
    for uid in MOVED {
        assert_eq!(
            (value(&off[uid], "STATUS"), value(&off[uid], "SUMMARY").starts_with("[HOÃN] ")),
            ("CANCELLED", true),
            "{uid}"
        );
    }
}

#[test]
fn the_day_of_the_build_changes_no_event() {
    let temp = tempfile::tempdir().unwrap();
    let project = copy(temp.path());
    decide(&project, MOVE);
    assert_eq!(events(&project, "2026-03-02"), events(&project, "2026-11-23"));
    said(&project, "2026-03-03", &["calendar", "--record"]);
    assert_eq!(events(&project, "2026-03-03"), events(&project, "2026-11-23"), "with a ledger as well");
}

#[test]
fn recording_changes_nothing_and_a_later_change_counts_from_there() {
    let temp = tempfile::tempdir().unwrap();
    let project = copy(temp.path());
    let content = project.join("content");
    decide(&project, MOVE);
    let before = events(&project, "2026-03-03");
    said(&project, "2026-03-03", &["calendar", "--record"]);
    let ledger = std::fs::read_to_string(content.join("calendar.ledger.yaml")).unwrap();
    assert_eq!(events(&project, "2026-03-03"), before);
    said(&project, "2026-03-04", &["calendar", "--record"]);
    assert_eq!(std::fs::read_to_string(content.join("calendar.ledger.yaml")).unwrap(), ledger, "the same again");
    // A title is edited: the events of that rule, and no other, change on the day of the build.
    let then = sequences(&project, "2026-03-05");
    let rules = std::fs::read_to_string(content.join("calendar.yaml")).unwrap();
    std::fs::write(content.join("calendar.yaml"), rules.replace("title: \"Báo cáo năm\"", "title: \"Báo cáo cả năm\""))
        .unwrap();
    assert_eq!(raised(&then, &sequences(&project, "2026-03-05")), ["bc-nam.2026"]);
    assert_eq!(value(&events(&project, "2026-03-05")["bc-nam.2026"], "DTSTAMP"), "20260305T000000Z");
    said(&project, "2026-03-05", &["calendar", "--record"]);
    assert_eq!(value(&events(&project, "2026-06-01")["bc-nam.2026"], "DTSTAMP"), "20260305T000000Z", "as recorded");
    // A decision after the record counts one more.
    let then = sequences(&project, "2026-03-12");
    decide(&project, &[MOVE, CANCEL].concat());
    assert_eq!(raised(&then, &sequences(&project, "2026-03-12")), MOVED);
}

#[test]
fn build_never_writes_into_the_content() {
    let temp = tempfile::tempdir().unwrap();
    let project = copy(temp.path());
    let names = |folder: &Path| {
        let mut names: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name()).collect();
        names.sort();
        names
    };
    let before = names(&project.join("content"));
    let target = temp.path().join("site");
    said(&project, "2026-11-23", &["-o", target.to_str().unwrap(), "build"]);
    assert_eq!(names(&project.join("content")), before);
}

#[test]
fn a_faulty_decision_stops_every_verb_with_its_place() {
    let temp = tempfile::tempdir().unwrap();
    let project = copy(temp.path());
    decide(&project, "  - {occurrence: giao-ban/2026-03-w3, action: cancel, ref: x, issued: 2026-03-02}\n");
    for args in [&["check"][..], &["calendar"], &["calendar", "next"], &["calendar", "--record"], &["build"]] {
        let done = quyche(&project, "2026-03-03", args);
        let message = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(done.status.code(), Some(1), "{args:?}: {message}");
        assert!(message.contains("overrides.yaml:2:") && message.contains("giao-ban/2026-03-w2"), "{message}");
    }
    assert!(!project.join("content/calendar.ledger.yaml").exists());
}

#[test]
fn the_calendar_is_shown_in_every_form() {
    let root = common::root();
    let day = "2026-11-23";
    let sheet = said(root, day, &["calendar", "--month", "2026-11"]);
    assert!(sheet.contains("[23]▲") && sheet.contains("27 ●"), "{sheet}");
    let json = said(root, day, &["calendar", "--month", "2026-11", "--json"]);
    let csv = said(root, day, &["calendar", "--month", "2026-11", "--csv"]);
    assert_eq!(json.matches("\"slot\":").count(), csv.matches("\r\n").count() - 1);
    let explained = said(root, day, &["calendar", "--explain", "giao-ban/2026-05-w2"]);
    for words in ["Cách tính", "iso4, first_full → 15/05/2026", "điểm a khoản 5.1 mục II phần B", "thứ Sáu 08/05/2026"]
    {
        assert!(explained.contains(words), "{words}:\n{explained}");
    }
    assert!(said(root, day, &["calendar", "--explain", "giao-ban/2026-05-w2", "--json"]).contains("\"readings\""));
    let next = said(root, day, &["calendar", "next", "p-hanh-chinh-to-chuc", "-n", "2"]);
    assert!(next.starts_with("hôm nay") && next.contains("dieu-chinh-thang/2026-11"), "{next}");
    let wrong = quyche(root, day, &["calendar", "--explain", "giao-ban/2026-05-w3"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("giao-ban/2026-05-w2"));
    assert_eq!(quyche(root, day, &["calendar", "--month", "2026-13"]).status.code(), Some(2));
    assert_eq!(quyche(root, day, &["calendar", "next", "khong-co"]).status.code(), Some(2));
}
