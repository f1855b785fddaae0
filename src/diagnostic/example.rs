//! The example of a code: the finding that a planted slip gives, in both languages. It shows the whole line as the clerk wrote it.

use super::Lang;

/// An example, as `src/diagnostic/examples/` keeps it: the finding under `--- vi` and `--- en`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    vi: &'static str,
    en: &'static str,
}

impl Example {
    pub(super) fn read(text: &'static str) -> Self {
        let said = text.strip_prefix("--- vi\n").unwrap_or(text);
        let (vi, en) = said.split_once("--- en\n").unwrap_or((said, ""));
        Self { vi, en }
    }

    /// What the program says, what to do included.
    #[must_use]
    pub fn finding(&self, lang: Lang) -> &'static str {
        if lang == Lang::Vi { self.vi } else { self.en }
    }
}
