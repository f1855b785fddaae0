//! The laws of the calendar (design 3) over the real rules and holidays nobody has announced: random days off, long runs of them,
//! working Saturdays, open notices, every reading of a numbered week and every roll. What is compared is worked out here anew,
//! day by day, without asking the program how it does it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::office;
use jiff::ToSpan;
use jiff::civil::{Date, Time, Weekday, date};
use proptest::prelude::*;
use quyche::calendar::{self, Ground, Occurrence, Status};
use quyche::diagnostic::{Code, Report, Severity};
use quyche::history::{self, Snapshot};
use quyche::model::{
    Action, Holiday, HolidayKind, HolidayStatus, Holidays, Model, Override, Roll, RuleId, TimeOfDay, WeekRule,
};

fn on(model: &Model) -> Snapshot<'_> {
    history::on(model, date(2026, 1, 5)).unwrap()
}

fn between(model: &Model, from: Date, to: Date) -> Vec<Occurrence> {
    let (all, report) = calendar::occurrences(&on(model), from, to);
    assert!(!report.has_errors(), "{report:?}");
    all
}

fn of_year(model: &Model, year: i16) -> BTreeMap<String, Occurrence> {
    let all = between(model, date(year, 1, 1), date(year, 12, 31));
    all.into_iter().map(|o| (o.slot.clone(), o)).collect()
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn worked(holidays: &Holidays, day: Date) -> bool {
    holidays.days.get(&day).map_or(!is_weekend(day), |h| h.kind == HolidayKind::SwapWork)
}

fn days(from: Date, to: Date) -> impl Iterator<Item = Date> {
    from.series(1.day()).take_while(move |d| *d <= to)
}

fn holiday(date: Date, kind: HolidayKind, status: HolidayStatus) -> Holiday {
    let span = office().rules[0].span;
    Holiday { date, kind, name: format!("Nghỉ {date}"), source: "TB".to_owned(), status, span }
}

fn any_roll() -> impl Strategy<Value = Roll> {
    let all = [Roll::None, Roll::Preceding, Roll::Following, Roll::ModifiedFollowing, Roll::ModifiedPreceding];
    prop::sample::select(all.to_vec())
}

/// A 2026 of other holidays: up to eight runs of one to twenty days, off or worked, decided or not; and a reading.
#[derive(Clone, Debug)]
struct World {
    runs: Vec<(Date, i32, HolidayKind, HolidayStatus)>,
    reading: WeekRule,
}

impl World {
    /// The real office in it.
    fn model(&self) -> Model {
        let mut model = office().clone();
        for (first, length, kind, status) in &self.runs {
            for day in days(*first, *first + (length - 1).days()).filter(|d| d.year() == 2026) {
                model.holidays.days.insert(day, holiday(day, *kind, *status));
            }
        }
        model.office.week_rule = Some(self.reading);
        model
    }
}

fn world() -> impl Strategy<Value = World> {
    let first = (0i32..365).prop_map(|n| date(2026, 1, 1) + n.days());
    let length = prop_oneof![3 => 1i32..4, 1 => 4i32..20];
    let (kinds, statuses) = (HolidayKind::ALL.to_vec(), HolidayStatus::ALL.to_vec());
    let run = (first, length, prop::sample::select(kinds), prop::sample::select(statuses));
    (prop::collection::vec(run, 0..8), any_reading()).prop_map(|(runs, reading)| World { runs, reading })
}

fn any_reading() -> impl Strategy<Value = WeekRule> {
    prop::sample::select(WeekRule::ALL.to_vec())
}

/// That a line of the explanation names the day as what it is.
fn names(o: &Occurrence, holidays: &Holidays, day: Date) -> bool {
    let label = calendar::day(holidays, day).unwrap().label().vi;
    o.steps.iter().any(|step| step.say.vi == label)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn an_actual_day_is_worked_or_the_explanation_says_why_not(
        world in world(), meetings in any_roll(), deadlines in any_roll(),
    ) {
        let mut model = world.model();
        for rule in &mut model.rules {
            rule.roll = if rule.id.as_str() == "giao-ban" { meetings } else { deadlines };
        }
        let h = &model.holidays;
        for o in between(&model, date(2026, 1, 1), date(2026, 12, 31)) {
            if o.undecided_day {
                let span: Vec<Date> = days(o.nominal.start, o.nominal.end).filter(|d| worked(h, *d)).collect();
                match (span.first(), span.last()) {
                    (Some(first), Some(last)) => prop_assert_eq!((o.actual.start, o.actual.end), (*first, *last)),
                    _ => prop_assert!(o.steps.iter().any(|s| s.say.vi.contains("hông có ngày làm việc nào"))),
                }
                continue;
            }
            let (last, actual) = (o.last_allowed, o.actual.start);
            prop_assert_eq!(actual, o.actual.end, "{}", o.slot);
            let roll = model.rule(&o.rule).unwrap().roll;
            if !worked(h, actual) {
                prop_assert_eq!((roll, actual), (Roll::None, last), "{}", &o.slot);
                prop_assert!(names(&o, h, actual) && !o.reason.vi.is_empty(), "{}: {:?}", o.slot, o.steps);
                continue;
            }
            // What lies between the last day allowed and the day taken is off, and each day of it is named.
            let passed: Vec<Date> = days(actual.min(last), actual.max(last)).filter(|d| *d != actual).collect();
            for day in &passed {
                prop_assert!(!worked(h, *day) && names(&o, h, *day), "{}: {day}", o.slot);
            }
            prop_assert!(passed.is_empty() || !o.reason.vi.is_empty(), "{}", o.slot);
            let in_month = o.last_allowed.first_of_month() == actual.first_of_month();
            let month = days(last.first_of_month(), last.last_of_month()).any(|d| worked(h, d));
            prop_assert!(match roll {
                Roll::None => actual == last,
                Roll::Preceding => actual <= last,
                Roll::Following => actual >= last,
                Roll::ModifiedPreceding | Roll::ModifiedFollowing => in_month || !month,
            }, "{}: {actual} of {last} under {roll:?}", o.slot);
        }
    }
}
