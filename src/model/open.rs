//! What the text leaves open, asked once for `check` and for the page of open points, so that both say the same of the same.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Actor, Collective, Model, PrintNote, Provision, Rule, Unit, UnitId, Version, When};
use crate::text::{Case, stands_whole};

impl Model {
    /// Units of the day of which the text names no duty. A reading too weak to be shown names none.
    pub fn unnamed_units(&self, day: Date) -> impl Iterator<Item = &Unit> {
        let work = self.assignments.iter().filter(|a| a.is_work_shown());
        let named: BTreeSet<&UnitId> =
            work.filter_map(|a| if let Actor::Unit(unit) = &a.who { Some(unit) } else { None }).collect();
        self.units.iter().filter(move |u| u.exists_on(day) && !named.contains(&u.id))
    }

    /// Groups the text of the day does not define though something is said of them, in the text or in the files.
    pub fn undefined_groups(&self, day: Date) -> impl Iterator<Item = &Collective> {
        let undefined = self.collectives.iter().filter(|c| c.inferred || c.cite().is_none());
        undefined.filter(move |c| self.speaks_of(c, day))
    }

    /// Whether anything is given to a group on the day, anybody belongs there, or the text names it. A group that was abolished
    /// stays in the file, and nothing about it is open.
    fn speaks_of(&self, group: &Collective, day: Date) -> bool {
        let is_it = |actor: &Actor| matches!(actor, Actor::Collective(id) if *id == group.id);
        let borne = || self.assignments.iter().any(|row| is_it(&row.who) || row.to.iter().any(is_it));
        let due = || self.rules_in_force(day).any(|rule| rule.names().any(is_it));
        let holds = || self.units.iter().any(|unit| unit.group == group.id && unit.exists_on(day));
        let within = || self.collectives.iter().any(|other| other.members.iter().any(is_it));
        let above = || self.roles.iter().flat_map(|role| &role.reports_to).any(|m| is_it(&m.actor));
        let named = || {
            let mut names = std::iter::once(&group.name).chain(&group.aliases);
            let texts = || self.version_on(day).into_iter().flat_map(|v| v.provisions.iter()).map(|p| p.text.as_str());
            names.any(|name| texts().any(|text| stands_whole(text, name, Case::Any)))
        };
        borne() || due() || holds() || within() || above() || named()
    }

    /// What recurs without a date by the text of the day.
    pub fn undated_rules(&self, day: Date) -> impl Iterator<Item = &Rule> {
        self.rules_in_force(day).filter(|r| matches!(r.when, When::Undated { .. }))
    }

    /// The rules that hold on the day; before the first text, those it begins with.
    pub fn rules_in_force(&self, day: Date) -> impl Iterator<Item = &Rule> {
        let day = self.text_day(day);
        self.rules.iter().filter(move |r| r.holds_on(day))
    }

    /// A day itself, or that of the first text where none is in force yet.
    #[must_use]
    pub fn text_day(&self, day: Date) -> Date {
        self.version_on(day).map_or(day, |text| text.effective_from.max(day))
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
