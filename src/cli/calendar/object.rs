//! An occurrence as JSON: days are ISO 8601, a window is `first/last`.

use serde_json::{Value, json};

use super::asked_on;
use crate::calendar::{self, DateRange, Occurrence, time_key};
use crate::diagnostic::Lang;
use crate::duty::Agendas;
use crate::history::Snapshot;
use crate::model::{Actor, Limit, OccurrenceKind};
use crate::site;

/// One occurrence; who takes part is told by the office of its day.
pub fn object(s: &Snapshot<'_>, agendas: &Agendas<'_>, o: &Occurrence) -> Value {
    let rule = s.model.rule_on(&o.rule, o.words_of);
    let then = agendas.rule_of(asked_on(o, s.day), &o.rule, o.words_of).or(rule);
    let event = rule.and_then(|rule| site::event(s, o, rule, Lang::Vi));
    let ids = |actors: &[Actor]| actors.iter().map(Actor::id).collect::<Vec<_>>();
    json!({
        "rule": o.rule.as_str(),
        "slot": o.slot,
        "period": o.period(),
        "kind": kind(o.kind),
        "title": rule.map(|r| r.title.as_str()),
        "limit": rule.map(|r| match r.limit { Limit::Before => "before", Limit::OnOrBefore => "on_or_before", Limit::Exact => "exact" }),
        "nominal": days(o.nominal),
        "last_allowed": o.last_allowed.to_string(),
        "actual": days(o.actual),
        "by": o.by.map(time_key),
        "status": o.status.as_str(),
        "undecided_day": o.undecided_day,
        "reason": o.reason.vi,
        "alternatives": o.alternatives.iter().map(|a| days(*a)).collect::<Vec<_>>(),
        "conditional": rule.and_then(|r| r.conditional.as_deref()),
        "cite": rule.map(|r| s.cited_on(r, &r.cite, &r.quote, o.words_of).1.to_string()),
        "quote": rule.map(|r| r.quote.as_str()),
        "who": then.map(|r| ids(&r.who)),
        "to": then.map(|r| ids(&r.to)),
        "chair": then.and_then(|r| one_or_all(&r.chair)),
        "chair_fallback": then.and_then(|r| r.chair_fallback.as_ref()).map(|(_, words)| words.as_str()),
        "attendees": then.map(|r| ids(&r.attendees)),
        "optional_attendees": then.and_then(|r| r.optional_attendees.as_ref()).map(|(_, words)| words.as_str()),
        "uid": event.as_ref().map(|e| e.uid.as_str()),
        "sequence": event.as_ref().map(|e| e.sequence),
        "last_modified": event.as_ref().map(|e| e.stamp.to_string()),
    })
}

/// Whoever chairs: an id, or a list of ids where several do.
fn one_or_all(actors: &[Actor]) -> Option<Value> {
    match actors {
        [] => None,
        [one] => Some(json!(one.id())),
        all => Some(json!(all.iter().map(Actor::id).collect::<Vec<_>>())),
    }
}

/// One occurrence with the way to it: steps, readings, and what was decided about it.
pub fn explained(s: &Snapshot<'_>, agendas: &Agendas<'_>, o: &Occurrence) -> Value {
    let mut value = object(s, agendas, o);
    let Value::Object(map) = &mut value else { return value };
    let steps = o.steps.iter().map(|step| {
        let source = calendar::ground_words(s, o, &step.ground).map(|words| words.vi);
        json!({ "words": step.say.vi, "source": source })
    });
    map.insert("steps".to_owned(), steps.collect());
    let chosen = s.model.office.week_rule;
    let reading = |r: &calendar::Reading| json!({ "week_rule": r.week_rule.as_str(), "nominal": r.date.map(|d| d.to_string()), "chosen": Some(r.week_rule) == chosen });
    map.insert("readings".to_owned(), o.readings.iter().map(reading).collect());
    let own = s.model.overrides.iter().filter(|e| e.slot == o.slot);
    let history = own.map(|e| {
        let (to, at) = (e.action.to().map(|d| d.to_string()), e.at.map(time_key));
        json!({ "action": e.action.as_str(), "to": to, "at": at, "ref": e.reference, "issued": e.issued.to_string() })
    });
    map.insert("overrides".to_owned(), history.collect());
    value
}

/// A day or window in ISO 8601.
pub fn days(range: DateRange) -> String {
    if range.is_window() { format!("{}/{}", range.start, range.end) } else { range.start.to_string() }
}

/// The stable form of a kind.
pub fn kind(kind: OccurrenceKind) -> &'static str {
    match kind {
        OccurrenceKind::Meeting => "meeting",
        OccurrenceKind::Report => "report",
        OccurrenceKind::Task => "task",
    }
}
