//! Ten slips of ten kinds in one copy of the real content: one run tells them all, each at its line and column.

use std::fs;
use std::process::Command;

use crate::{case, common};

/// File, words that stand there once, words put in their place, the words within these that are at fault, and the code.
type Slip = (&'static str, &'static str, &'static str, &'static str, &'static str);

const SLIPS: [Slip; 10] = [
    ("content/units.yaml", "  - id: p-cong-nghiep\n", "  - id: p-kinh-te\n", "p-kinh-te", "duplicate-id"),
    ("content/units.yaml", "    aliases: [\"Phòng NC\"]", "    aliasse: [\"Phòng NC\"]", "aliasse", "unknown-key"),
    ("content/roles.yaml", "    section: B.I.2\n", "    section: B.I.22\n", "B.I.22", "unknown-provision"),
    (
        "content/duties.yaml",
        "quote: \"các Phó Chánh Văn phòng\"\n        note: \"Viết “các”",
        "quote: \"những Phó Chánh Văn phòng\"\n        note: \"Viết “các”",
        "\"những Phó Chánh Văn phòng\"",
        "quote-not-found",
    ),
    ("content/decisions/3232-2021.yaml", "\nsigned: 2021-11-19", "\nsigned: 2025-02-30", "2025-02-30", "bad-date"),
    ("content/regulation/2021-11-19.md", "\nc) ", "\nd) ", "d) ", "label-not-successor"),
    (
        "content/duties.yaml",
        "{who: p-noi-chinh, relation: member_of",
        "{who: p-noi-chnh, relation: member_of",
        "p-noi-chnh",
        "unknown-actor",
    ),
    (
        "content/duties.yaml",
        "{who: p-tong-hop, relation: member_of",
        "{who: p-tong-hop, relation: membre_of",
        "membre_of",
        "bad-value",
    ),
    (
        "content/calendar.yaml",
        "    when: {every: month, week: [2, 4], weekday: fri}\n",
        "    when: {every: month, week: [2, 6], weekday: fri}\n",
        "6",
        "bad-rule",
    ),
    (
        "content/glossary.yaml",
        "  - term: \"lãnh đạo Văn phòng\"\n",
        "  - term: \"lãnh đạo Văn phòng\"\n    term: \"lãnh đạo\"\n",
        "term: \"lãnh đạo\"\n",
        "yaml-duplicate-key",
    ),
];

#[test]
fn ten_slips_are_told_in_one_run() {
    let (expected, found) = planted(&SLIPS, &[]);
    for place in &expected {
        assert!(found.contains(place), "{place} is not among\n{}", found.join("\n"));
    }
    assert!(found.len() <= 16, "one slip, one finding, and few consequences:\n{}", found.join("\n"));
}

/// What no file shows by itself is judged beside words that are misquoted, for the office is known all the same.
#[test]
fn a_misquotation_hides_no_other_fault() {
    let limit = (
        "content/regulation/2021-11-19.md",
        "trao đổi nghiệp vụ để giải quyết",
        "trao đổi nghiệp vụ trước ngày 15 tháng 12 để giải quyết",
        "trước ngày 15 tháng 12",
        "deadline-without-rule",
    );
    let sunday = "overrides:\n  - {occurrence: giao-ban/2026-12-w2, action: move, to: 2026-12-13, ref: \"TB 12\", issued: 2026-12-02}\n";
    let (mut expected, found) = planted(&[SLIPS[3], limit], &[("content/overrides.yaml", sunday)]);
    expected.push("content/overrides.yaml:2:18 override-day-off".to_owned());
    assert_eq!(found.len(), 3, "{}", found.join("\n"));
    for place in &expected {
        assert!(found.contains(place), "{place} is not among\n{}", found.join("\n"));
    }
}

/// What ought to be found after the slips, and what is: file, line, column and code.
fn planted(slips: &[Slip], files: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
    let dir = tempfile::tempdir().unwrap();
    case::copy(common::root(), dir.path());
    for (file, text) in files {
        fs::write(dir.path().join(file), text).unwrap();
    }
    let mut places: Vec<(&str, usize, &str)> = Vec::new();
    for (file, old, new, fault, code) in slips.iter().copied() {
        let path = dir.path().join(file);
        let text = fs::read_to_string(&path).unwrap();
        let at = text.find(old).expect(old);
        fs::write(&path, format!("{}{new}{}", &text[..at], &text[at + old.len()..])).unwrap();
        for (_, place, _) in places.iter_mut().filter(|p| p.0 == file && p.1 > at) {
            *place = *place + new.len() - old.len();
        }
        places.push((file, at + new.rfind(fault).unwrap(), code));
    }
    let expected: Vec<String> = places
        .into_iter()
        .map(|(file, at, code)| {
            let text = fs::read_to_string(dir.path().join(file)).unwrap();
            let before = &text[..at];
            let column = before[before.rfind('\n').map_or(0, |i| i + 1)..].chars().count() + 1;
            format!("{file}:{}:{column} {code}", before.matches('\n').count() + 1)
        })
        .collect();
    let output = Command::new(env!("CARGO_BIN_EXE_quyche"))
        .args(["check", "--json", "--date", "2026-01-05", "-C"])
        .arg(dir.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let found = String::from_utf8(output.stdout).unwrap();
    let found = found.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let found: Vec<String> = found
        .filter(|d| d["severity"] == "error")
        .map(|d| {
            let at = &d["at"];
            format!("{}:{}:{} {}", at["file"].as_str().unwrap(), at["line"], at["column"], d["code"].as_str().unwrap())
        })
        .collect();
    (expected, found)
}
