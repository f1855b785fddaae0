//! How often in a period words say something is done.
//!
//! The traps avoided: "01 lần thứ", "ít nhất 02 lần", "từ 01 đến 02 lần".

use super::super::{EACH, Words};
use super::{INCLUSIVE, Reader};

/// A period in which something recurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// Tuần.
    Week,
    /// Tháng.
    Month,
    /// Quý.
    Quarter,
    /// "06 tháng", "nửa năm".
    HalfYear,
    /// "09 tháng".
    NineMonths,
    /// Năm.
    Year,
    /// So many weeks: "hai tuần một lần".
    Weeks(i64),
    /// So many months, of which none of the others is: "hai tháng một lần", "05 năm một lần".
    Months(i64),
}

impl Period {
    /// So many of a period.
    #[must_use]
    pub fn times(self, n: i64) -> Self {
        let months = match self {
            one if n == 1 => return one,
            Self::Week => return Self::Weeks(n),
            Self::Weeks(of) => return Self::Weeks(n.saturating_mul(of)),
            Self::Month => n,
            Self::Quarter => n.saturating_mul(3),
            Self::HalfYear => n.saturating_mul(6),
            Self::NineMonths | Self::Year => n.saturating_mul(12),
            Self::Months(of) => n.saturating_mul(of),
        };
        match months {
            1 => Self::Month,
            3 => Self::Quarter,
            6 => Self::HalfYear,
            9 => Self::NineMonths,
            12 => Self::Year,
            _ => Self::Months(months),
        }
    }

    /// Whether it is one of which the language has no word.
    #[must_use]
    pub fn is_other(self) -> bool {
        matches!(self, Self::Weeks(_) | Self::Months(_))
    }

    /// How many months it has, where it is one of months.
    #[must_use]
    pub fn in_months(self) -> Option<i64> {
        match self {
            Self::Week | Self::Weeks(_) => None,
            Self::Month => Some(1),
            Self::Quarter => Some(3),
            Self::HalfYear => Some(6),
            Self::NineMonths | Self::Year => Some(12),
            Self::Months(n) => Some(n),
        }
    }

    /// How many of them a year has.
    #[must_use]
    pub fn in_a_year(self) -> Option<i64> {
        match self {
            Self::Week => Some(52),
            Self::Month => Some(12),
            Self::Quarter => Some(4),
            Self::HalfYear => Some(2),
            Self::NineMonths | Self::Year => Some(1),
            Self::Weeks(_) | Self::Months(_) => None,
        }
    }
}

/// The beginning or the end of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// "Sáng", "tháng đầu quý".
    First,
    /// "Chiều", "tháng cuối quý".
    Last,
}

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
        let before = before.to_lowercase();
        let bounds = ["nhất", "thiểu", "quá", "đa", "từ", "đến", "hoặc", "-", "–", "/"];
        let bounded = bounds.contains(&before.as_str())
            || INCLUSIVE.contains(&before.as_str())
            || rest.gap().word("trở lên").is_some();
        if !bounded {
            self.stated.times.push((n, period));
        }
        Some(rest)
    }

    /// "tháng cuối quý", "tháng đầu của quý".
    pub(super) fn end_of_quarter<'t>(&mut self, words: Words<'t>, before: &str) -> Option<Words<'t>> {
        let month = words.word("tháng")?.gap();
        let ends = [("cuối cùng", Part::Last), ("cuối", Part::Last), ("đầu tiên", Part::First), ("đầu", Part::First)];
        let (part, rest) = ends.into_iter().find_map(|(word, part)| Some((part, month.word(word)?)))?;
        let quarter = rest.gap().maybe("của");
        let quarter = EACH.iter().find_map(|each| quarter.word(each)).map_or(quarter, Words::gap);
        let numbered = quarter.quarters();
        let rest = quarter.word("quý")?;
        self.next_periods += usize::from(quarter.is_next_period());
        self.stated.spoken.push(Period::Quarter);
        // "Đến hết tháng cuối quý trước", "tháng cuối quý II" are of one quarter.
        let behind = rest.gap();
        let one = behind.is_roman() || behind.number().is_some() || behind.word("trước").is_some();
        if ["hết", "đến", "từ"].contains(&before.to_lowercase().as_str()) {
            return Some(rest);
        }
        if let Some((quarters, rest)) = numbered {
            self.month_of_quarters(part, &quarters);
            return Some(rest);
        }
        if !one {
            self.stated.ends_of_quarter.push(part);
        }
        Some(rest)
    }

    /// What is said here of how often, and which periods are spoken of.
    pub(super) fn rhythm(&mut self, words: Words<'_>) {
        self.next_periods += usize::from(words.is_next_period());
        self.stated.excepts |= ["trừ", "riêng"].iter().any(|word| words.word(word).is_some());
        if let Some(period) = words.each().or_else(|| words.every_so_many()) {
            self.stated.each.push(period);
        }
        let half = || {
            let half = words.word("nửa")?.gap();
            half.word("năm").map(|_| Period::HalfYear).or_else(|| half.word("tháng").map(|_| Period::Month))
        };
        self.stated
            .spoken
            .extend(words.each().or_else(|| words.so_many()).or_else(half).or_else(|| words.any_period()));
    }
}

impl Words<'_> {
    pub(super) fn period(self) -> Option<(Period, Self)> {
        let all = [("tuần", Period::Week), ("tháng", Period::Month), ("quý", Period::Quarter), ("năm", Period::Year)];
        all.into_iter().find_map(|(word, period)| Some((period, self.word(word)?)))
    }

    /// "hằng tháng", "mỗi quý".
    fn each(self) -> Option<Period> {
        let each = EACH.iter().find_map(|each| self.word(each))?;
        Some(each.gap().period()?.0)
    }

    /// "định kỳ 06 (sáu) tháng", "hai tháng một lần", "06 tháng/lần".
    fn every_so_many(self) -> Option<Period> {
        let regular = self.word("định kỳ").map(Self::gap);
        let (n, rest) = regular.unwrap_or(self).value()?;
        let (period, rest) = rest.gap().period()?;
        let held = ["tổ chức", "họp", "thực hiện", "tiến hành", "báo cáo"];
        let at = held.iter().find_map(|held| rest.gap().word(held)).unwrap_or(rest).gap();
        let once = || at.word("lần").or_else(|| at.value().filter(|(n, _)| *n == 1)?.1.gap().word("lần"));
        let slash = at.0.strip_prefix('/').map(|rest| Words(rest).gap());
        let each = slash.is_some_and(|at| at.word("lần").or_else(|| at.value()?.1.gap().word("lần")).is_some());
        (regular.is_some() || each || once().is_some()).then(|| period.times(n))
    }

    /// "06 tháng".
    fn so_many(self) -> Option<Period> {
        let (n, rest) = self.value()?;
        Some(rest.gap().period()?.0.times(n)).filter(|period| !period.is_other())
    }

    /// "báo cáo quý", and no "quý II", "tháng 12", "tuần thứ hai".
    fn any_period(self) -> Option<Period> {
        let (period, rest) = self.period()?;
        let at = rest.gap();
        let numbered = at.is_roman() || at.number().is_some();
        let part = ["thứ", "đầu", "cuối"].iter().any(|word| at.word(word).is_some());
        (!numbered && !part).then_some(period)
    }

    pub(super) fn is_roman(self) -> bool {
        let rest = self.0.trim_start_matches(['I', 'V', 'X']);
        rest.len() < self.0.len() && !Words(rest).goes_on()
    }
}
