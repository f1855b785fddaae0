//! Everything below a folder, whatever it is called and whether or not we may look into it: links are not followed, names
//! need be no UTF-8, and a folder that may not be opened is found, not a fault.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::Path;

use super::error::{PublishError, read_error};
use super::manifest::MANIFEST;

/// What was found.
#[derive(Debug)]
pub(super) enum Kind {
    /// A plain file.
    File,
    /// A symbolic link.
    Link,
    /// A pipe, a socket, a device.
    Other,
    /// A folder; what it holds follows.
    Folder,
    /// A folder whose content nobody shows us, and why.
    Closed(io::Error),
}

/// One thing below a folder.
#[derive(Debug)]
pub(super) struct Found {
    /// The names from the folder down, parted by `/`.
    pub path: OsString,
    /// What it is.
    pub kind: Kind,
}

impl Found {
    /// The address, where it can be one of ours.
    pub fn address(&self) -> Option<&str> {
        self.path.to_str()
    }

    /// The address for showing.
    pub fn shown(&self) -> String {
        self.path.to_string_lossy().into_owned()
    }
}

/// All below `folder` but its manifest, by path: a folder comes before what it holds.
pub(super) fn walk(folder: &Path) -> Result<Vec<Found>, PublishError> {
    let mut found = Vec::new();
    let mut open = vec![OsString::new()];
    while let Some(prefix) = open.pop() {
        let here = if prefix.is_empty() { folder.to_path_buf() } else { folder.join(&prefix) };
        let entries = match fs::read_dir(&here) {
            Ok(entries) => entries,
            Err(e) if prefix.is_empty() => return Err(read_error(&here, &e)),
            Err(e) => {
                found.push(Found { path: prefix, kind: Kind::Closed(e) });
                continue;
            }
        };
        for entry in entries {
            let entry = entry.map_err(|e| read_error(&here, &e))?;
            let name = entry.file_name();
            if prefix.is_empty() && name == MANIFEST {
                continue;
            }
            let mut path = prefix.clone();
            if !path.is_empty() {
                path.push("/");
            }
            path.push(name);
            let kind = entry.file_type().map_err(|e| read_error(&entry.path(), &e))?;
            if kind.is_dir() {
                open.push(path);
                continue;
            }
            let kind = if kind.is_file() {
                Kind::File
            } else if kind.is_symlink() {
                Kind::Link
            } else {
                Kind::Other
            };
            found.push(Found { path, kind });
        }
        if !prefix.is_empty() {
            found.push(Found { path: prefix, kind: Kind::Folder });
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}
