//! What can be said of the rules before anybody asks for a date: rules that count from one another in a circle, and reports
//! that come after the meeting they feed. What no rule may say by itself is refused where it is read.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use jiff::civil::Date;

use super::computed::Computed;
use super::decided;
use super::engine::{next_year, occurrences};
use super::loaded;
use super::occurrence::{Occurrence, Status};
use super::slot::year_of;
use super::swapped;
use super::uneven;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::history::Snapshot;
use crate::model::{Model, Override, Rule, RuleId, TimeOfDay};
use crate::say;
use crate::text::{Lookup, counted, date_both};

/// Every fault of the rules over `years`: circles of `after`, `before` and `at`, numbered weeks
/// without a reading, years whose holidays are missing (of the year to come as a warning), and reports due after the meeting they
/// must precede; and yearly duties that a decision moves to the other end of the year.
#[must_use]
pub fn check(snapshot: &Snapshot, years: RangeInclusive<i16>) -> Report {
    judged(snapshot, of_years(years, |first, last| occurrences(snapshot, first, last)))
}

/// The same, where dates have been computed already.
#[must_use]
pub fn check_computed(snapshot: &Snapshot, years: RangeInclusive<i16>, computed: &Computed) -> Report {
    judged(snapshot, of_years(years, |first, last| computed.occurrences(snapshot, first, last)))
}

fn judged(snapshot: &Snapshot, dates: (Vec<Occurrence>, Report)) -> Report {
    let rules = &snapshot.model.rules;
    let mut report = Report::default();
    for (rule, ids) in circles(rules) {
        let id = &rule.id;
        let message = say!(
            "«{id}»: các quy tắc tính theo nhau thành vòng: {ids}",
            "`{id}`: the rules count from one another in a circle: {ids}"
        );
        report.push(Diagnostic::new(Code::BadRule, rule.span, message));
    }
    report.extend(decided::check(snapshot));
    report.extend(loaded::check(&snapshot.model.holidays));
    report.extend(swapped::check(&snapshot.model.holidays));
    report.extend(uneven::check(snapshot));
    let all = report.take(dates);
    // A deadline counted back from a meeting of that year may have told of it.
    let told = |d: &Diagnostic| report.iter().any(|other| other.message == d.message);
    let coming = next_year(snapshot).without(told);
    report.extend(coming);
    // A decision reaches beyond the years shown; what it breaks there is said now, and what else is there is not. A slot may
    // fall just outside the year it is named after.
    let computed = |first, last| occurrences(snapshot, first, last);
    let around = |first: i16, last: i16| of_years(first.saturating_sub(1)..=last.saturating_add(1), computed).0;
    let of = |(first, last): (i16, i16)| {
        let named = move |o: &Occurrence| year_of(&o.slot).is_some_and(|year| (first..=last).contains(&year));
        around(first, last).into_iter().filter(named)
    };
    let mut touched: Vec<_> = spans(&snapshot.model.overrides).into_iter().flat_map(of).collect();
    touched.sort_by_key(|o| year_of(&o.slot));
    for rule in rules {
        let Some(id) = &rule.must_precede else { continue };
        let pairs = |all| pairs(snapshot.model, rule, id, all).into_iter();
        let broken = |all| pairs(all).filter(|(o, meeting)| !precedes(o, meeting));
        let computed: Vec<_> = broken(&all).filter(|pair| by_decision(pair).is_none()).collect();
        for later in rules.iter().filter(|later| later.id == *id) {
            let theirs = computed.iter().filter(|(_, meeting)| is_of(snapshot.model, meeting, later));
            report.extend(precedence(rule, later, &theirs.copied().collect::<Vec<_>>()));
        }
        for pair in broken(&touched) {
            let entry = by_decision(&pair).and_then(|index| snapshot.model.overrides.get(index));
            let later = snapshot.model.rule_on(id, pair.1.words_of);
            report.extend(
                entry.zip(later).map(|(entry, later)| decided_against(entry, rule, later, &pair)).unwrap_or_default(),
            );
        }
    }
    report
}

/// The years decisions are about, those that follow one another at once: dates are looked for a year on either side.
fn spans(log: &[Override]) -> Vec<(i16, i16)> {
    let years: BTreeSet<i16> = log.iter().filter_map(|entry| year_of(&entry.slot)).collect();
    let mut spans: Vec<(i16, i16)> = Vec::new();
    for year in years {
        match spans.last_mut() {
            Some((_, last)) if last.saturating_add(1) == year => *last = year,
            _ => spans.push((year, year)),
        }
    }
    spans
}

fn of_years(
    years: RangeInclusive<i16>,
    dates: impl FnOnce(Date, Date) -> (Vec<Occurrence>, Report),
) -> (Vec<Occurrence>, Report) {
    match (Date::new(*years.start(), 1, 1), Date::new(*years.end(), 12, 31)) {
        (Ok(first), Ok(last)) => dates(first, last),
        _ => Default::default(),
    }
}

/// Circles of `after`, `before` and `at`, each with its ids at the first of its rules.
fn circles(rules: &[Rule]) -> Vec<(&Rule, String)> {
    let mut of_id: Lookup<&RuleId, Vec<&Rule>> = Lookup::default();
    rules.iter().for_each(|rule| of_id.at(&rule.id).push(rule));
    let (mut found, mut told) = (Vec::new(), BTreeSet::new());
    for rule in rules {
        if told.contains(&rule.id) {
            continue;
        }
        let Some(ids) = circle(&of_id, rule) else { continue };
        let words = ids.iter().chain([&&rule.id]).map(|id| id.as_str()).collect::<Vec<_>>().join(" → ");
        told.extend(ids);
        found.push((rule, words));
    }
    found
}

/// The ids on the way from a rule by what each counts from back to it. Only rules that hold on a common day count from one
/// another: what was turned round by a decision is no circle.
fn circle<'r>(of_id: &Lookup<&'r RuleId, Vec<&'r Rule>>, rule: &'r Rule) -> Option<Vec<&'r RuleId>> {
    // Each rule that is reached, and from which of them.
    let mut reached: Vec<(&Rule, usize)> = vec![(rule, 0)];
    let mut at = 0;
    while let Some((from, _)) = reached.get(at).copied() {
        let bases = from.when.base().and_then(|id| of_id.get(id)).into_iter().flatten().filter(|next| from.meets(next));
        for next in bases {
            if std::ptr::eq(*next, rule) {
                let mut ids = Vec::new();
                while at > 0 {
                    ids.push(&reached[at].0.id);
                    at = reached[at].1;
                }
                ids.push(&rule.id);
                ids.reverse();
                return Some(ids);
            }
            if !reached.iter().any(|(known, _)| std::ptr::eq(*known, *next)) {
                reached.push((next, at));
            }
        }
        at += 1;
    }
    None
}

/// The occurrences of a rule, each with that of the rules of an id in the same period, those called off excepted.
fn pairs<'o>(model: &Model, rule: &Rule, id: &RuleId, all: &'o [Occurrence]) -> Vec<(&'o Occurrence, &'o Occurrence)> {
    let takes_place = |o: &&Occurrence| !o.undecided_day && o.status != Status::Cancelled;
    let meetings: Vec<_> = all.iter().filter(|o| o.rule == *id).filter(takes_place).collect();
    let meeting = |o: &Occurrence| meetings.iter().find(|m| m.period() == o.period()).copied();
    let own = all.iter().filter(|o| o.rule == rule.id).filter(takes_place).filter(|o| is_of(model, o, rule));
    own.filter_map(|o| Some((o, meeting(o)?))).collect()
}

/// Whether an occurrence is of a rule, and not of one before or after it under its id.
fn is_of(model: &Model, o: &Occurrence, rule: &Rule) -> bool {
    model.rule_on(&o.rule, o.words_of).is_some_and(|r| std::ptr::eq(r, rule))
}

/// The last decision that had a part in a pair, by its place in the log.
fn by_decision((o, meeting): &(&Occurrence, &Occurrence)) -> Option<usize> {
    o.decisions.iter().chain(&meeting.decisions).max().copied()
}

/// A decision after which a report comes too late for its meeting.
fn decided_against(entry: &Override, rule: &Rule, later: &Rule, pair: &(&Occurrence, &Occurrence)) -> Report {
    let mut report = Report::default();
    let (o, meeting) = pair;
    let (id, target) = (&rule.id, &later.id);
    let (due, due_en) = date_both(o.actual.end);
    let (held, held_en) = date_both(meeting.actual.start);
    let message = say!(
        "sau quyết định này, «{id}» đến hạn {due}, không kịp trước «{target}» ngày {held}",
        "after this decision `{id}` is due on {due_en}, too late for `{target}` on {held_en}"
    );
    let slot = &o.slot;
    let help = say!(
        "dời cả «{slot}» (action: move) đến trước {held}, hoặc chọn ngày khác",
        "move `{slot}` as well (action: move) to before {held_en}, or choose another day"
    );
    let why = say!("quy tắc phải đi trước", "the rule that must come first");
    report.push(Diagnostic::new(Code::ReportAfterMeeting, entry.span, message).help(help).related(rule.span, why));
    report
}

/// One finding for a pair of rules, however many slots break it, with the first three.
fn precedence(rule: &Rule, later: &Rule, broken: &[(&Occurrence, &Occurrence)]) -> Report {
    let mut report = Report::default();
    if broken.is_empty() {
        return report;
    }
    let line = |(o, meeting): &(&Occurrence, &Occurrence)| {
        let (due, due_en) = date_both(o.actual.end);
        let (held, held_en) = date_both(meeting.actual.start);
        let period = o.period();
        (format!("{period} (hạn {due}, họp {held})"), format!("{period} (due {due_en}, meeting {held_en})"))
    };
    let (examples, examples_en): (Vec<_>, Vec<_>) = broken.iter().take(3).map(line).unzip();
    let (examples, examples_en) = (examples.join("; "), examples_en.join("; "));
    let (id, target, count) = (&rule.id, &later.id, broken.len());
    let periods = counted(count, "period", "periods");
    let message = say!(
        "«{id}» đến hạn sau «{target}» mà nó phải đi trước, ở {count} kỳ: {examples}",
        "`{id}` is due after `{target}`, which it must precede, in {periods}: {examples_en}"
    );
    let help = say!(
        "xem lại `week_rule` trong quyche.yaml và `roll` của hai quy tắc",
        "look at `week_rule` in quyche.yaml and at `roll` of the two rules"
    );
    let why = say!("quy tắc phải đến sau", "the rule that must come later");
    report.push(Diagnostic::new(Code::ReportAfterMeeting, rule.span, message).help(help).related(later.span, why));
    report
}

/// On one day, what is due by noon still serves a meeting without an hour; what is due by the end of the day does not.
fn precedes(o: &Occurrence, meeting: &Occurrence) -> bool {
    let (due, held) = (o.actual.end, meeting.actual.start);
    due < held
        || due == held
            && match (o.by, meeting.by) {
                (None, _) => false,
                (Some(by), None) => latest(by) <= NOON,
                (Some(by), Some(held)) => latest(by) <= earliest(held),
            }
}

/// Minutes from midnight.
const NOON: i16 = 12 * 60;

/// Minutes of the day by which something due then is certainly in.
fn latest(by: TimeOfDay) -> i16 {
    match by {
        TimeOfDay::Morning => NOON,
        TimeOfDay::Afternoon => 24 * 60,
        TimeOfDay::At(t) => i16::from(t.hour()) * 60 + i16::from(t.minute()),
    }
}

/// Minutes of the day at which a meeting may begin at the earliest.
fn earliest(held: TimeOfDay) -> i16 {
    match held {
        TimeOfDay::Morning => 0,
        TimeOfDay::Afternoon => NOON,
        TimeOfDay::At(_) => latest(held),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{model, office, rule, weekly, working};
    use super::*;
    use crate::history;
    use crate::model::{WeekRule, When};
    use jiff::civil::{Weekday, date};
    use std::ops::Range;

    fn findings(model: &Model, years: RangeInclusive<i16>) -> Vec<(Code, String)> {
        let state = history::on(model, date(2026, 1, 1));
        let snapshot = state.snapshot().unwrap();
        check(&snapshot, years).iter().map(|d| (d.code, d.message.vi.clone())).collect()
    }

    #[test]
    fn the_rules_of_the_office_are_sound() {
        assert_eq!(findings(&office(), 2021..=2029), []);
    }

    #[test]
    fn a_circle_is_said_once_and_does_not_hang() {
        let after = |id: &str, base: &str| rule(id, When::After { rule: RuleId::new(base), term: working(1) });
        let at = |id: &str, base: &str| rule(id, When::At { rule: RuleId::new(base) });
        let before = |id: &str, base: &str| rule(id, When::Before { rule: RuleId::new(base), term: working(1) });
        for second in [at("b", "a"), before("b", "a")] {
            let found = findings(&model(vec![after("a", "b"), second, after("c", "a")]), 2026..=2026);
            assert_eq!(found.len(), 1, "{found:?}");
            assert!(found[0].1.contains("a → b → a"));
        }
    }

    #[test]
    fn a_circle_through_rules_that_followed_one_another_is_said_and_does_not_branch() {
        let at = |id: &str, base: &str, years: Range<i16>| Rule {
            valid_from: Date::new(years.start, 1, 1).ok(),
            valid_to: Date::new(years.end, 1, 1).ok(),
            ..rule(id, When::At { rule: RuleId::new(base) })
        };
        let round = (2000..2030).flat_map(|y| [at("a", "b", y..y + 1), at("b", "a", y..y + 1)]);
        let day = |id: &str, years| Rule { when: weekly(Weekday::Friday), ..at(id, "", years) };
        let found = findings(&model([day("a", 1990..2000)].into_iter().chain(round).collect()), 2026..=2026);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].1.contains("a → b → a"), "{found:?}");
        // Which counts from which was turned round.
        let turned = [day("a", 2020..2026), at("b", "a", 2020..2026), day("b", 2026..2030), at("a", "b", 2026..2030)];
        assert_eq!(findings(&model(turned.into()), 2025..=2026), []);
    }

    #[test]
    fn only_the_rule_that_held_is_blamed_for_its_dates() {
        let change = Some(date(2026, 7, 1));
        let report = |weekday| Rule { must_precede: Some(RuleId::new("hop")), ..rule("bc", weekly(weekday)) };
        let old = |rule| Rule { valid_to: change, ..rule };
        let new = |rule| Rule { valid_from: change, ..rule };
        let (friday, thursday) = (report(Weekday::Friday), report(Weekday::Thursday));
        let hop = |weekday| rule("hop", weekly(weekday));
        let told = |rules: Vec<Rule>| {
            let found = findings(&model(rules), 2026..=2026);
            assert!(found.iter().all(|f| f.0 == Code::ReportAfterMeeting), "{found:?}");
            found.into_iter().map(|f| f.1).collect::<Vec<_>>()
        };
        let all = told(vec![old(friday.clone()), new(thursday.clone()), hop(Weekday::Friday)]);
        assert_eq!(all.len(), 1, "the report is in time since the change: {all:?}");
        assert!(all[0].contains("12 kỳ: 2026-01-w2"), "{all:?}");
        // The same of the meeting, wherever the rules stand in the file.
        for rules in [
            [thursday.clone(), old(hop(Weekday::Friday)), new(hop(Weekday::Wednesday))],
            [thursday.clone(), new(hop(Weekday::Wednesday)), old(hop(Weekday::Friday))],
        ] {
            let all = told(rules.into());
            assert_eq!(all.len(), 1, "{all:?}");
            assert!(all[0].contains("12 kỳ: 2026-07-w2"), "{all:?}");
        }
    }

    #[test]
    fn a_report_after_its_meeting_is_found_for_the_reading_that_allows_it() {
        let mut office = office();
        office.office.week_rule = Some(WeekRule::NthWeekday);
        let found = findings(&office, 2022..=2029);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].0, Code::ReportAfterMeeting);
        office.office.week_rule = None;
        let found = findings(&office, 2026..=2026);
        let codes: Vec<_> = found.iter().map(|f| f.0).collect();
        assert_eq!(codes, [Code::AmbiguousRule, Code::AmbiguousRule], "the meeting and the report");
        assert!(
            found[0].1.contains("contains_day_1 → 08/01/2021; iso4, first_full → 15"),
            "both results are shown: {}",
            found[0].1
        );
    }

    #[test]
    fn on_one_day_a_report_due_by_the_end_of_it_is_late() {
        let mut report = rule("bc", weekly(Weekday::Friday));
        report.must_precede = Some(RuleId::new("hop"));
        let late = |by| {
            let rules = vec![Rule { by, ..report.clone() }, rule("hop", weekly(Weekday::Friday))];
            !findings(&model(rules), 2026..=2026).is_empty()
        };
        assert!(late(None));
        assert!(late(Some(TimeOfDay::Afternoon)));
        assert!(!late(Some(TimeOfDay::Morning)));
    }
}
