//! One writer at a time (design 7, promise 4). The operating system holds the lock and drops it with the process, so a
//! killed run blocks nobody; a lock *file* whose mere existence counts would have to be removed by hand.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::PathBuf;

use super::error::{PublishError, io_error};
use super::guard::Place;
use crate::say;

/// The lock, until dropped.
pub(super) struct Lock {
    file: File,
    path: PathBuf,
}

/// Takes the lock, or says who has it: another run.
pub(super) fn take(place: &Place) -> Result<Lock, PublishError> {
    let path = place.lock();
    let busy = || {
        let target = place.target.display();
        PublishError::environment(
            say!("một lần chạy quyche khác đang ghi vào {target}", "another run of quyche is writing {target}"),
            say!("đợi lần chạy kia xong rồi chạy lại", "wait until it has ended, then run again"),
        )
    };
    let open = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
    let file = open.map_err(|e| io_error(&path, &e))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(busy()),
        Err(TryLockError::Error(e)) => return Err(io_error(&path, &e)),
    }
    // The other run may have ended, and removed the file, between our opening and our locking it.
    if same_file(&file, &path) { Ok(Lock { file, path }) } else { Err(busy()) }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while still locked: whoever opened it meanwhile finds in `take` that it is no longer the file of that name.
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
        let _ = self.file.unlock();
    }
}

#[cfg(unix)]
fn same_file(file: &File, path: &std::path::Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let id = |m: fs::Metadata| (m.dev(), m.ino());
    matches!((file.metadata().map(id), fs::metadata(path).map(id)), (Ok(a), Ok(b)) if a == b)
}

/// Elsewhere the lock file is never removed, so there is nothing to compare.
#[cfg(not(unix))]
fn same_file(_: &File, _: &std::path::Path) -> bool {
    true
}
