//! What a provision refers to: the words of a reference resolved from where they stand, in the text they stand in.
//!
//! Rules: "Điều này", "mục này" is what the provision stands in; an article is looked for in its own document of the text; anything
//! else from the provision upwards, the nearest first, since a bare "khoản 2" is of the same article. The traps avoided: a reference
//! without its document beside the name of another one; a number that fits several places. Of those nothing is said.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;

use super::decode::pieces;
use super::{Level, Provision, Version};
use crate::text::{Rank, Reference, Step, capital, is_called, names_document, references};

/// One reference of a provision to this regulation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// Where in the words of the provision.
    pub place: Range<usize>,
    /// Which of all references of the provision it is, from 0, those to other documents among them.
    pub nth: usize,
    /// The reference in full, as one would write it alone.
    pub words: String,
    /// What it leads to.
    pub to: Target,
}

/// What a reference leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The provision at this place of the text.
    At(usize),
    /// Nothing: the step that is lacking, and the place of the last one that is there.
    Nowhere {
        /// The words of the step.
        step: String,
        /// Its level.
        rank: Rank,
        /// What it would stand in.
        below: Option<usize>,
    },
}

/// Looks up references in one text.
#[derive(Debug)]
pub struct Citer<'v> {
    version: &'v Version,
    /// The places of what stands above articles and clauses: few, and not found by an id alone.
    outer: Vec<usize>,
    /// The places of articles, by which it is known in which document of the text a provision stands.
    articles: Vec<usize>,
    /// The levels the text has.
    levels: BTreeSet<Level>,
    /// By the place of each provision whether it or one above it names another document, once somebody asks.
    other: Vec<OnceLock<bool>>,
    /// References that lead elsewhere than they were written for: the place of the provision and where in its words.
    misled: BTreeSet<(usize, usize)>,
}

/// So many provisions are looked through for one that an id does not tell. Where there are more, nobody would cite it so.
const MOST: usize = 1000;

/// How far a step of a reference led.
enum Way {
    At(usize),
    Nowhere,
    /// Several places, or none one can be sure of.
    Unsure,
}

impl<'v> Citer<'v> {
    /// For one text.
    #[must_use]
    pub fn new(version: &'v Version) -> Self {
        let of = |fits: fn(Level) -> bool| -> Vec<usize> {
            let all = version.provisions.iter().enumerate();
            all.filter(|(_, p)| fits(p.level)).map(|(at, _)| at).collect()
        };
        Self {
            version,
            outer: of(|level| level < Level::Article),
            articles: of(|level| level == Level::Article),
            levels: version.provisions.iter().map(|p| p.level).collect(),
            other: version.provisions.iter().map(|_| OnceLock::new()).collect(),
            misled: BTreeSet::new(),
        }
    }

    /// The same without references that are known to lead elsewhere than they were written for.
    #[must_use]
    pub fn without(self, misled: BTreeSet<(usize, usize)>) -> Self {
        Self { misled, ..self }
    }

    /// The references of the provision at a place, from left to right.
    #[must_use]
    pub fn of(&self, at: usize) -> Vec<Cited> {
        let Some(p) = self.version.provisions.get(at) else { return Vec::new() };
        let read = references(p.text.as_str());
        if read.is_empty() {
            return Vec::new();
        }
        let other = self.names_other(at);
        let leads = |(_, r): &(usize, Reference<'_>)| !self.misled.contains(&(at, r.place.start));
        read.into_iter().enumerate().filter(leads).filter_map(|(nth, r)| self.cited(at, nth, r, other)).collect()
    }

    /// Whether a provision or one above it names another document.
    fn names_other(&self, at: usize) -> bool {
        let names = |at: usize| self.version.provisions.get(at).is_some_and(|p| names_document(p.text.as_str()));
        let here =
            |at: usize, above: bool| self.other.get(at).is_some_and(|known| *known.get_or_init(|| above || names(at)));
        let path: Vec<usize> = std::iter::once(at).chain(self.above(at)).collect();
        path.into_iter().rev().fold(false, |above, at| here(at, above))
    }

    fn cited(&self, at: usize, nth: usize, reference: Reference<'_>, other: bool) -> Option<Cited> {
        let here = reference.is_here();
        let this = match &reference.of {
            Some(noun) => self.is_called(at, noun).then_some(true)?,
            None => false,
        };
        if other && !here && !this {
            return None;
        }
        let mut place = None;
        let mut lacking = None;
        for step in &reference.steps {
            match place.map_or_else(|| self.first(at, step), |above| self.below(above, step)) {
                Way::At(found) => place = Some(found),
                Way::Unsure => return None,
                Way::Nowhere => {
                    lacking = Some(step);
                    break;
                }
            }
        }
        let to = match (lacking, place) {
            (Some(step), _) if !reference.loose && (here || this || self.can_only_be_ours(&reference)) => {
                Target::Nowhere { step: said(step), rank: step.rank, below: place }
            }
            (None, Some(found)) if found != at => Target::At(found),
            _ => return None,
        };
        let words = reference.steps.iter().rev().map(said).collect::<Vec<_>>().join(" ");
        Some(Cited { place: reference.place, nth, words, to })
    }

    /// Whether a reference that names no document must be one to this text: it names a level from the article up, and the text has
    /// that level.
    fn can_only_be_ours(&self, reference: &Reference<'_>) -> bool {
        let Some(top) = reference.steps.first() else { return false };
        let alone = reference.steps.len() == 1;
        let has = |level: Level| self.levels.contains(&level);
        match top.rank {
            Rank::Article => has(Level::Article),
            Rank::Part => !alone && has(Level::Part),
            Rank::Chapter => has(Level::Chapter),
            Rank::Section => !alone && has(Level::Section),
            Rank::Annex | Rank::Subsection | Rank::Clause | Rank::Point => false,
        }
    }

    /// Whether the document a provision stands in calls itself so.
    fn is_called(&self, at: usize, noun: &str) -> bool {
        let component = self.component(at);
        let preamble = format!("{component}p1");
        let title = match self.version.provisions.named(&preamble).filter(|_| !component.is_empty()) {
            Some(head) => head.text.as_str(),
            None if component.is_empty() => self.version.title.as_str(),
            None => return false,
        };
        noun == "văn bản" || is_called(title, noun)
    }

    /// How ids of the articles begin in the document a provision stands in, where a file holds several.
    fn component(&self, at: usize) -> &'v str {
        let before = self.articles.partition_point(|article| *article <= at);
        let near = self.articles.get(before.saturating_sub(1)).and_then(|at| self.version.provisions.get(*at));
        near.and_then(|p| p.id.as_str().find("dieu-").map(|end| &p.id.as_str()[..end])).unwrap_or_default()
    }

    fn above(&self, at: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.version.provisions.parent(at), |at| self.version.provisions.parent(*at))
    }

    /// The outermost step of a reference, from the provision it stands in.
    fn first(&self, at: usize, step: &Step<'_>) -> Way {
        let level = |at: &usize| self.version.provisions.get(*at).is_some_and(|p| self.is_of(step, p));
        let Some(label) = step.label else {
            return std::iter::once(at).chain(self.above(at)).find(level).map_or(Way::Unsure, Way::At);
        };
        let pieces = pieces(step.rank, label);
        if step.rank == Rank::Article {
            let component = self.component(at);
            return self
                .named(pieces.iter().map(|piece| format!("{component}{piece}")), step)
                .map_or(Way::Nowhere, Way::At);
        }
        let ids = |above: usize| {
            let id = self.version.provisions.get(above).map_or("", |p| p.id.as_str());
            pieces.iter().map(move |piece| format!("{id}.{piece}"))
        };
        let near = std::iter::once(at).chain(self.above(at)).find_map(|above| self.named(ids(above), step));
        if let Some(found) = near.or_else(|| self.named(pieces.iter().cloned(), step)) {
            return Way::At(found);
        }
        if step.rank > Rank::Article {
            return Way::Nowhere;
        }
        self.only(self.outer.iter().copied(), step, &pieces)
    }

    /// A further step, below the provision at a place.
    fn below(&self, above: usize, step: &Step<'_>) -> Way {
        let (Some(label), Some(p)) = (step.label, self.version.provisions.get(above)) else { return Way::Unsure };
        let pieces = pieces(step.rank, label);
        if let Some(found) = self.named(pieces.iter().map(|piece| format!("{}.{piece}", p.id)), step) {
            return Way::At(found);
        }
        let within =
            |at: &usize| self.version.provisions.get(*at).is_some_and(|b| self.version.is_within(&b.id, &p.id));
        self.only((above + 1..self.version.provisions.len()).take_while(within), step, &pieces)
    }

    /// The only one of some places that a step can mean.
    fn only(&self, places: impl Iterator<Item = usize>, step: &Step<'_>, pieces: &[String]) -> Way {
        let fits = |at: &usize| {
            self.version.provisions.get(*at).is_some_and(|p| {
                let ends = |piece: &String| {
                    p.id.as_str()
                        .strip_suffix(piece.as_str())
                        .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
                };
                self.is_of(step, p) && pieces.iter().any(ends)
            })
        };
        let mut found = None;
        for (n, place) in places.enumerate() {
            if n == MOST || found.is_some() && fits(&place) {
                return Way::Unsure;
            }
            found = found.or(Some(place).filter(fits));
        }
        match found {
            Some(found) => Way::At(found),
            None if pieces.is_empty() => Way::Unsure,
            None => Way::Nowhere,
        }
    }

    /// The first of some ids that the text has at this level.
    fn named(&self, mut ids: impl Iterator<Item = String>, step: &Step<'_>) -> Option<usize> {
        ids.find_map(|id| {
            let p = self.version.provisions.named(&id).filter(|p| self.is_of(step, p))?;
            self.version.provisions.place(&p.id)
        })
    }

    /// Whether a provision is what a step names: of that level, or an item of an annex, which is commonly called a mục.
    fn is_of(&self, step: &Step<'_>, p: &Provision) -> bool {
        let item = || step.label.is_some_and(|label| label == p.number()) && self.version.is_item(p);
        is_of(step, p) || step.rank == Rank::Section && item()
    }
}

/// Whether a provision is of the level a step names. What is numbered in two parts is called a khoản, a điểm or a mục; its path does
/// not tell `5.1` from `1`, so the number is compared as it is printed.
fn is_of(step: &Step<'_>, p: &Provision) -> bool {
    let printed = step.label.is_none_or(|label| label == p.number());
    let dotted = p.level == Level::Subclause && printed;
    match step.rank {
        Rank::Annex => p.level == Level::Annex,
        Rank::Part => p.level == Level::Part,
        Rank::Chapter => p.level == Level::Chapter,
        Rank::Section => p.level == Level::Section || dotted && step.label.is_some(),
        Rank::Subsection => p.level == Level::Section,
        Rank::Article => p.level == Level::Article,
        Rank::Clause => p.level == Level::Clause && printed || dotted,
        Rank::Point => p.level == Level::Point && printed || dotted && step.label.is_some(),
    }
}

/// A step as it is written alone.
fn said(step: &Step<'_>) -> String {
    let word = step.rank.word();
    let large = matches!(step.rank, Rank::Article | Rank::Chapter | Rank::Annex);
    let word = if large { capital(word) } else { word.to_owned() };
    format!("{word} {}", step.label.unwrap_or("này"))
}

#[cfg(test)]
mod tests;
