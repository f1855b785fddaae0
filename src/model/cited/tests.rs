use jiff::civil::date;

use super::*;
use crate::diagnostic::{Files, Span};
use crate::model::{DecisionId, read_text};
use crate::text::Verbatim;

/// What the provisions of a text refer to: "id: words → id", or what is lacking where.
fn cited(title: &str, markdown: &str) -> Vec<String> {
    let (provisions, report) = read_text(markdown);
    assert!(!report.has_errors(), "{markdown}");
    let span = Span::new(Files::default().add("", ""), 0, 0);
    let version = Version {
        effective_from: date(2026, 1, 1),
        day_span: span,
        decision: DecisionId::new("a"),
        title: Verbatim::new(title),
        components: Vec::new(),
        provisions: provisions.into(),
        span,
    };
    let citer = Citer::new(&version);
    let told = |at: usize, c: Cited| {
        let to = match c.to {
            Target::At(to) => version.provisions[to].id.to_string(),
            Target::Nowhere { step, below, .. } => {
                format!("no {step} in {}", below.map_or("text", |b| version.provisions[b].id.as_str()))
            }
        };
        format!("{}: {} → {to}", version.provisions[at].id, c.words)
    };
    (0..version.provisions.len())
        .flat_map(|at| citer.of(at).into_iter().map(move |c| (at, c)))
        .map(|(at, c)| told(at, c))
        .collect()
}

const ARTICLES: &str = "# Chương I. CHUNG\n\n## Điều 1. A\n\n1. một\n\n2. hai:\n\na) x\n\nb) (được bãi bỏ)\n\n# Chương II. RIÊNG\n\n## Điều 2. B\n\n";

fn in_article(words: &str) -> Vec<String> {
    cited("QUY CHẾ LÀM VIỆC", &format!("{ARTICLES}1. {words}\n\n2. hai\n"))
}

#[test]
fn a_reference_leads_to_the_provision_it_names() {
    for (words, expected) in [
        ("theo điểm b khoản 2 Điều 1 Quy chế này", "điểm b khoản 2 Điều 1 → dieu-1.2.b"),
        ("theo khoản 2 Điều này", "khoản 2 Điều này → dieu-2.2"),
        ("theo khoản 2 thì", "khoản 2 → dieu-2.2"),
        ("theo Điều 1.", "Điều 1 → dieu-1"),
        ("nêu tại Chương I Quy chế này", "Chương I → chuong-I"),
        ("nêu tại Điều 1 Chương I", "Điều 1 Chương I → dieu-1"),
        ("theo điểm k khoản 9 Điều 99", "điểm k khoản 9 Điều 99 → no Điều 99 in text"),
        ("theo điểm c khoản 2 Điều 1 Quy chế này", "điểm c khoản 2 Điều 1 → no điểm c in dieu-1.2"),
        ("theo khoản 9 Điều này", "khoản 9 Điều này → no khoản 9 in dieu-2"),
        ("theo Chương V.", "Chương V → no Chương V in text"),
        ("theo Điều 1 Chương II.", "Điều 1 Chương II → no Điều 1 in chuong-II"),
    ] {
        assert_eq!(in_article(words), [format!("dieu-2.1: {expected}")], "{words}");
    }
}

#[test]
fn where_it_cannot_be_known_nothing_is_said() {
    for words in [
        "theo Điều 99 của Luật Đất đai",
        "theo Luật Đất đai, tại Điều 99",
        "theo Điều 1 Nghị định số 30/2020/NĐ-CP",
        "theo Điều 1 Quy định này",
        "theo khoản 9 thì",
        // Of that article, or clause 9 and that article.
        "theo khoản 9, Điều 1.",
        "theo điểm c khoản 9",
        "theo Phụ lục I",
        "theo mục II",
        "theo mục 2",
        "theo điểm a",
        // "khoản 5.1" is no khoản 1.
        "theo khoản 2.1",
        // Itself.
        "theo khoản 1 Điều này",
    ] {
        assert_eq!(in_article(words), Vec::<String>::new(), "{words}");
    }
    // The heading names another document.
    let text = "# Điều 1. Thực hiện Luật Đất đai\n\n1. theo Điều 2.\n\n# Điều 2. B\n\n1. theo Điều 1.\n";
    assert_eq!(cited("QUY CHẾ", text), ["dieu-2.1: Điều 1 → dieu-1"]);
    // No articles: those of another document.
    assert_eq!(cited("QUY CHẾ", "# A. X\n\n1. theo Điều 2.\n"), Vec::<String>::new());
}

#[test]
fn sections_with_clauses_of_two_numbers_are_found_from_within() {
    let text = "# A. X\n\n## I. W\n\n### 1. V\n\n1.1. a\n\n# B. Y\n\n## I. W\n\n### 1. V\n\n1.1. theo khoản 1.2 thì làm, ở mục II phần B, không phải điểm 2 khoản 1 mục này.\n\n1.2. theo khoản 1.1 mục I phần A; điểm a khoản 1 mục II\n\n## II. U\n\n### 1. T\n\na) theo mục này, khoản 1.1 phần này\n\nb) theo khoản 1.9 mục I phần B\n";
    assert_eq!(
        cited("QUY CHẾ", text),
        [
            "B.I.1.1: khoản 1.2 → B.I.1.2",
            "B.I.1.1: mục II phần B → B.II",
            "B.I.1.1: khoản 1 mục này → B.I.1",
            "B.I.1.2: khoản 1.1 mục I phần A → A.I.1.1",
            "B.I.1.2: điểm a khoản 1 mục II → B.II.1.a",
            "B.II.1.a: khoản 1.1 phần này → B.I.1.1",
            "B.II.1.b: khoản 1.9 mục I phần B → no khoản 1.9 in B.I",
        ]
    );
}

#[test]
fn a_decision_and_its_regulation_are_two_documents() {
    let text = "# QUYẾT ĐỊNH\n\n## Điều 1. a\n\n1. theo Điều 2 Quyết định này và Điều 2 Quy chế này\n\n## Điều 2. b\n\n1. x\n\n# QUY CHẾ\n\n(Kèm theo)\n\n# Chương I\n\n## Điều 1. c\n\n1. theo Điều 2 Quy chế này\n\n2. theo Điều 2 Quyết định này\n\n## Điều 2. d\n\n1. theo Điều 1.\n";
    assert_eq!(
        cited("QUY CHẾ", text),
        ["c1.dieu-1.1: Điều 2 → c1.dieu-2", "c2.dieu-1.1: Điều 2 → c2.dieu-2", "c2.dieu-2.1: Điều 1 → c2.dieu-1"]
    );
}

#[test]
fn an_annex_is_numbered_anew() {
    let text = "# Điều 1. a\n\n1. theo Phụ lục II và Phụ lục số 01 ban hành kèm theo Quy chế này\n\n# PHỤ LỤC I. X\n\n1. x\n\n2. theo khoản 1 và Điều 1\n\n# PHỤ LỤC II. Y\n\n1. y\n";
    assert_eq!(
        cited("QUY CHẾ", text),
        ["dieu-1.1: Phụ lục II → phu-luc-II", "dieu-1.1: Phụ lục 01 → phu-luc-I", "phu-luc-I.2: Điều 1 → dieu-1"]
    );
}

#[test]
fn an_item_of_an_annex_is_called_a_muc() {
    let text = "# Điều 1. a\n\n1. theo mục 1 Phụ lục I\n\n# PHỤ LỤC I. X\n\n1. x\n\n2. khác với mục 1 Phụ lục này và mục 9 Phụ lục này\n";
    assert_eq!(
        cited("QUY CHẾ", text),
        [
            "dieu-1.1: mục 1 Phụ lục I → phu-luc-I.1",
            "phu-luc-I.2: mục 1 Phụ lục này → phu-luc-I.1",
            "phu-luc-I.2: mục 9 Phụ lục này → no mục 9 in phu-luc-I",
        ]
    );
}

#[test]
fn a_title_may_say_first_that_the_document_is_issued() {
    let text = "# Điều 1. a\n\n1. x\n\n# Điều 2. b\n\n1. theo Điều 1 Quy chế này\n";
    assert_eq!(cited("BAN HÀNH QUY CHẾ LÀM VIỆC", text), ["dieu-2.1: Điều 1 → dieu-1"]);
}

#[test]
fn what_is_known_to_lead_elsewhere_is_left_out() {
    let (provisions, _) = read_text("# Điều 1. a\n\n1. x\n\n2. theo khoản 1 thì khoản 1 Điều này\n");
    let span = Span::new(Files::default().add("", ""), 0, 0);
    let version = Version {
        effective_from: date(2026, 1, 1),
        day_span: span,
        decision: DecisionId::new("a"),
        title: Verbatim::new(""),
        components: Vec::new(),
        provisions: provisions.into(),
        span,
    };
    let places = |citer: Citer<'_>| citer.of(2).iter().map(|c| c.place.start).collect::<Vec<_>>();
    let all = places(Citer::new(&version));
    assert_eq!(all.len(), 2);
    assert_eq!(places(Citer::new(&version).without([(2, all[0])].into())), [all[1]]);
}
