//! The steps of a plan, forward and back, each of which may be taken twice.
//!
//! The folder is live: between the moment it was read and the moment a file has its turn, somebody may save a page of ours or
//! put a file where a new page goes. So before anything is replaced or removed, what stands there is held against the copy
//! of what was read; whatever differs is set aside, and that is written down before it is done. What is left is the time
//! between a look and the rename that follows it.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::plan::{News, Plan, above, pairs, read_pairs};
use super::{NEWS, old};
use crate::publish::aside::{self, SetAside, Why};
use crate::publish::busy::again;
use crate::publish::error::{PublishError, io_error, place_error, read_error};
use crate::publish::record::site;
use crate::publish::stage;

/// What was set aside on the way that the plan did not know of, and on the way back.
pub(super) const LATE: &str = "late.json";
pub(super) const LATE_BACK: &str = "late-back.json";

/// A plan being carried out or turned round.
pub(super) struct Steps<'s> {
    target: &'s Path,
    preparing: &'s Path,
    plan: &'s Plan,
    journal: PathBuf,
    /// What was set aside beyond the plan, by this run and by one that was cut off.
    pub late: Vec<SetAside>,
}

impl<'s> Steps<'s> {
    /// The way forward.
    pub fn forward(target: &'s Path, preparing: &'s Path, plan: &'s Plan) -> Self {
        Self::with(target, preparing, plan, LATE)
    }

    /// The way back.
    pub fn back(target: &'s Path, preparing: &'s Path, plan: &'s Plan) -> Self {
        Self::with(target, preparing, plan, LATE_BACK)
    }

    fn with(target: &'s Path, preparing: &'s Path, plan: &'s Plan, journal: &str) -> Self {
        Self { target, preparing, plan, journal: preparing.join(journal), late: journaled(preparing, journal) }
    }

    /// Every step that is not taken yet.
    pub fn carry_out(&mut self) -> Result<(), PublishError> {
        let (target, plan, new) = (self.target, self.plan, site(self.preparing));
        for path in &plan.clear {
            self.remove_read(path)?;
        }
        for moved in &plan.moved {
            let (source, goal) = (target.join(&moved.from), target.join(&moved.to));
            if goal.symlink_metadata().is_err() && source.symlink_metadata().is_ok() {
                rename(&source, &goal)?;
            }
        }
        for edited in &plan.aside {
            let (source, goal) = (old(self.preparing).join(&edited.from), target.join(&edited.to));
            if goal.symlink_metadata().is_err() {
                let copy = self.preparing.join("copy");
                let bytes = fs::read(&source).map_err(|e| read_error(&source, &e))?;
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
            self.room(path)?;
            if let Some(folder) = goal.parent() {
                folders.insert(folder.to_path_buf());
            }
            self.spare(path, |file| same_file(file, &source))?;
            rename(&source, &goal)?;
        }
        // Before anything goes for good, what takes its place is on the disk.
        folders.iter().try_for_each(|f| stage::flush_folder(f).map_err(|e| io_error(f, &e)))?;
        plan.stale.iter().filter(|p| !plan.clear.contains(p)).try_for_each(|path| self.remove_read(path))
    }

    /// Undoes every step that was taken. Nothing is written anew, so a full disk does not stand in the way.
    pub fn undo(&mut self) -> Result<(), PublishError> {
        let (target, plan, new, before) = (self.target, self.plan, site(self.preparing), old(self.preparing));
        let news = News::read(&self.preparing.join(NEWS));
        let put_by_us = |path: &str, file: &Path| plain(file) && fs::read(file).is_ok_and(|b| news.are(path, &b));
        for edited in &plan.aside {
            let (copy, page) = (target.join(&edited.to), target.join(&edited.from));
            if same_file(&copy, &before.join(&edited.from)) || same_file(&copy, &page) {
                remove(target, &edited.to)?;
            }
        }
        for path in plan.put.iter().rev().filter(|p| new.join(p).symlink_metadata().is_err()) {
            let file = target.join(path);
            if !plan.fresh.contains(path) {
                self.restore(path, |file| put_by_us(path, file))?;
            } else if put_by_us(path, &file) {
                // An edit of a page that is taken back stays where it is: it is a file of its author's now.
                remove(target, path)?;
            }
        }
        for path in &plan.fresh {
            stage::prune(target, path);
        }
        for path in plan.stale.iter().chain(&plan.clear).filter(|p| target.join(p).symlink_metadata().is_err()) {
            self.restore(path, |_| false)?;
        }
        for late in journaled(self.preparing, LATE).iter().rev() {
            let (source, goal) = (target.join(&late.to), target.join(&late.from));
            if source.symlink_metadata().is_err() {
                continue;
            }
            if goal.symlink_metadata().is_err() {
                rename(&source, &goal)?;
            } else if same_file(&source, &goal) {
                again(|| fs::remove_file(&source)).map_err(|e| io_error(&source, &e))?;
            } else if late.why == Why::Edited && !before.join(&late.from).exists() {
                // Cut off between the old page and the edit of it.
                self.spare(&late.from, |_| false)?;
                rename(&source, &goal)?;
            }
        }
        for moved in &plan.moved {
            let (source, goal) = (target.join(&moved.from), target.join(&moved.to));
            if source.symlink_metadata().is_err() && goal.symlink_metadata().is_ok() {
                rename(&goal, &source)?;
            }
        }
        Ok(())
    }

    /// The page of the old site back in its place. What stands there is set aside unless `ours` knows it.
    fn restore(&mut self, path: &str, ours: impl Fn(&Path) -> bool) -> Result<(), PublishError> {
        let source = old(self.preparing).join(path);
        if source.symlink_metadata().is_err() {
            return Ok(());
        }
        self.room(path)?;
        self.spare(path, ours)?;
        rename(&source, &self.target.join(path))?;
        // What the old page had become by the time it had its turn.
        let edit = journaled(self.preparing, LATE).into_iter().rev().find(|late| late.from == path);
        match edit.map(|late| self.target.join(late.to)).filter(|edit| edit.symlink_metadata().is_ok()) {
            Some(edit) => rename(&edit, &self.target.join(path)),
            None => Ok(()),
        }
    }

    /// The folders above a page; what somebody has put in the way of one is set aside.
    fn room(&mut self, path: &str) -> Result<(), PublishError> {
        for way in above(path) {
            if self.target.join(way).symlink_metadata().is_ok_and(|m| !m.is_dir()) {
                self.move_aside(way)?;
            }
        }
        let folder = self.target.join(path);
        let folder = folder.parent().unwrap_or(self.target);
        fs::create_dir_all(folder).map_err(|e| io_error(folder, &e))
    }

    /// Sees to it that what stands at `path` outlives the rename that comes: it is as it was read, or `known` says that
    /// nothing is lost, or it has a second name.
    fn spare(&mut self, path: &str, known: impl Fn(&Path) -> bool) -> Result<(), PublishError> {
        let file = self.target.join(path);
        let Ok(found) = file.symlink_metadata() else { return Ok(()) };
        if !found.is_file() {
            return self.move_aside(path);
        }
        if self.is_read(path) || known(&file) || self.is_aside(path) {
            return Ok(());
        }
        let goal = self.target.join(self.note(path)?);
        // A second name, so that the page is there at every moment; where there are none, a copy.
        if fs::hard_link(&file, &goal).is_err() {
            let bytes = fs::read(&file).map_err(|e| read_error(&file, &e))?;
            stage::file(&goal, &bytes).map_err(|e| io_error(&goal, &e))?;
        }
        Ok(())
    }

    /// A file of ours away, and the folders it leaves empty; what it has become since it was read is set aside.
    fn remove_read(&mut self, path: &str) -> Result<(), PublishError> {
        if plain(&self.target.join(path)) && !self.is_read(path) && !self.is_aside(path) {
            return self.move_aside(path);
        }
        remove(self.target, path)
    }

    /// Whether the file is as it was when the plan was made.
    fn is_read(&self, path: &str) -> bool {
        same_file(&self.target.join(path), &old(self.preparing).join(path))
    }

    fn is_aside(&self, path: &str) -> bool {
        fs::read(self.target.join(path)).is_ok_and(|bytes| aside::is_there(self.target, path, &bytes))
    }

    fn move_aside(&mut self, path: &str) -> Result<(), PublishError> {
        let goal = self.target.join(self.note(path)?);
        rename(&self.target.join(path), &goal)
    }

    /// Writes down that what stands at `path` is about to be set aside, and where.
    fn note(&mut self, path: &str) -> Result<String, PublishError> {
        let to = aside::free(&[self.target], OsStr::new(path)).to_string_lossy().into_owned();
        let plan = self.plan;
        let ours = [&plan.put, &plan.stale, &plan.clear].iter().any(|list| list.iter().any(|p| p == path));
        let why = if ours && !plan.fresh.iter().any(|p| p == path) { Why::Edited } else { Why::InTheWay };
        self.late.push(SetAside { from: path.to_owned(), to: to.clone(), why });
        stage::whole_file(&self.journal, pairs(&self.late).to_string().as_bytes())?;
        Ok(to)
    }
}

/// What an earlier run set aside, as far as it came.
fn journaled(preparing: &Path, journal: &str) -> Vec<SetAside> {
    let text = fs::read_to_string(preparing.join(journal)).unwrap_or_default();
    serde_json::from_str::<Value>(&text).ok().as_ref().and_then(read_pairs).unwrap_or_default()
}

fn plain(file: &Path) -> bool {
    file.symlink_metadata().is_ok_and(|m| m.is_file())
}

/// Whether two plain files hold the same bytes.
fn same_file(a: &Path, b: &Path) -> bool {
    plain(b) && fs::read(b).is_ok_and(|bytes| stage::same(a, &bytes))
}

/// A file of ours away, and the folders it leaves empty.
fn remove(target: &Path, path: &str) -> Result<(), PublishError> {
    let file = target.join(path);
    if plain(&file) {
        again(|| fs::remove_file(&file)).map_err(|e| io_error(&file, &e))?;
        stage::prune(target, path);
    }
    Ok(())
}

fn rename(from: &Path, to: &Path) -> Result<(), PublishError> {
    again(|| fs::rename(from, to)).map_err(|e| match e.kind() {
        // What is prepared lies beside the folder of the site, so that is a disk of its own.
        io::ErrorKind::CrossesDevices => place_error(to.parent().unwrap_or(to), &e),
        _ => io_error(to, &e),
    })
}
