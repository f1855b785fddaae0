//! Laws of amending, on the real text and on one with chapters and articles.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::diagnostic::{Code, FileId, Files};
use crate::model::{Act, InsertPlace, Operation, REPEALED, TextAct, read_text};
use crate::text::Verbatim;

const REAL: &str = include_str!("../../../content/regulation/2021-11-19.md");

const ARTICLES: &str = "\
Căn cứ Luật;

# Chương I

Chương này nêu những điều chung.

# Điều 1. Phạm vi

1\\. Quy chế này quy định về họp.

2\\. Áp dụng cho các phòng.

a) Phòng A;

b) Phòng B.

## Điều 2. Giải thích

# Chương II HỌP

## Điều 3. Họp

1\\. Họp mỗi tuần.

1a\\. Họp thêm.
";

fn body(text: &str) -> &str {
    text.split_once("\n---\n").map_or(text, |(_, body)| body.trim_start())
}

pub(in crate::history) fn version(markdown: &str) -> Version {
    let (provisions, report) = read_text(markdown);
    assert!(report.is_empty(), "{report:#?}");
    Version {
        effective_from: date(2021, 11, 19),
        day_span: span(0),
        decision: DecisionId::new("1"),
        title: Verbatim::new("x"),
        components: Vec::new(),
        provisions: provisions.into(),
        span: span(0),
    }
}

pub(in crate::history) fn real() -> Version {
    version(body(REAL))
}

fn file() -> FileId {
    Files::default().add("d.yaml", "")
}

/// The place of the n-th operation.
fn span(n: usize) -> Span {
    Span::new(file(), n, n + 1)
}

pub(in crate::history) fn decision(id: &str, acts: Vec<TextAct>) -> Decision {
    // Each decision has places of its own; those of the second begin at 0.
    let base = (id.parse::<usize>().unwrap() - 2) * 1000;
    let operations =
        acts.into_iter().enumerate().map(|(n, act)| Operation { act: Act::Text(act), span: span(base + n), old: None });
    Decision {
        id: DecisionId::new(id),
        number: id.into(),
        kind: "Quyết định".into(),
        signed: date(2022, 1, 1),
        effective_from: date(2022, 1, 1),
        day_span: span(0),
        issuer: String::new(),
        signer: None,
        summary: String::new(),
        source: None,
        note: None,
        revoked_by: None,
        operations: operations.collect(),
        span: span(0),
    }
}

pub(in crate::history) fn id(id: &str) -> ProvisionId {
    ProvisionId::new(id)
}

pub(in crate::history) fn amend(at: &str, old: Option<&str>, new: &str) -> TextAct {
    TextAct::Amend { provision: id(at), old: old.map(Into::into), new: new.into() }
}

pub(in crate::history) fn repeal(at: &str) -> TextAct {
    TextAct::Repeal { provision: id(at) }
}

pub(in crate::history) fn after(at: &str, text: &str) -> TextAct {
    TextAct::Insert { place: InsertPlace::After(id(at)), text: text.into() }
}

fn before(at: &str, text: &str) -> TextAct {
    TextAct::Insert { place: InsertPlace::Before(id(at)), text: text.into() }
}

pub(in crate::history) fn phrase(old: &str, new: &str, within: &[&str], except: &[&str]) -> TextAct {
    let ids = |all: &[&str]| all.iter().map(|i| id(i)).collect();
    TextAct::ReplacePhrase { old: old.into(), new: new.into(), within: ids(within), except: ids(except) }
}

pub(in crate::history) fn renumber(at: &str, label: &str) -> TextAct {
    TextAct::Renumber { provision: id(at), label: label.into() }
}

fn made(text: &Version, acts: Vec<TextAct>) -> Amended {
    let (amended, report) = amended(text, &[&decision("2", acts)], None);
    assert!(report.is_empty(), "{report:#?}");
    amended
}

fn impossible(text: &Version, acts: Vec<TextAct>) -> Vec<(u32, String)> {
    let (_, report) = amended(text, &[&decision("2", acts)], None);
    assert!(report.iter().all(|d| d.code == Code::OperationImpossible && d.help.is_some()), "{report:#?}");
    report.iter().map(|d| (d.span.unwrap().start, d.message.en.clone())).collect()
}

type Row<'a> = (&'a str, &'a str, &'a str, usize);

fn rows(provisions: &[Provision]) -> Vec<Row<'_>> {
    provisions.iter().map(|p| (p.id.as_str(), p.label.as_str(), p.text.as_str(), p.marks)).collect()
}

fn words<'a>(amended: &'a Amended, at: &str) -> Option<&'a str> {
    amended.provisions.iter().find(|p| p.id.as_str() == at).map(|p| p.text.as_str())
}

#[test]
fn markdown_of_the_real_text_is_the_file() {
    assert_eq!(markdown(&real().provisions), body(REAL));
}

#[test]
fn markdown_of_articles_reads_to_the_same_provisions() {
    let text = version(ARTICLES);
    let again = version(&markdown(&text.provisions));
    assert_eq!(rows(&text.provisions), rows(&again.provisions));
    assert!(markdown(&text.provisions).contains("\n1a. Họp thêm.") || markdown(&text.provisions).contains("\n1a\\."));
}

#[test]
fn amending_changes_one_clause() {
    let text = real();
    let all = made(&text, vec![amend("B.II.7.2", Some("trước ngày 15/6"), "trước ngày 10/6")]);
    assert!(words(&all, "B.II.7.2").unwrap().contains("gửi trước ngày 10/6; báo cáo năm"));
    let other: Vec<_> = text.provisions.iter().zip(&all.provisions).filter(|(a, b)| a.text != b.text).collect();
    assert_eq!(other.len(), 1);
    assert_eq!(all.lineage.moved().count(), 0);
    assert_eq!(all.touched.len(), 1);
    assert_eq!(all.touched[&id("B.II.7.2")][0].how, How::Amended);
}

#[test]
fn a_repealed_provision_keeps_its_number_and_loses_what_stands_below() {
    let text = real();
    let all = made(&text, vec![repeal("B.II.5.3"), repeal("B.II.5.1")]);
    assert!(all.markdown.contains("\n5.3. (được bãi bỏ)\n"));
    assert!(all.markdown.contains("\n#### 5.1. (được bãi bỏ)\n"));
    assert_eq!(words(&all, "B.II.5.1.a"), None);
    let ended = Fate::Ends(DecisionId::new("2"));
    for gone in ["B.II.5.3", "B.II.5.1", "B.II.5.1.a", "B.II.5.1.b"] {
        assert_eq!(all.lineage.fate(&id(gone)), ended);
    }
    assert_eq!(all.lineage.fate(&id("B.II.5.2")), Fate::Goes(id("B.II.5.2")));
    assert_eq!(all.touched[&id("B.II.5.3")][0].how, How::Repealed);
    let text = version(&all.markdown);
    assert_eq!(impossible(&text, vec![repeal("B.II.5.3")]).len(), 1);
}

#[test]
fn labels_follow_down_and_the_lineage_knows() {
    let text = real();
    let all = made(
        &text,
        vec![
            after("B.II.4.1", "# 4.2. Mới:\n\na) một\n\nb) hai"),
            renumber("B.II.4.2", "4.3."),
            renumber("B.II.4.3", "4.4."),
            after("B.II.4.1.d", "đ) năm"),
            after("B.II.4.1.d", "e) sáu"),
        ],
    );
    assert!(all.markdown.contains("\n#### 4.2. Mới:\n"));
    assert_eq!(words(&all, "B.II.4.2.b"), Some("hai"));
    assert_eq!((words(&all, "B.II.4.1.đ"), words(&all, "B.II.4.1.e")), (Some("năm"), Some("sáu")));
    assert_eq!(all.lineage.fate(&id("B.II.4.2.c")), Fate::Goes(id("B.II.4.3.c")));
    assert_eq!(all.lineage.fate(&id("B.II.4.3")), Fate::Goes(id("B.II.4.4")));
    assert!(all.lineage.is_inserted(&id("B.II.4.2")) && all.lineage.is_inserted(&id("B.II.4.2.a")));
    assert!(!all.lineage.is_inserted(&id("B.II.4.3")));
    let all = made(&text, vec![before("B.II.8", "### 8. Mới\n\n8.1. lời"), renumber("B.II.8", "9.")]);
    assert_eq!(all.lineage.fate(&id("B.II.8.3")), Fate::Goes(id("B.II.9.3")));
    assert_eq!(words(&all, "B.II.8.1"), Some("lời"));
    assert!(all.markdown.contains("\n9.3. Các văn bản"));
}

#[test]
fn a_phrase_is_replaced_where_it_stands_and_nowhere_else() {
    let text = real();
    let all = made(&text, vec![phrase("huyện, thị xã, thành phố", "xã, phường", &[], &[])]);
    let hit: Vec<&str> = all.touched.keys().map(|id| id.as_str()).collect();
    assert_eq!(hit, ["B.I.7.4", "B.II.5.3"]);
    let all = made(&text, vec![phrase("huyện, thị xã, thành phố", "xã, phường", &["B"], &["B.II"])]);
    assert_eq!(all.touched.len(), 1);
    assert_eq!(impossible(&text, vec![phrase("huyện, thị xã", "xã", &["A"], &[])]).len(), 1);
    assert_eq!(impossible(&text, vec![phrase("huyện, thị xã", "xã", &["A", "B"], &[])]).len(), 1);
    assert_eq!(impossible(&text, vec![phrase("thị x", "xã", &[], &[])]).len(), 1);
}

#[test]
fn what_cannot_be_done_is_told_at_its_operation_and_once() {
    let text = real();
    let faults = impossible(
        &text,
        vec![
            amend("B.II.7.2", Some("trước ngày 16/6"), "x"),
            amend("B.II.7.2", Some("báo cáo"), "x"),
            amend("B.II.9.9", None, "x"),
            amend("B.II.7.3", None, "7.3. Công chức"),
            amend("B.II.7.1", None, "một\n\nhai"),
            repeal("B.II.5.1"),
            amend("B.II.5.1.a", None, "x"),
            renumber("B.II.7.6.p2", "1."),
        ],
    );
    let at: Vec<u32> = faults.iter().map(|(at, _)| *at).collect();
    assert_eq!(at, [0, 1, 2, 3, 4, 6, 7], "{faults:#?}");
    assert!(faults[1].1.contains("times"));
    // A row that is broken is told of the operation that broke it.
    let broken =
        impossible(&text, vec![amend("A.1", None, "x"), after("B.II.4.1", "4.5. y"), amend("B.II.8.4", None, "z")]);
    assert_eq!(broken.iter().map(|(at, _)| *at).collect::<Vec<_>>(), [1], "{broken:#?}");
    assert_eq!(impossible(&text, vec![renumber("B.II.4.3", "4.9.")])[0].0, 0);
    assert_eq!(impossible(&text, vec![renumber("B.II.4.3", "4.3")])[0].0, 0);
    assert_eq!(impossible(&text, vec![amend("B.I.7.6.a.p2", None, "c) x")])[0].0, 0);
    assert_eq!(impossible(&text, vec![after("B.II.4.3", "4.4. a\n4.5. b")])[0].0, 0);
}

#[test]
fn a_second_decision_of_the_day_sees_the_numbers_the_first_left() {
    let text = real();
    let first = decision("2", vec![before("B.II.8", "### 8. Mới\n\n8.1. lời"), renumber("B.II.8", "9.")]);
    let second = decision("3", vec![repeal("B.II.9.4"), amend("B.II.8.1", None, "lời khác")]);
    let (all, report) = amended(&text, &[&first, &second], None);
    assert!(report.is_empty(), "{report:#?}");
    assert_eq!(all.lineage.fate(&id("B.II.8.4")), Fate::Ends(DecisionId::new("3")));
    assert_eq!(all.lineage.fate(&id("B.II.8.3")), Fate::Goes(id("B.II.9.3")));
    assert!(all.lineage.is_inserted(&id("B.II.8.1")));
    assert_eq!(words(&all, "B.II.8.1"), Some("lời khác"));
    let how: Vec<How> = all.touched[&id("B.II.9.4")].iter().map(|t| t.how).collect();
    assert_eq!(how, [How::Renumbered, How::Repealed]);
}

#[test]
fn a_wholesale_replacement_follows_its_table_and_nothing_else() {
    let old =
        version("# Chương I X\n\n## Điều 1. a\n\n1. b\n\na) c\n\n## Điều 2. d\n\n# Chương II Y\n\n## Điều 3. e\n");
    let new = version("# Chương I Z\n\n## Điều 1. f\n\n## Điều 2. g\n\n1. b\n\n## Điều 3. h\n");
    let table = vec![(id("dieu-1"), id("dieu-2")), (id("chuong-I"), id("chuong-I"))];
    let all = decision("2", vec![TextAct::ReplaceAll { table }]);
    let (amended_text, report) = amended(&old, &[&all], Some(&new));
    assert!(report.is_empty(), "{report:#?}");
    let lineage = &amended_text.lineage;
    assert_eq!(lineage.fate(&id("dieu-1")), Fate::Goes(id("dieu-2")));
    assert_eq!(lineage.fate(&id("dieu-1.1")), Fate::Goes(id("dieu-2.1")));
    assert_eq!(lineage.fate(&id("dieu-1.1.a")), Fate::Ends(DecisionId::new("2")));
    assert_eq!(lineage.fate(&id("dieu-3")), Fate::Ends(DecisionId::new("2")));
    assert!(lineage.is_inserted(&id("dieu-1")) && lineage.is_inserted(&id("dieu-3")));
    let beside = decision("3", vec![amend("dieu-1", None, "x")]);
    assert!(amended(&old, &[&all, &beside], Some(&new)).1.has_errors());
    assert!(amended(&old, &[&all], None).1.has_errors());
}

#[test]
fn chapters_and_articles_are_amended_by_the_same_rule() {
    let text = version(ARTICLES);
    let all = made(
        &text,
        vec![
            after("dieu-1.2", "3. Khoản mới."),
            after("dieu-2", "## Điều 2a. Thêm\n\n1. Một."),
            amend("chuong-II", None, "HỌP VÀ BÁO CÁO"),
            repeal("dieu-3.1a"),
        ],
    );
    assert_eq!(words(&all, "dieu-1.3"), Some("Khoản mới."));
    assert_eq!(words(&all, "dieu-2a.1"), Some("Một."));
    assert_eq!(words(&all, "dieu-3.1a"), Some(REPEALED));
}

/// A text in the plainest form a reader of the rules would keep: number before, label, words.
type Plain = Vec<(Option<ProvisionId>, String, String)>;

fn plain(text: &Version) -> Plain {
    text.provisions.iter().map(|p| (Some(p.id.clone()), p.label.clone(), p.text.to_string())).collect()
}

/// To seek the nearest number for each of them would cost the square of their count.
#[test]
fn nothing_is_advised_where_so_many_numbers_are_unknown_that_nobody_reads_on() {
    let (text, unknown) = (version(ARTICLES), (0..400).map(|_| id("dieu-1.9")));
    let acts = unknown.clone().map(|provision| TextAct::Repeal { provision }).collect();
    let table = unknown.map(|old| (old.clone(), old)).collect();
    for acts in [acts, vec![TextAct::ReplaceAll { table }]] {
        let (_, report) = amended(&text, &[&decision("2", acts)], Some(&text));
        let advised = report.iter().filter(|d| d.help.as_ref().is_some_and(|help| help.vi.contains("1.1")));
        assert_eq!(advised.count(), 300, "of {}", report.iter().count());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Amendments, repeals and insertions at the end of rows, worked out a second time on plain rows.
    #[test]
    fn random_operations_read_again_to_what_was_meant(picks in prop::collection::vec((0usize..108, 0u8..4), 1..8)) {
        let text = real();
        let mut wanted = plain(&text);
        let mut acts = Vec::new();
        for (n, (at, kind)) in picks.into_iter().enumerate() {
            let p = &text.provisions[at % text.provisions.len()];
            // A provision below one that this decision repealed is no place any more.
            let Some(row) = wanted.iter().position(|(was, ..)| was.as_ref() == Some(&p.id)) else { continue };
            let end = row + wanted[row..].iter().take_while(|(was, ..)| was.as_ref().is_some_and(|w| text.is_within(w, &p.id))).count();
            let repealed = wanted[row].2 == REPEALED;
            match kind {
                0 if !repealed => {
                    wanted[row].2 = format!("Lời số {n}.");
                    acts.push(amend(p.id.as_str(), None, &format!("Lời số {n}.")));
                }
                // What was inserted below it this day would stand there alone; what is changed is not repealed as well.
                1 if !repealed && wanted[row].2 == p.text.as_str() && wanted[row..].iter().take(end - row + 1).all(|(was, ..)| was.is_some()) => {
                    wanted[row].2 = REPEALED.to_owned();
                    wanted.drain(row + 1..end);
                    acts.push(repeal(p.id.as_str()));
                }
                2 if !repealed && wanted[row].2.contains("công việc") => {
                    wanted[row].2 = wanted[row].2.replace("công việc", "việc");
                    acts.push(phrase("công việc", "việc", &[p.id.as_str()], &text.children(Some(&p.id)).map(|c| c.id.as_str()).collect::<Vec<_>>()));
                }
                3 if p.label.ends_with('.') && p.label[..p.label.len() - 1].ends_with(|c: char| c.is_ascii_digit())
                    && wanted.get(end).is_none_or(|(was, ..)| was.is_some()) => {
                    let label = format!("{}a.", p.label.trim_end_matches('.'));
                    let marks = if p.heading { "# " } else { "" };
                    wanted.insert(end, (None, label.clone(), format!("Thêm {n}.")));
                    acts.push(after(p.id.as_str(), &format!("{marks}{label} Thêm {n}.")));
                }
                _ => {}
            }
        }
        prop_assume!(!acts.is_empty());
        let (amended, report) = amended(&text, &[&decision("2", acts)], None);
        prop_assert!(report.is_empty(), "{report:#?}");
        let got: Vec<(String, String)> = amended.provisions.iter().map(|p| (p.label.clone(), p.text.to_string())).collect();
        prop_assert_eq!(got, wanted.into_iter().map(|(_, label, words)| (label, words)).collect::<Vec<_>>());
        let again = version(&amended.markdown);
        prop_assert_eq!(rows(&again.provisions), rows(&amended.provisions));
    }

    /// Whatever a decision writes: it is told, or the text says exactly that.
    #[test]
    fn odd_words_are_told_or_kept(
        at in 0usize..108, kind in 0u8..5, article in any::<bool>(),
        odd in "(#{1,7} |[0-9]{1,2}\\. |1\\\\\\. |[a-e]\\) |[A-C]\\. |Chương I|Điều 4\\. |---)?[a-zđ .)#\n]{0,12}",
    ) {
        let text = if article { version(ARTICLES) } else { real() };
        let p = &text.provisions[at % text.provisions.len()];
        let (place, first) = (p.id.as_str(), p.text.as_str().split(' ').next().unwrap_or(""));
        let act = match kind {
            0 => amend(place, None, &odd),
            1 => amend(place, Some(first), &odd),
            2 => after(place, &odd),
            3 => renumber(place, &odd),
            _ => phrase(first, &odd, &[place], &[]),
        };
        let (amended, report) = amended(&text, &[&decision("2", vec![act])], None);
        if report.is_empty() {
            let again = version(&amended.markdown);
            prop_assert_eq!(rows(&again.provisions), rows(&amended.provisions));
            // Nothing but the place and what stands below it was touched.
            let others = |all: &[Provision]| -> Vec<String> {
                let beside = |p: &&Provision| !amended.touched.contains_key(&p.id) && !amended.lineage.is_inserted(&p.id);
                all.iter().filter(beside).map(|p| p.text.to_string()).collect()
            };
            let kept: Vec<String> = text.provisions.iter().filter(|o| {
                matches!(amended.lineage.fate(&o.id), Fate::Goes(new) if !amended.touched.contains_key(&new))
            }).map(|p| p.text.to_string()).collect();
            prop_assert_eq!(others(&amended.provisions), kept);
        }
    }
}
