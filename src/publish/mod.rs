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
mod busy;
mod by_file;
mod carry;
mod compare;
mod error;
mod guard;
mod known;
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

use serde_json::Value;

pub use addresses::Lost;
pub use aside::{SetAside, Why};
pub use building::Building;
pub use compare::{Comparison, compare};
pub use error::{Fault, PublishError};
pub use guard::Guard;
pub use known::Known;
pub use manifest::{MANIFEST, Made, Publication};
pub use publication::{Published, Terms, Way, publish};
pub use recover::{settle, whole};
pub use rollback::{Release, releases, rollback};

use live::Intact;

/// What a build did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The folder, with symbolic links resolved.
    pub target: PathBuf,
    /// How many files the site has.
    pub files: usize,
    /// How many bytes they have together.
    pub bytes: u64,
    /// How many of them had to be written: the others stood there already. The manifest is none of them.
    pub written: usize,
    /// Whether a new tree took the place of the old one; else nothing at all was written.
    pub replaced: bool,
    /// Files of the last build that the site no longer has, by address.
    pub removed: Vec<String>,
    /// Files that are not ours and stayed where they were, by address.
    pub kept: Vec<String>,
    /// Files set aside because somebody had changed a page of ours, or because a page needed their place.
    pub set_aside: Vec<SetAside>,
}

/// The summary of a site that was made from just this and stands as it was made, with what was found in its texts then; nothing
/// when it has to be made. What the folder says of itself is left in `known`.
///
/// # Errors
/// As [`Building::begin`]; nothing is ever written.
pub fn stands(
    made_from: &str,
    target: &Path,
    guard: &Guard,
    known: &mut Known,
) -> Result<Option<(Summary, Value)>, PublishError> {
    let place = guard.place(target)?;
    if recover::is_pending(&place) {
        return Ok(None);
    }
    known.read_built(&place)?;
    let Some(made) = known.manifest.made.as_ref().filter(|made| made.from == made_from) else { return Ok(None) };
    let summary = |Intact { files, bytes, foreign }| Summary {
        target: place.target.clone(),
        files,
        bytes,
        kept: foreign,
        ..Summary::default()
    };
    let intact = live::intact(&place.target, &known.manifest)?;
    Ok(intact.map(|intact| (summary(intact), made.findings.clone())))
}

/// A site in hand, written as `build` writes one while it makes it.
#[cfg(test)]
fn write(output: &crate::site::Output, target: &Path, guard: &Guard) -> Result<Summary, PublishError> {
    use crate::site::{RelPath, Sink};
    use rayon::prelude::*;
    let building = Building::begin(target, guard, Known::default())?;
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
