//! Quotes that no longer hold: of rows on their days, of rules, roles and groups in every text they live through (design 4:
//! "quotes re-checked in every version").
//!
//! What stands in no text at all is told where it is read. Of the rest the first text that has other words is told, and
//! whether the entry quotes what is said before that or what is said after.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rayon::prelude::*;

use super::lineage::Lineage;
use super::rules;
use crate::diagnostic::{Code, Diagnostic, Report, Say, Severity, Span};
use crate::model::{
    Assignment, Collective, DatedProof, General, Model, Provision, ProvisionId, Role, RuleId, Version, unseen,
};
use crate::say;
use crate::text::date_both;

/// Words as an entry quotes them, in the numbers of its own first text.
struct Quoted<'q> {
    cite: &'q ProvisionId,
    words: &'q str,
    /// The first day of the entry, where it says one.
    from: Option<Date>,
    span: Span,
    of: Entry<'q>,
}

/// What kind of entry it is: how its days are written.
#[derive(Clone, Copy)]
enum Entry<'q> {
    /// One among others, with `from` and `until`.
    Row,
    /// A rule of the calendar.
    Rule(&'q RuleId),
    /// The words by which a role carries out what its unit must do; `alone` where no other stands beside it.
    Head { alone: bool },
    /// A group, or one of its `proofs`.
    Group { own: bool },
}

/// Quotes of rows that do not stand in the text of the day.
pub(super) fn of_rows(model: &Model, rows: &[&Assignment], version: &Version, report: &mut Report) {
    // Nearly all hold, and those of a first text are many.
    let told = told(report);
    let doubted =
        |r: &&&Assignment| !holds(version.provision(&r.quote_from), r.quote.as_str()) && !told.contains(&r.span);
    for row in rows.par_iter().filter(doubted).collect::<Vec<_>>() {
        let Some(written) = model.assignments.get(row.place) else { continue };
        let quoted = Quoted {
            cite: &written.quote_from,
            words: row.quote.as_str(),
            from: row.from,
            span: row.span,
            of: Entry::Row,
        };
        outdated(model, &quoted, &row.quote_from, version, report);
    }
}

/// The same of what is said to bind nobody in particular.
pub(super) fn of_general<'g>(
    model: &Model,
    all: impl Iterator<Item = &'g General>,
    version: &Version,
    report: &mut Report,
) {
    let told = told(report);
    for general in all.filter(|g| !told.contains(&g.span)) {
        if let (Some(quote), Some(written)) = (&general.quote, model.general.get(general.place)) {
            let quoted = Quoted {
                cite: &written.provision,
                words: quote.as_str(),
                from: general.from,
                span: general.span,
                of: Entry::Row,
            };
            outdated(model, &quoted, &general.provision, version, report);
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

/// Reports words that do not stand where they are cited, `place` in this text; whether it did.
fn outdated(model: &Model, quoted: &Quoted<'_>, place: &ProvisionId, version: &Version, report: &mut Report) -> bool {
    let Quoted { cite, words, from, span, of } = *quoted;
    let provision = version.provision(place);
    if holds(provision, words) {
        return false;
    }
    // Words that no text has are no matter of days.
    let Some(first) = model.versions.iter().find(|v| holds(v.provision(cite), words)) else { return false };
    let day = version.effective_from;
    let (date, date_en) = date_both(day);
    let (message, help, there) = if day < first.effective_from {
        let message = say!(
            "câu trích «{words}» chưa có ở {place} trong bản có hiệu lực từ {date}",
            "the quote `{words}` is not yet in {place} of the text in force from {date_en}"
        );
        (message, of.of_later_words(first.effective_from), say!("lời của bản ấy ở đây", "its words are here"))
    } else {
        let message = say!(
            "câu trích «{words}» không còn ở {place} trong bản có hiệu lực từ {date}",
            "the quote `{words}` is not in {place} of the text in force from {date_en}"
        );
        let blanks = provision.and_then(|p| like_but_for_blanks(p.text.as_str(), words));
        let help = match from {
            _ if let Some(Say { vi, en }) = &blanks => say!(
                "{place} của bản ấy có {vi} giữa những chữ này: gõ lại ở quy chế, câu trích giữ nguyên",
                "{place} of that text has {en} among these words: type them again in the regulation and leave the quote"
            ),
            Some(from) if day <= from => say!(
                "mục này bắt đầu từ {from}: trích đúng lời của bản ấy",
                "the entry begins on {from}: quote the words of that text"
            ),
            _ => of.of_earlier_words(place, day),
        };
        (message, help, say!("lời bản mới ở đây", "the new words are here"))
    };
    let finding = Diagnostic::new(Code::QuoteOutdated, span, message).help(help);
    report.push(match provision {
        Some(p) => finding.related(p.span, there),
        None => finding,
    });
    true
}

/// What a text has among some words that it has in no other way.
fn like_but_for_blanks(text: &str, words: &str) -> Option<Say> {
    let plain: Vec<&str> = words.split_whitespace().collect();
    let all: Vec<(usize, &str)> = text
        .split(char::is_whitespace)
        .scan(0, |at, word| {
            let start = text.get(*at..)?.find(word)? + *at;
            *at = start + word.len();
            Some((start, word))
        })
        .filter(|(_, word)| !word.is_empty())
        .collect();
    let run = all.windows(plain.len().max(1)).find(|run| {
        run.iter().zip(&plain).enumerate().all(|(n, ((_, a), b))| a == b || n + 1 == plain.len() && a.starts_with(b))
    })?;
    let ((start, _), (last, _)) = (run.first()?, run.last()?);
    unseen(text.get(*start..last + plain.last()?.len())?, words)
}

impl Entry<'_> {
    /// What to write when the text has other words from a day on.
    fn of_earlier_words(self, place: &ProvisionId, day: Date) -> Say {
        match self {
            Self::Row => say!(
                "thêm «until: {day}» vào mục này, rồi thêm mục mới có «from: {day}» trích đúng lời bản mới",
                "add `until: {day}` to this entry, and a new entry with `from: {day}` that quotes the new words"
            ),
            // Under another id it would be announced as one rule that ended and one that is new.
            Self::Rule(id) => say!(
                "thêm «valid_to: {day}» vào mục này, rồi thêm mục mới cùng «id: {id}» có «valid_from: {day}» trích đúng lời bản mới",
                "add `valid_to: {day}` to this entry, and a new entry with the same `id: {id}` and `valid_from: {day}` that quotes the new words"
            ),
            Self::Head { alone: true } => say!(
                "viết thành hai mục: «carries_unit_duties: [{{cite: …, quote: \"…\", until: {day}}}, {{cite: {place}, quote: \"(lời bản mới)\", from: {day}}}]», mục đầu là căn cứ đang có",
                "write two entries: `carries_unit_duties: [{{cite: …, quote: \"…\", until: {day}}}, {{cite: {place}, quote: \"(the new words)\", from: {day}}}]`, the first being what stands there now"
            ),
            Self::Group { own: true } => say!(
                "giữ câu trích, thêm cho nhóm hai dòng «until: {day}» và «proofs: [{{cite: {place}, quote: \"(lời bản mới)\", from: {day}}}]»",
                "keep the quote and add two lines to the group: `until: {day}` and `proofs: [{{cite: {place}, quote: \"(the new words)\", from: {day}}}]`"
            ),
            Self::Head { alone: false } | Self::Group { own: false } => say!(
                "thêm «until: {day}» vào mục này, rồi thêm bên cạnh mục mới: {{cite: {place}, quote: \"(lời bản mới)\", from: {day}}}",
                "add `until: {day}` to this entry, and beside it a new one: {{cite: {place}, quote: \"(the new words)\", from: {day}}}"
            ),
        }
    }

    /// What to write when the words are those of a text that takes effect on a later day.
    fn of_later_words(self, day: Date) -> Say {
        match self {
            Self::Row => say!(
                "đó là lời của bản có hiệu lực từ {day}: thêm «from: {day}» vào mục này, và thêm mục có «until: {day}» trích đúng lời bản trước",
                "these are the words of the text in force from {day}: add `from: {day}` to this entry, and an entry with `until: {day}` that quotes the words before it"
            ),
            Self::Rule(id) => say!(
                "đó là lời của bản có hiệu lực từ {day}: thêm «valid_from: {day}» vào mục này, và thêm mục cùng «id: {id}» có «valid_to: {day}» trích đúng lời bản trước",
                "these are the words of the text in force from {day}: add `valid_from: {day}` to this entry, and one with the same `id: {id}` and `valid_to: {day}` that quotes the words before it"
            ),
            Self::Head { alone: true } => say!(
                "đó là lời của bản có hiệu lực từ {day}; viết thành hai mục: «carries_unit_duties: [{{cite: …, quote: \"(lời bản trước)\", until: {day}}}, {{cite: …, quote: \"…\", from: {day}}}]», mục sau là căn cứ đang có",
                "these are the words of the text in force from {day}; write two entries: `carries_unit_duties: [{{cite: …, quote: \"(the words before it)\", until: {day}}}, {{cite: …, quote: \"…\", from: {day}}}]`, the second being what stands there now"
            ),
            Self::Group { own: true } => say!(
                "đó là lời của bản có hiệu lực từ {day}: chuyển nó xuống «proofs: [{{cite: …, quote: \"…\", from: {day}}}]»; ở «quote» trích đúng lời bản trước và thêm «until: {day}»",
                "these are the words of the text in force from {day}: move them to `proofs: [{{cite: …, quote: \"…\", from: {day}}}]`; in `quote` give the words before it and add `until: {day}`"
            ),
            Self::Head { alone: false } | Self::Group { own: false } => say!(
                "đó là lời của bản có hiệu lực từ {day}: thêm «from: {day}» vào mục này, và trước nó mục có «until: {day}» trích đúng lời bản trước",
                "these are the words of the text in force from {day}: add `from: {day}` to this entry, and before it one with `until: {day}` that quotes the words before"
            ),
        }
    }
}

/// Quotes of the rules of the calendar, of roles and of groups in every text they live through.
pub(super) fn of_rules_and_roles(model: &Model, lineages: &[Lineage], report: &mut Report) {
    for rule in &model.rules {
        let Some(first) = rules::first_text(model, rule) else { continue };
        for (cite, quote) in rule.quotes() {
            let quoted = Quoted {
                cite,
                words: quote.as_str(),
                from: rule.valid_from,
                span: rule.span,
                of: Entry::Rule(&rule.id),
            };
            through_its_texts(model, lineages, &quoted, first, rule.valid_to, report);
        }
    }
    for (proof, of) in model.roles.iter().flat_map(of_role).chain(model.collectives.iter().flat_map(of_group)) {
        let (Some(cite), Some(words)) = (&proof.cite, proof.quote.as_deref()) else { continue };
        let Some(first) = rules::first_text_of(model, proof.from, cite) else { continue };
        let quoted = Quoted { cite, words, from: proof.from, span: proof.span, of };
        let Some(end) = through_its_texts(model, lineages, &quoted, first, proof.until, report) else { continue };
        let (date, date_en) = date_both(end);
        // A fact ends with the words that say it, and a group goes on as an inferred one: either must be known.
        report.push(Diagnostic {
            severity: Severity::Warning,
            ..Diagnostic::new(
                Code::QuoteOutdated,
                proof.span,
                say!(
                    "điều khoản làm căn cứ {cite} («{words}») không còn từ {date}",
                    "the provision {cite} that proves it (`{words}`) is no more from {date_en} on"
                ),
            )
            .help(say!(
                "ghi «until: {end}» ở chỗ dẫn điều khoản ấy; nếu điều khoản khác nay nói điều đó, thêm căn cứ mới có «from: {end}»",
                "write `until: {end}` where the provision is cited; if another now says so, add a proof with `from: {end}`"
            ))
        });
    }
}

/// Sees that words stand in each text from the first of their entry until its end, and tells of the first that has others.
/// The day on which the provision ended before that, if it did.
fn through_its_texts(
    model: &Model,
    lineages: &[Lineage],
    quoted: &Quoted<'_>,
    first: usize,
    until: Option<Date>,
    report: &mut Report,
) -> Option<Date> {
    for (at, place) in rules::places(model, lineages, quoted.cite, first) {
        let version = model.versions.get(at)?;
        if until.is_some_and(|until| until <= version.effective_from) {
            return None;
        }
        match place {
            Ok(place) if outdated(model, quoted, &place, version, report) => return None,
            Ok(_) => {}
            Err(end) => return Some(end),
        }
    }
    None
}

/// The printed proofs of what a role is.
fn of_role(role: &Role) -> impl Iterator<Item = (&DatedProof, Entry<'_>)> {
    let facts = role.inherits.iter().chain(&role.counts_as).chain(&role.reports_to);
    let alone = role.carries_unit_duties.len() == 1;
    let carries = role.carries_unit_duties.iter().map(move |proof| (proof, Entry::Head { alone }));
    facts.map(|m| (&m.proof, Entry::Row)).chain(carries)
}

/// The same of a group.
fn of_group(group: &Collective) -> impl Iterator<Item = (&DatedProof, Entry<'_>)> {
    group.proofs.iter().map(|proof| (proof, Entry::Group { own: proof.span == group.span }))
}
