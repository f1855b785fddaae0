//! `overrides.yaml`: decisions about single occurrences, in the order of their day (design 3).
//!
//! Only what the file itself shows is judged here: a document for each entry, entries in order, none said twice. Whether a slot
//! exists and a day is worked is asked of the calendar.

use super::calendar::time;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::model::keys;
use crate::model::{Action, Override};
use crate::say;
use crate::source::{Fields, Node, Value, text_of};
use crate::text::date_both;

/// Decisions on single occurrences: a lifetime of them.
const OVERRIDES: usize = 10_000;

/// The entries, in the order of the file.
pub(super) fn read(tree: &Node, report: &mut Report) -> Vec<Override> {
    let Some(mut f) = Fields::open(tree, &keys::OVERRIDES, report) else { return Vec::new() };
    let nodes = f.few("overrides", OVERRIDES, report);
    f.finish(report);
    let entries: Vec<Override> = nodes.into_iter().filter_map(|n| entry(n, report)).collect();
    for (at, pair) in entries.windows(2).enumerate().filter(|(_, pair)| pair[1].issued < pair[0].issued) {
        let ((then, then_en), (now, now_en)) = (date_both(pair[0].issued), date_both(pair[1].issued));
        let message = say!(
            "mục này ban hành ngày {now}, đứng sau một mục ngày {then}",
            "this entry, issued on {now_en}, stands after one of {then_en}"
        );
        if is_the_stray(&entries, at) {
            let message = say!(
                "mục này ban hành ngày {then}, đứng trước một mục ngày {now}",
                "this entry, issued on {then_en}, stands before one of {now_en}"
            );
            let help = say!(
                "xem lại «issued» của mục này; nếu đúng thì chuyển mục xuống cuối, theo thứ tự ngày ban hành",
                "look at its `issued`; if it is right, move the entry down to its place by the day"
            );
            let why = say!("mục sau", "the entry after");
            let found = Diagnostic::new(Code::OverrideOrder, pair[0].span, message);
            report.push(found.help(help).related(pair[1].span, why));
            continue;
        }
        let help = say!(
            "xếp các mục theo ngày ban hành; quyết định mới luôn thêm vào cuối",
            "keep the entries in the order of their days; a new decision goes to the end"
        );
        let why = say!("mục trước", "the entry before");
        report.push(Diagnostic::new(Code::OverrideOrder, pair[1].span, message).help(help).related(pair[0].span, why));
    }
    for (i, entry) in entries.iter().enumerate() {
        let before = entries[..i].iter().rev().find(|e| e.slot == entry.slot);
        if let Some(first) = before.filter(|e| (e.action, e.at) == (entry.action, entry.at)) {
            let slot = &entry.slot;
            let message =
                say!("«{slot}» đã được quyết định đúng như vậy", "`{slot}` has been decided in these very terms");
            let why = say!("lần thứ nhất ở đây", "first here");
            let help = say!("xóa mục thừa", "delete the one too many");
            let found = Diagnostic::new(Code::OverrideDuplicate, entry.span, message);
            report.push(found.help(help).related(first.span, why));
        }
    }
    entries
}

/// Whether of two entries that are not in order the first is the one out of place: it was issued after the day it sets, or the others are
/// in order without it.
fn is_the_stray(entries: &[Override], at: usize) -> bool {
    let Some([first, second]) = entries.get(at..at + 2) else { return false };
    let late = first.action.to().is_some_and(|to| to < first.issued);
    let before = at.checked_sub(1).and_then(|n| entries.get(n)).is_none_or(|e| e.issued <= second.issued);
    let after = entries.get(at + 2).is_some_and(|e| second.issued <= e.issued && e.issued < first.issued);
    late || before && after
}

#[derive(Clone, Copy, PartialEq)]
enum Word {
    Move,
    Cancel,
    Confirm,
    Schedule,
}

fn entry(node: &Node, report: &mut Report) -> Option<Override> {
    let mut f = Fields::open(node, &keys::OVERRIDE, report)?;
    let slot = f.required_text("occurrence", report);
    let words =
        [("move", Word::Move), ("cancel", Word::Cancel), ("confirm", Word::Confirm), ("schedule", Word::Schedule)];
    let action = f.required("action").and_then(|_| f.choice("action", &words, report));
    let needs_day = action.as_ref().is_some_and(|a| matches!(a.value, Word::Move | Word::Schedule));
    let to = if needs_day { f.required_date("to", report) } else { f.date("to", report) };
    let at_written = f.text("at", report);
    let at = at_written.as_ref().and_then(|w| time("at", w, report));
    // An empty reference is none: one finding, not two.
    let blank = |n: &&Node| !matches!(&n.value, Value::Text(t) if t.trim().is_empty());
    let reference = f.node("ref").filter(blank).map(|n| text_of(n, "ref", report));
    let issued = f.required_date("issued", report);
    let span = slot.as_ref().map_or(f.span(), |s| s.span);
    f.finish(report);
    if reference.is_none() {
        let message = say!("quyết định thiếu văn bản làm căn cứ (ref)", "the decision names no document (ref)");
        let help = say!("ví dụ: ref: \"Thông báo 12/TB-VP\"", "e.g. ref: \"Thông báo 12/TB-VP\"");
        report.push(Diagnostic::new(Code::OverrideWithoutRef, span, message).help(help));
    }
    let (word, to) = (action?.value, to.map(|d| d.value));
    if word == Word::Cancel && (to.is_some() || at_written.is_some()) {
        let message = say!("hủy thì không có «to» hay «at»", "a cancellation has neither `to` nor `at`");
        let help = say!("muốn đổi ngày thì ghi action: move", "to change the day write action: move");
        report.push(Diagnostic::new(Code::BadValue, span, message).help(help));
    }
    let action = match word {
        Word::Move => Action::Move(to?),
        Word::Cancel => Action::Cancel,
        Word::Confirm => Action::Confirm(to),
        Word::Schedule => Action::Schedule(to?),
    };
    Some(Override { slot: slot?.value, action, at, reference: reference??.value, issued: issued?.value, span })
}
