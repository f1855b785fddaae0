//! Publication file by file, where two folders cannot change places in one step (design 7, promise 1).
//!
//! Before the first file of the site is touched, the whole new tree and a copy of the whole old one lie beside it, and a
//! plan of every step is on the disk. Each file takes its place by one rename, assets before the data and pages that ask for
//! them, the pages people enter by last, then the manifest, then what is no longer wanted. Whoever finds the plan after a
//! kill carries it out to the end; a fault that leaves the program alive turns it round. Every step may be taken twice, and
//! what people do to the folder in the meantime is never lost ([`steps`]).

mod plan;
mod steps;
#[cfg(test)]
mod tests;

use std::fs;
use std::path::{Path, PathBuf};

use super::aside::SetAside;
use super::error::{PublishError, io_error, read_error};
use super::live::Live;
use super::manifest::MANIFEST;
use super::record::site;
use super::stage;
use crate::say;
use crate::site::Output;
use plan::{News, Plan};
use steps::Steps;

/// The plan while it is carried out, and while it is undone.
const FORWARD: &str = "plan.json";
const BACK: &str = "undo.json";
/// The plan of a publication that is complete but for the release.
const DONE: &str = "done.json";
/// What the new tree holds: what we put in place is known by it on the way back.
const NEWS: &str = "news.json";

/// The copy of the old tree within what is prepared.
pub(super) fn old(preparing: &Path) -> PathBuf {
    preparing.join("old")
}

/// Puts the tree prepared in place of the live one. When it fails, the live one is as it was.
pub(super) fn publish(
    target: &Path,
    preparing: &Path,
    live: &Live,
    output: &Output,
) -> Result<Vec<SetAside>, PublishError> {
    let plan = prepare(target, preparing, live, output)?;
    let mut steps = Steps::forward(target, preparing, &plan);
    match steps.carry_out() {
        Ok(()) => Ok(all(&plan, steps)),
        Err(error) => Err(turn_round(target, preparing, &plan, error)),
    }
}

/// The copy of the old tree, and the plan: from here on there is a way forward and a way back.
fn prepare(target: &Path, preparing: &Path, live: &Live, output: &Output) -> Result<Plan, PublishError> {
    let copy = old(preparing);
    fs::create_dir(&copy).map_err(|e| io_error(&copy, &e))?;
    let mut before = Output::default();
    for (path, bytes) in &live.files {
        // The manifest names nothing that is no address, so nothing is refused here.
        let _ = before.add(path.as_str(), bytes.as_slice());
    }
    stage::tree(&before, &live.text, &copy)?;
    let manifest = site(preparing).join(MANIFEST);
    let manifest = fs::read_to_string(&manifest).map_err(|e| read_error(&manifest, &e))?;
    stage::whole_file(&preparing.join(NEWS), News::of(output, manifest).to_json().as_bytes())?;
    let plan = Plan::of(target, live, output);
    stage::whole_file(&preparing.join(FORWARD), plan.to_json().as_bytes())?;
    Ok(plan)
}

/// Undoes a plan that met a fault; the error to tell then.
fn turn_round(target: &Path, preparing: &Path, plan: &Plan, error: PublishError) -> PublishError {
    let mut steps = Steps::back(target, preparing, plan);
    let turned = fs::rename(preparing.join(FORWARD), preparing.join(BACK));
    match turned.map_err(|e| io_error(preparing, &e)).and_then(|()| steps.undo()) {
        Ok(()) => {
            let _ = fs::remove_file(preparing.join(BACK));
            error.keeping(&steps.late)
        }
        // The next run carries the plan out or turns it round, whichever was begun.
        Err(_) => error.mixed(),
    }
}

/// All that was set aside.
fn all(plan: &Plan, steps: Steps<'_>) -> Vec<SetAside> {
    plan.moved.iter().chain(&plan.aside).cloned().chain(steps.late).collect()
}

/// Whether a plan lies there: from then on a change is carried out or turned round, not dropped.
pub(super) fn is_begun(preparing: &Path) -> bool {
    [FORWARD, BACK, DONE].iter().any(|name| preparing.join(name).exists())
}

/// Whether the target may hold files of the old site and of the new one.
pub(super) fn is_mixed(preparing: &Path) -> bool {
    [FORWARD, BACK].iter().any(|name| preparing.join(name).exists())
}

/// Carries on what a killed run began. True when the new site stands, false when the old one does; and what was set aside.
///
/// # Errors
/// When a step fails again: the target holds some of the old site and some of the new one then.
pub(super) fn resume(target: &Path, preparing: &Path) -> Result<(bool, Vec<SetAside>), PublishError> {
    let read = |name: &str| {
        let path = preparing.join(name);
        let shown = path.display();
        let unreadable = || {
            PublishError::environment(
                say!("không đọc được kế hoạch công bố dở dang {shown}", "the unfinished plan {shown} cannot be read"),
                say!(
                    "thư mục chứa nó còn giữ cả trang cũ (old) và phần chưa thay của trang mới (site): báo người quản trị",
                    "its folder still holds the old site (old) and what is not yet in place of the new one (site): tell the administrator"
                ),
            )
        };
        if path.exists() { Plan::read(&path).map(Some).ok_or_else(unreadable) } else { Ok(None) }
    };
    if let Some(plan) = read(FORWARD)? {
        let mut steps = Steps::forward(target, preparing, &plan);
        steps.carry_out().map_err(PublishError::mixed)?;
        return Ok((true, all(&plan, steps)));
    }
    if let Some(plan) = read(BACK)? {
        let mut steps = Steps::back(target, preparing, &plan);
        steps.undo().map_err(PublishError::mixed)?;
        return Ok((false, steps.late));
    }
    match read(DONE)? {
        Some(plan) => {
            let steps = Steps::forward(target, preparing, &plan);
            Ok((true, all(&plan, steps)))
        }
        None => Ok((false, Vec::new())),
    }
}

/// Makes the copy of the old tree the tree of the release.
pub(super) fn finish(preparing: &Path) -> Result<(), PublishError> {
    let (from, to, plan) = (old(preparing), site(preparing), preparing.join(FORWARD));
    let fault = |e| io_error(&to, &e);
    if plan.exists() {
        // From here nothing may be put in place again: `site` is about to hold the old tree.
        fs::rename(&plan, preparing.join(DONE)).map_err(fault)?;
    }
    if from.exists() {
        if to.exists() {
            fs::remove_dir_all(&to).map_err(fault)?;
        }
        fs::rename(&from, &to).map_err(fault)?;
    }
    // Nothing of the way there belongs to the release; the plan goes last, since it tells that the new site stands.
    for name in [NEWS, steps::LATE, steps::LATE_BACK, DONE] {
        match fs::remove_file(preparing.join(name)) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(fault(e)),
            _ => {}
        }
    }
    Ok(())
}
