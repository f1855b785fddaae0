//! A number that was lost or cannot be read: the reading goes on as if it stood there, so that what lies below is found where it is
//! cited and the one slip is the one finding.

use super::Outline;
use super::blocks::Block;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::model::Level;
use crate::model::decode::label::{self, Label};
use crate::say;

/// More `#` than a heading has.
const TOO_MANY: &str = "#######";

impl Outline<'_> {
    /// The label a heading without a readable one most likely had, and how many open provisions stay open above it: the next of the
    /// headings of its depth, if the one behind it goes on from there.
    pub(super) fn lost_heading(&self, block: &Block<'_>) -> Option<(Label, usize)> {
        let depth = self.open.iter().rposition(|o| o.marks == block.marks).filter(|_| block.marks > 0)?;
        let meant = after(&self.open[depth].label)?;
        let next = self.rest.iter().find(|b| b.marks > 0 && b.marks <= block.marks);
        let goes_on = |b: &Block<'_>| b.marks < block.marks || b.readings.iter().any(|l| l.follows(&meant));
        // Behind the last heading clauses must stand: "Nơi nhận" has none.
        let has_clauses = || self.rest.iter().any(|b| b.marks == 0 && !b.readings.is_empty());
        next.map_or_else(has_clauses, goes_on).then_some((meant, depth))
    }

    /// A heading whose label is of another kind than those of its depth: `11.` where `II.` is meant. Whether it was one.
    pub(super) fn is_misread(&mut self, block: &Block<'_>, readings: &[Label], span: Span) -> bool {
        let Some((meant, depth)) = self.lost_heading(block).filter(|(_, depth)| depth + 1 == block.marks) else {
            return false;
        };
        let Some(written) = readings.first().filter(|_| readings.iter().all(|l| l.style != meant.style)) else {
            return false;
        };
        let (printed, expected, length) = (&written.printed, meant.printed.clone(), written.length);
        self.report.push(
            Diagnostic::new(
                Code::LabelNotSuccessor,
                span.part(0, length),
                say!("«{printed}» không phải là số kế tiếp", "`{printed}` is not the next label"),
            )
            .help(say!("ở đây có thể là: {expected}", "here may stand: {expected}")),
        );
        self.push(block, Label { length, ..meant }, depth, span);
        true
    }

    /// A heading with more `#` than there are levels. Whether it was one.
    pub(super) fn is_too_deep(&mut self, block: &Block<'_>, span: Span) -> bool {
        let title = block.words.trim_start_matches('#').trim_start();
        if !block.words.starts_with(TOO_MANY) || title.is_empty() {
            return false;
        }
        let marks = block.words.len() - block.words.trim_start_matches('#').len();
        let length = block.words.len() - title.len();
        let readings = label::read(title, true);
        let chosen = readings.iter().find_map(|l| Some((l.clone(), self.fits(l)?)));
        let Some((label, depth)) = chosen else { return false };
        let right = "#".repeat(depth + 1);
        self.report.push(
            Diagnostic::new(
                Code::LabelMissing,
                span.part(0, marks),
                say!("{marks} dấu # không mở đầu tiêu đề: nhiều nhất là 6", "{marks} # begin no heading: 6 at most do"),
            )
            .help(say!("ở đây là «{right}»", "here it is `{right}`")),
        );
        let block = Block { marks: depth + 1, ..block.clone() };
        self.push(&block, Label { length: label.length + length, ..label }, depth, span);
        true
    }

    /// A label one too far, behind a paragraph without any: that one most likely lost its own. Whether it was so.
    pub(super) fn is_behind_lost(&mut self, block: &Block<'_>, readings: &[Label], span: Span) -> bool {
        let Some((label, meant, depth)) = readings.iter().find_map(|l| self.lost_before(l)) else { return false };
        let [.., before, lost] = &self.provisions[..] else { return false };
        let is_bare = |level: Level, label: &str| level == Level::Paragraph && label.is_empty();
        let owner = self.open.last().map(|o| &o.id);
        let only = !is_bare(before.level, &before.label) || before.parent != lost.parent;
        if !is_bare(lost.level, &lost.label) || lost.heading || lost.parent.as_ref() != owner || !only {
            return false;
        }
        let Some(lost) = self.provisions.pop() else { return false };
        let (own, next) = (meant.printed.clone(), label.printed.clone());
        self.report.push(
            Diagnostic::new(
                Code::LabelNotSuccessor,
                lost.span,
                say!(
                    "đoạn này có thể đã mất số «{own}»: sau nó là «{next}»",
                    "this paragraph may have lost its label `{own}`: behind it stands `{next}`"
                ),
            )
            .related(span.part(0, label.length), say!("số đứng sau", "the label behind it"))
            .help(say!(
                "mở đầu đoạn bằng «{own}»; nếu đoạn không có số thì sửa «{next}»",
                "begin the paragraph with `{own}`; if it has no label, correct `{next}`"
            )),
        );
        let words = lost.text.as_str().to_owned().into();
        self.push(&Block { marks: 0, words, ..block.clone() }, meant, depth, lost.span);
        self.push(block, label, depth, span);
        true
    }

    /// A label that would be expected if one more stood before it: itself, that one, and how many open provisions stay open above.
    fn lost_before(&self, label: &Label) -> Option<(Label, Label, usize)> {
        let before = Label { number: label.number.checked_sub(2)?, ..label.clone() };
        let meant = after(&before).filter(|_| label.inserted == 0)?;
        let depth = self.fits(&meant)?;
        let row = self.open.get(depth).is_some_and(|o| meant.follows(&o.label));
        let first = depth == self.open.len() && meant.number == 1;
        (row || first).then(|| (label.clone(), meant, depth))
    }
}

/// The label that follows another, with no words of its own.
fn after(before: &Label) -> Option<Label> {
    let printed = before.successor();
    (!printed.is_empty()).then(|| Label {
        number: before.number + 1,
        inserted: 0,
        printed,
        length: 0,
        ..before.clone()
    })
}
