//! The calendar feeds: one for all, one for each role, unit, and role in a unit (design 3, ".ics").
//!
//! Only what has a day is an event: a month window or a quota stays on the pages until somebody sets its day. What was called
//! off stays an event, or it would stay in people's calendars as if nothing had happened.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::ended::{ended, last_name};
use super::feed::{Feed, FeedEvent, FeedStatus, FeedTime};
use super::feed_text::description;
use super::past::Past;
use super::planner::Planner;
use super::routes;
use crate::calendar::{self, Occurrence, Revision, Status};
use crate::diagnostic::Lang;
use crate::duty::takes_part;
use crate::history::Snapshot;
use crate::model::{Actor, OccurrenceKind, RoleId, Rule, RuleId, TimeOfDay, UnitId};

/// A reminder of a whole day rings the morning before: 15 hours before midnight is 9 o'clock.
const REMINDER_MINUTES: u32 = 15 * 60;

/// Every feed of the site, from the dated occurrences of the years shown.
///
/// A calendar once published keeps its address and what it held: an event of a day gone by stays with those whom it concerned
/// on that day, by the office of that day. So nothing vanishes from a subscriber's past when units merge, and nothing of
/// the new unit's comes before it was there.
#[must_use]
pub(super) fn feeds(planner: &Planner<'_>, past: &Past) -> Vec<Feed> {
    let s = planner.s;
    let events = events(s, &planner.dates, planner.lang);
    let mut offices = past.offices();
    offices.push(s.clone());
    let office_of = |o: &Occurrence| offices.iter().position(|s| o.actual.start <= s.day).unwrap_or(offices.len() - 1);
    let events: Vec<(usize, &Rule, FeedEvent)> =
        events.into_iter().map(|(o, rule, event)| (office_of(o), rule, event)).collect();
    let title = |name: &str| format!("{name} – {}", s.model.office.short_name);
    let feed = |id: &str, name: &str, bearer: &Actor| {
        // Whom a rule concerned, asked once an office and not once an event.
        let mut known: BTreeMap<(usize, &RuleId, Option<Date>), bool> = BTreeMap::new();
        let holds = |at: usize, rule: &Rule| {
            let then = &offices[at];
            let there = |unit: &UnitId| then.units.iter().any(|u| u.id == *unit);
            let bears = match bearer {
                Actor::Unit(unit) | Actor::RoleAt(_, unit) => there(unit),
                _ => true,
            };
            // One rule may follow another under its id; the first day tells them apart.
            let same = |r: &&Rule| r.id == rule.id && r.valid_from == rule.valid_from;
            bears && then.model.rules.iter().find(same).is_some_and(|rule| concerned(then, bearer, rule))
        };
        let kept = events.iter().filter(|(at, rule, _)| {
            let (at, rule) = (*at, *rule);
            *known.entry((at, &rule.id, rule.valid_from)).or_insert_with(|| holds(at, rule))
        });
        Feed { path: routes::feed(id), title: title(name), events: kept.map(|(_, _, e)| e.clone()).collect() }
    };
    let all = events.iter().map(|(_, _, e)| e.clone()).collect();
    let mut feeds = vec![Feed { path: routes::feed_of_all(), title: title(title_of_all(planner.lang)), events: all }];
    for role in &s.model.roles {
        feeds.push(feed(role.id.as_str(), &role.name, &Actor::Role(role.id.clone())));
    }
    for unit in &s.units {
        feeds.push(feed(unit.id.as_str(), unit.name_on(s.day), &Actor::Unit(unit.id.clone())));
    }
    for unit in ended(planner) {
        feeds.push(feed(unit.id.as_str(), last_name(unit), &Actor::Unit(unit.id.clone())));
    }
    let pairs: BTreeSet<_> = planner.handbooks.iter().chain(&planner.former_handbooks).collect();
    for (role, unit) in pairs {
        let bearer = Actor::RoleAt(role.clone(), unit.clone());
        feeds.push(feed(&feed_ids(role, unit), &s.actor_name(&bearer), &bearer));
    }
    feeds
}

/// The id of the calendar of a role in a unit.
pub(super) fn feed_ids(role: &RoleId, unit: &UnitId) -> String {
    format!("{role}--{unit}")
}

/// The feed of any occurrences, for everybody.
#[must_use]
pub fn feed_of(s: &Snapshot<'_>, dates: &[Occurrence], lang: Lang) -> Feed {
    Feed {
        path: routes::feed_of_all(),
        title: format!("{} – {}", title_of_all(lang), s.model.office.short_name),
        events: events(s, dates, lang).into_iter().map(|(_, _, event)| event).collect(),
    }
}

/// Whether the calendar of a role, unit or role in a unit holds what a rule sets.
#[must_use]
pub fn concerned(s: &Snapshot<'_>, bearer: &Actor, rule: &Rule) -> bool {
    let Actor::Unit(unit) = bearer else { return takes_part(s, bearer, rule) };
    // A unit's calendar holds what its head must hand in: the head signs, the unit does the work.
    let head = s.model.unit(unit).map(|u| Actor::RoleAt(u.head.role.clone(), unit.clone()));
    takes_part(s, bearer, rule) || head.is_some_and(|head| takes_part(s, &head, rule))
}

fn title_of_all(lang: Lang) -> &'static str {
    if lang == Lang::Vi { "Lịch chung" } else { "All" }
}

fn events<'s, 'o>(s: &Snapshot<'s>, dates: &'o [Occurrence], lang: Lang) -> Vec<(&'o Occurrence, &'s Rule, FeedEvent)> {
    let event = |o: &'o Occurrence| {
        let rule = s.model.rule(&o.rule)?;
        Some((o, rule, event(s, o, rule, lang)?))
    };
    dates.iter().filter_map(event).collect()
}

/// An occurrence as an event; `None` while it has no day.
#[must_use]
pub fn event(s: &Snapshot<'_>, o: &Occurrence, rule: &Rule, lang: Lang) -> Option<FeedEvent> {
    if o.undecided_day {
        return None;
    }
    let office = &s.model.office;
    let when = match o.by {
        Some(TimeOfDay::At(time)) => FeedTime::Hour { start: o.actual.start.to_datetime(time), end: None },
        _ => FeedTime::Days { start: o.actual.start, end: o.actual.end },
    };
    let base = office.base_url.trim_end_matches('/');
    let page = format!("{}#{}", routes::month(o.actual.start), routes::slot_anchor(&o.slot));
    let Revision { sequence, modified } = calendar::revision(s, o);
    Some(FeedEvent {
        // The slot is `rule/period`; a slash is legal in a UID, a dot is what the design shows.
        uid: format!("{}@{}", o.slot.replace('/', "."), office.uid_domain),
        summary: summary(o, rule, lang),
        when,
        description: description(s, o, rule, lang),
        url: (!base.is_empty()).then(|| format!("{base}/{page}")),
        status: match o.status {
            Status::Firm => FeedStatus::Confirmed,
            Status::DependsOnNotice | Status::AwaitsDecision => FeedStatus::Tentative,
            Status::Cancelled => FeedStatus::Cancelled,
        },
        sequence,
        stamp: modified,
        reminder: Some(REMINDER_MINUTES),
    })
}

/// `Hạn: Báo cáo nửa tháng (sáng)`: a part of the day is no hour, and a whole day would hide it.
fn summary(o: &Occurrence, rule: &Rule, lang: Lang) -> String {
    let word = match (o.kind, lang) {
        (OccurrenceKind::Meeting, Lang::Vi) if rule.title.to_lowercase().starts_with("họp") => "",
        (OccurrenceKind::Meeting, Lang::Vi) => "Họp: ",
        (OccurrenceKind::Meeting, Lang::En) => "Meeting: ",
        (_, Lang::Vi) => "Hạn: ",
        (_, Lang::En) => "Due: ",
    };
    let part = match o.by {
        Some(by @ (TimeOfDay::Morning | TimeOfDay::Afternoon)) => {
            format!(" ({})", calendar::time_words(by).in_lang(lang))
        }
        _ => String::new(),
    };
    format!("{word}{}{part}", rule.title)
}
