//! The inverted index: every word → where it stands (design 6, "Search", item 3).
//!
//! All texts stand one after another on one line of positions, so a place is one number and a document is a range. A word's
//! spellings (`ban`, `bàn`, `bạn`) keep lists of their own under one folded key: accent agreement needs no second lookup.
//! In a large index ranges begin at whole grains of 16 places, so that the lengths of all documents, which every query needs,
//! stay small. Words without a digit are known to the reader from the start (prefixes, slips); of numbers a large office has
//! without end, so their shards name the words they hold.

use std::collections::BTreeMap;

use serde::Serialize;

use super::compounds::compounds;
use super::pack;
use super::words::{Word, cut};
use crate::text::Lookup;

/// Words and their places, while texts are being added.
pub(super) struct Postings {
    grain: u32,
    end: u32,
    /// The list of each word as written; folding is dear and words recur.
    written: Lookup<String, usize>,
    keys: BTreeMap<Word, usize>,
    lists: Vec<Vec<u32>>,
}

/// The places of some words that follow one another in the alphabet.
#[derive(Serialize)]
pub(super) struct Shard {
    /// The words, of numbers only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub t: Option<String>,
    /// For each word its spellings, parted by commas; an empty one equals the folded word.
    pub s: String,
    /// For each spelling its places.
    pub p: String,
}

/// All of it, as the script carries it.
pub(super) struct Packed {
    /// Every word without a digit.
    pub words: String,
    /// How many of them each shard holds.
    pub cuts: Vec<usize>,
    /// The shards of `words`.
    pub shards: Vec<Shard>,
    /// The first word of each shard of numbers.
    pub firsts: Vec<String>,
    /// The shards of numbers.
    pub numbers: Vec<Shard>,
}

impl Postings {
    /// An empty index whose ranges begin at multiples of `grain`.
    pub fn new(grain: u32) -> Self {
        Self { grain, end: 0, written: Lookup::default(), keys: BTreeMap::new(), lists: Vec::new() }
    }

    /// Adds the parts of one text and gives the grains of its range. Words of two parts are never neighbours.
    pub fn add(&mut self, parts: &[&str]) -> u32 {
        let start = self.end;
        for part in parts.iter().filter(|p| !p.is_empty()) {
            for (word, apart) in cut(part) {
                self.end += u32::from(apart);
                let list = self.list(word);
                self.lists[list].push(self.end);
                self.end += 1;
            }
            self.end += 2;
        }
        self.end = self.end.next_multiple_of(self.grain);
        (self.end - start) / self.grain
    }

    fn list(&mut self, word: &str) -> usize {
        if let Some(list) = self.written.get(word) {
            return *list;
        }
        let next = self.lists.len();
        let list = *self.keys.entry(Word::new(word)).or_insert(next);
        if list == next {
            self.lists.push(Vec::new());
        }
        self.written.add(word.to_owned(), list);
        list
    }

    /// Packs what was added into shards of about `size` bytes; a word above that gets one to itself. Words above `common`
    /// places make compounds.
    pub fn pack(&self, size: usize, common: usize) -> Packed {
        let all: Vec<(&Word, &[u32])> = self.keys.iter().map(|(word, list)| (word, &*self.lists[*list])).collect();
        let pairs = compounds(&all, self.end, common);
        let mut words: BTreeMap<&str, Vec<(&str, &[u32])>> = BTreeMap::new();
        for (word, list) in all.into_iter().chain(pairs.iter().map(|(word, list)| (word, &**list))) {
            words.entry(&word.fold).or_default().push((&word.accent, list));
        }
        let (numbers, plain): (Vec<Entry<'_>>, Vec<Entry<'_>>) =
            words.into_iter().partition(|(word, _)| word.bytes().any(|b| b.is_ascii_digit()));
        let groups = shards(&plain, size);
        let cuts = groups.iter().map(|g| g.0.len()).collect();
        let numbers = shards(&numbers, size);
        Packed {
            words: pack::fronts(plain.iter().map(|(word, _)| *word)),
            cuts,
            shards: groups.into_iter().map(|g| g.1).collect(),
            firsts: numbers.iter().filter_map(|g| g.0.first()).map(|w| (*w).to_owned()).collect(),
            numbers: numbers.into_iter().map(|(t, s)| Shard { t: Some(pack::fronts(t)), ..s }).collect(),
        }
    }
}

type Entry<'a> = (&'a str, Vec<(&'a str, &'a [u32])>);

/// Words into shards, each with the words it holds.
fn shards<'a>(entries: &[Entry<'a>], size: usize) -> Vec<(Vec<&'a str>, Shard)> {
    let mut out: Vec<(Vec<&str>, Vec<String>, String)> = Vec::new();
    for (word, spellings) in entries {
        let mut places = String::new();
        for (_, list) in spellings {
            pack::rising(list, &mut places);
        }
        let spelling = |(accent, _): &(&str, _)| if accent == word { String::new() } else { (*accent).to_owned() };
        let spellings: Vec<String> = spellings.iter().map(spelling).collect();
        match out.last_mut().filter(|o| o.2.len() + places.len() <= size) {
            Some((words, spelt, all)) => {
                words.push(word);
                spelt.push(spellings.join(","));
                all.push_str(&places);
            }
            None => out.push((vec![word], vec![spellings.join(",")], places)),
        }
    }
    out.into_iter().map(|(words, spelt, p)| (words, Shard { t: None, s: spelt.join(" "), p })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_share_a_key_and_keep_their_places() {
        let mut postings = Postings::new(1);
        assert_eq!(postings.add(&["Giao ban. Bàn 06"]), 7);
        let packed = postings.pack(1000, 10);
        assert_eq!(packed.words, "0ban 0giao");
        assert_eq!((packed.shards[0].s.as_str(), packed.shards[0].p.as_str()), (",ban1 ", "111310"));
        assert_eq!((packed.firsts.as_slice(), packed.numbers[0].t.as_deref()), (&["6".to_owned()][..], Some("06")));
    }

    #[test]
    fn ranges_begin_at_whole_grains_and_every_word_is_in_one_shard() {
        let mut postings = Postings::new(16);
        assert_eq!((postings.add(&["a b c"]), postings.add(&["a"]), postings.add(&[])), (1, 1, 0));
        let packed = postings.pack(2, 10);
        assert_eq!(packed.cuts.iter().sum::<usize>(), 3);
        assert_eq!(packed.shards[0].p, "20g");
    }
}
