//! The calendar feeds: one for all, one for each role, unit, and role in a unit (design 3, ".ics").
//!
//! Only what has a day is an event: a month window or a quota stays on the pages until somebody sets its day.

use std::collections::BTreeSet;

use super::feed::{Feed, FeedEvent, FeedStatus, FeedTime};
use super::routes;
use crate::calendar::{Occurrence, Status};
use crate::diagnostic::Lang;
use crate::duty::{handbooks, takes_part};
use crate::history::Snapshot;
use crate::model::{Actor, OccurrenceKind, Rule, TimeOfDay};

/// A reminder of a whole day rings the morning before: 15 hours before midnight is 9 o'clock.
const REMINDER_MINUTES: u32 = 15 * 60;

/// Every feed of the site, from the dated occurrences of the years shown.
#[must_use]
pub fn feeds(s: &Snapshot<'_>, dates: &[Occurrence], lang: Lang) -> Vec<Feed> {
    let events: Vec<(&Rule, FeedEvent)> = dates
        .iter()
        .filter(|o| !o.undecided_day)
        .filter_map(|o| s.model.rule(&o.rule).map(|rule| (rule, event(s, o, rule, lang))))
        .collect();
    let feed = |path: String, title: String, concerned: &dyn Fn(&Rule) -> bool| Feed {
        path,
        title: format!("{title} – {}", s.model.office.short_name),
        events: events.iter().filter(|(rule, _)| concerned(rule)).map(|(_, e)| e.clone()).collect(),
    };
    let all = if lang == Lang::Vi { "Lịch chung" } else { "All" };
    let mut feeds = vec![feed(routes::feed_of_all(), all.to_owned(), &|_| true)];
    for role in &s.model.roles {
        let bearer = Actor::Role(role.id.clone());
        feeds.push(feed(routes::feed(role.id.as_str()), role.name.clone(), &|r| takes_part(s, &bearer, r)));
    }
    for unit in &s.units {
        // A unit's calendar holds what its head must hand in: the head signs, the unit does the work.
        let bearer = Actor::Unit(unit.id.clone());
        let head = Actor::RoleAt(unit.head.role.clone(), unit.id.clone());
        let concerned = |r: &Rule| takes_part(s, &bearer, r) || takes_part(s, &head, r);
        feeds.push(feed(routes::feed(unit.id.as_str()), unit.name_on(s.day).to_owned(), &concerned));
    }
    let pairs: BTreeSet<_> = handbooks(s).into_iter().collect();
    for (role, unit) in pairs {
        let bearer = Actor::RoleAt(role.clone(), unit.clone());
        let title = s.actor_name(&bearer);
        feeds.push(feed(routes::feed(&format!("{role}--{unit}")), title, &|r| takes_part(s, &bearer, r)));
    }
    feeds
}

fn event(s: &Snapshot<'_>, o: &Occurrence, rule: &Rule, lang: Lang) -> FeedEvent {
    let office = &s.model.office;
    let word = match (o.kind, lang) {
        (OccurrenceKind::Meeting, Lang::Vi) if rule.title.to_lowercase().starts_with("họp") => "",
        (OccurrenceKind::Meeting, Lang::Vi) => "Họp: ",
        (OccurrenceKind::Meeting, Lang::En) => "Meeting: ",
        (_, Lang::Vi) => "Hạn: ",
        (_, Lang::En) => "Due: ",
    };
    let when = match o.by {
        Some(TimeOfDay::At(time)) => FeedTime::Hour { start: o.actual.start.to_datetime(time), end: None },
        _ => FeedTime::Days { start: o.actual.start, end: o.actual.end },
    };
    let citation = s.version.provision(&rule.cite).map_or(rule.cite.as_str(), |p| p.citation.as_str());
    let mut description = format!("«{}» ({citation})\n", rule.quote);
    if let Some(condition) = &rule.conditional {
        description.push_str(&format!("{condition}\n"));
    }
    for step in &o.steps {
        description.push_str(&format!("– {}\n", step.say.in_lang(lang)));
    }
    let base = office.base_url.trim_end_matches('/');
    let page = format!("{}#{}", routes::month(o.actual.start), routes::slot_anchor(&o.slot));
    FeedEvent {
        // The slot is `rule/period`; a slash is legal in a UID, a dot is what the design shows.
        uid: format!("{}@{}", o.slot.replace('/', "."), office.uid_domain),
        summary: format!("{word}{}", rule.title),
        when,
        description,
        url: (!base.is_empty()).then(|| format!("{base}/{page}")),
        status: if o.status == Status::Firm { FeedStatus::Confirmed } else { FeedStatus::Tentative },
        sequence: 0,
        stamp: s.day,
        reminder: Some(REMINDER_MINUTES),
    }
}
