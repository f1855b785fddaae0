//! The days that are off.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::diagnostic::Span;

/// What a day of the holiday file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HolidayKind {
    /// A statutory holiday.
    Holiday,
    /// A day off for a holiday that fell on a weekend (Bộ luật Lao động 2019, Điều 111 khoản 3).
    Compensatory,
    /// A working day made a day off.
    SwapOff,
    /// A day off made a working day.
    SwapWork,
}

impl HolidayKind {
    /// All, in the order of declaration.
    pub const ALL: [Self; 4] = [Self::Holiday, Self::Compensatory, Self::SwapOff, Self::SwapWork];

    /// As the holiday file writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Holiday => "holiday",
            Self::Compensatory => "compensatory",
            Self::SwapOff => "swap_off",
            Self::SwapWork => "swap_work",
        }
    }
}

/// How firm a day of the holiday file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HolidayStatus {
    /// Fixed by law for every year.
    Statute,
    /// Fixed by a notice.
    Official,
    /// Announced, not yet law.
    PendingLaw,
    /// Expected, the notice is not out.
    Projected,
}

impl HolidayStatus {
    /// Whether it leaves the day open.
    #[must_use]
    pub const fn is_undecided(self) -> bool {
        matches!(self, Self::PendingLaw | Self::Projected)
    }

    /// All, in the order of declaration.
    pub const ALL: [Self; 4] = [Self::Statute, Self::Official, Self::PendingLaw, Self::Projected];

    /// As the holiday file writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Statute => "statute",
            Self::Official => "official",
            Self::PendingLaw => "pending_law",
            Self::Projected => "projected",
        }
    }
}

/// One day of the holiday file.
#[derive(Clone, Debug)]
pub struct Holiday {
    /// The day.
    pub date: Date,
    /// What it is.
    pub kind: HolidayKind,
    /// Its name.
    pub name: String,
    /// The notice or article it rests on.
    pub source: String,
    /// How firm.
    pub status: HolidayStatus,
    /// Where it is declared.
    pub span: Span,
}

/// The days that differ from an ordinary week, by date, and the years for which they are complete.
#[derive(Clone, Debug, Default)]
pub struct Holidays {
    /// By date.
    pub days: BTreeMap<Date, Holiday>,
    /// The loaded years, and where they are said to be. Each by itself: the files of 2030 and 2032 do not answer for 2031.
    pub years: BTreeMap<i16, Span>,
}
