//! Short forms that the office's own text gives of its commonest words: `VB` of `văn bản`, `KH` of `kế hoạch`.
//!
//! Office language writes a word of two syllables by their first letters wherever it is short of room. Which words those are, the
//! text tells: two syllables that often stand side by side and seldom apart. What has several meanings gets the commonest of them;
//! which one is meant, the words beside it decide.

use std::collections::BTreeMap;

use super::acronyms::PAIRS;
use super::words::cut;
use crate::text::{Lookup, fold};

/// Words and ends of clauses that are looked at: enough to know what an office talks about.
const ENOUGH: usize = 200_000;
/// A word is common from this many places on.
const LEAST: usize = 3;
/// Stands where a clause ends, and is the number of no word.
const APART: u32 = u32::MAX;
const VOWELS: &str = "aeiouy";
/// Meanings of one short form.
const MOST: usize = 3;

/// Pairs (short form, word), the commonest first where one has several.
pub(super) fn spoken<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<(String, String)> {
    let mut said = Said::default();
    texts.take_while(|text| said.takes(text)).for_each(drop);
    let mut beside = Lookup::<(u32, u32), usize>::default();
    pairs(&said.words).for_each(|pair| *beside.at(pair) += 1);
    let count = |pair: (u32, u32)| beside.get(&pair).copied().unwrap_or_default();
    // Of "triển khai thực hiện" not "khai thực": in its place a word is commoner than what overlaps it.
    let mut words = BTreeMap::<(u32, u32), usize>::new();
    for clause in said.words.split(|word| *word == APART) {
        for (at, pair) in pairs(clause).enumerate() {
            let before = at.checked_sub(1).map(|at| count((clause[at], pair.0)));
            let after = clause.get(at + 2).map(|next| count((pair.1, *next)));
            let n = count(pair);
            if n >= LEAST && before.max(after).is_none_or(|other| other <= n) {
                *words.entry(pair).or_default() += 1;
            }
        }
    }
    let mut meanings: BTreeMap<String, Vec<(usize, String)>> = BTreeMap::new();
    for ((one, other), n) in words {
        let [(one, alone), (other, beside)] = [one, other].map(|word| said.word(word));
        if n < LEAST || n * 2 < alone.min(beside) {
            continue;
        }
        let Some(short) = initials(one, other) else { continue };
        meanings.entry(short).or_default().push((n, format!("{one} {other}")));
    }
    let commonest = |(short, mut words): (String, Vec<(usize, String)>)| {
        words.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        words.truncate(MOST);
        words.into_iter().map(move |(_, word)| (short.clone(), word))
    };
    meanings.into_iter().flat_map(commonest).collect()
}

/// The words of texts by their numbers, so that none is copied or compared where it stands.
#[derive(Default)]
struct Said<'t> {
    words: Vec<u32>,
    /// By how a word is written, and by what it is in small letters.
    written: Lookup<&'t str, u32>,
    small: Lookup<String, u32>,
    /// By its number: a word, and in how many places it stands.
    known: Vec<(String, usize)>,
}

impl<'t> Said<'t> {
    /// Whether a text was taken: not where there was enough before it.
    fn takes(&mut self, text: &'t str) -> bool {
        if self.words.len() > ENOUGH {
            return false;
        }
        for (word, apart) in cut(text) {
            if apart {
                self.words.push(APART);
            }
            let number = self.number(word);
            self.known[number as usize].1 += 1;
            self.words.push(number);
        }
        self.words.push(APART);
        true
    }

    fn number(&mut self, word: &'t str) -> u32 {
        if let Some(number) = self.written.get(word) {
            return *number;
        }
        let small = word.to_lowercase();
        let next = u32::try_from(self.known.len()).unwrap_or(APART);
        let number = *self.small.or_add(small.clone(), next);
        if number == next {
            self.known.push((small, 0));
        }
        self.written.add(word, number);
        number
    }

    fn word(&self, number: u32) -> (&str, usize) {
        self.known.get(number as usize).map_or(("", 0), |(word, places)| (word, *places))
    }
}

/// The words that stand side by side.
fn pairs(words: &[u32]) -> impl Iterator<Item = (u32, u32)> {
    words.windows(2).map(|w| (w[0], w[1])).filter(|pair| pair.0 != APART && pair.1 != APART)
}

/// The first letters of two syllables where they can be neither a syllable nor the beginning of one that is being typed.
fn initials(one: &str, other: &str) -> Option<String> {
    let first = |word: &str| fold(word).chars().next().filter(char::is_ascii_lowercase);
    let (one, other) = (first(one)?, first(other)?);
    let short: String = [one, other].iter().collect();
    let syllable = if VOWELS.contains(one) { "aeiouycmnpt".contains(other) } else { VOWELS.contains(other) };
    (!syllable && !PAIRS.contains(&short.as_str())).then(|| short.to_uppercase())
}

#[cfg(test)]
mod tests {
    use super::spoken;

    #[test]
    fn the_words_an_office_often_says_have_short_forms() {
        let text = "Phòng gửi văn bản, phòng ký văn bản. Văn bản do phòng chủ trì gửi quy định, quy định và quy định; \
                    quyết định một, quyết định hai, quyết định ba, quyết định bốn. Tổng hợp, tổng hợp, tổng hợp.";
        let found = spoken(std::iter::once(text));
        let told: Vec<(&str, &str)> = found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        // "TH" begins a syllable; "phòng chủ" and "bản do" are no words.
        assert_eq!(told, [("QD", "quyết định"), ("QD", "quy định"), ("VB", "văn bản")]);
    }
}
