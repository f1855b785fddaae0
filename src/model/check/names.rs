//! Names of units and roles that the text writes otherwise than declared: a dash for a hyphen, a capital for none.
//!
//! The text is kept; the finding goes to the open points. One finding a spelling, at its first place, with the others
//! named, so that eleven dashes are one thing to read.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Report, Span};
use crate::model::Model;
use crate::say;
use crate::text::{NameSet, Names, name_key};

pub(super) fn check(model: &Model, day: Date, report: &mut Report) {
    let Some(version) = model.version_on(day) else { return };
    let units = model.units.iter().map(|u| (u.names.iter().map(|n| n.name.as_str()).collect::<Vec<_>>(), &u.aliases));
    let roles = model.roles.iter().map(|r| (vec![r.name.as_str()], &r.aliases));
    let mut names: Vec<(&str, Declared<'_>)> = Vec::new();
    for (written, aliases) in units.chain(roles) {
        let declared: Declared<'_> = written.iter().copied().chain(aliases.iter().map(String::as_str)).collect();
        names.extend(written.iter().map(|name| (*name, declared.clone())));
    }
    let keys: Vec<String> = names.iter().map(|(name, _)| name_key(name)).chain(longer(model)).collect();
    let set = NameSet::new(keys.iter().map(String::as_str));
    let mut found: Vec<BTreeMap<String, Vec<(Span, String)>>> = vec![BTreeMap::new(); names.len()];
    // The longest of all checks: provision by provision, in their order whatever the threads.
    let places = version.provisions.par_iter().flat_map_iter(|provision| {
        let text = provision.text.as_str();
        // A title in capitals throughout spells no name otherwise.
        let capitals = !text.contains(char::is_lowercase);
        let places = set.places(&Names::of(text));
        // What stands within a longer name is a part of that name.
        let part = |(start, end): (usize, usize)| {
            places.iter().any(|(_, (from, to))| *from <= start && end <= *to && end - start < to - from)
        };
        let other = places.iter().filter(|(name, (start, end))| {
            let written = &text[*start..*end];
            let is_said = |(_, declared): &(&str, Declared<'_>)| {
                declared.iter().any(|d| same_spelling(d, written) || capitals && capital(d, written))
            };
            names.get(*name).is_some_and(|name| !is_said(name)) && !part((*start, *end))
        });
        other.map(|(name, range)| (*name, provision, *range)).collect::<Vec<_>>()
    });
    let places: Vec<_> = places.collect();
    for (name, provision, (start, end)) in places {
        let written = provision.text.as_str()[start..end].to_owned();
        let place = (provision.span.part(start, end - start), version.short(provision));
        found[name].entry(written).or_default().push(place);
    }
    for ((name, _), found) in names.iter().zip(found) {
        for (written, places) in found {
            report_one(name, &written, &places, report);
        }
    }
}

/// What else has a name, of which that of a unit or a role may be a part: it is looked for, and nothing is told of its spelling.
fn longer(model: &Model) -> impl Iterator<Item = String> {
    let aliases = model.units.iter().flat_map(|u| &u.aliases).chain(model.roles.iter().flat_map(|r| &r.aliases));
    let groups = model.collectives.iter().flat_map(|c| std::iter::once(&c.name).chain(&c.aliases));
    aliases.chain(groups).chain(model.parties.iter().map(|p| &p.name)).map(|name| name_key(name))
}

/// How an actor may be written.
type Declared<'m> = Vec<&'m str>;

fn report_one(name: &str, written: &str, places: &[(Span, String)], report: &mut Report) {
    let Some((span, _)) = places.first() else { return };
    let mut ids: Vec<&str> = places.iter().map(|(_, id)| id.as_str()).collect();
    ids.dedup();
    let all = ids.join(", ");
    report.push(
        Diagnostic::new(
            Code::NameVariant,
            *span,
            say!("«{name}» viết là «{written}» ở {all}", "`{name}` is written `{written}` in {all}"),
        )
        .help(say!(
            "văn bản giữ nguyên; nên sửa ở lần sửa đổi tới, hoặc thêm cách viết này vào «aliases»",
            "the text is kept; to be mended by the next amendment, or add the spelling to `aliases`"
        )),
    );
}

/// Equal to the letter, except that a sentence may begin with a capital.
fn same_spelling(declared: &str, written: &str) -> bool {
    let (mut a, mut b) = (declared.chars(), written.chars());
    let first = |c: Option<char>| c.map(|c| c.to_lowercase().collect::<String>());
    first(a.next()) == first(b.next()) && a.as_str() == b.as_str()
}

/// Equal but for case.
fn capital(declared: &str, written: &str) -> bool {
    declared.to_uppercase() == written.to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Files;
    use crate::model::{DecisionId, Role, RoleId, Version, read_text};
    use crate::text::Verbatim;
    use jiff::civil::date;

    #[test]
    fn a_title_in_capitals_spells_no_name_otherwise_and_places_are_cited() {
        let found = |title: &str| {
            let mut files = Files::default();
            let file = files.add("r.md", "");
            let text = format!("# QUY CHẾ\n\n# Chương II. X\n\n## Mục 1. {title}\n\n### Điều 1. A\n\n1. b\n");
            let (provisions, report) =
                read_text(&format!("# QĐ\n\n# Điều 1. a\n\n# Điều 2. b\n\n{text}").replace("II.", "I."));
            assert!(report.is_empty(), "{report:?}");
            let version = Version {
                effective_from: date(2021, 1, 1),
                day_span: Span::new(file, 0, 0),
                decision: DecisionId::new("1"),
                title: Verbatim::new("Q"),
                components: Vec::new(),
                provisions: provisions.into(),
                span: Span::new(file, 0, 0),
            };
            let role = |id: &str, name: &str| Role {
                id: RoleId::new(id),
                name: name.to_owned(),
                aliases: Vec::new(),
                section: None,
                inherits: Vec::new(),
                counts_as: Vec::new(),
                everybody: Vec::new(),
                carries_unit_duties: Vec::new(),
                stands_alone: false,
                reports_to: Vec::new(),
                from: None,
                until: None,
                created_by: None,
                abolished_by: None,
                span: Span::new(file, 0, 0),
            };
            let roles = [("tp", "Trưởng phòng Tư pháp"), ("tk", "thư ký hội đồng"), ("tkt", "Thư ký Hội đồng trường")];
            let roles = roles.map(|(id, name)| role(id, name)).into();
            let model = Model { versions: vec![version], roles, ..Model::default() };
            let mut report = Report::default();
            check(&model, date(2021, 1, 1), &mut report);
            report.iter().map(|d| d.message.en.clone()).collect::<Vec<_>>()
        };
        assert_eq!(found("TRÁCH NHIỆM CỦA TRƯỞNG PHÒNG TƯ PHÁP"), Vec::<String>::new());
        let said = "`Trưởng phòng Tư pháp` is written `TRƯỞNG PHÒNG TƯ PHÁP` in Mục 1 Chương I";
        assert_eq!(found("Trách nhiệm của TRƯỞNG PHÒNG TƯ PHÁP"), [said]);
        assert_eq!(found("Thư ký Hội đồng trường, thư ký hội đồng"), Vec::<String>::new());
        let said = "`thư ký hội đồng` is written `Thư ký Hội đồng` in Mục 1 Chương I";
        assert_eq!(found("Việc của Thư ký Hội đồng"), [said]);
    }

    #[test]
    fn a_dash_is_another_spelling_and_a_capital_at_the_beginning_is_not() {
        let text = "gửi Phòng Hành chính – Tổ chức, rồi (phòng Hành chính - Tổ chức).";
        let found: Vec<&str> = Names::of(text)
            .places(&name_key("Phòng Hành chính - Tổ chức"))
            .into_iter()
            .map(|(a, b)| &text[a..b])
            .collect();
        assert_eq!(found, ["Phòng Hành chính – Tổ chức", "phòng Hành chính - Tổ chức"]);
        assert!(!same_spelling("Phòng Hành chính - Tổ chức", found[0]));
        assert!(same_spelling("Phòng Hành chính - Tổ chức", found[1]));
    }
}
