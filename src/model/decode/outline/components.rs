//! Which blocks of a file belong together: a decision, then the regulation it issues, which restarts at Điều 1.
//!
//! Rule: design 2 ("One file may hold a decision and a regulation"). The trap avoided: `Điều 1.` typed for `Điều 11.` is
//! a slip and no new text; so a bare restart counts only when Điều 2 follows, else an annex or a heading without a
//! label must stand before it.

use std::collections::BTreeMap;

use super::blocks::Block;
use crate::model::decode::label::{self, Label, Style};
use crate::model::{Level, Provision, ProvisionId};
use crate::text::Lookup;

/// What a block is to its component.
#[derive(Clone, Copy, Default)]
pub(super) struct Place {
    /// The component it stands in, from 1.
    pub component: usize,
    /// Whether nothing of what is open before it can hold it.
    pub opens: bool,
    /// Whether it stands, without a label, before the first provision of its component.
    pub preamble: bool,
    /// Whether articles restart at it.
    pub restarts: bool,
}

/// Every block's place.
pub(super) struct Plan {
    pub places: Vec<Place>,
    /// How many components there are.
    pub count: usize,
    /// Whether ids of parts, chapters and preambles carry the component, and not those of articles alone.
    pub whole: bool,
}

/// Divides the blocks of a file.
pub(super) fn plan(blocks: &[Block<'_>]) -> Plan {
    let labels: Vec<&[Label]> = blocks.iter().map(|b| b.readings.as_slice()).collect();
    let bare = |at: usize| labels[at].is_empty() && label::near(blocks[at].head(), blocks[at].marks > 0).is_none();
    let article = |at: usize| labels[at].iter().find(|l| l.style == Style::Article);
    let one = |at: usize| article(at).is_some_and(|l| l.number == 1 && l.inserted == 0);
    let mut places = vec![Place { component: 1, ..Place::default() }; blocks.len()];
    let mut next_article = vec![None; blocks.len() + 1];
    let mut next_labelled = vec![blocks.len(); blocks.len() + 1];
    for at in (0..blocks.len()).rev() {
        next_article[at] = article(at).map(|_| at).or(next_article[at + 1]);
        next_labelled[at] = if bare(at) { next_labelled[at + 1] } else { at };
    }
    let mut component = 1;
    let mut whole = false;
    let mut articles = 0;
    // Whether an annex began since the last of them.
    let mut annex = false;
    let mut begun: Vec<Style> = labels.first().and_then(|all| outer_first(all)).into_iter().collect();
    let mut preamble_to = 0;
    // Where the present component may not be reached back from.
    let mut floor = 0;
    for at in 0..blocks.len() {
        if at >= preamble_to && bare(at) {
            let first = next_labelled[at];
            let heads =
                labels.get(first).is_some_and(|all| outer_first(all).is_some()) || first < blocks.len() && one(first);
            let restarts = next_article[at].is_none_or(one);
            let boundary = at == 0 || articles > 0 && blocks[at].marks > 0;
            if heads && restarts && boundary {
                component += usize::from(at > 0);
                whole = true;
                articles = 0;
                preamble_to = first;
                floor = at;
                places[at].opens = true;
            }
        }
        places[at].component = component;
        places[at].preamble = at < preamble_to;
        if article(at).is_none() {
            annex |= blocks[at].marks > 0 && labels[at].iter().any(|l| l.style == Style::Annex);
            continue;
        }
        let follows = next_article[at + 1]
            .and_then(article)
            .is_some_and(|l| (l.number, l.inserted) == (2, 0) || (l.number, l.inserted) == (1, 1));
        // An annex may have one article and no more.
        if one(at) && articles > 0 && (follows || annex) {
            component += 1;
            places[at].component = component;
            places[at].restarts = true;
            articles = 0;
            // Chương I above it begins the component, unless it is itself one of a row, as Chương II is.
            let mut start = at;
            while start > floor
                && !labels[start - 1].is_empty()
                && labels[start - 1].iter().all(|l| l.style < Style::Article)
            {
                start -= 1;
            }
            if start < at && labels[start..at].iter().all(|all| all.iter().any(|l| l.is_first(&[]))) {
                let style = outer_first(labels[start]);
                whole |= style.is_some_and(|s| begun.contains(&s));
                begun.extend(style);
                places[start].opens = true;
                places[start..at].iter_mut().for_each(|p| p.component = component);
            }
            floor = at;
        }
        articles += 1;
        annex = false;
    }
    Plan { places, count: component, whole: whole && component > 1 }
}

/// The style of a label with which a text can begin above its articles.
fn outer_first(readings: &[Label]) -> Option<Style> {
    let outer = |l: &&Label| matches!(l.style, Style::PartWord | Style::Letter | Style::Chapter) && l.is_first(&[]);
    readings.iter().find(outer).map(|l| l.style)
}

/// Gives the headings above articles the component of their articles. When Phụ lục II is read nothing shows yet that articles restart
/// below it; and an annex without articles is of no other annex before it.
pub(super) fn settle(provisions: &mut [Provision]) {
    if provisions.iter().all(|p| p.component < 2) {
        return;
    }
    let by_id: Lookup<ProvisionId, usize> = provisions.iter().enumerate().map(|(at, p)| (p.id.clone(), at)).collect();
    let parents: Vec<Option<usize>> =
        provisions.iter().map(|p| p.parent.as_ref().and_then(|id| by_id.get(id)).copied()).collect();
    let up = |at: usize| std::iter::successors(Some(at), |at| parents[*at].filter(|above| above < at));
    let level = |at: usize| provisions[at].level;
    let annex = |at: usize| up(at).find(|above| level(*above) == Level::Annex);
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    for at in (0..provisions.len()).filter(|at| level(*at) == Level::Article) {
        up(at).for_each(|above| {
            first.entry(above).or_insert(provisions[at].component);
        });
    }
    let mut document = 1;
    let mut settled = Vec::with_capacity(provisions.len());
    for (at, p) in provisions.iter().enumerate() {
        let held = up(at).find_map(|above| first.get(&above).copied());
        let component = match (held, annex(at)) {
            (Some(component), _) => component,
            (None, Some(_)) => document,
            (None, None) => p.component,
        };
        if annex(at).is_none() {
            document = component;
        }
        settled.push(component);
    }
    provisions.iter_mut().zip(settled).for_each(|(p, component)| p.component = component);
}
