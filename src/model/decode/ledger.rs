//! `calendar.ledger.yaml`: what of each occurrence was last published. Written by `quyche calendar --record`, read here.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::model::LedgerEntry;
use crate::model::keys;
use crate::say;
use crate::source::{Fields, Node, Scalar};

/// The entries by slot. Slots that no rule has any more are kept: what was published stays published.
pub(super) fn read(tree: &Node, report: &mut Report) -> BTreeMap<String, LedgerEntry> {
    let mut entries = BTreeMap::new();
    let Some(mut f) = Fields::open(tree, &keys::LEDGER, report) else { return entries };
    let nodes = f.list("events");
    f.finish(report);
    for node in nodes {
        let Some((slot, entry)) = entry(node, report) else { continue };
        if entries.insert(slot.value.clone(), entry).is_some() {
            let slot_name = &slot.value;
            let message = say!("«{slot_name}» đã có trong sổ", "`{slot_name}` stands in the ledger already");
            report.push(Diagnostic::new(Code::DuplicateId, slot.span, message).help(say!(
                "xóa một trong hai dòng, rồi chạy «quyche calendar --record»",
                "delete one of the two lines, then run `quyche calendar --record`"
            )));
        }
    }
    entries
}

fn entry(node: &Node, report: &mut Report) -> Option<(Scalar<String>, LedgerEntry)> {
    let mut f = Fields::open(node, &keys::LEDGER_LINE, report)?;
    let slot = f.required_text("slot", report);
    let hash = f.required_text("hash", report);
    let sequence = f.int("sequence", report);
    let decisions = f.int("decisions", report);
    let last_modified = f.required_date("last_modified", report);
    f.finish(report);
    let entry = LedgerEntry {
        hash: hash?.value,
        sequence: count("sequence", sequence, report)?,
        decisions: count("decisions", decisions, report)?,
        last_modified: last_modified?.value,
    };
    Some((slot?, entry))
}

/// A count that is not there is none.
fn count(key: &str, number: Option<Scalar<i64>>, report: &mut Report) -> Option<u32> {
    let Some(number) = number else { return Some(0) };
    // RFC 5545 has signed 32 bits for SEQUENCE.
    let value = u32::try_from(number.value).ok().filter(|n| i32::try_from(*n).is_ok());
    if value.is_none() {
        let message = say!("«{key}» phải là số đếm, từ 0", "`{key}` must be a count, from 0");
        report.push(Diagnostic::new(Code::BadValue, number.span, message));
    }
    value
}
