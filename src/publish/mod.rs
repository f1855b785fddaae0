//! Floor 6 · the site onto the disk: staged, swapped in, and nobody else's file lost (design 7, promises 1, 2, 4, 5).
//!
//! The whole site is written to a staging folder beside the target and then changes places with it, so that a reader
//! never meets half a site and a failure never reaches the old one. What may be deleted is decided by the manifest of the
//! last run alone; files that others put into the folder move along, and a page of ours that somebody edited is kept aside.
//! The trap avoided: emptying the output folder first, which has cost people their home pages and their home folders.
//!
//! Kept against the end of the process at any moment, not against power failure: the site can always be made again from
//! the content, and flushing hundreds of files would make every build wait for the disk.

mod carry;
mod error;
mod guard;
mod lock;
mod manifest;
mod swap;

use std::path::{Path, PathBuf};
use std::{fs, io};

pub use error::{Fault, PublishError};
pub use guard::Guard;
pub use manifest::MANIFEST;

use crate::say;
use crate::site::Output;
use error::io_error;
use guard::Place;
use manifest::Manifest;

/// What a publication did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The folder, with symbolic links resolved.
    pub target: PathBuf,
    /// How many files the site has.
    pub files: usize,
    /// How many bytes they have together.
    pub bytes: u64,
    /// Files of the last publication that the site no longer has, by address.
    pub removed: Vec<String>,
    /// Files that are not ours and stayed where they were, by address.
    pub kept: Vec<String>,
    /// Files set aside because somebody had changed a page of ours, or because a page needed their place: from, to.
    pub set_aside: Vec<(String, String)>,
}

/// Publishes `output` as the folder `target`. Either all of it is there afterwards, or the folder is as it was.
///
/// # Errors
/// [`Fault::Refused`] when `target` is not a folder that may be written: nothing has been touched then.
/// [`Fault::Environment`] when the disk, the lock or a permission stands in the way: the old site stands then.
pub fn write(output: &Output, target: &Path, guard: &Guard) -> Result<Summary, PublishError> {
    let place = guard.place(target)?;
    // Asked once before anything is created, so that a refusal touches nothing, and again under the lock.
    if !place.old().exists() {
        our_manifest(&place)?;
    }
    fs::create_dir_all(&place.parent).map_err(|e| io_error(&place.parent, &e))?;
    let _lock = lock::take(&place)?;
    swap::recover(&place)?;
    let before = our_manifest(&place)?;
    let staged = stage(output, &place, &before);
    if staged.is_err() {
        // The old site is untouched; what is left of the new one is ours alone.
        let _ = fs::remove_dir_all(place.staging());
    }
    staged
}

fn stage(output: &Output, place: &Place, before: &Manifest) -> Result<Summary, PublishError> {
    let staging = place.staging();
    fs::create_dir(&staging).map_err(|e| io_error(&staging, &e))?;
    let after = Manifest::of(output);
    let mut bytes = 0;
    for (path, content) in output.iter() {
        let file = staging.join(path);
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).map_err(|e| io_error(folder, &e))?;
        }
        fs::write(&file, content).map_err(|e| io_error(&file, &e))?;
        bytes += content.len() as u64;
    }
    let file = staging.join(MANIFEST);
    fs::write(&file, after.to_json()).map_err(|e| io_error(&file, &e))?;

    let carried = carry::carry(&place.target, &staging, before, output)?;
    if let Ok(folder) = fs::metadata(&place.target) {
        // A web server may have been given rights on the folder itself.
        fs::set_permissions(&staging, folder.permissions()).map_err(|e| io_error(&staging, &e))?;
    }
    swap::swap(place)?;
    let removed = before.paths().filter(|p| output.get(p).is_none()).map(str::to_owned).collect();
    Ok(Summary {
        target: place.target.clone(),
        files: output.len(),
        bytes,
        removed,
        kept: carried.kept,
        set_aside: carried.set_aside,
    })
}

/// The manifest of the last publication; an empty one when the folder is empty or not there.
fn our_manifest(place: &Place) -> Result<Manifest, PublishError> {
    let target = &place.target;
    let shown = target.display();
    let mut entries = match fs::read_dir(target) {
        Ok(entries) => entries,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Manifest::default()),
        Err(e) if e.kind() == io::ErrorKind::NotADirectory => {
            return Err(PublishError::refused(
                say!("{shown} là một tệp, không phải thư mục", "{shown} is a file, not a folder"),
                say!("chọn thư mục khác bằng -o", "choose another folder with -o"),
            ));
        }
        Err(e) => return Err(io_error(target, &e)),
    };
    let file = target.join(MANIFEST);
    match fs::read_to_string(&file) {
        Ok(text) => Manifest::from_json(&text).ok_or_else(|| {
            let shown = file.display();
            PublishError::refused(
                say!(
                    "{shown} đã hỏng, nên không biết tệp nào do quyche tạo ra",
                    "{shown} is damaged, so nobody can tell which files quyche made"
                ),
                say!(
                    "chuyển thư mục này đi chỗ khác rồi dựng lại, hoặc chọn thư mục khác bằng -o",
                    "move the folder away and build again, or choose another folder with -o"
                ),
            )
        }),
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            if entries.next().is_none() {
                return Ok(Manifest::default());
            }
            Err(PublishError::refused(
                say!(
                    "thư mục {shown} có sẵn tệp không phải do quyche tạo ra",
                    "the folder {shown} holds files that quyche did not make"
                ),
                say!(
                    "chọn một thư mục trống hoặc chưa có bằng -o; quyche không xóa tệp của người khác",
                    "choose an empty or new folder with -o; quyche does not delete what others made"
                ),
            ))
        }
        Err(e) => Err(io_error(&file, &e)),
    }
}

#[cfg(test)]
mod tests;
