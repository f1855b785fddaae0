//! A file that a verb puts into the project, and what is said of it. It is never written over another without being told.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use serde_json::json;

use super::End;
use super::args::Shared;
use super::console::Console;
use crate::diagnostic::{Say, system_words};
use crate::say;

/// Writes a new file, and the folders it lies in.
///
/// # Errors
/// When it is there, or cannot be written.
pub fn write_new(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
}

/// Tells how the writing of one file ended: `done` when it is there now, `taken` when another was there before.
pub fn told(
    shared: &Shared,
    path: &Path,
    written: io::Result<()>,
    [done, taken]: [Say; 2],
    console: &mut Console,
) -> End {
    let error = match written {
        Ok(()) if shared.json => {
            console.json(&json!({ "written": [path.display().to_string()] }));
            return End::Ok;
        }
        Ok(()) => {
            console.note(&done);
            return End::Ok;
        }
        Err(error) => error,
    };
    if error.kind() == ErrorKind::AlreadyExists {
        console.error(&taken);
        return End::Usage;
    }
    let (path, Say { vi, en }) = (path.display(), system_words(&error));
    console.error(&say!("không ghi được {path}: {vi}", "cannot write {path}: {en}"));
    End::Environment
}
