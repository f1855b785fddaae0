//! The proof on the real text: what the decision makes is accepted, and each slip is one finding at its place.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::diagnostic::{Code, Span};
use crate::history::Fate;
use crate::history::amend::tests::{after, amend, decision, id, phrase, real, renumber, repeal};
use crate::model::{DecisionId, Provision, TextAct, read_text};
use crate::text::Verbatim;

const DAY: Date = date(2022, 1, 1);

/// A model of two texts and the files they stand in: the first is the real one.
struct Case {
    model: Model,
    files: Files,
}

fn case(acts: Vec<TextAct>, written: &str) -> Case {
    let mut files = Files::default();
    let mut old = real();
    files.add("old.md", crate::history::markdown(&old.provisions));
    let file = files.add("new.md", written);
    let (provisions, report) = read_text(written);
    assert!(report.is_empty(), "{report:#?}");
    let moved = |p: Provision| Provision { span: Span { file, ..p.span }, ..p };
    let new = Version {
        effective_from: DAY,
        day_span: Span::new(file, 0, 0),
        decision: DecisionId::new("2"),
        title: old.title.clone(),
        components: Vec::new(),
        provisions: provisions.into_iter().map(moved).collect::<Vec<_>>().into(),
        span: Span::new(file, 0, 0),
    };
    old.decision = DecisionId::new("1");
    let model = Model { versions: vec![old, new], decisions: [decision("2", acts)].into(), ..Model::default() };
    Case { model, files }
}

/// The text the operations make, with some words changed in it.
fn slip(acts: Vec<TextAct>, slips: &[(&str, &str)]) -> Case {
    let (made, report) = amended(&real(), &[&decision("2", acts.clone())], None);
    assert!(report.is_empty(), "{report:#?}");
    let mut written = made.markdown;
    for (old, new) in slips {
        assert_eq!(written.matches(old).count(), 1, "{old}");
        written = written.replace(old, new);
    }
    case(acts, &written)
}

fn errors(case: &Case) -> Vec<(String, String, String)> {
    let report = texts(&case.model, &case.files);
    let said = report.iter().filter(|d| d.code == Code::TextNotAsDeclared);
    said.map(|d| (case.files.slice(d.span.unwrap()).to_owned(), d.message.en.clone(), d.help.clone().unwrap().en))
        .collect()
}

fn every_act() -> Vec<TextAct> {
    vec![
        amend("B.II.7.2", Some("trước ngày 15/6"), "trước ngày 10/6"),
        repeal("B.II.5.3"),
        after("B.II.4.1", "#### 4.2. Mới:\n\na) một\n\nb) hai"),
        renumber("B.II.4.2", "4.3."),
        renumber("B.II.4.3", "4.4."),
        phrase("Phòng Hành chính – Tổ chức", "Phòng Hành chính - Tổ chức", &["B.II.1"], &[]),
    ]
}

#[test]
fn what_was_declared_and_written_is_proved() {
    let case = slip(every_act(), &[]);
    assert!(texts(&case.model, &case.files).iter().all(|d| d.code == Code::PhraseLeftover));
    let lineage = &lineages(&case.model)[0];
    assert_eq!(lineage.fate(&id("B.II.4.3")), Fate::Goes(id("B.II.4.4")));
}

#[test]
fn one_slip_is_one_finding_at_its_words() {
    type Slip<'a> = (&'a [(&'a str, &'a str)], &'a str, &'a str);
    let cases: [Slip<'_>; 10] = [
        (
            &[("Luật Viên chức", "Luật viên chức")],
            "viên",
            "op: amend, provision: B.I.6.1, old: \"Luật Viên chức,\", new: \"Luật viên chức,\"",
        ),
        (&[("trước ngày 10/6", "trước ngày 11/6")], "11/6;", "correct the operation"),
        (&[("5.3. (được bãi bỏ)", "5.3. (bãi bỏ)")], "(bãi", "correct the operation"),
        (&[("\n8.3. Các văn bản", "\n8.3. Các văn bản nháp")], "bản nháp,", "op: amend"),
        (&[("\n\nb) hai\n", "\n")], "a) ", "add the paragraph `b) hai`"),
        (
            &[("\n\n## II. CHƯƠNG", "\n\nc) Thêm\n\n## II. CHƯƠNG")],
            "Thêm",
            "op: insert, after: B.I.7.6.b, text: \"c) Thêm\"",
        ),
        (&[("#### 4.3. Chủ trì", "4.3. Chủ trì")], "", "put `####"),
        (&[("của tháng do Chánh Văn phòng chủ trì;", "của tháng\n\ndo Chánh Văn phòng chủ trì;")], "", "blank line"),
        (&[("6.6. Gương mẫu", "6.5a. Gương mẫu")], "6.5a. ", "op: renumber, provision: B.I.6.6, label: \"6.5a.\""),
        (
            &[("\nTrưởng phòng được lấy", "\nTrưởng phòng đã được lấy")],
            "phòng đã",
            "op: amend, provision: B.I.7.6.a.p2",
        ),
    ];
    for (slips, place, help) in &cases {
        let found = errors(&slip(every_act(), slips));
        assert_eq!(found.len(), 1, "{slips:?}: {found:#?}");
        assert!(found[0].2.contains(help), "{slips:?}: {found:#?}");
        assert!(place.is_empty() || found[0].0 == *place, "{slips:?}: {found:#?}");
    }
}

#[test]
fn a_clause_taken_out_and_the_rest_moved_up_is_one_finding() {
    let mut written = crate::history::markdown(&real().provisions);
    let start = written.find("\n6.2. Trực tiếp").unwrap();
    let end = written.find("\n6.3. Chủ động").unwrap();
    written.replace_range(start..end, "");
    for n in 3..=6 {
        let (old, new) = (format!("\n6.{n}. "), format!("\n6.{}. ", n - 1));
        let at = written.find(&old).unwrap();
        written.replace_range(at..at + old.len(), &new);
    }
    let found = errors(&case(
        vec![amend("A.1", None, "x")],
        &written.replace("1\\. Lãnh đạo Văn phòng: Chánh Văn phòng, các Phó Chánh Văn phòng.", "1\\. x"),
    ));
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(
        found[0].1.contains("lacks B.I.6.2") && found[0].2.contains("op: repeal, provision: B.I.6.2"),
        "{found:#?}"
    );
}

#[test]
fn a_section_lost_or_put_in_is_told_by_its_head() {
    let old = crate::history::markdown(&real().provisions);
    let (start, end) = (old.find("\n### 8. Phát").unwrap(), old.len());
    let lost = format!("{}{}", &old[..start], &old[end..]);
    let acts = || vec![amend("A.1", None, "x")];
    let first = "1\\. Lãnh đạo Văn phòng: Chánh Văn phòng, các Phó Chánh Văn phòng.";
    let found = errors(&case(acts(), &lost.replace(first, "1\\. x")));
    assert_eq!(found.len(), 1, "{found:#?}");
    let more = format!("{old}\n### 9. Mới\n\n9.1. Một\n\na) hai \"ba\"\n");
    let found = errors(&case(acts(), &more.replace(first, "1\\. x")));
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(
        found[0].2.contains(r####"- {op: insert, after: B.II.8, text: "### 9. Mới\n\n9.1. Một\n\na) hai \"ba\""}"####),
        "{found:#?}"
    );
}

#[test]
fn a_decision_that_was_not_carried_out_is_told_once_for_each_operation() {
    let old = crate::history::markdown(&real().provisions);
    let acts = vec![
        phrase("lãnh đạo Văn phòng", "Lãnh đạo Văn phòng", &[], &[]),
        amend("A.2.b", Some("Các phòng phục vụ"), "Phục vụ"),
    ];
    let case = case(acts, &old);
    let found = errors(&case);
    assert_eq!(found.len(), 2, "{found:#?}");
    let report = texts(&case.model, &case.files);
    assert!(report.iter().any(|d| d.related.len() == 5), "{report:#?}");
}

#[test]
fn texts_and_decisions_come_in_pairs() {
    let mut lonely = slip(every_act(), &[]);
    lonely.model.versions.pop();
    let report = texts(&lonely.model, &lonely.files);
    let all: Vec<_> = report.iter().map(|d| (d.code, d.help.clone().unwrap().en)).collect();
    assert_eq!(all.len(), 1, "{all:#?}");
    assert!(
        all[0].0 == Code::VersionMissing && all[0].1.contains("quyche draft 2") && all[0].1.contains("2022-01-01.md")
    );

    lonely.model.decisions = [decision("2", vec![amend("A.1", Some("không có"), "x")])].into();
    let report = texts(&lonely.model, &lonely.files);
    assert_eq!(report.iter().map(|d| d.code).collect::<Vec<_>>(), [Code::VersionMissing, Code::OperationImpossible]);

    let mut undeclared = slip(every_act(), &[]);
    undeclared.model.decisions = [].into();
    let report = texts(&undeclared.model, &undeclared.files);
    assert_eq!(report.iter().map(|d| d.code).collect::<Vec<_>>(), [Code::VersionMissing]);
    let help = report.iter().next().unwrap().help.clone().unwrap().en;
    assert!(help.contains("old: \"chính – Tổ\", new: \"chính - Tổ\"") && help.contains(" more"), "{help}");

    let mut other = slip(every_act(), &[]);
    other.model.versions[1].decision = DecisionId::new("1");
    other.model.versions[1].title = Verbatim::new("y");
    assert_eq!(errors(&other).len(), 2);
}

#[test]
fn a_missing_text_in_between_is_not_blamed_on_the_next() {
    let mut case = slip(every_act(), &[]);
    let mut first = case.model.decisions[0].clone();
    first.effective_from = date(2021, 12, 1);
    let (old, new) = (&case.model.versions[0].clone(), &mut case.model.versions[1]);
    let mut next = decision("3", vec![amend("A.2.b", Some("Các phòng phục vụ"), "Phục vụ")]);
    next.effective_from = DAY;
    let (made, _) = amended(old, &[&first, &next], None);
    new.provisions = made.provisions.into();
    new.decision = DecisionId::new("3");
    case.model.decisions = [first, next].into();
    let report = texts(&case.model, &case.files);
    let codes: Vec<Code> = report.iter().map(|d| d.code).filter(|c| *c != Code::PhraseLeftover).collect();
    assert_eq!(codes, [Code::VersionMissing]);
}

#[test]
fn a_phrase_leaves_behind_what_writes_it_almost_so() {
    let places = |within: &[&str], except: &[&str]| -> Vec<String> {
        let case = slip(vec![phrase("huyện, thị xã, thành phố", "xã, phường", within, except)], &[]);
        let report = texts(&case.model, &case.files);
        assert!(report.iter().all(|d| d.code == Code::PhraseLeftover));
        let all = lineages(&case.model).leftovers(&case.model, case.model.versions.last().unwrap());
        assert!(all.iter().all(|l| case.files.slice(l.span) == l.words));
        all.into_iter().map(|l| format!("{}: {}", l.provision, l.words)).collect()
    };
    assert_eq!(places(&[], &[]), ["B.I.1.4: huyện, thành phố, thị xã", "B.I.1.5: các huyện", "B.II.1.1.c: các huyện"]);
    assert_eq!(places(&[], &["B.I.1"]), ["B.II.1.1.c: các huyện"]);
    assert_eq!(places(&["B.I"], &[]).len(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Whatever happened to the written text: it is told if and only if a provision differs, and never stops the program.
    #[test]
    fn a_text_is_accepted_only_when_it_is_the_declared_one(edits in prop::collection::vec((0usize..130, 0u8..6, 0usize..40), 0..4)) {
        let (made, _) = amended(&real(), &[&decision("2", every_act())], None);
        let mut all: Vec<String> = made.markdown.split("\n\n").map(str::to_owned).collect();
        for (at, kind, word) in edits {
            let at = at % all.len();
            let mut words: Vec<String> = all[at].split(' ').map(str::to_owned).collect();
            let word = 1 + word % words.len().max(2);
            match kind {
                0 => drop(all.remove(at)),
                1 if word < words.len() => {
                    words[word].push('x');
                    all[at] = words.join(" ");
                }
                2 if word < words.len() => {
                    let rest = words.split_off(word).join(" ");
                    all[at] = words.join(" ");
                    all.insert(at + 1, rest);
                }
                3 if at + 1 < all.len() => {
                    let next = all.remove(at + 1);
                    all[at] = format!("{} {next}", all[at]);
                }
                4 => all.insert(at, "Đoạn thêm.".to_owned()),
                5 => all[at] = all[at].trim_start_matches(['#', ' ']).to_owned(),
                _ => {}
            }
        }
        let written = all.join("\n\n");
        let (read, report) = read_text(&written);
        prop_assume!(report.is_empty());
        let row = |p: &Provision| (p.id.clone(), p.label.clone(), p.text.clone(), p.heading, p.parent.clone());
        let equal = made.provisions.iter().map(row).eq(read.iter().map(row));
        let found = errors(&case(every_act(), &written));
        prop_assert_eq!(found.is_empty(), equal, "{:#?}", found);
    }
}
