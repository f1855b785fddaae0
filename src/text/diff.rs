//! What changed between two wordings, as a careful typist would mark it (design 4: old | new, the words marked).
//!
//! In four steps, each a file: cut into syllables, numbers and marks; keep the most words for the fewest changes, which
//! open and close rather at the end of a sentence or after a comma than within a phrase; drown islands too small to mean
//! anything; cut the texts at the edges found. Compared byte for byte, never folded: a changed accent is a change.
//!
//! The trap: a shortest edit script over characters, or even over words, is right and unreadable. `huyện, thị xã,
//! thành phố` → `xã, phường` is one phrase replaced, though a comma and a `xã` could be called the same.

mod align;
mod likeness;
mod tidy;
mod token;

use align::Run;
pub use likeness::likeness;
use token::{Token, Tokens};

/// A run of words of the old or the new text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'t> {
    /// In both, byte for byte; a slice of the new text.
    Same(&'t str),
    /// Only in the old text.
    Removed(&'t str),
    /// Only in the new text.
    Added(&'t str),
}

/// The way from the old text to the new, in reading order; where words were replaced, the removed come first.
/// `Same` and `Removed` together are the old text, `Same` and `Added` the new. Two texts that have next to nothing in
/// common come out as one removed and one added. Time and memory grow little faster than the texts.
#[must_use]
pub fn words<'t>(old: &'t str, new: &'t str) -> Vec<Part<'t>> {
    let mut parts = Parts::default();
    if old == new {
        parts.same(new);
        return parts.0;
    }
    let (a, b) = Tokens::pair(old, new);
    let (mut o, mut n) = (0, 0);
    for Run { old: i, new: j, len } in tidy::tidy(align::align(&a, &b), &a, &b) {
        for (x, y) in a.tokens[i..i + len].iter().zip(&b.tokens[j..j + len]) {
            parts.between(&old[o..x.start], &new[n..y.start]);
            let Token { start, end, .. } = *y;
            parts.same(&new[start..end]);
            (o, n) = (x.end, y.end);
        }
    }
    parts.between(&old[o..], &new[n..]);
    parts.joined(new)
}

#[derive(Default)]
struct Parts<'t>(Vec<Part<'t>>);

impl<'t> Parts<'t> {
    fn same(&mut self, text: &'t str) {
        if !text.is_empty() {
            self.0.push(Part::Same(text));
        }
    }

    /// What stands between two kept tokens: the spaces both have at its edges are kept too.
    fn between(&mut self, old: &'t str, new: &'t str) {
        let head = common_spaces(old.chars(), new.chars());
        let (old, rest) = (&old[head..], &new[head..]);
        let tail = common_spaces(old.chars().rev(), rest.chars().rev());
        let (removed, added) = (&old[..old.len() - tail], &rest[..rest.len() - tail]);
        self.same(&new[..head]);
        if !removed.is_empty() {
            self.0.push(Part::Removed(removed));
        }
        if !added.is_empty() {
            self.0.push(Part::Added(added));
        }
        self.same(&rest[rest.len() - tail..]);
    }

    /// Neighbouring `Same` joined: they stand one behind the other in the new text.
    fn joined(self, new: &'t str) -> Vec<Part<'t>> {
        let mut joined: Vec<Part<'t>> = Vec::new();
        let mut at = 0;
        for part in self.0 {
            match (joined.last_mut(), part) {
                (Some(Part::Same(last)), Part::Same(text)) => *last = &new[at - last.len()..at + text.len()],
                _ => joined.push(part),
            }
            if let Part::Same(text) | Part::Added(text) = part {
                at += text.len();
            }
        }
        joined
    }
}

/// How many bytes of white space two texts begin with alike.
fn common_spaces(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> usize {
    a.zip(b).take_while(|(x, y)| x == y && x.is_whitespace()).map(|(x, _)| x.len_utf8()).sum()
}

#[cfg(test)]
mod tests;
