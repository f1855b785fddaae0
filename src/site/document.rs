//! What the search finds: one document for each provision, role page, unit page, calendar entry and decision.

use jiff::civil::Date;
use serde::Serialize;

/// The kinds a reader can filter by. The order is the order of document ids, so that a filter is a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DocumentKind {
    /// Điều khoản.
    Provision,
    /// Vai trò.
    Role,
    /// Đơn vị.
    Unit,
    /// Lịch.
    Calendar,
    /// Quyết định.
    Decision,
}

impl DocumentKind {
    /// Every kind, in order.
    pub const ALL: [Self; 5] = [Self::Provision, Self::Role, Self::Unit, Self::Calendar, Self::Decision];
}

/// One thing the search can find.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct Document {
    /// What it is.
    pub kind: DocumentKind,
    /// Its address from the site's root, anchor included: `quy-che/b-ii.html#b.ii.5.1.a`.
    pub url: String,
    /// The printed path of a provision (`B.II.5.1.a`), the key citations are looked up by; empty for other kinds.
    pub path: String,
    /// Of a paragraph without a label, which of its provision it is cited as.
    pub paragraph: Option<usize>,
    /// The line shown first: the citation of a provision, the name of a role or unit, the title of an entry.
    pub title: String,
    /// The headings above, topmost first; the last two are indexed with half the weight.
    pub headings: Vec<String>,
    /// The words, verbatim; searched with positions and shown as snippet.
    pub text: String,
    /// Whether it is a heading itself.
    pub heading: bool,
    /// Whether the calendar computes a date from it alone ("khi nào", "ngày nào", "mấy lần" favour these).
    pub dated: bool,
    /// Whether it gives a term, counted from the day of something else ("khi nào", "mấy ngày", "hạn" favour these).
    pub term: bool,
    /// Whether it says who attends ("ai dự họp" favours these).
    pub attended: bool,
    /// What a role, a unit or a decision is called besides its title.
    pub aliases: Vec<String>,
    /// The days of an entry of the calendar that the page of their month shows, each with its period, which its anchor there ends with.
    #[serde(skip)]
    pub falls: Vec<(Date, String)>,
    /// Names of those who bear it in their own right ("ai … phải" favours the bearer's own clause).
    pub bearers: Vec<String>,
}

impl Document {
    /// One with a title and words, of which nothing else is known.
    #[must_use]
    pub fn new(kind: DocumentKind, url: impl Into<String>, title: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            kind,
            url: url.into(),
            path: String::new(),
            paragraph: None,
            title: title.into(),
            headings: Vec::new(),
            text: text.into(),
            heading: false,
            dated: false,
            term: false,
            attended: false,
            aliases: Vec::new(),
            falls: Vec::new(),
            bearers: Vec::new(),
        }
    }
}

/// A name somebody may ask for, and what the question is then about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The name, or a short form.
    pub name: String,
    /// What is asked.
    pub asked: Asked,
}

/// What a question that names nothing else asks, with the printed path of the provision that answers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// What a role must do: its own section.
    Duty(String),
    /// What a group or a term is, or a part of the text is about.
    Meaning(String),
    /// The office as a whole, which every clause is about.
    Office,
    /// What stands in one of the documents of the text, by its first provision: "Điều 1 quy chế".
    Document(String),
}
