//! What a role's own page would be too long with has a page of its own: a block of duties, and what is handed in and received.
//!
//! The page of a role names every clause; the words stand there as long as they are few, and here always. So an address of
//! a part, once sent to somebody, stays when the part grows or shrinks.

use serde::Serialize;

use super::duties;
use super::page::{Body, Crumb, Page};
use super::planner::Planner;
use super::role::RolePage;
use super::routes;
use super::view::{BlockView, Flow, Link, RuleBrief};
use crate::duty::Block;
use crate::model::Role;

/// How many clauses of a block, and how many things handed in or received, a page quotes itself.
const FEW: usize = 12;

/// A part of what a role does, with its quotations.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct RolePart {
    /// The role.
    pub role: Link,
    /// The block's key, or `flows`.
    pub key: &'static str,
    /// The duties; none where the regulation gives none this way.
    pub block: Option<BlockView>,
    /// What it hands in by the calendar.
    pub deadlines: Vec<RuleBrief>,
    /// What it reports, by the clauses.
    pub given: Vec<Flow>,
    /// What comes to it by the calendar.
    pub incoming: Vec<RuleBrief>,
    /// What is reported to it, by the clauses.
    pub received: Vec<Flow>,
    /// The other parts.
    pub others: Vec<(&'static str, String)>,
}

/// What a page quotes itself, and what it only names because `apart` has the words.
pub(super) fn shorten(blocks: &mut [BlockView], apart: impl Fn(&str) -> String) {
    for block in blocks.iter_mut().filter(|b| b.key != Block::Own.as_str() && duties::lines([&**b]) > FEW) {
        block.apart = apart(block.key);
    }
    duties::quoted_once(blocks.iter_mut().filter(|b| b.apart.is_empty()));
}

/// Where flows stand that are too many for the page of the role, at the anchor of their list; empty when they are few.
pub(super) fn flows_apart(role: &Role, flows: &[Flow], anchor: &str) -> String {
    let items: usize = flows.iter().map(|f| f.items.len()).sum();
    if items > FEW { format!("{}#{anchor}", routes::role_part(&role.id, FLOWS)) } else { String::new() }
}

/// The key of what is handed in and received.
pub(super) const FLOWS: &str = "flows";

/// The keys of the parts.
fn keys() -> impl Iterator<Item = &'static str> {
    Block::ALL.into_iter().filter(|b| *b != Block::Own).map(Block::as_str).chain([FLOWS])
}

/// The addresses of one role's parts.
pub(super) fn paths(role: &Role) -> impl Iterator<Item = String> {
    keys().map(|key| routes::role_part(&role.id, key))
}

/// The pages of one role's parts, from what its own page would show whole.
pub(super) fn pages(planner: &Planner<'_>, role: &Role, whole: &RolePage) -> Vec<Page> {
    let blocks = &whole.blocks;
    let link = planner.actor(&crate::model::Actor::Role(role.id.clone()));
    let make = |key: &'static str| {
        let path = routes::role_part(&role.id, key);
        let mut block: Option<BlockView> = blocks.iter().find(|b| b.key == key).cloned();
        duties::quoted_once(block.iter_mut());
        let others = keys().filter(|k| *k != key && (*k == FLOWS || blocks.iter().any(|b| b.key == *k)));
        let others = others.map(|k| (k, routes::role_part(&role.id, k))).collect();
        let mut body = RolePart {
            role: link.clone(),
            key,
            block,
            deadlines: Vec::new(),
            given: Vec::new(),
            incoming: Vec::new(),
            received: Vec::new(),
            others,
        };
        if key == FLOWS {
            body.deadlines = duties::handed_in(&whole.deadlines);
            body.given.clone_from(&whole.given);
            body.incoming.clone_from(&whole.incoming);
            body.received.clone_from(&whole.received);
        }
        let crumbs = vec![
            Crumb { key: "duties", text: String::new(), href: routes::WHO_ARE_YOU.to_owned() },
            Crumb { key: "", text: role.name.clone(), href: routes::role(&role.id) },
        ];
        Page { root: routes::to_root(&path), path, nav: "duties", crumbs, body: Body::RolePart(Box::new(body)) }
    };
    keys().map(make).collect()
}
