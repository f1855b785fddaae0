//! Dates that are others than when the site was last published because days off are: a notice of Tết came, or the file was mended.
//!
//! Today's calendar is computed once more with the days off of then. What differs so differs by them alone, whatever else was written.

use std::collections::{BTreeMap, BTreeSet};

use super::project::Project;
use super::publish_news::{Published, dated, day_words, of_office, titled};
use crate::calendar::{Ground, Occurrence, Status};
use crate::diagnostic::Span;
use crate::model::{Holiday, HolidayKind, HolidayStatus, Holidays, Model};
use crate::publish::Publication;

/// The days off a project knows, each by a word, from the year before its day on: earlier ones move nothing that is still told.
pub fn days_off(project: &Project) -> Vec<String> {
    let first = project.day.year().saturating_sub(1);
    let word = |h: &Holiday| [&h.date.to_string(), h.kind.as_str(), h.status.as_str(), &h.name, &h.source].join("\t");
    project.model.holidays.days.values().filter(|h| h.date.year() >= first).map(word).collect()
}

/// A day off as it was recorded.
fn read(word: &str, span: Span) -> Option<Holiday> {
    let parts: Vec<&str> = word.split('\t').collect();
    let [date, kind, status, name, source] = parts.as_slice() else { return None };
    let kind = HolidayKind::ALL.into_iter().find(|k| k.as_str() == *kind)?;
    let status = HolidayStatus::ALL.into_iter().find(|s| s.as_str() == *status)?;
    Some(Holiday {
        date: date.parse().ok()?,
        kind,
        name: (*name).to_owned(),
        source: (*source).to_owned(),
        status,
        span,
    })
}

/// Days off that were others when the site was last published.
pub struct Others {
    /// Those of then; of the years before nothing was recorded, and they are as they are now.
    pub then: Holidays,
    /// The documents that gave or took what differs.
    sources: BTreeSet<String>,
}

/// The days off of a publication, where others are off now.
pub fn others(project: &Project, before: &Publication) -> Option<Others> {
    let now = &project.model.holidays;
    let span = *now.years.values().next()?;
    let recorded: Vec<Holiday> = before.days_off.as_ref()?.iter().filter_map(|word| read(word, span)).collect();
    let first = recorded.iter().map(|h| h.date.year()).min()?;
    let mut then = now.clone();
    then.days.retain(|date, _| date.year() < first);
    then.years.retain(|year, _| *year < first);
    then.years.extend(recorded.iter().map(|h| (h.date.year(), span)));
    then.days.extend(recorded.into_iter().map(|h| (h.date, h)));
    let differing = |a: &Holidays, b: &Holidays| {
        let other = |h: &&Holiday| b.days.get(&h.date).is_none_or(|same| same.kind != h.kind);
        a.days.values().filter(other).map(|h| h.source.clone()).collect::<BTreeSet<_>>()
    };
    let sources = &differing(now, &then) | &differing(&then, now);
    (!sources.is_empty()).then_some(Others { then, sources })
}

/// A line for each date that is another than with the days off of then, with the document that gave or took them. What a decision about
/// a single date has told already (`told`) is left out, and so is what is past.
pub fn moved(
    project: &Project,
    others: &Others,
    published: &Published,
    told: impl Fn(&Occurrence) -> bool,
) -> Vec<String> {
    let model = Model { holidays: others.then.clone(), ..project.model.clone() };
    let then = of_office(&project.state.lineages().office(&model, project.day));
    let now = dated(project);
    let has_day = |o: &&Occurrence| !o.undecided_day && o.status != Status::Cancelled;
    let mut found: Vec<(&Occurrence, &Occurrence)> = Vec::new();
    for o in now.values().filter(has_day).filter(|o| !told(o)) {
        let was = then.get(&o.slot).filter(has_day).filter(|was| was.actual != o.actual);
        found.extend(was.filter(|was| project.day <= was.actual.end.max(o.actual.end)).map(|was| (was, o)));
    }
    found.sort_by_key(|(_, o)| (o.actual, &o.slot));
    let line = |(was, o): (&Occurrence, &Occurrence)| {
        // The day readers have, whatever else was corrected since.
        let day = published.day(project, &o.slot).unwrap_or(was.actual.start);
        if day == o.actual.start {
            return None;
        }
        let why = reasons(&project.model, (&then, &now), o, &others.sources).join("; ");
        let (title, to) = (titled(project, &o.slot, Some(day))?, day_words(o.actual.start));
        let why = if why.is_empty() { "lịch nghỉ đã thay đổi" } else { &why };
        Some(format!("{title}: chuyển sang {to} ({why})."))
    };
    found.into_iter().filter_map(line).collect()
}

type Slots = BTreeMap<String, Occurrence>;

/// Which of the documents led to the day there is, or had led to the one there was; of what follows a meeting those that moved that.
fn reasons<'f>(
    model: &Model,
    (then, now): (&Slots, &Slots),
    is: &Occurrence,
    fresh: &'f BTreeSet<String>,
) -> Vec<&'f str> {
    let mut named: Vec<&str> = Vec::new();
    for step in is.steps.iter().chain(then.get(&is.slot).into_iter().flat_map(|was| &was.steps)) {
        if let Ground::Holiday(source) = &step.ground
            && let Some(source) = fresh.get(source)
            && !named.contains(&source.as_str())
        {
            named.push(source);
        }
    }
    let base = || model.rule_on(&is.rule, is.words_of)?.when.base();
    match base().and_then(|base| now.get(&format!("{base}/{}", is.period()))) {
        Some(base) if named.is_empty() => reasons(model, (then, now), base, fresh),
        _ => named,
    }
}
