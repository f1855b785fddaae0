//! Synonyms that lead nowhere: neither the text in force nor a name says what they stand for. They are any words, and not names:
//! «đào tạo, bồi dưỡng» stands where the text has it, comma and all.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::model::Model;
use crate::say;
use crate::text::{NameSet, Names, phrase_key};

pub(super) fn check(model: &Model, day: Date, report: &mut Report) {
    let Some(version) = model.version_on(day).filter(|_| !model.synonyms.is_empty()) else { return };
    let units = model.units.iter().flat_map(|u| u.names.iter().map(|n| &n.name).chain(&u.aliases));
    let roles = model.roles.iter().flat_map(|r| std::iter::once(&r.name).chain(&r.aliases));
    let terms = model.terms.iter().flat_map(|t| [&t.term, &t.meaning]);
    let words = units.chain(roles).chain(terms).map(String::as_str);
    let rules = model.rules.iter().map(|r| r.title.as_str());
    let clauses = version.provisions.iter().map(|p| p.text.as_str());
    let keys: Vec<String> = model.synonyms.iter().map(|s| phrase_key(&s.text)).collect();
    let set = NameSet::new(keys.iter().map(String::as_str));
    let known: BTreeSet<usize> = words
        .chain(rules)
        .chain(clauses)
        .flat_map(|t| set.places(&Names::of_phrases(t)))
        .map(|(synonym, _)| synonym)
        .collect();
    for (_, synonym) in model.synonyms.iter().enumerate().filter(|(n, _)| !known.contains(n)) {
        let text = &synonym.text;
        report.push(
            Diagnostic::new(
                Code::SynonymUnknown,
                synonym.span,
                say!("không chỗ nào trong quy chế viết «{text}»", "the regulation says `{text}` nowhere"),
            )
            .help(say!(
                "«text» phải là chữ có trong văn bản, hoặc tên một vai trò, đơn vị, thuật ngữ",
                "`text` must be words of the text, or the name of a role, unit or term"
            )),
        );
    }
}
