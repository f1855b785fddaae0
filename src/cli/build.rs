//! `quyche build`: the whole site, checked before the first byte is written.

use super::args::Shared;
use super::assemble::complete;
use super::console::Console;
use super::progress::Progress;
use super::{End, project};
use crate::publish::{self, Fault};
use crate::say;

/// Builds and writes the site.
pub fn run(shared: &Shared, console: &mut Console) -> End {
    let progress = Progress::start();
    progress.step(console, &say!("đọc nội dung…", "reading the content…"));
    let project = match project::open(shared, console) {
        Ok(project) => project,
        Err(end) => return end,
    };
    progress.step(console, &say!("dựng trang…", "building the pages…"));
    let (output, report) = complete(&project, shared.strict);
    console.findings(&report, &project.sources.files, false);
    let Some(output) = output else { return End::Content };
    progress.step(console, &say!("ghi trang…", "writing the site…"));
    let target = project::output_folder(shared);
    match publish::write(&output, &target, &project::guard(&project)) {
        Ok(summary) => {
            told(&summary, console);
            End::Ok
        }
        Err(error) => {
            console.error(&error.message);
            console.error(&error.help);
            if error.fault == Fault::Refused { End::Usage } else { End::Environment }
        }
    }
}

/// What was done, and what of other people's files was met.
fn told(summary: &publish::Summary, console: &mut Console) {
    let (files, kib, target) = (summary.files, summary.bytes.div_ceil(1024), summary.target.display());
    console.note(&say!("đã ghi {files} tệp ({kib} KiB) vào {target}", "wrote {files} files ({kib} KiB) to {target}"));
    for (from, to) in &summary.set_aside {
        console.error(&say!(
            "{from} đã bị sửa tay: bản sửa được giữ ở {to}. Hãy sửa trong content/ rồi dựng lại",
            "{from} had been edited by hand: the edited file is kept as {to}. Edit content/ and build again"
        ));
    }
}
