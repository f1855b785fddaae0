//! The amended text written, read again, and each block followed to the provision it became.
//!
//! What the reader of regulations says of it is said of the operation that caused it, so that a clerk never meets a fault
//! in a text that stands in no file.

use std::collections::BTreeMap;

use super::Amended;
use super::acts::Text;
use super::block::{printed, source, write};
use crate::diagnostic::{Diagnostic, Report, Say, Span};
use crate::history::lineage::Fate;
use crate::model::{Provision, read_text};
use crate::say;

/// A text written and read again.
struct Read {
    markdown: String,
    provisions: Vec<Provision>,
    /// For each provision the block it was read from, counted without those that go.
    of_block: Vec<usize>,
    faults: Vec<(usize, Diagnostic)>,
}

impl Text<'_> {
    /// Writes the text, reads it again, and follows every block to the provision it became.
    pub fn read_again(mut self) -> (Amended, Report) {
        let mut read = self.read();
        if self.set_depths(&read) {
            read = self.read();
        }
        let Read { markdown, provisions, of_block, faults } = read;
        let standing: Vec<usize> = (0..self.blocks.len()).filter(|b| !self.blocks[*b].gone).collect();
        self.judge(&faults, &standing, &provisions, &of_block);
        let mut all = Amended { markdown, ..Amended::default() };
        for block in self.blocks.iter().filter(|b| b.gone) {
            if let Some(was) = &block.was {
                all.lineage.fates.insert(was.clone(), Fate::Ends(self.decision.id.clone()));
            }
        }
        for (at, mut p) in of_block.iter().zip(provisions) {
            let Some(block) = standing.get(*at).map(|at| &self.blocks[*at]) else { continue };
            match &block.was {
                None => drop(all.lineage.inserted.insert(p.id.clone())),
                Some(was) if block.repealed => {
                    all.lineage.fates.insert(was.clone(), Fate::Ends(self.decision.id.clone()));
                }
                Some(was) if *was != p.id => {
                    all.lineage.fates.insert(was.clone(), Fate::Goes(p.id.clone()));
                }
                Some(_) => {}
            }
            p.span = block.touches.last().map_or(block.span, |t| t.span);
            if !block.touches.is_empty() {
                all.touched.insert(p.id.clone(), block.touches.clone());
            }
            all.provisions.push(p);
        }
        (all, self.report)
    }

    fn read(&self) -> Read {
        let standing = self.blocks.iter().filter(|b| !b.gone);
        let (markdown, starts) = write(standing.map(|b| source(b.marks, &b.label, &b.words)));
        let (provisions, report) = read_text(&markdown);
        let block = |span: Span| starts.partition_point(|s| *s <= span.start as usize).saturating_sub(1);
        let of_block = provisions.iter().map(|p| block(p.span)).collect();
        let faults = report.iter().map(|d| (d.span.map_or(0, block), d.clone())).collect();
        Read { markdown, provisions, of_block, faults }
    }

    /// Gives inserted headings the `#` of their depth; whether one had another number of them.
    fn set_depths(&mut self, read: &Read) -> bool {
        if !self.blocks.iter().any(|b| b.was.is_none() && b.marks > 0) {
            return false;
        }
        let standing: Vec<usize> = (0..self.blocks.len()).filter(|b| !self.blocks[*b].gone).collect();
        let mut depths = BTreeMap::new();
        let mut changed = false;
        for (p, at) in read.provisions.iter().zip(&read.of_block) {
            let depth: usize = p.parent.as_ref().and_then(|id| depths.get(id)).copied().unwrap_or(0) + 1;
            depths.insert(p.id.clone(), depth);
            let Some(block) = standing.get(*at).map(|at| &mut self.blocks[*at]) else { continue };
            let marks = depth.min(6);
            if block.was.is_none() && block.marks > 0 && block.marks != marks {
                block.marks = marks;
                changed = true;
            }
        }
        changed
    }

    /// What the reader said, said of the operation that caused it; and that every block came back as it was meant.
    fn judge(&mut self, faults: &[(usize, Diagnostic)], standing: &[usize], read: &[Provision], of_block: &[usize]) {
        let mut told: Vec<Span> = Vec::new();
        let mut found: Vec<(Span, Say, Say)> = Vec::new();
        for (at, d) in faults {
            let head = standing.get(*at).map_or(String::new(), |b| beginning(&self.blocks[*b].printed()));
            let (vi, en) = (&d.message.vi, &d.message.en);
            found.push((
                self.cause(standing, *at),
                say!("sau thao tác này, ở đoạn «{head}»: {vi}", "after this operation, at `{head}`: {en}"),
                d.help.clone().unwrap_or_default(),
            ));
        }
        for (p, at) in read.iter().zip(of_block) {
            let Some(block) = standing.get(*at).map(|b| &self.blocks[*b]) else { continue };
            let same = block.printed() == printed(&p.label, p.text.as_str())
                && (block.was.is_none() || block.label == p.label)
                && (block.marks > 0) == (p.marks > 0);
            if !same {
                let (head, id) = (beginning(&block.printed()), &p.id);
                found.push((
                    self.cause(standing, *at),
                    say!(
                        "sau thao tác này, đoạn «{head}» được đọc thành điều khoản {id}",
                        "after this operation, the paragraph `{head}` reads as provision {id}"
                    ),
                    say!(
                        "lời của một điều khoản không mở đầu bằng số của điều khoản khác hay dấu #",
                        "the words of a provision do not begin with another's label or a #"
                    ),
                ));
            }
        }
        if let Some(lost) =
            (0..standing.len()).find(|at| of_block.binary_search(at).is_err()).filter(|_| faults.is_empty())
        {
            let block = &self.blocks[standing[lost]];
            let id = block.was.as_ref().map_or_else(|| beginning(&block.printed()), ToString::to_string);
            found.push((
                self.cause(standing, lost),
                say!("sau thao tác này, {id} không còn chữ nào", "after this operation, {id} has no words"),
                say!("muốn bãi bỏ thì dùng «op: repeal»", "to repeal it use `op: repeal`"),
            ));
        }
        for (span, message, help) in found {
            // One operation that breaks a row breaks all that follows.
            if !told.contains(&span) {
                told.push(span);
                self.impossible(span, message, help);
            }
        }
    }

    /// The operation that most likely made block `at` unreadable: its own, else the last above that put something there or
    /// moved numbers, else the first below.
    fn cause(&self, standing: &[usize], at: usize) -> Span {
        let own = |at: &usize| self.blocks[*at].touches.last().map(|t| t.span);
        let at = at.min(standing.len().saturating_sub(1));
        let above = || standing[..at].iter().rev().find_map(own);
        let below = || standing[at..].iter().find_map(own);
        standing.get(at).and_then(own).or_else(above).or_else(below).unwrap_or(self.decision.span)
    }
}

/// The first words, for a message.
fn beginning(words: &str) -> String {
    let end = words.match_indices(' ').nth(5).map_or(words.len(), |(i, _)| i);
    let rest = if end < words.len() { " …" } else { "" };
    format!("{}{rest}", &words[..end])
}
