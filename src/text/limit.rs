//! How Vietnamese regulations state a limit of time: "trước ngày 25", "chậm nhất", "trong 05 (năm) ngày làm việc".
//!
//! A space is whatever looks like one, or like nothing: text pasted from a word processor has no-break spaces in its dates.
//! The traps avoided: what names a time and limits nothing ("trước khi", "trong tháng", "không quá 02 người", a day of
//! the past with its year).

mod afterwards;
mod day;
mod exempt;
mod stated;
mod words;

use std::ops::Range;
use std::sync::LazyLock;

pub use self::afterwards::Afterwards;
pub use self::stated::{LAST_WEEK, Moment, Moments, Named, Part, Period, Season, Shift, Side, Stated, stated};
use self::words::Words;
use super::sentence::capital;
use jiff::civil::Date;

/// With these words a limit begins; what must follow each is said in [`limit`].
const HEADS: [&str; 24] = [
    "chậm nhất",
    "muộn nhất",
    "trễ nhất",
    "định kỳ vào",
    "hạn cuối",
    "trong vòng",
    "trong thời hạn",
    "trong thời gian",
    "thời hạn",
    "tối đa",
    "không quá",
    "không muộn hơn",
    "không chậm hơn",
    "không trễ hơn",
    "trước",
    "trong",
    "sau",
    "vào các ngày",
    "vào",
    "từ ngày",
    "đến",
    "là",
    "ngày",
    "thứ",
];

/// By its first byte, and by its second, in capitals or not, which heads a place may have: a clause is looked at where there is one.
static BEGINS: LazyLock<[[u32; 256]; 2]> = LazyLock::new(|| {
    let mut begins = [[0; 256]; 2];
    for (n, head) in HEADS.iter().enumerate() {
        for written in [(*head).to_owned(), capital(head), head.to_uppercase()] {
            begins.iter_mut().zip(written.bytes()).for_each(|(at, byte)| at[usize::from(byte)] |= 1 << n);
        }
    }
    // Behind the first letter there may be what cannot be seen.
    let unseen = (0..=0xFFFF).filter_map(char::from_u32).filter(|c| is_invisible(*c));
    unseen.for_each(|c| begins[1][usize::from(c.encode_utf8(&mut [0; 4]).as_bytes()[0])] = u32::MAX);
    begins
});

const EACH: [&str; 3] = ["hằng", "hàng", "mỗi"];

/// What may go on after a limit and still belongs to it.
const TAIL: [&str; 26] = [
    "là",
    "vào",
    "hồi",
    "buổi",
    "sáng",
    "trưa",
    "chiều",
    "tối",
    "làm việc",
    "ngày",
    "giờ",
    "phút",
    "tuần",
    "thứ",
    "tháng cuối",
    "tháng đầu",
    "tháng",
    "quý",
    "hằng năm",
    "hàng năm",
    "hằng",
    "hàng",
    "mỗi",
    "của tháng",
    "của tuần",
    "của quý",
];

/// What comes on a day of its own, before which something is due.
const EVENTS: [&str; 6] = ["phiên họp", "cuộc họp", "buổi họp", "kỳ họp", "hội nghị", "họp"];

/// Words that lead on to something: a limit does not end with them.
const LEADS: [&str; 8] = ["là", "vào", "hồi", "buổi", "thứ", "hằng", "hàng", "mỗi"];

/// Whether a character cannot be seen although it stands there.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// The places of all limits in words, in order, with what of their day or term stands beside them.
#[must_use]
pub fn limits(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    // Every clause of a large office is read here, so nothing is copied to be compared.
    let [first, second] = &*BEGINS;
    let may_be = |pair: &[u8]| first[usize::from(pair[0])] & second[usize::from(pair[1])] != 0;
    for (at, _) in text.as_bytes().windows(2).enumerate().filter(|(_, pair)| may_be(pair)) {
        if found.last().is_some_and(|last| at < last.end) {
            continue;
        }
        let words = Words(&text[at..]);
        let limit = words.limit_behind(&text[..at]).or_else(|| words.listed(&text[..at], found.last()?.end));
        if let Some(rest) = limit {
            found.push(at..text.len() - rest.to_its_end(words).0.len());
        }
    }
    found
}

/// The day of one year that words with a limit at their head name: "trước ngày 30 tháng 6 năm 2026". It is due once.
#[must_use]
pub fn day_of_a_year(words: &str) -> Option<Date> {
    let begin = words.find(|c: char| c.is_ascii_digit())?;
    let mut numbers = [0; 3];
    let mut at = Words(&words[begin..]);
    for (n, number) in numbers.iter_mut().enumerate() {
        if n > 0 {
            let between = at.gap();
            let between = between.0.strip_prefix(',').map_or(between, |rest| Words(rest).gap());
            let sign = between.0.strip_prefix(['/', '-', '.']).map(Words);
            at = between.word(["", "tháng", "năm"][n]).or(sign)?.gap();
        }
        let rest = at.digits()?;
        *number = at.0[..at.0.len() - rest.0.len()].parse().ok()?;
        at = rest;
    }
    let [day, month, year] = numbers;
    let year = i16::try_from(year).ok().filter(|year| *year >= 1000)?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

impl Words<'_> {
    /// The words behind a limit that begins here.
    fn limit(self) -> Option<Self> {
        let (first, rest) = self.0.as_bytes().split_first()?;
        let may_be = BEGINS[0][usize::from(*first)] & BEGINS[1][usize::from(*rest.first()?)];
        let mut heads = HEADS.iter().enumerate().filter(|(n, _)| may_be & (1 << n) != 0);
        let (head, rest) = heads.find_map(|(_, head)| Some((*head, self.phrase(head)?)))?;
        let next = rest.gap();
        match head {
            "chậm nhất" | "muộn nhất" | "trễ nhất" | "định kỳ vào" => Some(rest),
            "hạn cuối" => {
                let day = next.maybe("cùng").maybe("là").maybe("vào");
                day.moment().or_else(|| day.day_of_each_month())
            }
            "trong vòng" | "trong thời hạn" => {
                let at_most = next.maybe("tối đa").maybe("không quá");
                at_most.term().or_else(|| at_most.clock())
            }
            "trong thời gian" => {
                let worked =
                    next.term().filter(|_| next.number().is_some_and(|at| at.gap().word("ngày làm việc").is_some()));
                worked.filter(|term| !term.is_span()).or_else(|| next.term()?.since_an_event())
            }
            "thời hạn" => next.term_of_work(),
            "tối đa" => next.term()?.since_an_event(),
            "là" => next.term().and_then(Self::since_an_event).or_else(|| next.day_of_each_month()),
            "không quá" => next.term().or_else(|| next.moment()),
            "không muộn hơn" | "không chậm hơn" | "không trễ hơn" => {
                next.moment().or_else(|| next.clock()).or_else(|| next.term())
            }
            "trước" => {
                let event = || EVENTS.iter().find_map(|event| next.word(event))?.gap().ahead_of_the_named();
                let day = next.moment().or_else(|| next.clock()?.gap().on_day());
                day.or_else(|| next.ahead()).or_else(event).or_else(|| next.day_of_each_month())
            }
            "trong" if next.word("tháng").is_some() => next.month_of_each_year(),
            "trong" => {
                let term = next.short_term();
                let term =
                    term.filter(|term| !term.gap().is_feast() && (!term.is_span() || term.is_part_of_a_period()));
                let minutes = || next.term().or_else(|| next.clock())?.since_an_event();
                let next_day = || next.word("ngày làm việc")?.gap().next_one();
                term.or_else(|| next.quarter_of_each_year()).or_else(next_day).or_else(minutes)
            }
            // What may be after months or years is a right, not a duty.
            "sau" if next.counts("tháng") || next.counts("năm") => None,
            "sau" => {
                let term = next.short_term().filter(|after| !next.counts("giờ") && !after.gap().is_feast());
                term.or_else(|| next.term()?.since_an_event())
            }
            // Who is on duty "vào các ngày nghỉ, lễ" is told of no day.
            "vào các ngày" => (!next.is_feast() && next.word("làm việc").is_none()).then_some(rest),
            "vào" => {
                let day = next.part_of_day();
                let weekend = || day.maybe("ngày").weekday()?.gap().recurs(&["tuần"]);
                let last = || day.word("ngày")?.gap().maybe("làm việc").first_or_last();
                let of_period = || next.week_of_each_month().or_else(|| next.months_of_each_year());
                day.day_to_come().or_else(weekend).or_else(last).or_else(of_period)
            }
            "từ ngày" => next.number()?.through()?.number()?.gap().of_each_period(),
            "đến" => next.word("ngày")?.gap().number()?.gap().of_each_period(),
            // Without "vào" or "trước", a day is one of the calendar only where it recurs within the year; "ngày 28/8 hằng năm" may be
            // an anniversary.
            "ngày" => next.day_that_recurs(),
            // Saturdays and Sundays are told of where nobody works.
            _ => {
                let rest = self.weekday().filter(|_| self.is_named() && !self.is_weekend())?.gap();
                let of_month = rest.maybe("của").week_of_month().or_else(|| rest.first_or_last());
                rest.recurs(&["tuần"]).or(of_month)
            }
        }
    }

    /// Whether a day of the week is written as a name or a figure: "ca thứ hai" is an ordinal.
    fn is_named(self) -> bool {
        let day = self.word("thứ").map(Self::gap);
        day.is_none_or(|day| day.0.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
    }

    /// The words behind "ngày 20/12", where it is listed with a limit that ended before: "chậm nhất ngày 20/6 và ngày 20/12".
    fn listed(self, before: &str, end: usize) -> Option<Self> {
        let day = self.phrase("ngày")?.gap();
        let joined = before.get(end..)?.trim();
        let day = day.date().or_else(|| day.number())?;
        matches!(joined, "và" | "hoặc" | ",").then_some(day)
    }

    /// Goes on from a limit that began at `start` to the end of the day or term it names.
    fn to_its_end(self, start: Self) -> Self {
        let (mut at, mut end) = (self, self);
        loop {
            let next = at.gap();
            // "Chậm nhất là trước ngày 25" is one limit.
            let limit = next.limit().filter(|_| next.0.len() < start.0.len());
            let figures = || next.date().or_else(|| next.clock()).or_else(|| next.weekday()).or_else(|| next.number());
            let word = || TAIL.iter().find_map(|word| Some((*word, next.word(word)?)));
            if let Some(rest) = limit.or_else(figures) {
                (at, end) = (rest, rest);
            } else if let Some((word, rest)) = word() {
                at = rest;
                if !LEADS.contains(&word) {
                    end = rest;
                }
            } else {
                return end;
            }
        }
    }
}

#[cfg(test)]
mod tests;
