//! What words say of a time, kind by kind.

use jiff::civil::{Time, Weekday};

use super::{Moments, Part, Period, Season, Shift, Side};

/// What is said of each kind; empty where nothing is, or not for sure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stated {
    /// Days of a month: "ngày 25", "15/6".
    pub days: Vec<i64>,
    /// Months of the year: "tháng 12", "15/6".
    pub months: Vec<i64>,
    /// Weeks of the month: "tuần thứ hai".
    pub weeks: Vec<i64>,
    /// Days of the week: "thứ Sáu".
    pub weekdays: Vec<Weekday>,
    /// Days of the week by their number in a month, the last being -1: "thứ Hai đầu tiên của tháng", "thứ Sáu cuối tháng".
    pub nth_weekdays: Vec<(Weekday, i64)>,
    /// The months from one to another, or every second: "từ tháng 9 đến hết tháng 5", "các tháng chẵn".
    pub seasons: Vec<Season>,
    /// The months that are excepted: "trừ tháng 1".
    pub excepted: Vec<i64>,
    /// The quarters in which something is done: "trong quý II".
    pub quarters: Vec<i64>,
    /// The months with which spans end in which something is to be done: "trong quý I", "trước khi hết tháng 6"; of each quarter or
    /// month, of all.
    pub within: Vec<i64>,
    /// Terms in working days: "03 ngày làm việc".
    pub working_days: Vec<i64>,
    /// Terms in days of which it is not said that they are worked: "7 ngày".
    pub all_days: Vec<i64>,
    /// Whether the last day of a month is named: "ngày cuối tháng", "ngày làm việc cuối cùng của quý".
    pub last_day: bool,
    /// Whether that is the last one worked: "ngày làm việc cuối cùng của quý".
    pub last_working_day: bool,
    /// Which working days of a period, by number, from its end where negative: "ngày làm việc thứ 2 của tháng", "trong 03 ngày làm
    /// việc đầu quý".
    pub nth_working: Vec<(i64, Period)>,
    /// Of which period a last day, or a first or last such day of the week, is one: "ngày làm việc cuối cùng của quý".
    pub edges: Vec<(Part, Period)>,
    /// On which side of a meeting: "trước ngày họp", "sau cuộc họp".
    pub sides: Vec<Side>,
    /// How often in which period: "mỗi tháng 01 lần".
    pub times: Vec<(i64, Period)>,
    /// Which half of a day, where no hour is said and no day beside it: "vào buổi sáng".
    pub parts_of_day: Vec<Part>,
    /// Hours: "trước 17 giờ".
    pub hours: Vec<Time>,
    /// Days, weeks and months by what is said together of them: "tuần thứ hai và tuần thứ tư".
    pub moments: Vec<Moments>,
    /// How often it recurs: "hằng tháng", "định kỳ 06 tháng", "hai tháng một lần".
    pub each: Vec<Period>,
    /// The periods spoken of, those of `each` among them: "báo cáo quý", "của tháng".
    pub spoken: Vec<Period>,
    /// Where it goes when its day is off, if the words say so: the working day before or behind.
    pub off_goes: Vec<Shift>,
    /// Whether the first or the last month of a quarter is named: "tháng cuối quý".
    pub ends_of_quarter: Vec<Part>,
    /// Whether some months are excepted ("trừ tháng 6"), or those between two are meant ("từ tháng 9 đến hết tháng 5").
    pub excepts: bool,
    /// Whether a week is the last of the month: "thứ Sáu tuần cuối cùng của tháng".
    pub last_week: bool,
    /// Of each of the words, whether the day named is the first that is too late ("trước ngày 25") or the last that is not ("chậm
    /// nhất"); nothing of words that say neither, or both.
    pub bounds: Vec<bool>,
}

impl Stated {
    /// What these words say and others of the same rule.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        // By name, so that no field to come is forgotten.
        let Self {
            days,
            months,
            weeks,
            weekdays,
            nth_weekdays,
            seasons,
            excepted,
            quarters,
            within,
            working_days,
            all_days,
            last_day,
            last_working_day,
            nth_working,
            edges,
            sides,
            times,
            parts_of_day,
            hours,
            moments,
            each,
            spoken,
            off_goes,
            ends_of_quarter,
            excepts,
            last_week,
            bounds,
        } = other;
        self.days.extend(days);
        self.months.extend(months);
        self.weeks.extend(weeks);
        self.weekdays.extend(weekdays);
        self.nth_weekdays.extend(nth_weekdays);
        self.seasons.extend(seasons);
        self.excepted.extend(excepted);
        self.quarters.extend(quarters);
        self.within.extend(within);
        self.working_days.extend(working_days);
        self.all_days.extend(all_days);
        self.last_day |= last_day;
        self.last_working_day |= last_working_day;
        self.nth_working.extend(nth_working);
        self.edges.extend(edges);
        self.sides.extend(sides);
        self.times.extend(times);
        self.parts_of_day.extend(parts_of_day);
        self.hours.extend(hours);
        self.moments.extend(moments);
        self.each.extend(each);
        self.spoken.extend(spoken);
        self.off_goes.extend(off_goes);
        self.ends_of_quarter.extend(ends_of_quarter);
        self.excepts |= excepts;
        self.last_week |= last_week;
        self.bounds.extend(bounds);
        self
    }

    /// Whether the day named is the first that is too late, where all that say so agree.
    #[must_use]
    pub fn strict(&self) -> Option<bool> {
        self.bounds.first().copied().filter(|first| self.bounds.iter().all(|bound| bound == first))
    }
}
