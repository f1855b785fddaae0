//! Floor 6 · the site in the browser while it is being written (design 7, "Preview server"; case F31).
//!
//! Serves the [`Output`] in memory on the loopback address, builds it again when a file changes, and tells the open pages
//! to reload. When a build fails the last good site stays, with the diagnostics on top of every page.
//! The trap avoided: a preview server that maps URLs to files is a way into the disk for any page open in the same browser.
//! Here a URL is a key of a map and nothing else, and a request under a foreign host name (DNS rebinding) is turned away.

mod body;
mod http;
mod page;
mod route;
mod watch;

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::diagnostic::{Lang, Say, system_words};
use crate::say;
use crate::site::Output;
use watch::Signal;

/// What to preview, and where.
#[derive(Clone, Debug)]
pub struct Config {
    /// The port; 0 lets the system choose a free one.
    pub port: u16,
    /// Files and folders whose change asks for a new build. They need not exist yet; the folder they lie in must.
    pub watch: Vec<PathBuf>,
    /// How long the files must be quiet before a build: an editor saves in several steps.
    pub quiet: Duration,
    /// The language of the preview's own words.
    pub lang: Lang,
}

/// What a build gave.
#[derive(Debug)]
pub enum Built {
    /// A site.
    Site(Arc<Output>),
    /// No site; the diagnostics as text, without colour codes.
    Broken(String),
}

/// A preview that could not start: the port, or the system's file watching (exit code 3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewError {
    /// What is wrong.
    pub message: Say,
    /// What to do.
    pub help: Say,
}

/// A running preview; dropping it stops it.
#[derive(Debug)]
pub struct Preview {
    address: SocketAddr,
    stop: Arc<AtomicBool>,
    signal: Sender<Signal>,
    threads: Vec<JoinHandle<()>>,
}

/// Where a build shows the page somebody looks at, before all of the site is made.
#[derive(Clone, Debug)]
pub struct Ahead(Arc<RwLock<Shown>>);

impl Ahead {
    /// The address of the page that was asked for last; empty when none was.
    #[must_use]
    pub fn wanted(&self) -> String {
        let shown = self.0.read().unwrap_or_else(PoisonError::into_inner);
        shown.wanted.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Shows one page of the site that is being made, until that has come or has come to nothing.
    pub fn show(&self, path: &str, bytes: Vec<u8>) {
        let mut shown = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let same = shown.site.as_ref().is_some_and(|site| site.get(path) == Some(&bytes));
        let mut page = Output::default();
        if !same && page.add(path, bytes).is_ok() {
            shown.ahead = Some(Arc::new(page));
        }
    }
}

/// What is being shown.
#[derive(Debug, Default)]
struct Shown {
    /// The last good site.
    site: Option<Arc<Output>>,
    /// A page of the next one.
    ahead: Option<Arc<Output>>,
    /// The address of the page that was asked for last.
    wanted: Mutex<String>,
    /// The diagnostics of the last build, if it failed.
    broken: Option<String>,
    /// Counts what the reader has not seen yet.
    version: u64,
}

impl Shown {
    /// Whether the page at an address is shown ahead of its site.
    fn is_ahead(&self, key: &str) -> bool {
        self.ahead.as_ref().is_some_and(|page| page.get(key).is_some())
    }
}

/// How many connections are answered at a time. Browsers open a handful; whatever opens more is not a browser.
const CONNECTIONS: usize = 512;

/// Builds once and serves until the [`Preview`] is dropped; `build` runs again, on a thread of its own, after each change, and may show
/// the page somebody looks at before it is done.
///
/// # Errors
/// [`PreviewError`] when the port is taken or files cannot be watched.
pub fn start(
    config: &Config,
    mut build: impl FnMut(&Ahead) -> Built + Send + 'static,
) -> Result<Preview, PreviewError> {
    let port = config.port;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|e| no_port(port, &e))?;
    let address = listener.local_addr().map_err(|e| system(&e))?;
    // Watched before the first build, so that a change during it is not missed.
    let (mut watch, signal) = watch::Watch::new(&config.watch, config.quiet)?;
    let shown = Arc::new(RwLock::new(Shown::default()));
    let ahead = Ahead(Arc::clone(&shown));
    update(&shown, build(&ahead));

    let builder = {
        let shown = Arc::clone(&shown);
        spawn("build", move || {
            while watch.wait() {
                update(&shown, build(&ahead));
            }
        })?
    };
    let stop = Arc::new(AtomicBool::new(false));
    let server = {
        let (stop, lang) = (Arc::clone(&stop), config.lang);
        spawn("serve", move || accept(&listener, &stop, address.port(), &shown, lang))?
    };
    Ok(Preview { address, stop, signal, threads: vec![server, builder] })
}

impl Preview {
    /// The address to open.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Serves until the process ends.
    pub fn wait(mut self) {
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Release);
        let _ = self.signal.send(Signal::Stop);
        // The server waits for a connection; this is one.
        let _ = TcpStream::connect(self.address);
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

fn update(shown: &RwLock<Shown>, built: Built) {
    let mut shown = shown.write().unwrap_or_else(PoisonError::into_inner);
    let (site, broken) = match built {
        Built::Site(output) => (Some(output), None),
        Built::Broken(text) => (None, Some(text)),
    };
    // Who has the page ahead has the next version of it, and is not sent for it again; but where nothing came of it, it is taken back.
    if shown.ahead.take().is_some() && site.is_none() {
        shown.version += 2;
    }
    // A save that changes nothing does not throw the reader back to the top of the page.
    let same = |new: &Arc<Output>| shown.site.as_ref().is_some_and(|old| old.has_files_of(new));
    if shown.broken != broken || site.as_ref().is_some_and(|new| !same(new)) {
        shown.version += 1;
    }
    shown.broken = broken;
    if site.is_some() {
        shown.site = site;
    }
}

/// One thread a connection: a socket that says nothing keeps nobody waiting.
fn accept(listener: &TcpListener, stop: &AtomicBool, port: u16, shown: &Arc<RwLock<Shown>>, lang: Lang) {
    let open = Arc::new(AtomicUsize::new(0));
    for stream in listener.incoming() {
        if stop.load(Ordering::Acquire) {
            return;
        }
        let Ok(stream) = stream else {
            // Out of file handles: others must close first.
            thread::sleep(Duration::from_millis(50));
            continue;
        };
        if open.fetch_add(1, Ordering::AcqRel) >= CONNECTIONS {
            open.fetch_sub(1, Ordering::AcqRel);
            continue;
        }
        let done = Done(Arc::clone(&open));
        let shown = Arc::clone(shown);
        let answer = move || {
            let _done = done;
            // A reader who hangs up before the answer is no fault.
            let _ = http::serve(&stream, |request| {
                route::answer(request, port, &shown.read().unwrap_or_else(PoisonError::into_inner), lang)
            });
        };
        // What a thread here needs is small, and there may be hundreds.
        let _ = thread::Builder::new().name("answer".into()).stack_size(256 << 10).spawn(answer);
    }
}

/// Counts a connection down, however its thread ends or fails to begin.
struct Done(Arc<AtomicUsize>);

impl Drop for Done {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, PreviewError> {
    thread::Builder::new().name(name.to_owned()).spawn(work).map_err(|e| system(&e))
}

fn no_port(port: u16, error: &io::Error) -> PreviewError {
    let Say { vi, en } = system_words(error);
    PreviewError {
        message: say!("không mở được cổng {port}: {vi}", "cannot open port {port}: {en}"),
        help: say!(
            "chọn cổng khác, hoặc tắt chương trình đang dùng cổng này",
            "choose another port, or end the program that uses it"
        ),
    }
}

fn system(error: &io::Error) -> PreviewError {
    let Say { vi, en } = system_words(error);
    PreviewError {
        message: say!("không chạy được chế độ xem thử: {vi}", "cannot run the preview: {en}"),
        help: say!("đóng bớt chương trình khác rồi chạy lại", "close other programs and run again"),
    }
}

#[cfg(test)]
mod tests;
