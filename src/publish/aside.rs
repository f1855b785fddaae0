//! Files of people that had to leave their place, and where they are now (design 7, promise 2): `tim.html.sua-tay-1`.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use super::stage;

/// Why a file was set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// A file of ours that somebody had edited.
    Edited,
    /// A file or folder of somebody else, where the site has a page or a folder of its own.
    InTheWay,
}

impl Why {
    /// The word for programs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Edited => "edited",
            Self::InTheWay => "in_the_way",
        }
    }

    /// From its word.
    pub(super) fn of(word: &str) -> Option<Self> {
        [Self::Edited, Self::InTheWay].into_iter().find(|why| why.word() == word)
    }
}

/// A file or folder that was set aside. The addresses are for showing: a name that is no UTF-8 has signs in it that stand
/// for its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// Where it stood.
    pub from: String,
    /// Where it is.
    pub to: String,
    /// Why.
    pub why: Why,
}

/// The name with `.sua-tay-<n>` after it, n being the first number free in all folders: a file of the old one that has yet
/// to move along keeps its address.
pub(super) fn free(folders: &[&Path], path: &OsStr) -> OsString {
    let mut n = 1usize;
    loop {
        let candidate = copy(path, n);
        if folders.iter().all(|folder| folder.join(&candidate).symlink_metadata().is_err()) {
            return candidate;
        }
        n += 1;
    }
}

/// The names under which `path` was set aside in `folder` so far.
pub(super) fn copies<'a>(folder: &'a Path, path: &'a OsStr) -> impl Iterator<Item = OsString> + 'a {
    (1..).map(move |n: usize| copy(path, n)).take_while(|c| folder.join(c).symlink_metadata().is_ok())
}

/// Whether this edit of a page was set aside before: a rollback brings an edited page back as it stood.
pub(super) fn is_there(folder: &Path, path: &str, bytes: &[u8]) -> bool {
    copies(folder, OsStr::new(path)).any(|copy| stage::same(&folder.join(copy), bytes))
}

fn copy(path: &OsStr, n: usize) -> OsString {
    let mut name = path.to_owned();
    name.push(format!(".sua-tay-{n}"));
    name
}
