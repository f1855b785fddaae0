//! Publishing over a live site: one change of places, the replaced tree kept as a release (design 7, promises 1, 3, 5, 9).
//!
//! A rollback is the same with a release for its new tree, so whatever holds for the one holds for the other.

use std::fs;
use std::io;

use serde_json::{Value, json};

use super::aside::SetAside;
use super::carry;
use super::compare::Comparison;
use super::error::{PublishError, io_error, place_error};
use super::guard::{Guard, Place};
use super::live::Live;
use super::manifest::{Manifest, Publication};
use super::record::{RECORD, Record, site};
use super::stage;
use super::store::Store;
use super::{Known, by_file, lock, recover, swap};
use crate::say;
use crate::site::Output;

/// How the new tree gets its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// In one step where the system can do that, else file by file.
    #[default]
    OneStep,
    /// File by file whatever the system can do: for a folder that other programs hold open.
    FileByFile,
}

/// What goes with a publication besides the site.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// The day the site was built for, ISO.
    pub day: String,
    /// Now, ISO.
    pub at: String,
    /// The decisions in effect on the day, by id.
    pub decisions: Vec<String>,
    /// What was decided about single dates, a word each.
    pub rulings: Vec<String>,
    /// The days off its dates were computed with, a word each.
    pub days_off: Vec<String>,
    /// Why addresses may be lost; none when they may not.
    pub allow_lost: Option<String>,
    /// How.
    pub way: Way,
}

/// What a publication did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// What stands there now; none for a tree that `build` once wrote.
    pub publication: Option<Publication>,
    /// The name of the release that stood there before.
    pub release: Option<String>,
    /// Whether file by file.
    pub by_file: bool,
    /// Files of others that stayed where they were.
    pub kept: Vec<String>,
    /// Why file by file, where one step was asked for and the system has it: what could not be in two folders at once.
    pub stays: Option<PublishError>,
    /// Files that were set aside.
    pub set_aside: Vec<SetAside>,
    /// What could not be put in order once the site stood; the next run does.
    pub untidy: Option<PublishError>,
}

/// Publishes `output`, whose comparison with the live site `shown` somebody has agreed to.
///
/// # Errors
/// [`super::Fault::Refused`] when the folder may not be written, addresses would be lost, or the site has changed since it
/// was compared; [`super::Fault::Environment`] when the disk, the lock or a permission stands in the way. The old site
/// stands then.
pub fn publish(output: &Output, guard: &Guard, shown: &Comparison, terms: &Terms) -> Result<Published, PublishError> {
    let place = guard.place(&shown.target)?;
    if !shown.lost.is_empty() && terms.allow_lost.is_none() {
        return Err(PublishError::refused(
            say!("có địa chỉ đã công bố sẽ mất", "addresses once published would be lost"),
            say!("xem danh sách ở trên", "see the list above"),
        ));
    }
    let writer = Writer::begin(&place)?;
    if !writer.live.is_as(&shown.live) {
        let target = place.target.display();
        return Err(PublishError::environment(
            say!("{target} vừa thay đổi trong lúc so sánh", "{target} has changed while it was compared"),
            say!("chạy lại để so sánh lại", "run again to compare again"),
        ));
    }
    let number = 1 + writer.store.greatest("number", |r| Some(r.publication()?.number)).max(writer.number());
    let publication = Publication {
        number,
        day: terms.day.clone(),
        at: terms.at.clone(),
        decisions: terms.decisions.clone(),
        rulings: Some(terms.rulings.clone()),
        days_off: Some(terms.days_off.clone()),
    };
    let mut manifest = Manifest::of(output);
    manifest.publication = Some(publication.clone());
    let mut log = json!({"what": "publish", "number": number, "day": terms.day, "decisions": terms.decisions});
    if !shown.lost.is_empty() {
        let lost = |l: &super::Lost| json!({"path": l.path, "whole": l.whole, "anchors": l.anchors});
        log["lost"] = shown.lost.iter().map(lost).collect();
        log["reason"] = json!(terms.allow_lost);
    }
    let text = manifest.to_json();
    writer.replace(&Job { output, manifest: &text, publication: Some(publication), drop: None, log, terms })
}

/// A tree and the way it comes.
pub(super) struct Job<'j> {
    pub output: &'j Output,
    pub manifest: &'j str,
    pub publication: Option<Publication>,
    pub drop: Option<String>,
    pub log: Value,
    pub terms: &'j Terms,
}

/// The one who may write, with what stands there.
pub(super) struct Writer<'p> {
    pub place: &'p Place,
    pub store: Store,
    pub live: Live,
    /// What was set aside while an earlier run's change was completed or undone.
    earlier: Vec<SetAside>,
    _lock: lock::Lock,
}

impl<'p> Writer<'p> {
    /// Takes the lock, puts in order what a killed run left, and reads what stands.
    pub fn begin(place: &'p Place) -> Result<Self, PublishError> {
        if !place.target.exists() {
            fs::create_dir_all(&place.parent).map_err(|e| io_error(&place.parent, &e))?;
        }
        let lock = lock::take(place)?;
        let earlier = recover::recover(place)?;
        let live = Live::read(&place.target, Known::of(place)?)?;
        Ok(Self { place, store: Store::of(place), live, earlier, _lock: lock })
    }

    /// The number of what stands there.
    fn number(&self) -> u64 {
        self.live.manifest.publication.as_ref().map_or(0, |p| p.number)
    }

    /// Puts a tree in the place of the live one.
    pub fn replace(mut self, job: &Job<'_>) -> Result<Published, PublishError> {
        let earlier = std::mem::take(&mut self.earlier);
        let (place, store) = (self.place, &self.store);
        let turn = 1 + store.greatest("turn", |r| Some(r.turn));
        let mut log = job.log.clone();
        log["turn"] = json!(turn);
        log["at"] = json!(job.terms.at);
        log["replaced"] = json!(self.live.manifest.publication.as_ref().map(|p| p.number));
        let kept = (!self.live.text.is_empty())
            .then(|| Manifest::found(self.live.manifest.publication.clone(), self.live.files.iter().cloned()));
        let next = job.publication.as_ref().map(|p| p.number);
        let record = Record { turn, next, drop: job.drop.clone(), kept, log };
        match self.put(job, &record) {
            Ok(mut published) => {
                published.publication.clone_from(&job.publication);
                published.set_aside.splice(0..0, earlier);
                match recover::finish(place, store) {
                    Ok((release, late)) => {
                        published.release = release;
                        published.set_aside.extend(late);
                    }
                    Err(error) => published.untidy = Some(error),
                }
                Ok(published)
            }
            Err(error) => {
                // The old site stands. What was prepared is ours alone, unless the next run has to carry on from it.
                if !by_file::is_begun(&store.preparing()) {
                    let _ = store.abandon();
                }
                Err(error.keeping(&earlier))
            }
        }
    }

    /// From the first file prepared to the moment the new tree stands.
    fn put(&self, job: &Job<'_>, record: &Record) -> Result<Published, PublishError> {
        let (place, preparing) = (self.place, self.store.preparing());
        let (target, new) = (&place.target, site(&preparing));
        stage::folder(&new, target)?;
        stage::tree(job.output, job.manifest, &new)?;
        stage::whole_file(&preparing.join(RECORD), record.to_json().as_bytes())?;
        stage::flush_folder(&self.store.root).map_err(|e| io_error(&self.store.root, &e))?;
        let mut done = Published::default();
        if !target.exists() {
            fs::rename(&new, target).map_err(|e| io_error(target, &e))?;
            flushed(place);
            return Ok(done);
        }
        if job.terms.way == Way::OneStep {
            let is_new = |path: &str, bytes: &[u8]| job.output.get(path) == Some(bytes);
            match carry::carry(target, &new, &self.live.manifest, is_new, |_| false) {
                Ok(carried) => match swap::exchange(&new, target) {
                    Ok(()) => {
                        flushed(place);
                        (done.kept, done.set_aside) = (carried.kept, carried.set_aside);
                        return Ok(done);
                    }
                    Err(e) if !cannot(&e) => return Err(place_error(target, &e)),
                    Err(_) => {}
                },
                Err(carry::Stop::Cannot(why)) => done.stays = Some(why),
                Err(carry::Stop::Fault(error)) => return Err(error),
            }
            stage::keep_only(&new, |path| path == super::MANIFEST || job.output.get(path).is_some())?;
        }
        done.set_aside = by_file::publish(target, &preparing, &self.live, job.output)?;
        done.by_file = true;
        let moved = |path: &String| done.set_aside.iter().any(|a| a.from == *path);
        done.kept = self.live.foreign.iter().filter(|path| !moved(path)).cloned().collect();
        Ok(done)
    }
}

/// Whether the system says that it cannot swap two folders, rather than that it may not now.
fn cannot(e: &io::Error) -> bool {
    matches!(e.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

/// The new place on the disk. The site stands whether or not this can be asked for.
fn flushed(place: &Place) {
    let _ = stage::flush_folder(&place.parent);
}
