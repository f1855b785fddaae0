//! The history of a provision: issued, amended, repealed, renumbered, by whom and since when, with the words marked.
//!
//! Only of a provision that ever changed: a history of one line under each of a hundred clauses would bury the ones that
//! have one (design 4).

use serde::Serialize;

use super::planner::Planner;
use super::routes;
use super::trace::{Event, links};
use super::view::Link;
use crate::model::{Provision, ProvisionId};
use crate::text::diff::{Part, words};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct HistoryEntry {
    /// `issued`, `inserted`, `amended`, `repealed`, `renumbered`, `amended_renumbered`.
    pub kind: &'static str,
    /// Since when.
    pub since: String,
    /// By which decisions.
    pub by: Vec<Link>,
    /// Its citation before, when it got another number.
    pub was: String,
    /// Old and new words, marked; empty when the words stayed.
    pub parts: Vec<Revised>,
    /// The text it led to.
    pub text: Link,
}

/// A run of words.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct Revised {
    /// `same`, `removed`, `added`.
    pub kind: &'static str,
    /// The words.
    pub text: String,
}

/// The history of a provision of the text in force, the latest first; empty when it never changed.
pub(super) fn history(planner: &Planner<'_>, id: &ProvisionId) -> Vec<HistoryEntry> {
    let events = planner.trace.events(id);
    let changed = events.len() > 1 || events.first().is_some_and(|e| e.text > planner.trace.issued());
    if changed { events.iter().filter_map(|e| entry(planner, e)).collect() } else { Vec::new() }
}

fn entry(planner: &Planner<'_>, event: &Event<'_>) -> Option<HistoryEntry> {
    let trace = &planner.trace;
    let text = trace.texts.get(event.text)?;
    let after = text.provision(&event.is)?;
    let earlier = event.text.checked_sub(1).and_then(|at| trace.texts.get(at));
    let before = event.was.as_ref().zip(earlier).and_then(|(id, text)| text.provision(id));
    let parts = before.filter(|b| b.text != after.text).map_or_else(Vec::new, |b| marked(b, after));
    let moved = before.is_some_and(|b| b.id != after.id || b.label != after.label);
    let kind = match before {
        None if event.text == trace.issued() => "issued",
        None if event.text == 0 => "issued",
        None => "inserted",
        Some(b) if after.is_repealed() && !b.is_repealed() => "repealed",
        Some(_) if moved && !parts.is_empty() => "amended_renumbered",
        Some(_) if moved => "renumbered",
        Some(_) => "amended",
    };
    let href = format!("{}#{}", routes::version(text.effective_from), event.is.anchor());
    let by = if event.text == 0 {
        planner.s.model.decision(&text.decision).map(|d| links(&[d])).unwrap_or_default()
    } else {
        links(&event.by)
    };
    Some(HistoryEntry {
        kind,
        since: planner.date(text.effective_from),
        by,
        was: before.filter(|_| moved).map_or_else(String::new, |b| b.citation.clone()),
        parts,
        text: Link { text: planner.date(text.effective_from), href },
    })
}

/// Old and new words of a provision, marked.
fn marked(before: &Provision, after: &Provision) -> Vec<Revised> {
    let mark = |part: Part<'_>| match part {
        Part::Same(text) => Revised { kind: "same", text: text.to_owned() },
        Part::Removed(text) => Revised { kind: "removed", text: text.to_owned() },
        Part::Added(text) => Revised { kind: "added", text: text.to_owned() },
    };
    words(before.text.as_str(), after.text.as_str()).into_iter().map(mark).collect()
}
