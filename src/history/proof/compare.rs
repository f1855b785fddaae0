//! The expected text beside the written one, provision by provision.
//!
//! Provisions equal in everything are the fixed points; between two of them stand the few that differ. There, equal words
//! are paired first (a number that moved), then equal numbers (words that differ); the rest is missing or too many.

use std::collections::{BTreeMap, BTreeSet};

use super::difference::{nameable, quoted, window};
use super::pairs::equal_words;
use crate::diagnostic::{Code, Diagnostic, Files, Report, Say, Span};
use crate::history::amend::{Amended, How, Touch};
use crate::model::{Provision, ProvisionId, Version, unseen};
use crate::say;

/// Words of this many bytes are told whole; longer ones by their beginning.
const SHOWN: usize = 160;

/// The operations that would declare what nobody declared, and every difference, its consequences left out.
pub(super) fn compare(before: &Version, after: &Version, expected: &Amended, files: &Files) -> (Vec<String>, Report) {
    let mut judge = Judge {
        before,
        after,
        expected,
        files,
        found: Vec::new(),
        undeclared: Vec::new(),
        told: BTreeSet::new(),
        moved: BTreeSet::new(),
        undone: BTreeMap::new(),
    };
    let (wanted, written) = (&expected.provisions[..], &after.provisions[..]);
    let (mut from, mut to) = (0, 0);
    for (i, p) in wanted.iter().enumerate() {
        let place = after.provisions.place_near(to, &p.id);
        let Some(j) = place.filter(|j| *j >= to && same(p, &written[*j])) else { continue };
        judge.hunk(&wanted[from..i], &written[to..j]);
        (from, to) = (i + 1, j + 1);
    }
    judge.hunk(&wanted[from..], &written[to..]);
    let mut report = Report::default();
    judge.found.into_iter().for_each(|d| report.push(d));
    (judge.undeclared, report)
}

fn same(a: &Provision, b: &Provision) -> bool {
    let kind = a.is_written_as_heading() == b.is_written_as_heading();
    a.id == b.id && a.label == b.label && kind && a.parent == b.parent && a.text == b.text
}

struct Judge<'t> {
    before: &'t Version,
    after: &'t Version,
    expected: &'t Amended,
    files: &'t Files,
    found: Vec<Diagnostic>,
    /// What would declare the differences, as lines of a decision.
    undeclared: Vec<String>,
    /// Provisions told of, by the number expected or written; a continuation is told with its owner.
    told: BTreeSet<ProvisionId>,
    /// Pairs of parents whose children moved from one to the other; the first of them is told.
    moved: BTreeSet<(Option<ProvisionId>, Option<ProvisionId>)>,
    /// For each operation that was not carried out at all: its finding in the report.
    undone: BTreeMap<Span, usize>,
}

impl<'t> Judge<'t> {
    fn hunk(&mut self, wanted: &'t [Provision], written: &'t [Provision]) {
        if wanted.is_empty() && written.is_empty() {
            return;
        }
        let mut wanted_left = vec![true; wanted.len()];
        let mut written_left = vec![true; written.len()];
        let by_id: BTreeMap<&ProvisionId, usize> = written.iter().enumerate().map(|(j, p)| (&p.id, j)).collect();
        let mut renumbered: Vec<(usize, usize)> = Vec::new();
        for (i, j) in equal_words(wanted, written) {
            (wanted_left[i], written_left[j]) = (false, false);
            if wanted[i].id == written[j].id {
                self.outside_words(&wanted[i], &written[j]);
            } else {
                renumbered.push((i, j));
            }
        }
        let mut lost = false;
        for p in wanted.iter().enumerate().filter(|(i, _)| wanted_left[*i]).map(|(_, p)| p) {
            match by_id.get(&p.id).copied().filter(|j| written_left[*j]) {
                Some(j) => {
                    written_left[j] = false;
                    self.words(p, &written[j]);
                }
                None => {
                    lost = true;
                    self.missing(p);
                }
            }
        }
        for p in written.iter().enumerate().filter(|(j, _)| written_left[*j]).map(|(_, p)| p) {
            lost = true;
            self.extra(p);
        }
        // Numbers move up or down after a provision that was lost or added; that is one slip, and told.
        if !lost {
            for (i, j) in renumbered {
                self.label(&wanted[i], &written[j]);
            }
        }
    }

    /// The same number and words, and another label, place or kind.
    fn outside_words(&mut self, wanted: &Provision, written: &Provision) {
        let id = &wanted.id;
        if wanted.label != written.label {
            self.label(wanted, written);
        } else if wanted.is_written_as_heading() != written.is_written_as_heading() {
            let message = if wanted.is_written_as_heading() {
                say!(
                    "{id} phải là đề mục, bản này ghi thành đoạn văn",
                    "{id} must be a heading and is a paragraph here"
                )
            } else {
                say!(
                    "{id} phải là đoạn văn, bản này ghi thành đề mục",
                    "{id} must be a paragraph and is a heading here"
                )
            };
            let marks = "#".repeat(wanted.marks);
            let help = if wanted.is_written_as_heading() {
                say!("đặt «{marks} » trước đoạn này", "put `{marks} ` before it")
            } else {
                say!("bỏ các dấu # ở đầu", "take the # away")
            };
            self.tell(wanted, message, written.span, help);
        } else if wanted.parent != written.parent && self.moved.insert((wanted.parent.clone(), written.parent.clone()))
        {
            let name = |p: &Provision| p.parent.as_ref().map_or("–", |id| id.as_str()).to_owned();
            let (there, here) = (name(wanted), name(written));
            // A parent that is itself missing or too many has been told.
            let told = [&wanted.parent, &written.parent].into_iter().flatten().any(|id| self.told.contains(id));
            if !told {
                self.tell(
                    wanted,
                    say!(
                        "{id} phải thuộc {there}, bản này đặt ở {here}",
                        "{id} must stand in {there} and is in {here} here"
                    ),
                    written.span,
                    say!("đưa {id} về đúng chỗ", "put {id} where it belongs"),
                );
            }
        }
    }

    fn label(&mut self, wanted: &Provision, written: &Provision) {
        let below = wanted.parent.as_ref().is_some_and(|p| self.told.contains(p));
        if below {
            self.told.insert(wanted.id.clone());
            return;
        }
        let (there, here, id) = (&wanted.label, &written.label, &wanted.id);
        // What a decision declared is to be written, not declared otherwise.
        let old = self.old_id(wanted).filter(|_| !here.is_empty() && self.touches(id).is_empty());
        let help = match old.map(|old| format!("- {{op: renumber, provision: {old}, label: {}}}", quoted(here))) {
            Some(yaml) => self.declare(&say!("ghi lại số «{there}»", "write the label `{there}`"), yaml),
            None => say!("ghi lại số «{there}»", "write the label `{there}`"),
        };
        self.tell(
            wanted,
            say!(
                "{id} phải mang số «{there}», bản này ghi «{here}»",
                "{id} must have the label `{there}` and has `{here}` here"
            ),
            self.label_span(written),
            help,
        );
    }

    fn words(&mut self, wanted: &'t Provision, written: &'t Provision) {
        if self.owner_told(wanted) {
            return;
        }
        let (there, here) = (wanted.text.as_str(), written.text.as_str());
        let touches = self.touches(&wanted.id);
        let id = &wanted.id;
        // Nothing was carried out here: that is said once for each operation, at the first place.
        let undone = touches.last().filter(|t| t.how == How::PhraseReplaced && t.before == here).map(|t| t.span);
        if let Some(operation) = undone {
            if let Some(at) = self.undone.get(&operation).copied() {
                if let Some(first) = self.found.get_mut(at).filter(|d| d.related.len() < 5) {
                    first.related.push((written.span, say!("cũng chưa thay ở đây", "not replaced here either")));
                }
                self.told.insert(id.clone());
                return;
            }
            self.undone.insert(operation, self.found.len());
        }
        let w = window(there, here);
        let (want, have) = (short(w.old), short(w.new));
        let span = written.span.part(w.at, w.new.len());
        if self.cut(wanted, written) {
            let help = say!("xóa dòng trống giữa hai đoạn", "delete the blank line between the two");
            let message = say!("{id} bị ngắt thành hai đoạn", "{id} is cut into two paragraphs");
            return self.tell(wanted, message, written.span, help);
        }
        if let Some(Say { vi, en }) = unseen(here, there) {
            // With the words on either side, between which it is.
            let end = w.at + w.new.len();
            let next = here[end..].trim_start().split(' ').next().unwrap_or_default();
            let words = &here[w.at..here[end..].find(next).map_or(end, |at| end + at + next.len())];
            let plain = there.get(w.at..).unwrap_or(there).split_whitespace().take(words.split_whitespace().count());
            let plain = plain.collect::<Vec<_>>().join(" ");
            let message = say!("{id} có {vi} giữa «{words}»", "{id} has {en} within `{words}`");
            let help = say!(
                "gõ lại những chữ ấy với một dấu cách thường giữa hai tiếng: «{plain}»",
                "type these words again, with one plain space between two syllables: `{plain}`"
            );
            return self.tell(wanted, message, span, help);
        }
        if let Some(old) = self.old(wanted).filter(|_| touches.is_empty()) {
            let message = say!(
                "{id} khác bản trước mà không ai khai: bản trước viết «{want}», bản này viết «{have}»",
                "{id} differs from the text before and nobody declared it: that has `{want}`, this `{have}`"
            );
            let help = self.declare(&say!("sửa lại thành «{want}»", "write `{want}`"), amend_yaml(old, here));
            return self.tell(wanted, message, span, help);
        }
        let message = say!(
            "{id} khác với điều đã khai: phải là «{want}», bản này viết «{have}»",
            "{id} is not as declared: it must say `{want}` and says `{have}` here"
        );
        let help = say!(
            "sửa lại thành «{want}», hoặc sửa thao tác của quyết định cho khớp",
            "write `{want}`, or correct the operation of the decision"
        );
        self.tell(wanted, message, span, help);
    }

    /// Whether a blank line was put into a paragraph: its words go on in the next.
    fn cut(&self, wanted: &Provision, written: &Provision) -> bool {
        let all = &self.after.provisions;
        let next = all.place(&written.id).and_then(|at| all.get(at + 1));
        let next = next.filter(|n| n.label.is_empty() && !n.heading && !written.heading);
        next.is_some_and(|n| format!("{} {}", written.text, n.text) == wanted.text.as_str())
    }

    fn missing(&mut self, wanted: &'t Provision) {
        let below = wanted.parent.as_ref().is_some_and(|p| self.told.contains(p) && self.after.provision(p).is_none());
        if below || self.owner_told(wanted) {
            self.told.insert(wanted.id.clone());
            return;
        }
        let (id, line) = (&wanted.id, printed(wanted));
        let line = short(&line);
        // Shown where it should stand: at the last provision above it that is there.
        let at = self.expected.provisions.iter().position(|p| p.id == wanted.id).unwrap_or(0);
        let above = self.expected.provisions[..at].iter().rev().find_map(|p| self.after.provision(&p.id));
        let span = above.map_or(self.after.span, |p| self.label_span(p));
        let declare = self.old_id(wanted).filter(|_| self.touches(id).is_empty());
        let help = match declare {
            // What is repealed keeps its number.
            Some(old) => self.declare(
                &say!("thêm đoạn «{line}»", "add the paragraph `{line}`"),
                format!("- {{op: repeal, provision: {old}}}"),
            ),
            None => say!("thêm đoạn «{line}» sau đoạn này", "add the paragraph `{line}` after this one"),
        };
        self.tell(wanted, say!("bản này thiếu {id}: «{line}»", "this text lacks {id}: `{line}`"), span, help);
    }

    fn extra(&mut self, written: &'t Provision) {
        let below = written.parent.as_ref().is_some_and(|p| self.told.contains(p) && !self.is_expected(p));
        if below || self.owner_told(written) {
            self.told.insert(written.id.clone());
            return;
        }
        let (id, line) = (&written.id, printed(written));
        let line = short(&line);
        let help = match self.insert_yaml(written) {
            Some(yaml) => self.declare(&say!("xóa đoạn này", "delete it"), yaml),
            None => say!("xóa đoạn này, hoặc khai thao tác «insert»", "delete it, or declare an `insert`"),
        };
        let message = say!(
            "bản này có thêm {id} mà không ai khai: «{line}»",
            "this text has {id}, which nobody declared: `{line}`"
        );
        self.tell(written, message, written.span, help);
    }

    /// What to write in the text, or else in a decision.
    fn declare(&mut self, write: &Say, yaml: String) -> Say {
        let (vi, en) = (&write.vi, &write.en);
        let help = say!("{vi}, hoặc khai trong quyết định: {yaml}", "{en}, or declare in the decision: {yaml}");
        self.undeclared.push(yaml);
        help
    }

    /// The finding, with the operation that made the words, else with the words before.
    fn tell(&mut self, p: &Provision, message: Say, span: Span, help: Say) {
        let mut d = Diagnostic::new(Code::TextNotAsDeclared, span, message).help(help);
        if let Some(touch) = self.touches(&p.id).last() {
            let id = &touch.decision;
            d = d.related(touch.span, say!("quyết định {id} khai ở đây", "decision {id} declares it here"));
        } else if let Some(old) = self.old(p) {
            d = d.related(self.label_span(old), say!("bản trước viết ở đây", "the text before says it here"));
        }
        self.told.insert(p.id.clone());
        self.found.push(d);
    }

    /// A continuation paragraph after a difference in what it continues: a paragraph cut in two is one slip.
    fn owner_told(&mut self, p: &Provision) -> bool {
        let owner = p.parent.as_ref().filter(|_| p.label.is_empty() && !p.heading);
        let told = owner.is_some_and(|o| self.told.contains(o));
        if let Some(owner) = owner.filter(|_| !told) {
            self.told.insert(owner.clone());
        }
        told
    }

    fn touches(&self, id: &ProvisionId) -> &'t [Touch] {
        self.expected.touched.get(id).map_or(&[], Vec::as_slice)
    }

    fn is_expected(&self, id: &ProvisionId) -> bool {
        self.expected.provisions.iter().any(|p| p.id == *id)
    }

    /// The number a provision of the new text had in the old one.
    fn old_id(&self, p: &Provision) -> Option<&'t ProvisionId> {
        let (lineage, before) = (&self.expected.lineage, self.before);
        if lineage.is_inserted(&p.id) {
            return None;
        }
        before.provisions.iter().map(|o| &o.id).find(|old| lineage.goes_to(old, &p.id))
    }

    fn old(&self, p: &Provision) -> Option<&'t Provision> {
        self.old_id(p).and_then(|id| self.before.provision(id))
    }

    /// The label of a provision in its file, for a provision with one.
    fn label_span(&self, p: &Provision) -> Span {
        let line = self.files.text(p.span.file).get(..p.span.start as usize).unwrap_or("");
        let start = line.rfind(p.number()).filter(|_| !p.label.is_empty());
        start.map_or(p.span, |start| Span::new(p.span.file, start, p.span.start as usize))
    }

    fn insert_yaml(&self, written: &Provision) -> Option<String> {
        let all = &self.after.provisions;
        let at = all.place(&written.id)?;
        let text: Vec<String> = all[at..]
            .iter()
            .take_while(|p| self.after.is_within(&p.id, &written.id))
            .map(|p| {
                let marks = if p.marks > 0 { format!("{} ", "#".repeat(p.marks)) } else { String::new() };
                format!("{marks}{}", printed(p))
            })
            .collect();
        let text = quoted(&text.join("\n\n"));
        let siblings: Vec<&Provision> = self.after.children(written.parent.as_ref()).collect();
        let own = siblings.iter().position(|p| p.id == written.id)?;
        let known = |p: &&&Provision| self.is_expected(&p.id);
        let above = siblings[..own].iter().rev().find(known).and_then(|p| self.old_id(p));
        let below = siblings[own..].iter().find(known).and_then(|p| self.old_id(p));
        let parent = || written.parent.as_ref().and_then(|id| self.after.provision(id)).and_then(|p| self.old_id(p));
        let place = match (above, below) {
            (Some(id), _) => format!("after: {id}"),
            (None, Some(id)) => format!("before: {id}"),
            (None, None) => format!("after: {}", parent()?),
        };
        Some(format!("- {{op: insert, {place}, text: {text}}}"))
    }
}

/// The operation that makes the words of an old provision into others.
fn amend_yaml(old: &Provision, new: &str) -> String {
    let id = &old.id;
    match nameable(old.text.as_str(), new) {
        Some(w) => format!("- {{op: amend, provision: {id}, old: {}, new: {}}}", quoted(w.old), quoted(w.new)),
        None => format!("- {{op: amend, provision: {id}, new: {}}}", quoted(new)),
    }
}

fn printed(p: &Provision) -> String {
    if p.label.is_empty() { p.text.to_string() } else { format!("{} {}", p.label, p.text) }
}

/// Words short enough for a line.
fn short(words: &str) -> String {
    if words.len() <= SHOWN {
        return words.to_owned();
    }
    let mut end = SHOWN;
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    format!("{} …", words[..end].rsplit_once(' ').map_or(&words[..end], |(head, _)| head))
}
