//! What a sentence named before a reference: in "Điều 3, trừ khoản 2" the clause is of that article, and not of the one it stands in.
//!
//! Precision before recall: where the words between do not lead on to what was named, nobody knows whose the number is.

use super::{Chain, Rank, Step};
use crate::text::sentence::after_phrase;

/// What a reference earlier in the sentence named: a number behind it may be one of its own.
pub(super) struct Earlier<'t> {
    pub(super) end: usize,
    /// The outermost level it says.
    pub(super) rank: Rank,
    /// Itself, outermost first; empty where it lists several or is of another document.
    pub(super) steps: Vec<Step<'t>>,
}

impl<'t> Earlier<'t> {
    /// That of the last of several chains; none where it says "này", since what is of that one is of what the reader stands in.
    pub(super) fn of(chains: &[Chain<'t>], end: usize, ours: bool) -> Option<Self> {
        let last = chains.last().filter(|c| !c.is_here())?;
        let one = ours && chains.len() == 1 && last.steps.iter().all(|s| s.labels.len() == 1);
        let steps = last.steps.iter().rev().filter_map(|s| Some(Step { rank: s.rank, label: s.labels.first()?.0 }));
        Some(Self { end, rank: last.top()?, steps: if one { steps.collect() } else { Vec::new() } })
    }

    /// Its steps, where the words behind it lead on to what it has, and to nothing else.
    pub(super) fn read_on(&self, between: &str) -> &[Step<'t>] {
        const LEADS: [&str; 8] = ["(", ":", "trong đó", "trừ", "ngoại trừ", "(trừ", "(trong đó", "nhưng không áp dụng"];
        let words = between.trim().trim_start_matches(',').trim_start();
        if LEADS.contains(&words) { &self.steps } else { &[] }
    }
}

/// Whether a number of a level may be one within what an outer level names. Articles are numbered through, and an annex stands
/// beside parts and chapters.
pub(super) fn stands_in(outer: Rank, inner: Rank) -> bool {
    outer < inner && inner != Rank::Article && !(outer == Rank::Annex && matches!(inner, Rank::Part | Rank::Chapter))
}

/// Whether a sentence ends within words.
pub(super) fn ends_a_sentence(words: &str) -> bool {
    words.contains('\n')
        || words
            .match_indices('.')
            .any(|(at, _)| words[at + 1..].is_empty() || words[at + 1..].starts_with(char::is_whitespace))
}

/// Whether "điều" is the noun: "những điều 2 bên đã thống nhất". Of several articles several are named.
pub(super) fn is_noun(text: &str, at: usize, chains: &[Chain<'_>]) -> bool {
    let several = ["những", "các", "mọi"].iter().any(|word| {
        let before = text[..at].trim_end();
        let from = before.len().saturating_sub(word.len());
        before.get(from..).is_some_and(|last| after_phrase(last, word) == Some(""))
    });
    let one = matches!(chains, [Chain { steps, .. }] if matches!(steps.as_slice(), [one] if one.labels.len() == 1));
    several && one && text[at..].starts_with("điều")
}
