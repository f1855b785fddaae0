//! Pages as they were rendered last, for whoever renders one site again and again (the preview).
//!
//! A page is a function of theme, frame and view: where the three are equal the bytes are, so bytes that are there are taken and
//! nothing is decided here. The trap avoided: a second way to make a page, with a truth of its own.

use std::sync::Arc;

use super::theme::Theme;
use crate::site::{Chrome, Output, Page, Site};

/// What was rendered last.
#[derive(Clone, Debug, Default)]
pub struct Memo {
    /// By which theme; none before the first time.
    theme: Option<u64>,
    /// Of which views.
    site: Site,
    /// And what came of them.
    output: Arc<Output>,
}

impl Memo {
    /// A site as it was rendered by a theme.
    #[must_use]
    pub fn new(theme: &Theme, site: Site, output: Arc<Output>) -> Self {
        Self { theme: Some(theme.word()), site, output }
    }

    /// This, where it was rendered by the same theme and in the same frame.
    pub(super) fn made_with(&self, theme: &Theme, chrome: &Chrome) -> Option<&Self> {
        (self.theme == Some(theme.word()) && self.site.chrome == *chrome).then_some(self)
    }

    /// The bytes of a page made of just this view.
    pub(super) fn page(&self, page: &Page) -> Option<&[u8]> {
        let pages = &self.site.pages;
        let at = pages.binary_search_by(|p| p.path.cmp(&page.path)).ok()?;
        pages.get(at).filter(|p| *p == page)?;
        self.output.get(&page.path)
    }
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
        let (output, _) = render_again(&first, &theme, &Memo::default());
        assert_eq!(output, render(first.clone(), &theme).0);
        let last = Memo::new(&theme, first.clone(), Arc::new(output.clone()));
        // Another day is another frame: nothing is taken, and nothing is amiss.
        let later = planned(date(2026, 2, 12));
        assert_eq!(render_again(&later, &theme, &last).0, render(later.clone(), &theme).0);
        // A page of the same words is taken as it stands, which a mark in it shows.
        let mut marked = Output::default();
        output.iter().for_each(|(path, bytes)| marked.add(path, [bytes, b"<!-- seen -->"].concat()).unwrap());
        let mut changed = first.clone();
        let page = changed.pages.iter_mut().find(|p| p.path == "index.html").unwrap();
        page.nav = "none";
        let (again, _) = render_again(&changed, &theme, &Memo::new(&theme, first, Arc::new(marked)));
        let taken = |path: &str| again.get(path).unwrap().ends_with(b"<!-- seen -->");
        assert!(!taken("index.html") && taken("viec-toi/cvp.html") && taken("quy-che/b-ii.html"));
        assert_eq!(again.get("index.html"), render(changed.clone(), &theme).0.get("index.html"));
    }
}
