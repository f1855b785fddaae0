//! What was published stays where it was (design 7, promise 9): a page somebody linked to, an anchor somebody cited.
//!
//! Counted are the anchors of a page's content. What the theme puts around it (the search field, the footer) is furniture
//! that nobody cites and that changes with the theme.

use memchr::memmem;

use super::live::Live;
use super::manifest::Manifest;
use crate::render;
use crate::site::routes;

/// An address, or some of its anchors, that the new site would no longer have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// The address.
    pub path: String,
    /// The anchors that would be gone; empty for a feed or a page without any.
    pub anchors: Vec<String>,
    /// Whether the whole file would be gone.
    pub whole: bool,
}

/// The anchors of a page's content that must last; `None` for what is no page.
pub(super) fn anchors(path: &str, bytes: &[u8]) -> Option<Vec<String>> {
    let html = path.ends_with(".html").then_some(bytes)?;
    let mut anchors = render::anchors(content(html));
    anchors.retain(|a| routes::lasts(path, a));
    anchors.sort();
    anchors.dedup();
    Some(anchors)
}

/// The content of a page, without what stands around every page; the whole page where it does not say which that is.
pub(super) fn content(html: &[u8]) -> &[u8] {
    let begin = memmem::find(html, b"<main").unwrap_or(0);
    let end = memmem::rfind(html, b"</main>").unwrap_or(html.len());
    html.get(begin..end).unwrap_or(html)
}

/// What the live site offers and the new one would not, and what of it stands in another place. The calendar has a date once, on the
/// page of its month: one that went to the page of another month as its rule was corrected, with no word left where it stood, is
/// there to be found, and is not lost.
pub(super) fn lost(live: &Live, new: &Manifest) -> (Vec<Lost>, Vec<Lost>) {
    let (mut lost, mut elsewhere) = (Vec::new(), Vec::new());
    let in_month = |path: &str| routes::month_of(path).is_some();
    let months: Vec<&[String]> = new.paths().filter(|p| in_month(p)).filter_map(|p| new.anchors(p)).collect();
    let went = |path: &str, anchor: &String| {
        in_month(path) && routes::is_slot(anchor) && months.iter().any(|there| there.contains(anchor))
    };
    for path in live.manifest.paths().filter(|p| routes::is_kept(p)) {
        let offered = live.anchors(path);
        if !new.names(path) {
            lost.push(Lost { path: path.to_owned(), anchors: offered, whole: true });
            continue;
        }
        let there = new.anchors(path).unwrap_or_default();
        let gone = offered.into_iter().filter(|a| !there.contains(a));
        let (went, gone): (Vec<String>, Vec<String>) = gone.partition(|a| went(path, a));
        for (anchors, list) in [(gone, &mut lost), (went, &mut elsewhere)] {
            if !anchors.is_empty() {
                list.push(Lost { path: path.to_owned(), anchors, whole: false });
            }
        }
    }
    (lost, elsewhere)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_anchors_of_the_content_count_and_those_around_it_do_not() {
        let page = r#"<input id="q"><main id="m"><p id="b.ii.1">x</p><p id="a">y</p></main><h2 id="f-wrong">z</h2>"#;
        assert_eq!(anchors("quy-che/b.html", page.as_bytes()).unwrap(), ["a", "b.ii.1", "m"]);
        assert_eq!(anchors("a.html", br#"<p id="x"></p>"#).unwrap(), ["x"]);
        assert_eq!(anchors("lich/tuan-nay.html", br#"<p id="w-2026-01-05"></p><p id="x"></p>"#).unwrap(), ["x"]);
        assert_eq!(anchors("a.css", b"id=\"x\""), None);
        assert_eq!(content(b"</main><main>"), b"</main><main>", "malformed, not cut");
    }
}
