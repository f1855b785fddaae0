use jiff::civil::date;

use super::*;
use crate::history::Lineages;
use crate::history::amend::tests::{after, amend, decision, phrase, renumber, version};

const TEXT: &str =
    "# A. X\n\n1\\. Họp:\n\na) một.\n\nb) hai.\n\n2\\. Phòng A làm theo điểm b khoản 1.\n\n3\\. Phòng A xem khoản 1.\n";

const INSERTED: &str = "# A. X\n\n1\\. Họp:\n\na) một.\n\nb) mới.\n\nc) hai.\n\n2\\. Phòng A làm theo điểm b khoản 1.\n\n3\\. Phòng A xem khoản 1.\n";

/// What is told of texts, each with the operations that make it from the one before, and where references of the last lead.
fn told(later: &[(&str, Vec<TextAct>)]) -> (Vec<String>, Vec<String>) {
    let mut versions = vec![version(TEXT)];
    let mut decisions = Vec::new();
    for (n, (text, acts)) in later.iter().enumerate() {
        let effective_from = date(2022 + i16::try_from(n).unwrap(), 1, 1);
        versions.push(Version { effective_from, ..version(text) });
        decisions.push(Decision { effective_from, ..decision(&format!("{}", n + 2), acts.clone()) });
    }
    let model = Model { versions, decisions: decisions.into(), ..Model::default() };
    let lineages = Lineages::of(&model);
    let last = model.versions.last().unwrap();
    let citer = citer(&model, &lineages, last);
    let leads = |at: usize| {
        let p = &last.provisions[at];
        citer.of(at).into_iter().map(move |c| match c.to {
            Target::At(to) => format!("{} → {}", p.id, last.provisions[to].id),
            Target::Nowhere { .. } => format!("{} → nowhere", p.id),
        })
    };
    let said = report(&model, &lineages).iter().map(|d| d.message.en.clone()).collect();
    (said, (0..last.provisions.len()).flat_map(leads).collect())
}

fn inserted() -> (&'static str, Vec<TextAct>) {
    (INSERTED, vec![after("A.1.a", "b) mới."), renumber("A.1.b", "c)")])
}

#[test]
fn old_words_are_not_taken_for_a_provision_they_never_meant() {
    let (said, leads) = told(&[inserted()]);
    assert_eq!(said.len(), 1);
    let told = "khoản 2 phần A refers to `điểm b khoản 1`, and what it refers to is now điểm c khoản 1 phần A";
    assert!(said[0].starts_with(told), "{}", said[0]);
    assert_eq!(leads, ["A.3 → A.1"]);
}

#[test]
fn words_written_after_the_renumbering_mean_the_new_number() {
    let rewritten = INSERTED.replace("làm theo", "không làm theo");
    let acts = vec![amend("A.2", Some("làm theo"), "không làm theo")];
    let (said, leads) = told(&[inserted(), (&rewritten, acts)]);
    assert_eq!((said, leads), (Vec::new(), vec!["A.2 → A.1.b".to_owned(), "A.3 → A.1".to_owned()]));
}

#[test]
fn a_replaced_phrase_writes_no_reference_anew() {
    let renamed = INSERTED.replace("Phòng A", "Phòng B");
    let (said, leads) = told(&[inserted(), (&renamed, vec![phrase("Phòng A", "Phòng B", &[], &[])])]);
    assert_eq!((said.len(), leads), (1, vec!["A.3 → A.1".to_owned()]));
}

#[test]
fn what_was_never_renumbered_is_as_it_was() {
    let (said, leads) = told(&[]);
    assert_eq!((said, leads), (Vec::new(), vec!["A.2 → A.1.b".to_owned(), "A.3 → A.1".to_owned()]));
}
