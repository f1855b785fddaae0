//! What `publish` and `rollback` say, in plain words and counts.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use super::console::Console;
use crate::diagnostic::{Lang, Say};
use crate::publish::{Comparison, Lost, Publication, Published, SetAside};
use crate::say;
use crate::site::routes;
use crate::text::{counted, date_both};

/// How many pages of a kind are named; `--json` has all.
const NAMED: usize = 12;

/// Decisions by id and title.
pub struct Concerned {
    /// Newly in effect.
    pub in_effect: Vec<(String, String)>,
    /// Newly on the site.
    pub announced: Vec<(String, String)>,
}

/// What a publication would change.
pub fn comparison(c: &Comparison, concerned: &Concerned, titles: &BTreeMap<String, String>, lang: Lang) -> String {
    let mut text = String::new();
    let mut line = |words: Say| {
        let _ = writeln!(text, "{}", words.in_lang(lang));
    };
    let target = c.target.display();
    line(match &c.published {
        Some(p) => {
            let (number, Say { vi: at, en: at_en }) = (p.number, moment(p));
            say!(
                "So với trang đang công bố ở {target} (lần {number}, {at}):",
                "Compared with the site at {target} (publication {number}, {at_en}):"
            )
        }
        None if c.first => say!("Lần công bố đầu tiên vào {target}:", "The first publication to {target}:"),
        None => say!("So với trang đã dựng ở {target}:", "Compared with the site built at {target}:"),
    });
    if c.is_same() {
        line(say!("  không có gì thay đổi", "  nothing changes"));
    }
    let lists = [
        (&c.new, "trang mới", ["new page", "new pages"]),
        (&c.changed, "trang thay đổi nội dung", ["page with changed content", "pages with changed content"]),
        (&c.gone, "trang không còn", ["page that is no more", "pages that are no more"]),
    ];
    for (paths, words, [one, many]) in lists.iter().filter(|(paths, ..)| !paths.is_empty()) {
        let n = paths.len();
        let pages = counted(n, one, many);
        line(say!("  {n} {words}", "  {pages}"));
        // On the first publication every page is new, and a list of them all tells nothing.
        let named = if c.first { 0 } else { NAMED };
        for path in paths.iter().take(named) {
            let title = titles.get(path).map_or_else(String::new, |title| format!("  {title}"));
            line(say!("    {path}{title}", "    {path}{title}"));
        }
        if let more @ 1.. = n.saturating_sub(named).min(if c.first { 0 } else { n }) {
            line(say!("    và {more} trang khác (xem --json)", "    and {more} more (see --json)"));
        }
    }
    if !c.frame.is_empty() {
        let n = c.frame.len();
        let pages = counted(n, "page changes", "pages change");
        line(say!(
            "  {n} trang chỉ đổi phần chung quanh (ngày dựng, thanh trên, chân trang)",
            "  {pages} only around the content (day of the site, header, footer)"
        ));
    }
    if c.others > 0 {
        let n = c.others;
        let files = counted(n, "other file", "other files");
        line(say!("  {n} tệp khác (lịch .ics, tìm kiếm, giao diện)", "  {files} (calendars, search, styles)"));
    }
    let decisions = [
        (&concerned.in_effect, say!("Mới có hiệu lực", "Newly in effect")),
        (&concerned.announced, say!("Quyết định có trang mới", "Decisions with a new page")),
    ];
    for (list, words) in decisions.iter().filter(|(list, _)| !list.is_empty() && !c.first) {
        let names = list.iter().map(|(_, title)| title.as_str()).collect::<Vec<_>>().join(", ");
        line(Say { vi: format!("  {}: {names}", words.vi), en: format!("  {}: {names}", words.en) });
    }
    for l in &c.elsewhere {
        let (path, anchors) = (&l.path, named(&l.anchors));
        line(say!(
            "  nay ở trang của tháng khác, liên kết cũ chỉ còn đến trang: {path} {anchors}",
            "  now on the page of another month, old links lead to the page only: {path} {anchors}"
        ));
    }
    for path in &c.edited {
        line(say!(
            "  {path} đã bị ai đó sửa tay: bản sửa sẽ được cất riêng bên cạnh",
            "  {path} was edited by hand: the edited file will be set aside beside it"
        ));
    }
    if let n @ 1.. = c.foreign.len() {
        let names = c.foreign.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
        let dots = if n > NAMED { ", …" } else { "" };
        let files = counted(n, "file of others stays", "files of others stay");
        line(say!("  {n} tệp của người khác được giữ nguyên: {names}{dots}", "  {files}: {names}{dots}"));
    }
    text
}

/// That addresses would be lost: which, where each was, and what to do.
pub fn lost(lost: &[Lost], this_year: i16, console: &mut Console) {
    console.error(&say!(
        "chưa công bố: các địa chỉ sau đã công bố và sẽ không còn. Người khác có thể đã lưu hoặc trích dẫn chúng",
        "not published: these addresses were published and would be gone. People may have kept or cited them"
    ));
    withdrawn(lost, console);
    if lost.iter().any(|l| l.path == routes::TERMS) {
        console.error(&say!(
            "thuật ngữ bỏ đi hoặc viết lại: ghi chữ cũ vào mục «former» của content/glossary.yaml thì vị trí ấy trong trang (đã có người dẫn liên kết) vẫn còn, ví dụ: former: [{{term: \"chữ cũ\", note: \"nay là chữ mới\"}}]",
            "a term taken out or worded anew: name the old one under `former` in content/glossary.yaml and its anchor stays, as in: former: [{{term: \"old words\", note: \"now: new words\"}}]"
        ));
    }
    // The pages of years come and go with the first year of the site, and nothing in content/ brings them back.
    let year = |l: &Lost| routes::year_of(&l.path).filter(|year| l.whole && *year < this_year);
    if let Some(first) = lost.iter().filter_map(year).min() {
        console.error(&say!(
            "trang lịch của năm trước: ghi «first_year: {first}» (năm công bố trang lần đầu) vào quyche.yaml thì các trang ấy còn",
            "calendar pages of earlier years: write `first_year: {first}` (the year of the site's first publication) into quyche.yaml and they stay"
        ));
    }
    if lost.iter().all(|l| year(l).is_some()) {
        return;
    }
    if lost.iter().any(|l| l.path.starts_with("lich/") && !l.whole) {
        console.error(&say!(
            "việc, cuộc họp không còn áp dụng: đặt «valid_to» cho quy tắc ấy trong content/calendar.yaml, không xóa và không đổi «id»",
            "a task or meeting that ends: give its rule in content/calendar.yaml a `valid_to`; do not delete it and keep its `id`"
        ));
    }
    console.error(&say!(
        "khôi phục điều khoản, đơn vị, vai trò hoặc trang ấy trong content/ (đơn vị chấm dứt hoạt động và điều khoản đổi số thì ghi bằng quyết định, không xóa); nếu thật sự phải bỏ: --allow-lost \"lý do\"",
        "bring the provision, unit, role or page back in content/ (a unit that ends and a provision that is renumbered are told by a decision, not deleted); where they must go: --allow-lost \"the reason\""
    ));
}

/// A list of addresses, one page a line.
pub fn withdrawn(lost: &[Lost], console: &mut Console) {
    for Lost { path, anchors, whole } in lost {
        let (n, list) = (anchors.len(), named(anchors));
        console.error(&if !*whole {
            say!("  {path}: {list}", "  {path}: {list}")
        } else if n == 0 {
            say!("  {path}", "  {path}")
        } else {
            let anchors = counted(n, "anchor", "anchors");
            say!("  {path} (cả trang, {n} vị trí trong trang)", "  {path} (the whole page, {anchors})")
        });
    }
}

/// `#b.ii.1 #b.ii.2`
fn named(anchors: &[String]) -> String {
    anchors.iter().map(|a| format!("#{a}")).collect::<Vec<_>>().join(" ")
}

/// The same for programs.
pub fn lost_json(lost: &[Lost]) -> Vec<Value> {
    lost.iter().map(|l| json!({"path": l.path, "whole": l.whole, "anchors": l.anchors})).collect()
}

/// What was set aside, for programs.
pub fn set_aside_json(files: &[SetAside]) -> Vec<Value> {
    files.iter().map(|a| json!({"from": a.from, "to": a.to, "why": a.why.word()})).collect()
}

/// What was done.
pub fn published(done: &Published, target: &Path, console: &mut Console) {
    let target = target.display();
    let number = done.publication.as_ref().map_or(0, |p| p.number);
    console.note(&say!("Đã công bố lần {number} vào {target}", "Published: publication {number} at {target}"));
    if let Some(why) = &done.stays {
        console.note(&say!(
            "Các tệp được thay lần lượt từng tệp, không thay một lần cả thư mục, vì:",
            "Files were replaced one by one, not the folder in one step, because:"
        ));
        console.note(&why.message);
    }
    if let Some(release) = &done.release {
        console.note(&say!(
            "Trang cũ được lưu là {release}; đưa trở lại bằng «quyche rollback»",
            "The former site is kept as {release}; `quyche rollback` puts it back"
        ));
    }
}

/// What was left undone behind a site that stands.
pub fn untidy(done: &Published, console: &mut Console) {
    if let Some(error) = &done.untidy {
        console.error(&say!(
            "trang đã thay xong, nhưng chưa dọn xong:",
            "the site is in place, but tidying up is not finished:"
        ));
        console.error(&error.message);
        console.error(&say!("lần chạy sau sẽ dọn nốt", "the next run will finish it"));
    }
}

/// When a site was published, else the day it was built for.
pub fn moment(p: &Publication) -> Say {
    if p.at.is_empty() {
        return day(&p.day);
    }
    let (date, time) = p.at.split_once('T').unwrap_or((&p.at, ""));
    let (Say { vi, en }, time) = (day(date), time.get(..5).unwrap_or_default());
    say!("{vi} {time}", "{en} {time}")
}

/// A day of the manifest, in words; as it stands there where it is none.
pub fn day(written: &str) -> Say {
    match written.parse().map(date_both) {
        Ok((vi, en)) => Say { vi, en },
        Err(_) => as_is(written),
    }
}

/// A text that is in the right language already.
pub fn as_is(text: &str) -> Say {
    let text = text.trim_end().to_owned();
    Say { vi: text.clone(), en: text }
}

/// A text of a page with its entities resolved.
pub fn plain(html: &str) -> String {
    let text = html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    // Last, so that `&amp;lt;` stays the five characters it means.
    text.replace("&amp;", "&").trim().to_owned()
}
