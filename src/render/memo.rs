//! Pages as they were rendered last, for whoever renders one site again and again (the preview).
//!
//! A page is a function of theme, frame and view: the same three give the same bytes, so bytes that are there are taken and
//! nothing is decided here. The trap avoided: a second way to make a page, with a truth of its own.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::theme::Theme;
use crate::site::{Output, Page};
use crate::text::fnv1a_of;

/// What was rendered last.
#[derive(Clone, Debug, Default)]
pub struct Memo {
    /// What each page was made of, by address.
    words: BTreeMap<String, u64>,
    /// The site it is part of.
    site: Arc<Output>,
}

impl Memo {
    /// A site as it was rendered, with what its pages were made of.
    #[must_use]
    pub fn new(words: BTreeMap<String, u64>, site: Arc<Output>) -> Self {
        Self { words, site }
    }

    /// The bytes of a page made of just this.
    pub(super) fn page(&self, path: &str, word: u64) -> Option<&[u8]> {
        self.words.get(path).filter(|w| **w == word)?;
        self.site.get(path)
    }
}

/// One word for what a page is made of: `frame` for what all have, then the page itself. Nothing where that cannot be told.
pub(super) fn word(frame: u64, page: &Page) -> Option<u64> {
    Some(fnv1a_of([frame.to_le_bytes().as_slice(), &serde_json::to_vec(page).ok()?]))
}

/// One word for what all pages have.
pub(super) fn frame(theme: &Theme, chrome: &impl Serialize) -> Option<u64> {
    Some(fnv1a_of([theme.word().to_le_bytes().as_slice(), &serde_json::to_vec(chrome).ok()?]))
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::*;
    use crate::model::shipped;
    use crate::render::{render, render_again};
    use crate::{history, site};

    fn planned(day: Date) -> site::Site {
        let model = shipped();
        let state = history::on(&model, day);
        site::plan(&model, &state, &[], 2026..=2026).0
    }

    #[test]
    fn a_site_made_again_is_the_site_and_what_is_as_it_was_is_taken() {
        let (theme, _) = Theme::new("vi", &[]);
        let first = planned(date(2026, 2, 11));
        let (output, _, words) = render_again(&first, &theme, &Memo::default());
        assert_eq!(output, render(&first, &theme).0);
        let last = Memo::new(words.clone(), Arc::new(output.clone()));
        // Another day is another frame: nothing is taken, and nothing is amiss.
        let later = planned(date(2026, 2, 12));
        assert_eq!(render_again(&later, &theme, &last).0, render(&later, &theme).0);
        // A page of the same words is taken as it stands, which a mark in it shows.
        let mut marked = Output::default();
        output.iter().for_each(|(path, bytes)| marked.add(path, [bytes, b"<!-- seen -->"].concat()).unwrap());
        let mut changed = first.clone();
        let page = changed.pages.iter_mut().find(|p| p.path == "index.html").unwrap();
        page.nav = "none";
        let (again, ..) = render_again(&changed, &theme, &Memo::new(words, Arc::new(marked)));
        let taken = |path: &str| again.get(path).unwrap().ends_with(b"<!-- seen -->");
        assert!(!taken("index.html") && taken("viec-toi/cvp.html") && taken("quy-che/b-ii.html"));
        assert_eq!(again.get("index.html"), render(&changed, &theme).0.get("index.html"));
    }
}
