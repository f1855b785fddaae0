//! `quyche.yaml`: the office and the choices it has made.

use jiff::civil::Weekday;

use super::{Palette, Proof};
use crate::diagnostic::{Lang, Span};

/// How "tuần thứ hai của tháng" is read (design 3 compares the readings).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum WeekRule {
    /// Week 1 is the first Monday-first week with a Monday–Friday day in the month.
    #[default]
    FirstWorkweek,
    /// Week n holds the n-th such weekday of the month.
    NthWeekday,
    /// Week 1 is the Monday-first week that contains day 1.
    ContainsDay1,
    /// Week 1 is the first Monday-first week with at least four days in the month (as ISO 8601 does for years).
    Iso4,
    /// Week 1 is the first Monday-first week that lies wholly in the month.
    FirstFull,
}

impl WeekRule {
    /// Every reading, the default first.
    pub const ALL: [Self; 5] = [Self::FirstWorkweek, Self::NthWeekday, Self::ContainsDay1, Self::Iso4, Self::FirstFull];

    /// Whether the day of week n that is this weekday is always the n-th such day of its month, and of the last week the last: then
    /// it is one whether weeks are counted or weekdays. A week is of the month in which it has that day.
    #[must_use]
    pub fn counts(self, weekday: Weekday) -> bool {
        match self {
            Self::NthWeekday => true,
            Self::FirstWorkweek => weekday == Weekday::Friday,
            Self::ContainsDay1 => weekday == Weekday::Sunday,
            Self::Iso4 => weekday == Weekday::Thursday,
            Self::FirstFull => weekday == Weekday::Monday,
        }
    }

    /// The word in `quyche.yaml`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FirstWorkweek => "first_workweek",
            Self::NthWeekday => "nth_weekday",
            Self::ContainsDay1 => "contains_day_1",
            Self::Iso4 => "iso4",
            Self::FirstFull => "first_full",
        }
    }
}

/// The office and its choices.
#[derive(Clone, Debug, Default)]
pub struct Office {
    /// Full name.
    pub name: String,
    /// Short name for page titles.
    pub short_name: String,
    /// Title of the site.
    pub title: String,
    /// Language of the interface, a BCP 47 tag; the content is Vietnamese.
    pub language: String,
    /// The reading of numbered weeks; `None` when quyche.yaml does not choose, an error as soon as a rule needs it.
    pub week_rule: Option<WeekRule>,
    /// Where the site will be published, for feeds; empty when not known.
    pub base_url: String,
    /// The folder `quyche publish` publishes to, from the project's folder; empty when it is not said.
    pub publish_to: String,
    /// The right-hand side of event UIDs; never changes once published.
    pub uid_domain: String,
    /// Whom to tell of a mistake, in words.
    pub report_to: Option<String>,
    /// The words of the regulation by which work is handed over when units change.
    pub handover: Option<Proof>,
    /// The year of the site's first publication; `None` while it is not said. The calendar keeps the pages of every year since.
    pub first_year: Option<i16>,
    /// Name of the theme folder.
    pub theme: String,
    /// The picture beside the office's name.
    pub logo: Option<Logo>,
    /// The office's colours.
    pub palette: Palette,
}

/// The picture beside the office's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    /// The file, beside `quyche.yaml`.
    pub file: String,
    /// Where it is named.
    pub span: Span,
}

impl Office {
    /// The language in which the site speaks of its content.
    #[must_use]
    pub fn lang(&self) -> Lang {
        if self.language.starts_with("en") { Lang::En } else { Lang::Vi }
    }
}
