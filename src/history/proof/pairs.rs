//! Which provisions of two runs say the same, in the same order: the longest common run.
//!
//! The trap avoided: pairing by number, which tells a clause taken out as a change of every clause after it.

use std::collections::BTreeMap;

use crate::model::{Provision, ProvisionId};

/// Pairs of places with the same words in the same order: as many as can be, unless there are too many to try.
pub(super) fn equal_words(wanted: &[Provision], written: &[Provision]) -> Vec<(usize, usize)> {
    const TRIED: usize = 4_000_000;
    let (n, m) = (wanted.len(), written.len());
    let equal = |i: usize, j: usize| {
        let (a, b) = (&wanted[i], &written[j]);
        a.text == b.text && (a.is_written_as_heading() == b.is_written_as_heading() || a.id == b.id)
    };
    if n.saturating_mul(m) > TRIED {
        let by_id: BTreeMap<&ProvisionId, usize> = written.iter().enumerate().map(|(j, p)| (&p.id, j)).collect();
        let pair = |i: usize| by_id.get(&wanted[i].id).copied().filter(|j| equal(i, *j)).map(|j| (i, j));
        return (0..n).filter_map(pair).collect();
    }
    let width = m + 1;
    let mut best = vec![0u32; (n + 1) * width];
    for i in (0..n).rev() {
        for j in (0..m).rev() {
            let skip = best[(i + 1) * width + j].max(best[i * width + j + 1]);
            best[i * width + j] = if equal(i, j) { skip.max(best[(i + 1) * width + j + 1] + 1) } else { skip };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while i < n && j < m {
        if equal(i, j) && best[i * width + j] == best[(i + 1) * width + j + 1] + 1 {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if best[(i + 1) * width + j] >= best[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}
