//! The example project of the manual: the real regulation through three made-up decisions, built on several days.
//!
//! It is what a clerk is shown, so it must be without error and use everything a decision can do; an operation that is
//! new fails this test until the example uses it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop at the first surprise, and runs the program"
)]

mod common;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::civil::{Date, date};
use quyche::diagnostic::Severity;
use quyche::model::{Act, Model, OfficeAct, TextAct};

/// Before the first decision, after each, and the day the manual builds.
const DAYS: [Date; 5] = [date(2026, 6, 20), date(2026, 7, 1), date(2026, 12, 15), date(2027, 3, 1), date(2027, 4, 1)];

/// What an operation is called; a new one does not compile until it is named here.
fn kind(act: &Act) -> &'static str {
    match act {
        Act::Text(act) => match act {
            TextAct::Amend { old: Some(_), .. } => "amend words",
            TextAct::Amend { old: None, .. } => "amend the whole wording",
            TextAct::Insert { .. } => "insert",
            TextAct::Repeal { .. } => "repeal",
            TextAct::ReplacePhrase { .. } => "replace_phrase",
            TextAct::Renumber { .. } => "renumber",
            TextAct::ReplaceAll { .. } => "replace_all",
        },
        Act::Office(act) => match act {
            OfficeAct::Rename { .. } => "rename",
            OfficeAct::Merge { .. } => "merge",
            OfficeAct::Absorb { .. } => "absorb",
            OfficeAct::Divide { .. } => "divide",
            OfficeAct::Split { .. } => "split",
            OfficeAct::Dissolve { .. } => "dissolve",
            OfficeAct::Create { .. } => "create",
            OfficeAct::TransferDuty { .. } => "transfer_duty",
            OfficeAct::ChangeHead { .. } => "change_head",
            OfficeAct::ChangeMembers { .. } => "change_members",
        },
    }
}

/// As many as `kind` tells apart.
const KINDS: usize = 17;

fn root() -> PathBuf {
    common::root().join("tests/example")
}

fn model() -> Model {
    let (_, model, report) = common::project(&root());
    assert!(!report.has_errors(), "{report:#?}");
    model
}

/// The site of a day, by the command the manual gives; it must have no error.
fn build(day: Date) -> impl Fn(&str) -> String {
    // Tests run side by side, and two of them may look at one day.
    static BUILT: AtomicUsize = AtomicUsize::new(0);
    let own = BUILT.fetch_add(1, Ordering::Relaxed);
    let out = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("example-{day}-{own}"));
    let _ = std::fs::remove_dir_all(&out);
    let mut command = Command::new(env!("CARGO_BIN_EXE_quyche"));
    command.arg("-C").arg(root()).arg("build").arg("-o").arg(&out).args(["--date", &day.to_string()]);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{day}: {}", String::from_utf8_lossy(&output.stderr));
    move |page: &str| std::fs::read_to_string(out.join(page)).unwrap()
}

#[test]
fn every_operation_occurs() {
    let model = model();
    let all: BTreeSet<&str> =
        model.decisions.iter().flat_map(|d| &d.operations).map(|operation| kind(&operation.act)).collect();
    assert_eq!(all.len(), KINDS, "{all:?}");
    let (sources, ..) = common::project(&root());
    let report = quyche::history::check(&model, &sources.files, Date::MAX).1;
    assert!(report.iter().all(|d| d.severity != Severity::Error), "{report:#?}");
}

#[test]
fn it_builds_without_error_on_each_day() {
    for day in DAYS {
        let page = build(day);
        let coming = |id: &str| page(&format!("thay-doi/{id}.html")).contains("chip-not_yet");
        for (id, effect) in [("45-2026", DAYS[1]), ("72-2026", date(2027, 1, 1)), ("18-2027", DAYS[4])] {
            assert_eq!(coming(id), day < effect, "{id} on {day}");
        }
    }
}

#[test]
fn what_was_due_before_a_new_regulation_cites_the_one_before() {
    let page = build(date(2027, 3, 1));
    let june = page("lich/2026-06.html");
    let entry = june.split("id=\"bc-6-thang.2026\"").nth(1).unwrap().split("</details>").next().unwrap();
    assert!(entry.contains("trước ngày 15/6") && !entry.contains("Điều 15"), "{entry}");
    assert_eq!(entry.matches("../quy-che/2021-11-19/toan-van.html#b.ii.7.2").count(), 3, "{entry}");
    let feed = page("lich/tat-ca.ics").replace("\r\n ", "");
    let event = feed.split("UID:bc-6-thang.2026@").nth(1).unwrap().split("END:VEVENT").next().unwrap();
    assert!(event.contains("trước ngày 15/6» (khoản 7.2 mục II phần B)"), "{event}");
    assert!(!event.contains("Điều 15]"), "{event}");
    // What is due under the one to come has one number in every line.
    let feed = build(date(2026, 12, 15))("lich/tat-ca.ics").replace("\r\n ", "");
    let event = feed.split("UID:bc-6-thang.2027@").nth(1).unwrap().split("END:VEVENT").next().unwrap();
    assert_eq!(event.matches("khoản 2 Điều 15").count(), 3, "{event}");
    assert!(!page("lich/cach-tinh.html").contains("trước ngày 15/6"), "a rule that ended has no dates to come");
}

#[test]
fn a_new_regulation_does_not_repeal_what_was_repealed_before() {
    let decision = build(date(2027, 3, 1))("thay-doi/72-2026.html");
    assert!(!decision.contains("điểm c khoản 1.1 mục II phần B"), "it was repealed by the decision before");
    let before = build(date(2026, 7, 1))("thay-doi/45-2026.html");
    assert!(before.contains("id=\"sd-b.ii.1.1.c\""));
}

#[test]
fn an_address_of_an_earlier_text_leads_to_its_own_line() {
    let page = build(date(2027, 3, 1))("quy-che/b-ii.html");
    let line =
        r#"<li id="b.ii.7.2"><b>Khoản 7.2 mục II phần B</b>: nay là <a class="cite" href="chuong-iii.html#dieu-15.2">"#;
    assert!(page.contains(line), "{page}");
}

#[test]
fn the_page_of_the_decision_tells_all_of_it() {
    let page = build(date(2027, 3, 1));
    let decision = page("thay-doi/45-2026.html");
    for words in [
        "id=\"to-chuc\"",
        "id=\"voi-ai\"",
        "id=\"ban-giao\"",
        "id=\"lich\"",
        "id=\"so-sanh\"",
        "id=\"thong-bao\"",
        // Both sides of an amendment, the new clause beside the one that had its number, the reason of what ended.
        "id=\"sd-b.ii.7.2\"",
        "id=\"sd-b.ii.5.3\"",
        "id=\"sd-b.ii.5.4\"",
        "id=\"sd-b.ii.8.5.b\"",
        "(được bãi bỏ)",
        "hội ý còn Trưởng Phòng Tổng hợp và Trưởng Phòng Hành chính - Tổ chức dự",
        // The rule of handover by the number it had on that day.
        "điểm b khoản 7.1 mục I phần B",
        "09/06/2027",
        "về việc “sắp xếp các phòng",
    ] {
        assert!(decision.contains(words), "{words}");
    }
    // The announcement says of the calendar what the page says, and a number without the stop it is printed with.
    for words in [
        "(đổi ngày): kỳ gần nhất",
        "xã, phường (đổi căn cứ).",
        "Hội ý về chuyển đổi số (mới, không nêu ngày).",
        "thành “5.4”.",
    ] {
        assert!(decision.contains(words), "{words}");
    }
    for id in ["truong-phong", "p-luu-tru", "p-kinh-te", "giam-doc-ttcn--tt-cong-nghe-cong-ttdt"] {
        assert!(decision.contains(&format!("id=\"{id}\"")), "{id} has a place to be led to");
    }
    let new = page("thay-doi/72-2026.html");
    assert!(new.contains("id=\"doi-so\"") && new.contains("id=\"sd-dieu-17.1\""));
    assert!(
        !new.contains("class=\"compare\"><div class=\"was\"><h4>Trước<span class=\"vh\">: khoản 1.2 mục I"),
        "a number alone is a line"
    );
    assert!(page("don-vi/p-kiem-soat-tthc.html").contains("tt-phuc-vu-hcc.html"), "an ended unit leads to its heir");
    assert!(page("don-vi/p-noi-chinh.html").contains("thay-doi/18-2027.html"), "what is to come is told");
    assert!(page("quy-che/2021-11-19/toan-van.html").contains("trước ngày 15/6"), "the first text stays");
}

/// A clause is of the decision that issued it: the one that amended the text does not hold it.
#[test]
fn a_text_that_was_amended_is_cited_by_the_decision_that_issued_it() {
    const AMENDED: &str = "được sửa đổi, bổ sung bởi Quyết định 45/QĐ-VPUBND";
    let page = build(date(2026, 7, 2));
    let section = page("quy-che/b-ii.html");
    let source = attribute(&section, "data-source").last().unwrap();
    assert!(source.starts_with("Quyết định 3232/QĐ-VPUBND") && source.ends_with(AMENDED), "{source}");
    for (path, words) in [("index.html", "Quyết định 3232/QĐ-VPUBND"), ("quy-che/toan-van.html", AMENDED)] {
        assert!(page(path).contains(words), "{path}");
    }
    let page = build(date(2026, 6, 19));
    assert!(!page("quy-che/b-ii.html").contains("được sửa đổi, bổ sung bởi"), "not yet");
}

/// The parts of what is copied as a citation, put together as the script does: an article is cited without its chapter.
#[test]
fn what_is_copied_is_the_citation_of_the_clause() {
    let page = build(date(2027, 1, 2));
    let section = page("quy-che/chuong-i.html");
    let within = attribute(&section, "data-within").next().unwrap();
    let cited: Vec<String> = attribute(&section, "data-cite").map(|own| format!("{own}{within}")).collect();
    assert!(cited.iter().any(|c| c == "khoản 1 Điều 1"), "{cited:?}");
    assert_eq!(cited[0], "Chương I", "the heading of the page");
    assert!(cited[1..].iter().all(|c| !c.contains("Chương")), "{cited:?}");
}

/// Whoever is asked: the status of a decision is one. A text that another has followed is a matter of its own, and its decision may
/// well be in force.
#[test]
fn a_decision_has_one_status_wherever_it_stands() {
    let page = build(date(2027, 6, 1));
    let law = page("quy-che/index.html");
    assert!(page("thay-doi/45-2026.html").contains("<span class=\"chip chip-partly\">Hết hiệu lực một phần</span>"));
    let lines = law.lines().find(|l| l.contains("45/QĐ-VPUBND") && l.contains("toan-van.html")).unwrap();
    assert!(lines.contains("Quyết định 45/QĐ-VPUBND · Bản cũ, đã có bản sau thay"), "{lines}");
    assert!(!law.contains("Hết hiệu lực toàn bộ"));
    // The decision that was amended is so in every header too.
    let page = build(date(2026, 7, 3));
    for path in ["quy-che/index.html", "index.html", "thay-doi/3232-2021.html"] {
        let html = page(path);
        assert!(html.contains("chip-partly") && !html.contains("chip-expired"), "{path}");
    }
}

/// Headings are provisions: each has what the buttons copy, and so has the heading a page is named after.
#[test]
fn every_heading_can_be_copied() {
    let page = build(date(2026, 6, 18));
    for (path, anchors) in [("quy-che/a.html", ["a", "a.2"]), ("quy-che/b-i.html", ["b.i", "b.i.7"])] {
        let html = page(path);
        for anchor in anchors {
            let cited = html.lines().find(|l| l.contains(&format!("id=\"{anchor}\" data-cite=\"")));
            assert!(cited.is_some_and(|l| l.contains("class=\"prov head")), "{path} {anchor}: {cited:?}");
        }
    }
}

/// The values of an attribute, in their order.
fn attribute<'h>(html: &'h str, name: &str) -> impl Iterator<Item = &'h str> {
    let begin = format!("{name}=\"");
    html.match_indices(&begin)
        .map(move |(at, _)| html.get(at + name.len() + 2..).and_then(|rest| rest.split('"').next()).unwrap())
        .collect::<Vec<_>>()
        .into_iter()
}
