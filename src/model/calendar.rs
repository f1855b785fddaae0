//! Rules of the calendar.

use std::fmt;

use jiff::civil::{Date, Time, Weekday};

use super::{About, Actor, ProvisionId, Recurs, RuleId, is_within};
use crate::diagnostic::Span;
use crate::text::{Stated, Verbatim, stated};

/// One meeting or deadline of the regulation.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its id; the first part of every slot.
    pub id: RuleId,
    /// What is to be done, in a few words; the quote where nobody wrote a title.
    pub title: String,
    /// What stands for the title where there is room for a word or two: the wall sheet.
    pub short: Option<String>,
    /// Meeting, report or other work; decides the mark on the wall calendar and the default roll.
    pub kind: OccurrenceKind,
    /// The provision that sets it.
    pub cite: ProvisionId,
    /// Its words.
    pub quote: Verbatim,
    /// Other provisions that belong to it, with their words.
    pub also: Vec<(ProvisionId, Verbatim)>,
    /// When it falls.
    pub when: When,
    /// Which of its periods it takes.
    pub recurs: Recurs,
    /// How the day named in the text limits.
    pub limit: Limit,
    /// By what time of the day.
    pub by: Option<TimeOfDay>,
    /// What happens when the day is off.
    pub roll: Roll,
    /// Which of its own quotes says so ("nếu trùng ngày nghỉ thì họp vào ngày làm việc tiếp theo"): none when `roll` is a choice.
    pub roll_said: Option<usize>,
    /// A rule of the same slots that must come later ("the report before the meeting it feeds").
    pub must_precede: Option<RuleId>,
    /// The condition under which it is due at all ("Nếu có điều chỉnh, thay đổi").
    pub conditional: Option<String>,
    /// The period it is about, when not its own.
    pub about: Option<About>,
    /// First day of the rule; the version's first day when absent.
    pub valid_from: Option<Date>,
    /// First day on which the rule is no more.
    pub valid_to: Option<Date>,
    /// Who bears it.
    pub who: Vec<Actor>,
    /// With whom.
    pub with: Vec<Actor>,
    /// To whom it goes.
    pub to: Vec<Actor>,
    /// Who chairs: one, or those a decision gave the meeting to together.
    pub chair: Vec<Actor>,
    /// Who chairs otherwise: where the text says so, and its words.
    pub chair_fallback: Option<(ProvisionId, Verbatim)>,
    /// Who attends.
    pub attendees: Vec<Actor>,
    /// Who else may attend: where the text says so, and its words.
    pub optional_attendees: Option<(ProvisionId, Verbatim)>,
    /// A note of the reader who read the text.
    pub note: Option<String>,
    /// Where it is declared.
    pub span: Span,
}

/// Words that look like a limit of time and are none, with why: how long a talk may last, what a year is.
#[derive(Clone, Debug)]
pub struct NotLimit {
    /// The provision that has them.
    pub cite: ProvisionId,
    /// The words.
    pub quote: Verbatim,
    /// Why they are none.
    pub reason: String,
}

impl Rule {
    /// Whoever has something to do by it.
    pub fn bearers(&self) -> impl Iterator<Item = &Actor> + Clone {
        [&self.who, &self.with, &self.attendees, &self.chair].into_iter().flatten()
    }

    /// The same, and those to whom it goes.
    pub fn names(&self) -> impl Iterator<Item = &Actor> + Clone {
        self.bearers().chain(&self.to)
    }

    /// The words that say what it is and when, with where each stands.
    pub fn own_quotes(&self) -> impl Iterator<Item = (&ProvisionId, &Verbatim)> {
        std::iter::once((&self.cite, &self.quote)).chain(self.also.iter().map(|(cite, quote)| (cite, quote)))
    }

    /// What these words say of a time.
    #[must_use]
    pub fn stated(&self) -> Stated {
        self.own_quotes().fold(Stated::default(), |all, (_, quote)| all.and(stated(quote.as_str())))
    }

    /// All words of the text it quotes, with where each stands.
    pub fn quotes(&self) -> impl Iterator<Item = (&ProvisionId, &Verbatim)> {
        let others = self.chair_fallback.iter().chain(&self.optional_attendees);
        self.own_quotes().chain(others.map(|(cite, quote)| (cite, quote)))
    }

    /// The clause that says where it goes from a day off, if one does.
    #[must_use]
    pub fn roll_cite(&self) -> Option<&ProvisionId> {
        self.own_quotes().nth(self.roll_said?).map(|(cite, _)| cite)
    }

    /// Where it lies in memory, which tells two rules of one id apart, and a rule from its copy.
    pub(crate) fn address(&self) -> usize {
        std::ptr::from_ref(self).addr()
    }

    /// Whether it and another hold on a common day. Those of one id that do not are one rule before and after a change.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        let before = |a: &Self, b: &Self| a.valid_to.zip(b.valid_from).is_some_and(|(end, begin)| end <= begin);
        !before(self, other) && !before(other, self)
    }

    /// Whether it holds on a day.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        is_within(day, self.valid_from, self.valid_to)
    }

    /// Whether the day it names is itself too late: "trước ngày 25". "Trước 17 giờ ngày 25" is on the 25th.
    #[must_use]
    pub fn excludes_its_day(&self) -> bool {
        self.limit == Limit::Before && self.hour_before().is_none()
    }

    /// Whether there is a day of its own that might be off, so that it can be left out then. A working day is never off, what follows
    /// another rule is left out with that, and of what is due before its day another day is asked about.
    #[must_use]
    pub fn may_be_skipped(&self) -> bool {
        let has_day = match &self.when {
            When::DayOfMonth { day, .. } => matches!(day, DayChoice::Number(_) | DayChoice::Last),
            When::WeekOfMonth { .. } | When::NthWeekday { .. } | When::DayOfWeek { .. } => true,
            _ => false,
        };
        has_day && !self.excludes_its_day()
    }

    /// The hour before which it is due on its day: "trước 17 giờ ngày 25".
    #[must_use]
    pub fn hour_before(&self) -> Option<Time> {
        match self.by {
            Some(TimeOfDay::At(hour)) if self.limit == Limit::Before => Some(hour),
            _ => None,
        }
    }

    /// The period by which its slots are told apart, where that is not the one their days lie in. What follows another rule has the
    /// slots of that.
    #[must_use]
    pub fn slots_of(&self) -> Option<About> {
        self.about.filter(|about| self.when.base().is_none() && about.tells_apart(&self.when))
    }

    /// Whether it has not ended by `day`.
    #[must_use]
    pub fn holds_past(&self, day: Date) -> bool {
        self.valid_to.is_none_or(|to| day < to)
    }
}

/// What an occurrence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OccurrenceKind {
    /// ● cuộc họp.
    Meeting,
    /// ■ báo cáo.
    Report,
    /// ▲ việc khác.
    Task,
}

/// The period in which a rule recurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Every {
    /// Each week (Monday first).
    Week,
    /// Each month.
    Month,
    /// Each quarter.
    Quarter,
    /// Each half year.
    HalfYear,
    /// The first nine months.
    NineMonths,
    /// Each year.
    Year,
    /// The text says "định kỳ" and not how often.
    Unspecified,
}

impl Every {
    /// All, from the shortest.
    pub const ALL: [Self; 7] =
        [Self::Week, Self::Month, Self::Quarter, Self::HalfYear, Self::NineMonths, Self::Year, Self::Unspecified];

    /// As the calendar file writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::HalfYear => "half_year",
            Self::NineMonths => "nine_months",
            Self::Year => "year",
            Self::Unspecified => "unspecified",
        }
    }

    /// How many months the period has; `None` for a week and for a text that does not say.
    #[must_use]
    pub const fn months(self) -> Option<i8> {
        match self {
            Self::Month => Some(1),
            Self::Quarter => Some(3),
            Self::HalfYear => Some(6),
            Self::NineMonths => Some(9),
            Self::Year => Some(12),
            Self::Week | Self::Unspecified => None,
        }
    }
}

/// Which month of its period a rule means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MonthChoice {
    /// The last month of the period ("tháng cuối quý").
    Last,
    /// These months, counted from 1 within the period.
    Only(Vec<i8>),
}

/// Which day of its month a rule means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayChoice {
    /// The day of this number, 1–31.
    Number(i8),
    /// The last day of the month, whichever that is.
    Last,
    /// The last day of the month that is worked: "ngày làm việc cuối cùng của tháng".
    LastWorking,
    /// The working day of this number, 1–10: "trong 03 ngày làm việc đầu tháng"; counted from the month's end where negative.
    Working(i8),
}

/// Which week of its month a rule means, or which of the month's days that are one weekday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WeekChoice {
    /// The one of this number, from 1; weeks are counted by the office's week rule.
    Number(i8),
    /// The last one. The last week ("tuần cuối cùng của tháng") is the one before week 1 of the next month, by the same rule.
    Last,
}

/// As a slot and the calendar file write it.
impl fmt::Display for WeekChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(n) => write!(f, "{n}"),
            Self::Last => f.write_str("last"),
        }
    }
}

/// So many days counted from another day, which is not among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayCount {
    /// How many.
    pub count: u16,
    /// Which days are counted.
    pub days: Days,
}

/// Which days a term counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Days {
    /// "ngày làm việc".
    Working,
    /// "ngày": all of them, days off too (Bộ luật Dân sự 2015, Điều 147, 148).
    All,
}

/// When a rule falls: the rule language of design 3.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// A day of a month: `{every: quarter, month: last, day: 15}`.
    DayOfMonth {
        /// The period.
        every: Every,
        /// The month within the period; the only month when the period is a month.
        month: Option<MonthChoice>,
        /// The day.
        day: DayChoice,
    },
    /// A weekday of numbered weeks of a month: `{every: month, week: [2, 4], weekday: fri}`, `{every: quarter, month: last, week: 2,
    /// weekday: thu}`.
    WeekOfMonth {
        /// The period.
        every: Every,
        /// The month within the period; the only month when the period is a month.
        month: Option<MonthChoice>,
        /// The weeks.
        weeks: Vec<WeekChoice>,
        /// The weekday.
        weekday: Weekday,
    },
    /// The n-th such weekday of a month: `{every: month, nth: 1, weekday: mon}` (RFC 5545, BYDAY=1MO). Weekdays are counted here, and no
    /// weeks: "thứ Hai cuối cùng của tháng" may lie in week 1 of the next month.
    NthWeekday {
        /// The period.
        every: Every,
        /// The month within the period; the only month when the period is a month.
        month: Option<MonthChoice>,
        /// Which of them.
        nths: Vec<WeekChoice>,
        /// The weekday.
        weekday: Weekday,
    },
    /// A weekday of every week: `{every: week, weekday: thu}`.
    DayOfWeek {
        /// The weekday.
        weekday: Weekday,
    },
    /// A working day of every week, by its number: `{every: week, working_day: 1}`; a week that has not so many has none.
    WorkingDayOfWeek {
        /// Its number, 1–5; counted from the end of the week where negative.
        nth: i8,
    },
    /// So many days after an occurrence of another rule: `{after: giao-ban, working_days: 3}`, `{after: giao-ban, days: 7}`.
    After {
        /// The other rule.
        rule: RuleId,
        /// The days, counted from the day after.
        term: DayCount,
    },
    /// So many days before an occurrence of another rule: `{before: giao-ban, working_days: 3}`.
    Before {
        /// The other rule.
        rule: RuleId,
        /// The days, counted back from the day before.
        term: DayCount,
    },
    /// On the day of another rule: `{at: giao-ban}`.
    At {
        /// The other rule.
        rule: RuleId,
    },
    /// So many times in a period, in given months if any, the day decided by a person: `{every: month, times: 1}`, and in a named
    /// month once where nothing else is said: `{every: year, month: 6}`.
    Times {
        /// The period.
        every: Every,
        /// The months, when the text names them.
        months: Option<MonthChoice>,
        /// How often in the period, or in each of the named months.
        times: u16,
    },
    /// Recurs, and the text gives no date.
    Undated {
        /// The periods the text names.
        every: Vec<Every>,
    },
    /// Follows an event that has no date of its own, or carries no limit; the id names the event.
    Event {
        /// The event.
        event: String,
    },
    /// On demand.
    OnDemand,
    /// All the time.
    Continuous,
}

impl When {
    /// The period of a rule that has slots of its own.
    #[must_use]
    pub fn every(&self) -> Option<Every> {
        match self {
            Self::DayOfMonth { every, .. }
            | Self::WeekOfMonth { every, .. }
            | Self::NthWeekday { every, .. }
            | Self::Times { every, .. } => Some(*every),
            Self::DayOfWeek { .. } | Self::WorkingDayOfWeek { .. } => Some(Every::Week),
            _ => None,
        }
    }

    /// The rule it counts from or is held with.
    #[must_use]
    pub fn base(&self) -> Option<&RuleId> {
        match self {
            Self::After { rule, .. } | Self::Before { rule, .. } | Self::At { rule } => Some(rule),
            _ => None,
        }
    }

    /// Whether it leads to a day that nothing may be later than: the last of a month, worked or not, or one before a meeting.
    #[must_use]
    pub fn ends_there(&self) -> bool {
        match self {
            Self::Before { .. } => true,
            Self::WorkingDayOfWeek { nth } => *nth < 0,
            Self::DayOfMonth { day, .. } => match day {
                DayChoice::Last | DayChoice::LastWorking => true,
                DayChoice::Working(nth) => *nth < 0,
                DayChoice::Number(_) => false,
            },
            _ => false,
        }
    }
}

/// How the day named in the text limits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Limit {
    /// "trước ngày N": the last day is N−1. With an hour ("trước 17 giờ ngày N") it is N, before that hour.
    Before,
    /// "chậm nhất vào ngày N", "trong vòng": N itself is allowed.
    OnOrBefore,
    /// On that day, neither before nor after: a meeting.
    #[default]
    Exact,
}

/// By what time of the day something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TimeOfDay {
    /// "sáng": the text gives no hour, and none is invented.
    Morning,
    /// "chiều".
    Afternoon,
    /// An hour.
    At(Time),
}

/// What happens when a day is off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Roll {
    /// Nothing.
    None,
    /// To the working day before: never late under any reading.
    Preceding,
    /// To the working day after (Điều 148 Bộ luật Dân sự 2015).
    Following,
    /// To the working day after, unless that is in another month; then before.
    ModifiedFollowing,
    /// To the working day before, unless that is in another month; then after.
    ModifiedPreceding,
    /// Nowhere: "nếu trùng ngày nghỉ, lễ thì không tổ chức", this time there is none.
    Skip,
}

impl Roll {
    /// Whether a day may move to a later one.
    pub(crate) fn may_be_later(self) -> bool {
        matches!(self, Self::Following | Self::ModifiedFollowing | Self::ModifiedPreceding)
    }

    /// Whether a day off leads to the working day after, and not to the one before.
    pub(crate) fn leads_on(self) -> bool {
        matches!(self, Self::Following | Self::ModifiedFollowing)
    }
}
