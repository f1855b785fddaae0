//! How much two wordings have in common, whatever the order of their sentences.
//!
//! Words alone mislead: any two clauses of an office share `công`, `việc`, `phòng`. Vietnamese words are mostly two
//! syllables, so neighbouring pairs are counted along with the syllables (Dice's coefficient over both).

use super::token::{Kind, Tokens};
use std::collections::BTreeMap;

/// The share of words and of neighbouring pairs of words that both texts have, 0 to 100; case and punctuation do not
/// count. Of wordings as long as a clause: two of the real regulation on different matters stay below 45, two made from one
/// pattern, or one before and after a phrase was replaced, above 60; so 50 tells reworded from different. Texts of
/// thousands of words share most of them whatever they say: compare those clause by clause.
#[must_use]
pub fn likeness(old: &str, new: &str) -> u8 {
    let (old_tokens, new_tokens) = Tokens::pair(old, new);
    let mut ids = BTreeMap::new();
    let (a, b) = (grams(&old_tokens, &mut ids), grams(&new_tokens, &mut ids));
    let all = a.len() + b.len();
    if all == 0 {
        return if old == new { 100 } else { 0 };
    }
    let (mut i, mut j, mut common) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            common += 2;
        }
        (i, j) = (i + usize::from(a[i] <= b[j]), j + usize::from(b[j] <= a[i]));
    }
    u8::try_from(common * 100 / all).unwrap_or(100)
}

/// The words and the pairs of neighbours, sorted.
fn grams(side: &Tokens<'_>, ids: &mut BTreeMap<String, usize>) -> Vec<(usize, Option<usize>)> {
    let words = side.tokens.iter().filter(|token| matches!(token.kind, Kind::Word | Kind::Label));
    let words: Vec<usize> = words
        .map(|token| {
            let next = ids.len();
            *ids.entry(side.text[token.start..token.end].to_lowercase()).or_insert(next)
        })
        .collect();
    let pairs = words.windows(2).map(|pair| (pair[0], Some(pair[1])));
    let mut grams: Vec<_> = words.iter().map(|&word| (word, None)).chain(pairs).collect();
    grams.sort_unstable();
    grams
}
