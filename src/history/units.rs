//! The life of the units: when each begins and ends, what it is called when, and who comes after it (design 4).
//!
//! All decisions are read, those of later days too: that a unit will be renamed on a day to come is known today, and said.

use jiff::civil::Date;

use crate::model::{DatedName, Decision, DecisionId, Model, OfficeAct, Unit, UnitId};

/// The units of the office with the names and the end that decisions gave them, and the posts each begins with.
pub(super) fn lives(model: &Model) -> Vec<Unit> {
    let mut units = model.units.clone();
    first_posts(model, &mut units);
    for decision in model.decisions.iter() {
        let day = decision.effective_from;
        for (act, _) in decision.office_acts() {
            if let OfficeAct::Rename { unit, name } = act
                && let Some(unit) = units.iter_mut().find(|u| u.id == *unit)
            {
                unit.names.push(DatedName { name: name.clone(), from: Some(day) });
            }
            for ended in act.ended() {
                if let Some(unit) = units.iter_mut().find(|u| u.id == *ended) {
                    unit.until = Some(unit.until.map_or(day, |until| until.min(day)));
                }
            }
        }
    }
    for unit in &mut units {
        // units.yaml may name days after those of the decisions.
        unit.names.sort_by_key(|n| n.from);
        // A name that another of the same day replaced, or that comes when the unit ends, was never borne.
        let (names, until) = (std::mem::take(&mut unit.names), unit.until);
        for (at, name) in names.iter().enumerate() {
            let replaced = name.from.is_some() && names.get(at + 1).is_some_and(|next| next.from == name.from);
            let too_late = until.is_some_and(|until| name.from.is_some_and(|from| until <= from));
            let borne = !replaced && (at == 0 || !too_late);
            if borne { &mut unit.names } else { &mut unit.unborne }.push(name.clone());
        }
    }
    units
}

/// A unit that a decision founds without saying who heads it begins with the posts its origin had on the eve, whatever
/// earlier decisions made of those it was first given; an origin that begins on the same day has its own first ones.
fn first_posts(model: &Model, units: &mut [Unit]) {
    if units.iter().all(|u| u.posts_of.is_none()) {
        return;
    }
    let mut now = units.to_vec();
    let mut eve = now.clone();
    let mut day = None;
    for decision in model.decisions.iter() {
        if day.replace(decision.effective_from) != Some(decision.effective_from) {
            eve.clone_from(&now);
        }
        for (at, unit) in units.iter_mut().enumerate() {
            let Some(of) = unit.posts_of.as_ref().filter(|_| unit.founded_by.as_ref() == Some(&decision.id)) else {
                continue;
            };
            let there = |u: &&Unit| u.id == of.unit && u.from.is_none_or(|from| from < decision.effective_from);
            let origin = eve.iter().find(there).or_else(|| now.iter().find(|u| u.id == of.unit));
            let Some((head, deputy)) = origin.map(|u| (u.head.clone(), u.deputy.clone())) else { continue };
            if of.head {
                unit.head = head;
            }
            if of.deputy {
                unit.deputy = deputy.filter(|deputy| deputy.role != unit.head.role);
            }
            now[at] = unit.clone();
        }
        decision.office_acts().for_each(|(act, _)| repost(&mut now, act));
    }
}

/// Gives a unit the posts a decision says. A vacant head whose place a deputy takes leaves no deputy, unless the decision
/// names one.
pub(super) fn repost(units: &mut [Unit], act: &OfficeAct) {
    let OfficeAct::ChangeHead { unit, head, deputy } = act else { return };
    let Some(unit) = units.iter_mut().find(|u| u.id == *unit) else { return };
    let kept = unit.deputy.take().filter(|kept| kept.role != head.role);
    unit.deputy = deputy.clone().or(kept);
    unit.head = head.clone();
}

/// One step in the life of units: those before, those after.
#[derive(Clone, Debug)]
pub struct Succession<'m> {
    /// The decision.
    pub decision: &'m Decision,
    /// What it did.
    pub act: &'m OfficeAct,
    /// Whose duties pass on.
    pub from: Vec<&'m UnitId>,
    /// Who takes them; those that begin with the act and those that were there.
    pub to: Vec<&'m UnitId>,
}

/// Every step in which duties pass from units to others, in the order of the decisions.
#[must_use]
pub fn successions(model: &Model) -> Vec<Succession<'_>> {
    let mut found = Vec::new();
    for decision in model.decisions.iter() {
        for (act, _) in decision.office_acts() {
            let (from, mut to): (Vec<&UnitId>, Vec<&UnitId>) = (act.parted().iter().collect(), act.takers().collect());
            if from.is_empty() && to.is_empty() {
                continue;
            }
            let mut seen = Vec::new();
            to.retain(|unit| {
                !from.contains(unit) && !seen.contains(unit) && {
                    seen.push(*unit);
                    true
                }
            });
            found.push(Succession { decision, act, from, to });
        }
    }
    found
}

/// Who took over from a unit that ended, and by which decision; followed to those that live on `day`.
#[must_use]
pub fn heirs_on<'m>(model: &'m Model, unit: &UnitId, day: Date) -> Vec<(&'m UnitId, &'m DecisionId)> {
    after_on(model, unit, day, |step| step.to.clone())
}

/// What a unit that ended is by its names on `day`: nobody, where it was dissolved.
#[must_use]
pub fn successors_on<'m>(model: &'m Model, unit: &UnitId, day: Date) -> Vec<(&'m UnitId, &'m DecisionId)> {
    after_on(model, unit, day, |step| step.act.successors().iter().collect())
}

/// Who comes `next` after a unit that ended, step by step to those that live on `day`.
fn after_on<'m>(
    model: &'m Model,
    unit: &UnitId,
    day: Date,
    next: impl Fn(&Succession<'m>) -> Vec<&'m UnitId>,
) -> Vec<(&'m UnitId, &'m DecisionId)> {
    let steps = successions(model);
    let mut found: Vec<(&UnitId, &DecisionId)> = Vec::new();
    let mut open = vec![unit];
    let mut seen = vec![unit];
    while let Some(at) = open.pop() {
        let ends = |s: &&Succession<'_>| s.decision.effective_from <= day && s.act.ended().contains(at);
        let Some(step) = steps.iter().find(ends) else { continue };
        for next in next(step) {
            if seen.contains(&next) {
                continue;
            }
            seen.push(next);
            let gone = steps.iter().any(|s| s.decision.effective_from <= day && s.act.ended().contains(next));
            if gone { open.push(next) } else { found.push((next, &step.decision.id)) }
        }
    }
    found
}
