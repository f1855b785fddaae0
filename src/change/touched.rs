//! Whose duty an amended clause changes, when the words that give the duty are the same before and after.
//!
//! A clause speaks of many: B.II.7.2 gives the Trưởng phòng a deadline and, sentences later, names who may ask for
//! reports. Moving the deadline is news to the Trưởng phòng and to nobody else there (S7 of design 4). The rule: a
//! changed stretch between two semicolons or full stops concerns the rows whose proving words stand in it; where none
//! does, it goes on speaking of the clause's subject, the bearer whose words come first. A row that cannot be placed in
//! the clause counts as touched: better told once too often than lost.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::provisions::ProvisionChange;
use crate::diagnostic::Span;
use crate::history::Snapshot;
use crate::model::{Assignment, ProvisionId};
use crate::text::diff::{Part, words};

/// The rows touched in each provision that is in both texts with other words.
pub(super) fn touched(before: &Snapshot<'_>, changes: &[ProvisionChange]) -> BTreeMap<ProvisionId, BTreeSet<Span>> {
    if changes.is_empty() {
        return BTreeMap::new();
    }
    let mut rows: BTreeMap<&ProvisionId, Vec<&Assignment>> = BTreeMap::new();
    for row in before.model.assignments.iter().map(AsRef::as_ref).filter(|a| a.is_work_shown()) {
        rows.entry(&row.provision).or_default().push(row);
    }
    let mut found = BTreeMap::new();
    for change in changes {
        if let (Some(was), Some(is)) = (&change.before, &change.after)
            && let Some(rows) = rows.get(&was.id)
        {
            found.insert(was.id.clone(), of_clause(was.text.as_str(), is.text.as_str(), rows));
        }
    }
    found
}

fn of_clause(old: &str, new: &str, rows: &[&Assignment]) -> BTreeSet<Span> {
    let placed: Vec<(&Assignment, Option<Range<usize>>)> = rows
        .iter()
        .map(|row| {
            let quote = row.quote.as_str();
            let at = (row.quote_from == row.provision).then(|| old.find(quote)).flatten();
            (*row, at.map(|at| at..at + quote.len()))
        })
        .collect();
    let mut found: BTreeSet<Span> = placed.iter().filter(|(_, at)| at.is_none()).map(|(row, _)| row.span).collect();
    let first = placed.iter().filter_map(|(row, at)| Some((at.as_ref()?.start, *row))).min_by_key(|(at, _)| *at);
    let changed = changed(old, new);
    for stretch in stretches(old) {
        let meets = |r: &Range<usize>| r.start <= stretch.end && stretch.start <= r.end;
        if !changed.iter().any(|r| within(r, &stretch)) {
            continue;
        }
        let here: Vec<Span> =
            placed.iter().filter(|(_, at)| at.as_ref().is_some_and(meets)).map(|(row, _)| row.span).collect();
        if here.is_empty() {
            let subject = first.map(|(_, row)| &row.who);
            found.extend(placed.iter().filter(|(row, _)| Some(&row.who) == subject).map(|(row, _)| row.span));
        } else {
            found.extend(here);
        }
    }
    found
}

/// Whether a change, which may be a mere point, falls in a stretch.
fn within(change: &Range<usize>, stretch: &Range<usize>) -> bool {
    change.start < stretch.end && (stretch.start < change.end || stretch.start <= change.start)
        || change.start == stretch.end && change.is_empty()
}

/// Where the old text differs from the new; what was only added is a point.
fn changed(old: &str, new: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let mut found = Vec::new();
    for part in words(old, new) {
        match part {
            Part::Same(text) => at += text.len(),
            Part::Removed(text) => {
                found.push(at..at + text.len());
                at += text.len();
            }
            Part::Added(_) => found.push(at..at),
        }
    }
    found
}

/// The text cut after semicolons and full stops that end a word.
fn stretches(text: &str) -> Vec<Range<usize>> {
    let ends = text.char_indices().filter(|(i, c)| {
        matches!(c, ';' | '.') && text[i + c.len_utf8()..].chars().next().is_none_or(char::is_whitespace)
    });
    let mut found = Vec::new();
    let mut start = 0;
    for end in ends.map(|(i, c)| i + c.len_utf8()).chain([text.len()]) {
        if start < end {
            found.push(start..end);
        }
        start = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stretches_of_a_text_are_the_text() {
        let text = "a; b 15/6; 1.2 c. D";
        assert_eq!(stretches(text).into_iter().map(|r| &text[r]).collect::<String>(), text);
        assert_eq!(stretches(text).len(), 4);
    }

    #[test]
    fn a_change_falls_in_a_stretch() {
        for (old, new) in [("a; b c", "a; b d"), ("a; b", "a; b c"), ("a; b", "x a; b"), ("a", "a b")] {
            let cut = stretches(old);
            assert!(changed(old, new).iter().all(|c| cut.iter().any(|s| within(c, s))), "{old} → {new}");
        }
    }
}
