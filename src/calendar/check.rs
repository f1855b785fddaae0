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
use crate::diagnostic::{Code, Diagnostic, Report, Say};
use crate::history::Snapshot;
use crate::model::{Model, Override, Rule, RuleId, TimeOfDay, When};
use crate::say;
use crate::text::date_words;

/// Every fault of the rules over `years`: circles of `after` and `at`, numbered weeks
/// without a reading, years whose holidays are missing (of the year to come as a warning), and reports due after the meeting they
/// must precede.
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
    for rule in rules {
        if let Some(Say { vi, en }) = circle(rules, rule) {
            let id = &rule.id;
            report.push(Diagnostic::new(Code::BadRule, rule.span, say!("«{id}»: {vi}", "`{id}`: {en}")));
        }
    }
    report.extend(decided::check(snapshot));
    report.extend(loaded::check(&snapshot.model.holidays));
    let all = report.take(dates);
    report.extend(next_year(snapshot));
    // A decision reaches beyond the years shown; what it breaks there is said now, and what else is there is not. A slot may
    // fall just outside the year it is named after.
    let years: BTreeSet<i16> = snapshot.model.overrides.iter().filter_map(|o| year_of(&o.slot)).collect();
    let computed = |first, last| occurrences(snapshot, first, last);
    let around = |y: i16| of_years(y.saturating_sub(1)..=y.saturating_add(1), computed).0;
    let of = |y: i16| around(y).into_iter().filter(move |o| year_of(&o.slot) == Some(y));
    let touched: Vec<_> = years.into_iter().flat_map(of).collect();
    for rule in rules {
        for later in rules.iter().filter(|later| rule.must_precede.as_ref() == Some(&later.id)) {
            let pairs = |all| pairs(snapshot.model, rule, later, all).into_iter();
            let broken = |all| pairs(all).filter(|(o, meeting)| !precedes(o, meeting));
            let computed: Vec<_> = broken(&all).filter(|pair| by_decision(pair).is_none()).collect();
            report.extend(precedence(rule, later, &computed));
            for pair in broken(&touched) {
                let entry = by_decision(&pair).and_then(|index| snapshot.model.overrides.get(index));
                report.extend(entry.map(|entry| decided_against(entry, rule, later, &pair)).unwrap_or_default());
            }
        }
    }
    report
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

/// A circle of `after`/`at` through this rule, said at the first of its rules.
fn circle(rules: &[Rule], rule: &Rule) -> Option<Say> {
    let mut path = vec![&rule.id];
    let mut at = rule;
    while let Some(base) = base(at) {
        if *base == rule.id {
            let is_first = rules.iter().find(|r| path.contains(&&r.id)).is_some_and(|r| r.id == rule.id);
            let words = path.iter().chain([&&rule.id]).map(|id| id.as_str()).collect::<Vec<_>>().join(" → ");
            return is_first.then(|| {
                say!(
                    "các quy tắc tính theo nhau thành vòng: {words}",
                    "the rules count from one another in a circle: {words}"
                )
            });
        }
        at = rules.iter().find(|r| r.id == *base).filter(|r| !path.contains(&&r.id))?;
        path.push(&at.id);
    }
    None
}

fn base(rule: &Rule) -> Option<&RuleId> {
    match &rule.when {
        When::After { rule, .. } | When::At { rule } => Some(rule),
        _ => None,
    }
}

/// The occurrences of both rules in the same period, those called off excepted. Only their own: each may have followed another
/// under its id, or be followed.
fn pairs<'o>(model: &Model, rule: &Rule, later: &Rule, all: &'o [Occurrence]) -> Vec<(&'o Occurrence, &'o Occurrence)> {
    let takes_place = |o: &&Occurrence| !o.undecided_day && o.status != Status::Cancelled;
    let of = |rule: &Rule| {
        let own = |o: &&Occurrence| model.rule_on(&rule.id, o.last_allowed).is_some_and(|r| std::ptr::eq(r, rule));
        all.iter().filter(|o| o.rule == rule.id).filter(takes_place).filter(own).collect::<Vec<_>>()
    };
    let meetings = of(later);
    let meeting = |o: &Occurrence| meetings.iter().find(|m| m.period() == o.period()).copied();
    of(rule).into_iter().filter_map(|o| Some((o, meeting(o)?))).collect()
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
    let (due, held) = (date_words(o.actual.end), date_words(meeting.actual.start));
    let message = say!(
        "sau quyết định này, «{id}» đến hạn {due}, không kịp trước «{target}» ngày {held}",
        "after this decision `{id}` is due on {due}, too late for `{target}` on {held}"
    );
    let (slot, until) = (&o.slot, meeting.actual.start);
    let help = say!(
        "dời cả «{slot}» (action: move) đến trước {until}, hoặc chọn ngày khác",
        "move `{slot}` as well (action: move) to before {until}, or choose another day"
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
        format!("{} ({} → {})", o.period(), date_words(o.actual.end), date_words(meeting.actual.start))
    };
    let examples = broken.iter().take(3).map(line).collect::<Vec<_>>().join(", ");
    let (id, target, count) = (&rule.id, &later.id, broken.len());
    let message = say!(
        "«{id}» đến hạn sau «{target}» mà nó phải đi trước, ở {count} kỳ: {examples}",
        "`{id}` is due after `{target}`, which it must precede, in {count} periods: {examples}"
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
    use super::super::fixture::{model, office, rule, weekly};
    use super::*;
    use crate::history;
    use crate::model::WeekRule;
    use jiff::civil::{Weekday, date};

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
        let after = |id: &str, base: &str| rule(id, When::After { rule: RuleId::new(base), working_days: 1 });
        let at = |id: &str, base: &str| rule(id, When::At { rule: RuleId::new(base) });
        let found = findings(&model(vec![after("a", "b"), at("b", "a"), after("c", "a")]), 2026..=2026);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].1.contains("a → b → a"));
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
