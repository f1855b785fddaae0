//! One meeting, deadline or window, with its three dates and the way they were found.

use jiff::civil::Date;

use super::week::Reading;
use super::workday::{undecided_mark, undecided_words};
use crate::diagnostic::Say;
use crate::model::{HolidayStatus, OccurrenceKind, ProvisionId, RuleId, TimeOfDay};
use crate::say;
use crate::text::date_both;

/// How [`Occurrence::reason`] says that the text gives the month and no day; tables keep these words.
pub(super) const MONTH_ONLY: &str = "chỉ có cửa sổ tháng";

/// Days from `start` to `end`, both included; one day when they are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DateRange {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
}

impl DateRange {
    /// One day.
    #[must_use]
    pub fn day(date: Date) -> Self {
        Self { start: date, end: date }
    }

    /// Whether it is a window of several days.
    #[must_use]
    pub fn is_window(self) -> bool {
        self.start != self.end
    }

    /// Whether the two have a day in common.
    #[must_use]
    pub fn touches(self, other: Self) -> bool {
        self.start <= other.end && other.start <= self.end
    }

    /// `13/02/2026` or `02/02/2026–27/02/2026`; `13 Feb 2026` or `2 Feb 2026 – 27 Feb 2026`.
    #[must_use]
    pub fn say(self) -> Say {
        let (vi, en) = date_both(self.start);
        if !self.is_window() {
            return Say { vi, en };
        }
        let (end, end_en) = date_both(self.end);
        say!("{vi}–{end}", "{en} – {end_en}")
    }
}

/// How firm an occurrence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Follows from the text and from decided holidays.
    Firm,
    /// Would move under a choice about holidays that is still open; the other days are listed.
    DependsOnNotice,
    /// A meeting whose day is off: where it moves is for the chair to decide (also what follows from such a meeting).
    AwaitsDecision,
    /// Called off by a decision, or following what was. It stays on the calendar, or people would keep coming.
    Cancelled,
}

impl Status {
    /// The stable form.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Firm => "firm",
            Self::DependsOnNotice => "depends_on_notice",
            Self::AwaitsDecision => "awaits_decision",
            Self::Cancelled => "cancelled",
        }
    }

    /// What the reader is told; `chair` is the name of whoever decides, when the text names one.
    #[must_use]
    pub fn words(self, chair: Option<&str>) -> Say {
        match (self, chair) {
            (Self::Firm, _) => say!("chắc chắn", "firm"),
            (Self::Cancelled, _) => say!("đã hủy", "cancelled"),
            (Self::DependsOnNotice, _) => {
                say!("dự kiến, chờ thông báo nghỉ lễ", "expected, the holiday notice is not out")
            }
            (Self::AwaitsDecision, Some(chair)) => {
                say!("dự kiến, chờ {chair} quyết định", "expected, “{chair}” decides")
            }
            (Self::AwaitsDecision, None) => {
                say!("dự kiến, chờ người chủ trì quyết định", "expected, the chair decides")
            }
        }
    }
}

/// What a line of the explanation rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The regulation.
    Provision(ProvisionId),
    /// The regulation, where it has other words of the rule on the other side of a change; the day is that of the change.
    OtherWords(ProvisionId, Date),
    /// The notice or article behind a day of the holiday file.
    Holiday(String),
    /// The document behind a decision about this occurrence.
    Decision(String),
    /// A law.
    Law(&'static str),
    /// The reading of numbered weeks chosen in quyche.yaml.
    WeekRule,
    /// The way chosen in calendar.yaml in which a day that is off moves, or stays (`roll`).
    Roll,
    /// Plain arithmetic.
    Arithmetic,
}

/// One line of [Cách tính].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The line.
    pub say: Say,
    /// What it rests on.
    pub ground: Ground,
}

/// One occurrence of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The rule.
    pub rule: RuleId,
    /// Its identity, which never holds the date: `giao-ban/2026-02-w2`, `ke-hoach-quy/2026-Q1`, `bc-nam/2026`.
    pub slot: String,
    /// Meeting, report or other work.
    pub kind: OccurrenceKind,
    /// The day the text names, or the window.
    pub nominal: DateRange,
    /// The last day the text allows.
    pub last_allowed: Date,
    /// The day by whose words it is: the rule of its id that holds then is its own.
    pub words_of: Date,
    /// The working day that is left of it; of a window, its first to last working day.
    pub actual: DateRange,
    /// By what time of the day.
    pub by: Option<TimeOfDay>,
    /// How firm.
    pub status: Status,
    /// Where it moves under an open choice about holidays, each once, by date.
    pub alternatives: Vec<DateRange>,
    /// [Cách tính], line by line.
    pub steps: Vec<Step>,
    /// Why actual differs from what the text names, in one phrase; empty when it does not. Stable, for tables and programs: the
    /// status of an open day stands as the holiday file writes it, `[pending_law]`.
    pub reason: Say,
    /// True when the text gives no day but a window or a number of times.
    pub undecided_day: bool,
    /// What each reading of a numbered week gives; empty for a rule that counts no weeks.
    pub readings: Vec<Reading>,
    /// The entries of `Model::overrides` that changed it, its own and those of what it follows, in their order.
    pub decisions: Vec<usize>,
    /// The days it had before each of these gave it another, in their order, as today's holidays have them.
    pub stood: Vec<Date>,
}

impl Occurrence {
    /// The slot without the rule: `2026-02-w2`.
    #[must_use]
    pub fn period(&self) -> &str {
        self.slot.split_once('/').map_or("", |(_, period)| period)
    }

    /// The reason for people, without the words of the holiday file and of tables.
    #[must_use]
    pub fn reason_words(&self) -> Say {
        let reason = HolidayStatus::ALL.into_iter().fold(self.reason.clone(), |reason, status| {
            let (mark, Say { vi, en }) = (undecided_mark(status), undecided_words(status));
            if mark.is_empty() {
                return reason;
            }
            Say { vi: reason.vi.replace(mark, &vi), en: reason.en.replace(mark, &en) }
        });
        Say { vi: reason.vi.replace(MONTH_ONLY, "văn bản chỉ nêu tháng"), ..reason }
    }

    /// Whether the occurrence belongs on a calendar of these days: it falls on one of them, or once stood there.
    #[must_use]
    pub fn touches(&self, days: DateRange) -> bool {
        self.falls_within(days) || self.stood.iter().any(|day| DateRange::day(*day).touches(days))
    }

    /// Whether a day it has, or that the words give it, is one of these.
    #[must_use]
    pub fn falls_within(&self, days: DateRange) -> bool {
        [self.nominal, DateRange::day(self.last_allowed), self.actual].into_iter().any(|range| range.touches(days))
    }
}

/// The stable form of a time of the day: `morning`, `afternoon`, `14:30`.
#[must_use]
pub fn time_key(time: TimeOfDay) -> String {
    match time {
        TimeOfDay::Morning => "morning".to_owned(),
        TimeOfDay::Afternoon => "afternoon".to_owned(),
        TimeOfDay::At(t) => format!("{:02}:{:02}", t.hour(), t.minute()),
    }
}

/// A time of the day in words: `sáng`, `chiều`, `14 giờ 30`.
#[must_use]
pub fn time_words(time: TimeOfDay) -> Say {
    match time {
        TimeOfDay::Morning => say!("sáng", "morning"),
        TimeOfDay::Afternoon => say!("chiều", "afternoon"),
        TimeOfDay::At(t) => {
            let (hour, minute) = (t.hour(), t.minute());
            say!("{hour:02} giờ {minute:02}", "{hour:02}:{minute:02}")
        }
    }
}
