//! A project's site made again and again for the preview: what is as it was is taken from the one before, and the page somebody looks
//! at is shown as soon as it is made.

use std::sync::Arc;

use super::assemble::proved;
use super::project::{self, Loaded, Project, Read};
use super::theme;
use crate::diagnostic::Report;
use crate::preview::Ahead;
use crate::render::{Memo, Renderer, Theme};
use crate::site::{Grounds, Output, Plan};

/// What was made last of a project that is made again and again.
#[derive(Default)]
pub struct Last {
    theme: Option<Theme>,
    pages: Memo,
}

/// The site as [`whole`](super::assemble::whole) gives it, with what is as it was taken from there, and the project. The page that `ahead`
/// wants is shown there while the rest is still judged and made.
pub fn whole_again(
    loaded: Loaded,
    strict: bool,
    last: &mut Last,
    ahead: &Ahead,
) -> (Option<Arc<Output>>, Project, Report) {
    let project = loaded.judged_seen(strict, |_| (), |read| show(read, &mut last.theme, ahead));
    let (finished, report) = proved(&project, strict, &last.pages, &mut last.theme);
    if finished.is_none() {
        last.pages.forget();
    }
    (finished.map(|_| last.pages.keep()), project, report)
}

/// Shows the page somebody looks at, made as it will be made with all others.
fn show(read: &Read<'_>, last: &mut Option<Theme>, ahead: &Ahead) {
    let wanted = ahead.wanted();
    if wanted.is_empty() {
        return;
    }
    let years = project::years(read.snapshot);
    let (grounds, found) = Grounds::new(read.model, read.state, read.snapshot, years, Some(read.dates));
    let plan = Plan::new(&grounds, &[]);
    let Some(page) = plan.page(&wanted).filter(|_| !found.has_errors()) else { return };
    let (theme, faults) = theme::load(read.root, &read.model.office, last.take());
    if faults.is_empty() {
        if let Ok(html) = Renderer::new(&theme, &plan.chrome()).html(page) {
            ahead.show(&wanted, html);
        }
        *last = Some(theme);
    }
}
