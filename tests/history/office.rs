//! Decisions about the office: units, heads, groups, duties.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use quyche::history;
use quyche::model::{Relation, UnitId};

use crate::scene::{
    Scene, all, base, bearers, folder, group, names, names_only_units_that_are_there, of_role, of_role_in_unit,
    of_unit, picture, rules, same, scene,
};

/// The first day of most scenarios, and the day before.
const NEW: Date = date(2026, 7, 1);
const OLD: Date = date(2026, 6, 30);

/// What each scenario owes whatever it is about.
#[test]
fn every_scenario_is_sound_and_leaves_the_past_alone() {
    let shipped = base();
    for name in all() {
        let scene = scene(&name);
        let first = scene.model.decisions[1].effective_from;
        let eve = first.checked_sub(1.day()).unwrap();
        for day in [scene.model.versions[0].effective_from, date(2024, 2, 29), eve] {
            same(&scene.on(day), &shipped.on(day), &format!("{name} changes {day}"));
        }
        assert!(picture(&scene.on(first)) != picture(&shipped.on(first)), "{name} changes nothing");
        for day in scene.days() {
            names_only_units_that_are_there(&scene.on(day));
        }
    }
}

fn name_on(scene: &Scene, unit: &str, day: Date) -> String {
    let state = scene.on(day);
    let s = state.snapshot().unwrap();
    s.units.iter().find(|u| u.id.as_str() == unit).unwrap().name_on(day).to_owned()
}

#[test]
fn s1_a_rename_keeps_the_unit_and_the_text() {
    let scene = scene("s1-rename");
    assert_eq!(name_on(&scene, "p-khoa-giao-van-xa", OLD), "Phòng Khoa giáo - Văn xã");
    assert_eq!(name_on(&scene, "p-khoa-giao-van-xa", NEW), "Phòng Văn xã");
    assert_eq!(scene.model.versions.len(), 1);
    let (old, new) = (scene.on(OLD), scene.on(NEW));
    assert_eq!(bearers(&old, "A.2.a"), bearers(&new, "A.2.a"));
    assert_eq!(group(&new, "cac-phong").len(), 12);
}

#[test]
fn s2_a_merger_makes_eleven_units_of_twelve() {
    let scene = scene("s2-merge");
    let (old, new) = (scene.on(OLD), scene.on(NEW));
    assert_eq!((group(&old, "cac-phong").len(), group(&old, "phong-chuyen-mon").len()), (12, 9));
    assert_eq!((group(&new, "cac-phong").len(), group(&new, "phong-chuyen-mon").len()), (11, 8));
    assert!(names(&new).contains(&"Phòng Kinh tế ngành".to_owned()));
    let ended = |id: &str| new.model().unit(&UnitId::new(id)).unwrap().until == Some(NEW);
    assert!(ended("p-kinh-te") && ended("p-cong-nghiep"), "the old units stay in the model, ended");
    let heads = |state: &history::State| {
        let s = state.snapshot().unwrap();
        s.units.iter().filter(|u| u.head.role.as_str() == "truong-phong").count()
    };
    assert_eq!((heads(&old), heads(&new)), (10, 9));
    let named = bearers(&new, "A.2.a");
    assert_eq!(named.iter().filter(|b| *b == "p-kinh-te-nganh member_of").count(), 1, "{named:?}");
    let heirs = history::heirs_on(new.model(), &UnitId::new("p-cong-nghiep"), NEW);
    assert_eq!(
        heirs.iter().map(|(u, d)| (u.as_str(), d.as_str())).collect::<Vec<_>>(),
        [("p-kinh-te-nganh", "102-2026")]
    );
    assert!(history::heirs_on(new.model(), &UnitId::new("p-cong-nghiep"), OLD).is_empty(), "not yet");
}

#[test]
fn s4_a_dissolved_unit_leaves_no_orphan() {
    let scene = scene("s4-dissolve");
    let new = scene.on(NEW);
    assert_eq!((group(&new, "cac-phong").len(), group(&new, "phong-chuyen-mon").len()), (11, 8));
    let heirs = history::heirs_on(new.model(), &UnitId::new("p-kiem-soat-tthc"), NEW);
    assert_eq!(heirs.iter().map(|(u, _)| u.as_str()).collect::<Vec<_>>(), ["tt-phuc-vu-hcc"]);
    let named = bearers(&new, "A.2.a");
    assert_eq!(named.iter().filter(|b| *b == "tt-phuc-vu-hcc member_of").count(), 1, "{named:?}");
}

#[test]
fn s13_a_name_holds_until_the_day_before() {
    let scene = scene("s13-future");
    assert_eq!(name_on(&scene, "p-noi-chinh", date(2026, 12, 31)), "Phòng Nội chính");
    assert_eq!(name_on(&scene, "p-noi-chinh", date(2027, 1, 1)), "Phòng Nội chính - Tiếp dân");
    let eve = scene.on(date(2026, 12, 10));
    let unit = eve.model().unit(&UnitId::new("p-noi-chinh")).unwrap().clone();
    assert_eq!(unit.names.last().unwrap().from, Some(date(2027, 1, 1)), "known, and not yet in force");
}

#[test]
fn three_heads_become_two_each_once() {
    let scene = scene("absorb");
    let (old, new) = (scene.on(OLD), scene.on(NEW));
    let attends = |state: &history::State| {
        bearers(state, "B.II.5.2").into_iter().filter(|b| b.starts_with("truong-phong@")).collect::<Vec<_>>()
    };
    assert_eq!(attends(&old).len(), 3);
    assert_eq!(attends(&new), ["truong-phong@p-tong-hop attends", "truong-phong@p-hanh-chinh-to-chuc attends"]);
    let scopes = bearers(&new, "B.II.5.2").into_iter().filter(|b| b.ends_with("unit_scope"));
    assert_eq!(scopes.count(), 2);
    let head = of_role_in_unit(&new, "truong-phong", "p-hanh-chinh-to-chuc");
    assert_eq!(head.iter().filter(|d| *d == "B.II.5.2 attends").count(), 1, "{head:?}");
    let snapshot = new.snapshot().unwrap();
    let meeting = rules(&snapshot).into_iter().find(|r| r.id.as_str() == "hoi-y-lanh-dao").unwrap().clone();
    let guests: Vec<String> = meeting.attendees.iter().map(|a| a.id()).collect();
    assert_eq!(guests, ["lanh-dao-vp", "truong-phong@p-tong-hop", "truong-phong@p-hanh-chinh-to-chuc"]);
    assert_eq!((group(&new, "phong-phuc-vu").len(), group(&new, "phong-chuyen-mon").len()), (2, 9));
}

#[test]
fn who_was_named_beside_another_is_named_once() {
    let scene = scene("absorb-named");
    let new = scene.on(NEW);
    assert_eq!(bearers(&new, "B.II.3.4"), ["p-hanh-chinh-to-chuc owner", "cac-phong receives"]);
    let reports = new
        .model()
        .assignments
        .iter()
        .find(|a| a.provision.as_str() == "B.II.3.1" && a.relation == Relation::ReportsTo);
    let reports = reports.unwrap();
    assert_eq!(reports.to.iter().map(|a| a.id()).collect::<Vec<_>>(), ["p-hanh-chinh-to-chuc"]);
    let once = bearers(&new, "B.II.3.1");
    assert_eq!(once.iter().filter(|b| *b == "p-hanh-chinh-to-chuc receives").count(), 1, "{once:?}");
    // Design 4, set rule: the duty that named the specialist units as a group still does; the chair is another.
    assert!(bearers(&new, "B.II.1.1.a").contains(&"p-hanh-chinh-to-chuc chair".to_owned()));
    assert_eq!(
        group(&new, "phong-chuyen-mon").len(),
        7,
        "one went to a service unit, one joined another specialist one"
    );
    assert_eq!(group(&new, "phong-phuc-vu").len(), 3, "the heir is listed by its own kind");
    let s = new.snapshot().unwrap();
    for rule in rules(&s).iter().filter(|r| r.to.iter().any(|a| a.id() == "p-hanh-chinh-to-chuc")) {
        assert_eq!(rule.to.iter().filter(|a| a.id() == "p-hanh-chinh-to-chuc").count(), 1, "{}", rule.id);
    }
}

#[test]
fn a_divided_unit_gives_every_duty_to_one_or_more() {
    let scene = scene("divide");
    let (old, new) = (scene.on(OLD), scene.on(NEW));
    let before = of_unit(&old, "p-hanh-chinh-to-chuc");
    let (one, other) = (of_unit(&new, "p-hanh-chinh"), of_unit(&new, "p-to-chuc"));
    assert!(before.iter().all(|d| one.contains(d) || other.contains(d)), "{before:?}\n{one:?}\n{other:?}");
    assert!(one.contains(&"B.II.3.4 owner".to_owned()) && other.contains(&"B.II.3.4 owner".to_owned()));
    assert!(other.iter().all(|d| d.starts_with("B.II.3")), "{other:?}");
    assert_eq!(
        group(&new, "phong-phuc-vu"),
        ["p-quan-tri-tai-vu", "tt-cong-nghe-cong-ttdt", "p-hanh-chinh", "p-to-chuc"]
    );
    assert!(bearers(&new, "B.II.5.2").contains(&"truong-phong@p-hanh-chinh attends".to_owned()));
    assert_eq!(bearers(&new, "B.II.5.1.b").iter().filter(|b| b.starts_with("p-hanh-chinh ")).count(), 2);
}

#[test]
fn a_split_unit_lives_and_keeps_the_rest() {
    let scene = scene("split");
    let new = scene.on(NEW);
    assert_eq!(of_unit(&new, "p-theo-doi"), ["B.II.3.4 owner"]);
    assert!(of_unit(&new, "p-tong-hop").contains(&"B.II.1.1.a chair".to_owned()));
    assert!(!of_unit(&new, "p-tong-hop").contains(&"B.II.3.4 owner".to_owned()));
    assert_eq!(group(&new, "phong-chuyen-mon").len(), 10);
}

#[test]
fn a_new_title_takes_what_named_the_head() {
    let scene = scene("change-head");
    let (old, new) = (scene.on(OLD), scene.on(NEW));
    assert!(bearers(&old, "B.II.5.2").contains(&"truong-phong@p-quan-tri-tai-vu attends".to_owned()));
    assert!(bearers(&new, "B.II.5.2").contains(&"chanh-ke-toan@p-quan-tri-tai-vu attends".to_owned()));
    assert!(of_role(&new, "chanh-ke-toan").contains(&"B.II.5.2 attends".to_owned()));
    assert!(of_role(&old, "chanh-ke-toan").iter().all(|d| d != "B.II.5.2 attends"));
    assert!(of_role(&new, "chanh-ke-toan").contains(&"B.II.7.2 owner".to_owned()), "counts as a head of unit");
}

#[test]
fn a_new_unit_stands_among_its_kind() {
    let scene = scene("create");
    let (old, new) = (scene.on(OLD), scene.on(NEW));
    assert!(!group(&old, "cac-phong").contains(&"p-luu-tru".to_owned()));
    assert!(group(&new, "phong-phuc-vu").contains(&"p-luu-tru".to_owned()));
    assert_eq!(of_unit(&new, "p-luu-tru"), ["B.II.8.1 chair", "B.II.8.1 owner"]);
    assert!(of_unit(&new, "p-hanh-chinh-to-chuc").iter().all(|d| !d.starts_with("B.II.8.1")));
    assert!(
        of_role_in_unit(&new, "truong-phong", "p-luu-tru").contains(&"B.II.2.1 owner".to_owned()),
        "the duty of all units"
    );
}

#[test]
fn members_join_and_leave_on_the_day() {
    let scene = scene("members");
    let attends = |state: &history::State, role: &str| of_role(state, role).contains(&"B.II.5.1.a attends".to_owned());
    let (old, new) = (scene.on(OLD), scene.on(NEW));
    assert!(attends(&old, "pho-giam-doc-hcc") && !attends(&new, "pho-giam-doc-hcc"));
    assert!(!attends(&old, "cong-chuc") && attends(&new, "cong-chuc"));
}

/// What a comparison says of a role on a day: provisions gained and lost. The two days come from one walk through the
/// decisions, as on a site: only there do they share the rows that are the same on both.
fn change_of(scene: &Scene, role: &str, day: Date) -> (Vec<String>, Vec<String>) {
    let lineages = history::Lineages::of(&scene.model);
    let (before, after) = lineages.steps(&scene.model).find(|(_, after)| after.day() == day).unwrap();
    let difference = quyche::change::compare(&scene.model, &before, &after);
    let told = difference.bearers.iter().find(|b| b.bearer.id() == role);
    let places = |items: &[quyche::change::Item]| items.iter().map(|i| i.row.provision.to_string()).collect();
    told.map(|b| (places(&b.gained), places(&b.lost))).unwrap_or_default()
}

#[test]
fn who_inherits_a_role_leaves_and_joins_a_group_with_it() {
    let scene = scene("heirs");
    let of_group = "B.I.7.5.a".to_owned();
    for role in ["pcvp", "pcvp-giam-doc-hcc", "pcvp-truong-ban-tcd"] {
        let (gained, lost) = change_of(&scene, role, NEW);
        assert!(gained.is_empty() && lost.contains(&of_group), "{role}: {gained:?} {lost:?}");
        let back = change_of(&scene, role, date(2026, 10, 1));
        assert_eq!(back, (lost, gained), "{role}");
    }
    assert_eq!(change_of(&scene, "cvp", NEW), (Vec::new(), Vec::new()));
}

#[test]
fn who_holds_two_rows_of_one_line_loses_nothing_with_one_of_them() {
    let scene = scene("one-line");
    let (duty, then) = (vec!["B.I.7.3.a".to_owned()], date(2026, 10, 1));
    for both in ["pcvp-giam-doc-hcc", "pcvp-truong-ban-tcd"] {
        assert_eq!(change_of(&scene, both, NEW), (duty.clone(), Vec::new()), "{both} has it once");
        assert_eq!(change_of(&scene, both, then), (Vec::new(), Vec::new()), "{both} has it as head of a unit still");
    }
    assert_eq!(change_of(&scene, "pcvp", then), (Vec::new(), duty));
    assert_eq!(change_of(&scene, "truong-phong", then), (Vec::new(), Vec::new()));
}

#[test]
fn a_duty_goes_from_a_role_and_from_a_unit() {
    let scene = scene("transfer");
    let (old, new) = (scene.on(OLD), scene.on(NEW));
    let of = |state: &history::State, role: &str| of_role(state, role).iter().any(|d| d.starts_with("B.I.7.3.a"));
    assert!(of(&old, "cvp") && !of(&new, "cvp") && of(&new, "pcvp"));
    let s = new.snapshot().unwrap();
    let rule = rules(&s).into_iter().find(|r| r.id.as_str() == "bc-chinh-phu").unwrap();
    assert_eq!(rule.who.iter().map(|a| a.id()).collect::<Vec<_>>(), ["pcvp"], "the date goes with the duty");
    let owners = bearers(&new, "B.II.3.4");
    assert_eq!(owners, ["p-noi-chinh owner", "p-kinh-te owner", "p-hanh-chinh-to-chuc owner", "cac-phong receives"]);
    let passed =
        &new.model().assignments.iter().find(|a| a.who.id() == "p-noi-chinh" && a.relation.is_work()).unwrap().passed;
    assert_eq!(
        passed.iter().map(|p| (p.decision.as_str(), p.from.id())).collect::<Vec<_>>(),
        [("208-2026", "p-tong-hop".to_owned())]
    );
}

#[test]
fn a_duty_that_went_to_two_and_came_home_is_one() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("decisions")).unwrap();
    let home = "number: \"310/QĐ-VPUBND\"\nsigned: 2026-09-20\neffective_from: 2026-10-01\nissuer: \"Văn phòng UBND tỉnh\"\n\
                summary: \"Về việc sáp nhập\"\noperations:\n  - op: absorb\n    units: [p-noi-chinh, p-kinh-te]\n    into: p-tong-hop\n";
    std::fs::write(dir.path().join("decisions/310-2026.yaml"), home).unwrap();
    let scene = Scene::of(&[&folder().join("transfer"), dir.path()]);
    let owners: Vec<String> = bearers(&scene.on(date(2026, 10, 1)), "B.II.3.4");
    let home: Vec<&String> = owners.iter().filter(|who| who.starts_with("p-tong-hop ")).collect();
    assert_eq!(home, ["p-tong-hop owner"], "{owners:?}");
}

#[test]
fn decisions_in_a_row_build_on_one_another() {
    let scene = scene("series");
    assert_eq!(
        name_on(&scene, "p-tham-muu", NEW),
        "Phòng Tham mưu - Tổng hợp",
        "two decisions of one day, in their order"
    );
    let (first, second, third) = (scene.on(NEW), scene.on(date(2026, 10, 1)), scene.on(date(2026, 12, 1)));
    assert!(of_unit(&first, "p-tham-muu").contains(&"B.II.3.4 owner".to_owned()));
    assert!(of_unit(&second, "p-kinh-te").contains(&"B.II.3.4 owner".to_owned()));
    assert!(of_unit(&third, "p-kinh-te").contains(&"B.II.1.1.a chair".to_owned()));
    assert!(bearers(&third, "B.II.3.1").contains(&"p-hanh-chinh-to-chuc reports_to".to_owned()));
    assert_eq!(
        bearers(&third, "B.II.5.2").iter().filter(|b| b.starts_with("truong-phong@")).count(),
        2,
        "one ended by name"
    );
    let heirs = history::heirs_on(third.model(), &UnitId::new("p-noi-chinh"), date(2026, 12, 1));
    let heirs: Vec<&str> = heirs.iter().map(|(u, _)| u.as_str()).collect();
    assert_eq!(heirs, ["p-kinh-te", "p-hanh-chinh-to-chuc"], "through the unit that lived five months");
    let row = third.model().assignments.iter().find(|a| a.provision.as_str() == "B.II.3.4").unwrap();
    let way: Vec<&str> = row.passed.iter().map(|p| p.decision.as_str()).collect();
    assert_eq!(way, ["301-2026", "303-2026"], "the way of the duty is kept");
}

#[test]
fn renamed_and_back_is_the_first_state_with_its_history() {
    let scene = scene("rename-back");
    let (first, last) = (scene.on(OLD), scene.on(date(2026, 10, 1)));
    same(&first, &last, "renamed and back");
    assert_eq!(name_on(&scene, "p-kinh-te", date(2026, 9, 30)), "Phòng Kinh tế - Đầu tư");
    let names = &last.model().unit(&UnitId::new("p-kinh-te")).unwrap().names;
    assert_eq!(names.len(), 3, "the history keeps what was");
}
