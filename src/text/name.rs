//! Names are compared through one function (design 2): case, hyphen and dash, Ủy/Uỷ, hoà/hòa, Đăk/Đắk.

use std::ops::Range;

use super::Lookup;
use super::fold::{is_of_word, push_accent_key};

/// The key under which two spellings of a name are the same name. Marks are kept: `Kế` and `Ke` are different names.
#[must_use]
pub fn name_key(name: &str) -> String {
    let mut key = String::new();
    for (n, word) in name.split(|c: char| c.is_whitespace() || is_dash(c)).filter(|w| !w.is_empty()).enumerate() {
        key.extend((n > 0).then_some(' '));
        push_word_key(word.trim_matches(|c: char| matches!(c, ',' | ';' | '.' | ':')), &mut key);
    }
    key
}

/// The key of words as the search knows them: parted by whatever is of no word, so that commas and dashes do not matter.
#[must_use]
pub fn phrase_key(phrase: &str) -> String {
    let mut key = String::new();
    for (n, word) in phrase.split(|c| !is_of_word(c)).filter(|w| !w.is_empty()).enumerate() {
        key.extend((n > 0).then_some(' '));
        push_word_key(word, &mut key);
    }
    key
}

/// Puts the key of a word behind others.
fn push_word_key(word: &str, keys: &mut String) {
    let begin = keys.len();
    push_accent_key(word, keys);
    // The province is printed Đăk Lăk, Đắk Lắk and ĐĂK LẮK in one and the same file.
    if matches!(&keys[begin..], "đăk" | "lăk") {
        keys.push('2');
    }
}

/// A text in which names are looked for.
pub struct Names<'t> {
    text: &'t str,
    /// Its words; dashes that stand alone are none.
    words: Vec<Word>,
    /// The keys of all words, one behind the other.
    keys: String,
}

/// A word: its bytes in the text, and its key's among the keys.
struct Word {
    bytes: Range<usize>,
    key: Range<usize>,
}

impl<'t> Names<'t> {
    /// Takes a text.
    #[must_use]
    pub fn of(text: &'t str) -> Self {
        let (mut words, mut keys) = (Vec::new(), String::with_capacity(text.len()));
        let mut at = 0;
        for piece in text.split_inclusive(char::is_whitespace) {
            let word = piece.trim_end();
            let open = word.len() - word.trim_start_matches('(').len();
            let bare = word.trim_matches(|c| matches!(c, '(' | ')' | ',' | ';' | '.' | ':') || is_dash(c));
            // Two words that a dash parts are no word of a name, which has them apart.
            let begin = keys.len();
            if !bare.contains(is_dash) {
                push_word_key(bare, &mut keys);
            }
            if keys.len() > begin {
                words.push(Word { bytes: at + open..at + word.len(), key: begin..keys.len() });
            }
            at += piece.len();
        }
        Self { text, words, keys }
    }

    /// Takes a text in which not names but any words are looked for, by their [`phrase_key`]: nothing between them parts them.
    #[must_use]
    pub fn of_phrases(text: &'t str) -> Self {
        let (mut words, mut keys) = (Vec::new(), String::with_capacity(text.len()));
        let mut at = 0;
        for piece in text.split_inclusive(|c| !is_of_word(c)) {
            let word = piece.trim_end_matches(|c| !is_of_word(c));
            let begin = keys.len();
            push_word_key(word, &mut keys);
            if keys.len() > begin {
                words.push(Word { bytes: at..at + word.len(), key: begin..keys.len() });
            }
            at += piece.len();
        }
        Self { text, words, keys }
    }

    /// Byte ranges in which the words of a name stand one after the other; `key` is its [`name_key`]. What [`NameSet`] is
    /// held to.
    #[cfg(test)]
    pub fn places(&self, key: &str) -> Vec<(usize, usize)> {
        let key: Vec<&str> = key.split(' ').collect();
        let starts = 0..self.words.len().saturating_sub(key.len() - 1);
        starts.filter(|at| self.stands(*at, &key)).map(|at| self.range(at, key.len())).collect()
    }

    /// Whether these words stand at the `at`th word, one after the other.
    fn stands(&self, at: usize, key: &[impl AsRef<str>]) -> bool {
        let parted = |word: &Word| self.text[..word.bytes.end].ends_with([',', ';', '.', ':']);
        key.iter().enumerate().all(|(i, k)| self.words.get(at + i).is_some_and(|w| self.key(w) == k.as_ref()))
            // A comma or full stop between the words parts two names.
            && !self.words[at..at + key.len() - 1].iter().any(parted)
    }

    fn key(&self, word: &Word) -> &str {
        &self.keys[word.key.clone()]
    }

    /// The bytes of so many words from the `at`th.
    fn range(&self, at: usize, words: usize) -> (usize, usize) {
        let end = self.words[at + words - 1].bytes.end;
        (self.words[at].bytes.start, self.text[..end].trim_end_matches([',', ';', '.', ':', ')']).len())
    }
}

/// Many names that are looked for at once. A text asks by the last word of each name, which tells names apart where the first
/// does not: every room of an office begins with "Phòng".
#[derive(Clone, Debug, Default)]
pub struct NameSet {
    /// The words of each name's key.
    names: Vec<Vec<String>>,
    /// The names that end with a word.
    by_last: Lookup<String, Vec<usize>>,
}

impl NameSet {
    /// Names by their [`name_key`], or words by their [`phrase_key`]; a name is known by its place in the list.
    pub fn new<'k>(keys: impl IntoIterator<Item = &'k str>) -> Self {
        let names: Vec<Vec<String>> =
            keys.into_iter().map(|k| k.split(' ').map(str::to_owned).collect::<Vec<_>>()).collect();
        let mut by_last: Lookup<String, Vec<usize>> = Lookup::default();
        for (n, words) in names.iter().enumerate() {
            by_last.at(words.last().cloned().unwrap_or_default()).push(n);
        }
        Self { names, by_last }
    }

    /// The names that stand in a text with their byte ranges, in the order in which they end.
    #[must_use]
    pub fn places(&self, text: &Names<'_>) -> Vec<(usize, (usize, usize))> {
        let mut found = Vec::new();
        for (end, last) in text.words.iter().enumerate() {
            for name in self.by_last.get(text.key(last)).into_iter().flatten() {
                let words = &self.names[*name];
                if let Some(at) = (end + 1).checked_sub(words.len()).filter(|at| text.stands(*at, words)) {
                    found.push((*name, text.range(at, words.len())));
                }
            }
        }
        found
    }
}

/// Hyphen, non-breaking hyphen, figure dash, en dash, em dash, minus.
fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_agree() {
        assert_eq!(name_key("Phòng Hành chính – Tổ chức"), name_key("phòng Hành chính - Tổ chức"));
        assert_eq!(name_key("Uỷ ban tỉnh Đăk Lăk"), name_key("Ủy ban tỉnh Đắk Lắk"));
        assert_ne!(name_key("Phòng Kinh tế"), name_key("Phòng Kinh te"));
    }

    #[test]
    fn names_looked_for_at_once_are_found_as_one_by_one() {
        let text = "Phòng Kinh tế, Phòng Kinh tế ngành (Phòng Kinh tế) và Phòng, Kinh tế; tế";
        let keys = ["Phòng Kinh tế", "Phòng Kinh tế ngành", "tế", "Phòng Nội chính"].map(name_key);
        let words = Names::of(text);
        let at_once = NameSet::new(keys.iter().map(String::as_str)).places(&words);
        for (n, key) in keys.iter().enumerate() {
            let mine: Vec<_> = at_once.iter().filter(|(name, _)| *name == n).map(|(_, range)| *range).collect();
            assert_eq!(mine, words.places(key), "{key}");
        }
        assert_eq!(at_once.iter().filter(|(n, _)| *n == 0).count(), 3);
    }

    #[test]
    fn a_comma_parts_names_and_no_phrase() {
        let text = "về đào tạo, bồi dưỡng; hồ sơ - tài liệu (e-mail).";
        let found = |phrase: &str| {
            let key = phrase_key(phrase);
            let places = NameSet::new([key.as_str()]).places(&Names::of_phrases(text));
            places.into_iter().map(|(_, (start, end))| &text[start..end]).collect::<Vec<_>>()
        };
        assert_eq!(found("Đào tạo, bồi dưỡng"), ["đào tạo, bồi dưỡng"]);
        assert_eq!(found("đào tạo bồi dưỡng"), ["đào tạo, bồi dưỡng"]);
        assert_eq!(found("hồ sơ, tài liệu"), ["hồ sơ - tài liệu"]);
        assert_eq!(found("e-mail"), ["e-mail"]);
        assert!(found("tạo bồi").len() == 1 && found("bồi tạo").is_empty() && found("ài liệu").is_empty());
        assert!(NameSet::new([name_key("đào tạo, bồi dưỡng").as_str()]).places(&Names::of(text)).is_empty());
    }
}
