//! A sentence in both languages of the program.

/// The language of messages and of the site's own words; the content keeps its own language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lang {
    /// Vietnamese, the default: the users are clerks of Vietnamese offices.
    #[default]
    Vi,
    /// English.
    En,
}

/// One sentence, said in Vietnamese and in English. Built by [`say!`](crate::say).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Say {
    /// The Vietnamese sentence.
    pub vi: String,
    /// The English sentence.
    pub en: String,
}

impl Say {
    /// The sentence in `lang`.
    #[must_use]
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vi => &self.vi,
            Lang::En => &self.en,
        }
    }
}

/// `say!("tiếng Việt {x}", "English {x}")`: both languages stand side by side at the place that knows the fault,
/// so that neither can be forgotten.
#[macro_export]
macro_rules! say {
    ($vi:literal, $en:literal $(,)?) => {
        $crate::diagnostic::Say { vi: format!($vi), en: format!($en) }
    };
}
