//! The days, weeks and months that words name, and which of them in one breath: "tuần thứ hai và tuần thứ tư" are two of one duty.
//!
//! The traps avoided: where something begins or ends ("từ ngày 15", "đến hết ngày 14"), a month that is only spoken of, days of which
//! one is chosen ("ngày 10 hoặc ngày 25").

use std::mem::discriminant;

use jiff::civil::Weekday;

use super::super::{Afterwards, Words};
use super::{Part, Reader};

/// What is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// A day of a month, and of which: "ngày 25", "15/6".
    Day(i64, Option<i64>),
    /// A month of the year.
    Month(i64),
    /// A week of the month, by its number or [`LAST_WEEK`].
    Week(i64),
    /// A working day of a period, by its number, from the end where negative: "03 ngày làm việc đầu tháng".
    Working(i64),
    /// A day of the week.
    Weekday(Weekday),
    /// Such a day of a month by its number, the last being -1: "thứ Hai đầu tiên của tháng".
    NthWeekday(Weekday, i64),
}

/// What stands for the number of the last week of a month, and of its last weekday, as in RFC 5545.
pub const LAST_WEEK: i64 = -1;

/// One of them, with what is said of it alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// What it is.
    pub named: Named,
    /// The half of the day: "sáng thứ Hai".
    pub part: Option<Part>,
    /// Whether the day is itself too late ("trước ngày 25") or the last that is not ("chậm nhất ngày 25"), where its own words say it.
    pub bound: Option<bool>,
    /// What is over when it comes: "ngày 05 của tháng đầu quý sau".
    pub afterwards: Option<Afterwards>,
}

/// Those of one kind that are named together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moments {
    /// All of them, in their order; one at least.
    pub all: Vec<Moment>,
    /// Whether one of them is meant, and it is not said which.
    pub either: bool,
}

/// Behind these words something begins or ends.
const EDGES: [&str; 5] = ["từ", "đến", "tới", "hết", "qua"];

/// Behind these words something is to be done in a month.
const IN: [&str; 3] = ["vào", "trong", "các"];

/// And behind what begins with these: "tuần cuối tháng 6", "thứ Hai đầu tiên của tháng 6".
const OF: [&str; 3] = ["tuần", "thứ", "chủ nhật"];

impl Reader {
    /// Notes what is named behind the word `before`; `rest` follows it.
    pub(super) fn name(&mut self, named: Named, before: &str, rest: Words<'_>) {
        let part = self.part.take();
        let bounds = std::mem::take(&mut self.bound);
        // "Nếu trùng ngày nghỉ thì họp vào thứ Ba" says where it goes, and no day of its own.
        if self.if_off {
            return;
        }
        let before = before.to_lowercase();
        let either = ["hoặc", "hay"].contains(&before.as_str());
        let listed = either || ["và", ","].contains(&before.as_str());
        let said = bounds.first().copied().filter(|first| bounds.iter().all(|bound| bound == first));
        let last = self.stated.moments.last_mut().filter(|last| {
            listed && last.all.last().is_some_and(|other| discriminant(&other.named) == discriminant(&named))
        });
        let bound = said.or_else(|| last.as_ref()?.all.last()?.bound);
        let moment = Moment { named, part, bound, afterwards: rest.afterwards() };
        if let Some(last) = last {
            last.all.push(moment);
            last.either |= either;
        } else if !EDGES.contains(&before.as_str())
            && (!matches!(named, Named::Month(_))
                || IN.contains(&before.as_str())
                || OF.iter().any(|word| before.starts_with(word)))
        {
            self.stated.moments.push(Moments { all: vec![moment], either });
        }
    }
}

impl Words<'_> {
    /// The word by which a list goes on here.
    pub(super) fn join(self) -> &'static str {
        let at = self.gap();
        let at = at.0.strip_prefix(',').map_or(at, |rest| Words(rest).gap());
        if at.word("hoặc").is_some() { "hoặc" } else { "và" }
    }
}
