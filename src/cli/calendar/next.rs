//! `quyche calendar next [ROLE|UNIT]`: what is due next, and what still has no day.

use jiff::Span;

use super::super::End;
use super::super::console::Console;
use super::super::project::Project;
use super::super::who;
use super::{failed, keep_those_of, list, objects};
use crate::calendar::{self, Occurrence, Status};
use crate::duty::Agendas;
use crate::history::Snapshot;
use crate::say;

pub fn run(
    project: &Project,
    s: &Snapshot<'_>,
    agendas: &Agendas<'_>,
    (word, count): (Option<&str>, usize),
    json: bool,
    console: &mut Console,
) -> End {
    if project.report.has_errors() {
        return failed(project, &project.report, console);
    }
    let bearer = match word.map(|word| who::find(s, word)).transpose() {
        Ok(bearer) => bearer,
        Err(message) => {
            console.error(&message);
            return End::Usage;
        }
    };
    console.beside(&project.unloaded_years(), &project.sources.files);
    // The dates that can be computed are shown.
    let (mut found, _) = calendar::occurrences(s, s.day, s.day.saturating_add(Span::new().years(1)));
    found.retain(|o| o.actual.end >= s.day && o.status != Status::Cancelled);
    if let Some(bearer) = bearer {
        keep_those_of(agendas, &bearer, s.day, &mut found);
    }
    let (open, mut dated): (Vec<Occurrence>, Vec<Occurrence>) = found.into_iter().partition(|o| o.undecided_day);
    dated.truncate(count);
    // Of what has no day, the spans that have begun are what somebody should set now.
    let open: Vec<Occurrence> = open.into_iter().filter(|o| o.nominal.start <= s.day).collect();
    if json {
        console.json(&objects(s, agendas, dated.iter().chain(&open)));
        return End::Ok;
    }
    let lang = console.lang;
    if dated.is_empty() && open.is_empty() {
        console.note(&say!("không có việc nào trong một năm tới", "nothing is due within a year"));
    }
    for o in &dated {
        let left = (o.actual.start - s.day).get_days();
        let left = match left {
            ..=0 => say!("hôm nay", "today"),
            1 => say!("ngày mai", "tomorrow"),
            _ => say!("{left} ngày nữa", "in {left} days"),
        };
        console.data(&format!("{:<13} {}", left.in_lang(lang), list::line(s, o, lang)));
    }
    if !open.is_empty() {
        console.data(say!("\nChưa ấn định ngày:\n", "\nStill without a day:\n").in_lang(lang));
        open.iter().for_each(|o| console.data(&list::line(s, o, lang)));
    }
    End::Ok
}
