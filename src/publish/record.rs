//! What is written down before a published folder is touched: which tree stands there, which will, and what the log will say.
//! A run that finds this beside a folder knows from the number of the live tree whether the change came about.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::manifest::{Manifest, Publication};

/// The name of the file within a release.
pub(super) const RECORD: &str = "release.json";

/// See the module.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Record {
    /// Counts the changes of the folder, publications and rollbacks alike: the release with the greatest was live last.
    pub turn: u64,
    /// The number of the tree that comes; none for one that `build` wrote.
    pub next: Option<u64>,
    /// A release whose tree goes live again, by name: it is no release after that.
    pub drop: Option<String>,
    /// The files of the tree that goes, as they were found, edited or not; none on the first publication.
    pub kept: Option<Manifest>,
    /// The line of the log.
    pub log: Value,
}

impl Record {
    /// The publication that becomes a release.
    pub fn publication(&self) -> Option<&Publication> {
        self.kept.as_ref()?.publication.as_ref()
    }

    /// The name of the release, so that a person sees at a glance which is which.
    pub fn name(&self) -> String {
        match self.publication() {
            Some(p) => format!("{:04}-{}", p.number, p.day),
            None => "0000".to_owned(),
        }
    }

    /// As text.
    pub fn to_json(&self) -> String {
        let kept = self.kept.as_ref().and_then(|m| serde_json::from_str::<Value>(&m.to_json()).ok());
        let value = json!({"format": 1, "turn": self.turn, "next": self.next, "drop": self.drop, "kept": kept, "log": self.log});
        format!("{value:#}\n")
    }

    /// From a folder; `None` where none was completed.
    ///
    /// # Errors
    /// When a record is there and cannot be read: then nobody knows what the folder holds.
    pub fn read(folder: &Path) -> std::io::Result<Option<Self>> {
        match std::fs::read_to_string(folder.join(RECORD)) {
            Ok(text) => Ok(Self::from_json(&text)),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(e),
        }
    }

    fn from_json(text: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(text).ok()?;
        if value.get("format")?.as_u64()? != 1 {
            return None;
        }
        let kept = match value.get("kept")? {
            Value::Null => None,
            kept => Some(Manifest::from_json(&kept.to_string())?),
        };
        Some(Self {
            turn: value.get("turn")?.as_u64()?,
            next: value.get("next")?.as_u64(),
            drop: value.get("drop")?.as_str().map(str::to_owned),
            kept,
            log: value.get("log")?.clone(),
        })
    }
}

/// The tree within a release.
pub(super) fn site(folder: &Path) -> PathBuf {
    folder.join("site")
}
