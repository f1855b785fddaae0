//! What `occurrences` has to report: a numbered week without a reading, a year without its holidays. Each is worded so that it
//! is the same whatever days were asked for, and is said once in a run that asks for many.

use jiff::civil::Date;

use super::slot;
use super::statute;
use super::week;
use super::workday::MissingYear;
use crate::diagnostic::{Code, Diagnostic, Report, Say};
use crate::model::{Holidays, Rule, WeekRule, When};
use crate::say;
use crate::text::{date_english, date_words, month_english, month_words};

/// The finding that a rule counts weeks and quyche.yaml chooses no reading, shown by the first month since the rule
/// began in which the readings part.
pub(super) fn ambiguity(rule: &Rule, chosen: Option<WeekRule>, valid_from: Date) -> Report {
    let mut report = Report::default();
    let (When::WeekOfMonth { .. }, None) = (&rule.when, chosen) else { return report };
    let year = valid_from.year();
    let weeks = slot::numbered_weeks(&rule.when);
    let slots = (year..=year.saturating_add(2)).flat_map(|y| weeks.iter().map(move |(m, w, _)| (y, *m, *w)));
    let mut all = slots.map(|(y, m, w)| (y, m, w, week::readings(rule, y, m, w)));
    let Some((y, m, w, readings)) = all.find(|(.., r)| !week::agree(r)) else { return report };
    let Say { vi: week, en: week_en } = week::week_words(w);
    let id = &rule.id;
    // By the words of quyche.yaml: one of them is to be written there.
    let named = |words| week::by_result(&readings, |reading| reading.as_str().to_owned(), words);
    let (results, results_en) = (named(date_words), named(date_english));
    let (month, month_en) =
        Date::new(y, m, 1).map_or_else(|_| Default::default(), |d| (month_words(d), month_english(d)));
    let message = say!(
        "«{id}»: {week} của {month} có nhiều cách hiểu: {results}",
        "`{id}`: {week_en} of {month_en} can be read in several ways: {results_en}"
    );
    let help = say!(
        "chọn một cách hiểu trong quyche.yaml, ví dụ `week_rule: first_workweek`",
        "choose a reading in quyche.yaml, e.g. `week_rule: first_workweek`"
    );
    report.push(Diagnostic::new(Code::AmbiguousRule, rule.span, message).help(help));
    report
}

/// The finding that the holidays of a year are needed, at the loaded day before which or after which they belong.
pub(super) fn missing_year(holidays: &Holidays, year: MissingYear, rule: &Rule, slot: &str) -> Diagnostic {
    let MissingYear(year) = year;
    let before = Date::new(year, 12, 31).ok().and_then(|end| holidays.days.range(..=end).next_back());
    let place = before.or_else(|| holidays.days.first_key_value()).map(|(_, holiday)| holiday);
    let message = say!("chưa nạp ngày nghỉ năm {year}", "the holidays of {year} are not loaded");
    let help = if statute::YEARS.contains(&year) {
        say!(
            "chạy «quyche holidays {year} --write» để lập tệp dự kiến theo luật, rồi sửa theo thông báo nghỉ lễ khi có",
            "run `quyche holidays {year} --write` for the days the law expects; mend it once the notice is out"
        )
    } else {
        say!(
            "bổ sung các ngày nghỉ của năm {year} vào holidays/vn.yaml và mở rộng `years` đến năm đó",
            "add the days of {year} to holidays/vn.yaml and widen `years` to that year"
        )
    };
    let why = say!("cần để tính {slot}", "needed for {slot}");
    Diagnostic::new(Code::HolidayYearMissing, place.map_or(rule.span, |h| h.span), message)
        .help(help)
        .related(rule.span, why)
}
