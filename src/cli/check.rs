//! `quyche check`: every finding a build would make, nothing written.

use super::args::Shared;
use super::assemble::complete;
use super::console::Console;
use super::{End, project};

/// Prints every finding.
pub fn run(shared: &Shared, console: &mut Console) -> End {
    let project = match project::open(shared, console) {
        Ok(project) => project,
        Err(end) => return end,
    };
    let (site, report) = complete(&project, shared.strict, &());
    console.findings(&report, &project.sources.files, true);
    if site.is_none() { End::Content } else { End::Ok }
}
