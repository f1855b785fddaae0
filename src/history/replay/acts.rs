//! One act of a decision on the office: what passes to whom, who joins and leaves which group, who heads which unit.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::acting::Acting;
use super::super::moment::Moment;
use super::super::pass::{self, Around, Part, Passing, Sides};
use super::super::unassigned::{Lost, unassigned};
use super::super::{faults, idle, roles, rules, units};
use super::Replay;
use crate::diagnostic::Span;
use crate::model::{
    Actor, Assignment, Collective, CollectiveId, Decision, EndedDuty, OfficeAct, Passage, ProvisionId, Relation, Unit,
};

impl<'m> Replay<'m> {
    /// Applies one act: rows, rules and groups pass on, heads change.
    pub(super) fn apply(&mut self, decision: &'m Decision, act: &'m OfficeAct, span: Span) {
        let Some(version) = self.version.and_then(|at| self.source.versions.get(at)) else { return };
        let renamed = if let OfficeAct::Rename { unit, .. } = act { self.office.unit(unit) } else { None };
        let moment = Moment::before(decision, act);
        let was = renamed.map(|unit| moment.unit_name(&self.office, unit).to_owned());
        let (units, ended) = (self.office.units.clone(), &self.ended);
        if !(Acting { decision, act, span, units: &units, ended }).report(was.as_deref(), &mut self.report) {
            return;
        }
        if !roles::are_there(decision, act, span, &self.office, &mut self.report)
            && let OfficeAct::ChangeHead { unit, head, .. } = act
        {
            self.headless.insert((unit.clone(), head.role.clone()));
        }
        if !faults::posts_are_there(decision, act, span, &self.office, &mut self.report) {
            return;
        }
        let concerned = self.rows.naming(|actor| Around::concerns(act, actor));
        let rows: Vec<&Assignment> = concerned.iter().map(|at| &*self.rows[*at]).collect();
        let around = Around { units: &units, version, sides: Sides::of(act, rows.iter().copied()) };
        // Places of a text that is still to be drafted can be judged once it is there.
        let known = |p: &ProvisionId| self.source.versions.iter().any(|v| v.provision(p).is_some());
        let judged = act.places().all(known);
        if judged {
            idle::report(act, span, &around, &rows, &self.office, &mut self.report);
        }
        let mut lost = Vec::new();
        if !concerned.is_empty() {
            let mut concerned = concerned.into_iter().peekable();
            for (at, row) in self.rows.take().into_iter().enumerate() {
                if concerned.next_if_eq(&at).is_some() {
                    self.pass_row(decision, act, &around, row, &mut lost);
                } else {
                    self.rows.keep(row);
                }
            }
        }
        rules::pass(&mut self.office.rules, &around, decision, act, &mut lost);
        self.regroup(decision, act, &around);
        self.relist(act);
        self.empty_now(decision.effective_from, Some(span));
        units::repost(&mut self.office.units, act);
        self.ended.extend(act.ended().iter().cloned());
        if judged {
            unassigned(decision, act, span, &lost, &mut self.report);
        }
    }

    /// One row before an act becomes those after it.
    fn pass_row(
        &mut self,
        decision: &Decision,
        act: &OfficeAct,
        around: &Around<'_>,
        shared: Arc<Assignment>,
        lost: &mut Vec<Lost>,
    ) {
        let work = shared.relation.is_work();
        let of_posts = shared.relation == Relation::UnitScope;
        let (own, other) = (Part::of_bearer(&shared), Part::of_other(&shared));
        let stays = |actor: &Actor, part| around.pass(act, actor, &shared.provision, part) == Passing::Stays;
        if !of_posts && stays(&shared.who, own) && shared.to.iter().all(|to| stays(to, other)) {
            self.rows.keep(shared);
            return;
        }
        let mut row = Arc::unwrap_or_clone(shared);
        let (provision, span) = (row.provision.clone(), row.span);
        let ends = !matches!(act, OfficeAct::Split { .. });
        let passed = |from: &Actor, receiver| Passage {
            decision: decision.id.clone(),
            from: from.clone(),
            receiver,
            ended: false,
        };
        let mut receivers = Vec::new();
        for to in std::mem::take(&mut row.to) {
            match around.pass(act, &to, &provision, other) {
                Passing::To(new) if new != [to.clone()] => {
                    self.touched.insert(&provision);
                    row.passed.push(passed(&to, true));
                    receivers.extend(new);
                }
                Passing::Ended(_) => {
                    self.touched.insert(&provision);
                    // The text goes on naming it.
                    row.passed.push(Passage { ended: true, ..passed(&to, true) });
                }
                Passing::Unassigned if work => {
                    lost.push(Lost { span, provision: provision.clone(), receiver: true });
                    receivers.push(to);
                }
                Passing::Unassigned if ends => {}
                Passing::Stays | Passing::To(_) | Passing::Unassigned => receivers.push(to),
            }
        }
        let mut once = BTreeSet::new();
        receivers.retain(|a| once.insert(a.clone()));
        row.to = receivers;
        if let Actor::Unit(unit) = &row.who
            && of_posts
            && let Some(posts) = around.posts_after(act, unit, &row.to)
        {
            self.touched.insert(&provision);
            row.to = posts;
        }
        match around.pass(act, &row.who, &provision, own) {
            Passing::To(mut new) if new != [row.who.clone()] => {
                self.touched.insert(&provision);
                row.passed.push(passed(&row.who, false));
                new.retain(|heir| !of_posts || around.has_posts(heir, &row.to));
                let heir = |who| Arc::new(Assignment { who, ..row.clone() });
                new.into_iter().map(heir).for_each(|row| self.rows.push(row));
            }
            Passing::Ended(why) => {
                self.touched.insert(&provision);
                self.released.insert(provision);
                if work {
                    let (row, decision) = (Arc::new(row), decision.id.clone());
                    self.ended_duties.push(EndedDuty { row, decision, why, given: true });
                }
            }
            Passing::Unassigned if work => {
                lost.push(Lost { span, provision, receiver: false });
                // Kept, so that the same loss is not told a second time as a provision without a bearer.
                self.rows.push(Arc::new(row));
            }
            Passing::Unassigned if ends => {
                self.touched.insert(&provision);
            }
            Passing::Stays | Passing::To(_) | Passing::Unassigned => self.rows.push(Arc::new(row)),
        }
    }

    /// Groups follow their units: the heir stands where the ended one stood, a new unit joins the group it is founded in.
    fn regroup(&mut self, decision: &Decision, act: &OfficeAct, around: &Around<'_>) {
        let begins = |u: &&Unit| u.founded_by.as_ref() == Some(&decision.id) && act.founded().contains(&u.id);
        let founded: Vec<&Unit> = around.units.iter().filter(begins).collect();
        for group in self.office.collectives.iter_mut().filter(|g| !g.all_units) {
            let mut members = Vec::new();
            for member in std::mem::take(&mut group.members) {
                match pass::heirs_of_member(around, act, &group.id, &member) {
                    Some(heirs) => members.extend(heirs),
                    None => members.push(member),
                }
            }
            if let OfficeAct::ChangeMembers { collective, add, remove } = act
                && *collective == group.id
            {
                members.retain(|m| !remove.contains(m));
                members.extend(add.iter().cloned());
            }
            // A group that lists no units (the Office as a whole) does not begin to.
            let lists = |c: &Collective| c.id == group.id && c.members.iter().any(|m| matches!(m, Actor::Unit(_)));
            if self.source.collectives.iter().any(lists) {
                let joins = founded.iter().filter(|u| u.group == group.id);
                members.extend(joins.map(|u| Actor::Unit(u.id.clone())));
            }
            let mut once = BTreeSet::new();
            members.retain(|m| once.insert(m.clone()));
            group.members = members;
        }
    }

    /// A unit that left the group under which it is listed is listed under the one it joins, by the same decision or a later one.
    fn relist(&mut self, act: &OfficeAct) {
        let OfficeAct::ChangeMembers { collective, remove, .. } = act else { return };
        let office = &mut self.office;
        let left =
            office.units.iter().filter(|u| u.group == *collective && remove.contains(&Actor::Unit(u.id.clone())));
        self.unlisted.extend(left.map(|u| u.id.clone()));
        if self.unlisted.is_empty() {
            return;
        }
        let kinds: BTreeSet<&CollectiveId> = self.source.units.iter().map(|u| &u.group).collect();
        let unlisted = &mut self.unlisted;
        for unit in &mut office.units {
            if !unlisted.contains(&unit.id) {
                continue;
            }
            let own = Actor::Unit(unit.id.clone());
            let lists = |c: &&Collective| kinds.contains(&c.id) && c.members.contains(&own);
            if let Some(joined) = office.collectives.iter().find(lists) {
                unit.group = joined.id.clone();
                unlisted.remove(&unit.id);
            }
        }
    }
}
