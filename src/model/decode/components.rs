//! What the documents of a text are called, and the citations that say so.
//!
//! Nothing is made up: the names are those of the headings, of the title at the head of the file and of the decision. Words in capitals do
//! not tell which of them are names, so a title is written out only as the text or the decision writes it. Second pass: the number of
//! the decision stands in another file.

use crate::model::{Component, Decision, Model, Provision, Provisions, Version};
use crate::text::{Case, called, capital, whole_places};

/// Names the documents of every text that holds several.
pub(super) fn name(model: &mut Model) {
    let named: Vec<(Vec<Component>, Provisions)> = model.versions.iter().map(|v| of(model, v)).collect();
    for (version, (components, provisions)) in model.versions.iter_mut().zip(named) {
        (version.components, version.provisions) = (components, provisions);
    }
}

fn of(model: &Model, version: &Version) -> (Vec<Component>, Provisions) {
    let count = version.provisions.iter().map(|p| p.component).max().unwrap_or_default();
    if count < 2 {
        return (Vec::new(), version.provisions.clone());
    }
    let decision = model.decision(&model.as_issued(version).decision);
    let mut all: Vec<Component> = Vec::new();
    for n in 1..=count {
        let next = component(version, n, decision, &all);
        all.push(next);
    }
    // Two rules of one decision: what they are about tells them apart.
    let names: Vec<String> = all.iter().map(|c| c.name.clone()).collect();
    for (c, name) in all.iter_mut().zip(&names) {
        if names.iter().filter(|other| *other == name).count() > 1 {
            c.name.clone_from(&c.title);
        }
    }
    for at in 1..all.len() {
        if all[..at].iter().any(|c| c.name == all[at].name) {
            all[at].name = numbered(at + 1);
        }
    }
    let cited = |p: &Provision| {
        let name = p.component.checked_sub(1).and_then(|at| all.get(at)).map_or("", |c| c.name.as_str());
        Provision { citation: format!("{} {name}", p.citation), ..p.clone() }
    };
    let provisions: Vec<Provision> = version.provisions.iter().map(cited).collect();
    (all, provisions.into())
}

fn component(version: &Version, n: usize, decision: Option<&Decision>, before: &[Component]) -> Component {
    let own = || version.provisions.iter().filter(move |p| p.component == n);
    let headings = own().take_while(|p| p.label.is_empty()).map(|p| p.text.as_str());
    let kind = decision.map_or("quyết định".to_owned(), |d| d.kind.to_lowercase());
    let issued = before.iter().any(|c| c.issues);
    let heading = headings.clone().find_map(|words| Some((words, called(words).into_iter().next()?)));
    let issues = match &heading {
        Some((words, place)) => words[place.clone()].to_lowercase() == kind,
        // Without a heading it is the decision if it says that it issues something.
        None => n == 1 && own().any(|p| whole_places(p.text.as_str(), "ban hành", Case::Any).next().is_some()),
    };
    if issues && !issued {
        let name = decision.map_or_else(|| capital(&kind), Decision::title);
        return Component { title: name.clone(), name, issues };
    }
    // The file's own title is that of what was issued: "Quy chế" in "Quyết định ban hành Quy chế làm việc".
    let title = version.title.as_str();
    let titled = called(title).into_iter().find(|place| title[place.clone()].to_lowercase() != kind);
    let of_title = titled.map(|place| (title, place));
    let found = heading.clone().or_else(|| of_title.clone());
    let Some((words, place)) = found else {
        let printed = headings.map(str::trim).find(|words| !words.is_empty()).map(str::to_owned);
        let name = printed.unwrap_or_else(|| numbered(n));
        return Component { title: name.clone(), name, issues: false };
    };
    let noun = words[place.clone()].to_lowercase();
    let same = of_title.filter(|(title, place)| title[place.clone()].to_lowercase() == noun);
    let longest = same.map(|(title, place)| &title[place.start..]).filter(|t| t.len() >= words.len() - place.start);
    let full =
        [longest, Some(&words[place.start..])].into_iter().flatten().find_map(|t| written_out(t, version, decision));
    let name = capital(&noun);
    Component { title: full.unwrap_or_else(|| name.clone()), name, issues: false }
}

/// A title as one writes it within a sentence: as it stands if it has small letters, else as the text or the decision has it.
fn written_out(title: &str, version: &Version, decision: Option<&Decision>) -> Option<String> {
    let title = title.trim().trim_end_matches(['.', ';', ':']);
    let small = |words: &&str| words.chars().any(char::is_lowercase);
    let texts = version.provisions.iter().map(|p| p.text.as_str()).chain(decision.map(|d| d.summary.as_str()));
    let mut written = texts.flat_map(|text| whole_places(text, title, Case::Any).map(|place| &text[place]));
    Some(title).filter(small).or_else(|| written.find(small)).map(capital)
}

/// What has no name is counted.
fn numbered(n: usize) -> String {
    format!("văn bản thứ {n}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    use crate::diagnostic::{Files, Span};
    use crate::model::{DecisionId, read_text};
    use crate::text::Verbatim;

    fn citations(title: &str, body: &str) -> Vec<String> {
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
            summary: "Ban hành Quy chế làm việc của Ủy ban nhân dân xã Ea Kiết".to_owned(),
            source: None,
            note: None,
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
}
