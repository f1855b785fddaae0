//! Earlier releases, beside the target in `.quyche-releases-NAME` (design 7, promise 3): `0007-2026-11-26` with the tree and
//! its record; `log.jsonl`, one line a change; and, while a change is under way, `.preparing`.
//!
//! Only what bears a record of ours is listed and deleted; what else somebody keeps in the folder is theirs.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::busy::again;
use super::error::{PublishError, io_error};
use super::guard::Place;
use super::record::{self, Record};
use super::stage;

/// How many releases are kept.
pub(super) const KEPT: usize = 5;

const LOG: &str = "log.jsonl";
const DELETING: &str = ".deleting-";

/// The folder of releases.
pub(super) struct Store {
    pub root: PathBuf,
}

impl Store {
    pub fn of(place: &Place) -> Self {
        Self { root: place.releases() }
    }

    /// Where a change is prepared.
    pub fn preparing(&self) -> PathBuf {
        self.root.join(".preparing")
    }

    /// Whether a change was begun and not ended.
    pub fn is_pending(&self) -> bool {
        self.preparing().symlink_metadata().is_ok()
    }

    /// The releases, the one that was live last first.
    pub fn releases(&self) -> Vec<(String, Record)> {
        let mut found: Vec<(String, Record)> = fs::read_dir(&self.root)
            .into_iter()
            .flatten()
            .flatten()
            .filter_map(|entry| {
                let name = entry.file_name().into_string().ok().filter(|n| !n.starts_with('.'))?;
                let record = Record::read(&entry.path()).ok().flatten().filter(|r| r.kept.is_some())?;
                record::site(&entry.path()).is_dir().then_some((name, record))
            })
            .collect();
        found.sort_by(|(a, x), (b, y)| y.turn.cmp(&x.turn).then_with(|| b.cmp(a)));
        found
    }

    /// The lines of the log. A line that cannot be read is left out: the log is for people.
    pub fn log(&self) -> Vec<Value> {
        let text = fs::read_to_string(self.root.join(LOG)).unwrap_or_default();
        text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
    }

    /// The greatest of a number in the log and of another in the releases; 0 when there is none.
    pub fn greatest(&self, key: &str, of: impl Fn(&Record) -> Option<u64>) -> u64 {
        let logged = self.log().iter().filter_map(|l| l.get(key)?.as_u64()).max();
        let kept = self.releases().iter().filter_map(|(_, r)| of(r)).max();
        logged.max(kept).unwrap_or(0)
    }

    /// Adds a line to the log, once.
    pub fn append(&self, record: &Record) -> Result<(), PublishError> {
        if self.log().last().is_some_and(|l| *l == record.log) {
            return Ok(());
        }
        let path = self.root.join(LOG);
        let fault = |e| io_error(&path, &e);
        // A line that was cut off by a full disk must not swallow this one.
        let cut = fs::read(&path).is_ok_and(|text| text.last().is_some_and(|b| *b != b'\n'));
        let line = format!("{}{}\n", if cut { "\n" } else { "" }, record.log);
        let mut file = OpenOptions::new().append(true).create(true).open(&path).map_err(fault)?;
        file.write_all(line.as_bytes()).map_err(fault)?;
        file.sync_all().map_err(fault)
    }

    /// Puts what was prepared among the releases, under its name or the next one free.
    pub fn take_in(&self, record: &Record) -> Result<String, PublishError> {
        let mut name = record.name();
        let mut n = 1usize;
        while self.root.join(&name).symlink_metadata().is_ok() {
            n += 1;
            name = format!("{}.{n}", record.name());
        }
        let goal = self.root.join(&name);
        again(|| fs::rename(self.preparing(), &goal)).map_err(|e| io_error(&goal, &e))?;
        stage::flush_folder(&self.root).map_err(|e| io_error(&self.root, &e))?;
        Ok(name)
    }

    /// Deletes a release. First it gets a name that says so: a kill must not leave half a release that looks whole.
    pub fn delete(&self, name: &str) {
        let doomed = self.root.join(format!("{DELETING}{name}"));
        if fs::rename(self.root.join(name), &doomed).is_ok() {
            let _ = fs::remove_dir_all(doomed);
        }
    }

    /// Deletes all but the newest, and what an earlier run was deleting when it ended. A fault here leaves too many
    /// releases, which the next run mends.
    pub fn tidy(&self) {
        for (name, _) in self.releases().into_iter().skip(KEPT) {
            self.delete(&name);
        }
        let doomed = |path: &Path| path.file_name().is_some_and(|n| n.to_string_lossy().starts_with(DELETING));
        for entry in fs::read_dir(&self.root).into_iter().flatten().flatten().filter(|e| doomed(&e.path())) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }

    /// Removes what was prepared and came to nothing, and the folder when that was all it held.
    pub fn abandon(&self) -> Result<(), PublishError> {
        let preparing = self.preparing();
        if preparing.is_dir() {
            fs::remove_dir_all(&preparing).map_err(|e| io_error(&preparing, &e))?;
        }
        let _ = fs::remove_dir(&self.root);
        Ok(())
    }
}
