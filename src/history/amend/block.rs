//! A provision on its way to the new text, and how it is written as Markdown (design 2).
//!
//! The trap avoided: a paragraph that begins `1. ` is a list in CommonMark; its dot is escaped. A number of four digits is
//! no label, so it is left alone.

use super::Touch;
use crate::diagnostic::Span;
use crate::model::{Provision, ProvisionId};

/// One heading or paragraph.
pub(super) struct Block {
    /// How many `#`; 0 for a paragraph.
    pub marks: usize,
    /// Its label; empty for a continuation and for what was inserted and not read yet.
    pub label: String,
    /// Its words; with its label when it was inserted.
    pub words: String,
    /// The provision of the text before that it is.
    pub was: Option<ProvisionId>,
    /// Where it was inserted: it moves with that provision.
    pub anchor: Option<ProvisionId>,
    /// Whether it goes: it stood below a repealed provision.
    pub gone: bool,
    /// Whether it was repealed and keeps its number.
    pub repealed: bool,
    /// What was done to it.
    pub touches: Vec<Touch>,
    /// Its place in the text before, or the operation that inserted it.
    pub span: Span,
}

impl Block {
    /// A provision of the text before.
    pub fn of(p: &Provision) -> Self {
        Self {
            marks: p.marks,
            label: p.label.clone(),
            words: p.text.as_str().to_owned(),
            was: Some(p.id.clone()),
            anchor: None,
            gone: false,
            repealed: false,
            touches: Vec::new(),
            span: p.span,
        }
    }

    /// Its label and words as they are read.
    pub fn printed(&self) -> String {
        printed(&self.label, &self.words)
    }
}

/// Label and words on one line, without what only Markdown needs.
pub(super) fn printed(label: &str, words: &str) -> String {
    let words = words.replace('\n', " ").replacen("\\.", ".", 1);
    match (label.is_empty(), words.is_empty()) {
        (true, _) => words,
        (_, true) => label.to_owned(),
        _ => format!("{label} {words}"),
    }
}

/// Markdown of provisions, without front matter: read again, it gives the same provisions.
#[must_use]
pub fn markdown(provisions: &[Provision]) -> String {
    write(provisions.iter().map(|p| source(p.marks, &p.label, p.text.as_str()))).0
}

/// The blocks as one text, and where each begins.
pub(super) fn write(blocks: impl Iterator<Item = String>) -> (String, Vec<usize>) {
    let mut out = String::new();
    let mut starts = Vec::new();
    for block in blocks {
        if !out.is_empty() {
            out.push('\n');
        }
        starts.push(out.len());
        out.push_str(&block);
        out.push('\n');
    }
    (out, starts)
}

/// One block as Markdown.
pub(super) fn source(marks: usize, label: &str, words: &str) -> String {
    let between = match (label.is_empty() || words.is_empty(), marks == 0 && needs_own_line(label)) {
        (true, _) => "",
        (_, true) => "\n",
        _ => " ",
    };
    let line = format!("{label}{between}{words}");
    if marks > 0 {
        return format!("{} {line}", "#".repeat(marks));
    }
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let lone = (1..=3).contains(&digits)
        && line[digits..].strip_prefix('.').is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\u{A0}']));
    if lone { format!("{}\\{}", &line[..digits], &line[digits..]) } else { line }
}

/// `Chương I` in a paragraph is a label at the end of its line, and before other words only when a stop follows it.
fn needs_own_line(label: &str) -> bool {
    label.contains(' ') && !label.ends_with(['.', ':'])
}
