//! The handbook of a role in one unit: what whoever starts there is handed on the first day (design 1, the new employee).
//!
//! It answers in the order in which one asks: whom do I report to, what is my unit, what do I hand in and when, what am I
//! given, which meetings, all my duties. It comes in two editions of one view. The one for the screen shows each duty with
//! the words that prove it, or, where a block is long, names its clauses. In the full edition each clause stands once to the
//! letter, so that paper needs nothing beside it: with the first duty it gives, or, when it is only cited, in the annex. The trap
//! is to fill a gap kindly: where the text is silent the page says so.

use std::collections::BTreeSet;

use rayon::prelude::*;
use serde::Serialize;

use super::changes_bearers::{self, MyChange};
use super::duties;
use super::handbook_clauses::{HandbookBlock, HandbookClause};
use super::handbook_full::with_clauses;
use super::handbook_screen::for_screen;
use super::page::{Body, Crumb, Page};
use super::plan::Give;
use super::planner::Planner;
use super::routes;
use super::terms::TermView;
use super::terms_used::TermsUsed;
use super::unit::{PostView, post};
use super::view::{BlockView, Cite, Clause, DutyView, Fact, FeedView, Flow, Link, RuleBrief};
use crate::duty::{Answering, Bearers, Block, Duty, answers_to, of_role_in_unit, of_unit};
use crate::model::{Actor, Role, RoleId, Unit, UnitId};

/// A role in one unit.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct HandbookPage {
    /// The role's name.
    pub name: String,
    /// Its short forms.
    pub aliases: Vec<String>,
    /// The page of the role alone.
    pub general: Link,
    /// Its own section of the regulation.
    pub section: Option<Cite>,
    /// To whom it reports, nearest first.
    pub reports_to: Vec<Superior>,
    /// Roles whose duties it has as well.
    pub inherits: Vec<Fact>,
    /// Roles it counts as, inferred.
    pub counts_as: Vec<Fact>,
    /// Membership and posts.
    pub structure: Vec<Clause>,
    /// The unit.
    pub unit: UnitCard,
    /// What it hands in, with dates or without.
    pub deadlines: Vec<DatedRule>,
    /// What it hands in without a date, where this edition only names it, by class.
    pub undated: Vec<Undated>,
    /// What it reports, by the clauses.
    pub given: Vec<Flow>,
    /// Where that is quoted, when this edition only names the clauses; empty where it quotes them itself.
    pub given_apart: String,
    /// What comes to it by the calendar.
    pub incoming: Vec<DatedRule>,
    /// What is reported to it, by the clauses.
    pub received: Vec<Flow>,
    /// The same as for what it reports.
    pub received_apart: String,
    /// Its meetings.
    pub meetings: Vec<DatedRule>,
    /// Its calendar to subscribe to.
    pub feed: FeedView,
    /// Its duties, each with the words that prove it.
    pub blocks: Vec<BlockView>,
    /// The keys of blocks it has none of; their anchors stay.
    pub empty: Vec<&'static str>,
    /// How many clauses give it duties, each counted once.
    pub count: usize,
    /// What decisions changed for it.
    pub changes: Vec<MyChange>,
    /// The edition for the screen.
    pub on_screen: String,
    /// The full edition.
    pub in_full: String,
    /// Every clause to the letter; only in the full edition.
    pub full: Option<InFull>,
}

/// What the full edition has beyond the one for the screen.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct InFull {
    /// The duties with their clauses.
    pub blocks: Vec<HandbookBlock>,
    /// Clauses the page cites and shows nowhere else, in the order of the text.
    pub annex: Vec<HandbookClause>,
    /// Abbreviations and terms that stand in the words shown.
    pub terms: Vec<TermView>,
}

/// Somebody one reports to.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct Superior {
    /// Who, with the words that say so.
    pub fact: Fact,
    /// Who that is in this unit, where the words name the post every unit has.
    pub here: Option<PostView>,
    /// Who belongs to it, where it is a group of few.
    pub members: Vec<Link>,
    /// The role of which the text says so, where it says nothing of this one, which is that one as well.
    pub as_role: Option<Link>,
}

/// Rules without a date that are of one class.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct Undated {
    /// The class's key, as [`RuleBrief::timing`].
    pub timing: &'static str,
    /// The rules.
    pub rules: Vec<RuleBrief>,
}

/// A rule of the calendar and the three dates of its next occurrence.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct DatedRule {
    /// The rule.
    pub rule: RuleBrief,
    /// How the next date came to be; none when there is none.
    pub way: Option<DateWay>,
}

/// The way of a date in short (design 3); each step with its source is where the rule leads.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct DateWay {
    /// The day the text names; empty, as are the others, when it is kept as it is.
    pub nominal: String,
    /// The last day the text allows.
    pub last_allowed: String,
    /// The working day that is left of it.
    pub actual: String,
    /// Whether the day follows from how the week its words count is read, and not from the words alone.
    pub week: bool,
    /// A note of the reader who read the text; empty for none.
    pub note: String,
}

/// The unit, for somebody who comes to work there.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct UnitCard {
    /// The unit.
    pub unit: Link,
    /// The group it is listed in.
    pub group: Link,
    /// The provision that establishes it; `None` for a unit founded by a decision.
    pub cite: Option<Cite>,
    /// Who heads it.
    pub head: PostView,
    /// Who deputises.
    pub deputy: Option<PostView>,
    /// Everybody with a handbook here, the reader included.
    pub people: Vec<Link>,
    /// What the text gives this unit by name; empty for its head, who has it among the duties.
    pub tasks: Vec<Task>,
    /// Whether the text gives it anything by name.
    pub named: bool,
    /// How many clauses bind it with the groups it belongs to, each counted once.
    pub shared: usize,
}

/// What a unit must do, in the words that say so.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct Task {
    /// The relation's key.
    pub relation: &'static str,
    /// The words.
    pub quote: String,
    /// The clause that asks for it.
    pub cite: Cite,
    /// Where the words stand, when not in that clause.
    pub quote_from: Option<Cite>,
    /// Whether somebody should confirm the reading.
    pub doubtful: bool,
}

/// More than so many members are not named one by one.
const FEW: usize = 3;

/// The anchors a handbook may have besides its blocks; they answer even when the post is no more.
pub(super) const ANCHORS: [&str; 11] =
    ["thay-doi", "bao-cao", "don-vi", "nop", "han", "nhan", "hop", "viec", "viet-tat", "phu-luc", "nguon"];

/// Every handbook, in both editions.
pub(super) fn pages(planner: &Planner<'_>, give: &Give<'_>) {
    let terms = TermsUsed::new(planner);
    planner.handbooks.par_iter().flat_map_iter(|post| editions(planner, post, &terms)).flatten_iter().for_each(give);
}

/// One edition of a handbook by its address.
pub(super) fn page(planner: &Planner<'_>, address: &str) -> Option<Page> {
    let routes = [routes::handbook, routes::handbook_in_full];
    let post = planner.handbooks.iter().find(|(role, unit)| routes.iter().any(|route| route(role, unit) == address))?;
    editions(planner, post, &TermsUsed::new(planner))?.into_iter().find(|page| page.path == address)
}

/// The handbook of a post, for the screen and for paper.
fn editions(planner: &Planner<'_>, (role, unit): &(RoleId, UnitId), terms: &TermsUsed) -> Option<[Page; 2]> {
    let (role, unit) = (planner.s.model.role(role)?, planner.s.model.unit(unit)?);
    let full = view(planner, role, unit);
    let short = full.clone();
    let crumbs = vec![
        Crumb { key: "duties", text: String::new(), href: routes::WHO_ARE_YOU.to_owned() },
        Crumb { key: "", text: role.name.clone(), href: routes::role(&role.id) },
    ];
    let mut deeper = crumbs.clone();
    deeper.push(Crumb { key: "", text: full.unit.unit.text.clone(), href: full.on_screen.clone() });
    let page = |path: &str, crumbs, view| {
        let body = Body::Handbook(Box::new(view));
        Page { root: routes::to_root(path), path: path.to_owned(), nav: "duties", crumbs, body }
    };
    Some([
        page(&short.on_screen.clone(), crumbs, for_screen(short)),
        page(&full.in_full.clone(), deeper, with_clauses(planner, full, terms)),
    ])
}

fn view(planner: &Planner<'_>, role: &Role, unit: &Unit) -> HandbookPage {
    let duties = of_role_in_unit(planner.s, &role.id, &unit.id);
    let bearer = Actor::RoleAt(role.id.clone(), unit.id.clone());
    let bearers = Bearers::of(planner.s, &bearer);
    let dated = |rules: Vec<RuleBrief>| rules.into_iter().map(|r| dated(planner, r)).collect();
    let mut blocks = duties::blocks(planner, &duties);
    let turns = planner.turns(&bearer);
    duties::own_dates(planner, &bearers, turns.as_ref(), &mut blocks);
    let rules = duties::rules(planner, &bearers, turns.as_ref());
    HandbookPage {
        name: role.name.clone(),
        aliases: role.aliases.clone(),
        general: planner.actor(&Actor::Role(role.id.clone())),
        section: role.section.as_ref().map(|id| planner.cite(id)),
        reports_to: answers_to(planner.s, role).iter().map(|a| superior(planner, unit, a)).collect(),
        inherits: role.inherits.iter().map(|m| planner.fact(m)).collect(),
        counts_as: role.counts_as.iter().map(|m| Fact { inferred: true, ..planner.fact(m) }).collect(),
        structure: duties::structure(planner, &duties),
        unit: unit_card(planner, role, unit),
        deadlines: dated(rules.deadlines),
        undated: Vec::new(),
        given: duties::given(planner, &bearers, &duties),
        given_apart: String::new(),
        incoming: dated(rules.incoming),
        received: duties::received(planner, &bearers, &duties),
        received_apart: String::new(),
        meetings: dated(rules.meetings),
        feed: planner.feed(&routes::pair(&role.id, &unit.id)),
        empty: duties::empty(&blocks),
        count: duties::clauses(&blocks),
        blocks,
        changes: changes_bearers::of_role(planner, &bearer, &bearers),
        on_screen: routes::handbook(&role.id, &unit.id),
        in_full: routes::handbook_in_full(&role.id, &unit.id),
        full: None,
    }
}

fn dated(planner: &Planner<'_>, rule: RuleBrief) -> DatedRule {
    let next = rule.next.first();
    let next = next.and_then(|day| planner.coming(&rule.id).find(|o| o.actual.start.to_string() == day.day.iso));
    let way = next.map(|o| {
        let kept = o.nominal.start == o.last_allowed && o.last_allowed == o.actual.start;
        let words = |date| if kept { String::new() } else { planner.date(date) };
        DateWay {
            nominal: words(o.nominal.start),
            last_allowed: words(o.last_allowed),
            actual: words(o.actual.start),
            week: kept && !o.readings.is_empty(),
            note: planner.rule_on(&o.rule, o.words_of).and_then(|r| r.note.clone()).unwrap_or_default(),
        }
    });
    DatedRule { way, rule }
}

fn superior(planner: &Planner<'_>, unit: &Unit, answering: &Answering<'_>) -> Superior {
    let m = answering.to;
    let model = planner.s.model;
    let mut members = Vec::new();
    if let Actor::Collective(id) = &m.actor {
        let group = model.collective(id).map(|c| c.members.as_slice()).unwrap_or_default();
        if group.len() <= FEW {
            members = planner.actors(group);
        }
    }
    let here = match &m.actor {
        Actor::Role(named) => {
            let posts = [Some(&unit.head), unit.deputy.as_ref()].into_iter().flatten();
            let counts = |role: &Role| role.counts_as.iter().any(|c| c.actor == m.actor);
            let held = |p: &&crate::model::Post| p.role == *named || model.role(&p.role).is_some_and(counts);
            let found = posts.into_iter().find(held);
            found.map(|p| PostView { inferred: p.inferred || p.role != *named, ..post(planner, unit, p) })
        }
        _ => None,
    };
    let as_role = answering.as_role.map(|role| planner.actor(&Actor::Role(role.id.clone())));
    Superior { fact: Fact { inferred: answering.inferred, ..planner.fact(m) }, here, members, as_role }
}

fn unit_card(planner: &Planner<'_>, role: &Role, unit: &Unit) -> UnitCard {
    let work = of_unit(planner.s, &unit.id).into_iter().filter(|d| d.assignment.is_work_shown());
    let (own, shared): (Vec<_>, Vec<_>) = work.partition(|d| d.block == Block::Own);
    // The head has them among the duties.
    let tasks = if unit.head.role == role.id { Vec::new() } else { tasks(planner, &own) };
    UnitCard {
        unit: planner.unit_link(&unit.id),
        group: planner.actor(&Actor::Collective(unit.group.clone())),
        cite: unit.cite.as_ref().map(|c| planner.cite(c)),
        head: post(planner, unit, &unit.head),
        deputy: unit.deputy.as_ref().map(|d| post(planner, unit, d)),
        people: planner
            .handbooks
            .iter()
            .filter(|(_, u)| *u == unit.id)
            .map(|(r, u)| Link { text: planner.name(&Actor::Role(r.clone())), href: routes::handbook(r, u) })
            .collect(),
        named: !own.is_empty(),
        tasks,
        shared: shared.iter().map(|d| &d.assignment.provision).collect::<BTreeSet<_>>().len(),
    }
}

/// What a unit does by the clauses that name it.
fn tasks(planner: &Planner<'_>, own: &[Duty<'_>]) -> Vec<Task> {
    let blocks = duties::blocks(planner, own);
    let clauses = blocks.iter().flat_map(|b| &b.ways).flat_map(|w| &w.clauses);
    clauses.flat_map(|c| c.duties.iter().map(move |d| task(c, d))).collect()
}

fn task(clause: &Clause, d: &DutyView) -> Task {
    Task {
        relation: d.relation,
        quote: d.quote.clone(),
        cite: clause.cite.clone(),
        quote_from: d.quote_from.clone(),
        doubtful: d.doubtful,
    }
}
