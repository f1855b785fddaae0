//! The cost of the calendar alone: `cargo bench --bench calendar`. Fifty years of every obligation, for everybody and then sorted out
//! for every role and unit. Figures, not a test: machines are noisy.
//!
//! Years whose holidays nobody has announced are loaded plain, with the fixed days only; the walk is the same.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark measures and prints"
)]

use std::path::Path;
use std::time::{Duration, Instant};

use jiff::civil::date;
use quyche::duty::{Agenda, Bearers};
use quyche::model::{Action, Actor, Holiday, HolidayStatus, Model, Override};
use quyche::source::Limits;
use quyche::{calendar, history, model, source};

const RUNS: usize = 15;
const FIRST: i16 = 2022;
const LAST: i16 = FIRST + 49;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (sources, _) = source::load(root, &root.join("content"), Limits::default());
    let (mut model, _) = model::decode(&sources);
    load_plain_years(&mut model);
    measure("the rules alone", &model);
    let slots: Vec<String> = (FIRST..=LAST).map(|year| format!("giao-ban/{year}-03-w2")).collect();
    let span = model.rules[0].span;
    model.overrides = slots
        .into_iter()
        .zip(FIRST..)
        .map(|(slot, year)| Override {
            slot,
            action: Action::Move(date(year, 3, 18)),
            at: None,
            reference: "TB".to_owned(),
            issued: date(year, 3, 1),
            span,
        })
        .collect();
    measure("with a decision a year", &model);
}

/// Holidays up to one year past the last: what is due at its end may be counted into the next.
fn load_plain_years(model: &mut Model) {
    let last = *model.holidays.years.last_key_value().unwrap().0;
    let like = model.holidays.days.values().next().unwrap().clone();
    for year in last + 1..=LAST + 1 {
        for (month, day) in [(1, 1), (4, 30), (5, 1), (9, 2), (9, 3)] {
            let date = date(year, month, day);
            model.holidays.days.insert(date, Holiday { date, status: HolidayStatus::Official, ..like.clone() });
        }
    }
    model.holidays.years.extend((FIRST - 1..=LAST + 1).map(|year| (year, like.span)));
}

fn measure(name: &str, model: &Model) {
    let state = history::on(model, date(2026, 11, 23));
    let snapshot = state.snapshot().unwrap();
    let roles = model.roles.iter().map(|r| Actor::Role(r.id.clone()));
    let bearers: Vec<Actor> = roles.chain(model.units.iter().map(|u| Actor::Unit(u.id.clone()))).collect();
    let (mut computing, mut sorting) = (Vec::new(), Vec::new());
    let (mut found, mut shared) = (0, 0);
    for _ in 0..RUNS {
        let begun = Instant::now();
        let (all, _) = calendar::occurrences(&snapshot, date(FIRST, 1, 1), date(LAST, 12, 31));
        computing.push(begun.elapsed());
        let begun = Instant::now();
        let agenda = Agenda::new(&snapshot, &model.rules);
        shared = bearers
            .iter()
            .map(|bearer| {
                let rules = agenda.of(&Bearers::of(&snapshot, bearer));
                all.iter().filter(|o| rules.iter().any(|(r, _)| r.id == o.rule)).count()
            })
            .sum();
        sorting.push(begun.elapsed());
        found = all.len();
    }
    println!("{name}: {FIRST}–{LAST}, {} rules, {found} occurrences", model.rules.len());
    print("computed once", computing);
    print(&format!("{shared} rows for {} roles and units", bearers.len()), sorting);
}

fn print(what: &str, mut runs: Vec<Duration>) {
    runs.sort();
    println!("  {what:<40} minimum {:>10.2?}  median {:>10.2?}  of {RUNS}", runs[0], runs[runs.len() / 2]);
}
