//! Trees as they were parsed last, for whoever reads one folder again and again (the preview).
//!
//! A tree is a function of the words, the place they stand at and the bounds: where the three are equal the tree is, so it is taken
//! and nothing is decided here.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::{Limits, Node};
use crate::diagnostic::{FileId, Report};

/// A tree, or what is wrong with the words.
pub(super) type Tree = (Option<Arc<Node>>, Report);

/// What was parsed last.
#[derive(Clone, Debug, Default)]
pub struct Kept(Arc<Mutex<All>>);

/// By file and by where in it the words begin.
type All = BTreeMap<(FileId, usize), Arc<Words>>;

#[derive(Debug)]
struct Words {
    text: String,
    limits: Limits,
    tree: Tree,
}

impl Kept {
    /// The tree of these words: the one that is there, else what `parse` makes of them.
    pub(super) fn tree(
        &self,
        (file, start): (FileId, usize),
        text: &str,
        limits: Limits,
        parse: impl FnOnce() -> Tree,
    ) -> Tree {
        let all = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Nothing is compared, copied or parsed under the lock: files are read beside one another.
        let known = all().get(&(file, start)).map(Arc::clone);
        if let Some(known) = known.filter(|w| w.text == text && w.limits == limits) {
            return known.tree.clone();
        }
        let tree = parse();
        let words = Arc::new(Words { text: text.to_owned(), limits, tree: tree.clone() });
        let before = all().insert((file, start), words);
        // Of a large file that takes a while, so not under the lock.
        drop(before);
        tree
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Sources, parse};
    use super::*;

    #[test]
    fn a_tree_is_the_one_of_its_words_its_place_and_its_bounds() {
        let kept = Kept::default();
        let tree = |before: &str, text: &str, entries: usize, kept: Option<&Kept>| {
            let limits = Limits { entries, ..Limits::default() };
            let mut sources = Sources { limits, kept: kept.cloned(), ..Sources::default() };
            let file = sources.files.add("a.yaml", format!("{before}{text}"));
            format!("{:?}", parse(&sources, file, before.len(), before.len() + text.len()))
        };
        // Each is asked for twice, in an order in which another stood there before.
        for (before, text, entries) in [
            ("", "a: 1\n", 9),
            ("", "a: 2\n", 9),
            ("", "a: [1, 2\n", 9),
            ("# \n", "a: 2\n", 9),
            ("", "a: [1, 2]\n", 1),
            ("", "a: [1, 2]\n", 9),
            ("", "a: 1\n", 9),
        ] {
            for _ in 0..2 {
                assert_eq!(tree(before, text, entries, Some(&kept)), tree(before, text, entries, None), "{text}");
            }
        }
    }

    #[test]
    fn what_is_there_is_not_parsed_again() {
        let kept = Kept::default();
        let file = Sources::default().files.add("a.yaml", "");
        let of = |text: &str, parse: &dyn Fn() -> Tree| kept.tree((file, 0), text, Limits::default(), parse);
        let nothing = || (None, Report::default());
        of("a", &nothing);
        of("a", &|| unreachable!("the tree is there"));
        let asked = std::cell::Cell::new(false);
        of("b", &|| {
            asked.set(true);
            nothing()
        });
        assert!(asked.get());
    }
}
