//! The hour of a day, or the half of it.
//!
//! The traps avoided: "sáng kiến", the afternoon before which something is due.

use jiff::civil::Time;

use super::super::{EACH, Words};
use super::{Part, Reader};

/// Words behind which a part of the day is one.
const ON: [&str; 4] = ["vào", "buổi", "nhất", "là"];

impl Reader {
    /// "17 giờ 30 phút", and no term of hours.
    pub(super) fn hour<'t>(&mut self, words: Words<'t>, before: &str) -> Option<Words<'t>> {
        let rest = words.clock()?;
        self.no_part_of_day = true;
        if !["trong", "vòng", "hạn", "quá"].contains(&before.to_lowercase().as_str()) {
            let read = words.0[..words.0.len() - rest.0.len()].to_lowercase();
            let mut numbers = read.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse::<i8>().ok());
            let (hour, minute) = (numbers.next()?, numbers.next().unwrap_or(0));
            let later = hour < 12 && ["chiều", "tối"].iter().any(|part| read.contains(part));
            self.stated.hours.extend(Time::new(if later { hour + 12 } else { hour }, minute, 0, 0).ok());
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
        // "Sáng và chiều thứ Năm" is all day.
        let joined = behind.listed_on().map(|at| at.maybe("buổi"));
        let both = joined.is_some_and(|at| parts.iter().any(|(word, _)| at.word(word).is_some()));
        if before == "trước" || both {
            self.no_part_of_day = true;
        } else if day {
            self.part = Some(part);
        } else if ends && ON.contains(&before.as_str()) {
            self.stated.parts_of_day.push(part);
        }
        Some(rest)
    }
}
