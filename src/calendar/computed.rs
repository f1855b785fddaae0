//! Dates computed once for several who ask about the same days: computing them is most of what a small office costs.

use jiff::civil::Date;

use super::engine::occurrences;
use super::occurrence::{DateRange, Occurrence};
use crate::diagnostic::Report;
use crate::history::Snapshot;

/// The occurrences of some days, with what was found on the way.
#[derive(Clone, Debug)]
pub struct Computed {
    days: DateRange,
    all: Vec<Occurrence>,
    report: Report,
}

impl Computed {
    /// What touches the days from `from` to `to`.
    #[must_use]
    pub fn of(snapshot: &Snapshot, from: Date, to: Date) -> Self {
        let (all, report) = occurrences(snapshot, from, to);
        Self { days: DateRange { start: from, end: to }, all, report }
    }

    /// As [`occurrences`] says it of these days: looked up where that is known here, else computed. Findings do not say which
    /// days they are of, so with a finding only the very same days are known.
    #[must_use]
    pub fn occurrences(&self, snapshot: &Snapshot, from: Date, to: Date) -> (Vec<Occurrence>, Report) {
        let days = DateRange { start: from, end: to };
        if days == self.days {
            return (self.all.clone(), self.report.clone());
        }
        let within = self.days.start <= from && from <= to && to <= self.days.end;
        if !within || self.report.iter().next().is_some() {
            return occurrences(snapshot, from, to);
        }
        (self.all.iter().filter(|o| o.touches(days)).cloned().collect(), Report::default())
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::history;
    use crate::model::shipped;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn what_is_looked_up_is_what_would_be_computed(from in 0..900_i32, days in 0..500_i32, start in 0..900_i32, span in 0..1500_i32) {
            let model = shipped();
            let state = history::on(&model, date(2026, 3, 1));
            let snapshot = state.snapshot().unwrap();
            let day = |n: i32| date(2026, 1, 1).saturating_add(n.days());
            let computed = Computed::of(&snapshot, day(start), day(start + span));
            let (from, to) = (day(from), day(from + days));
            prop_assert_eq!(computed.occurrences(&snapshot, from, to), occurrences(&snapshot, from, to));
        }
    }
}
