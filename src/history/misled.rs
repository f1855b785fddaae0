//! References that a renumbering leads astray: the words stay, and the number they name is another provision's by now.
//!
//! The rule: words mean what had the number when they were written. A new text writes its references anew, an amendment or a
//! replaced phrase those among the words it replaces (`left`). The traps avoided: a link from old words to a provision they never
//! meant; a number to come that is told of as if it were today's.

mod left;

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::lineage::{Fate, Lineage};
use super::proof;
use crate::diagnostic::{Code, Diagnostic, Report, Span};
use crate::model::{Citer, Decision, DecisionId, Model, Provision, ProvisionId, Target, TextAct, Version};
use crate::say;
use crate::text::date_both;

/// What a reference was written for.
#[derive(Clone, Debug)]
struct Meant {
    /// Its number now; `None` where it has ended.
    to: Option<ProvisionId>,
    /// The decision that last changed its number or ended it, and where.
    by: Option<(DecisionId, Span)>,
    /// Whether it was told of an earlier text that it leads elsewhere.
    told: bool,
}

/// What the references of each provision were written for: by the place of the provision, by the place among its references.
type Written = BTreeMap<usize, BTreeMap<usize, Meant>>;

/// One reference of a text that leads elsewhere than it was written for.
struct Misled {
    /// The place of the provision.
    at: usize,
    /// Which of its references.
    nth: usize,
    /// Where in its words it begins.
    start: usize,
    /// The finding.
    finding: Diagnostic,
}

/// What looks up the references of a text, without those that lead elsewhere than they were written for.
#[must_use]
pub fn citer<'v>(model: &Model, lineages: &[Lineage], version: &'v Version) -> Citer<'v> {
    let mut misled = Vec::new();
    follow(model, lineages, |text, known| {
        if text.effective_from == version.effective_from {
            misled = strays(model, text, None, known);
        }
        text.effective_from < version.effective_from
    });
    Citer::new(version).without(misled.into_iter().map(|m| (m.at, m.start)).collect())
}

/// Those of the text in force on a day, and of those to come with the day from which it is so, as warnings.
pub(super) fn report(model: &Model, lineages: &[Lineage], day: Date) -> Report {
    let mut report = Report::default();
    let current = model.version_on(day).map(|v| v.effective_from);
    follow(model, lineages, |text, known| {
        let from = text.effective_from;
        if current.is_none_or(|current| current <= from) {
            for m in strays(model, text, Some(from).filter(|from| *from > day), known) {
                if let Some(meant) = known.get_mut(&m.at).and_then(|refs| refs.get_mut(&m.nth)) {
                    meant.told = true;
                }
                report.push(m.finding);
            }
        }
        true
    });
    report
}

/// Shows each text since the first renumbering, with what its references were written for, for as long as more are wanted.
fn follow(model: &Model, lineages: &[Lineage], mut see: impl FnMut(&Version, &mut Written) -> bool) {
    let steps = || model.versions.windows(2).zip(lineages);
    // Most offices never renumbered anything.
    let Some(first) = steps().position(|(_, lineage)| !lineage.fates.is_empty()) else { return };
    let Some(start) = model.versions.get(first) else { return };
    let citer = Citer::new(start);
    let all = (0..start.provisions.len()).map(|at| (at, written(&citer, start, at)));
    let mut known: Written = all.filter(|(_, refs)| !refs.is_empty()).collect();
    for (pair, lineage) in steps().skip(first) {
        known = carried(model, pair, lineage, known);
        if !see(&pair[1], &mut known) {
            break;
        }
    }
}

/// The references of a text that lead elsewhere and were not told of yet; `from` is its day where that is to come.
fn strays(model: &Model, version: &Version, from: Option<Date>, known: &Written) -> Vec<Misled> {
    let citer = Citer::new(version);
    let mut found = Vec::new();
    for (&at, meant) in known {
        let Some(p) = version.provisions.get(at) else { continue };
        for cited in citer.of(at) {
            let Target::At(to) = cited.to else { continue };
            let Some(leads) = version.provisions.get(to) else { continue };
            let elsewhere = |m: &&Meant| !m.told && m.to.as_ref() != Some(&leads.id);
            let Some(meant) = meant.get(&cited.nth).filter(elsewhere) else { continue };
            // A reference to what was repealed is told as such.
            if std::iter::once(leads).chain(version.ancestors(leads)).any(Provision::is_repealed) {
                continue;
            }
            let span = p.span.part(cited.place.start, cited.place.len());
            let finding = finding(model, version, p, (&cited.words, span), (meant, from));
            found.push(Misled { at, nth: cited.nth, start: cited.place.start, finding });
        }
    }
    found
}

/// What the references of a provision mean as the text is.
fn written(citer: &Citer<'_>, version: &Version, at: usize) -> BTreeMap<usize, Meant> {
    let meant = citer.of(at).into_iter().filter_map(|c| {
        let Target::At(to) = c.to else { return None };
        Some((c.nth, Meant { to: Some(version.provisions.get(to)?.id.clone()), by: None, told: false }))
    });
    meant.collect()
}

/// From one text to the next: old words go on meaning what they meant, under its new number.
fn carried(model: &Model, pair: &[Version], lineage: &Lineage, mut known: Written) -> Written {
    let (before, after) = (&pair[0], &pair[1]);
    let deciding = proof::decisions(model, before, after);
    let anew = deciding.iter().any(|d| d.replaces_all());
    let goes = |at: usize, p: &Provision| Some((lineage.onward(&p.id)?, at));
    let origins: BTreeMap<ProvisionId, usize> =
        before.provisions.iter().enumerate().rev().filter_map(|(at, p)| goes(at, p)).collect();
    let citer = Citer::new(after);
    let mut next = Written::new();
    for (at, p) in after.provisions.iter().enumerate() {
        let origin = origins.get(&p.id).and_then(|at| Some((*at, before.provisions.get(*at)?)));
        let mut meant = written(&citer, after, at);
        if let Some((was, old)) = origin.filter(|_| !anew) {
            let mut old_meant = known.remove(&was).unwrap_or_default();
            for (before_nth, nth) in left::standing((before, old), p, &deciding) {
                meant.remove(&nth);
                if let Some(old) = old_meant.remove(&before_nth) {
                    meant.insert(nth, onward(old, lineage, &deciding, before));
                }
            }
        }
        if !meant.is_empty() {
            next.insert(at, meant);
        }
    }
    next
}

/// What was meant, under the number the next text gives it.
fn onward(meant: Meant, lineage: &Lineage, deciding: &[&Decision], before: &Version) -> Meant {
    let Some(id) = &meant.to else { return meant };
    let act = |fits: &dyn Fn(&TextAct) -> bool| {
        let acts = deciding.iter().flat_map(|d| d.text_acts().map(move |(act, span)| (d, act, span)));
        acts.into_iter().find(|(_, act, _)| fits(act)).map(|(d, _, span)| (d.id.clone(), span))
    };
    match lineage.fate(id) {
        Fate::Goes(now) if now == *id => meant,
        Fate::Goes(now) => {
            let by = act(&|act| matches!(act, TextAct::Renumber { provision, .. } if before.is_within(id, provision)))
                .or_else(|| act(&|act| matches!(act, TextAct::Renumber { .. } | TextAct::ReplaceAll { .. })));
            Meant { to: Some(now), by, ..meant }
        }
        Fate::Ends(decision) => {
            let span = deciding.iter().find(|d| d.id == decision).map(|d| d.span);
            let by = act(&|act| matches!(act, TextAct::Repeal { provision } if before.is_within(id, provision)));
            Meant { to: None, by: by.or_else(|| Some((decision, span?))), ..meant }
        }
    }
}

fn finding(
    model: &Model,
    version: &Version,
    p: &Provision,
    (words, span): (&str, Span),
    (meant, from): (&Meant, Option<Date>),
) -> Diagnostic {
    let (id, cites) = (&p.id, &p.citation);
    let by = meant.by.as_ref().and_then(|(id, span)| Some((model.decisions.iter().find(|d| d.id == *id)?, *span)));
    let title = by.map_or_else(String::new, |(d, _)| format!(" ({})", d.title()));
    let what = match (meant.to.as_ref().and_then(|to| version.provision(to)), from.map(date_both)) {
        (Some(Provision { citation: now, .. }), None) => say!(
            "{cites} dẫn «{words}», mà điều khoản được dẫn nay là {now}{title}",
            "{cites} refers to `{words}`, and what it refers to is now {now}{title}"
        ),
        (Some(Provision { citation: now, .. }), Some((day, day_en))) => say!(
            "{cites} dẫn «{words}», mà từ {day} điều khoản được dẫn là {now}{title}",
            "{cites} refers to `{words}`, and from {day_en} what it refers to is {now}{title}"
        ),
        (None, None) => say!(
            "{cites} dẫn «{words}», mà điều khoản được dẫn đã được bãi bỏ, số ấy nay là của điều khoản khác{title}",
            "{cites} refers to `{words}`, and what it refers to was repealed: another provision has the number now{title}"
        ),
        (None, Some((day, day_en))) => say!(
            "{cites} dẫn «{words}», mà từ {day} điều khoản được dẫn bị bãi bỏ, số ấy là của điều khoản khác{title}",
            "{cites} refers to `{words}`, and from {day_en} what it refers to is repealed: another provision has the number{title}"
        ),
    };
    let decision = by.map_or("", |(d, _)| d.id.as_str());
    let finding = Diagnostic::new(Code::DeadReference, span, what).help(say!(
        "lời văn giữ nguyên và không được nối đến điều khoản nào; nếu văn bản vẫn nói đến điều khoản cũ thì thêm thao tác sửa {id} vào quyết định {decision}",
        "the words stay and are linked to nothing; if the text still means the old provision, let decision {decision} amend {id}"
    ));
    match by {
        Some((_, span)) => finding.related(span, say!("số được đổi ở đây", "the number was changed here")),
        None => finding,
    }
}

#[cfg(test)]
mod tests;
