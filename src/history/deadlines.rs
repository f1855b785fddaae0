//! Limits in the text that no rule of the calendar computes: each would be a date that nobody is told of.
//!
//! A rule stands for the limits its quotes take in, in every text in which it holds and for the days on which it holds. A clause
//! with three limits needs all three, and a rule that ended leaves its limit to the next.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::prelude::*;

use super::lineage::Lineage;
use super::rules;
use crate::diagnostic::{Code, Diagnostic, Report, Say};
use crate::model::{Assignment, Model, Provision, ProvisionId, Rule};
use crate::say;
use crate::text::{date_both, day_of_a_year, limits};

/// Words of a provision that a rule quotes.
#[derive(Clone)]
struct Proof<'m> {
    rule: &'m Rule,
    quote: &'m str,
}

/// A limit, the first day on which no rule computes it, and the rule that does on other days.
struct Bare<'m> {
    provision: &'m Provision,
    at: usize,
    words: &'m str,
    from: Date,
    rule: Option<&'m Rule>,
    /// The first day from then on on which one does again, or the limit is over.
    until: Date,
}

/// Every limit without a rule, once, in the text that first leaves it so.
pub(super) fn without_rule(model: &Model, lineages: &[Lineage], report: &mut Report) {
    let rules = standing(model, lineages);
    let proofs = proofs(model, &rules, lineages);
    let none = not_limits(model, lineages);
    // What has been told, in the numbers of the text at hand.
    let mut told: BTreeSet<(ProvisionId, &str)> = BTreeSet::new();
    for (index, version) in model.versions.iter().enumerate() {
        if let Some(lineage) = index.checked_sub(1).and_then(|before| lineages.get(before)) {
            let followed =
                told.into_iter().filter_map(|(mut id, words)| lineage.follow(&mut id).then_some((id, words)));
            told = followed.collect();
        }
        let end = model.versions.get(index + 1).map_or(Date::MAX, |next| next.effective_from);
        let of = |p: &Provision| proofs.get(index).and_then(|all| all.get(&p.id)).map_or(&[][..], Vec::as_slice);
        let clauses = version.provisions.par_iter().filter(|p| !p.heading);
        let none = |p: &Provision| none.get(index).and_then(|all| all.get(&p.id)).map_or(&[][..], Vec::as_slice);
        let bare = clauses.flat_map_iter(|p| bare(p, of(p), none(p), version.effective_from, end));
        // The same words twice in one clause of one text are two limits.
        let mut new = Vec::new();
        for bare in bare.collect::<Vec<_>>() {
            let key = (bare.provision.id.clone(), bare.words);
            if !told.contains(&key) {
                let always = index == 0 && bare.from == version.effective_from;
                report.push(finding(&bare, of(bare.provision), always, &model.rules));
                new.push(key);
            }
        }
        told.extend(new);
    }
}

/// The rules for the days on which they stand for their limits. One that ended with the duty of all who bore it leaves nothing to
/// be told of, until the clause is somebody's again.
fn standing<'m>(model: &'m Model, lineages: &[Lineage]) -> Cow<'m, [Rule]> {
    if !rules::any_ends_duties(model) {
        return Cow::Borrowed(&model.rules);
    }
    let mut standing = model.rules.clone();
    for (rule, life) in standing.iter_mut().zip(rules::lives(model, lineages)) {
        let ended = life.valid_to.filter(|end| rule.valid_to.is_none_or(|to| *end < to));
        if let Some(again) = ended.and_then(|end| borne_again(model, lineages, rule, end)) {
            rule.valid_to = Some(again);
        }
    }
    Cow::Owned(standing)
}

/// The first day from `end` on on which a duty begins by the provision of a rule.
fn borne_again(model: &Model, lineages: &[Lineage], rule: &Rule, end: Date) -> Option<Date> {
    let places = rules::places(model, lineages, &rule.cite, rules::first_text(model, rule)?);
    let begins = |row: &Assignment| {
        let from = row.from.filter(|from| end <= *from && row.relation.is_work())?;
        let text = model.versions.iter().rposition(|v| v.effective_from <= from)?;
        let here =
            |(at, place): &(usize, Result<ProvisionId, Date>)| *at == text && place.as_ref() == Ok(&row.provision);
        places.iter().any(here).then_some(from)
    };
    model.assignments.iter().filter_map(|row| begins(row)).min()
}

/// What is said of provisions, text for text and by their numbers there.
type ByText<T> = Vec<BTreeMap<ProvisionId, Vec<T>>>;

/// The quotes of rules by provision, text for text, as far as their provisions go.
fn proofs<'m>(model: &'m Model, rules: &'m [Rule], lineages: &[Lineage]) -> ByText<Proof<'m>> {
    let quotes = rules.iter().flat_map(|rule| {
        let first = rules::first_text(model, rule);
        rule.own_quotes().map(move |(cite, quote)| (first, cite, Proof { rule, quote: quote.as_str() }))
    });
    by_text(model, lineages, quotes)
}

/// The words that are no limit, by provision, text for text.
fn not_limits<'m>(model: &'m Model, lineages: &[Lineage]) -> ByText<&'m str> {
    let words = model.not_limits.iter().map(|entry| {
        let first = rules::first_text_of(model, None, &entry.cite);
        (first, &entry.cite, entry.quote.as_str())
    });
    by_text(model, lineages, words)
}

/// What is said of each provision from the `first` text on that has it so, in all texts to which it goes on.
fn by_text<'m, T: Clone>(
    model: &Model,
    lineages: &[Lineage],
    said: impl Iterator<Item = (Option<usize>, &'m ProvisionId, T)>,
) -> ByText<T> {
    let mut all: ByText<T> = vec![BTreeMap::new(); model.versions.len()];
    for (first, cite, said) in said {
        let Some(first) = first else { continue };
        for (text, place) in rules::places(model, lineages, cite, first) {
            if let (Some(there), Ok(id)) = (all.get_mut(text), place) {
                there.entry(id).or_default().push(said.clone());
            }
        }
    }
    all
}

/// The limits of a provision that no rule computes on some day from `start` until `end`.
fn bare<'m>(provision: &'m Provision, proofs: &[Proof<'m>], none: &[&str], start: Date, end: Date) -> Vec<Bare<'m>> {
    let text = provision.text.as_str();
    let mut limits = limits(text);
    limits.retain(|limit| !none.iter().any(|quote| covers(text, quote, limit)));
    let holds = |r: &Rule| r.valid_from.is_none_or(|from| from < end) && r.valid_to.is_none_or(|to| start < to);
    // Where a quote is of other words, which limit it means is not known: that is told there.
    if !limits.is_empty() && proofs.iter().any(|p| holds(p.rule) && !text.contains(p.quote)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for limit in limits {
        // What is due on a day of one year is over with it.
        let last = day_of_a_year(&text[limit.start..]).and_then(|day| day.tomorrow().ok());
        let end = last.map_or(end, |after| after.min(end));
        let mut quoting: Vec<&Rule> = proofs.iter().filter(|p| covers(text, p.quote, &limit)).map(|p| p.rule).collect();
        quoting.sort_by_key(|r| r.valid_from);
        let from = first_day_without(&quoting, start);
        if from < end {
            let ended = |r: &&Rule| r.valid_to == Some(from);
            let rule = quoting.iter().copied().find(ended).or(quoting.first().copied());
            // The rule of the words before, where there is no doubt which.
            let mut before = proofs.iter().map(|p| p.rule).filter(ended);
            let rule = rule.or(before.next().filter(|_| before.next().is_none()));
            let again = quoting.iter().filter_map(|r| r.valid_from).filter(|again| from < *again).min();
            let until = again.map_or(end, |again| again.min(end));
            found.push(Bare { provision, at: limit.start, words: &text[limit], from, rule, until });
        }
    }
    found
}

/// Whether words taken from a text take in a place of it, wherever in it they stand.
fn covers(text: &str, quote: &str, place: &std::ops::Range<usize>) -> bool {
    text.match_indices(quote).any(|(at, quote)| at < place.end && place.start < at + quote.len())
}

/// The first day from `start` on for which none of the rules holds; they come in the order of their first days.
fn first_day_without(rules: &[&Rule], start: Date) -> Date {
    rules.iter().fold(start, |day, rule| match rule.valid_from {
        Some(from) if day < from => day,
        _ => rule.valid_to.unwrap_or(Date::MAX).max(day),
    })
}

/// The day that was meant where a rule ends with its last day: `valid_to` is the first day on which it is no more, and the next entry of
/// its id, or other words, begin on the day after.
fn next_day(bare: &Bare<'_>, rule: &Rule, rules: &[Rule]) -> Option<Date> {
    let next =
        rules.iter().filter(|r| r.id == rule.id).filter_map(|r| r.valid_from).filter(|next| bare.from < *next).min();
    let next = next.map_or(bare.until, |next| next.min(bare.until));
    (rule.valid_to == Some(bare.from) && bare.from.tomorrow().ok() == Some(next)).then_some(next)
}

fn finding(bare: &Bare<'_>, proofs: &[Proof<'_>], always: bool, rules: &[Rule]) -> Diagnostic {
    let Bare { provision, at, words, from, rule, .. } = bare;
    let (id, (date, date_en)) = (&provision.id, date_both(*from));
    let found = |message, help| {
        Diagnostic::new(Code::DeadlineWithoutRule, provision.span.part(*at, words.len()), message).help(help)
    };
    if let Some(rule) = rule {
        let name = &rule.id;
        if let Some(next) = next_day(bare, rule, rules) {
            let message = say!(
                "ngày {date}, không có quy tắc nào tính thời hạn «{words}» của {id}: «valid_to» là ngày đầu tiên không còn áp dụng",
                "on {date_en} no rule computes the limit `{words}` of {id}: `valid_to` is the first day on which the rule is no more"
            );
            let help = say!("sửa thành «valid_to: {next}»", "write `valid_to: {next}`");
            let why = say!("thời hạn ở đây", "the limit is here");
            let limit = provision.span.part(*at, words.len());
            return Diagnostic::new(Code::DeadlineWithoutRule, rule.span, message).help(help).related(limit, why);
        }
        let (why, help) = if let Some(first) = rule.valid_from.filter(|first| from < first) {
            let (begins, begins_en) = date_both(first);
            (
                say!("quy tắc đến {begins} mới bắt đầu", "the rule does not begin before {begins_en}"),
                say!(
                    "sửa «valid_from»; hoặc thêm mục cùng «id: {name}» có «valid_to: {first}» cho những ngày trước đó",
                    "correct `valid_from`; or add an entry with the same `id: {name}` and `valid_to: {first}` for the days before"
                ),
            )
        } else if !provision.text.as_str().contains(rule.quote.as_str()) {
            (
                say!("quy tắc của lời cũ kết thúc ngày ấy", "the rule of the words before ends on that day"),
                say!(
                    "thêm mục mới cùng «id: {name}» có «valid_from: {from}», trích lời bản này",
                    "add a new entry with the same `id: {name}` and `valid_from: {from}` that quotes the words of this text"
                ),
            )
        } else {
            (
                say!("quy tắc kết thúc ngày ấy", "the rule ends on that day"),
                say!(
                    "bỏ «valid_to»; hoặc để một mục cùng «id: {name}» nối tiếp, có «valid_from: {from}»",
                    "remove `valid_to`; or let an entry with the same `id: {name}` follow, with `valid_from: {from}`"
                ),
            )
        };
        let message = say!(
            "từ {date}, không có quy tắc nào của calendar.yaml tính thời hạn «{words}» của {id}",
            "from {date_en} on no rule of calendar.yaml computes the limit `{words}` of {id}"
        );
        return found(message, help).related(rule.span, why);
    }
    let (Say { vi, en }, help) = if rules.is_empty() {
        (
            say!(
                "{id} nêu thời hạn («{words}») mà không có quy tắc nào",
                "{id} states a limit (`{words}`) and there are no rules"
            ),
            say!(
                "tệp calendar.yaml không có trong thư mục nội dung hoặc còn trống: đặt nó vào đó, mỗi thời hạn một mục dưới «rules»",
                "calendar.yaml is not in the content folder, or is empty: put it there, with an entry under `rules` for each limit"
            ),
        )
    } else if proofs.is_empty() {
        (
            say!(
                "{id} nêu thời hạn («{words}») nhưng calendar.yaml không có quy tắc nào dẫn",
                "{id} states a limit (`{words}`) that no rule of calendar.yaml cites"
            ),
            say!(
                "thêm một quy tắc với «cite: {id}» và «quote»; lời ấy không phải thời hạn thì ghi vào «not_limits», kèm lý do",
                "add a rule with `cite: {id}` and a `quote`; where the words are no limit, write them into `not_limits`, with the reason"
            ),
        )
    } else {
        (
            say!(
                "{id} nêu thời hạn («{words}») mà không quy tắc nào của calendar.yaml trích lời ấy",
                "{id} states a limit (`{words}`) that no rule of calendar.yaml quotes"
            ),
            say!(
                "thêm một quy tắc với «cite: {id}» và «quote» có lời ấy; nếu lời ấy thuộc quy tắc đã có thì trích vào «also» của quy tắc đó; không phải thời hạn thì ghi vào «not_limits», kèm lý do",
                "add a rule with `cite: {id}` and a `quote` of these words; if they belong to a rule that is there, quote them in its `also`; where they are no limit, write them into `not_limits`, with the reason"
            ),
        )
    };
    found(if always { Say { vi, en } } else { say!("từ {date}, {vi}", "from {date_en} on, {en}") }, help)
}
