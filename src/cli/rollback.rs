//! `quyche rollback` / `quay-lai`: an earlier release live again. It does not ask: what it replaces becomes a release, so the
//! same command undoes it. The content need not be sound, since a faulty publication is when it is wanted.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::args::Shared;
use super::build::{failed, set_aside};
use super::console::Console;
use super::publish::{nowhere, target};
use super::publish_told as told;
use super::{End, project, today};
use crate::diagnostic::Say;
use crate::publish::{self, Guard, Publication, Terms, Way};
use crate::say;

/// The flags of `rollback`.
#[derive(Clone, Debug, clap::Args)]
pub struct Flags {
    /// Bản cần đưa trở lại: tên hoặc số; bỏ trống: bản vừa bị thay · Release by name or number [default: the one replaced last]
    release: Option<String>,
    /// Chỉ liệt kê các bản đang lưu · List the releases kept
    #[arg(long, conflicts_with = "release")]
    list: bool,
    /// Thay từng tệp một · Replace file by file
    #[arg(long)]
    file_by_file: bool,
}

/// Rolls back, or lists what could be.
pub fn run(shared: &Shared, flags: &Flags, console: &mut Console) -> End {
    let (target, guard) = match place(shared, console) {
        Ok(place) => place,
        Err(end) => return end,
    };
    if flags.list {
        return list(shared, &target, &guard, console);
    }
    let way = if flags.file_by_file { Way::FileByFile } else { Way::OneStep };
    let terms = Terms { at: today::now(), way, ..Terms::default() };
    let (done, withdrawn) = match publish::rollback(&target, &guard, flags.release.as_deref(), &terms) {
        Ok(done) => done,
        Err(error) => return failed(&error, console),
    };
    if shared.json {
        console.json(&json!({
            "target": target.to_string_lossy(),
            "live": done.publication.as_ref().map(publication),
            "release": done.release,
            "file_by_file": done.by_file,
            "set_aside": told::set_aside_json(&done.set_aside),
            "withdrawn": told::lost_json(&withdrawn),
        }));
    } else {
        let (what, shown) = (words(done.publication.as_ref()).in_lang(console.lang).to_owned(), target.display());
        console.note(&say!("Đã đưa trở lại {what} ở {shown}", "Put back at {shown}: {what}"));
        if let Some(release) = &done.release {
            console.note(&say!(
                "Trang vừa bị thay được lưu là {release}; chạy lại lệnh này để lấy lại",
                "What it replaced is kept as {release}; the same command brings that back"
            ));
        }
        if !withdrawn.is_empty() {
            console.error(&say!(
                "các địa chỉ sau có ở trang vừa bị thay và nay không còn:",
                "these addresses were on the site just replaced and are gone now:"
            ));
            told::withdrawn(&withdrawn, console);
        }
    }
    set_aside(&done.set_aside, console);
    told::untidy(&done, console);
    End::Ok
}

/// The folder, and what must not be one. With `-o` no project is needed.
fn place(shared: &Shared, console: &mut Console) -> Result<(PathBuf, Guard), End> {
    let guard = project::guard(&shared.project);
    if let Some(target) = &shared.output {
        return Ok((target.clone(), guard));
    }
    let project = project::open(shared, console)?;
    target(shared, &project).map(|target| (target, guard)).ok_or_else(|| nowhere(console))
}

fn list(shared: &Shared, target: &std::path::Path, guard: &Guard, console: &mut Console) -> End {
    // The releases are whole all the same.
    if let Err(error) = publish::whole(target, guard) {
        console.error(&error.message);
    }
    let (live, releases) = match publish::releases(target, guard) {
        Ok(found) => found,
        Err(error) => return failed(&error, console),
    };
    if shared.json {
        let release =
            |r: &publish::Release| json!({"name": r.name, "publication": r.publication.as_ref().map(publication)});
        console.json(&json!({
            "target": target.to_string_lossy(),
            "live": live.as_ref().map(publication),
            "releases": releases.iter().map(release).collect::<Vec<_>>(),
        }));
        return End::Ok;
    }
    let lang = console.lang;
    if let Some(live) = &live {
        let what = words(Some(live)).in_lang(lang).to_owned();
        let said = say!("đang công bố: {what}", "live: {what}");
        console.data(&format!("{}\n", said.in_lang(lang)));
    }
    for r in &releases {
        let what = words(r.publication.as_ref()).in_lang(lang).to_owned();
        console.data(&format!("{}  {what}\n", r.name));
    }
    if releases.is_empty() {
        console.note(&say!("chưa có bản nào được lưu", "no release is kept"));
    }
    End::Ok
}

/// "lần 7 (26/11/2026 17:12, trang của ngày 26/11/2026)".
fn words(p: Option<&Publication>) -> Say {
    match p {
        Some(p) => {
            let (Say { vi: at, en: at_en }, Say { vi: day, en: day_en }) = (told::moment(p), told::day(&p.day));
            let number = p.number;
            say!("lần {number} ({at}, trang của ngày {day})", "publication {number} ({at_en}, site of {day_en})")
        }
        None => say!("trang dựng trước lần công bố đầu", "the site built before the first publication"),
    }
}

fn publication(p: &Publication) -> Value {
    json!({"number": p.number, "day": p.day, "at": p.at, "decisions": p.decisions})
}
