//! Decisions replayed in their order: from the office as first written to the office on a day (design 4).
//!
//! The order of one day: what ends by its own date ends; the text changes, and rows follow their provisions; the decisions
//! pass duties on; what begins by its own date begins. So places in an operation on the office, and rows that say `from`,
//! are those of the text in force from that day.

mod acts;
mod once;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::Lineages;
use super::lineage::{Fate, Lineage};
use super::rows::Rows;
use super::touched::Touched;
use super::{faults, grounds, groups, quotes, roles, units};
use crate::diagnostic::{Report, Span};
use crate::model::{
    Actor, Assignment, Basis, CollectiveId, Decision, EndedDuty, General, Model, ProvisionId, Relation, Role, RoleId,
    Unit, UnitId,
};
use crate::text::Lookup;

/// The office while decisions are applied to it.
pub(super) struct Replay<'m> {
    source: &'m Model,
    lineages: Lineages,
    /// The office as far as replayed: units, groups, roles, rules; rows and general provisions are apart.
    office: Model,
    rows: Rows,
    general: Vec<General>,
    /// What decisions ended in so many words.
    ended_duties: Vec<EndedDuty>,
    /// Days on which something happens, and how many are done.
    days: Vec<Date>,
    done: usize,
    /// The rows and the statements as written that begin on a day, by their places, and the days on which some end.
    beginnings: BTreeMap<Date, (Vec<usize>, Vec<usize>)>,
    ends: BTreeSet<Date>,
    /// The text in force after the days done.
    version: Option<usize>,
    /// The units that some decision ends: their own day does not.
    by_decision: BTreeSet<&'m UnitId>,
    /// Units that are there no more, by the decisions and dates read so far.
    ended: BTreeSet<UnitId>,
    /// Units that left the group under which they are listed, and have joined none since.
    unlisted: BTreeSet<UnitId>,
    /// The roles that lead or led a unit, each with whether it had work before.
    led: BTreeMap<RoleId, bool>,
    /// The groups in which nobody is: where that came about, and whether it was told.
    empty: BTreeMap<CollectiveId, (Span, bool)>,
    /// The units that were told to be headed by a post that is not there.
    headless: BTreeSet<(UnitId, RoleId)>,
    /// Provisions whose rows changed on the day; those that ended in so many words.
    touched: Touched,
    released: BTreeSet<ProvisionId>,
    report: Report,
}

impl<'m> Replay<'m> {
    pub fn new(source: &'m Model, lineages: Lineages) -> Self {
        let mut office = Model { assignments: Vec::new(), general: Vec::new(), ..source.clone() };
        office.units = units::lives(source);
        office.rules = super::rules::lives(source, &lineages);
        grounds::lives(source, &lineages, &mut office);
        let mut replay = Self {
            source,
            lineages,
            office,
            rows: Rows::for_about(source.assignments.len()),
            general: Vec::new(),
            ended_duties: Vec::new(),
            days: Vec::new(),
            done: 0,
            beginnings: BTreeMap::new(),
            ends: BTreeSet::new(),
            version: None,
            by_decision: source
                .decisions
                .iter()
                .flat_map(Decision::office_acts)
                .flat_map(|(act, _)| act.ended())
                .collect(),
            ended: BTreeSet::new(),
            unlisted: BTreeSet::new(),
            led: BTreeMap::new(),
            empty: BTreeMap::new(),
            headless: BTreeSet::new(),
            touched: Touched::default(),
            released: BTreeSet::new(),
            report: Report::default(),
        };
        replay.days = replay.days_of_change();
        faults::posts_of_founded(&replay.office.units, &mut replay.report);
        let first = replay.days.first().copied().unwrap_or_default();
        replay.empty_now(first, None);
        let beginning = |row: &Arc<Assignment>| replay.beginning(row.from, row.until, &row.provision);
        let days: Vec<Option<Date>> = source.assignments.par_iter().map(beginning).collect();
        for (at, day) in days.into_iter().enumerate().filter_map(|(at, day)| Some((at, day?))) {
            replay.beginnings.entry(day).or_default().0.push(at);
        }
        for (at, general) in source.general.iter().enumerate() {
            if let Some(day) = replay.beginning(general.from, general.until, &general.provision) {
                replay.beginnings.entry(day).or_default().1.push(at);
            }
        }
        let ends = source.assignments.iter().map(|r| r.until).chain(source.general.iter().map(|g| g.until));
        replay.ends = ends.flatten().collect();
        replay
    }

    /// Every day on which something happens, first the day of the first text.
    fn days_of_change(&self) -> Vec<Date> {
        let source = self.source;
        let first = source.versions.first().map(|v| v.effective_from);
        let versions = source.versions.iter().map(|v| v.effective_from);
        let decisions = source.decisions.iter().filter(|d| d.office_acts().next().is_some()).map(|d| d.effective_from);
        let rows = source.assignments.iter().flat_map(|a| [a.from, a.until]).flatten();
        let general = source.general.iter().flat_map(|g| [g.from, g.until]).flatten();
        let units = source.units.iter().filter_map(|u| u.until);
        let roles = source.roles.iter().flat_map(|r| [r.from, r.until]).flatten();
        let proofs = source.dated_proofs().flat_map(|p| [p.from, p.until]).flatten();
        let own = units.chain(roles).chain(proofs);
        let all: BTreeSet<Date> = versions.chain(decisions).chain(rows).chain(general).chain(own).collect();
        // What lies before the first text is part of it.
        let after = all.iter().copied().filter(|d| Some(*d) > first);
        first.into_iter().chain(after).collect()
    }

    /// The days on which something happens, in order; the first is that of the first text.
    pub fn days(&self) -> &[Date] {
        &self.days
    }

    /// Applies everything up to and including `day`; at least the day of the first text.
    pub fn advance(&mut self, day: Date) {
        while let Some(next) = self.days.get(self.done).copied().filter(|d| *d <= day || self.done == 0) {
            self.step(next);
            self.done += 1;
        }
    }

    /// The office as far as replayed.
    pub fn office(&self) -> Model {
        let mut office = Model {
            assignments: self.rows.to_vec(),
            ended: self.ended_duties.clone(),
            general: self.general.clone(),
            ..self.office.clone()
        };
        if let Some(day) = self.done.checked_sub(1).and_then(|at| self.days.get(at)) {
            for role in &mut office.roles {
                for facts in [&mut role.inherits, &mut role.counts_as, &mut role.reports_to] {
                    facts.retain(|m| m.proof.holds_on(*day));
                }
                role.carries_unit_duties.retain(|proof| proof.holds_on(*day));
                role.stands_alone = self.led.get(&role.id) == Some(&true);
            }
            // A post belongs to a group, or stands beside the head of a unit, on its own days.
            let absent: Vec<&RoleId> =
                self.source.roles.iter().filter(|role| !role.exists_on(*day)).map(|role| &role.id).collect();
            if !absent.is_empty() {
                for unit in &mut office.units {
                    unit.deputy.take_if(|deputy| absent.contains(&&deputy.role));
                }
                for group in &mut office.collectives {
                    group.members.retain(|member| member.role().is_none_or(|role| !absent.contains(&role)));
                }
            }
            for group in office.collectives.iter_mut().filter(|c| !c.proofs.is_empty()) {
                group.proofs.retain(|proof| proof.holds_on(*day));
                group.inferred |= group.proofs.is_empty();
            }
        }
        if let Some(at) = self.version {
            grounds::of_text(self.source, at, &mut office);
        }
        office
    }

    /// What was found on the way, and what was replayed.
    pub fn into_report(self) -> (&'m Model, Lineages, Report) {
        (self.source, self.lineages, self.report)
    }

    fn step(&mut self, day: Date) {
        self.touched = Touched::default();
        self.released.clear();
        self.end(day);
        self.change_text(day);
        let source = self.source;
        let first = self.done == 0;
        let posts = self.posts(day.yesterday().unwrap_or(day));
        let falls = |d: &&Decision| d.effective_from == day || first && d.effective_from < day;
        for decision in source.decisions.iter().filter(falls) {
            for (act, span) in decision.office_acts() {
                self.apply(decision, act, span);
            }
        }
        self.abolished(day);
        self.begin(day);
        let there = |u: &&Unit| u.from.is_none_or(|from| from <= day) && !self.ended.contains(&u.id);
        let living = self.office.units.iter().filter(there);
        roles::of_units(source, living, day, &mut self.headless, &mut self.report);
        self.vacant(&posts, day);
        if self.source.roles.iter().any(|r| r.from == Some(day) || r.until == Some(day)) {
            self.empty_now(day, None);
        }
        self.forsaken(day);
        let version = self.version.and_then(|at| source.versions.get(at));
        if let Some(version) = version.filter(|_| !self.touched.is_empty()) {
            self.each_once();
            let mut rows: Vec<&Assignment> =
                self.rows.at(&self.touched).into_iter().map(|at| &*self.rows[at]).collect();
            let bears = |r: &&&Assignment| r.relation != Relation::Mentioned;
            let borne: Lookup<_, ()> = rows.iter().filter(bears).map(|r| (&r.provision, ())).collect();
            let general: Lookup<_, ()> = self.general.iter().map(|g| (&g.provision, ())).collect();
            let mut bare = self.touched.within(version);
            bare.retain(|p| !p.heading && !p.is_repealed() && !self.released.contains(&p.id));
            bare.retain(|p| borne.get(&&p.id).is_none() && general.get(&&p.id).is_none());
            faults::without_bearer(&bare, day, &mut self.report);
            rows.retain(|r| self.touched.contains(&r.quote_from));
            quotes::of_rows(source, &rows, version, &mut self.report);
            let general = self.general.iter().filter(|g| self.touched.contains(&g.provision));
            quotes::of_general(source, general, version, &mut self.report);
        }
    }

    /// The roles that head or deputise a unit.
    fn posts(&self, day: Date) -> BTreeSet<RoleId> {
        let living =
            self.office.units.iter().filter(|u| u.from.is_none_or(|f| f <= day) && !self.ended.contains(&u.id));
        living.flat_map(|u| std::iter::once(&u.head).chain(&u.deputy)).map(|post| post.role.clone()).collect()
    }

    /// What still names a post on the day on which it is no more.
    fn abolished(&mut self, day: Date) {
        for role in self.source.roles.iter().filter(|r| r.until == Some(day)) {
            let named = self.rows.naming(|actor| actor.role() == Some(&role.id));
            let rows: Vec<&Assignment> = named.into_iter().map(|at| &*self.rows[at]).collect();
            roles::left(role, &rows, &self.office.rules, day, &mut self.report);
        }
    }

    /// Posts of the day before that no unit has now.
    fn vacant(&mut self, before: &BTreeSet<RoleId>, day: Date) {
        let now = self.posts(day);
        let source = self.source;
        for role in before {
            self.led.entry(role.clone()).or_insert(false);
        }
        for role in &now {
            self.led.entry(role.clone()).or_insert_with(|| had_work(source, role, day));
        }
        let gone = |r: &&Role| before.contains(&r.id) && !now.contains(&r.id) && self.led.get(&r.id) == Some(&false);
        for role in source.roles.iter().filter(gone) {
            let own = Actor::Role(role.id.clone());
            let rows = self.rows.naming(|actor| *actor == own).into_iter().map(|at| &*self.rows[at]);
            let rows: Vec<&Assignment> = rows.filter(|r| r.who == own && r.relation.is_work()).collect();
            faults::vacant_post(role, &rows, day, &mut self.report);
        }
    }

    /// Sees which groups have nobody in them; those that have become so stand `at` an operation, else where they are declared.
    fn empty_now(&mut self, day: Date, at: Option<Span>) {
        let nobody = groups::without_members(&self.office, day);
        self.empty.retain(|id, _| nobody.contains(id));
        for id in nobody {
            let Some(group) = self.office.collective(&id) else { continue };
            let at = at.unwrap_or(group.span);
            self.empty.entry(id).or_insert((at, false));
        }
    }

    /// Groups without members that have work on the day.
    fn forsaken(&mut self, day: Date) {
        for (id, (at, told)) in self.empty.iter_mut().filter(|(_, (_, told))| !told) {
            let Some(group) = self.office.collective(id) else { continue };
            let own = Actor::Collective(id.clone());
            let rows = self.rows.naming(|actor| *actor == own).into_iter().map(|at| &*self.rows[at]);
            let rows: Vec<&Assignment> = rows.collect();
            *told = groups::report(group, *at, &rows, &self.office.rules, day, &mut self.report);
        }
    }

    fn end(&mut self, day: Date) {
        let gone = |until: Option<Date>| until.is_some_and(|until| until <= day);
        // What ended before the first text does not begin, so rows and statements end on days of their own alone.
        if self.ends.contains(&day) {
            for row in self.rows.iter().filter(|r| gone(r.until)) {
                self.touched.insert(&row.provision);
            }
            for general in self.general.iter().filter(|g| gone(g.until)) {
                self.touched.insert(&general.provision);
            }
            self.rows.retain(|r| !gone(r.until));
            self.general.retain(|g| !gone(g.until));
        }
        // A decision that ends a unit finds it alive on its own day.
        let ended = self.source.units.iter().filter(|u| gone(u.until) && !self.by_decision.contains(&u.id));
        self.ended.extend(ended.map(|u| u.id.clone()));
    }

    fn change_text(&mut self, day: Date) {
        let Some(at) = self.source.versions.iter().position(|v| v.effective_from == day) else { return };
        self.version = Some(at);
        let Some(version) = self.source.versions.get(at) else { return };
        let Some(lineage) = at.checked_sub(1).and_then(|i| self.lineages.get(i)) else {
            self.touched = Touched::All;
            return;
        };
        self.rows.follow(|r| follow_row(r, lineage));
        self.general.retain_mut(|g| lineage.follow(&mut g.provision));
        for ended in self.ended_duties.iter_mut().filter(|ended| ended.given) {
            let quoted = |row: &Assignment| version.provision(&row.quote_from).map(|p| p.text.as_str());
            ended.given = follow_row(&mut ended.row, lineage)
                && quoted(&ended.row).is_some_and(|t| t.contains(ended.row.quote.as_str()));
        }
        super::cites::follow(&mut self.office, lineage, at);
        // What is quoted from a provision that ended is quoted from words that are no more.
        let ended = lineage.fates.iter().filter(|(_, fate)| matches!(fate, Fate::Ends(_)));
        ended.for_each(|(id, _)| self.touched.insert(id));
        // Every provision whose words may have changed is asked again.
        let before = &self.source.versions[at - 1];
        for p in version.provisions.iter().filter(|p| !p.heading && !p.is_repealed()) {
            let same = !lineage.is_inserted(&p.id) && before.provision(&p.id).is_some_and(|b| b.text == p.text);
            if !same {
                self.touched.insert(&p.id);
            }
        }
    }

    /// What begins: rows and statements of this day, and those without a day whose provision is new.
    fn begin(&mut self, day: Date) {
        let source = self.source;
        if self.version.is_none() {
            return;
        }
        let Some((rows, general)) = self.beginnings.remove(&day) else { return };
        let rows: Vec<_> = rows.into_iter().filter_map(|at| source.assignments.get(at)).collect();
        let units = faults::by_id(&self.office.units);
        for row in &rows {
            faults::units_of_row(row, day, &units, &self.ended, &mut self.report);
            self.touched.insert(&row.quote_from);
        }
        let begun: Vec<&Assignment> = rows.iter().map(|row| &***row).collect();
        roles::of_rows(source, &begun, day, &mut self.report);
        self.rows.add(rows.into_iter().cloned());
        self.general.extend(general.into_iter().filter_map(|at| source.general.get(at)).cloned());
    }

    /// The day a row or statement begins: its own, but not before the first text; without one, that of the first text that
    /// has its provision. `None` when it never does.
    fn beginning(&self, from: Option<Date>, until: Option<Date>, provision: &ProvisionId) -> Option<Date> {
        let own = from.map(|from| self.days.first().map_or(from, |first| from.max(*first)));
        let text = || self.source.versions.iter().find(|v| v.provision(provision).is_some()).map(|v| v.effective_from);
        own.or_else(text).filter(|day| until.is_none_or(|until| *day < until))
    }
}

/// Whether the files give a role work before `day`, by its own name.
fn had_work(model: &Model, role: &RoleId, day: Date) -> bool {
    let own = Actor::Role(role.clone());
    let first = |row: &Assignment| {
        let text = || model.versions.iter().find(|v| v.provision(&row.provision).is_some()).map(|v| v.effective_from);
        row.from.or_else(text)
    };
    let mut work = model.assignments.iter().filter(|row| row.who == own && row.relation.is_work());
    work.any(|row| first(row).is_some_and(|first| first < day))
}

/// A row goes where its provision goes; it ends with it.
fn follow_row(row: &mut Arc<Assignment>, lineage: &Lineage) -> bool {
    let heading = if let Basis::Heading(id) = &row.basis { Some(id) } else { None };
    let cited = [Some(&row.provision), Some(&row.quote_from), heading];
    if cited.into_iter().flatten().all(|id| !lineage.fates.contains_key(id)) {
        return true;
    }
    let row = Arc::make_mut(row);
    if let Basis::Heading(id) = &mut row.basis {
        lineage.follow(id);
    }
    // The proof may stand elsewhere; where that place ends, the proof is to be found anew, which is reported.
    lineage.follow(&mut row.quote_from);
    lineage.follow(&mut row.provision)
}
