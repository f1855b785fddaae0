//! How often in a period words say something is done, and in which part of it.
//!
//! The traps avoided: "sáng kiến", "01 lần thứ", "ít nhất 02 lần", "từ 01 đến 02 lần", the afternoon before which something is due.

use jiff::civil::Time;

use super::super::{EACH, Words};
use super::{INCLUSIVE, Named, Reader};

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

/// Where something goes from a day off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shift {
    /// To the working day before.
    Back,
    /// To the working day behind.
    On,
    /// Nowhere: it is not held.
    Off,
}

/// Behind "ngày làm việc".
const SHIFTS: [(Shift, &[&str]); 2] = [
    (
        Shift::Back,
        &["liền trước", "liền kề trước", "ngay trước", "trước liền kề", "trước đó", "trước ngày", "cuối cùng trước"],
    ),
    (
        Shift::On,
        &[
            "tiếp theo",
            "kế tiếp",
            "liền sau",
            "liền kề",
            "ngay sau",
            "sau liền kề",
            "sau đó",
            "sau ngày",
            "đầu tiên tiếp theo",
            "đầu tiên kế tiếp",
            "đầu tiên sau",
            "đầu tiên của tuần",
        ],
    ),
];

/// Behind "không", what is not done that time.
const NOT_HELD: [&str; 15] = [
    "tổ chức",
    "họp",
    "giao ban",
    "hội ý",
    "sinh hoạt",
    "chào cờ",
    "tiếp",
    "trực",
    "tiến hành",
    "thực hiện",
    "diễn ra",
    "bố trí",
    "triệu tập",
    "phải",
    "báo cáo",
];

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

    /// "tháng cuối quý", "tháng đầu của quý".
    pub(super) fn end_of_quarter<'t>(&mut self, words: Words<'t>, before: &str) -> Option<Words<'t>> {
        let month = words.word("tháng")?.gap();
        let ends = [("cuối cùng", Part::Last), ("cuối", Part::Last), ("đầu tiên", Part::First), ("đầu", Part::First)];
        let (part, rest) = ends.into_iter().find_map(|(word, part)| Some((part, month.word(word)?)))?;
        let quarter = rest.gap().maybe("của");
        let quarter = EACH.iter().find_map(|each| quarter.word(each)).map_or(quarter, Words::gap);
        let rest = quarter.word("quý")?;
        self.next_periods += usize::from(quarter.is_next_period());
        self.stated.spoken.push(Period::Quarter);
        // "Đến hết tháng cuối quý trước", "tháng cuối quý II" are of one quarter.
        let behind = rest.gap();
        let one = behind.is_roman() || behind.number().is_some() || behind.word("trước").is_some();
        if !one && !["hết", "đến", "từ"].contains(&before.to_lowercase().as_str()) {
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

    /// "nếu trùng ngày nghỉ thì nộp vào ngày làm việc tiếp theo".
    pub(super) fn if_off(&mut self, words: Words<'_>) {
        let off = || words.word("là").or_else(|| words.word("gặp"))?.gap().word("ngày");
        let off = || off()?.gap().word("nghỉ").or_else(|| off()?.gap().word("lễ"));
        let named = || ["các", "những"].iter().find_map(|all| words.word(all))?.gap().word("ngày");
        self.if_off |= ["trùng", "trúng", "rơi vào"].iter().any(|word| words.word(word).is_some())
            || off().is_some()
            || named().is_some_and(|day| day.gap().is_feast());
        self.if_off &= !words.0.starts_with(['.', ';', '\n']);
        let not_held = || {
            let done = |at: Words<'_>| NOT_HELD.iter().find_map(|done| Some(at.word(done)?.0.len()));
            let left = done(words.word("không").or_else(|| words.word("nghỉ"))?.gap())?;
            Some(Words(&words.0[words.0.len() - left..]).gap())
        };
        let left_out = || {
            let so = ["thì nghỉ", "được nghỉ", "thì bỏ qua", "được miễn", "thì miễn", "thì thôi"];
            not_held().is_some() || so.iter().any(|off| words.word(off).is_some())
        };
        // "Không tổ chức vào ngày nghỉ, lễ", "nghỉ họp nếu trúng ngày lễ".
        let not_on = || {
            let at = not_held()?;
            let on = || at.word("vào")?.gap().maybe("các").maybe("những").word("ngày");
            let when = || {
                let what = ["nếu", "khi", "trường hợp"].iter().find_map(|when| at.word(when))?.gap();
                ["trùng", "trúng", "rơi vào"].iter().find_map(|word| what.word(word))?.gap().maybe("vào").word("ngày")
            };
            Some(on().or_else(when)?.gap().is_feast())
        };
        // "Trừ tuần có ngày nghỉ lễ rơi vào thứ Hai".
        let but_weeks = || {
            let week = words.word("trừ")?.gap().maybe("các").maybe("những").word("tuần")?.gap().maybe("nào");
            Some(week.word("có")?.gap().word("ngày")?.gap().is_feast())
        };
        // "Thứ Hai hằng tuần (trừ ngày nghỉ, lễ)"; of a term it says which days are counted.
        let but = || {
            let day = words.word("trừ")?.gap().maybe("các").maybe("những").word("ngày")?.gap();
            Some(!self.stated.weekdays.is_empty() && day.is_feast())
        };
        let skipped = self.if_off && left_out() || [but(), not_on(), but_weeks()].contains(&Some(true));
        if skipped && !self.stated.off_goes.contains(&Shift::Off) {
            self.stated.off_goes.push(Shift::Off);
        }
        let Some(behind) = words.word("ngày làm việc").filter(|_| self.if_off).map(Words::gap) else { return };
        let shift = SHIFTS.iter().find(|(_, all)| all.iter().any(|words| behind.word(words).is_some()));
        self.stated.off_goes.extend(shift.map(|(shift, _)| *shift));
    }

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
        self.stated.last_day |= !of_week && !several;
        self.stated.last_working_day |= !of_week && !several && at.0.len() < day.0.len();
        Some(words.before_its_month(rest))
    }
}

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

    /// Where to read on behind words that end with the month they are of: before that word where its number follows, "của tháng 6".
    fn before_its_month(self, rest: Self) -> Self {
        let month = "tháng".len();
        let read = &self.0[..self.0.len() - rest.0.len()];
        let is_month = read.to_lowercase().ends_with("tháng") && rest.gap().number().is_some();
        let at = is_month.then(|| self.0.get(read.len().checked_sub(month)?..)).flatten();
        at.map_or(rest, Words)
    }

    /// "II": the number of a quarter.
    fn roman(self) -> Option<i64> {
        let rest = self.0.trim_start_matches(['I', 'V']);
        let number = ["I", "II", "III", "IV"].iter().position(|n| *n == &self.0[..self.0.len() - rest.len()])?;
        (!Words(rest).goes_on()).then(|| i64::try_from(number + 1).unwrap_or(0))
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

    fn period(self) -> Option<(Period, Self)> {
        let all = [("tuần", Period::Week), ("tháng", Period::Month), ("quý", Period::Quarter), ("năm", Period::Year)];
        all.into_iter().find_map(|(word, period)| Some((period, self.word(word)?)))
    }

    /// "đầu tháng", "đầu tiên của quý", "cuối cùng của tuần".
    pub(super) fn edge_of(self) -> Option<(Part, Period, Self)> {
        let ends = [("cuối cùng", Part::Last), ("cuối", Part::Last), ("đầu tiên", Part::First), ("đầu", Part::First)];
        let (part, rest) = ends.into_iter().find_map(|(word, part)| Some((part, self.word(word)?)))?;
        let at = rest.gap().maybe("của");
        let at = EACH.iter().find_map(|each| at.word(each)).map_or(at, Words::gap);
        let (period, rest) = at.period()?;
        // Of a quarter or a month with its number it is one only.
        let one = rest.gap().is_roman() || rest.gap().number().is_some();
        (!one).then_some((part, period, rest))
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

    fn is_roman(self) -> bool {
        let rest = self.0.trim_start_matches(['I', 'V', 'X']);
        rest.len() < self.0.len() && !Words(rest).goes_on()
    }
}
