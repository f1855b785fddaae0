//! The laws of the calendar (design 3) over the real rules and holidays nobody has announced: random days off, long runs of them,
//! working Saturdays, open notices, every reading of a numbered week and every roll. What is compared is worked out here anew,
//! day by day, without asking the program how it does it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::{office, view};
use jiff::ToSpan;
use jiff::civil::{Date, Time, Weekday, date};
use proptest::prelude::*;
use quyche::calendar::{self, Occurrence, Status};
use quyche::diagnostic::{Code, Report, Severity, Span};
use quyche::history::Snapshot;
use quyche::model::{
    Action, DayChoice, Every, Holiday, HolidayKind, HolidayStatus, Holidays, Interval, Limit, Model, MonthChoice,
    Override, Recurs, Roll, Rule, RuleId, TimeOfDay, WeekChoice, WeekRule, When,
};

fn on(model: &Model) -> Snapshot<'_> {
    view(model, date(2026, 1, 5))
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
        model.rules.push(weekly(Weekday::Saturday));
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
            let mut rule = model.rule_on(&o.rule, o.last_allowed).unwrap();
            // What is held with a meeting falls on its day, whatever that is.
            while let When::At { rule: base } = &rule.when {
                rule = model.rule_on(base, o.last_allowed).unwrap();
            }
            let roll = rule.roll;
            if !worked(h, actual) {
                prop_assert_eq!((roll, actual), (Roll::None, last), "{}", &o.slot);
                prop_assert!(names(&o, h, actual) && !o.reason.vi.is_empty(), "{}: {:?}", o.slot, o.steps);
                continue;
            }
            prop_assert!(!is_weekend(actual) || names(&o, h, actual), "{}: why on a {:?}?", o.slot, actual.weekday());
            // What lies between the last day allowed and the day taken is off, and each day of it is named.
            let passed: Vec<Date> = days(actual.min(last), actual.max(last)).filter(|d| *d != actual).collect();
            for day in &passed {
                prop_assert!(!worked(h, *day) && names(&o, h, *day), "{}: {day}", o.slot);
            }
            prop_assert!(passed.is_empty() || !o.reason.vi.is_empty(), "{}", o.slot);
            let in_month = o.last_allowed.first_of_month() == actual.first_of_month();
            let month = days(last.first_of_month(), last.last_of_month()).any(|d| worked(h, d));
            prop_assert!(match roll {
                Roll::None | Roll::Skip => actual == last,
                Roll::Preceding => actual <= last,
                Roll::Following => actual >= last,
                Roll::ModifiedPreceding | Roll::ModifiedFollowing => in_month || !month,
            }, "{}: {actual} of {last} under {roll:?}", o.slot);
        }
    }
}

/// A rule of every week.
fn weekly(weekday: Weekday) -> Rule {
    Rule { id: RuleId::new("hang-tuan"), when: When::DayOfWeek { weekday }, ..office().rules[0].clone() }
}

#[test]
fn a_day_of_the_week_comes_once_in_each_week() {
    for weekday in [Weekday::Monday, Weekday::Thursday, Weekday::Sunday] {
        let mut model = office().clone();
        model.rules = vec![Rule { limit: Limit::Exact, roll: Roll::None, ..weekly(weekday) }];
        // Over the turn of years with 52 and with 53 weeks.
        let found = between(&model, date(2024, 1, 1), date(2028, 12, 31));
        let wanted: Vec<Date> = days(date(2024, 1, 1), date(2028, 12, 31)).filter(|d| d.weekday() == weekday).collect();
        assert_eq!(found.iter().map(|o| o.nominal.start).collect::<Vec<_>>(), wanted);
        for o in &found {
            let week = o.nominal.start.iso_week_date();
            assert_eq!(o.slot, format!("hang-tuan/{:04}-W{:02}", week.year(), week.week()));
        }
    }
}

/// The small project with rules for the words of one clause, each with lines of its own, decoded.
fn of_recurring(model: &Model, when: When, recurs: Recurs, roll: Roll) -> Vec<Occurrence> {
    let rule =
        Rule { when, recurs, roll, limit: Limit::Exact, valid_from: Some(date(2021, 1, 1)), ..weekly(Weekday::Monday) };
    let mut model = Model { rules: vec![rule], overrides: Vec::new(), ..model.clone() };
    // Walking the days knows of no law to come.
    model.holidays.days.values_mut().for_each(|day| day.status = HolidayStatus::Official);
    between(&model, date(2022, 1, 1), date(2026, 12, 31))
}

/// The days of all that takes place.
fn held(found: &[Occurrence]) -> Vec<Date> {
    found.iter().filter(|o| o.status != Status::Cancelled).map(|o| o.actual.start).collect()
}

fn each_day() -> impl Iterator<Item = Date> {
    days(date(2022, 1, 1), date(2026, 12, 31))
}

fn monday_of(day: Date) -> Date {
    day - i64::from(day.weekday().to_monday_zero_offset()).days()
}

#[test]
fn a_working_day_by_its_number_is_found_by_walking_the_days() {
    let model = office();
    let works = |day: &Date| worked(&model.holidays, *day);
    for nth in (-10..=10_i8).filter(|nth| *nth != 0) {
        let wanted = |span: Vec<Date>| {
            let all: Vec<Date> = span.into_iter().filter(works).collect();
            let at = usize::from(nth.unsigned_abs()) - 1;
            if nth > 0 { all.get(at).copied() } else { all.iter().rev().nth(at).copied() }
        };
        let when = When::DayOfMonth { every: Every::Month, month: None, day: DayChoice::Working(nth) };
        let firsts = each_day().filter(|d| d.day() == 1);
        let expected: Vec<Date> =
            firsts.filter_map(|first| wanted(days(first, first.last_of_month()).collect())).collect();
        assert_eq!(held(&of_recurring(model, when, Recurs::default(), Roll::Preceding)), expected, "{nth}");
        if nth.abs() > 5 {
            continue;
        }
        let when = When::WorkingDayOfWeek { nth };
        let mondays = days(date(2021, 12, 27), date(2026, 12, 31)).filter(|d| d.weekday() == Weekday::Monday);
        let in_time = |day: &Date| (date(2022, 1, 1)..=date(2026, 12, 31)).contains(day);
        let expected = mondays.filter_map(|monday| wanted(days(monday, monday + 6.days()).collect())).filter(in_time);
        let found = of_recurring(model, when, Recurs::default(), Roll::Preceding);
        assert_eq!(held(&found), expected.collect::<Vec<_>>(), "{nth}");
        let names: BTreeSet<&str> = found.iter().map(|o| o.slot.as_str()).collect();
        assert!(names.len() == found.len() && names.len() > 250, "each week is told of, also where it has not so many");
    }
}

#[test]
fn the_nth_weekday_is_found_by_walking_the_month() {
    for weekday in Weekday::Monday.cycle_forward().take(7) {
        for which in [1, 2, 3, 4, 5].map(WeekChoice::Number).into_iter().chain([WeekChoice::Last]) {
            let nths = vec![which];
            let when = When::NthWeekday { every: Every::Month, month: None, nths: nths.clone(), weekday };
            let fits = |day: &Date| match which {
                WeekChoice::Number(n) => (day.day() - 1) / 7 == n - 1,
                WeekChoice::Last => day.day() + 7 > day.days_in_month(),
            };
            let expected: Vec<Date> = each_day().filter(|day| day.weekday() == weekday && fits(day)).collect();
            let found = of_recurring(office(), when, Recurs::default(), Roll::None);
            assert_eq!(held(&found), expected, "{weekday:?} {which:?}");
            let last = When::NthWeekday { every: Every::Quarter, month: Some(MonthChoice::Last), nths, weekday };
            let of_quarter = expected.into_iter().filter(|day| day.month() % 3 == 0).collect::<Vec<_>>();
            assert_eq!(held(&of_recurring(office(), last, Recurs::default(), Roll::None)), of_quarter);
        }
    }
}

#[test]
fn every_nth_period_and_a_season_are_those_that_walking_gives() {
    let monthly = When::DayOfMonth { every: Every::Month, month: None, day: DayChoice::Number(10) };
    let weekly = When::DayOfWeek { weekday: Weekday::Wednesday };
    for count in [2, 3, 5] {
        for (season, starting) in
            [(&[][..], date(2022, 3, 20)), (&[5, 6, 7], date(2021, 1, 31)), (&[12, 1], date(2023, 12, 28))]
        {
            let interval = Some(Interval { count, starting: Some(starting) });
            let recurs = Recurs { interval, months: season.to_vec() };
            let in_season = |day: &Date| season.is_empty() || season.contains(&day.month());
            // Taken one by one from the first period.
            let mut month = starting.first_of_month();
            let mut expected = Vec::new();
            while month.year() < 2027 {
                expected.push(month + 9.days());
                month += i32::from(count).months();
            }
            expected.retain(|day| in_season(day) && day.year() > 2021);
            let found = of_recurring(office(), monthly.clone(), recurs.clone(), Roll::None);
            assert_eq!(held(&found), expected, "{count} {season:?}");
            let mut monday = monday_of(starting);
            let mut expected = Vec::new();
            while monday.year() < 2027 {
                expected.push(monday + 2.days());
                monday += (7 * i32::from(count)).days();
            }
            expected.retain(|day| in_season(day) && (2022..2027).contains(&day.year()));
            assert_eq!(
                held(&of_recurring(office(), weekly.clone(), recurs, Roll::None)),
                expected,
                "{count} {season:?}"
            );
        }
    }
}

#[test]
fn what_is_left_out_on_days_off_is_held_on_all_others() {
    for weekday in [Weekday::Monday, Weekday::Friday] {
        let found = of_recurring(office(), When::DayOfWeek { weekday }, Recurs::default(), Roll::Skip);
        let expected: Vec<Date> =
            each_day().filter(|day| day.weekday() == weekday && worked(&office().holidays, *day)).collect();
        assert_eq!(held(&found), expected);
        assert_eq!(found.len(), each_day().filter(|day| day.weekday() == weekday).count(), "each is told of");
    }
}

fn with_rules(rules: &[&str]) -> (Model, Report) {
    let dir = tempfile::tempdir().unwrap();
    let base = common::root().join("tests/faults/base");
    std::fs::copy(base.join("quyche.yaml"), dir.path().join("quyche.yaml")).unwrap();
    common::copy_folder(&base.join("content"), &dir.path().join("content"));
    let one = |(n, lines): (usize, &&str)| {
        format!("  - {{id: r{n}, cite: B.II.b, quote: \"họp sơ kết vào ngày 28 hằng tháng\", {lines}}}\n")
    };
    let text = format!("rules:\n{}", rules.iter().enumerate().map(one).collect::<String>());
    std::fs::write(dir.path().join("content/calendar.yaml"), text).unwrap();
    let (_, model, report) = common::project(dir.path());
    (model, report)
}

#[test]
fn what_is_to_be_done_by_a_day_is_never_later_whatever_it_is() {
    for kind in ["meeting", "report", "task"] {
        for limit in ["before", "on_or_before"] {
            for when in ["{every: month, day: 28}", "{every: month, day: 31}", "{every: week, weekday: sun}"] {
                let (model, report) = with_rules(&[&format!("kind: {kind}, limit: {limit}, when: {when}")]);
                assert!(report.is_empty(), "{report:?}");
                let found = between(&model, date(2025, 3, 1), date(2027, 10, 31));
                assert!(found.len() > 30);
                for o in found {
                    assert!(o.actual.end <= o.last_allowed, "{kind} {limit} {when}: {o:?}");
                }
            }
        }
    }
}

#[test]
fn a_meeting_on_its_day_moves_forward_and_one_with_a_limit_is_warned_of() {
    let (model, report) = with_rules(&["kind: meeting, when: {every: month, day: 28}"]);
    assert!(report.is_empty() && model.rules[0].roll == Roll::Following, "{report:?}");
    let warned = |lines: &str| {
        let (_, report) = with_rules(&[lines]);
        report.iter().map(|d| (d.code, d.severity)).collect::<Vec<_>>()
    };
    for roll in ["following", "modified_following", "modified_preceding"] {
        let meeting = warned(&format!("kind: meeting, limit: before, when: {{every: month, day: 28}}, roll: {roll}"));
        assert_eq!(meeting, [(Code::BadRule, Severity::Warning)], "{roll}");
        let report = warned(&format!("kind: report, limit: before, when: {{every: month, day: 28}}, roll: {roll}"));
        assert_eq!(report, [], "the Civil Code gives it the next working day");
    }
}

/// A decision for the report or its meeting in one of a few months, those parted by New Year under some reading among them.
fn decision() -> impl Strategy<Value = (String, Action, Option<TimeOfDay>)> {
    let rules = prop::sample::select(vec!["giao-ban", "bc-nua-thang"]);
    let periods =
        prop::sample::select(vec!["2025-11-w2", "2026-03-w2", "2026-03-w4", "2026-12-w4", "2027-05-w2", "2028-06-w4"]);
    let hours = [None, Some(TimeOfDay::Morning), Some(TimeOfDay::Afternoon)];
    let hours = hours.into_iter().chain([7, 12, 17].map(|h| Some(TimeOfDay::At(Time::constant(h, 0, 0, 0)))));
    let hours = prop::sample::select(hours.collect::<Vec<_>>());
    (rules, periods, 0u8..5, 0i32..14, hours).prop_map(|(rule, period, what, n, at)| {
        let month: Date = format!("{}-01", &period[..7]).parse().unwrap();
        let week: i32 = period[9..].parse().unwrap();
        let to = month + (7 * (week - 1) + n).days();
        let (action, at) = match what {
            0 => (Action::Cancel, None),
            1 => (Action::Confirm(None), at),
            _ => (Action::Move(to), at),
        };
        (format!("{rule}/{period}"), action, at)
    })
}

fn log(decisions: Vec<(String, Action, Option<TimeOfDay>)>) -> Vec<Override> {
    let span = office().rules[0].span;
    let entry =
        |(slot, action, at)| Override { slot, action, at, reference: "TB".into(), issued: date(2026, 1, 5), span };
    decisions.into_iter().map(entry).collect()
}

/// Minutes into the day before which all that is due by then is in, and from which on a meeting may begin. What is due in the morning
/// still serves a meeting of that day without an hour.
fn in_time(report: &Occurrence, meeting: &Occurrence) -> bool {
    let clock = |t: Time| i32::from(t.hour()) * 60 + i32::from(t.minute());
    let due = match report.by {
        None | Some(TimeOfDay::Afternoon) => 1440,
        Some(TimeOfDay::Morning) => 720,
        Some(TimeOfDay::At(t)) => clock(t),
    };
    let held = match meeting.by {
        None | Some(TimeOfDay::Afternoon) => 720,
        Some(TimeOfDay::Morning) => 0,
        Some(TimeOfDay::At(t)) => clock(t),
    };
    (report.actual.end, due) <= (meeting.actual.start, held)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn what_check_accepts_has_every_report_before_its_meeting_and_what_it_refuses_has_not(
        world in world(), rolls in (any_roll(), any_roll()), decisions in prop::collection::vec(decision(), 0..4),
        shown in prop::sample::select(vec![2026i16, 2028]),
    ) {
        let mut model = world.model();
        for rule in &mut model.rules {
            match rule.id.as_str() {
                "giao-ban" => rule.roll = rolls.0,
                "bc-nua-thang" => rule.roll = rolls.1,
                _ => {}
            }
        }
        model.overrides = log(decisions);
        let report = calendar::check(&on(&model), shown..=shown + 1);
        let refused = report.iter().any(|d| d.code == Code::ReportAfterMeeting);
        prop_assert!(report.iter().all(|d| d.code != Code::ReportAfterMeeting || d.severity == Severity::Error));
        let all = between(&model, date(2024, 12, 1), date(2030, 1, 31));
        let held = |rule: &str| {
            let own = all.iter().filter(move |o| o.rule.as_str() == rule && o.status != Status::Cancelled);
            own.map(|o| (o.period().to_owned(), o)).collect::<BTreeMap<_, _>>()
        };
        let meetings = held("giao-ban");
        let decided: BTreeSet<&str> = model.overrides.iter().filter_map(|o| Some(o.slot.split_once('/')?.1)).collect();
        // `check` is asked for two years; of the others it judges what was decided about.
        let judged = |period: &str| decided.contains(period) || (shown..=shown + 1).contains(&period[..4].parse().unwrap());
        let late: Vec<String> = held("bc-nua-thang")
            .into_iter()
            .filter(|(period, due)| judged(period) && meetings.get(period).is_some_and(|m| !in_time(due, m)))
            .map(|(period, _)| period)
            .collect();
        prop_assert_eq!(refused, !late.is_empty(), "{:?}: {:?}", late, report);
    }
}

/// The Mondays around a month whose seven days satisfy a reading, walked one by one; and of counted weekdays no week at all.
fn naive(reading: WeekRule, year: i16, month: i8, week: usize, weekday: Weekday) -> Option<Date> {
    let first = date(year, month, 1);
    let within = |d: Date| (d.year(), d.month()) == (year, month);
    if reading == WeekRule::NthWeekday {
        return days(first, first.last_of_month()).filter(|d| d.weekday() == weekday).nth(week - 1);
    }
    let mondays = days(first - 6.days(), first.last_of_month()).filter(|d| d.weekday() == Weekday::Monday);
    let counts = |monday: &Date| {
        let week: Vec<Date> = days(*monday, *monday + 6.days()).collect();
        match reading {
            WeekRule::ContainsDay1 => week.contains(&first) || *monday > first,
            WeekRule::FirstWorkweek => week.iter().any(|d| within(*d) && !is_weekend(*d)),
            WeekRule::Iso4 => week.iter().filter(|d| within(**d)).count() >= 4 || *monday > first,
            WeekRule::FirstFull => *monday >= first,
            WeekRule::NthWeekday => unreachable!(),
        }
    };
    let monday = mondays.filter(counts).nth(week - 1)?;
    let day = days(monday, monday + 6.days()).find(|d| d.weekday() == weekday)?;
    (week < 5 || within(day)).then_some(day)
}

#[test]
fn each_reading_gives_what_walking_the_days_of_the_month_gives() {
    let rule = |id: &str| office().rule_on(&RuleId::new(id), date(2026, 1, 1)).unwrap();
    let rules = [(rule("giao-ban"), Weekday::Friday), (rule("bc-nua-thang"), Weekday::Thursday)];
    for (year, month) in (1968..=2100).flat_map(|y| (1..=12).map(move |m| (y, m))) {
        for (week, (rule, weekday)) in (1..=5).flat_map(|w| rules.map(|r| (w, r))) {
            for found in calendar::readings(rule, year, month, WeekChoice::Number(week)) {
                let expected = naive(found.week_rule, year, month, usize::try_from(week).unwrap(), weekday);
                assert_eq!(found.date, expected, "{:?} week {week} of {year}-{month}", found.week_rule);
            }
        }
        // The last week is the one before the first of the next month.
        let (next_year, next) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        for (rule, weekday) in rules {
            for found in calendar::readings(rule, year, month, WeekChoice::Last) {
                let expected = naive(found.week_rule, next_year, next, 1, weekday).map(|day| day - 7.days());
                assert_eq!(found.date, expected, "{:?} last week of {year}-{month}", found.week_rule);
            }
        }
    }
}

#[test]
fn each_reading_is_chosen_by_its_word_in_quyche_yaml() {
    let text = std::fs::read_to_string(common::root().join("quyche.yaml")).unwrap();
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("content")).unwrap();
    for reading in WeekRule::ALL {
        let chosen = text.replace("week_rule: first_workweek", &format!("week_rule: {}", reading.as_str()));
        std::fs::write(dir.path().join("quyche.yaml"), chosen).unwrap();
        let (_, read, _) = common::project(dir.path());
        assert_eq!(read.office.week_rule, Some(reading));
        // The years the lunar table reaches, with no holiday in them.
        let mut model = Model { office: read.office, ..office().clone() };
        model.holidays = Holidays { years: years(1967..=2101), ..Holidays::default() };
        for rule in &mut model.rules {
            rule.valid_from = Some(date(1967, 1, 1));
        }
        for year in [1968, 1999, 2000, 2021, 2026, 2027, 2038, 2099, 2100] {
            let found = between(&model, date(year - 1, 12, 1), date(year + 1, 1, 31));
            for (month, week) in (1..=12).flat_map(|m| [(m, 2), (m, 4)]) {
                for (rule, weekday) in [("giao-ban", Weekday::Friday), ("bc-nua-thang", Weekday::Thursday)] {
                    let slot = format!("{rule}/{year}-{month:02}-w{week}");
                    let o = found.iter().find(|o| o.slot == slot).unwrap();
                    assert_eq!(Some(o.nominal.start), naive(reading, year, month, week, weekday), "{slot} {reading:?}");
                }
            }
        }
    }
}

/// The days off of these holidays by Bộ luật Lao động 2019, Điều 111 khoản 3: for each on a weekend, the next day that is worked.
fn with_lieu(holidays: &BTreeMap<Date, HolidayStatus>) -> BTreeMap<Date, Holiday> {
    let mut days: BTreeMap<Date, Holiday> = BTreeMap::new();
    for (day, status) in holidays {
        days.insert(*day, holiday(*day, HolidayKind::Holiday, *status));
    }
    for (day, status) in holidays.iter().filter(|(day, _)| is_weekend(**day)) {
        let mut lieu = *day;
        while is_weekend(lieu) || days.contains_key(&lieu) {
            lieu = lieu.tomorrow().unwrap();
        }
        days.insert(lieu, holiday(lieu, HolidayKind::Compensatory, *status));
    }
    days
}

/// The office with other days off in `years`, all other years being decided as the file has them.
/// Loaded years, said to be so anywhere.
fn years(years: std::ops::RangeInclusive<i16>) -> BTreeMap<i16, Span> {
    let span = office().rules[0].span;
    years.map(|year| (year, span)).collect()
}

fn with_days(years: std::ops::RangeInclusive<i16>, days: BTreeMap<Date, Holiday>) -> Model {
    let mut model = office().clone();
    model.holidays.days.retain(|d, _| !years.contains(&d.year()));
    for entry in model.holidays.days.values_mut() {
        entry.status = HolidayStatus::Official;
    }
    model.holidays.days.extend(days);
    model
}

/// That exactly what moves under one of the other worlds is tentative, and that its alternatives are where it moves to.
fn judge(found: &BTreeMap<String, Occurrence>, others: &[BTreeMap<String, Occurrence>]) -> Result<(), TestCaseError> {
    for (slot, o) in found {
        let moved = others.iter().filter_map(|other| Some(other.get(slot)?.actual)).filter(|day| *day != o.actual);
        let moved: BTreeSet<_> = moved.collect();
        prop_assert_eq!(&o.alternatives, &moved.iter().copied().collect::<Vec<_>>(), "{}", slot);
        prop_assert_eq!(o.status == Status::DependsOnNotice, !moved.is_empty(), "{}", slot);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(32) })]

    #[test]
    fn only_what_would_really_move_is_tentative(
        // Days around those of the law, so that they touch one another, and anywhere.
        open in prop::collection::btree_set(prop_oneof![
            (10i32..350).prop_map(|n| date(2026, 1, 1) + n.days()),
            (-3i32..6).prop_map(|n| date(2026, 4, 26) + n.days()),
            (-4i32..5).prop_map(|n| date(2026, 9, 1) + n.days()),
        ], 1..6),
        swapped in prop::collection::btree_set((10i32..350).prop_map(|n| date(2026, 1, 1) + n.days()), 0..4),
    ) {
        let fixed = office().holidays.days.values().filter(|h| h.date.year() == 2026 && h.kind == HolidayKind::Holiday);
        let fixed: BTreeMap<_, _> = fixed.map(|h| (h.date, HolidayStatus::Official)).collect();
        // Days swapped within a week of a holiday would depend on where its day in lieu is.
        let near = |d: &Date| open.iter().chain(fixed.keys()).any(|h| (*d - *h).get_days().abs() < 8);
        let open: Vec<Date> = open.iter().copied().filter(|d| !fixed.contains_key(d)).collect();
        let swapped: Vec<Date> = swapped.into_iter().filter(|d| !near(d)).collect();
        let world = |without: Option<Date>| {
            let status = if without.is_some() { HolidayStatus::Official } else { HolidayStatus::PendingLaw };
            let pending = open.iter().filter(|d| Some(**d) != without).map(|d| (*d, status));
            let mut days = with_lieu(&fixed.iter().map(|(d, s)| (*d, *s)).chain(pending).collect());
            for day in swapped.iter().filter(|d| Some(**d) != without) {
                let kind = if is_weekend(*day) { HolidayKind::SwapWork } else { HolidayKind::SwapOff };
                days.insert(*day, holiday(*day, kind, status));
            }
            of_year(&with_days(2026..=2026, days), 2026)
        };
        let others: Vec<_> = open.iter().chain(&swapped).map(|d| world(Some(*d))).collect();
        judge(&world(None), &others)?;
    }
}

/// A year as the law leaves it open: one or two of the five days of Tết before mùng 1, the day before or after 2/9, 24/11 or not.
fn by_law(year: i16, before: i32, after: bool, culture: bool) -> BTreeMap<Date, Holiday> {
    let tet = calendar::lunar::tet(year).unwrap();
    let national = date(year, 9, 2);
    let beside = if after { national.tomorrow() } else { national.yesterday() }.unwrap();
    let mut days: Vec<Date> = (-before..5 - before).map(|n| tet + n.days()).collect();
    days.extend([date(year, 1, 1), date(year, 4, 30), date(year, 5, 1), national, beside]);
    days.extend(calendar::lunar::hung_kings(year));
    days.extend(culture.then(|| date(year, 11, 24)));
    with_lieu(&days.into_iter().map(|d| (d, HolidayStatus::Official)).collect())
}

#[test]
fn a_year_without_its_notice_is_tentative_just_where_another_notice_would_move_it() {
    for year in 2027..=2030 {
        let mut real = office().clone();
        for entry in real.holidays.days.values_mut().filter(|h| h.date.year() != year) {
            entry.status = HolidayStatus::Official;
        }
        let off = |days: &BTreeMap<Date, Holiday>| -> Vec<Date> {
            days.keys().copied().filter(|d| d.year() == year && !is_weekend(*d)).collect()
        };
        let all = [1, 2]
            .into_iter()
            .flat_map(|b| [false, true].map(|a| (b, a)))
            .flat_map(|(b, a)| [false, true].map(|c| (b, a, c)));
        let all: Vec<_> = all.collect();
        let expected = all.iter().find(|(b, a, c)| off(&by_law(year, *b, *a, *c)) == off(&real.holidays.days));
        let (before, after, culture) = *expected.unwrap_or_else(|| panic!("{year} is none the law allows"));
        assert!(culture);
        let world = |(b, a, c): (i32, bool, bool)| of_year(&with_days(year..=year, by_law(year, b, a, c)), year);
        let found = of_year(&real, year);
        let singles = [(3 - before, after, true), (before, !after, true), (before, after, false)].map(world);
        judge(&found, &singles).unwrap_or_else(|fault| panic!("{year}: {fault}"));
        assert!(found.values().any(|o| o.status == Status::DependsOnNotice), "{year} is called firm");
        // What is called firm stays under any choices taken together.
        for other in all.into_iter().map(world) {
            for (slot, o) in found.iter().filter(|(_, o)| o.status == Status::Firm) {
                assert_eq!(other[slot].actual, o.actual, "{slot}");
            }
        }
    }
}

#[test]
fn a_year_expected_by_law_is_never_called_firm() {
    for year in 2031..=2060 {
        let mut model = office().clone();
        model.holidays.years.extend(years(2031..=2061));
        for y in 2031..=2061 {
            for day in calendar::statute::statutory_days(y).unwrap() {
                model.holidays.days.insert(day.date, holiday(day.date, day.kind, day.status));
                model.holidays.days.get_mut(&day.date).unwrap().name = day.name;
            }
        }
        let found = of_year(&model, year);
        assert!(found.values().any(|o| o.status == Status::DependsOnNotice), "{year} is called firm");
    }
}

#[test]
fn beyond_the_last_loaded_year_is_an_error_that_names_the_file() {
    for (last, help) in
        [(2023, "quyche holidays 2024 --write"), (2030, "quyche holidays 2031 --write"), (2100, "holidays/vn.yaml")]
    {
        let mut model = office().clone();
        model.holidays.years = years(2015..=last);
        let (found, report) = calendar::occurrences(&on(&model), date(last, 1, 1), date(last + 1, 12, 31));
        assert!(found.iter().all(|o| o.actual.end.year() <= last));
        let said: Vec<_> = report.iter().filter(|d| d.code == Code::HolidayYearMissing).collect();
        assert!(!said.is_empty() && said.iter().all(|d| d.severity == Severity::Error), "{report:?}");
        assert!(said.iter().any(|d| d.help.iter().any(|h| h.vi.contains(help))), "{said:?}");
    }
}

/// The office's dates of one year from the printed rules and the holiday list alone, without the program.
#[test]
fn the_meetings_and_reports_of_years_kept_back() {
    let rows = common::csv("holidays_vn.csv");
    let listed: BTreeMap<String, bool> =
        rows.into_iter().map(|r| (r["date"].clone(), r["kind"] == "swap_work")).collect();
    let works = |d: Date| listed.get(&d.to_string()).copied().unwrap_or(!is_weekend(d));
    let walk = |mut d: Date, by: i32| {
        while !works(d) {
            d += by.days();
        }
        d
    };
    for year in [2023, 2024, 2028] {
        let mut expected: BTreeMap<String, Date> = BTreeMap::new();
        for month in 1..=12 {
            // "trước ngày 25 hàng tháng", never late.
            expected.insert(format!("dieu-chinh-thang/{year}-{month:02}"), walk(date(year, month, 24), -1));
            // The first week with a working weekday of the month holds its first day from Monday to Friday.
            let first = days(date(year, month, 1), date(year, month, 3)).find(|d| !is_weekend(*d)).unwrap();
            let monday = days(first - 6.days(), first).find(|d| d.weekday() == Weekday::Monday).unwrap();
            for week in [2, 4] {
                let thursday = monday + (7 * (week - 1) + 3).days();
                let meeting = walk(thursday + 1.days(), 1);
                let mut notice = meeting;
                for _ in 0..3 {
                    notice = walk(notice + 1.days(), 1);
                }
                let period = format!("{year}-{month:02}-w{week}");
                expected.insert(format!("bc-nua-thang/{period}"), walk(thursday, -1));
                expected.insert(format!("giao-ban/{period}"), meeting);
                expected.insert(format!("bc-tai-giao-ban/{period}"), meeting);
                expected.insert(format!("tb-ket-luan/{period}"), notice);
            }
        }
        for (quarter, month) in [(1, 3), (2, 6), (3, 9), (4, 12)] {
            expected.insert(format!("ke-hoach-quy/{year}-Q{quarter}"), walk(date(year, month, 15), -1));
        }
        expected.insert(format!("bc-6-thang/{year}"), walk(date(year, 6, 14), -1));
        expected.insert(format!("bc-nam/{year}"), walk(date(year, 11, 29), -1));
        expected.insert(format!("chuong-trinh-nam/{year}"), walk(date(year, 12, 24), -1));
        let found = between(office(), date(year, 1, 1), date(year + 1, 1, 31));
        let own = |o: &&Occurrence| !o.undecided_day && o.period().starts_with(&year.to_string());
        let found: BTreeMap<String, Date> =
            found.iter().filter(own).map(|o| (o.slot.clone(), o.actual.start)).collect();
        assert_eq!(found, expected);
    }
}
