//! How often in a period words say something is done, and in which part of it.
//!
//! The traps avoided: "sáng kiến", "01 lần thứ", "ít nhất 02 lần", "từ 01 đến 02 lần", the afternoon before which something is due.

use super::super::{EACH, Words};
use super::Reader;

/// A period in which something recurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// Tuần.
    Week,
    /// Tháng.
    Month,
    /// Quý.
    Quarter,
    /// Năm.
    Year,
}

/// The beginning or the end of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// "Sáng", "tháng đầu quý".
    First,
    /// "Chiều", "tháng cuối quý".
    Last,
}

/// Words behind which a part of the day is one.
const ON: [&str; 4] = ["vào", "buổi", "nhất", "là"];

impl Reader {
    /// "mỗi tháng 01 lần", "02 lần/năm", "một lần trong quý".
    pub(super) fn times<'t>(&mut self, words: Words<'t>, before: &str) -> Option<Words<'t>> {
        let (n, period, rest) = match EACH.iter().find_map(|each| words.word(each)) {
            Some(each) => {
                let (period, rest) = each.gap().period()?;
                let (n, rest) = rest.gap().value()?;
                (n, period, rest.gap().word("lần")?)
            }
            None => {
                let (n, rest) = words.value()?;
                let behind = rest.gap().word("lần")?.gap();
                let slash = behind.0.strip_prefix('/').map(Words);
                let each = || EACH.iter().find_map(|each| behind.word(each));
                let (period, rest) =
                    slash.or_else(each).or_else(|| behind.word("trong"))?.gap().maybe("một").period()?;
                (n, period, rest)
            }
        };
        let bounded =
            ["nhất", "thiểu", "quá", "đa", "đến", "hoặc", "-", "–", "/"].contains(&before.to_lowercase().as_str());
        if !bounded {
            self.stated.times.push((n, period));
        }
        Some(rest)
    }

    /// "vào sáng thứ Hai", "sáng ngày 25".
    pub(super) fn part_of_day<'t>(&mut self, words: Words<'t>, before: &str) -> Option<Words<'t>> {
        let parts = [("sáng", Part::First), ("chiều", Part::Last)];
        let (part, rest) = parts.into_iter().find_map(|(word, part)| Some((part, words.word(word)?)))?;
        let behind = rest.gap();
        let day = ["ngày", "thứ", "chủ nhật"].iter().any(|word| behind.word(word).is_some());
        let ends = !behind.0.starts_with(char::is_alphabetic)
            || EACH.iter().chain(&["của", "trong"]).any(|word| behind.word(word).is_some());
        let before = before.to_lowercase();
        if before == "trước" {
            self.no_part_of_day = true;
        } else if day || ends && ON.contains(&before.as_str()) {
            self.stated.parts_of_day.push(part);
        }
        Some(rest)
    }

    /// "tháng cuối quý", "tháng đầu của quý".
    pub(super) fn end_of_quarter<'t>(&mut self, words: Words<'t>) -> Option<Words<'t>> {
        let month = words.word("tháng")?.gap();
        let ends = [("cuối cùng", Part::Last), ("cuối", Part::Last), ("đầu tiên", Part::First), ("đầu", Part::First)];
        let (part, rest) = ends.into_iter().find_map(|(word, part)| Some((part, month.word(word)?)))?;
        let quarter = rest.gap().maybe("của");
        let quarter = EACH.iter().find_map(|each| quarter.word(each)).map_or(quarter, Words::gap);
        let rest = quarter.word("quý")?;
        self.stated.ends_of_quarter.push(part);
        Some(rest)
    }

    /// "ngày cuối tháng", "ngày làm việc cuối cùng của quý"; "các ngày cuối tháng" are several.
    pub(super) fn last_day<'t>(&mut self, words: Words<'t>, before: &str) -> Option<Words<'t>> {
        let day = words.word("ngày")?.gap();
        let at = day.maybe("làm việc");
        let rest = at.word("cuối").and_then(|_| at.first_or_last())?;
        let of_week = at.0[..at.0.len() - rest.0.len()].to_lowercase().ends_with("tuần");
        let several = ["các", "những", "mấy"].contains(&before.to_lowercase().as_str());
        self.stated.last_day |= !of_week && !several;
        self.stated.last_working_day |= !of_week && !several && at.0.len() < day.0.len();
        Some(rest)
    }
}

impl Words<'_> {
    fn period(self) -> Option<(Period, Self)> {
        let all = [("tuần", Period::Week), ("tháng", Period::Month), ("quý", Period::Quarter), ("năm", Period::Year)];
        all.into_iter().find_map(|(word, period)| Some((period, self.word(word)?)))
    }
}
