//! What a unit is called while the decisions of one day are carried out, one after the other.
//!
//! The trap: the name of a day is that of its evening. A decision that founds a unit, which another of the same day renames, speaks of
//! it by the name it gave.

use crate::model::{Actor, Decision, Model, OfficeAct, Unit, UnitId};

/// Just before or just after an act of a decision.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'m> {
    decision: &'m Decision,
    /// How many of its acts on the office are done.
    done: usize,
}

impl<'m> Moment<'m> {
    /// Before an act of the decision.
    #[must_use]
    pub fn before(decision: &'m Decision, act: &OfficeAct) -> Self {
        let done = decision.office_acts().take_while(|(own, _)| !std::ptr::eq(*own, act)).count();
        Self { decision, done }
    }

    /// After an act of the decision.
    #[must_use]
    pub fn after(decision: &'m Decision, act: &OfficeAct) -> Self {
        Self { done: Self::before(decision, act).done + 1, decision }
    }

    /// The name under which an actor goes at this moment.
    #[must_use]
    pub fn actor_name(&self, model: &Model, actor: &Actor) -> String {
        let name = |id: &UnitId| model.unit(id).map_or_else(|| id.to_string(), |u| self.unit_name(model, u).to_owned());
        super::named(model, actor, name)
    }

    /// The name of a unit of the model at this moment.
    #[must_use]
    pub fn unit_name<'u>(&self, model: &'u Model, unit: &'u Unit) -> &'u str {
        let day = self.decision.effective_from;
        let mut given = None;
        let mut renamed = false;
        let mut passed = false;
        for decision in model.decisions.iter().filter(|d| d.effective_from == day) {
            let own = decision.id == self.decision.id;
            for (at, (act, _)) in decision.office_acts().enumerate() {
                let OfficeAct::Rename { unit: of, name } = act else { continue };
                if *of == unit.id {
                    renamed = true;
                    if !passed && (!own || at < self.done) {
                        given = Some(name.as_str());
                    }
                }
            }
            passed |= own;
        }
        let eve = || match day.yesterday() {
            Ok(eve) if unit.from.is_none_or(|from| from <= eve) => unit.name_on(eve),
            _ => unit.first_name(),
        };
        match given {
            Some(name) => name,
            // The name begins on that day by the file of the units alone.
            None if !renamed && self.done > 0 => unit.name_on(day),
            None => eve(),
        }
    }
}
