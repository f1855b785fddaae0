//! Names are compared through one function (design 2): case, hyphen and dash, Ủy/Uỷ, hoà/hòa, Đăk/Đắk.

use super::accent_key;

/// The key under which two spellings of a name are the same name. Marks are kept: `Kế` and `Ke` are different names.
#[must_use]
pub fn name_key(name: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in name.split(|c: char| c.is_whitespace() || is_dash(c)).filter(|w| !w.is_empty()) {
        let key = accent_key(word.trim_matches(|c: char| matches!(c, ',' | ';' | '.' | ':')));
        // The province is printed Đăk Lăk, Đắk Lắk and ĐĂK LẮK in one and the same file.
        words.push(match key.as_str() {
            "đăk" | "đăk2" => "đăk2".into(),
            "lăk" | "lăk2" => "lăk2".into(),
            _ => key,
        });
    }
    words.join(" ")
}

/// A text in which names are looked for.
pub struct Names<'t> {
    text: &'t str,
    /// Its words with their byte ranges and keys; dashes that stand alone are no words.
    words: Vec<(usize, usize, String)>,
}

impl<'t> Names<'t> {
    /// Takes a text.
    #[must_use]
    pub fn of(text: &'t str) -> Self {
        let mut words = Vec::new();
        let mut at = 0;
        for piece in text.split_inclusive(char::is_whitespace) {
            let word = piece.trim_end();
            let open = word.len() - word.trim_start_matches('(').len();
            let key = name_key(word.trim_matches(['(', ')', ',', ';', '.', ':']));
            if !key.is_empty() && !key.contains(' ') {
                words.push((at + open, at + word.len(), key));
            }
            at += piece.len();
        }
        Self { text, words }
    }

    /// Byte ranges in which the words of a name stand one after the other; `key` is its [`name_key`].
    #[must_use]
    pub fn places(&self, key: &str) -> Vec<(usize, usize)> {
        let key: Vec<&str> = key.split(' ').collect();
        let (text, words) = (self.text, &self.words);
        let fits = |at: &usize| {
            key.iter().enumerate().all(|(i, k)| words.get(at + i).is_some_and(|(_, _, w)| w == k))
                // A comma or full stop between the words parts two names.
                && words[*at..at + key.len() - 1].iter().all(|(_, end, _)| !text[..*end].ends_with([',', ';', '.', ':']))
        };
        let trimmed = |end: usize| text[..end].trim_end_matches([',', ';', '.', ':', ')']).len();
        (0..words.len().saturating_sub(key.len() - 1))
            .filter(fits)
            .map(|at| (words[at].0, trimmed(words[at + key.len() - 1].1)))
            .collect()
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
}
