//! Citation keys: the printed path of every provision from its last step up, so that "điểm a khoản 5.1" is one lookup.
//!
//! `B.II.5.1.a` is kept as `a.1.5.II.B`, sorted as the query is compared: in small letters, `đ` as `d`, and without the word a
//! step may begin with (`dieu-5`). The trap: `5.10` must not be found under `5.1`; a stop sorts before every digit.

use serde::Serialize;

use super::pack;
use crate::site::{Document, DocumentKind};
use crate::text::fold;

/// Provisions a shard. Some twenty kilobytes: a citation needs one.
const EACH: usize = 2048;

/// Some of the keys.
#[derive(Serialize)]
pub(super) struct Shard {
    /// The keys.
    k: String,
    /// For each key the number of its document, and how many of those after it stand below it.
    i: String,
}

/// The first key of each shard as it is compared, and the shards.
pub(super) fn shards(documents: &[&Document]) -> (Vec<String>, Vec<Shard>) {
    let mut keys: Vec<(String, String, usize, usize)> = Vec::new();
    for (i, d) in documents.iter().enumerate().filter(|(_, d)| !d.path.is_empty()) {
        // The path of an article does not say of what chapter it is: what follows a heading and has more headings above stands below it.
        let held = |b: &&&Document| {
            is_below(&b.path, &d.path)
                || d.heading && b.kind == DocumentKind::Provision && b.headings.len() > d.headings.len()
        };
        let below = documents[i + 1..].iter().take_while(held).count();
        // Paragraphs are looked for as they are cited, which their ids do not tell.
        let paragraph = d.paragraph.map(|n| format!("p{n}"));
        let mut steps: Vec<&str> = d.path.split('.').rev().collect();
        if let Some((last, cited)) = steps.first_mut().zip(paragraph.as_deref()) {
            *last = cited;
        }
        let compared = steps.iter().map(|s| fold(bare(s))).collect::<Vec<_>>().join(".");
        keys.push((compared, steps.join("."), i, below));
    }
    keys.sort();
    let shard = |some: &[(String, String, usize, usize)]| {
        let mut i = String::new();
        for (_, _, id, below) in some {
            pack::count(*id, &mut i);
            pack::count(*below, &mut i);
        }
        Shard { k: pack::fronts(some.iter().map(|k| k.1.as_str())), i }
    };
    let firsts = keys.chunks(EACH).filter_map(|some| some.first()).map(|k| k.0.clone()).collect();
    (firsts, keys.chunks(EACH).map(shard).collect())
}

/// A step without the word it begins with: `5` of `dieu-5`.
fn bare(step: &str) -> &str {
    step.rsplit_once('-').map_or(step, |(_, label)| label)
}

fn is_below(path: &str, above: &str) -> bool {
    path.strip_prefix(above).is_some_and(|rest| rest.starts_with('.'))
}
