//! The lines of [Cách tính] about a term of days, and about an hour before which something is due.

use jiff::civil::{Date, Time};

use super::super::dates::{Counted, Dates};
use super::super::engine::Engine;
use super::super::occurrence::{Ground, time_words};
use super::{Steps, date_in_full, title};
use crate::diagnostic::Say;
use crate::model::{Days, Rule, TimeOfDay};
use crate::say;

/// The first day of a term is not counted; it ends with its last, of all days.
const ALL_DAYS: &str = "Bộ luật Dân sự 2015, Điều 147 khoản 2 và Điều 148 khoản 1";

impl Steps {
    pub(super) fn counted(&mut self, engine: &Engine, rule: &Rule, dates: &Dates, counted: &Counted) {
        let base = dates.base.as_ref().map_or_else(String::new, |b| title(engine, b));
        self.add(term(counted, &base), Ground::Provision(rule.cite.clone()));
        let forward = counted.count.forward;
        if counted.count.term.days == Days::All {
            let Say { vi, en } = date_in_full(counted.end);
            let (say, ground) = if forward {
                (say!("ngày cuối của thời hạn: {vi}", "the last day of the term: {en}"), Ground::Law(ALL_DAYS))
            } else {
                (say!("đếm lùi đến: {vi}", "counting back leads to {en}"), Ground::Arithmetic)
            };
            return self.add(say, ground);
        }
        let Say { vi, en } = date_in_full(dates.nominal.start);
        self.add(
            say!(
                "đếm từ thứ Hai đến thứ Sáu, chưa kể ngày nghỉ: {vi}",
                "counting Monday to Friday, holidays aside: {en}"
            ),
            Ground::Arithmetic,
        );
        for date in &counted.special {
            self.of_day(engine, *date);
        }
        if !counted.special.is_empty() {
            let Say { vi, en } = date_in_full(counted.end);
            self.add(
                say!("đếm theo ngày làm việc thực tế: {vi}", "counting the days really worked: {en}"),
                Ground::Arithmetic,
            );
        }
    }

    /// "Trước 17 giờ ngày 25" is on that day, and who knows "trước ngày 25" is told so.
    pub(super) fn before_hour(&mut self, hour: Time, day: Date, ground: Ground) {
        let Say { vi: hour, en: hour_en } = time_words(TimeOfDay::At(hour));
        let Say { vi, en } = date_in_full(day);
        self.add(
            say!(
                "«trước {hour}»: ngay trong ngày ấy, {vi}, trước giờ này",
                "“trước {hour}” (before {hour_en}): on that very day, {en}, before that hour"
            ),
            ground,
        );
    }
}

/// "7 ngày, kể cả ngày nghỉ, tính từ ngày sau «Họp giao ban» (thứ Sáu 09/10/2026)".
fn term(counted: &Counted, base: &str) -> Say {
    let term = counted.count.term;
    let days = term.count;
    let number = |one, many| crate::text::counted(days.into(), one, many);
    let (days_en, Say { vi, en }) = (number("day", "days"), date_in_full(counted.from));
    let working_en = number("working day", "working days");
    match (term.days, counted.count.forward) {
        (Days::Working, true) => say!(
            "{days} ngày làm việc, tính từ ngày sau «{base}» ({vi})",
            "{working_en} from the day after “{base}” ({en})"
        ),
        (Days::All, true) => say!(
            "{days} ngày, kể cả ngày nghỉ, tính từ ngày sau «{base}» ({vi})",
            "{days_en}, days off included, from the day after “{base}” ({en})"
        ),
        (Days::Working, false) => say!(
            "{days} ngày làm việc trước «{base}» ({vi}), đếm lùi từ ngày liền trước",
            "{working_en} before “{base}” ({en}), counted back from the day before"
        ),
        (Days::All, false) => say!(
            "{days} ngày trước «{base}» ({vi}), kể cả ngày nghỉ, đếm lùi từ ngày liền trước",
            "{days_en} before “{base}” ({en}), days off included, counted back from the day before"
        ),
    }
}
