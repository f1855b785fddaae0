//! One writer at a time (design 7, promise 4). The operating system holds the lock and drops it with the process, so a
//! killed run blocks nobody; a lock *file* whose mere existence counts would have to be removed by hand.
//!
//! The file is proof of something else: it is made before anything is put beside the target, and goes when nothing of that is left.
//! So what lies there under our names while no such file does was put there by somebody else, and stays.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::error::{PublishError, io_error};
use super::guard::Place;
use crate::say;

/// The lock, until dropped.
pub(super) struct Lock {
    file: File,
    path: PathBuf,
    /// What a run puts beside the target while it lasts.
    beside: [PathBuf; 2],
}

/// What the file holds while a run lasts, on systems where it is not removed afterwards.
const RUNNING: &[u8] = b"quyche\n";

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
    let open = |new: bool| OpenOptions::new().read(true).write(true).create_new(new).open(&path);
    let (file, was_there) = match open(true) {
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => (open(false), true),
        new => (new, false),
    };
    let file = match file {
        // The run that had it removed it between our two attempts.
        Err(e) if was_there && e.kind() == io::ErrorKind::NotFound => return Err(busy()),
        file => file.map_err(|e| io_error(&path, &e))?,
    };
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(busy()),
        Err(TryLockError::Error(e)) => return Err(io_error(&path, &e)),
    }
    // The other run may have ended, and removed the file, between our opening and our locking it.
    if !same_file(&file, &path) {
        return Err(busy());
    }
    let cut_off = if cfg!(unix) { was_there } else { file.metadata().is_ok_and(|found| found.len() > 0) };
    let beside = [place.staging(), place.old()];
    if let Some(foreign) = beside.iter().find(|folder| !cut_off && holds_something(folder)) {
        let error = foreign_error(foreign);
        // Nothing of ours is there, so the proof must not be either.
        drop(Lock { file, path, beside: Default::default() });
        return Err(error);
    }
    if !cfg!(unix) {
        (&file).write_all(RUNNING).map_err(|e| io_error(&path, &e))?;
    }
    Ok(Lock { file, path, beside })
}

fn holds_something(folder: &Path) -> bool {
    folder.is_dir() && fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_some())
}

fn foreign_error(folder: &Path) -> PublishError {
    let shown = folder.display();
    PublishError::refused(
        say!(
            "{shown} mang tên dành cho tệp tạm của quyche, mà không do quyche tạo ra",
            "{shown} bears a name kept for quyche's own temporary files and was not made by quyche"
        ),
        say!(
            "đổi tên hoặc chuyển thư mục ấy đi, rồi chạy lại; không có gì trong đó bị đụng đến",
            "rename that folder or move it away, then run again; nothing in it has been touched"
        ),
    )
}

impl Drop for Lock {
    fn drop(&mut self) {
        // What could not be removed is left to the next run, and the proof that it is ours with it.
        if !self.beside.iter().any(|left| left.is_dir()) {
            // Removed while still locked: whoever opened it meanwhile finds in `take` that it is no longer the file of that name.
            let _ = if cfg!(unix) { fs::remove_file(&self.path) } else { self.file.set_len(0) };
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
