//! Headings and paragraphs of a Markdown text, split by blank lines (design 2).
//!
//! The trap avoided: CommonMark would make lists of labels, and lose their numbers.

use std::borrow::Cow;

use rayon::prelude::*;

use crate::model::decode::label::{self, Label};

/// A heading or paragraph: its words on one line, and where they begin.
#[derive(Clone)]
pub(super) struct Block<'t> {
    /// How many `#` it has; 0 for a paragraph.
    pub marks: usize,
    pub words: Cow<'t, str>,
    /// How its first line can be read as a label.
    pub readings: Vec<Label>,
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
    /// Whether its `#` touch the label.
    pub unspaced: bool,
    /// The first of its lines, by its bytes from `at`, that is a row of a table or of a list and would be run together with the others.
    pub row: Option<(usize, usize)>,
    /// A line of `===` or `---` right below it, by its bytes from the start of the body: Markdown's other way to write a heading.
    pub underline: Option<(usize, usize)>,
}

impl Block<'_> {
    /// The first line.
    pub(super) fn head(&self) -> &str {
        &self.words[..self.first]
    }
}

/// Headings are lines; paragraphs end at a blank line or heading.
pub(super) fn blocks(body: &str) -> Vec<Block<'_>> {
    // No block waits for another: the longest text is read on all cores.
    let parts = parts(body);
    let mut blocks: Vec<Block<'_>> = parts.into_par_iter().flat_map_iter(|(at, part)| of_part(at, part)).collect();
    blocks.par_iter_mut().for_each(|block| block.readings = label::read(block.head(), block.marks > 0));
    blocks
}

/// About so many bytes are a part.
const PART: usize = 256 << 10;

/// A text cut at blank lines, which end whatever stands above them; each part with its place.
fn parts(body: &str) -> Vec<(usize, &str)> {
    let (mut parts, mut rest, mut at) = (Vec::new(), body, 0);
    let blank = |rest: &str| rest.as_bytes().get(PART..)?.windows(2).position(|two| two == b"\n\n");
    while let Some(blank) = blank(rest) {
        let (part, behind) = rest.split_at(PART + blank + 2);
        parts.push((at, part));
        (rest, at) = (behind, at + part.len());
    }
    parts.push((at, rest));
    parts
}

fn of_part(mut at: usize, part: &str) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let mut open = false;
    let mut blank_end = false;
    for line in part.split_inclusive('\n') {
        let words = line.trim();
        let begin = at + (line.len() - line.trim_start().len());
        at += line.len();
        let labelled =
            || !label::read(words, false).is_empty() || label::near(words, false).is_some_and(|n| n.stopped());
        let trailing = line.trim_end_matches('\n').len() > line.trim_end().len();
        let marks = words.len() - words.trim_start_matches('#').len();
        if words.is_empty() {
            open = false;
        } else if (1..=6).contains(&marks) && (words[marks..].starts_with(' ') || is_labelled(&words[marks..])) {
            let title = words[marks..].trim_start();
            let at = begin + words.len() - title.len();
            let (first, end) = (title.len(), begin + words.len());
            let (words, readings) = (title.into(), Vec::new());
            let unspaced = end - first == begin + marks;
            blocks.push(Block {
                marks,
                words,
                readings,
                first,
                ragged: false,
                at,
                end,
                glued: false,
                unspaced,
                row: None,
                underline: None,
            });
            open = false;
        } else if let Some(block) = blocks.last_mut().filter(|_| open && is_underline(words)) {
            block.underline = Some((begin, begin + words.len()));
            // Below words without a label it is no heading's, and one finding is enough.
            if is_labelled(block.head()) {
                block.marks = if words.starts_with('=') { 1 } else { 2 };
            }
            open = false;
        } else if let Some(block) = blocks.last_mut().filter(|_| open && !labelled()) {
            block.ragged |= blank_end || !line.starts_with(words);
            block.row =
                block.row.or_else(|| is_row(words).then_some((begin - block.at, begin - block.at + words.len())));
            let joined = block.words.to_mut();
            joined.push(' ');
            joined.push_str(words);
            block.end = begin + words.len();
        } else {
            blocks.push(Block {
                marks: 0,
                words: words.into(),
                readings: Vec::new(),
                first: words.len(),
                ragged: false,
                at: begin,
                end: begin + words.len(),
                glued: open,
                unspaced: false,
                row: None,
                underline: None,
            });
            open = true;
        }
        blank_end = trailing;
    }
    blocks
}

/// Whether a heading begins with a label.
fn is_labelled(title: &str) -> bool {
    !label::read(title, true).is_empty()
}

/// Whether a line makes a heading of the words above it.
fn is_underline(line: &str) -> bool {
    line.bytes().all(|b| b == b'=') || line.len() > 1 && line.bytes().all(|b| b == b'-')
}

/// Whether a line is one of a table or a list. A long dash may be one of a sentence that goes on in a new line.
fn is_row(line: &str) -> bool {
    line.starts_with('|') || label::list_mark(line).is_some_and(|mark| mark != '—')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_read_in_parts_as_it_is_read_at_once() {
        let some = "# A. PHẦN\n\n1\\. Một câu\n  nối dòng.\n\n \n- mục  \n- mục\n\nHai\n===\n\n\na) Ba\n\n---\n\n";
        let text = some.repeat(4 * PART / some.len());
        assert!(parts(&text).len() > 3);
        let told = |b: &Block<'_>| (b.marks, b.words.to_string(), b.at, b.end, b.glued, b.ragged, b.row, b.underline);
        let at_once: Vec<_> = of_part(0, &text).iter().map(told).collect();
        assert!(blocks(&text).iter().map(told).eq(at_once));
    }
}
