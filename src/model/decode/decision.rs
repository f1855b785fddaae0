//! `decisions/*.yaml`, one decision a file; the file name is its id.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::context::{Context, check_id};
use super::no_decision;
use super::operation;
use super::trees::{self, DECISIONS, Parsed, Trees};
use crate::diagnostic::{Code, Diagnostic, Report, Say, Severity, Span};
use crate::model::keys;
use crate::model::{Decision, DecisionId, Unit};
use crate::say;
use crate::source::{Fields, Node, Scalar, Sources};
use crate::text::{Lookup, date_both, name_key};

/// The trees of the files, so that the units they found are known before anything refers to them.
pub(super) fn trees(sources: &Sources, parsed: &mut Trees<'_>, report: &mut Report) -> Vec<Parsed> {
    let mut trees = Vec::new();
    for (n, (stem, source)) in trees::decisions(sources).enumerate() {
        if n == DECISIONS {
            let message =
                say!("decisions/ có quá {DECISIONS} quyết định", "decisions/ holds more than {DECISIONS} decisions");
            let help = say!(
                "chuyển những quyết định không sửa quy chế ra ngoài",
                "move out those that do not change the regulation"
            );
            report.push(Diagnostic::new(Code::TooMany, Span::new(source.file, 0, 0), message).help(help));
            break;
        }
        let id = Scalar { value: stem.to_owned(), span: Span::new(source.file, 0, 0) };
        if let Some(node) = parsed.of(source.file, report)
            && check_id(&id, report)
        {
            trees.push((id.value, id.span, node));
        }
    }
    trees
}

/// The decisions in the order in which they are carried out. The units they found are added to `units`.
pub(super) fn read(
    trees: &[Parsed],
    context: &Context<'_>,
    units: &mut Vec<Unit>,
    report: &mut Report,
) -> Vec<Decision> {
    let mut decisions: Vec<Head<'_>> = Vec::new();
    for (id, _, node) in trees {
        let Some((mut fields, decision, by)) = head(id, node, report) else { continue };
        let operations = fields.list("operations");
        fields.finish(report);
        decisions.extend(decision.map(|d| (d, operations, by)));
    }
    twice(decisions.iter().map(|(decision, ..)| decision), report);
    let number = |decision: &Decision| (name_key(&decision.number), decision.signed.year());
    let mut with: Lookup<_, usize> = Lookup::default();
    decisions.iter().for_each(|(decision, ..)| *with.at(number(decision)) += 1);
    // Of two with one number it has been told.
    let alone = |(decision, ..): &&Head<'_>| with.get(&number(decision)) == Some(&1);
    decisions.iter().filter(alone).for_each(|(decision, ..)| named_after_number(decision, report));
    let by = decisions.iter().map(|head| revoked(head, &decisions, report)).collect::<Vec<_>>();
    decisions.iter_mut().zip(by).for_each(|((decision, ..), by)| decision.revoked_by = by);
    // In this order a decision may speak of a unit that an earlier one has founded.
    decisions.sort_by(|(a, ..), (b, ..)| a.by_effect(b));
    let carried_out = |(decision, ..): &&Head<'_>| decision.is_carried_out();
    let changing = decisions
        .iter()
        .filter(carried_out)
        .filter(|(_, nodes, _)| nodes.iter().any(|node| operation::is_on_text(node)));
    let missing = |day: &Date| !context.has_text_of(*day);
    // `draft` makes the text of such a day, and the numbers it will have are to be named before.
    let to_come: BTreeSet<Date> = changing.map(|(decision, ..)| decision.effective_from).filter(missing).collect();
    let read = |(mut decision, nodes, _): Head<'_>| {
        if !decision.is_carried_out() {
            return decision;
        }
        let to_come = to_come.contains(&decision.effective_from);
        for node in nodes {
            decision.operations.extend(operation::read(node, &decision, to_come, context, units, report));
        }
        decision
    };
    decisions.into_iter().map(read).collect()
}

/// A file is named after the number and the year of its decision; where it is named after others, one of the two is a slip.
fn named_after_number(decision: &Decision, report: &mut Report) {
    let figures = |text: &str| text.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default().parse::<u32>().ok();
    let Some((number, year)) = decision.id.as_str().split_once('-') else { return };
    let (Ok(number), Ok(year)) = (number.parse::<u32>(), year.parse::<i16>()) else { return };
    let Some(printed) = figures(&decision.number) else { return };
    if printed == number && [decision.signed.year(), decision.effective_from.year()].contains(&year) {
        return;
    }
    let (id, printed, (day, day_en)) = (&decision.id, &decision.number, date_both(decision.signed));
    let message = say!(
        "tệp tên {id}, mà quyết định số {printed} ký ngày {day}",
        "the file is named {id}, and the decision {printed}, signed {day_en}"
    );
    let help = say!(
        "đối chiếu với văn bản đã ký: sửa «number», «signed», hoặc tên tệp (đã công bố thì giữ tên tệp)",
        "look at what was signed: correct `number`, `signed` or the name of the file (which stays once it is published)"
    );
    let finding = Diagnostic::new(Code::BadValue, decision.span, message).help(help);
    report.push(Diagnostic { severity: Severity::Warning, ..finding });
}

/// One document in two files: both would have a page, and both be carried out. Numbers begin anew each year, so that of two that an
/// issuer signed on other days of one year one number is a slip.
fn twice<'d>(decisions: impl Iterator<Item = &'d Decision>, report: &mut Report) {
    let mut seen: BTreeMap<_, Vec<&Decision>> = BTreeMap::new();
    for decision in decisions {
        let year = decision.signed.year();
        let document = (name_key(&decision.kind), name_key(&decision.number), year, name_key(&decision.issuer));
        let others = seen.entry(document).or_default();
        let same_day = others.iter().find(|other| other.signed == decision.signed);
        let first = same_day.or(others.first()).map(|other| other.span);
        let is_one = same_day.is_some();
        others.push(decision);
        let Some(first) = first else { continue };
        let (number, (day, day_en)) = (&decision.number, date_both(decision.signed));
        if !is_one {
            let message = say!(
                "trong năm {year} đã có một quyết định khác mang số {number} của nơi ban hành này",
                "this issuer has another decision of the year {year} with the number {number}"
            );
            let help = say!(
                "đối chiếu với văn bản đã ký rồi sửa «number» của một trong hai",
                "look at what was signed and correct the `number` of one of the two"
            );
            let finding = Diagnostic::new(Code::DuplicateId, decision.span, message);
            let finding = finding.related(first, say!("tệp kia ở đây", "the other file is here")).help(help);
            report.push(Diagnostic { severity: Severity::Warning, ..finding });
            continue;
        }
        report.push(
            Diagnostic::new(
                Code::DuplicateId,
                decision.span,
                say!(
                    "quyết định số {number} ký ngày {day} đã có ở một tệp khác",
                    "there is a file of decision {number}, signed {day_en}, already"
                ),
            )
            .related(first, say!("tệp kia ở đây", "the other file is here"))
            .help(say!(
                "sửa số hoặc ngày ký; nếu là một quyết định thì gộp các thao tác vào một tệp, xóa tệp kia",
                "correct the number or the day; if they are one decision, put its operations into one file and delete the other"
            )),
        );
    }
}

/// A decision without its operations, these, and what is said to have revoked it.
type Head<'n> = (Decision, Vec<&'n Node>, Option<Scalar<String>>);

/// The keys of a decision, those that are still to be read, and what is said to have revoked it.
type Keys<'n> = (Fields<'n>, Option<Decision>, Option<Scalar<String>>);

fn head<'n>(id: &str, node: &'n Node, report: &mut Report) -> Option<Keys<'n>> {
    let mut f = Fields::open(node, &keys::DECISION, report)?;
    let number = f.required_text("number", report);
    let kind = f.text("type", report).map_or_else(|| "Quyết định".to_owned(), |s| s.value);
    let signed = f.required_date("signed", report);
    let effective_from = f.required_date("effective_from", report);
    let issuer = f.required_text("issuer", report);
    let signer = f.text("signer", report).map(|s| s.value);
    let summary = f.required_text("summary", report);
    let source = f.text("source", report).map(|s| s.value);
    let note = f.text("note", report).map(|s| s.value);
    let revoked_by = f.text("revoked_by", report);
    if let (Some(signed), Some(effective)) = (&signed, &effective_from)
        && effective.value < signed.value
    {
        report.push(
            Diagnostic::new(
                Code::DecisionBeforeSigning,
                effective.span,
                say!("quyết định có hiệu lực trước ngày ký", "the decision takes effect before it was signed"),
            )
            .related(signed.span, say!("ngày ký ở đây", "it was signed on this day"))
            .help(say!(
                "kiểm tra lại hai ngày; «effective_from» là ngày có hiệu lực, «signed» là ngày ký",
                "check the two days; `effective_from` is the day of effect, `signed` that of signing"
            )),
        );
    }
    let decision = || {
        let (number, effective_from) = (number?, effective_from?);
        Some(Decision {
            id: DecisionId::new(id),
            number: number.value,
            kind,
            signed: signed?.value,
            effective_from: effective_from.value,
            day_span: effective_from.span,
            issuer: issuer?.value,
            signer,
            summary: summary?.value,
            source,
            note,
            revoked_by: None,
            operations: Vec::new(),
            span: number.span,
        })
    };
    let decision = decision();
    Some((f, decision, revoked_by))
}

/// What revoked a decision, where that is there and came in time: what has taken effect is undone by operations of the later one.
fn revoked((decision, _, by): &Head<'_>, all: &[Head<'_>], report: &mut Report) -> Option<DecisionId> {
    let by = by.as_ref()?;
    let said = |message: Say, help: Say, code| Diagnostic::new(code, by.span, message).help(help);
    let (id, (day, day_en)) = (&decision.id, date_both(decision.effective_from));
    let Some((other, _, others)) = all.iter().find(|(other, ..)| other.id.as_str() == by.value) else {
        let others = all.iter().map(|(other, ..)| other).filter(|other| other.id != *id);
        let (message, help) = no_decision(&by.value, others, report);
        report.push(said(message, help, Code::UnknownDecision));
        return None;
    };
    if other.id == *id {
        let message = say!("{id} không tự bãi bỏ được", "{id} cannot revoke itself");
        let help = say!(
            "ghi tên tệp của quyết định đã bãi bỏ nó, không có .yaml",
            "write the name of the file of the decision that revoked it, without .yaml"
        );
        report.push(said(message, help, Code::BadValue));
        return None;
    }
    if others.is_some() || other.effective_from > decision.effective_from {
        let by = &other.id;
        let message = say!(
            "{by} không bãi bỏ được {id} trước ngày {id} có hiệu lực ({day})",
            "{by} cannot have revoked {id} before it took effect ({day_en})"
        );
        let help = say!(
            "kiểm tra ngày của hai quyết định; quyết định đã có hiệu lực thì bỏ «revoked_by» và ghi vào {by} những thao tác đưa mọi việc trở lại như cũ",
            "check the days of both; where it had taken effect, take `revoked_by` out and write into {by} the operations that put things back"
        );
        report.push(said(message, help, Code::BadValue));
        return None;
    }
    Some(other.id.clone())
}
