//! `quyche calendar --from D --to D`: the occurrences that touch a span of days.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::args::Shared;
use super::console::Console;
use super::{End, project};
use crate::calendar::{self, DateRange, Occurrence, time_key};
use crate::history::{self, Snapshot};
use crate::model::{Actor, Limit, OccurrenceKind};
use crate::say;
use crate::text::weekday_words;

/// Prints the occurrences from `from` (the day, when absent) to `to` (a month later, when absent).
pub fn run(shared: &Shared, from: Option<Date>, to: Option<Date>, console: &mut Console) -> End {
    let project = match project::open(shared, console) {
        Ok(project) => project,
        Err(end) => return end,
    };
    let mut report = project.report;
    let from = from.unwrap_or(project.day);
    let to = to.unwrap_or_else(|| from.saturating_add(jiff::Span::new().months(1)));
    if to < from {
        console.error(&say!("--to {to} đứng trước --from {from}", "--to {to} is before --from {from}"));
        return End::Usage;
    }
    let Some(snapshot) = history::on(&project.model, project.day) else { return End::Content };
    let found = report.take(calendar::occurrences(&snapshot, from, to));
    let report = if shared.strict { report.strict() } else { report }.sorted();
    if report.has_errors() {
        console.findings(&report, &project.sources.files, false);
        return End::Content;
    }
    if shared.json {
        console.json(&found.iter().map(|o| object(&snapshot, o)).collect());
    } else {
        for o in &found {
            let title = snapshot.model.rule(&o.rule).map_or("", |r| r.title.as_str());
            let weekday = weekday_words(o.actual.start.weekday());
            let reason =
                if o.reason.vi.is_empty() { String::new() } else { format!("  [{}]", o.reason.in_lang(console.lang)) };
            console.data(&format!("{weekday:<8} {}  {title} ({}){reason}\n", o.actual.words(), o.slot));
        }
    }
    End::Ok
}

/// One occurrence as JSON; days are ISO 8601, a window is `first/last`.
fn object(s: &Snapshot<'_>, o: &Occurrence) -> Value {
    let rule = s.model.rule(&o.rule);
    let ids = |actors: &[Actor]| actors.iter().map(Actor::id).collect::<Vec<_>>();
    json!({
        "rule": o.rule.as_str(),
        "slot": o.slot,
        "period": o.period(),
        "kind": match o.kind { OccurrenceKind::Meeting => "meeting", OccurrenceKind::Report => "report", OccurrenceKind::Task => "task" },
        "title": rule.map(|r| r.title.as_str()),
        "limit": rule.map(|r| match r.limit { Limit::Before => "before", Limit::OnOrBefore => "on_or_before", Limit::Exact => "exact" }),
        "nominal": days(o.nominal),
        "last_allowed": o.last_allowed.to_string(),
        "actual": days(o.actual),
        "by": o.by.map(time_key),
        "status": o.status.as_str(),
        "reason": o.reason.vi,
        "alternatives": o.alternatives.iter().map(|a| days(*a)).collect::<Vec<_>>(),
        "conditional": rule.and_then(|r| r.conditional.as_deref()),
        "cite": rule.map(|r| r.cite.as_str()),
        "quote": rule.map(|r| r.quote.as_str()),
        "who": rule.map(|r| ids(&r.who)),
        "to": rule.map(|r| ids(&r.to)),
        "chair": rule.and_then(|r| r.chair.as_ref()).map(Actor::id),
        "attendees": rule.map(|r| ids(&r.attendees)),
    })
}

/// A day or window in ISO 8601.
pub(super) fn days(range: DateRange) -> String {
    if range.is_window() { format!("{}/{}", range.start, range.end) } else { range.start.to_string() }
}
