//! What the text leaves open, asked once for `check` and for the page of open points, so that both say the same of the same.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Actor, Collective, Model, PrintNote, Provision, Rule, Unit, UnitId, Version, When};

impl Model {
    /// Units of the day of which the text names no duty. A reading too weak to be shown names none.
    pub fn unnamed_units(&self, day: Date) -> impl Iterator<Item = &Unit> {
        let work = self.assignments.iter().filter(|a| a.is_work_shown());
        let named: BTreeSet<&UnitId> =
            work.filter_map(|a| if let Actor::Unit(unit) = &a.who { Some(unit) } else { None }).collect();
        self.units.iter().filter(move |u| u.exists_on(day) && !named.contains(&u.id))
    }

    /// Groups the text does not define.
    pub fn undefined_groups(&self) -> impl Iterator<Item = &Collective> {
        self.collectives.iter().filter(|c| c.inferred || c.cite().is_none())
    }

    /// What recurs without a date and has not ended by the day.
    pub fn undated_rules(&self, day: Date) -> impl Iterator<Item = &Rule> {
        let undated = |r: &&Rule| matches!(r.when, When::Undated { .. });
        self.rules.iter().filter(undated).filter(move |r| r.holds_past(day))
    }

    /// Print errors a text still has, each with its provision and where in it the words stand. One that is not there is a fault of
    /// its own, or was mended by an amendment.
    pub fn misprints<'m>(
        &'m self,
        version: &'m Version,
    ) -> impl Iterator<Item = (&'m PrintNote, &'m Provision, usize)> {
        self.print_notes.iter().filter_map(|note| {
            let provision = version.provision(&note.cite)?;
            Some((note, provision, provision.text.as_str().find(&note.quote)?))
        })
    }
}
