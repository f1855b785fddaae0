//! The moment of publication, and what a killed run leaves behind (design 7, promises 1 and 5).
//!
//! On Linux the two folders change places in one system call. Where the kernel or the file system cannot do that, two
//! renames must do: for the instant between them the site is not there, and the next run puts the old one back if the
//! process ends just then. A folder is never removed before the other stands in its place.

use std::path::Path;
use std::{fs, io};

use super::error::{PublishError, io_error};
use super::guard::Place;

/// Puts the staged site in the target's place and removes the old one.
pub(super) fn swap(place: &Place) -> Result<(), PublishError> {
    let (target, staging, old) = (&place.target, place.staging(), place.old());
    if !target.exists() {
        return fs::rename(&staging, target).map_err(|e| io_error(target, &e));
    }
    let leftover = match exchange(&staging, target) {
        Ok(()) => staging,
        Err(e) if e.kind() == io::ErrorKind::ResourceBusy => return Err(io_error(target, &e)),
        Err(_) => {
            fs::rename(target, &old).map_err(|e| io_error(target, &e))?;
            if let Err(e) = fs::rename(&staging, target) {
                let error = io_error(target, &e);
                fs::rename(&old, target).map_err(|e| io_error(&old, &e))?;
                return Err(error);
            }
            old
        }
    };
    // The new site stands; what cannot be removed now, the next run removes.
    let _ = fs::remove_dir_all(leftover);
    Ok(())
}

/// Undoes what a killed run left: an old site without a successor goes back, everything else of ours is removed.
pub(super) fn recover(place: &Place) -> Result<(), PublishError> {
    let (target, old) = (&place.target, place.old());
    if old.exists() && !target.exists() {
        fs::rename(&old, target).map_err(|e| io_error(target, &e))?;
    }
    for leftover in [place.staging(), old] {
        if leftover.is_dir() {
            fs::remove_dir_all(&leftover).map_err(|e| io_error(&leftover, &e))?;
        }
    }
    Ok(())
}

#[cfg(target_os = "linux")]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
