//! One dated occurrence as shown: the three dates and the way from one to the next (design 3).

use super::changes::cite_in;
use super::planner::{Planner, kind_key};
use super::routes;
use super::view::{Cite, Entry, Link, StepView};
use crate::calendar::{Ground, Occurrence, Step, ground_cited, other_readings, time_key};
use crate::model::{Actor, ProvisionId, Rule};
use crate::text::Verbatim;

/// Everything known of an occurrence.
pub(super) fn entry(planner: &Planner<'_>, o: &Occurrence) -> Entry {
    let rule = planner.rule_on(&o.rule, o.words_of);
    // Who takes part is told by the office of that day, under the names of that day.
    let office = planner.office_on(o.actual.start);
    let then = office.as_ref().and_then(|s| s.model.rule_on(&o.rule, o.words_of)).or(rule);
    let named = |actor: &Actor| {
        let link = planner.actor(actor);
        let text = office.as_ref().map_or_else(|| link.text.clone(), |s| s.actor_name(actor));
        Link { text, ..link }
    };
    let quoted = |of: fn(&Rule) -> &Option<(ProvisionId, Verbatim)>| {
        then.and_then(|r| of(r).as_ref()).map_or_else(String::new, |(_, words)| words.to_string())
    };
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
        note: rule.and_then(|r| r.note.clone()).unwrap_or_default(),
        by: o.by.map_or_else(String::new, time_key),
        status: o.status.as_str(),
        conditional: rule.and_then(|r| r.conditional.clone()).unwrap_or_default(),
        steps: o.steps.iter().map(|s| step(planner, o, s)).collect(),
        other_readings: others.map_or_else(String::new, |words| words.in_lang(planner.lang).to_owned()),
        alternatives: o.alternatives.iter().map(|range| range.say().in_lang(planner.lang).to_owned()).collect(),
        quote: rule.map_or_else(String::new, |r| r.quote.to_string()),
        cite: rule.map_or_else(Cite::default, |r| planner.cite_on(r, o.words_of)),
        who: then.map_or_else(Vec::new, |r| r.who.iter().map(named).collect()),
        to: then.map_or_else(Vec::new, |r| r.to.iter().map(named).collect()),
        chair: then.map_or_else(Vec::new, |r| r.chair.iter().map(named).collect()),
        chair_fallback: quoted(|r| &r.chair_fallback),
        attendees: then.map_or_else(Vec::new, |r| r.attendees.iter().map(named).collect()),
        optional_attendees: quoted(|r| &r.optional_attendees),
        href,
        on_week_page: planner.on_week_page_only(o),
    }
}

/// A line of [Cách tính] and what it rests on; plain arithmetic rests on nothing.
fn step(planner: &Planner<'_>, o: &Occurrence, s: &Step) -> StepView {
    let (cite, source, choice) = match &s.ground {
        Ground::Provision(_) | Ground::OtherWords(..) => {
            let cited = ground_cited(planner.s, o, &s.ground);
            (cited.map(|(text, id)| cite_in(planner, text, &id)), String::new(), "")
        }
        Ground::Holiday(source) | Ground::Decision(source) => (None, source.clone(), ""),
        Ground::Law(law) => (None, (*law).to_owned(), ""),
        Ground::WeekRule => (None, String::new(), "week"),
        Ground::Roll => (None, String::new(), "roll"),
        Ground::Arithmetic => (None, String::new(), ""),
    };
    StepView { words: s.say.in_lang(planner.lang).to_owned(), cite, source, choice }
}
