//! The office's free pages; their Markdown is read by the room that renders.

use serde::Serialize;

use super::page::{Body, Page};
use super::planner::Planner;
use super::routes;

/// A free page.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct FreeView {
    /// Its title.
    pub title: String,
    /// Its Markdown, never templated.
    pub markdown: String,
}

/// Every free page.
pub(super) fn pages(planner: &Planner<'_>) -> Vec<Page> {
    let page = |p: &crate::model::FreePage| {
        let path = routes::free_page(&p.id);
        let body = Body::Free(Box::new(FreeView { title: p.title.clone(), markdown: p.body.clone() }));
        Page { root: routes::to_root(&path), path, nav: "free", crumbs: Vec::new(), body }
    };
    planner.s.model.pages.iter().map(page).collect()
}
