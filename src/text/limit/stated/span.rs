//! Spans of months: those with whose end something is to be done, the seasons in which it recurs, the quarters it is done in.
//!
//! The traps avoided: the period a report is about ("số liệu từ tháng 1 đến tháng 6", "báo cáo quý I"), months that are excepted.

use super::super::{EACH, Words};
use super::{Part, Reader};

/// Months of a year in which something recurs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Season {
    /// Which.
    pub months: Vec<i64>,
    /// Whether it is surely that of the duty: "số liệu từ tháng 1 đến tháng 6" is one of the matter.
    pub own: bool,
}

/// Where a span of months must end to be the season of what was spoken of before it.
#[derive(Clone, Copy)]
pub(super) enum Ends {
    Anywhere,
    /// Behind a comma: "hằng tháng, từ tháng 5 đến tháng 11 họp thêm" is about something else.
    WithTheWords,
}

impl Ends {
    pub(super) fn fits(self, rest: Words<'_>) -> bool {
        let rest = rest.gap().recurs(&["năm"]).unwrap_or(rest);
        matches!(self, Self::Anywhere) || rest.0.trim_start_matches(['.', ';', ')', ' ']).is_empty()
    }
}

impl Reader {
    /// "trong quý I", "trước khi hết quý I", "trong 6 tháng đầu năm".
    pub(super) fn within(&mut self, words: Words<'_>, before: &str) {
        if let Some(span) = words.word("trong").or_else(|| words.word("hết")) {
            self.stated.within.extend(span.gap().ends_of_spans());
        }
        let at = words.word("trong").or_else(|| words.word("vào")).map(Words::gap);
        if let Some((quarters, _)) = at.and_then(|at| at.maybe("các").quarters()) {
            self.stated.quarters.extend(quarters);
        }
        // A quarter that is named in another way may be the one in which it is done: "số liệu trong quý I, báo cáo đầu quý II".
        const WITHIN: [&str; 6] = ["trong", "vào", "các", "và", "hoặc", ","];
        self.no_quarter |= !WITHIN.contains(&before.to_lowercase().as_str()) && words.quarters().is_some();
    }

    /// "các tháng chẵn", "trừ tháng 1": read here, they are no months in which something falls.
    pub(super) fn season<'t>(&mut self, words: Words<'t>) -> Option<Words<'t>> {
        if let Some((months, rest)) = words.word("tháng").and_then(|at| at.gap().every_second()) {
            self.stated.seasons.push(Season { months, own: true });
            self.stated.excepts = true;
            return Some(rest);
        }
        let (months, rest) = words.word("trừ")?.gap().maybe("các").maybe("những").excepted()?;
        self.stated.excepted.extend(months);
        Some(rest)
    }

    /// The months that a part of numbered quarters is: "tháng cuối quý II".
    pub(super) fn month_of_quarters(&mut self, part: Part, quarters: &[i64]) {
        self.stated.months.extend(quarters.iter().map(|n| if part == Part::First { 3 * n - 2 } else { 3 * n }));
    }
}

impl Words<'_> {
    /// Whether the months from here to others may be those in which something is done that was spoken of before: behind how often or
    /// when it is done, and in no clause of its own.
    pub(super) fn season_behind(self, before: &str) -> Option<Ends> {
        const TIMES: [&str; 9] = ["tuần", "tháng", "quý", "mưa", "bão", "lũ", "khô", "hè", "nắng"];
        let before = before.to_lowercase();
        let day = ["ngày ", "thứ "].iter().any(|word| before.starts_with(word));
        match before.as_str() {
            "" => (!self.0.contains([';', '\n']) && !self.0.contains(". ")).then_some(Ends::Anywhere),
            "," | "(" => Some(Ends::WithTheWords),
            timed => (day || TIMES.contains(&timed)).then_some(Ends::Anywhere),
        }
    }

    /// "chẵn", "lẻ" behind "tháng": which months of the year.
    fn every_second(self) -> Option<(Vec<i64>, Self)> {
        let (first, rest) =
            [("lẻ", 1), ("chẵn", 2)].iter().find_map(|(word, first)| Some((*first, self.word(word)?)))?;
        Some(((0..6).map(|n| first + 2 * n).collect(), rest))
    }

    /// "tháng 1", "tháng 1, 7 và tháng 12", "tháng cuối quý", "tháng lẻ": the months that are excepted.
    fn excepted(self) -> Option<(Vec<i64>, Self)> {
        let at = self.word("tháng")?.gap();
        if let Some(found) = at.every_second() {
            return Some(found);
        }
        let of_quarter = |word: &str| at.word(word).map(|rest| rest.gap().maybe("của"))?.word("quý");
        if let Some(rest) = ["cuối cùng", "cuối"].iter().find_map(|word| of_quarter(word)) {
            return Some((vec![3, 6, 9, 12], rest));
        }
        if let Some(rest) = ["đầu tiên", "đầu"].iter().find_map(|word| of_quarter(word)) {
            return Some((vec![1, 4, 7, 10], rest));
        }
        let (mut found, mut end) = (Vec::new(), None);
        let mut next = Some(at);
        while let Some((month, rest)) =
            next.and_then(Self::value).filter(|(n, rest)| (1..=12).contains(n) && !rest.is_year())
        {
            found.push(month);
            end = Some(rest);
            next = rest.listed_on().map(|more| more.maybe("tháng")).filter(|more| more.digits().is_some());
        }
        Some((found, end?))
    }

    /// "quý II", "quý I, II và quý IV", and no quarter of one year.
    pub(super) fn quarters(self) -> Option<(Vec<i64>, Self)> {
        let number =
            |at: Self| at.roman().or_else(|| at.value()).filter(|(n, rest)| (1..=4).contains(n) && !rest.is_year());
        let (first, mut end) = number(self.word("quý")?.gap())?;
        let mut found = vec![first];
        // A year has four; what is longer is no list of them.
        while found.len() < 4
            && let Some((n, rest)) = end.listed_on().and_then(|more| match more.word("quý") {
                Some(more) => number(more.gap()),
                None => more.roman().filter(|(_, rest)| !rest.is_year()),
            })
        {
            found.push(n);
            end = rest;
        }
        Some((found, end))
    }

    /// The months with which the spans end that are named here; none where it is another span.
    fn ends_of_spans(self) -> Vec<i64> {
        let at = EACH.iter().find_map(|each| self.word(each)).map_or(self, Self::gap);
        let part = |at: Self| ["đầu", "cuối"].iter().find_map(|word| Some((*word, at.word(word)?.gap())));
        let of_year = |at: Self, first: i64| {
            let (part, of) = part(at)?;
            of.maybe("của").word("năm").map(|_| if part == "đầu" { first } else { 12 })
        };
        if let Some(quarter) = at.word("quý").map(Self::gap) {
            if let Some((quarters, _)) = at.quarters() {
                return quarters.iter().map(|n| 3 * n).collect();
            }
            let number = quarter.roman().or_else(|| quarter.value()).map(|(n, _)| n);
            return number
                .map_or_else(|| vec![3, 6, 9, 12], |n| (1..=4).contains(&n).then_some(3 * n).into_iter().collect());
        }
        if let Some(half) = at.word("nửa") {
            return of_year(half.gap(), 6).into_iter().collect();
        }
        if let Some(month) = at.maybe("các").word("tháng").map(Self::gap) {
            if part(month).is_some() || month.word("sau").is_some() {
                return Vec::new();
            }
            let (mut found, mut at) = (Vec::new(), Some(month));
            while let Some((n, rest)) = at.and_then(Self::value) {
                found.push(n);
                at = rest.listed_on().map(|more| more.maybe("tháng"));
            }
            return if found.is_empty() { (1..=12).collect() } else { found };
        }
        if let Some(year) = at.word("năm") {
            // "Trong năm ngày" is a term.
            let ends = !year.gap().0.starts_with(char::is_alphanumeric);
            return ends.then_some(12).into_iter().collect();
        }
        let so_many = || at.value().and_then(|(n, rest)| of_year(rest.gap().word("tháng")?.gap(), n));
        so_many().into_iter().collect()
    }

    /// "9 đến hết tháng 5", "5–11": the months from the first to the last.
    pub(super) fn through_months(self) -> Option<(Vec<i64>, Self)> {
        let (first, rest) = self.value()?;
        let dash = || rest.gap().0.strip_prefix(['-', '–']).map(Words);
        let to = ["đến", "tới"].iter().find_map(|word| rest.gap().word(word)).or_else(dash)?.gap().maybe("hết");
        let (last, rest) = to.maybe("tháng").value()?;
        Self::months_through(first, last, rest)
    }

    /// "01 tháng 5 đến ngày 30 tháng 11", of two months: the months from the first to the last.
    pub(super) fn through_dates(self) -> Option<(Vec<i64>, Self)> {
        let (first, rest) = self.value()?.1.month_of_date()?;
        let to = ["đến", "tới"].iter().find_map(|word| rest.gap().word(word))?.gap().maybe("hết").maybe("ngày");
        let (last, rest) = to.value()?.1.month_of_date()?;
        Self::months_through(first, last, rest).filter(|_| first != last)
    }

    fn months_through(first: i64, last: i64, rest: Self) -> Option<(Vec<i64>, Self)> {
        let known = (1..=12).contains(&first) && (1..=12).contains(&last) && !rest.is_year();
        known.then(|| ((0..=(last - first).rem_euclid(12)).map(|n| (first - 1 + n) % 12 + 1).collect(), rest))
    }

    /// "II": the number of a quarter.
    fn roman(self) -> Option<(i64, Self)> {
        let rest = self.0.trim_start_matches(['I', 'V']);
        let number = ["I", "II", "III", "IV"].iter().position(|n| *n == &self.0[..self.0.len() - rest.len()])?;
        (!Words(rest).goes_on()).then(|| (i64::try_from(number + 1).unwrap_or(0), Words(rest)))
    }
}
