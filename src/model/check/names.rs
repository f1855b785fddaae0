//! Names of units and roles that the text writes otherwise than declared: a dash for a hyphen, a capital for none.
//!
//! The text is kept; the finding goes to the open points. One finding a spelling, at its first place, with the others
//! named, so that eleven dashes are one thing to read.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic, Report, Span};
use crate::model::Model;
use crate::say;
use crate::text::name_key;

pub(super) fn check(model: &Model, day: Date, report: &mut Report) {
    let Some(version) = model.version_on(day) else { return };
    let units = model.units.iter().map(|u| (u.names.iter().map(|n| n.name.as_str()).collect::<Vec<_>>(), &u.aliases));
    let roles = model.roles.iter().map(|r| (vec![r.name.as_str()], &r.aliases));
    for (names, aliases) in units.chain(roles) {
        for name in &names {
            let key: Vec<String> = name_key(name).split(' ').map(str::to_owned).collect();
            let mut found: BTreeMap<String, Vec<(Span, String)>> = BTreeMap::new();
            for provision in &version.provisions {
                for (start, end) in occurrences(provision.text.as_str(), &key) {
                    let written = &provision.text.as_str()[start..end];
                    let declared = names.iter().copied().chain(aliases.iter().map(String::as_str));
                    if !declared.into_iter().any(|n| same_spelling(n, written)) {
                        let place = (provision.span.part(start, end - start), provision.id.to_string());
                        found.entry(written.to_owned()).or_default().push(place);
                    }
                }
            }
            for (written, places) in found {
                report_one(name, &written, &places, report);
            }
        }
    }
}

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

/// Byte ranges in which the words of `key` stand one after the other.
fn occurrences(text: &str, key: &[String]) -> Vec<(usize, usize)> {
    let words = words(text);
    let fits = |at: &usize| {
        key.iter().enumerate().all(|(i, k)| words.get(at + i).is_some_and(|(_, _, w)| w == k))
            // A comma or full stop between the words parts two names.
            && words[*at..at + key.len() - 1].iter().all(|(_, end, _)| !text[..*end].ends_with([',', ';', '.', ':']))
    };
    let trimmed = |end: usize| text[..end].trim_end_matches([',', ';', '.', ':', ')']).len();
    (0..words.len().saturating_sub(key.len() - 1))
        .filter(fits)
        .map(|at| (words[at].0, trimmed(words[at + key.len() - 1].1)))
        .collect()
}

/// The words of a text with their byte ranges and name keys; dashes that stand alone are no words.
fn words(text: &str) -> Vec<(usize, usize, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        let open = word.len() - word.trim_start_matches('(').len();
        let key = name_key(word.trim_matches(['(', ')', ',', ';', '.', ':']));
        if !key.is_empty() && !key.contains(' ') {
            found.push((at + open, at + word.len(), key));
        }
        at += piece.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dash_is_another_spelling_and_a_capital_at_the_beginning_is_not() {
        let key: Vec<String> = name_key("Phòng Hành chính - Tổ chức").split(' ').map(str::to_owned).collect();
        let text = "gửi Phòng Hành chính – Tổ chức, rồi (phòng Hành chính - Tổ chức).";
        let found: Vec<&str> = occurrences(text, &key).into_iter().map(|(a, b)| &text[a..b]).collect();
        assert_eq!(found, ["Phòng Hành chính – Tổ chức", "phòng Hành chính - Tổ chức"]);
        assert!(!same_spelling("Phòng Hành chính - Tổ chức", found[0]));
        assert!(same_spelling("Phòng Hành chính - Tổ chức", found[1]));
    }
}
