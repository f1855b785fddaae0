//! Common words that often stand side by side: `văn phòng` has a list of its own (design 6, "Search", item 3).
//!
//! Vietnamese writes a word of two syllables as two, and the commonest syllables stand in every other clause: to find
//! `văn phòng` by both of its lists a browser would fetch more than by all else. So in a large index a pair of common words
//! is a word as well, `van_phong`, and the engine takes it where both are typed side by side. Its place is that of the first.

use std::collections::BTreeMap;

use super::words::Word;

/// A pair counts from this many places on: enough for a full page of results without the two apart.
const LEAST: usize = 2_000;
/// No more words than this are common, so that a table of all pairs stays small.
const MOST: usize = 256;

/// The pairs of common words with their places, which rise.
pub(super) fn compounds(words: &[(&Word, &[u32])], end: u32, common: usize) -> Vec<(Word, Vec<u32>)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (word, places) in words.iter().filter(|(word, _)| !word.fold.bytes().any(|b| b.is_ascii_digit())) {
        *counts.entry(&word.fold).or_default() += places.len();
    }
    let mut ranked: Vec<(&str, usize)> = counts.into_iter().filter(|(_, n)| *n > common).collect();
    ranked.sort_by_key(|(word, n)| (std::cmp::Reverse(*n), *word));
    ranked.truncate(MOST);
    let number: BTreeMap<&str, usize> = ranked.iter().enumerate().map(|(n, (word, _))| (*word, n)).collect();
    // At each place the spelling of a common word, counted from 1.
    let spelt: Vec<(&Word, usize, &[u32])> =
        words.iter().filter_map(|(word, places)| Some((*word, *number.get(&*word.fold)?, *places))).collect();
    let mut line = vec![0u16; end as usize + 2];
    for (n, (_, _, places)) in (1u16..).zip(&spelt) {
        places.iter().for_each(|place| line[*place as usize] = n);
    }
    let spelling = |place: usize| usize::from(line[place]).checked_sub(1).map(|n| (n, spelt[n].1));
    let mut pairs = vec![0usize; number.len() * number.len()];
    let beside = || (0..end as usize).filter_map(|place| Some((place, spelling(place)?, spelling(place + 1)?)));
    beside().for_each(|(_, (_, a), (_, b))| pairs[a * number.len() + b] += 1);
    let mut found: BTreeMap<(usize, usize), Vec<u32>> = BTreeMap::new();
    for (place, (one, _), (other, _)) in beside().filter(|(_, (_, a), (_, b))| pairs[a * number.len() + b] >= LEAST) {
        found.entry((one, other)).or_default().extend(u32::try_from(place));
    }
    let join = |(one, other): (usize, usize)| {
        let (one, other) = (spelt[one].0, spelt[other].0);
        Word { fold: format!("{}_{}", one.fold, other.fold), accent: format!("{}_{}", one.accent, other.accent) }
    };
    found.into_iter().map(|(pair, places)| (join(pair), places)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_common_words_side_by_side_are_a_word_by_each_spelling() {
        let word = |w: &str| Word::new(w);
        let (van, phong, phong2) = (word("văn"), word("phòng"), word("phong"));
        let evens: Vec<u32> = (0..6000).map(|n| n * 3).collect();
        let (near, odd): (Vec<u32>, Vec<u32>) = evens.iter().map(|n| n + 1).partition(|n| *n < 9000);
        let all: [(&Word, &[u32]); 3] = [(&van, &evens), (&phong, &near), (&phong2, &odd)];
        let pairs = compounds(&all, 18_000, 5000);
        let names: Vec<(&str, usize)> = pairs.iter().map(|(w, p)| (w.accent.as_str(), p.len())).collect();
        assert_eq!(names, [("văn_phong1", 3000), ("văn_phong", 3000)]);
        assert!(pairs.iter().all(|(w, p)| w.fold == "van_phong" && p.is_sorted()));
        assert!(compounds(&all, 18_000, 7000).is_empty(), "neither is common");
    }
}
