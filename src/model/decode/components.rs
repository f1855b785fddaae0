//! What the documents of a text are called, and the citations that say so.
//!
//! Nothing is made up: the names are those of the headings, of the title at the head of the file and of the decision, each where it is
//! certain of which document it is. What has no name of its own is cited by what it is printed under: "Điều 1 Phụ lục II". Second pass:
//! the number of the decision stands in another file.

mod called;
mod parts;

use std::collections::BTreeMap;

use self::called::names;
use self::parts::{Part, parts};
use crate::model::{Component, Level, Model, Provision, Provisions, Version};

/// Names the documents of every text that holds several.
pub(super) fn name(model: &mut Model) {
    let named: Vec<(Vec<Component>, Provisions)> = model.versions.iter().map(|v| of(model, v)).collect();
    for (version, (components, provisions)) in model.versions.iter_mut().zip(named) {
        (version.components, version.provisions) = (components, provisions);
    }
}

fn of(model: &Model, version: &Version) -> (Vec<Component>, Provisions) {
    if version.provisions.iter().all(|p| p.component < 2) {
        return (Vec::new(), version.provisions.clone());
    }
    let decision = model.decision(&model.as_issued(version).decision);
    let parts = parts(&version.provisions);
    let run = |p: &Provision| p.component.saturating_sub(1);
    let of = |n: usize| parts.get(n).and_then(|part| part.document);
    let count = parts.iter().filter_map(|part| part.document).max().map_or(0, |last| last + 1);
    let own = |document| version.provisions.iter().filter(move |p| of(run(p)) == Some(document)).collect();
    let documents = names(version, &(0..count).map(own).collect::<Vec<Vec<&Provision>>>(), decision);
    let under: Vec<Option<Component>> = parts.iter().map(|part| printed_under(version, part, &documents)).collect();
    let mut all: Vec<Component> = Vec::new();
    let mut places: BTreeMap<(Option<usize>, Option<usize>), usize> = BTreeMap::new();
    let mut provisions = Vec::with_capacity(version.provisions.len());
    for (at, p) in version.provisions.iter().enumerate() {
        let heading = parts.get(run(p)).and_then(|part| part.heading).filter(|above| is_within(version, at, *above));
        // What stands behind an annex and not in it is of the document before.
        let document = (0..=run(p)).rev().find_map(of).filter(|_| heading.is_none() || of(run(p)).is_some());
        let held = heading.and_then(|_| under.get(run(p))?.as_ref());
        let Some(component) = held.or_else(|| documents.get(document?)) else {
            provisions.push(Provision { component: 0, ..p.clone() });
            continue;
        };
        let place = *places.entry((document, heading)).or_insert_with(|| {
            all.push(component.clone());
            all.len()
        });
        // What is no article, nor below one, is cited with the headings above it already.
        let above = heading.and_then(|heading| version.provisions.get(heading)).filter(|_| !in_article(version, at));
        let bare = above.and_then(|heading| p.citation.strip_suffix(heading.citation.as_str()));
        let citation = format!("{} {}", bare.unwrap_or(&p.citation).trim_end(), component.name);
        provisions.push(Provision { citation: citation.trim().to_owned(), component: place, ..p.clone() });
    }
    (all, provisions.into())
}

/// What stands under a heading with articles of its own, as one cites it: with the name of its document only where there are several.
fn printed_under(version: &Version, part: &Part, documents: &[Component]) -> Option<Component> {
    let heading = version.provisions.get(part.heading?)?;
    let of = match part.document {
        Some(document) => documents.get(document),
        // Of which of several documents an annex is, nobody can be sure.
        None => documents.first().filter(|_| documents.len() == 1),
    };
    let name = match of.filter(|_| documents.len() > 1) {
        Some(document) => format!("{} {}", heading.citation, document.name),
        None if part.doubled => format!("{} {}", heading.citation, heading.text.as_str()),
        None => heading.citation.clone(),
    };
    let title = of.filter(|of| !of.title.is_empty()).map(|of| format!("{} {}", heading.citation, of.title));
    Some(Component { title: title.unwrap_or_else(|| name.clone()), name, issues: false, part: true })
}

fn is_within(version: &Version, at: usize, heading: usize) -> bool {
    upwards(version, at).any(|above| above == heading)
}

fn in_article(version: &Version, at: usize) -> bool {
    upwards(version, at).any(|above| version.provisions.get(above).is_some_and(|p| p.level == Level::Article))
}

/// The place of a provision and those of what it stands in.
fn upwards(version: &Version, at: usize) -> impl Iterator<Item = usize> {
    std::iter::successors(Some(at), |at| version.provisions.parent(*at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    use crate::diagnostic::{Files, Span};
    use crate::model::{Decision, DecisionId, read_text};
    use crate::text::Verbatim;

    fn citations(title: &str, body: &str) -> Vec<String> {
        told(title, "Ban hành Quy chế làm việc của Ủy ban nhân dân xã Ea Kiết", body)
    }

    fn told(title: &str, summary: &str, body: &str) -> Vec<String> {
        let (day, span) = (date(2025, 7, 15), Span::new(Files::default().add("", ""), 0, 0));
        let decision = Decision {
            id: DecisionId::new("45-2025"),
            number: "45/2025/QĐ-UBND".to_owned(),
            kind: "Quyết định".to_owned(),
            signed: day,
            effective_from: day,
            day_span: span,
            issuer: String::new(),
            signer: None,
            summary: summary.to_owned(),
            source: None,
            note: None,
            revoked_by: None,
            operations: Vec::new(),
            span,
        };
        let version = Version {
            effective_from: day,
            day_span: span,
            decision: decision.id.clone(),
            title: Verbatim::new(title),
            components: Vec::new(),
            provisions: read_text(body).0.into(),
            span,
        };
        let mut model = Model { versions: vec![version], decisions: [decision].into(), ..Model::default() };
        name(&mut model);
        let version = &model.versions[0];
        let told = version.provisions.iter().filter(|p| !p.label.is_empty()).map(|p| p.citation.clone());
        let titles = version.components.iter().map(|c| format!("= {}", c.title));
        told.chain(titles).collect()
    }

    const DECISION: &str = "## Điều 1. Ban hành kèm theo Quyết định này Quy chế.\n\n## Điều 2. Hiệu lực.\n\n";
    const RULES: &str = "## Điều 1. A\n\n1. x\n\n## Điều 2. B\n\n1. y\n";

    #[test]
    fn a_citation_says_which_document_of_the_text_it_is_of() {
        let expected = [
            "Điều 1 Quyết định 45/2025/QĐ-UBND",
            "Điều 2 Quyết định 45/2025/QĐ-UBND",
            "Điều 1 Quy chế",
            "khoản 1 Điều 1 Quy chế",
            "Điều 2 Quy chế",
            "khoản 1 Điều 2 Quy chế",
            "= Quyết định 45/2025/QĐ-UBND",
            "= Quy chế làm việc của Ủy ban nhân dân xã Ea Kiết",
        ];
        let title = "QUY CHẾ LÀM VIỆC CỦA ỦY BAN NHÂN DÂN XÃ EA KIẾT";
        // With headings, without, and with the name of the file saying both.
        let headed = format!("# QUYẾT ĐỊNH\n\n{DECISION}# QUY CHẾ LÀM VIỆC\n\n{RULES}");
        assert_eq!(citations(title, &headed), expected);
        assert_eq!(citations(title, &format!("{DECISION}{RULES}")), expected);
        let both = format!("Quyết định ban hành {}", "Quy chế làm việc của Ủy ban nhân dân xã Ea Kiết");
        assert_eq!(citations(&both, &format!("{DECISION}{RULES}")), expected);
    }

    #[test]
    fn a_title_in_capitals_that_nobody_writes_out_is_left_at_what_it_calls_itself() {
        let told = citations("X", &format!("# QUYẾT ĐỊNH\n\n{DECISION}# NỘI QUY CƠ QUAN\n\n{RULES}"));
        assert_eq!((told[2].as_str(), told.last().map(String::as_str)), ("Điều 1 Nội quy", Some("= Nội quy")));
        // Two of one kind are told apart by what they are about, and what has no name by its place.
        let two = format!("# QUYẾT ĐỊNH\n\n{DECISION}# Quy chế họp\n\n{RULES}\n# Quy chế chi\n\n{RULES}");
        let told = citations("X", &two);
        assert_eq!((told[2].as_str(), told[6].as_str()), ("Điều 1 Quy chế họp", "Điều 1 Quy chế chi"));
        assert_eq!(citations("X", &format!("{RULES}\n{RULES}"))[0], "Điều 1 văn bản thứ 1");
    }

    #[test]
    fn one_document_is_cited_without_its_name() {
        assert_eq!(citations("Quy chế", RULES)[1], "khoản 1 Điều 1");
    }

    /// How the articles are cited, and what each document is copied with.
    fn articles(title: &str, summary: &str, body: &str) -> Vec<String> {
        let one = |said: &String| said.starts_with("Điều 1") || said.starts_with('=');
        told(title, summary, body).into_iter().filter(one).collect()
    }

    const TITLE: &str = "Quy chế làm việc của Trung tâm Mẫu";
    const ISSUED: [&str; 4] = [
        "Điều 1 Quyết định 45/2025/QĐ-UBND",
        "Điều 1 Quy chế",
        "= Quyết định 45/2025/QĐ-UBND",
        "= Quy chế làm việc của Trung tâm Mẫu",
    ];

    #[test]
    fn what_a_decision_rests_on_and_is_about_is_not_what_it_is_called() {
        let approves = "## Điều 1. Phê duyệt Quy chế làm việc kèm theo Quyết định này.\n\n## Điều 2. Hiệu lực.\n\n";
        for decision in [
            format!(
                "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;\n\nTheo đề nghị;\n\n{DECISION}"
            ),
            format!("# Về việc ban hành Quy chế làm việc của Trung tâm Mẫu\n\n{DECISION}"),
            format!("# ỦY BAN NHÂN DÂN TỈNH\n\nQUYẾT ĐỊNH:\n\n{approves}"),
            approves.to_owned(),
        ] {
            assert_eq!(articles(TITLE, "", &format!("{decision}# QUY CHẾ LÀM VIỆC\n\n{RULES}")), ISSUED);
            assert_eq!(articles(TITLE, "", &format!("{decision}# Chương I. CHUNG\n\n{RULES}")), ISSUED);
        }
        // Words that any regulation may have are no such words.
        let rules = "## Điều 1. Ban hành văn bản\n\n1. Giám đốc ký ban hành văn bản.\n\n## Điều 2. B\n\n1. y\n\n";
        assert_eq!(
            articles("X", "", &format!("{rules}{RULES}"))[..2],
            ["Điều 1 văn bản thứ 1", "Điều 1 văn bản thứ 2"]
        );
    }

    #[test]
    fn a_title_is_that_of_the_document_that_prints_it() {
        let two =
            |one: &str, other: &str| format!("# QUYẾT ĐỊNH\n\n{DECISION}# {one}\n\n{RULES}\n# {other}\n\n{RULES}");
        let told = articles(TITLE, "", &two("Quy chế làm việc", "Quy chế chi tiêu nội bộ"));
        assert_eq!(told[1..3], ["Điều 1 Quy chế làm việc", "Điều 1 Quy chế chi tiêu nội bộ"]);
        assert_eq!(told[4..], ["= Quy chế làm việc của Trung tâm Mẫu", "= Quy chế chi tiêu nội bộ"]);
        // In capitals that nobody writes out they are still what is printed; a title that names both is that of neither.
        let both = "QUY CHẾ LÀM VIỆC VÀ QUY CHẾ CHI TIÊU";
        let told = articles(both, "", &two("QUY CHẾ LÀM VIỆC", "QUY CHẾ CHI TIÊU"));
        assert_eq!(told[1..3], ["Điều 1 QUY CHẾ LÀM VIỆC", "Điều 1 QUY CHẾ CHI TIÊU"]);
        assert_eq!(told[4..], ["= QUY CHẾ LÀM VIỆC", "= QUY CHẾ CHI TIÊU"]);
        // Of two that are called alike, or of which none is called anything, nobody can be sure.
        let told = articles(TITLE, "", &two("QUY CHẾ", "QUY CHẾ"));
        assert_eq!(told[1..3], ["Điều 1 văn bản thứ 2", "Điều 1 văn bản thứ 3"]);
        let told = articles(TITLE, "", &format!("{RULES}\n{RULES}"));
        assert_eq!(told[..2], ["Điều 1 văn bản thứ 1", "Điều 1 văn bản thứ 2"]);
    }

    #[test]
    fn a_part_or_an_annex_with_articles_of_its_own_is_cited_by_its_number() {
        let parts = |before: &str| format!("{before}# Phần I. A\n\n{RULES}\n# Phần II. B\n\n## Chương I. C\n\n{RULES}");
        let told = told(TITLE, "", &parts(""));
        let expected = ["Phần I", "Điều 1 Phần I", "khoản 1 Điều 1 Phần I", "Điều 2 Phần I", "khoản 1 Điều 2 Phần I"];
        assert_eq!(told[..5], expected);
        assert_eq!(told[5..8], ["Phần II", "Chương I Phần II", "Điều 1 Phần II"]);
        assert_eq!(told[11..], [format!("= Phần I {TITLE}"), format!("= Phần II {TITLE}")]);
        let told = articles(TITLE, "", &parts(&format!("{DECISION}# QUY CHẾ LÀM VIỆC\n\n")));
        assert_eq!(told[..3], [ISSUED[0], "Điều 1 Phần I Quy chế", "Điều 1 Phần II Quy chế"]);

        let annexes = format!(
            "# Chương I. A\n\n{RULES}\n# Phụ lục I. B\n\n{RULES}\n# Phụ lục II. C\n\n(Kèm theo Quy chế)\n\n{RULES}\n# Phụ lục III. D\n\n1. z\n"
        );
        let told = super::tests::told(TITLE, "", &annexes);
        let cited = |n: usize| told[n].as_str();
        assert_eq!(
            [cited(0), cited(1), cited(5), cited(6)],
            ["Chương I Quy chế", "Điều 1 Quy chế", "Phụ lục I", "Điều 1 Phụ lục I"]
        );
        assert_eq!([cited(10), cited(11)], ["Phụ lục II", "Điều 1 Phụ lục II"]);
        assert_eq!([cited(15), cited(16)], ["Phụ lục III Quy chế", "khoản 1 Phụ lục III Quy chế"]);
        assert_eq!(told[18], format!("= Phụ lục I {TITLE}"));
    }
}
