//! `quyche build`: the whole site, checked before the first byte of it is where people look.

use std::path::Path;

use serde_json::json;

use super::args::Shared;
use super::assemble::{complete, made_from};
use super::console::Console;
use super::progress::Progress;
use super::project::{self, Loaded};
use super::publish_told::set_aside_json;
use super::{End, theme};
use crate::diagnostic::Report;
use crate::publish::{self, Building, Fault, Guard, Known, PublishError, SetAside, Why};
use crate::render::Theme;
use crate::{model, say};

/// Builds and writes the site.
pub fn run(shared: &Shared, console: &mut Console) -> End {
    let progress = Progress::start();
    progress.step(console, &say!("đọc nội dung…", "reading the content…"));
    let loaded = match project::load(shared, console) {
        Ok(loaded) => loaded,
        Err(end) => return end,
    };
    let (target, guard) = (project::output_folder(shared), project::guard(&loaded.root));
    let mut known = Known::default();
    match standing(&loaded, shared.strict, &target, &guard, &mut known) {
        Ok(Some((summary, findings))) => {
            console.findings(&findings, &loaded.sources.files, false);
            told(shared, &summary, console);
            return End::Ok;
        }
        Ok(None) => {}
        // What is wrong with the texts is said before what is wrong with the folder.
        Err(error) => {
            let project = loaded.judged(shared.strict);
            if project.report.has_errors() {
                console.findings(&project.report, &project.sources.files, false);
                return End::Content;
            }
            return failed(&error, console);
        }
    }
    let project = loaded.judged(shared.strict);
    if project.report.has_errors() {
        console.findings(&project.report, &project.sources.files, false);
        return End::Content;
    }
    progress.step(console, &say!("dựng trang…", "building the pages…"));
    let building = match Building::begin(&target, &guard, known) {
        Ok(building) => building,
        Err(error) => {
            console.findings(&project.report, &project.sources.files, false);
            return failed(&error, console);
        }
    };
    set_aside(&building.settled(), console);
    let (site, report) = complete(&project, shared.strict, &building);
    console.findings(&report, &project.sources.files, false);
    let Some(site) = site else {
        set_aside(&building.settled(), console);
        return End::Content;
    };
    progress.step(console, &say!("đưa trang vào chỗ…", "putting the site in its place…"));
    // The program ends here: to give a large office back piece by piece would take longer than to leave it to the system.
    std::mem::forget(project);
    match building.finish(site.made) {
        Ok(summary) => {
            told(shared, &summary, console);
            End::Ok
        }
        Err(error) => failed(&error, console),
    }
}

/// The site of these files where it stands already, and what was found in them when it was made.
fn standing(
    loaded: &Loaded,
    strict: bool,
    target: &Path,
    guard: &Guard,
    known: &mut Known,
) -> Result<Option<(publish::Summary, Report)>, PublishError> {
    let office = model::office(&loaded.sources);
    let (overrides, faults) = theme::files(&loaded.root, &office);
    if !faults.is_empty() {
        return Ok(None);
    }
    let word = made_from(&loaded.word, Theme::word_of(&office.language, &overrides));
    let Some((summary, record)) = publish::stands(&word, target, guard, known)? else { return Ok(None) };
    let findings = Report::from_record(&record, &loaded.sources.files).filter(|found| !found.has_errors());
    // Under `--strict` what was only open stops the site.
    Ok(findings.filter(|found| found.is_empty() || !strict).map(|found| (summary, found)))
}

/// Why a site was not written, and whose turn it is.
pub(super) fn failed(error: &PublishError, console: &mut Console) -> End {
    console.error(&error.message);
    console.error(&error.help);
    if error.fault == Fault::Refused { End::Usage } else { End::Environment }
}

/// What was done, and what of other people's files was met.
fn told(shared: &Shared, summary: &publish::Summary, console: &mut Console) {
    if shared.json {
        console.json(&json!({
            "target": summary.target.to_string_lossy(),
            "files": summary.files,
            "bytes": summary.bytes,
            "written": if summary.replaced { summary.written } else { 0 },
            "set_aside": set_aside_json(&summary.set_aside),
        }));
        return set_aside(&summary.set_aside, console);
    }
    let (files, kib, target) = (summary.files, summary.bytes.div_ceil(1024), summary.target.display());
    let written = summary.written;
    console.note(&if summary.replaced {
        say!(
            "đã ghi {files} tệp ({kib} KiB) vào {target}, trong đó {written} tệp mới hoặc thay đổi",
            "wrote {files} files ({kib} KiB) to {target}, {written} of them new or changed"
        )
    } else {
        say!(
            "{target} đã có đúng {files} tệp này; không ghi gì",
            "{target} holds these {files} files already; nothing written"
        )
    });
    set_aside(&summary.set_aside, console);
}

/// Which files of people had to leave their place, and where they are.
pub(super) fn set_aside(files: &[SetAside], console: &mut Console) {
    for SetAside { from, to, why } in files {
        console.error(&match why {
            Why::Edited => say!(
                "{from} đã bị sửa tay: bản sửa được giữ ở {to}. Muốn sửa lâu dài, hãy sửa trong content/",
                "{from} had been edited by hand: the edited file is kept as {to}. To change it for good, edit content/"
            ),
            Why::InTheWay => say!(
                "{from} không phải do quyche tạo ra, mà trang cần chỗ ấy: nó được giữ ở {to}",
                "{from} was not made by quyche and the site needs its place: it is kept as {to}"
            ),
        });
    }
}
