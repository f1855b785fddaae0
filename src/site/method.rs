//! How dates are computed: the readings in force, where they differ, and the days that are still open.

use std::collections::BTreeSet;

use jiff::civil::date;
use serde::Serialize;

use super::calendar::{Special, special};
use super::planner::Planner;
use super::view::{Cite, RuleBrief};
use crate::calendar::{differing_months, week_rule_words};
use crate::model::{Rule, WeekRule, When};

/// How dates are computed.
#[derive(Clone, Debug, Serialize)]
pub struct MethodPage {
    /// The reading of numbered weeks in force.
    pub week_rule: String,
    /// The other readings.
    pub others: Vec<ReadingView>,
    /// Where the readings differ: rule by rule, the months of the year of the build.
    pub differing: Vec<Differing>,
    /// The year of the build.
    pub year: i16,
    /// The years whose holidays are loaded: `2015–2030, 2032`; empty when none is.
    pub loaded: String,
    /// Days off whose notice is still out, from the day of the build on.
    pub tentative: Vec<Special>,
    /// The dated and relative rules.
    pub rules: Vec<RuleBrief>,
}

/// A reading of numbered weeks.
#[derive(Clone, Debug, Serialize)]
pub struct ReadingView {
    /// Its name in quyche.yaml, by which the explanation of a date calls it.
    pub key: &'static str,
    /// What it says.
    pub words: String,
}

/// A rule and the months in which the readings of its weeks give different days.
#[derive(Clone, Debug, Serialize)]
pub struct Differing {
    /// The rule.
    pub title: String,
    /// The provision.
    pub cite: Cite,
    /// The months.
    pub months: Vec<i8>,
}

/// The page.
pub(super) fn view(planner: &Planner<'_>) -> MethodPage {
    let model = planner.s.model;
    let in_force = model.office.week_rule.unwrap_or_default();
    let end = date(planner.years.end().clamp(&-9999, &9999).to_owned(), 12, 31);
    let dated = |r: &&Rule| {
        matches!(r.when, When::DayOfMonth { .. } | When::WeekOfMonth { .. } | When::After { .. } | When::At { .. })
    };
    let words = |w: WeekRule| week_rule_words(w).in_lang(planner.lang).to_owned();
    let other = |w: WeekRule| ReadingView { key: w.as_str(), words: words(w) };
    let differing = |r: &Rule| Differing {
        title: r.title.clone(),
        cite: planner.cite(&r.cite),
        months: differing_months(r, planner.s.day.year()),
    };
    MethodPage {
        week_rule: words(in_force),
        others: WeekRule::ALL.into_iter().filter(|w| *w != in_force).map(other).collect(),
        differing: model.rules.iter().map(differing).filter(|d| !d.months.is_empty()).collect(),
        year: planner.s.day.year(),
        loaded: spans(&model.holidays.years),
        tentative: special(planner, planner.s.day, end.max(planner.s.day))
            .into_iter()
            .filter(|s| s.tentative)
            .collect(),
        rules: model.rules.iter().filter(dated).map(|r| planner.rule(r)).filter(|r| !r.next.is_empty()).collect(),
    }
}

/// Years in words, neighbours joined: `2015–2030, 2032`.
fn spans(years: &BTreeSet<i16>) -> String {
    let mut spans: Vec<(i16, i16)> = Vec::new();
    for year in years {
        match spans.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(*year) => *last = *year,
            _ => spans.push((*year, *year)),
        }
    }
    let words = |(a, b): (i16, i16)| if a == b { a.to_string() } else { format!("{a}–{b}") };
    spans.into_iter().map(words).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_between_loaded_years_is_shown() {
        assert_eq!(spans(&(2015..=2030).chain([2032]).collect()), "2015–2030, 2032");
        assert_eq!(spans(&BTreeSet::new()), "");
    }
}
