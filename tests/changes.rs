//! The pages of decisions over the real office: what a decision did is told, once, to those it concerns.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop at the first surprise, and runs the program"
)]

mod common;

use std::collections::BTreeMap;
use std::process::Command;

const MERGE: &str = r#"number: "15/QĐ-VPUBND"
type: "Quyết định"
signed: 2026-02-10
effective_from: 2026-03-01
issuer: "Văn phòng UBND tỉnh"
summary: "Sắp xếp lại các phòng chuyên môn"
operations:
  - {op: absorb, units: [p-quan-tri-tai-vu], into: p-hanh-chinh-to-chuc}
  - {op: rename, unit: p-khoa-giao-van-xa, name: "Phòng Văn xã"}
"#;

const COMING: &str = r#"number: "40/QĐ-VPUBND"
type: "Quyết định"
signed: 2026-12-10
effective_from: 2027-01-01
issuer: "Văn phòng UBND tỉnh"
summary: "Chuyển nhiệm vụ <tổng hợp> & \"báo cáo\""
operations:
  - {op: transfer_duty, provision: B.II.1.1.a, from: p-tong-hop, to: p-noi-chinh}
"#;

/// A unit whose duties go to three, one of which had some of them already.
const DISSOLVE: &str = r#"number: "50/QĐ-VPUBND"
type: "Quyết định"
signed: 2026-02-10
effective_from: 2026-03-01
issuer: "Văn phòng UBND tỉnh"
summary: "Giải thể Phòng Hành chính - Tổ chức"
operations:
  - op: dissolve
    unit: p-hanh-chinh-to-chuc
    duties:
      - {provision: B.II.3.1, to: p-tong-hop}
      - {provision: B.II.1.2.a, to: p-quan-tri-tai-vu}
    rest: p-noi-chinh
  - op: change_head
    unit: p-noi-chinh
    head: truong-phong
    deputy: pho-truong-ban-tcd
"#;

/// The real office with two decisions more, as built on a day: the files of `thay-doi/` and a few others.
fn site(day: &str) -> BTreeMap<String, String> {
    let paths = [
        "thay-doi/index.html",
        "thay-doi/15-2026.html",
        "thay-doi/40-2026.html",
        "thay-doi/3232-2021.html",
        "thay-doi/atom.xml",
        "viec-toi/cvp.html",
        "viec-toi/truong-phong--p-noi-chinh.html",
        "don-vi/p-noi-chinh.html",
        "don-vi/p-khoa-giao-van-xa.html",
        "index.html",
    ];
    built(day, &[("15-2026", MERGE), ("40-2026", COMING)], &paths)
}

/// Pages of the real office with some decisions more, as built on a day.
fn built(day: &str, decisions: &[(&str, &str)], paths: &[&str]) -> BTreeMap<String, String> {
    let temp = project(decisions);
    let project = temp.path();
    let done = run(project, day, "build");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let read = |path: &&str| ((*path).to_owned(), std::fs::read_to_string(project.join("output").join(path)).unwrap());
    paths.iter().map(read).collect()
}

/// The real office with decisions more, each by the name of its file.
fn project(decisions: &[(&str, &str)]) -> tempfile::TempDir {
    let temp = tempfile::tempdir().unwrap();
    let project = temp.path();
    common::copy_folder(&common::root().join("content"), &project.join("content"));
    std::fs::copy(common::root().join("quyche.yaml"), project.join("quyche.yaml")).unwrap();
    for (name, text) in decisions {
        std::fs::write(project.join(format!("content/decisions/{name}.yaml")), text).unwrap();
    }
    temp
}

fn run(project: &std::path::Path, day: &str, verb: &str) -> std::process::Output {
    let mut quyche = Command::new(env!("CARGO_BIN_EXE_quyche"));
    quyche.args(["-C", project.to_str().unwrap(), "--date", day, verb]).output().unwrap()
}

#[test]
fn a_decision_revoked_before_its_day_changes_nothing_and_says_so() {
    let revoked = format!("{COMING}revoked_by: 50-2026\n");
    let revoker = |day: &str| {
        format!(
            "number: \"50/QĐ-VPUBND\"\nsigned: 2026-12-20\neffective_from: {day}\nissuer: \"Văn phòng UBND tỉnh\"\nsummary: \"Bãi bỏ Quyết định 40/QĐ-VPUBND\"\n"
        )
    };
    let in_time = revoker("2026-12-20");
    let temp = project(&[("40-2026", &revoked), ("50-2026", &in_time)]);
    let read = |path: &str| words(&std::fs::read_to_string(temp.path().join("output").join(path)).unwrap());
    for (day, status) in [
        ("2026-12-15", "Chưa có hiệu lực"),
        ("2026-12-25", "Bị bãi bỏ trước ngày có hiệu lực"),
        ("2027-01-04", "Bị bãi bỏ trước ngày có hiệu lực"),
    ] {
        let done = run(temp.path(), day, "build");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let page = read("thay-doi/40-2026.html");
        assert!(page.contains(status) && page.contains("Bị bãi bỏ bởi"), "{day}: {page}");
        assert!(!page.contains("THÔNG BÁO") && !page.contains("Chuyển nhiệm vụ tại"), "{day}: {page}");
        let list = read("thay-doi/index.html");
        let (in_effect, revoked) = list.split_once("Bị bãi bỏ trước ngày có hiệu lực").unwrap();
        assert!(!in_effect.contains("Chuyển nhiệm vụ") && revoked.contains("Chuyển nhiệm vụ"), "{day}: {list}");
        assert!(read("thay-doi/50-2026.html").contains("Bãi bỏ trước khi có hiệu lực"));
        assert!(!read("viec-toi/truong-phong--p-noi-chinh.html").contains("40/QĐ-VPUBND"), "{day}");
    }
    let late = revoker("2027-01-02");
    let temp = project(&[("40-2026", &revoked), ("50-2026", &late)]);
    let done = run(temp.path(), "2026-12-25", "check");
    let said = String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr);
    assert!(said.contains("40-2026.yaml") && said.contains("50-2026 không bãi bỏ được 40-2026"), "{said}");
    let temp = project(&[("40-2026", &revoked)]);
    let said = run(temp.path(), "2026-12-25", "check");
    let said = String::from_utf8_lossy(&said.stdout).into_owned() + &String::from_utf8_lossy(&said.stderr);
    assert!(said.contains("không có quyết định «50-2026»"), "{said}");
}

/// What a reader sees between `<main>` and `</main>`, a line a block.
fn words(html: &str) -> String {
    let main = html.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
    let mut text = String::new();
    let mut rest = &main[main.find('>').unwrap() + 1..];
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let end = at + rest[at..].find('>').unwrap() + 1;
        let name = rest[at + 1..end].trim_start_matches('/');
        let inline = ["a ", "a>", "span", "strong", "em>", "q>", "time", "b>", "i>", "del", "ins", "button"];
        if !inline.iter().any(|i| name.starts_with(i)) {
            text.push('\n');
        }
        rest = &rest[end..];
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    let text = text.replace("&#x27;", "'").replace("&#x2F;", "/").replace("&amp;", "&");
    let lines = text.lines().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|l| !l.is_empty()).collect::<Vec<_>>().join("\n")
}

/// `QUYCHE_GOLDEN=write cargo test --test changes` writes the words anew, to be read in the diff.
#[test]
fn the_pages_of_decisions_say_what_they_said() {
    let site = site("2026-11-23");
    let mut said = String::new();
    for path in ["thay-doi/index.html", "thay-doi/15-2026.html", "thay-doi/40-2026.html", "thay-doi/3232-2021.html"] {
        said.push_str(&format!("== {path}\n{}\n\n", words(&site[path])));
    }
    said.push_str(&format!("== thay-doi/atom.xml\n{}", site["thay-doi/atom.xml"]));
    let golden = common::root().join("tests/golden/changes.txt");
    if std::env::var("QUYCHE_GOLDEN").is_ok_and(|v| v == "write") {
        std::fs::write(&golden, &said).unwrap();
    }
    let expected = std::fs::read_to_string(&golden).unwrap_or_default();
    for (now, then) in said.lines().zip(expected.lines()) {
        assert_eq!(now, then);
    }
    assert_eq!(said.lines().count(), expected.lines().count());
}

#[test]
fn who_has_a_change_is_told_and_led_to_it_and_nobody_else_is() {
    let site = site("2026-11-23");
    let told = |path: &str, href: &str| site[path].contains(&format!("href=\"../{href}\""));
    assert!(told("don-vi/p-noi-chinh.html", "thay-doi/40-2026.html#p-noi-chinh"));
    assert!(told("viec-toi/truong-phong--p-noi-chinh.html", "thay-doi/40-2026.html#truong-phong--p-noi-chinh"));
    assert!(told("don-vi/p-khoa-giao-van-xa.html", "thay-doi/15-2026.html#to-chuc"));
    assert!(!site["viec-toi/cvp.html"].contains("aria-labelledby=\"thay-doi\""));
    assert!(site["index.html"].contains("thay-doi/40-2026.html"), "what is to come is news");
}

#[test]
fn a_decision_is_coming_until_its_day() {
    let chip = |site: &BTreeMap<String, String>| site["thay-doi/40-2026.html"].contains("chip-not_yet");
    assert!(chip(&site("2026-12-31")));
    assert!(!chip(&site("2027-01-01")));
}

#[test]
fn a_dissolved_unit_is_nobody_now_and_hands_over_its_own_words() {
    let paths = ["thay-doi/50-2026.html", "quy-che/b-ii.html", "diem-chua-ro.html", "don-vi/p-noi-chinh.html"];
    let site = built("2026-11-23", &[("50-2026", DISSOLVE)], &paths);
    let said: BTreeMap<&str, String> = site.iter().map(|(path, html)| (path.as_str(), words(html))).collect();
    let handover = said["thay-doi/50-2026.html"].as_str();
    assert!(handover.contains("Phòng Hành chính – Tổ chức để tổng hợp"), "{handover}");
    let table = site["thay-doi/50-2026.html"].split("id=\"ban-giao\"").nth(1).unwrap();
    assert!(!table.split("</section>").next().unwrap().contains("gửi Phòng Tổng hợp"), "the heir had that already");
    for path in ["quy-che/b-ii.html", "diem-chua-ro.html"] {
        let lines = || said[path].lines().filter(|l| l.starts_with("Phòng Hành chính"));
        assert!(
            lines().any(|l| l.contains(": đã giải thể (từ ngày 01/03/2026), theo Quyết định 50/QĐ-VPUBND")),
            "{path}"
        );
        assert!(lines().all(|l| !l.contains("nay là")), "{path}");
    }
    // Of each clause who received its duty, and no other.
    let clauses = said["quy-che/b-ii.html"].as_str();
    for heir in ["Phòng Nội chính", "Phòng Quản trị - Tài vụ", "Phòng Tổng hợp"] {
        let note = format!("Phòng Hành chính - Tổ chức: nhiệm vụ tại đây đã chuyển cho {heir} (từ ngày 01/03/2026)");
        assert!(clauses.contains(&note), "{heir}");
    }
    // The decision leaves the head as it was.
    let unit = said["don-vi/p-noi-chinh.html"].as_str();
    assert!(unit.contains("đổi chức danh cấp phó") && !unit.contains("đổi chức danh đứng đầu"), "{unit}");
    assert!(handover.contains("Cấp phó của Phòng Nội chính là"), "{handover}");
}
