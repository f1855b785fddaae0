//! `decisions/*.yaml`, one decision a file; the file name is its id.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::context::{Context, check_id};
use super::operation;
use super::trees::{self, DECISIONS, Parsed, Trees};
use crate::diagnostic::{Code, Diagnostic, Report, Severity, Span};
use crate::model::keys;
use crate::model::{Decision, DecisionId, Unit};
use crate::say;
use crate::source::{Fields, Node, Scalar, Sources};
use crate::text::{date_both, name_key};

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
    let mut decisions = Vec::new();
    for (id, _, node) in trees {
        let Some((mut fields, decision)) = head(id, node, report) else { continue };
        let operations = fields.list("operations");
        fields.finish(report);
        decisions.extend(decision.map(|d| (d, operations)));
    }
    twice(decisions.iter().map(|(decision, _)| decision), report);
    // In this order a decision may speak of a unit that an earlier one has founded.
    decisions.sort_by(|(a, _), (b, _)| a.by_effect(b));
    let changing = decisions.iter().filter(|(_, nodes)| nodes.iter().any(|node| operation::is_on_text(node)));
    let missing = |day: &Date| !context.has_text_of(*day);
    // `draft` makes the text of such a day, and the numbers it will have are to be named before.
    let to_come: BTreeSet<Date> = changing.map(|(decision, _)| decision.effective_from).filter(missing).collect();
    let read = |(mut decision, nodes): (Decision, Vec<&Node>)| {
        let to_come = to_come.contains(&decision.effective_from);
        for node in nodes {
            decision.operations.extend(operation::read(node, &decision, to_come, context, units, report));
        }
        decision
    };
    decisions.into_iter().map(read).collect()
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

fn head<'n>(id: &str, node: &'n Node, report: &mut Report) -> Option<(Fields<'n>, Option<Decision>)> {
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
            operations: Vec::new(),
            span: number.span,
        })
    };
    Some((f, decision()))
}
