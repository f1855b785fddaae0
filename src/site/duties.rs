//! Duties as pages show them: grouped into blocks and clauses, and seen from both sides (handed in, and received).

use std::collections::BTreeSet;

use crate::calendar::Occurrence;
use crate::duty::{Bearers, Block, Duty, Part, Reason, Turns};
use crate::model::{Actor, Assignment, Certainty, OccurrenceKind, Passage, ProvisionId, Relation, Rule, RuleId};
use crate::text::Lookup;

use super::changes::actor_on;
use super::planner::{Planner, kind_key};
use super::trace::links;
use super::view::{BlockView, Cite, Clause, DutyView, Flow, FlowClause, FlowItem, Former, Link, RuleBrief, Way, Why};

/// The work among `duties` in blocks, by the way it arrives and in the order of the text; empty blocks left out.
pub(super) fn blocks(planner: &Planner<'_>, duties: &[Duty<'_>]) -> Vec<BlockView> {
    let block = |block: Block| {
        let here: Vec<&Duty<'_>> = duties.iter().filter(|d| d.block == block && d.assignment.is_work_shown()).collect();
        let mut ways: Vec<Vec<&Duty<'_>>> = Vec::new();
        for duty in &here {
            match ways.iter_mut().find(|w| w.first().is_some_and(|d| d.via == duty.via && d.why == duty.why)) {
                Some(way) => way.push(duty),
                None => ways.push(vec![duty]),
            }
        }
        let ways: Vec<Way> = ways.iter().map(|w| way(planner, w)).collect();
        let mut block = BlockView { key: block.as_str(), count: 0, ways, apart: String::new(), brief: false };
        block.count = clauses([&block]);
        block
    };
    Block::ALL.into_iter().map(block).filter(|b| b.count > 0).collect()
}

/// How many clauses stand in blocks: one that arrives by two ways, or in two blocks, is one.
pub(super) fn clauses<'b>(blocks: impl IntoIterator<Item = &'b BlockView>) -> usize {
    let all = blocks.into_iter().flat_map(|b| &b.ways).flat_map(|w| &w.clauses);
    all.map(|c| c.cite.id.as_str()).collect::<BTreeSet<_>>().len()
}

/// How many lines they take: one that arrives by two ways is written twice.
pub(super) fn lines<'b>(blocks: impl IntoIterator<Item = &'b BlockView>) -> usize {
    blocks.into_iter().flat_map(|b| &b.ways).map(|w| w.clauses.len()).sum()
}

/// The keys of the blocks a page does not have.
pub(super) fn empty(blocks: &[BlockView]) -> Vec<&'static str> {
    Block::ALL.into_iter().map(Block::as_str).filter(|key| blocks.iter().all(|b| b.key != *key)).collect()
}

fn way(planner: &Planner<'_>, duties: &[&Duty<'_>]) -> Way {
    let sure_but_inferred = |d: &&&Duty<'_>| d.inferred && d.assignment.certainty != Certainty::Doubtful;
    let sure = duties.iter().filter(|d| d.assignment.certainty != Certainty::Doubtful).count();
    // Said once of the way when it is true of every duty on it.
    let inferred = sure > 0 && duties.iter().filter(sure_but_inferred).count() == sure;
    let mut clauses: Vec<Clause> = Vec::new();
    let mut places: Lookup<&ProvisionId, usize> = Lookup::default();
    for duty in duties {
        let mut row = view(planner, duty);
        row.inferred &= !inferred;
        let id = &duty.assignment.provision;
        let at = *places.or_add(id, clauses.len());
        match clauses.get_mut(at) {
            Some(known) => known.duties.push(row),
            None => clauses.push(clause(planner, duty, row)),
        }
    }
    let mut above = String::new();
    for clause in &mut clauses {
        join(clause);
        if clause.heading == above {
            clause.heading.clear();
        } else {
            above.clone_from(&clause.heading);
        }
        // A clause that is quoted whole is not printed a second time.
        if clause.duties.iter().any(|d| d.quote == clause.text) {
            clause.text.clear();
        }
    }
    let first = duties.first();
    let why = |r: &Reason| Why { cite: r.cite.as_ref().map(|c| planner.cite(c)), words: r.words.clone() };
    Way {
        via: first.map_or_else(Vec::new, |d| planner.actors(&d.via)),
        why: first.map_or_else(Vec::new, |d| d.why.iter().map(why).collect()),
        inferred,
        clauses,
    }
}

/// What is said of the bearer's place, as against its work: membership and posts.
pub(super) fn structure(planner: &Planner<'_>, duties: &[Duty<'_>]) -> Vec<Clause> {
    let structural = |d: &&Duty<'_>| {
        matches!(d.assignment.relation, Relation::MemberOf | Relation::UnitScope)
            && d.assignment.certainty != Certainty::Withheld
    };
    duties.iter().filter(structural).map(|d| clause(planner, d, view(planner, d))).collect()
}

fn view(planner: &Planner<'_>, duty: &Duty<'_>) -> DutyView {
    let a = duty.assignment;
    DutyView {
        relation: a.said_as(),
        quote: a.quote.to_string(),
        quote_from: quote_from(planner, a),
        to: planner.actors(&a.to),
        former: former(planner, a),
        inferred: duty.inferred,
        doubtful: a.certainty == Certainty::Doubtful,
        note: a.note.clone().unwrap_or_default(),
        again: false,
        opens: true,
        closes: true,
    }
}

/// Where the words that prove a row stand, when not in its own provision.
fn quote_from(planner: &Planner<'_>, a: &Assignment) -> Option<Cite> {
    (a.quote_from != a.provision).then(|| planner.cite(&a.quote_from))
}

/// To whom a row went who is no more.
fn former(planner: &Planner<'_>, a: &Assignment) -> Vec<Former> {
    let of = |passage: &Passage| {
        let decision = planner.s.model.decision(&passage.decision)?;
        let eve = decision.effective_from.yesterday().unwrap_or(decision.effective_from);
        let who = actor_on(planner, &passage.from, eve);
        Some(Former { who, since: planner.date(decision.effective_from), by: links(&[decision]) })
    };
    a.former_receivers().filter_map(of).collect()
}

/// Says together what a clause asks towards the same side, under the same reserve.
fn join(clause: &mut Clause) {
    for i in 1..clause.duties.len() {
        let (one, other) = (&clause.duties[i - 1], &clause.duties[i]);
        let reserve = |d: &DutyView| (d.inferred, d.doubtful);
        if one.to == other.to && one.former == other.former && one.note == other.note && reserve(one) == reserve(other)
        {
            clause.duties[i - 1].closes = false;
            clause.duties[i].opens = false;
        }
    }
}

/// Marks the words that stand further up: a page quotes them once, whatever the ways by which they arrive.
pub(super) fn quoted_once<'b>(blocks: impl Iterator<Item = &'b mut BlockView>) {
    let mut seen: BTreeSet<(String, String)> = BTreeSet::new();
    for clause in blocks.flat_map(|b| &mut b.ways).flat_map(|w| &mut w.clauses) {
        let id = &clause.cite.id;
        clause.duties.iter_mut().for_each(|d| d.again = !seen.insert((id.clone(), d.quote.clone())));
    }
}

fn clause(planner: &Planner<'_>, duty: &Duty<'_>, row: DutyView) -> Clause {
    let id = &duty.assignment.provision;
    let provision = planner.provision(id);
    let above = provision.map(|p| planner.s.version.ancestors(p)).unwrap_or_default();
    Clause {
        cite: planner.cite(id),
        label: provision.map_or_else(String::new, |p| p.label.clone()),
        text: provision.map_or_else(String::new, |p| p.text.to_string()),
        heading: above.iter().rev().find(|p| p.heading).map_or_else(String::new, |p| p.text.to_string()),
        duties: vec![row],
        rules: planner.rules_of(id).into_iter().filter(|r| !r.next.is_empty()).collect(),
    }
}

/// What is handed in or reported, by these duties.
pub(super) fn given(planner: &Planner<'_>, bearers: &Bearers<'_, '_>, duties: &[Duty<'_>]) -> Vec<Flow> {
    let gives = |d: &&Duty<'_>| {
        !bearers.take_it_themselves(&d.assignment.to)
            && d.block != Block::Everybody
            && d.assignment.relation == Relation::ReportsTo
            && d.assignment.is_work_shown()
    };
    let rows = duties.iter().filter(gives).map(|d| (d.assignment, Side::To, d.inferred));
    flows(planner, bearers, rows.collect())
}

/// What is handed in or reported to a bearer, and what it receives in the text's own words.
pub(super) fn received(planner: &Planner<'_>, bearers: &Bearers<'_, '_>, duties: &[Duty<'_>]) -> Vec<Flow> {
    let of_others =
        |a: &&Assignment| !bearers.are_named(std::slice::from_ref(&a.who)) || bearers.take_it_themselves(&a.to);
    let from_others = planner.at.reports_to(bearers.names()).filter(of_others);
    let mut rows: Vec<(&Assignment, Side, bool)> =
        from_others.map(|a| (a, Side::Who, a.certainty == Certainty::Doubtful)).collect();
    // The same hand-over may stand in the rows from both sides.
    let words = |a: &Assignment| (a.provision.clone(), a.quote.clone());
    let mut known: Lookup<_, ()> = rows.iter().map(|(a, ..)| (words(a), ())).collect();
    let receives =
        duties.iter().filter(|d| d.assignment.relation == Relation::Receives && d.assignment.is_work_shown());
    let new = receives.filter(|d| known.add(words(d.assignment), ()));
    rows.extend(new.map(|d| (d.assignment, Side::To, d.inferred)));
    flows(planner, bearers, rows)
}

/// Who of a row is the other side.
#[derive(Clone, Copy)]
enum Side {
    Who,
    To,
}

/// By the other side, in the order of the text.
fn flows(planner: &Planner<'_>, bearers: &Bearers<'_, '_>, mut rows: Vec<(&Assignment, Side, bool)>) -> Vec<Flow> {
    rows.sort_by_key(|(a, ..)| planner.s.version.provisions.place(&a.provision));
    let mut found: Vec<Flow> = Vec::new();
    let mut places: Lookup<(Vec<Link>, Vec<Former>), usize> = Lookup::default();
    // The same words of the same clause are said once.
    let mut said: Lookup<(usize, FlowItem), ()> = Lookup::default();
    for (a, side, inferred) in rows {
        let item = FlowItem {
            quote: a.quote.to_string(),
            cite: planner.cite(&a.provision),
            quote_from: quote_from(planner, a),
            inferred,
            doubtful: a.certainty == Certainty::Doubtful,
        };
        let (others, former) = match side {
            Side::Who => (planner.actors([&a.who]), Vec::new()),
            Side::To if a.to.is_empty() => match former(planner, a) {
                none if none.is_empty() => (planner.actors(across(planner, bearers, a)), none),
                former => (Vec::new(), former),
            },
            Side::To => (planner.actors(&a.to), former(planner, a)),
        };
        let at = *places.or_add((others.clone(), former.clone()), found.len());
        if at == found.len() {
            found.push(Flow { others, former, inferred: false, items: Vec::new(), clauses: Vec::new() });
        }
        if said.add((at, item.clone()), ()) {
            found[at].items.push(item);
        }
    }
    found.iter_mut().for_each(sum_up);
    found
}

/// The other side of a row that names none, where another row of its clause says who hands it to these bearers, or takes it from them.
fn across<'p>(planner: &'p Planner<'_>, bearers: &Bearers<'_, '_>, row: &Assignment) -> Vec<&'p Actor> {
    let is_named = |actors: &[Actor]| bearers.are_named(actors);
    let is_across = |other: &Assignment| match (row.relation, other.relation) {
        (Relation::Receives, Relation::ReportsTo | Relation::Owner) => is_named(&other.to),
        (Relation::ReportsTo, Relation::Receives) => {
            (other.to.is_empty() || is_named(&other.to)) && !is_named(std::slice::from_ref(&other.who))
        }
        _ => false,
    };
    let rows = planner.at.rows(&row.provision).iter().filter(|other| other.is_work_shown() && is_across(other));
    let mut found: Vec<&Actor> = Vec::new();
    for who in rows.map(|other| &other.who) {
        if !found.contains(&who) {
            found.push(who);
        }
    }
    found
}

/// Says once of a flow what is true of all of it, and names its clauses.
fn sum_up(flow: &mut Flow) {
    let mut sure = flow.items.iter().filter(|i| !i.doubtful).peekable();
    flow.inferred = sure.peek().is_some() && sure.all(|i| i.inferred);
    let mut places: Lookup<String, usize> = Lookup::default();
    for item in &mut flow.items {
        item.inferred &= !flow.inferred;
        let clause = FlowClause { cite: item.cite.clone(), inferred: item.inferred, doubtful: item.doubtful };
        let at = *places.or_add(clause.cite.id.clone(), flow.clauses.len());
        match flow.clauses.get_mut(at) {
            Some(known) => {
                known.inferred |= clause.inferred;
                known.doubtful |= clause.doubtful;
            }
            None => flow.clauses.push(clause),
        }
    }
}

/// The rules of the calendar that concern somebody, by what each is to them; in each list those with dates first.
pub(super) struct Rules {
    /// What they must act on, meetings left out.
    pub deadlines: Vec<RuleBrief>,
    /// What comes to them.
    pub incoming: Vec<RuleBrief>,
    /// The meetings they hold, chair or attend.
    pub meetings: Vec<RuleBrief>,
}

/// Those of some bearers, with `turns` where a decision is to come.
pub(super) fn rules(planner: &Planner<'_>, bearers: &Bearers<'_, '_>, turns: Option<&Turns<'_, '_>>) -> Rules {
    let mut theirs = planner.agenda.of(bearers);
    let mut known: BTreeSet<(&RuleId, Part)> = theirs.iter().map(|(rule, part)| (&rule.id, *part)).collect();
    // What has no date is told by the office that has it.
    let is_dated = |rule: &Rule| planner.coming(rule.id.as_str()).next().is_some();
    let to_come = turns.into_iter().flat_map(Turns::to_come);
    theirs.extend(to_come.filter(|(rule, part)| is_dated(rule) && known.insert((&rule.id, *part))));
    let brief = |rule: &Rule, wanted: Part| match turns {
        None => Some(planner.rule(rule)),
        Some(turns) => planner
            .rule_of(rule, |o| turns.part(o.actual.start, &o.rule, o.words_of).is_some_and(|part| part.is(wanted))),
    };
    let of = |wanted: Part| {
        // One that is collected on some days and not on others is one rule of the list.
        let mut listed = BTreeSet::new();
        let own = theirs.iter().filter(|(rule, part)| part.is(wanted) && listed.insert(&rule.id));
        let mut found: Vec<RuleBrief> = own.filter_map(|(rule, _)| brief(rule, wanted)).collect();
        found.sort_by_key(|r| (r.next.is_empty(), r.next.first().map(|d| d.day.iso.clone())));
        found
    };
    Rules { deadlines: of(Part::Deadline), incoming: of(Part::Incoming), meetings: of(Part::Meeting) }
}

/// Leaves beside the clauses of the bearers' blocks the dates that are theirs: a clause may set others' as well, and what is theirs
/// today may be another's by a decision to come, or the other way round.
pub(super) fn own_dates(
    planner: &Planner<'_>,
    bearers: &Bearers<'_, '_>,
    turns: Option<&Turns<'_, '_>>,
    blocks: &mut [BlockView],
) {
    let to_come: BTreeSet<&str> =
        turns.into_iter().flat_map(Turns::to_come).map(|(rule, _)| rule.id.as_str()).collect();
    let is_over = |o: &Occurrence| turns.is_some_and(|turns| turns.is_over(o.actual.start, &o.rule, o.words_of));
    let clauses = blocks.iter_mut().flat_map(|b| &mut b.ways).flat_map(|w| &mut w.clauses);
    for clause in clauses.filter(|c| !c.rules.is_empty()) {
        let set = planner.at.rules(&ProvisionId::new(clause.cite.id.as_str())).iter();
        let theirs: BTreeSet<&str> = set.filter(|rule| bearers.are_in(rule)).map(|rule| rule.id.as_str()).collect();
        clause.rules.retain(|r| {
            let id = r.id.as_str();
            (theirs.contains(id) || to_come.contains(id)) && !planner.coming(id).next().is_some_and(is_over)
        });
    }
}

/// Of deadlines those that are handed in: reports, and what goes to somebody.
pub(super) fn handed_in(deadlines: &[RuleBrief]) -> Vec<RuleBrief> {
    let handed_in = |r: &&RuleBrief| r.kind == kind_key(OccurrenceKind::Report) || !r.to.is_empty();
    deadlines.iter().filter(handed_in).cloned().collect()
}
