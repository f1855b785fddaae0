//! `quyche who [role|unit|role@unit]`: who bears what, row by row; without an argument the whole matrix.

use serde_json::{Value, json};

use super::args::Shared;
use super::console::Console;
use super::who_absent::absent;
use super::who_dates::Dates;
use super::{End, project};
use crate::calendar::{self, Occurrence};
use crate::diagnostic::{Lang, Say};
use crate::duty::{self, Agendas, Duty};
use crate::history::{Snapshot, State};
use crate::model::{Actor, Basis, Certainty, Role};
use crate::render::Words;
use crate::say;
use crate::text::{date_both, nearest};

/// Prints the duties of one bearer, or of all.
pub fn run(shared: &Shared, actor: Option<&str>, console: &mut Console) -> End {
    let project = match project::open(shared, console) {
        Ok(project) => project,
        Err(end) => return end,
    };
    if project.report.has_errors() {
        console.findings(&project.report, &project.sources.files, false);
        return End::Content;
    }
    let Some(snapshot) = project.state.snapshot() else { return End::Content };
    let mut nobody = None;
    let rows = match actor {
        None => duty::matrix(&snapshot),
        Some(word) => match find(&snapshot, word) {
            Ok(actor) => {
                nobody = absent(&snapshot, &actor);
                let duties = if nobody.is_none() { duty::of_actor(&snapshot, &actor) } else { Vec::new() };
                vec![(actor, duties)]
            }
            Err(message) => {
                console.error(&message);
                return End::Usage;
            }
        },
    };
    // As far as the pages look: what comes once a year has a next day also when this year's has just passed.
    let last = project.day.saturating_add(jiff::Span::new().years(1)).last_of_year();
    console.beside(&project.unloaded_years(), &project.sources.files);
    // The dates that can be computed are shown.
    let (dates, _) = calendar::occurrences(&snapshot, project.day, last);
    let coming = project.coming();
    let agendas = Agendas::new(&snapshot, coming.iter().filter_map(State::snapshot));
    let dates = Dates::new(&snapshot, agendas, &dates);
    if shared.json {
        let objects = rows.iter().flat_map(|(actor, duties)| {
            let (snapshot, dates) = (&snapshot, dates.of(actor, duties));
            duties.iter().map(move |d| object(snapshot, actor, d, &dates(d)))
        });
        console.json(&Value::Array(objects.collect()));
        nobody.iter().for_each(|why| console.note(why));
    } else {
        for (actor, duties) in &rows {
            let table = table(&snapshot, actor, (duties, nobody.as_ref()), &dates.of(actor, duties), console.lang);
            console.data(&table);
        }
    }
    End::Ok
}

/// The actor a word names: an id, `role@unit`, `role--unit` as in the address of a handbook, or a name or short form.
pub(super) fn find(s: &Snapshot<'_>, word: &str) -> Result<Actor, Say> {
    let id = word.replacen("--", "@", 1);
    if let Some(actor) = s.model.actor(&id) {
        return Ok(actor);
    }
    let same = |name: &str| crate::text::name_key(name) == crate::text::name_key(word);
    let is_role = |r: &&Role| same(&r.name) || r.aliases.iter().any(|a| same(a));
    // Who asks for a post that is no more, or still to come, is told that.
    let role = s.roles.iter().copied().find(is_role).or_else(|| s.model.roles.iter().find(is_role));
    let unit = s.units.iter().find(|u| same(u.name_on(s.day)) || u.aliases.iter().any(|a| same(a)));
    match (role, unit) {
        (Some(role), _) => Ok(Actor::Role(role.id.clone())),
        (None, Some(unit)) => Ok(Actor::Unit(unit.id.clone())),
        (None, None) => {
            let ids = s.roles.iter().map(|r| r.id.as_str()).chain(s.units.iter().map(|u| u.id.as_str()));
            let ids: Vec<&str> = ids.chain(s.model.collectives.iter().map(|c| c.id.as_str())).collect();
            let near = nearest(word, ids.iter().copied());
            let (near, all) = (near.join(", "), ids.join(", "));
            Err(if near.is_empty() {
                say!(
                    "không có vai trò hay đơn vị «{word}»; có: {all}",
                    "there is no role or unit `{word}`; there are: {all}"
                )
            } else {
                say!(
                    "không có vai trò hay đơn vị «{word}»; ý bạn là: {near}?",
                    "there is no role or unit `{word}`; did you mean: {near}?"
                )
            })
        }
    }
}

fn object(s: &Snapshot<'_>, bearer: &Actor, duty: &Duty<'_>, dates: &[&Occurrence]) -> Value {
    let a = duty.assignment;
    json!({
        "bearer": bearer.id(),
        "provision": a.provision.as_str(),
        "citation": s.version.provision(&a.provision).map(|p| p.citation.as_str()),
        "block": duty.block.as_str(),
        "relation": a.relation.as_str(),
        "modality": a.modality,
        "to": a.to.iter().map(Actor::id).collect::<Vec<_>>(),
        "quote": a.quote.as_str(),
        "quote_from": a.quote_from.as_str(),
        "basis": a.basis_in_text().map(Basis::words),
        "inferred": duty.inferred,
        "certainty": if a.certainty == Certainty::Sure { "sure" } else { "doubtful" },
        "named": a.who.id(),
        "via": duty.via.iter().map(Actor::id).collect::<Vec<_>>(),
        "why": duty.why.iter().map(|r| json!({"cite": r.cite.as_ref().map(|c| c.as_str()), "words": r.words})).collect::<Vec<_>>(),
        "dates": dates.iter().map(|o| json!({
            "rule": o.rule.as_str(), "slot": o.slot, "actual": super::calendar::days(o.actual), "status": o.status.as_str(),
            "undecided_day": o.undecided_day,
        })).collect::<Vec<_>>(),
    })
}

/// The day, or that somebody has still to set one: a window's first day is none.
fn next_day(o: &Occurrence) -> Say {
    if o.undecided_day {
        return say!("văn bản không ấn định ngày", "the text sets no day");
    }
    let (vi, en) = date_both(o.actual.start);
    Say { vi, en }
}

/// The next day of each rule, with what falls on it where there are several rules.
fn next_days(s: &Snapshot<'_>, dates: &[&Occurrence], lang: Lang) -> String {
    let mut next: Vec<&Occurrence> = Vec::new();
    for o in dates {
        match next.iter_mut().find(|known| known.rule == o.rule) {
            None => next.push(o),
            // What has a day says more than what still waits for one.
            Some(known) if known.undecided_day && !o.undecided_day => *known = o,
            Some(_) => {}
        }
    }
    let several = next.len() > 1;
    let title =
        |o: &Occurrence| s.model.rule_on(&o.rule, o.words_of).filter(|_| several).map(|r| format!("{}: ", r.title));
    let told = |o: &&Occurrence| format!("{}{}", title(o).unwrap_or_default(), next_day(o).in_lang(lang));
    let told: Vec<String> = next.iter().map(told).collect();
    if told.is_empty() { String::new() } else { format!(" → {}", told.join("; ")) }
}

fn table<'d>(
    s: &Snapshot<'_>,
    actor: &Actor,
    (duties, nobody): (&[Duty<'_>], Option<&Say>),
    dates: &dyn Fn(&Duty<'_>) -> Vec<&'d Occurrence>,
    lang: Lang,
) -> String {
    let words = Words::new(lang);
    let mut text = format!("{} ({})\n", s.actor_name(actor), actor.id());
    nobody.iter().for_each(|why| text.push_str(&format!("  {}\n", why.in_lang(lang))));
    let mut block = None;
    for duty in duties {
        if block != Some(duty.block) {
            text.push_str(&format!("  {}\n", words.of("block", duty.block.as_str())));
            block = Some(duty.block);
        }
        let a = duty.assignment;
        let inferred = if duty.inferred { format!(" ({})", words.of("clause", "inferred")) } else { String::new() };
        let next = next_days(s, &dates(duty), lang);
        text.push_str(&format!(
            "    {:<14} {:<20} «{}»{inferred}{next}\n",
            a.provision.as_str(),
            words.of("relation", a.said_as()),
            a.quote
        ));
    }
    text.push('\n');
    text
}
