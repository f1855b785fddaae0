//! The calendar feeds: one for all, one for each role, unit, and role in a unit (design 3, ".ics").
//!
//! Only what has a day is an event: a month window or a quota stays on the pages until somebody sets its day. What was called
//! off stays an event, or it would stay in people's calendars as if nothing had happened.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::ended::{ended, last_name};
use super::feed::{Feed, FeedEvent, FeedStatus, FeedTime};
use super::feed_text::{description, people};
use super::planner::Planner;
use super::routes;
use crate::calendar::{self, Occurrence, Revision, Status};
use crate::diagnostic::Lang;
use crate::duty::{Agenda, Bearers};
use crate::history::Snapshot;
use crate::model::{Actor, Holidays, OccurrenceKind, Office, Rule, RuleId, TimeOfDay, Unit};
use crate::text::Lookup;

/// When a reminder rings, in minutes from midnight: 9 o'clock.
const NINE: u32 = 9 * 60;
const DAY: u32 = 24 * 60;

/// Every feed of the site, from the dated occurrences of the years shown.
///
/// A calendar once published keeps its address and what it held: an event of a day gone by stays with those whom it concerned
/// on that day, by the office of that day. So nothing vanishes from a subscriber's past when units merge, and nothing of
/// the new unit's comes before it was there. From the day of a decision to come on, an event is with those whom it will concern.
#[must_use]
pub(super) fn feeds(planner: &Planner<'_>) -> Vec<Feed> {
    let past = planner.past;
    let (s, lang) = (planner.s, planner.lang);
    let events = events(s, planner.dates, lang);
    let mut offices = past.offices();
    let now = offices.len();
    offices.push(s.clone());
    offices.extend(past.coming());
    let mut thens: Vec<Then<'_>> = offices.iter().map(Then::new).collect();
    let mut all: Vec<Arc<FeedEvent>> = Vec::new();
    for (o, rule, mut event) in events {
        let at = past.place(o.actual.start);
        let then = offices[at].model.rule_on(&o.rule, o.words_of);
        // What a day to come rests on is told in the numbers it will have.
        if now < at
            && let Some(rule) = then
        {
            event.description = description(&offices[at], &calendar::taken_to(s, &offices[at], o), rule, lang);
        }
        let people = people(&offices[at], then.unwrap_or(rule), lang);
        if !people.is_empty() {
            event.description = format!("{people}\n{}", event.description);
        }
        thens[at].events.at((&rule.id, rule.valid_from)).push(all.len());
        all.push(Arc::new(event));
    }
    let title = |name: &str| format!("{name} – {}", s.model.office.short_name);
    let feed = |id: &str, name: &str, bearer: &Actor| {
        let mut held: Vec<usize> = thens.iter().flat_map(|then| then.of(bearer)).collect();
        held.sort_unstable();
        let events = held.into_iter().map(|at| Arc::clone(&all[at])).collect();
        Feed { path: routes::feed(id), title: title(name), lang, events }
    };
    let every = all.clone();
    let mut feeds = vec![Feed { path: routes::feed_of_all(), title: title(title_of_all(lang)), lang, events: every }];
    let known = s.model.roles.iter().filter(|r| r.from.is_none_or(|from| from <= s.day));
    let roles = known.map(|r| (r.id.to_string(), r.name.clone(), Actor::Role(r.id.clone())));
    let unit = |u: &Unit, name: &str| (u.id.to_string(), name.to_owned(), Actor::Unit(u.id.clone()));
    let units = s.units.iter().map(|u| unit(u, u.name_on(s.day)));
    let ended = ended(planner).map(|u| unit(u, last_name(u)));
    let pairs: BTreeSet<_> = planner.handbooks.iter().chain(&planner.former_handbooks).collect();
    let posts = pairs.into_iter().map(|(role, unit)| {
        let bearer = Actor::RoleAt(role.clone(), unit.clone());
        (routes::pair(role, unit), s.actor_name(&bearer), bearer)
    });
    let bearers: Vec<(String, String, Actor)> = roles.chain(units).chain(ended).chain(posts).collect();
    feeds.par_extend(bearers.par_iter().map(|(id, name, bearer)| feed(id, name, bearer)));
    feeds
}

/// An office of some days, with the events of those days.
struct Then<'o> {
    s: &'o Snapshot<'o>,
    agenda: Agenda<'o>,
    rules: Lookup<RuleKey<'o>, &'o Rule>,
    /// The places of the events that follow from a rule.
    events: Lookup<RuleKey<'o>, Vec<usize>>,
}

/// One rule may follow another under its id; the first day tells them apart.
type RuleKey<'o> = (&'o RuleId, Option<Date>);

impl<'o> Then<'o> {
    fn new(s: &'o Snapshot<'o>) -> Self {
        let rules = s.model.rules.iter().map(|rule| ((&rule.id, rule.valid_from), rule)).collect();
        Self { s, agenda: Agenda::new(s, &s.model.rules), rules, events: Lookup::default() }
    }

    /// The places of the events that concern a bearer.
    fn of(&self, bearer: &Actor) -> Vec<usize> {
        let bears = !self.events.is_empty() && self.s.is_there(bearer);
        let theirs = if bears { self.agenda.of(&Bearers::of(self.s, bearer)) } else { Vec::new() };
        let keys = theirs.into_iter().map(|(rule, _)| (rule, (&rule.id, rule.valid_from)));
        let first = keys.filter(|(rule, key)| self.rules.get(key).is_some_and(|first| std::ptr::eq(*first, *rule)));
        first.filter_map(|(_, key)| self.events.get(&key)).flatten().copied().collect()
    }
}

/// The feed of any occurrences, for everybody.
#[must_use]
pub fn feed_of(s: &Snapshot<'_>, dates: &[Occurrence], lang: Lang) -> Feed {
    Feed {
        path: routes::feed_of_all(),
        title: format!("{} – {}", title_of_all(lang), s.model.office.short_name),
        lang,
        events: events(s, dates, lang).into_iter().map(|(_, _, event)| Arc::new(event)).collect(),
    }
}

fn title_of_all(lang: Lang) -> &'static str {
    if lang == Lang::Vi { "Lịch chung" } else { "General calendar" }
}

fn events<'s, 'o>(s: &Snapshot<'s>, dates: &'o [Occurrence], lang: Lang) -> Vec<(&'o Occurrence, &'s Rule, FeedEvent)> {
    let event = |o: &'o Occurrence| {
        let rule = s.model.rule_on(&o.rule, o.words_of)?;
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
        uid: uid(&o.slot, office),
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
        reminder: Some(reminder(&s.model.holidays, when)),
    })
}

/// The identity of what falls in a slot. The slot is `rule/period`; a slash is legal in a UID, a dot is what the design shows.
#[must_use]
pub fn uid(slot: &str, office: &Office) -> String {
    format!("{}@{}", slot.replace('/', "."), office.uid_domain)
}

/// Minutes from 9 o'clock of the working day before to the beginning: midnight, or the hour of a timed event. Counted from the
/// hour alone, an event at two in the afternoon would ring at eleven at night.
fn reminder(holidays: &Holidays, when: FeedTime) -> u32 {
    let (start, minutes) = match when {
        FeedTime::Days { start, .. } => (start, 0),
        FeedTime::Hour { start, .. } => {
            (start.date(), u32::from(start.hour().unsigned_abs()) * 60 + u32::from(start.minute().unsigned_abs()))
        }
    };
    let mut before = start.yesterday().unwrap_or(start);
    // A year that is not loaded has no days off to pass over.
    while calendar::day(holidays, before).is_ok_and(|day| day.off) {
        let Ok(earlier) = before.yesterday() else { break };
        before = earlier;
    }
    let days = (start - before).get_days().unsigned_abs();
    (days * DAY + minutes).saturating_sub(NINE)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Files, Span};
    use jiff::ToSpan;
    use jiff::civil::{Date, date};

    /// The loaded year 2026 without a holiday: Monday to Friday are worked.
    fn plain() -> Holidays {
        let file = Files::default().add("holidays/vn.yaml", "");
        Holidays { years: [(2026, Span::new(file, 0, 0))].into(), ..Holidays::default() }
    }

    #[test]
    fn every_reminder_rings_at_nine_of_the_working_day_before() {
        let holidays = plain();
        let whole = |start: Date| (FeedTime::Days { start, end: start }, start.at(0, 0, 0, 0));
        let timed = |start: Date, h, m| {
            let start = start.at(h, m, 0, 0);
            (FeedTime::Hour { start, end: None }, start)
        };
        for day in (0..14).map(|n| date(2026, 3, 16).saturating_add(n.days())) {
            let weekday = day.weekday().to_monday_zero_offset();
            let back = if weekday == 0 {
                3
            } else if weekday == 6 {
                2
            } else {
                1
            };
            for (when, start) in
                [whole(day), timed(day, 8, 30), timed(day, 14, 0), timed(day, 0, 0), timed(day, 23, 59)]
            {
                let rings = start.saturating_sub(i64::from(reminder(&holidays, when)).minutes());
                assert_eq!(rings, day.saturating_sub(back.days()).at(9, 0, 0, 0), "{day} {start}");
            }
        }
        let (unloaded, _) = whole(date(2031, 3, 17));
        assert_eq!(reminder(&holidays, unloaded), DAY - NINE, "the day before, where nothing is known");
    }
}
