//! The files of a site, as whoever takes them one by one sees them, and as a map: publish and preview need all of them at once.

use std::borrow::{Borrow, Cow};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// The address of a file within the site. It cannot leave the site, and it is the same file on every file system.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RelPath(String);

/// Why a text is no address within the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathFault {
    /// Empty, absolute, with `..`, or with a character outside `[a-z0-9._-]` and `/`.
    Malformed(String),
    /// Two files have one address.
    Taken(String),
}

impl RelPath {
    /// Takes an address: lower-case ASCII letters, digits, `.`, `_`, `-`, parted by `/`.
    ///
    /// # Errors
    /// [`PathFault::Malformed`] for everything else, `..`, hidden and empty parts included.
    pub fn new(path: impl Into<String>) -> Result<Self, PathFault> {
        let path = path.into();
        let part = |p: &str| {
            !p.is_empty()
                && !p.starts_with('.')
                && !p.ends_with('.')
                && p.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-".contains(&b))
        };
        if path.len() <= 240 && path.split('/').all(part) { Ok(Self(path)) } else { Err(PathFault::Malformed(path)) }
    }

    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Addresses are found by their text, which orders them too.
impl Borrow<str> for RelPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RelPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// All files of the site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    /// Shared with the site made after it, where that has the same.
    files: BTreeMap<RelPath, Arc<Vec<u8>>>,
}

impl Output {
    /// Adds a file.
    ///
    /// # Errors
    /// [`PathFault`] when the address is malformed or taken; nothing is added then.
    pub fn add(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Result<(), PathFault> {
        let path = RelPath::new(path)?;
        if self.files.contains_key(&path) {
            return Err(PathFault::Taken(path.0));
        }
        self.files.insert(path, Arc::new(bytes.into()));
        Ok(())
    }

    /// The bytes of one file.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(|bytes| bytes.as_slice())
    }

    /// Takes a file of another site as it is, without a copy; whether that has one there.
    pub fn take_from(&mut self, other: &Self, path: &RelPath) -> bool {
        let bytes = other.files.get(path).map(Arc::clone);
        bytes.map(|bytes| self.files.insert(path.clone(), bytes)).is_some()
    }

    /// All files by address.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(p, b)| (p.as_str(), b.as_slice()))
    }

    /// Whether another site has the same files, whatever it was made from.
    #[must_use]
    pub fn has_files_of(&self, other: &Self) -> bool {
        self.files == other.files
    }

    /// How many files.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// True when there is no file.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

/// Whoever takes the files of a site as they are made: from several threads, in any order, each address once.
pub trait Sink: Sync {
    /// Takes one file, and the word for what a page was made of where there is one. What goes wrong with it is for the sink to
    /// remember and to tell.
    fn take(&self, path: RelPath, bytes: Vec<u8>, made_of: Option<u64>);

    /// Whether it asks for the words pages are made of: who has nothing from before does not.
    fn remembers(&self) -> bool {
        false
    }

    /// Whether the page stands at this address already, as it was made of just this: then it is taken, and need not be made. Whoever
    /// says so has the site before, which was proved whole, and its files below.
    fn stands(&self, _path: &RelPath, _made_of: u64) -> bool {
        false
    }

    /// The addresses of the site before.
    fn last_paths(&self) -> Vec<String> {
        Vec::new()
    }

    /// A file of it, as it was made; nothing where it is not there any more.
    fn last(&self, _path: &str) -> Option<Cow<'_, [u8]>> {
        None
    }
}

/// Who only wants to know whether there is a site.
impl Sink for () {
    fn take(&self, _: RelPath, _: Vec<u8>, _: Option<u64>) {}
}

impl Sink for Mutex<Output> {
    fn take(&self, path: RelPath, bytes: Vec<u8>, _: Option<u64>) {
        self.lock().unwrap_or_else(PoisonError::into_inner).files.insert(path, Arc::new(bytes));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_address_leaves_the_site() {
        for bad in ["", "/a", "../a", "a/../b", "a//b", "a/", "A.html", "a\\b", "c:x", ".hidden", "a.", "é"] {
            assert!(RelPath::new(bad).is_err(), "{bad}");
        }
        assert!(RelPath::new("viec-toi/cvp--p-kinh-te.html").is_ok());
    }
}
