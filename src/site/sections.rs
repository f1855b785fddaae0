//! The text cut into pages.

use std::collections::BTreeSet;

use crate::model::{Level, Provision, ProvisionId, Version};

/// A section and what stands on its page.
pub(super) struct Section<'v> {
    /// The provision the page is named after.
    pub head: &'v Provision,
    /// What stands on it, headings above the first section of a part included.
    pub provisions: Vec<&'v Provision>,
}

/// The text cut into pages: one for each Mục or Chương below a Phần, else one for each topmost provision. A heading
/// above several pages stands on the first of them.
pub(super) fn sections(version: &Version) -> Vec<Section<'_>> {
    let groups = |p: &Provision| p.heading && matches!(p.level, Level::Part | Level::Chapter | Level::Section);
    let mut pages: Vec<Section<'_>> = Vec::new();
    let mut waiting: Vec<&Provision> = Vec::new();
    let parents: BTreeSet<&ProvisionId> =
        version.provisions.iter().filter(|p| groups(p)).filter_map(|p| p.parent.as_ref()).collect();
    for p in &version.provisions {
        let chain = version.ancestors(p);
        let top = chain.first().copied().unwrap_or(p);
        let parted = parents.contains(&top.id);
        let head = if !parted {
            Some(top)
        } else {
            chain.get(1).copied().or((chain.len() == 1).then_some(p)).filter(|h| groups(h))
        };
        match head {
            None => waiting.push(p),
            Some(head) => {
                if pages.last().is_none_or(|page| page.head.id != head.id) {
                    pages.push(Section { head, provisions: std::mem::take(&mut waiting) });
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
