//! F01–F09, F12, F13: slips of a clerk's hand.

use crate::run::Desk;

#[test]
fn f01_duplicate_unit_id() {
    Desk::new().slip("duplicate-id", "f01", &["content/units.yaml:7:9", "duplicate-id", "2 │   - id: p-kho"]);
}

#[test]
fn f02_duplicate_yaml_key() {
    let said = Desk::new().slip("yaml-duplicate-key", "f02", &["yaml-duplicate-key"]);
    // The place is that of the second, the first is shown with it.
    assert!(
        said.stderr.contains("content/units.yaml:11:5") && said.stderr.contains("lần thứ nhất ở đây"),
        "{}",
        said.stderr
    );
}

#[test]
fn f03_misspelt_key() {
    let said = Desk::new().slip("unknown-key", "f03", &["unknown-key", "content/duties.yaml:"]);
    assert!(said.stderr.contains("ý bạn là «"), "{}", said.stderr);
}

#[test]
fn f04_colon_in_an_unquoted_value() {
    let desk = Desk::new();
    desk.replace("content/units.yaml", "name: \"Phòng Xe\"", "name: Điều 1: Phạm vi");
    let said = desk.refused(1, Some("f04"), &["content/units.yaml:9:17", "yaml-syntax"]);
    assert!(said.stderr.contains("giá trị có dấu hai chấm mà không có ngoặc kép"), "{}", said.stderr);
}

/// A warning: the run succeeds, and shows the words that are lost.
#[test]
fn f05_number_sign_cuts_a_value() {
    for (lang, lost) in [("vi", "«#2» bị coi là chú thích và mất đi"), ("en", "`#2` is taken for a comment and lost")]
    {
        let desk = Desk::new();
        desk.replace("content/pages/gioi-thieu.md", "title: \"Giới thiệu\"", "title: Giới thiệu #2");
        let said = desk.run(&["check", "--lang", lang]);
        assert_eq!(said.code, 0, "{}", said.stderr);
        assert!(
            said.stderr.contains("content/pages/gioi-thieu.md:2:19") && said.stderr.contains(lost),
            "{}",
            said.stderr
        );
        assert_eq!(desk.run(&["check", "--strict"]).code, 1);
    }
}

#[test]
fn f06_tab_indentation() {
    Desk::new().slip("yaml-syntax-tab", "f06", &["yaml-syntax"]);
}

#[test]
fn f07_provision_that_does_not_exist() {
    let said = Desk::new().slip("unknown-provision", "f07", &["unknown-provision"]);
    assert!(said.stderr.contains("ý bạn là: B."), "nearest ids: {}", said.stderr);
}

/// With `until` in units.yaml, and by a decision, which is named by its number.
#[test]
fn f08_duty_of_a_dissolved_unit() {
    Desk::new().slip("orphaned-duty", "f08-until", &["content/duties.yaml:30:15"]);
    Desk::new().slip("duty-unassigned", "f08-decision", &["02/QĐ-TTKV", "content/decisions/02-2026.yaml:7:5"]);
}

/// A goes into B, which then goes into A: when the second takes effect A is no more.
#[test]
fn f09_merge_cycle() {
    let desk = Desk::new();
    for (n, day, from, into) in [("02", "2026-01-02", "p-xe", "p-kho"), ("03", "2026-01-03", "p-kho", "p-xe")] {
        desk.write(
            &format!("content/decisions/{n}-2026.yaml"),
            format!(
                "number: \"{n}/QĐ-TTKV\"\nsigned: 2026-01-01\neffective_from: {day}\nissuer: \"Trung tâm Kho vận\"\n\
                 summary: \"Sắp xếp lại Trung tâm\"\noperations:\n  - op: absorb\n    units: [{from}]\n    into: {into}\n"
            ),
        );
    }
    desk.refused(1, Some("f09"), &["content/decisions/03-2026.yaml:", "unit-not-there", "Phòng Xe"]);
    // Roles that inherit from one another are a circle as well.
    Desk::new().slip("inheritance-cycle", "f09-roles", &["inheritance-cycle"]);
}

#[test]
fn f12_days_that_never_come() {
    Desk::new().slip("bad-rule-february", "f12-february", &["content/calendar.yaml:", "bad-rule"]);
    Desk::new().slip("bad-rule", "f12-sixth-week", &["content/calendar.yaml:", "bad-rule"]);
    Desk::new().slip("bad-date", "f12-date", &["bad-date"]);
}

/// Both days are shown, with the readings that give them.
#[test]
fn f13_ambiguous_rule_without_a_policy() {
    Desk::new().slip("ambiguous-rule", "f13", &["first_workweek", "first_full"]);
}

/// An error in one file hides nothing that stands in another, and what it does hide is not said to be free of faults.
#[test]
fn beside_an_error_is_told_whatever_does_not_hang_on_it() {
    let page = |desk: &Desk| desk.replace("content/pages/gioi-thieu.md", "Trang này", "Gọi 0905123456. Trang này");
    let desk = Desk::new();
    page(&desk);
    desk.replace("content/calendar.yaml", "chair: giam-doc", "chair: giam-dcc");
    let said = desk.run(&["check", "--lang", "en"]).stderr;
    assert!(said.contains("unknown-actor") && said.contains("personal-data"), "{said}");
    assert!(
        said.ends_with("1 error, 1 warning; the rest could not be checked: correct this and run again\n"),
        "{said}"
    );
    // A clause without a bearer leaves the office as it is: its limit without a rule is told in the same run.
    let desk = Desk::new();
    page(&desk);
    let entry = "  - provision: B.II.c\n    bearers:\n      - {who: p-kho, relation: reports_to, to: [giam-doc], quote: \"Phòng Kho gửi báo cáo tồn kho\"}\n";
    desk.replace("content/duties.yaml", entry, "");
    let rule = "  - id: ton-kho\n    title: \"Báo cáo tồn kho\"\n    kind: report\n    cite: B.II.c\n    quote: \"chậm nhất vào ngày 25 hằng tháng\"\n    when: {every: month, day: 25}\n    must_precede: so-ket\n    who: p-kho\n    to: giam-doc\n";
    desk.replace("content/calendar.yaml", rule, "");
    let said = desk.run(&["check", "--lang", "en"]).stderr;
    for code in ["provision-without-bearer", "deadline-without-rule", "personal-data"] {
        assert_eq!(said.matches(code).count(), 1, "{code}: {said}");
    }
}
