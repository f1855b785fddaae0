//! What others put into the folder moves along (design 7, promise 2): files, links, empty folders, the rights of folders.
//!
//! Files go over as hard links: nothing is copied, and the old folder keeps its own until the swap has succeeded. Only where
//! the system makes no link are they copied, and symbolic links made again. What cannot be had twice at all (a folder nobody
//! lets us open, a pipe, a disk mounted within) stops the swap and not the publication: file by file it stays where it is.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::{fs, io};

use rayon::prelude::*;

use super::aside::{self, SetAside, Why};
use super::error::{PublishError, carry_error, io_error, read_error};
use super::manifest::Manifest;
use super::rights;
use super::stage;
use super::walk::{Found, Kind, walk};
use crate::text::Lookup;

/// The files that moved along.
#[derive(Debug, Default)]
pub(super) struct Carried {
    /// Under their own address.
    pub kept: Vec<String>,
    /// Under another.
    pub set_aside: Vec<SetAside>,
}

/// Why not everything moved along.
#[derive(Debug)]
pub(super) enum Stop {
    /// Something cannot be in two folders at once.
    Cannot(PublishError),
    /// The disk is full, or the like.
    Fault(PublishError),
}

impl From<PublishError> for Stop {
    fn from(error: PublishError) -> Self {
        Self::Fault(error)
    }
}

impl Stop {
    /// The error to tell.
    pub fn error(self) -> PublishError {
        match self {
            Self::Cannot(error) | Self::Fault(error) => error,
        }
    }

    fn of(source: &Path, goal: &Path, e: &io::Error) -> Self {
        match e.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::Unsupported | io::ErrorKind::CrossesDevices => {
                Self::Cannot(carry_error(source, e))
            }
            _ => Self::Fault(io_error(goal, e)),
        }
    }
}

/// Takes every file of `from` that is not ours, or no longer as we made it, over to `to`, and the rights of its folders. `is_new` says
/// whether the new site has a file at an address just so, `stands` of which that is known without reading it.
pub(super) fn carry(
    from: &Path,
    to: &Path,
    before: &Manifest,
    is_new: impl Fn(&str, &[u8]) -> bool + Sync,
    stands: impl Fn(&str) -> bool + Sync,
) -> Result<Carried, Stop> {
    let mut way = Way::new(from, to, before);
    if !from.exists() {
        return Ok(way.carried);
    }
    way.folders.push((OsString::new(), OsString::new()));
    let all = walk(from)?;
    let named = |found: &Found| found.address().filter(|path| before.names(path)).map(str::to_owned);
    // Whether somebody edited one of ours.
    let edited = |found: &Found| match (&found.kind, named(found)) {
        (Kind::File, Some(path)) if !stands(&path) => {
            let source = from.join(&found.path);
            let bytes = fs::read(&source).map_err(|e| read_error(&source, &e))?;
            let same = before.is_ours(&path, &bytes) || is_new(&path, &bytes);
            Ok(!same && !aside::is_there(from, &path, &bytes))
        }
        _ => Ok(false),
    };
    let edited: Vec<Result<bool, PublishError>> = all.par_iter().map(edited).collect();
    for (found, edited) in all.iter().zip(edited) {
        match (&found.kind, named(found)) {
            (Kind::Folder, _) => way.folder(found, None)?,
            (Kind::Closed(e), _) => return Err(Stop::Cannot(carry_error(&from.join(&found.path), e))),
            (Kind::File, Some(_)) if edited? => way.edited(found)?,
            (Kind::File, Some(_)) => {}
            _ => way.stranger(found)?,
        }
    }
    way.rights()?;
    Ok(way.carried)
}

/// Takes over to `to` what came into `from` after [`carry`], in the moment before the folders changed places: what is not in
/// the record of `from` and `to` does not have.
pub(super) fn late(from: &Path, to: &Path, kept: &Manifest) -> Result<Vec<SetAside>, PublishError> {
    let known = |folder: &Path| {
        let all = walk(folder)?;
        let ids: Vec<_> = all.par_iter().map(|found| file_id(&folder.join(&found.path))).collect();
        Ok::<_, PublishError>((all, ids))
    };
    let (there, left) = rayon::join(|| known(to), || known(from));
    let there: Lookup<_, ()> = there?.1.into_iter().flatten().map(|id| (id, ())).collect();
    let mut way = Way::new(from, to, kept);
    let (all, ids) = left?;
    for (found, id) in all.into_iter().zip(ids) {
        let source = from.join(&found.path);
        let regular = matches!(found.kind, Kind::File);
        match &found.kind {
            Kind::Folder => {
                // The name it was given then was free in both.
                let its = |copy: &OsString| to.join(copy).is_dir() && from.join(copy).symlink_metadata().is_err();
                let moved = aside::copies(to, &found.path).find(its);
                let stands = to.join(way.goal(&found.path)).is_dir();
                way.folder(&found, moved).map_err(Stop::error)?;
                if stands {
                    // Its rights moved along; since then somebody may have changed them.
                    way.folders.pop();
                }
                continue;
            }
            Kind::Closed(e) => return Err(carry_error(&source, e)),
            _ => {}
        }
        // What moved along is there under its second name, however large it is: nothing of it is read.
        if id.is_some_and(|id| there.get(&id).is_some()) {
            continue;
        }
        let bytes = if regular { fs::read(&source).map_err(|e| read_error(&source, &e))? } else { Vec::new() };
        let named = found.address().filter(|path| regular && kept.names(path));
        if named.is_some_and(|path| kept.is_ours(path, &bytes)) {
            continue;
        }
        let goal = way.goal(&found.path);
        let is_it = |path: &OsStr| {
            let goal = to.join(path);
            if regular { stage::same(&goal, &bytes) } else { fs::read_link(&goal).ok() == fs::read_link(&source).ok() }
        };
        if is_it(&goal) || aside::copies(to, &goal).any(|copy| is_it(&copy)) {
            continue;
        }
        match named {
            Some(_) => way.edited(&found),
            None => way.stranger(&found),
        }
        .map_err(Stop::error)?;
    }
    way.rights().map_err(Stop::error)?;
    Ok(way.carried.set_aside)
}

/// The way of all that moves from one folder to another.
struct Way<'w> {
    from: &'w Path,
    to: &'w Path,
    /// The folders our own files are in.
    ours: BTreeSet<String>,
    /// Folders that have another name in `to`, where the site has a page, and whether that was told.
    displaced: Vec<(OsString, OsString, bool)>,
    /// Folders of `from` and what they are in `to`, each before what it holds.
    folders: Vec<(OsString, OsString)>,
    carried: Carried,
}

impl<'w> Way<'w> {
    fn new(from: &'w Path, to: &'w Path, before: &Manifest) -> Self {
        let above = |path: &str| path.match_indices('/').map(|(slash, _)| path[..slash].to_owned()).collect::<Vec<_>>();
        // Most files of one folder come one after another; the set takes the rest.
        let mut folders: Vec<&str> = before.paths().filter_map(|path| Some(path.rsplit_once('/')?.0)).collect();
        folders.dedup();
        let ours =
            folders.into_iter().flat_map(|folder| above(folder).into_iter().chain([folder.to_owned()])).collect();
        let (displaced, folders, carried) = (Vec::new(), Vec::new(), Carried::default());
        Self { from, to, ours, displaced, folders, carried }
    }

    /// Where something goes if nothing is in its way.
    fn goal(&self, path: &OsStr) -> OsString {
        let below = |(old, new, _): &(OsString, OsString, bool)| {
            let rest = Path::new(path).strip_prefix(old).ok().filter(|rest| !rest.as_os_str().is_empty())?;
            Some(Path::new(new).join(rest).into_os_string())
        };
        self.displaced.iter().rev().find_map(below).unwrap_or_else(|| path.to_owned())
    }

    /// A folder. One of ours comes about with what it holds, one of others also empty; `known` is where it was set aside
    /// already.
    fn folder(&mut self, found: &Found, known: Option<OsString>) -> Result<(), Stop> {
        let source = self.from.join(&found.path);
        if is_mounted(self.from, &source) {
            return Err(Stop::Cannot(carry_error(&source, &io::ErrorKind::CrossesDevices.into())));
        }
        let of_others = !found.address().is_some_and(|path| self.ours.contains(path));
        let mut goal = self.goal(&found.path);
        if self.to.join(&goal).symlink_metadata().is_ok_and(|m| !m.is_dir()) {
            let told = known.is_some();
            goal = known.unwrap_or_else(|| aside::free(&[self.from, self.to], &found.path));
            self.displaced.push((found.path.clone(), goal.clone(), told));
        }
        if of_others {
            self.tell(&found.path);
            let goal = self.to.join(&goal);
            fs::create_dir_all(&goal).map_err(|e| Stop::of(&source, &goal, &e))?;
        }
        self.folders.push((found.path.clone(), goal));
        Ok(())
    }

    /// A page of ours that somebody edited. It is set aside even when its page is gone: left in place it would pass for
    /// current. And it is copied even where links work: its first name stays with a release, which nobody who edits the
    /// second may change.
    fn edited(&mut self, found: &Found) -> Result<(), Stop> {
        let free = aside::free(&[self.from, self.to], &found.path);
        copy(&self.from.join(&found.path), &self.to.join(&free))?;
        self.set_aside(&found.path, &free, Why::Edited);
        Ok(())
    }

    /// A file of others, to its own address when nothing of the new site stands there.
    fn stranger(&mut self, found: &Found) -> Result<(), Stop> {
        let mut goal = self.goal(&found.path);
        let moved = goal != found.path;
        if self.to.join(&goal).symlink_metadata().is_ok() {
            goal = aside::free(&[self.from, self.to], &goal);
            self.set_aside(&found.path, &goal, Why::InTheWay);
        } else if moved {
            self.tell(&found.path);
        } else {
            self.carried.kept.push(found.shown());
        }
        link(&self.from.join(&found.path), &self.to.join(&goal), &found.kind)
    }

    fn set_aside(&mut self, from: &OsStr, to: &OsStr, why: Why) {
        let shown = |path: &OsStr| path.to_string_lossy().into_owned();
        self.carried.set_aside.push(SetAside { from: shown(from), to: shown(to), why });
    }

    /// Says once that the folder this lies in has another name now.
    fn tell(&mut self, path: &OsStr) {
        let above = |(old, _, _): &&mut (OsString, OsString, bool)| Path::new(path).starts_with(old);
        if let Some((old, new, told)) = self.displaced.iter_mut().rev().find(above).filter(|(_, _, told)| !*told) {
            *told = true;
            let (old, new) = (old.clone(), new.clone());
            self.set_aside(&old, &new, Why::InTheWay);
        }
    }

    /// The rights of the folders, the innermost first: the outer ones may then forbid what they like.
    fn rights(&self) -> Result<(), Stop> {
        for (from, to) in self.folders.iter().rev() {
            let join =
                |folder: &Path, path: &OsStr| if path.is_empty() { folder.to_path_buf() } else { folder.join(path) };
            let (source, goal): (PathBuf, PathBuf) = (join(self.from, from), join(self.to, to));
            let ours = from.is_empty() || from.to_str().is_some_and(|path| self.ours.contains(path));
            let strict = if ours { rights::Strict::WhereItCounts } else { rights::Strict::Always };
            if goal.is_dir() {
                rights::give(&source, &goal, strict).map_err(|e| Stop::of(&source, &goal, &e))?;
            }
        }
        Ok(())
    }
}

/// What tells that two names are of one file, where the system says so.
pub(super) fn file_id(path: &Path) -> Option<(u64, u64)> {
    path.symlink_metadata().ok().as_ref().and_then(id_of)
}

/// The same of a file that was looked at.
#[cfg(unix)]
pub(super) fn id_of(found: &fs::Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    Some((found.dev(), found.ino()))
}

#[cfg(not(unix))]
pub(super) fn id_of(_: &fs::Metadata) -> Option<(u64, u64)> {
    None
}

/// Whether another disk is mounted there. It would go with the old folder, and what it holds be taken for ours to delete.
fn is_mounted(folder: &Path, within: &Path) -> bool {
    matches!((file_id(folder), file_id(within)), (Some((a, _)), Some((b, _))) if a != b)
}

/// A second name for a file, or its like.
fn link(source: &Path, goal: &Path, kind: &Kind) -> Result<(), Stop> {
    if let Some(folder) = goal.parent() {
        fs::create_dir_all(folder).map_err(|e| io_error(folder, &e))?;
    }
    let Err(error) = fs::hard_link(source, goal) else { return Ok(()) };
    match kind {
        // On another disk: copied, it would be there twice, and the first be deleted.
        _ if error.kind() == io::ErrorKind::CrossesDevices => Err(Stop::of(source, goal, &error)),
        Kind::File => {
            copy(source, goal)?;
            rights::give(source, goal, rights::Strict::WhereItCounts).map_err(|e| Stop::of(source, goal, &e))
        }
        // Copying would follow it. Linux makes no second name for a link of somebody else (`protected_hardlinks`).
        Kind::Link => {
            let leads = fs::read_link(source).map_err(|e| read_error(source, &e))?;
            rights::symlink(&leads, goal).map_err(|e| Stop::of(source, goal, &e))
        }
        // Reading would wait for ever on a pipe.
        _ => Err(Stop::of(source, goal, &error)),
    }
}

/// A file of its own with the same bytes, on the disk before the other may go.
fn copy(source: &Path, goal: &Path) -> Result<(), Stop> {
    if let Some(folder) = goal.parent() {
        fs::create_dir_all(folder).map_err(|e| io_error(folder, &e))?;
    }
    fs::copy(source, goal).map_err(|e| Stop::of(source, goal, &e))?;
    Ok(stage::flush_file(goal).map_err(|e| io_error(goal, &e))?)
}
