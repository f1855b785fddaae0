//! One dated occurrence as shown: the three dates and the way from one to the next (design 3).

use super::planner::{Planner, day, kind_key};
use super::routes;
use super::view::{Cite, Day, Entry, StepView};
use crate::calendar::{Occurrence, Status};
use crate::model::TimeOfDay;

/// Everything known of an occurrence.
pub(super) fn entry(planner: &Planner<'_>, o: &Occurrence) -> Entry {
    let rule = planner.s.model.rule(&o.rule);
    let href = planner.occurrence_href(o);
    let linked = |date| Day { href: href.clone(), ..day(date) };
    let step = |s: &crate::calendar::Step| StepView {
        words: s.say.in_lang(planner.lang).to_owned(),
        source: s.source.clone().unwrap_or_default(),
    };
    Entry {
        anchor: routes::slot_anchor(&o.slot),
        title: rule.map_or_else(|| o.rule.to_string(), |r| r.title.clone()),
        kind: kind_key(o.kind),
        day: linked(o.actual.start),
        until: (o.actual.end != o.actual.start).then(|| day(o.actual.end)),
        nominal: day(o.nominal.start),
        last_allowed: day(o.last_allowed),
        by: o.by.map_or_else(String::new, by),
        status: status(o.status),
        conditional: rule.and_then(|r| r.conditional.clone()).unwrap_or_default(),
        steps: o.steps.iter().map(step).collect(),
        alternatives: o.alternatives.iter().map(|d| day(*d)).collect(),
        quote: rule.map_or_else(String::new, |r| r.quote.to_string()),
        cite: rule.map_or_else(Cite::default, |r| planner.cite(&r.cite)),
        who: rule.map_or_else(Vec::new, |r| planner.actors(&r.who)),
        to: rule.map_or_else(Vec::new, |r| planner.actors(&r.to)),
        chair: rule.map_or_else(Vec::new, |r| planner.actors(&r.chair)),
        attendees: rule.map_or_else(Vec::new, |r| planner.actors(&r.attendees)),
        href,
    }
}

/// The key of a part of the day, or the hour as written.
fn by(time: TimeOfDay) -> String {
    match time {
        TimeOfDay::Morning => "morning".to_owned(),
        TimeOfDay::Afternoon => "afternoon".to_owned(),
        TimeOfDay::At(t) => format!("{:02}:{:02}", t.hour(), t.minute()),
    }
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Firm => "firm",
        Status::DependsOnNotice => "depends_on_notice",
    }
}
