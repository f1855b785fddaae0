//! "Ý bạn là …?": the nearest of the known words to an unknown one.

use super::fold;

/// Up to three of `known` that a slip of the fingers could have turned into `word`, nearest first. Compared folded, so
/// a missing accent costs nothing; at most a third of the letters may differ.
#[must_use]
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let key: Vec<char> = fold(word).chars().collect();
    let limit = (key.len() / 3).max(1);
    // Of two that are equally near, fingers rarely miss the first letter.
    let begins = |k: &str| fold(k).chars().next() == key.first().copied();
    let mut found: Vec<(usize, bool, &str)> = known
        .into_iter()
        // Words whose lengths differ by more cannot be near.
        .filter(|k| k.chars().count().abs_diff(key.len()) <= limit)
        .map(|k| (distance(&key, &fold(k).chars().collect::<Vec<_>>()), !begins(k), k))
        .filter(|(d, ..)| *d <= limit)
        .collect();
    found.sort();
    found.dedup();
    found.into_iter().take(3).map(|(_, _, k)| k).collect()
}

/// Whether one slip of the fingers makes one of two names of the other: a letter, or marks only. Of so short a name another
/// letter makes another name.
#[must_use]
pub fn is_slip(one: &str, other: &str) -> bool {
    let key = |name: &str| fold(name).chars().filter(|c| c.is_alphanumeric()).collect::<Vec<_>>();
    let (one, other) = (key(one), key(other));
    one == other || one.len() >= 8 && one.len().abs_diff(other.len()) <= 1 && distance(&one, &other) <= 1
}

/// Optimal string alignment distance: insertions, deletions, substitutions, and swaps of neighbours count one each.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut rows = vec![vec![0usize; b.len() + 1]; a.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    rows[0] = (0..=b.len()).collect();
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let change = usize::from(a[i - 1] != b[j - 1]);
            let mut best = (rows[i - 1][j] + 1).min(rows[i][j - 1] + 1).min(rows[i - 1][j - 1] + change);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = best;
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_made_into_another_by_one_slip_only() {
        assert!(is_slip("Phòng Tổng hơp", "Phòng Tổng hợp") && is_slip("Văn phòng Tỉnh ủyy", "Văn phòng Tỉnh ủy"));
        assert!(!is_slip("Phòng 1", "Phòng 2") && !is_slip("Phòng Nội chính", "Phòng Nội vụ"));
    }

    #[test]
    fn a_slip_is_found_and_a_stranger_is_not() {
        let known = ["relation", "quote", "who", "to"];
        assert_eq!(nearest("qoute", known), ["quote"]);
        assert_eq!(nearest("relatoin", known), ["relation"]);
        assert!(nearest("holiday", known).is_empty());
        assert_eq!(nearest("vn", ["en", "vi"]), ["vi", "en"]);
    }
}
