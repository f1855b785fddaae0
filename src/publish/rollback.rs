//! An earlier release live again (design 7, promise 3).

use std::fs;
use std::path::Path;

use serde_json::json;

use super::addresses::{self, Lost};
use super::error::PublishError;
use super::guard::Guard;
use super::known::Known;
use super::manifest::{MANIFEST, Manifest, Publication};
use super::publication::{Job, Published, Terms, Writer};
use super::record::{Record, site};
use super::store::Store;
use crate::say;
use crate::site::Output;

/// A release that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// Its name, which `rollback` takes.
    pub name: String,
    /// Its publication; none for a tree that `build` wrote before the first.
    pub publication: Option<Publication>,
}

/// What stands there now, and the releases, the one that was live last first.
///
/// # Errors
/// As [`super::compare`].
pub fn releases(target: &Path, guard: &Guard) -> Result<(Option<Publication>, Vec<Release>), PublishError> {
    let place = guard.place(target)?;
    let release = |(name, record): (String, Record)| Release { name, publication: record.publication().cloned() };
    let kept = Store::of(&place).releases().into_iter().map(release).collect();
    Ok((Known::of(&place)?.manifest.publication, kept))
}

/// Puts a release back: the one named, by its name or number, else the one that was live last. Returns besides what of the
/// site that goes has no place in the one that comes.
///
/// # Errors
/// [`super::Fault::Refused`] when there is no such release or it is not as it was kept; [`super::Fault::Environment`] as in
/// [`super::publish`]. The site stands then as it was.
pub fn rollback(
    target: &Path,
    guard: &Guard,
    wanted: Option<&str>,
    terms: &Terms,
) -> Result<(Published, Vec<Lost>), PublishError> {
    let place = guard.place(target)?;
    let shown = place.target.display();
    if Store::of(&place).releases().is_empty() && !Store::of(&place).is_pending() {
        return Err(PublishError::refused(
            say!("{shown} chưa có bản nào được lưu", "no release of {shown} is kept"),
            say!(
                "mỗi lần «quyche publish» thay trang cũ, trang cũ mới được lưu lại",
                "each `quyche publish` that replaces a site keeps the one it replaced"
            ),
        ));
    }
    let writer = Writer::begin(&place)?;
    let releases = writer.store.releases();
    let is_meant = |name: &str, record: &Record| match wanted {
        None => true,
        Some(w) => {
            name == w
                || record.publication().map(|p| p.number.to_string()).as_deref() == Some(w.trim_start_matches('0'))
        }
    };
    let Some((name, record)) = releases.iter().find(|(name, record)| is_meant(name, record)) else {
        let (wanted, all) = (wanted.unwrap_or(""), names(&releases));
        return Err(PublishError::refused(
            say!("không có bản lưu «{wanted}»", "there is no release `{wanted}`"),
            say!("các bản đang lưu: {all}", "kept are: {all}"),
        ));
    };
    let folder = site(&writer.store.root.join(name));
    let (output, text, manifest) = read(&folder, record).ok_or_else(|| {
        let others: Vec<(String, Record)> = releases.iter().filter(|(n, _)| n != name).cloned().collect();
        let others = names(&others);
        PublishError::refused(
            say!("bản lưu {name} không còn nguyên vẹn", "release {name} is not as it was kept"),
            say!(
                "trang đang công bố không bị đụng đến. Các bản khác: {others}",
                "the live site has not been touched. Other releases: {others}"
            ),
        )
    })?;
    let withdrawn = addresses::lost(&writer.live, &manifest).0;
    let number = manifest.publication.as_ref().map(|p| p.number);
    let log = json!({"what": "rollback", "number": number, "release": name});
    let job = Job {
        output: &output,
        manifest: &text,
        publication: manifest.publication,
        drop: Some(name.clone()),
        log,
        terms,
    };
    Ok((writer.replace(&job)?, withdrawn))
}

fn names(releases: &[(String, Record)]) -> String {
    releases.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ")
}

/// The files of a release, its manifest to the letter and as read; `None` unless every one is as it was kept.
fn read(folder: &Path, record: &Record) -> Option<(Output, String, Manifest)> {
    let kept = record.kept.as_ref()?;
    let mut output = Output::default();
    for path in kept.paths() {
        let bytes = fs::read(folder.join(path)).ok().filter(|bytes| kept.is_ours(path, bytes))?;
        output.add(path, bytes).ok()?;
    }
    let text = fs::read_to_string(folder.join(MANIFEST)).ok()?;
    let manifest = Manifest::from_json(&text)?;
    (manifest.publication == kept.publication).then_some((output, text, manifest))
}
