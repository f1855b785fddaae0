//! Who does what: every bearer the text names, by relation, with the clauses; groups with their members.

use rayon::prelude::*;
use serde::Serialize;

use super::page::{Body, Page};
use super::planner::Planner;
use super::routes;
use super::view::{Cite, Fact, Link};
use crate::model::{Actor, Certainty, Collective, ProvisionId, Relation};
use crate::text::Lookup;

/// The columns of the matrix: relations a reader does not part are put together.
const COLUMNS: [(&str, &[Relation]); 6] = [
    ("bears", &[Relation::Owner, Relation::Decides]),
    ("chairs", &[Relation::Chair]),
    ("coordinates", &[Relation::Coordinates, Relation::Assists]),
    ("reports", &[Relation::ReportsTo]),
    ("receives", &[Relation::Receives]),
    ("attends", &[Relation::Attends, Relation::Consulted]),
];

/// The matrix.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct MatrixPage {
    /// The columns' keys.
    pub columns: Vec<&'static str>,
    /// Roles, units, groups.
    pub parts: Vec<Part>,
    /// Every group, with its members and ground.
    pub groups: Vec<GroupView>,
    /// Parties outside, by name.
    pub parties: Vec<String>,
}

/// Bearers of one kind.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct Part {
    /// `roles`, `units`, `groups`.
    pub key: &'static str,
    /// One row a bearer.
    pub rows: Vec<Row>,
}

/// A bearer.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct Row {
    /// The bearer.
    pub who: Link,
    /// Its cells, one a column.
    pub cells: Vec<Vec<Mark>>,
    /// How many rows there are in all.
    pub count: usize,
}

/// A clause in a cell.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Mark {
    /// The clause, as it is shown where there is little room.
    pub short: String,
    /// Its address.
    pub href: String,
    /// Whether somebody should confirm the reading.
    pub doubtful: bool,
}

/// A group.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct GroupView {
    /// Its anchor.
    pub anchor: String,
    /// What is said of it; its name is in `who.text`.
    pub fact: Fact,
    /// Its members; all units when it means all of them.
    pub members: Vec<Link>,
    /// Whether it is the whole office.
    pub everybody: bool,
    /// Whether a duty binds one member, by assignment.
    pub by_assignment: bool,
}

/// The page.
pub(super) fn pages(planner: &Planner<'_>) -> Vec<Page> {
    let path = routes::MATRIX.to_owned();
    vec![Page {
        root: String::new(),
        path,
        nav: "matrix",
        crumbs: Vec::new(),
        body: Body::Matrix(Box::new(view(planner))),
    }]
}

fn view(planner: &Planner<'_>) -> MatrixPage {
    let model = planner.s.model;
    let at_a_unit = |actor: &&Actor| matches!(actor, Actor::RoleAt(..));
    let mut named: Vec<&Actor> = model.assignments.iter().map(|a| &a.who).filter(at_a_unit).collect();
    named.sort();
    named.dedup();
    let roles = planner.s.roles.iter().flat_map(|r| {
        let at = named.iter().filter(|a| matches!(a, Actor::RoleAt(role, _) if *role == r.id)).map(|a| (*a).clone());
        std::iter::once(Actor::Role(r.id.clone())).chain(at.collect::<Vec<_>>())
    });
    let units = planner.s.units.iter().map(|u| Actor::Unit(u.id.clone()));
    let groups = model.collectives.iter().map(|c| Actor::Collective(c.id.clone()));
    let part = |key, actors: Vec<Actor>| Part {
        key,
        rows: actors.par_iter().map(|a| row(planner, a)).filter(|r| key != "groups" || r.count > 0).collect(),
    };
    MatrixPage {
        columns: COLUMNS.iter().map(|(key, _)| *key).collect(),
        parts: vec![part("roles", roles.collect()), part("units", units.collect()), part("groups", groups.collect())],
        groups: model.collectives.iter().map(|c| group(planner, c)).collect(),
        parties: model.parties.iter().map(|p| p.name.clone()).collect(),
    }
}

fn row(planner: &Planner<'_>, actor: &Actor) -> Row {
    let rows: Vec<_> = planner.s.rows_of(actor).filter(|a| a.is_work_shown()).collect();
    let cell = |relations: &[Relation]| {
        let mut clauses: Vec<(&ProvisionId, bool)> = Vec::new();
        let mut places: Lookup<&ProvisionId, usize> = Lookup::default();
        for a in rows.iter().filter(|a| relations.contains(&a.relation)) {
            let doubtful = a.certainty == Certainty::Doubtful;
            // A sure reading of a clause makes the doubtful one of the same clause needless.
            let at = *places.or_add(&a.provision, clauses.len());
            match clauses.get_mut(at) {
                Some((_, known)) => *known &= doubtful,
                None => clauses.push((&a.provision, doubtful)),
            }
        }
        let mark = |(id, doubtful)| {
            let Cite { short, href, .. } = planner.cite(id);
            Mark { short, href, doubtful }
        };
        clauses.into_iter().map(mark).collect()
    };
    Row { who: planner.actor(actor), cells: COLUMNS.iter().map(|(_, r)| cell(r)).collect(), count: rows.len() }
}

fn group(planner: &Planner<'_>, c: &Collective) -> GroupView {
    let members = if c.all_units {
        planner.s.units.iter().map(|u| planner.actor(&Actor::Unit(u.id.clone()))).collect()
    } else {
        planner.actors(&c.members)
    };
    let fact = Fact {
        who: Link { text: c.name.clone(), href: String::new() },
        cite: c.cite().map(|p| planner.cite(p)),
        quote: c.quote().unwrap_or_default().to_owned(),
        inferred: c.inferred,
        note: c.note.clone().unwrap_or_default(),
    };
    GroupView { anchor: c.id.to_string(), fact, members, everybody: c.everybody, by_assignment: c.by_assignment }
}
