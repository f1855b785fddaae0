//! Headings and paragraphs of a Markdown text, split by blank lines (design 2).
//!
//! The trap avoided: CommonMark would make lists of labels, and lose their numbers.

use crate::model::decode::label;

/// A heading or paragraph: its words on one line, and where they begin.
pub(super) struct Block {
    /// How many `#` it has; 0 for a paragraph.
    pub marks: usize,
    pub words: String,
    /// How many bytes the first line takes: a label ends with it.
    pub first: usize,
    /// Whether a line within it carries blanks that joining drops, so that places in it no longer fit the file.
    pub ragged: bool,
    /// Offset of the first word from the start of the body.
    pub at: usize,
    /// Offset behind the last word: joining drops blanks, so the words' length does not tell it.
    pub end: usize,
    /// Whether the blank line above it was forgotten: it begins with a label on a line within a paragraph.
    pub glued: bool,
}

impl Block {
    /// The first line.
    pub(super) fn head(&self) -> &str {
        &self.words[..self.first]
    }
}

/// Headings are lines; paragraphs end at a blank line or heading.
pub(super) fn blocks(body: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    let mut blank_end = false;
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        let words = line.trim();
        let begin = at + (line.len() - line.trim_start().len());
        at += line.len();
        let labelled = || !label::read(words, false).is_empty() || label::near(words).is_some_and(|n| n.stopped());
        let trailing = line.trim_end_matches('\n').len() > line.trim_end().len();
        let marks = words.len() - words.trim_start_matches('#').len();
        if words.is_empty() {
            open = false;
        } else if (1..=6).contains(&marks) && words[marks..].starts_with(' ') {
            let title = words[marks..].trim_start();
            let at = begin + words.len() - title.len();
            let (first, end) = (title.len(), begin + words.len());
            blocks.push(Block { marks, words: title.to_owned(), first, ragged: false, at, end, glued: false });
            open = false;
        } else if let Some(block) = blocks.last_mut().filter(|_| open && !labelled()) {
            block.ragged |= blank_end || !line.starts_with(words);
            block.words.push(' ');
            block.words.push_str(words);
            block.end = begin + words.len();
        } else {
            blocks.push(Block {
                marks: 0,
                words: words.to_owned(),
                first: words.len(),
                ragged: false,
                at: begin,
                end: begin + words.len(),
                glued: open,
            });
            open = true;
        }
        blank_end = trailing;
    }
    blocks
}
