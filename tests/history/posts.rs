//! The posts of a unit: to whom its head answers, and what is left when a post comes to a unit and goes.

use std::process::Command;

use crate::pages::site;
use crate::scene::Scene;

/// What `check` tells of posts without a unit.
fn vacant(scene: &Scene) -> Vec<String> {
    let report = scene.report();
    report.iter().filter(|d| d.code.as_str() == "orphaned-duty").map(|d| d.message.vi.clone()).collect()
}

fn head(role: &str) -> String {
    format!("  - {{op: change_head, unit: p-tong-hop, head: {role}}}\n")
}

#[test]
fn whoever_counts_as_a_role_or_inherits_it_answers_to_whom_it_answers() {
    let after = "collectives:\\n";
    for how in [
        "counts_as: [{role: truong-phong, inferred: true, note: \"Ban cũng là phòng\"}]",
        "inherits: [{role: truong-phong, cite: B.I.3, quote: \"Trưởng phòng\"}]",
    ] {
        let edits =
            format!("roles.yaml\t{after}\t  - id: truong-ban\\n    name: \"Trưởng ban\"\\n    {how}\\n\\n{after}\n");
        let scene = Scene::small(&edits, &[("02-2026", "2026-06-01", &head("truong-ban"))]);
        assert!(scene.errors().is_empty(), "{:#?}", scene.errors());
        let page = site(&scene, "2026-06-02")("viec-toi/truong-ban--p-tong-hop.html");
        assert!(!page.contains("Văn bản không nêu vị trí này báo cáo"), "{how}");
        let (_, superiors) = page.split_once("<ol class=\"superiors\">").unwrap();
        let superiors = superiors.split_once("</ol>").unwrap().0;
        assert!(superiors.contains("Giám đốc") && superiors.contains("quy định đối với"), "{superiors}");
        assert_eq!(superiors.contains("suy luận"), how.starts_with("counts_as"), "{superiors}");
    }
}

/// A deputy director who headed a unit for a while was a deputy director before it, and is one after.
#[test]
fn a_post_that_had_work_without_a_unit_needs_none() {
    let (comes, goes) = (head("pho-giam-doc"), head("truong-phong"));
    let decisions = [("02-2026", "2026-06-01", comes.as_str()), ("03-2026", "2026-09-01", goes.as_str())];
    let scene = Scene::small("", &decisions);
    assert!(scene.errors().is_empty() && vacant(&scene).is_empty(), "{:?}", vacant(&scene));
    assert!(!site(&scene, "2026-09-02")("viec-toi/pho-giam-doc.html").contains("Không đơn vị nào"));
    // A post that came with its unit's first day leaves its duties to nobody, though it came again for a while.
    let away = "  - {op: change_head, unit: p-tong-hop, head: pho-giam-doc}\n  - {op: change_head, unit: p-nghiep-vu, head: pho-giam-doc}\n";
    let decisions = [
        ("02-2026", "2026-06-01", away),
        ("03-2026", "2026-07-01", goes.as_str()),
        ("04-2026", "2026-09-01", comes.as_str()),
    ];
    let told = vacant(&Scene::small("", &decisions));
    assert_eq!(told.len(), 2, "{told:#?}");
    assert!(told.iter().all(|told| told.contains("Trưởng phòng")), "{told:#?}");
}

#[test]
fn a_handbook_that_comes_back_has_every_anchor_of_the_page_that_told_it_was_gone() {
    let (comes, goes) = (head("pho-giam-doc"), head("truong-phong"));
    let decisions = [("02-2026", "2026-06-01", comes.as_str()), ("03-2026", "2026-09-01", goes.as_str())];
    let scene = Scene::small("", &decisions);
    let web = scene.root().join("web");
    for day in ["2026-05-31", "2026-06-02", "2026-09-02"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_quyche"));
        command.arg("-C").arg(scene.root()).arg("publish").arg(&web).args(["--yes", "--date", day]);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{day}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

/// What one clause says of who sends and who receives stands in two rows, and in the rule of the calendar.
#[test]
fn a_duty_that_is_transferred_has_the_new_bearer_on_both_sides() {
    let give = "  - {op: transfer_duty, provision: [B.II.1.b, B.II.2], from: p-tong-hop, to: p-nghiep-vu}\n";
    let scene = Scene::small("", &[("02-2026", "2026-06-01", give)]);
    assert!(scene.errors().is_empty(), "{:#?}", scene.errors());
    let state = scene.on(jiff::civil::date(2026, 6, 1));
    let model = state.model();
    let said = |provision: &str| -> Vec<String> {
        let rows = model.assignments.iter().filter(|row| row.provision.as_str() == provision);
        let ids = |actors: &[quyche::model::Actor]| actors.iter().map(quyche::model::Actor::id).collect::<Vec<_>>();
        rows.map(|row| format!("{} {} {:?}", row.who.id(), row.relation.as_str(), ids(&row.to))).collect()
    };
    assert_eq!(said("B.II.1.b"), ["p-nghiep-vu owner [\"cac-phong\"]", "cac-phong receives [\"p-nghiep-vu\"]"]);
    assert_eq!(said("B.II.2"), ["cac-phong reports_to [\"p-nghiep-vu\"]", "p-nghiep-vu receives [\"cac-phong\"]"]);
    assert!(model.rules.iter().all(|rule| rule.names().all(|actor| actor.id() != "p-tong-hop")));
}

#[test]
fn nobody_is_told_what_changed_before_they_were_there() {
    let give = "  - {op: transfer_duty, provision: [B.II.1.b], from: p-tong-hop, to: p-nghiep-vu}\n";
    let found = "  - {op: create, unit: {id: p-du-an, name: \"Phòng Dự án\", group: cac-phong, head: truong-phong}}\n";
    let scene = Scene::small("", &[("02-2026", "2026-06-01", give), ("03-2026", "2026-09-01", found)]);
    assert!(scene.errors().is_empty(), "{:#?}", scene.errors());
    let page = site(&scene, "2026-09-02");
    for new in ["don-vi/p-du-an.html", "viec-toi/truong-phong--p-du-an.html"] {
        let page = page(new);
        assert!(page.contains("thay-doi/03-2026.html#") && !page.contains("thay-doi/02-2026.html#"), "{new}");
    }
    assert!(page("don-vi/p-tong-hop.html").contains("thay-doi/02-2026.html#"));
}
