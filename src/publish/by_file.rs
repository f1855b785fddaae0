//! Publication file by file, where two folders cannot change places in one step (design 7, promise 1).
//!
//! Before the first file of the site is touched, the whole new tree and a copy of the whole old one lie beside it, and a
//! plan of every step is on the disk. Each file takes its place by one rename, assets before the data and pages that ask for
//! them, the pages people enter by last, then the manifest, then what is no longer wanted. Whoever finds the plan after a
//! kill carries it out to the end; a fault that leaves the program alive turns it round. Every step may be taken twice.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};

use super::carry::{aside, is_aside};
use super::error::{PublishError, io_error};
use super::live::Live;
use super::manifest::{MANIFEST, texts};
use super::record::site;
use super::stage;
use crate::say;
use crate::site::Output;

/// The plan while it is carried out, and while it is undone.
const FORWARD: &str = "plan.json";
const BACK: &str = "undo.json";
/// The plan of a publication that is complete but for the release.
const DONE: &str = "done.json";

/// How often a file in use elsewhere is tried again, and after how long.
const TRIES: u32 = 8;
const PAUSE: Duration = Duration::from_millis(25);

/// The copy of the old tree within what is prepared.
pub(super) fn old(preparing: &Path) -> PathBuf {
    preparing.join("old")
}

/// Every step, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Plan {
    /// Our own old files that stand where a folder is needed.
    clear: Vec<String>,
    /// What others have where a page or folder is needed: from, to.
    moved: Vec<(String, String)>,
    /// Pages of ours that somebody edited: from, copy.
    aside: Vec<(String, String)>,
    /// New and changed files.
    put: Vec<String>,
    /// Those of them that were not there.
    fresh: Vec<String>,
    /// Our own files that the new site has no more.
    stale: Vec<String>,
}

/// What somebody's files came to: from, to.
pub(super) type SetAside = Vec<(String, String)>;

/// Puts the tree prepared in place of the live one. When it fails, the live one is as it was.
pub(super) fn publish(target: &Path, preparing: &Path, live: &Live, output: &Output) -> Result<SetAside, PublishError> {
    let copy = old(preparing);
    fs::create_dir(&copy).map_err(|e| io_error(&copy, &e))?;
    let mut before = Output::default();
    for (path, bytes) in &live.files {
        // The manifest names nothing that is no address, so nothing is refused here.
        let _ = before.add(path.as_str(), bytes.as_slice());
    }
    stage::tree(&before, &live.text, &copy, stage::Care::Durable)?;
    let plan = plan(target, live, output);
    stage::whole_file(&preparing.join(FORWARD), plan.to_json().as_bytes())?;
    forward(target, preparing, &plan).map_err(|error| {
        let turned = fs::rename(preparing.join(FORWARD), preparing.join(BACK));
        match turned.map_err(|e| io_error(preparing, &e)).and_then(|()| back(target, preparing, &plan)) {
            Ok(()) => {
                let _ = fs::remove_file(preparing.join(BACK));
                error
            }
            // The next run carries the plan out or turns it round, whichever was begun.
            Err(_) => PublishError::environment(
                error.message,
                say!(
                    "việc công bố dừng giữa chừng: sửa lỗi trên rồi chạy lại «quyche publish» để hoàn tất hoặc hoàn nguyên",
                    "the publication stopped half-way: mend this and run `quyche publish` again, which completes or undoes it"
                ),
            ),
        }
    })?;
    Ok(plan.moved.into_iter().chain(plan.aside).collect())
}

/// Whether a plan lies there: from then on a change is carried out or turned round, not dropped.
pub(super) fn is_begun(preparing: &Path) -> bool {
    [FORWARD, BACK, DONE].iter().any(|name| preparing.join(name).exists())
}

/// Carries on what a killed run began. True when the new site stands, false when the old one does.
pub(super) fn resume(target: &Path, preparing: &Path) -> Result<bool, PublishError> {
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
        forward(target, preparing, &plan)?;
        return Ok(true);
    }
    if let Some(plan) = read(BACK)? {
        back(target, preparing, &plan)?;
        return Ok(false);
    }
    Ok(preparing.join(DONE).exists())
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
    let done = preparing.join(DONE);
    if done.exists() { fs::remove_file(&done).map_err(fault) } else { Ok(()) }
}

fn plan(target: &Path, live: &Live, output: &Output) -> Plan {
    let ours: BTreeSet<&str> = live.files.iter().map(|(p, _)| p.as_str()).collect();
    let there = |path: &str| target.join(path).symlink_metadata();
    let mut plan = Plan::default();
    for path in &live.edited {
        let Some(bytes) = live.get(path) else { continue };
        if output.get(path) != Some(bytes) && !is_aside(target, path, bytes) {
            plan.aside.push((path.clone(), aside(target, target, path, path.len())));
        }
    }
    for (path, bytes) in output.iter() {
        if live.get(path) == Some(bytes) {
            continue;
        }
        plan.put.push(path.to_owned());
        if ours.contains(path) {
            continue;
        }
        plan.fresh.push(path.to_owned());
        let above = path.match_indices('/').map(|(slash, _)| &path[..slash]);
        for way in
            above.filter(|w| there(w).is_ok_and(|m| !m.is_dir())).chain([path].into_iter().filter(|p| there(p).is_ok()))
        {
            let below = format!("{way}/");
            plan.clear.extend(ours.iter().filter(|o| **o == way || o.starts_with(&below)).map(|o| (*o).to_owned()));
            if !ours.contains(way) && !plan.moved.iter().any(|(from, _)| from == way) {
                plan.moved.push((way.to_owned(), aside(target, target, way, way.len())));
            }
        }
    }
    plan.put.sort_by(|a, b| turn(a).cmp(&turn(b)).then_with(|| a.cmp(b)));
    plan.put.push(MANIFEST.to_owned());
    if live.text.is_empty() {
        plan.fresh.push(MANIFEST.to_owned());
    }
    plan.stale.extend(ours.iter().filter(|p| output.get(p).is_none()).map(|p| (*p).to_owned()));
    plan
}

/// When a file has its turn: what others ask for goes before what asks for it.
fn turn(path: &str) -> u8 {
    let ends = |list: &[&str]| list.iter().any(|end| path.ends_with(end));
    match path {
        _ if path == "index.html" || path.ends_with("/index.html") => 3,
        _ if ends(&[".html"]) => 2,
        _ if ends(&[".ics", ".xml", ".json"]) => 1,
        _ => 0,
    }
}

/// Every step that is not taken yet.
fn forward(target: &Path, preparing: &Path, plan: &Plan) -> Result<(), PublishError> {
    let new = site(preparing);
    for path in &plan.clear {
        remove(target, path)?;
    }
    for (from, to) in &plan.moved {
        let (source, goal) = (target.join(from), target.join(to));
        if goal.symlink_metadata().is_err() && source.symlink_metadata().is_ok() {
            rename(&source, &goal)?;
        }
    }
    for (from, to) in &plan.aside {
        let (source, goal, copy) = (target.join(from), target.join(to), preparing.join("copy"));
        if goal.symlink_metadata().is_err() {
            let bytes = fs::read(&source).map_err(|e| io_error(&source, &e))?;
            stage::file(&copy, &bytes).map_err(|e| io_error(&goal, &e))?;
            rename(&copy, &goal)?;
        }
    }
    let mut folders = BTreeSet::from([target.to_path_buf()]);
    for path in &plan.put {
        let (source, goal) = (new.join(path), target.join(path));
        if source.symlink_metadata().is_err() {
            continue;
        }
        if let Some(folder) = goal.parent() {
            fs::create_dir_all(folder).map_err(|e| io_error(folder, &e))?;
            folders.insert(folder.to_path_buf());
        }
        rename(&source, &goal)?;
    }
    // Before anything goes for good, what takes its place is on the disk.
    folders.iter().try_for_each(|f| stage::flush_folder(f).map_err(|e| io_error(f, &e)))?;
    plan.stale.iter().filter(|p| !plan.clear.contains(p)).try_for_each(|path| remove(target, path))
}

/// Undoes every step that was taken. Nothing is written anew, so a full disk does not stand in the way.
fn back(target: &Path, preparing: &Path, plan: &Plan) -> Result<(), PublishError> {
    let (new, before) = (site(preparing), old(preparing));
    let restore = |path: &str| {
        let (source, goal) = (before.join(path), target.join(path));
        if source.symlink_metadata().is_err() {
            return Ok(());
        }
        if let Some(folder) = goal.parent() {
            fs::create_dir_all(folder).map_err(|e| io_error(folder, &e))?;
        }
        rename(&source, &goal)
    };
    for path in plan.put.iter().rev().filter(|p| new.join(p).symlink_metadata().is_err()) {
        if plan.fresh.contains(path) { remove(target, path)? } else { restore(path)? }
    }
    for path in &plan.fresh {
        stage::prune(target, path);
    }
    for path in plan.stale.iter().chain(&plan.clear).filter(|p| target.join(p).symlink_metadata().is_err()) {
        restore(path)?;
    }
    for (from, to) in &plan.moved {
        let (source, goal) = (target.join(from), target.join(to));
        if source.symlink_metadata().is_err() && goal.symlink_metadata().is_ok() {
            rename(&goal, &source)?;
        }
    }
    plan.aside.iter().try_for_each(|(_, to)| remove(target, to))
}

/// A file of ours away, and the folders it leaves empty.
fn remove(target: &Path, path: &str) -> Result<(), PublishError> {
    let file = target.join(path);
    if file.symlink_metadata().is_ok_and(|m| m.is_file()) {
        again(|| fs::remove_file(&file)).map_err(|e| io_error(&file, &e))?;
        stage::prune(target, path);
    }
    Ok(())
}

fn rename(from: &Path, to: &Path) -> Result<(), PublishError> {
    again(|| fs::rename(from, to)).map_err(|e| io_error(to, &e))
}

/// Tries again while a reader or a virus scanner has the file open, which only some systems mind and which passes.
fn again(mut step: impl FnMut() -> io::Result<()>) -> io::Result<()> {
    let mut tries = 0;
    loop {
        match step() {
            Err(e) if tries < TRIES && in_use(&e) => {
                tries += 1;
                std::thread::sleep(PAUSE * tries);
            }
            done => return done,
        }
    }
}

fn in_use(e: &io::Error) -> bool {
    let busy = matches!(
        e.kind(),
        io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy | io::ErrorKind::Interrupted
    );
    // Access denied, sharing violation, lock violation: what Windows says of a file that somebody has open.
    busy || cfg!(windows) && matches!(e.raw_os_error(), Some(5 | 32 | 33))
}

impl Plan {
    fn to_json(&self) -> String {
        let value = json!({
            "clear": self.clear, "moved": self.moved, "aside": self.aside,
            "put": self.put, "fresh": self.fresh, "stale": self.stale,
        });
        format!("{value}\n")
    }

    fn read(path: &Path) -> Option<Self> {
        let value: Value = serde_json::from_str(&fs::read_to_string(path).ok()?).ok()?;
        let list = |key: &str| texts(value.get(key)?);
        let pairs = |key: &str| -> Option<SetAside> {
            let pair = |v: &Value| match texts(v)?.as_slice() {
                [from, to] => Some((from.clone(), to.clone())),
                _ => None,
            };
            value.get(key)?.as_array()?.iter().map(pair).collect()
        };
        Some(Self {
            clear: list("clear")?,
            moved: pairs("moved")?,
            aside: pairs("aside")?,
            put: list("put")?,
            fresh: list("fresh")?,
            stale: list("stale")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_goes_before_what_asks_for_it() {
        let mut paths = ["index.html", "lich/a.ics", "quy-che/b.html", "assets/x.js", "quy-che/index.html", "a.css"];
        paths.sort_by_key(|p| turn(p));
        assert_eq!(paths, ["assets/x.js", "a.css", "lich/a.ics", "quy-che/b.html", "index.html", "quy-che/index.html"]);
    }

    #[test]
    fn a_plan_comes_back_as_it_was_written() {
        let dir = tempfile::tempdir().unwrap();
        let pair = ("a".to_owned(), "b".to_owned());
        let list = vec!["x".to_owned()];
        let plan =
            Plan { moved: vec![pair.clone()], aside: vec![pair], put: list.clone(), fresh: list, ..Plan::default() };
        let path = dir.path().join(FORWARD);
        stage::whole_file(&path, plan.to_json().as_bytes()).unwrap();
        assert_eq!(Plan::read(&path), Some(plan));
        fs::write(&path, "{\"put\":").unwrap();
        assert_eq!(Plan::read(&path), None);
    }

    #[test]
    fn a_file_in_use_is_tried_again_and_another_fault_is_not() {
        let mut calls = 0;
        let busy_twice = again(|| {
            calls += 1;
            if calls < 3 { Err(io::ErrorKind::ResourceBusy.into()) } else { Ok(()) }
        });
        assert!(busy_twice.is_ok());
        assert_eq!(calls, 3);
        calls = 0;
        let full = again(|| {
            calls += 1;
            Err(io::ErrorKind::StorageFull.into())
        });
        assert_eq!((full.unwrap_err().kind(), calls), (io::ErrorKind::StorageFull, 1));
    }
}
