//! What stands in the folder now: of our files those as we made them, edited and taken away; and what others put there.

use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::addresses;
use super::error::{PublishError, read_error};
use super::known::Known;
use super::manifest::Manifest;
use super::walk::{Kind, walk};

/// A published folder as it is found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Live {
    /// What we made.
    pub manifest: Manifest,
    /// The manifest to the letter; empty when there is none.
    pub text: String,
    /// Our files that are there, as they are.
    pub files: Vec<(String, Vec<u8>)>,
    /// Those of them that are not as we made them.
    pub edited: Vec<String>,
    /// Files of others, and folders of theirs that we may not open, with a `/` after them; for showing.
    pub foreign: Vec<String>,
}

impl Live {
    /// Reads the folder; nothing there is nothing published.
    pub fn read(target: &Path, known: Known) -> Result<Self, PublishError> {
        let (text, manifest) = known.into_parts();
        let mut live = Self { manifest, text, ..Self::default() };
        let found = sorted(target, &live.manifest)?;
        live.foreign = found.foreign;
        let one = |path: String| {
            let bytes = read(target, &path)?;
            Ok((live.manifest.is_ours(&path, &bytes), path, bytes))
        };
        let files: Vec<Result<_, PublishError>> = found.ours.into_par_iter().map(one).collect();
        for file in files {
            let (ours, path, bytes) = file?;
            if !ours {
                live.edited.push(path.clone());
            }
            live.files.push((path, bytes));
        }
        Ok(live)
    }

    /// The bytes of a file of ours.
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        let at = self.files.binary_search_by(|(p, _)| p.as_str().cmp(path)).ok()?;
        self.files.get(at).map(|(_, bytes)| bytes.as_slice())
    }

    /// The anchors a page of ours was published with: as recorded, else as it has them.
    pub fn anchors(&self, path: &str) -> Vec<String> {
        match self.manifest.anchors(path) {
            Some(anchors) => anchors.to_vec(),
            None => self.get(path).and_then(|bytes| addresses::anchors(path, bytes)).unwrap_or_default(),
        }
    }

    /// Whether the same site stands there, edited as it was: what a person was shown and agreed to replace.
    pub fn is_as(&self, shown: &Self) -> bool {
        let edits = |live: &Self| live.edited.iter().map(|p| live.get(p).map(<[u8]>::to_vec)).collect::<Vec<_>>();
        self.text == shown.text && self.edited == shown.edited && edits(self) == edits(shown)
    }
}

/// A folder in which all that we made stands as we made it.
pub(super) struct Intact {
    /// How many files.
    pub files: usize,
    /// How many bytes they have together.
    pub bytes: u64,
    /// As in [`Live`].
    pub foreign: Vec<String>,
}

/// Reads a folder to see whether it is [`Intact`], and holds nothing of what it reads.
pub(super) fn intact(target: &Path, manifest: &Manifest) -> Result<Option<Intact>, PublishError> {
    if !target.exists() {
        return Ok(None);
    }
    let found = sorted(target, manifest)?;
    if found.ours.len() != manifest.len() {
        return Ok(None);
    }
    let one = |path: &String| {
        let bytes = read(target, path)?;
        Ok(manifest.is_ours(path, &bytes).then_some(bytes.len() as u64))
    };
    let sizes: Vec<Result<Option<u64>, PublishError>> = found.ours.par_iter().map(one).collect();
    let bytes: Option<u64> = sizes.into_iter().collect::<Result<Vec<_>, _>>()?.into_iter().sum();
    Ok(bytes.map(|bytes| Intact { files: found.ours.len(), bytes, foreign: found.foreign }))
}

/// What lies below a folder, by whose it is.
pub(super) struct Sorted {
    /// Our files, edited or not: plain ones, below plain folders.
    pub ours: Vec<String>,
    /// As in [`Live`].
    pub foreign: Vec<String>,
}

/// Walks a folder; of one that is not there nothing is found.
pub(super) fn sorted(target: &Path, manifest: &Manifest) -> Result<Sorted, PublishError> {
    let (mut ours, mut foreign) = (Vec::new(), Vec::new());
    if !target.exists() {
        return Ok(Sorted { ours, foreign });
    }
    for found in walk(target)? {
        match (&found.kind, found.address().filter(|path| manifest.names(path))) {
            (Kind::Folder, _) => {}
            (Kind::Closed(e), _) => {
                let below = found.shown() + "/";
                if manifest.paths().any(|path| path.starts_with(&below)) {
                    return Err(read_error(&target.join(&found.path), e));
                }
                foreign.push(below);
            }
            (Kind::File, Some(path)) => ours.push(path.to_owned()),
            _ => foreign.push(found.shown()),
        }
    }
    Ok(Sorted { ours, foreign })
}

fn read(target: &Path, path: &str) -> Result<Vec<u8>, PublishError> {
    let file = target.join(path);
    fs::read(&file).map_err(|e| read_error(&file, &e))
}
