//! Roles that inherit from one another, groups that contain one another: a circle would make everybody bear everything.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Report, Span};
use crate::model::{Actor, Model};
use crate::say;

pub(super) fn check(model: &Model, report: &mut Report) {
    let mut edges: BTreeMap<String, (Span, Vec<String>)> = BTreeMap::new();
    for role in &model.roles {
        let to = role.inherits.iter().chain(&role.counts_as).map(|m| m.actor.id()).collect();
        edges.insert(role.id.to_string(), (role.span, to));
    }
    for group in &model.collectives {
        let inner = group.members.iter().filter(|m| matches!(m, Actor::Collective(_)));
        edges.insert(group.id.to_string(), (group.span, inner.map(Actor::id).collect()));
    }
    for role in &model.roles {
        let own = Actor::Role(role.id.clone());
        if role.reports_to.iter().any(|m| m.actor == own) {
            let id = &role.id;
            report.push(
                Diagnostic::new(
                    Code::InheritanceCycle,
                    role.span,
                    say!("«{id}» báo cáo cho chính mình", "`{id}` reports to itself"),
                )
                .help(say!(
                    "sửa «who» trong «reports_to» của vai trò này",
                    "correct `who` in `reports_to` of this role"
                )),
            );
        }
    }
    let mut told: BTreeSet<String> = BTreeSet::new();
    for (start, (span, _)) in &edges {
        if let Some(circle) = circle_from(start, &edges)
            && circle.iter().all(|id| !told.contains(id))
        {
            let path = circle.join(" → ");
            told.extend(circle);
            report.push(
                Diagnostic::new(
                    Code::InheritanceCycle,
                    *span,
                    say!("kế thừa thành vòng tròn: {path} → {start}", "inheritance in a circle: {path} → {start}"),
                )
                .help(say!("bỏ một trong các bước", "remove one of the steps")),
            );
        }
    }
}

/// The way from `start` back to `start`, if there is one.
fn circle_from(start: &str, edges: &BTreeMap<String, (Span, Vec<String>)>) -> Option<Vec<String>> {
    let mut seen = BTreeSet::new();
    let mut ways = vec![vec![start.to_owned()]];
    while let Some(way) = ways.pop() {
        let Some((_, next)) = way.last().and_then(|at| edges.get(at)) else { continue };
        for id in next {
            if id == start {
                return Some(way);
            }
            if seen.insert(id.clone()) {
                ways.push(way.iter().cloned().chain([id.clone()]).collect());
            }
        }
    }
    None
}
