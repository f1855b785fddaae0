//! Yearly duties that a decision moves to the other end of the year: between its last date under the old words and its first under the
//! new ones almost two years pass, or almost none. Each year has one date all the same, and only the office knows of which year each is.

use jiff::civil::Date;

use super::between::Between;
use super::dates::Draft;
use super::engine::{Engine, first_day};
use super::occurrence::DateRange;
use crate::diagnostic::{Code, Diagnostic, Report, Severity};
use crate::history::Snapshot;
use crate::model::{Every, MonthChoice, Rule, When};
use crate::say;
use crate::text::{counted, date_both};

/// In days: within half a year of a year apart, two dates are of two years.
const NEAR: i32 = 183;
const FAR: i32 = 548;

/// A warning for each such change whose later date is still to come, and about which nothing was decided.
pub(super) fn check(snapshot: &Snapshot) -> Report {
    let mut report = Report::default();
    let rules = &snapshot.model.rules;
    let follows =
        |new: &Rule, old: &Rule| new.id == old.id && new.valid_from.is_some() && new.valid_from == old.valid_to;
    let changes = rules.iter().filter(|new| is_yearly(new)).filter_map(|new| {
        let old = rules.iter().filter(|old| is_yearly(old)).find(|old| follows(new, old))?;
        Some((old, new, new.valid_from?))
    });
    let mut engine = None;
    for (old, new, from) in changes {
        let engine = engine.get_or_insert_with(|| Engine::new(snapshot, first_day(snapshot)));
        report.extend(change(engine, old, new, from));
    }
    report
}

/// Whether it has one day in each year.
fn is_yearly(rule: &Rule) -> bool {
    let one = |month: &MonthChoice| match month {
        MonthChoice::Last => true,
        MonthChoice::Only(months) => months.len() == 1,
    };
    rule.recurs.interval.is_none()
        && matches!(&rule.when, When::DayOfMonth { every: Every::Year, month: Some(month), .. } if one(month))
}

/// A slot with its day; one whose year is not loaded has that of its text.
struct Due {
    slot: String,
    day: Date,
    between: Option<Between>,
}

fn due(rule: &Rule, draft: Draft) -> Option<Due> {
    let slot = draft.slot(rule);
    match draft.outcome {
        Ok(dates) if dates.is_off() => None,
        Ok(dates) => Some(Due { slot, day: dates.actual.start, between: dates.between }),
        Err(missing) => Some(Due { slot, day: missing.hull.end, between: None }),
    }
}

fn change(engine: &Engine<'_>, old: &Rule, new: &Rule, from: Date) -> Report {
    let mut report = Report::default();
    let years = (from.year().saturating_sub(2), from.year().saturating_add(2));
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for (rule, draft) in engine.of_id(&new.id, years, None) {
        let of = if std::ptr::eq(rule, old) { &mut before } else { &mut after };
        let is_of_either = std::ptr::eq(rule, old) || std::ptr::eq(rule, new);
        of.extend(due(rule, draft).filter(|_| is_of_either));
    }
    let last = before.into_iter().max_by_key(|due| due.day);
    let next = after.into_iter().min_by_key(|due| due.day);
    let Some((last, next)) = last.zip(next) else { return report };
    let decided = |due: &Due| engine.model.overrides.iter().any(|entry| entry.slot == due.slot);
    let days = (next.day - last.day).get_days();
    if next.day < engine.day || (NEAR..=FAR).contains(&days) || decided(&last) || decided(&next) {
        return report;
    }
    let found = if days < NEAR { twice(&last, &next, new, from) } else { skipped(&last, &next, new, from) };
    let why = say!("lời cũ", "the old words");
    report.push(Diagnostic { severity: Severity::Warning, ..found.related(old.span, why) });
    report
}

fn twice(last: &Due, next: &Due, new: &Rule, from: Date) -> Diagnostic {
    let ((was, was_en), (is, is_en), (from, from_en)) = (date_both(last.day), date_both(next.day), date_both(from));
    let days = (next.day - last.day).get_days();
    let (id, days_en) = (&new.id, counted(usize::try_from(days).unwrap_or(0), "day", "days"));
    let message = say!(
        "«{id}» là việc hằng năm, nhưng có hai ngày chỉ cách nhau {days} ngày: {was} theo lời cũ và {is} theo lời mới (hiệu lực từ {from})",
        "`{id}` is a yearly duty, but two of its dates are only {days_en} apart: {was_en} by the old words and {is_en} by the new ones (in force from {from_en})"
    );
    let (slot, other) = (&last.slot, &next.slot);
    let help = say!(
        "nếu hai ngày ấy là của cùng một năm thì ghi «about: previous_year» ở quy tắc mới (báo cáo về năm trước) hoặc «about: next_year» ở quy tắc cũ (kế hoạch cho năm sau); nếu chỉ làm một lần thì hủy một kỳ trong overrides.yaml («{slot}» hoặc «{other}», action: cancel); nếu phải làm cả hai thì xác nhận «{slot}» (action: confirm)",
        "if both are of one year, write `about: previous_year` into the new rule (a report on the year before) or `about: next_year` into the old one (a plan for the year to come); if only one is meant, cancel the other one in overrides.yaml (`{slot}` or `{other}`, action: cancel); if both are, confirm `{slot}` (action: confirm)"
    );
    Diagnostic::new(Code::AmbiguousRule, new.span, message).help(help)
}

fn skipped(last: &Due, next: &Due, new: &Rule, from: Date) -> Diagnostic {
    let ((was, was_en), (is, is_en), (from, from_en)) = (date_both(last.day), date_both(next.day), date_both(from));
    let months = ((next.day - last.day).get_days() * 12 + 182) / 365;
    let (id, slot) = (&new.id, &last.slot);
    let message = say!(
        "«{id}» là việc hằng năm, nhưng sau ngày {was} theo lời cũ phải đến {is}, {months} tháng sau, mới có ngày theo lời mới (hiệu lực từ {from})",
        "`{id}` is a yearly duty, but after {was_en}, by the old words, it does not come before {is_en}, {months} months later, by the new ones (in force from {from_en})"
    );
    let confirm = say!(
        "nếu đúng như vậy thì xác nhận «{slot}» trong overrides.yaml (action: confirm)",
        "if that is meant, confirm `{slot}` in overrides.yaml (action: confirm)"
    );
    let help = match last.between.as_ref().and_then(Between::passed_over) {
        Some(DateRange { start: day, .. }) => {
            let (given, given_en) = date_both(day);
            let (vi, en) = (confirm.vi, confirm.en);
            say!(
                "nếu còn phải làm vào ngày {given} theo lời mới thì dời «{slot}» trong overrides.yaml (action: move, to: {day}); nếu lời mới nói về kế hoạch của năm sau thì ghi «about: next_year» ở quy tắc mới; {vi}",
                "if it is to be done on {given_en} as well, by the new words, move `{slot}` in overrides.yaml (action: move, to: {day}); if the new words are of a plan for the year to come, write `about: next_year` into the new rule; {en}"
            )
        }
        None => confirm,
    };
    Diagnostic::new(Code::AmbiguousRule, new.span, message).help(help)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::fixture;
    use super::*;
    use crate::model::{About, Action, DayChoice, Interval, Limit, Model, Override};

    const CHANGE: Date = date(2026, 7, 1);

    /// A yearly report on the 15th of a month, of another from the change on.
    fn moved(old: i8, new: i8) -> Model {
        let on = |month| {
            let month = Some(MonthChoice::Only(vec![month]));
            let when = When::DayOfMonth { every: Every::Year, month, day: DayChoice::Number(15) };
            fixture::deadline("bc", Limit::OnOrBefore, when)
        };
        let rules = [Rule { valid_to: Some(CHANGE), ..on(old) }, Rule { valid_from: Some(CHANGE), ..on(new) }];
        fixture::model(rules.into())
    }

    fn found(model: &Model, day: Date) -> Vec<(Code, Severity, String, String)> {
        let state = crate::history::on(model, day);
        let report = crate::calendar::check(&state.snapshot().unwrap(), 2026..=2027);
        let told = |d: &Diagnostic| (d.code, d.severity, d.message.vi.clone(), d.help.clone().unwrap_or_default().vi);
        report.iter().map(told).collect()
    }

    fn with(model: &Model, slot: &str, action: Action) -> Model {
        let (slot, reference, issued) = (slot.to_owned(), "TB 1".to_owned(), date(2026, 6, 1));
        let entry = Override { slot, action, at: None, reference, issued, span: fixture::span() };
        Model { overrides: vec![entry], ..model.clone() }
    }

    #[test]
    fn a_year_that_is_passed_over_is_told_until_somebody_decides() {
        let model = moved(1, 12);
        let told = found(&model, date(2026, 6, 1));
        assert_eq!(told.len(), 1, "{told:?}");
        let (code, severity, message, help) = &told[0];
        assert_eq!((*code, *severity), (Code::AmbiguousRule, Severity::Warning));
        assert!(message.contains("15/01/2026") && message.contains("15/12/2027"), "{message}");
        assert!(help.contains("bc/2026") && help.contains("to: 2026-12-15"), "{help}");
        for action in [Action::Move(date(2026, 12, 15)), Action::Confirm(None)] {
            assert_eq!(found(&with(&model, "bc/2026", action), date(2026, 6, 1)), [], "{action:?}");
        }
        let mut plan = moved(1, 12);
        plan.rules[1].about = Some(About::Next(Every::Year));
        assert_eq!(found(&plan, date(2026, 6, 1)), []);
        assert_eq!(found(&model, date(2027, 12, 16)), [], "it is past");
    }

    #[test]
    fn two_dates_of_one_winter_are_told_until_somebody_decides() {
        let model = moved(12, 1);
        let told = found(&model, date(2026, 6, 1));
        assert_eq!(told.len(), 1, "{told:?}");
        let (_, _, message, help) = &told[0];
        assert!(message.contains("15/12/2026") && message.contains("15/01/2027"), "{message}");
        assert!(help.contains("«bc/2026» hoặc «bc/2027»"), "{help}");
        for (slot, action) in
            [("bc/2026", Action::Cancel), ("bc/2027", Action::Cancel), ("bc/2026", Action::Confirm(None))]
        {
            assert_eq!(found(&with(&model, slot, action), date(2026, 6, 1)), [], "{slot} {action:?}");
        }
        for (rule, about) in [(1, About::Previous(Every::Year)), (0, About::Next(Every::Year))] {
            let mut model = moved(12, 1);
            model.rules[rule].about = Some(about);
            assert_eq!(found(&model, date(2026, 6, 1)), [], "{about:?}");
        }
    }

    #[test]
    fn what_comes_every_few_years_is_not_judged_by_one() {
        let mut model = moved(6, 5);
        let starting = Some(date(2022, 1, 1));
        for rule in &mut model.rules {
            rule.recurs.interval = Some(Interval { count: 2, starting });
        }
        assert_eq!(found(&model, date(2026, 6, 1)), []);
    }

    #[test]
    fn a_duty_that_moves_by_some_months_is_no_question() {
        for old in 1..=12_i8 {
            for new in 1..=12_i8 {
                // Half a year either way, whichever year the change falls in.
                let told = found(&moved(old, new), date(2026, 6, 1)).len();
                assert!(told == 0 || old.abs_diff(new) > 5, "{old} to {new}");
            }
        }
    }
}
