//! `quyche serve`: the site in the browser, built again at every change.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::again::{Last, whole_again};
use super::args::Shared;
use super::console::Console;
use super::{End, project};
use crate::diagnostic::{Format, Severity, show};
use crate::preview::{self, Ahead, Built, Config};
use crate::say;
use crate::source::Kept;

/// How long the files must be quiet before a build: an editor saves in several steps, a millisecond or two apart. A save that takes
/// longer is built twice where the system does not tell that a file is still being written.
const QUIET: Duration = Duration::from_millis(10);

/// Serves until the program is ended.
pub fn run(shared: &Shared, port: u16, console: &mut Console) -> End {
    // The first look decides whether there is a project at all; a faulty one is served with its faults on top.
    if let Err(end) = project::load(shared, console) {
        return end;
    }
    let root = shared.project.clone();
    let watch = vec![project::content_folder(&root), root.join("quyche.yaml"), root.join("themes")];
    let config = Config { port, watch, quiet: QUIET, lang: console.lang };
    let (again, lang) = (shared.clone(), console.lang);
    let (kept, last) = (Kept::default(), Mutex::new(Last::default()));
    let build = move |ahead: &Ahead| {
        build(&again, lang, &kept, &mut last.lock().unwrap_or_else(PoisonError::into_inner), ahead)
    };
    let preview = match preview::start(&config, build) {
        Ok(preview) => preview,
        Err(error) => {
            console.error(&error.message);
            console.error(&error.help);
            return End::Environment;
        }
    };
    let url = preview.url();
    console.error(&say!("xem tại {url} (Ctrl+C để dừng)", "open {url} (Ctrl+C ends it)"));
    preview.wait();
    End::Ok
}

/// One build for the preview: the site, or its errors as text.
fn build(shared: &Shared, lang: crate::diagnostic::Lang, kept: &Kept, last: &mut Last, ahead: &Ahead) -> Built {
    let mut console = Console::new(shared);
    let Ok(mut loaded) = project::load(shared, &mut console) else {
        return Built::Broken(say!("không đọc được dự án", "the project cannot be read").in_lang(lang).to_owned());
    };
    loaded.sources.kept = Some(kept.clone());
    let (site, project, report) = whole_again(loaded, shared.strict, last, ahead);
    if let Some(site) = site {
        // Given back while the page is on its way.
        rayon::spawn(move || drop(project));
        return Built::Site(site);
    }
    let mut errors = crate::diagnostic::Report::default();
    report.iter().filter(|d| d.severity == Severity::Error).for_each(|d| errors.push(d.clone()));
    console.findings(&errors, &project.sources.files, false);
    Built::Broken(show(&errors, &project.sources.files, lang, Format::Picture { color: false }))
}
