//! Days by their number in a period, and from its end: working days, the last day, the n-th such day of the week.

use super::super::{EACH, Words};
use super::{Named, Part, Period, Reader};

impl Reader {
    /// "ngày làm việc thứ 2 của tháng", "ngày làm việc đầu tiên của tuần", and no "ngày làm việc đầu tiên sau kỳ nghỉ".
    pub(super) fn working_day<'t>(&mut self, words: Words<'t>, before: &str) -> Option<Words<'t>> {
        let at = words.word("ngày làm việc")?.gap();
        let (nth, period, rest) = match at.edge_of() {
            // The last one of a month is read as a last day.
            Some((Part::Last, Period::Week, rest)) => (-1, Period::Week, rest),
            Some((Part::Last, ..)) => return None,
            Some((Part::First, period, rest)) => (1, period, rest),
            None => {
                let (nth, rest) = at.word("thứ")?.gap().ordinal()?;
                let of = rest.gap();
                let (_, period, rest) = of.edge_of().filter(|(part, ..)| *part == Part::First).or_else(|| {
                    let (period, rest) = of.word("của")?.gap().maybe("mỗi").maybe("hằng").maybe("hàng").period()?;
                    Some((Part::First, period, rest))
                })?;
                (nth, period, rest)
            }
        };
        if ["các", "những", "mấy"].contains(&before.to_lowercase().as_str()) || self.if_off {
            return Some(rest);
        }
        self.stated.nth_working.push((nth, period));
        self.name(Named::Working(nth), before, rest);
        Some(words.before_its_month(rest))
    }

    /// "ngày cuối tháng", "ngày làm việc cuối cùng của quý"; "các ngày cuối tháng" are several.
    pub(super) fn last_day<'t>(&mut self, words: Words<'t>, before: &str) -> Option<Words<'t>> {
        let day = words.word("ngày")?.gap();
        let at = day.maybe("làm việc");
        let rest = at.word("cuối").and_then(|_| at.first_or_last())?;
        let of_week = at.0[..at.0.len() - rest.0.len()].to_lowercase().ends_with("tuần");
        let several = ["các", "những", "mấy"].contains(&before.to_lowercase().as_str());
        if !several {
            self.edge(at);
        }
        self.stated.last_day |= !of_week && !several;
        self.stated.last_working_day |= !of_week && !several && at.0.len() < day.0.len();
        Some(words.before_its_month(rest))
    }
}

impl Reader {
    /// Of which period something is the beginning or the end: "cuối cùng của quý", "đầu tiên của quý II".
    pub(super) fn edge(&mut self, at: Words<'_>) {
        let Some((part, of)) = at.part_of() else { return };
        match of.quarters() {
            Some((quarters, _)) => self.month_of_quarters(part, &quarters),
            None => {
                let edge = at.edge_of().filter(|(_, period, _)| *period != Period::Week);
                self.stated.edges.extend(edge.map(|(part, period, _)| (part, period)));
            }
        }
    }
}

impl Words<'_> {
    /// "đầu tháng", "đầu tiên của quý", "cuối cùng của tuần".
    pub(super) fn edge_of(self) -> Option<(Part, Period, Self)> {
        const OTHER_YEARS: [&str; 5] = ["học", "tài chính", "tài khóa", "ngân sách", "âm lịch"];
        let (part, at) = self.part_of()?;
        let (period, rest) = at.period()?;
        // Of a quarter or a month with its number it is one only.
        let one = rest.gap().is_roman() || rest.gap().number().is_some();
        let other = OTHER_YEARS.iter().any(|kind| rest.gap().word(kind).is_some());
        (!one && !other).then_some((part, period, rest))
    }

    /// "đầu", "cuối cùng của": which part of what is named behind.
    fn part_of(self) -> Option<(Part, Self)> {
        let ends = [("cuối cùng", Part::Last), ("cuối", Part::Last), ("đầu tiên", Part::First), ("đầu", Part::First)];
        let (part, rest) = ends.into_iter().find_map(|(word, part)| Some((part, self.word(word)?)))?;
        let at = rest.gap().maybe("của").maybe("trong");
        Some((part, EACH.iter().find_map(|each| at.word(each)).map_or(at, Words::gap)))
    }

    /// "đầu tiên của tháng", "cuối tháng 6", "thứ ba của quý" behind a weekday: which of them, whether these words stand behind a weekday
    /// only, and the words behind the number. Of "thứ Hai đầu tiên và thứ Hai thứ ba của tháng" the month is said of both.
    pub(super) fn nth_of_month(self) -> Option<(i64, bool, Self)> {
        let first = self.nth()?;
        let mut at = first.2;
        // A month has five at most; what is longer is no list of them.
        for _ in 0..5 {
            let of = at.gap().maybe("của").maybe("trong");
            let of = EACH.iter().find_map(|each| of.word(each)).map_or(of, Self::gap);
            if ["tháng", "quý", "năm"].iter().any(|period| of.word(period).is_some()) {
                return Some(first);
            }
            at = at.listed_on()?.weekday()?.gap().nth()?.2;
        }
        None
    }

    fn nth(self) -> Option<(i64, bool, Self)> {
        let edges = [
            ("cuối cùng", -1, true),
            ("cuối", -1, false),
            ("đầu tiên", 1, true),
            ("đầu", 1, false),
            ("thứ nhất", 1, true),
        ];
        let edge = edges.into_iter().find_map(|(word, n, sure)| Some((n, sure, self.word(word)?)));
        let numbered = || {
            // A capital is another weekday.
            let at = self.word("thứ").map(Self::gap).filter(|at| !at.0.starts_with(char::is_uppercase))?;
            at.value().filter(|(n, _)| (2..=5).contains(n)).map(|(n, rest)| (n, false, rest))
        };
        edge.or_else(numbered)
    }

    /// Where to read on behind words that end with the month they are of: before that word where its number follows, "của tháng 6".
    fn before_its_month(self, rest: Self) -> Self {
        let month = "tháng".len();
        let read = &self.0[..self.0.len() - rest.0.len()];
        let is_month = read.to_lowercase().ends_with("tháng") && rest.gap().number().is_some();
        let at = is_month.then(|| self.0.get(read.len().checked_sub(month)?..)).flatten();
        at.map_or(rest, Words)
    }
}
