//! `quyche init [DIR]`: begins a project.

use std::path::Path;

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
            let (count, shown) = (files.len(), dir.display());
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
