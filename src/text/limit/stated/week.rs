//! Weeks of a month and days of the week.
//!
//! The traps avoided: "thứ hai" that is an ordinal, "sau kỳ họp thứ 2".

use jiff::civil::Weekday;

use super::super::Words;
use super::{LAST_WEEK, Named, ON, Reader};

/// What has a number of its own: "sau kỳ họp thứ 2" names no day.
const NUMBERED: [&str; 6] = ["họp", "kỳ", "phiên", "lần", "đợt", "khóa"];

impl Reader {
    /// "tuần thứ hai và tuần thứ tư", "tuần thứ hai và thứ tư", "tuần đầu".
    pub(super) fn week<'t>(&mut self, words: Words<'t>, before: &str) -> Option<Words<'t>> {
        let mut next = words.word("tuần")?.gap();
        if let Some(rest) = next.word("đầu") {
            self.stated.weeks.push(1);
            self.name(Named::Week(1), before, rest);
            return Some(rest);
        }
        if let Some(rest) = next.word("cuối") {
            return Some(self.last_week(before, rest));
        }
        let mut end: Option<Words<'t>> = None;
        while let Some(behind) = next.word("thứ").map(Words::gap) {
            // A capital is a day of the week: "tuần thứ hai, thứ Sáu".
            if behind.0.starts_with(char::is_uppercase) {
                break;
            }
            let Some((n, rest)) = behind.ordinal() else {
                self.no_week = true;
                return Some(behind);
            };
            self.stated.weeks.push(n);
            self.name(Named::Week(n), end.map_or(before, |end| end.join()), rest);
            end = Some(rest);
            let Some(more) = rest.listed_on() else { break };
            next = more.maybe("tuần");
            if let Some(last) = next.word("cuối").filter(|_| next.0.len() < more.0.len()) {
                return Some(self.last_week(rest.join(), last));
            }
        }
        end.map(|end| end.gap().maybe("của"))
    }

    /// "tuần cuối": `rest` follows it.
    fn last_week<'t>(&mut self, before: &str, rest: Words<'t>) -> Words<'t> {
        self.stated.last_week = true;
        self.name(Named::Week(LAST_WEEK), before, rest);
        rest.gap().maybe("của")
    }

    /// "thứ Sáu", "thứ 5", "vào thứ năm", "thứ năm hằng tuần", "Chủ nhật".
    pub(super) fn weekday<'t>(&mut self, words: Words<'t>, before: &str) -> Option<Words<'t>> {
        if let Some(rest) = words.word("chủ nhật") {
            self.stated.weekdays.push(Weekday::Sunday);
            self.name(Named::Weekday(Weekday::Sunday), before, rest);
            return Some(rest);
        }
        let behind = words.word("thứ")?.gap();
        let rest = words.weekday()?;
        let named = behind.0.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let before = before.to_lowercase();
        let each = rest.gap().recurs(&["tuần"]).is_some() || rest.gap().maybe("của").word("tuần").is_some();
        if !behind.0.starts_with(char::is_uppercase) && !each && NUMBERED.contains(&before.as_str()) {
            return Some(rest);
        }
        let nth = rest.gap().nth_of_month();
        let sure = nth.is_some_and(|(_, sure, _)| sure);
        if !named && !ON.contains(&before.as_str()) && !each && !sure {
            self.no_weekday = true;
            return Some(rest);
        }
        let number = behind.ordinal().map_or(0, |(n, _)| n);
        let day = i8::try_from(number - 1).ok().and_then(|n| Weekday::from_monday_one_offset(n).ok());
        match day {
            Some(day) => {
                self.stated.weekdays.push(day);
                if let Some((n, _, behind)) = nth {
                    self.stated.nth_weekdays.push((day, n));
                    self.edge(rest.gap());
                    self.name(Named::NthWeekday(day, n), &before, behind);
                    return Some(behind.gap().maybe("của"));
                }
                self.name(Named::Weekday(day), &before, rest);
            }
            None => self.no_weekday = true,
        }
        Some(rest)
    }
}
