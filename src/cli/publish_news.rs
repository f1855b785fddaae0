//! What a publication says that the one before it did not: for the announcement.
//!
//! Pages that show the next dates say something else every day, and nobody has to be told of that. So the site of the day of the last
//! publication is made of today's files, and a page counts where it differs from what was published: that is what the office wrote
//! since. Decisions about single dates are told for themselves, by name and day, and pages that show no more than these do not count.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::args::Shared;
use super::assemble::whole;
use super::console::Console;
use super::project::{self, Project};
use crate::calendar::time_words;
use crate::model::{Action, Override, holding};
use crate::publish::{Comparison, Publication};
use crate::text::{date_words, weekday_words};

/// What is new.
#[derive(Default)]
pub struct News {
    /// Pages that say something new, by address.
    pub pages: Vec<String>,
    /// What was decided about single dates, a line each, in Vietnamese.
    pub dates: Vec<String>,
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

/// What was decided about single dates since the last publication, a line each; nothing on the first.
pub fn dates(project: &Project, shared: &Shared, comparison: &Comparison, console: &mut Console) -> Vec<String> {
    let Some(before) = &comparison.published else { return Vec::new() };
    let fresh = fresh(before, project);
    if fresh.is_empty() {
        return Vec::new();
    }
    let earlier = as_of(before, project, shared, &fresh, console);
    lines(project, earlier.as_ref().unwrap_or(project), &fresh)
}

/// What is new since the last publication; nothing on the first.
pub fn news(project: &Project, shared: &Shared, comparison: &Comparison, console: &mut Console) -> News {
    let Some(before) = &comparison.published else { return News::default() };
    let fresh = fresh(before, project);
    let all = || comparison.new.iter().chain(&comparison.changed).cloned().collect();
    let Some(earlier) = as_of(before, project, shared, &fresh, console) else {
        return News { pages: all(), dates: lines(project, project, &fresh) };
    };
    let dates = lines(project, &earlier, &fresh);
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

/// A line for each of the decisions, with the day that its date had in the project of before.
fn lines(project: &Project, before: &Project, fresh: &BTreeSet<String>) -> Vec<String> {
    let day = |day: Date| format!("{}, {}", weekday_words(day.weekday()), date_words(day));
    let dated = before.state.snapshot().zip(before.dates.as_ref()).map(|(s, dates)| {
        let years = project::years(&s);
        let (first, last) = (Date::new(*years.start(), 1, 1), Date::new(*years.end(), 12, 31));
        first.ok().zip(last.ok()).map_or_else(Vec::new, |(first, last)| dates.occurrences(&s, first, last).0)
    });
    let dated = dated.unwrap_or_default();
    let line = |entry: &Override| {
        let (id, period) = entry.slot.split_once('/')?;
        let was = dated.iter().find(|o| o.slot == entry.slot && !o.undecided_day).map(|o| o.actual.start);
        let rules = project.model.rules.iter().filter(|r| r.id.as_str() == id);
        let title = &holding(rules.clone(), was.unwrap_or(project.day)).or(rules.clone().next_back())?.title;
        let of = was.map_or_else(|| format!("kỳ {period}"), day);
        let at = entry.at.map_or_else(String::new, |at| format!(", {}", time_words(at).vi));
        let told = match entry.action {
            Action::Move(to) => format!("dời sang {}{at}", day(to)),
            Action::Schedule(to) => format!("vào {}{at}", day(to)),
            Action::Cancel => "hủy".to_owned(),
            Action::Confirm(_) => format!("giữ nguyên ngày{at}"),
        };
        Some(format!("- {title} ({of}): {told} ({}).", entry.reference))
    };
    project.model.overrides.iter().filter(|e| fresh.contains(&word(e))).filter_map(line).collect()
}
