//! Spans of months: those with whose end something is to be done, and the seasons in which it recurs.

use super::super::{EACH, Words};
use super::Reader;

impl Reader {
    /// "trong quý I", "trước khi hết quý I", "trong 6 tháng đầu năm".
    pub(super) fn within(&mut self, words: Words<'_>) {
        if let Some(span) = words.word("trong").or_else(|| words.word("hết")) {
            self.stated.within.extend(span.gap().ends_of_spans());
        }
    }
}

impl Words<'_> {
    /// The months with which the spans end that are named here; none where it is another span.
    fn ends_of_spans(self) -> Vec<i64> {
        let at = EACH.iter().find_map(|each| self.word(each)).map_or(self, Self::gap);
        let part = |at: Self| ["đầu", "cuối"].iter().find_map(|word| Some((*word, at.word(word)?.gap())));
        let of_year = |at: Self, first: i64| {
            let (part, of) = part(at)?;
            of.maybe("của").word("năm").map(|_| if part == "đầu" { first } else { 12 })
        };
        if let Some(quarter) = at.word("quý").map(Self::gap) {
            let number = quarter.roman().or_else(|| Some(quarter.value()?.0));
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
    pub(super) fn through_months(self) -> Option<Vec<i64>> {
        let (first, rest) = self.value()?;
        let dash = || rest.gap().0.strip_prefix(['-', '–']).map(Words);
        let to = ["đến", "tới"].iter().find_map(|word| rest.gap().word(word)).or_else(dash)?.gap().maybe("hết");
        let (last, rest) = to.maybe("tháng").value()?;
        Self::season(first, last, rest)
    }

    /// "01 tháng 5 đến ngày 30 tháng 11", of two months: the months from the first to the last.
    pub(super) fn through_dates(self) -> Option<Vec<i64>> {
        let (first, rest) = self.value()?.1.month_of_date()?;
        let to = ["đến", "tới"].iter().find_map(|word| rest.gap().word(word))?.gap().maybe("hết").maybe("ngày");
        let (last, rest) = to.value()?.1.month_of_date()?;
        Self::season(first, last, rest).filter(|_| first != last)
    }

    fn season(first: i64, last: i64, rest: Self) -> Option<Vec<i64>> {
        let known = (1..=12).contains(&first) && (1..=12).contains(&last) && !rest.is_year();
        known.then(|| (0..=(last - first).rem_euclid(12)).map(|n| (first - 1 + n) % 12 + 1).collect())
    }

    /// "II": the number of a quarter.
    fn roman(self) -> Option<i64> {
        let rest = self.0.trim_start_matches(['I', 'V']);
        let number = ["I", "II", "III", "IV"].iter().position(|n| *n == &self.0[..self.0.len() - rest.len()])?;
        (!Words(rest).goes_on()).then(|| i64::try_from(number + 1).unwrap_or(0))
    }
}
