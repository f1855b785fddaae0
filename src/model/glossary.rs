//! Abbreviations and terms, terms that have expired, entries taken out, synonyms for the search, print errors, and the
//! office's free pages.

use jiff::civil::Date;

use super::ProvisionId;
use crate::diagnostic::Span;

/// An abbreviation or term.
#[derive(Clone, Debug)]
pub struct Term {
    /// The short form or term as it stands in the text: `UBND`.
    pub term: String,
    /// What it stands for.
    pub meaning: String,
    /// The provision that defines or first uses it.
    pub cite: Option<ProvisionId>,
    /// Whether the text itself defines it; else the expansion is common usage.
    pub defined: bool,
    /// Whether it is an abbreviation, shown as a tooltip where it occurs.
    pub abbreviation: bool,
    /// A word to the reader.
    pub note: Option<String>,
    /// Where it is declared.
    pub span: Span,
}

/// A word of the text that has lost its object ("huyện" since 01/07/2025).
#[derive(Clone, Debug)]
pub struct ObsoleteTerm {
    /// The word or phrase, matched as whole syllables.
    pub term: String,
    /// First day on which it is obsolete.
    pub since: Date,
    /// Why, and by which act.
    pub reason: String,
    /// Where it is declared.
    pub span: Span,
}

/// An entry the glossary no longer has: it was taken out, or worded anew. Whoever cited it still finds its place.
#[derive(Clone, Debug)]
pub struct FormerTerm {
    /// The term as it stood.
    pub term: String,
    /// What is to be said of it, such as where it went.
    pub note: Option<String>,
}

/// What readers type for what the text says. The search alone knows it.
#[derive(Clone, Debug)]
pub struct Synonym {
    /// The wordings readers use: `một cửa`.
    pub typed: Vec<String>,
    /// The words of the text, or a name: `Trung tâm Phục vụ hành chính công`.
    pub text: String,
    /// Where it is declared.
    pub span: Span,
}

/// A print error of the issued text.
#[derive(Clone, Debug)]
pub struct PrintNote {
    /// Where.
    pub cite: ProvisionId,
    /// The words as printed.
    pub quote: String,
    /// What is odd about them.
    pub note: String,
    /// Where it is declared.
    pub span: Span,
}

/// A free page of the office, in Markdown.
#[derive(Clone, Debug)]
pub struct FreePage {
    /// Its id, the file name without extension.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its Markdown, front matter removed.
    pub body: String,
    /// Where the body begins.
    pub span: Span,
}
