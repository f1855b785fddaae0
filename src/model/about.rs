//! The period a date is about, when not the one it lies in: "kế hoạch quý sau", "báo cáo quý trước".

use std::collections::BTreeSet;

use super::{Every, MonthChoice, When};

/// The period an occurrence is about, when not the one it falls in; which are said is in [`About::ALL`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// "kế hoạch quý sau": the slot is told apart by the period to come, and named after the one it falls in.
    Next(Every),
    /// "chậm nhất ngày 05 của tháng đầu quý sau", "năm trước": the slot bears the name of the period reported on.
    Previous(Every),
}

impl About {
    /// All, as the calendar file writes them, from the shortest.
    pub const ALL: [(&'static str, Self); 10] = [
        ("previous_week", Self::Previous(Every::Week)),
        ("previous_month", Self::Previous(Every::Month)),
        ("previous_quarter", Self::Previous(Every::Quarter)),
        ("previous_half_year", Self::Previous(Every::HalfYear)),
        ("previous_year", Self::Previous(Every::Year)),
        ("next_week", Self::Next(Every::Week)),
        ("next_month", Self::Next(Every::Month)),
        ("next_quarter", Self::Next(Every::Quarter)),
        ("next_half_year", Self::Next(Every::HalfYear)),
        ("next_year", Self::Next(Every::Year)),
    ];

    /// The period itself, whether it is the one before or the one to come.
    #[must_use]
    pub const fn unit(self) -> Every {
        match self {
            Self::Next(unit) | Self::Previous(unit) => unit,
        }
    }

    /// As the calendar file writes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(_, known)| *known == self).map_or("about", |(word, _)| word)
    }

    /// Whether no two days of a rule are about one period. Of a year each keeps its month in its name, and what has no dates has none
    /// to tell apart.
    #[must_use]
    pub fn tells_apart(self, when: &When) -> bool {
        let unit = self.unit();
        let months: Vec<i8> = match when {
            _ if unit == Every::Year => return true,
            When::DayOfWeek { .. } | When::WorkingDayOfWeek { .. } | When::Times { every: Every::Week, .. } => {
                return unit == Every::Week;
            }
            When::DayOfMonth { every, month, .. } => in_a_year(*every, month.as_ref()),
            When::Times { every, months, .. } => in_a_year(*every, months.as_ref()),
            When::WeekOfMonth { every, month, weeks, .. } | When::NthWeekday { every, month, nths: weeks, .. } => {
                let months = in_a_year(*every, month.as_ref()).into_iter();
                months.flat_map(|month| weeks.iter().map(move |_| month)).collect()
            }
            _ => return true,
        };
        let mut seen = BTreeSet::new();
        unit.months().is_some_and(|len| months.into_iter().all(|month| seen.insert((month - 1) / len)))
    }
}

/// The months of a year in which it has a day, or a span that begins.
fn in_a_year(every: Every, choice: Option<&MonthChoice>) -> Vec<i8> {
    let len = every.months().unwrap_or(12);
    let chosen = match choice {
        Some(MonthChoice::Only(months)) => months.clone(),
        Some(MonthChoice::Last) => vec![len],
        None => vec![1],
    };
    (0..12 / len).flat_map(|n| chosen.iter().map(move |month| n * len + month)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DayChoice, WeekChoice};
    use jiff::civil::Weekday;

    #[test]
    fn each_day_is_of_a_period_of_its_own() {
        let fits = |unit, when: &When| {
            let both = [About::Previous(unit), About::Next(unit)].map(|about| about.tells_apart(when));
            assert_eq!(both[0], both[1]);
            both[0]
        };
        let on = |every, month: &[i8]| When::DayOfMonth {
            every,
            month: (!month.is_empty()).then(|| MonthChoice::Only(month.to_vec())),
            day: DayChoice::Number(5),
        };
        for (every, month) in
            [(Every::Month, &[][..]), (Every::Quarter, &[1]), (Every::HalfYear, &[1]), (Every::Year, &[1])]
        {
            assert!(fits(every, &on(every, month)), "{every:?}");
        }
        assert!(fits(Every::Quarter, &on(Every::Year, &[1, 4, 7, 10])));
        assert!(fits(Every::HalfYear, &on(Every::Year, &[7])), "a yearly duty keeps its year");
        assert!(!fits(Every::Quarter, &on(Every::Month, &[])), "three months are one quarter");
        assert!(!fits(Every::Quarter, &on(Every::Quarter, &[1, 2])));
        assert!(!fits(Every::HalfYear, &on(Every::Year, &[1, 4])));
        assert!(!fits(Every::Week, &on(Every::Month, &[])), "of no week");
        assert!(fits(Every::Year, &on(Every::Month, &[])), "as it always was");
        let of = |every, month, weeks: &[i8]| {
            let weeks = weeks.iter().map(|n| WeekChoice::Number(*n)).collect();
            When::WeekOfMonth { every, month, weeks, weekday: Weekday::Friday }
        };
        let weeks = |weeks: &[i8]| of(Every::Month, None, weeks);
        assert!(fits(Every::Month, &weeks(&[1])) && !fits(Every::Month, &weeks(&[1, 3])));
        let last = || Some(MonthChoice::Last);
        assert!(fits(Every::Quarter, &of(Every::Quarter, last(), &[2])) && !fits(Every::Quarter, &weeks(&[1])));
        let weekly = When::DayOfWeek { weekday: Weekday::Monday };
        assert!(fits(Every::Week, &weekly) && !fits(Every::Month, &weekly));
        assert!(fits(Every::Week, &When::OnDemand), "it has no dates");
    }
}
