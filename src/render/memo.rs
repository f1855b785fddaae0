//! A site in memory that is made again and again (the preview), and the one before it.
//!
//! A page is a function of program, theme, frame and view: where the word for these is the same the bytes are, so bytes that are there
//! are taken and nothing is decided here. The trap avoided: a second way to make a page, with a truth of its own.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::site::{Output, RelPath, Sink};

/// What was made last, and what is being made.
#[derive(Debug, Default)]
pub struct Memo {
    last: Arc<Output>,
    /// The words for what the pages of `last` were made of.
    words: BTreeMap<RelPath, u64>,
    next: Mutex<Output>,
    next_words: Mutex<BTreeMap<RelPath, u64>>,
}

impl Memo {
    /// The site that was made, when all its files have come; the next takes from it what is as it was.
    pub fn keep(&mut self) -> Arc<Output> {
        self.last = Arc::new(taken(&mut self.next));
        self.words = taken(&mut self.next_words);
        Arc::clone(&self.last)
    }

    /// Notes what a page was made of.
    fn note(&self, path: &RelPath, made_of: u64) {
        self.next_words.lock().unwrap_or_else(PoisonError::into_inner).insert(path.clone(), made_of);
    }

    /// Lets go of a site that has a fault; the next takes from the one before it.
    pub fn forget(&mut self) {
        (self.next, self.next_words) = Default::default();
    }
}

impl Sink for Memo {
    fn take(&self, path: RelPath, bytes: Vec<u8>, made_of: Option<u64>) {
        if let Some(word) = made_of {
            self.note(&path, word);
        }
        self.next.take(path, bytes, made_of);
    }

    fn remembers(&self) -> bool {
        true
    }

    fn stands(&self, path: &RelPath, made_of: u64) -> bool {
        let stands = self.words.get(path) == Some(&made_of)
            && self.next.lock().unwrap_or_else(PoisonError::into_inner).take_from(&self.last, path);
        if stands {
            self.note(path, made_of);
        }
        stands
    }

    fn last_paths(&self) -> Vec<String> {
        self.last.iter().map(|(path, _)| path.to_owned()).collect()
    }

    fn last(&self, path: &str) -> Option<Cow<'_, [u8]>> {
        self.last.get(path).map(Cow::Borrowed)
    }
}

/// What a lock holds, and nothing left in it.
fn taken<T: Default>(held: &mut Mutex<T>) -> T {
    std::mem::take(held.get_mut().unwrap_or_else(PoisonError::into_inner))
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::*;
    use crate::model::shipped;
    use crate::render::{Renderer, Theme, Whole};
    use crate::site::Site;
    use crate::{history, site};

    fn planned(day: Date) -> Site {
        let model = shipped();
        let state = history::on(&model, day);
        site::plan(&model, &state, &[], 2026..=2026).0
    }

    fn render(site: &Site, theme: &Theme, sink: &dyn Sink) {
        let (renderer, whole) = (Renderer::new(theme, &site.chrome), Whole::new(sink));
        site.pages.iter().for_each(|page| renderer.give(page, &whole));
    }

    #[test]
    fn a_site_made_again_is_the_site_and_what_is_as_it_was_is_taken() {
        let (theme, _) = Theme::new("vi", &[]);
        let plain = |site: &Site| {
            let output = Mutex::default();
            render(site, &theme, &output);
            output.into_inner().unwrap()
        };
        let again = |site: &Site, memo: &mut Memo| {
            render(site, &theme, memo);
            memo.keep()
        };
        let mut memo = Memo::default();
        let first = planned(date(2026, 2, 11));
        let output = again(&first, &mut memo);
        assert_eq!(*output, plain(&first));
        // Another day is another frame: nothing is taken, and nothing is amiss.
        let later = planned(date(2026, 2, 12));
        assert_eq!(*again(&later, &mut memo), plain(&later));
        // A page of the same words is taken as it stands, which a mark in it shows.
        again(&first, &mut memo);
        let mut marked = Output::default();
        output.iter().for_each(|(path, bytes)| marked.add(path, [bytes, b"<!-- seen -->"].concat()).unwrap());
        memo.last = Arc::new(marked);
        let mut changed = first.clone();
        let page = changed.pages.iter_mut().find(|p| p.path == "index.html").unwrap();
        page.nav = "none";
        let made = again(&changed, &mut memo);
        let taken = |made: &Output, path: &str| made.get(path).unwrap().ends_with(b"<!-- seen -->");
        assert!(!taken(&made, "index.html") && taken(&made, "viec-toi/cvp.html") && taken(&made, "quy-che/b-ii.html"));
        assert_eq!(made.get("index.html"), plain(&changed).get("index.html"));
        // A site with a fault is let go: what was taken before it is taken still, and nothing of it is left.
        render(&later, &theme, &memo);
        memo.forget();
        let made = again(&changed, &mut memo);
        assert!(taken(&made, "viec-toi/cvp.html") && made.len() == output.len());
    }
}
