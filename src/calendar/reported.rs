//! What is reported when its period is over: which period each date is of, and that none is owed twice or never when a decision moves
//! it from the end of a period into the next.

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
