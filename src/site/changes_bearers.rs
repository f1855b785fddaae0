//! What changed for whom: gained, lost, reworded, receiver changed; each a cited clause (design 4).
//!
//! A change that reaches many in the same way is said once, with all their names: a clause on the Trưởng phòng is one
//! change, not one for each of twelve units. A unit that began or ended is said once, its duties folded below it.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;

use super::changes::{actor_on, anchor, cite_in, link, text_of};
use super::changes_text::{Marked, marked};
use super::planner::Planner;
use super::view::{Cite, Day, Link};
use crate::change::{BearerChange, DeputyChange, Difference, Item, Led, RuleChange, UnitChange, UnitChangeKind};
use crate::diagnostic::Span;
use crate::duty::{Bearers, Part, of_every_holder};
use crate::model::{Actor, ProvisionId, RoleId, Unit, UnitId};

/// Those for whom the same changed.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct BearerGroup {
    /// Roles and units; the handbooks when there are only such.
    pub who: Vec<Link>,
    /// Roles in one unit for whom it is the same.
    pub handbooks: Vec<Link>,
    /// The anchors of all of them.
    pub anchors: Vec<String>,
    /// The unit is new, or the post in it, or the role.
    pub began: bool,
    /// The unit is no more, or the post in it, or the role.
    pub ended: bool,
    /// It is only a post that is new or no more; the unit stays.
    pub post: bool,
    /// It is a role that was created or abolished.
    pub role: bool,
    /// The handover tells what they hand over or take.
    pub in_handover: bool,
    /// What they bear and did not.
    pub gained: Vec<ItemView>,
    /// What they bore and do not.
    pub lost: Vec<ItemView>,
    /// What they bear in other words.
    pub reworded: Vec<Reworded>,
    /// What they bear towards somebody else: before, now.
    pub redirected: Vec<Redirected>,
}

impl BearerGroup {
    /// How many duties are listed; those of a unit that began or ended are folded anyhow.
    pub(super) fn shown(&self) -> usize {
        let all = self.gained.len() + self.lost.len() + self.reworded.len() + self.redirected.len();
        if self.began || self.ended { 0 } else { all }
    }
}

/// One duty.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct ItemView {
    /// The provision.
    pub cite: Cite,
    /// Whether it is cited by a number that is another provision's today.
    pub former: bool,
    /// The relation's key.
    pub relation: &'static str,
    /// The words that give it.
    pub quote: String,
    /// Towards whom.
    pub to: Vec<Link>,
    /// Through whom it comes.
    pub via: Vec<Link>,
    /// Whether it is inferred.
    pub inferred: bool,
}

/// A duty in other words.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct Reworded {
    /// As it is.
    pub item: ItemView,
    /// The words before; empty when the words that give it are the same and the clause around them differs.
    pub before: Vec<Marked>,
    /// The words now.
    pub after: Vec<Marked>,
    /// Where the clause is compared on the page; empty when it is not.
    pub compared: String,
}

/// A duty towards somebody else.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct Redirected {
    /// As it is.
    pub item: ItemView,
    /// Towards whom it was.
    pub before: Vec<Link>,
}

/// What one decision changed for the bearer of a page.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct MyChange {
    /// The decisions of the day, each leading to what it changed for the bearer.
    pub decisions: Vec<Link>,
    /// The day.
    pub day: Day,
    /// Whether it is to come.
    pub coming: bool,
    /// The unit is new, or the post.
    pub began: bool,
    /// The unit ended, or the post.
    pub ended: bool,
    /// It is a post that began or ended, a role or a role in one unit.
    pub post: bool,
    /// It is the unit of a role that began or ended, and the role was there before or goes on.
    pub in_unit: bool,
    /// The name before, when the unit was renamed.
    pub renamed: String,
    /// Which of the unit's leading posts changed: `head`, `deputy`, `deputy_added`, `deputy_removed`.
    pub led: Vec<&'static str>,
    /// How many duties came.
    pub gained: usize,
    /// How many went.
    pub lost: usize,
    /// How many have other words.
    pub reworded: usize,
    /// How many go to somebody else.
    pub redirected: usize,
    /// How many of its deadlines and meetings moved, came or went.
    pub rules: usize,
    /// How many that others did are theirs.
    pub rules_gained: usize,
    /// How many that were theirs others do.
    pub rules_lost: usize,
    /// How many they do with others than before, on the same dates.
    pub rules_people: usize,
    /// How many only have other words for the same dates.
    pub rules_reworded: usize,
    /// How many differ in something else, with the same words and dates.
    pub rules_otherwise: usize,
}

/// Everybody for whom something changed, roles first.
pub(super) fn groups(planner: &Planner<'_>, difference: &Difference) -> Vec<BearerGroup> {
    let mut found: Vec<(Key<'_>, Vec<&BearerChange>)> = Vec::new();
    for change in &difference.bearers {
        // A handbook of a unit that began or ended says nothing its unit does not.
        let key = match &change.bearer {
            Actor::RoleAt(_, unit) | Actor::Unit(unit) if begins_or_ends(difference, unit) => Key::Unit(unit),
            // So it is with one of a role.
            Actor::RoleAt(role, _) | Actor::Role(role) if is_of_role(difference, role) => Key::Role(role),
            post @ Actor::RoleAt(..) if change.began || change.ended => Key::Post(post),
            _ => Key::Same(same(change)),
        };
        match found.iter_mut().find(|(k, _)| *k == key) {
            Some((_, group)) => group.push(change),
            None => found.push((key, vec![change])),
        }
    }
    found.into_iter().filter_map(|(_, changes)| group(planner, difference, &changes)).collect()
}

/// The anchors of those who are in none of the groups: every role, every unit, every handbook there is or was.
pub(super) fn others(planner: &Planner<'_>, groups: &[BearerGroup]) -> Vec<String> {
    let model = planner.s.model;
    let roles = model.roles.iter().map(|r| Actor::Role(r.id.clone()));
    let units = model.units.iter().map(|u| Actor::Unit(u.id.clone()));
    let handbooks = planner
        .handbooks
        .iter()
        .chain(&planner.former_handbooks)
        .map(|(role, unit)| Actor::RoleAt((*role).clone(), (*unit).clone()));
    let changed = planner.changes.days().iter().flat_map(|d| d.bearers.iter().map(|b| b.bearer.clone()));
    let told: BTreeSet<&String> = groups.iter().flat_map(|g| &g.anchors).collect();
    let all: BTreeSet<String> = roles.chain(units).chain(handbooks).chain(changed).map(|a| anchor(&a)).collect();
    all.into_iter().filter(|a| !told.contains(a)).collect()
}

#[derive(PartialEq)]
enum Key<'d> {
    Unit(&'d UnitId),
    Role(&'d RoleId),
    Post(&'d Actor),
    Same(Vec<(u8, Span, Span)>),
}

fn begins_or_ends(difference: &Difference, unit: &UnitId) -> bool {
    let of = difference.units.iter().filter(|u| u.unit == *unit);
    of.into_iter().any(|u| matches!(u.kind, UnitChangeKind::Began { .. } | UnitChangeKind::Ended { .. }))
}

/// Whether a role was created or abolished.
fn is_of_role(difference: &Difference, role: &RoleId) -> bool {
    difference.roles.iter().any(|change| change.role == *role)
}

/// What makes two changes the same.
fn same(change: &BearerChange) -> Vec<(u8, Span, Span)> {
    let one = |kind: u8| move |i: &Item| (kind, i.row.span, i.row.span);
    let two = |kind: u8| move |(a, b): &(Item, Item)| (kind, a.row.span, b.row.span);
    let gained = change.gained.iter().map(one(0)).chain(change.lost.iter().map(one(1)));
    gained.chain(change.reworded.iter().map(two(2))).chain(change.redirected.iter().map(two(3))).collect()
}

fn group(planner: &Planner<'_>, difference: &Difference, changes: &[&BearerChange]) -> Option<BearerGroup> {
    let first = changes.first()?;
    let on = if first.ended { difference.from } else { difference.to };
    let named = |c: &&&BearerChange| actor_on(planner, &c.bearer, on);
    let (handbooks, who): (Vec<&&BearerChange>, Vec<&&BearerChange>) =
        changes.iter().partition(|c| matches!(c.bearer, Actor::RoleAt(..)));
    let (mut who, mut handbooks): (Vec<Link>, Vec<Link>) =
        (who.iter().map(named).collect(), handbooks.iter().map(named).collect());
    if who.is_empty() {
        std::mem::swap(&mut who, &mut handbooks);
    }
    // Through whom a duty comes is told of all that are named. One that began or ended is told by its unit, the first.
    let posts = |c: &&&BearerChange| matches!(c.bearer, Actor::RoleAt(..));
    let told: Vec<&BearerChange> = if first.began || first.ended || changes.iter().all(|c| posts(&c)) {
        vec![first]
    } else {
        changes.iter().filter(|c| !posts(c)).copied().collect()
    };
    let through_all =
        |via: &Actor, row: Span| told.iter().all(|c| c.items().any(|i| i.row.span == row && i.via.contains(via)));
    let shown = |i: &Item| {
        let via = i.via.iter().filter(|via| through_all(via, i.row.span)).cloned().collect();
        Item { via, ..i.clone() }
    };
    let old = |i: &Item| item(planner, &shown(i), difference.from);
    let new = |i: &Item| item(planner, &shown(i), difference.to);
    let post = begins_alone(difference, first);
    Some(BearerGroup {
        who,
        handbooks,
        anchors: changes.iter().map(|c| anchor(&c.bearer)).collect(),
        began: first.began,
        ended: first.ended,
        post,
        role: first.bearer.role().is_some_and(|role| is_of_role(difference, role)),
        in_handover: changes.iter().any(|c| is_in_handover(difference, &c.bearer)),
        gained: first.gained.iter().map(new).collect(),
        lost: first.lost.iter().map(|i| lost(planner, difference, &i.row.provision, old(i))).collect(),
        reworded: first.reworded.iter().map(|(was, is)| reworded(difference, was, is, new(is))).collect(),
        redirected: first
            .redirected
            .iter()
            .map(|(was, is)| Redirected { item: new(is), before: old(was).to })
            .collect(),
    })
}

/// Whether the handover has a line of theirs; of a unit also whether it is said who comes after it or before.
fn is_in_handover(difference: &Difference, bearer: &Actor) -> bool {
    let line = difference.handover.iter().any(|l| l.from == *bearer || l.to.as_ref() == Some(bearer));
    let passes = |unit: &UnitId| {
        let heirs = |u: &UnitChange| u.kind.heirs().is_some_and(|heirs| u.unit == *unit || heirs.contains(unit));
        difference.units.iter().any(heirs)
    };
    line || matches!(bearer, Actor::Unit(unit) if passes(unit))
}

/// Whether a post began or ended in a unit that was there before and is there after.
fn begins_alone(difference: &Difference, change: &BearerChange) -> bool {
    let stays = |unit| !begins_or_ends(difference, unit);
    let stands = |role| !is_of_role(difference, role);
    (change.began || change.ended) && matches!(&change.bearer, Actor::RoleAt(role, unit) if stays(unit) && stands(role))
}

fn reworded(difference: &Difference, was: &Item, is: &Item, item: ItemView) -> Reworded {
    let (before, after) = if was.row.quote == is.row.quote {
        (Vec::new(), Vec::new())
    } else {
        marked(was.row.quote.as_str(), is.row.quote.as_str())
    };
    let here = difference.provisions.iter().any(|p| p.after.as_ref().is_some_and(|p| p.id == is.row.provision));
    let compared = if here { format!("sd-{}", is.row.provision.anchor()) } else { String::new() };
    Reworded { item, before, after, compared }
}

/// A duty that went, under the number by which its provision is found today.
fn lost(planner: &Planner<'_>, difference: &Difference, was: &ProvisionId, item: ItemView) -> ItemView {
    match difference.onward(was) {
        Some(now) if now != was => ItemView { cite: cite_in(planner, text_of(planner, difference.to), now), ..item },
        Some(_) => item,
        None => ItemView { former: difference.is_reused(was), ..item },
    }
}

fn item(planner: &Planner<'_>, item: &Item, on: Date) -> ItemView {
    let name = |a: &Actor| actor_on(planner, a, on);
    ItemView {
        cite: cite_in(planner, text_of(planner, on), &item.row.provision),
        former: false,
        relation: item.row.said_as(),
        quote: item.row.quote.to_string(),
        to: item.row.to.iter().map(name).collect(),
        via: item.via.iter().map(name).collect(),
        inferred: item.inferred,
    }
}

/// What changed for a role, or for a role in one unit.
pub(super) fn of_role(planner: &Planner<'_>, bearer: &Actor, bearers: &Bearers<'_, '_>) -> Vec<MyChange> {
    mine(planner, bearer, bearers, None)
}

/// What changed for a unit.
pub(super) fn of_unit(planner: &Planner<'_>, unit: &Unit, bearers: &Bearers<'_, '_>) -> Vec<MyChange> {
    mine(planner, &Actor::Unit(unit.id.clone()), bearers, Some(&unit.id))
}

/// What is to come first, the nearest on top; then the newest.
fn mine(planner: &Planner<'_>, bearer: &Actor, bearers: &Bearers<'_, '_>, unit: Option<&UnitId>) -> Vec<MyChange> {
    let today = planner.s.day;
    let of = planner.changes.of(bearer);
    let founded = bearer.unit().and_then(|id| planner.s.model.unit(id)?.from);
    // Who was not there yet, or no more, was told nothing: rules name today's holders, and say so of groups they joined later.
    let first = of.values().find(|change| change.began || change.ended);
    let mut there = first.is_none_or(|change| !change.began);
    let mut found: Vec<MyChange> = Vec::new();
    for difference in planner.changes.days() {
        let change = of.get(&difference.to).copied();
        there |= change.is_some_and(|c| c.began);
        let is_there = there && founded.is_none_or(|from| from <= difference.to);
        there &= change.is_none_or(|c| !c.ended);
        // Whose a rule was and whose it is, the office of each day says, once a rule asks.
        let offices = [difference.from, difference.to].map(|day| LazyCell::new(move || planner.office_on(day)));
        let [was, is] = offices
            .each_ref()
            .map(|office| LazyCell::new(move || Bearers::of(office.as_ref().unwrap_or(planner.s), bearer)));
        let then = |change: &RuleChange| {
            [(&was, &change.before), (&is, &change.after)].map(|(office, rule)| office.part(rule.as_ref()?))
        };
        let rules: Vec<RuleTurn> =
            difference.rules.iter().filter(|_| is_there).filter_map(|c| rule_turn(bearers, &then, c)).collect();
        let turned = |turn: RuleTurn| rules.iter().filter(|one| **one == turn).count();
        let borne_elsewhere = change.and_then(|change| borne_elsewhere(planner, difference, change));
        let is_own = |item: &&Item| borne_elsewhere.as_ref().is_none_or(|rows| !rows.contains(&item.row.span));
        let mut my = MyChange {
            decisions: Vec::new(),
            day: planner.day(difference.to),
            coming: difference.to > today,
            began: change.is_some_and(|c| c.began),
            ended: change.is_some_and(|c| c.ended),
            post: !matches!(bearer, Actor::Unit(_)),
            in_unit: borne_elsewhere.is_some(),
            renamed: String::new(),
            led: Vec::new(),
            gained: change.map_or(0, |c| c.gained.iter().filter(is_own).count()),
            lost: change.map_or(0, |c| c.lost.iter().filter(is_own).count()),
            reworded: change.map_or(0, |c| c.reworded.len()),
            redirected: change.map_or(0, |c| c.redirected.len()),
            rules: turned(RuleTurn::Shown),
            rules_gained: turned(RuleTurn::Gained),
            rules_lost: turned(RuleTurn::Lost),
            rules_people: turned(RuleTurn::People),
            rules_reworded: turned(RuleTurn::Reworded),
            rules_otherwise: turned(RuleTurn::Otherwise),
        };
        for u in difference.units.iter().filter(|u| unit == Some(&u.unit)) {
            match &u.kind {
                UnitChangeKind::Renamed { before } => my.renamed.clone_from(before),
                UnitChangeKind::Led { .. } => my.led.extend(led(u.kind.led())),
                UnitChangeKind::Began { .. } | UnitChangeKind::Ended { .. } => {}
            }
        }
        let place = if change.is_some() {
            anchor(bearer)
        } else if !my.led.is_empty() || !my.renamed.is_empty() {
            "to-chuc".to_owned()
        } else if !rules.is_empty() {
            "lich".to_owned()
        } else {
            continue;
        };
        let decisions = difference.decisions.iter().filter_map(|id| planner.s.model.decision(id)).map(link);
        my.decisions = decisions.map(|l| Link { href: format!("{}#{place}", l.href), ..l }).collect();
        found.push(my);
    }
    let (coming, mut past): (Vec<MyChange>, Vec<MyChange>) = found.into_iter().partition(|c| c.coming);
    past.reverse();
    coming.into_iter().chain(past).filter(|c| !c.decisions.is_empty()).collect()
}

/// What every holder of a role bears in whatever unit, where the unit began or ended and the role did not: with another unit nobody
/// gains or loses that. Nothing for any other change.
fn borne_elsewhere(planner: &Planner<'_>, difference: &Difference, change: &BearerChange) -> Option<BTreeSet<Span>> {
    let Actor::RoleAt(role, unit) = &change.bearer else { return None };
    if !begins_or_ends(difference, unit) || is_of_role(difference, role) || !(change.began || change.ended) {
        return None;
    }
    let office = planner.office_on(if change.began { difference.from } else { difference.to });
    let duties = of_every_holder(office.as_ref().unwrap_or(planner.s), role);
    Some(duties.iter().map(|duty| duty.assignment.span).collect())
}

/// What became of a rule for somebody.
#[derive(Clone, Copy, PartialEq, Eq)]
enum RuleTurn {
    /// The calendar shows something else.
    Shown,
    /// Others did it.
    Gained,
    /// Others do it.
    Lost,
    /// They do it, with others than before.
    People,
    /// It has other words.
    Reworded,
    /// It differs in something else.
    Otherwise,
}

/// See [`RuleTurn`]; nothing where they have no part in the rule. `then` tells their parts in it on the earlier day and on the later.
fn rule_turn(
    bearers: &Bearers<'_, '_>,
    then: &dyn Fn(&RuleChange) -> [Option<Part>; 2],
    change: &RuleChange,
) -> Option<RuleTurn> {
    let kept = |how: RuleTurn| if change.shows() { RuleTurn::Shown } else { how };
    if !change.other_people() {
        let mut rules = [&change.before, &change.after].into_iter().flatten();
        let words = if change.other_words() { RuleTurn::Reworded } else { RuleTurn::Otherwise };
        return rules.any(|rule| bearers.part(rule).is_some()).then(|| kept(words));
    }
    let [was, is] = then(change);
    let acts = |part: Option<Part>| part.is_some_and(|part| part != Part::Incoming);
    match (acts(was), acts(is)) {
        (false, true) => Some(RuleTurn::Gained),
        (true, false) => Some(RuleTurn::Lost),
        _ => was.or(is).map(|_| kept(RuleTurn::People)),
    }
}

/// The keys of what became of a unit's leading posts.
fn led(Led { head, deputy }: Led) -> impl Iterator<Item = &'static str> {
    let deputy = deputy.map(|change| match change {
        DeputyChange::Added => "deputy_added",
        DeputyChange::Removed => "deputy_removed",
        DeputyChange::Other => "deputy",
    });
    head.then_some("head").into_iter().chain(deputy)
}
