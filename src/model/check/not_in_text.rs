//! Names that the text does not have: a unit whose provision names other units and not this one, a role that is written nowhere and
//! nearly so somewhere. Search, links and duties go by the declared name, so that a slip in it is lost without a sound.

use std::collections::BTreeSet;

use super::named::{Named, unit_names, written};
use crate::diagnostic::{Code, Diagnostic, Report, Span};
use crate::model::{Actor, Model, Provision, Unit};
use crate::say;
use crate::text::{is_of_word, is_slip, phrase_key};

/// The units told of are given back.
pub(super) fn check(model: &Model, named: &Named<'_>, report: &mut Report) -> BTreeSet<Actor> {
    let mut strange = BTreeSet::new();
    for unit in &model.units {
        if let Some(finding) = unit_named(model, named, unit) {
            report.push(finding);
            strange.insert(Actor::Unit(unit.id.clone()));
        }
    }
    let roles = model.roles.iter().map(|r| (written(&r.name, &r.aliases).collect::<Vec<_>>(), r.span));
    let groups = model.collectives.iter().map(|c| (written(&c.name, &c.aliases).collect(), c.span));
    let parties = model.parties.iter().map(|p| (vec![p.name.as_str()], p.span));
    let text = Words::of(model.versions.iter().flat_map(|v| v.provisions.iter()));
    for (names, span) in roles.chain(groups).chain(parties) {
        if !names.iter().any(|name| text.has(name))
            && let Some((name, near)) = names.first().and_then(|name| Some((name, text.near(name, named)?)))
        {
            let message = say!("quy chế không viết «{name}» ở đâu cả", "the regulation writes `{name}` nowhere");
            report.push(finding(message, span, &near));
        }
    }
    strange
}

/// What is wrong with the name of a unit, or with the provision it cites: its words and all below it name others and not this one.
fn unit_named(model: &Model, named: &Named<'_>, unit: &Unit) -> Option<Diagnostic> {
    let cite = unit.cite.as_ref()?;
    let below = || model.versions.iter().flat_map(|v| v.with_below(cite));
    let text = Words::of(below());
    let own = Actor::Unit(unit.id.clone());
    let whom: BTreeSet<&Actor> = below().flat_map(|p| named.by(p.text.as_str())).map(|(actor, _)| actor).collect();
    if whom.contains(&own) || unit_names(unit).any(|name| text.has(name)) {
        return None;
    }
    let name = &unit.names.first()?.name;
    let near = unit.names.iter().find_map(|n| text.near(&n.name, named));
    // "Các phòng: Tổng hợp, Nội chính" has the name without its first word.
    let short = unit_names(unit).any(|name| name.split_once(' ').is_some_and(|(_, rest)| text.has(rest)));
    // A unit that came later than the text, or went, need not be in it.
    let always = unit.from.is_none() && unit.until.is_none();
    let others = always && whom.iter().any(|actor| matches!(actor, Actor::Unit(_)));
    if near.is_none() && (short || !others) {
        return None;
    }
    let message = say!("{cite} không nêu tên «{name}»", "{cite} does not name `{name}`");
    Some(match near {
        Some(near) => finding(message, unit.span, &near),
        None => Diagnostic::new(Code::NameNotInText, unit.span, message).help(say!(
            "sửa «name» cho đúng chữ in trong quy chế, hoặc sửa «cite» thành điều khoản nêu tên đơn vị này; quy chế gọi khác thì thêm cách gọi ấy vào «aliases»",
            "correct `name` to the words of the regulation, or `cite` to the provision that names the unit; what else the regulation calls it goes into `aliases`"
        )),
    })
}

fn finding(message: crate::diagnostic::Say, span: Span, near: &str) -> Diagnostic {
    Diagnostic::new(Code::NameNotInText, span, message).help(say!(
        "quy chế viết «{near}»: sửa tên cho đúng; nếu là hai tên khác nhau hoặc quy chế in sai, thêm cách viết ấy vào «aliases»",
        "the regulation writes `{near}`: correct the name; where the two differ, or the regulation has a print error, add that spelling to `aliases`"
    ))
}

/// The words of some provisions, each with its place and key.
struct Words<'m> {
    of: Vec<Vec<Word<'m>>>,
}

struct Word<'m> {
    text: &'m str,
    bytes: std::ops::Range<usize>,
    key: String,
}

impl<'m> Words<'m> {
    fn of(provisions: impl Iterator<Item = &'m Provision>) -> Self {
        Self { of: provisions.map(|p| words(p.text.as_str())).collect() }
    }

    fn has(&self, name: &str) -> bool {
        let name = words(name);
        let same = |run: &[Word<'_>]| run.iter().zip(&name).all(|(a, b)| a.key == b.key);
        !name.is_empty() && self.of.iter().any(|all| all.windows(name.len()).any(same))
    }

    /// The words that a slip of the fingers made into this name, which name nobody else.
    fn near(&self, name: &str, named: &Named<'_>) -> Option<String> {
        let count = words(name).len();
        // So short a word is near to many.
        if count < 2 {
            return None;
        }
        let lengths = [count, count - 1, count + 1];
        let runs = lengths.into_iter().flat_map(|n| self.of.iter().flat_map(move |all| all.windows(n)));
        let key = phrase_key(name);
        let near = runs.filter_map(|run| {
            let (first, last) = (run.first()?, run.last()?);
            let words = &first.text[first.bytes.start..last.bytes.end];
            let other = named.by(words).iter().any(|(_, place)| place.len() == words.len());
            let slip = !words.contains([',', ';', '.', ':', '(']) && is_slip(name, words) && phrase_key(words) != key;
            (slip && !other).then_some((run.iter().filter(|word| key.contains(&word.key)).count(), words))
        });
        let best = near.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
        Some(best.1.to_owned())
    }
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut at = 0;
    let mut all = Vec::new();
    for piece in text.split_inclusive(|c| !is_of_word(c)) {
        let word = piece.trim_end_matches(|c| !is_of_word(c));
        if !word.is_empty() {
            all.push(Word { text, bytes: at..at + word.len(), key: phrase_key(word) });
        }
        at += piece.len();
    }
    all
}
