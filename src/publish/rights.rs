//! The rights people gave a folder, for the folder that takes its place, and links made again.

use std::io;
use std::path::Path;

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

/// Gives `to` the mode, the group, the notes (extended attributes, access lists among them) and, as far as we may, the owner
/// of `from`.
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
    notes(from, to, strict)
}

/// Copies the extended attributes that people set: their own, and access lists, by which a web server may be let into a folder
/// that is closed to others. What the system keeps there itself (`security.`) is not ours to give.
#[cfg(target_os = "linux")]
fn notes(from: &Path, to: &Path, strict: Strict) -> io::Result<()> {
    use rustix::fs::{XattrFlags, getxattr, listxattr, setxattr};
    /// The longest list of names, and the longest value (xattr(7), "Filesystem differences").
    const MOST: usize = 64 << 10;
    let (mut names, mut value) = (vec![0; MOST], vec![0; MOST]);
    // A file system without such attributes has none to give.
    let named = listxattr(from, names.as_mut_slice()).unwrap_or(0);
    for name in names[..named].split(|b| *b == 0) {
        let access = name.starts_with(b"system.posix_acl_");
        if !access && !name.starts_with(b"user.") {
            continue;
        }
        let length = getxattr(from, name, value.as_mut_slice())?;
        if let Err(error) = setxattr(to, name, &value[..length], XattrFlags::empty())
            && (strict == Strict::Always || access)
        {
            return Err(error.into());
        }
    }
    Ok(())
}

#[cfg(all(unix, not(target_os = "linux")))]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
fn notes(_: &Path, _: &Path, _: Strict) -> io::Result<()> {
    Ok(())
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
