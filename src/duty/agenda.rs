//! The rules of the calendar by whom they name, so that nobody's are looked for among all: of a large office each of thousands of pages
//! asks for its own.

use super::concern::{Bearers, Part, everybody, is_whole_office};
use crate::history::Snapshot;
use crate::model::{Actor, Rule};
use crate::text::Lookup;

/// See the module.
pub struct Agenda<'m> {
    rules: Vec<&'m Rule>,
    by_name: Lookup<&'m Actor, Vec<usize>>,
    /// Those that may concern people whom they do not name.
    of_all: Vec<usize>,
}

impl<'m> Agenda<'m> {
    /// Of some rules in the office of a day.
    #[must_use]
    pub fn new(s: &Snapshot<'m>, rules: impl IntoIterator<Item = &'m Rule>) -> Self {
        let rules: Vec<&Rule> = rules.into_iter().collect();
        let mut by_name: Lookup<&Actor, Vec<usize>> = Lookup::default();
        let mut of_all = Vec::new();
        for (at, rule) in rules.iter().enumerate() {
            rule.names().for_each(|name| by_name.at(name).push(at));
            if rule.names().any(|name| is_whole_office(s, name) || everybody(s, name).is_some()) {
                of_all.push(at);
            }
        }
        Self { rules, by_name, of_all }
    }

    /// The rules in which one of `bearers`, of the same office, has a part, in their order, with the [`part`](Bearers::part).
    #[must_use]
    pub fn of(&self, bearers: &Bearers<'_, '_>) -> Vec<(&'m Rule, Part)> {
        let named = bearers.names().filter_map(|name| self.by_name.get(name)).flatten();
        let mut places: Vec<usize> = named.chain(&self.of_all).copied().collect();
        places.sort_unstable();
        places.dedup();
        let parts = places.into_iter().map(|at| self.rules[at]);
        parts.filter_map(|rule| Some((rule, bearers.part(rule)?))).collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::duty::handbooks;
    use crate::model::{Model, shipped};

    /// Everybody of an office on a day has just the rules in which they have a part.
    fn holds(model: &Model) {
        let state = crate::history::on(model, date(2026, 2, 11));
        let s = state.snapshot().unwrap();
        let agenda = Agenda::new(&s, &s.model.rules);
        let roles = s.model.roles.iter().map(|r| Actor::Role(r.id.clone()));
        let units = s.model.units.iter().map(|u| Actor::Unit(u.id.clone()));
        let groups = s.model.collectives.iter().map(|c| Actor::Collective(c.id.clone()));
        let posts = handbooks(&s).into_iter().map(|(role, unit)| Actor::RoleAt(role, unit));
        for bearer in roles.chain(units).chain(groups).chain(posts) {
            let theirs = Bearers::of(&s, &bearer);
            let found: Vec<_> = agenda.of(&theirs).into_iter().map(|(rule, part)| (&rule.id, part)).collect();
            let all = s.model.rules.iter().filter_map(|r| Some((&r.id, theirs.part(r)?)));
            assert_eq!(found, all.collect::<Vec<_>>(), "{bearer:?}");
        }
    }

    #[test]
    fn nobodys_rule_is_passed_over() {
        let model = shipped();
        holds(&model);
        // A rule that names everybody's group, or whom a provision binding everybody is written for, though nobody by a name of theirs.
        let whole = model.collectives.iter().find(|c| c.everybody).unwrap();
        let bound = model.roles.iter().find(|r| !r.everybody.is_empty()).unwrap();
        for (at, who) in [Actor::Collective(whole.id.clone()), Actor::Role(bound.id.clone())].into_iter().enumerate() {
            let mut other = model.clone();
            other.rules.truncate(2);
            let rule = &mut other.rules[at];
            (rule.who, rule.to, rule.with, rule.attendees, rule.chair) = (vec![who], vec![], vec![], vec![], vec![]);
            rule.cite = bound.everybody[0].clone();
            holds(&other);
        }
    }
}
