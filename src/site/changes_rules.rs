//! What a decision moves in the calendar: the words of the rule before and after, and the dates of the year that follows.

use jiff::civil::Date;
use serde::Serialize;

use super::changes::{actor_on, cite_in, text_of};
use super::planner::{Planner, kind_key, timing_key};
use super::view::{Cite, Day, Link};
use crate::calendar::time_words;
use crate::change::{DateChange, Difference, RuleChange, Timed, other_people};
use crate::model::{Actor, Rule};

/// How many dates of one rule are told; a meeting of every week has many.
const SHOWN: usize = 8;

/// A rule that began, ended or differs.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct RuleChangeView {
    /// What is to be done.
    pub title: String,
    /// `meeting`, `report` or `task`.
    pub kind: &'static str,
    /// Its words before; `None` for a new one.
    pub before: Option<RuleWords>,
    /// Its words now; `None` for one that ended.
    pub after: Option<RuleWords>,
    /// Whom it has act otherwise than before.
    pub people: Vec<PeopleChange>,
    /// Whether the text names its days; of others there is no date that could differ.
    pub dated: bool,
    /// Dates that differ, the nearest first.
    pub dates: Vec<DateMove>,
    /// How many more differ within the year.
    pub more: usize,
}

/// Others who do something, hold it or take part.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct PeopleChange {
    /// `who`, `with`, `chair`, `attendees`.
    pub key: &'static str,
    /// Who it was; empty for nobody.
    pub before: Vec<Link>,
    /// Who it is; empty for nobody.
    pub after: Vec<Link>,
}

/// The words that set a rule.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct RuleWords {
    /// The words, verbatim.
    pub quote: String,
    /// Where they stand.
    pub cite: Cite,
}

/// A date that moves, falls away or comes.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct DateMove {
    /// The day it would have had.
    pub before: Option<Day>,
    /// The day it has.
    pub after: Option<Day>,
    /// By what time of the day it would have been; empty where the hour does not differ.
    pub before_by: String,
    /// By what time it is; empty likewise, and where the text names none any more.
    pub after_by: String,
}

/// Every rule that differs.
pub(super) fn view(planner: &Planner<'_>, difference: &Difference) -> Vec<RuleChangeView> {
    difference.rules.iter().map(|c| change(planner, difference, c)).collect()
}

fn change(planner: &Planner<'_>, difference: &Difference, change: &RuleChange) -> RuleChangeView {
    let words = |rule: &Option<Rule>, on: Date| {
        rule.as_ref().map(|r| {
            // One that follows only later is written in the numbers of its day.
            let text = text_of(planner, r.valid_from.map_or(on, |from| from.max(on)));
            RuleWords { quote: r.quote.to_string(), cite: cite_in(planner, text, &r.cite) }
        })
    };
    let rule = change.after.as_ref().or(change.before.as_ref());
    let moved = |d: &DateChange| {
        let hour = |timed: Option<Timed>| match timed.and_then(|t| t.by) {
            Some(by) if d.other_hour() => time_words(by).in_lang(planner.lang).to_owned(),
            _ => String::new(),
        };
        let day = |timed: Option<Timed>| timed.map(|t| planner.day(t.day));
        DateMove { before: day(d.before), after: day(d.after), before_by: hour(d.before), after_by: hour(d.after) }
    };
    RuleChangeView {
        title: rule.map_or_else(|| change.id.to_string(), |r| r.title.clone()),
        kind: rule.map_or("task", |r| kind_key(r.kind)),
        dated: [&change.before, &change.after]
            .into_iter()
            .flatten()
            .any(|r| matches!(timing_key(r), "dated" | "relative")),
        people: others(planner, difference, change),
        before: words(&change.before, difference.from),
        after: words(&change.after, difference.to),
        dates: change.dates.iter().take(SHOWN).map(moved).collect(),
        more: change.dates.len().saturating_sub(SHOWN),
    }
}

/// Who acts on the later day and who did on the earlier, where that differs.
fn others(planner: &Planner<'_>, difference: &Difference, change: &RuleChange) -> Vec<PeopleChange> {
    let (Some(before), Some(after)) = (&change.before, &change.after) else { return Vec::new() };
    let named = |actors: &[Actor], on: Date| actors.iter().map(|actor| actor_on(planner, actor, on)).collect();
    let view = |(key, was, is): (&'static str, &[Actor], &[Actor])| PeopleChange {
        key,
        before: named(was, difference.from),
        after: named(is, difference.to),
    };
    other_people(before, after).into_iter().map(view).collect()
}
