//! The steps of a publication file by file, worked out before the first and written down.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::publish::aside::{self, SetAside, Why};
use crate::publish::live::Live;
use crate::publish::manifest::{MANIFEST, Manifest, texts};
use crate::site::{Output, routes};

/// Every step, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Plan {
    /// Our own old files that stand where a folder is needed.
    pub clear: Vec<String>,
    /// What others have where a page or folder is needed.
    pub moved: Vec<SetAside>,
    /// Pages of ours that somebody edited: their copies.
    pub aside: Vec<SetAside>,
    /// New and changed files.
    pub put: Vec<String>,
    /// Those of them that were not there.
    pub fresh: Vec<String>,
    /// Our own files that the new site has no more.
    pub stale: Vec<String>,
}

impl Plan {
    /// The way from what stands in `target` to the new site.
    pub fn of(target: &Path, live: &Live, output: &Output) -> Self {
        let ours: BTreeSet<&str> = live.files.iter().map(|(p, _)| p.as_str()).collect();
        let there = |path: &str| target.join(path).symlink_metadata();
        let free = |path: &str, why| SetAside {
            from: path.to_owned(),
            to: aside::free(&[target], OsStr::new(path)).to_string_lossy().into_owned(),
            why,
        };
        let mut plan = Self::default();
        for path in &live.edited {
            let Some(bytes) = live.get(path) else { continue };
            if output.get(path) != Some(bytes) && !aside::is_there(target, path, bytes) {
                plan.aside.push(free(path, Why::Edited));
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
            let above = above(path).filter(|w| there(w).is_ok_and(|m| !m.is_dir()));
            for way in above.chain([path].into_iter().filter(|p| there(p).is_ok())) {
                let below = format!("{way}/");
                plan.clear.extend(ours.iter().filter(|o| **o == way || o.starts_with(&below)).map(|o| (*o).to_owned()));
                if !ours.contains(way) && !plan.moved.iter().any(|m| m.from == way) {
                    plan.moved.push(free(way, Why::InTheWay));
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

    /// As text.
    pub fn to_json(&self) -> String {
        let value = json!({
            "clear": self.clear, "moved": pairs(&self.moved), "aside": pairs(&self.aside),
            "put": self.put, "fresh": self.fresh, "stale": self.stale,
        });
        format!("{value}\n")
    }

    /// From a file; `None` unless it is there whole.
    pub fn read(path: &Path) -> Option<Self> {
        let value: Value = serde_json::from_str(&fs::read_to_string(path).ok()?).ok()?;
        let list = |key: &str| texts(value.get(key)?);
        Some(Self {
            clear: list("clear")?,
            moved: read_pairs(value.get("moved")?)?,
            aside: read_pairs(value.get("aside")?)?,
            put: list("put")?,
            fresh: list("fresh")?,
            stale: list("stale")?,
        })
    }
}

/// What the new tree holds. Its manifest does not tell: a release keeps a page as somebody had edited it.
#[derive(Debug, Default)]
pub(super) struct News {
    files: Manifest,
    manifest: String,
}

impl News {
    /// Of a tree and its manifest.
    pub fn of(output: &Output, manifest: String) -> Self {
        let files = output.iter().map(|(path, bytes)| (path.to_owned(), bytes.to_vec()));
        Self { files: Manifest::found(None, files), manifest }
    }

    /// Whether these bytes are what we put at `path`.
    pub fn are(&self, path: &str, bytes: &[u8]) -> bool {
        if path == MANIFEST { bytes == self.manifest.as_bytes() } else { self.files.is_ours(path, bytes) }
    }

    /// As text.
    pub fn to_json(&self) -> String {
        json!({"files": self.files.to_json(), "manifest": self.manifest}).to_string()
    }

    /// From a file; nothing known where it is not there.
    pub fn read(path: &Path) -> Self {
        let read = || {
            let value: Value = serde_json::from_str(&fs::read_to_string(path).ok()?).ok()?;
            let manifest = value.get("manifest")?.as_str()?.to_owned();
            Some(Self { files: Manifest::from_json(value.get("files")?.as_str()?)?, manifest })
        };
        read().unwrap_or_default()
    }
}

/// What was set aside, as text.
pub(super) fn pairs(list: &[SetAside]) -> Value {
    list.iter().map(|a| json!([a.from, a.to, a.why.word()])).collect()
}

/// The same back.
pub(super) fn read_pairs(value: &Value) -> Option<Vec<SetAside>> {
    let pair = |v: &Value| match texts(v)?.as_slice() {
        [from, to, why] => Some(SetAside { from: from.clone(), to: to.clone(), why: Why::of(why)? }),
        _ => None,
    };
    value.as_array()?.iter().map(pair).collect()
}

/// The folders above an address, the outermost first.
pub(super) fn above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(slash, _)| &path[..slash])
}

/// When a file has its turn: what others ask for goes before what asks for it.
fn turn(path: &str) -> u8 {
    let ends = |list: &[&str]| list.iter().any(|end| path.ends_with(end));
    match path {
        _ if path == "index.html" || path.ends_with("/index.html") => 3,
        _ if ends(&[".html"]) => 2,
        // What it leads to stands there by then.
        _ if path == routes::SEARCH_INDEX => 1,
        _ if ends(&[".ics", ".xml", ".json"]) => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_goes_before_what_asks_for_it() {
        let mut paths =
            ["index.html", routes::SEARCH_INDEX, "quy-che/b.html", "assets/x.js", "quy-che/index.html", "a.css"];
        paths.sort_by_key(|p| turn(p));
        let turns =
            ["assets/x.js", "a.css", routes::SEARCH_INDEX, "quy-che/b.html", "index.html", "quy-che/index.html"];
        assert_eq!(paths, turns);
    }

    #[test]
    fn a_plan_comes_back_as_it_was_written() {
        let dir = tempfile::tempdir().unwrap();
        let one = SetAside { from: "a".to_owned(), to: "b".to_owned(), why: Why::Edited };
        let list = vec!["x".to_owned()];
        let plan =
            Plan { moved: vec![one.clone()], aside: vec![one], put: list.clone(), fresh: list, ..Plan::default() };
        let path = dir.path().join("plan.json");
        fs::write(&path, plan.to_json()).unwrap();
        assert_eq!(Plan::read(&path), Some(plan));
        fs::write(&path, "{\"put\":").unwrap();
        assert_eq!(Plan::read(&path), None);
    }
}
