//! `about:` of a rule: with `previous_…` a slot bears the name of the period reported on, so each must have one of its own.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{About, Every, MonthChoice, When};
use crate::say;
use crate::source::Scalar;

/// The fault of a rule two of whose dates would be of one period, or of none that can be told.
pub(super) fn misfit(about: &Scalar<About>, when: &When) -> Option<Diagnostic> {
    // Of the year before each date keeps its month in its name.
    let About::Previous(unit) = about.value else { return None };
    if unit == Every::Year || one_each(unit, when) {
        return None;
    }
    let word = About::ALL.iter().find(|(_, known)| *known == about.value).map_or("about", |(word, _)| word);
    let message = say!(
        "«about: {word}» không đi cùng «when» này: không phải mỗi ngày là của một kỳ riêng",
        "`about: {word}` does not go with this `when`: not each of its days is of a period of its own"
    );
    let help = say!(
        "ghi kỳ trùng với «every»: every: week đi với previous_week, month với previous_month, quarter với previous_quarter, half_year với previous_half_year",
        "write the period of `every`: every: week goes with previous_week, month with previous_month, quarter with previous_quarter, half_year with previous_half_year"
    );
    Some(Diagnostic::new(Code::BadRule, about.span, message).help(help))
}

/// Whether no two of its days are of one period. What follows another rule has the period of that, and what has no dates has none.
fn one_each(unit: Every, when: &When) -> bool {
    let months: Vec<i8> = match when {
        When::DayOfWeek { .. } | When::Times { every: Every::Week, .. } => return unit == Every::Week,
        When::DayOfMonth { every, month, .. } => in_a_year(*every, month.as_ref()),
        When::Times { every, months, .. } => in_a_year(*every, months.as_ref()),
        When::WeekOfMonth { weeks, .. } => (1..=12).flat_map(|month| weeks.iter().map(move |_| month)).collect(),
        _ => return true,
    };
    let mut seen = BTreeSet::new();
    unit.months().is_some_and(|len| months.into_iter().all(|month| seen.insert((month - 1) / len)))
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
    use crate::diagnostic::{Files, Span};
    use crate::model::DayChoice;
    use jiff::civil::Weekday;

    #[test]
    fn each_day_is_of_a_period_of_its_own() {
        let span = Span::new(Files::default().add("calendar.yaml", ""), 0, 0);
        let fits = |unit, when: &When| misfit(&Scalar { value: About::Previous(unit), span }, when).is_none();
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
        let weeks = |weeks: &[i8]| When::WeekOfMonth { weeks: weeks.to_vec(), weekday: Weekday::Friday };
        assert!(fits(Every::Month, &weeks(&[1])) && !fits(Every::Month, &weeks(&[1, 3])));
        let weekly = When::DayOfWeek { weekday: Weekday::Monday };
        assert!(fits(Every::Week, &weekly) && !fits(Every::Month, &weekly));
        assert!(fits(Every::Week, &When::OnDemand), "it has no dates");
    }
}
