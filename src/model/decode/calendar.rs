//! `calendar.yaml`: meetings and deadlines, each with cite and quote.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::{about, term, when};
use crate::diagnostic::{Code, Diagnostic, Report, Severity, Span};
use crate::model::keys;
use crate::model::{About, Limit, NotLimit, OccurrenceKind, ProvisionId, Roll, Rule, RuleId, TimeOfDay, When};
use crate::say;
use crate::source::{Fields, Node, Scalar, near};
use crate::text::{Shift, Verbatim, is_slip, stated};

/// Rules of an office; the one this was written for has 41.
const RULES: usize = 1000;

/// Rules that count one from another.
const CHAIN: usize = 8;

/// A rule with the references to other rules it makes, to be resolved when all are known.
struct Draft {
    rule: Rule,
    refers: Vec<Scalar<String>>,
}

/// The rules, and what is no limit.
pub(super) fn read(tree: &Node, context: &Context<'_>, report: &mut Report) -> (Vec<Rule>, Vec<NotLimit>) {
    let Some(mut f) = Fields::open(tree, &keys::CALENDAR, report) else { return Default::default() };
    let nodes = f.few("rules", RULES, report);
    let drafts: Vec<Draft> = nodes.iter().filter_map(|n| rule(n, context, report)).collect();
    let none = f.few("not_limits", RULES, report);
    let not_limits = none.into_iter().filter_map(|n| not_limit(n, context, report)).collect();
    f.finish(report);
    // An entry that failed to decode is no unknown rule: its fault has been said.
    let complete = drafts.len() == nodes.len();
    for (i, draft) in drafts.iter().enumerate() {
        let id = &draft.rule.id;
        if let Some(first) = drafts[..i].iter().find(|d| d.rule.id == *id && d.rule.meets(&draft.rule)) {
            report.push(
                Diagnostic::new(
                    Code::DuplicateId,
                    draft.rule.span,
                    say!("mã «{id}» đã được dùng", "the id `{id}` is taken"),
                )
                .related(first.rule.span, say!("lần thứ nhất ở đây", "first here"))
                .help(say!(
                    "đặt mã khác; nếu quy tắc này nối tiếp quy tắc kia thì ghi «valid_to» ở quy tắc cũ và «valid_from» ở quy tắc mới",
                    "give it another id; if this rule follows the other, write `valid_to` in the old one and `valid_from` in the new one"
                )),
            );
        }
        for word in draft.refers.iter().filter(|_| complete) {
            if drafts.iter().any(|d| d.rule.id.as_str() == word.value) {
                continue;
            }
            let id = &word.value;
            let near = near(report, id, || drafts.iter().map(|d| d.rule.id.as_str())).join(", ");
            let help = if near.is_empty() {
                say!("khai báo quy tắc này, hoặc dùng «event»", "declare the rule, or use `event`")
            } else {
                say!("ý bạn là: {near}?", "did you mean: {near}?")
            };
            report.push(
                Diagnostic::new(
                    Code::UnknownRule,
                    word.span,
                    say!("calendar.yaml không có quy tắc «{id}»", "calendar.yaml has no rule `{id}`"),
                )
                .help(help),
            );
        }
    }
    chains(&drafts, report);
    (drafts.into_iter().map(|d| d.rule).collect(), not_limits)
}

fn not_limit(node: &Node, context: &Context<'_>, report: &mut Report) -> Option<NotLimit> {
    let mut f = Fields::open(node, &keys::NOT_LIMIT, report)?;
    let proof = context.proof(&mut f, report);
    let reason = f.required_text("reason", report);
    f.finish(report);
    proof.zip(reason).map(|(p, reason)| NotLimit { cite: p.cite, quote: Verbatim::new(p.quote), reason: reason.value })
}

/// A rule that counts from another that counts from another …: each step asks for all dates of the one below. A circle is
/// told where dates are computed.
fn chains(drafts: &[Draft], report: &mut Report) {
    let mut below: BTreeMap<&RuleId, Vec<&RuleId>> = BTreeMap::new();
    for Draft { rule, .. } in drafts {
        if let Some(base) = rule.when.base() {
            below.entry(&rule.id).or_default().push(base);
        }
    }
    for Draft { rule, .. } in drafts {
        let mut at: BTreeSet<&RuleId> = [&rule.id].into();
        let mut seen = at.clone();
        let mut steps = 0;
        while !at.is_empty() && steps <= CHAIN {
            at = at.iter().filter_map(|id| below.get(*id)).flatten().copied().collect();
            if at.iter().any(|id| !seen.insert(id)) {
                break;
            }
            steps += 1;
        }
        // The first that is too far from the ground; those above it would only say so again.
        if steps > CHAIN {
            let message =
                say!("quy tắc tính nối tiếp quá {CHAIN} bước", "the rule counts through more than {CHAIN} others");
            let help = say!("tính từ quy tắc có ngày riêng", "count from a rule that has days of its own");
            report.push(Diagnostic::new(Code::BadRule, rule.span, message).help(help));
            return;
        }
    }
}

fn rule(node: &Node, context: &Context<'_>, report: &mut Report) -> Option<Draft> {
    let mut f = Fields::open(node, &keys::RULE, report)?;
    let id = context.id(&mut f, report);
    let title = f.text("title", report).map(|s| s.value);
    let short = f.text("short", report).map(|s| s.value);
    let kind = f.choice(
        "kind",
        &[("meeting", OccurrenceKind::Meeting), ("report", OccurrenceKind::Report), ("task", OccurrenceKind::Task)],
        report,
    );
    let proof = context.proof(&mut f, report);
    let also = f.list("also").into_iter().filter_map(|n| also(n, context, report)).collect::<Vec<_>>();
    let mut refers = Vec::new();
    let when = f.required("when").and_then(|n| when::read(n, &mut refers, report));
    let limit = f.choice(
        "limit",
        &[("before", Limit::Before), ("on_or_before", Limit::OnOrBefore), ("exact", Limit::Exact)],
        report,
    );
    let by = f.text("by", report).and_then(|w| time("by", &w, report));
    let roll = f.choice(
        "roll",
        &[
            ("none", Roll::None),
            ("preceding", Roll::Preceding),
            ("following", Roll::Following),
            ("modified_following", Roll::ModifiedFollowing),
            ("modified_preceding", Roll::ModifiedPreceding),
            ("skip", Roll::Skip),
        ],
        report,
    );
    let must_precede = f.text("must_precede", report);
    refers.extend(must_precede.clone());
    let conditional = f.text("conditional", report);
    let period = f.choice("about", &About::ALL, report);
    let (valid_from, valid_to) = term::read(&mut f, ("valid_from", "valid_to"), report);
    // Whoever is named and not known was told.
    let nobody = f.node("who").is_none() && f.node("chair").is_none();
    let who = context.actors(&mut f, "who", report);
    let with = context.actors(&mut f, "with", report);
    let to = context.actors(&mut f, "to", report);
    let chair = context.actors(&mut f, "chair", report);
    let chair_fallback = f.text("chair_fallback", report);
    let attendees = context.actors(&mut f, "attendees", report);
    let optional_attendees = f.text("optional_attendees", report);
    let note = f.text("note", report).map(|s| s.value);
    f.finish(report);
    let (id, proof, (when, recurs)) = (id?, proof?, when?);
    period.as_ref().and_then(|period| about::misfit(period, &when)).into_iter().for_each(|d| report.push(d));
    let cited: Vec<&ProvisionId> = std::iter::once(&proof.cite).chain(also.iter().map(|(cite, _)| cite)).collect();
    let mut quoted = |words: Option<Scalar<String>>| Some(quoted(&cited, &words?, context, report));
    let (chair_fallback, optional_attendees) = (quoted(chair_fallback), quoted(optional_attendees));
    let kind = kind.map_or(OccurrenceKind::Task, |k| k.value);
    if let Some(words) = &conditional {
        printed(&cited, words, context, report);
    }
    if kind != OccurrenceKind::Meeting && !to.is_empty() && nobody {
        let message =
            say!("quy tắc ghi gửi ai («to») mà không ghi ai làm", "the rule says to whom (`to`) and not who does it");
        let help = say!(
            "thêm «who»: mã của người, đơn vị mà câu trích hoặc điều khoản phía trên giao việc ấy; văn bản không giao cho ai thì bỏ «to»",
            "add `who`: the id of whom the words quoted, or what stands above them, give it to; if the text gives it to nobody, leave `to` out"
        );
        let finding = Diagnostic::new(Code::MissingKey, id.span, message).help(help);
        report.push(Diagnostic { severity: Severity::Warning, ..finding });
    }
    // A meeting is on its day; a deadline that says nothing else includes its day ("chậm nhất", "trong vòng").
    let written = limit.as_ref().map(|limit| limit.span);
    let limit =
        limit.map_or(if kind == OccurrenceKind::Meeting { Limit::Exact } else { Limit::OnOrBefore }, |l| l.value);
    // Design 3: a meeting rolls forward and a deadline back, so that nothing is ever late under any reading. A meeting that is
    // to be held by a day has a deadline.
    let on_its_day = kind == OccurrenceKind::Meeting && limit == Limit::Exact;
    let natural = if on_its_day && !when.ends_there() { Roll::Following } else { Roll::Preceding };
    if let Some(roll) =
        roll.as_ref().filter(|r| kind == OccurrenceKind::Meeting && !on_its_day && r.value.may_be_later())
    {
        report.push(Diagnostic { severity: Severity::Warning, ..past_its_limit(roll.span) });
    }
    let written_roll = roll.as_ref().map(|roll| roll.span);
    let roll = roll.map_or(natural, |r| r.value);
    let mut rule = Rule {
        id: RuleId::new(id.value),
        title: title.unwrap_or_else(|| proof.quote.clone()),
        short,
        kind,
        cite: proof.cite,
        quote: Verbatim::new(proof.quote),
        also,
        when,
        recurs,
        limit,
        by,
        roll,
        roll_said: None,
        must_precede: must_precede.map(|w| RuleId::new(w.value)),
        conditional: conditional.map(|s| s.value),
        about: period.map(|p| p.value),
        valid_from,
        valid_to,
        who,
        with,
        to,
        chair,
        chair_fallback,
        attendees,
        optional_attendees,
        note,
        span: id.span,
    };
    let shift = match roll {
        Roll::Skip => Shift::Off,
        _ if roll.leads_on() => Shift::On,
        _ => Shift::Back,
    };
    let said = rule.own_quotes().position(|(_, quote)| stated(quote.as_str()).off_goes == [shift]);
    rule.roll_said = said.filter(|_| roll != Roll::None);
    if let Some(span) = written_roll.filter(|_| roll == Roll::Skip && !rule.may_be_skipped()) {
        report.push(never_skipped(span));
        return None;
    }
    if let (When::Before { .. }, true, Some(span)) = (&rule.when, rule.excludes_its_day(), written) {
        report.push(counted_already(span));
        return None;
    }
    Some(Draft { refers, rule })
}

fn also(node: &Node, context: &Context<'_>, report: &mut Report) -> Option<(ProvisionId, Verbatim)> {
    let mut f = Fields::open(node, &keys::ALSO, report)?;
    let proof = context.proof(&mut f, report);
    f.finish(report);
    proof.map(|p| (p.cite, Verbatim::new(p.quote)))
}

/// Words that stand in one of the provisions a rule cites; where in none, they are looked for in the first.
fn quoted(
    cited: &[&ProvisionId],
    words: &Scalar<String>,
    context: &Context<'_>,
    report: &mut Report,
) -> (ProvisionId, Verbatim) {
    let holds = |cite: &&&ProvisionId| context.found(cite).any(|p| p.text.as_str().contains(&words.value));
    let cite = cited.iter().find(holds).or(cited.first()).copied().cloned().unwrap_or_default();
    let proved = context.prove(&cite, words, report);
    (cite, proved)
}

/// A condition is printed as the text's: words of it but for a slip are told with what it prints. Who puts a condition in words of his
/// own is left to it.
fn printed(cited: &[&ProvisionId], words: &Scalar<String>, context: &Context<'_>, report: &mut Report) {
    let wanted = words.value.as_str();
    let count = wanted.split_whitespace().count();
    let texts: Vec<&str> =
        cited.iter().flat_map(|cite| context.found(cite)).map(|provision| provision.text.as_str()).collect();
    if texts.iter().any(|text| text.to_lowercase().contains(&wanted.to_lowercase())) {
        return;
    }
    let runs = texts.iter().flat_map(|text| {
        let words: Vec<&str> = text.split_whitespace().collect();
        words.windows(count.max(1)).map(|run| run.join(" ")).collect::<Vec<_>>()
    });
    let near = runs.map(|run| run.trim_end_matches([',', ';', '.', ':']).to_owned()).find(|run| is_slip(run, wanted));
    if let Some(near) = near {
        let message = say!("điều khoản được dẫn không viết «{wanted}»", "the provision cited does not say `{wanted}`");
        let help = say!("điều khoản viết «{near}»: chép lại nguyên văn", "it says `{near}`: copy the words again");
        let finding = Diagnostic::new(Code::QuoteNotFound, words.span, message).help(help);
        report.push(Diagnostic { severity: Severity::Warning, ..finding });
    }
}

/// `morning`, `afternoon`, or an hour.
pub(super) fn time(key: &str, word: &Scalar<String>, report: &mut Report) -> Option<TimeOfDay> {
    match word.value.as_str() {
        "morning" => Some(TimeOfDay::Morning),
        "afternoon" => Some(TimeOfDay::Afternoon),
        hour => {
            let time = hour.split_once(':').and_then(|(h, m)| {
                let digits = |s: &str| {
                    (s.len() == 2 && s.bytes().all(|b| b.is_ascii_digit())).then(|| s.parse::<i8>().ok()).flatten()
                };
                jiff::civil::Time::new(digits(h)?, digits(m)?, 0, 0).ok()
            });
            if time.is_none() {
                report.push(bad_time(key, word.span, hour));
            }
            time.map(TimeOfDay::At)
        }
    }
}

/// For reports and other work the law itself gives the next working day; of a meeting it says nothing.
fn past_its_limit(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::BadRule,
        span,
        say!("cuộc họp có hạn mà «roll» dời ra sau hạn", "the meeting has a limit, and `roll` moves it past that limit"),
    )
    .help(say!(
        "bỏ «roll» để lấy ngày làm việc liền trước; nếu văn bản nêu đúng ngày họp thì ghi «limit: exact»",
        "leave out `roll` for the working day before; if the text names the day of the meeting itself, write `limit: exact`"
    ))
}

/// What has no day of its own that might be off.
fn never_skipped(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::BadRule,
        span,
        say!(
            "«roll: skip» không có tác dụng ở đây: «when» và «limit» này không có ngày nào có thể trúng ngày nghỉ",
            "`roll: skip` has no effect here: by this `when` and `limit` there is no day of its own that might be off"
        ),
    )
    .help(say!(
        "roll: skip dành cho việc có ngày riêng, như {{every: week, weekday: mon}} hay {{every: month, day: 20}}, và không đi cùng limit: before; việc theo ngày của việc khác (after, before, at) bỏ kỳ cùng với việc ấy; không phải thế thì bỏ «roll»",
        "roll: skip is for what has a day of its own, as {{every: week, weekday: mon}} or {{every: month, day: 20}}, and not with limit: before; what follows another (after, before, at) is left out with it; else leave out `roll`"
    ))
}

/// "Ít nhất 3 ngày trước ngày họp" has the day it ends on; `limit: before` would take one more off.
fn counted_already(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::BadRule,
        span,
        say!(
            "«limit: before» không đi cùng when: {{before: …}}: số ngày ấy đã đếm lùi từ trước ngày họp",
            "`limit: before` does not go with `when: {{before: …}}`: its days are counted back already"
        ),
    )
    .help(say!(
        "bỏ «limit»: {{before: giao-ban, working_days: 3}} là chậm nhất 3 ngày làm việc trước ngày họp",
        "leave out `limit`: {{before: giao-ban, working_days: 3}} is three working days before the meeting at the latest"
    ))
}

fn bad_time(key: &str, span: Span, written: &str) -> Diagnostic {
    Diagnostic::new(
        Code::BadValue,
        span,
        say!("«{key}» không nhận giá trị «{written}»", "`{key}` does not take the value `{written}`"),
    )
    .help(say!("dùng morning, afternoon hoặc giờ dạng \"08:30\"", "use morning, afternoon, or an hour like \"08:30\""))
}
