//! Which tokens of two texts are the same: the alignment that keeps most while marking fewest, best-placed changes.
//!
//! Every kept token earns its weight; every change pays for being opened and closed, least between sentences, most in
//! the middle of a phrase (alignment with affine gaps, Gotoh 1982, with a cost that depends on the place). The shortest
//! edit script instead would keep a stray `và` here and a comma there, and a reader sees soup.
//! That costs old × new, so texts beyond `CELLS` are first pinned where a run of words occurs equally often in each (patience,
//! with runs for lines), and what cannot be pinned is left unmatched: time and memory stay bounded.

use super::token::{Token, Tokens};
use std::ops::Range;

/// `len` tokens that both texts have, at `old` and at `new`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub old: usize,
    pub new: usize,
    pub len: usize,
}

/// The largest table filled: two texts of 500 words.
const CELLS: usize = 1 << 18;
/// How often a stretch too large may be pinned anew.
const DEPTH: usize = 4;
/// Lengths of the runs that pin, the surest first.
const PINS: [usize; 3] = [8, 3, 1];
/// Tokens at each end of a pinned run given back to the table, which places the edges of changes better.
const MARGIN: usize = 24;
/// The price of opening or closing a change anywhere; the hardness of the break comes on top.
const EDGE: i32 = 2;

/// The runs both texts have, in order, none touching the next on both sides.
pub(super) fn align(old: &Tokens<'_>, new: &Tokens<'_>) -> Vec<Run> {
    let mut aligner = Aligner { old, new, runs: Vec::new() };
    aligner.stretch(0..old.tokens.len(), 0..new.tokens.len(), DEPTH);
    aligner.runs
}

struct Aligner<'a, 't> {
    old: &'a Tokens<'t>,
    new: &'a Tokens<'t>,
    runs: Vec<Run>,
}

impl Aligner<'_, '_> {
    fn push(&mut self, run: Run) {
        match self.runs.last_mut() {
            Some(last) if last.old + last.len == run.old && last.new + last.len == run.new => last.len += run.len,
            _ => self.runs.push(run),
        }
    }

    fn stretch(&mut self, old: Range<usize>, new: Range<usize>, depth: usize) {
        if old.is_empty() || new.is_empty() {
            return;
        }
        if (old.len() + 1).saturating_mul(new.len() + 1) <= CELLS {
            return self.table(old, new);
        }
        if depth == 0 {
            return;
        }
        let (mut o, mut n) = (old.start, new.start);
        for run in self.pinned(&old, &new) {
            let margin = MARGIN.min(run.len / 3);
            let run = Run { old: run.old + margin, new: run.new + margin, len: run.len - 2 * margin };
            self.stretch(o..run.old, n..run.new, depth - 1);
            self.push(run);
            (o, n) = (run.old + run.len, run.new + run.len);
        }
        if o > old.start || n > new.start {
            self.stretch(o..old.end, n..new.end, depth - 1);
        }
    }

    /// Runs that are certainly the same: the common head and tail, and between them what occurs equally often in each.
    fn pinned(&self, old: &Range<usize>, new: &Range<usize>) -> Vec<Run> {
        let (a, b) = (&self.old.tokens[old.clone()], &self.new.tokens[new.clone()]);
        let head = a.iter().zip(b).take_while(|(x, y)| x.id == y.id).count();
        let (a, b) = (&a[head..], &b[head..]);
        let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x.id == y.id).count();
        let (a, b) = (&a[..a.len() - tail], &b[..b.len() - tail]);
        let mut runs = vec![Run { old: old.start, new: new.start, len: head }];
        let pins = PINS.iter().map(|&len| rising(equally_often(a, b, len))).find(|pins| !pins.is_empty());
        for (i, j) in pins.unwrap_or_default() {
            let (i, j) = (old.start + head + i, new.start + head + j);
            match runs.last_mut() {
                Some(last) if last.old + last.len == i && last.new + last.len == j => last.len += 1,
                _ => runs.push(Run { old: i, new: j, len: 1 }),
            }
        }
        runs.push(Run { old: old.end - tail, new: new.end - tail, len: tail });
        runs.retain(|run| run.len > 0);
        runs
    }

    /// Fills the table of a stretch and walks back the best way through it.
    fn table(&mut self, old: Range<usize>, new: Range<usize>) {
        let (a, b) = (&self.old.tokens[old.clone()], &self.new.tokens[new.clone()]);
        let (hard_a, hard_b) = (&self.old.breaks[old.start..=old.end], &self.new.breaks[new.start..=new.end]);
        let width = b.len() + 1;
        let edge = |i: usize, j: usize| EDGE + i32::from(hard_a[i]) + i32::from(hard_b[j]);
        // Two states for a place (i, j): the last token was kept, or we are within a change. One byte remembers whence.
        let mut steps = vec![0u8; (a.len() + 1) * width];
        let (mut kept_above, mut within_above) = (vec![NEVER; width], vec![NEVER; width]);
        let (mut kept, mut within) = (vec![NEVER; width], vec![NEVER; width]);
        for i in 0..=a.len() {
            for j in 0..width {
                let mut step = 0;
                kept[j] = if i == 0 && j == 0 {
                    0
                } else if i > 0 && j > 0 && a[i - 1].id == b[j - 1].id {
                    let after_change = within_above[j - 1] - edge(i - 1, j - 1);
                    if after_change > kept_above[j - 1] {
                        step |= KEPT_AFTER_CHANGE;
                    }
                    after_change.max(kept_above[j - 1]) + i32::from(b[j - 1].weight)
                } else {
                    NEVER
                };
                let mut best = kept[j] - edge(i, j);
                if i > 0 && within_above[j] > best {
                    best = within_above[j];
                    step = step & KEPT_AFTER_CHANGE | REMOVED;
                }
                if j > 0 && within[j - 1] > best {
                    best = within[j - 1];
                    step = step & KEPT_AFTER_CHANGE | ADDED;
                }
                within[j] = best.max(NEVER);
                steps[i * width + j] = step;
            }
            std::mem::swap(&mut kept, &mut kept_above);
            std::mem::swap(&mut within, &mut within_above);
        }
        let (mut i, mut j) = (a.len(), b.len());
        let mut in_change = within_above[j] - edge(i, j) > kept_above[j];
        let mut pairs = Vec::new();
        while i > 0 || j > 0 {
            let step = steps[i * width + j];
            if !in_change {
                (i, j) = (i - 1, j - 1);
                pairs.push(Run { old: old.start + i, new: new.start + j, len: 1 });
                in_change = step & KEPT_AFTER_CHANGE != 0;
            } else if step & REMOVED != 0 {
                i -= 1;
            } else if step & ADDED != 0 {
                j -= 1;
            } else {
                in_change = false;
            }
        }
        pairs.into_iter().rev().for_each(|run| self.push(run));
    }
}

/// Lower than any way through, and far enough from the end of the type to subtract from.
const NEVER: i32 = i32::MIN / 2;
const KEPT_AFTER_CHANGE: u8 = 1;
const REMOVED: u8 = 2;
const ADDED: u8 = 4;

/// Places of the runs of `len` tokens that occur as often in one text as in the other, the first with the first, the
/// second with the second; in the order of the old.
fn equally_often(a: &[Token], b: &[Token], len: usize) -> Vec<(usize, usize)> {
    let keys = |tokens: &[Token]| {
        let key =
            |at: usize| -> [u32; PINS[0]] { std::array::from_fn(|k| if k < len { tokens[at + k].id } else { 0 }) };
        let mut keys: Vec<_> = (0..(tokens.len() + 1).saturating_sub(len)).map(|at| (key(at), at)).collect();
        keys.sort_unstable();
        keys
    };
    let (a, b) = (keys(a), keys(b));
    let mut groups = b.chunk_by(|x, y| x.0 == y.0).peekable();
    let mut places = Vec::new();
    for here in a.chunk_by(|x, y| x.0 == y.0) {
        while groups.next_if(|there| there[0].0 < here[0].0).is_some() {}
        if let Some(there) = groups.peek().filter(|there| there[0].0 == here[0].0 && there.len() == here.len()) {
            places.extend(here.iter().zip(there.iter()).map(|(x, y)| (x.1, y.1)));
        }
    }
    places.sort_unstable();
    places
}

/// The longest chain whose second numbers rise too.
fn rising(places: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    // ends[k]: the place that ends the best chain of k + 1; before[p]: what stands before place p in its chain.
    let mut ends: Vec<usize> = Vec::new();
    let mut before = vec![None; places.len()];
    for (p, place) in places.iter().enumerate() {
        let k = ends.partition_point(|&end| places[end].1 < place.1);
        before[p] = k.checked_sub(1).map(|k| ends[k]);
        if k == ends.len() {
            ends.push(p);
        } else {
            ends[k] = p;
        }
    }
    let last = ends.last().copied();
    let mut chain: Vec<_> = std::iter::successors(last, |&p| before[p]).map(|p| places[p]).collect();
    chain.reverse();
    chain
}
