//! `quyche calendar`: meetings and deadlines of a span of days, as a list, a month, CSV, iCalendar or JSON; one of them
//! explained; what is due next; and the ledger of what was published.

mod csv;
mod explain;
mod flags;
mod list;
mod month;
mod next;
mod object;
mod record;

use jiff::Span;
use jiff::civil::Date;
use serde_json::Value;

pub use flags::Flags;
pub(super) use object::days;

use super::args::Shared;
use super::console::Console;
use super::project::{self, Project};
use super::{End, who};
use crate::calendar::{self, DateRange, Occurrence};
use crate::diagnostic::{Report, Say};
use crate::duty::Agendas;
use crate::history::{Snapshot, State};
use crate::model::Actor;
use crate::{ics, say, site};
use flags::{Form, Verb};

/// Does what the flags ask for.
pub fn run(shared: &Shared, flags: &Flags, console: &mut Console) -> End {
    let project = match project::open(shared, console) {
        Ok(project) => project,
        Err(end) => return end,
    };
    let Some(snapshot) = project.state.snapshot() else {
        return failed(&project, &project.report, console);
    };
    let (past, coming) = project.others();
    let (past, coming) = (past.iter().filter_map(State::snapshot), coming.iter().filter_map(State::snapshot));
    let agendas = Agendas::with_past(past, &snapshot, coming);
    if let Some(slot) = &flags.explain {
        return explain::run(&project, &snapshot, &agendas, slot, shared.json, console);
    }
    if let Some(Verb::Next { who, count }) = &flags.verb {
        return next::run(&project, &snapshot, &agendas, (who.as_deref(), *count), shared.json, console);
    }
    if flags.record {
        return record::run(&project, &snapshot, shared.json, console);
    }
    let (from, to) = match span(flags, project.day) {
        Ok(span) => span,
        Err(message) => {
            console.error(&message);
            return End::Usage;
        }
    };
    let (mut found, computed) = calendar::occurrences(&snapshot, from, to);
    let mut report = project.report.clone();
    report.extend(if shared.strict { computed.strict() } else { computed });
    if report.has_errors() {
        return failed(&project, &report, console);
    }
    if let Some(word) = &flags.who {
        match who::find(&snapshot, word) {
            Ok(bearer) => keep_those_of(&agendas, &bearer, project.day, &mut found),
            Err(message) => {
                console.error(&message);
                return End::Usage;
            }
        }
    }
    let (lang, form) = (console.lang, flags.form(shared.json));
    // A program that has a date which stood here must hear where it went; a list of these days would not say why it is on it.
    found.retain(|o| matches!(form, Form::Ics) || o.falls_within(DateRange { start: from, end: to }));
    match form {
        Form::Json => console.json(&objects(&snapshot, &agendas, &found)),
        Form::Csv => console.data(&csv::text(&snapshot, &agendas, &found)),
        Form::Ics => {
            let feed = site::feed_of(&snapshot, &found, lang);
            console.data(&String::from_utf8_lossy(&ics::write(&feed)));
        }
        Form::Month => console.data(&month::text(&snapshot, from, &found, lang)),
        Form::List => found.iter().for_each(|o| console.data(&list::line(&snapshot, o, lang))),
    }
    End::Ok
}

/// The first and the last day asked for.
fn span(flags: &Flags, day: Date) -> Result<(Date, Date), Say> {
    if let Some(month) = &flags.month {
        let first = format!("{month}-01").parse::<Date>().ok().filter(|_| month.len() == 7);
        let first = first.ok_or_else(|| {
            say!("--month {month}: viết NĂM-THÁNG, ví dụ 2026-11", "--month {month}: write YEAR-MONTH, e.g. 2026-11")
        })?;
        return Ok((first, first.last_of_month()));
    }
    let from = flags.from.unwrap_or(day);
    let to = flags.to.unwrap_or_else(|| from.saturating_add(Span::new().months(1)));
    if to < from {
        return Err(say!("--to {to} đứng trước --from {from}", "--to {to} is before --from {from}"));
    }
    Ok((from, to))
}

fn failed(project: &Project, report: &Report, console: &mut Console) -> End {
    console.findings(&report.clone().sorted(), &project.sources.files, false);
    End::Content
}

/// Leaves what concerns somebody, by the office of each day.
fn keep_those_of(agendas: &Agendas<'_>, bearer: &Actor, day: Date, found: &mut Vec<Occurrence>) {
    let turns = agendas.of(bearer);
    found.retain(|o| turns.part(asked_on(o, day), &o.rule, o.words_of).is_some());
}

/// The day of whose office it is asked whose an occurrence is: its own. A span that has begun is with whoever is there on the day.
fn asked_on(o: &Occurrence, day: Date) -> Date {
    if day <= o.actual.end { o.actual.start.max(day) } else { o.actual.start }
}

fn objects<'o>(s: &Snapshot<'_>, agendas: &Agendas<'_>, found: impl IntoIterator<Item = &'o Occurrence>) -> Value {
    Value::Array(found.into_iter().map(|o| object::object(s, agendas, o)).collect())
}
