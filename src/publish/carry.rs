//! What others put into the folder moves along (design 7, promise 2).
//!
//! Files go over as hard links: nothing is copied, and the old folder keeps its own until the swap has succeeded. Only where
//! the file system has no links are they copied.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::error::{PublishError, io_error};
use super::manifest::{MANIFEST, Manifest};
use super::stage;
use crate::site::Output;

/// The files that moved along.
#[derive(Debug, Default)]
pub(super) struct Carried {
    /// Under their own address.
    pub kept: Vec<String>,
    /// Under another: from, to.
    pub set_aside: Vec<(String, String)>,
}

/// Takes every file of `from` that is not ours, or no longer as we made it, over to `to`.
pub(super) fn carry(from: &Path, to: &Path, before: &Manifest, output: &Output) -> Result<Carried, PublishError> {
    let mut carried = Carried::default();
    let mut files = Vec::new();
    if from.exists() {
        list(from, String::new(), &mut files)?;
    }
    files.sort();
    for path in files {
        let source = from.join(&path);
        let regular = fs::symlink_metadata(&source).map_err(|e| io_error(&source, &e))?.is_file();
        if regular && before.names(&path) {
            let bytes = fs::read(&source).map_err(|e| io_error(&source, &e))?;
            if before.is_ours(&path, &bytes) || output.get(&path) == Some(bytes.as_slice()) {
                continue;
            }
            if is_aside(from, &path, &bytes) {
                continue;
            }
        }
        // A page of ours that was edited is set aside even when its page is gone: left in place it would pass for current.
        let free = if before.names(&path) { aside(from, to, &path, path.len()) } else { free_place(from, to, &path) };
        let goal = to.join(&free);
        if regular && before.names(&path) {
            copy(&source, &goal)?
        } else {
            link(&source, &goal, regular)?
        }
        if free == path { carried.kept.push(path) } else { carried.set_aside.push((path, free)) }
    }
    Ok(carried)
}

/// Takes over to `to` what came into `from` after [`carry`], in the moment before the folders changed places: files that are
/// not in the record of `from` and that `to` does not have. From, to.
pub(super) fn late(from: &Path, to: &Path, kept: &Manifest) -> Result<Vec<(String, String)>, PublishError> {
    let mut late = Vec::new();
    let mut files = Vec::new();
    list(to, String::new(), &mut files)?;
    let there: BTreeSet<_> = files.drain(..).map(|path| file_id(&to.join(path))).filter(Option::is_some).collect();
    list(from, String::new(), &mut files)?;
    files.sort();
    for path in files {
        let source = from.join(&path);
        let regular = fs::symlink_metadata(&source).map_err(|e| io_error(&source, &e))?.is_file();
        // What moved along is there under its second name, however large it is: nothing of it is read.
        if there.contains(&file_id(&source)) {
            continue;
        }
        let bytes = if regular { fs::read(&source).map_err(|e| io_error(&source, &e))? } else { Vec::new() };
        if regular && kept.is_ours(&path, &bytes) {
            continue;
        }
        let copies = (1..).map(|n: usize| format!("{path}.sua-tay-{n}"));
        let copies = copies.take_while(|p| to.join(p).symlink_metadata().is_ok());
        let is_it = |p: String| {
            let goal = to.join(p);
            if regular { stage::same(&goal, &bytes) } else { fs::read_link(&goal).ok() == fs::read_link(&source).ok() }
        };
        if std::iter::once(path.clone()).chain(copies).any(is_it) {
            continue;
        }
        let free = if kept.names(&path) { aside(from, to, &path, path.len()) } else { free_place(from, to, &path) };
        let goal = to.join(&free);
        if regular && kept.names(&path) {
            copy(&source, &goal)?
        } else {
            link(&source, &goal, regular)?
        }
        late.push((path, free));
    }
    Ok(late)
}

/// What tells that two names are of one file, where the system says so.
#[cfg(unix)]
fn file_id(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    path.symlink_metadata().ok().map(|m| (m.dev(), m.ino()))
}

#[cfg(not(unix))]
fn file_id(_: &Path) -> Option<(u64, u64)> {
    None
}

/// A second name for a file, or a copy of it.
fn link(source: &Path, goal: &Path, regular: bool) -> Result<(), PublishError> {
    if let Some(folder) = goal.parent() {
        fs::create_dir_all(folder).map_err(|e| io_error(folder, &e))?;
    }
    if let Err(error) = fs::hard_link(source, goal) {
        // Copying would follow a symbolic link or wait for ever on a pipe; only plain files have that way out.
        if !regular {
            return Err(io_error(source, &error));
        }
        copy(source, goal)?;
    }
    Ok(())
}

/// A file of its own with the same bytes, on the disk before the other may go. A page of ours that was edited is copied even
/// where links work: its first name stays with a release, which nobody who edits the second may change.
fn copy(source: &Path, goal: &Path) -> Result<(), PublishError> {
    if let Some(folder) = goal.parent() {
        fs::create_dir_all(folder).map_err(|e| io_error(folder, &e))?;
    }
    fs::copy(source, goal).map_err(|e| io_error(goal, &e))?;
    fs::File::open(goal).and_then(|file| file.sync_all()).map_err(|e| io_error(goal, &e))
}

/// Everything below `folder` that is not a folder, links not followed, by address.
pub(super) fn list(folder: &Path, prefix: String, files: &mut Vec<String>) -> Result<(), PublishError> {
    for entry in fs::read_dir(folder).map_err(|e| io_error(folder, &e))? {
        let entry = entry.map_err(|e| io_error(folder, &e))?;
        let name = entry.file_name().into_string().map_err(|name| {
            let path = folder.join(name);
            io_error(
                &path,
                &std::io::Error::new(
                    std::io::ErrorKind::InvalidData,
                    "tên tệp không phải UTF-8 / the file name is not UTF-8",
                ),
            )
        })?;
        if prefix.is_empty() && name == MANIFEST {
            continue;
        }
        if entry.file_type().map_err(|e| io_error(&entry.path(), &e))?.is_dir() {
            list(&entry.path(), format!("{prefix}{name}/"), files)?;
        } else {
            files.push(prefix.clone() + &name);
        }
    }
    Ok(())
}

/// The address itself when nothing of the new site stands in its way; else one beside it.
fn free_place(from: &Path, to: &Path, path: &str) -> String {
    for (slash, _) in path.match_indices('/') {
        // The site has a page where the stranger has a folder.
        if to.join(&path[..slash]).symlink_metadata().is_ok_and(|m| !m.is_dir()) {
            return aside(from, to, path, slash);
        }
    }
    if to.join(path).symlink_metadata().is_ok() { aside(from, to, path, path.len()) } else { path.to_owned() }
}

/// Whether this edit of a page was set aside before: a rollback brings an edited page back as it stood.
pub(super) fn is_aside(folder: &Path, path: &str, bytes: &[u8]) -> bool {
    let copies = (1..).map(|n: usize| folder.join(format!("{path}.sua-tay-{n}")));
    copies.take_while(|copy| copy.symlink_metadata().is_ok()).any(|copy| stage::same(&copy, bytes))
}

/// The address with `.sua-tay-<n>` after its first `at` bytes, n being the first number free in both folders: a file of the
/// old one that has yet to move along keeps its address.
pub(super) fn aside(from: &Path, to: &Path, path: &str, at: usize) -> String {
    let (head, tail) = path.split_at(at);
    let mut n = 1usize;
    loop {
        let candidate = format!("{head}.sua-tay-{n}{tail}");
        if [from, to].iter().all(|folder| folder.join(&candidate).symlink_metadata().is_err()) {
            return candidate;
        }
        n += 1;
    }
}
