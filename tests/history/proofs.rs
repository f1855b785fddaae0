//! The words that prove what a role or a group is, amended from a day on: each day shows those in force on it.

use jiff::civil::{Date, date};

use crate::pages::site;
use crate::scene::Scene;

const OLD: Date = date(2026, 5, 31);
const NEW: Date = date(2026, 6, 1);

const CARRIED: &str = "    carries_unit_duties: {cite: B.I.3, quote: \"Trưởng phòng điều hành công việc của phòng\"}";
const LED: &str = "    quote: \"Lãnh đạo Trung tâm: Giám đốc, Phó Giám đốc\"";
const BORNE: &str =
    "      - {who: truong-phong, relation: owner, quote: \"Trưởng phòng điều hành công việc của phòng\"}";
const SUPERIOR: &str = "      - {who: giam-doc, cite: B.I.3, quote: \"chịu trách nhiệm trước Giám đốc\"}";

/// The sample, whose clauses on leaders and heads say other words from June on; `edits` of what is said of them.
fn amended(edits: &str) -> Scene {
    let (after_a, after_b) = ("Giám đốc và không quá hai Phó Giám đốc", "lãnh đạo phòng và báo cáo Giám đốc");
    let text = format!(
        "copy\tregulation/2026-01-05.md\tregulation/2026-06-01.md\n\
         regulation/2026-06-01.md\tdecision: 01-2026\tdecision: 02-2026\n\
         regulation/2026-06-01.md\teffective_from: 2026-01-05\teffective_from: 2026-06-01\n\
         regulation/2026-06-01.md\tGiám đốc, Phó Giám đốc\t{after_a}\n\
         regulation/2026-06-01.md\tđiều hành công việc của phòng và chịu trách nhiệm trước Giám đốc\t{after_b}\n"
    );
    let operations = format!(
        "  - {{op: amend, provision: A.1, old: \"Giám đốc, Phó Giám đốc\", new: \"{after_a}\"}}\n  \
         - {{op: amend, provision: B.I.3, old: \"điều hành công việc của phòng và chịu trách nhiệm trước Giám đốc\", new: \"{after_b}\"}}\n"
    );
    Scene::small(&(text + edits), &[("02-2026", "2026-06-01", &operations)])
}

/// One line of a file replaced by others.
fn edit(file: &str, old: &str, new: &[&str]) -> String {
    format!("{file}\t{old}\t{}\n", new.join("\\n"))
}

/// The row of duties.yaml that quotes the clause, with its days.
fn rows() -> String {
    let old = BORNE.replace("\"}", "\", until: 2026-06-01}");
    let new = "      - {who: truong-phong, relation: owner, quote: \"Trưởng phòng lãnh đạo phòng\", from: 2026-06-01}";
    edit("duties.yaml", BORNE, &[&old, new])
}

/// What is said of roles and groups, each with its days.
fn dated() -> String {
    let carried = [
        "    carries_unit_duties:",
        "      - {cite: B.I.3, quote: \"Trưởng phòng điều hành công việc của phòng\", until: 2026-06-01}",
        "      - {cite: B.I.3, quote: \"Trưởng phòng lãnh đạo phòng\", from: 2026-06-01}",
    ];
    let led = [
        LED,
        "    until: 2026-06-01",
        "    proofs: [{cite: A.1, quote: \"Giám đốc và không quá hai Phó Giám đốc\", from: 2026-06-01}]",
    ];
    let superior = SUPERIOR.replace("\"}", "\", until: 2026-06-01}");
    let later = "      - {who: giam-doc, cite: B.I.3, quote: \"báo cáo Giám đốc\", from: 2026-06-01}";
    let roles = edit("roles.yaml", CARRIED, &carried) + &edit("roles.yaml", LED, &led);
    rows() + &roles + &edit("roles.yaml", SUPERIOR, &[&superior, later])
}

/// What is told of quotes, each with what to do.
fn told(scene: &Scene) -> Vec<(String, String)> {
    let report = scene.report();
    let found = report.iter().filter(|d| d.code.as_str().starts_with("quote-"));
    found.map(|d| (d.message.vi.clone(), d.help.as_ref().unwrap().vi.clone())).collect()
}

#[test]
fn whoever_quotes_what_was_amended_is_told_how_to_quote_both() {
    let told = told(&amended(&rows()));
    let help = |words: &str| &told.iter().find(|(message, _)| message.contains(words)).unwrap().1;
    assert_eq!(told.len(), 3, "{told:#?}");
    let carried = help("điều hành công việc");
    assert!(carried.contains("carries_unit_duties: [") && carried.contains("{cite: B.I.3, "), "{carried}");
    assert!(carried.contains("until: 2026-06-01") && carried.contains("from: 2026-06-01"), "{carried}");
    let group = help("Lãnh đạo Trung tâm");
    assert!(group.contains("«until: 2026-06-01»") && group.contains("«proofs: [{cite: A.1, "), "{group}");
    assert!(help("chịu trách nhiệm trước Giám đốc").starts_with("thêm «until: 2026-06-01»"));
}

#[test]
fn each_day_shows_the_words_in_force_on_it() {
    let scene = amended(&dated());
    assert!(scene.errors().is_empty(), "{:#?}", scene.errors());
    let pages = [site(&scene, "2026-05-31"), site(&scene, "2026-06-01")];
    let [old, new] = pages.map(|page| page("viec-toi/truong-phong--p-tong-hop.html") + &page("ai-lam-gi.html"));
    let words = [
        ("Trưởng phòng điều hành công việc của phòng", "Trưởng phòng lãnh đạo phòng"),
        ("Lãnh đạo Trung tâm: Giám đốc, Phó Giám đốc", "Giám đốc và không quá hai Phó Giám đốc"),
        ("chịu trách nhiệm trước Giám đốc", "báo cáo Giám đốc"),
    ];
    for (before, after) in words {
        assert!(old.contains(before) && !old.contains(after), "{before}");
        assert!(new.contains(after) && !new.contains(before), "{after}");
    }
}

#[test]
fn words_of_a_text_to_come_do_not_prove_what_is_so_today() {
    let new = [
        (CARRIED, CARRIED.replace("điều hành công việc của phòng", "lãnh đạo phòng")),
        (LED, LED.replace("Giám đốc, Phó Giám đốc", "Giám đốc và không quá hai Phó Giám đốc")),
        (SUPERIOR, SUPERIOR.replace("chịu trách nhiệm trước Giám đốc", "báo cáo Giám đốc")),
    ];
    let edits: String = new.iter().map(|(old, new)| edit("roles.yaml", old, &[new])).collect();
    let row = edit("duties.yaml", BORNE, &[&BORNE.replace("điều hành công việc của phòng", "lãnh đạo phòng")]);
    let told = told(&amended(&(edits + &row)));
    assert_eq!(told.len(), 4, "{told:#?}");
    for (message, help) in told {
        assert!(message.contains("chưa có ở"), "{message}");
        assert!(help.contains("from: 2026-06-01") && !help.contains("2026-01-05"), "{help}");
    }
}

/// The advice to end a row on the day it begins would leave nothing of it.
#[test]
fn a_wrong_quote_is_one_finding_however_many_texts_there_are() {
    let wrong =
        edit("duties.yaml", "quote: \"Phó Giám đốc giúp Giám đốc\"", &["quote: \"Phó Giám đốc giúp đỡ Giám đốc\""]);
    let scene = amended(&(dated() + &wrong));
    let mut report = scene.decoded.clone();
    report.extend(quyche::history::check(&scene.model, &scene.sources.files, Date::MAX).1);
    let codes: Vec<&str> = report.iter().map(|d| d.code.as_str()).filter(|code| code.starts_with("quote-")).collect();
    assert_eq!(codes, ["quote-not-found"]);
}

#[test]
fn a_group_the_text_no_longer_defines_is_inferred_from_that_day() {
    let led = [LED, "    until: 2026-06-01"];
    let edits = dated().lines().filter(|l| !l.contains("proofs")).map(|l| format!("{l}\n")).collect::<String>();
    let scene = amended(&(edits + &edit("roles.yaml", LED, &led)));
    assert!(scene.errors().is_empty(), "{:#?}", scene.errors());
    let inferred = |day| {
        scene.on(day).model().collectives.iter().find(|c| c.id.as_str() == "lanh-dao-trung-tam").unwrap().inferred
    };
    assert_eq!((inferred(OLD), inferred(NEW)), (false, true));
}
