//! Files as bytes: an office's own theme, its logo.

use std::path::Path;
use std::{fs, io};

use walkdir::WalkDir;

use super::Limits;
use super::folder::{outside, strange_link};
use crate::diagnostic::{Code, Diagnostic, Report, Say, printable_name, system_words};
use crate::say;

/// Every file below `root/folder` with its path from there, with `/`, by path. Hidden files are left out. A link is
/// followed when it leads to a file within the project, as in the content folder; each other is told.
#[must_use]
pub fn load_raw(root: &Path, folder: &Path, limits: Limits) -> (Vec<(String, Vec<u8>)>, Report) {
    let mut report = Report::default();
    let mut files = Vec::new();
    let inside = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
    let shown = printable_name(&folder.to_string_lossy());
    if let Some(fault) = outside(&root.join(folder), &shown, &inside) {
        report.push(fault);
        return (files, report);
    }
    let walk = WalkDir::new(root.join(folder)).max_depth(limits.depth).sort_by_file_name();
    let mut left = limits.all_bytes;
    for entry in walk.into_iter().filter_entry(|e| e.depth() == 0 || !e.file_name().to_string_lossy().starts_with('.'))
    {
        let read = entry.map_err(|e| refused(&e)).and_then(|entry| {
            let name = entry.path().strip_prefix(root.join(folder)).unwrap_or(entry.path());
            let parts: Vec<_> = name.components().map(|c| c.as_os_str().to_string_lossy()).collect();
            let name = parts.join("/");
            if entry.path_is_symlink()
                && let Some(fault) = strange_link(entry.path(), &printable_name(&format!("{shown}/{name}")), &inside)
            {
                report.push(fault);
                return Ok(None);
            }
            // Of a link, the file it leads to.
            let about = fs::metadata(entry.path()).map_err(|e| at(entry.path(), &e))?;
            if !about.is_file() {
                return Ok(None);
            }
            let size = about.len();
            left = left.saturating_sub(size);
            if size > limits.file_bytes || left == 0 || files.len() >= limits.files {
                let (path, mib) = (entry.path().display(), size >> 20);
                return Err(say!("{path}: {mib} MiB", "{path}: {mib} MiB"));
            }
            let bytes = fs::read(entry.path()).map_err(|e| at(entry.path(), &e))?;
            Ok(Some((name, bytes)))
        });
        match read {
            Ok(file) => files.extend(file),
            Err(Say { vi, en }) => {
                let message = say!("không đọc được giao diện: {vi}", "the theme cannot be read: {en}");
                report.push(Diagnostic::new(Code::FileUnreadable, None, message));
            }
        }
    }
    (files, report)
}

/// What the system says of one file.
fn at(path: &Path, error: &io::Error) -> Say {
    let (path, Say { vi, en }) = (path.display(), system_words(error));
    say!("{path}: {vi}", "{path}: {en}")
}

/// The same of a folder that was walked.
fn refused(error: &walkdir::Error) -> Say {
    match (error.path(), error.io_error()) {
        (Some(path), Some(why)) => at(path, why),
        _ => say!("{error}", "{error}"),
    }
}

/// Why a file cannot be taken as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RawFault {
    /// There is no such file; a folder or a link is none.
    Missing,
    /// It is larger than allowed.
    TooLarge,
    /// The system refuses it.
    Unreadable(Say),
}

/// The bytes of one file that is no link.
///
/// # Errors
/// When it is not there, too large or cannot be read.
pub fn read_raw(file: &Path, most: u64) -> Result<Vec<u8>, RawFault> {
    let found = std::fs::symlink_metadata(file).ok().filter(std::fs::Metadata::is_file).ok_or(RawFault::Missing)?;
    if found.len() > most {
        return Err(RawFault::TooLarge);
    }
    std::fs::read(file).map_err(|e| RawFault::Unreadable(system_words(&e)))
}
