//! Floor 6 · the site onto the disk: staged, swapped in, and nobody else's file lost (design 7, promises 1, 2, 4, 5).
//!
//! The whole site is written to a folder beside the target and then changes places with it, so that a reader never meets
//! half a site and a failure never reaches the old one. What may be deleted is decided by the manifest of the last run alone;
//! files that others put into the folder move along, and a page of ours that somebody edited is kept aside. The trap avoided:
//! emptying the output folder first, which has cost people their home pages and their home folders.
//!
//! [`write()`] is what `build` does: one tree, made again at will. [`compare`], [`publish`] and [`rollback`] look after a folder
//! that people read: they are told what would change, nothing published is lost, the disk is asked to keep it, and the five
//! trees before it are kept.

mod addresses;
mod aside;
mod by_file;
mod carry;
mod compare;
mod error;
mod guard;
mod live;
mod lock;
mod manifest;
mod notes;
mod publication;
mod record;
mod recover;
mod rights;
mod rollback;
mod stage;
mod store;
mod swap;
mod walk;

use std::path::{Path, PathBuf};
use std::{fs, io};

use serde_json::Value;

pub use addresses::Lost;
pub use aside::{SetAside, Why};
pub use compare::{Comparison, compare};
pub use error::{Fault, PublishError};
pub use guard::Guard;
pub use manifest::{MANIFEST, Publication};
pub use publication::{Published, Terms, Way, publish};
pub use recover::{settle, whole};
pub use rollback::{Release, releases, rollback};

use crate::say;
use crate::site::Output;
use error::{io_error, read_error};
use guard::Place;
use live::{Intact, Live};
use manifest::Manifest;

/// What a build did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The folder, with symbolic links resolved.
    pub target: PathBuf,
    /// How many files the site has.
    pub files: usize,
    /// How many bytes they have together.
    pub bytes: u64,
    /// How many of them had to be written: the others stood there already.
    pub written: usize,
    /// Files of the last build that the site no longer has, by address.
    pub removed: Vec<String>,
    /// Files that are not ours and stayed where they were, by address.
    pub kept: Vec<String>,
    /// Files set aside because somebody had changed a page of ours, or because a page needed their place.
    pub set_aside: Vec<SetAside>,
}

/// Writes `output` as the folder `target`. Either all of it is there afterwards, or the folder is as it was. Where it is
/// there already, nothing is written at all.
///
/// # Errors
/// [`Fault::Refused`] when `target` is not a folder that may be written: nothing has been touched then.
/// [`Fault::Environment`] when the disk, the lock or a permission stands in the way: the old site stands then.
pub fn write(output: &Output, target: &Path, guard: &Guard) -> Result<Summary, PublishError> {
    let place = guard.place(target)?;
    // Asked once before anything is created, so that a refusal touches nothing, and again under the lock.
    let after = Manifest::of(output).to_json();
    let pending = recover::is_pending(&place);
    if !pending {
        let live = Live::read(&place.target, built(&place)?)?;
        if let Some(summary) = standing(output, &after, &place, live) {
            return Ok(summary);
        }
    }
    fs::create_dir_all(&place.parent).map_err(|e| io_error(&place.parent, &e))?;
    let _lock = lock::take(&place)?;
    let earlier = recover::recover(&place)?;
    let before = built(&place)?;
    match stage(output, &after, &place, &before) {
        Ok(mut summary) => {
            summary.set_aside.splice(0..0, earlier);
            Ok(summary)
        }
        Err(error) => {
            // The old site is untouched; what is left of the new one is ours alone.
            let _ = fs::remove_dir_all(place.staging());
            Err(error)
        }
    }
}

/// The summary of a site that was made from just this and stands as it was made, with what was found in its texts then; nothing
/// when it has to be made.
///
/// # Errors
/// As [`write()`], which asks the same before it writes.
pub fn stands(made_from: &str, target: &Path, guard: &Guard) -> Result<Option<(Summary, Value)>, PublishError> {
    let place = guard.place(target)?;
    if recover::is_pending(&place) {
        return Ok(None);
    }
    let manifest = built(&place)?;
    let Some(made) = manifest.made.as_ref().filter(|made| made.from == made_from) else { return Ok(None) };
    let summary = |Intact { files, bytes, foreign }| Summary {
        target: place.target.clone(),
        files,
        bytes,
        kept: foreign,
        ..Summary::default()
    };
    let intact = live::intact(&place.target, &manifest)?;
    Ok(intact.map(|intact| (summary(intact), made.findings.clone())))
}

/// The summary of a build that finds its site standing.
fn standing(output: &Output, after: &str, place: &Place, live: Live) -> Option<Summary> {
    let same = live.text == after
        && live.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).eq(output.iter());
    let bytes = output.iter().map(|(_, bytes)| bytes.len() as u64).sum();
    let (target, kept) = (place.target.clone(), live.foreign);
    same.then(|| Summary { target, files: output.len(), bytes, kept, ..Summary::default() })
}

fn stage(output: &Output, after: &str, place: &Place, before: &Manifest) -> Result<Summary, PublishError> {
    let staging = place.staging();
    stage::folder(&staging, &place.target)?;
    let written = stage::tree(output, after, &staging, stage::Care::Linked(&place.target))?;
    let carried = carry::carry(&place.target, &staging, before, output).map_err(carry::Stop::error)?;
    let mut set_aside = carried.set_aside;
    if let Some(leftover) = swap::swap(place)? {
        // The new site stands; what cannot be removed now, the next run removes.
        if let Ok(late) = carry::late(&leftover, &place.target, before) {
            set_aside.extend(late);
            let _ = fs::remove_dir_all(leftover);
        }
    }
    let removed = before.paths().filter(|p| output.get(p).is_none()).map(str::to_owned).collect();
    Ok(Summary {
        target: place.target.clone(),
        files: output.len(),
        bytes: output.iter().map(|(_, bytes)| bytes.len() as u64).sum(),
        written,
        removed,
        kept: carried.kept,
        set_aside,
    })
}

/// The manifest of a folder that `build` may write: one that was published keeps its releases and its addresses.
fn built(place: &Place) -> Result<Manifest, PublishError> {
    let manifest = our_manifest(place)?;
    if manifest.publication.is_none() {
        return Ok(manifest);
    }
    let shown = place.target.display();
    Err(PublishError::refused(
        say!("{shown} là trang đang công bố bằng «quyche publish»", "{shown} is a site published by `quyche publish`"),
        say!(
            "dùng «quyche publish» để thay nó (giữ bản cũ, không mất địa chỉ), hoặc dựng vào thư mục khác bằng -o",
            "use `quyche publish` to replace it (earlier releases and addresses are kept), or build into another folder with -o"
        ),
    ))
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
        Err(e) => return Err(read_error(target, &e)),
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
        Err(e) => Err(read_error(&file, &e)),
    }
}

#[cfg(test)]
mod foreign_tests;
#[cfg(test)]
mod publication_tests;
#[cfg(test)]
mod tests;
