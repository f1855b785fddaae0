//! Diagnostics and their sum.

use std::collections::BTreeMap;

use super::{Code, Say, Span};
use crate::say;

/// How bad it is. An error stops publication; a warning is a finding about the text that the office should know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is published while one stands.
    Error,
    /// Published all the same, and listed among the open points; an error under `--strict`.
    Warning,
}

/// One finding: what, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable code, the key of `quyche explain`.
    pub code: Code,
    /// Error or warning.
    pub severity: Severity,
    /// What is wrong, in plain words.
    pub message: Say,
    /// Where it is wrong; `None` only for findings about the project as a whole.
    pub span: Option<Span>,
    /// Other places that belong to the finding, e.g. the first of two equal ids, each with a word on why.
    pub related: Vec<(Span, Say)>,
    /// What to do.
    pub help: Option<Say>,
}

impl Diagnostic {
    /// A finding of the code's own severity at `span`.
    #[must_use]
    pub fn new(code: Code, span: impl Into<Option<Span>>, message: Say) -> Self {
        Self { code, severity: code.severity(), message, span: span.into(), related: Vec::new(), help: None }
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: Say) -> Self {
        self.help = Some(help);
        self
    }

    /// Adds what to do, when there is something to say.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<Say>) -> Self {
        self.help = help.or(self.help);
        self
    }

    /// Adds another place that belongs to the finding.
    #[must_use]
    pub fn related(mut self, span: Span, why: Say) -> Self {
        self.related.push((span, why));
        self
    }
}

/// What was not looked for, because of the errors that stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unchecked {
    /// Nothing: these are all findings there are.
    #[default]
    Nothing,
    /// The pages, with their links, and the days of decisions to come.
    Pages,
    /// Whatever asks more than one file for what it means.
    Meaning,
}

/// The findings of one step or of the whole run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    items: Vec<Diagnostic>,
    unchecked: Unchecked,
    /// Whether nobody will read it.
    unread: bool,
}

impl Report {
    /// Adds one finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.items.push(diagnostic);
    }

    /// Adds all findings of another report.
    pub fn extend(&mut self, other: Report) {
        self.items.extend(other.items);
        self.leave(other.unchecked);
    }

    /// Notes what was not looked for.
    pub fn leave(&mut self, unchecked: Unchecked) {
        self.unchecked = self.unchecked.max(unchecked);
    }

    /// What was not looked for: a sum of the findings alone would say that there is nothing else.
    #[must_use]
    pub fn unchecked(&self) -> Unchecked {
        self.unchecked
    }

    /// Takes the findings of a `(value, Report)` pair and hands the value on.
    pub fn take<T>(&mut self, (value, report): (T, Report)) -> T {
        self.extend(report);
        value
    }

    /// True when at least one finding stops publication.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.items.iter().any(|d| d.severity == Severity::Error)
    }

    /// One that nobody will read: it is asked only whether it is empty, so nothing that costs time is offered with what is found.
    #[must_use]
    pub fn unread() -> Self {
        Self { unread: true, ..Self::default() }
    }

    /// True when so much was found that nobody reads on: then nothing that costs time is offered with it.
    #[must_use]
    pub fn is_crowded(&self) -> bool {
        self.unread || self.items.len() >= 300
    }

    /// True when nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// How many errors and how many warnings.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let errors = self.items.iter().filter(|d| d.severity == Severity::Error).count();
        (errors, self.items.len() - errors)
    }

    /// The findings in the order they were made.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.items.iter()
    }

    /// The same findings by file and place, each said once. Two rooms may trip over one fault; the clerk sees it once.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.items.sort_by_cached_key(|d| (d.span.is_none(), d.span, d.severity, d.code, d.message.vi.clone()));
        self.items.dedup_by(|a, b| a.code == b.code && a.span == b.span && a.message == b.message);
        self
    }

    /// The same findings with those of `codes` that say the same made one: the first place, with the others as related.
    /// One unit that lost its declaration is one finding, not thirty.
    #[must_use]
    pub fn gathered(mut self, codes: &[Code]) -> Self {
        const SHOWN: usize = 4;
        let mut items: Vec<Diagnostic> = Vec::new();
        let mut more: Vec<Vec<Span>> = Vec::new();
        let mut first: BTreeMap<(Code, String), usize> = BTreeMap::new();
        for d in std::mem::take(&mut self.items) {
            if codes.contains(&d.code)
                && let Some(span) = d.span
            {
                let at = *first.entry((d.code, d.message.vi.clone())).or_insert(items.len());
                if at < items.len() {
                    more[at].push(span);
                    continue;
                }
            }
            items.push(d);
            more.push(Vec::new());
        }
        for (d, mut places) in items.iter_mut().zip(more).filter(|(_, places)| !places.is_empty()) {
            places.extend(d.span);
            places.sort();
            places.dedup();
            d.span = places.first().copied();
            let rest = places.len().saturating_sub(1 + SHOWN);
            for (i, span) in places.iter().skip(1).take(SHOWN).enumerate() {
                let last = rest > 0 && i + 1 == SHOWN;
                let more = if rest == 1 { "place" } else { "places" };
                d.related.push((
                    *span,
                    if last {
                        say!("cũng ở đây, và {rest} chỗ nữa", "here too, and in {rest} more {more}")
                    } else {
                        say!("cũng ở đây", "here too")
                    },
                ));
            }
        }
        Self { items, ..self }
    }

    /// The same findings without those of which this holds.
    #[must_use]
    pub fn without(mut self, gone: impl Fn(&Diagnostic) -> bool) -> Self {
        self.items.retain(|d| !gone(d));
        self
    }

    /// The same findings with every warning made an error, for `--strict`.
    #[must_use]
    pub fn strict(mut self) -> Self {
        for d in &mut self.items {
            d.severity = Severity::Error;
        }
        self
    }
}
