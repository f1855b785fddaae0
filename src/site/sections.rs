//! The text cut into pages.

use super::routes;
use crate::model::{Level, Provision, Version};

/// A section and what stands on its page.
pub(super) struct Section<'v> {
    /// The provision the page is named after.
    pub head: &'v Provision,
    /// Its address.
    pub path: String,
    /// What stands on it, headings above the first section of a part included.
    pub provisions: Vec<&'v Provision>,
}

/// The text cut into pages: one for each Mục or Chương below a Phần, else one for each topmost provision. A heading
/// above several pages stands on the first of them.
pub(super) fn sections(version: &Version) -> Vec<Section<'_>> {
    let groups =
        |p: &Provision| p.heading && matches!(p.level, Level::Annex | Level::Part | Level::Chapter | Level::Section);
    let provisions = &version.provisions;
    let mut parted = vec![false; provisions.len()];
    for (at, _) in provisions.iter().enumerate().filter(|(_, p)| groups(p)) {
        provisions.parent(at).into_iter().for_each(|up| parted[up] = true);
    }
    // The topmost provision each one stands in, and the one below that: a parent comes before what is below it.
    let mut ways: Vec<(usize, Option<usize>)> = Vec::with_capacity(provisions.len());
    let mut pages: Vec<Section<'_>> = Vec::new();
    let mut waiting: Vec<&Provision> = Vec::new();
    for (at, p) in provisions.iter().enumerate() {
        let way = provisions.parent(at).map_or((at, None), |up| (ways[up].0, ways[up].1.or(Some(at))));
        ways.push(way);
        let (top, below) = way;
        let head = if parted[top] { below.filter(|b| groups(&provisions[*b])) } else { Some(top) };
        let head = head.map(|head| &provisions[head]);
        match head {
            None => waiting.push(p),
            Some(head) => {
                if pages.last().is_none_or(|page| page.head.id != head.id) {
                    let path = routes::section(&head.id);
                    pages.push(Section { head, path, provisions: std::mem::take(&mut waiting) });
                }
                if let Some(page) = pages.last_mut() {
                    page.provisions.push(p);
                }
            }
        }
    }
    if let Some(page) = pages.last_mut() {
        page.provisions.append(&mut waiting);
    }
    pages
}
