//! References of the text to provisions of its own that are not there or were repealed (design 1, "dead citations").
//!
//! Of the text in force and of those to come; what an earlier one of them says already is not said again.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::model::{Cited, Citer, Level, Model, Provision, Target, Version};
use crate::say;
use crate::text::{Rank, date_both};

pub(super) fn check(model: &Model, day: Date, report: &mut Report) {
    let current = model.version_on(day).map(|v| v.effective_from);
    let mut told = BTreeSet::new();
    for version in model.versions.iter().filter(|v| current.is_none_or(|from| from <= v.effective_from)) {
        let citer = Citer::new(version);
        let of = |at: usize| citer.of(at).into_iter().map(move |cited| (at, cited)).collect::<Vec<_>>();
        let all: Vec<(usize, Cited)> = (0..version.provisions.len()).into_par_iter().flat_map_iter(of).collect();
        for (at, cited) in all {
            let Some(p) = version.provisions.get(at) else { continue };
            let Some(finding) = dead(version, day, p, &cited) else { continue };
            if told.insert((p.id.clone(), cited.words)) {
                report.push(finding);
            }
        }
    }
}

/// The finding about a reference that leads nowhere any more, or will not from the day of a text to come.
fn dead(version: &Version, day: Date, p: &Provision, cited: &Cited) -> Option<Diagnostic> {
    let (id, from, words) = (&p.id, &p.citation, &cited.words);
    let span = p.span.part(cited.place.start, cited.place.len());
    let to_come = Some(version.effective_from).filter(|from| *from > day).map(date_both);
    match &cited.to {
        Target::At(to) => {
            let to = version.provisions.get(*to)?;
            let repealed = std::iter::once(to).chain(version.ancestors(to)).find(|p| p.is_repealed())?;
            let gone = &repealed.citation;
            let what = match to_come {
                None => say!(
                    "{from} dẫn «{words}», mà {gone} đã được bãi bỏ",
                    "{from} refers to `{words}`, and {gone} was repealed"
                ),
                Some((day, day_en)) => say!(
                    "{from} dẫn «{words}», mà từ {day} {gone} bị bãi bỏ",
                    "{from} refers to `{words}`, and from {day_en} {gone} is repealed"
                ),
            };
            let finding = Diagnostic::new(Code::DeadReference, span, what);
            Some(finding.related(repealed.span, say!("bãi bỏ ở đây", "repealed here")).help(say!(
                "lời văn giữ nguyên; nêu khi sửa quy chế, hoặc thêm thao tác sửa {id} vào quyết định bãi bỏ",
                "the words stay; raise it when the regulation is next amended, or let the decision that repealed it amend {id}"
            )))
        }
        Target::Nowhere { step, rank, below } => {
            let above = below.and_then(|at| version.provisions.get(at));
            let place = above.map_or("quy chế", |p| &p.citation);
            let place_en = above.map_or("the regulation", |p| &p.citation);
            let there = present(version, above, *rank).map_or_else(String::new, |all| format!(" ({place} có: {all})"));
            let there_en =
                present(version, above, *rank).map_or_else(String::new, |all| format!(" ({place_en} has: {all})"));
            let what = match to_come {
                None => say!(
                    "{from} dẫn «{words}», mà {place} không có {step}",
                    "{from} refers to `{words}`, and {place_en} has no {step}"
                ),
                Some((day, day_en)) => say!(
                    "{from} dẫn «{words}», mà từ {day} {place} không có {step}",
                    "{from} refers to `{words}`, and from {day_en} {place_en} has no {step}"
                ),
            };
            Some(Diagnostic::new(Code::DeadReference, span, what).help(say!(
                "đối chiếu với bản gốc{there}; nếu bản gốc in đúng như vậy thì lời văn giữ nguyên, nêu khi sửa quy chế",
                "compare the original{there_en}; if it is printed so, the words stay: raise it when the regulation is next amended"
            )))
        }
    }
}

/// What there is of the level that was looked for: all where they are few, else the first and the last.
fn present(version: &Version, above: Option<&Provision>, rank: Rank) -> Option<String> {
    const FEW: usize = 6;
    let level = |p: &&Provision| match rank {
        Rank::Annex => p.level == Level::Annex,
        Rank::Part => p.level == Level::Part,
        Rank::Chapter => p.level == Level::Chapter,
        Rank::Section | Rank::Subsection => p.level == Level::Section || version.is_item(p),
        Rank::Article => p.level == Level::Article,
        Rank::Clause => matches!(p.level, Level::Clause | Level::Subclause),
        Rank::Point => p.level == Level::Point,
    };
    let all: Vec<&str> = match above {
        Some(above) => version.children(Some(&above.id)).filter(level).map(Provision::number).collect(),
        None => version.provisions.iter().filter(level).map(Provision::number).collect(),
    };
    let word = if matches!(rank, Rank::Clause | Rank::Point) { format!("{} ", rank.word()) } else { String::new() };
    match all.as_slice() {
        [] => None,
        few if few.len() <= FEW => Some(format!("{word}{}", few.join(", "))),
        [first, .., last] => Some(format!("{word}{first} – {last}")),
        [one] => Some(format!("{word}{one}")),
    }
}
