//! `when` of a rule, and the days that follow from it.

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday, date};
use quyche::calendar::{self, Occurrence};
use quyche::history;
use quyche::model::{self, DayChoice, HolidayKind, Holidays, Model, Roll, When};

use super::{office, places};

/// Rules of the sample, then one whose `when` and all behind it is the input.
const BEFORE: &str = r#"rules:
  - id: giao-ban
    title: "Họp giao ban"
    kind: meeting
    cite: B.II.1.a
    quote: "vào thứ Sáu của tuần thứ hai và tuần thứ tư của tháng"
    when: {every: month, week: [2, 4], weekday: fri}
    limit: exact
    who: giam-doc
  - id: them
    title: "Việc thêm"
    cite: B.II.2
    quote: "trước ngày 25 hằng tháng"
    who: giam-doc
    when: "#;

/// The input is a `when`, and further lines of its rule: `limit`, `kind`, `roll`.
pub fn holds(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Some(text) = office::readable(text) else { return };
    let sources = office::with(&[("calendar.yaml", format!("{BEFORE}{text}\n"))]);
    let (model, report) = model::decode(&sources);
    places::report(&sources.files, &report);
    if report.has_errors() {
        return;
    }
    let state = history::on(&model, date(2026, 3, 2));
    let snapshot = state.snapshot().expect("the sample has a text in force");
    let days = |from, to| calendar::occurrences(&snapshot, from, to);
    let (first, cut, last) = (date(2026, 1, 5), date(2026, 5, 14), date(2027, 6, 30));
    let (all, found) = days(first, last);
    places::report(&sources.files, &found);
    let mut seen = BTreeSet::new();
    for o in &all {
        assert!(seen.insert(&o.slot), "{} twice", o.slot);
        one(o, state.model(), first, last);
    }
    assert!(all.is_sorted_by_key(|o| o.actual), "not by day");
    // Two spans that meet hold what the one holds, each in the same words.
    let tomorrow = cut.tomorrow().expect("a day in 2026");
    let mut halves = days(first, cut).0;
    halves.extend(days(tomorrow, last).0.into_iter().filter(|o| !seen_before(o, cut)));
    let order = |mut all: Vec<Occurrence>| {
        all.sort_by(|a, b| a.slot.cmp(&b.slot));
        all
    };
    let joined = order(halves);
    let whole = order(all);
    assert_eq!(joined.len(), whole.len(), "asked in two spans");
    for (a, b) in joined.iter().zip(&whole) {
        assert_eq!(a, b, "asked in two spans");
    }
}

/// Whether an occurrence was given for the days up to the cut already.
fn seen_before(o: &Occurrence, cut: Date) -> bool {
    o.actual.start <= cut
}

fn one(o: &Occurrence, model: &Model, first: Date, last: Date) {
    let rule = model.rule_on(&o.rule, o.last_allowed).expect("an occurrence has its rule");
    let slot = &o.slot;
    assert!(slot.strip_prefix(o.rule.as_str()).is_some_and(|s| s.starts_with('/')), "{slot}");
    assert!(o.nominal.start <= o.nominal.end && o.actual.start <= o.actual.end, "{slot}");
    assert!(o.actual.start <= last && o.actual.end >= first, "{slot} is not within the days asked for");
    assert!(!o.steps.is_empty(), "{slot} is not explained");
    if o.undecided_day {
        return;
    }
    assert_eq!(o.actual.start, o.actual.end, "{slot}");
    let day = o.actual.start;
    if !worked(&model.holidays, day) {
        let stays = matches!(rule.roll, Roll::None | Roll::Skip);
        assert!(stays && day == o.last_allowed, "{slot} on a day off");
    }
    if rule.excludes_its_day() {
        let named = if let When::DayOfMonth { day: DayChoice::Number(day), .. } = rule.when { day } else { 0 };
        let is_there = o.nominal.end.day() >= named;
        assert!(!is_there || o.last_allowed < o.nominal.end, "{slot}: before a day is not on it");
    }
    match rule.roll {
        Roll::None | Roll::Skip => assert_eq!(day, o.last_allowed, "{slot}"),
        Roll::Preceding => assert!(day <= o.last_allowed, "{slot}"),
        Roll::Following => assert!(day >= o.last_allowed, "{slot}"),
        Roll::ModifiedPreceding | Roll::ModifiedFollowing => {}
    }
}

fn worked(holidays: &Holidays, day: Date) -> bool {
    let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    holidays.days.get(&day).map_or(!weekend, |h| h.kind == HolidayKind::SwapWork)
}
