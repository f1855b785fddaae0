//! What each role, role in a unit, and unit gained, lost, and has in other words or towards others.
//!
//! A row of `duties.yaml` is the same duty on both days when it is the same row; where the row was replaced, the same
//! provision, followed along the lineage, in the same relation. A duty is reworded when the words that give it are others,
//! or the clause around them differs where it speaks of it (see `touched`).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Difference;
use super::scope::Scope;
use super::touched::touched;
use crate::diagnostic::Span;
use crate::duty::{Duty, handbooks, of_actor, of_every_holder, posts};
use crate::history::Snapshot;
use crate::model::{Actor, Assignment, ProvisionId};
use crate::text::Verbatim;

/// What differs for one bearer.
#[derive(Clone, Debug)]
pub struct BearerChange {
    /// A role, a role in one unit, or a unit.
    pub bearer: Actor,
    /// Whether the role, the unit, or the post in it, is new, so that all it bears is.
    pub began: bool,
    /// Whether the role, the unit, or the post in it, ended, and all it bore with it.
    pub ended: bool,
    /// What it bears and did not.
    pub gained: Vec<Item>,
    /// What it bore and does not.
    pub lost: Vec<Item>,
    /// What it bears in other words: before, now.
    pub reworded: Vec<(Item, Item)>,
    /// What it bears towards somebody else: before, now.
    pub redirected: Vec<(Item, Item)>,
}

impl BearerChange {
    /// Every duty that differs, as it was and as it is.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        let pairs = self.reworded.iter().chain(&self.redirected).flat_map(|(was, is)| [was, is]);
        self.gained.iter().chain(&self.lost).chain(pairs)
    }

    /// How many duties differ.
    #[must_use]
    pub fn count(&self) -> usize {
        self.gained.len() + self.lost.len() + self.reworded.len() + self.redirected.len()
    }
}

/// One duty as one bearer has or had it.
#[derive(Clone, Debug)]
pub struct Item {
    /// The row.
    pub row: Arc<Assignment>,
    /// Whether it reaches the bearer by inference.
    pub inferred: bool,
    /// Through whom it reaches the bearer; empty when it names them.
    pub via: Vec<Actor>,
    /// The words of its clause.
    pub clause: Verbatim,
}

pub(super) fn changes(
    before: &Snapshot<'_>,
    after: &Snapshot<'_>,
    difference: &Difference,
    scope: &Scope,
) -> Vec<BearerChange> {
    // A decision touches few rows of many. Who stands where they stood is asked about those alone, everybody else about
    // all they bear.
    let (few_before, few_after) = scope.only(before, after);
    let touched = touched(before, &difference.provisions);
    let there = |s: &Snapshot<'_>| -> BTreeSet<Actor> {
        let posts = handbooks(s).into_iter().map(|(role, unit)| Actor::RoleAt(role, unit));
        let units = s.units.iter().map(|u| Actor::Unit(u.id.clone()));
        posts.chain(units).chain(s.roles.iter().map(|r| Actor::Role(r.id.clone()))).collect()
    };
    let (there_before, there_after) = (there(before), there(after));
    let mut found = Vec::new();
    for bearer in bearers(before, after) {
        let was = there_before.contains(&bearer);
        let is = there_after.contains(&bearer);
        let (old, new) = if scope.stands(&bearer) { (&few_before, &few_after) } else { (before, after) };
        let of = if comes_to_several(before, after, &bearer) { of_any_holder } else { of_actor };
        let mut old = if was { held(old, &bearer, of) } else { Vec::new() };
        let mut new = if is { held(new, &bearer, of) } else { Vec::new() };
        let mut change = BearerChange {
            began: !was && is,
            ended: was && !is,
            bearer,
            gained: Vec::new(),
            lost: Vec::new(),
            reworded: Vec::new(),
            redirected: Vec::new(),
        };
        let same_row = |a: &Held<'_>, b: &Held<'_>| a.row().span == b.row().span;
        let same_place = |a: &Held<'_>, b: &Held<'_>| {
            let now = difference.onward(&a.row().provision);
            now == Some(&b.row().provision) && a.row().relation == b.row().relation
        };
        change.pair(&mut old, &mut new, &touched, same_row);
        change.pair(&mut old, &mut new, &touched, same_place);
        change.lost = old.iter().map(Held::item).collect();
        change.gained = new.iter().map(Held::item).collect();
        if change.count() > 0 || change.began || change.ended {
            found.push(change);
        }
    }
    found
}

impl BearerChange {
    /// Takes out of the two lists what is the same duty, and notes how it differs.
    fn pair<'s>(
        &mut self,
        old: &mut Vec<Held<'s>>,
        new: &mut Vec<Held<'s>>,
        touched: &BTreeMap<ProvisionId, BTreeSet<Span>>,
        same: impl Fn(&Held<'s>, &Held<'s>) -> bool,
    ) {
        let mut left = Vec::new();
        // Both lists have one order, so the partner of each is near the one before it.
        let mut taken = vec![false; new.len()];
        let mut near = 0;
        for was in std::mem::take(old) {
            let order = (near..new.len()).chain(0..near);
            let Some(at) = order.into_iter().find(|at| !taken[*at] && same(&was, &new[*at])) else {
                left.push(was);
                continue;
            };
            taken[at] = true;
            near = at + 1;
            let is = &new[at];
            let around = || touched.get(&was.row().provision).is_none_or(|rows| rows.contains(&was.row().span));
            if was.row().quote != is.row().quote || was.clause() != is.clause() && around() {
                self.reworded.push((was.item(), is.item()));
            } else if was.row().to != is.row().to {
                self.redirected.push((was.item(), is.item()));
            }
        }
        *old = left;
        let mut taken = taken.into_iter();
        new.retain(|_| !taken.next().unwrap_or(false));
    }
}

/// Everybody who has a page on one of the two days, roles first.
fn bearers(before: &Snapshot<'_>, after: &Snapshot<'_>) -> Vec<Actor> {
    let mut found: Vec<Actor> = Vec::new();
    let mut seen: BTreeSet<Actor> = BTreeSet::new();
    let mut add = |actor: Actor| {
        if seen.insert(actor.clone()) {
            found.push(actor);
        }
    };
    for s in [before, after] {
        s.roles.iter().for_each(|r| add(Actor::Role(r.id.clone())));
    }
    for s in [before, after] {
        s.units.iter().for_each(|u| add(Actor::Unit(u.id.clone())));
    }
    for s in [before, after] {
        handbooks(s).into_iter().for_each(|(r, u)| add(Actor::RoleAt(r, u)));
    }
    found
}

/// A duty of a bearer on one of the days.
struct Held<'s> {
    s: &'s Snapshot<'s>,
    duty: Duty<'s>,
}

impl Held<'_> {
    fn row(&self) -> &Assignment {
        self.duty.assignment
    }

    fn clause(&self) -> Option<&Verbatim> {
        self.s.version.provision(&self.row().provision).map(|p| &p.text)
    }

    fn item(&self) -> Item {
        Item {
            row: Arc::new(self.row().clone()),
            inferred: self.duty.inferred,
            via: self.duty.via.clone(),
            clause: self.clause().cloned().unwrap_or_else(|| Verbatim::new("")),
        }
    }
}

/// Whether a role has a post in one unit on one of the days and in several on the other. Then what every holder bears is compared, so
/// that a second post is not told as a loss; the role in the one unit is told apart.
fn comes_to_several(before: &Snapshot<'_>, after: &Snapshot<'_>, bearer: &Actor) -> bool {
    let Actor::Role(role) = bearer else { return false };
    let (was, is) = (posts(before, role), posts(after, role));
    was.min(is) == 1 && was.max(is) > 1
}

/// What somebody bears, of a role what every holder does.
fn of_any_holder<'m>(s: &Snapshot<'m>, bearer: &Actor) -> Vec<Duty<'m>> {
    match bearer {
        Actor::Role(role) => of_every_holder(s, role),
        other => of_actor(s, other),
    }
}

/// What a bearer has, structure left out: that a unit is listed in a group is no work.
fn held<'s>(s: &'s Snapshot<'s>, bearer: &Actor, of: impl Fn(&Snapshot<'s>, &Actor) -> Vec<Duty<'s>>) -> Vec<Held<'s>> {
    let of = of(s, bearer).into_iter().filter(|d| d.assignment.relation.is_work());
    let mut seen: BTreeSet<(Span, &ProvisionId)> = BTreeSet::new();
    of.filter(|d| seen.insert((d.assignment.span, &d.assignment.provision))).map(|duty| Held { s, duty }).collect()
}
