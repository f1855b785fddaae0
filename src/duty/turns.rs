//! Whose a date of the calendar is: asked of the office of its day, for from a decision to come on others may bear it.

use jiff::civil::Date;

use super::{Agenda, Bearers, Part};
use crate::history::{Snapshot, office_at};
use crate::model::{Actor, Rule, RuleId, holding};
use crate::text::Lookup;

/// The agendas of the office of a day and of those that decisions made it from, or to come make of it.
pub struct Agendas<'m> {
    /// Those gone by, that of the day, those to come.
    offices: Vec<Office<'m>>,
    /// How many are gone by.
    gone: usize,
}

/// One office: of its last day where it is gone by, else from its first day on.
struct Office<'m> {
    s: Snapshot<'m>,
    agenda: Agenda<'m>,
    by_id: Lookup<&'m RuleId, Vec<&'m Rule>>,
}

/// When somebody has a part in which rule.
pub struct Turns<'g, 'm> {
    agendas: &'g Agendas<'m>,
    /// By office who they are; a unit or role that is not there is nobody.
    bearers: Vec<Option<Bearers<'g, 'm>>>,
    /// By office the rules in which they have a part, in their order.
    rules: Vec<Vec<(&'m Rule, Part)>>,
    /// The same, by where each rule lies.
    parts: Vec<Lookup<usize, Part>>,
}

impl<'m> Agendas<'m> {
    /// Of the office of the day, and of those to come, in the order of their days. What fell on a day gone by is asked of the office of
    /// the day.
    #[must_use]
    pub fn new(s: &Snapshot<'m>, coming: impl IntoIterator<Item = Snapshot<'m>>) -> Self {
        Self::with_past(std::iter::empty(), s, coming)
    }

    /// The same with those gone by, each of its last day, so that what fell on their days is asked of them.
    #[must_use]
    pub fn with_past(
        past: impl IntoIterator<Item = Snapshot<'m>>,
        s: &Snapshot<'m>,
        coming: impl IntoIterator<Item = Snapshot<'m>>,
    ) -> Self {
        let office = |s: Snapshot<'m>| {
            let rules = &s.model.rules;
            let mut by_id: Lookup<&RuleId, Vec<&Rule>> = Lookup::default();
            rules.iter().for_each(|rule| by_id.at(&rule.id).push(rule));
            Office { agenda: Agenda::new(&s, rules), s, by_id }
        };
        let past: Vec<Office<'m>> = past.into_iter().map(office).collect();
        let gone = past.len();
        Self { offices: past.into_iter().chain(std::iter::once(s.clone()).chain(coming).map(office)).collect(), gone }
    }

    /// When `bearer` has a part in which rule. A unit or role that is not there has none.
    #[must_use]
    pub fn of(&self, bearer: &Actor) -> Turns<'_, 'm> {
        let there = |office: &Office<'_>| office.s.is_there(bearer);
        let bearers = self.offices.iter().map(|office| there(office).then(|| Bearers::of(&office.s, bearer)));
        let bearers: Vec<Option<_>> = bearers.collect();
        let rules = self.offices.iter().zip(&bearers).map(|(office, bearers)| match bearers {
            Some(bearers) => office.agenda.of(bearers),
            None => Vec::new(),
        });
        let rules: Vec<Vec<_>> = rules.collect();
        let by_place =
            |theirs: &Vec<(&Rule, Part)>| theirs.iter().map(|(rule, part)| (rule.address(), *part)).collect();
        Turns { agendas: self, bearers, parts: rules.iter().map(by_place).collect(), rules }
    }

    /// The rule of an id by which something falls on `day`, as the office of that day has it. `holds` is the day that tells which of
    /// the rules of one id it is, that of the words.
    #[must_use]
    pub fn rule_of(&self, day: Date, id: &RuleId, holds: Date) -> Option<&'m Rule> {
        holding(self.offices.get(self.place(day))?.by_id.get(id)?.iter().copied(), holds)
    }

    /// Which office a day has; one before the first, that one.
    fn place(&self, day: Date) -> usize {
        let (gone, rest) = self.offices.split_at(self.gone);
        let coming = rest.iter().skip(1).map(|office| office.s.day);
        office_at(day, gone.iter().map(|office| office.s.day), coming)
    }
}

impl<'m> Turns<'_, 'm> {
    /// Their part in what falls on `day` by a rule, as in [`Agendas::rule_of`].
    #[must_use]
    pub fn part(&self, day: Date, id: &RuleId, holds: Date) -> Option<Part> {
        let rule = self.agendas.rule_of(day, id, holds)?;
        self.parts.get(self.agendas.place(day))?.get(&rule.address()).copied()
    }

    /// Whether they have a part in a rule on some days, and none in what falls on `day` by it.
    #[must_use]
    pub fn is_over(&self, day: Date, id: &RuleId, holds: Date) -> bool {
        let on_others = || {
            let mut offices = self.agendas.offices.iter().zip(&self.parts);
            let has = |parts: &Lookup<usize, Part>, rule: &&Rule| parts.get(&rule.address()).is_some();
            offices.any(|(office, parts)| office.by_id.get(id).into_iter().flatten().any(|rule| has(parts, rule)))
        };
        self.part(day, id, holds).is_none() && on_others()
    }

    /// Whether what falls on `day` by a rule is told beside a duty of theirs: they have a part in it, or help with it.
    #[must_use]
    pub fn is_beside(&self, day: Date, id: &RuleId, holds: Date) -> bool {
        let bearers = || self.bearers.get(self.agendas.place(day))?.as_ref();
        let helps =
            || self.agendas.rule_of(day, id, holds).zip(bearers()).is_some_and(|(rule, they)| they.are_in(rule));
        self.part(day, id, holds).is_some() || !self.is_over(day, id, holds) && helps()
    }

    /// The rules in which they will have a part by the offices to come, office by office.
    pub fn to_come(&self) -> impl Iterator<Item = (&'m Rule, Part)> {
        self.rules.iter().skip(self.agendas.gone + 1).flatten().copied()
    }
}
