//! A site written while it is made (design 7, promise 1): each file goes to the disk and is forgotten, so that a site may be
//! larger than the memory.
//!
//! A page that stands as it was made of the same is taken before it is rendered ([`Sink::stands`]), proved by its hash. A file that
//! stands in the live tree with the same bytes is not written; in the end it gets a second name in the new one. Where all
//! stand so, nothing is written at all, and nothing has been touched. Else the two trees change places, when every file has come and
//! the site is known to be whole. Whoever drops a building leaves the live site as it was.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use rayon::prelude::*;

use super::aside::SetAside;
use super::error::{PublishError, io_error};
use super::guard::{Guard, Place};
use super::manifest::{Entry, MANIFEST, Made, Manifest};
use super::{Known, Summary, carry, live, lock, recover, stage, swap};
use crate::say;
use crate::site::{RelPath, Sink};

/// A site on its way into a folder. Its files are given to it as to a [`Sink`].
pub struct Building {
    place: Place,
    state: Mutex<State>,
}

/// How far it has come.
#[derive(Default)]
struct State {
    /// What stands there by its manifest.
    known: Known,
    /// Our files that are there, plain and below plain folders; and what others put there, for showing.
    ours: BTreeSet<String>,
    foreign: Vec<String>,
    files: BTreeMap<String, Taken>,
    open: Option<Open>,
    /// The first thing that went wrong: nothing more is written then.
    fault: Option<PublishError>,
}

/// A file that came.
struct Taken {
    entry: Entry,
    /// Which file it was that stands in the live tree with the same bytes.
    stands: Option<Identity>,
}

/// What tells one writing of a file from another: its size, when it was written and, where the system says so, which file it is.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Identity {
    size: u64,
    written: Option<SystemTime>,
    file: Option<(u64, u64)>,
}

impl Identity {
    /// That of a plain file; nothing where there is none.
    fn of(path: &Path) -> Option<Self> {
        let found = fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file)?;
        Some(Self { size: found.len(), written: found.modified().ok(), file: carry::id_of(&found) })
    }
}

/// The new tree, under the lock.
struct Open {
    folders: BTreeSet<PathBuf>,
    /// What was put in order of an earlier run.
    earlier: Vec<SetAside>,
    /// Folders above the target that were not there.
    above: Vec<PathBuf>,
    lock: lock::Lock,
}

impl Building {
    /// Begins a site for the folder `target`; `known` is what it said of itself when it was asked before.
    ///
    /// # Errors
    /// [`Fault::Refused`](super::Fault::Refused) when `target` is not a folder that may be written: nothing has been touched then.
    /// [`Fault::Environment`](super::Fault::Environment) when it cannot be read, or an earlier run's work cannot be put in order.
    pub fn begin(target: &Path, guard: &Guard, known: Known) -> Result<Self, PublishError> {
        let place = guard.place(target)?;
        let mut state = State { known, ..State::default() };
        if recover::is_pending(&place) {
            // What a killed run left may be the only copy of the live tree: it is put in order before anything is read.
            state.open(&place)?;
        } else {
            state.read(&place)?;
        }
        Ok(Self { place, state: Mutex::new(state) })
    }

    /// What was set aside while an earlier run's work was put in order; told once.
    pub fn settled(&self) -> Vec<SetAside> {
        self.state().open.as_mut().map(|open| std::mem::take(&mut open.earlier)).unwrap_or_default()
    }

    /// Puts the site in its place, when all its files have come; `made` is what it was made from. Either all of it is there
    /// afterwards, or the folder is as it was; where all of it is there already, nothing is written.
    ///
    /// # Errors
    /// [`Fault::Environment`](super::Fault::Environment) when the disk, the lock or a permission stands in the way, or somebody
    /// changed a file that stood: the old site stands then.
    pub fn finish(self, made: Option<Made>) -> Result<Summary, PublishError> {
        let place = &self.place;
        let target = &place.target;
        let mut state = self.state();
        if let Some(fault) = state.fault.take() {
            return Err(fault);
        }
        let (mut entries, mut stands) = (Vec::new(), BTreeMap::new());
        for (path, taken) in std::mem::take(&mut state.files) {
            if let Some(identity) = taken.stands {
                stands.insert(path.clone(), identity);
            }
            entries.push((path, taken.entry));
        }
        let after = Manifest::of_entries(made, entries);
        let text = after.to_json();
        let mut summary =
            Summary { target: target.clone(), files: after.len(), bytes: after.bytes(), ..Summary::default() };
        if stands.len() == after.len() && state.known.text() == text && state.open.is_none() {
            summary.kept = std::mem::take(&mut state.foreign);
            return Ok(summary);
        }
        state.open(place)?;
        summary.replaced = true;
        summary.written = after.len() - stands.len() + state.complete(place, &after, &stands, &text)?;
        let before = &state.known.manifest;
        let is_new = |path: &str, bytes: &[u8]| after.is_ours(path, bytes);
        let carried = carry::carry(target, &place.staging(), before, is_new, |path| stands.contains_key(path));
        let carried = carried.map_err(carry::Stop::error)?;
        let mut late = Vec::new();
        if let Some(leftover) = swap::swap(place)? {
            // The new site stands; what cannot be removed now, the next run removes.
            if let Ok(found) = carry::late(&leftover, target, before) {
                late = found;
                stage::remove(&leftover);
            }
        }
        summary.removed = before.paths().filter(|path| !after.names(path)).map(str::to_owned).collect();
        summary.kept = carried.kept;
        // From here on there is no new tree that could be dropped; the lock goes with it.
        let earlier = state.open.take().map(|open| open.earlier).unwrap_or_default();
        summary.set_aside = [earlier, carried.set_aside, late].concat();
        Ok(summary)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes a file, and says where it is to be written; nowhere when it stands or nothing is written any more.
    fn noted(&self, path: &str, taken: Taken) -> Result<Option<PathBuf>, PublishError> {
        let mut state = self.state();
        let stands = taken.stands.is_some();
        state.files.insert(path.to_owned(), taken);
        if stands || state.fault.is_some() {
            return Ok(None);
        }
        state.open(&self.place)?;
        let file = self.place.staging().join(path);
        state.folder_of(&file)?;
        Ok(Some(file))
    }
}

impl Sink for Building {
    fn take(&self, path: RelPath, bytes: Vec<u8>, made_of: Option<u64>) {
        let path = path.as_str();
        let live = self.place.target.join(path);
        let ours = self.state().ours.contains(path);
        // Noted before it is read: whoever writes it meanwhile makes it another.
        let stands = if ours { Identity::of(&live).filter(|_| stage::same(&live, &bytes)) } else { None };
        let taken = Taken { entry: Entry::of_page(path, &bytes, made_of), stands };
        let written = self.noted(path, taken).and_then(|file| match file {
            Some(file) => fs::write(&file, &bytes).map_err(|e| io_error(&file, &e)),
            None => Ok(()),
        });
        if let Err(fault) = written {
            self.state().fault.get_or_insert(fault);
        }
    }

    fn remembers(&self) -> bool {
        true
    }

    fn stands(&self, path: &RelPath, made_of: u64) -> bool {
        let path = path.as_str();
        let live = self.place.target.join(path);
        let taken = || {
            let entry = self.state().before(path).filter(|entry| entry.is_made_of(made_of))?.clone();
            // As above. A page that somebody edited is made again.
            let stands = Some(Identity::of(&live)?);
            fs::read(&live).ok().filter(|bytes| entry.is(bytes))?;
            self.noted(path, Taken { entry, stands }).ok()
        };
        taken().is_some()
    }

    fn last_paths(&self) -> Vec<String> {
        self.state().known.manifest.paths().map(str::to_owned).collect()
    }

    fn last(&self, path: &str) -> Option<Cow<'_, [u8]>> {
        let entry = {
            let state = self.state();
            let entry = state.before(path)?;
            // Another run may have made another site since: then what was noted of a page that stands is not what stands there now.
            let other = |taken: &Taken| taken.stands.is_some() && !taken.entry.has_bytes_of(entry);
            Some(entry).filter(|_| !state.files.get(path).is_some_and(other))?.clone()
        };
        fs::read(self.place.target.join(path)).ok().filter(|bytes| entry.is(bytes)).map(Cow::Owned)
    }
}

impl Drop for Building {
    fn drop(&mut self) {
        let Some(open) = self.state().open.take() else { return };
        // The old site is untouched; what is left of the new one is ours alone, and the lock is still held.
        stage::remove(&self.place.staging());
        let Open { above, lock, .. } = open;
        drop(lock);
        above.iter().for_each(|folder| drop(fs::remove_dir(folder)));
    }
}

impl State {
    /// How a file of ours that is there was in the site before.
    fn before(&self, path: &str) -> Option<&Entry> {
        self.known.manifest.entry(path).filter(|_| self.ours.contains(path))
    }

    /// What stands.
    fn read(&mut self, place: &Place) -> Result<(), PublishError> {
        self.known.read_built(place)?;
        let found = live::sorted(&place.target, &self.known.manifest)?;
        (self.ours, self.foreign) = (found.ours.into_iter().collect(), found.foreign);
        Ok(())
    }

    /// Takes the lock and makes the folder of the new tree, unless that is done.
    fn open(&mut self, place: &Place) -> Result<(), PublishError> {
        if self.open.is_some() {
            return Ok(());
        }
        let above = place.parent.ancestors().take_while(|folder| !folder.exists()).map(Path::to_path_buf).collect();
        fs::create_dir_all(&place.parent).map_err(|e| io_error(&place.parent, &e))?;
        let lock = lock::take(place)?;
        let earlier = recover::recover(place)?;
        // Under the lock no other run changes any of it; one that had the lock before us may have.
        self.read(place)?;
        let staging = place.staging();
        let folders = BTreeSet::from([staging.clone()]);
        self.open = Some(Open { folders, earlier, above, lock });
        stage::folder(&staging, &place.target)
    }

    /// Makes the folder a file of the new tree lies in.
    fn folder_of(&mut self, file: &Path) -> Result<(), PublishError> {
        let Some(open) = &mut self.open else { return Ok(()) };
        stage::folder_of(file, &mut open.folders)
    }

    /// Gives what stands a second name in the new tree, and writes the manifest. Returns how many files of the site were written.
    fn complete(
        &mut self,
        place: &Place,
        after: &Manifest,
        stands: &BTreeMap<String, Identity>,
        text: &str,
    ) -> Result<usize, PublishError> {
        let (target, staging) = (&place.target, place.staging());
        let mut last = None;
        for path in stands.keys() {
            // Files of one folder come one after another.
            let folder = path.rsplit_once('/').map(|(folder, _)| folder);
            if last.replace(folder) != Some(folder) {
                self.folder_of(&staging.join(path))?;
            }
        }
        let one = |(path, identity): (&String, &Identity)| {
            let (source, goal) = (target.join(path), staging.join(path));
            if fs::hard_link(&source, &goal).is_ok() {
                // What has the second name is what was compared. Some file systems number a file anew while it lies there.
                if Identity::of(&goal).as_ref() != Some(identity) && as_made(&goal, path, after).is_none() {
                    return Err(changed_error(&source));
                }
                return Ok(0);
            }
            let bytes = as_made(&source, path, after).ok_or_else(|| changed_error(&source))?;
            fs::write(&goal, bytes).map_err(|e| io_error(&goal, &e))?;
            Ok(1)
        };
        let given: Vec<Result<usize, PublishError>> = stands.par_iter().map(one).collect();
        let written = given.into_iter().sum::<Result<usize, PublishError>>()?;
        let (source, goal) = (target.join(MANIFEST), staging.join(MANIFEST));
        if self.known.text() != text || fs::hard_link(source, &goal).is_err() {
            fs::write(&goal, text).map_err(|e| io_error(&goal, &e))?;
        }
        Ok(written)
    }
}

/// The bytes of a file, where it is plain and as the new site has it.
fn as_made(file: &Path, path: &str, after: &Manifest) -> Option<Vec<u8>> {
    Identity::of(file)?;
    fs::read(file).ok().filter(|bytes| after.is_ours(path, bytes))
}

fn changed_error(file: &Path) -> PublishError {
    let shown = file.display();
    PublishError::environment(
        say!(
            "{shown} vừa bị thay đổi trong lúc trang đang được dựng",
            "{shown} was changed while the site was being made"
        ),
        say!("chạy lại: bản sửa tay sẽ được giữ riêng", "run again: what was edited by hand will be set aside"),
    )
}
