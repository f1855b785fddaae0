//! The operations on the text, one by one.

use super::block::Block;
use super::{How, Touch};
use crate::diagnostic::{Code, Diagnostic, Report, Say, Span};
use crate::history::phrase;
use crate::model::{Decision, InsertPlace, Provision, ProvisionId, REPEALED, STOPS, TextAct, Version, unlike};
use crate::say;
use crate::source::near;
use crate::text::{Case, date_both, stands_whole, whole_places};

/// A text under one decision.
pub(super) struct Text<'v> {
    before: &'v Version,
    pub(super) decision: &'v Decision,
    pub(super) blocks: Vec<Block>,
    pub(super) report: Report,
}

impl<'v> Text<'v> {
    pub fn new(before: &'v Version, decision: &'v Decision) -> Self {
        let blocks = before.provisions.iter().map(Block::of).collect();
        Self { before, decision, blocks, report: Report::default() }
    }

    pub fn apply(&mut self, act: &TextAct, span: Span) {
        match act {
            TextAct::Amend { provision, old, new } => self.amend(provision, old.as_deref(), new, span),
            TextAct::Insert { place, text } => self.insert(place, text, span),
            TextAct::Repeal { provision } => self.repeal(provision, span),
            TextAct::ReplacePhrase { old, new, within, except } => {
                self.replace_phrase(old, new, within, except, span);
            }
            TextAct::Renumber { provision, label } => self.renumber(provision, label, span),
            // It cannot stand beside another; the caller has seen to it.
            TextAct::ReplaceAll { .. } => {}
        }
    }

    fn amend(&mut self, id: &ProvisionId, old: Option<&str>, new: &str, span: Span) {
        let Some(at) = self.target(id, span).filter(|at| self.is_whole(*at, id, span)) else { return };
        let Some(new) = self.one_paragraph(new, span) else { return };
        let (label, words) = (self.blocks[at].label.clone(), self.blocks[at].words.clone());
        if old.is_none() && !label.is_empty() && new.split_whitespace().next() == label.split_whitespace().next() {
            return self.impossible(
                span,
                say!(
                    "«new» mở đầu bằng số «{label}» của chính {id}",
                    "`new` begins with the label `{label}` of {id} itself"
                ),
                say!("chỉ ghi lời, không ghi số", "write the words only, without the label"),
            );
        }
        let changed = match old {
            None => new,
            Some(old) => {
                let found: Vec<_> = whole_places(&words, old, Case::Exact).collect();
                let count = found.len();
                match found.first() {
                    Some(place) if count == 1 => {
                        format!("{}{new}{}", &words[..place.start], &words[place.end..]).trim().to_owned()
                    }
                    Some(_) => {
                        return self.impossible(
                            span,
                            say!("«{old}» có {count} lần trong {id}", "`{old}` stands {count} times in {id}"),
                            say!(
                                "ghi «old» dài hơn để chỉ đúng một chỗ, hoặc dùng «op: replace_phrase» với «within: [{id}]» để thay mọi chỗ",
                                "make `old` longer so that it names one place, or use `op: replace_phrase` with `within: [{id}]` for all"
                            ),
                        );
                    }
                    None => return self.not_there(id, &words, old, span),
                }
            }
        };
        if changed == words {
            return self.impossible(
                span,
                say!("thao tác này không đổi chữ nào của {id}", "this operation changes no word of {id}"),
                say!("sửa «new», hoặc xóa thao tác", "correct `new`, or delete the operation"),
            );
        }
        self.set(at, changed, How::Amended, span);
    }

    fn not_there(&mut self, id: &ProvisionId, words: &str, old: &str, span: Span) {
        let help = if words.contains(old) {
            say!(
                "«{old}» ở đó chỉ là một phần của tiếng dài hơn; ghi trọn tiếng",
                "there it is only a part of a longer syllable; write whole syllables"
            )
        } else if let Some(other) = self.blocks.iter().find(|b| stands_whole(&b.words, old, Case::Exact)) {
            let other = other.was.as_ref().map_or("", |id| id.as_str());
            say!("những chữ ấy có ở {other}", "these words stand in {other}")
        } else {
            unlike(id, words, old)
        };
        let written = self.decision.operations.iter().find(|o| o.span == span).and_then(|o| o.old);
        let span = written.unwrap_or(span);
        self.impossible(span, say!("«{old}» không có trong {id}", "`{old}` does not stand in {id}"), help);
    }

    fn insert(&mut self, place: &InsertPlace, text: &str, span: Span) {
        let (InsertPlace::After(id) | InsertPlace::Before(id)) = place;
        let Some(at) = self.target(id, span) else { return };
        let mut to = at;
        if matches!(place, InsertPlace::After(_)) {
            to += 1;
            while self.blocks.get(to).is_some_and(|b| self.is_below(b, id)) {
                to += 1;
            }
        }
        let inserted: Vec<Block> = paragraphs(text)
            .into_iter()
            .map(|(marks, words)| Block {
                marks,
                label: String::new(),
                words,
                was: None,
                anchor: Some(id.clone()),
                gone: false,
                repealed: false,
                touches: vec![self.touch(How::Inserted, span, String::new())],
                span,
            })
            .collect();
        self.blocks.splice(to..to, inserted);
    }

    fn repeal(&mut self, id: &ProvisionId, span: Span) {
        let Some(at) = self.target(id, span) else { return };
        if self.before.provision(id).is_some_and(Provision::is_repealed) {
            return self.impossible(
                span,
                say!("{id} đã được bãi bỏ từ trước", "{id} was repealed before"),
                say!("xóa thao tác này, hoặc sửa «provision»", "delete this operation, or correct `provision`"),
            );
        }
        if self.blocks[at].touches.iter().any(|t| t.decision == self.decision.id) {
            return self.impossible(
                span,
                say!("quyết định này vừa sửa vừa bãi bỏ {id}", "the decision both changes and repeals {id}"),
                say!("bỏ một trong hai thao tác", "drop one of the two operations"),
            );
        }
        self.set(at, REPEALED.to_owned(), How::Repealed, span);
        self.blocks[at].repealed = true;
        let before = self.before;
        for block in &mut self.blocks {
            let below = |other: &ProvisionId| other != id && before.is_within(other, id);
            block.gone |= block.was.as_ref().is_some_and(below);
        }
    }

    fn replace_phrase(&mut self, old: &str, new: &str, within: &[ProvisionId], except: &[ProvisionId], span: Span) {
        let named = within.iter().chain(except);
        if named.filter(|id| self.target(id, span).is_none()).count() > 0 {
            return;
        }
        let Some(new) = self.one_paragraph(new, span) else { return };
        let mut hit = vec![false; within.len()];
        let mut hits = 0;
        for at in 0..self.blocks.len() {
            let block = &self.blocks[at];
            let Some(id) = block.was.clone().filter(|_| !block.gone && !block.repealed) else { continue };
            let scopes: Vec<usize> =
                (0..within.len()).filter(|scope| self.before.is_within(&id, &within[*scope])).collect();
            let spared = except.iter().any(|e| self.before.is_within(&id, e));
            if spared || (scopes.is_empty() && !within.is_empty()) {
                continue;
            }
            let (words, count) = phrase::replace(&block.words, old, &new);
            if count > 0 {
                hits += count;
                scopes.into_iter().for_each(|scope| hit[scope] = true);
                self.set(at, words.trim().to_owned(), How::PhraseReplaced, span);
            }
        }
        let missed: Vec<&str> = within.iter().zip(&hit).filter(|(_, hit)| !**hit).map(|(id, _)| id.as_str()).collect();
        if hits == 0 {
            let alike = self.blocks.iter().find_map(|b| {
                let (at, end) = crate::history::leftover::alike(&b.words, old).into_iter().next()?;
                Some((b.was.as_ref()?.clone(), b.words[at..end].to_owned()))
            });
            let help = match alike {
                Some((id, words)) => say!("gần giống nhất: {id} viết «{words}»", "the nearest: {id} writes `{words}`"),
                None => say!("chép lại cụm từ từ bản trước", "copy the phrase from the text before"),
            };
            self.impossible(
                span,
                say!(
                    "cụm từ «{old}» không có ở những chỗ phải thay",
                    "the phrase `{old}` stands nowhere it is to be replaced"
                ),
                help,
            );
        } else if !missed.is_empty() {
            let missed = missed.join(", ");
            self.impossible(
                span,
                say!("cụm từ «{old}» không có trong {missed}", "the phrase `{old}` does not stand in {missed}"),
                say!("bỏ {missed} khỏi «within»", "take {missed} out of `within`"),
            );
        }
    }

    fn renumber(&mut self, id: &ProvisionId, label: &str, span: Span) {
        let Some(at) = self.target(id, span).filter(|at| self.is_whole(*at, id, span)) else { return };
        let (old, new) = (self.blocks[at].label.clone(), label.trim().to_owned());
        if old.is_empty() || old == new {
            let what = if old.is_empty() {
                say!("{id} là đoạn không có số", "{id} is a paragraph without a label")
            } else {
                say!("{id} đã mang số «{old}»", "{id} has the label `{old}` already")
            };
            return self.impossible(span, what, say!("sửa «provision» hoặc «label»", "correct `provision` or `label`"));
        }
        let numbers = |label: &str| label.starts_with(|c: char| c.is_ascii_digit());
        let stem = |label: &str| format!("{}.", label.trim_end_matches(STOPS));
        for other in 0..self.blocks.len() {
            let block = &self.blocks[other];
            let label = if other == at {
                new.clone()
            } else if block.was.as_ref().is_some_and(|was| self.before.is_within(was, id)) && numbers(&old) {
                match block.label.strip_prefix(&stem(&old)) {
                    Some(rest) => format!("{}{rest}", stem(&new)),
                    None => continue,
                }
            } else {
                continue;
            };
            let touch = self.touch(How::Renumbered, span, block.label.clone());
            self.blocks[other].label = label;
            self.blocks[other].touches.push(touch);
        }
    }

    fn set(&mut self, at: usize, words: String, how: How, span: Span) {
        let touch = self.touch(how, span, self.blocks[at].words.clone());
        self.blocks[at].words = words;
        self.blocks[at].touches.push(touch);
    }

    fn touch(&self, how: How, span: Span, before: String) -> Touch {
        Touch { decision: self.decision.id.clone(), how, span, before }
    }

    /// Whether a block stands below a provision, or was put there.
    fn is_below(&self, block: &Block, id: &ProvisionId) -> bool {
        block.was.as_ref().or(block.anchor.as_ref()).is_some_and(|own| self.before.is_within(own, id))
    }

    /// Whether this decision has not repealed the provision.
    fn is_whole(&mut self, at: usize, id: &ProvisionId, span: Span) -> bool {
        let repealed = self.blocks[at].repealed;
        if repealed {
            self.impossible(
                span,
                say!("quyết định này đã bãi bỏ {id}", "the decision repeals {id}"),
                say!("bỏ một trong hai thao tác", "drop one of the two operations"),
            );
        }
        !repealed
    }

    /// The block of a provision that the text before has and this decision has left standing.
    fn target(&mut self, id: &ProvisionId, span: Span) -> Option<usize> {
        let found = self.blocks.iter().position(|b| b.was.as_ref() == Some(id));
        let (day, day_en) = date_both(self.before.effective_from);
        match found {
            Some(at) if !self.blocks[at].gone => return Some(at),
            Some(_) => self.impossible(
                span,
                say!(
                    "{id} nằm trong điều khoản mà quyết định này bãi bỏ",
                    "{id} stands in a provision this decision repeals"
                ),
                say!("bỏ một trong hai thao tác", "drop one of the two operations"),
            ),
            None => {
                let near =
                    near(&self.report, id.as_str(), || self.before.provisions.iter().map(|p| p.id.as_str())).join(", ");
                let help = if near.is_empty() {
                    say!(
                        "ghi số của bản trước (hiệu lực từ {day})",
                        "write the number of the text before (of {day_en})"
                    )
                } else {
                    say!("bản trước (hiệu lực từ {day}) có: {near}", "the text before (of {day_en}) has: {near}")
                };
                self.impossible(
                    span,
                    say!("bản trước không có điều khoản {id}", "the text before has no provision {id}"),
                    help,
                );
            }
        }
        None
    }

    /// Words on one line; a blank line would begin another paragraph.
    fn one_paragraph(&mut self, words: &str, span: Span) -> Option<String> {
        let lines: Vec<&str> = words.trim_matches('\n').lines().collect();
        if lines.iter().any(|l| l.trim().is_empty()) {
            self.impossible(
                span,
                say!("«new» có nhiều đoạn", "`new` has several paragraphs"),
                say!("sửa một đoạn; đoạn mới thêm bằng «op: insert»", "amend one; add new ones by `op: insert`"),
            );
            return None;
        }
        Some(lines.join(" "))
    }

    pub(super) fn impossible(&mut self, span: Span, message: Say, help: Say) {
        self.report.push(Diagnostic::new(Code::OperationImpossible, span, message).help(help));
    }
}

/// The paragraphs of an inserted text with their `#`.
fn paragraphs(text: &str) -> Vec<(usize, String)> {
    let mut all: Vec<(usize, String)> = Vec::new();
    let mut open = false;
    for line in text.lines().map(str::trim) {
        let marks = line.len() - line.trim_start_matches('#').len();
        if line.is_empty() {
            open = false;
        } else if (1..=6).contains(&marks) && line[marks..].starts_with(' ') {
            all.push((marks, line[marks..].trim_start().to_owned()));
            open = false;
        } else if let Some((_, words)) = all.last_mut().filter(|_| open) {
            words.push('\n');
            words.push_str(line);
        } else {
            all.push((0, line.to_owned()));
            open = true;
        }
    }
    all
}
