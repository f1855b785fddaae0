//! Where two wordings part, and the operation that would say so, ready to paste.

use crate::text::{Case, whole_places};

/// The smallest run of whole words in which two wordings differ.
pub(super) struct Window<'a> {
    /// The words of the first.
    pub old: &'a str,
    /// The words of the second.
    pub new: &'a str,
    /// Where they begin in the second.
    pub at: usize,
    /// How many words before and behind them are the same.
    same: (usize, usize),
}

/// Where `new` parts from `old`. Where one of them has nothing to show, a word beside it is shown too.
pub(super) fn window<'a>(old: &'a str, new: &'a str) -> Window<'a> {
    let (a, b) = (cuts(old), cuts(new));
    let limit = a.len().min(b.len()) - 1;
    let word = |text: &str, cuts: &[usize], i: usize| text[cuts[i]..cuts[i + 1]].to_owned();
    let mut head = (0..limit).take_while(|i| word(old, &a, *i) == word(new, &b, *i)).count();
    let mut tail =
        (0..limit - head).take_while(|i| word(old, &a, a.len() - 2 - i) == word(new, &b, b.len() - 2 - i)).count();
    let empty = |head: usize, tail: usize| a.len() - 1 <= head + tail || b.len() - 1 <= head + tail;
    if empty(head, tail) && head > 0 {
        head -= 1;
    } else if empty(head, tail) && tail > 0 {
        tail -= 1;
    }
    part(old, new, &a, &b, head, tail)
}

/// The same, widened until its old words stand once in `old`: what an `amend` operation names. `None` when only the whole
/// wording does.
pub(super) fn nameable<'a>(old: &'a str, new: &'a str) -> Option<Window<'a>> {
    let (a, b) = (cuts(old), cuts(new));
    // A word on either side, as decisions quote: a dash alone names nothing to a reader.
    let (head, tail) = window(old, new).same;
    let (mut head, mut tail) = (head.saturating_sub(1), tail.saturating_sub(1));
    loop {
        let found = part(old, new, &a, &b, head, tail);
        if whole_places(old, found.old, Case::Exact).take(2).count() == 1 && !found.new.is_empty() {
            return Some(found);
        }
        if head == 0 && tail == 0 {
            return None;
        }
        (head, tail) = (head.saturating_sub(1), tail.saturating_sub(usize::from(head == 0)));
    }
}

fn part<'a>(old: &'a str, new: &'a str, a: &[usize], b: &[usize], head: usize, tail: usize) -> Window<'a> {
    let cut = |text: &'a str, cuts: &[usize]| text[cuts[head]..cuts[cuts.len() - 1 - tail]].trim_end();
    Window { old: cut(old, a), new: cut(new, b), at: b[head], same: (head, tail) }
}

/// Where words begin, and the end.
fn cuts(text: &str) -> Vec<usize> {
    let starts = text.match_indices(' ').map(|(i, _)| i + 1);
    let mut all: Vec<usize> = std::iter::once(0).chain(starts).collect();
    all.push(text.len());
    all
}

/// Words as a YAML scalar in double quotes.
pub(super) fn quoted(words: &str) -> String {
    let inner = words.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\t', "\\t");
    format!("\"{inner}\"")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::phrase;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn putting_the_window_of_one_into_the_other_makes_it(
            old in "[ab]{1,2}( [ab]{1,2}){0,6}", new in "[ab]{1,2}( [ab]{1,2}){0,6}", odd in "[ab ]{0,8}",
        ) {
            // Words no text has may not stop the program either.
            let _ = (nameable(&old, &odd).is_some(), nameable(&odd, &new).is_some());
            prop_assume!(old != new);
            let w = window(&old, &new);
            prop_assert!(new[w.at..].starts_with(w.new));
            if let Some(w) = nameable(&old, &new) {
                let (made, count) = phrase::replace(&old, w.old, w.new);
                prop_assert_eq!(count, 1);
                prop_assert_eq!(made, new);
            }
        }
    }
}
