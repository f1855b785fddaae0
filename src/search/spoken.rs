//! Short forms that the office's own text gives of its commonest words: `VB` of `văn bản`, `KH` of `kế hoạch`.
//!
//! Office language writes a word of two syllables by their first letters wherever it is short of room. Which words those are, the
//! text tells: two syllables that often stand side by side and seldom apart. What has several meanings gets the commonest of them;
//! which one is meant, the words beside it decide.

use std::collections::BTreeMap;

use super::acronyms::PAIRS;
use super::words::cut;
use crate::text::fold;

/// Words of the text that are looked at: enough to know what an office talks about.
const ENOUGH: usize = 200_000;
/// A word is common from this many places on.
const LEAST: usize = 3;
const VOWELS: &str = "aeiouy";
/// Meanings of one short form.
const MOST: usize = 3;

/// Pairs (short form, word), the commonest first where one has several.
pub(super) fn spoken<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<(String, String)> {
    let (mut clauses, mut seen) = (Vec::<Vec<String>>::new(), 0);
    for text in texts {
        if seen > ENOUGH {
            break;
        }
        for (word, apart) in cut(text) {
            match clauses.last_mut().filter(|_| !apart) {
                Some(clause) => clause.push(word.to_lowercase()),
                None => clauses.push(vec![word.to_lowercase()]),
            }
            seen += 1;
        }
        clauses.push(Vec::new());
    }
    let (mut alone, mut beside) = (BTreeMap::<&str, usize>::new(), BTreeMap::<[&str; 2], usize>::new());
    for clause in &clauses {
        clause.iter().for_each(|word| *alone.entry(word).or_default() += 1);
        pairs(clause).for_each(|pair| *beside.entry(pair).or_default() += 1);
    }
    // Of "triển khai thực hiện" not "khai thực": in its place a word is commoner than what overlaps it.
    let mut words = BTreeMap::<[&str; 2], usize>::new();
    for clause in &clauses {
        let counts: Vec<usize> = pairs(clause).map(|pair| beside.get(&pair).copied().unwrap_or_default()).collect();
        for (at, pair) in pairs(clause).enumerate() {
            let around = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|i| counts.get(i));
            if around.max().is_none_or(|other| *other <= counts[at]) {
                *words.entry(pair).or_default() += 1;
            }
        }
    }
    let often = |word: &str| alone.get(word).copied().unwrap_or_default();
    let mut meanings: BTreeMap<String, Vec<(usize, String)>> = BTreeMap::new();
    for ([one, other], n) in words {
        if n < LEAST || n * 2 < often(one).min(often(other)) {
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

/// The words of a clause that stand side by side.
fn pairs(clause: &[String]) -> impl Iterator<Item = [&str; 2]> {
    clause.windows(2).map(|w| [w[0].as_str(), w[1].as_str()])
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
