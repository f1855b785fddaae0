//! A project's site made again and again for the preview: what is as it was is taken from the one before, and the page somebody looks
//! at is shown as soon as it is made.

use std::borrow::Cow;
use std::sync::Arc;

use super::assemble::proved;
use super::project::Project;
use crate::diagnostic::Report;
use crate::preview::Ahead;
use crate::render::{Memo, Theme};
use crate::site::{Output, RelPath, Sink};

/// What was made last of a project that is made again and again.
#[derive(Default)]
pub struct Last {
    theme: Option<Theme>,
    pages: Memo,
}

/// The site as [`whole`](super::assemble::whole) gives it, with what is as it was taken from there. Pages near the one `ahead` wants come
/// first, and that one is shown there when it is another.
pub fn whole_again(project: &Project, strict: bool, last: &mut Last, ahead: &Ahead) -> (Option<Arc<Output>>, Report) {
    let looked_at = LookedAt { pages: &last.pages, wanted: ahead.wanted(), ahead };
    let (finished, report) = proved(project, strict, &looked_at, &mut last.theme, &looked_at.wanted);
    if finished.is_none() {
        last.pages.forget();
    }
    (finished.map(|_| last.pages.keep()), report)
}

/// The pages of a preview, of which somebody looks at one.
struct LookedAt<'a> {
    pages: &'a Memo,
    wanted: String,
    ahead: &'a Ahead,
}

impl Sink for LookedAt<'_> {
    fn take(&self, path: RelPath, bytes: Vec<u8>, made_of: Option<u64>) {
        if path.as_str() == self.wanted {
            self.ahead.show(path.as_str(), bytes.clone());
        }
        self.pages.take(path, bytes, made_of);
    }

    fn remembers(&self) -> bool {
        self.pages.remembers()
    }

    fn stands(&self, path: &RelPath, made_of: u64) -> bool {
        self.pages.stands(path, made_of)
    }

    fn last_paths(&self) -> Vec<String> {
        self.pages.last_paths()
    }

    fn last(&self, path: &str) -> Option<Cow<'_, [u8]>> {
        self.pages.last(path)
    }
}
