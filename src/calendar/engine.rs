//! The walk from rules to occurrences: every slot near the asked days is computed, and those that touch them are kept.
//!
//! Nominal N, last allowed L (N−1 under "trước ngày", N under "chậm nhất vào ngày"), actual A (L moved to a working day).
//! A slot is looked for a year on either side, because a roll or a term in working days may carry it across New Year. The trap
//! avoided: a date near the end of the last loaded year computed as if the next one had no holidays.

mod drafts;
mod waits;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::between::{Claim, Decided};
use super::dates::{Dates, Draft};
use super::explain::{self, Explained};
use super::findings;
use super::occurrence::{DateRange, Occurrence, Status};
use super::rulings::Rulings;
use super::slot::{self, Names, Period};
use super::undecided::{self, Choice};
use super::week;
use crate::diagnostic::{Code, Diagnostic, Report, Say, Severity};
use crate::history::Snapshot;
use crate::model::{Holidays, Model, Override, Rule, RuleId, WeekRule};
use crate::text::Lookup;

/// All occurrences that touch the days from `from` to `to`, by actual day and then in the order of the rules.
///
/// Findings: a year whose holidays are needed and not loaded (once each; what depends on it is left out), and a numbered
/// week that can be read in several ways while quyche.yaml chooses none.
#[must_use]
pub fn occurrences(snapshot: &Snapshot, from: Date, to: Date) -> (Vec<Occurrence>, Report) {
    let (mut found, mut report) = (Vec::new(), Report::default());
    let days = DateRange { start: from, end: to };
    if from > to {
        return (Vec::new(), report);
    }
    let engine = Engine::new(snapshot, first_day(snapshot));
    let years = engine.years(days);
    let choices = undecided::choices(engine.holidays, years);
    let pinned = engine.pinned(years, engine.rulings.clone());
    let others: Vec<_> = choices.iter().map(|c| (c, engine.under(c, &pinned))).collect();
    // The rules of an id are settled among themselves, and no id waits for another.
    let index: Lookup<usize, usize> = engine.rules.iter().enumerate().map(|(at, rule)| (rule.address(), at)).collect();
    let of_id = |id: &&RuleId| {
        let under: Vec<_> = others.iter().map(|(c, other)| (*c, other.actual_days(id, c.felt_within(years)))).collect();
        let dated = |(rule, draft): (&Rule, Draft)| {
            let (at, slot) = (index.get(&rule.address()).copied()?, draft.slot(rule));
            let dated = match draft.outcome {
                Ok(dates) => Some(engine.occurrence(rule, slot, dates, &under)).filter(|o| o.touches(days)).map(Ok),
                Err(fault) => fault.hull.touches(days).then_some(Err((fault, slot))),
            };
            Some((at, dated?))
        };
        engine.of_id(id, years, None).into_iter().filter_map(dated).collect::<Vec<_>>()
    };
    let mut ids: Lookup<&RuleId, ()> = Lookup::default();
    let ids: Vec<&RuleId> = engine.rules.iter().map(|rule| &rule.id).filter(|id| ids.add(id, ())).collect();
    let mut all: Vec<_> = ids.par_iter().flat_map_iter(of_id).collect();
    all.sort_by_key(|(at, _)| *at);
    for rule in engine.rules {
        report.extend(findings::ambiguity(rule, engine.week_rule, engine.valid_from(rule)));
    }
    let mut missing = BTreeMap::new();
    for (at, dated) in all {
        match dated {
            Ok(occurrence) => found.push((at, occurrence)),
            Err((fault, slot)) => {
                // What is only told gives way to what is an error.
                let told = missing.entry(fault.year).or_insert((fault.ahead, at, slot.clone()));
                if told.0 && !fault.ahead {
                    *told = (false, at, slot);
                }
            }
        }
    }
    found.sort_by(|(i, a), (j, b)| (a.actual, i, &a.slot).cmp(&(b.actual, j, &b.slot)));
    for (year, (ahead, at, slot)) in missing {
        let found = findings::missing_year(engine.holidays, year, &engine.rules[at], &slot);
        report.push(if ahead { Diagnostic { severity: Severity::Warning, ..found } } else { found });
    }
    (found.into_iter().map(|(_, o)| o).collect(), report)
}

/// The occurrence of a slot, whatever year it falls in. Where the rules have the slot and it cannot be computed, the finding says why:
/// the year it needs is not loaded. Nothing and no finding for what is no slot.
#[must_use]
pub fn occurrence(snapshot: &Snapshot, slot: &str) -> (Option<Occurrence>, Report) {
    let mut report = Report::default();
    let engine = Engine::new(snapshot, first_day(snapshot));
    let found = match engine.find(slot) {
        Some((_, Draft { outcome: Ok(dates), .. })) => {
            let (near, _) = occurrences(snapshot, dates.actual.start, dates.actual.end);
            near.into_iter().find(|o| o.slot == slot)
        }
        Some((rule, Draft { outcome: Err(missing), .. })) => {
            report.push(findings::missing_year(engine.holidays, missing.year, rule, slot));
            None
        }
        None => None,
    };
    (found, report)
}

/// The year after the snapshot's, when rules have days in it and its holidays are not loaded: the site ends with this year, and
/// somebody has to be told before it does.
pub(super) fn next_year(snapshot: &Snapshot) -> Report {
    let mut report = Report::default();
    let next = snapshot.day.year().saturating_add(1);
    if snapshot.model.holidays.years.contains_key(&next) {
        return report;
    }
    if let (Ok(first), Ok(last)) = (Date::new(next, 1, 1), Date::new(next, 12, 31)) {
        let found = occurrences(snapshot, first, last).1;
        let missing = found.iter().find(|d| d.code == Code::HolidayYearMissing);
        missing.into_iter().for_each(|d| report.push(Diagnostic { severity: Severity::Warning, ..d.clone() }));
    }
    report
}

/// The first day of a rule that does not say: that of the first text. Rules of a later text carry its day (`history`), and an
/// amendment must not take what was held before it out of the calendar.
pub(super) fn first_day(snapshot: &Snapshot<'_>) -> Date {
    snapshot.model.versions.first().map_or(snapshot.version.effective_from, |v| v.effective_from)
}

pub(super) struct Engine<'a> {
    pub model: &'a Model,
    pub holidays: &'a Holidays,
    rules: &'a [Rule],
    /// The same by their ids, those of one in the order in which they begin.
    of_id: Arc<Lookup<&'a RuleId, Vec<&'a Rule>>>,
    pub week_rule: Option<WeekRule>,
    default_from: Date,
    pub rulings: Rulings,
    /// The day of the snapshot, by which names are given.
    pub day: Date,
}

impl<'a> Engine<'a> {
    /// The engine of an office whose rules begin, where they do not say, on `default_from`.
    pub fn new(snapshot: &Snapshot<'a>, default_from: Date) -> Self {
        let model = snapshot.model;
        let (holidays, rulings) = (&model.holidays, Rulings::default());
        let (week_rule, day) = (model.office.week_rule, snapshot.day);
        let rules = &model.rules;
        let mut of_id: Lookup<&RuleId, Vec<&Rule>> = Lookup::for_about(rules.len());
        let mut ordered: Vec<&Rule> = rules.iter().collect();
        ordered.sort_by_key(|r| r.valid_from);
        ordered.into_iter().for_each(|rule| of_id.at(&rule.id).push(rule));
        let mut engine = Self { model, holidays, rules, of_id: Arc::new(of_id), week_rule, default_from, day, rulings };
        waits::take_up(&mut engine);
        engine
    }

    /// The same with an open choice about holidays taken the other way.
    fn under<'c>(&self, choice: &'c Choice, rulings: &Rulings) -> Engine<'c>
    where
        'a: 'c,
    {
        let Self { model, rules, week_rule, default_from, day, .. } = *self;
        let (holidays, rulings, of_id) = (&choice.holidays, rulings.clone(), Arc::clone(&self.of_id));
        Engine { model, holidays, rules, of_id, week_rule, default_from, day, rulings }
    }

    /// The years in which to look for what touches `days`: one more on either side, and those from which a decision has
    /// moved something there.
    fn years(&self, days: DateRange) -> (i16, i16) {
        let moved_there =
            self.model.overrides.iter().filter(|o| o.action.to().is_some_and(|to| days.touches(DateRange::day(to))));
        // Nothing is moved by ten years; a slip in the year is for `check` to find.
        let near = |o: &Override, year: &i16| o.action.to().is_some_and(|to| year.abs_diff(to.year()) < 10);
        let years = moved_there.filter_map(|o| slot::year_of(&o.slot).filter(|year| near(o, year)));
        let around = |(first, last): (i16, i16), year: i16| (first.min(year - 1), last.max(year + 1));
        years.fold((days.start.year().saturating_sub(1), days.end.year().saturating_add(1)), around)
    }

    /// These rulings with the computed day of every confirmed slot near some years made fast.
    fn pinned(&self, years: (i16, i16), mut rulings: Rulings) -> Rulings {
        // A slot that sums up the year before is named after it.
        let around = years.0.saturating_sub(1)..=years.1;
        for (id, slots) in rulings.confirmed() {
            let years = || slots.iter().filter_map(|slot| slot::year_of(slot)).filter(|year| around.contains(year));
            let Some((first, last)) = years().min().zip(years().max()) else { continue };
            for (rule, draft) in self.near(&id, (first, last)) {
                let slot = draft.slot(rule);
                if let Ok(dates) = draft.outcome.as_ref()
                    && !dates.undecided()
                    && slots.contains(&slot)
                    && slot::year_of(&slot).is_some_and(|year| around.contains(&year))
                {
                    rulings.pin(&slot, dates.actual.start);
                }
            }
        }
        rulings
    }

    /// The slots of an id in these years, each with the rule that has it.
    pub fn of_id(&self, id: &RuleId, years: (i16, i16), by: Option<&Asked<'_>>) -> Vec<(&'a Rule, Draft)> {
        self.stand(self.rules_of(id), years, &Asked { id, by })
    }

    /// The rules of an id, in the order in which they begin.
    fn rules_of(&self, id: &RuleId) -> &[&'a Rule] {
        self.of_id.get(id).map_or(&[], Vec::as_slice)
    }

    /// The rule and the draft of a slot.
    fn find(&self, slot: &str) -> Option<(&'a Rule, Draft)> {
        let (id, _) = slot.split_once('/')?;
        let year = slot::year_of(slot)?;
        self.near(&RuleId::new(id), (year, year)).into_iter().find(|(rule, draft)| draft.slot(rule) == slot)
    }

    /// The slots of an id that are named after some years, and some around.
    pub fn near(&self, id: &RuleId, (first, last): (i16, i16)) -> Vec<(&'a Rule, Draft)> {
        // A slot that sums up the year before is of the year after the one it names.
        self.of_id(id, (first.saturating_sub(1), last.saturating_add(1)), None)
    }

    /// What stands of the slots of these rules of one id, in the order in which they came, with what was decided about it.
    fn stand<'r>(&self, rules: &[&'r Rule], years: (i16, i16), asked: &Asked<'_>) -> Vec<(&'r Rule, Draft)> {
        let mut claims: BTreeMap<(Period, u16), Claim<'r>> = BTreeMap::new();
        let names = Names::of(rules, years);
        for rule in rules {
            for mut draft in self.unbounded(rule, years, asked) {
                let key = (draft.period, draft.turn);
                draft.period = names.name(draft.period);
                let claim = match claims.remove(&key) {
                    None => Claim::new(rule, draft, self.valid_from(rule)),
                    Some(before) => {
                        let ruling = self.rulings.of(&rule.id, || draft.slot(rule));
                        let decided = ruling.map_or(Decided { first: None, read: self.day }, |r| r.decided(self.day));
                        before.or(Claim::new(rule, draft, self.valid_from(rule)), decided)
                    }
                };
                claims.insert(key, claim);
            }
        }
        let settled = claims.into_values().filter_map(Claim::settled);
        let ruled = settled.map(|(rule, mut draft, days)| {
            days.into_iter().for_each(|days| self.shorten(&mut draft, days));
            if let Some(ruling) = self.rulings.of(&rule.id, || draft.slot(rule))
                && let Ok(dates) = &mut draft.outcome
            {
                ruling.settle(dates);
            }
            (rule, draft)
        });
        ruled.collect()
    }

    fn valid_from(&self, rule: &Rule) -> Date {
        rule.valid_from.unwrap_or(self.default_from)
    }

    fn actual_days(&self, id: &RuleId, years: (i16, i16)) -> Days {
        // Under other holidays another rule of the id may have the slot.
        let day = |(rule, d): (&Rule, Draft)| Some((d.slot(rule), d.outcome.ok()?.held()));
        self.of_id(id, years, None).into_iter().filter_map(day).collect()
    }

    /// What the rules of an id count from or are held with, and what that is.
    fn bases(&self, id: &RuleId) -> Vec<RuleId> {
        let (mut found, mut at) = (vec![id.clone()], 0);
        while let Some(from) = found.get(at) {
            let next = self.rules_of(from).iter().filter_map(|r| r.when.base());
            let new: BTreeSet<_> = next.filter(|base| !found.contains(base)).cloned().collect();
            found.extend(new);
            at += 1;
        }
        found.split_off(1)
    }

    fn occurrence(&self, rule: &Rule, slot: String, dates: Dates, others: &Others) -> Occurrence {
        let moves = |(choice, days): &(&Choice, Days)| {
            let other = *days.get(&slot)?;
            (other != dates.held()).then(|| (other, choice.say.clone()))
        };
        let open = dates.cancelled.is_none() && !dates.confirmed;
        let moved: Vec<(Option<DateRange>, Say)> = others.iter().filter(|_| open).filter_map(moves).collect();
        let mut alternatives: Vec<DateRange> = moved.iter().filter_map(|(day, _)| *day).collect();
        alternatives.sort();
        alternatives.dedup();
        let status = match (moved.is_empty(), dates.awaits) {
            // That a day is off may still depend on a law to come, and with it that there is nothing to be held on it.
            (true, _) if dates.is_off() => Status::Cancelled,
            (false, _) => Status::DependsOnNotice,
            (true, true) => Status::AwaitsDecision,
            (true, false) => Status::Firm,
        };
        let mut stood: Vec<Date> = dates.stood.iter().filter_map(|s| s.day).collect();
        stood.dedup();
        let Explained { steps, reason } = explain::explain(self, rule, &dates, &moved);
        Occurrence {
            rule: rule.id.clone(),
            slot,
            kind: rule.kind,
            nominal: dates.nominal,
            last_allowed: dates.last_allowed,
            words_of: dates.words_of(rule),
            actual: dates.actual,
            by: dates.at.or(rule.by),
            status,
            alternatives,
            steps,
            reason,
            undecided_day: dates.undecided(),
            readings: dates
                .numbered_week
                .map_or_else(Vec::new, |(first, week)| week::readings(rule, first.year(), first.month(), week)),
            decisions: dates.changes,
            stood,
        }
    }
}

/// A rule whose dates are asked for, and by which other, since it counts from this one.
pub(super) struct Asked<'p> {
    id: &'p RuleId,
    by: Option<&'p Asked<'p>>,
}

impl Asked<'_> {
    /// Whether a rule of this id is asked already: to ask again would be to go round in a circle.
    fn is_asked(&self, id: &RuleId) -> bool {
        self.id == id || self.by.is_some_and(|by| by.is_asked(id))
    }
}

/// The slots of a rule with their days; a slot that does not take place has none.
type Days = BTreeMap<String, Option<DateRange>>;

type Others<'c> = [(&'c Choice, Days)];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{Ground, fixture};
    use crate::model::{Action, DayChoice, Every, Limit, When};
    use jiff::civil::{Weekday, date};

    #[test]
    fn a_month_without_the_day_gives_its_last() {
        let when = When::DayOfMonth { every: Every::Month, month: None, day: DayChoice::Number(31) };
        let model = fixture::model(vec![fixture::deadline("cuoi-thang", Limit::OnOrBefore, when)]);
        let state = crate::history::on(&model, date(2026, 1, 1));
        let Some(snapshot) = state.snapshot() else { panic!("no text") };
        let (found, report) = occurrences(&snapshot, date(2026, 1, 1), date(2026, 12, 31));
        assert!(report.is_empty(), "{report:?}");
        let days: Vec<i8> = found.iter().map(|o| o.nominal.start.day()).collect();
        assert_eq!(days, [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
        assert!(found[1].steps.iter().any(|s| matches!(s.ground, Ground::Law(_))));
    }

    fn of_2026(model: &Model) -> Vec<Occurrence> {
        let state = crate::history::on(model, date(2026, 1, 1));
        occurrences(&state.snapshot().unwrap(), date(2026, 1, 1), date(2026, 12, 31)).0
    }

    fn decided(slot: &str, action: Action) -> Override {
        Override {
            slot: slot.to_owned(),
            action,
            at: None,
            reference: "Thông báo 12/TB-VP".to_owned(),
            issued: date(2026, 1, 5),
            span: fixture::span(),
        }
    }

    #[test]
    fn what_is_followed_has_the_title_of_its_day() {
        let change = Some(date(2026, 7, 1));
        let hop = fixture::rule("hop", fixture::weekly(Weekday::Friday));
        let after = When::After { rule: RuleId::new("hop"), term: fixture::working(3) };
        let rules = vec![
            Rule { title: "Họp mới".to_owned(), valid_from: change, ..hop.clone() },
            Rule { title: "Họp cũ".to_owned(), valid_to: change, ..hop },
            fixture::deadline("thong-bao", Limit::OnOrBefore, after),
            fixture::rule("tai-cho", When::At { rule: RuleId::new("hop") }),
        ];
        let log = vec![decided("hop/2026-05-w2", Action::Cancel), decided("hop/2026-08-w2", Action::Cancel)];
        for o in of_2026(&Model { overrides: log, ..fixture::model(rules) }).iter().filter(|o| o.rule.as_str() != "hop")
        {
            let (is, other) = if o.period() < "2026-07" { ("cũ", "mới") } else { ("mới", "cũ") };
            let says = |words: &str| o.steps.iter().any(|s| s.say.vi.contains(words));
            assert!(says(&format!("«Họp {is}»")) && !says(&format!("«Họp {other}»")), "{}: {:?}", o.slot, o.steps);
            assert!(!o.reason.vi.contains(&format!("«Họp {other}»")), "{}: {:?}", o.slot, o.reason);
        }
    }

    #[test]
    fn a_confirmed_day_is_that_of_the_rule_that_has_the_slot() {
        let change = Some(date(2026, 7, 10));
        let hop = |day| {
            fixture::rule("hop", When::DayOfMonth { every: Every::Month, month: None, day: DayChoice::Number(day) })
        };
        // Both reach July; the 25th, a Saturday, waits for the chair.
        let (old, new) = (Rule { valid_to: change, ..hop(13) }, Rule { valid_from: change, ..hop(25) });
        let after = When::After { rule: RuleId::new("hop"), term: fixture::working(3) };
        for both in [[old.clone(), new.clone()], [new, old]] {
            let rules = both.into_iter().chain([fixture::deadline("bc", Limit::OnOrBefore, after.clone())]).collect();
            let log = vec![decided("hop/2026-07", Action::Confirm(None))];
            let found = of_2026(&Model { overrides: log, ..fixture::model(rules) });
            let report = found.iter().find(|o| o.slot == "bc/2026-07").unwrap();
            assert_eq!(report.actual.start, date(2026, 7, 30));
            assert_eq!((report.status, &report.alternatives[..]), (Status::Firm, &[][..]), "it depends on no notice");
        }
    }

    /// Settling them for each of them, which is the square of their number, would not end.
    #[test]
    fn many_rules_that_follow_one_another_under_an_id_are_settled_once() {
        let first = date(1980, 1, 1);
        let begins = |n: i32| first.saturating_add(jiff::Span::new().months(n));
        let when = When::DayOfMonth { every: Every::Month, month: None, day: DayChoice::Number(15) };
        let rules = (0..600).map(|n| Rule {
            title: begins(n).to_string(),
            valid_from: Some(begins(n)),
            valid_to: Some(begins(n + 1)),
            ..fixture::rule("hop", when.clone())
        });
        let model = fixture::model(rules.collect());
        let found = of_2026(&model);
        assert_eq!(found.len(), 12);
        for o in &found {
            let rule = model.rule_on(&o.rule, o.words_of).unwrap();
            assert_eq!(rule.title, o.nominal.start.first_of_month().to_string());
        }
    }

    #[test]
    fn before_a_day_the_month_does_not_have_is_all_of_the_month() {
        for day in [29, 30, 31] {
            let when = When::DayOfMonth { every: Every::Month, month: None, day: DayChoice::Number(day) };
            let model = fixture::model(vec![fixture::deadline("truoc", Limit::Before, when)]);
            let state = crate::history::on(&model, date(2026, 1, 1));
            let (found, _) = occurrences(&state.snapshot().unwrap(), date(2026, 1, 1), date(2026, 12, 31));
            for o in found {
                let last = o.last_allowed.days_in_month();
                assert_eq!(o.last_allowed.day(), last.min(day - 1), "{}", o.slot);
                let says = |words: &str| o.steps.iter().any(|s| s.say.vi.contains(words));
                assert_eq!(says("ăn bản nêu"), day <= last, "{}: the text names no other day: {:?}", o.slot, o.steps);
                assert_eq!(says(&format!("không có ngày {day}")), day > last);
            }
        }
    }
}
