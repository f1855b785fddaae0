//! What the site before proves of the links of this one, so that pages that stand as they were need not be read again.
//!
//! The law: of a site that was proved whole, every link leads somewhere. Where nothing it had is gone, no address and no anchor (but for
//! parts of the search index, to which no link is ever good), the links of what still stands lead there still; and what a page made anew
//! linked to before, it may link to again. All else is looked up. Where something is gone, or cannot be told, there is nothing to be had from the site before, and every page is read.

use rayon::prelude::*;

use super::links::Links;
use crate::site::{RelPath, Sink, routes};
use crate::text::{Lookup, fnv1a};

/// See the module.
pub(super) struct Last {
    /// What the pages made anew led to before, where it has an anchor: each as a word, as [`Links`] has them.
    known: Lookup<u64, ()>,
}

impl Last {
    /// The site before, of which `made` are the pages that were made anew and `is_there` says what there is now; nothing when that
    /// site had what this one has not.
    pub fn of(sink: &dyn Sink, made: &[(&RelPath, &Links)], is_there: impl Fn(&str) -> bool) -> Option<Self> {
        let paths = sink.last_paths();
        if !paths.iter().all(|path| is_there(path) || routes::is_index_part(path)) {
            return None;
        }
        let was: Lookup<&str, ()> = paths.iter().map(|path| (path.as_str(), ())).collect();
        let before = |(path, now): &(&RelPath, &Links)| -> Option<Vec<u64>> {
            if was.get(path.as_str()).is_none() {
                return Some(Vec::new());
            }
            // One that somebody edited, or that had another form: nobody knows what led to it.
            let before = Links::of(path.as_str(), &sink.last(path.as_str())?);
            let anchored = before.targets.iter().filter(|target| target.address.contains('#'));
            now.has_all_of(&before).then(|| anchored.map(|target| target.word).collect())
        };
        let known: Option<Vec<Vec<u64>>> = made.par_iter().map(before).collect();
        Some(Self { known: known?.into_iter().flatten().map(|target| (target, ())).collect() })
    }

    /// Whether a link of a page made anew to a page that stands is known to be good: `target` is what it leads to.
    pub fn knows(&self, target: &str) -> bool {
        self.known.get(&fnv1a(target.as_bytes())).is_some()
    }
}

/// The links and anchors of a page that stands; nothing when it is not there any more, which its sink will find.
pub(super) fn links_of(sink: &dyn Sink, path: &str) -> Option<Links> {
    sink.last(path).map(|bytes| Links::of(path, &bytes))
}

#[cfg(test)]
mod tests {
    use super::super::{Memo, Whole};
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;
    use std::sync::Mutex;

    /// Pages by name, each with its anchors and what it links to.
    type Pages = BTreeMap<&'static str, (Vec<&'static str>, Vec<String>)>;

    const NAMES: [&str; 4] = ["a.html", "b.html", "c/d.html", "c/e.html"];
    const ANCHORS: [&str; 3] = ["x", "y", "z"];

    fn html((anchors, links): &(Vec<&str>, Vec<String>), words: u8) -> Vec<u8> {
        let anchors: String = anchors.iter().map(|id| format!("<p id=\"{id}\">{words}")).collect();
        let links: String = links.iter().map(|link| format!("<a href=\"{link}\">")).collect();
        format!("{words}{anchors}{links}").into_bytes()
    }

    /// What is found in a site given to a sink; a page is made of its own bytes.
    fn found(pages: &Pages, words: u8, sink: &dyn Sink) -> Vec<String> {
        let whole = Whole::new(sink);
        for (path, page) in pages {
            // Of one page the words change each time.
            let bytes = html(page, if *path == "b.html" { words } else { 0 });
            whole.page(path, Some(fnv1a(&bytes)), || Ok(bytes));
        }
        whole.proved().iter().map(|d| d.message.en.clone()).collect()
    }

    fn links(page: &str) -> impl Strategy<Value = Vec<String>> {
        let up = if page.contains('/') { "../" } else { "" };
        let link = (0..NAMES.len() + 1, 0..ANCHORS.len() + 1).prop_map(move |(page, anchor)| {
            let page = NAMES.get(page).copied().unwrap_or("gone.html");
            format!("{up}{page}{}", ANCHORS.get(anchor).map(|a| format!("#{a}")).unwrap_or_default())
        });
        proptest::collection::vec(link, 0..3)
    }

    fn page(name: &'static str) -> impl Strategy<Value = Option<(Vec<&'static str>, Vec<String>)>> {
        let anchors = proptest::sample::subsequence(ANCHORS.to_vec(), 0..=ANCHORS.len());
        proptest::option::weighted(0.9, (anchors, links(name)))
    }

    fn pages() -> impl Strategy<Value = Pages> {
        NAMES
            .map(page)
            .prop_map(|all| NAMES.into_iter().zip(all).filter_map(|(name, page)| Some((name, page?))).collect())
    }

    /// A site like another in all but a few pages.
    fn two() -> impl Strategy<Value = (Pages, Pages)> {
        (pages(), pages(), proptest::collection::vec(proptest::bool::weighted(0.7), NAMES.len())).prop_map(
            |(first, other, kept)| {
                let mut second = first.clone();
                for (name, _) in NAMES.into_iter().zip(kept).filter(|(_, kept)| !kept) {
                    second.remove(name);
                    second.extend(other.get(name).map(|page| (name, page.clone())));
                }
                (first, second)
            },
        )
    }

    /// Without what leads nowhere.
    fn sound(mut pages: Pages) -> Pages {
        let there = pages.clone();
        let leads = |link: &str| {
            let (path, anchor) = link.trim_start_matches("../").split_once('#').unwrap_or((link, ""));
            there.get(path.trim_start_matches("../")).is_some_and(|(ids, _)| anchor.is_empty() || ids.contains(&anchor))
        };
        pages.values_mut().for_each(|(_, links)| links.retain(|link| leads(link)));
        pages
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn a_site_made_after_another_is_judged_as_one_made_from_nothing((first, second) in two()) {
            let (first, mut memo) = (sound(first), Memo::default());
            prop_assert_eq!(found(&first, 1, &memo), Vec::<String>::new());
            memo.keep();
            let plain = Mutex::default();
            prop_assert_eq!(found(&second, 2, &memo), found(&second, 2, &plain));
        }
    }

    #[test]
    fn nothing_is_read_of_what_stands_unless_something_is_gone() {
        let site = |b: (&[&'static str], &[&str])| -> Pages {
            let own = |(ids, links): (&[&'static str], &[&str])| {
                (ids.to_vec(), links.iter().map(|l| (*l).to_owned()).collect())
            };
            [("a.html", own((&["x"], &["b.html#x"]))), ("b.html", own(b)), ("c/d.html", own((&["y"], &[])))].into()
        };
        let first = site((&["x"], &["a.html#x"]));
        // What the second site has of b, how often pages are read, and what is found.
        for (second, reads, said) in [
            (site((&["x"], &["a.html#x"])), 1, 0),
            (site((&["x", "y"], &["a.html", "c/d.html"])), 1, 0),
            (site((&["x"], &["c/d.html#y"])), 2, 0),
            (site((&["x"], &["c/d.html#x"])), 2, 1),
            (site((&["y"], &["a.html#x"])), 3, 1),
        ] {
            let mut memo = Memo::default();
            assert!(found(&first, 1, &memo).is_empty());
            memo.keep();
            let counted = Counted { memo, reads: Mutex::new(0) };
            assert_eq!(found(&second, 2, &counted).len(), said, "{second:?}");
            assert_eq!(*counted.reads.lock().unwrap(), reads, "{second:?}");
        }
    }

    struct Counted {
        memo: Memo,
        reads: Mutex<usize>,
    }

    impl Sink for Counted {
        fn take(&self, path: RelPath, bytes: Vec<u8>, made_of: Option<u64>) {
            self.memo.take(path, bytes, made_of);
        }

        fn stands(&self, path: &RelPath, made_of: u64) -> bool {
            self.memo.stands(path, made_of)
        }

        fn last_paths(&self) -> Vec<String> {
            self.memo.last_paths()
        }

        fn last(&self, path: &str) -> Option<std::borrow::Cow<'_, [u8]>> {
            *self.reads.lock().unwrap() += 1;
            self.memo.last(path)
        }
    }
}
