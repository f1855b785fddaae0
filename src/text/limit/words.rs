//! Words read one after the other: blanks, phrases, numbers, and the days and hours they make up.

use super::is_invisible;
use crate::text::sentence::is_letter;

const PARTS_OF_DAY: [&str; 5] = ["sáng", "trưa", "chiều", "tối", "hết"];

/// What of a sentence has not been read yet. Every question is answered by the words behind what was asked for.
#[derive(Clone, Copy)]
pub(super) struct Words<'t>(pub(super) &'t str);

impl Words<'_> {
    /// "17 giờ 30 phút", "17h00".
    pub(super) fn clock(self) -> Option<Self> {
        let at = self.digits()?.gap();
        let at = at.word("giờ").or_else(|| at.phrase("h").filter(|rest| !rest.goes_on())).or_else(|| at.phrase(":"))?;
        let minutes = at.gap().digits().map(|rest| rest.gap().word("phút").unwrap_or(rest));
        Some(minutes.filter(|rest| rest.word("/").is_none()).unwrap_or(at).past_part_of_day())
    }

    /// "15/6", "30-11", "30.11", with or without a year.
    pub(super) fn date(self) -> Option<Self> {
        let at = self.digits()?;
        // A full stop ends a sentence where a blank follows.
        let dotted = || at.0.strip_prefix('.').map(Words);
        at.gap().0.strip_prefix(['/', '-']).map(|rest| Words(rest).gap()).or_else(dotted)?.digits()
    }

    /// "thứ Sáu", "thứ 5", "Chủ nhật".
    pub(super) fn weekday(self) -> Option<Self> {
        const DAYS: [&str; 13] = ["hai", "ba", "tư", "bốn", "năm", "sáu", "bảy", "2", "3", "4", "5", "6", "7"];
        let after = |rest: Self| DAYS.iter().find_map(|day| rest.word(day));
        self.word("chủ nhật").or_else(|| after(self.word("thứ")?.gap()))
    }

    pub(super) fn is_weekend(self) -> bool {
        let saturday = |rest: Self| ["bảy", "7"].iter().any(|day| rest.word(day).is_some());
        self.word("chủ nhật").is_some() || self.word("thứ").is_some_and(|rest| saturday(rest.gap()))
    }

    /// A number, in figures or in words up to thirty-one, with its repetition in brackets: "05 (năm)", "mười lăm".
    pub(super) fn number(self) -> Option<Self> {
        let at = ["mùng", "mồng"].iter().find_map(|word| self.word(word)).map_or(self, Self::gap);
        let rest = at.digits().or_else(|| at.numeral())?;
        let brackets = rest.gap().0.strip_prefix('(').and_then(|inner| inner.split_once(')'));
        let brackets = brackets.filter(|(inner, _)| is_number_in_words(inner));
        Some(brackets.map_or(rest, |(_, rest)| Words(rest)))
    }

    pub(super) fn digits(self) -> Option<Self> {
        let rest = self.0.trim_start_matches(|c: char| c.is_ascii_digit());
        (rest.len() < self.0.len()).then_some(Words(rest))
    }

    pub(super) fn numeral(self) -> Option<Self> {
        const ONES: [&str; 13] =
            ["một", "hai", "ba", "bốn", "tư", "năm", "lăm", "sáu", "bảy", "bẩy", "tám", "chín", "mốt"];
        let one = |at: Self| ONES.iter().find_map(|one| at.word(one));
        let tens = ["hai mươi", "ba mươi", "mười"].iter().find_map(|ten| self.word(ten));
        // "Lăm" and "mốt" are said behind a ten only.
        let alone = || one(self).filter(|_| self.word("lăm").is_none() && self.word("mốt").is_none());
        tens.map(|rest| one(rest.gap()).unwrap_or(rest)).or_else(alone)
    }

    pub(super) fn part_of_day(self) -> Self {
        PARTS_OF_DAY.iter().fold(self.maybe("buổi"), |at, part| at.maybe(part))
    }

    pub(super) fn past_part_of_day(self) -> Self {
        let next = self.gap();
        let rest = next.part_of_day();
        if rest.0.len() < next.0.len() { rest } else { self }
    }

    pub(super) fn maybe(self, word: &str) -> Self {
        self.word(word).map_or(self, Self::gap)
    }

    /// A phrase that no letter follows.
    pub(super) fn word(self, word: &str) -> Option<Self> {
        self.phrase(word).filter(|rest| !rest.goes_on())
    }

    pub(super) fn goes_on(self) -> bool {
        self.0.starts_with(char::is_alphabetic)
    }

    /// The words behind a phrase, in capitals or not, whatever its spaces look like. A space that was lost hides no date, so what
    /// follows at once is not looked at.
    pub(super) fn phrase(self, phrase: &str) -> Option<Self> {
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
    pub(super) fn gap(self) -> Self {
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
