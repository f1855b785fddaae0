//! How dates are computed: the readings in force, where they differ, and the days that are still open.

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
    pub others: Vec<String>,
    /// Where the readings differ: rule by rule, the months of the year of the build.
    pub differing: Vec<Differing>,
    /// The year of the build.
    pub year: i16,
    /// First loaded year of holidays; 0 when none is loaded.
    pub first_year: i16,
    /// Last loaded year.
    pub last_year: i16,
    /// Days off whose notice is still out, from the day of the build on.
    pub tentative: Vec<Special>,
    /// The dated and relative rules.
    pub rules: Vec<RuleBrief>,
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
    let (first_year, last_year) = model.holidays.years.unwrap_or((0, 0));
    let end = date(planner.years.end().clamp(&-9999, &9999).to_owned(), 12, 31);
    let dated = |r: &&Rule| {
        matches!(r.when, When::DayOfMonth { .. } | When::WeekOfMonth { .. } | When::After { .. } | When::At { .. })
    };
    let words = |w: WeekRule| week_rule_words(w).in_lang(planner.lang).to_owned();
    let differing = |r: &Rule| Differing {
        title: r.title.clone(),
        cite: planner.cite(&r.cite),
        months: differing_months(r, planner.s.day.year()),
    };
    MethodPage {
        week_rule: words(in_force),
        others: WeekRule::ALL.into_iter().filter(|w| *w != in_force).map(words).collect(),
        differing: model.rules.iter().map(differing).filter(|d| !d.months.is_empty()).collect(),
        year: planner.s.day.year(),
        first_year,
        last_year,
        tentative: special(planner, planner.s.day, end.max(planner.s.day))
            .into_iter()
            .filter(|s| s.tentative)
            .collect(),
        rules: model.rules.iter().filter(dated).map(|r| planner.rule(r)).filter(|r| !r.next.is_empty()).collect(),
    }
}
