//! Days of a month by their number, and months.
//!
//! The traps avoided: the day of another document ("ngày 15/6/2020"), spans of days and of months.

use super::super::Words;
use super::{INCLUSIVE, Named, ON, Reader, Season};

impl Reader {
    /// "ngày 25", "ngày 25 tháng 12", "ngày 15/6", "ngày 5, 15 và 25", "trước 15/6".
    pub(super) fn day<'t>(&mut self, words: Words<'t>, before: &str) -> Option<Words<'t>> {
        let named = words.word("ngày");
        let before = before.to_lowercase();
        let on = ON.contains(&before.as_str()) || INCLUSIVE.contains(&before.as_str());
        if named.is_none() && !on && !matches!(before.as_str(), "và" | "," | "đến") {
            return None;
        }
        let mut at = named.unwrap_or(words).gap();
        // "Từ ngày 01 tháng 5 đến ngày 30 tháng 11".
        if before == "từ"
            && let Some((months, rest)) = at.through_dates()
        {
            let own = self.season.is_some_and(|ends| ends.fits(rest));
            self.stated.seasons.push(Season { months, own });
            self.stated.excepts = true;
        }
        if named.is_none() && at.date().or_else(|| at.day_of_each_month()).is_none() {
            return None;
        }
        let mut end: Option<Words<'t>> = None;
        loop {
            let (day, rest) = at.value()?;
            // Of "từ ngày 05-10" nobody can tell whether it is two days or one of October.
            let through = rest.through().filter(|to| !to.number().is_some_and(Words::is_year));
            if let Some((last, rest)) = through.and_then(Words::value) {
                self.stated.days.extend([day, last]);
                self.no_month |= rest.month_of_date().is_none();
                return Some(rest);
            }
            let in_words = rest.gap().word("tháng").is_some();
            let (month, mut rest) = match rest.month_of_date() {
                Some((month, rest)) => (Some(month), rest),
                None => (None, rest),
            };
            // A day of a year is that of another document, or comes once.
            if rest.is_year() {
                return Some(rest);
            }
            if !(1..=31).contains(&day) || month.is_some_and(|m| !(1..=12).contains(&m)) {
                self.no_day = true;
                return Some(rest);
            }
            self.stated.days.push(day);
            self.stated.months.extend(month);
            self.name(Named::Day(day, month), end.map_or(before.as_str(), |end| end.join()), rest);
            // "Ngày 14 tháng 3, 6, 9, 12" is one day of four months.
            let more = |rest: Words<'t>| {
                let more =
                    rest.listed_on().filter(|more| in_words && more.digits().is_some() && more.term().is_none())?;
                let (month, behind) = more.value()?;
                ((1..=12).contains(&month) && behind.month_of_date().is_none()).then_some((month, behind))
            };
            while let Some((month, behind)) = more(rest) {
                self.stated.months.push(month);
                self.name(Named::Day(day, Some(month)), rest.join(), behind);
                rest = behind;
            }
            end = Some(rest).or(end);
            match rest
                .listed_on()
                .or_else(|| rest.through())
                .filter(|more| more.digits().is_some() && more.term().is_none())
            {
                Some(more) => at = more,
                None => return end,
            }
        }
    }

    /// "tháng 12", "tháng Một", "tháng 5 và tháng 11", "tháng 5, 11".
    pub(super) fn month<'t>(&mut self, words: Words<'t>, before: &str) -> Option<Words<'t>> {
        let period = words.word("tháng").or_else(|| words.word("quý"))?.gap();
        // "Tháng sau tháng 12" is January.
        if let Some(rest) = period.word("sau") {
            self.no_month = true;
            return Some(rest);
        }
        let mut at = words.word("tháng")?.gap();
        // "Từ tháng 9 đến hết tháng 5" are those between.
        let span = ["từ", "đến", "hết"].contains(&before.to_lowercase().as_str());
        self.no_month |= span;
        self.stated.excepts |= span;
        // "Tháng 5–11" is such a span without the word.
        let dashed = at.value().is_some_and(|(_, rest)| rest.gap().0.starts_with(['-', '–']));
        if before.to_lowercase() == "từ" || dashed {
            let season = at.through_months();
            self.no_month |= season.is_some();
            self.stated.excepts |= season.is_some();
            self.stated.seasons.extend(season.map(|(months, rest)| {
                let own = if dashed { before == "(" } else { self.season.is_some_and(|ends| ends.fits(rest)) };
                Season { months, own }
            }));
        }
        let mut end: Option<Words<'t>> = None;
        while let Some((month, rest)) = at.value() {
            if rest.is_year() {
                return Some(rest);
            }
            if !(1..=12).contains(&month) {
                self.no_month = true;
                return Some(rest);
            }
            self.stated.months.push(month);
            self.name(Named::Month(month), end.map_or(before, |end| end.join()), rest);
            end = Some(rest);
            match rest.listed_on().filter(|more| more.digits().is_some() && more.term().is_none()) {
                Some(more) => at = more,
                None => break,
            }
        }
        end
    }
}
