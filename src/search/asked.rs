//! Names a question may ask nothing but: "Trưởng phòng làm gì", "lãnh đạo Văn phòng gồm những ai" (design 6, "Search", item 5).
//!
//! Every clause that names somebody has the words of such a question; the one that answers it is known to the office. So the
//! names go into the index with the documents that answer, and the engine compares what else was typed.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::acronyms::listed;
use super::words::words;
use crate::site::{Asked, Document, DocumentKind, Named};

/// Names as they are compared, each with the number of the document that answers.
#[derive(Serialize)]
pub(super) struct Names {
    /// What they must do.
    roles: Vec<(String, usize)>,
    /// And terms: what they mean.
    groups: Vec<(String, usize)>,
    /// What the office itself is called.
    office: Vec<String>,
    /// The names of each role, unit and decision in their order, parted by bars: who types one of them looks for its page.
    pages: Vec<String>,
    /// The documents of the text, each with its first provision; none where it is one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    documents: Vec<(String, usize)>,
}

/// The names whose provision is among the documents; of two alike the first, in order of the names.
pub(super) fn names(documents: &[&Document], named: &[Named]) -> Names {
    let numbers: BTreeMap<&str, usize> =
        (0..).zip(documents).filter(|(_, d)| !d.path.is_empty()).map(|(i, d)| (&*d.path, i)).collect();
    let (mut roles, mut meanings, mut office) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
    let mut parts = Vec::new();
    for one in named {
        let place = match &one.asked {
            Asked::Duty(path) => Some((&mut roles, path)),
            Asked::Meaning(path) => Some((&mut meanings, path)),
            Asked::Document(path) => {
                parts.extend(numbers.get(&**path).map(|first| (line(&one.name), *first)));
                continue;
            }
            Asked::Office => None,
        };
        match place {
            None => office.push(line(&one.name)),
            Some((names, path)) => {
                let Some(number) = numbers.get(&**path) else { continue };
                for name in variants(&one.name) {
                    names.entry(name).or_insert(*number);
                }
            }
        }
    }
    let list = |names: BTreeMap<String, usize>| names.into_iter().filter(|(name, _)| !name.is_empty()).collect();
    Names { roles: list(roles), groups: list(meanings), office, pages: pages(documents), documents: parts }
}

/// For each role, unit and decision how its title and the other names of its page are said, each once.
fn pages(documents: &[&Document]) -> Vec<String> {
    let named = documents.iter().filter(|d| !matches!(d.kind, DocumentKind::Provision | DocumentKind::Calendar));
    let names = named.map(|d| std::iter::once(&d.title).chain(&d.aliases).flat_map(|name| variants(name)));
    names.map(|names| names.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join("|")).collect()
}

/// A name and how it is shortened: without the closing "tỉnh", and of a list what it lists.
fn variants(name: &str) -> Vec<String> {
    let whole = line(name);
    let short = whole.strip_suffix(" tinh").map(str::to_owned);
    let parts = listed(name).into_iter().map(|part| line(&part)).filter(|part| part.contains(' ') && *part != whole);
    std::iter::once(whole.clone()).chain(short).chain(parts).collect()
}

/// The folded words of a name.
pub(super) fn line(name: &str) -> String {
    words(name).into_iter().map(|w| w.fold).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{pages, variants};
    use crate::search::layout::tests::document;
    use crate::site::{Document, DocumentKind};

    #[test]
    fn a_page_has_every_name_it_is_looked_for_by() {
        let unit = Document {
            title: "Ban Kho tỉnh".into(),
            aliases: vec!["BK".into(), "Ban Kho".into()],
            ..document(DocumentKind::Unit, "", &[])
        };
        let entry = document(DocumentKind::Calendar, "", &[]);
        assert_eq!(pages(&[&unit, &entry]), ["ban kho|ban kho tinh|bk"]);
    }

    #[test]
    fn a_name_is_shortened_as_it_is_said() {
        assert_eq!(variants("Giám đốc Trung tâm tỉnh"), ["giam doc trung tam tinh", "giam doc trung tam"]);
        assert_eq!(
            variants("Công chức, viên chức, người lao động"),
            ["cong chuc vien chuc nguoi lao dong", "cong chuc vien chuc", "cong chuc", "vien chuc", "nguoi lao dong"]
        );
        assert_eq!(variants("CVP"), ["cvp"]);
    }
}
