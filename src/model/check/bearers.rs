//! A duty credited to somebody its words do not name, while they begin with the name of another: "Phòng Hành chính có trách nhiệm
//! chủ trì", and `who: p-noi-chinh`.
//!
//! A row without `basis` says that its bearer is named. A quote may begin behind the name of its bearer, who is then looked for in the
//! clause and above it; but of two units the one a quote begins with is whom it speaks of.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::named::Named;
use super::places::BEFORE;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::model::{Actor, Assignment, Basis, Certainty, Model, Relation};
use crate::say;

/// No name of an office has more words.
const WORDS: usize = 30;

pub(super) fn check(model: &Model, named: &Named<'_>, report: &mut Report) {
    // Whom a decision passed a duty to the words do not name, and need not.
    let sure = |row: &&std::sync::Arc<Assignment>| {
        row.basis == Basis::Named && row.certainty == Certainty::Sure && row.passed.is_empty()
    };
    let rows = model.assignments.iter().filter(sure);
    let rows: Vec<&Assignment> = rows.map(|row| &**row).collect();
    // Asked once of everybody, and not of every row.
    let who: BTreeSet<&Actor> = rows.iter().map(|row| &row.who).collect();
    let kin: Vec<_> = who.into_par_iter().map(|who| (who, named.kin(who))).collect();
    let kin: BTreeMap<&Actor, Option<BTreeSet<Actor>>> = kin.into_iter().collect();
    let told = rows.par_iter().filter_map(|row| {
        let (other, name) = another(model, named, row, kin.get(&row.who)?.as_ref()?)?;
        Some(finding(row, &other, &name))
    });
    told.collect::<Vec<_>>().into_iter().for_each(|finding| report.push(finding));
}

/// Whom the quote of a row begins with and who is not its bearer, and the name as written.
fn another(model: &Model, named: &Named<'_>, row: &Assignment, kin: &BTreeSet<Actor>) -> Option<(Actor, String)> {
    let quote = row.quote.as_str();
    // A name has a capital, and most quotes begin with what is to be done.
    let mut words = quote.split_whitespace().skip_while(|word| BEFORE.contains(&word.to_lowercase().as_str()));
    if !words.next()?.starts_with(char::is_uppercase) {
        return None;
    }
    // Whom nearly all begin with is their bearer, and the rest of them need not be read.
    let first = named.by(beginning(quote));
    if first.is_empty() || first.iter().any(|(actor, _)| kin.contains(actor)) {
        return None;
    }
    let found = named.by(quote);
    let begins = |start: usize| {
        let words = quote[..start].split_whitespace();
        words.map(str::to_lowercase).all(|word| BEFORE.contains(&word.as_str()))
    };
    let (other, place) = found.iter().find(|(actor, place)| begins(place.start) && !row.to.contains(actor))?;
    if matches!(other, Actor::Collective(_)) {
        return None;
    }
    if found.iter().any(|(actor, _)| kin.contains(actor)) {
        return None;
    }
    if let (Some(own), Some(others)) = (row.who.unit(), other.unit())
        && named.bound_by_decision(own, others)
    {
        return None;
    }
    let units = matches!((&row.who, other), (Actor::Unit(_), Actor::Unit(_)));
    let does = !matches!(
        row.relation,
        Relation::Receives | Relation::Attends | Relation::Consulted | Relation::Coordinates | Relation::Mentioned
    );
    let told = units && does || !above(model, named, row, kin);
    told.then(|| ((*other).clone(), quote[place.clone()].to_owned()))
}

/// The first words of a quote, as many as the longest name has.
fn beginning(quote: &str) -> &str {
    quote.match_indices(char::is_whitespace).nth(WORDS).map_or(quote, |(at, _)| &quote[..at])
}

/// Whether the clause of a row, in the text that has its quote, or what stands above it names one of some people.
fn above(model: &Model, named: &Named<'_>, row: &Assignment, kin: &BTreeSet<Actor>) -> bool {
    let names = |text: &str| named.by(text).iter().any(|(actor, _)| kin.contains(actor));
    model.versions.iter().any(|version| {
        [&row.quote_from, &row.provision].into_iter().filter_map(|id| version.provision(id)).any(|clause| {
            let above = version.ancestors(clause);
            names(clause.text.as_str()) || above.iter().any(|p| names(p.text.as_str()))
        })
    })
}

fn finding(row: &Assignment, other: &Actor, name: &str) -> Diagnostic {
    let (who, other) = (row.who.id(), other.id());
    Diagnostic::new(
        Code::BearerNotNamed,
        row.span,
        say!(
            "câu trích nói về «{name}» ({other}), dòng này ghi «who: {who}»",
            "the quote speaks of `{name}` ({other}), the row says `who: {who}`"
        ),
    )
    .help(say!(
        "sửa «who» thành {other}; nếu đúng là {who} thì trích câu nêu tên, hoặc ghi «basis» (heading:…, implied, cross-ref)",
        "correct `who` to {other}; if it is {who}, quote the words that name it, or say the `basis` (heading:…, implied, cross-ref)"
    ))
}
