//! What is wrong with the holidays by themselves: years that are said to be loaded and lack what every year has (Tết would be
//! worked, and nobody be told), and days that change nothing, where another was meant.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::statute;
use super::workday::{Day, day, is_weekend};
use crate::diagnostic::{Code, Diagnostic, Lang, Report, Say, Severity, Span};
use crate::model::{Holiday, HolidayKind, Holidays};
use crate::say;
use crate::text::{date_both, weekday_english, weekday_words};

/// One finding for each place that declares years, however many of them are empty, and one for each day without effect.
pub(super) fn check(holidays: &Holidays) -> Report {
    let mut report = Report::default();
    holidays.days.values().filter_map(without_effect).for_each(|found| report.push(found));
    // What no file can leave out comes first; of a year in which all of that stands, what a date after it needs.
    let empty = |year| certain(holidays, year);
    let short = |year| if empty(year).is_empty() { lacking(holidays, year) } else { Vec::new() };
    tell(holidays, Severity::Error, &empty, &mut report);
    tell(holidays, Severity::Warning, &short, &mut report);
    report
}

/// One finding for each place that declares years of which something is `missing`.
fn tell(holidays: &Holidays, severity: Severity, missing: &dyn Fn(i16) -> Vec<Say>, report: &mut Report) {
    let mut years: BTreeMap<Span, Vec<(i16, Vec<Say>)>> = BTreeMap::new();
    for (year, span) in &holidays.years {
        let missing = missing(*year);
        if !missing.is_empty() {
            years.entry(*span).or_default().push((*year, missing));
        }
    }
    for (span, years) in years {
        if let [(year, missing), others @ ..] = &years[..] {
            let others: Vec<i16> = others.iter().map(|(year, _)| *year).collect();
            report.push(Diagnostic { severity, ..finding(span, *year, &others, missing) });
        }
    }
}

/// A day that would be the same if nobody had written it. Holidays do fall on weekends; what is moved for them does not.
fn without_effect(holiday: &Holiday) -> Option<Diagnostic> {
    let off = holiday.kind != HolidayKind::SwapWork;
    let day = Day { date: holiday.date, off, holiday: Some(holiday) };
    if holiday.kind == HolidayKind::Holiday || day.differs_from_plain_week() {
        return None;
    }
    let (kind, (on, on_en)) = (holiday.kind.as_str(), date_both(holiday.date));
    let (weekday, weekday_en) = (weekday_words(holiday.date.weekday()), weekday_english(holiday.date.weekday()));
    let message = if off {
        say!(
            "«{kind}» ngày {on} không thay đổi gì: {weekday} vốn là ngày nghỉ",
            "`{kind}` on {on_en} changes nothing: it is a {weekday_en}, a day off anyway"
        )
    } else {
        say!(
            "«{kind}» ngày {on} không thay đổi gì: {weekday} vốn là ngày làm việc",
            "`{kind}` on {on_en} changes nothing: it is a {weekday_en}, a working day anyway"
        )
    };
    let help = say!(
        "xem lại ngày này trong thông báo nghỉ lễ; nếu thông báo ghi đúng như vậy thì bỏ dòng này",
        "look the day up in the holiday notice; if the notice does say so, take the line out"
    );
    Some(Diagnostic::new(Code::HolidayWithoutEffect, holiday.span, message).help(help))
}

/// The days of a year that are off by law and would be worked by the file.
fn certain(holidays: &Holidays, year: i16) -> Vec<Say> {
    worked(holidays, &statute::certain_days(year))
}

/// The days in lieu a year lacks, and how many of the days that a notice divides.
fn lacking(holidays: &Holidays, year: i16) -> Vec<Say> {
    let kind = |date: Date| holidays.days.get(&date).map(|h| h.kind);
    let in_lieu = statute::certain_days_in_lieu(year, |date| kind(date) == Some(HolidayKind::Holiday));
    let mut lacking = worked(holidays, &in_lieu);
    // Which days they are a notice decides; how many, the law.
    for (among, wanted, name) in statute::divided(year) {
        let (first, last) = among.into_inner();
        let off = holidays.days.range(first..=last).filter(|(date, holiday)| {
            !is_weekend(**date) && matches!(holiday.kind, HolidayKind::Holiday | HolidayKind::Compensatory)
        });
        let told = in_lieu.range(first..=last).map(|(date, name)| (*date, name.clone())).collect();
        let short = wanted.saturating_sub(off.count() + worked(holidays, &told).len());
        if short > 0 {
            lacking.push(say!("{short} trong {wanted} ngày nghỉ {name}", "{short} of the {wanted} days of {name}"));
        }
    }
    lacking
}

/// Those of some days that the file leaves working days.
fn worked(holidays: &Holidays, days: &BTreeMap<Date, String>) -> Vec<Say> {
    let is_worked = |date: Date| day(holidays, date).is_ok_and(|day| !day.off);
    let told = |(date, name): (&Date, &String)| {
        let (on, on_en) = date_both(*date);
        say!("{on} ({name})", "{on_en} ({name})")
    };
    days.iter().filter(|(date, _)| is_worked(**date)).map(told).collect()
}

fn finding(span: Span, year: i16, others: &[i16], days: &[Say]) -> Diagnostic {
    let list = |lang: Lang, all: &[Say]| all.iter().map(|s| s.in_lang(lang)).collect::<Vec<_>>().join(", ");
    // Of a year without any day it is enough to see what is meant.
    let (shown, rest) = days.split_at(days.len().min(3));
    let (shown, shown_en, rest) = (list(Lang::Vi, shown), list(Lang::En, shown), rest.len());
    let (more, more_en) = match rest {
        0 => Default::default(),
        _ => (format!(" và {rest} ngày nữa"), format!(" and {rest} more")),
    };
    let message = say!(
        "năm {year} được ghi là đã nạp mà thiếu ngày nghỉ luật định: {shown}{more}",
        "{year} is said to be loaded and lacks days off by law: {shown_en}{more_en}"
    );
    let too = others.iter().map(i16::to_string).collect::<Vec<_>>().join(", ");
    let (too, too_en) = match others {
        [] => Default::default(),
        _ => (format!("; năm {too} cũng vậy"), format!("; the same holds of {too}")),
    };
    let help = if statute::YEARS.contains(&year) {
        say!(
            "chép vào «days» các dòng mà «quyche holidays {year}» in ra, hoặc bớt năm ấy khỏi «years»{too}",
            "copy into `days` the lines that `quyche holidays {year}` prints, or take the year out of `years`{too_en}"
        )
    } else {
        say!(
            "ghi thêm các ngày ấy vào «days», hoặc bớt năm ấy khỏi «years»{too}",
            "add those days to `days`, or take the year out of `years`{too_en}"
        )
    };
    Diagnostic::new(Code::HolidayYearMissing, span, message).help(help)
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;
    use crate::text::date_words;

    fn told(holidays: &Holidays) -> Vec<(String, String)> {
        check(holidays).iter().map(|d| (d.message.vi.clone(), d.help.as_ref().unwrap().vi.clone())).collect()
    }

    #[test]
    fn the_years_of_the_file_are_whole() {
        assert_eq!(told(&fixture::holidays()), []);
    }

    #[test]
    fn a_year_that_lacks_what_every_year_has_is_told_once() {
        for gone in ["2026-01-01", "2026-02-17", "2026-02-19", "2026-04-30", "2026-05-01", "2026-09-02", "2017-04-06"] {
            let mut holidays = fixture::holidays();
            let gone: Date = gone.parse().unwrap();
            holidays.days.remove(&gone);
            let found = told(&holidays);
            assert_eq!(found.len(), 1, "{gone}: {found:?}");
            assert!(found[0].0.contains(&date_words(gone)), "{found:?}");
        }
    }

    #[test]
    fn a_day_that_changes_nothing_is_told() {
        let mut holidays = fixture::holidays();
        // In the notice it was Saturday 22/08, Monday 31/08 and Monday 27/04.
        let slips = [
            ("2026-08-21", HolidayKind::SwapWork, "thứ Sáu vốn là ngày làm việc"),
            ("2026-08-30", HolidayKind::SwapOff, "Chủ nhật vốn là ngày nghỉ"),
            ("2026-04-25", HolidayKind::Compensatory, "thứ Bảy vốn là ngày nghỉ"),
            ("2026-04-26", HolidayKind::Holiday, ""),
        ];
        let some = holidays.days.values().next().cloned().unwrap();
        for (date, kind, _) in slips {
            let date: Date = date.parse().unwrap();
            holidays.days.insert(date, crate::model::Holiday { date, kind, ..some.clone() });
        }
        let mut found = told(&holidays);
        found.sort_by_key(|(message, _)| slips.iter().position(|s| message.ends_with(s.2)));
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found.iter().zip(slips).all(|((message, _), slip)| message.ends_with(slip.2)), "{found:?}");
    }

    #[test]
    fn what_falls_on_a_weekend_and_what_is_no_law_yet_may_be_missing() {
        let mut holidays = fixture::holidays();
        // 01/01/2028 is a Saturday.
        for day in ["2028-01-01", "2026-11-24"] {
            holidays.days.remove(&day.parse().unwrap());
        }
        assert_eq!(told(&holidays), []);
    }

    #[test]
    fn a_day_in_lieu_and_one_of_those_a_notice_divides_may_not() {
        let cases = [
            ("2028-05-02", "02/05/2028 (Nghỉ bù Ngày Chiến thắng)"),
            ("2028-01-03", "03/01/2028 (Nghỉ bù Tết Dương lịch)"),
            ("2027-09-03", "1 trong 2 ngày nghỉ Quốc khánh"),
            ("2026-09-01", "1 trong 2 ngày nghỉ Quốc khánh"),
            ("2026-02-20", "1 trong 5 ngày nghỉ Tết Nguyên đán"),
        ];
        for (gone, words) in cases {
            let mut holidays = fixture::holidays();
            holidays.days.remove(&gone.parse().unwrap());
            let found = told(&holidays);
            assert!(found.len() == 1 && found[0].0.ends_with(words), "{gone}: {found:?}");
        }
        // Placed on the other side of 2/9.
        let mut holidays = fixture::holidays();
        let moved = holidays.days.remove(&"2027-09-03".parse().unwrap()).unwrap();
        let date = "2027-09-01".parse().unwrap();
        holidays.days.insert(date, Holiday { date, ..moved });
        assert_eq!(told(&holidays), []);
    }

    #[test]
    fn empty_years_of_one_file_are_one_finding() {
        let mut holidays = fixture::holidays();
        holidays.years.extend([(2031, fixture::span()), (2032, fixture::span()), (1999, fixture::span())]);
        let found = told(&holidays);
        assert_eq!(found.len(), 1);
        assert!(found[0].0.starts_with("năm 2031") && found[0].0.contains("ngày nữa"), "{found:?}");
        assert!(found[0].1.contains("quyche holidays 2031") && found[0].1.ends_with("2032 cũng vậy"), "{found:?}");
        // A day in lieu is no working day made of a holiday; that is also told where it stands.
        let swapped = holidays.days.get_mut(&"2026-04-30".parse().unwrap()).unwrap();
        swapped.kind = HolidayKind::SwapWork;
        let found = told(&holidays);
        let years = found.iter().filter(|(message, _)| message.starts_with("năm"));
        assert_eq!((years.count(), found.len()), (1, 2), "one place declares them all: {found:?}");
    }
}
