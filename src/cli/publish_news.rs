//! What a publication says that the one before it did not: for the announcement.
//!
//! Pages that show the next dates say something else every day, and nobody has to be told of that. So the site of the day of the last
//! publication is made of today's files, and a page counts where it differs from what was published: that is what the office wrote
//! since. Decisions about single dates are told for themselves, by name and day, and pages that show no more than these do not count.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::args::Shared;
use super::assemble::whole;
use super::console::Console;
use super::project::{self, Project};
use crate::calendar::{Occurrence, Status, time_words};
use crate::ics;
use crate::model::{Action, Override, holding};
use crate::publish::{Comparison, Publication};
use crate::site::{self, routes};
use crate::text::{date_words, weekday_words};

/// What is new.
#[derive(Default)]
pub struct News {
    /// Pages that say something new, by address.
    pub pages: Vec<String>,
    /// What was decided about single dates, a line each, in Vietnamese.
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

/// What is new beside decisions that are announced for themselves: dates, and the office's free pages, which no decision changes;
/// nothing on the first.
pub fn beside(project: &Project, shared: &Shared, comparison: &Comparison, console: &mut Console) -> News {
    let Some(before) = &comparison.published else { return News::default() };
    let fresh = fresh(before, project);
    let earlier = (!fresh.is_empty()).then(|| as_of(before, project, shared, &fresh, console)).flatten();
    let dates = lines(project, earlier.as_ref().unwrap_or(project), &fresh);
    let free: BTreeSet<String> = project.model.pages.iter().map(|page| routes::free_page(&page.id)).collect();
    let pages = comparison.new.iter().chain(&comparison.changed).filter(|path| free.contains(*path)).cloned().collect();
    News { pages, dates }
}

/// What is new since the last publication; nothing on the first.
pub fn news(project: &Project, shared: &Shared, comparison: &Comparison, console: &mut Console) -> News {
    let Some(before) = &comparison.published else { return News::default() };
    let fresh = fresh(before, project);
    let all = || comparison.new.iter().chain(&comparison.changed).cloned().collect();
    let Some(earlier) = as_of(before, project, shared, &fresh, console) else {
        let dates = lines(project, project, &fresh);
        return News { pages: all(), dates: dates.into_iter().chain(corrected(project, comparison)).collect() };
    };
    let mut dates = lines(project, &earlier, &fresh);
    dates.extend(corrected(project, comparison));
    let pages = whole(&earlier, false).0.map_or_else(all, |(output, _)| comparison.but_for(&output));
    News { pages, dates }
}

/// The decisions about single dates that a publication did not know.
fn fresh(before: &Publication, project: &Project) -> BTreeSet<String> {
    // One that did not record them: what it knew cannot be told from what is new.
    let known = before.rulings.as_ref().map(|known| known.iter().collect::<BTreeSet<_>>());
    let is_new = |word: &String| known.as_ref().is_some_and(|known| !known.contains(word));
    rulings(project).into_iter().filter(is_new).collect()
}

/// Today's project on the day of the last publication, without what was decided about single dates since; nothing where that is the
/// project itself, or cannot be had.
fn as_of(
    before: &Publication,
    project: &Project,
    shared: &Shared,
    fresh: &BTreeSet<String>,
    console: &mut Console,
) -> Option<Project> {
    let day: Date = before.day.parse().ok()?;
    if day == project.day && fresh.is_empty() {
        return None;
    }
    let loaded = project::load(&Shared { date: Some(day), ..shared.clone() }, console).ok()?;
    Some(loaded.judged_without(false, |entry| fresh.contains(&word(entry))))
}

/// A line for each of the decisions, with the day that its date had in the project of before, and after it one for each date that
/// followed: by the last of the decisions that changed it.
fn lines(project: &Project, before: &Project, fresh: &BTreeSet<String>) -> Vec<String> {
    if fresh.is_empty() {
        return Vec::new();
    }
    let (dated, now) = (dated(before), dated(project));
    let day = in_words;
    let was = |slot: &str| dated.get(slot).filter(|o| !o.undecided_day).map(|o| o.actual.start);
    // Whose day it was: the title of the rule that held then.
    let told = |slot: &str, was: Option<Date>| {
        let (id, period) = slot.split_once('/')?;
        let rules = project.model.rules.iter().filter(|r| r.id.as_str() == id);
        let title = &holding(rules.clone(), was.unwrap_or(project.day)).or(rules.clone().next_back())?.title;
        Some(format!("- {title} ({})", was.map_or_else(|| format!("kỳ {period}"), day)))
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
            Some(_) => format!("theo đó chuyển sang {}", day(o.actual.start)),
            None => format!("theo đó vào {}", day(o.actual.start)),
        };
        let line = told(&o.slot, was(&o.slot)).map(|told| format!("{told}: {what} ({}).", entry.reference));
        followers.entry(at).or_default().extend(line);
    }
    let line = |entry: &Override| {
        let at = entry.at.map_or_else(String::new, |at| format!(", {}", time_words(at).vi));
        let what = match entry.action {
            Action::Move(to) => format!("dời sang {}{at}", day(to)),
            Action::Schedule(to) => format!("vào {}{at}", day(to)),
            Action::Cancel => "hủy".to_owned(),
            Action::Confirm(_) => format!("giữ nguyên ngày{at}"),
        };
        Some(format!("{}: {what} ({}).", told(&entry.slot, was(&entry.slot))?, entry.reference))
    };
    let lines = log.iter().enumerate().filter(|(_, e)| is_fresh(e));
    lines.flat_map(|(at, e)| line(e).into_iter().chain(followers.remove(&at).unwrap_or_default())).collect()
}

/// A line for each rule that has other days than the published calendar says, without a decision about them: the rule itself was
/// corrected, or the days off were.
fn corrected(project: &Project, comparison: &Comparison) -> Vec<String> {
    let published = comparison.standing(&routes::feed_of_all()).and_then(|feed| std::str::from_utf8(feed).ok());
    let published = published.map(ics::first_days).unwrap_or_default();
    let mut found: BTreeMap<&str, Vec<(Date, Date, &Occurrence)>> = BTreeMap::new();
    let now = dated(project);
    for o in now.values().filter(|o| !o.undecided_day && o.decisions.is_empty()) {
        let is = o.actual.start;
        let Some(was) = published.get(&site::uid(&o.slot, &project.model.office)) else { continue };
        if *was != is && project.day <= is.max(*was) {
            found.entry(o.rule.as_str()).or_default().push((is, *was, o));
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
        lines.push((*is, format!("- {} ({}): sửa thành {}{rest}.", rule.title, in_words(*was), in_words(*is))));
    }
    lines.sort();
    lines.into_iter().map(|(_, line)| line).collect()
}

fn in_words(day: Date) -> String {
    format!("{}, {}", weekday_words(day.weekday()), date_words(day))
}

/// What the calendar of a project shows, by slot.
fn dated(project: &Project) -> BTreeMap<String, Occurrence> {
    let found = project.state.snapshot().zip(project.dates.as_ref()).and_then(|(s, dates)| {
        let years = project::years(&s);
        let (first, last) = (Date::new(*years.start(), 1, 1).ok()?, Date::new(*years.end(), 12, 31).ok()?);
        Some(dates.occurrences(&s, first, last).0)
    });
    found.unwrap_or_default().into_iter().map(|o| (o.slot.clone(), o)).collect()
}
