//! `quyche publish` / `cong-bo`: check, build, compare with what is live, show what will change, ask, publish, and print what
//! to announce.
//!
//! stdout is the announcement, ready for a mail; with `--dry-run`, where nothing is announced, it is the comparison. The
//! JSON is stable: README lists its keys, and a test holds it.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::io::{BufRead, IsTerminal};
use std::path::{Path, PathBuf};

use serde_json::json;

use super::args::Shared;
use super::assemble::{Finished, whole};
use super::build::{failed, set_aside};
use super::console::Console;
use super::progress::Progress;
use super::project::Project;
use super::publish_days::days_off;
use super::publish_news::{News, beside, news, rulings};
use super::publish_told as told;
use super::usage::Unfit;
use super::{End, project, today};
use crate::model::Decision;
use crate::publish::{self, Comparison, Guard, Publication, PublishError, SetAside, Terms, Way};
use crate::say;
use crate::site::{self, Output, routes};
use crate::text::nfc;

/// The flags of `publish`.
#[derive(Clone, Debug, clap::Args)]
pub struct Flags {
    /// Thư mục công bố; bỏ trống: `publish_to:` trong quyche.yaml · Folder to publish to [default: `publish_to:` of quyche.yaml]
    target: Option<PathBuf>,
    /// Chỉ so sánh, không ghi gì · Compare only, write nothing
    #[arg(long)]
    dry_run: bool,
    /// Không hỏi · Do not ask
    #[arg(short = 'y', long, conflicts_with = "dry_run")]
    yes: bool,
    /// Cho phép mất địa chỉ đã công bố, kèm lý do (ghi vào nhật ký) · Allow published addresses to be lost, with the reason
    #[arg(long, value_name = "REASON", value_parser = reason)]
    allow_lost: Option<String>,
    /// Thay từng tệp một, khi thư mục đang bị chương trình khác giữ · Replace file by file
    #[arg(long)]
    file_by_file: bool,
}

fn reason(text: &str) -> Result<String, Unfit> {
    if text.trim().is_empty() {
        return Err(Unfit(say!("cần ghi lý do", "a reason is needed")));
    }
    Ok(text.trim().to_owned())
}

/// Publishes.
pub fn run(shared: &Shared, flags: &Flags, console: &mut Console) -> End {
    let progress = Progress::start();
    let project = match project::open(shared, console) {
        Ok(project) => project,
        Err(end) => return end,
    };
    progress.step(console, &say!("dựng trang…", "building the pages…"));
    let (site, report) = whole(&project, shared.strict);
    let Some((output, finished)) = site else {
        console.findings(&report, &project.sources.files, false);
        return End::Content;
    };
    let Some(target) = flags.target.clone().or_else(|| target(shared, &project)) else {
        return nowhere(console);
    };
    if !shared.json {
        console.findings(&report, &project.sources.files, false);
    }
    let guard = project::guard(&project.root);
    let settled = match if flags.dry_run { looked(&target, &guard) } else { publish::settle(&target, &guard) } {
        Ok(settled) => settled,
        Err(error) => return failed(&error, console),
    };
    set_aside(&settled, console);
    let comparison = match publish::compare(&output, &target, &guard) {
        Ok(comparison) => comparison,
        Err(error) => return failed(&error, console),
    };
    let mut run = Run {
        shared,
        flags,
        project: &project,
        output: &output,
        finished: &finished,
        comparison: &comparison,
        settled,
        news: OnceCell::new(),
    };
    run.show(console);
    if let Some(end) = run.stop(console) {
        return end;
    }
    progress.step(console, &say!("công bố…", "publishing…"));
    let terms = Terms {
        day: project.day.to_string(),
        at: today::now(),
        decisions: in_effect(&project).map(|d| d.id.to_string()).collect(),
        rulings: rulings(&project),
        days_off: days_off(&project),
        allow_lost: flags.allow_lost.clone(),
        way: if flags.file_by_file { Way::FileByFile } else { Way::OneStep },
    };
    match publish::publish(&output, &guard, &comparison, &terms) {
        Ok(published) => {
            run.done(&published, console);
            End::Ok
        }
        Err(error) => failed(&error, console),
    }
}

/// What a dry run does where others put an earlier run's work in order: nothing, and it will not compare with half of it.
fn looked(target: &Path, guard: &Guard) -> Result<Vec<SetAside>, PublishError> {
    publish::whole(target, guard).map(|()| Vec::new())
}

/// Where `publish` and `rollback` work when the call names no folder: `-o`, else `publish_to:`.
pub(super) fn target(shared: &Shared, project: &Project) -> Option<PathBuf> {
    let written = &project.model.office.publish_to;
    let own = (!written.is_empty()).then(|| project.root.join(Path::new(written)));
    shared.output.clone().or(own)
}

/// No folder is named anywhere.
pub(super) fn nowhere(console: &mut Console) -> End {
    console.error(&say!("chưa biết công bố vào thư mục nào", "no folder to publish to is named"));
    console.error(&say!(
        "ghi «publish_to: /đường/dẫn» vào quyche.yaml, hoặc viết thư mục sau «quyche publish» (với «rollback»: -o THƯ-MỤC)",
        "write `publish_to: /the/folder` into quyche.yaml, or name the folder after `quyche publish` (for `rollback`: -o DIR)"
    ));
    End::Usage
}

/// The decisions in effect on the day, the earliest first.
fn in_effect(project: &Project) -> impl Iterator<Item = &Decision> {
    project.model.decisions.iter().filter(|d| d.is_in_effect(project.day))
}

/// One publication, as far as it has come.
struct Run<'r> {
    shared: &'r Shared,
    flags: &'r Flags,
    project: &'r Project,
    output: &'r Output,
    finished: &'r Finished,
    comparison: &'r Comparison,
    /// What was set aside while an earlier run's publication was completed or undone.
    settled: Vec<SetAside>,
    /// What is new, once somebody has asked.
    news: OnceCell<News>,
}

impl Run<'_> {
    /// What will change, where a person looks for it.
    fn show(&self, console: &mut Console) {
        if self.shared.json {
            return;
        }
        let text = told::comparison(self.comparison, &self.concerned(), &titles(self.output), console.lang);
        if self.flags.dry_run { console.data(&text) } else { console.note(&told::as_is(&text)) }
    }

    /// Ends here: nothing to do, only looked, addresses would be lost, or nobody said yes.
    fn stop(&self, console: &mut Console) -> Option<End> {
        let lost = !self.comparison.lost.is_empty() && self.flags.allow_lost.is_none();
        let end = if lost {
            told::lost(&self.comparison.lost, self.project.day.year(), console);
            End::Content
        } else if self.flags.dry_run {
            End::Ok
        } else if self.comparison.is_same() {
            console.note(&say!("không có gì để công bố", "there is nothing to publish"));
            End::Ok
        } else if self.flags.yes {
            return None;
        } else if self.shared.json || !std::io::stdin().is_terminal() {
            console.error(&say!(
                "chưa công bố: không có người trả lời (không chạy trên màn hình lệnh). Xem kỹ những thay đổi trên rồi chạy lại với --yes",
                "not published: there is nobody to answer (this is no terminal). Read what would change and run again with --yes"
            ));
            End::Usage
        } else if asked(console) {
            return None;
        } else {
            console.note(&say!("không công bố; trang cũ còn nguyên", "not published; the old site stands"));
            End::Ok
        };
        if self.shared.json {
            let json = self.json(None, console);
            console.json(&json);
        }
        Some(end)
    }

    /// Published: what was done, and what to announce.
    fn done(&mut self, published: &publish::Published, console: &mut Console) {
        if self.shared.json {
            let json = self.json(Some(published), console);
            console.json(&json);
        } else {
            told::published(published, &self.comparison.target, console);
        }
        set_aside(&published.set_aside, console);
        told::untidy(published, console);
        if !self.shared.json {
            let announcement = self.announcement(console);
            if announcement.is_empty() {
                console.note(&say!(
                    "Không có gì để thông báo: chỉ ngày của trang đổi",
                    "There is nothing to announce: only the day of the site is another"
                ));
                return;
            }
            console.note(&say!("Nội dung để thông báo:\n", "What to announce:\n"));
            console.data(&announcement);
        }
    }

    /// The decisions the publication concerns: newly in effect since the last one, and newly on the site.
    fn concerned(&self) -> told::Concerned {
        let name = |d: &Decision| (d.id.to_string(), d.title());
        let announced = |d: &&Decision| self.comparison.new.contains(&routes::decision(&d.id));
        told::Concerned {
            in_effect: self.newly().map(name).collect(),
            announced: self.project.model.decisions.iter().filter(announced).map(name).collect(),
        }
    }

    /// In effect now and not when the site was last published.
    fn newly(&self) -> impl Iterator<Item = &Decision> {
        let before: Option<&Publication> = self.comparison.published.as_ref();
        in_effect(self.project).filter(move |d| before.is_some_and(|p| !p.decisions.contains(&d.id.to_string())))
    }

    /// New on the site since it was last published, and not in effect yet.
    fn newly_to_come(&self) -> impl Iterator<Item = &Decision> {
        let to_come = |d: &&Decision| d.is_to_come(self.project.day);
        let new = |d: &&Decision| self.comparison.new.contains(&routes::decision(&d.id));
        let decisions = self.project.model.decisions.iter().filter(to_come).filter(new);
        decisions.filter(|_| self.comparison.published.is_some())
    }

    /// The text; empty where nothing but the day is new.
    fn announcement(&self, console: &mut Console) -> String {
        let texts = self.newly().chain(self.newly_to_come());
        let texts = texts.filter_map(|d| self.finished.announcements.get(&routes::decision(&d.id)));
        let mut texts: Vec<String> = texts.filter(|text| !text.is_empty()).cloned().collect();
        if !texts.is_empty() {
            // What else was decided about single dates, or written, stands in none of them.
            let beside = beside(self.project, self.shared, self.comparison, console);
            texts.extend((!beside.is_empty()).then(|| self.updated(&beside)));
            return texts.join("\n----------------------------------------\n\n");
        }
        let news = self.news.get_or_init(|| news(self.project, self.shared, self.comparison, console));
        if self.comparison.published.is_some() && news.is_empty() {
            return String::new();
        }
        self.updated(news)
    }

    /// That the site was brought up to date, and in what.
    fn updated(&self, news: &News) -> String {
        let titles = titles(self.output);
        let mut pages: Vec<&String> = news.pages.iter().collect();
        pages.sort_by_key(|path| weight(path));
        let pages: Vec<(String, String)> =
            pages.into_iter().map(|p| (p.clone(), titles.get(p).cloned().unwrap_or_else(|| p.clone()))).collect();
        // One text under several addresses is one thing to read, at the shortest of them.
        let mut shortest: BTreeMap<&str, &str> = BTreeMap::new();
        for (path, title) in &pages {
            let at = shortest.entry(title).or_insert(path);
            *at = if path.len() < at.len() { path } else { at };
        }
        let once = |(path, title): &&(String, String)| shortest.get(title.as_str()) == Some(&path.as_str());
        let pages: Vec<(String, String)> = pages.iter().filter(once).cloned().collect();
        site::updated(&self.project.model.office, self.project.day, &news.dates, &pages)
    }

    fn json(&self, published: Option<&publish::Published>, console: &mut Console) -> serde_json::Value {
        let c = self.comparison;
        let concerned = self.concerned();
        let ids = |list: &[(String, String)]| list.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>();
        json!({
            "target": c.target.to_string_lossy(),
            "day": self.project.day.to_string(),
            "published": published.is_some(),
            "same": c.is_same(),
            "publication": published.and_then(|p| p.publication.as_ref()).map(|p| p.number),
            "replaced": c.published.as_ref().map(|p| p.number),
            "release": published.and_then(|p| p.release.clone()),
            "file_by_file": published.map(|p| p.by_file),
            "pages": {"new": c.new, "changed": c.changed, "frame": c.frame, "gone": c.gone},
            "other_files": c.others,
            "decisions": {"in_effect": ids(&concerned.in_effect), "announced": ids(&concerned.announced)},
            "edited": c.edited,
            "foreign": c.foreign,
            "set_aside": published.map(|p| told::set_aside_json(&[&self.settled[..], &p.set_aside].concat())),
            "lost": told::lost_json(&c.lost),
            "elsewhere": told::lost_json(&c.elsewhere),
            "announcement": self.announcement(console),
        })
    }
}

/// The title of each page, without the name of the office after it.
fn titles(output: &Output) -> BTreeMap<String, String> {
    let title = |(path, bytes): (&str, &[u8])| {
        let html = std::str::from_utf8(bytes).ok().filter(|_| path.ends_with(".html"))?;
        let (title, _) = html.split_once("<title>")?.1.split_once("</title>")?;
        let own = title.rsplit_once(" · ").map_or(title, |(own, _)| own);
        Some((path.to_owned(), told::plain(own)))
    };
    output.iter().filter_map(title).collect()
}

/// Pages that say who does what before those of the calendar, of which every month may change with one rule.
fn weight(path: &str) -> usize {
    let order = ["thay-doi/", "quy-che/", "don-vi/", "viec-toi/"];
    order.iter().position(|o| path.starts_with(o)).unwrap_or(if path.starts_with("lich/") { 9 } else { 5 })
}

/// Asks on the terminal. Anything but yes is no.
fn asked(console: &mut Console) -> bool {
    console.error(&say!(
        "Công bố? Gõ «co» rồi Enter; Enter để thôi:",
        "Publish? Type `yes` and Enter; Enter alone to leave it:"
    ));
    let mut answer = String::new();
    let read = std::io::stdin().lock().read_line(&mut answer).is_ok();
    // A keyboard of Windows writes the accent as a letter of its own.
    read && matches!(nfc(answer.trim().to_lowercase()).as_str(), "c" | "co" | "có" | "y" | "yes")
}
