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
    let project = into.join("du-an");
    common::copy_folder(&common::root().join("content"), &project.join("content"));
    std::fs::copy(common::root().join("quyche.yaml"), project.join("quyche.yaml")).unwrap();
    let _ = std::fs::remove_file(project.join("content/overrides.yaml"));
    let _ = std::fs::remove_file(project.join("content/calendar.ledger.yaml"));
    project
}

const SPAN: [&str; 5] = ["calendar", "--from", "2026-01-01", "--to", "2026-12-31"];

/// The events of 2026 by UID, each as its lines.
fn events(project: &Path, day: &str) -> BTreeMap<String, Vec<String>> {
    events_in(&said(project, day, &[&SPAN[..], &["--ics"]].concat()))
}

/// The events of a feed by UID, each as its lines.
fn events_in(text: &str) -> BTreeMap<String, Vec<String>> {
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
    // From nine on Friday to two on Monday.
    assert_eq!(value(meeting, "TRIGGER"), "-PT4620M", "77 hours");
    let whole = &none["giao-ban.2026-03-w2"];
    assert_eq!(value(whole, "TRIGGER"), "-PT900M", "Friday; nine o'clock on Thursday");
    assert!(value(meeting, "DESCRIPTION").contains("dời sang thứ Hai 16/03/2026\\, 14 giờ 00 [TB 12/TB-VP]"));
    decide(&project, &[MOVE, CANCEL].concat());
    assert_eq!(raised(&after, &sequences(&project, "2026-03-12")), MOVED);
    let off = events(&project, "2026-03-12");
    for uid in MOVED {
        assert_eq!(
            (value(&off[uid], "STATUS"), value(&off[uid], "SUMMARY").starts_with("[HỦY] ")),
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
    let recorded: serde_json::Value =
        serde_json::from_str(&said(&project, "2026-03-05", &["calendar", "--record", "--json"])).unwrap();
    assert!(recorded["occurrences"].as_u64() > Some(0) && recorded["written"][0].is_string(), "{recorded}");
    assert_eq!(value(&events(&project, "2026-06-01")["bc-nam.2026"], "DTSTAMP"), "20260305T000000Z", "as recorded");
    // A decision after the record counts one more.
    let then = sequences(&project, "2026-03-12");
    decide(&project, &[MOVE, CANCEL].concat());
    assert_eq!(raised(&then, &sequences(&project, "2026-03-12")), MOVED);
}

/// The site of a project on 05/03/2026, file by file; what the program keeps for itself is no part of it. The search script is
/// named after its bytes, and every page names it: the name is taken out, the script is not.
fn site(project: &Path, target: &Path) -> BTreeMap<String, String> {
    fn walk(folder: &Path, prefix: &str, found: &mut BTreeMap<String, String>) {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let name = format!("{prefix}{}", entry.file_name().to_str().unwrap());
            if entry.path().is_dir() {
                walk(&entry.path(), &format!("{name}/"), found);
            } else if !name.starts_with('.') {
                let text = String::from_utf8_lossy(&std::fs::read(entry.path()).unwrap()).into_owned();
                found.insert(unhashed(&name), if name.ends_with(".html") { unhashed(&text) } else { text });
            }
        }
    }
    said(project, "2026-03-05", &["-o", target.to_str().unwrap(), "build"]);
    let mut found = BTreeMap::new();
    walk(target, "", &mut found);
    found
}

/// `search-605033a515ebd6d0.js` as `search-.js`.
fn unhashed(text: &str) -> String {
    let mut parts = text.split("search-");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |done, part| {
        let hash = part.get(..16).is_some_and(|h| h.bytes().all(|b| b.is_ascii_hexdigit()));
        done + "search-" + if hash { &part[16..] } else { part }
    })
}

/// The files that differ; none came or went.
fn changed(before: &BTreeMap<String, String>, after: &BTreeMap<String, String>) -> Vec<String> {
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>(), "no file came or went");
    before.iter().filter(|(path, text)| after[*path] != **text).map(|(path, _)| path.clone()).collect()
}

/// That of every feed just these events differ, and nothing else of it; and that a feed without them is the same to the byte.
fn only_these_events_differ(before: &BTreeMap<String, String>, after: &BTreeMap<String, String>, these: &[&str]) {
    let head = |text: &str| text.split("BEGIN:VEVENT").next().unwrap().to_owned();
    let mut touched = 0;
    for (path, text) in before.iter().filter(|(path, _)| path.ends_with(".ics")) {
        let (then, now) = (events_in(text), events_in(&after[path]));
        let own: Vec<&str> = these.iter().copied().filter(|uid| then.contains_key(*uid)).collect();
        assert_eq!(own.is_empty(), after[path] == *text, "{path}");
        // An hour brings the zone it is given in.
        let zone = |head: String| head.split("BEGIN:VTIMEZONE").next().unwrap().to_owned();
        assert_eq!(zone(head(text)), zone(head(&after[path])), "{path}");
        assert_eq!(then.keys().collect::<Vec<_>>(), now.keys().collect::<Vec<_>>(), "{path}");
        let differ: Vec<&str> = then.keys().filter(|uid| then[*uid] != now[*uid]).map(String::as_str).collect();
        assert_eq!(differ, own, "{path}");
        touched += usize::from(!own.is_empty());
    }
    assert!(touched > 1 && touched < before.keys().filter(|path| path.ends_with(".ics")).count(), "{touched}");
}

#[test]
fn a_second_build_after_a_new_title_differs_by_the_title() {
    let temp = tempfile::tempdir().unwrap();
    let project = copy(temp.path());
    said(&project, "2026-03-05", &["calendar", "--record"]);
    let before = site(&project, &temp.path().join("site"));
    assert_eq!(
        changed(&before, &site(&project, &temp.path().join("site"))),
        [""; 0],
        "the same content, the same site"
    );
    let rules = std::fs::read_to_string(project.join("content/calendar.yaml")).unwrap();
    let (old, new) = ("Báo cáo năm", "Báo cáo cả năm");
    let edited = rules.replace(&format!("title: \"{old}\""), &format!("title: \"{new}\""));
    assert_ne!(edited, rules);
    std::fs::write(project.join("content/calendar.yaml"), edited).unwrap();
    let after = site(&project, &temp.path().join("site"));
    for path in changed(&before, &after) {
        match path.rsplit_once('.').unwrap().1 {
            "html" => assert!(before[&path].replace(old, new) == after[&path].replace(old, new), "more of {path}"),
            "ics" => {}
            _ => assert!(path.starts_with("assets/search-"), "{path}"),
        }
    }
    only_these_events_differ(&before, &after, &["bc-nam.2026", "bc-nam.2027"]);
}

#[test]
fn a_second_build_after_a_decision_differs_where_its_day_is_shown() {
    let temp = tempfile::tempdir().unwrap();
    let project = copy(temp.path());
    let before = site(&project, &temp.path().join("site"));
    decide(&project, MOVE);
    let after = site(&project, &temp.path().join("site"));
    let changed = changed(&before, &after);
    // The search leads from a day to what falls on it.
    let searched = |path: &String| path.starts_with("assets/search-");
    assert!(changed.iter().any(searched));
    for path in changed.iter().filter(|path| !path.ends_with(".ics") && !searched(path)) {
        // The meeting was to be on the 13th, the notice due on the 18th.
        let shown = ["13/03/2026", "18/03/2026", "2026-03-13", "2026-03-18"].iter().any(|d| before[path].contains(d));
        // On the wall sheet the day is a place in the table.
        assert!((shown || *path == "lich/2026-treo.html") && path.ends_with(".html"), "{path}");
    }
    let months = changed.iter().filter(|path| path.starts_with("lich/202")).collect::<Vec<_>>();
    assert_eq!(months, ["lich/2026-03.html", "lich/2026-treo.html", "lich/2026.html"]);
    for path in
        ["quy-che/toan-van.html", "thuat-ngu.html", "ai-lam-gi.html", "lich/dang-ky.html", "lich/khong-ngay.html"]
    {
        assert!(before.contains_key(path) && !changed.iter().any(|c| c == path), "{path}");
    }
    only_these_events_differ(&before, &after, &MOVED);
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
    let expected = sheet.lines().find(|line| line.contains("(dieu-chinh-thang/2026-11)")).unwrap();
    assert!(expected.contains("[dự kiến, chờ thông báo nghỉ lễ]"), "{expected}");
    for form in [&["calendar", "--month", "2026-11"][..], &["calendar", "--explain", "dieu-chinh-thang/2026-11"]] {
        let words = said(root, day, form);
        assert!(words.contains("[chờ luật hóa]") && !words.contains("pending_law"), "{words}");
    }
    let json = said(root, day, &["calendar", "--month", "2026-11", "--json"]);
    let csv = said(root, day, &["calendar", "--month", "2026-11", "--csv"]);
    assert!(csv.starts_with("\u{feff}slot,rule,"), "Excel takes UTF-8 for UTF-8 by its byte order mark");
    assert_eq!(json.matches("\"slot\":").count(), csv.matches("\r\n").count() - 1);
    let explained = said(root, day, &["calendar", "--explain", "giao-ban/2026-05-w2"]);
    let readings = "tuần có ít nhất bốn ngày, tuần trọn vẹn đầu tiên → 15/05/2026";
    let who = ["«khi Chánh Văn phòng vắng mặt, Phó", "«các thành phần khác do chủ trì mời (nếu cần thiết)»"];
    for words in ["Cách tính", readings, "điểm a khoản 5.1 mục II phần B", "thứ Sáu 08/05/2026"].into_iter().chain(who)
    {
        assert!(explained.contains(words), "{words}:\n{explained}");
    }
    let json = said(root, day, &["calendar", "--explain", "giao-ban/2026-05-w2", "--json"]);
    for key in ["\"readings\"", "\"chair_fallback\": \"khi Chánh", "\"optional_attendees\": \"các thành phần khác"]
    {
        assert!(json.contains(key), "{key}: {json}");
    }
    let next = said(root, day, &["calendar", "next", "p-hanh-chinh-to-chuc", "-n", "2"]);
    assert!(next.starts_with("hôm nay") && next.contains("dieu-chinh-thang/2026-11"), "{next}");
    let wrong = quyche(root, day, &["calendar", "--explain", "giao-ban/2026-05-w3"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("giao-ban/2026-05-w2"));
    assert_eq!(quyche(root, day, &["calendar", "--month", "2026-13"]).status.code(), Some(2));
    assert_eq!(quyche(root, day, &["calendar", "next", "khong-co"]).status.code(), Some(2));
}

#[test]
fn the_end_of_the_loaded_years_is_said_before_it_comes() {
    let temp = tempfile::tempdir().unwrap();
    let (root, target) = (common::root(), temp.path().join("site"));
    let build = ["-o", target.to_str().unwrap(), "build"];
    for args in [&["check"][..], &build, &["calendar", "next"], &["calendar", "next", "cvp"], &["who", "cvp"]] {
        let told = |day: &str| {
            let done = quyche(root, day, args);
            assert!(done.status.success(), "{args:?}");
            String::from_utf8(done.stderr).unwrap()
        };
        let warned = told("2030-06-01");
        for words in ["cảnh báo[holiday-year-missing]", "năm 2031", "quyche holidays 2031 --write"] {
            assert!(warned.contains(words), "{args:?}: {warned}");
        }
        assert!(!told("2029-12-31").contains("holiday-year-missing"), "{args:?}: the year after is loaded");
    }
}

#[test]
fn an_occurrence_that_needs_a_year_not_loaded_is_no_slip_of_the_pen() {
    let root = common::root();
    for (slot, year) in [("tb-ket-luan/2030-12-w4", 2031), ("giao-ban/2031-01-w2", 2031), ("giao-ban/2040-01-w2", 2040)]
    {
        let done = quyche(root, "2030-06-01", &["calendar", "--explain", slot]);
        let message = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(1), "{message}");
        let years: Vec<i32> =
            (2029..2045).filter(|y| message.contains(&format!("chưa nạp ngày nghỉ năm {y}"))).collect();
        assert_eq!(years, [year], "{message}");
        assert!(message.contains(&format!("cần để tính {slot}")) && !message.contains("ý bạn là"), "{message}");
    }
    let none = quyche(root, "2030-06-01", &["calendar", "--explain", "giao-ban/2031-01-w3"]);
    assert_eq!(none.status.code(), Some(2), "no year has that one");
}
