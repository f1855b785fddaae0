//! Names of units that the text prints and that are no longer theirs, or will not be (design 4, "name drift").
//!
//! The text is verbatim and keeps the old name; a note says what the unit is called now, since which decision. Names are
//! found by the same folding as everywhere, longest first: "Phòng Kinh tế" within "Phòng Kinh tế ngành" is no old name.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;

use super::planner::Planner;
use super::trace::links;
use super::view::{Cite, Link};
use crate::history::{heirs_on, successions, successors_on};
use crate::model::{Decision, DecisionId, Model, OfficeAct, Provision, Unit, UnitId};
use crate::text::{NameSet, Names, name_key};

/// A note under a clause.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct NameNote {
    /// The name as printed.
    pub name: String,
    /// `now` (renamed or succeeded), `ended` (without successor), `dissolved`; on a day to come `will` (renamed or succeeded),
    /// `will_end`, `will_dissolve`.
    pub kind: &'static str,
    /// What it is called, or who came after it.
    pub now: Vec<Link>,
    /// Since when.
    pub since: String,
    /// By which decision; none when units.yaml alone says so.
    pub by: Vec<Link>,
}

/// A place of the text that the next amendment should mend.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct Drift {
    /// Where.
    pub cite: Cite,
    /// The name printed there and what it is now.
    pub note: NameNote,
}

/// A replaced phrase that stands somewhere in almost the same words.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct LeftoverView {
    /// Where.
    pub cite: Cite,
    /// The words there.
    pub words: String,
    /// The phrase that was replaced.
    pub old: String,
    /// What stands for it.
    pub new: String,
    /// The decision that replaced it.
    pub by: Vec<Link>,
}

/// Every name of a unit, with what there is to say when the text prints it.
#[derive(Default)]
pub(super) struct NameNotes {
    /// By the number of words, the longest first.
    names: Vec<Named>,
    /// Their keys, to be looked for at once.
    set: NameSet,
}

/// One name: whose it is, whose it was, and what there is to say of each.
#[derive(Default)]
struct Named {
    /// Who bears it today, and what will become of it.
    own: Option<(UnitId, Option<NameNote>)>,
    /// Who bore it before.
    old: Vec<(UnitId, NameNote)>,
}

impl Named {
    /// What there is to say where a clause prints it that has to do with some units: the words may be older than the day on
    /// which another took the name over.
    fn note(&self, units: &BTreeSet<&UnitId>) -> Option<&NameNote> {
        let meant = self.old.iter().find(|(unit, _)| units.contains(unit)).map(|(_, note)| note);
        match &self.own {
            Some((unit, note)) if meant.is_none() || units.contains(unit) => note.as_ref(),
            Some(_) => meant,
            None => meant.or_else(|| self.old.first().map(|(_, note)| note)),
        }
    }
}

impl NameNotes {
    /// The names of all units there were, are, and will be.
    pub fn new(planner: &Planner<'_>) -> Self {
        let (model, day) = (planner.s.model, planner.s.day);
        let mut names: BTreeMap<String, Named> = BTreeMap::new();
        for unit in &model.units {
            let begun = unit.from.is_none_or(|from| from <= day);
            let ended = unit.until.is_some_and(|until| until <= day);
            let named = unit.name_on(day);
            for name in unit.given_names().filter(|n| begun && n.from.is_none_or(|from| from <= day)) {
                let entry = names.entry(name_key(&name.name)).or_default();
                let id = unit.id.clone();
                if ended {
                    entry.old.push((id, succeeded(planner, unit, &name.name)));
                } else if name.name != named {
                    entry.old.push((id, renamed(planner, unit, &name.name, named)));
                } else if entry.own.is_none() {
                    entry.own = Some((id, coming(planner, unit).map(|(_, note)| note)));
                }
            }
        }
        let mut names: Vec<(String, Named)> = names.into_iter().collect();
        names.sort_by_key(|(key, _)| (Reverse(key.split(' ').count()), key.clone()));
        // Without anything to say there is nothing to look for.
        let silent = |named: &Named| named.old.is_empty() && named.own.as_ref().is_none_or(|(_, note)| note.is_none());
        if names.iter().all(|(_, named)| silent(named)) {
            names.clear();
        }
        let set = NameSet::new(names.iter().map(|(key, _)| key.as_str()));
        Self { names: names.into_iter().map(|(_, named)| named).collect(), set }
    }

    /// The notes for one provision, each once, in the order of the names' places.
    pub fn of(&self, planner: &Planner<'_>, provision: &Provision) -> Vec<NameNote> {
        if self.names.is_empty() {
            return Vec::new();
        }
        let (text, units) = (provision.text.as_str(), planner.at.units(&provision.id));
        let mut places = self.set.places(&Names::of(text));
        // By the order of the names, which is that of their length.
        places.sort();
        let mut found: Vec<(usize, usize, Option<&NameNote>)> = Vec::new();
        for (name, (start, end)) in places {
            if found.iter().all(|(s, e, _)| end <= *s || *e <= start) {
                found.push((start, end, self.names[name].note(&units)));
            }
        }
        found.sort_by_key(|(start, ..)| *start);
        let mut said = BTreeSet::new();
        let noted = found.into_iter().filter_map(|(start, end, note)| Some((start, end, note?)));
        let once = noted.filter(|(_, _, note)| said.insert(note.name.clone()));
        once.map(|(start, end, note)| NameNote { name: text[start..end].to_owned(), ..note.clone() }).collect()
    }
}

/// Every provision of the text in force that prints a name no longer borne.
pub(super) fn drift(planner: &Planner<'_>) -> Vec<Drift> {
    let places = planner.s.version.provisions.iter().flat_map(|p| {
        let notes =
            planner.names.of(planner, p).into_iter().filter(|n| matches!(n.kind, "now" | "ended" | "dissolved"));
        notes.map(move |note| (p, note))
    });
    places.map(|(p, note)| Drift { cite: planner.cite(&p.id), note }).collect()
}

/// Places of the text in force that write a replaced phrase almost so.
pub(super) fn left_over(planner: &Planner<'_>) -> Vec<LeftoverView> {
    let model = planner.s.model;
    let view = |l: crate::history::Leftover| LeftoverView {
        cite: planner.cite(&l.provision),
        words: l.words,
        old: l.old,
        new: l.new,
        by: model.decision(&l.decision).map(|d| links(&[d])).unwrap_or_default(),
    };
    planner.lineages.leftovers(model, planner.s.version).into_iter().map(view).collect()
}

fn renamed(planner: &Planner<'_>, unit: &Unit, name: &str, now: &str) -> NameNote {
    let since = unit.names.iter().rfind(|n| n.name == now && n.from.is_none_or(|f| f <= planner.s.day));
    let since = since.and_then(|n| n.from);
    NameNote {
        name: name.to_owned(),
        kind: "now",
        now: vec![Link { text: now.to_owned(), href: planner.unit_href(&unit.id) }],
        since: since.map_or_else(String::new, |d| planner.date(d)),
        by: naming(planner.s.model, unit, now).map(|d| links(&[d])).unwrap_or_default(),
    }
}

fn succeeded(planner: &Planner<'_>, unit: &Unit, name: &str) -> NameNote {
    let model = planner.s.model;
    let heirs = successors_on(model, &unit.id, planner.s.day);
    // Who is there now may have come by later decisions than the one that ended the unit: each is named.
    let mut by: Vec<&Decision> = ending(model, &unit.id).into_iter().collect();
    for decision in heirs.iter().filter_map(|(_, by)| model.decision(by)) {
        if by.iter().all(|d| d.id != decision.id) {
            by.push(decision);
        }
    }
    by.sort_by(|a, b| a.by_effect(b));
    let last = by.last().map(|d| d.effective_from).filter(|_| !heirs.is_empty());
    NameNote {
        name: name.to_owned(),
        kind: if !heirs.is_empty() {
            "now"
        } else if is_dissolved(model, unit) {
            "dissolved"
        } else {
            "ended"
        },
        now: heirs.iter().map(|(id, _)| planner.unit_link(id)).collect(),
        since: last.or(unit.until).map_or_else(String::new, |d| planner.date(d)),
        by: links(&by),
    }
}

/// What will become of a name that holds today, and when first.
pub(super) fn coming(planner: &Planner<'_>, unit: &Unit) -> Option<(Date, NameNote)> {
    let (model, day) = (planner.s.model, planner.s.day);
    let named = unit.name_on(day).to_owned();
    let next = unit.names.iter().find(|n| n.from.is_some_and(|from| from > day));
    let next = next.filter(|n| unit.until.is_none_or(|until| n.from.is_some_and(|from| from < until)));
    if let Some((from, next)) = next.and_then(|n| Some((n.from?, n))) {
        let note = NameNote {
            name: named,
            kind: "will",
            now: vec![Link { text: next.name.clone(), href: planner.unit_href(&unit.id) }],
            since: planner.date(from),
            by: naming(model, unit, &next.name).map(|d| links(&[d])).unwrap_or_default(),
        };
        return Some((from, note));
    }
    let until = unit.until.filter(|until| day < *until)?;
    let now = named_on(planner, until, successors_on(model, &unit.id, until));
    let ends = if is_dissolved(model, unit) { "will_dissolve" } else { "will_end" };
    let note = NameNote {
        name: named,
        kind: if now.is_empty() { ends } else { "will" },
        now,
        since: planner.date(until),
        by: ending(model, &unit.id).map(|d| links(&[d])).unwrap_or_default(),
    };
    Some((until, note))
}

/// Who takes over on a day from a unit that ends then.
pub(super) fn takers(planner: &Planner<'_>, unit: &Unit, until: Date) -> Vec<Link> {
    named_on(planner, until, heirs_on(planner.s.model, &unit.id, until))
}

/// Units by their names on a day.
fn named_on(planner: &Planner<'_>, day: Date, units: Vec<(&UnitId, &DecisionId)>) -> Vec<Link> {
    let link = |(id, _): (&UnitId, _)| Link {
        text: planner.s.model.unit(id).map_or_else(|| id.to_string(), |u| u.name_on(day).to_owned()),
        href: planner.unit_href(id),
    };
    units.into_iter().map(link).collect()
}

/// Whether a unit ends by being dissolved: its duties may go to others, who are not called by its name.
fn is_dissolved(model: &Model, unit: &Unit) -> bool {
    let ends = |act: &OfficeAct| matches!(act, OfficeAct::Dissolve { .. }) && act.ended().contains(&unit.id);
    model.decisions.iter().any(|d| d.office_acts().any(|(act, _)| ends(act)))
}

/// The decision that gave a unit a name.
pub(super) fn naming<'m>(model: &'m Model, unit: &Unit, name: &str) -> Option<&'m Decision> {
    let gives = |act: &OfficeAct| matches!(act, OfficeAct::Rename { unit: u, name: n } if *u == unit.id && n == name);
    model.decisions.iter().rfind(|d| d.office_acts().any(|(act, _)| gives(act)))
}

/// The decision that ended a unit.
pub(super) fn ending<'m>(model: &'m Model, unit: &UnitId) -> Option<&'m Decision> {
    successions(model).into_iter().find(|s| s.act.ended().contains(unit)).map(|s| s.decision)
}
