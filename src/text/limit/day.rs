//! The days, spans and periods that a limit names.

use super::EACH;
use super::words::Words;

const UNITS: [&str; 8] = ["ngày", "giờ", "phút", "tuần", "tháng", "quý", "năm", "buổi"];

/// What is done within a "thời hạn".
pub(super) const WORK: [&str; 15] = [
    "giải quyết",
    "xử lý",
    "thẩm định",
    "thẩm tra",
    "xem xét",
    "trả lời",
    "phản hồi",
    "góp ý",
    "cho ý kiến",
    "hoàn thành",
    "thực hiện",
    "gửi báo cáo",
    "báo cáo",
    "trả kết quả",
    "cung cấp thông tin",
];

/// So many words a meeting may be called by: "phiên họp thường kỳ của Ủy ban nhân dân tỉnh".
const CALLED: usize = 10;

impl Words<'_> {
    /// "ngày …", "thứ Sáu", "15/6", "tháng 6": a day or month something must come before.
    pub(super) fn moment(self) -> Option<Self> {
        let at = self.part_of_day();
        let month = || at.word("tháng")?.gap().number().filter(|rest| !rest.is_year());
        at.phrase("ngày").or_else(|| at.weekday()).or_else(|| at.date()).or_else(month)
    }

    /// "03 ngày", "ít nhất 24 giờ": so much before something.
    pub(super) fn ahead(self) -> Option<Self> {
        let at_least = ["ít nhất", "tối thiểu"].iter().find_map(|words| self.word(words)?.gap().term());
        at_least.or_else(|| self.number()?.gap().word("ngày"))
    }

    /// "vào ngày 20", "vào thứ Sáu", and not a day of a year: that is history, or comes once.
    pub(super) fn day_to_come(self) -> Option<Self> {
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
    pub(super) fn is_year(self) -> bool {
        self.year().is_some()
    }

    /// The words behind a year that follows.
    pub(super) fn year(self) -> Option<Self> {
        let at = self.gap();
        let at = at.0.strip_prefix(',').map_or(at, |rest| Words(rest).gap());
        let at = at.word("năm").or_else(|| at.0.strip_prefix(['/', '-', '.']).map(Words))?.gap();
        let rest = at.digits()?;
        (at.0.len() - rest.0.len() == 4).then_some(rest)
    }

    /// A day behind an hour: "ngày 20", "cùng ngày", "thứ Năm", "15/6".
    pub(super) fn on_day(self) -> Option<Self> {
        let at = self.part_of_day().maybe("vào").maybe("cùng").maybe("hôm");
        at.moment()
    }

    /// "25 hằng tháng", a day without the word for it.
    pub(super) fn day_of_each_month(self) -> Option<Self> {
        self.number()?.gap().recurs(&["tháng"])
    }

    /// "10 và ngày 25 hằng tháng": what recurs at the end of a list does so for each of its days.
    pub(super) fn day_that_recurs(self) -> Option<Self> {
        let day = self.number()?;
        let listed = || day.listed_on()?.maybe("ngày").day_that_recurs().map(|_| day);
        day.gap().recurs(&["tháng", "quý"]).or_else(listed)
    }

    /// "tháng 01 hằng năm", "tháng 4 và tháng 10 hằng năm".
    pub(super) fn month_of_each_year(self) -> Option<Self> {
        let month = self.word("tháng")?.gap().number()?;
        month.gap().recurs(&["năm"]).or_else(|| month.listed_on()?.month_of_each_year())
    }

    /// "quý I hằng năm".
    pub(super) fn quarter_of_each_year(self) -> Option<Self> {
        let at = self.word("quý")?.gap();
        let roman = || ["iv", "iii", "ii", "i"].iter().find_map(|number| at.word(number));
        let quarter = at.number().or_else(roman)?;
        quarter.gap().recurs(&["năm"]).or_else(|| quarter.listed_on()?.quarter_of_each_year())
    }

    /// "tiếp theo", "kế tiếp".
    pub(super) fn next_one(self) -> Option<Self> {
        ["tiếp theo", "kế tiếp", "liền kề", "liền sau", "hôm sau"].iter().find_map(|next| self.word(next))
    }

    /// "10 ngày làm việc", "thẩm định: 10 ngày", behind "thời hạn": so long a piece of work takes at most, and not something that lasts.
    pub(super) fn term_of_work(self) -> Option<Self> {
        let work = WORK.iter().find_map(|work| self.word(work)).map_or(self, Self::gap);
        work.0.strip_prefix(':').map_or(work, |rest| Words(rest).gap()).term_of_days()
    }

    /// A term of days or less.
    pub(super) fn term_of_days(self) -> Option<Self> {
        self.term().filter(|_| ["ngày", "giờ", "phút"].iter().any(|unit| self.counts(unit)))
    }

    /// "giao ban tháng ít nhất 02 ngày làm việc": so much before a meeting that is called by a few words more.
    pub(super) fn ahead_of_the_named(self) -> Option<Self> {
        let mut at = self;
        for _ in 0..CALLED {
            if let Some(ahead) = at.ahead() {
                return Some(ahead);
            }
            let rest = at.0.trim_start_matches(char::is_alphabetic);
            let blank = Words(rest).gap();
            if rest.len() == at.0.len() || blank.0.len() == rest.len() || rest.starts_with('\n') {
                return None;
            }
            at = blank;
        }
        None
    }

    /// "tuần thứ ba hằng tháng", "tuần đầu của tháng".
    pub(super) fn week_of_each_month(self) -> Option<Self> {
        let at = self.word("tuần")?.gap();
        let nth = at.word("thứ").and_then(|at| at.gap().word("nhất").or_else(|| at.gap().number()));
        let rest = nth.or_else(|| ["đầu", "cuối"].iter().find_map(|word| at.word(word)))?.gap();
        rest.recurs(&["tháng"])
            .or_else(|| rest.word("của")?.gap().word("tháng").filter(|rest| rest.gap().number().is_none()))
    }

    /// "tháng 5 và tháng 11", and no months of a year.
    pub(super) fn months_of_each_year(self) -> Option<Self> {
        let first = self.word("tháng")?.gap().number()?;
        let next = first.listed_on()?.word("tháng")?.gap().number()?;
        (!first.is_year() && !next.is_year()).then_some(next)
    }

    /// "hằng tháng", "của mỗi quý".
    pub(super) fn recurs(self, periods: &[&str]) -> Option<Self> {
        let at = self.maybe("của");
        let at = EACH.iter().find_map(|each| at.word(each))?.gap();
        periods.iter().find_map(|period| at.word(period))
    }

    /// "hằng tháng", "của tháng cuối quý", "tháng cuối quý".
    pub(super) fn of_each_period(self) -> Option<Self> {
        let last = || ["tháng cuối", "tháng đầu"].iter().find_map(|month| self.maybe("của").word(month));
        self.recurs(&["tháng", "quý"]).or_else(last)
    }

    /// "cuối cùng của tháng", "đầu tháng".
    pub(super) fn first_or_last(self) -> Option<Self> {
        let at = ["cuối cùng", "cuối", "đầu tiên", "đầu"].iter().find_map(|word| self.word(word))?.gap().maybe("của");
        let at = EACH.iter().find_map(|each| at.word(each)).map_or(at, Self::gap);
        ["tháng", "quý", "tuần", "năm"].iter().find_map(|period| at.word(period))
    }

    /// "tuần thứ hai", "tuần đầu".
    pub(super) fn week_of_month(self) -> Option<Self> {
        let at = self.word("tuần")?.gap();
        ["thứ", "đầu", "cuối"].iter().find_map(|word| at.word(word))
    }

    /// "05 (năm) ngày", and no rate: "08 giờ/ngày".
    pub(super) fn term(self) -> Option<Self> {
        let at = self.number()?.gap();
        let rest = UNITS.iter().find_map(|unit| at.word(unit))?;
        (!rest.gap().0.starts_with('/')).then_some(rest)
    }

    /// A term of days or hours that is one without "vòng" or "hạn". "Trong năm ngày càng" is no number of days: in words
    /// it is one only of working days.
    pub(super) fn short_term(self) -> Option<Self> {
        let working = || self.number()?.gap().word("ngày làm việc");
        let figures = self.0.starts_with(|c: char| c.is_ascii_digit());
        let counted = || self.term().filter(|_| figures && (self.counts("ngày") || self.counts("giờ")));
        working().or_else(counted)
    }

    /// Whether a number counts this unit.
    pub(super) fn counts(self, unit: &str) -> bool {
        self.number().is_some_and(|rest| rest.gap().word(unit).is_some())
    }

    /// "kể từ ngày nhận": the term is counted from something.
    pub(super) fn since_an_event(self) -> Option<Self> {
        let at = self.gap().maybe("làm việc").maybe(",");
        ["kể từ", "tính từ", "từ ngày", "từ khi"].iter().find_map(|words| at.word(words)).map(|_| self)
    }

    /// Holidays are no dates of a deadline.
    pub(super) fn is_feast(self) -> bool {
        ["nghỉ", "lễ", "tết"].iter().any(|word| self.word(word).is_some())
    }
}
