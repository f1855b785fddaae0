//! Writing a whole tree beside the target, and keeping a tree to what it should hold.
//!
//! A published tree is on the disk before it takes its place, file by file and folder by folder: a machine that loses power
//! the moment after must not come back with empty pages. A built one is not: it can be made again from the content, and
//! flushing hundreds of files would make every build wait for the disk.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::error::{PublishError, io_error};
use super::manifest::MANIFEST;
use super::notes;
use super::walk::{Kind, walk};
use crate::site::Output;

/// Makes the folder a tree is written into. What is made in it is let in whom the target lets in.
pub(super) fn folder(new: &Path, target: &Path) -> Result<(), PublishError> {
    fs::create_dir_all(new).map_err(|e| io_error(new, &e))?;
    if target.is_dir() {
        notes::inherit(target, new).map_err(|e| io_error(new, &e))?;
    }
    Ok(())
}

/// Makes the folder a file lies in, unless it is among `folders`, which begin with the root of the tree.
pub(super) fn folder_of(file: &Path, folders: &mut BTreeSet<PathBuf>) -> Result<(), PublishError> {
    if let Some(folder) = file.parent().filter(|folder| !folders.contains(*folder)) {
        fs::create_dir_all(folder).map_err(|e| io_error(folder, &e))?;
        let new: Vec<_> = folder.ancestors().take_while(|f| !folders.contains(*f)).map(Path::to_path_buf).collect();
        folders.extend(new);
    }
    Ok(())
}

/// Writes the files of a site and its manifest below `to`, which exists, and flushes all of it.
pub(super) fn tree(output: &Output, manifest: &str, to: &Path) -> Result<(), PublishError> {
    let mut folders = BTreeSet::from([to.to_path_buf()]);
    let last = std::iter::once((MANIFEST, manifest.as_bytes()));
    for (path, bytes) in output.iter().chain(last) {
        let file = to.join(path);
        folder_of(&file, &mut folders)?;
        self::file(&file, bytes).map_err(|e| io_error(&file, &e))?;
    }
    folders.iter().try_for_each(|f| flush_folder(f).map_err(|e| io_error(f, &e)))
}

/// Writes one file and flushes it.
pub(super) fn file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Writes a file so that it is there whole or not at all.
pub(super) fn whole_file(path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    let mut name = path.as_os_str().to_owned();
    name.push(".moi");
    let new = PathBuf::from(name);
    file(&new, bytes).map_err(|e| io_error(&new, &e))?;
    fs::rename(&new, path).map_err(|e| io_error(path, &e))?;
    path.parent().map_or(Ok(()), |folder| flush_folder(folder).map_err(|e| io_error(folder, &e)))
}

/// Flushes a file that was written by others. Windows does that only for who may write it, which nobody may with a read-only one.
pub(super) fn flush_file(path: &Path) -> io::Result<()> {
    if !cfg!(unix) && fs::metadata(path)?.permissions().readonly() {
        return Ok(());
    }
    OpenOptions::new().read(true).write(!cfg!(unix)).open(path)?.sync_all()
}

/// Flushes the names in a folder. Some file systems do not know the request, and then there is nothing to be had by it.
pub(super) fn flush_folder(folder: &Path) -> io::Result<()> {
    if !cfg!(unix) {
        return Ok(());
    }
    match File::open(folder)?.sync_all() {
        Err(e) if matches!(e.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        flushed => flushed,
    }
}

/// Removes a tree that nobody needs, as far as that can be done; what is left, the next run removes.
pub(super) fn remove(tree: &Path) {
    // Who put a link in the place of a folder keeps what it leads to.
    if tree.is_symlink() {
        let _ = fs::remove_file(tree);
        return;
    }
    let parts: Vec<PathBuf> = fs::read_dir(tree).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    // A large site has its files in a few folders.
    parts.par_iter().with_max_len(1).filter(|part| part.is_dir() && !part.is_symlink()).for_each(|folder| {
        let _ = fs::remove_dir_all(folder);
    });
    let _ = fs::remove_dir_all(tree);
}

/// Removes everything of a tree that `keep` does not want, and the folders that are empty then.
pub(super) fn keep_only(tree: &Path, keep: impl Fn(&str) -> bool) -> Result<(), PublishError> {
    // What a folder holds goes before the folder.
    for found in walk(tree)?.iter().rev() {
        let file = tree.join(&found.path);
        match found.kind {
            // One that holds what is kept stays, and that is no fault.
            Kind::Folder | Kind::Closed(_) => drop(fs::remove_dir(&file)),
            _ if found.address().is_some_and(&keep) => {}
            _ => fs::remove_file(&file).map_err(|e| io_error(&file, &e))?,
        }
    }
    Ok(())
}

/// Removes the folders above a file that is gone, as far as they are empty. One that is not stays, and that is no fault.
pub(super) fn prune(tree: &Path, path: &str) {
    for (slash, _) in path.rmatch_indices('/') {
        if fs::remove_dir(tree.join(&path[..slash])).is_err() {
            return;
        }
    }
}

/// Whether a plain file with these bytes stands there. Sizes first, so that most differing files are not read.
pub(super) fn same(file: &Path, bytes: &[u8]) -> bool {
    let plain = fs::symlink_metadata(file).is_ok_and(|m| m.is_file() && m.len() == bytes.len() as u64);
    plain && fs::read(file).is_ok_and(|found| found == bytes)
}
