//! From an alignment to what a careful typist would mark: islands drowned, edges put where the eye expects them.

use super::align::Run;
use super::token::{Kind, Tokens};
use std::ops::Range;

/// An island heavier than this (some five syllables) is worth keeping whatever stands around it.
const ISLAND: usize = 60;

/// Drops what is kept only by accident.
pub(super) fn tidy(runs: Vec<Run>, old: &Tokens<'_>, new: &Tokens<'_>) -> Vec<Run> {
    let lesser = old.weight(0..old.tokens.len()).min(new.weight(0..new.tokens.len()));
    let kept = |runs: &[Run]| runs.iter().map(|run| new.weight(run.new..run.new + run.len)).sum::<usize>();
    let mut runs = drown(runs, old, new, usize::min);
    if kept(&runs) * 2 < lesser {
        // Mostly rewritten: a few words beside a small change do not help the reader either.
        runs = drown(runs, old, new, usize::max);
    }
    settle(&mut runs, old, new);
    if kept(&runs) * 4 < lesser {
        runs.clear(); // Not one text reworded but two: shown as such.
    }
    runs
}

/// Drops islands no heavier than the lesser (or greater) of the changes around, until none is left. A change grown by a
/// drowned island may drown the island before it, so the kept runs are a stack that is looked at again.
fn drown(runs: Vec<Run>, old: &Tokens<'_>, new: &Tokens<'_>, of: fn(usize, usize) -> usize) -> Vec<Run> {
    let end = Run { old: old.tokens.len(), new: new.tokens.len(), len: 0 };
    // A replaced word counts once, a word only added or only removed by half.
    let between = |left: Run, right: Run| {
        (old.weight(left.old + left.len..right.old) + new.weight(left.new + left.len..right.new)) / 2
    };
    let mut kept: Vec<Run> = vec![Run { old: 0, new: 0, len: 0 }];
    for next in runs.into_iter().chain([end]) {
        while let [.., left, island] = kept[..] {
            let weight = new.weight(island.new..island.new + island.len);
            let (before, after) = (between(left, island), between(island, next));
            if weight > ISLAND || before == 0 || after == 0 || weight > of(before, after) {
                break;
            }
            kept.pop();
        }
        kept.push(next);
    }
    kept.retain(|run| run.len > 0);
    kept
}

/// Gives what both texts have at the edge of a change back to the unchanged (a full stop, lost for a cheaper edge), and
/// keeps the halves of a bracket together: `06 (sáu)` → `03 (ba)`, not `06 (sáu` → `03 (ba`; but `(sáu)` → `(bảy)` marks
/// the words alone.
fn settle(runs: &mut Vec<Run>, old: &Tokens<'_>, new: &Tokens<'_>) {
    runs.insert(0, Run { old: 0, new: 0, len: 0 });
    runs.push(Run { old: old.tokens.len(), new: new.tokens.len(), len: 0 });
    for at in 1..runs.len() {
        let left = runs[at - 1];
        let (mut from_old, mut from_new) = (left.old + left.len, left.new + left.len);
        let (mut to_old, mut to_new) = (runs[at].old, runs[at].new);
        let same = |o: usize, n: usize| old.tokens[o].id == new.tokens[n].id;
        while from_old < to_old && from_new < to_new && same(from_old, from_new) {
            // A bracket stays outside only if its other half does.
            let bracket = old.tokens[from_old].kind == Kind::Open;
            if bracket && !(opens(old, from_old..to_old) && opens(new, from_new..to_new)) {
                break;
            }
            (from_old, from_new) = (from_old + 1, from_new + 1);
        }
        while from_old < to_old && from_new < to_new && same(to_old - 1, to_new - 1) {
            if opens(old, from_old..to_old - 1) || opens(new, from_new..to_new - 1) {
                break;
            }
            (to_old, to_new) = (to_old - 1, to_new - 1);
        }
        let closes = runs[at].len > 0 && to_old < old.tokens.len() && old.tokens[to_old].kind == Kind::Close;
        if closes && to_old == runs[at].old && opens(old, from_old..to_old) && opens(new, from_new..to_new) {
            (to_old, to_new) = (to_old + 1, to_new + 1);
        }
        let both = bracketed(old, from_old..to_old) && bracketed(new, from_new..to_new);
        if both && same(from_old, from_new) && same(to_old - 1, to_new - 1) {
            (from_old, to_old, to_new) = (from_old + 1, to_old - 1, to_new - 1);
        }
        runs[at - 1].len = from_old - left.old;
        let run = &mut runs[at];
        run.len = run.old + run.len - to_old;
        (run.old, run.new) = (to_old, to_new);
    }
    runs.retain(|run| run.len > 0);
}

/// Whether the range is words between one bracket and its other half.
fn bracketed(side: &Tokens<'_>, range: Range<usize>) -> bool {
    let inner = range.start + 1..range.end.saturating_sub(1);
    range.len() > 2
        && side.tokens[range.start].kind == Kind::Open
        && side.tokens[range.end - 1].kind == Kind::Close
        && side.tokens[inner].iter().all(|token| !matches!(token.kind, Kind::Open | Kind::Close))
}

/// Whether a bracket or quotation is left open at the end of the range.
fn opens(side: &Tokens<'_>, range: Range<usize>) -> bool {
    let depth = side.tokens[range].iter().fold(0usize, |depth, token| match token.kind {
        Kind::Open => depth + 1,
        Kind::Close => depth.saturating_sub(1),
        _ => depth,
    });
    depth > 0
}
