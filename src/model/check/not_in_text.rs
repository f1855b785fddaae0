//! Names that the text does not have: a unit whose provision names other units and not this one, a role that is written nowhere and
//! nearly so somewhere. Search, links and duties go by the declared name, so that a slip in it is lost without a sound.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use jiff::civil::Date;

use super::named::{Named, unit_names, written};
use crate::diagnostic::{Code, Diagnostic, Report, Span};
use crate::model::{Actor, Model, Provision, Unit, Version};
use crate::say;
use crate::text::{Case, Lookup, fold, is_of_word, is_slip, phrase_key, stands_whole};

/// So many bytes of the texts are looked through for a near spelling: those of twenty offices.
const ENOUGH: usize = 2_000_000;

/// The units told of are given back.
pub(super) fn check(model: &Model, named: &Named<'_>, day: Date, report: &mut Report) -> BTreeSet<Actor> {
    let mut strange = BTreeSet::new();
    for unit in &model.units {
        if let Some(finding) = unit_named(model, named, day, unit) {
            report.push(finding);
            strange.insert(Actor::Unit(unit.id.clone()));
        }
    }
    let roles = model.roles.iter().map(|r| (written(&r.name, &r.aliases).collect::<Vec<_>>(), r.span));
    let groups = model.collectives.iter().map(|c| (written(&c.name, &c.aliases).collect(), c.span));
    let parties = model.parties.iter().map(|p| (vec![p.name.as_str()], p.span));
    let has_aliases = |span: &Span| !model.parties.iter().any(|p| p.span == *span);
    let all = || model.versions.iter().flat_map(|v| v.provisions.iter());
    // Nearly all stand in the text as they are written.
    let doubted: Vec<_> = roles.chain(groups).chain(parties).filter(|(names, _)| !stands(names, all())).collect();
    let names = || doubted.iter().flat_map(|(names, _)| names.iter().copied());
    let mut left = ENOUGH;
    let read = all().filter(|_| !doubted.is_empty()).take_while(|p| {
        left = left.saturating_sub(p.text.as_str().len());
        left > 0
    });
    let text = Words::of(read, names());
    for (names, span) in &doubted {
        if !names.iter().any(|name| text.has(name))
            && let Some((name, near)) = names.first().and_then(|name| Some((name, text.near(name, named)?)))
        {
            let message = say!("quy chế không viết «{name}» ở đâu cả", "the regulation writes `{name}` nowhere");
            report.push(finding(message, *span, &near, has_aliases(span)));
        }
    }
    strange
}

/// What is wrong with the name of a unit, or with the provision it cites: its words and all below it name others and not this one. Only
/// texts that were in force while it was there need have its name.
fn unit_named(model: &Model, named: &Named<'_>, day: Date, unit: &Unit) -> Option<Diagnostic> {
    let cite = unit.cite.as_ref()?;
    // What a unit that is no more cites has gone on to where it stands in the text of the day.
    if model.version_on(day).is_some_and(|text| unit.until.is_some_and(|until| until <= text.effective_from)) {
        return None;
    }
    let ends = model.versions.iter().skip(1).map(|next| Some(next.effective_from)).chain([None]);
    let meets = |(text, end): &(&Version, Option<Date>)| {
        unit.until.is_none_or(|until| text.effective_from < until)
            && unit.from.is_none_or(|from| end.is_none_or(|end| from < end))
    };
    let texts: Vec<&Version> = model.versions.iter().zip(ends).filter(meets).map(|(text, _)| text).collect();
    let below = || texts.iter().flat_map(|v| v.with_below(cite));
    if stands(&unit_names(unit).collect::<Vec<_>>(), below()) {
        return None;
    }
    let rests = || unit_names(unit).filter_map(|name| Some(name.split_once(' ')?.1));
    // "Đội 1 đến Đội 5" names the third.
    let numbered = || unit_names(unit).filter_map(without_number);
    let text = Words::of(below(), unit_names(unit).chain(rests()).chain(numbered()));
    let own = Actor::Unit(unit.id.clone());
    let whom: BTreeSet<&Actor> = below().flat_map(|p| named.by(p.text.as_str())).map(|(actor, _)| actor).collect();
    if whom.contains(&own) || unit_names(unit).chain(numbered()).any(|name| text.has(name)) {
        return None;
    }
    let name = &unit.names.first()?.name;
    let near = unit.names.iter().find_map(|n| text.near(&n.name, named));
    // "Các phòng: Tổng hợp, Nội chính" has the name without its first word.
    let short = rests().any(|rest| text.has(rest));
    // A unit that came later than the text, or went, need not be in it.
    let always = unit.from.is_none() && unit.until.is_none();
    let others = always && whom.iter().any(|actor| matches!(actor, Actor::Unit(_)));
    if near.is_none() && (short || !others) {
        return None;
    }
    let message = say!("{cite} không nêu tên «{name}»", "{cite} does not name `{name}`");
    Some(match near {
        Some(near) => finding(message, unit.span, &near, true),
        None => Diagnostic::new(Code::NameNotInText, unit.span, message).help(say!(
            "sửa «name» cho đúng chữ in trong quy chế, hoặc sửa «cite» thành điều khoản nêu tên đơn vị này; đơn vị đổi tên thì giữ tên cũ ở «name» và khai «op: rename» trong quyết định (hoặc «names:» kèm ngày); quy chế gọi khác thì thêm cách gọi ấy vào «aliases»",
            "correct `name` to the words of the regulation, or `cite` to the provision that names the unit; where it was renamed keep the old `name` and declare `op: rename` in the decision (or `names:` with the day); what else the regulation calls it goes into `aliases`"
        )),
    })
}

/// Whether one of some names stands in provisions as it is written.
fn stands<'p>(names: &[&str], mut provisions: impl Iterator<Item = &'p Provision>) -> bool {
    provisions.any(|p| names.iter().any(|name| stands_whole(p.text.as_str(), name, Case::Any)))
}

fn finding(message: crate::diagnostic::Say, span: Span, near: &str, has_aliases: bool) -> Diagnostic {
    let help = if has_aliases {
        say!(
            "quy chế viết «{near}»: sửa tên cho đúng; nếu là hai tên khác nhau hoặc quy chế in sai, thêm cách viết ấy vào «aliases»",
            "the regulation writes `{near}`: correct the name; where the two differ, or the regulation has a print error, add that spelling to `aliases`"
        )
    } else {
        say!("quy chế viết «{near}»: sửa tên cho đúng", "the regulation writes `{near}`: correct the name")
    };
    Diagnostic::new(Code::NameNotInText, span, message).help(help)
}

/// "Đội 3" without its number.
fn without_number(name: &str) -> Option<&str> {
    let (noun, last) = name.trim().rsplit_once(' ')?;
    is_number(last).then_some(noun)
}

/// Figures, or a Roman number.
fn is_number(word: &str) -> bool {
    !word.is_empty() && (word.chars().all(|c| c.is_ascii_digit()) || word.chars().all(|c| matches!(c, 'I' | 'V' | 'X')))
}

/// Whether two names are of two: they differ in a number, or in all of a short word ("Bộ" and "Sở").
fn are_two(name: &str, words: &str) -> bool {
    let parts = |text: &str| text.split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let (one, other) = (parts(name), parts(words));
    let numbers = |all: &[String]| all.iter().filter(|word| is_number(word)).cloned().collect::<Vec<_>>();
    let differ = |(a, b): (&String, &String)| a.chars().count() <= 3 && fold(a) != fold(b);
    numbers(&one) != numbers(&other) || one.len() == other.len() && one.iter().zip(&other).any(differ)
}

/// The words of some provisions: where those stand by which some names begin and end, the others are read when asked for.
struct Words<'m> {
    of: Vec<&'m str>,
    at: Lookup<String, Vec<(usize, usize)>>,
}

impl<'m> Words<'m> {
    /// Of so many words only those are looked at that a name begins or ends with, however they are written.
    fn of<'n>(provisions: impl Iterator<Item = &'m Provision>, names: impl Iterator<Item = &'n str>) -> Self {
        let mut at: Lookup<String, Vec<(usize, usize)>> = Lookup::default();
        for name in names {
            let folded = folded(name);
            let ends = [folded.first(), folded.last()].into_iter().flatten().cloned();
            for word in ends.chain([folded.concat()]) {
                at.add(word, Vec::new());
            }
        }
        let of: Vec<&str> = provisions.map(|p| p.text.as_str()).collect();
        // The same few words come again and again, and nearly none is of a name.
        let mut asked: Lookup<&str, Option<String>> = Lookup::default();
        for (n, text) in of.iter().copied().enumerate() {
            for (k, word) in words(text).enumerate() {
                let word = &text[word];
                let key = match asked.get(word) {
                    Some(key) => key,
                    None => asked.or_add(word, Some(fold(word)).filter(|key| at.get(key).is_some())),
                };
                if let Some(places) = key.as_ref().and_then(|key| at.get_mut(key)) {
                    places.push((n, k));
                }
            }
        }
        Self { of, at }
    }

    fn has(&self, name: &str) -> bool {
        let (key, folded) = (phrase_key(name), folded(name));
        self.runs(&folded, folded.len()).any(|words| phrase_key(words) == key)
    }

    /// The words that a slip of the fingers made into this name, which name nobody else.
    fn near(&self, name: &str, named: &Named<'_>) -> Option<String> {
        let (key, folded) = (phrase_key(name), folded(name));
        let count = folded.len();
        // So short a word is near to many.
        if count < 2 {
            return None;
        }
        let runs = [count, count - 1, count + 1].into_iter().flat_map(|n| self.runs(&folded, n));
        let near = runs.filter_map(|words| {
            let slip = !words.contains([',', ';', '.', ':', '('])
                && is_slip(name, words)
                && phrase_key(words) != key
                && !are_two(name, words);
            let other = || named.by(words).iter().any(|(_, place)| place.len() == words.len());
            let alike = || phrase_key(words).split(' ').filter(|word| key.contains(word)).count();
            (slip && !other()).then(|| (alike(), words))
        });
        let best = near.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
        Some(best.1.to_owned())
    }

    /// So many words at every place where the first or the last of a name stands, or all of it as one: a slip in one place leaves
    /// one of them.
    fn runs(&self, name: &[String], count: usize) -> impl Iterator<Item = &'m str> {
        let places = |word: &str| self.at.get(word).into_iter().flatten().copied();
        let first = name.first().into_iter().flat_map(|word| places(word));
        let last = name.last().into_iter().flat_map(|word| places(word));
        let last = last.filter_map(move |(n, k)| Some((n, (k + 1).checked_sub(count)?)));
        let mut starts: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (n, k) in first.chain(last).chain(places(&name.concat())) {
            starts.entry(n).or_default().insert(k);
        }
        starts.into_iter().flat_map(move |(n, starts)| {
            let text = self.of.get(n).copied().unwrap_or_default();
            let all: Vec<Range<usize>> = words(text).collect();
            let run = |k: usize| {
                let run = all.get(k..k + count)?;
                Some(&text[run.first()?.start..run.last()?.end])
            };
            starts.into_iter().filter_map(run).collect::<Vec<_>>()
        })
    }
}

/// The words of a name without their marks.
fn folded(name: &str) -> Vec<String> {
    words(name).map(|word| fold(&name[word])).collect()
}

/// Where each word of a text stands.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    text.split_inclusive(|c| !is_of_word(c)).filter_map(move |piece| {
        let word = piece.trim_end_matches(|c| !is_of_word(c));
        let place = at..at + word.len();
        at += piece.len();
        (!word.is_empty()).then_some(place)
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::shipped;

    #[test]
    fn a_unit_is_looked_for_in_the_texts_of_its_days_alone() {
        let mut model = shipped();
        let at = model.units.iter().position(|u| u.id.as_str() == "p-noi-chinh").unwrap();
        model.units[at].names[0].name = "Phòng Nội chinh".to_owned();
        model.units[at].aliases.clear();
        let told = |model: &Model| {
            let mut report = Report::default();
            check(model, &Named::new(model), date(2028, 2, 1), &mut report);
            report.iter().filter(|d| d.span == Some(model.units[at].span)).count()
        };
        assert_eq!(told(&model), 1);
        model.units[at].until = Some(date(2026, 3, 1));
        assert_eq!(told(&model), 1, "it was there while the text was in force");
        let first = model.versions[0].clone();
        model.versions = [Version { effective_from: date(2028, 1, 1), ..first }].into_iter().collect();
        assert_eq!(told(&model), 0, "the text came when it was no more");
    }
}
