//! Laws that hold whatever a decision does: random sequences of operations over the twelve units of the real content.
//!
//! The generator is a small linear one with fixed seeds, so that a failure can be looked at again.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use quyche::history::{self, State};
use quyche::model::{Actor, OfficeAct, Relation};

use crate::scene::{Scene, all, base, names_only_units_that_are_there, picture, same, unchecked};

struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n
    }

    fn pick<'a>(&mut self, all: &'a [String]) -> &'a str {
        &all[self.below(all.len())]
    }
}

/// Units and places where they are named: most handovers mean something, some do not.
const NAMED: [(&str, &str); 7] = [
    ("p-tong-hop", "B.II.3.4"),
    ("p-tong-hop", "B.II.1.1.a"),
    ("p-tong-hop", "B.II.3.1"),
    ("p-hanh-chinh-to-chuc", "B.II.8"),
    ("p-hanh-chinh-to-chuc", "B.II.1"),
    ("p-quan-tri-tai-vu", "B.II.5.2"),
    ("ban-tiep-cong-dan", "B.I.2.3"),
];

/// One operation on units that may or may not be there.
fn operation(dice: &mut Dice, units: &mut Vec<String>, fresh: &mut usize) -> String {
    let mut new = |name: &str| {
        *fresh += 1;
        format!("{{id: p-moi-{fresh}, name: \"{name} {fresh}\"}}")
    };
    let (named, place) = NAMED[dice.below(NAMED.len())];
    let kind = dice.below(9);
    let meant = kind > 2 && dice.below(5) > 0;
    let a = if meant { named.to_owned() } else { dice.pick(units).to_owned() };
    let b = dice.pick(units).to_owned();
    match kind {
        0 => format!("  - op: rename\n    unit: {a}\n    name: \"Phòng Tên {}\"\n", dice.below(50)),
        1 => {
            let text = format!("  - op: merge\n    units: [{a}, {b}]\n    into: {}\n", new("Phòng Hợp nhất"));
            units.push(format!("p-moi-{fresh}"));
            text
        }
        2 => format!("  - op: absorb\n    units: [{a}]\n    into: {b}\n"),
        kind @ (3 | 4) => {
            let op = if kind == 3 { "divide" } else { "split" };
            let into = [new("Phòng Một"), new("Phòng Hai")].join(", ");
            let (one, two) = (format!("p-moi-{}", *fresh - 1), format!("p-moi-{fresh}"));
            let rest = if dice.below(5) > 0 { format!("    rest: {two}\n") } else { String::new() };
            let text = format!(
                "  - op: {op}\n    unit: {a}\n    into: [{into}]\n    duties: [{{provision: {place}, to: {one}}}]\n{rest}"
            );
            units.extend([one, two]);
            text
        }
        5 => {
            let rest = if dice.below(5) > 0 { format!("    rest: {b}\n") } else { String::new() };
            format!("  - op: dissolve\n    unit: {a}\n{rest}")
        }
        6 => format!(
            "  - op: dissolve\n    unit: {a}\n    duties: [{{provision: {place}, ended: \"không còn\"}}]\n    rest: {b}\n"
        ),
        7 => format!("  - op: transfer_duty\n    provision: {place}\n    from: {a}\n    to: {b}\n"),
        _ => format!("  - op: change_head\n    unit: {a}\n    head: pcvp\n"),
    }
}

fn decision(number: usize, day: Date, operations: &str) -> String {
    format!(
        "number: \"{number}/QĐ\"\nsigned: {day}\neffective_from: {day}\nissuer: \"VP\"\nsummary: \"{number}\"\noperations:\n{operations}"
    )
}

/// Random histories: those without error, and how many were refused.
fn histories(count: u64, mut judge: impl FnMut(&Scene)) -> (usize, usize) {
    let (mut sound, mut refused) = (0, 0);
    let mut shared = base();
    for seed in 0..count {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) + 1);
        let mut units: Vec<String> = base_units(&shared);
        let (mut fresh, mut day) = (0, date(2026, 3, 1));
        let mut files = Vec::new();
        for number in 0..2 {
            let mut text = String::new();
            for _ in 0..=dice.below(2) {
                let _ = write!(text, "{}", operation(&mut dice, &mut units, &mut fresh));
            }
            files.push((format!("r{number}-2026"), decision(number, day, &text)));
            day = day.checked_add((dice.below(3) as i64 * 20).days()).unwrap();
        }
        shared = shared.with_decisions(&files);
        let errors = shared.decoded.has_errors()
            || history::check(&shared.model, &shared.sources.files, Date::MAX).1.has_errors();
        // States of what was refused are asked for too: nothing may panic.
        for day in shared.days() {
            let _ = picture(&shared.on(day));
        }
        if errors {
            refused += 1;
        } else {
            sound += 1;
            judge(&shared);
        }
    }
    (sound, refused)
}

fn base_units(scene: &Scene) -> Vec<String> {
    scene.model.units.iter().filter(|u| u.founded_by.is_none()).map(|u| u.id.to_string()).collect()
}

/// The work of a day: provision, relation, quote.
fn work(state: &State) -> BTreeSet<(String, Relation, String)> {
    let rows = state.model().assignments.iter().filter(|a| a.relation.is_work());
    rows.map(|a| (a.provision.to_string(), a.relation, a.quote.as_str().to_owned())).collect()
}

/// The provisions whose duties a decision of the day ended in so many words.
fn ended(scene: &Scene, day: Date) -> Vec<String> {
    let decisions = scene.model.decisions.iter().filter(|d| d.effective_from == day);
    let handovers = decisions.flat_map(|d| d.office_acts()).filter_map(|(act, _)| match act {
        OfficeAct::Dissolve { handover, .. }
        | OfficeAct::Divide { handover, .. }
        | OfficeAct::Split { handover, .. } => Some(handover),
        _ => None,
    });
    let parts = handovers.flat_map(|h| &h.parts).filter(|p| p.ended.is_some());
    parts.flat_map(|p| p.provisions.iter().map(|id| id.to_string())).collect()
}

#[test]
fn what_is_accepted_loses_nothing_and_names_nobody_who_is_gone() {
    let shipped = base();
    let (sound, refused) = histories(70, |scene| {
        for day in scene.model.decisions.iter().skip(1).map(|d| d.effective_from).collect::<BTreeSet<_>>() {
            let (before, after) = (scene.on(day.checked_sub(1.day()).unwrap()), scene.on(day));
            names_only_units_that_are_there(&after);
            let ended = ended(scene, day);
            let is_ended = |p: &str| ended.iter().any(|e| p == e || p.starts_with(&format!("{e}.")));
            let (was, is) = (work(&before), work(&after));
            for (provision, relation, quote) in was.difference(&is) {
                let proof = |q: &str| q.contains(quote.as_str()) || quote.contains(q);
                // Of two who received or attended the same and became one, one proof is kept.
                let passive = matches!(relation, Relation::Receives | Relation::Attends);
                let still = is.iter().any(|(p, r, q)| p == provision && r == relation && (passive || proof(q)));
                assert!(still || is_ended(provision), "{provision} «{quote}» is lost on {day}");
            }
        }
        let eve = date(2026, 2, 28);
        same(&scene.on(eve), &shipped.on(eve), "the past of a random history");
    });
    assert!(sound >= 12 && refused >= 12, "the generator is too tame or too wild: {sound} sound, {refused} refused");
}

/// Replayed step by step or asked for directly, a day is the same.
#[test]
fn the_way_to_a_day_does_not_matter() {
    let check = |scene: &Scene| {
        for (before, after) in history::Lineages::of(&scene.model).steps(&scene.model) {
            same(&before, &scene.on(before.day()), "before");
            same(&after, &scene.on(after.day()), "after");
        }
    };
    histories(12, check);
    all().iter().for_each(|name| check(&unchecked(name)));
}

/// A decision of a later day changes nothing of the days before it.
#[test]
fn a_later_decision_leaves_earlier_days_alone() {
    let before = unchecked("clerk-walk");
    let days = [date(2026, 6, 30), date(2026, 7, 1), date(2026, 12, 31)];
    let pictures: Vec<String> = days.iter().map(|d| picture(&before.on(*d))).collect();
    let later = "  - op: absorb\n    units: [p-kinh-te-nganh]\n    into: p-noi-chinh\n  - op: rename\n    unit: p-tong-hop\n    name: \"Phòng Tham mưu\"\n";
    let after = before.with_decision("z-2027", &decision(9, date(2027, 1, 1), later));
    assert!(after.errors().is_empty(), "{:?}", after.errors());
    for (day, picture_before) in days.iter().zip(pictures) {
        assert_eq!(picture(&after.on(*day)), picture_before, "{day}");
    }
    let state = after.on(date(2027, 1, 1));
    let named = |a: &Actor| matches!(a, Actor::Unit(id) if id.as_str() == "p-kinh-te-nganh");
    assert!(!state.model().assignments.iter().any(|a| named(&a.who)));
}
