//! Duties as pages show them: grouped into blocks and clauses, and seen from both sides (handed in, and received).

use crate::duty::{Block, Duty};
use crate::model::{Actor, Assignment, Certainty, Collective, OccurrenceKind, ProvisionId, Relation, Rule};

use super::planner::Planner;
use super::view::{BlockView, Clause, DutyView, Flow, RuleBrief, Why};

/// The work among `duties` in blocks, each block in the order of the text; empty blocks left out.
pub(super) fn blocks(planner: &Planner<'_>, duties: &[Duty<'_>]) -> Vec<BlockView> {
    let block = |block: Block| {
        let mut clauses: Vec<(Clause, &Duty<'_>)> = Vec::new();
        for duty in duties.iter().filter(|d| d.block == block && is_work(d.assignment)) {
            let row = view(planner, duty);
            // Duties of one clause that came the same way stand together; another way is another entry.
            match clauses.iter_mut().find(|(c, d)| c.cite.id == duty.assignment.provision.as_str() && d.via == duty.via)
            {
                Some((clause, _)) => clause.duties.push(row),
                None => clauses.push((clause(planner, duty, row), duty)),
            }
        }
        BlockView { key: block.as_str(), clauses: clauses.into_iter().map(|(c, _)| c).collect() }
    };
    Block::ALL.into_iter().map(block).filter(|b| !b.clauses.is_empty()).collect()
}

/// What is said of the bearer's place, as against its work: membership and posts.
pub(super) fn structure(planner: &Planner<'_>, duties: &[Duty<'_>]) -> Vec<Clause> {
    let structural = |d: &&Duty<'_>| {
        matches!(d.assignment.relation, Relation::MemberOf | Relation::UnitScope)
            && d.assignment.certainty != Certainty::Withheld
    };
    duties.iter().filter(structural).map(|d| clause(planner, d, view(planner, d))).collect()
}

fn is_work(a: &Assignment) -> bool {
    a.relation.is_work() && a.certainty != Certainty::Withheld
}

fn view(planner: &Planner<'_>, duty: &Duty<'_>) -> DutyView {
    let a = duty.assignment;
    DutyView {
        relation: a.relation.as_str(),
        quote: a.quote.to_string(),
        quote_from: (a.quote_from != a.provision).then(|| planner.cite(&a.quote_from)),
        to: planner.actors(&a.to),
        inferred: duty.inferred,
        doubtful: a.certainty == Certainty::Doubtful,
        note: a.note.clone().unwrap_or_default(),
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
        via: planner.actors(&duty.via),
        why: duty
            .why
            .iter()
            .map(|r| Why { cite: r.cite.as_ref().map(|c| planner.cite(c)), words: r.words.clone() })
            .collect(),
        rules: planner.rules_of(id),
    }
}

/// The actors as which somebody acts: itself, those through whom a duty reached it, and the groups all these belong to.
pub(super) fn identities(planner: &Planner<'_>, own: &[Actor], duties: &[Duty<'_>]) -> Vec<Actor> {
    let mut found: Vec<Actor> = own.to_vec();
    // What binds everybody does not make everybody the addressee of what others owe to them.
    for duty in duties.iter().filter(|d| d.block != Block::Everybody) {
        found.push(duty.assignment.who.clone());
    }
    for collective in &planner.s.model.collectives {
        if found.iter().any(|a| belongs(planner, collective, a, 0)) {
            found.push(Actor::Collective(collective.id.clone()));
        }
    }
    found.sort();
    found.dedup();
    found
}

/// Whether an actor is a member of a group, directly or through a group within it; `depth` ends a circle, an error of
/// its own.
fn belongs(planner: &Planner<'_>, collective: &Collective, actor: &Actor, depth: u8) -> bool {
    let every_unit = collective.all_units && matches!(actor, Actor::Unit(_));
    every_unit
        || depth < 16
            && collective.members.iter().any(|m| {
                m == actor
                    || matches!(m, Actor::Collective(id)
                        if planner.s.model.collective(id).is_some_and(|c| belongs(planner, c, actor, depth + 1)))
            })
}

/// What is handed in or reported, by these duties.
pub(super) fn given(planner: &Planner<'_>, duties: &[Duty<'_>]) -> Vec<Flow> {
    let gives = |d: &&Duty<'_>| {
        d.block != Block::Everybody && d.assignment.relation == Relation::ReportsTo && is_work(d.assignment)
    };
    duties.iter().filter(gives).map(|d| flow(planner, d.assignment, &d.assignment.to, d.inferred)).collect()
}

/// What is handed in or reported to one of these actors, and what they receive in the text's own words.
pub(super) fn received(planner: &Planner<'_>, identities: &[Actor], duties: &[Duty<'_>]) -> Vec<Flow> {
    let from_others = planner.s.model.assignments.iter().filter(|a| {
        a.relation == Relation::ReportsTo
            && is_work(a)
            && a.to.iter().any(|t| identities.contains(t))
            && !identities.contains(&a.who)
    });
    let mut flows: Vec<(&ProvisionId, Flow)> = from_others
        .map(|a| (&a.provision, flow(planner, a, std::slice::from_ref(&a.who), a.certainty == Certainty::Doubtful)))
        .collect();
    let receives = duties.iter().filter(|d| d.assignment.relation == Relation::Receives && is_work(d.assignment));
    for d in receives {
        // The same hand-over may stand in the rows from both sides.
        if flows.iter().all(|(p, f)| **p != d.assignment.provision || f.quote != d.assignment.quote.as_str()) {
            flows.push((&d.assignment.provision, flow(planner, d.assignment, &d.assignment.to, d.inferred)));
        }
    }
    let place = |id: &ProvisionId| planner.s.version.provisions.iter().position(|p| p.id == *id);
    flows.sort_by_key(|(p, _)| place(p));
    flows.into_iter().map(|(_, f)| f).collect()
}

fn flow(planner: &Planner<'_>, a: &Assignment, others: &[Actor], inferred: bool) -> Flow {
    Flow { quote: a.quote.to_string(), cite: planner.cite(&a.provision), others: planner.actors(others), inferred }
}

/// The rules one of these actors bears that are not meetings; those with dates first.
pub(super) fn deadlines(planner: &Planner<'_>, identities: &[Actor]) -> Vec<RuleBrief> {
    rules(planner, |r| r.kind != OccurrenceKind::Meeting && r.who.iter().any(|w| identities.contains(w)))
}

/// The rules whose result comes to one of these actors.
pub(super) fn incoming(planner: &Planner<'_>, identities: &[Actor]) -> Vec<RuleBrief> {
    rules(planner, |r| r.to.iter().any(|w| identities.contains(w)))
}

/// The meetings one of these actors chairs, holds or attends.
pub(super) fn meetings(planner: &Planner<'_>, identities: &[Actor]) -> Vec<RuleBrief> {
    rules(planner, |r| {
        let mut people = r.who.iter().chain(&r.chair).chain(&r.attendees);
        r.kind == OccurrenceKind::Meeting && people.any(|w| identities.contains(w))
    })
}

fn rules(planner: &Planner<'_>, wanted: impl Fn(&Rule) -> bool) -> Vec<RuleBrief> {
    let mut found: Vec<RuleBrief> =
        planner.s.model.rules.iter().filter(|r| wanted(r)).map(|r| planner.rule(r)).collect();
    found.sort_by_key(|r| (r.next.is_empty(), r.next.first().map(|d| d.iso.clone())));
    found
}
