//! What is still to be set: months and quotas for which nobody has named a day, counted (design 3).

use jiff::civil::Date;

use super::occurrence::{Occurrence, Status};
use crate::history::Snapshot;
use crate::model::{Rule, RuleId, When};
use crate::text::Lookup;

/// One rule in one year, of those whose text gives a month or a number of times and leaves the day to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToSet {
    /// The rule.
    pub rule: RuleId,
    /// The year the spans begin in.
    pub year: i16,
    /// The last day of the last of them: another rule may have followed under the id.
    pub last: Date,
    /// How many there are.
    pub total: usize,
    /// Slots whose day was set.
    pub set: Vec<String>,
    /// Slots called off.
    pub cancelled: Vec<String>,
    /// Slots without a day that may still get one.
    pub open: Vec<String>,
    /// Slots without a day whose span is over: held and not recorded, or missed.
    pub passed: Vec<String>,
}

/// What is set and what is not among `occurrences`, by rule and year, in the order of the rules.
#[must_use]
pub fn to_set<'o>(snapshot: &Snapshot, occurrences: impl IntoIterator<Item = &'o Occurrence>) -> Vec<ToSet> {
    let rules = &snapshot.model.rules;
    let mut found: Vec<ToSet> = Vec::new();
    let mut by_rule: Lookup<&RuleId, Vec<&Occurrence>> = Lookup::default();
    occurrences.into_iter().for_each(|o| by_rule.at(&o.rule).push(o));
    let windows = Windows::of(rules);
    let mut seen: Lookup<&RuleId, ()> = Lookup::default();
    for rule in rules.iter().filter(|r| windows.gives(r)) {
        if !seen.add(&rule.id, ()) {
            continue;
        }
        let first = found.len();
        let of_span = |o: &Occurrence| snapshot.model.rule_on(&o.rule, o.words_of);
        let mine = |o: &&Occurrence| of_span(o).is_some_and(|r| windows.gives(r));
        let mut own: Vec<&Occurrence> = by_rule.get(&rule.id).into_iter().flatten().copied().filter(mine).collect();
        own.sort_by_key(|o| (o.nominal, &o.slot));
        for o in own {
            let year = o.nominal.start.year();
            let at = found[first..].iter().position(|t| t.year == year).map_or_else(
                || {
                    found.push(ToSet::none(o));
                    found.len() - 1
                },
                |i| first + i,
            );
            found[at].count(o, snapshot);
        }
    }
    found
}

impl ToSet {
    fn none(o: &Occurrence) -> Self {
        let (set, cancelled, open, passed) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (rule, year) = (o.rule.clone(), o.nominal.start.year());
        Self { rule, year, last: o.last_allowed, total: 0, set, cancelled, open, passed }
    }

    fn count(&mut self, o: &Occurrence, snapshot: &Snapshot) {
        self.total += 1;
        self.last = self.last.max(o.last_allowed);
        let list = match (o.status, o.undecided_day) {
            (Status::Cancelled, _) => &mut self.cancelled,
            (_, false) => &mut self.set,
            (_, true) if o.nominal.end < snapshot.day => &mut self.passed,
            (_, true) => &mut self.open,
        };
        list.push(o.slot.clone());
    }
}

/// The ids of which some rule gives a span only, by itself or through the rule it is held with.
struct Windows<'m>(Lookup<&'m RuleId, ()>);

impl<'m> Windows<'m> {
    // Spread from the rules that give one to those held with them, so that no way is gone twice: rules of two ids may be held with one
    // another by turns, and then there are as many ways as there are turns to take, doubled each time.
    fn of(rules: &'m [Rule]) -> Self {
        let mut held_with: Lookup<&RuleId, Vec<&RuleId>> = Lookup::default();
        let mut next: Vec<&RuleId> = Vec::new();
        for rule in rules {
            match &rule.when {
                When::Times { .. } => next.push(&rule.id),
                When::At { rule: base } => held_with.at(base).push(&rule.id),
                _ => {}
            }
        }
        let mut found = Lookup::default();
        while let Some(id) = next.pop() {
            if found.add(id, ()) {
                next.extend(held_with.get(id).into_iter().flatten().copied());
            }
        }
        Self(found)
    }

    /// Whether the rule's text gives a span only.
    fn gives(&self, rule: &Rule) -> bool {
        match &rule.when {
            When::Times { .. } => true,
            When::At { rule: base } => self.0.get(base).is_some(),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::calendar::{fixture, occurrences};
    use crate::model::{DayChoice, Every};

    /// Two rules, in each year one held with the other and the next year the other way round, and a third held with the first.
    #[test]
    fn rules_held_with_one_another_by_turns_are_asked_once_each() {
        let at = |id: &str| When::At { rule: RuleId::new(id) };
        let own = || When::DayOfMonth { every: Every::Month, month: None, day: DayChoice::Number(10) };
        let quota = || When::Times { every: Every::Month, months: None, times: 1 };
        let of = |id, year: i16, when| Rule {
            valid_from: Some(date(year, 1, 1)),
            valid_to: Some(date(year + 1, 1, 1)),
            ..fixture::rule(id, when)
        };
        let mut rules = vec![fixture::rule("theo", at("a"))];
        for year in 2022..2026 {
            let (a, b) = if year % 2 == 0 { (own(), at("a")) } else { (at("b"), own()) };
            rules.extend([of("a", year, a), of("b", year, b)]);
        }
        // Every way through them is as long as there are rules.
        rules.extend((0..60).map(|n| fixture::rule(&format!("khac-{n}"), When::Continuous)));
        let set = |rules: &[Rule]| {
            let model = fixture::model(rules.to_vec());
            let state = crate::history::on(&model, date(2025, 1, 1));
            let snapshot = state.snapshot().unwrap();
            let found = occurrences(&snapshot, date(2025, 1, 1), date(2025, 12, 31)).0;
            to_set(&snapshot, &found).into_iter().map(|t| (t.rule.as_str().to_owned(), t.total)).collect::<Vec<_>>()
        };
        assert_eq!(set(&rules), []);
        // In the last year the one they are held with is held so many times.
        let last = rules.iter_mut().rfind(|r| r.id.as_str() == "b").unwrap();
        last.when = quota();
        let months = |id: &str| (id.to_owned(), 12);
        assert_eq!(set(&rules), [months("theo"), months("b"), months("a")]);
    }
}
