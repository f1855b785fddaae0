//! Floor 6 · the site onto the disk: staged, swapped in, and nobody else's file lost (design 7, promises 1, 2, 4, 5).
//!
//! The whole site is written to a folder beside the target and then changes places with it, so that a reader never meets
//! half a site and a failure never reaches the old one. What may be deleted is decided by the manifest of the last run alone;
//! files that others put into the folder move along, and a page of ours that somebody edited is kept aside. The trap avoided:
//! emptying the output folder first, which has cost people their home pages and their home folders.
//!
//! [`Building`] is what `build` does: one tree, made again at will. [`compare`], [`publish`] and [`rollback`] look after a folder
//! that people read: they are told what would change, nothing published is lost, the disk is asked to keep it, and the five
//! trees before it are kept.

mod addresses;
mod aside;
mod building;
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
pub use building::Building;
pub use compare::{Comparison, compare};
pub use error::{Fault, PublishError};
pub use guard::Guard;
pub use manifest::{MANIFEST, Made, Publication};
pub use publication::{Published, Terms, Way, publish};
pub use recover::{settle, whole};
pub use rollback::{Release, releases, rollback};

use crate::say;
use error::read_error;
use guard::Place;
use live::Intact;
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

/// The summary of a site that was made from just this and stands as it was made, with what was found in its texts then; nothing
/// when it has to be made.
///
/// # Errors
/// As [`Building::begin`]; nothing is ever written.
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

/// A site in hand, written as `build` writes one while it makes it.
#[cfg(test)]
fn write(output: &crate::site::Output, target: &Path, guard: &Guard) -> Result<Summary, PublishError> {
    use crate::site::{RelPath, Sink};
    use rayon::prelude::*;
    let building = Building::begin(target, guard)?;
    let files: Vec<_> = output.iter().map(|(path, bytes)| (RelPath::new(path), bytes.to_vec())).collect();
    files.into_par_iter().for_each(|(path, bytes)| building.take(path.unwrap(), bytes, None));
    building.finish(None)
}

#[cfg(unix)]
#[cfg(test)]
mod building_tests;
#[cfg(test)]
mod foreign_tests;
#[cfg(test)]
mod publication_tests;
#[cfg(test)]
mod tests;
