//! What words say of a time beyond doubt, for whoever wrote a rule from them: a slip of the finger in a figure is a false date.
//!
//! The traps avoided: "thứ hai" that is an ordinal, "năm" that is a year, the day of another document ("ngày 15/6/2020"), a term
//! of days beside a day of the month. Where one of a kind cannot be told for sure, nothing is said of that kind.

mod date;
mod edge;
mod hour;
mod moment;
mod number;
mod off;
mod period;
mod said;
mod side;
mod span;
mod week;

pub use self::moment::{LAST_WEEK, Moment, Moments, Named};
pub use self::off::Shift;
pub use self::period::{Part, Period};
pub use self::said::Stated;
pub use self::side::Side;
use self::span::Ends;
pub use self::span::Season;
use super::Words;

/// Words that make of the day behind them the last that is not too late.
const INCLUSIVE: [&str; 8] = [
    "chậm nhất",
    "muộn nhất",
    "trễ nhất",
    "không quá",
    "không muộn hơn",
    "không chậm hơn",
    "không trễ hơn",
    "hạn cuối",
];

/// Words behind which "thứ năm" is a day of the week, however it is written.
const ON: [&str; 9] = ["vào", "trước", "sáng", "trưa", "chiều", "tối", "ngày", "nhất", "là"];

/// What words say of a time.
#[must_use]
pub fn stated(text: &str) -> Stated {
    let mut reader = Reader::default();
    let mut at = 0;
    let mut before = "";
    while at < text.len() {
        let words = Words(&text[at..]);
        let rest = reader.read(words, before).filter(|rest| rest.0.len() < words.0.len());
        let step = rest.map_or_else(|| one_word(words.0), |rest| words.0.len() - rest.0.len());
        let read = text[at..at + step].trim();
        if !read.is_empty() {
            before = read;
        }
        at += step;
    }
    reader.told()
}

/// How many bytes the first word has, or the sign that is none.
fn one_word(text: &str) -> usize {
    let letters = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    if letters > 0 { letters } else { text.chars().next().map_or(1, char::len_utf8) }
}

#[derive(Default)]
struct Reader {
    stated: Stated,
    /// Kinds of which something stands there that may mean more than one thing.
    no_day: bool,
    no_month: bool,
    no_week: bool,
    no_weekday: bool,
    no_all_days: bool,
    no_part_of_day: bool,
    no_quarter: bool,
    /// The part of the day that the day behind it has.
    part: Option<Part>,
    /// What is said of the day behind it: that it is itself too late, or not; both where that is said too.
    bound: Vec<bool>,
    /// Whether a span of months that begins here is the season of what is spoken of: wherever it ends, or where the words end with it.
    season: Option<Ends>,
    /// How often a period to come is spoken of, and how often it is that of a day.
    next_periods: usize,
    /// What is done if a day is off is spoken of.
    if_off: bool,
    /// A term is counted from the day named, which is none of the rule then: "5 ngày trước ngày 25".
    counted_from: bool,
    strict: bool,
    inclusive: bool,
}

impl Reader {
    /// What stands at one place; gives the words behind it.
    fn read<'t>(&mut self, words: Words<'t>, before: &str) -> Option<Words<'t>> {
        self.side(words);
        if let Some(rest) = INCLUSIVE.iter().find_map(|head| words.word(head)) {
            self.inclusive = true;
            self.bound.push(false);
            return Some(rest);
        }
        if let Some(next) = words.word("trước").map(Words::gap) {
            // Before a month is by the end of the one before, or before its first day.
            let month = next.word("tháng").is_some();
            self.no_month |= month;
            // Before an hour of a day is on that day.
            let day = next.moment().or_else(|| next.day_of_each_month()).is_some();
            // Nobody can tell of "trước chiều thứ Tư" whether that day is too late.
            let part = next.part_of_day().0.len() < next.0.len();
            let (strict, inclusive) = (day && !month && !part, next.clock().is_some());
            self.counted_from |= next.is_counted_back();
            self.strict |= strict;
            self.inclusive |= inclusive;
            self.bound
                .extend([(strict, true), (inclusive, false)].iter().filter(|(is, _)| *is).map(|(_, bound)| *bound));
            return words.word("trước");
        }
        if !["sáng", "chiều", "ngày"].contains(&before.to_lowercase().as_str()) {
            self.part = None;
        }
        // What is said of a day is said beside it: "trước 17 giờ ngày 25".
        if words.0.starts_with([',', ';', '.']) {
            self.bound.clear();
        }
        if words.word("từ").is_some() {
            self.season = words.season_behind(before);
        }
        self.rhythm(words);
        self.within(words, before);
        if let Some(rest) = self.season(words) {
            return Some(rest);
        }
        self.if_off(words);
        if let Some(rest) = self.times(words, before).or_else(|| self.end_of_quarter(words, before)) {
            return Some(rest);
        }
        if let Some(rest) = self.hour(words, before).or_else(|| self.part_of_day(words, before)) {
            return Some(rest);
        }
        let week = self.week(words, before).or_else(|| self.weekday(words, before));
        if let Some(term) = week.is_none().then(|| self.term(words, before)).flatten() {
            return Some(term);
        }
        week.or_else(|| self.working_day(words, before))
            .or_else(|| self.last_day(words, before))
            .or_else(|| self.kind_of_day(words))
            .or_else(|| self.day(words, before))
            .or_else(|| self.month(words, before))
    }

    /// "03 (ba) ngày làm việc".
    fn term<'t>(&mut self, words: Words<'t>, before: &str) -> Option<Words<'t>> {
        let (n, rest) = words.value()?;
        let unit = rest.gap();
        let working = unit.word("ngày làm việc");
        // "Mỗi năm ngày 5" is no five days.
        if working.is_none() && words.word("năm").is_some() {
            return None;
        }
        if let Some(behind) = working.or_else(|| unit.word("ngày")) {
            let at_least = self.strict && matches!(before.to_lowercase().as_str(), "nhất" | "thiểu");
            self.counted_from |= at_least || behind.gap().word("trước").is_some();
        }
        if let Some((part, period, rest)) = working.and_then(|rest| rest.gap().edge_of()) {
            let nth = if part == Part::First { n } else { -n };
            self.stated.nth_working.push((nth, period));
            self.name(Named::Working(nth), before, rest);
            return Some(rest);
        }
        if let Some(rest) = working {
            self.stated.working_days.push(n);
            return Some(rest);
        }
        if let Some(rest) = unit.word("ngày") {
            // "Trong 05 ngày cuối tháng" are days on which it may be, and no term.
            if !rest.is_span() && (1..=366).contains(&n) {
                self.stated.all_days.push(n);
            }
            return Some(rest);
        }
        // So many of something: its number is no day and no month.
        ["tháng", "giờ", "phút", "tuần", "quý", "năm", "lần"].iter().find_map(|count| unit.word(count))
    }

    /// "tính theo ngày làm việc", "không kể ngày nghỉ": what a term before or behind it counts is said apart from its number.
    fn kind_of_day<'t>(&mut self, words: Words<'t>) -> Option<Words<'t>> {
        let day = words.word("ngày")?.gap();
        let rest = ["làm việc", "nghỉ", "lễ", "công"].iter().find_map(|kind| day.word(kind))?;
        self.no_all_days = true;
        Some(rest)
    }

    fn told(self) -> Stated {
        let mut stated = self.stated;
        for (doubtful, list) in [
            (self.no_day, &mut stated.days),
            (self.no_month, &mut stated.months),
            (self.no_week, &mut stated.weeks),
            (self.no_quarter, &mut stated.quarters),
            (self.no_all_days, &mut stated.all_days),
        ] {
            if doubtful {
                list.clear();
            }
        }
        if self.counted_from {
            let Stated { working_days, all_days, sides, .. } = stated;
            return Stated { working_days, all_days, sides, ..Stated::default() };
        }
        let no_part = self.no_part_of_day;
        if no_part {
            stated.parts_of_day.clear();
        }
        if self.no_weekday {
            stated.weekdays.clear();
            stated.nth_weekdays.clear();
        }
        let all = stated.moments.iter().flat_map(|moments| &moments.all);
        let sure = all.filter(|moment| moment.afterwards.is_some()).count() == self.next_periods;
        let doubtful = |named: Named| match named {
            Named::Day(..) => self.no_day,
            Named::Month(_) => self.no_month,
            Named::Week(_) => self.no_week,
            Named::Weekday(_) | Named::NthWeekday(..) => self.no_weekday,
            Named::Working(_) => false,
        };
        for moments in &mut stated.moments {
            moments.all.retain(|moment| !doubtful(moment.named));
            for moment in &mut moments.all {
                moment.part = moment.part.filter(|_| !no_part);
                moment.afterwards = moment.afterwards.filter(|_| sure);
            }
        }
        stated.moments.retain(|moments| !moments.all.is_empty());
        stated.bounds = if self.strict == self.inclusive { Vec::new() } else { vec![self.strict] };
        stated
    }
}

#[cfg(test)]
mod tests;
