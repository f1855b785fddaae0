//! What an entry of a file may say, declared once: what the reader knows and misses, the reference of `quyche explain`, and the
//! JSON Schema that makes an editor complete and explain what is typed (design 2 and 5).

use crate::diagnostic::Lang;

/// A kind of entry: a file, an item of one of its lists, or a value with keys of its own.
#[derive(Debug)]
pub struct Entity {
    /// What messages call it, in Vietnamese.
    pub vi: &'static str,
    /// In English.
    pub en: &'static str,
    /// Its keys, in the order in which they are written.
    pub keys: &'static [Key],
}

/// One key of an entry.
#[derive(Debug)]
pub struct Key {
    /// The word before the colon.
    pub name: &'static str,
    /// What stands after it.
    pub shape: Shape,
    /// Whether a list of such values may stand there as well as one.
    pub many: bool,
    /// Whether no entry can be without it. What is needed only beside another key is not; its explanation says so.
    pub required: bool,
    /// What it means, in Vietnamese.
    pub vi: &'static str,
    /// In English.
    pub en: &'static str,
    /// A value as it is written.
    pub example: &'static str,
}

/// What stands after a key.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// Words.
    Text,
    /// A day, `YYYY-MM-DD`.
    Date,
    /// `true` or `false`.
    Flag,
    /// A whole number within bounds, both included.
    Number(i64, i64),
    /// The same, or one of these words.
    NumberOr(i64, i64, &'static [&'static str]),
    /// One of a set of words.
    Choice(fn() -> Vec<&'static str>),
    /// The id of something declared.
    Name(Named),
    /// An entry.
    Entry(&'static Entity),
    /// An entry, or the one word that stands for the rest of it being as usual.
    Short(Named, &'static Entity),
    /// One of a set of words, or an entry.
    Or(fn() -> Vec<&'static str>, &'static Entity),
    /// An entry whose other keys follow from the word under one of them.
    Cases(&'static Entity, &'static str, fn() -> Vec<(&'static str, &'static Entity)>),
}

/// What an id is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    /// A role, a unit, a role in one unit (`truong-phong@p-tong-hop`), a group or an outside party.
    Actor,
    /// A unit.
    Unit,
    /// A role.
    Role,
    /// A group.
    Collective,
    /// A provision by its printed path.
    Provision,
    /// A rule of the calendar.
    Rule,
    /// A decision.
    Decision,
}

impl Entity {
    /// Whether the entry has this key.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.keys.iter().any(|k| k.name == key)
    }

    /// What messages call it, in `lang`.
    #[must_use]
    pub fn called(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Vi => self.vi,
            Lang::En => self.en,
        }
    }
}

impl Key {
    /// A key that may be left out.
    #[must_use]
    pub const fn new(name: &'static str, shape: Shape, vi: &'static str, en: &'static str) -> Self {
        Self { name, shape, many: false, required: false, vi, en, example: "" }
    }

    /// No entry is without it.
    #[must_use]
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// A list may stand there as well.
    #[must_use]
    pub const fn many(self) -> Self {
        Self { many: true, ..self }
    }

    /// A value as it is written.
    #[must_use]
    pub const fn example(self, example: &'static str) -> Self {
        Self { example, ..self }
    }

    /// What it means, in `lang`.
    #[must_use]
    pub fn about(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Vi => self.vi,
            Lang::En => self.en,
        }
    }
}
