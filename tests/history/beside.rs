//! Whose dates stand beside a duty: those of the clause that concern its bearer, and nobody else's.

use crate::pages::site;
use crate::scene::Scene;

#[test]
fn beside_a_duty_stand_the_dates_of_its_bearer() {
    // One clause, two rules: the meeting that heads attend, and what one unit prepares for it by the 20th.
    let last = "    who: cac-phong\\n    to: [p-tong-hop]";
    let prepares = "\\n  - {id: chuan-bi, title: \"Chuẩn bị phòng họp\", kind: task, cite: B.II.1.a, \
                    quote: \"Trung tâm họp giao ban\", when: {every: month, day: 20}, who: p-nghiep-vu}";
    let bears = "      - {who: truong-phong, relation: attends, quote: \"Trưởng phòng dự họp\"}";
    let bearer = "\\n      - {who: p-nghiep-vu, relation: owner, quote: \"Trung tâm họp giao ban\"}";
    let edits = format!("calendar.yaml\t{last}\t{last}{prepares}\nduties.yaml\t{bears}\t{bears}{bearer}\n");
    let scene = Scene::small(&edits, &[]);
    let page = site(&scene, "2026-06-01");
    let beside = |path: &str| {
        let page = page(path);
        // The clause among the duties: the line that leads to it and has dates.
        let lines: Vec<&str> =
            page.split("<li>").filter(|li| li.contains("#b.ii.1.a\"") && li.contains("due")).collect();
        assert!(!lines.is_empty(), "{path}");
        lines.join("\n")
    };
    let (theirs, others) = (beside("don-vi/p-nghiep-vu.html"), beside("viec-toi/giam-doc.html"));
    assert!(theirs.contains("Chuẩn bị phòng họp"), "{theirs}");
    assert!(others.contains("Họp giao ban") && !others.contains("Chuẩn bị phòng họp"), "{others}");
}
