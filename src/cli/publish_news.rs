//! What a publication says that the one before it did not: for the announcement.
//!
//! Pages that show the next dates say something else every day, and nobody has to be told of that. So the site of the day of the last
//! publication is made of today's files, and a page counts where it differs from what was published: that is what the office wrote
//! since. Decisions about single dates, and dates that other days off have moved, are told for themselves, by name and day, and pages that
//! show no more than these do not count.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::args::Shared;
use super::assemble::whole;
use super::console::Console;
use super::project::{self, Project};
use super::publish_days;
use crate::calendar::{self, Occurrence, Status, time_words};
use crate::change::undone;
use crate::history::{Snapshot, State};
use crate::ics;
use crate::model::{Action, Decision, Holidays, Override, holding};
use crate::publish::{Comparison, Publication};
use crate::site::{self, routes};
use crate::text::{date_words, weekday_words};

/// What is new.
#[derive(Default)]
pub struct News {
    /// Pages that say something new, by address.
    pub pages: Vec<String>,
    /// What was decided about single dates, and what days off moved, a line each, in Vietnamese.
    pub dates: Vec<String>,
}

impl News {
    /// Whether nothing is new.
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty() && self.dates.is_empty()
    }
}

/// The decisions about single dates a project holds, each by a word that stays the same as long as it says the same.
pub fn rulings(project: &Project) -> Vec<String> {
    project.model.overrides.iter().map(word).collect()
}

fn word(entry: &Override) -> String {
    let to = entry.action.to().map_or_else(String::new, |to| to.to_string());
    let at = entry.at.map_or_else(String::new, |at| format!(" {}", time_words(at).en));
    format!("{} {} {to}{at} {} {}", entry.slot, entry.action.as_str(), entry.issued, entry.reference)
}

/// The days that readers have: those of the feed that stands published, by slot.
pub struct Published(BTreeMap<String, Date>);

impl Published {
    /// The day of a slot; nothing of one that is not there, or not to come.
    pub fn day(&self, project: &Project, slot: &str) -> Option<Date> {
        self.0.get(&site::uid(slot, &project.model.office)).copied()
    }
}

fn published(comparison: &Comparison) -> Published {
    let feed = comparison.standing(&routes::feed_of_all()).and_then(|feed| std::str::from_utf8(feed).ok());
    Published(feed.map(ics::first_days).unwrap_or_default())
}

/// What is new beside decisions that are announced for themselves: dates, and the office's free pages, which no decision changes;
/// nothing on the first.
pub fn beside(project: &Project, shared: &Shared, comparison: &Comparison, console: &mut Console) -> News {
    let Some(before) = &comparison.published else { return News::default() };
    let published = published(comparison);
    let since = Since::of(before, project, &published);
    let earlier = since.as_of(before, project, shared, console);
    let mut dates = since.lines(project, earlier.as_ref(), &published);
    dates.extend(corrected(project, earlier.as_ref(), &published, comparison));
    let free: BTreeSet<String> = project.model.pages.iter().map(|page| routes::free_page(&page.id)).collect();
    let pages = comparison.new.iter().chain(&comparison.changed).filter(|path| free.contains(*path)).cloned().collect();
    News { pages, dates }
}

/// What is new since the last publication; nothing on the first.
pub fn news(project: &Project, shared: &Shared, comparison: &Comparison, console: &mut Console) -> News {
    let Some(before) = &comparison.published else { return News::default() };
    let published = published(comparison);
    let since = Since::of(before, project, &published);
    let all = || comparison.new.iter().chain(&comparison.changed).cloned().collect();
    let earlier = since.as_of(before, project, shared, console);
    let mut dates = since.lines(project, earlier.as_ref(), &published);
    dates.extend(corrected(project, earlier.as_ref(), &published, comparison));
    let site = earlier.as_ref().and_then(|earlier| whole(earlier, false).0);
    News { pages: site.map_or_else(all, |(output, _)| comparison.but_for(&output)), dates }
}

/// What single dates became since a publication.
struct Since {
    /// The decisions about them that it did not know.
    fresh: BTreeSet<String>,
    /// The days off it knew, where those of now move a date, and a line for each such date.
    moved: Option<(Holidays, Vec<String>)>,
}

impl Since {
    fn of(before: &Publication, project: &Project, published: &Published) -> Self {
        // One that did not record them: what it knew cannot be told from what is new.
        let known = before.rulings.as_ref().map(|known| known.iter().collect::<BTreeSet<_>>());
        let is_new = |word: &String| known.as_ref().is_some_and(|known| !known.contains(word));
        let fresh: BTreeSet<String> = rulings(project).into_iter().filter(is_new).collect();
        let log = &project.model.overrides;
        let told = |o: &Occurrence| o.decisions.iter().filter_map(|at| log.get(*at)).any(|e| fresh.contains(&word(e)));
        let moved = publish_days::others(project, before).map(|others| {
            let lines = publish_days::moved(project, &others, published, told);
            (others.then, lines)
        });
        Self { moved: moved.filter(|(_, lines)| !lines.is_empty()), fresh }
    }

    /// Today's project on the day of the publication, without what became of single dates since; nothing where that is the project
    /// itself, or cannot be had.
    fn as_of(
        &self,
        before: &Publication,
        project: &Project,
        shared: &Shared,
        console: &mut Console,
    ) -> Option<Project> {
        let day: Date = before.day.parse().ok()?;
        if day == project.day && self.fresh.is_empty() && self.moved.is_none() {
            return None;
        }
        let loaded = project::load(&Shared { date: Some(day), ..shared.clone() }, console).ok()?;
        Some(loaded.judged_after(false, |model| {
            model.overrides.retain(|entry| !self.fresh.contains(&word(entry)));
            if let Some((days_off, _)) = &self.moved {
                model.holidays = days_off.clone();
            }
        }))
    }

    /// A line for each date that is another, beside the project of before.
    fn lines(&self, project: &Project, earlier: Option<&Project>, published: &Published) -> Vec<String> {
        let mut dates = lines(project, earlier.unwrap_or(project), &self.fresh, published);
        dates.extend(self.moved.iter().flat_map(|(_, lines)| lines.iter().cloned()));
        dates
    }
}

/// `thứ Sáu, 14/08/2026`.
pub(super) fn day_words(day: Date) -> String {
    format!("{}, {}", weekday_words(day.weekday()), date_words(day))
}

/// The beginning of a line about a slot, with the day it had. Whose day it was: the title of the rule that held then.
pub(super) fn titled(project: &Project, slot: &str, was: Option<Date>) -> Option<String> {
    let (id, period) = slot.split_once('/')?;
    let rules = project.model.rules.iter().filter(|r| r.id.as_str() == id);
    let title = &holding(rules.clone(), was.unwrap_or(project.day)).or(rules.clone().next_back())?.title;
    Some(format!("- {title} ({})", was.map_or_else(|| format!("kỳ {period}"), day_words)))
}

/// A line for each of the decisions, with the day that its date had in the project of before, and after it one for each date that
/// followed: by the last of the decisions that changed it.
fn lines(project: &Project, before: &Project, fresh: &BTreeSet<String>, published: &Published) -> Vec<String> {
    if fresh.is_empty() {
        return Vec::new();
    }
    let (dated, now) = (dated(before), dated(project));
    let was = |slot: &str| {
        let computed = || dated.get(slot).filter(|o| !o.undecided_day).map(|o| o.actual.start);
        published.day(project, slot).or_else(computed)
    };
    let log = &project.model.overrides;
    let is_fresh = |entry: &Override| fresh.contains(&word(entry));
    let own: BTreeSet<&str> = log.iter().filter(|e| is_fresh(e)).map(|e| e.slot.as_str()).collect();
    let mut followers: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for o in now.values().filter(|o| !o.decisions.is_empty() && !own.contains(o.slot.as_str())) {
        let by = o.decisions.iter().rev().find_map(|at| Some((*at, log.get(*at).filter(|e| is_fresh(e))?)));
        let Some((at, entry)) = by else { continue };
        let is_off = |o: &Occurrence| o.status == Status::Cancelled;
        let was_off = dated.get(&o.slot).is_some_and(is_off);
        let what = match was(&o.slot) {
            _ if is_off(o) && was_off || !is_off(o) && o.undecided_day => continue,
            _ if is_off(o) => "hủy theo".to_owned(),
            Some(same) if same == o.actual.start && !was_off => continue,
            Some(_) => format!("theo đó chuyển sang {}", day_words(o.actual.start)),
            None => format!("theo đó vào {}", day_words(o.actual.start)),
        };
        let line = titled(project, &o.slot, was(&o.slot)).map(|told| format!("{told}: {what} ({}).", entry.reference));
        followers.entry(at).or_default().extend(line);
    }
    let line = |entry: &Override| {
        let at = entry.at.map_or_else(String::new, |at| format!(", {}", time_words(at).vi));
        let what = match entry.action {
            Action::Move(to) => format!("dời sang {}{at}", day_words(to)),
            Action::Schedule(to) => format!("vào {}{at}", day_words(to)),
            Action::Cancel => "hủy".to_owned(),
            Action::Confirm(_) => format!("giữ nguyên ngày{at}"),
        };
        Some(format!("{}: {what} ({}).", titled(project, &entry.slot, was(&entry.slot))?, entry.reference))
    };
    let lines = log.iter().enumerate().filter(|(_, e)| is_fresh(e));
    lines.flat_map(|(at, e)| line(e).into_iter().chain(followers.remove(&at).unwrap_or_default())).collect()
}

/// A line for each rule that has other days than the published calendar says because the rule itself was corrected: neither a
/// decision nor other days off account for them, as the project of before shows.
fn corrected(
    project: &Project,
    before: Option<&Project>,
    published: &Published,
    comparison: &Comparison,
) -> Vec<String> {
    let mut found: BTreeMap<&str, Vec<(Date, Date, &Occurrence)>> = BTreeMap::new();
    let (now, then) = (dated(project), before.map(dated));
    // Asked for only once there is something to account for.
    let decided = OnceCell::new();
    for o in now.values().filter(|o| !o.undecided_day) {
        let is = o.actual.start;
        if then.as_ref().is_some_and(|then| then.get(&o.slot).is_none_or(|o| o.actual.start != is)) {
            continue;
        }
        let Some(was) = published.day(project, &o.slot) else { continue };
        if was == is || is.max(was) < project.day {
            continue;
        }
        let without = decided.get_or_init(|| without_new(project, before.unwrap_or(project), comparison));
        if without.get(&o.slot).is_none_or(|undecided| undecided.actual.start != was) {
            found.entry(o.rule.as_str()).or_default().push((is, was, o));
        }
    }
    let mut lines: Vec<(Date, String)> = Vec::new();
    for (id, mut days) in found {
        days.sort_by_key(|(is, ..)| *is);
        let Some((is, was, o)) = days.first() else { continue };
        let Some(rule) = project.model.rules.iter().find(|r| r.id.as_str() == id && r.holds_on(o.words_of)) else {
            continue;
        };
        let more = days.len() - 1;
        let rest = if more > 0 { format!(", và {more} kỳ sau") } else { String::new() };
        lines.push((*is, format!("- {} ({}): sửa thành {}{rest}.", rule.title, day_words(*was), day_words(*is))));
    }
    lines.sort();
    lines.into_iter().map(|(_, line)| line).collect()
}

/// What the calendar of the project of before would show had the decisions not come that are new on the site; nothing where there are
/// none.
fn without_new(project: &Project, before: &Project, comparison: &Comparison) -> BTreeMap<String, Occurrence> {
    let new = |d: &&Decision| comparison.new.contains(&routes::decision(&d.id));
    let days: BTreeSet<Date> = project.model.decisions.iter().filter(new).map(|d| d.effective_from).collect();
    if days.is_empty() {
        return BTreeMap::new();
    }
    let mut model = before.state.model().clone();
    for day in days.into_iter().rev() {
        model.rules = undone(&model.rules, day.yesterday().unwrap_or(day), day);
    }
    shown(Snapshot::new(&model, before.day), |s, first, last| Some(calendar::occurrences(s, first, last).0))
}

/// What the calendar of a project shows, by slot.
pub(super) fn dated(project: &Project) -> BTreeMap<String, Occurrence> {
    let of = |s: &Snapshot<'_>, first, last| Some(project.dates.as_ref()?.occurrences(s, first, last).0);
    shown(project.state.snapshot(), of)
}

/// The same of an office whose dates nobody has computed yet.
pub(super) fn of_office(state: &State) -> BTreeMap<String, Occurrence> {
    shown(state.snapshot(), |s, first, last| Some(calendar::occurrences(s, first, last).0))
}

fn shown(
    s: Option<Snapshot<'_>>,
    of: impl Fn(&Snapshot<'_>, Date, Date) -> Option<Vec<Occurrence>>,
) -> BTreeMap<String, Occurrence> {
    let found = s.and_then(|s| {
        let years = project::years(&s);
        of(&s, Date::new(*years.start(), 1, 1).ok()?, Date::new(*years.end(), 12, 31).ok()?)
    });
    found.unwrap_or_default().into_iter().map(|o| (o.slot.clone(), o)).collect()
}
