//! What a run leaves behind that was killed or could not tidy up, put in order by the next (design 7, promise 5).

use std::fs;

use super::by_file::SetAside;
use super::carry;
use super::error::{PublishError, io_error};
use super::guard::Place;
use super::manifest::{MANIFEST, Manifest};
use super::record::{RECORD, Record, site};
use super::stage;
use super::store::Store;
use super::{by_file, lock, our_manifest, swap};
use crate::publish::Guard;

/// Completes or undoes a change of the folder that was cut off, if there is one.
///
/// # Errors
/// As [`super::write`]; the site is then as it was found.
pub fn settle(target: &std::path::Path, guard: &Guard) -> Result<(), PublishError> {
    let place = guard.place(target)?;
    if !is_pending(&place) {
        return Ok(());
    }
    let _lock = lock::take(&place)?;
    recover(&place)
}

/// Whether another run writes the folder, or one that was killed left something beside it.
pub(super) fn is_pending(place: &Place) -> bool {
    let lock = cfg!(unix) && place.lock().symlink_metadata().is_ok();
    lock || swap::is_pending(place) || Store::of(place).is_pending()
}

/// The same, under the lock.
pub(super) fn recover(place: &Place) -> Result<(), PublishError> {
    swap::recover(place)?;
    let store = Store::of(place);
    if !store.is_pending() {
        store.tidy();
        return Ok(());
    }
    let preparing = store.preparing();
    let stands = if by_file::is_begun(&preparing) {
        by_file::resume(&place.target, &preparing)?
    } else {
        // What cannot be read may be the record of the only copy of the old site: it is kept, and the run ends.
        match read_record(&preparing)? {
            Some(record) => live_number(place)? == Some(record.next),
            None => false,
        }
    };
    if stands { finish(place, &store).map(drop) } else { store.abandon() }
}

/// The number of the tree that stands in the target; none when there is no tree of ours.
fn live_number(place: &Place) -> Result<Option<Option<u64>>, PublishError> {
    let manifest = our_manifest(place)?;
    let ours = place.target.join(MANIFEST).exists();
    Ok(ours.then(|| manifest.publication.map(|p| p.number)))
}

fn read_record(preparing: &std::path::Path) -> Result<Option<Record>, PublishError> {
    Record::read(preparing).map_err(|e| io_error(&preparing.join(RECORD), &e))
}

/// The new tree stands: the old one becomes a release, the log gets its line, the oldest release goes. Returns the name of
/// the release, and files that somebody put into the old tree at the last moment: from, to.
pub(super) fn finish(place: &Place, store: &Store) -> Result<(Option<String>, SetAside), PublishError> {
    let preparing = store.preparing();
    let Some(mut record) = read_record(&preparing)? else { return store.abandon().map(|()| (None, Vec::new())) };
    by_file::finish(&preparing)?;
    let tree = site(&preparing);
    let mut late = Vec::new();
    if let Some(kept) = record.kept.as_ref().filter(|_| tree.exists()) {
        late = carry::late(&tree, &place.target, kept)?;
        stage::keep_only(&tree, |path| path == MANIFEST || kept.names(path))?;
        if let Some(found) = found(&tree, kept)? {
            record.kept = Some(found);
            stage::whole_file(&preparing.join(RECORD), record.to_json().as_bytes())?;
        }
    }
    store.append(&record)?;
    if let Some(name) = &record.drop {
        store.delete(name);
    }
    let release = if record.kept.is_some() && tree.exists() {
        Some(store.take_in(&record)?)
    } else {
        fs::remove_dir_all(&preparing).map_err(|e| io_error(&preparing, &e))?;
        None
    };
    store.tidy();
    Ok((release, late))
}

/// The record of a tree as it is, where a page was edited after it was read and before it lost its place.
fn found(tree: &std::path::Path, kept: &Manifest) -> Result<Option<Manifest>, PublishError> {
    let mut files = Vec::new();
    for path in kept.paths() {
        let file = tree.join(path);
        match fs::read(&file) {
            Ok(bytes) => files.push((path.to_owned(), bytes)),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {}
            Err(e) => return Err(io_error(&file, &e)),
        }
    }
    let found = Manifest::found(kept.publication.clone(), files.into_iter());
    Ok((found != *kept).then_some(found))
}
