//! What a run leaves behind that was killed or could not tidy up, put in order by the next (design 7, promise 5).

use std::fs;

use super::aside::SetAside;
use super::carry;
use super::error::{PublishError, io_error, read_error};
use super::guard::Place;
use super::manifest::{MANIFEST, Manifest};
use super::record::{RECORD, Record, site};
use super::stage;
use super::store::Store;
use super::{Known, by_file, lock, swap};
use crate::publish::Guard;
use crate::say;

/// Completes or undoes a change of the folder that was cut off, if there is one. Returns what was set aside by that.
///
/// # Errors
/// As [`super::publish`]. Where files were going one by one, the folder may hold some of the old site and some of the new one.
pub fn settle(target: &std::path::Path, guard: &Guard) -> Result<Vec<SetAside>, PublishError> {
    let place = guard.place(target)?;
    if !is_pending(&place) {
        return Ok(Vec::new());
    }
    let _lock = lock::take(&place)?;
    recover(&place)
}

/// Says no where the folder may hold files of two sites: a change file by file is under way or was cut off, and comparing
/// with such a mixture tells nothing.
///
/// # Errors
/// That; and as [`super::compare`].
pub fn whole(target: &std::path::Path, guard: &Guard) -> Result<(), PublishError> {
    let place = guard.place(target)?;
    if !by_file::is_mixed(&Store::of(&place).preparing()) {
        return Ok(());
    }
    let shown = place.target.display();
    Err(PublishError::environment(
        say!(
            "một lần công bố từng tệp vào {shown} đang chạy hoặc đã bị ngắt giữa chừng: thư mục đang lẫn tệp của trang cũ và trang mới",
            "a publication file by file to {shown} is under way or was cut off: the folder holds files of the old site and of the new one"
        ),
        say!(
            "chạy «quyche publish» không kèm --dry-run: lệnh ấy làm nốt lần dở dang, rồi so sánh và hỏi trước khi công bố",
            "run `quyche publish` without --dry-run: it completes what was cut off, then compares and asks before it publishes"
        ),
    ))
}

/// Whether another run writes the folder, or one that was killed left something beside it.
pub(super) fn is_pending(place: &Place) -> bool {
    let lock = cfg!(unix) && place.lock().symlink_metadata().is_ok();
    lock || swap::is_pending(place) || Store::of(place).is_pending()
}

/// The same, under the lock.
pub(super) fn recover(place: &Place) -> Result<Vec<SetAside>, PublishError> {
    swap::recover(place)?;
    let store = Store::of(place);
    if !store.is_pending() {
        store.tidy();
        return Ok(Vec::new());
    }
    let preparing = store.preparing();
    let (stands, mut set_aside) = if by_file::is_begun(&preparing) {
        by_file::resume(&place.target, &preparing)?
    } else {
        // What cannot be read may be the record of the only copy of the old site: it is kept, and the run ends.
        match read_record(&preparing)? {
            Some(record) => (live_number(place)? == Some(record.next), Vec::new()),
            None => (false, Vec::new()),
        }
    };
    if stands {
        set_aside.extend(finish(place, &store)?.1)
    } else {
        store.abandon()?
    }
    Ok(set_aside)
}

/// The number of the tree that stands in the target; none when there is no tree of ours.
fn live_number(place: &Place) -> Result<Option<Option<u64>>, PublishError> {
    let manifest = Known::of(place)?.manifest;
    let ours = place.target.join(MANIFEST).exists();
    Ok(ours.then(|| manifest.publication.map(|p| p.number)))
}

fn read_record(preparing: &std::path::Path) -> Result<Option<Record>, PublishError> {
    Record::read(preparing).map_err(|e| read_error(&preparing.join(RECORD), &e))
}

/// The new tree stands: the old one becomes a release, the log gets its line, the oldest release goes. Returns the name of
/// the release, and files that somebody put into the old tree at the last moment and that were set aside.
pub(super) fn finish(place: &Place, store: &Store) -> Result<(Option<String>, Vec<SetAside>), PublishError> {
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
            Err(e) => return Err(read_error(&file, &e)),
        }
    }
    let found = Manifest::found(kept.publication.clone(), files.into_iter());
    Ok((found != *kept).then_some(found))
}
