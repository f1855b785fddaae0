//! What the text gives no date to: listed as what it is, with the words that set it. A date is never invented.

use serde::Serialize;

use super::planner::Planner;
use super::routes;
use super::view::{Link, RuleBrief};
use crate::calendar::ToSet;
use crate::model::{Every, MonthChoice, Rule, When};

/// What the text gives no date to.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct UndatedPage {
    /// What holds on the day, by class, in the order: window, quota, every so many periods from a first that is not known, undated, event,
    /// on demand, continuous, and rules whose dates are over.
    pub groups: Vec<UndatedGroup>,
    /// How many of them.
    pub count: usize,
    /// What will hold.
    pub coming: Vec<UndatedRule>,
    /// What has dates: its anchor stays, for who came to know it without.
    pub dated: Vec<RuleBrief>,
    /// What applied once: its anchor stays too.
    pub ended: Vec<EndedRule>,
}

/// An obligation that applies no more.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct EndedRule {
    /// The rule.
    pub rule: RuleBrief,
    /// Since when.
    pub until: String,
}

/// One class.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct UndatedGroup {
    /// The class's key.
    pub timing: &'static str,
    /// Its rules.
    pub rules: Vec<UndatedRule>,
}

/// A rule without a date.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct UndatedRule {
    /// The rule.
    pub rule: RuleBrief,
    /// Whose it is: who bears it, else who chairs, else who attends; empty where the text names nobody.
    pub whose: Vec<Link>,
    /// The periods' keys.
    pub every: Vec<&'static str>,
    /// Every so many periods, in words (`2 năm một lần`); empty for each.
    pub interval: String,
    /// How often in the period; 0 when the text does not say.
    pub times: u16,
    /// The months, when the text names them.
    pub months: Vec<i8>,
    /// A note of the reader who read the text; empty for none.
    pub note: String,
}

/// An obligation that still lacks days in a year.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct Unset {
    /// The obligation's id.
    pub rule: String,
    /// What it is, linked.
    pub link: Link,
    /// How many may still get a day.
    pub open: usize,
    /// How many are over without one: held and not recorded, or missed.
    pub passed: usize,
}

/// The page.
pub(super) fn view(planner: &Planner<'_>) -> UndatedPage {
    const ORDER: [&str; 9] =
        ["window", "quota", "first_unknown", "undated", "event", "on_demand", "continuous", "relative", "dated"];
    // One rule may follow another under its id, and the id is one place on the page.
    let stands = |r: &&Rule| planner.rule_at_anchor(&r.id).is_some_and(|one| std::ptr::eq(one, *r));
    let is_over = |r: &&Rule| r.valid_to.is_some_and(|end| end <= planner.s.day);
    let ended = planner.s.model.rules.iter().filter(|r| is_over(r) && stands(r));
    let (rules, dated): (Vec<&Rule>, Vec<&Rule>) = planner.rules().partition(|rule| is_undated(planner, rule));
    let today = planner.s.model.text_day(planner.s.day);
    let (rules, coming): (Vec<&Rule>, Vec<&Rule>) = rules.into_iter().partition(|rule| rule.holds_on(today));
    let [rules, coming] =
        [rules, coming].map(|all| all.into_iter().map(|r| undated_rule(planner, r)).collect::<Vec<_>>());
    let over = |r: &Rule| EndedRule {
        rule: planner.undated_brief(r),
        until: r.valid_to.map_or_else(String::new, |d| planner.date(d)),
    };
    let groups = ORDER.into_iter().map(|timing| UndatedGroup {
        timing,
        rules: rules.iter().filter(|r| r.rule.timing == timing).cloned().collect(),
    });
    UndatedPage {
        groups: groups.filter(|g| !g.rules.is_empty()).collect(),
        count: rules.len(),
        coming,
        dated: dated.into_iter().map(|r| planner.rule(r)).collect(),
        ended: ended.map(over).collect(),
    }
}

/// Whether a rule has no date to come, or some of its dates are still to be set: a quota with one day set has other spans without any,
/// and pages lead here from them.
pub(super) fn is_undated(planner: &Planner<'_>, rule: &Rule) -> bool {
    let open = || planner.windows.iter().any(|o| o.actual.end >= planner.s.day && o.rule == rule.id);
    planner.coming(rule.id.as_str()).next().is_none() || open()
}

/// A rule with what is known of its period.
pub(super) fn undated_rule(planner: &Planner<'_>, rule: &Rule) -> UndatedRule {
    let (every, times, in_months) = match &rule.when {
        When::Times { every, months: choice, times } => {
            let named = choice.as_ref().map_or_else(Vec::new, |c| months(*every, c));
            (vec![*every], per_period(*every, choice.as_ref(), *times), named)
        }
        When::Undated { every } => (every.clone(), 0, Vec::new()),
        _ => (Vec::new(), 0, Vec::new()),
    };
    let interval = rule.recurs.interval.zip(every.first()).map(|(interval, every)| interval.words(*every));
    let named = [&rule.who, &rule.chair, &rule.attendees].into_iter().find(|actors| !actors.is_empty());
    UndatedRule {
        rule: planner.undated_brief(rule),
        whose: named.map(|actors| planner.actors(actors)).unwrap_or_default(),
        interval: interval.map_or_else(String::new, |say| say.in_lang(planner.lang).to_owned()),
        every: every.into_iter().map(Every::as_str).collect(),
        times,
        months: if rule.recurs.months.is_empty() { in_months } else { rule.recurs.months.clone() },
        note: rule.note.clone().unwrap_or_default(),
    }
}

/// The months a choice means, counted within one period.
fn within(every: Every, choice: &MonthChoice) -> Vec<i8> {
    match choice {
        MonthChoice::Last => every.months().into_iter().collect(),
        MonthChoice::Only(months) => months.clone(),
    }
}

/// How often in a period what is to be so often in each of its named months.
fn per_period(every: Every, choice: Option<&MonthChoice>, times: u16) -> u16 {
    let months = choice.map_or(1, |c| u16::try_from(within(every, c).len()).unwrap_or(1));
    times.saturating_mul(months)
}

/// The months of the year a choice within a period means.
fn months(every: Every, choice: &MonthChoice) -> Vec<i8> {
    let (Some(length), within) = (every.months(), within(every, choice)) else { return Vec::new() };
    (0..12 / length).flat_map(|p| within.iter().map(move |m| p * length + m)).filter(|m| (1..=12).contains(m)).collect()
}

/// What nobody has set a day for in a year.
pub(super) fn unset(planner: &Planner<'_>, to_set: &[ToSet], year: i16) -> Vec<Unset> {
    let lacking = to_set.iter().filter(|t| t.year == year && t.open.len() + t.passed.len() > 0);
    let line = |t: &ToSet| {
        let text = planner.rule_on(&t.rule, t.last).map_or_else(|| t.rule.to_string(), |r| r.title.clone());
        let link = Link { text, href: routes::undated(&t.rule) };
        Unset { rule: t.rule.to_string(), link, open: t.open.len(), passed: t.passed.len() }
    };
    lacking.map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn months_of_a_period_are_months_of_the_year() {
        assert_eq!(months(Every::Quarter, &MonthChoice::Last), [3, 6, 9, 12]);
        assert_eq!(months(Every::Year, &MonthChoice::Only(vec![5, 11])), [5, 11]);
        assert_eq!(months(Every::HalfYear, &MonthChoice::Only(vec![1])), [1, 7]);
    }

    #[test]
    fn how_often_is_said_of_the_period_and_not_of_each_month() {
        assert_eq!(per_period(Every::Year, Some(&MonthChoice::Only(vec![5, 11])), 1), 2);
        assert_eq!(per_period(Every::Quarter, Some(&MonthChoice::Last), 1), 1);
        assert_eq!(per_period(Every::Month, None, 2), 2);
    }
}
