//! `decisions/*.yaml`, one decision a file; the file name is its id.

use super::context::check_id;
use super::{folder, tree};
use crate::diagnostic::{Code, Diagnostic, Report, Span};
use crate::model::{Decision, DecisionId};
use crate::say;
use crate::source::{Fields, Node, Scalar, Sources};

/// The decisions by day of effect.
pub(super) fn read(sources: &Sources, report: &mut Report) -> Vec<Decision> {
    let mut decisions = Vec::new();
    for (stem, source) in folder(sources, "decisions", &["yaml", "yml"]) {
        let id = Scalar { value: stem.to_owned(), span: Span::new(source.file, 0, 0) };
        if let Some(node) = tree(sources, source.file, report)
            && check_id(&id, report)
        {
            decisions.extend(decision(stem, &node, report));
        }
    }
    decisions.sort_by_key(|d| (d.effective_from, d.signed));
    decisions
}

fn decision(id: &str, node: &Node, report: &mut Report) -> Option<Decision> {
    let mut f = Fields::open(node, say!("quyết định", "the decision"), report)?;
    let number = f.required_text("number", report);
    let kind = f.text("type", report).map_or_else(|| "Quyết định".to_owned(), |s| s.value);
    let signed = f.required_date("signed", report);
    let effective_from = f.required_date("effective_from", report);
    let issuer = f.required_text("issuer", report);
    let signer = f.text("signer", report).map(|s| s.value);
    let summary = f.required_text("summary", report);
    let source = f.text("source", report).map(|s| s.value);
    let note = f.text("note", report).map(|s| s.value);
    for operation in f.list("operations") {
        report.push(
            Diagnostic::new(
                Code::BadValue,
                operation.span,
                say!("phiên bản này chưa đọc được «operations»", "this version does not read `operations` yet"),
            )
            .help(say!("để trống: operations: []", "leave it empty: operations: []")),
        );
    }
    f.finish(report);
    let number = number?;
    Some(Decision {
        id: DecisionId::new(id),
        number: number.value,
        kind,
        signed: signed?.value,
        effective_from: effective_from?.value,
        issuer: issuer?.value,
        signer,
        summary: summary?.value,
        source,
        note,
        span: number.span,
    })
}
