//! A clerk at work: slips in a decision, each found where it stands with what to write; and a reorganization in few lines.

use std::fs;

use quyche::diagnostic::{Format, Lang, show};
use snapbox::{Assert, Data};

use crate::scene::{Scene, base, folder, scene};

const HEAD: &str = "number: \"9/QĐ-VPUBND\"\nsigned: 2026-06-20\neffective_from: 2026-07-01\nissuer: \"Văn phòng UBND tỉnh\"\nsummary: \"Sắp xếp lại Văn phòng\"\noperations:\n";

/// A slip, the words at fault, and the operations in which it stands.
const SLIPS: [(&str, &str, &str); 17] = [
    ("unknown-op", "xoa", "  - op: xoa\n    unit: p-kinh-te\n"),
    ("no-op", "unit", "  - unit: p-kinh-te\n    name: \"Phòng Kinh tế số\"\n"),
    ("op-misspelt", "opp", "  - opp: rename\n    unit: p-kinh-te\n    name: \"Phòng Kinh tế số\"\n"),
    ("unknown-unit", "p-kinhte", "  - op: rename\n    unit: p-kinhte\n    name: \"Phòng Kinh tế số\"\n"),
    (
        "name-for-id",
        "\"Phòng Kinh tế\"",
        "  - op: rename\n    unit: \"Phòng Kinh tế\"\n    name: \"Phòng Kinh tế số\"\n",
    ),
    (
        "ended-earlier",
        "op: rename",
        "  - op: absorb\n    units: [p-kinh-te]\n    into: p-noi-chinh\n  - op: rename\n    unit: p-kinh-te\n    name: \"Phòng Kinh tế số\"\n",
    ),
    (
        "split-leaves-duties",
        "op: split",
        "  - op: split\n    unit: p-tong-hop\n    into: [{id: p-theo-doi, name: \"Phòng Theo dõi\"}]\n    duties:\n      - {provision: B.II.3.4, to: p-theo-doi}\n",
    ),
    (
        "receiver-misspelt",
        "p-noi-chnh",
        "  - op: transfer_duty\n    provision: B.II.3.4\n    from: p-tong-hop\n    to: p-noi-chnh\n",
    ),
    ("dissolved-to-nobody", "op: dissolve", "  - op: dissolve\n    unit: p-hanh-chinh-to-chuc\n"),
    (
        "not-its-duty",
        "op: transfer_duty",
        "  - op: transfer_duty\n    provision: B.II.8.1\n    from: p-tong-hop\n    to: p-noi-chinh\n",
    ),
    ("into-itself", "op: absorb", "  - op: absorb\n    units: [p-kinh-te, p-noi-chinh]\n    into: p-noi-chinh\n"),
    (
        "id-taken",
        "p-noi-chinh,",
        "  - op: merge\n    units: [p-kinh-te, p-cong-nghiep]\n    into: {id: p-noi-chinh, name: \"Phòng Kinh tế ngành\"}\n",
    ),
    (
        "wrong-provision",
        "B.II.3.44",
        "  - op: transfer_duty\n    provision: B.II.3.44\n    from: p-tong-hop\n    to: p-noi-chinh\n",
    ),
    ("merged-into-old", "p-noi-chinh", "  - op: merge\n    units: [p-kinh-te]\n    into: p-noi-chinh\n"),
    ("nothing-listed", "[]", "  - op: merge\n    units: []\n    into: {id: p-moi, name: \"Phòng Mới\"}\n"),
    (
        "member-already",
        "op: change_members",
        "  - op: change_members\n    collective: lanh-dao-phong\n    add: [truong-phong]\n",
    ),
    (
        "handover-misses",
        "provision: B.II.8.4",
        "  - op: dissolve\n    unit: p-hanh-chinh-to-chuc\n    duties:\n      - {provision: B.II.8.4, to: p-tong-hop}\n    rest: p-noi-chinh\n",
    ),
];

fn told(scene: &Scene) -> String {
    let report = scene.report();
    let errors = report.iter().filter(|d| d.severity == quyche::diagnostic::Severity::Error).cloned();
    let mut only = quyche::diagnostic::Report::default();
    errors.for_each(|d| only.push(d));
    show(&only, &scene.sources.files, Lang::Vi, Format::Picture { color: false })
}

/// `SNAPSHOTS=overwrite` writes tests/history/slips.txt anew; read it as a clerk before you keep it.
#[test]
fn a_slip_in_a_decision_is_told_where_it_stands_with_what_to_write() {
    let mut all = String::new();
    for (name, fault, operations) in SLIPS {
        let yaml = format!("{HEAD}{operations}");
        let scene = base().with_decision("9-2026", &yaml);
        let at = HEAD.len() + operations.rfind(fault).unwrap();
        let (line, start) = (yaml[..at].matches('\n').count() + 1, yaml[..at].rfind('\n').map_or(0, |i| i + 1));
        let column = yaml[start..at].chars().count() + 1;
        let place = format!("content/decisions/9-2026.yaml:{line}:{column}");
        let errors = scene.errors();
        assert!(errors.iter().any(|e| e.starts_with(&format!("{place} "))), "{name}: {place} is not among {errors:#?}");
        assert!(errors.len() <= 2, "{name}: one slip, and few consequences: {errors:#?}");
        all.push_str(&format!("# {name}\n{}\n", told(&scene)));
    }
    golden("slips.txt", &all);
}

#[test]
fn a_day_written_the_vietnamese_way_is_told_with_the_day_to_write() {
    let yaml = HEAD.replace("effective_from: 2026-07-01", "effective_from: 01/07/2026")
        + "  - op: rename\n    unit: p-kinh-te\n    name: \"Phòng Kinh tế số\"\n";
    let scene = base().with_decision("9-2026", &yaml);
    let errors = scene.errors();
    assert!(errors.len() == 1 && errors[0].starts_with("content/decisions/9-2026.yaml:3:17 bad-date"), "{errors:#?}");
    assert!(told(&scene).contains("2026-07-01"));
}

fn golden(name: &str, text: &str) {
    let golden = Assert::new().action_env("SNAPSHOTS").normalize_paths(false);
    let expected = Data::read_from(&folder().join(name), None);
    if let Err(e) = golden.try_eq(Some(&name), text.to_owned().into(), expected) {
        panic!("{e}");
    }
}

/// Two units merged, one renamed, one dissolved, five duties moved: without error, in at most forty lines.
#[test]
fn a_reorganization_is_few_lines() {
    let scene = scene("clerk-walk");
    let folder = folder().join("clerk-walk");
    let lines: usize = fs::read_dir(folder.join("decisions"))
        .unwrap()
        .map(|f| fs::read_to_string(f.unwrap().path()).unwrap().lines().count())
        .sum();
    assert!(!folder.join("edits.tsv").exists(), "nothing else is changed");
    assert!(lines <= 40, "{lines} lines");
    let moved: std::collections::BTreeSet<_> = {
        let state = scene.on(jiff::civil::date(2026, 7, 1));
        let rows = state.model().assignments.iter().filter(|a| a.relation.is_work() && !a.passed.is_empty());
        rows.map(|a| a.provision.to_string()).collect()
    };
    assert!(moved.len() >= 5, "{moved:?}");
}
