//! What a publication would change, before it changes anything.

use std::path::{Path, PathBuf};

use super::addresses::{self, Lost};
use super::error::PublishError;
use super::guard::Guard;
use super::known::Known;
use super::live::Live;
use super::manifest::{Manifest, Publication};
use crate::site::Output;

/// The site that stands beside the one that would.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The folder, with symbolic links resolved.
    pub target: PathBuf,
    /// Whether nothing of ours stands there yet.
    pub first: bool,
    /// The publication that stands there; none on the first, and over a folder that `build` wrote.
    pub published: Option<Publication>,
    /// Pages that are new, by address.
    pub new: Vec<String>,
    /// Pages whose content changes.
    pub changed: Vec<String>,
    /// Pages of which only what stands around the content changes, such as the day of the site.
    pub frame: Vec<String>,
    /// Pages that are no more.
    pub gone: Vec<String>,
    /// Feeds, styles, scripts and parts of the search that are new, change or go.
    pub others: usize,
    /// Pages of ours that somebody edited: they are set aside.
    pub edited: Vec<String>,
    /// Files of others: they stay.
    pub foreign: Vec<String>,
    /// Addresses and anchors that would be lost.
    pub lost: Vec<Lost>,
    /// Anchors of dates that are on the page of another month now, and left no word where they stood.
    pub elsewhere: Vec<Lost>,
    /// What was seen, to be found again when it is replaced.
    pub(super) live: Live,
}

impl Comparison {
    /// Whether the folder holds this site already, as a publication.
    #[must_use]
    pub fn is_same(&self) -> bool {
        let pages = [&self.new, &self.changed, &self.frame, &self.gone, &self.edited];
        self.published.is_some() && self.others == 0 && pages.iter().all(|list| list.is_empty())
    }

    /// What the site that stands there has at an address.
    #[must_use]
    pub fn standing(&self, path: &str) -> Option<&[u8]> {
        self.live.get(path)
    }

    /// Of the pages that are new or change those that do not stand there as they are in `as_before`, the site as it would be of the
    /// day and the decisions the folder is of: the rest changed with these alone.
    #[must_use]
    pub fn but_for(&self, as_before: &Output) -> Vec<String> {
        let differs =
            |path: &&String| self.live.get(path).map(addresses::content) != as_before.get(path).map(addresses::content);
        self.new.iter().chain(&self.changed).filter(differs).cloned().collect()
    }
}

/// Compares the site with what stands in `target`. Nothing is written.
///
/// # Errors
/// [`super::Fault::Refused`] when `target` is not a folder that may be written; [`super::Fault::Environment`] when it
/// cannot be read.
pub fn compare(output: &Output, target: &Path, guard: &Guard) -> Result<Comparison, PublishError> {
    let place = guard.place(target)?;
    let live = Live::read(&place.target, Known::of(&place)?)?;
    let (lost, elsewhere) = addresses::lost(&live, &Manifest::of(output));
    let mut result = Comparison {
        target: place.target.clone(),
        first: live.text.is_empty(),
        published: live.manifest.publication.clone(),
        edited: live.edited.iter().filter(|p| output.get(p) != live.get(p)).cloned().collect(),
        foreign: live.foreign.clone(),
        lost,
        elsewhere,
        ..Comparison::default()
    };
    let page = |path: &str| path.ends_with(".html");
    for (path, bytes) in output.iter() {
        let before = live.get(path);
        if before == Some(bytes) {
            continue;
        }
        let list = match before {
            _ if !page(path) => {
                result.others += 1;
                continue;
            }
            None => &mut result.new,
            Some(before) if addresses::content(before) == addresses::content(bytes) => &mut result.frame,
            Some(_) => &mut result.changed,
        };
        list.push(path.to_owned());
    }
    for path in live.manifest.paths().filter(|p| output.get(p).is_none()) {
        if page(path) { result.gone.push(path.to_owned()) } else { result.others += 1 }
    }
    result.live = live;
    Ok(result)
}
