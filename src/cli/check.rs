//! `quyche check`: every finding, nothing written.

use super::args::Shared;
use super::console::Console;
use super::{End, project};

/// Prints every finding.
pub fn run(shared: &Shared, console: &mut Console) -> End {
    let project = match project::open(shared, console) {
        Ok(project) => project,
        Err(end) => return end,
    };
    console.findings(&project.report, &project.sources.files, true);
    if project.report.has_errors() { End::Content } else { End::Ok }
}
