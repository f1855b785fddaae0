//! The announcement of a decision, ready to paste into a mail or a chat: plain lines, formal Vietnamese, nothing in it
//! that the decision or the comparison of the two days does not say. It is a text of the office, so it is Vietnamese
//! whatever the language of the interface.
//!
//! The trap: an announcement that only says a decision was issued. What people ask is from when, and what *they* do now.

use jiff::civil::Date;

use super::announcement_dates;
use super::changes_acts;
use super::changes_bearers::{BearerGroup, ItemView};
use super::changes_decision::DecisionPage;
use super::changes_handover::HandoverRow;
use super::changes_rules::{PeopleChange, RuleChangeView};
use super::planner::Planner;
use super::routes;
use super::view::{Cite, Link};
use crate::change::RuleChange;
use crate::diagnostic::Lang;
use crate::model::{Decision, Office};
use crate::text::date_words;

/// How many names stand in one line; the page has all of them.
const NAMES: usize = 6;

/// How many pages are listed where no decision took effect.
const PAGES: usize = 8;

/// How many provisions stand in one line.
const PLACES: usize = 4;

/// The text; empty for a decision that changes nothing told here.
pub(super) fn announcement(planner: &Planner<'_>, d: &Decision, page: &DecisionPage) -> String {
    let body = numbered(vec![
        ("Nội dung chính", contents(planner, d)),
        ("Bàn giao công việc", handover(page)),
        ("Ai có thay đổi về nhiệm vụ", bearers(page)),
        ("Thay đổi về lịch", calendar(planner, d, page)),
    ]);
    if body.is_empty() {
        return String::new();
    }
    let office = &planner.s.model.office;
    let mut lines = vec![office.name.to_uppercase(), String::new(), "THÔNG BÁO".to_owned()];
    lines.push(format!("Về việc thực hiện {} ngày {}", numbered_title(d), date_words(d.signed)));
    lines.extend([String::new(), "Kính gửi: các phòng, đơn vị và cá nhân có liên quan".to_owned(), String::new()]);
    let about = if d.summary.is_empty() {
        String::new()
    } else {
        // Many a summary begins with the words that lead to it here.
        let summary = d.summary.trim_end_matches('.');
        format!(" về việc “{}”", summary.strip_prefix("Về việc ").unwrap_or(summary))
    };
    lines.push(format!("Ngày {}, {} đã ban hành {}{about}.", date_words(d.signed), d.issuer, numbered_title(d)));
    lines.push(format!("Quyết định có hiệu lực từ ngày {}.", date_words(d.effective_from)));
    if !page.same_day.is_empty() {
        lines.push(format!(
            "Cùng ngày có hiệu lực còn có {}; phần bàn giao, nhiệm vụ và lịch dưới đây là của cả ngày.",
            names(&page.same_day)
        ));
    }
    lines.extend(body);
    lines.push(String::new());
    let base = office.base_url.trim_end_matches('/');
    if base.is_empty() {
        lines.push(format!("Chi tiết và đối chiếu từng điều khoản: trang “{}” trên trang quy chế nội bộ.", d.title()));
    } else {
        lines.push(format!("Chi tiết và đối chiếu từng điều khoản: {base}/{}", routes::decision(&d.id)));
    }
    if let Some(to) = &office.report_to {
        lines.push(format!("Nếu thấy chỗ nào chưa đúng, đề nghị báo cho {to}."));
    }
    lines.push(String::new());
    lines.join("\n")
}

/// The text where no decision took effect: that the site was brought up to date, what was decided about single dates (`dates`, a
/// line each), and which pages of it say something new (`pages`, their addresses and titles).
#[must_use]
pub fn updated(office: &Office, day: Date, dates: &[String], pages: &[(String, String)]) -> String {
    let base = office.base_url.trim_end_matches('/');
    let mut lines = vec![office.name.to_uppercase(), String::new(), "THÔNG BÁO".to_owned()];
    lines.push(format!("Cập nhật trang “{}” ngày {}", office.title, date_words(day)));
    if !dates.is_empty() {
        lines.extend([String::new(), "Thay đổi về lịch:".to_owned()]);
        lines.extend_from_slice(dates);
    }
    if !pages.is_empty() {
        lines.extend([String::new(), "Các trang có nội dung mới hoặc thay đổi:".to_owned()]);
        let line = |(path, title): &(String, String)| {
            if base.is_empty() { format!("- {title}") } else { format!("- {title}: {base}/{path}") }
        };
        lines.extend(pages.iter().take(PAGES).map(line));
        if let more @ 1.. = pages.len().saturating_sub(PAGES) {
            lines.push(format!("- và {more} trang khác"));
        }
    }
    lines.push(String::new());
    if !base.is_empty() {
        lines.push(format!("Địa chỉ: {base}/"));
    }
    if let Some(to) = &office.report_to {
        lines.push(format!("Nếu thấy chỗ nào chưa đúng, đề nghị báo cho {to}."));
    }
    lines.push(String::new());
    lines.join("\n")
}

/// "Quyết định số 15/QĐ-VPUBND", as letters write it.
fn numbered_title(d: &Decision) -> String {
    format!("{} số {}", d.kind, d.number)
}

/// The parts that have something in them, with a number each.
fn numbered(parts: Vec<(&str, Vec<String>)>) -> Vec<String> {
    let mut lines = Vec::new();
    for (i, (title, part)) in parts.into_iter().filter(|(_, part)| !part.is_empty()).enumerate() {
        lines.push(String::new());
        lines.push(format!("{}. {title}", i + 1));
        lines.extend(part);
    }
    lines
}

fn contents(planner: &Planner<'_>, d: &Decision) -> Vec<String> {
    changes_acts::told(planner, d, Lang::Vi).iter().map(|act| format!("- {}.", act.plain())).collect()
}

fn handover(page: &DecisionPage) -> Vec<String> {
    let Some(handover) = &page.handover else { return Vec::new() };
    let mut lines = Vec::new();
    for table in &handover.tables {
        // Who reads it looks for what comes to them: a line for each receiver, or those who take something together.
        let mut parts: Vec<(&HandoverRow, Vec<String>)> = Vec::new();
        for row in &table.lines {
            let citation = place(&row.cite, row.former);
            let same = |first: &HandoverRow| first.to == row.to && first.kept == row.kept && first.why == row.why;
            match parts.iter_mut().find(|(first, _)| same(first)) {
                Some((_, citations)) => citations.push(citation),
                None => parts.push((row, vec![citation])),
            }
        }
        lines.extend(parts.into_iter().map(|(HandoverRow { to, kept, why, heirs, .. }, citations)| {
            let (from, count) = (&table.from.text, citations.len());
            let places = places(citations);
            match (to.is_empty(), why.is_empty()) {
                (false, _) if *kept => format!("- {} cùng {from} thực hiện: {count} nhiệm vụ ({places}).", names(to)),
                (false, _) => format!("- {from} bàn giao cho {}: {count} nhiệm vụ ({places}).", names(to)),
                (true, true) if !heirs.is_empty() => format!(
                    "- {from}: quy chế không còn ghi nhiệm vụ tại {places}; công việc của đơn vị chuyển cho {}.",
                    names(heirs)
                ),
                (true, true) => format!("- {from}: nhiệm vụ tại {places} kết thúc."),
                (true, false) => format!("- {from}: nhiệm vụ tại {places} kết thúc ({}).", why.trim_end_matches('.')),
            }
        }));
    }
    for (from, to) in handover.bare.iter().filter(|(_, to)| !to.is_empty()) {
        lines.push(format!("- {} bàn giao cho {}.", from.text, names(to)));
    }
    if let Some(rule) = handover.rule.as_ref().filter(|_| !lines.is_empty()) {
        lines.push(format!("Quy chế yêu cầu “{}” ({}).", rule.quote, rule.cite.citation));
    }
    lines
}

fn bearers(page: &DecisionPage) -> Vec<String> {
    page.bearers.iter().filter_map(bearer).collect()
}

fn bearer(group: &BearerGroup) -> Option<String> {
    let who = names(&group.who);
    // Of a unit that is said under the contents and the handover.
    let begins = match (group.began || group.ended, group.role, group.post) {
        (false, ..) => None,
        (_, true, _) if group.began => Some("chức danh mới"),
        (_, true, _) => Some("không còn chức danh này"),
        (.., true) if group.began => Some("chức danh mới ở đơn vị này"),
        (.., true) => Some("đơn vị này không còn chức danh ấy"),
        _ => return None,
    };
    let mut parts: Vec<String> = begins.map(str::to_owned).into_iter().collect();
    let mut tell = |words: &str, items: Vec<&ItemView>| {
        if !items.is_empty() {
            let places = places(items.iter().map(|i| place(&i.cite, i.former)));
            parts.push(format!("{words} {} nhiệm vụ ({places})", items.len()));
        }
    };
    tell(if group.began { "có" } else { "thêm" }, group.gained.iter().collect());
    tell("thôi thực hiện", group.lost.iter().collect());
    tell("sửa nội dung", group.reworded.iter().map(|r| &r.item).collect());
    let redirected = group.redirected.iter().map(|r| &r.item);
    let (given, ended): (Vec<&ItemView>, Vec<&ItemView>) = redirected.partition(|item| !item.to.is_empty());
    tell("đổi nơi nhận", given);
    tell("không còn nơi nhận của", ended);
    (!parts.is_empty()).then(|| format!("- {who}: {}.", parts.join("; ")))
}

fn calendar(planner: &Planner<'_>, d: &Decision, page: &DecisionPage) -> Vec<String> {
    let line = |(rule, moved): (&RuleChangeView, Option<&RuleChange>)| {
        let dates = moved.map(announcement_dates::words).unwrap_or_default();
        // No more than the page shows: where no day differs, it says that none is in the text.
        let what = match (&rule.before, &rule.after) {
            (Some(_), None) => "bỏ",
            (None, Some(_)) if rule.dates.is_empty() => "mới, không nêu ngày",
            (None, Some(_)) => "mới",
            _ if moved.is_some_and(RuleChange::other_hours_only) => "đổi giờ",
            _ if !rule.dates.is_empty() => moved.map_or("đổi ngày", announcement_dates::kind),
            (Some(before), Some(after)) if before.quote != after.quote => "sửa lời văn",
            _ if !rule.people.is_empty() && rule.dated => "đổi người, ngày giữ nguyên",
            _ if !rule.people.is_empty() => "đổi người",
            (Some(before), Some(after)) if before.cite != after.cite => "đổi căn cứ",
            _ => "sửa đổi",
        };
        let people: String = rule.people.iter().map(people).collect();
        format!("- {} ({what}){dates}{people}.", rule.title)
    };
    // The view says its dates as the interface does; the announcement reads them where the view did, in the same order.
    let changes = planner.changes.by(d).map(|c| c.rules.as_slice()).unwrap_or_default();
    page.rules.iter().enumerate().map(|(i, rule)| line((rule, changes.get(i)))).collect()
}

/// Who acts now and who did: "; người thực hiện nay là Chánh Văn phòng, trước là Phó Chánh Văn phòng".
fn people(change: &PeopleChange) -> String {
    let what = match change.key {
        "with" => "người cùng thực hiện",
        "chair" => "người chủ trì",
        "attendees" => "người dự",
        _ => "người thực hiện",
    };
    let (was, is) = (names(&change.before), names(&change.after));
    match (was.is_empty(), is.is_empty()) {
        (true, _) => format!("; {what} là {is}"),
        (_, true) => format!("; {what} không còn, trước là {was}"),
        _ => format!("; {what} nay là {is}, trước là {was}"),
    }
}

/// Some names, and how many more.
fn names(links: &[Link]) -> String {
    let shown: Vec<&str> = links.iter().take(NAMES).map(|l| l.text.as_str()).collect();
    match links.len().saturating_sub(NAMES) {
        0 => shown.join(", "),
        more => format!("{} và {more} nơi khác", shown.join(", ")),
    }
}

/// A provision; one whose number is another's today says so.
fn place(cite: &Cite, former: bool) -> String {
    let citation = &cite.citation;
    if former { format!("{citation}, số cũ") } else { citation.clone() }
}

/// Some provisions, each once, and how many more.
fn places(citations: impl IntoIterator<Item = String>) -> String {
    let mut found: Vec<String> = Vec::new();
    for citation in citations {
        if !found.contains(&citation) {
            found.push(citation);
        }
    }
    let shown = found.iter().take(PLACES).map(String::as_str).collect::<Vec<_>>().join("; ");
    match found.len().saturating_sub(PLACES) {
        0 => shown,
        more => format!("{shown} và {more} điều khoản khác"),
    }
}
