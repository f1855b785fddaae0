//! What rests on words of a text that is not in force yet, or no more, is not shown as what holds today.

use jiff::civil::{Date, date};

use crate::pages::site;
use crate::scene::{Scene, bearers};

const OLD: Date = date(2026, 5, 31);
const NEW: Date = date(2026, 6, 1);
const LAST: Date = date(2026, 9, 1);

const CLAUSE: &str = "Nhân viên giúp Trưởng phòng và chịu trách nhiệm trước Trưởng phòng. Tổ văn thư, Phòng Nghiệp vụ là đầu mối (sau đây viết tắt là TVT)";

/// The sample, with a clause inserted in June and repealed in September, and what rests on it without days of its own.
fn office() -> Scene {
    let insert = format!("  - {{op: insert, after: B.I.4, text: \"5\\\\. {CLAUSE}.\"}}\n");
    let repeal = "  - {op: repeal, provision: B.I.5}\n";
    let after = "của Trung tâm.\\n\\n## II.";
    let edits = format!(
        "copy\tregulation/2026-01-05.md\tregulation/2026-06-01.md\n\
         regulation/2026-06-01.md\tdecision: 01-2026\tdecision: 02-2026\n\
         regulation/2026-06-01.md\teffective_from: 2026-01-05\teffective_from: 2026-06-01\n\
         copy\tregulation/2026-06-01.md\tregulation/2026-09-01.md\n\
         regulation/2026-09-01.md\tdecision: 02-2026\tdecision: 03-2026\n\
         regulation/2026-09-01.md\teffective_from: 2026-06-01\teffective_from: 2026-09-01\n\
         regulation/2026-06-01.md\t{after}\tcủa Trung tâm.\\n\\n5\\\\. {CLAUSE}.\\n\\n## II.\n\
         regulation/2026-09-01.md\t{after}\tcủa Trung tâm.\\n\\n5\\\\. (được bãi bỏ)\\n\\n## II.\n\
         roles.yaml\tcollectives:\\n\t  - id: nhan-vien\\n    name: \"Nhân viên\"\\n    section: B.I.5\\n    everybody: [B.I.5]\\n    reports_to: [{{who: truong-phong, cite: B.I.5, quote: \"chịu trách nhiệm trước Trưởng phòng\"}}]\\n    inherits: [{{role: truong-phong, cite: B.I.5, quote: \"giúp Trưởng phòng\"}}]\\n\\ncollectives:\\n  - id: to-van-thu\\n    name: \"Tổ văn thư\"\\n    members: [p-nghiep-vu]\\n    cite: B.I.5\\n    quote: \"Tổ văn thư\"\\n\\n\n\
         units.yaml\taliases: [\"Phòng NV\"]\\n    cite: A.2\taliases: [\"Phòng NV\"]\\n    cite: B.I.5\n\
         glossary.yaml\tterms:\\n\tterms:\\n  - {{term: \"TVT\", meaning: \"tổ văn thư\", cite: B.I.5, defined: true, abbreviation: true}}\\n  - {{term: \"hồ sơ\", meaning: \"tài liệu của một việc\", cite: B.I.5, defined: true}}\\n\n\
         duties.yaml\t  - provision: B.II.1\\n\t  - provision: B.I.5\\n    bearers: [{{who: nhan-vien, relation: assists, to: [truong-phong], quote: \"Nhân viên giúp Trưởng phòng\"}}]\\n\\n  - provision: B.II.1\\n\n"
    );
    let scene = Scene::small(&edits, &[("02-2026", "2026-06-01", &insert), ("03-2026", "2026-09-01", repeal)]);
    assert!(scene.errors().is_empty(), "{:#?}", scene.errors());
    scene
}

#[test]
fn what_rests_on_a_clause_holds_while_a_text_has_it() {
    let scene = office();
    for (day, there) in [(date(2025, 12, 1), false), (OLD, false), (NEW, true), (LAST, false)] {
        let state = scene.on(day);
        let model = state.model();
        let role = model.roles.iter().find(|r| r.id.as_str() == "nhan-vien").unwrap();
        let group = model.collectives.iter().find(|c| c.id.as_str() == "to-van-thu").unwrap();
        let unit = model.units.iter().find(|u| u.id.as_str() == "p-nghiep-vu").unwrap();
        let found = [
            role.section.is_some(),
            !role.reports_to.is_empty(),
            !role.inherits.is_empty(),
            !group.proofs.is_empty(),
            !group.inferred,
            unit.cite.is_some(),
            model.terms.iter().any(|t| t.term == "TVT" && t.defined && t.cite.is_some()),
        ];
        assert_eq!(found, [there; 7], "{day}");
        assert_eq!(!bearers(&state, "B.I.5").is_empty(), there, "{day}: as its duties do");
    }
}

#[test]
fn a_term_defined_on_another_day_is_usage_where_the_text_has_it_and_keeps_its_place() {
    let scene = office();
    let listed = |day: Date, term: &str| {
        let state = scene.on(day);
        state.model().terms.iter().find(|t| t.term == term).map(|t| t.defined)
    };
    assert_eq!([OLD, NEW, LAST].map(|day| listed(day, "TVT")), [None, Some(true), Some(false)]);
    assert_eq!([OLD, NEW, LAST].map(|day| listed(day, "hồ sơ")), [Some(false), Some(true), Some(false)]);
}

#[test]
fn pages_do_not_show_a_superior_by_words_to_come() {
    let scene = office();
    for (day, there) in [("2026-05-31", false), ("2026-06-01", true), ("2026-09-01", false)] {
        let page = site(&scene, day)("viec-toi/nhan-vien.html");
        for words in ["Báo cáo, chịu trách nhiệm trước", "Mục riêng", "khoản 5 mục I phần B"] {
            assert_eq!(page.contains(words), there, "{day}: {words}");
        }
    }
}
