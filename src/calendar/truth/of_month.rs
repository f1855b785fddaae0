//! Days of a month that are not the same each month: one it may not have, the last, the last that is worked.

use super::*;

/// The Civil Code speaks of terms; that a meeting is on the last day is a reading, and is told as one everywhere.
#[test]
fn a_day_that_its_month_does_not_have_is_told_in_the_reason_too() {
    let on_30 = || When::DayOfMonth { every: crate::model::Every::Month, month: None, day: DayChoice::Number(30) };
    let report = fixture::deadline("bc", Limit::OnOrBefore, on_30());
    let meeting =
        Rule { kind: crate::model::OccurrenceKind::Meeting, ..fixture::deadline("hop", Limit::Exact, on_30()) };
    let office = model(vec![report, meeting]);
    for o in of(&office, date(2028, 2, 1), date(2028, 3, 31)) {
        let there = o.nominal.start.month() != 2;
        assert_eq!(o.reason.vi.contains("tháng 2 không có ngày 30"), !there, "{:?}", o.reason);
        let Some(told) = step(&o, "Tháng 2 không có ngày 30") else {
            assert!(there);
            continue;
        };
        assert_eq!(o.nominal, range("2028-02-29"));
        let term = o.rule.as_str() == "bc";
        assert_eq!(matches!(told.ground, Ground::Law(_)), term, "{told:?}");
        assert_eq!(told.say.vi.contains("cần cơ quan xác nhận"), !term, "{told:?}");
    }
}

#[test]
fn the_last_day_of_a_month_is_one_worked() {
    let last = || When::DayOfMonth { every: crate::model::Every::Month, month: None, day: DayChoice::Last };
    let office = model(vec![fixture::deadline("bc", Limit::OnOrBefore, last())]);
    let all = of(&office, date(2026, 1, 1), date(2026, 12, 31));
    let days: Vec<i8> = all.iter().map(|o| o.nominal.start.day()).collect();
    assert_eq!(days, [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
    for o in &all {
        assert!(
            o.actual.start.first_of_month() == o.nominal.start.first_of_month() && o.actual.start <= o.nominal.start
        );
        assert!(step(o, "Tháng").is_none(), "no month is without its last day: {:?}", o.steps);
    }
    // 31/05/2026 is a Sunday, 30/04 a holiday.
    assert_eq!((all[4].actual, all[3].actual), (range("2026-05-29"), range("2026-04-29")));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn an_actual_day_is_worked_or_explained(year in 2022i16..2029, month in 1i8..=12) {
        let first = date(year, month, 1);
        let h = holidays();
        for o in of(&office(), first, first.last_of_month()) {
            prop_assert!(!day(&h, o.actual.start).unwrap().off, "{}", o.slot);
            prop_assert!(!day(&h, o.actual.end).unwrap().off, "{}", o.slot);
            prop_assert!(!o.steps.is_empty());
            if o.kind != OccurrenceKind::Meeting {
                prop_assert!(o.actual.end <= o.last_allowed, "{} is late", o.slot);
            }
            if o.actual.start != o.last_allowed {
                prop_assert!(!o.reason.vi.is_empty(), "{} is not explained", o.slot);
            }
            prop_assert_eq!(o.status == Status::DependsOnNotice, !o.alternatives.is_empty());
        }
    }
}

/// 31/01/2026 is a Saturday, 31/05/2026 a Sunday.
#[test]
fn a_meeting_on_the_last_day_that_is_worked_waits_for_nobody() {
    for (day, status) in [(DayChoice::LastWorking, Status::Firm), (DayChoice::Last, Status::AwaitsDecision)] {
        let when = When::DayOfMonth { every: Every::Month, month: None, day };
        let model = fixture::model(vec![Rule { roll: Roll::Preceding, ..fixture::rule("hop", when) }]);
        let found = of(&model, date(2026, 1, 1), date(2026, 5, 31));
        let of = |slot: &str| found.iter().find(|o| o.slot == slot).unwrap();
        for (slot, day) in [("hop/2026-01", date(2026, 1, 30)), ("hop/2026-05", date(2026, 5, 29))] {
            assert_eq!((of(slot).actual.start, of(slot).status), (day, status), "{slot}");
        }
    }
}

#[test]
fn the_last_working_day_is_what_the_text_names() {
    let rule = |limit, every, month| {
        fixture::deadline("bc", limit, When::DayOfMonth { every, month, day: DayChoice::LastWorking })
    };
    let days = |rule: &Rule| {
        let all = of(&model(vec![rule.clone()]), date(2026, 1, 1), date(2026, 12, 31));
        all.into_iter().map(|o| (o.nominal.start, o.last_allowed, o.actual.start)).collect::<Vec<_>>()
    };
    for (nominal, last, actual) in days(&rule(Limit::OnOrBefore, Every::Month, None)) {
        assert!(nominal == last && last == actual, "nothing moves: {nominal}");
        let later = nominal.series(jiff::Span::new().days(1)).skip(1).take_while(|d| d.month() == nominal.month());
        assert!(later.into_iter().all(|d| day(&holidays(), d).unwrap().off), "{nominal}");
    }
    // 31/05/2026 is a Sunday. Before the 29th, a Friday, is the 28th at the latest, and not the 30th.
    let before = days(&rule(Limit::Before, Every::Month, None));
    assert_eq!(before[4], (date(2026, 5, 29), date(2026, 5, 28), date(2026, 5, 28)));
    // 30/04/2026 is a holiday: the last working day is the 29th.
    assert_eq!(before[3], (date(2026, 4, 29), date(2026, 4, 28), date(2026, 4, 28)));
    let quarter = model(vec![rule(Limit::OnOrBefore, Every::Quarter, Some(MonthChoice::Last))]);
    // 31/12/2022 was a Saturday.
    let o = &of(&quarter, date(2022, 12, 1), date(2022, 12, 31))[0];
    let told: Vec<&str> = o.steps.iter().map(|s| s.say.vi.as_str()).collect();
    assert_eq!(
        told,
        ["Văn bản nêu ngày làm việc cuối cùng của quý: thứ Sáu 30/12/2022", "31/12/2022 là thứ Bảy"],
        "{:?}",
        o.steps
    );
    assert_eq!(o.reason.vi, "", "it is the day the text names");
    // Its year is asked for like any other.
    let year = model(vec![rule(Limit::OnOrBefore, Every::Year, Some(MonthChoice::Only(vec![12])))]);
    let state = history::on(&year, date(2030, 1, 1));
    let (found, report) = occurrences(&state.snapshot().unwrap(), date(2031, 1, 1), date(2031, 12, 31));
    assert!(found.is_empty() && report.iter().count() == 1, "{report:?}");
}
