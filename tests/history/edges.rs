//! What a second reader found: cases between the scenarios, each of which once lost, doubled or misnamed something.

use std::fs;

use jiff::civil::date;

use crate::pages::site;
use crate::scene::{Scene, base, bearers};

/// A decision of these operations.
pub fn decision(operations: &str) -> String {
    format!(
        "number: \"200/QĐ-VPUBND\"\nsigned: 2026-06-01\neffective_from: 2026-07-01\nissuer: \"Văn phòng UBND tỉnh\"\nsummary: \"Thử\"\noperations:\n{operations}"
    )
}

/// The errors and warnings of decisions with these operations.
fn told(operations: &str) -> Vec<String> {
    let scene = base().with_decision("200-2026", &decision(operations));
    scene.report().iter().map(|d| format!("{}: {}", d.code.as_str(), d.message.vi)).collect()
}

fn says(operations: &str, code: &str, words: &str) {
    let all = told(operations);
    assert!(all.iter().any(|m| m.starts_with(code) && m.contains(words)), "{operations}: {all:#?}");
}

#[test]
fn no_unit_is_joined_to_itself_nor_named_twice_nor_merged_alone() {
    let new = "{id: p-x, name: \"Phòng X\"}";
    says(&format!("  - {{op: merge, units: [p-kinh-te, p-x], into: {new}}}\n"), "unit-not-there", "chính nó");
    says(&format!("  - {{op: merge, units: [p-kinh-te, p-kinh-te], into: {new}}}\n"), "unit-not-there", "hai lần");
    says(&format!("  - {{op: merge, units: [p-kinh-te], into: {new}}}\n"), "unit-not-there", "ít nhất hai");
}

#[test]
fn two_living_units_do_not_bear_one_name() {
    says("  - {op: rename, unit: p-noi-chinh, name: \"Phòng Kinh tế\"}\n", "duplicate-id", "Phòng Kinh tế");
    let swapped = "  - {op: absorb, units: [p-kinh-te], into: p-tong-hop}\n  - {op: rename, unit: p-noi-chinh, name: \"Phòng Kinh tế\"}\n";
    assert!(told(swapped).iter().all(|m| !m.starts_with("duplicate-id")), "the name is free once its unit has ended");
}

#[test]
fn a_decision_renames_a_unit_once() {
    let twice = "  - {op: rename, unit: p-noi-chinh, name: \"Phòng Một\"}\n  - {op: rename, unit: p-noi-chinh, name: \"Phòng Hai\"}\n";
    says(twice, "operation-without-effect", "Phòng Một");
}

/// What the page and the announcement of a decision say it does, and whether it has certain words.
fn tells(page: &str, words: &str) -> bool {
    page.contains(&format!("- {words}."))
}

#[test]
fn decisions_of_one_day_are_carried_out_by_number_and_each_names_what_its_own_words_name() {
    let create = "  - {op: create, unit: {id: p-moi, name: \"Phòng Mới\", group: cac-phong, head: truong-phong}}\n";
    let rename = |unit: &str, name: &str| format!("  - {{op: rename, unit: {unit}, name: \"{name}\"}}\n");
    let day = "2026-06-01";
    let first = format!("{create}{}", rename("p-nghiep-vu", "Phòng Một"));
    let second = format!("{}{}", rename("p-moi", "Phòng Mới Hai"), rename("p-nghiep-vu", "Phòng Hai"));
    let third = "  - {op: absorb, units: [p-moi], into: p-nghiep-vu}\n".to_owned() + &rename("p-nghiep-vu", "Phòng Ba");
    let decisions = [("10-2026", day, second.as_str()), ("9-2026", day, &first), ("100-2026", day, &third)];
    let scene = Scene::small("", &decisions);
    assert!(scene.errors().is_empty(), "{:#?}", scene.errors());
    let ids: Vec<&str> = scene.model.decisions.iter().map(|d| d.id.as_str()).collect();
    assert_eq!(ids, ["01-2026", "9-2026", "10-2026", "100-2026"]);
    let page = site(&scene, day);
    let (first, second, third) =
        (page("thay-doi/9-2026.html"), page("thay-doi/10-2026.html"), page("thay-doi/100-2026.html"));
    assert!(tells(&first, "Thành lập Phòng Mới") && tells(&first, "Đổi tên Phòng Nghiệp vụ thành Phòng Một"));
    assert!(tells(&second, "Đổi tên Phòng Mới thành Phòng Mới Hai"));
    assert!(tells(&second, "Đổi tên Phòng Một thành Phòng Hai"));
    assert!(tells(&third, "Sáp nhập Phòng Mới Hai vào Phòng Hai"));
    assert!(tells(&third, "Đổi tên Phòng Hai thành Phòng Ba"));
    let feed = page("thay-doi/atom.xml");
    let at = |id: &str| feed.find(&format!("thay-doi/{id}<")).unwrap();
    assert!(at("100-2026") < at("10-2026") && at("10-2026") < at("9-2026"), "the newest first");
    assert!(page("quy-che/b-i.html").contains("Phòng Ba"), "the text's name is noted");
}

#[test]
fn a_deputy_who_takes_the_head_s_place_leaves_no_deputy() {
    let leads = told("  - {op: change_head, unit: p-noi-chinh, head: pho-truong-phong}\n");
    assert!(leads.iter().all(|m| !m.starts_with("head-count")), "{leads:#?}");
    let both = "  - {op: change_head, unit: p-noi-chinh, head: cvp, deputy: cvp}\n";
    assert_eq!(told(both).iter().filter(|m| m.starts_with("head-count")).count(), 1, "{:#?}", told(both));
    let founded = "  - {op: merge, units: [p-kinh-te, p-noi-chinh], into: {id: p-x, name: \"Phòng X\", head: pho-truong-phong}}\n";
    assert!(told(founded).iter().all(|m| !m.starts_with("head-count")), "{:#?}", told(founded));
}

#[test]
fn a_group_that_loses_its_last_member_leaves_its_duties_to_nobody() {
    let out = "  - {op: change_members, collective: lanh-dao-vp, remove: [cvp, pcvp]}\n";
    says(out, "orphaned-duty", "Lãnh đạo Văn phòng");
    let back = format!("{out}  - {{op: change_members, collective: lanh-dao-vp, add: [cvp]}}\n");
    assert!(told(&back).iter().all(|m| !m.starts_with("orphaned-duty")), "at the end of the day somebody is in it");
}

#[test]
fn a_group_without_members_and_without_work_is_no_fault() {
    let scene = base();
    let path = scene.root().join("content/roles.yaml");
    let roles = fs::read_to_string(&path).unwrap();
    let group = "  - {id: to-soan-thao, name: \"Tổ soạn thảo\", members: [cvp], inferred: true}\n";
    fs::write(&path, roles.replacen("collectives:\n", &format!("collectives:\n{group}"), 1)).unwrap();
    let out = "  - {op: change_members, collective: to-soan-thao, remove: [cvp]}\n";
    let scene = scene.with_decision("200-2026", &decision(out));
    assert!(scene.errors().is_empty(), "{:#?}", scene.errors());
}

#[test]
fn one_name_passes_from_a_unit_to_another_but_is_not_borne_by_both() {
    let with = |decisions: &str, from: &str| {
        let scene = base();
        let path = scene.root().join("content/units.yaml");
        let units = fs::read_to_string(&path).unwrap();
        let unit = format!(
            "  - {{id: p-kinh-te-moi, group: cac-phong, name: \"Phòng Kinh tế\", cite: A.2.a, head: truong-phong, from: {from}}}\n"
        );
        fs::write(&path, units.replacen("units:\n", &format!("units:\n{unit}"), 1)).unwrap();
        let scene = scene.with_decision("200-2026", &decision(decisions));
        scene.errors().into_iter().filter(|e| e.contains("duplicate-id")).count()
    };
    let absorbed = "  - {op: absorb, units: [p-kinh-te], into: p-tong-hop}\n";
    assert_eq!(with(absorbed, "2026-07-01"), 0);
    assert_eq!(with(absorbed, "2026-06-30"), 1);
    assert_eq!(with("  - {op: rename, unit: p-kinh-te, name: \"Phòng Một\"}\n", "2026-07-01"), 0);
}

#[test]
fn the_line_of_a_handover_that_names_the_nearest_provision_counts() {
    let scene = base().with_decision(
        "200-2026",
        &decision(
            "  - op: dissolve\n    unit: p-hanh-chinh-to-chuc\n    duties:\n      - {provision: [A, B], to: p-tong-hop}\n      - {provision: [B.II.8.1], to: p-quan-tri-tai-vu}\n",
        ),
    );
    assert!(scene.errors().is_empty(), "{:#?}", scene.errors());
    let state = scene.on(date(2026, 7, 1));
    let there = bearers(&state, "B.II.8.1");
    assert!(there.iter().any(|b| b.contains("p-quan-tri-tai-vu")), "{there:?}");
    assert!(there.iter().all(|b| !b.contains("p-tong-hop")), "{there:?}");
}

#[test]
fn what_a_unit_hands_over_goes_to_each_by_a_line_and_what_ends_goes_to_nobody() {
    let scene = base().with_decision(
        "200-2026",
        &decision(
            "  - op: dissolve\n    unit: p-hanh-chinh-to-chuc\n    duties:\n      - {provision: [A, B], to: p-tong-hop}\n      - {provision: [B.II.8.1], to: p-quan-tri-tai-vu}\n      - {provision: [B.II.3.1], ended: \"Không lập bản giấy.\"}\n",
        ),
    );
    assert!(scene.errors().is_empty(), "{:#?}", scene.errors());
    let page = site(&scene, "2026-07-01");
    let decision = page("thay-doi/200-2026.html");
    let announced: Vec<&str> = decision.lines().filter(|l| l.starts_with("- Phòng Hành chính - Tổ chức")).collect();
    let to =
        |words: &str| announced.iter().copied().find(|l| l.contains(words)).unwrap_or_else(|| panic!("{announced:#?}"));
    assert!(to("cho Phòng Quản trị - Tài vụ:").ends_with("nhiệm vụ (khoản 8.1 mục II phần B)."), "{announced:#?}");
    assert!(!to("cho Phòng Tổng hợp:").contains("khoản 8.1") && !to("cho Phòng Tổng hợp:").contains("khoản 3.1"));
    assert!(
        to("kết thúc").ends_with("nhiệm vụ tại khoản 3.1 mục II phần B kết thúc (Không lập bản giấy)."),
        "{announced:#?}"
    );
}

#[test]
fn a_receiver_that_ended_is_not_one_the_text_does_not_name() {
    let scene = base().with_decision(
        "200-2026",
        &decision(
            "  - op: dissolve\n    unit: p-hanh-chinh-to-chuc\n    duties:\n      - {provision: [A, B], to: p-tong-hop}\n      - {provision: [B.II.1.2.a], ended: \"Không lập bản giấy.\"}\n",
        ),
    );
    assert!(scene.errors().is_empty(), "{:#?}", scene.errors());
    let page = site(&scene, "2026-07-01");
    let unit = page("don-vi/p-kinh-te.html");
    let gone = "p-hanh-chinh-to-chuc.html\">Phòng Hành chính - Tổ chức</a> (không còn từ 01/07/2026, theo <a";
    assert!(unit.contains(gone), "{unit}");
    let decision = page("thay-doi/200-2026.html");
    assert!(
        decision.contains("→ không còn nơi nhận</li>")
            && !decision.contains("<ins><span class=\"vh\">thêm: </span></ins>")
    );
    assert!(decision.contains("không còn nơi nhận của 1 nhiệm vụ (điểm a khoản 1.2 mục II phần B)"), "{decision}");
}

#[test]
fn a_provision_is_not_both_changed_and_repealed() {
    let repeal = "  - {op: repeal, provision: B.II.5.3}\n";
    let amend = "  - {op: amend, provision: B.II.5.3, new: \"Lời mới.\"}\n";
    says(&format!("{repeal}{amend}"), "operation-impossible", "B.II.5.3");
    says(&format!("{amend}{repeal}"), "operation-impossible", "B.II.5.3");
}

#[test]
fn a_post_that_no_unit_has_any_more_is_told() {
    says("  - {op: absorb, units: [tt-phuc-vu-hcc], into: p-tong-hop}\n", "orphaned-duty", "Giám đốc Trung tâm");
}

#[test]
fn a_month_names_the_units_of_its_own_days() {
    let merge = "  - {op: merge, units: [p-tong-hop, p-hanh-chinh-to-chuc], into: {id: p-th-hc, name: \"Phòng Tổng hợp - Hành chính\"}}\n";
    let scene = base().with_decision("200-2026", &decision(merge));
    assert!(scene.errors().is_empty(), "{:#?}", scene.errors());
    let who = |page: String| {
        page.split("class=\"meta\"").skip(1).map(|p| p.split("</p>").next().unwrap().to_owned()).collect::<String>()
    };
    for day in ["2026-06-30", "2026-07-01"] {
        let page = site(&scene, day);
        assert!(!who(page("lich/2026-05.html")).contains("Phòng Tổng hợp - Hành chính"), "{day}: before it was there");
        let after = who(page("lich/2026-08.html"));
        assert!(
            after.contains("Phòng Tổng hợp - Hành chính") && !after.contains("Phòng Hành chính - Tổ chức"),
            "{day}: {after}"
        );
    }
}

#[test]
fn a_role_that_comes_to_head_a_second_unit_has_neither_lost_nor_gained_by_it() {
    let unit = "{id: tt-moi, name: \"Trung tâm Mới\", group: phong-chuyen-mon, head: pcvp-giam-doc-hcc}";
    // The one unit it heads has a duty of its own.
    let own = "  - {op: transfer_duty, provision: B.II.8.1, from: p-hanh-chinh-to-chuc, to: tt-phuc-vu-hcc}\n";
    let scene = base().with_decisions(&[
        ("199-2026".to_owned(), decision(own).replace("200/QĐ", "199/QĐ").replace("2026-07-01", "2026-06-15")),
        ("200-2026".to_owned(), decision(&format!("  - op: create\n    unit: {unit}\n"))),
        (
            "201-2026".to_owned(),
            decision("  - {op: absorb, units: [tt-moi], into: tt-phuc-vu-hcc}\n")
                .replace("200/QĐ", "201/QĐ")
                .replace("2026-07-01", "2026-08-01"),
        ),
    ]);
    assert!(scene.errors().is_empty(), "{:#?}", scene.errors());
    for day in [date(2026, 7, 1), date(2026, 8, 1)] {
        let (before, after) = (scene.on(day.yesterday().unwrap()), scene.on(day));
        let difference = quyche::change::compare(&scene.model, &before, &after);
        let told: Vec<String> = difference.bearers.iter().map(|b| b.bearer.id()).collect();
        assert_eq!(told, ["tt-moi", "pcvp-giam-doc-hcc@tt-moi", "cong-chuc@tt-moi"], "{day}");
    }
}
