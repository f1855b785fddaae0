//! What stands in the folder now: of our files those as we made them, edited and taken away; and what others put there.

use std::fs;
use std::path::Path;

use super::addresses;
use super::error::{PublishError, read_error};
use super::manifest::{MANIFEST, Manifest};
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
    pub fn read(target: &Path, manifest: Manifest) -> Result<Self, PublishError> {
        let mut live = Self { manifest, ..Self::default() };
        if !target.exists() {
            return Ok(live);
        }
        let file = target.join(MANIFEST);
        if file.exists() {
            live.text = fs::read_to_string(&file).map_err(|e| read_error(&file, &e))?;
        }
        for found in walk(target)? {
            let file = target.join(&found.path);
            match (&found.kind, found.address().filter(|path| live.manifest.names(path))) {
                (Kind::Folder, _) => {}
                (Kind::Closed(e), _) => {
                    let below = found.shown() + "/";
                    if live.manifest.paths().any(|path| path.starts_with(&below)) {
                        return Err(read_error(&file, e));
                    }
                    live.foreign.push(below);
                }
                (Kind::File, Some(path)) => {
                    let bytes = fs::read(&file).map_err(|e| read_error(&file, &e))?;
                    if !live.manifest.is_ours(path, &bytes) {
                        live.edited.push(path.to_owned());
                    }
                    live.files.push((path.to_owned(), bytes));
                }
                _ => live.foreign.push(found.shown()),
            }
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
