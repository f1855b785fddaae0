//! Groups within groups: whoever is in one of them is reached, however deep, and each group is gone through once.

use std::fmt::Write;

use jiff::civil::{Date, date};

use quyche::duty;
use quyche::model::{RoleId, UnitId};

use crate::edges::decision;
use crate::scene::{Scene, base};

const DAY: Date = date(2026, 6, 1);

/// The sample, in which the first of some groups has to report and each has the members said.
fn groups(members: &[String]) -> Scene {
    let mut all = String::new();
    for (at, members) in members.iter().enumerate() {
        let _ = write!(
            all,
            "  - {{id: g{at}, name: \"nhóm {at}\", members: [{members}], inferred: true, note: \"lý do {at}\"}}\\n"
        );
    }
    let parties = "# Bên ngoài cơ quan: chỉ có tên, không có trang.\\n";
    let row = "who: cac-phong, relation: reports_to";
    Scene::small(
        &format!("roles.yaml\t{parties}\t{all}{parties}\nduties.yaml\t{row}\t{}\n", row.replace("cac-phong", "g0")),
        &[],
    )
}

/// Whether a unit has the report that is the first group's.
fn is_reached(scene: &Scene, unit: &str) -> bool {
    let state = scene.on(DAY);
    let duties = duty::of_unit(&state.snapshot().unwrap(), &UnitId::new(unit));
    duties.iter().any(|d| d.assignment.who.id() == "g0")
}

#[test]
fn what_is_given_to_a_group_reaches_whoever_is_deep_within_it() {
    let chain = |deep: usize| {
        let member = |at| if at + 1 == deep { "p-nghiep-vu".to_owned() } else { format!("g{}", at + 1) };
        groups(&(0..deep).map(member).collect::<Vec<_>>())
    };
    for deep in [1, 18, 60] {
        let scene = chain(deep);
        assert!(scene.errors().is_empty(), "{:#?}", scene.errors());
        assert!(is_reached(&scene, "p-nghiep-vu") && !is_reached(&scene, "p-tong-hop"), "{deep} deep");
    }
}

#[test]
fn who_is_in_a_group_is_shown_to_a_unit_by_the_words_that_show_it_to_a_role() {
    let why = |member: &str| {
        let state = groups(&[member.to_owned()]).on(DAY);
        let s = state.snapshot().unwrap();
        let duties = [duty::of_unit(&s, &UnitId::new(member)), duty::of_role(&s, &RoleId::new(member))].concat();
        let duty = duties.into_iter().find(|d| d.assignment.who.id() == "g0").unwrap();
        duty.why.into_iter().map(|reason| reason.words).collect::<Vec<_>>()
    };
    assert_eq!((why("p-nghiep-vu"), why("pho-giam-doc")), (vec!["lý do 0".to_owned()], vec!["lý do 0".to_owned()]));
}

#[test]
fn groups_that_contain_the_same_groups_are_gone_through_once() {
    // Of twelve layers of six groups each contains all of the next: two thousand million ways down.
    let layers: Vec<String> = (0..12 * 6)
        .map(|at| {
            let next = (at / 6 + 1) * 6;
            if next == 12 * 6 {
                return "p-nghiep-vu".to_owned();
            }
            (next..next + 6).map(|g| format!("g{g}")).collect::<Vec<_>>().join(", ")
        })
        .collect();
    assert!(!is_reached(&groups(&layers), "p-tong-hop"), "it is in none of them");
}

/// An office that abolished a committee keeps it in the file; nothing of it is open once the text names it no more.
#[test]
fn a_group_nothing_speaks_of_is_no_open_point() {
    let parties = "# Bên ngoài cơ quan: chỉ có tên, không có trang.\\n";
    let council = "  - {id: hd, name: \"Hội đồng khoa học\", members: [giam-doc], cite: A.1, quote: \"Giám đốc\", until: 2026-06-01}\\n";
    let declared = format!("roles.yaml\t{parties}\t{council}{parties}\n");
    let decision = [("02-2026", "2026-06-01", "  - {op: rename, unit: p-tong-hop, name: \"Phòng Hành chính\"}\n")];
    let open = |more: &str| {
        let scene = Scene::small(&format!("{declared}{more}"), &decision);
        assert!(scene.errors().is_empty(), "{:#?}", scene.errors());
        scene.report().iter().any(|d| d.code.as_str() == "collective-without-basis")
    };
    assert!(!open(""));
    let title = "## II. CHẾ ĐỘ HỌP, BÁO CÁO";
    assert!(open(&format!("regulation/2026-01-05.md\t{title}\t## II. CHẾ ĐỘ HỌP CỦA HỘI ĐỒNG KHOA HỌC\n")));
    let row = "who: cac-phong, relation: reports_to";
    assert!(open(&format!("duties.yaml\t{row}\t{}\n", row.replace("cac-phong", "hd"))));
}

#[test]
fn a_unit_is_listed_in_the_group_it_joined() {
    let [leaves, joins] = [
        "  - {op: change_members, collective: phong-phuc-vu, remove: [p-quan-tri-tai-vu]}\n",
        "  - {op: change_members, collective: phong-chuyen-mon, add: [p-quan-tri-tai-vu]}\n",
    ];
    for operations in [[leaves, joins].concat(), [joins, leaves].concat()] {
        let scene = base().with_decision("200-2026", &decision(&operations));
        let listed = |day| {
            let state = scene.on(day);
            state.model().unit(&UnitId::new("p-quan-tri-tai-vu")).unwrap().group.to_string()
        };
        assert_eq!(listed(date(2026, 6, 30)), "phong-phuc-vu");
        assert_eq!(listed(date(2026, 7, 1)), "phong-chuyen-mon", "{operations}");
    }
}
