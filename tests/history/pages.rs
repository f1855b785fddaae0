//! What the pages of the scenarios of design 4 must show: the last column of its table, read off the built sites.

use std::path::PathBuf;
use std::process::Command;

use crate::edges::decision;
use crate::scene::{Scene, base, scene};

/// The site of a scenario on a day.
pub fn site(scene: &Scene, day: &str) -> impl Fn(&str) -> String {
    let out: PathBuf = scene.root().join(format!("site-{day}"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_quyche"));
    command.arg("-C").arg(scene.root()).arg("build").arg("-o").arg(&out).args(["--date", day]);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    move |page: &str| std::fs::read_to_string(out.join(page)).unwrap_or_else(|e| panic!("{page}: {e}"))
}

/// The element with an anchor, up to the next of its kind.
fn at<'p>(page: &'p str, anchor: &str) -> &'p str {
    let id = format!("id=\"{anchor}\"");
    let start = page.find(&id).unwrap_or_else(|| panic!("no {anchor}"));
    let rest = &page[start..];
    &rest[..rest[id.len()..].find(" id=\"").map_or(rest.len(), |end| id.len() + end)]
}

#[test]
fn s1_the_old_name_is_printed_with_a_note_and_the_address_stays() {
    let scene = scene("s1-rename");
    let page = site(&scene, "2026-07-02");
    let law = page("quy-che/a.html");
    let clause = at(&law, "a.2.a");
    assert!(clause.contains("Phòng Khoa giáo - Văn xã, Phòng Nội chính"), "verbatim: {clause}");
    assert!(clause.contains("Phòng Văn xã") && clause.contains("101-2026"), "noted: {clause}");
    let unit = page("don-vi/p-khoa-giao-van-xa.html");
    assert!(unit.contains("<h1>Phòng Văn xã") && unit.contains("Phòng Khoa giáo - Văn xã"));
}

#[test]
fn s2_the_old_pages_stay_and_the_handover_names_its_rule() {
    let scene = scene("s2-merge");
    let page = site(&scene, "2026-07-02");
    for old in ["p-kinh-te", "p-cong-nghiep"] {
        assert!(page(&format!("don-vi/{old}.html")).contains("p-kinh-te-nganh.html"), "{old} leads to its heir");
    }
    let decision = page("thay-doi/102-2026.html");
    let handover = at(&decision, "ban-giao");
    assert!(handover.contains("b.i.7.1.b") && handover.contains("bàn giao nội dung công việc, hồ sơ, tài liệu"));
    assert!(handover.contains("p-kinh-te.html") && handover.contains("p-cong-nghiep.html"));
}

#[test]
fn who_stays_a_role_in_a_merged_unit_has_another_unit_and_no_new_post() {
    let scene = scene("s2-merge");
    let mine = |day: &str, page: &str| {
        let page = site(&scene, day)(page);
        let from = page.find("<section class=\"mine\"").unwrap();
        page[from..].split("</section>").next().unwrap().to_owned()
    };
    let after = mine("2026-07-02", "viec-toi/cong-chuc--p-kinh-te-nganh.html");
    let before = mine("2026-06-30", "viec-toi/cong-chuc--p-kinh-te.html");
    assert!(after.contains("đơn vị này bắt đầu hoạt động"), "{after}");
    assert!(before.contains("đơn vị này chấm dứt hoạt động"), "{before}");
    for told in [after, before] {
        assert!(!told.contains("chức danh") && !told.contains("nhiệm vụ"), "what everybody bears is as it was: {told}");
    }
}

#[test]
fn s4_the_handover_leads_from_the_unit_that_ended() {
    let scene = scene("s4-dissolve");
    let page = site(&scene, "2026-07-02");
    assert!(at(&page("thay-doi/104-2026.html"), "ban-giao").contains("tt-phuc-vu-hcc.html"));
    assert!(page("don-vi/p-kiem-soat-tthc.html").contains("tt-phuc-vu-hcc.html"));
}

#[test]
fn s7_exactly_the_heads_of_unit_are_affected() {
    let scene = scene("s7-amend");
    let page = site(&scene, "2026-04-02");
    let decision = page("thay-doi/107-2026.html");
    let start = decision.find("id=\"voi-ai\"").unwrap();
    let part = &decision[start..start + decision[start..].find("id=\"lich\"").unwrap()];
    // Behind the sections stand the anchors of everybody else, for links of before.
    let sections = part.split("<section class=\"change\">").skip(1).filter_map(|s| s.split("</section>").next());
    let mut roles: Vec<&str> =
        sections.flat_map(|s| s.split("<span id=\"").skip(1)).filter_map(|s| s.split('"').next()).collect();
    roles.retain(|id| !id.contains("--"));
    roles.sort_unstable();
    assert_eq!(roles, ["pcvp-giam-doc-hcc", "pcvp-truong-ban-tcd", "truong-phong"]);
    assert!(at(&decision, "sd-b.ii.7.2").contains(">15/6") && at(&decision, "sd-b.ii.7.2").contains(">10/6"));
    assert_eq!(decision.matches("class=\"change\" id=\"sd-").count(), 1, "only that clause");
    for moved in ["viec-toi/truong-phong.html", "viec-toi/pcvp-giam-doc-hcc.html", "don-vi/p-kinh-te.html"] {
        assert!(page(moved).contains("thay-doi/107-2026.html"), "{moved} tells it");
    }
    for other in ["viec-toi/cvp.html", "viec-toi/cong-chuc.html", "viec-toi/pho-truong-phong.html"] {
        assert!(!page(other).contains("aria-labelledby=\"thay-doi\""), "{other} is not concerned");
    }
}

/// The words of a piece of a page.
fn words(html: &str) -> String {
    let parts = html.split('<').filter_map(|p| p.split_once('>').map(|(_, text)| text));
    parts.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the first box of a page says.
fn boxed(page: &str) -> String {
    let start = page.find("<p class=\"box\">").expect("a box");
    words(&page[start..start + page[start..].find("</p>").unwrap()])
}

#[test]
fn who_took_over_is_named_as_the_decision_did_and_as_it_is_today() {
    let scene = scene("series");
    let page = site(&scene, "2026-12-01");
    let ended = "chấm dứt hoạt động từ ngày 01/07/2026 (hợp nhất), theo Quyết định 301/QĐ-VPUBND. Tiếp nhận nhiệm vụ: ";
    let then = "Phòng Tham mưu - Tổng hợp (nay đã chấm dứt hoạt động; nhiệm vụ chuyển tiếp cho Phòng Hành chính - Tổ chức, Phòng Kinh tế).";
    assert_eq!(boxed(&page("don-vi/p-noi-chinh.html")), format!("Đơn vị này {ended}{then}"));
    let post = boxed(&page("viec-toi/truong-phong--p-noi-chinh.html"));
    assert!(
        post.contains("Trưởng phòng – Phòng Tham mưu - Tổng hợp (nay đã chấm dứt hoạt động; nhiệm vụ chuyển tiếp cho"),
        "{post}"
    );
    let note = words(at(&page("quy-che/a.html"), "a.2.a"));
    // The unit it was merged into was dissolved: nobody has its name.
    let merged = "Phòng Nội chính: đã chấm dứt hoạt động (từ ngày 01/07/2026), theo Quyết định 301/QĐ-VPUBND.";
    assert!(note.contains(merged) && !note.contains("nay là"), "{note}");
    // Renamed since, it is the same unit.
    let renamed = base().with_decisions(&[
        ("200-2026".to_owned(), decision("  - {op: absorb, units: [p-kinh-te], into: p-cong-nghiep}\n")),
        (
            "201-2026".to_owned(),
            decision("  - {op: rename, unit: p-cong-nghiep, name: \"Phòng Kinh tế ngành\"}\n")
                .replace("200/QĐ", "201/QĐ")
                .replace("2026-07-01", "2026-08-01"),
        ),
    ]);
    let page = site(&renamed, "2026-08-01");
    let said = boxed(&page("don-vi/p-kinh-te.html"));
    assert!(said.ends_with("Tiếp nhận nhiệm vụ: Phòng Công nghiệp (nay là Phòng Kinh tế ngành)."), "{said}");
}

#[test]
fn a_post_that_no_unit_has_any_more_says_so() {
    let operation = "  - {op: dissolve, unit: tt-phuc-vu-hcc, rest: p-kiem-soat-tthc}\n";
    let scene = base().with_decision("200-2026", &decision(operation));
    let role = "viec-toi/pcvp-giam-doc-hcc.html";
    let before = site(&scene, "2026-06-30");
    assert!(!before("index.html").contains("không đơn vị nào còn chức danh này"));
    assert!(!before(role).contains("Không còn đơn vị nào có chức danh này"));
    let after = site(&scene, "2026-07-01");
    let said = boxed(&after(role));
    assert!(
        said.starts_with("Không còn đơn vị nào có chức danh này từ ngày 01/07/2026, theo Quyết định 200/QĐ-VPUBND."),
        "{said}"
    );
    assert_eq!(
        after("index.html").matches("(không đơn vị nào còn chức danh này từ 01/07/2026)").count(),
        2,
        "its deputy too"
    );
    for other in ["viec-toi/cvp.html", "viec-toi/truong-phong.html", "viec-toi/cong-chuc.html"] {
        assert!(!after(other).contains("Không còn đơn vị nào có chức danh này"), "{other}");
    }
}

#[test]
fn a_rule_to_come_is_no_matter_of_todays_clause() {
    let scene = scene("rule-to-come");
    let page = site(&scene, "2026-06-20");
    let law = page("quy-che/b-ii.html");
    assert!(!at(&law, "b.ii.5.3").contains("Kiểm kê tài sản"), "{}", at(&law, "b.ii.5.3"));
    assert!(page("lich/2026-11.html").contains("Kiểm kê tài sản"), "the year's calendar has it");
    let role = page("viec-toi/cvp.html");
    assert!(role.contains("quy-che/2026-07-01/toan-van.html#b.ii.5.3"), "cited in the text it begins with");
    for feed in ["lich/cvp.ics", "lich/tat-ca.ics"] {
        let events = page(feed).replace("\r\n ", "");
        let event = events.split("BEGIN:VEVENT").find(|e| e.contains("kiem-ke")).unwrap().to_owned();
        assert!(event.contains("(khoản 5.3 mục II phần B)"), "{event}");
    }
    let mut who = Command::new(env!("CARGO_BIN_EXE_quyche"));
    who.arg("-C").arg(scene.root()).args(["who", "cvp", "--date", "2026-06-20", "--json"]);
    let said: serde_json::Value = serde_json::from_slice(&who.output().unwrap().stdout).unwrap();
    let rests = |d: &serde_json::Value| d["provision"] == "B.II.5.3" && d["dates"].to_string().contains("kiem-ke");
    assert!(!said.as_array().or(said["duties"].as_array()).unwrap().iter().any(rests), "{said}");
    let then = site(&scene, "2026-07-01");
    assert!(at(&then("quy-che/b-ii.html"), "b.ii.5.3").contains("kiem-ke"), "and then it is");
}

#[test]
fn s8_the_number_and_the_anchor_live_and_the_meetings_go() {
    let scene = scene("s8-repeal");
    let page = site(&scene, "2026-07-02");
    let law = page("quy-che/b-ii.html");
    let clause = at(&law, "b.ii.5.3");
    assert!(clause.contains("5.3.") && clause.contains("(được bãi bỏ)"), "{clause}");
    let month = |m: &str| page(&format!("lich/2026-{m}.html")).contains("giao-ban-vp-so-huyen");
    assert!(month("05") && !month("11"), "May was before, November is not");
}

#[test]
fn s13_the_name_changes_on_the_day_and_is_announced_before() {
    let scene = scene("s13-future");
    let before = site(&scene, "2026-12-31");
    let unit = before("don-vi/p-noi-chinh.html");
    assert!(unit.contains("<h1>Phòng Nội chính</h1>"), "the old name until the last day");
    assert!(unit.contains("113-2026") && unit.contains("01/01/2027"), "with a notice");
    assert!(before("index.html").contains("thay-doi/113-2026.html"));
    let after = site(&scene, "2027-01-01");
    assert!(after("don-vi/p-noi-chinh.html").contains("<h1>Phòng Nội chính - Tiếp dân"));
}
