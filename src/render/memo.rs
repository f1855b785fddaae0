//! Pages as they were rendered last, for whoever renders one site again and again (the preview).
//!
//! A page is a function of theme, frame and view: where the three are equal the bytes are, so bytes that are there are taken and
//! nothing is decided here. The trap avoided: a second way to make a page, with a truth of its own.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::theme::Theme;
use crate::site::{Chrome, Output, Page};

/// What was rendered last.
#[derive(Clone, Debug, Default)]
pub struct Memo {
    /// By which theme; none before the first time.
    theme: Option<u64>,
    /// In which frame.
    chrome: Chrome,
    /// Of which views, by address.
    pages: BTreeMap<String, Page>,
    /// And what came of them.
    output: Arc<Output>,
}

impl Memo {
    /// A site as it was rendered by a theme.
    #[must_use]
    pub fn new(theme: &Theme, chrome: Chrome, pages: BTreeMap<String, Page>, output: Arc<Output>) -> Self {
        Self { theme: Some(theme.word()), chrome, pages, output }
    }

    /// This, where it was rendered by the same theme and in the same frame.
    pub(super) fn made_with(&self, theme: &Theme, chrome: &Chrome) -> Option<&Self> {
        (self.theme == Some(theme.word()) && self.chrome == *chrome).then_some(self)
    }

    /// The bytes of a page made of just this view.
    pub(super) fn page(&self, page: &Page) -> Option<&[u8]> {
        self.pages.get(&page.path).filter(|p| *p == page)?;
        self.output.get(&page.path)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use jiff::civil::{Date, date};

    use super::*;
    use crate::model::shipped;
    use crate::render::{Renderer, Whole};
    use crate::site::Site;
    use crate::{history, site};

    fn planned(day: Date) -> Site {
        let model = shipped();
        let state = history::on(&model, day);
        site::plan(&model, &state, &[], 2026..=2026).0
    }

    fn rendered(site: &Site, renderer: &Renderer<'_>) -> Output {
        let output = Mutex::default();
        let whole = Whole::new(&output);
        site.pages.iter().for_each(|page| renderer.give(page, &whole));
        output.into_inner().unwrap()
    }

    fn memo(theme: &Theme, site: &Site, output: Output) -> Memo {
        let pages = site.pages.iter().map(|page| (page.path.clone(), page.clone())).collect();
        Memo::new(theme, site.chrome.clone(), pages, Arc::new(output))
    }

    #[test]
    fn a_site_made_again_is_the_site_and_what_is_as_it_was_is_taken() {
        let (theme, _) = Theme::new("vi", &[]);
        let plain = |site: &Site| rendered(site, &Renderer::new(&theme, &site.chrome));
        let again = |site: &Site, last: &Memo| rendered(site, &Renderer::again(&theme, &site.chrome, last));
        let first = planned(date(2026, 2, 11));
        let output = again(&first, &Memo::default());
        assert_eq!(output, plain(&first));
        let last = memo(&theme, &first, output.clone());
        // Another day is another frame: nothing is taken, and nothing is amiss.
        let later = planned(date(2026, 2, 12));
        assert_eq!(again(&later, &last), plain(&later));
        // A page of the same words is taken as it stands, which a mark in it shows.
        let mut marked = Output::default();
        output.iter().for_each(|(path, bytes)| marked.add(path, [bytes, b"<!-- seen -->"].concat()).unwrap());
        let mut changed = first.clone();
        let page = changed.pages.iter_mut().find(|p| p.path == "index.html").unwrap();
        page.nav = "none";
        let made = again(&changed, &memo(&theme, &first, marked));
        let taken = |path: &str| made.get(path).unwrap().ends_with(b"<!-- seen -->");
        assert!(!taken("index.html") && taken("viec-toi/cvp.html") && taken("quy-che/b-ii.html"));
        assert_eq!(made.get("index.html"), plain(&changed).get("index.html"));
    }
}
