//! A day swapped off is worked on another: the yearly notice of holidays that swaps them (thông báo hoán đổi ngày làm việc) names both.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::model::{Holiday, HolidayKind, Holidays};
use crate::say;
use crate::text::date_both;

/// How far apart the two days of a swap may lie. No notice since 2015 has put more than ten days between them.
const MOST_DAYS: i32 = 31;

/// One finding for each day that stands alone.
pub(super) fn check(holidays: &Holidays) -> Report {
    let of = |kind| holidays.days.values().filter(move |holiday| holiday.kind == kind);
    let (mut off, mut worked) = (of(HolidayKind::SwapOff).peekable(), of(HolidayKind::SwapWork).peekable());
    let mut report = Report::default();
    // Both in order of days: the earlier of two that are too far apart has no other.
    loop {
        let apart = match (off.peek(), worked.peek()) {
            (Some(off), Some(worked)) => (worked.date - off.date).get_days(),
            (Some(_), None) => i32::MAX,
            (None, Some(_)) => i32::MIN,
            (None, None) => return report,
        };
        let first = if apart > 0 { off.next() } else { worked.next() };
        if apart.unsigned_abs() <= MOST_DAYS.unsigned_abs() {
            if apart > 0 {
                worked.next()
            } else {
                off.next()
            };
        } else if let Some(alone) = first.filter(|holiday| near_days_are_known(holidays, holiday.date)) {
            report.push(finding(alone));
        }
    }
}

/// Whether the other day of a swap would stand in the file: at the edge of its years it may be in one nobody has loaded.
fn near_days_are_known(holidays: &Holidays, date: Date) -> bool {
    let years = [date.saturating_sub(MOST_DAYS.days()).year(), date.saturating_add(MOST_DAYS.days()).year()];
    years.iter().all(|year| holidays.years.contains_key(year))
}

fn finding(holiday: &Holiday) -> Diagnostic {
    let (on, on_en) = date_both(holiday.date);
    let (message, help) = if holiday.kind == HolidayKind::SwapOff {
        (
            say!(
                "ngày {on} được nghỉ hoán đổi («swap_off») mà không có ngày làm bù («swap_work») nào đi cùng",
                "{on_en} is swapped off (`swap_off`) and no day is worked instead (`swap_work`)"
            ),
            say!(
                "thông báo hoán đổi nêu cả hai ngày: ghi thêm ngày làm bù. Nếu nghỉ vì ngày lễ trùng ngày cuối tuần, hãy ghi «kind: compensatory»",
                "the notice of a swap names both days: add the one that is worked. If it is off because a holiday falls on a weekend, write `kind: compensatory`"
            ),
        )
    } else {
        (
            say!(
                "ngày {on} đi làm bù («swap_work») mà không có ngày nghỉ hoán đổi («swap_off») nào đi cùng",
                "{on_en} is worked instead of another day (`swap_work`) and none is swapped off (`swap_off`)"
            ),
            say!(
                "thông báo hoán đổi nêu cả hai ngày: ghi thêm ngày được nghỉ, hoặc bỏ dòng này nếu không có ngày nào được hoán đổi",
                "the notice of a swap names both days: add the one that is off, or take the line out if no day is swapped"
            ),
        )
    };
    Diagnostic::new(Code::SwapUnpaired, holiday.span, message).help(help)
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    fn told(holidays: &Holidays) -> Vec<String> {
        check(holidays).iter().map(|d| d.message.vi.clone()).collect()
    }

    #[test]
    fn each_day_of_a_swap_needs_the_other() {
        assert_eq!(told(&fixture::holidays()), Vec::<String>::new());
        let swaps = fixture::holidays().days;
        let swaps = swaps.values().filter(|h| matches!(h.kind, HolidayKind::SwapOff | HolidayKind::SwapWork));
        let swaps: Vec<Date> = swaps.map(|h| h.date).filter(|d| d.year() > 2015).collect();
        assert!(swaps.len() > 8);
        for gone in swaps {
            let mut holidays = fixture::holidays();
            holidays.days.remove(&gone);
            assert_eq!(told(&holidays).len(), 1, "{gone}");
        }
    }

    #[test]
    fn the_other_day_may_lie_in_a_year_nobody_has_loaded() {
        let mut holidays = fixture::holidays();
        // 02/01/2026 is made up for on 10/01/2026; of 2025 nothing is known then.
        holidays.days.remove(&"2026-01-10".parse().unwrap());
        assert_eq!(told(&holidays).len(), 1);
        holidays.years.remove(&2025);
        assert_eq!(told(&holidays), Vec::<String>::new());
    }
}
