//! `quyche diff A [B]` / `so-sanh`: what differs between two days or decisions, for people and as JSON.
//!
//! A day is the office of that day; a decision, as one end of two, the office of the day it takes effect; a decision
//! alone, what it changed.

use jiff::civil::Date;

use super::args::Shared;
use super::console::Console;
use super::project::Project;
use super::{End, project};
use crate::calendar::{DateRange, time_words};
use crate::change::{
    self, BearerChange, DeputyChange, Difference, Item, ProvisionChange, RoleChange, Timed, UnitChange, UnitChangeKind,
};
use crate::diagnostic::{Lang, Say};
use crate::history::Snapshot;
use crate::model::{Actor, Decision, Post, ProvisionId};
use crate::say;
use crate::text::diff::{Part, words};
use crate::text::{counted, date_both, nearest};

/// Prints what differs.
pub fn run(shared: &Shared, from: &str, to: Option<&str>, console: &mut Console) -> End {
    let project = match project::open(shared, console) {
        Ok(project) => project,
        Err(end) => return end,
    };
    if project.report.has_errors() {
        console.findings(&project.report, &project.sources.files, false);
        return End::Content;
    }
    let (from, to) = match days(&project, from, to) {
        Ok(days) => days,
        Err(message) => {
            console.error(&message);
            return End::Usage;
        }
    };
    if from > to {
        let ((from, from_en), (to, to_en)) = (date_both(to), date_both(from));
        console.note(&say!(
            "ngày sau được ghi trước; so từ {from} đến {to}",
            "the later day was given first; comparing {from_en} with {to_en}"
        ));
    }
    let office = |day| project.state.lineages().office(&project.model, day);
    let (before, after) = (office(from.min(to)), office(from.max(to)));
    let difference = change::compare(&project.model, &before, &after);
    let (Some(before), Some(after)) = (before.snapshot(), after.snapshot()) else { return End::Content };
    let view = View { before: &before, after: &after, difference: &difference };
    if shared.json {
        console.json(&view.json());
    } else {
        console.data(&view.text(console.lang));
    }
    End::Ok
}

/// The two days meant; a decision alone means the day before it and its own.
fn days(project: &Project, from: &str, to: Option<&str>) -> Result<(Date, Date), Say> {
    let first = point(project, from)?;
    match (first, to) {
        (Point::Day(from), None) => Ok((from, project.day)),
        (Point::Decision(d), None) => Ok((d.effective_from.yesterday().unwrap_or(d.effective_from), d.effective_from)),
        (first, Some(to)) => Ok((first.day(), point(project, to)?.day())),
    }
}

enum Point<'m> {
    Day(Date),
    Decision(&'m Decision),
}

impl Point<'_> {
    fn day(&self) -> Date {
        match self {
            Self::Day(day) => *day,
            Self::Decision(d) => d.effective_from,
        }
    }
}

/// A day, a decision's id, or its number as printed.
fn point<'p>(project: &'p Project, word: &str) -> Result<Point<'p>, Say> {
    if let Ok(day) = super::args::day(word) {
        return Ok(Point::Day(day));
    }
    let decisions = &project.model.decisions;
    if let Some(found) = decisions.iter().find(|d| d.id.as_str() == word || d.number == word) {
        return Ok(Point::Decision(found));
    }
    let ids: Vec<&str> = decisions.iter().map(|d| d.id.as_str()).collect();
    let near = nearest(word, ids.iter().copied());
    let all = if near.is_empty() { ids.join(", ") } else { near.join(", ") };
    Err(say!(
        "«{word}» không phải là ngày (NĂM-THÁNG-NGÀY) cũng không phải quyết định; có: {all}",
        "`{word}` is neither a day (YEAR-MONTH-DAY) nor a decision; there are: {all}"
    ))
}

/// Two days, to be told.
pub(super) struct View<'v> {
    before: &'v Snapshot<'v>,
    after: &'v Snapshot<'v>,
    pub(super) difference: &'v Difference,
}

impl View<'_> {
    pub(super) fn name(&self, actor: &Actor) -> String {
        self.after.actor_name(actor)
    }

    /// The number of a provision; one of the earlier text that is another's now says so.
    fn number(&self, provision: &ProvisionId, of_before: bool, lang: Lang) -> String {
        if of_before && self.difference.is_reused(provision) {
            say!("{provision} (số cũ)", "{provision} (former number)").in_lang(lang).to_owned()
        } else {
            provision.to_string()
        }
    }

    fn text(&self, lang: Lang) -> String {
        let d = self.difference;
        let said = |say: Say| say.in_lang(lang).to_owned();
        let date = |day: Date| said(DateRange::day(day).say());
        let (from, to) = (date(d.from), date(d.to));
        let mut out = format!("{from} → {to}\n");
        for id in &d.decisions {
            if let Some(decision) = self.after.model.decision(id) {
                out.push_str(&format!("  {} · {}\n", decision.title(), decision.summary));
            }
        }
        if d.is_empty() {
            out.push_str(&format!("\n{}\n", said(say!("Không có gì thay đổi.", "Nothing differs."))));
            return out;
        }
        section(
            &mut out,
            &said(say!("ĐIỀU KHOẢN", "PROVISIONS")),
            d.provisions.iter().map(|p| provision_text(p, lang)),
        );
        section(&mut out, &said(say!("CHỨC DANH", "POSTS")), d.roles.iter().map(|r| self.role_text(r, lang)));
        section(&mut out, &said(say!("ĐƠN VỊ", "UNITS")), d.units.iter().map(|u| self.unit_text(u, lang)));
        let lines = d.handover.iter().map(|l| {
            let from = self.before.actor_name(&l.from);
            let ended = || match &l.why {
                Some(why) => said(say!("kết thúc ({why})", "ended ({why})")),
                None => said(say!("kết thúc", "ended")),
            };
            let to = l.to.as_ref().map_or_else(ended, |a| self.name(a));
            let kept = if l.kept { said(say!(" (cùng {from})", " (together with {from})")) } else { String::new() };
            let number = self.number(&l.row.provision, l.gone, lang);
            format!("  {number:<12} {from} → {to}{kept}: «{}»\n", l.row.quote)
        });
        section(&mut out, &said(say!("BÀN GIAO", "HANDOVER")), lines);
        section(&mut out, &said(say!("AI LÀM GÌ", "WHO DOES WHAT")), self.bearers_text(lang).into_iter());
        let rules = d.rules.iter().map(|r| {
            let rule = r.after.as_ref().or(r.before.as_ref());
            let title = rule.map_or_else(|| r.id.to_string(), |r| r.title.clone());
            let mut text =
                format!("  {title} ({})\n", change_words(r.before.is_some(), r.after.is_some()).in_lang(lang));
            for x in &r.dates {
                let timed = |t: Option<Timed>| {
                    let Some(t) = t else { return "—".to_owned() };
                    let hour = t.by.filter(|_| x.other_hour()).map(|by| said(time_words(by)) + " ");
                    hour.unwrap_or_default() + &date(t.day)
                };
                text.push_str(&format!("    {:<32} {} → {}\n", x.slot, timed(x.before), timed(x.after)));
            }
            text
        });
        section(&mut out, &said(say!("LỊCH", "CALENDAR")), rules);
        out
    }

    fn role_text(&self, change: &RoleChange, lang: Lang) -> String {
        let name = &change.name;
        let what = if change.began {
            say!("lập chức danh {name}", "the post of {name} created")
        } else {
            say!("bỏ chức danh {name}", "the post of {name} abolished")
        };
        let by = change.decision.as_ref().and_then(|id| self.after.model.decision(id)).map(Decision::title);
        let by = by.map_or_else(|| say!("", ""), |by| say!(", theo {by}", ", by {by}"));
        format!("  {}{}\n", what.in_lang(lang), by.in_lang(lang))
    }

    fn unit_text(&self, unit: &UnitChange, lang: Lang) -> String {
        let names = |ids: &[crate::model::UnitId]| {
            let all: Vec<String> = ids.iter().map(|id| self.name(&Actor::Unit(id.clone()))).collect();
            all.join(", ")
        };
        let name = &unit.name;
        let say = match &unit.kind {
            UnitChangeKind::Began { from } if from.is_empty() => say!("{name}: thành lập", "{name}: founded"),
            UnitChangeKind::Began { from } => {
                let from: Vec<String> =
                    from.iter().map(|id| self.before.actor_name(&Actor::Unit(id.clone()))).collect();
                let from = from.join(", ");
                say!("{name}: thành lập từ {from}", "{name}: founded from {from}")
            }
            UnitChangeKind::Ended { to } if to.is_empty() => say!("{name}: chấm dứt hoạt động", "{name}: ended"),
            UnitChangeKind::Ended { to } => {
                let to = names(to);
                say!("{name}: chấm dứt hoạt động, việc chuyển về {to}", "{name}: ended, its work went to {to}")
            }
            UnitChangeKind::Renamed { before } => say!("{before}: nay là {name}", "{before}: now {name}"),
            UnitChangeKind::Led { after: (head, deputy), .. } => {
                let role = |post: &Post| self.name(&Actor::Role(post.role.clone()));
                let (head, deputy) = (role(head), deputy.as_ref().map(role).unwrap_or_default());
                let led = unit.kind.led();
                let mut said: Vec<Say> = Vec::new();
                if led.head {
                    said.push(say!("đứng đầu là {head}", "now led by {head}"));
                }
                said.extend(led.deputy.map(|change| match change {
                    DeputyChange::Added => say!("thêm cấp phó là {deputy}", "now has a deputy: {deputy}"),
                    DeputyChange::Other => say!("cấp phó là {deputy}", "now deputised by {deputy}"),
                    DeputyChange::Removed => say!("không còn cấp phó", "no deputy any more"),
                }));
                let [vi, en] = [Lang::Vi, Lang::En]
                    .map(|lang| said.iter().map(|s| s.in_lang(lang)).collect::<Vec<_>>().join(", "));
                say!("{name}: {vi}", "{name}: {en}")
            }
        };
        format!("  {}\n", say.in_lang(lang))
    }

    /// Whoever has the same change stands in one entry, with a role in one unit only counted where the role itself stands.
    fn bearers_text(&self, lang: Lang) -> Vec<String> {
        let mut entries: Vec<(String, Vec<&Actor>)> = Vec::new();
        for change in &self.difference.bearers {
            let body = self.bearer_text(change, lang);
            match entries.iter_mut().find(|(other, _)| *other == body && !change.began && !change.ended) {
                Some((_, who)) => who.push(&change.bearer),
                None => entries.push((body, vec![&change.bearer])),
            }
        }
        let entry = |(body, who): (String, Vec<&Actor>)| {
            let (posts, whole): (Vec<&Actor>, Vec<&Actor>) = who.iter().partition(|a| matches!(a, Actor::RoleAt(..)));
            let (count, shown) = (posts.len(), if whole.is_empty() { &posts } else { &whole });
            let names: Vec<String> = shown.iter().map(|a| self.name(a)).collect();
            let alike = if count == 0 || whole.is_empty() {
                say!("", "")
            } else {
                let units = counted(count, "unit", "units");
                say!(" (như vậy ở {count} đơn vị)", " (the same in {units})")
            };
            format!("  {}{}{body}", names.join("; "), alike.in_lang(lang))
        };
        entries.into_iter().map(entry).collect()
    }

    /// What follows the name. All that a unit bears began or ended with it: that is counted, and the handover tells it.
    fn bearer_text(&self, change: &BearerChange, lang: Lang) -> String {
        let count = change.count();
        let duties = counted(count, "duty", "duties");
        let whole = match (change.began, change.ended, &change.bearer) {
            (true, ..) => Some(say!(" (mới): {count} nhiệm vụ", " (new): {duties}")),
            (_, true, Actor::Unit(_)) => Some(say!(" (chấm dứt hoạt động): {count} nhiệm vụ", " (ended): {duties}")),
            (_, true, _) => Some(say!(" (không còn): {count} nhiệm vụ", " (no more): {duties}")),
            _ => None,
        };
        if let Some(whole) = whole {
            return format!("{}\n", whole.in_lang(lang));
        }
        let mut text = "\n".to_owned();
        let line = |text: &mut String, mark: &str, item: &Item| {
            let number = self.number(&item.row.provision, mark == "-", lang);
            text.push_str(&format!("    {mark} {number:<12} «{}»\n", item.row.quote));
        };
        change.gained.iter().for_each(|i| line(&mut text, "+", i));
        change.lost.iter().for_each(|i| line(&mut text, "-", i));
        change.reworded.iter().for_each(|(_, i)| line(&mut text, "~", i));
        for (_, item) in &change.redirected {
            line(&mut text, "→", item);
            let to: Vec<String> = item.row.to.iter().map(|a| self.name(a)).collect();
            let to = to.join(", ");
            let said = if to.is_empty() {
                say!("không còn nơi nhận", "no recipient any more")
            } else {
                say!("nay đối với: {to}", "now towards: {to}")
            };
            text.push_str(&format!("      {}\n", said.in_lang(lang)));
        }
        text
    }
}

fn section(out: &mut String, title: &str, lines: impl Iterator<Item = String>) {
    let text: String = lines.collect();
    if !text.is_empty() {
        out.push_str(&format!("\n{title}\n{text}"));
    }
}

fn provision_text(change: &ProvisionChange, lang: Lang) -> String {
    let mut citations: Vec<&str> =
        [&change.before, &change.after].into_iter().flatten().map(|p| p.citation.as_str()).collect();
    citations.dedup();
    let citation = citations.join(" → ");
    let kind = match change.kind {
        change::ProvisionChangeKind::Amended => say!("sửa đổi", "amended"),
        change::ProvisionChangeKind::Inserted => say!("bổ sung", "inserted"),
        change::ProvisionChangeKind::Repealed => say!("bãi bỏ", "repealed"),
        change::ProvisionChangeKind::Renumbered => say!("đánh số lại", "renumbered"),
    };
    let mut text = format!("  {citation}: {}\n", kind.in_lang(lang));
    if change.kind == change::ProvisionChangeKind::Renumbered {
        // The words are the same.
        return text;
    }
    text.push_str("    ");
    for part in parts(change) {
        match part {
            Part::Same(w) => text.push_str(w),
            Part::Removed(w) => text.push_str(&format!("[-{w}-]")),
            Part::Added(w) => text.push_str(&format!("{{+{w}+}}")),
        }
    }
    text.push('\n');
    text
}

pub(super) fn parts(change: &ProvisionChange) -> Vec<Part<'_>> {
    words(change.before.as_ref().map_or("", |p| p.text.as_str()), change.after.as_ref().map_or("", |p| p.text.as_str()))
}

fn change_words(before: bool, after: bool) -> Say {
    match (before, after) {
        (true, false) => say!("hết", "ended"),
        (false, true) => say!("mới", "new"),
        _ => say!("đổi", "changed"),
    }
}
