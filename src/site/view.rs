//! The small pieces pages are made of. Plain strings, lists and ISO dates; whatever needs words of the interface is a
//! key that the theme's table of strings resolves, so that an English interface is one more table.

use serde::Serialize;

use crate::model::{Component, Provision, ProvisionId, Version};

/// Words and where they lead, from the site's root; no address when there is no page (a party outside the office).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Link {
    /// The words.
    pub text: String,
    /// The address from the root; empty for none.
    pub href: String,
}

/// A provision as it is cited.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Cite {
    /// The printed path, `B.II.5.1.a`.
    pub id: String,
    /// As it is shown where there is little room: the path, or the citation where no path is printed.
    pub short: String,
    /// In the order of Vietnamese law.
    pub citation: String,
    /// The address from the root; empty when the provision is not in the text in force.
    pub href: String,
}

impl Cite {
    /// A provision of a text, and where it stands.
    pub(super) fn of(version: &Version, p: &Provision, href: String) -> Self {
        Self { id: p.id.to_string(), short: version.short(p), citation: p.citation.clone(), href }
    }

    /// What no text has.
    pub(super) fn unknown(id: &ProvisionId) -> Self {
        let id = id.to_string();
        Self { short: id.clone(), citation: id.clone(), id, href: String::new() }
    }
}

/// The document of a text that a provision stands in, for what is copied from it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct DocumentOf {
    /// What citations call it.
    pub name: String,
    /// Its title, where it is issued with the decision; empty for the decision itself.
    pub title: String,
}

impl DocumentOf {
    /// That of a provision; `None` where its text is one document.
    pub(super) fn provision(version: &Version, p: &Provision) -> Option<Self> {
        let Component { name, title, issues, .. } = version.component(p)?;
        Some(Self { name: name.clone(), title: if *issues { String::new() } else { title.clone() } })
    }
}

/// A date for people and for machines.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Day {
    /// ISO, for `<time datetime>`.
    pub iso: String,
    /// `13/02/2026`.
    pub words: String,
    /// `13/02`, where the year stands beside it.
    pub short: String,
    /// `thứ Sáu`.
    pub weekday: String,
    /// Where the calendar shows it; empty for none.
    pub href: String,
    /// Whether it may still move: a notice or a decision is out.
    pub tentative: bool,
}

/// One of the next dates of a rule, which may be by other words than those shown with it.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct NextDay {
    /// The date.
    #[serde(flatten)]
    pub day: Day,
    /// The first day of its words, where they are others and yet to come; empty otherwise.
    pub since: String,
    /// Where its words stand, where that is another clause.
    pub cite: Option<Cite>,
}

/// A rule of the calendar in short, beside the provision or duty it belongs to: of those that follow one another under one id, the one by
/// which the nearest date is.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct RuleBrief {
    /// The rule's id.
    pub id: String,
    /// What is to be done.
    pub title: String,
    /// `meeting`, `report` or `task`.
    pub kind: &'static str,
    /// `dated`, `relative`, `window`, `quota`, `undated`, `event`, `on_demand`, `continuous`.
    pub timing: &'static str,
    /// The words that set it.
    pub quote: String,
    /// Where they stand.
    pub cite: Cite,
    /// The condition under which it is due at all; empty for none.
    pub conditional: String,
    /// Who bears it.
    pub who: Vec<Link>,
    /// To whom it goes.
    pub to: Vec<Link>,
    /// The first day of one that is yet to come; empty for one that holds.
    pub since: String,
    /// The next dates, nearest first; none when the text gives none.
    pub next: Vec<NextDay>,
    /// Where all of it is shown.
    pub href: String,
}

/// A step of the way by which a duty arrives.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct Why {
    /// The provision that says so, if one does.
    pub cite: Option<Cite>,
    /// Its words, or a note where the text is silent.
    pub words: String,
}

/// Whom the text names, and a decision ended without another in the place.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Former {
    /// Under the last name.
    pub who: Link,
    /// The day since when it is no more.
    pub since: String,
    /// The decision.
    pub by: Vec<Link>,
}

/// One duty.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct DutyView {
    /// The relation's key.
    pub relation: &'static str,
    /// The words that prove it.
    pub quote: String,
    /// Where they stand, when not in the provision itself.
    pub quote_from: Option<Cite>,
    /// Towards whom.
    pub to: Vec<Link>,
    /// Towards whom the text has it, who is no more.
    pub former: Vec<Former>,
    /// Whether this duty is inferred, as against the whole way.
    pub inferred: bool,
    /// Whether somebody should confirm the reading.
    pub doubtful: bool,
    /// A note of the reader who read the text; empty for none.
    pub note: String,
    /// Whether the same words of the same provision stand further up on the page.
    pub again: bool,
    /// Whether it begins a sentence, and whether it ends one: duties of a clause towards the same side are said together.
    pub opens: bool,
    /// See [`DutyView::opens`].
    pub closes: bool,
}

/// A provision and what it asks of one bearer.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct Clause {
    /// The provision.
    pub cite: Cite,
    /// Its label as printed.
    pub label: String,
    /// Its words, verbatim; empty where a quote is all of it.
    pub text: String,
    /// The nearest heading above it; empty where the clause before stands under the same.
    pub heading: String,
    /// What it asks.
    pub duties: Vec<DutyView>,
    /// Dates computed from it.
    pub rules: Vec<RuleBrief>,
}

/// The clauses that arrive one way, with the way said once.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct Way {
    /// Through whom.
    pub via: Vec<Link>,
    /// On what ground.
    pub why: Vec<Why>,
    /// Whether a step of the way is inferred.
    pub inferred: bool,
    /// In the order of the text.
    pub clauses: Vec<Clause>,
}

/// One of the blocks of a role's page; blocks are never mixed (design 2).
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct BlockView {
    /// `own`, `inherited`, `collective`, `unit_head`, `everybody`.
    pub key: &'static str,
    /// How many clauses; one that arrives by two ways is one.
    pub count: usize,
    /// By the way they arrive.
    pub ways: Vec<Way>,
    /// The page that says all of it, where this one gives less; empty where it gives all itself.
    pub apart: String,
    /// Whether this page, where it gives less, still quotes them, without notes and without towards whom.
    pub brief: bool,
}

/// What passes between the bearer and one other side.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct Flow {
    /// The other side; none when the text does not name it, or names only who is no more.
    pub others: Vec<Link>,
    /// Whom the text names on the other side, who is no more.
    pub former: Vec<Former>,
    /// Whether all that is sure of it is inferred; then it is said of the whole.
    pub inferred: bool,
    /// The words, clause by clause.
    pub items: Vec<FlowItem>,
    /// The clauses that ask for it, each once.
    pub clauses: Vec<FlowClause>,
}

/// A clause by which something is handed in or reported, for a page that only names it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct FlowClause {
    /// The clause.
    pub cite: Cite,
    /// Whether something of it is inferred, as against all that passes.
    pub inferred: bool,
    /// Whether somebody should confirm the reading of it.
    pub doubtful: bool,
}

/// Something handed in or reported.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct FlowItem {
    /// The words that prove it.
    pub quote: String,
    /// The clause that asks for it.
    pub cite: Cite,
    /// Where the words stand, when not in that clause.
    pub quote_from: Option<Cite>,
    /// Whether it is inferred, as against all that passes.
    pub inferred: bool,
    /// Whether somebody should confirm the reading.
    pub doubtful: bool,
}

/// Something said of an actor, with proof or marked as inferred.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct Fact {
    /// The other actor.
    pub who: Link,
    /// The provision that says so.
    pub cite: Option<Cite>,
    /// Its words; empty for none.
    pub quote: String,
    /// Whether it is inferred.
    pub inferred: bool,
    /// A word on the inference; empty for none.
    pub note: String,
}

/// A calendar to subscribe to.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct FeedView {
    /// The file, from the root.
    pub href: String,
    /// The address to subscribe by; empty when it is not known where the site will stand.
    pub subscribe: String,
}

/// One line of [Cách tính].
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct StepView {
    /// What was done.
    pub words: String,
    /// The provision it rests on.
    pub cite: Option<Cite>,
    /// The law or notice it rests on; empty for none.
    pub source: String,
    /// The choice it rests on: `week`, how numbered weeks are read; `roll`, how a day that is off moves; empty for none.
    pub choice: &'static str,
}

/// One dated occurrence.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct Entry {
    /// The rule it follows from.
    pub rule: String,
    /// Its anchor on the page of its month.
    pub anchor: String,
    /// Where that is, anchor included.
    pub href: String,
    /// Whether the page of this week has that place, as its month has no page.
    pub on_week_page: bool,
    /// What is to be done.
    pub title: String,
    /// `meeting`, `report` or `task`.
    pub kind: &'static str,
    /// The day it falls on.
    pub day: Day,
    /// Its last day, when it lasts more than one.
    pub until: Option<Day>,
    /// The day named in the text.
    pub nominal: Day,
    /// Its last day, where the text names a span only and somebody set the day.
    pub nominal_until: Option<Day>,
    /// A note of the reader who read the text; empty for none.
    pub note: String,
    /// The last allowed day.
    pub last_allowed: Day,
    /// `morning`, `afternoon`, an hour, or empty.
    pub by: String,
    /// The status's key.
    pub status: &'static str,
    /// The condition under which it is due at all; empty for none.
    pub conditional: String,
    /// How the date was found.
    pub steps: Vec<StepView>,
    /// What the readings of a numbered week that were not chosen would give; empty for a rule that counts no weeks.
    pub other_readings: String,
    /// Other days it may fall on.
    pub alternatives: Vec<String>,
    /// The words that set it.
    pub quote: String,
    /// Where they stand.
    pub cite: Cite,
    /// Who bears it.
    pub who: Vec<Link>,
    /// To whom it goes.
    pub to: Vec<Link>,
    /// Who chairs.
    pub chair: Vec<Link>,
    /// Who chairs otherwise, in the text's words; empty for nobody.
    pub chair_fallback: String,
    /// Who attends.
    pub attendees: Vec<Link>,
    /// Who else may attend, in the text's words; empty for nobody.
    pub optional_attendees: String,
}
