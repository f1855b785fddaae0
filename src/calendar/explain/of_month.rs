//! What the words of a rule name in a month: a day that the month may not have, or its last one that is worked.

use super::super::dates::Dates;
use crate::diagnostic::Say;
use crate::model::{DayChoice, Every, MonthChoice, OccurrenceKind, Rule, When};
use crate::say;

/// The day the text names, in a month that does not have it.
pub(super) fn day_not_there(rule: &Rule, dates: &Dates) -> Option<i8> {
    let When::DayOfMonth { day: DayChoice::Number(day), .. } = rule.when else { return None };
    (dates.nominal.start.day() < day).then_some(day)
}

/// Of what the rule names the last working day, where it does.
pub(super) fn last_working(rule: &Rule) -> Option<Say> {
    let When::DayOfMonth { every, month, day: DayChoice::LastWorking } = &rule.when else { return None };
    let ends = every.months().is_some_and(|len| match month {
        Some(MonthChoice::Only(months)) => months == &[len],
        Some(MonthChoice::Last) => true,
        None => false,
    });
    Some(match every {
        Every::Quarter if ends => say!("quý", "the quarter"),
        Every::HalfYear if ends => say!("sáu tháng", "the half-year"),
        Every::Year if ends => say!("năm", "the year"),
        _ => say!("tháng", "the month"),
    })
}

/// What is made of a day that its month does not have.
pub(super) fn not_there(rule: &Rule, dates: &Dates, day: i8) -> Say {
    let month = dates.nominal.start.month();
    if rule.excludes_its_day() {
        say!(
            "tháng {month} không có ngày {day}: cả tháng đều trước ngày ấy",
            "month {month} has no day {day}: all of it is before that day"
        )
    } else if is_term(rule) {
        say!(
            "tháng {month} không có ngày {day}: lấy ngày cuối tháng",
            "month {month} has no day {day}: its last day is taken"
        )
    } else {
        say!(
            "tháng {month} không có ngày {day} và văn bản không nói lấy ngày nào thay; theo cách hiểu của trang này, cần cơ quan xác nhận: lấy ngày cuối tháng",
            "month {month} has no day {day} and the text names none in its place; by this site's reading, which the office should confirm, its last day is taken"
        )
    }
}

/// Whether it is a term for something to be done, of which the Civil Code speaks.
pub(super) fn is_term(rule: &Rule) -> bool {
    rule.kind != OccurrenceKind::Meeting
}
