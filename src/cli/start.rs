//! `quyche init [DIR]`: begins a project.

use std::path::Path;

use serde_json::json;

use super::End;
use super::args::Shared;
use super::console::Console;
use super::init::{InitError, init};
use crate::say;

/// Writes the sample project and says what to do next.
pub fn run(shared: &Shared, dir: &Path, console: &mut Console) -> End {
    match init(dir) {
        Ok(files) => {
            let (count, shown) = (files.len(), dir.display());
            if shared.json {
                let written: Vec<_> = files.iter().map(|file| file.to_string_lossy()).collect();
                console.json(&json!({ "written": written }));
                return End::Ok;
            }
            console.note(&say!(
                "đã tạo {count} tệp trong {shown}. Tiếp theo: quyche -C {shown} check, rồi quyche -C {shown} serve",
                "made {count} files in {shown}. Next: quyche -C {shown} check, then quyche -C {shown} serve"
            ));
            End::Ok
        }
        Err(error) => {
            console.error(&error.message());
            console.error(&error.help());
            if matches!(error, InitError::Exists(_)) { End::Usage } else { End::Environment }
        }
    }
}
