//! The room against the dates worked out for the real office, and the named cases of design 3.

mod of_month;
mod rhythm;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::fixture::{csv, holidays, model, office, rule};
use super::*;
use crate::diagnostic::Code;
use crate::history;
use crate::model::{
    About, Action, DayChoice, DayCount, Days, Every, Interval, Limit, Model, MonthChoice, OccurrenceKind, Override,
    Recurs, Roll, Rule, RuleId, TimeOfDay, WeekChoice, When,
};

fn of(model: &Model, from: Date, to: Date) -> Vec<Occurrence> {
    let (all, report) = occurrences(&history::on(model, date(2026, 3, 1)).snapshot().unwrap(), from, to);
    assert!(report.is_empty(), "{report:?}");
    all
}

fn slots(from: Date, to: Date) -> BTreeMap<String, Occurrence> {
    of(&office(), from, to).into_iter().map(|o| (o.slot.clone(), o)).collect()
}

fn actual(slot: &str) -> Date {
    let year: i16 = slot.split_once('/').unwrap().1[..4].parse().unwrap();
    slots(date(year, 1, 1), date(year + 1, 2, 28))[slot].actual.end
}

fn range(words: &str) -> DateRange {
    let (start, end) = words.split_once('/').unwrap_or((words, words));
    DateRange { start: start.parse().unwrap(), end: end.parse().unwrap() }
}

#[test]
fn every_row_of_the_truth() {
    let rows: Vec<_> = include_str!("../../tests/data/expected_dates.csv").lines().skip(1).map(csv).collect();
    let covered: BTreeSet<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    let (mut faults, mut compared) = (Vec::new(), 0);
    for year in [2022, 2025, 2026, 2027] {
        let found = slots(date(year, 1, 1), date(year + 1, 1, 31));
        // The conference that sums up a year is of the next; what follows a meeting is of the meeting's.
        let year_of = |o: &Occurrence| -> i16 {
            o.period()[..4].parse::<i16>().unwrap() + i16::from(o.rule.as_str() == "hn-tong-ket-nam")
        };
        let of_year = |o: &&Occurrence| year_of(o) == year && covered.contains(o.rule.as_str());
        let mut unexpected: BTreeSet<&str> = found.values().filter(of_year).map(|o| o.slot.as_str()).collect();
        for row in rows.iter().filter(|row| range(&row[2]).start.year() == year) {
            let slot = format!("{}/{}", row[0], row[1]);
            let Some(o) = found.get(&slot) else {
                faults.push(format!("{slot} is missing"));
                continue;
            };
            compared += 1;
            unexpected.remove(slot.as_str());
            let time = o.by.map(time_key).unwrap_or_default();
            let others: Vec<_> = row[9].split_terminator(';').map(range).collect();
            let expected =
                (range(&row[2]), range(&row[4]).end, range(&row[5]), &row[6], &row[7], row[8].as_str(), others);
            let got =
                (o.nominal, o.last_allowed, o.actual, &time, &o.reason.vi, o.status.as_str(), o.alternatives.clone());
            if expected != got {
                faults.push(format!("{slot}: expected {expected:?}, got {got:?}"));
            }
        }
        faults.extend(unexpected.into_iter().map(|slot| format!("{slot} is in no row")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert_eq!((compared, rows.len()), (424, 424), "each row once");
}

#[test]
fn the_named_cases() {
    for (slot, day) in [
        ("tb-ket-luan/2025-04-w4", date(2025, 4, 29)),
        ("tb-ket-luan/2026-01-w2", date(2026, 1, 13)),
        ("tb-ket-luan/2024-04-w4", date(2024, 5, 4)),
        ("giao-ban/2026-02-w2", date(2026, 2, 13)),
        ("tb-ket-luan/2026-02-w2", date(2026, 2, 25)),
        ("tb-ket-luan/2026-08-w4", date(2026, 9, 7)),
        ("giao-ban/2024-02-w2", date(2024, 2, 15)),
        ("bc-nua-thang/2023-01-w4", date(2023, 1, 19)),
        ("giao-ban/2023-01-w4", date(2023, 1, 27)),
        ("dieu-chinh-thang/2026-05", date(2026, 5, 22)),
        ("bc-nam/2026", date(2026, 11, 27)),
        ("tb-ket-luan/2024-12-w4", date(2025, 1, 2)),
    ] {
        assert_eq!(actual(slot), day, "{slot}");
    }
}

#[test]
fn a_meeting_on_a_day_off_awaits_its_chair_and_so_does_what_follows_it() {
    let found = slots(date(2024, 2, 1), date(2024, 2, 29));
    let meeting = &found["giao-ban/2024-02-w2"];
    assert_eq!(meeting.status, Status::AwaitsDecision);
    let reason = "09/02/2024 thứ Sáu: Tết Nguyên đán – 1 ngày trước mùng 1; lấy ngày làm việc liền sau";
    assert_eq!(meeting.reason.vi, reason);
    assert_eq!(meeting.nominal, DateRange::day(date(2024, 2, 9)));
    let words = &meeting.steps.last().unwrap().say.vi;
    assert_eq!(words, "Dự kiến, chờ Chánh Văn phòng quyết định");
    assert_eq!(found["tb-ket-luan/2024-02-w2"].status, Status::AwaitsDecision);
    assert_eq!(found["giao-ban/2024-02-w4"].status, Status::Firm);
}

#[test]
fn a_span_of_days_holds_exactly_what_touches_it() {
    let year = of(&office(), date(2026, 1, 1), date(2026, 12, 31));
    for (from, to) in [
        (date(2026, 2, 23), date(2026, 3, 1)),
        (date(2026, 4, 27), date(2026, 5, 3)),
        (date(2026, 6, 1), date(2026, 6, 1)),
    ] {
        let week = of(&office(), from, to);
        let days = DateRange { start: from, end: to };
        let kept: Vec<_> = year.iter().filter(|o| o.touches(days)).cloned().collect();
        assert_eq!(week, kept);
    }
    assert!(of(&office(), date(2026, 5, 2), date(2026, 5, 1)).is_empty());
}

#[test]
fn nothing_is_due_before_the_rule_or_after_it() {
    let all = of(&office(), date(2021, 1, 1), date(2021, 12, 31));
    assert!(all.iter().all(|o| o.last_allowed >= date(2021, 11, 19)));
    let quota = all.iter().find(|o| o.slot == "hoi-y-lanh-dao/2021-11").unwrap();
    assert_eq!(quota.actual, range("2021-11-19/2021-11-30"), "of the first month only the rest is left");
    let mut ended = office();
    for r in &mut ended.rules {
        r.valid_to = Some(date(2026, 2, 25));
    }
    let left = of(&ended, date(2026, 2, 1), date(2026, 3, 31));
    assert!(left.iter().all(|o| o.last_allowed < date(2026, 2, 25)));
    assert!(left.iter().any(|o| o.slot == "hoi-y-lanh-dao/2026-02"));
}

#[test]
fn beyond_the_loaded_years_there_is_a_finding_and_no_guess() {
    let office = office();
    let state = history::on(&office, date(2030, 12, 1));
    let snapshot = state.snapshot().unwrap();
    let (within, quiet) = occurrences(&snapshot, date(2030, 1, 1), date(2030, 12, 31));
    assert!(quiet.is_empty(), "{quiet:?}");
    assert!(within.iter().any(|o| o.slot == "giao-ban/2030-12-w4"));
    let (beyond, report) = occurrences(&snapshot, date(2030, 12, 1), date(2032, 12, 31));
    assert!(beyond.iter().all(|o| o.actual.start.year() == 2030));
    let said: Vec<_> = report.iter().map(|d| (d.code, d.message.vi.clone())).collect();
    let missing = |year| (Code::HolidayYearMissing, format!("chưa nạp ngày nghỉ năm {year}"));
    assert_eq!(said, [missing(2031), missing(2032)]);
    let mut empty = office.clone();
    empty.holidays = crate::model::Holidays::default();
    let (none, report) =
        occurrences(&history::on(&empty, date(2026, 1, 1)).snapshot().unwrap(), date(2026, 1, 1), date(2026, 12, 31));
    assert!(none.is_empty());
    assert!(report.iter().any(|d| d.message.vi.contains("2026")));
}

#[test]
fn a_slip_across_new_year_is_found_from_both_sides() {
    let day = |month: i8, day| When::DayOfMonth {
        every: crate::model::Every::Year,
        month: Some(MonthChoice::Only(vec![month])),
        day: DayChoice::Number(day),
    };
    let first = Rule {
        roll: Roll::Preceding,
        kind: OccurrenceKind::Report,
        limit: Limit::OnOrBefore,
        ..rule("dau-nam", day(1, 1))
    };
    let last = rule("cuoi-nam", day(12, 31));
    let office = model(vec![first, last]);
    let december = of(&office, date(2024, 12, 31), date(2024, 12, 31));
    assert_eq!(december.iter().map(|o| o.slot.as_str()).collect::<Vec<_>>(), ["dau-nam/2025", "cuoi-nam/2024"]);
    let january = of(&office, date(2023, 1, 3), date(2023, 1, 3));
    assert_eq!(
        january.iter().map(|o| o.slot.as_str()).collect::<Vec<_>>(),
        ["cuoi-nam/2022"],
        "31/12/2022 is a Saturday"
    );
}

#[test]
fn a_slot_is_named_once_in_its_rule() {
    let all = of(&office(), date(2022, 1, 1), date(2029, 12, 31));
    let names: std::collections::BTreeSet<_> = all.iter().map(|o| &o.slot).collect();
    assert_eq!(names.len(), all.len());
}

#[test]
fn an_hour_of_the_same_day_follows_its_meeting() {
    let mut office = office();
    office.rules.push(rule("bc-tai-giao-ban", When::At { rule: RuleId::new("giao-ban") }));
    office
        .rules
        .push(rule("sau-hoi-y", When::After { rule: RuleId::new("hoi-y-lanh-dao"), term: fixture::working(2) }));
    let all = of(&office, date(2024, 2, 1), date(2024, 2, 29));
    let at = all.iter().find(|o| o.slot == "bc-tai-giao-ban/2024-02-w2").unwrap();
    assert_eq!(at.actual, DateRange::day(date(2024, 2, 15)));
    assert!(all.iter().all(|o| o.rule.as_str() != "sau-hoi-y"), "no day is counted from a day nobody has chosen");
}

#[test]
fn a_slot_is_found_by_its_name_whatever_year_it_falls_in() {
    let weekly = When::DayOfWeek { weekday: jiff::civil::Weekday::Tuesday };
    let first = |day| When::DayOfMonth { every: crate::model::Every::Month, month: None, day: DayChoice::Number(day) };
    let report = fixture::deadline("dau-thang", Limit::OnOrBefore, first(1));
    let office = model(vec![rule("hop", weekly), report]);
    let state = history::on(&office, date(2026, 3, 1));
    let snapshot = state.snapshot().unwrap();
    for (slot, day) in [("hop/2026-W01", date(2025, 12, 30)), ("dau-thang/2027-01", date(2026, 12, 31))] {
        let (found, report) = occurrence(&snapshot, slot);
        assert!(report.is_empty());
        assert_eq!(found.map(|o| o.actual), Some(DateRange::day(day)), "{slot}");
    }
    assert_eq!(occurrence(&snapshot, "hop/2026-W54").0, None);
    assert!(occurrence(&snapshot, "hop/2031-W10").1.has_errors());
}

#[test]
fn the_last_day_counted_is_told_before_the_limit_takes_one_off() {
    let mut office = office();
    let after = When::After { rule: RuleId::new("giao-ban"), term: fixture::working(5) };
    office.rules.push(fixture::deadline("tb", Limit::Before, after));
    let found = of(&office, date(2026, 5, 1), date(2026, 5, 31));
    let o = found.iter().find(|o| o.slot == "tb/2026-04-w4").unwrap();
    assert_eq!(o.last_allowed, date(2026, 5, 5));
    let said = |words: &str, day: &str| o.steps.iter().any(|s| s.say.vi.starts_with(words) && s.say.vi.ends_with(day));
    assert!(
        said("Đếm theo ngày làm việc thực tế", "06/05/2026") && said("«trước ngày»", "05/05/2026"),
        "{:?}",
        o.steps
    );
}

#[test]
fn what_is_held_with_a_meeting_falls_on_its_day() {
    let sunday = When::WeekOfMonth {
        every: Every::Month,
        month: None,
        weeks: vec![WeekChoice::Number(1)],
        weekday: jiff::civil::Weekday::Sunday,
    };
    let base = Rule { roll: Roll::None, ..rule("sinh-hoat", sunday) };
    let at = || When::At { rule: RuleId::new("sinh-hoat") };
    let before = Rule { limit: Limit::Before, ..rule("truoc", at()) };
    let all = of(
        &model(vec![base, fixture::deadline("bc", Limit::Exact, at()), rule("hop", at()), before]),
        date(2026, 7, 1),
        date(2026, 7, 31),
    );
    for o in &all {
        let sunday = date(2026, 7, 5);
        let expected = if o.rule.as_str() == "truoc" { date(2026, 7, 6) } else { sunday };
        assert_eq!(o.actual, DateRange::day(expected), "{}", o.slot);
    }
    // What moves of itself waits for its own chair.
    let moved = all.iter().find(|o| o.rule.as_str() == "truoc").unwrap();
    assert_eq!(moved.status, Status::AwaitsDecision);
    assert_eq!(moved.steps.last().unwrap().say.vi, "Dự kiến, chờ người chủ trì quyết định");
}

/// The last of its steps that begins so.
fn step<'o>(o: &'o Occurrence, words: &str) -> Option<&'o Step> {
    o.steps.iter().rev().find(|s| s.say.vi.starts_with(words))
}

#[test]
fn before_an_hour_of_a_day_is_on_that_day() {
    let monthly = |day| When::DayOfMonth { every: crate::model::Every::Month, month: None, day };
    let hour = TimeOfDay::At(jiff::civil::time(17, 0, 0, 0));
    let by = |id, limit, by| Rule { by: Some(by), ..fixture::deadline(id, limit, monthly(DayChoice::Number(25))) };
    let rules = vec![
        by("gio", Limit::Before, hour),
        by("sang", Limit::Before, TimeOfDay::Morning),
        by("cham-nhat", Limit::OnOrBefore, hour),
    ];
    let all = of(&model(rules), date(2026, 8, 1), date(2026, 8, 31));
    let found = |id: &str| all.iter().find(|o| o.rule.as_str() == id).unwrap();
    assert_eq!(found("gio").actual, range("2026-08-25"));
    assert_eq!(found("gio").last_allowed, date(2026, 8, 25));
    let words = "«trước 17 giờ 00»: ngay trong ngày ấy, thứ Ba 25/08/2026, trước giờ này";
    assert!(step(found("gio"), words).is_some(), "{:?}", found("gio").steps);
    assert!(step(found("gio"), "«trước ngày»").is_none());
    assert_eq!(found("sang").actual, range("2026-08-24"), "a part of the day is no hour");
    assert_eq!(found("cham-nhat").actual, found("gio").actual);
}

#[test]
fn a_term_of_days_counts_them_all_and_its_last_is_worked() {
    let after = |count| When::After { rule: RuleId::new("giao-ban"), term: DayCount { count, days: Days::All } };
    let mut office = office();
    let following = Rule { roll: Roll::Following, ..fixture::deadline("sau", Limit::OnOrBefore, after(8)) };
    let rules = [
        fixture::deadline("bay", Limit::OnOrBefore, after(7)),
        fixture::deadline("tam", Limit::OnOrBefore, after(8)),
        following,
    ];
    office.rules.extend(rules);
    let all = of(&office, date(2026, 10, 1), date(2026, 10, 31));
    let found = |slot: &str| all.iter().find(|o| o.slot == slot).unwrap();
    // The meeting is on Friday 09/10/2026.
    assert_eq!(found("bay/2026-10-w2").actual, range("2026-10-16"));
    assert!(found("bay/2026-10-w2").reason.vi.is_empty());
    let law = step(found("bay/2026-10-w2"), "Ngày cuối của thời hạn: thứ Sáu 16/10/2026").unwrap();
    assert!(matches!(law.ground, Ground::Law(words) if words.contains("Điều 147")));
    let of_eight = found("tam/2026-10-w2");
    assert_eq!((of_eight.nominal, of_eight.actual), (range("2026-10-17"), range("2026-10-16")), "a Saturday");
    assert_eq!(of_eight.last_allowed, date(2026, 10, 17));
    let late = found("sau/2026-10-w2");
    assert_eq!(late.actual, range("2026-10-19"));
    assert!(late.steps.iter().any(|s| matches!(s.ground, Ground::Law(words) if words.starts_with("Điều 148"))));
}

#[test]
fn days_before_a_meeting_are_counted_back_from_the_day_before() {
    let before = |count, days| When::Before { rule: RuleId::new("giao-ban"), term: DayCount { count, days } };
    let mut office = office();
    let preparing = Rule { roll: Roll::Preceding, ..rule("hop-truoc", before(5, Days::All)) };
    let rules = [
        Rule {
            must_precede: Some(RuleId::new("giao-ban")),
            ..fixture::deadline("ba", Limit::OnOrBefore, before(3, Days::Working))
        },
        fixture::deadline("hai", Limit::OnOrBefore, before(2, Days::All)),
        preparing,
    ];
    office.rules.extend(rules);
    let all = of(&office, date(2026, 4, 1), date(2026, 5, 31));
    let found = |slot: &str| all.iter().find(|o| o.slot == slot).unwrap();
    // The meeting is on Friday 08/05/2026; 30/4 and 1/5 are off.
    assert_eq!(found("ba/2026-05-w2").actual, range("2026-05-05"));
    assert_eq!(found("hai/2026-05-w2").actual, range("2026-05-06"));
    let prepared = found("hop-truoc/2026-05-w2");
    assert_eq!((prepared.nominal, prepared.actual), (range("2026-05-03"), range("2026-04-29")), "a Sunday");
    assert!(step(found("ba/2026-05-w2"), "3 ngày làm việc trước «giao-ban» (thứ Sáu 08/05/2026)").is_some());
    // Over Tết: the meeting of 13/02/2026 is before it, that of 27/02 three days of work behind 24/02.
    let far = of(&office, date(2026, 2, 1), date(2026, 2, 28));
    assert_eq!(far.iter().find(|o| o.slot == "ba/2026-02-w4").unwrap().actual, range("2026-02-24"));
    office.rules.push(fixture::deadline("nam", Limit::OnOrBefore, before(5, Days::Working)));
    let far = of(&office, date(2026, 2, 1), date(2026, 2, 28));
    let over = far.iter().find(|o| o.slot == "nam/2026-02-w4").unwrap();
    assert_eq!((over.nominal, over.actual), (range("2026-02-20"), range("2026-02-13")));
    assert!(over.reason.vi.starts_with("đếm qua ngày nghỉ/làm bù: "), "{}", over.reason.vi);
}

#[test]
fn what_is_counted_from_a_meeting_follows_it() {
    let term = |count, days| DayCount { count, days };
    let hop = || RuleId::new("hop");
    let rules = vec![
        rule("hop", When::Times { every: crate::model::Every::Month, months: None, times: 1 }),
        fixture::deadline("truoc", Limit::OnOrBefore, When::Before { rule: hop(), term: term(3, Days::Working) }),
        fixture::deadline("sau", Limit::OnOrBefore, When::After { rule: hop(), term: term(10, Days::All) }),
    ];
    let decided = |action: Action| Override {
        slot: "hop/2026-09".to_owned(),
        action,
        at: None,
        reference: "TB 1".to_owned(),
        issued: date(2026, 8, 20),
        span: fixture::span(),
    };
    let days = |log: &[Action]| -> Vec<(String, DateRange, Status)> {
        let overrides = log.iter().map(|action| decided(*action)).collect();
        let all = of(&Model { overrides, ..model(rules.clone()) }, date(2026, 9, 1), date(2026, 9, 30));
        let counted = all.iter().filter(|o| o.rule.as_str() != "hop");
        counted.map(|o| (o.slot.clone(), o.actual, o.status)).collect()
    };
    assert_eq!(days(&[]), [], "nothing is counted from a day nobody has named");
    let row = |rule: &str, day: &str, status| (format!("{rule}/2026-09"), range(day), status);
    let set = Action::Schedule(date(2026, 9, 10));
    let firm = [row("truoc", "2026-09-07", Status::Firm), row("sau", "2026-09-18", Status::Firm)];
    assert_eq!(days(std::slice::from_ref(&set)), firm, "20/09/2026 is a Sunday");
    let moved = [set, Action::Move(date(2026, 9, 17))];
    let firm = [row("truoc", "2026-09-14", Status::Firm), row("sau", "2026-09-25", Status::Firm)];
    assert_eq!(days(&moved), firm);
    let off = days(&[set, Action::Cancel]);
    assert!(off.len() == 2 && off.iter().all(|(_, _, status)| *status == Status::Cancelled), "{off:?}");
}

#[test]
fn a_deadline_before_a_meeting_of_a_year_to_come_is_told_and_no_error() {
    let before = |count| When::Before { rule: RuleId::new("hop"), term: fixture::working(count) };
    let hop = rule("hop", When::DayOfWeek { weekday: jiff::civil::Weekday::Tuesday });
    let office = model(vec![hop, fixture::deadline("bc", Limit::OnOrBefore, before(4))]);
    let state = history::on(&office, date(2030, 1, 1));
    let snapshot = state.snapshot().unwrap();
    let (all, report) = occurrences(&snapshot, date(2030, 1, 1), date(2030, 12, 31));
    let told: Vec<_> = report.iter().map(|d| (d.code, d.severity, d.message.vi.as_str())).collect();
    let warning = crate::diagnostic::Severity::Warning;
    assert_eq!(told, [(Code::HolidayYearMissing, warning, "chưa nạp ngày nghỉ năm 2031")]);
    assert!(all.iter().any(|o| o.slot == "bc/2030-W52"), "all else is there");
    assert_eq!(check(&snapshot, 2030..=2030).iter().count(), 1, "said once");
    let (_, early) = occurrences(&snapshot, date(2030, 1, 1), date(2030, 6, 30));
    assert!(early.is_empty(), "{early:?}");
}
