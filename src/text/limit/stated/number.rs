//! What numbers are worth, in figures or in words, and how lists of them go on.

use super::super::Words;

impl<'t> Words<'t> {
    /// A number with what it is worth.
    pub(super) fn value(self) -> Option<(i64, Self)> {
        let rest = self.number()?;
        let written = &self.0[..self.0.len() - rest.0.len()];
        let written = written.split('(').next().unwrap_or("").trim().to_lowercase();
        let words = written.trim_start_matches("mùng").trim_start_matches("mồng").trim();
        let value = words.parse().ok().or_else(|| worth(words))?;
        Some((value, rest))
    }

    /// "nhất", "hai", "tư" … behind "thứ".
    pub(super) fn ordinal(self) -> Option<(i64, Self)> {
        match self.word("nhất") {
            Some(rest) => Some((1, rest)),
            None => self.value(),
        }
    }

    /// The month of a date whose day has been read: "/6", " tháng 6".
    pub(super) fn month_of_date(self) -> Option<(i64, Self)> {
        let slash = || self.0.strip_prefix(['/', '-', '.']).map(Words).filter(|rest| rest.digits().is_some());
        let named = || self.gap().word("tháng").map(Words::gap);
        slash().or_else(named)?.value()
    }

    /// The last of several days, behind "đến" or a dash: "20 đến ngày 25", "05-10".
    pub(in super::super) fn through(self) -> Option<Self> {
        let at = self.gap();
        let dash = || at.0.strip_prefix(['-', '–']).map(Words);
        let to = at.word("đến").or_else(dash)?.gap().maybe("hết").maybe("ngày");
        to.digits().map(|_| to)
    }

    /// What goes on behind ", ", "và" or "hoặc".
    pub(in super::super) fn listed_on(self) -> Option<Self> {
        let at = self.gap();
        let comma = at.0.strip_prefix(',').map(|rest| Words(rest).gap());
        let at = comma.unwrap_or(at);
        let joined = ["và", "hoặc"].iter().find_map(|word| at.word(word)).map(Words::gap);
        joined.or(comma)
    }
}

/// What a number in words is worth, up to thirty-one.
fn worth(words: &str) -> Option<i64> {
    let one = |word: &str| match word {
        "" => Some(0),
        "một" | "mốt" => Some(1),
        "hai" => Some(2),
        "ba" => Some(3),
        "bốn" | "tư" => Some(4),
        "năm" | "lăm" => Some(5),
        "sáu" => Some(6),
        "bảy" | "bẩy" => Some(7),
        "tám" => Some(8),
        "chín" => Some(9),
        _ => None,
    };
    let tens = [("hai mươi", 20), ("ba mươi", 30), ("mười", 10)];
    match tens.iter().find_map(|(ten, n)| Some((words.strip_prefix(ten)?, n))) {
        Some((rest, n)) => Some(n + one(rest.trim())?),
        None => one(words).filter(|n| *n > 0),
    }
}
