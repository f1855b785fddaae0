//! Rules of the calendar against the words they quote: slips that would be false dates, and honest rules of which nothing is said.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

mod common;
#[path = "quotes/honest.rs"]
mod honest;
#[path = "quotes/people.rs"]
mod people;
#[path = "quotes/slips.rs"]
mod slips;

use std::fs;

use honest::HONEST;
use jiff::civil::date;
use quyche::calendar::{self, Ground, Status};
use quyche::diagnostic::{Code, Diagnostic};
use quyche::history;
use quyche::model;
use quyche::site::{self, Body};
use slips::SLIPS;
use tempfile::TempDir;

/// Words of a clause that are quoted, a rule's `when` and what else it has, and what is told of it.
type Row = (&'static str, &'static str, &'static str);

/// One sentence, two rules: what the other has is not left out.
const TOGETHER: (&str, [&str; 2]) = (
    "báo cáo 06 tháng trước ngày 10/6 và báo cáo năm trước ngày 10/12",
    ["when: {every: year, month: 6, day: 10}, limit: before", "when: {every: year, month: 12, day: 10}, limit: before"],
);

/// What is told of each rule of a small office whose clauses and rules are these; empty where nothing is.
fn told(rows: &[(&str, Vec<&str>)]) -> Vec<String> {
    told_of(rows, "report")
}

/// The same of things of a kind.
fn told_of(rows: &[(&str, Vec<&str>)], kind: &str) -> Vec<String> {
    let (folder, lines) = office(rows, kind);
    let (sources, model, found) = common::project(folder.path());
    let of_calendar =
        |d: &&Diagnostic| d.span.is_some_and(|span| sources.files.name(span.file).ends_with("calendar.yaml"));
    let calendar: Vec<_> = found.iter().filter(of_calendar).collect();
    assert!(calendar.is_empty(), "{calendar:#?}");
    assert_eq!(model.rules.len(), lines.len());
    let found = model::check(&model, &sources.files, date(2025, 6, 1));
    let mut told = vec![String::new(); lines.len()];
    for finding in found.iter().filter(|d| d.code == Code::RuleNotAsQuoted) {
        let span = finding.span.unwrap();
        let line = sources.files.position(span.file, span.start).line;
        let at = lines.iter().position(|at| at + 1 == line).unwrap();
        told[at] += &finding.message.vi;
    }
    told
}

/// The office, and the line before each rule of its calendar.
fn office(rows: &[(&str, Vec<&str>)], kind: &str) -> (TempDir, Vec<usize>) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    common::copy_folder(&common::root().join("tests/faults/base"), root);
    let mut text =
        "---\ntitle: Quy chế\ndecision: 01-2025\neffective_from: 2025-01-01\n---\n\n# A. VIỆC CHUNG\n\n".to_owned();
    let mut calendar = "rules:\n".to_owned();
    let mut lines = Vec::new();
    for (n, (quote, rules)) in rows.iter().enumerate() {
        let label = n + 1;
        text += &format!("{label}\\. Trung tâm làm việc này {quote}.\n\n");
        for (k, rule) in rules.iter().enumerate() {
            lines.push(calendar.lines().count());
            calendar += &format!(
                "  - {{id: r{n}-{k}, title: Việc {label} {k}, kind: {kind}, who: giam-doc, cite: A.{label}, quote: \"{quote}\", {rule}}}\n"
            );
        }
    }
    fs::write(root.join("content/regulation/2025-01-01.md"), text).unwrap();
    fs::write(root.join("content/calendar.yaml"), calendar).unwrap();
    (folder, lines)
}

#[test]
fn a_slip_is_told() {
    let rows: Vec<_> = SLIPS.iter().map(|(quote, rule, _)| (*quote, vec![*rule])).collect();
    let told = told(&rows);
    let silent = SLIPS.iter().zip(&told).filter(|((_, _, words), told)| told.is_empty() || !told.contains(words));
    let silent: Vec<_> = silent.collect();
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn of_an_honest_rule_nothing_is() {
    let rows: Vec<_> = HONEST.iter().map(|(quote, rule)| (*quote, vec![*rule])).collect();
    let told = told(&rows);
    let alarms: Vec<_> = HONEST.iter().zip(&told).filter(|(_, told)| !told.is_empty()).collect();
    assert!(alarms.is_empty(), "{alarms:#?}");
}

/// How many limits there are of which it is told that no rule computes them.
fn bare(rows: &[(&str, Vec<&str>)], more: &str) -> usize {
    let (folder, _) = office(rows, "report");
    let calendar = folder.path().join("content/calendar.yaml");
    let written = fs::read_to_string(&calendar).unwrap() + more;
    fs::write(calendar, written).unwrap();
    let (sources, model, found) = common::project(folder.path());
    assert!(!found.iter().any(|d| d.code == Code::UnknownKey), "{found:?}");
    let (_, judged) = quyche::history::check(&model, &sources.files, date(2025, 6, 1));
    judged.iter().filter(|d| d.code == Code::DeadlineWithoutRule).count()
}

#[test]
fn what_is_said_to_be_no_limit_needs_no_rule_and_what_is_due_once_none_after() {
    let talk = [("được hỏi trước ngày 05 hằng tháng", Vec::new())];
    let none = "  []\nnot_limits:\n  - {cite: A.1, quote: \"trước ngày 05 hằng tháng\", reason: \"ví dụ\"}\n";
    assert_eq!((bare(&talk, "  []\n"), bare(&talk, none)), (1, 0));
    let once = |until: &'static str| bare(&[("trước ngày 30 tháng 6 năm 2027", vec![until])], "");
    let rule = "when: {every: year, month: 6, day: 30}, limit: before, valid_to: 2027-07-01";
    let early = "when: {every: year, month: 6, day: 30}, limit: before, valid_to: 2027-06-01";
    assert_eq!((once(rule), once(early)), (0, 1));
}

#[test]
fn two_rules_share_a_sentence() {
    assert_eq!(told(&[(TOGETHER.0, TOGETHER.1.to_vec())]), ["", ""]);
    let one = told(&[(TOGETHER.0, vec![TOGETHER.1[0]])]);
    assert!(one[0].contains("10/12"), "{one:?}");
}

/// What is said of a day is said of the rule that has it, and of no other of the sentence.
#[test]
fn each_of_two_days_in_a_sentence_has_what_is_said_of_it() {
    let silent = [
        (
            "họp vào chiều thứ Năm hằng tuần; tài liệu gửi trước chiều thứ Tư",
            "when: {every: week, weekday: thu}, by: afternoon",
            "when: {every: week, weekday: wed}, by: morning",
        ),
        (
            "vào chiều ngày 10 hằng tháng, gửi kết luận trước chiều ngày 12",
            "when: {every: month, day: 10}, by: afternoon",
            "when: {every: month, day: 12}, limit: before",
        ),
        (
            "trước ngày 10 hằng tháng gửi báo cáo, chậm nhất ngày 20 gửi kế hoạch",
            "when: {every: month, day: 10}, limit: before",
            "when: {every: month, day: 20}",
        ),
    ];
    let rows: Vec<_> = silent.iter().map(|(quote, one, other)| (*quote, vec![*one, *other])).collect();
    assert!(told(&rows).iter().all(String::is_empty), "{:#?}", told(&rows));
    let (words, ..) = silent[2];
    let swapped = vec!["when: {every: month, day: 10}", "when: {every: month, day: 20}, limit: before"];
    let told = told(&[(words, swapped)]);
    assert!(told[0].contains("không kể ngày ấy") && told[1].contains("kể cả ngày ấy"), "{told:#?}");
}

/// "Trước ngày họp" is no `after`, and "sau họp" no `before`; words that have both leave it open.
#[test]
fn a_term_is_held_against_its_side_of_the_meeting() {
    let meeting = ("họp vào ngày 10 hằng tháng", "when: {every: month, day: 10}");
    let rows = |all: &[(&'static str, &'static str)]| -> Vec<_> {
        std::iter::once(&meeting).chain(all).map(|(quote, rule)| (*quote, vec![*rule])).collect()
    };
    let wrong = rows(&[
        ("gửi tài liệu trước ngày họp 03 ngày làm việc", "when: {after: r0-0, working_days: 3}"),
        ("gửi tài liệu chậm nhất 03 ngày làm việc trước khi họp", "when: {after: r0-0, working_days: 3}"),
        ("gửi kết luận trong 03 ngày làm việc sau ngày họp", "when: {before: r0-0, working_days: 3}"),
        ("gửi kết luận sau họp 02 ngày", "when: {before: r0-0, days: 2}"),
        ("gửi kết luận trong 02 ngày kể từ ngày họp", "when: {before: r0-0, days: 2}"),
    ]);
    let found = told_of(&wrong, "meeting");
    assert!(found[0].is_empty() && found[1..].iter().all(|told| told.contains("cuộc họp")), "{found:#?}");
    let right = rows(&[
        ("gửi tài liệu trước ngày họp 03 ngày làm việc", "when: {before: r0-0, working_days: 3}"),
        ("gửi kết luận trong 03 ngày làm việc sau ngày họp", "when: {after: r0-0, working_days: 3}"),
        ("gửi kết luận trong 03 ngày kể từ ngày họp, trước cuộc họp kế tiếp", "when: {after: r0-0, days: 3}"),
        ("gửi tài liệu trước cuộc họp 02 ngày, sau khi được duyệt", "when: {before: r0-0, days: 2}"),
    ]);
    assert_eq!(told_of(&right, "meeting"), [""; 5]);
    // Of what is no meeting it may be another one that is meant.
    let report = rows(&[("gửi tài liệu trước ngày họp 03 ngày làm việc", "when: {after: r0-0, working_days: 3}")]);
    assert_eq!(told_of(&report, "report"), [""; 2]);
}

/// `month` without a day is that month, once, as `times: 1` is: a window on the pages, which a decision gives its day.
#[test]
fn a_named_month_is_a_window_in_which_somebody_sets_the_day() {
    let rules = ["when: {every: year, month: 6}", "when: {every: year, month: 6, times: 1}"];
    let (folder, _) = office(&[("sơ kết trong tháng 6 hằng năm", rules.to_vec())], "report");
    let set = |n: usize| {
        format!(
            "  - {{occurrence: r0-{n}/2025, action: schedule, to: 2025-06-12, ref: \"TB 1\", issued: 2025-03-03}}\n"
        )
    };
    fs::write(folder.path().join("content/overrides.yaml"), format!("overrides:\n{}{}", set(0), set(1))).unwrap();
    let (_, model, found) = common::project(folder.path());
    assert!(!found.iter().any(|d| d.code == Code::BadRule), "{found:?}");
    assert_eq!(model.rules[0].when, model.rules[1].when);
    let day = date(2025, 3, 10);
    let snapshot = common::view(&model, day);
    assert!(calendar::check(&snapshot, 2025..=2026).is_empty());
    let (found, _) = calendar::occurrences(&snapshot, date(2025, 1, 1), date(2026, 12, 31));
    let told: Vec<_> = found.iter().map(|o| (o.slot.as_str(), o.undecided_day, o.nominal.start)).collect();
    let june = |year| date(year, 6, 1);
    let expected = [
        ("r0-0/2025", false, june(2025)),
        ("r0-1/2025", false, june(2025)),
        ("r0-0/2026", true, june(2026)),
        ("r0-1/2026", true, june(2026)),
    ];
    assert_eq!(told, expected);
    assert_eq!(found[0].actual.start, date(2025, 6, 12));
    let state = history::on(&model, day);
    let (planned, _) = site::plan(&model, &state, &[], 2025..=2026);
    let undated =
        planned.pages.iter().find_map(|page| if let Body::Undated(page) = &page.body { Some(page) } else { None });
    let classes: Vec<_> = undated.unwrap().groups.iter().map(|g| (g.timing, g.rules.len())).collect();
    assert_eq!(classes, [("window", 2)]);
}

/// Without the first of every so many periods there is no date, whatever the text says of its day; and it is not said to have none.
#[test]
fn of_every_so_many_periods_from_a_first_nobody_knows_no_deadline_is_denied() {
    let rules = vec!["when: {every: year, interval: 2}"];
    let rows = [("02 năm một lần, vào tháng 10", rules)];
    assert_eq!(told(&rows), [""]);
    let (folder, _) = office(&rows, "report");
    let (_, model, _) = common::project(folder.path());
    let state = history::on(&model, date(2025, 3, 10));
    let (planned, _) = site::plan(&model, &state, &[], 2025..=2025);
    let undated =
        planned.pages.iter().find_map(|page| if let Body::Undated(page) = &page.body { Some(page) } else { None });
    assert_eq!(undated.unwrap().groups.iter().map(|g| g.timing).collect::<Vec<_>>(), ["first_unknown"]);
}

/// Where the text says it, nobody need decide it, and the text is the ground.
#[test]
fn a_meeting_goes_where_the_text_says() {
    let words = "vào ngày 20 hằng tháng, nếu trùng ngày nghỉ thì họp vào ngày làm việc";
    for (behind, roll, day, status) in [
        ("tiếp theo", "following", date(2025, 4, 21), Status::Firm),
        ("liền trước", "preceding", date(2025, 4, 18), Status::Firm),
        ("gần nhất", "following", date(2025, 4, 21), Status::AwaitsDecision),
    ] {
        let (quote, rule) =
            (format!("{words} {behind}"), format!("when: {{every: month, day: 20}}, limit: exact, roll: {roll}"));
        let (folder, _) = office(&[(&quote, vec![&rule])], "meeting");
        let (_, model, _) = common::project(folder.path());
        let snapshot = common::view(&model, date(2025, 4, 1));
        let (found, _) = calendar::occurrences(&snapshot, date(2025, 4, 1), date(2025, 4, 30));
        let [april] = &found[..] else { panic!("{found:#?}") };
        assert_eq!((april.actual.start, april.status), (day, status), "{behind}");
        let cited = april.steps.iter().filter(|step| matches!(step.ground, Ground::Provision(_))).count();
        assert_eq!(cited, if status == Status::Firm { 2 } else { 1 }, "{:#?}", april.steps);
    }
}
