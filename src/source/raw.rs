//! Files as bytes: an office's own theme, its logo.

use std::path::Path;

use walkdir::WalkDir;

use super::Limits;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::say;

/// Every file below `folder` with its path from there, with `/`, by path. Hidden files are left out; so are links.
#[must_use]
pub fn load_raw(folder: &Path, limits: Limits) -> (Vec<(String, Vec<u8>)>, Report) {
    let mut report = Report::default();
    let mut files = Vec::new();
    let walk = WalkDir::new(folder).max_depth(limits.depth).sort_by_file_name();
    for entry in walk.into_iter().filter_entry(|e| e.depth() == 0 || !e.file_name().to_string_lossy().starts_with('.'))
    {
        let read = entry.map_err(|e| e.to_string()).and_then(|entry| {
            if !entry.file_type().is_file() {
                return Ok(None);
            }
            let size = entry.metadata().map_err(|e| e.to_string())?.len();
            if size > limits.file_bytes {
                return Err(format!("{}: {} MiB", entry.path().display(), size >> 20));
            }
            let bytes = std::fs::read(entry.path()).map_err(|e| format!("{}: {e}", entry.path().display()))?;
            let name = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            let parts: Vec<_> = name.components().map(|c| c.as_os_str().to_string_lossy()).collect();
            Ok(Some((parts.join("/"), bytes)))
        });
        match read {
            Ok(file) => files.extend(file),
            Err(fault) => {
                let message = say!("không đọc được giao diện: {fault}", "the theme cannot be read: {fault}");
                report.push(Diagnostic::new(Code::FileUnreadable, None, message));
            }
        }
    }
    (files, report)
}

/// Why a file cannot be taken as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RawFault {
    /// There is no such file; a folder or a link is none.
    Missing,
    /// It is larger than allowed.
    TooLarge,
    /// The system refuses it.
    Unreadable(String),
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
    std::fs::read(file).map_err(|e| RawFault::Unreadable(e.to_string()))
}
