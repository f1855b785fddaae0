//! What the words of a rule name in a month: a day that the month may not have, or its last one that is worked.

use super::super::dates::Dates;
use crate::diagnostic::Say;
use crate::model::{DayChoice, Every, Limit, MonthChoice, OccurrenceKind, Rule, WeekChoice, When};
use crate::say;
use crate::text::{weekday_english, weekday_words};

/// The day the text names, in a month that does not have it.
pub(super) fn day_not_there(rule: &Rule, dates: &Dates) -> Option<i8> {
    let When::DayOfMonth { day: DayChoice::Number(day), .. } = rule.when else { return None };
    (dates.nominal.start.day() < day).then_some(day)
}

/// Which working day the rule names, and of what, where it does: `ngày làm việc cuối cùng của quý`. Negative numbers are counted
/// from the end.
pub(super) fn working_day(rule: &Rule) -> Option<(i8, Say)> {
    let (nth, Say { vi: of, en: of_en }) = match &rule.when {
        When::DayOfMonth { every, month, day: DayChoice::LastWorking } => (-1, span(*every, month.as_ref(), true)),
        When::DayOfMonth { every, month, day: DayChoice::Working(nth) } => {
            (*nth, span(*every, month.as_ref(), *nth < 0))
        }
        When::WorkingDayOfWeek { nth } => (*nth, say!("tuần", "the week")),
        _ => return None,
    };
    let count = nth.unsigned_abs();
    let words = match nth {
        -1 => say!("ngày làm việc cuối cùng của {of}", "the last working day of {of_en}"),
        1 => say!("ngày làm việc đầu tiên của {of}", "the first working day of {of_en}"),
        0.. => say!("ngày làm việc thứ {count} của {of}", "working day {count} of {of_en}"),
        _ => say!("ngày làm việc thứ {count} tính từ cuối {of}", "working day {count} from the end of {of_en}"),
    };
    Some((nth, words))
}

/// Which weekday of its month the rule names, where it counts them: `thứ Hai đầu tiên của quý`.
pub(super) fn nth_weekday(rule: &Rule, dates: &Dates) -> Option<Say> {
    let When::NthWeekday { every, month, nths, weekday } = &rule.when else { return None };
    let at = dates.nominal.start;
    let n = (at.day() - 1) / 7 + 1;
    let nth = if nths.contains(&WeekChoice::Number(n)) { WeekChoice::Number(n) } else { WeekChoice::Last };
    let edge = |at_end| span(*every, month.as_ref(), at_end);
    let (vi, en) = (weekday_words(*weekday), weekday_english(*weekday));
    Some(match nth {
        WeekChoice::Number(1) => {
            let Say { vi: of, en: of_en } = edge(false);
            say!("{vi} đầu tiên của {of}", "the first {en} of {of_en}")
        }
        WeekChoice::Last => {
            let Say { vi: of, en: of_en } = edge(true);
            say!("{vi} cuối cùng của {of}", "the last {en} of {of_en}")
        }
        WeekChoice::Number(n) => say!("{vi} thứ {n} trong tháng", "{en} number {n} of the month"),
    })
}

/// Whether the last day of its month is that of a span in which the text wants it done, and which names no day: "trong quý I".
pub(super) fn ends_a_span(rule: &Rule) -> bool {
    let by_its_end =
        matches!(rule.when, When::DayOfMonth { day: DayChoice::Last, .. }) && rule.limit == Limit::OnOrBefore;
    by_its_end && {
        let said = rule.stated();
        !said.within.is_empty() && !said.last_day && said.days.is_empty()
    }
}

/// What begins or ends with the month a rule names.
fn span(every: Every, month: Option<&MonthChoice>, at_end: bool) -> Say {
    let is_edge = every.months().is_some_and(|len| match month {
        Some(MonthChoice::Only(months)) => months == &[if at_end { len } else { 1 }],
        Some(MonthChoice::Last) => at_end,
        None => false,
    });
    match every {
        Every::Quarter if is_edge => say!("quý", "the quarter"),
        Every::HalfYear if is_edge => say!("sáu tháng", "the half-year"),
        Every::Year if is_edge => say!("năm", "the year"),
        _ => say!("tháng", "the month"),
    }
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
