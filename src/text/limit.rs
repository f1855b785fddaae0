//! How Vietnamese regulations state a limit of time: "trước ngày 25", "chậm nhất", "trong 05 (năm) ngày làm việc".
//!
//! A space is whatever looks like one, or like nothing: text pasted from a word processor has no-break spaces in its dates.
//! The traps avoided: what names a time and limits nothing ("trước khi", "trong tháng", "không quá 02 người", a day of
//! the past with its year).

mod afterwards;
mod exempt;
mod stated;

use std::ops::Range;
use std::sync::LazyLock;

pub use self::afterwards::Afterwards;
pub use self::stated::{LAST_WEEK, Moment, Moments, Named, Part, Period, Shift, Stated, stated};
use super::sentence::{capital, is_letter};
use jiff::civil::Date;

/// With these words a limit begins; what must follow each is said in [`limit`].
const HEADS: [&str; 23] = [
    "chậm nhất",
    "muộn nhất",
    "trễ nhất",
    "định kỳ vào",
    "hạn cuối",
    "trong vòng",
    "trong thời hạn",
    "trong thời gian",
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

const PARTS_OF_DAY: [&str; 5] = ["sáng", "trưa", "chiều", "tối", "hết"];
const UNITS: [&str; 8] = ["ngày", "giờ", "phút", "tuần", "tháng", "quý", "năm", "buổi"];
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

/// What of a sentence has not been read yet. Every question is answered by the words behind what was asked for.
#[derive(Clone, Copy)]
struct Words<'t>(&'t str);

impl<'t> Words<'t> {
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
            "trong vòng" | "trong thời hạn" => next.term(),
            "trong thời gian" | "tối đa" => next.term()?.since_an_event(),
            "là" => next.term().and_then(Self::since_an_event).or_else(|| next.day_of_each_month()),
            "không quá" => next.term().or_else(|| next.moment()),
            "không muộn hơn" | "không chậm hơn" | "không trễ hơn" => {
                next.moment().or_else(|| next.clock()).or_else(|| next.term())
            }
            "trước" => {
                let event = || EVENTS.iter().find_map(|event| next.word(event))?.gap().ahead();
                let day = next.moment().or_else(|| next.clock()?.gap().on_day());
                day.or_else(|| next.ahead()).or_else(event).or_else(|| next.day_of_each_month())
            }
            "trong" if next.word("tháng").is_some() => next.month_of_each_year(),
            "trong" => next
                .short_term()
                .filter(|after| !after.gap().is_feast() && (!after.is_span() || after.is_part_of_a_period())),
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

    /// "ngày …", "thứ Sáu", "15/6", "tháng 6": a day or month something must come before.
    fn moment(self) -> Option<Self> {
        let at = self.part_of_day();
        let month = || at.word("tháng")?.gap().number().filter(|rest| !rest.is_year());
        at.phrase("ngày").or_else(|| at.weekday()).or_else(|| at.date()).or_else(month)
    }

    /// "03 ngày", "ít nhất 24 giờ": so much before something.
    fn ahead(self) -> Option<Self> {
        let at_least = ["ít nhất", "tối thiểu"].iter().find_map(|words| self.word(words)?.gap().term());
        at_least.or_else(|| self.number()?.gap().word("ngày"))
    }

    /// "vào ngày 20", "vào thứ Sáu", and not a day of a year: that is history, or comes once.
    fn day_to_come(self) -> Option<Self> {
        let day = self.maybe("ngày");
        if let Some(weekday) = day.weekday() {
            // Saturdays and Sundays are told of where nobody works.
            return Some(weekday).filter(|_| !day.is_weekend());
        }
        self.word("ngày")?;
        let day = day.date().or_else(|| day.number())?;
        let month = day.gap().word("tháng").and_then(|rest| rest.gap().number()).unwrap_or(day);
        (!month.is_year()).then_some(day)
    }

    /// Whether a year follows: "/2021", "năm 2021".
    fn is_year(self) -> bool {
        self.year().is_some()
    }

    /// The words behind a year that follows.
    fn year(self) -> Option<Self> {
        let at = self.gap();
        let at = at.0.strip_prefix(',').map_or(at, |rest| Words(rest).gap());
        let at = at.word("năm").or_else(|| at.0.strip_prefix(['/', '-', '.']).map(Words))?.gap();
        let rest = at.digits()?;
        (at.0.len() - rest.0.len() == 4).then_some(rest)
    }

    /// A day behind an hour: "ngày 20", "cùng ngày", "thứ Năm", "15/6".
    fn on_day(self) -> Option<Self> {
        let at = self.part_of_day().maybe("vào").maybe("cùng").maybe("hôm");
        at.moment()
    }

    /// "25 hằng tháng", a day without the word for it.
    fn day_of_each_month(self) -> Option<Self> {
        self.number()?.gap().recurs(&["tháng"])
    }

    /// "10 và ngày 25 hằng tháng": what recurs at the end of a list does so for each of its days.
    fn day_that_recurs(self) -> Option<Self> {
        let day = self.number()?;
        let listed = || day.listed_on()?.maybe("ngày").day_that_recurs().map(|_| day);
        day.gap().recurs(&["tháng", "quý"]).or_else(listed)
    }

    /// "tháng 01 hằng năm".
    fn month_of_each_year(self) -> Option<Self> {
        self.word("tháng")?.gap().number()?.gap().recurs(&["năm"])
    }

    /// "tuần thứ ba hằng tháng", "tuần đầu của tháng".
    fn week_of_each_month(self) -> Option<Self> {
        let at = self.word("tuần")?.gap();
        let nth = at.word("thứ").and_then(|at| at.gap().word("nhất").or_else(|| at.gap().number()));
        let rest = nth.or_else(|| ["đầu", "cuối"].iter().find_map(|word| at.word(word)))?.gap();
        rest.recurs(&["tháng"])
            .or_else(|| rest.word("của")?.gap().word("tháng").filter(|rest| rest.gap().number().is_none()))
    }

    /// "tháng 5 và tháng 11", and no months of a year.
    fn months_of_each_year(self) -> Option<Self> {
        let first = self.word("tháng")?.gap().number()?;
        let next = first.listed_on()?.word("tháng")?.gap().number()?;
        (!first.is_year() && !next.is_year()).then_some(next)
    }

    /// "hằng tháng", "của mỗi quý".
    fn recurs(self, periods: &[&str]) -> Option<Self> {
        let at = self.maybe("của");
        let at = EACH.iter().find_map(|each| at.word(each))?.gap();
        periods.iter().find_map(|period| at.word(period))
    }

    /// "hằng tháng", "của tháng cuối quý", "tháng cuối quý".
    fn of_each_period(self) -> Option<Self> {
        let last = || ["tháng cuối", "tháng đầu"].iter().find_map(|month| self.maybe("của").word(month));
        self.recurs(&["tháng", "quý"]).or_else(last)
    }

    /// "cuối cùng của tháng", "đầu tháng".
    fn first_or_last(self) -> Option<Self> {
        let at = ["cuối cùng", "cuối", "đầu tiên", "đầu"].iter().find_map(|word| self.word(word))?.gap().maybe("của");
        let at = EACH.iter().find_map(|each| at.word(each)).map_or(at, Self::gap);
        ["tháng", "quý", "tuần", "năm"].iter().find_map(|period| at.word(period))
    }

    /// "tuần thứ hai", "tuần đầu".
    fn week_of_month(self) -> Option<Self> {
        let at = self.word("tuần")?.gap();
        ["thứ", "đầu", "cuối"].iter().find_map(|word| at.word(word))
    }

    /// "05 (năm) ngày", and no rate: "08 giờ/ngày".
    fn term(self) -> Option<Self> {
        let at = self.number()?.gap();
        let rest = UNITS.iter().find_map(|unit| at.word(unit))?;
        (!rest.gap().0.starts_with('/')).then_some(rest)
    }

    /// A term of days or hours that is one without "vòng" or "hạn". "Trong năm ngày càng" is no number of days: in words
    /// it is one only of working days.
    fn short_term(self) -> Option<Self> {
        let working = || self.number()?.gap().word("ngày làm việc");
        let figures = self.0.starts_with(|c: char| c.is_ascii_digit());
        let counted = || self.term().filter(|_| figures && (self.counts("ngày") || self.counts("giờ")));
        working().or_else(counted)
    }

    /// Whether a number counts this unit.
    fn counts(self, unit: &str) -> bool {
        self.number().is_some_and(|rest| rest.gap().word(unit).is_some())
    }

    /// "kể từ ngày nhận": the term is counted from something.
    fn since_an_event(self) -> Option<Self> {
        let at = self.gap().maybe("làm việc").maybe(",");
        ["kể từ", "tính từ", "từ ngày", "từ khi"].iter().find_map(|words| at.word(words)).map(|_| self)
    }

    /// Holidays are no dates of a deadline.
    fn is_feast(self) -> bool {
        ["nghỉ", "lễ", "tết"].iter().any(|word| self.word(word).is_some())
    }

    /// "17 giờ 30 phút", "17h00".
    fn clock(self) -> Option<Self> {
        let at = self.digits()?.gap();
        let at = at.word("giờ").or_else(|| at.phrase("h").filter(|rest| !rest.goes_on())).or_else(|| at.phrase(":"))?;
        let minutes = at.gap().digits().map(|rest| rest.gap().word("phút").unwrap_or(rest));
        Some(minutes.filter(|rest| rest.word("/").is_none()).unwrap_or(at).past_part_of_day())
    }

    /// "15/6", "30-11", "30.11", with or without a year.
    fn date(self) -> Option<Self> {
        let at = self.digits()?;
        // A full stop ends a sentence where a blank follows.
        let dotted = || at.0.strip_prefix('.').map(Words);
        at.gap().0.strip_prefix(['/', '-']).map(|rest| Words(rest).gap()).or_else(dotted)?.digits()
    }

    /// "thứ Sáu", "thứ 5", "Chủ nhật".
    fn weekday(self) -> Option<Self> {
        const DAYS: [&str; 13] = ["hai", "ba", "tư", "bốn", "năm", "sáu", "bảy", "2", "3", "4", "5", "6", "7"];
        let after = |rest: Self| DAYS.iter().find_map(|day| rest.word(day));
        self.word("chủ nhật").or_else(|| after(self.word("thứ")?.gap()))
    }

    fn is_weekend(self) -> bool {
        let saturday = |rest: Self| ["bảy", "7"].iter().any(|day| rest.word(day).is_some());
        self.word("chủ nhật").is_some() || self.word("thứ").is_some_and(|rest| saturday(rest.gap()))
    }

    /// A number, in figures or in words up to thirty-one, with its repetition in brackets: "05 (năm)", "mười lăm".
    fn number(self) -> Option<Self> {
        let at = ["mùng", "mồng"].iter().find_map(|word| self.word(word)).map_or(self, Self::gap);
        let rest = at.digits().or_else(|| at.numeral())?;
        let brackets = rest.gap().0.strip_prefix('(').and_then(|inner| inner.split_once(')'));
        let brackets = brackets.filter(|(inner, _)| is_number_in_words(inner));
        Some(brackets.map_or(rest, |(_, rest)| Words(rest)))
    }

    fn digits(self) -> Option<Self> {
        let rest = self.0.trim_start_matches(|c: char| c.is_ascii_digit());
        (rest.len() < self.0.len()).then_some(Words(rest))
    }

    fn numeral(self) -> Option<Self> {
        const ONES: [&str; 13] =
            ["một", "hai", "ba", "bốn", "tư", "năm", "lăm", "sáu", "bảy", "bẩy", "tám", "chín", "mốt"];
        let one = |at: Self| ONES.iter().find_map(|one| at.word(one));
        let tens = ["hai mươi", "ba mươi", "mười"].iter().find_map(|ten| self.word(ten));
        // "Lăm" and "mốt" are said behind a ten only.
        let alone = || one(self).filter(|_| self.word("lăm").is_none() && self.word("mốt").is_none());
        tens.map(|rest| one(rest.gap()).unwrap_or(rest)).or_else(alone)
    }

    fn part_of_day(self) -> Self {
        PARTS_OF_DAY.iter().fold(self.maybe("buổi"), |at, part| at.maybe(part))
    }

    fn past_part_of_day(self) -> Self {
        let next = self.gap();
        let rest = next.part_of_day();
        if rest.0.len() < next.0.len() { rest } else { self }
    }

    fn maybe(self, word: &str) -> Self {
        self.word(word).map_or(self, Self::gap)
    }

    /// A phrase that no letter follows.
    fn word(self, word: &str) -> Option<Self> {
        self.phrase(word).filter(|rest| !rest.goes_on())
    }

    fn goes_on(self) -> bool {
        self.0.starts_with(char::is_alphabetic)
    }

    /// The words behind a phrase, in capitals or not, whatever its spaces look like. A space that was lost hides no date, so what
    /// follows at once is not looked at.
    fn phrase(self, phrase: &str) -> Option<Self> {
        let mut rest = self;
        for wanted in phrase.chars() {
            if wanted == ' ' {
                let behind = rest.gap();
                if behind.0.len() == rest.0.len() {
                    return None;
                }
                rest = behind;
                continue;
            }
            let mut chars = rest.0.trim_start_matches(is_invisible).chars();
            let found = chars.next()?;
            if !is_letter(found, wanted) {
                return None;
            }
            rest = Words(chars.as_str());
        }
        Some(rest)
    }

    /// Without the blanks before them.
    fn gap(self) -> Self {
        Words(self.0.trim_start_matches(|c: char| c.is_whitespace() || is_invisible(c)))
    }
}

/// "năm", "sáu mươi", and no "trừ tháng cuối quý".
fn is_number_in_words(words: &str) -> bool {
    const PARTS: [&str; 22] = [
        "không", "một", "mốt", "hai", "ba", "bốn", "tư", "năm", "lăm", "nhăm", "sáu", "bảy", "bẩy", "tám", "chín",
        "mười", "mươi", "trăm", "nghìn", "ngàn", "linh", "lẻ",
    ];
    let is_part = |word: &str| {
        let word = word.to_lowercase();
        word.bytes().all(|b| b.is_ascii_digit()) || PARTS.contains(&word.as_str())
    };
    words.split_whitespace().all(is_part)
}

#[cfg(test)]
mod tests;
