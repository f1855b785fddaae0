//! Quotes that no longer hold: of rows on their days, of rules in every text they live through, of roles and groups in the
//! latest one (design 4: "quotes re-checked in every version").

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::lineage::Lineage;
use super::rules;
use crate::diagnostic::{Code, Diagnostic, Report, Severity, Span};
use crate::model::{Assignment, General, Model, Provision, ProvisionId, RuleId, Version};
use crate::say;
use crate::text::date_both;

/// Quotes of rows that do not stand in the text of the day.
pub(super) fn of_rows(rows: &[&Assignment], version: &Version, report: &mut Report) {
    // Nearly all hold, and those of a first text are many.
    let told = told(report);
    let doubted =
        |r: &&&Assignment| !holds(version.provision(&r.quote_from), r.quote.as_str()) && !told.contains(&r.span);
    for row in rows.par_iter().filter(doubted).collect::<Vec<_>>() {
        outdated(&row.quote_from, row.quote.as_str(), row.span, None, version, report);
    }
}

/// The same of what is said to bind nobody in particular.
pub(super) fn of_general<'g>(all: impl Iterator<Item = &'g General>, version: &Version, report: &mut Report) {
    let told = told(report);
    for general in all.filter(|g| !told.contains(&g.span)) {
        if let Some(quote) = &general.quote {
            outdated(&general.provision, quote.as_str(), general.span, None, version, report);
        }
    }
}

/// The entries of which an earlier text was told: the advice for a later one would contradict what is to be done for that.
fn told(report: &Report) -> BTreeSet<Span> {
    report.iter().filter(|d| d.code == Code::QuoteOutdated).filter_map(|d| d.span).collect()
}

/// Whether the words stand in a provision.
fn holds(provision: Option<&Provision>, quote: &str) -> bool {
    provision.is_some_and(|p| p.text.as_str().contains(quote))
}

/// Reports words that do not stand where they are cited, by a row or a rule.
fn outdated(
    cite: &ProvisionId,
    quote: &str,
    span: Span,
    rule: Option<&RuleId>,
    version: &Version,
    report: &mut Report,
) {
    let provision = version.provision(cite);
    if holds(provision, quote) {
        return;
    }
    let day = version.effective_from;
    let (date, date_en) = date_both(day);
    let mut finding = Diagnostic::new(
        Code::QuoteOutdated,
        span,
        say!(
            "câu trích «{quote}» không còn ở {cite} trong bản có hiệu lực từ {date}",
            "the quote `{quote}` is not in {cite} of the text in force from {date_en}"
        ),
    )
    .help(match rule {
        None => say!(
            "thêm «until: {day}» vào mục này, rồi thêm mục mới có «from: {day}» trích đúng lời bản mới",
            "add `until: {day}` to this entry, and a new entry with `from: {day}` that quotes the new words"
        ),
        // Under another id it would be announced as one rule that ended and one that is new.
        Some(id) => say!(
            "thêm «valid_to: {day}» vào mục này, rồi thêm mục mới cùng «id: {id}» có «valid_from: {day}» trích đúng lời bản mới",
            "add `valid_to: {day}` to this entry, and a new entry with the same `id: {id}` and `valid_from: {day}` that quotes the new words"
        ),
    });
    if let Some(p) = provision {
        finding = finding.related(p.span, say!("lời bản mới ở đây", "the new words are here"));
    }
    report.push(finding);
}

/// Quotes of the rules of the calendar in every text they live through, and of what has no days in the latest text.
pub(super) fn of_rules_and_roles(model: &Model, lineages: &[Lineage], report: &mut Report) {
    for rule in &model.rules {
        let Some(first) = rules::first_text(model, rule) else { continue };
        for (cite, quote) in rule.quotes() {
            for (at, place) in rules::places(model, lineages, cite, first) {
                let (Some(version), Ok(id)) = (model.versions.get(at), place) else { continue };
                if rule.valid_to.is_none_or(|to| version.effective_from < to) {
                    let (before, _) = report.counts();
                    outdated(&id, quote.as_str(), rule.span, Some(&rule.id), version, report);
                    if report.counts().0 > before {
                        break;
                    }
                }
            }
        }
    }
    let Some(latest) = model.versions.last().filter(|_| model.versions.len() > 1) else { return };
    for (cite, quote, span) in undated(model) {
        let first = model.versions.iter().position(|v| v.provision(cite).is_some()).unwrap_or(0);
        let place = rules::places(model, lineages, cite, first).pop();
        let id = match place {
            Some((_, Ok(id))) => id,
            Some((_, Err(end))) => {
                let (date, date_en) = date_both(end);
                // What a role or group is goes on until somebody says otherwise; that its proof is gone must be known.
                report.push(Diagnostic {
                    severity: Severity::Warning,
                    ..Diagnostic::new(
                        Code::QuoteOutdated,
                        span,
                        say!(
                            "điều khoản làm căn cứ {cite} («{quote}») không còn từ {date}",
                            "the provision {cite} that proves it (`{quote}`) is no more from {date_en} on"
                        ),
                    )
                    .help(say!(
                        "ghi «until: {end}» ở chỗ dẫn điều khoản ấy, hoặc dẫn điều khoản khác",
                        "write `until: {end}` where the provision is cited, or cite another"
                    ))
                });
                continue;
            }
            None => continue,
        };
        if latest.provision(&id).is_some_and(|p| !p.text.as_str().contains(quote)) {
            report.push(
                Diagnostic::new(
                    Code::QuoteOutdated,
                    span,
                    say!(
                        "câu trích «{quote}» không còn ở {id} trong bản mới nhất",
                        "the quote `{quote}` is not in {id} of the latest text"
                    ),
                )
                .help(say!("trích lại theo lời bản mới", "quote the words of the new text")),
            );
        }
    }
}

/// Printed proofs of roles and groups; they carry no days.
fn undated(model: &Model) -> Vec<(&ProvisionId, &str, Span)> {
    let mut found = Vec::new();
    for role in &model.roles {
        let facts = role.inherits.iter().chain(&role.counts_as).chain(&role.reports_to);
        let facts = facts.filter(|m| m.until.is_none());
        found.extend(facts.filter_map(|m| Some((m.cite.as_ref()?, m.quote.as_deref()?, role.span))));
        found.extend(role.carries_unit_duties.iter().map(|p| (&p.cite, p.quote.as_str(), role.span)));
    }
    let groups = model.collectives.iter().filter(|c| c.until.is_none());
    found.extend(groups.filter_map(|c| Some((c.cite.as_ref()?, c.quote.as_deref()?, c.span))));
    found
}
