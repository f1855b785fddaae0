//! The rights people gave a folder, for the folder that takes its place, and links made again.

use std::io;
use std::path::Path;

#[cfg(unix)]
use super::notes;

/// When it is a fault that a group cannot be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Strict {
    /// Always: a folder of others is theirs as it is.
    Always,
    /// Where somebody would be kept out by that, since a web server reads many a folder by its group. A folder that we made
    /// may change hands where everybody can read it (two clerks who publish in turn are of two groups), and so may the copy
    /// of a file.
    WhereItCounts,
}

/// Gives `to` the mode, the group, the notes and, as far as we may, the owner of `from`.
#[cfg(unix)]
pub(super) fn give(from: &Path, to: &Path, strict: Strict) -> io::Result<()> {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
    let (wanted, there) = (fs::metadata(from)?, fs::metadata(to)?);
    if wanted.uid() != there.uid() {
        // Only the administrator may.
        let _ = chown(to, Some(wanted.uid()), None);
    }
    if wanted.gid() != there.gid()
        && let Err(error) = chown(to, None, Some(wanted.gid()))
        && (strict == Strict::Always || group_counts(wanted.mode()))
    {
        return Err(error);
    }
    // After the owner: giving a file away takes some bits of its mode.
    if wanted.mode() != fs::metadata(to)?.mode() {
        fs::set_permissions(to, Permissions::from_mode(wanted.mode() & 0o7777))?;
    }
    // After the mode, which an access list brings along.
    notes::give(from, to, strict == Strict::Always)
}

/// Whether the group may look where others may not.
#[cfg(unix)]
fn group_counts(mode: u32) -> bool {
    (mode >> 3) & !mode & 0o5 != 0
}

/// Elsewhere a new folder has the rights of the one it lies in, and there is no more to be had by asking.
#[cfg(not(unix))]
pub(super) fn give(from: &Path, to: &Path, _: Strict) -> io::Result<()> {
    std::fs::set_permissions(to, std::fs::metadata(from)?.permissions())
}

/// Makes a symbolic link.
#[cfg(unix)]
pub(super) fn symlink(leads: &Path, at: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(leads, at)
}

#[cfg(not(unix))]
pub(super) fn symlink(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_group_counts_where_it_may_look_and_others_may_not() {
        for (mode, counts) in
            [(0o755, false), (0o775, false), (0o750, true), (0o2770, true), (0o700, false), (0o751, true)]
        {
            assert_eq!(group_counts(mode), counts, "{mode:o}");
        }
    }
}
