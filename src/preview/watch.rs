//! Notices that the clerk has saved something.
//!
//! The folder *around* each watched thing is watched too (not its depths): editors save by renaming a new file over the
//! old one, and `themes/` may be created while the preview runs. The trap avoided: reading a file is an event as well, so a
//! build that counted those would wake itself for ever.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::PreviewError;
use crate::diagnostic::{Say, system_words};
use crate::say;

/// What the building thread waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Signal {
    /// A watched file has changed.
    Changed,
    /// One is being written.
    Writing(PathBuf),
    /// Whoever wrote it has closed it.
    Written(PathBuf),
    /// The preview ends.
    Stop,
}

/// The watched files and the signals they give.
#[derive(Debug)]
pub(super) struct Watch {
    watcher: RecommendedWatcher,
    folders: Vec<PathBuf>,
    signals: Receiver<Signal>,
    quiet: Duration,
}

/// However long files keep changing, a build is due after this many quiet periods.
const PATIENCE: u32 = 20;

impl Watch {
    /// Begins to watch; the sender serves to stop it.
    pub fn new(paths: &[PathBuf], quiet: Duration) -> Result<(Self, Sender<Signal>), PreviewError> {
        // Absolute, as the system reports them.
        let mut watched = Vec::new();
        let mut around = BTreeSet::new();
        for path in paths {
            let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let parent = fs::canonicalize(parent).map_err(|e| cannot_watch(parent, system_words(&e)))?;
            watched.push(path.file_name().map_or_else(|| parent.clone(), |name| parent.join(name)));
            around.insert(parent);
        }
        let (sender, signals) = mpsc::channel();
        let tell = sender.clone();
        let known = watched.clone();
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            let told = event.map_or_else(|_| vec![Signal::Changed], |event| of_event(event, &known));
            told.into_iter().for_each(|signal| drop(tell.send(signal)));
        })
        .map_err(|e| cannot_watch(Path::new("."), refused(&e)))?;
        for parent in &around {
            watcher.watch(parent, RecursiveMode::NonRecursive).map_err(|e| cannot_watch(parent, refused(&e)))?;
        }
        let folders: Vec<PathBuf> = watched.into_iter().filter(|path| !around.contains(path)).collect();
        let mut watch = Self { watcher, folders, signals, quiet };
        for folder in watch.present() {
            watch.watcher.watch(&folder, RecursiveMode::Recursive).map_err(|e| cannot_watch(&folder, refused(&e)))?;
        }
        Ok((watch, sender))
    }

    /// Waits until something has changed, the files are quiet again and none is half written; false when the preview ends.
    #[expect(clippy::disallowed_methods, reason = "how long files have been changing reaches no page")]
    pub fn wait(&mut self) -> bool {
        let mut open = BTreeSet::new();
        loop {
            match self.signals.recv() {
                Ok(Signal::Changed) => break,
                Ok(Signal::Writing(path)) => {
                    open.insert(path);
                    break;
                }
                // Opened for writing and left as it was.
                Ok(Signal::Written(_)) => {}
                Ok(Signal::Stop) | Err(_) => return false,
            }
        }
        let begun = Instant::now();
        while begun.elapsed() < self.quiet * PATIENCE {
            match self.signals.recv_timeout(self.quiet) {
                Ok(Signal::Changed) => {}
                Ok(Signal::Writing(path)) => drop(open.insert(path)),
                Ok(Signal::Written(path)) => drop(open.remove(&path)),
                Err(mpsc::RecvTimeoutError::Timeout) if open.is_empty() => break,
                Err(mpsc::RecvTimeoutError::Timeout) => {}
                Ok(Signal::Stop) | Err(mpsc::RecvTimeoutError::Disconnected) => return false,
            }
        }
        // A folder may be new, or another one under the old name; watching the same one twice does no harm.
        for folder in self.present() {
            let _ = self.watcher.watch(&folder, RecursiveMode::Recursive);
        }
        true
    }

    fn present(&self) -> Vec<PathBuf> {
        self.folders.iter().filter(|folder| folder.is_dir()).cloned().collect()
    }
}

/// What an event says of watched paths; a lost one might concern them, so it does. Only Linux tells when a file is closed, so only
/// there one is waited for.
fn of_event(event: Event, watched: &[PathBuf]) -> Vec<Signal> {
    if event.need_rescan() {
        return vec![Signal::Changed];
    }
    let paths = event.paths.into_iter().filter(|path| watched.iter().any(|w| path.starts_with(w)));
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => paths.map(Signal::Written).collect(),
        EventKind::Access(_) => Vec::new(),
        EventKind::Modify(ModifyKind::Data(_)) if cfg!(target_os = "linux") => paths.map(writing).collect(),
        // What is gone, or has another name, is not closed under this one.
        _ => paths.flat_map(|path| [Signal::Changed, Signal::Written(path)]).collect(),
    }
}

/// Editors keep hidden files of their own open.
fn writing(path: PathBuf) -> Signal {
    let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    if hidden { Signal::Changed } else { Signal::Writing(path) }
}

/// What the watcher says, in a clerk's words where the system said it.
fn refused(error: &notify::Error) -> Say {
    match &error.kind {
        notify::ErrorKind::Io(error) => system_words(error),
        notify::ErrorKind::MaxFilesWatch => {
            say!("đã hết hạn mức theo dõi tệp", "the limit of watched files is reached")
        }
        _ => say!("{error}", "{error}"),
    }
}

fn cannot_watch(path: &Path, why: Say) -> PreviewError {
    let (path, Say { vi, en }) = (path.display(), why);
    PreviewError {
        message: say!("không theo dõi được thay đổi trong {path}: {vi}", "cannot watch {path} for changes: {en}"),
        help: say!(
            "kiểm tra thư mục có tồn tại và đọc được; nếu hết hạn mức theo dõi tệp của hệ thống, nhờ quản trị máy tăng lên",
            "check that the folder exists and can be read; if the system's limit of watched files is reached, have it raised"
        ),
    }
}
