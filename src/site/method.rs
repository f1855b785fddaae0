//! How dates are computed: the readings in force, where they differ, and the days that are still open.

use jiff::civil::date;
use serde::Serialize;

use super::calendar::{Special, special};
use super::planner::{Planner, timing_key};
use super::view::{Cite, Day, RuleBrief};
use crate::calendar::{Parting, partings, week_rule_name, week_rule_words, week_words};
use crate::model::{Rule, RuleId, WeekRule, When};
use crate::text::capital;

/// How dates are computed.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct MethodPage {
    /// The reading of numbered weeks in force.
    pub week_rule: ReadingView,
    /// The other readings.
    pub others: Vec<ReadingView>,
    /// Where another reading would give another day: rule by rule, year by year.
    pub differing: Vec<Differing>,
    /// The years whose holidays are loaded: `2015–2030, 2032`; empty when none is.
    pub loaded: String,
    /// Days off whose notice is still out, from the day of the build on.
    pub tentative: Vec<Special>,
    /// The dated and relative rules.
    pub rules: Vec<RuleBrief>,
}

/// A reading of numbered weeks.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct ReadingView {
    /// Its key in quyche.yaml.
    pub key: &'static str,
    /// Its name, by which the explanation of a date calls it.
    pub name: String,
    /// What it says.
    pub words: String,
}

/// A rule and the weeks for which another reading gives another day than the one in force.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct Differing {
    /// The rule.
    pub title: String,
    /// The provision.
    pub cite: Cite,
    /// The published years that have such weeks.
    pub years: Vec<DifferingYear>,
}

/// A year of [`Differing`].
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct DifferingYear {
    /// The year, in figures.
    pub year: String,
    /// Its weeks, by month.
    pub weeks: Vec<DifferingWeek>,
}

/// A numbered week for which the readings part.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct DifferingWeek {
    /// `tháng 05/2026`.
    pub month: String,
    /// `Tuần thứ 2`, `Tuần cuối`.
    pub week: String,
    /// The day of the reading in force; none when the month has no such day.
    pub chosen: Option<Day>,
    /// What the readings give that give another day.
    pub others: String,
}

/// The page.
pub(super) fn view(planner: &Planner<'_>) -> MethodPage {
    let model = planner.s.model;
    let in_force = model.office.week_rule.unwrap_or_default();
    let end = date(planner.years.end().clamp(&-9999, &9999).to_owned(), 12, 31);
    let dated = |r: &&Rule| matches!(timing_key(r), "dated" | "relative");
    let words = |w: WeekRule| week_rule_words(w).in_lang(planner.lang).to_owned();
    let name = |w: WeekRule| week_rule_name(w).in_lang(planner.lang).to_owned();
    let reading = |w: WeekRule| ReadingView { key: w.as_str(), name: name(w), words: words(w) };
    let week = |year: i16, p: Parting| DifferingWeek {
        month: planner.month(date(year, p.month, 1)),
        week: capital(week_words(p.week).in_lang(planner.lang)),
        chosen: p.chosen.map(|d| planner.day(d)),
        others: p.others.in_lang(planner.lang).to_owned(),
    };
    // Rules that follow one another under one id are told once, each week by the rule of its day.
    let of_year = |id: &RuleId, year: i16| {
        let mut found: Vec<Parting> = planner.rules_of_id(id).flat_map(|r| partings(r, year, in_force)).collect();
        found.sort_by_key(|p| (p.month, p.week));
        DifferingYear { year: year.to_string(), weeks: found.into_iter().map(|p| week(year, p)).collect() }
    };
    let differing = |id: &RuleId| {
        let rule = planner.rule_at_anchor(id)?;
        Some(Differing {
            title: rule.title.clone(),
            cite: planner.cite_of(rule),
            years: planner.years.clone().map(|year| of_year(id, year)).filter(|y| !y.weeks.is_empty()).collect(),
        })
    };
    let mut ids: Vec<&RuleId> = Vec::new();
    for rule in &model.rules {
        if matches!(rule.when, When::WeekOfMonth { .. }) && !ids.contains(&&rule.id) {
            ids.push(&rule.id);
        }
    }
    MethodPage {
        week_rule: reading(in_force),
        others: WeekRule::ALL.into_iter().filter(|w| *w != in_force).map(reading).collect(),
        differing: ids.into_iter().filter_map(differing).filter(|d| !d.years.is_empty()).collect(),
        loaded: spans(model.holidays.years.keys().copied()),
        tentative: special(planner, planner.s.day, end.max(planner.s.day))
            .into_iter()
            .filter(|s| s.tentative)
            .collect(),
        rules: planner.rules().filter(|r| dated(r)).map(|r| planner.rule(r)).filter(|r| !r.next.is_empty()).collect(),
    }
}

/// Years in words, neighbours joined: `2015–2030, 2032`.
fn spans(years: impl IntoIterator<Item = i16>) -> String {
    let mut spans: Vec<(i16, i16)> = Vec::new();
    for year in years {
        match spans.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(year) => *last = year,
            _ => spans.push((year, year)),
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
        assert_eq!(spans((2015..=2030).chain([2032])), "2015–2030, 2032");
        assert_eq!(spans([]), "");
    }
}
