//! The example of a code: words a clerk got wrong, and the finding they give, in both languages.

use super::Lang;

/// An example, as `src/diagnostic/examples/` keeps it: the file, the words, then the finding under `--- vi` and `--- en`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// The file in which the slip is made.
    pub file: &'static str,
    /// The words as they stand there wrongly; empty where the fault is no matter of words.
    pub wrong: &'static str,
    vi: &'static str,
    en: &'static str,
}

impl Example {
    pub(super) fn read(text: &'static str) -> Self {
        let (slip, said) = text.split_once("--- vi\n").unwrap_or((text, ""));
        let (vi, en) = said.split_once("--- en\n").unwrap_or((said, ""));
        let (file, wrong) = slip.split_once('\n').unwrap_or((slip, ""));
        Self { file, wrong, vi, en }
    }

    /// What the program says, what to do included.
    #[must_use]
    pub fn finding(&self, lang: Lang) -> &'static str {
        if lang == Lang::Vi { self.vi } else { self.en }
    }
}
