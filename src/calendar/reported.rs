//! What is reported when its period is over, or planned before it begins: which period each date is of, and that none is owed twice or
//! never when a decision moves it from the end of a period into the next, or back.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::{Occurrence, fixture, occurrences};
use crate::model::{About, Action, DayChoice, Every, Limit, Model, MonthChoice, Override, Rule, When};

/// "Trước ngày 25 tháng cuối kỳ" until a day, from it on "chậm nhất ngày 05 của tháng đầu kỳ sau".
fn moved(every: Every, change: Date) -> Model {
    let on = |month, day| {
        let month = (every != Every::Month).then_some(month);
        When::DayOfMonth { every, month, day: DayChoice::Number(day) }
    };
    let old = fixture::deadline("bc", Limit::Before, on(MonthChoice::Last, 25));
    let new = fixture::deadline("bc", Limit::OnOrBefore, on(MonthChoice::Only(vec![1]), 5));
    fixture::model(vec![
        Rule { valid_to: Some(change), ..old },
        Rule { valid_from: Some(change), about: Some(About::Previous(every)), ..new },
    ])
}

fn of_years(model: &Model, day: Date) -> Vec<Occurrence> {
    let state = crate::history::on(model, day);
    let (found, report) = occurrences(&state.snapshot().unwrap(), date(2025, 2, 1), date(2028, 1, 31));
    assert!(report.is_empty(), "{report:?}");
    found
}

#[test]
fn each_period_is_reported_on_once_whenever_the_words_change() {
    for (every, periods) in [(Every::Month, 35), (Every::Quarter, 12), (Every::HalfYear, 6), (Every::Year, 3)] {
        for change in date(2026, 12, 1).series(1.day()).take(60) {
            let found = of_years(&moved(every, change), change);
            let mut slots: Vec<_> = found.iter().map(|o| o.slot.as_str()).collect();
            slots.sort_unstable();
            slots.dedup();
            assert_eq!((slots.len(), found.len()), (periods, periods), "{every:?} from {change}: {slots:?}");
            assert!(found.is_sorted_by_key(|o| &o.slot), "{every:?} from {change}: in their order");
        }
    }
}

#[test]
fn the_date_says_which_period_it_is_of() {
    let found = of_years(&moved(Every::Quarter, date(2026, 9, 25)), date(2026, 10, 1));
    let of = |slot: &str| found.iter().find(|o| o.slot == slot).unwrap();
    let says = |o: &Occurrence| o.steps.iter().any(|s| s.say.vi == "Kỳ được nói đến: quý IV năm 2026");
    let fourth = of("bc/2026-Q4");
    assert_eq!(fourth.actual.start, date(2027, 1, 5));
    assert!(says(fourth), "{:?}", fourth.steps);
    assert_eq!(fourth.reason.vi, "về quý IV năm 2026");
    let third = of("bc/2026-Q3");
    assert_eq!(third.actual.start, date(2026, 9, 24), "it was due by the words before");
    assert!(!says(third) && third.reason.vi.contains("giữ ngày cũ"), "{}", third.reason.vi);
}

#[test]
fn what_is_decided_about_a_period_is_written_under_its_name() {
    let mut model = moved(Every::Quarter, date(2026, 9, 25));
    let (slot, reference) = ("bc/2026-Q4".to_owned(), "TB 1".to_owned());
    let (action, issued) = (Action::Move(date(2027, 1, 7)), date(2026, 12, 30));
    model.overrides = vec![Override { slot, action, at: None, reference, issued, span: fixture::span() }];
    let state = crate::history::on(&model, date(2027, 1, 1));
    let snapshot = state.snapshot().unwrap();
    let report = super::check(&snapshot, 2026..=2027);
    assert!(report.is_empty(), "{report:?}");
    let (found, _) = super::occurrence(&snapshot, "bc/2026-Q4");
    assert_eq!(found.unwrap().actual.start, date(2027, 1, 7));
}

/// A plan of the next period, "chậm nhất ngày 15 của tháng cuối kỳ", and one within the period it is for, "ngày 05 của tháng đầu kỳ": the
/// one until a day, the other from it on.
fn planned(every: Every, change: Date, early_first: bool) -> Model {
    let on = |month, day| {
        let month = (every != Every::Month).then_some(month);
        let when = When::DayOfMonth { every, month, day: DayChoice::Number(day) };
        fixture::deadline("kh", Limit::OnOrBefore, when)
    };
    let early = Rule { about: Some(About::Next(every)), ..on(MonthChoice::Last, 15) };
    let late = on(MonthChoice::Only(vec![1]), 5);
    let (old, new) = if early_first { (early, late) } else { (late, early) };
    fixture::model(vec![Rule { valid_to: Some(change), ..old }, Rule { valid_from: Some(change), ..new }])
}

#[test]
fn each_period_is_planned_for_once_whenever_the_words_change() {
    for (every, periods) in [(Every::Month, 36), (Every::Quarter, 12), (Every::HalfYear, 6), (Every::Year, 3)] {
        for (change, early_first) in date(2026, 11, 15).series(1.day()).take(60).flat_map(|d| [(d, true), (d, false)]) {
            let found = of_years(&planned(every, change, early_first), change);
            // The day of a plan lies in the period before the one it is for, or in that.
            let months = i32::from(every.months().unwrap());
            let planned_for = |o: &Occurrence| {
                let day = o.nominal.start;
                let at = (i32::from(day.year()) * 12 + i32::from(day.month()) - 1) / months;
                if day.day() == 15 { at + 1 } else { at }
            };
            let mut all: Vec<i32> = found.iter().map(planned_for).collect();
            let slots: std::collections::BTreeSet<_> = found.iter().map(|o| &o.slot).collect();
            assert_eq!(slots.len(), found.len(), "{every:?} from {change}: a name is that of one: {slots:?}");
            all.sort_unstable();
            assert!(
                all.windows(2).all(|two| two[0] + 1 == two[1]),
                "{every:?} from {change}, {early_first}: {found:?}"
            );
            assert!(all.len().abs_diff(periods) <= 1, "{every:?} from {change}: {}", all.len());
        }
    }
}

#[test]
fn a_plan_keeps_the_name_it_was_published_under() {
    let day = |model: &Model, slot: &str| {
        let state = crate::history::on(model, date(2026, 6, 1));
        super::occurrence(&state.snapshot().unwrap(), slot).0.map(|o| o.actual.start)
    };
    // Of the fourth quarter, whose name was that of the third.
    let change = date(2026, 8, 1);
    let (early, both) = (planned(Every::Quarter, date(2030, 1, 1), true), planned(Every::Quarter, change, true));
    assert_eq!(day(&early, "kh/2026-Q3"), Some(date(2026, 9, 15)));
    assert_eq!(day(&both, "kh/2026-Q3"), Some(date(2026, 10, 5)));
    // What was decided about it before is about it still.
    let mut model = both;
    let (slot, reference) = ("kh/2026-Q3".to_owned(), "TB 1".to_owned());
    let (action, issued) = (Action::Move(date(2026, 10, 8)), date(2026, 7, 1));
    model.overrides = vec![Override { slot, action, at: None, reference, issued, span: fixture::span() }];
    let state = crate::history::on(&model, date(2026, 9, 1));
    let report = super::check(&state.snapshot().unwrap(), 2026..=2026);
    assert!(report.is_empty(), "{report:?}");
    assert_eq!(day(&model, "kh/2026-Q3"), Some(date(2026, 10, 8)));
    // Where the plan was once made within its quarter, it goes on bearing its name.
    let late = planned(Every::Quarter, change, false);
    assert_eq!(day(&late, "kh/2026-Q3"), Some(date(2026, 7, 3)), "05/07/2026 is a Sunday");
    assert_eq!(day(&late, "kh/2026-Q4"), Some(date(2026, 9, 15)));
}
