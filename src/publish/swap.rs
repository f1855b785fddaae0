//! The moment of publication, and what a killed run leaves behind (design 7, promises 1 and 5).
//!
//! On Linux the two folders change places in one system call. Where the kernel or the file system cannot do that, two
//! renames must do: for the instant between them the site is not there, and the next run puts the old one back if the
//! process ends just then. A folder is never removed before the other stands in its place.

use std::path::{Path, PathBuf};
use std::{fs, io};

use super::busy::again;
use super::error::{PublishError, away_error, io_error, place_error};
use super::guard::Place;

/// Puts the staged site in the target's place. Returns where the old one lies now, if there was one.
pub(super) fn swap(place: &Place) -> Result<Option<PathBuf>, PublishError> {
    let (target, staging, old) = (&place.target, place.staging(), place.old());
    if !target.exists() {
        return again(|| fs::rename(&staging, target)).map(|()| None).map_err(|e| io_error(target, &e));
    }
    match exchange(&staging, target) {
        Ok(()) => Ok(Some(staging)),
        Err(e) if e.kind() == io::ErrorKind::ResourceBusy => Err(place_error(target, &e)),
        Err(_) => {
            two_renames(target, &staging, &old)?;
            Ok(Some(old))
        }
    }
}

/// The old site aside, the new one in its place; the old one back when that fails.
fn two_renames(target: &Path, staging: &Path, old: &Path) -> Result<(), PublishError> {
    again(|| fs::rename(target, old)).map_err(|e| place_error(target, &e))?;
    again(|| fs::rename(staging, target)).map_err(|e| {
        // Should this fail as well, the next run puts it back.
        if again(|| fs::rename(old, target)).is_ok() { io_error(target, &e) } else { away_error(target, old, &e) }
    })
}

/// Whether a killed run left something.
pub(super) fn is_pending(place: &Place) -> bool {
    [place.staging(), place.old()].iter().any(|leftover| leftover.is_dir())
}

/// Undoes what a killed run left: an old site without a successor goes back, everything else of ours is removed.
pub(super) fn recover(place: &Place) -> Result<(), PublishError> {
    let (target, old) = (&place.target, place.old());
    if old.exists() && !target.exists() {
        fs::rename(&old, target).map_err(|e| away_error(target, &old, &e))?;
    }
    for leftover in [place.staging(), old] {
        if leftover.is_dir() {
            fs::remove_dir_all(&leftover).map_err(|e| io_error(&leftover, &e))?;
        }
    }
    Ok(())
}

/// Lets two folders change places in one step.
#[cfg(target_os = "linux")]
pub(super) fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
pub(super) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_renames_give_the_new_site_or_leave_the_old_one() {
        let dir = tempfile::tempdir().unwrap();
        let [target, staging, old] = ["site", "staging", "old"].map(|name| dir.path().join(name));
        fs::create_dir(&target).unwrap();
        fs::write(target.join("a"), "old").unwrap();
        assert!(two_renames(&target, &staging, &old).is_err());
        assert_eq!(fs::read(target.join("a")).unwrap(), b"old");
        assert!(!old.exists());

        fs::create_dir(&staging).unwrap();
        fs::write(staging.join("a"), "new").unwrap();
        two_renames(&target, &staging, &old).unwrap();
        assert_eq!(fs::read(target.join("a")).unwrap(), b"new");
        assert_eq!(fs::read(old.join("a")).unwrap(), b"old");
    }
}
