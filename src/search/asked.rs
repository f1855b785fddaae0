//! Names a question may ask nothing but: "Trưởng phòng làm gì", "lãnh đạo Văn phòng gồm những ai" (design 6, "Search", item 5).
//!
//! Every clause that names somebody has the words of such a question; the one that answers it is known to the office. So the
//! names go into the index with the documents that answer, and the engine compares what else was typed.

use std::collections::BTreeMap;

use serde::Serialize;

use super::words::words;
use crate::site::{Asked, Document, Named};

/// Names as they are compared, each with the number of the document that answers.
#[derive(Serialize)]
pub(super) struct Homes {
    /// Of roles, what they must do.
    r: Vec<(String, usize)>,
    /// Of groups and terms, what they mean.
    m: Vec<(String, usize)>,
    /// What the office itself is called.
    o: Vec<String>,
}

/// The names whose provision is among the documents; of two alike the first, in order of the names.
pub(super) fn homes(documents: &[&Document], named: &[Named]) -> Homes {
    let numbers: BTreeMap<&str, usize> =
        (0..).zip(documents).filter(|(_, d)| !d.path.is_empty()).map(|(i, d)| (&*d.path, i)).collect();
    let (mut roles, mut meanings, mut office) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
    for one in named {
        let place = match &one.asked {
            Asked::Duty(path) => Some((&mut roles, path)),
            Asked::Meaning(path) => Some((&mut meanings, path)),
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
    Homes { r: list(roles), m: list(meanings), o: office }
}

/// A name and how it is shortened: without the closing "tỉnh", and of a list each of those it lists.
fn variants(name: &str) -> Vec<String> {
    let whole = line(name);
    let short = whole.strip_suffix(" tinh").map(str::to_owned);
    let parts = name.split(',').map(line).filter(|part| part.contains(' ') && *part != whole);
    std::iter::once(whole.clone()).chain(short).chain(parts).collect()
}

fn line(name: &str) -> String {
    words(name).into_iter().map(|w| w.fold).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::variants;

    #[test]
    fn a_name_is_shortened_as_it_is_said() {
        assert_eq!(variants("Giám đốc Trung tâm tỉnh"), ["giam doc trung tam tinh", "giam doc trung tam"]);
        assert_eq!(
            variants("Công chức, người lao động"),
            ["cong chuc nguoi lao dong", "cong chuc", "nguoi lao dong"]
        );
        assert_eq!(variants("CVP"), ["cvp"]);
    }
}
