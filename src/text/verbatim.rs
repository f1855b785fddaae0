//! Words of the regulation, opaque: they can be shown, compared and searched, and nobody can edit them on the way.

use std::fmt;
use std::sync::Arc;

/// Text exactly as issued (NFC), shared by whoever quotes it. There is no way to change it once made; a theme places it and cannot touch it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Verbatim(Arc<str>);

impl Verbatim {
    /// Takes text as read. Only the room that reads provisions makes one.
    #[must_use]
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        Self(text.into())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Verbatim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
