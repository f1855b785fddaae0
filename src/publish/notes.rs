//! What people attached to a folder or file: their own extended attributes, and access lists, by which a web server may be let
//! into a folder that is closed to others.
//!
//! Attributes of the system itself (`security.`, such as the labels of SELinux) are not copied: a system that keeps such labels
//! gives them by its own rules, and the manual says what to do there. Elsewhere than on Linux there is nothing to be had by
//! asking.

use std::io;
use std::path::Path;

/// Makes the notes of `to` those of `from`. An access list that `from` has not is taken away: somebody may have been shut out.
/// One that cannot be given is a fault, and with `all` so is any other note.
#[cfg(target_os = "linux")]
pub(super) fn give(from: &Path, to: &Path, all: bool) -> io::Result<()> {
    let (wanted, there) = (linux::names(from)?, linux::names(to)?);
    for name in there.iter().filter(|name| linux::is_list(name) && !wanted.contains(name)) {
        linux::remove(to, name)?;
    }
    for name in wanted {
        let list = linux::is_list(&name);
        if !list && !name.starts_with(b"user.") {
            continue;
        }
        if let Err(error) = linux::copy(from, to, &name)
            && (list || all)
        {
            return Err(error);
        }
    }
    Ok(())
}

/// Gives an empty folder the list that what is made in `from` has from its beginning, so that files made in it are as if made
/// there.
#[cfg(target_os = "linux")]
pub(super) fn inherit(from: &Path, to: &Path) -> io::Result<()> {
    let default: &[u8] = b"system.posix_acl_default";
    let has = |folder: &Path| Ok::<_, io::Error>(linux::names(folder)?.iter().any(|name| name == default));
    match (has(from)?, has(to)?) {
        (true, _) => linux::copy(from, to, default),
        (false, true) => linux::remove(to, default),
        (false, false) => Ok(()),
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use std::io;
    use std::path::Path;

    use rustix::fs::{XattrFlags, getxattr, listxattr, removexattr, setxattr};
    use rustix::io::Errno;

    /// The longest list of names, and the longest value (xattr(7)).
    const MOST: usize = 64 << 10;

    /// Whether it says who may do what: acl(5), and the lists of NFS 4.
    pub(super) fn is_list(name: &[u8]) -> bool {
        name.starts_with(b"system.posix_acl_") || name == b"system.nfs4_acl"
    }

    /// The names of all attributes; none where the file system has no such thing.
    pub(super) fn names(of: &Path) -> io::Result<Vec<Vec<u8>>> {
        let mut all = vec![0; MOST];
        let length = match listxattr(of, all.as_mut_slice()) {
            Err(Errno::NOTSUP | Errno::NOSYS) => 0,
            length => length?,
        };
        let names = all[..length].split(|b| *b == 0).filter(|name| !name.is_empty());
        Ok(names.map(<[u8]>::to_vec).collect())
    }

    /// One that is gone by now is gone.
    pub(super) fn copy(from: &Path, to: &Path, name: &[u8]) -> io::Result<()> {
        let Some(wanted) = value(from, name)? else { return Ok(()) };
        if value(to, name)?.as_ref() != Some(&wanted) {
            setxattr(to, name, &wanted, XattrFlags::empty())?;
        }
        Ok(())
    }

    pub(super) fn remove(of: &Path, name: &[u8]) -> io::Result<()> {
        match removexattr(of, name) {
            Err(Errno::NODATA) => Ok(()),
            removed => Ok(removed?),
        }
    }

    fn value(of: &Path, name: &[u8]) -> io::Result<Option<Vec<u8>>> {
        let mut value = vec![0; MOST];
        match getxattr(of, name, value.as_mut_slice()) {
            Err(Errno::NODATA) => Ok(None),
            length => {
                value.truncate(length?);
                Ok(Some(value))
            }
        }
    }
}

#[cfg(all(unix, not(target_os = "linux")))]
pub(super) fn give(_: &Path, _: &Path, _: bool) -> io::Result<()> {
    Ok(())
}

#[cfg(not(target_os = "linux"))]
pub(super) fn inherit(_: &Path, _: &Path) -> io::Result<()> {
    Ok(())
}
