//! `quyche init [DIR]`: begins a project.

use std::path::Path;

use serde_json::json;

use super::args::Shared;
use super::console::Console;
use super::init::{InitError, init};
use super::project::no_day;
use super::{End, today};
use crate::say;

/// Writes the sample project and says what to do next.
pub fn run(shared: &Shared, dir: Option<&Path>, console: &mut Console) -> End {
    let Some(day) = today::day(shared.date) else { return no_day(console) };
    let dir = dir.unwrap_or(&shared.project);
    match init(dir, day.year()) {
        Ok(files) => {
            if shared.json {
                let written: Vec<_> = files.iter().map(|file| file.to_string_lossy()).collect();
                console.json(&json!({ "written": written }));
                return End::Ok;
            }
            let (count, shown) = (files.len(), dir.display().to_string());
            // To be copied into a shell.
            let arg = if shown.contains(char::is_whitespace) { format!("\"{shown}\"") } else { shown.clone() };
            console.note(&say!(
                "đã tạo {count} tệp trong {shown}. Tiếp theo: quyche -C {arg} check, rồi quyche -C {arg} serve",
                "made {count} files in {shown}. Next: quyche -C {arg} check, then quyche -C {arg} serve"
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
