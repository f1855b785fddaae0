use jiff::civil::date;

use super::*;
use crate::history::Lineages;
use crate::history::amend::tests::{after, amend, decision, phrase, renumber, version};

const TEXT: &str =
    "# A. X\n\n1\\. Họp:\n\na) một.\n\nb) hai.\n\n2\\. Phòng A làm theo điểm b khoản 1.\n\n3\\. Phòng A xem khoản 1.\n";

const INSERTED: &str = "# A. X\n\n1\\. Họp:\n\na) một.\n\nb) mới.\n\nc) hai.\n\n2\\. Phòng A làm theo điểm b khoản 1.\n\n3\\. Phòng A xem khoản 1.\n";

/// What is told of texts, each with the operations that make it from the one before, and where references of the last lead.
fn told(later: &[(&str, Vec<TextAct>)]) -> (Vec<String>, Vec<String>) {
    told_on(date(2029, 1, 1), later)
}

/// The same as it is told on a day; where references of the last text lead.
fn told_on(day: Date, later: &[(&str, Vec<TextAct>)]) -> (Vec<String>, Vec<String>) {
    told_from(day, TEXT, later)
}

fn told_from(day: Date, first: &str, later: &[(&str, Vec<TextAct>)]) -> (Vec<String>, Vec<String>) {
    let mut versions = vec![version(first)];
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
    let said = report(&model, &lineages, day).iter().map(|d| d.message.en.clone()).collect();
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
fn a_number_to_come_is_told_with_its_day() {
    let (said, _) = told_on(date(2021, 12, 1), &[inserted()]);
    assert_eq!(said.len(), 1);
    let told =
        "khoản 2 phần A refers to `điểm b khoản 1`, and from 1 Jan 2022 what it refers to is điểm c khoản 1 phần A";
    assert!(said[0].starts_with(told), "{}", said[0]);
    // What is so by now is not told again of the text to come.
    let later = INSERTED.replace("Phòng A xem", "Phòng B xem");
    let acts = vec![phrase("Phòng A xem", "Phòng B xem", &[], &[])];
    let (said, _) = told_on(date(2022, 6, 1), &[inserted(), (&later, acts)]);
    assert_eq!(said.len(), 1);
    assert!(said[0].contains("is now"), "{}", said[0]);
}

#[test]
fn words_written_after_the_renumbering_mean_the_new_number() {
    let anew = vec!["A.2 → A.1.b".to_owned(), "A.3 → A.1".to_owned()];
    let rewritten = INSERTED.replace("làm theo", "không làm theo");
    let whole = amend("A.2", None, "Phòng A không làm theo điểm b khoản 1.");
    assert_eq!(told(&[inserted(), (&rewritten, vec![whole])]), (Vec::new(), anew.clone()));
    let of_it = amend("A.2", Some("làm theo điểm b"), "không làm theo điểm b");
    assert_eq!(told(&[inserted(), (&rewritten, vec![of_it])]), (Vec::new(), anew));
}

#[test]
fn an_amendment_of_other_words_writes_no_reference_anew() {
    let rewritten = INSERTED.replace("làm theo", "không làm theo");
    let acts = vec![amend("A.2", Some("làm theo"), "không làm theo")];
    let (said, leads) = told(&[inserted(), (&rewritten, acts)]);
    assert_eq!((said.len(), leads), (1, vec!["A.3 → A.1".to_owned()]));
}

#[test]
fn a_reference_written_anew_beside_another_leaves_that_one_what_it_was() {
    let both = |text: &str| text.replace("2\\. Phòng A làm theo", "2\\. Phòng A xem khoản 3, làm theo");
    let change = |text: &str| text.replace("xem khoản 3,", "xem khoản 1 và khoản 3,");
    let (first, second) = (both(INSERTED), change(&both(INSERTED)));
    let acts = vec![phrase("khoản 3", "khoản 1 và khoản 3", &["A.2"], &[])];
    let inserts = inserted().1;
    let (said, leads) = told_from(date(2029, 1, 1), &both(TEXT), &[(&first, inserts), (&second, acts)]);
    assert_eq!(said.len(), 1, "{said:?}");
    assert_eq!(leads, ["A.2 → A.1", "A.2 → A.3", "A.3 → A.1"]);
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
