//! Which of the runs of articles of a text are documents, and which stand in one: Phần II that begins again at Điều 1, an annex with
//! articles of its own.

use std::collections::BTreeMap;

use crate::model::decode::label;
use crate::model::{Level, Provision, Provisions};

/// What one run of articles is.
pub(super) struct Part {
    /// Which document it is of, from 0; `None` for an annex.
    pub document: Option<usize>,
    /// The place of the heading that holds it, where it is not all of its document.
    pub heading: Option<usize>,
    /// Whether another annex of the text has the same number.
    pub doubled: bool,
}

/// Every run of articles of a text, in order.
pub(super) fn parts(provisions: &Provisions) -> Vec<Part> {
    let holders = holders(provisions);
    let get = |at: Option<usize>| at.and_then(|at| provisions.get(at));
    let is_annex = |at: usize| get(Some(at)).is_some_and(|p| p.level == Level::Annex);
    let annex = |n: usize| holders[n].filter(|at| up(provisions, *at).any(is_annex));
    // Phần II goes on where Phần I has articles of its own.
    let goes_on = |n: usize| {
        let before = n.checked_sub(1).and_then(|before| holders[before]);
        let (Some(before), Some(p)) = (get(before), get(holders[n])) else { return false };
        before.parent == p.parent && before.level == p.level && !is_first(p)
    };
    let count = holders.len();
    let mut documents = 0;
    let mut all = Vec::with_capacity(count);
    for (n, holder) in holders.iter().enumerate() {
        if let Some(heading) = annex(n) {
            let same = |m: usize| m != n && get(annex(m)).is_some_and(|p| p.label == provisions[heading].label);
            all.push(Part { document: None, heading: Some(heading), doubled: (0..count).any(same) });
            continue;
        }
        let later = goes_on(n);
        let heading = holder.filter(|_| later || n + 1 < count && goes_on(n + 1));
        documents += usize::from(!later || documents == 0);
        all.push(Part { document: Some(documents - 1), heading, doubled: false });
    }
    all
}

/// Of every run of articles the outermost heading that holds all of them, and no others.
fn holders(provisions: &Provisions) -> Vec<Option<usize>> {
    let mut runs: Vec<(Option<usize>, usize)> = Vec::new();
    // Of each heading the run of the articles below it, and how many they are; no run where they are of several.
    let mut below: BTreeMap<usize, (Option<usize>, usize)> = BTreeMap::new();
    let last = provisions.iter().map(|p| p.component).max().unwrap_or_default();
    runs.resize(last, (None, 0));
    for (at, p) in provisions.iter().enumerate().filter(|(_, p)| p.level == Level::Article) {
        let Some(run) = runs.get_mut(p.component.saturating_sub(1)) else { continue };
        run.0.get_or_insert(at);
        run.1 += 1;
        for above in up(provisions, at).skip(1) {
            let held = below.entry(above).or_insert((Some(p.component), 0));
            held.0 = held.0.filter(|component| *component == p.component);
            held.1 += 1;
        }
    }
    let holder = |(n, (first, count)): (usize, &(Option<usize>, usize))| {
        let all = up(provisions, (*first)?).skip(1).filter(|above| below.get(above) == Some(&(Some(n + 1), *count)));
        all.last()
    };
    runs.iter().enumerate().map(holder).collect()
}

/// The place of a provision and those of what it stands in.
fn up(provisions: &Provisions, at: usize) -> impl Iterator<Item = usize> {
    std::iter::successors(Some(at), |at| provisions.parent(*at))
}

fn is_first(p: &Provision) -> bool {
    label::read(&p.label, true).iter().any(|label| label.is_first(&[]))
}
