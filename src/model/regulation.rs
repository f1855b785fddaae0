//! The regulation: versions and provisions.

use std::ops::Deref;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::{Component, DecisionId, ProvisionId};
use crate::diagnostic::Span;
use crate::text::{Lookup, Verbatim};

/// One consolidated text, in force from `effective_from` until the next version's.
#[derive(Clone, Debug)]
pub struct Version {
    /// First day in force.
    pub effective_from: Date,
    /// Where the day is written.
    pub day_span: Span,
    /// The decision that issued or amended it.
    pub decision: DecisionId,
    /// The title as issued.
    pub title: Verbatim,
    /// The documents it consists of; none where it is one document.
    pub components: Vec<Component>,
    /// The provisions in the order of the text.
    pub provisions: Provisions,
    /// The file's front matter.
    pub span: Span,
}

impl Version {
    /// The provision with this id.
    #[must_use]
    pub fn provision(&self, id: &ProvisionId) -> Option<&Provision> {
        self.provisions.place(id).and_then(|at| self.provisions.get(at))
    }

    /// The provisions directly below `parent`, or the topmost ones.
    pub fn children(&self, parent: Option<&ProvisionId>) -> impl Iterator<Item = &Provision> {
        self.provisions.below(parent).iter().filter_map(|at| self.provisions.get(*at))
    }

    /// Whether a provision is `other` or stands below it. Asked of the tree, not of the ids: an article's id does not
    /// hold its chapter's.
    #[must_use]
    pub fn is_within(&self, id: &ProvisionId, other: &ProvisionId) -> bool {
        id == other || self.provisions.place(id).is_some_and(|at| self.above(at).any(|a| a.id == *other))
    }

    /// Whether a provision is a numbered item of an annex: `1.` directly below its heading.
    #[must_use]
    pub fn is_item(&self, p: &Provision) -> bool {
        let annex = |id: &ProvisionId| self.provision(id).is_some_and(|above| above.level == Level::Annex);
        p.level == Level::Clause && p.parent.as_ref().is_some_and(annex)
    }

    /// A provision and all that stands below it, in the order of the text; nothing where the text does not have it.
    #[must_use]
    pub fn with_below(&self, id: &ProvisionId) -> &[Provision] {
        let Some(at) = self.provisions.place(id) else { return &[] };
        // What is below stands behind it without a gap.
        let below = self.provisions[at + 1..].iter().take_while(|p| self.is_within(&p.id, id)).count();
        &self.provisions[at..=at + below]
    }

    /// The headings above a provision, topmost first, itself excluded.
    #[must_use]
    pub fn ancestors(&self, provision: &Provision) -> Vec<&Provision> {
        let mut path: Vec<&Provision> =
            self.provisions.place(&provision.id).into_iter().flat_map(|at| self.above(at)).collect();
        path.reverse();
        path
    }

    /// The headings above the provision at a place, the nearest first.
    fn above(&self, at: usize) -> impl Iterator<Item = &Provision> {
        let step = |at: &usize| self.provisions.parent(*at);
        std::iter::successors(step(&at), step).filter_map(|at| self.provisions.get(at))
    }
}

/// The provisions of a text in its order, found by id without a walk: every page, quote and duty asks for some.
///
/// Shared, not copied: the office of every day it is asked for holds the same texts.
#[derive(Clone, Debug, Default)]
pub struct Provisions(Arc<Held>);

#[derive(Debug, Default)]
struct Held {
    items: Vec<Provision>,
    by_id: Lookup<ProvisionId, usize>,
    /// The place of each one's parent.
    parents: Vec<Option<usize>>,
    /// The places of what stands directly below each, and of the topmost, in the order of the text.
    children: Lookup<Option<usize>, Vec<usize>>,
}

impl Provisions {
    /// The provision whose id is written so.
    #[must_use]
    pub fn named(&self, id: &str) -> Option<&Provision> {
        self.0.by_id.get(id).and_then(|at| self.get(*at))
    }

    /// The place of a provision in the order of the text.
    #[must_use]
    pub fn place(&self, id: &ProvisionId) -> Option<usize> {
        self.0.by_id.get(id).copied()
    }

    /// The place of the provision that the one at a place stands in: always before it.
    #[must_use]
    pub fn parent(&self, at: usize) -> Option<usize> {
        self.0.parents.get(at).copied().flatten()
    }

    /// The places of what stands directly below a provision, or of the topmost.
    fn below(&self, parent: Option<&ProvisionId>) -> &[usize] {
        let above = match parent.map(|id| self.place(id)) {
            Some(None) => return &[],
            Some(place) => place,
            None => None,
        };
        self.0.children.get(&above).map_or(&[], Vec::as_slice)
    }

    /// The same, asked first at a place where it is likely: two texts have most provisions in one order.
    #[must_use]
    pub fn place_near(&self, likely: usize, id: &ProvisionId) -> Option<usize> {
        if self.get(likely).is_some_and(|p| p.id == *id) { Some(likely) } else { self.place(id) }
    }
}

impl From<Vec<Provision>> for Provisions {
    fn from(items: Vec<Provision>) -> Self {
        let by_id: Lookup<_, _> = items.iter().enumerate().map(|(at, p)| (p.id.clone(), at)).collect();
        // A parent comes before what is below it, so no way up is a circle.
        let parent =
            |at: usize, p: &Provision| p.parent.as_ref().and_then(|id| by_id.get(id)).copied().filter(|up| *up < at);
        let parents: Vec<Option<usize>> = items.par_iter().enumerate().map(|(at, p)| parent(at, p)).collect();
        let mut children: Lookup<Option<usize>, Vec<usize>> = Lookup::default();
        for (at, (p, above)) in items.iter().zip(&parents).enumerate() {
            // What stands in something the text does not have is below nothing, and not topmost.
            if above.is_some() || p.parent.is_none() {
                children.at(*above).push(at);
            }
        }
        Self(Arc::new(Held { items, by_id, parents, children }))
    }
}

impl Deref for Provisions {
    type Target = [Provision];

    fn deref(&self) -> &[Provision] {
        &self.0.items
    }
}

impl<'a> IntoIterator for &'a Provisions {
    type Item = &'a Provision;
    type IntoIter = std::slice::Iter<'a, Provision>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.items.iter()
    }
}

impl Provision {
    /// Its label without the stop behind it: `5.1` of `5.1.`, `a` of `a)`.
    #[must_use]
    pub fn number(&self) -> &str {
        self.label.trim_end_matches(STOPS)
    }

    /// Whether it is written as a heading, be it one or a clause of its own.
    #[must_use]
    pub fn is_written_as_heading(&self) -> bool {
        self.heading || self.marks > 0
    }

    /// Whether it was repealed: it keeps its number and says so, `5.3. (được bãi bỏ)`.
    #[must_use]
    pub fn is_repealed(&self) -> bool {
        let words = self.text.as_str().trim();
        let inner = words.strip_prefix('(').and_then(|w| w.trim_end_matches(['.', ';']).strip_suffix(')'));
        inner.is_some_and(|w| w.starts_with("được bãi bỏ") || w.starts_with("bãi bỏ"))
    }
}

/// What may stand behind the number of a label: printed with it, and no part of a path or citation.
pub const STOPS: [char; 5] = ['.', ')', ':', '-', '–'];

/// What stands in the place of words that were repealed.
pub const REPEALED: &str = "(được bãi bỏ)";

/// The level of a provision, in Akoma Ntoso's order; the comment gives the Vietnamese word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Phụ lục: an attachment of the text, numbered anew.
    Annex,
    /// Phần.
    Part,
    /// Chương.
    Chapter,
    /// Mục.
    Section,
    /// Điều.
    Article,
    /// Khoản, `1.`.
    Clause,
    /// Khoản with a number of two parts, `1.1.`.
    Subclause,
    /// Điểm, `a)`.
    Point,
    /// A continuation paragraph without a label.
    Paragraph,
}

/// One provision: its label, its words, its place.
#[derive(Clone, Debug)]
pub struct Provision {
    /// Printed path, `B.II.5.1.a`.
    pub id: ProvisionId,
    /// The label as printed, `5.1.` or `a)`; empty for a continuation paragraph.
    pub label: String,
    /// Its level.
    pub level: Level,
    /// Whether it is a heading: an article of one sentence, with nothing below it, is a clause even if it is written with `#`.
    pub heading: bool,
    /// How many `#` it is written with; 0 for a paragraph.
    pub marks: usize,
    /// The provision it stands in.
    pub parent: Option<ProvisionId>,
    /// Its words without the label.
    pub text: Verbatim,
    /// The document of its text that it stands in, from 1.
    pub component: usize,
    /// The citation in the order of Vietnamese law: "điểm a khoản 5.1 mục II phần B"; where the text holds several documents,
    /// with the name of its own: "khoản 1 Điều 3 Quy chế".
    pub citation: String,
    /// Which paragraph it is cited as, where it has no label and is no heading. What a clause says behind its label is its first; a
    /// heading is none, so that below one the first is the first, and one that stands there alone is cited as the heading is.
    pub paragraph: Option<usize>,
    /// Its words in the file, label excluded.
    pub span: Span,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::shipped;

    #[test]
    fn what_stands_directly_below_a_provision_is_in_the_order_of_the_text() {
        let model = shipped();
        let version = &model.versions[0];
        let ids = |found: Vec<&Provision>| found.into_iter().map(|p| p.id.clone()).collect::<Vec<_>>();
        for above in version.provisions.iter().map(|p| Some(&p.id)).chain([None]) {
            let below = version.provisions.iter().filter(|p| p.parent.as_ref() == above).collect();
            assert_eq!(ids(version.children(above).collect()), ids(below));
        }
        assert_eq!(version.children(Some(&ProvisionId::new("Z"))).count(), 0);
    }
}
