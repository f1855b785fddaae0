//! One dated occurrence as shown: the three dates and the way from one to the next (design 3).

use super::planner::{Planner, kind_key};
use super::routes;
use super::view::{Cite, Entry, StepView};
use crate::calendar::{Ground, Occurrence, Step, other_readings, time_key};

/// Everything known of an occurrence.
pub(super) fn entry(planner: &Planner<'_>, o: &Occurrence) -> Entry {
    let rule = planner.s.model.rule_on(&o.rule, o.last_allowed);
    let href = planner.occurrence_href(o);
    let others = other_readings(o, planner.s.model.office.week_rule);
    Entry {
        rule: o.rule.to_string(),
        anchor: routes::slot_anchor(&o.slot),
        title: rule.map_or_else(|| o.rule.to_string(), |r| r.title.clone()),
        kind: kind_key(o.kind),
        day: planner.day_of(o),
        until: (o.actual.end != o.actual.start).then(|| planner.day(o.actual.end)),
        nominal: planner.day(o.nominal.start),
        nominal_until: o.nominal.is_window().then(|| planner.day(o.nominal.end)),
        last_allowed: planner.day(o.last_allowed),
        by: o.by.map_or_else(String::new, time_key),
        status: o.status.as_str(),
        conditional: rule.and_then(|r| r.conditional.clone()).unwrap_or_default(),
        steps: o.steps.iter().map(|s| step(planner, s)).collect(),
        other_readings: others.map_or_else(String::new, |words| words.in_lang(planner.lang).to_owned()),
        alternatives: o.alternatives.iter().map(|range| range.say().in_lang(planner.lang).to_owned()).collect(),
        quote: rule.map_or_else(String::new, |r| r.quote.to_string()),
        cite: rule.map_or_else(Cite::default, |r| planner.cite(&r.cite)),
        who: rule.map_or_else(Vec::new, |r| planner.actors(&r.who)),
        to: rule.map_or_else(Vec::new, |r| planner.actors(&r.to)),
        chair: rule.map_or_else(Vec::new, |r| planner.actors(&r.chair)),
        attendees: rule.map_or_else(Vec::new, |r| planner.actors(&r.attendees)),
        href,
    }
}

/// A line of [Cách tính] and what it rests on; plain arithmetic rests on nothing.
fn step(planner: &Planner<'_>, s: &Step) -> StepView {
    let (cite, source, choice) = match &s.ground {
        Ground::Provision(id) => (Some(planner.cite(id)), String::new(), ""),
        Ground::Holiday(source) | Ground::Decision(source) => (None, source.clone(), ""),
        Ground::Law(law) => (None, (*law).to_owned(), ""),
        Ground::WeekRule => (None, String::new(), "week"),
        Ground::Roll => (None, String::new(), "roll"),
        Ground::Arithmetic => (None, String::new(), ""),
    };
    StepView { words: s.say.in_lang(planner.lang).to_owned(), cite, source, choice }
}
