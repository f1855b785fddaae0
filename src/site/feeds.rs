//! The calendar feeds: one for all, one for each role, unit, and role in a unit (design 3, ".ics").
//!
//! Only what has a day is an event: a month window or a quota stays on the pages until somebody sets its day. What was called
//! off stays an event, or it would stay in people's calendars as if nothing had happened.

use std::collections::BTreeSet;

use super::feed::{Feed, FeedEvent, FeedStatus, FeedTime};
use super::feed_text::description;
use super::routes;
use crate::calendar::{self, Occurrence, Revision, Status};
use crate::diagnostic::Lang;
use crate::duty::{handbooks, part};
use crate::history::Snapshot;
use crate::model::{Actor, OccurrenceKind, Rule, TimeOfDay};

/// A reminder of a whole day rings the morning before: 15 hours before midnight is 9 o'clock.
const REMINDER_MINUTES: u32 = 15 * 60;

/// Every feed of the site, from the dated occurrences of the years shown.
#[must_use]
pub(super) fn feeds(s: &Snapshot<'_>, dates: &[Occurrence], lang: Lang) -> Vec<Feed> {
    let events = events(s, dates, lang);
    let feed = |path: String, title: String, concerned: &dyn Fn(&Rule) -> bool| Feed {
        path,
        title: format!("{title} – {}", s.model.office.short_name),
        events: events.iter().filter(|(rule, _)| concerned(rule)).map(|(_, e)| e.clone()).collect(),
    };
    let mut feeds = vec![feed(routes::feed_of_all(), title_of_all(lang).to_owned(), &|_| true)];
    for role in &s.model.roles {
        let bearer = Actor::Role(role.id.clone());
        feeds.push(feed(routes::feed(role.id.as_str()), role.name.clone(), &|r| concerned(s, &bearer, r)));
    }
    for unit in &s.units {
        let bearer = Actor::Unit(unit.id.clone());
        let name = unit.name_on(s.day).to_owned();
        feeds.push(feed(routes::feed(unit.id.as_str()), name, &|r| concerned(s, &bearer, r)));
    }
    let pairs: BTreeSet<_> = handbooks(s).into_iter().collect();
    for (role, unit) in pairs {
        let bearer = Actor::RoleAt(role.clone(), unit.clone());
        let title = s.actor_name(&bearer);
        feeds.push(feed(routes::feed(&format!("{role}--{unit}")), title, &|r| concerned(s, &bearer, r)));
    }
    feeds
}

/// The feed of any occurrences, for everybody.
#[must_use]
pub fn feed_of(s: &Snapshot<'_>, dates: &[Occurrence], lang: Lang) -> Feed {
    Feed {
        path: routes::feed_of_all(),
        title: format!("{} – {}", title_of_all(lang), s.model.office.short_name),
        events: events(s, dates, lang).into_iter().map(|(_, event)| event).collect(),
    }
}

/// Whether the calendar of a role, unit or role in a unit holds what a rule sets.
#[must_use]
pub fn concerned(s: &Snapshot<'_>, bearer: &Actor, rule: &Rule) -> bool {
    part(s, std::slice::from_ref(bearer), rule).is_some()
}

fn title_of_all(lang: Lang) -> &'static str {
    if lang == Lang::Vi { "Lịch chung" } else { "All" }
}

fn events<'s>(s: &Snapshot<'s>, dates: &[Occurrence], lang: Lang) -> Vec<(&'s Rule, FeedEvent)> {
    let event = |o: &Occurrence| {
        let rule = s.model.rule(&o.rule)?;
        Some((rule, event(s, o, rule, lang)?))
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
