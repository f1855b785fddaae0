//! Decisions replayed in their order: from the office as first written to the office on a day (design 4).
//!
//! The order of one day: what ends by its own date ends; the text changes, and rows follow their provisions; the decisions
//! pass duties on; what begins by its own date begins. So places in an operation on the office, and rows that say `from`,
//! are those of the text in force from that day.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::lineage::{Fate, Lineage};
use super::pass::{Around, Passing};
use super::unassigned::{Lost, unassigned};
use super::{faults, proof, units};
use crate::diagnostic::{Report, Span};
use crate::model::{
    Actor, Assignment, Basis, Decision, General, Model, OfficeAct, Passage, ProvisionId, Relation, Unit, UnitId,
};

/// A row of `duties.yaml` on its way.
#[derive(Clone)]
struct Row {
    /// Its place in the file.
    place: usize,
    row: Assignment,
}

/// What makes two rows say the same of one bearer; their quotes may differ.
type Sameness = (ProvisionId, Actor, Relation, Vec<Actor>, Option<String>);

/// The office while decisions are applied to it.
pub(super) struct Replay<'m> {
    source: &'m Model,
    lineages: Vec<Lineage>,
    /// The office as far as replayed: units, groups, roles, rules; rows and general provisions are apart.
    office: Model,
    rows: Vec<Row>,
    general: Vec<General>,
    /// Days on which something happens, and how many are done.
    days: Vec<Date>,
    done: usize,
    /// The text in force after the days done.
    version: Option<usize>,
    /// Units that are there no more, by the decisions and dates read so far.
    ended: BTreeSet<UnitId>,
    /// Provisions whose rows changed on the day, to be asked whether somebody still bears them; those that ended in so
    /// many words.
    touched: BTreeSet<ProvisionId>,
    released: BTreeSet<ProvisionId>,
    report: Report,
}

impl<'m> Replay<'m> {
    pub fn new(source: &'m Model) -> Self {
        let lineages = proof::lineages(source);
        let mut office = Model { assignments: Vec::new(), general: Vec::new(), ..source.clone() };
        office.units = units::lives(source);
        office.rules = super::rules::lives(source, &lineages);
        let mut replay = Self {
            source,
            lineages,
            office,
            rows: Vec::new(),
            general: Vec::new(),
            days: Vec::new(),
            done: 0,
            version: None,
            ended: BTreeSet::new(),
            touched: BTreeSet::new(),
            released: BTreeSet::new(),
            report: Report::default(),
        };
        replay.days = replay.days_of_change();
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
        let all: BTreeSet<Date> = versions.chain(decisions).chain(rows).chain(general).chain(units).collect();
        // What lies before the first text is part of it.
        let after = all.iter().copied().filter(|d| Some(*d) > first);
        first.into_iter().chain(after).collect()
    }

    /// The next day on which something happens.
    pub fn next_day(&self) -> Option<Date> {
        self.days.get(self.done).copied()
    }

    /// The days still to come.
    pub fn days(&self) -> &[Date] {
        self.days.get(self.done.max(1)..).unwrap_or_default()
    }

    /// Applies everything up to and including `day`; at least the day of the first text.
    pub fn advance(&mut self, day: Date) {
        while let Some(next) = self.next_day().filter(|d| *d <= day || self.done == 0) {
            self.step(next);
            self.done += 1;
        }
    }

    /// The office as far as replayed.
    pub fn office(&self) -> Model {
        let mut rows: Vec<&Row> = self.rows.iter().collect();
        rows.sort_by_key(|r| r.place);
        let assignments = rows.into_iter().map(|r| r.row.clone()).collect();
        Model { assignments, general: self.general.clone(), ..self.office.clone() }
    }

    /// What was found on the way.
    pub fn into_report(self) -> Report {
        self.report
    }

    fn step(&mut self, day: Date) {
        self.touched.clear();
        self.released.clear();
        self.end(day);
        self.change_text(day);
        let source = self.source;
        let first = self.done == 0;
        let falls = |d: &&Decision| d.effective_from == day || first && d.effective_from < day;
        for decision in source.decisions.iter().filter(falls) {
            for (act, span) in decision.office_acts() {
                self.apply(decision, act, span);
            }
        }
        self.begin(day);
        if let Some(version) = self.version.and_then(|at| source.versions.get(at)) {
            self.each_once();
            let bearing = self.rows.iter().filter(|r| r.row.relation != Relation::Mentioned).map(|r| &r.row.provision);
            let borne: BTreeSet<_> = bearing.chain(self.general.iter().map(|g| &g.provision)).collect();
            let bare = self.touched.iter().filter(|id| !self.released.contains(*id) && !borne.contains(id));
            let provisions = bare.filter_map(|id| version.provision(id)).filter(|p| !p.heading && !p.is_repealed());
            faults::without_bearer(&provisions.collect::<Vec<_>>(), day, &mut self.report);
            let rows = self.rows.iter().map(|r| &r.row).filter(|r| self.touched.contains(&r.quote_from));
            faults::outdated_quotes(rows, version, &mut self.report);
        }
    }

    fn end(&mut self, day: Date) {
        let gone = |until: Option<Date>| until.is_some_and(|until| until <= day);
        for row in self.rows.iter().filter(|r| gone(r.row.until)) {
            self.touched.insert(row.row.provision.clone());
        }
        for general in self.general.iter().filter(|g| gone(g.until)) {
            self.touched.insert(general.provision.clone());
        }
        self.rows.retain(|r| !gone(r.row.until));
        self.general.retain(|g| !gone(g.until));
        // A decision that ends a unit finds it alive on its own day.
        let acts = self.source.decisions.iter().flat_map(Decision::office_acts).map(|(act, _)| act);
        let by_decision: BTreeSet<&UnitId> = acts.flat_map(units::ended_by).collect();
        let ended = self.source.units.iter().filter(|u| gone(u.until) && !by_decision.contains(&u.id));
        self.ended.extend(ended.map(|u| u.id.clone()));
    }

    fn change_text(&mut self, day: Date) {
        let Some(at) = self.source.versions.iter().position(|v| v.effective_from == day) else { return };
        self.version = Some(at);
        let (Some(version), Some(lineage)) =
            (self.source.versions.get(at), at.checked_sub(1).and_then(|i| self.lineages.get(i)))
        else {
            return;
        };
        self.rows.retain_mut(|r| follow_row(&mut r.row, lineage));
        self.general.retain_mut(|g| follow(&mut g.provision, lineage));
        super::cites::follow(&mut self.office, lineage, at);
        // Every provision whose words may have changed is asked again.
        let before = &self.source.versions[at - 1];
        for p in version.provisions.iter().filter(|p| !p.heading && !p.is_repealed()) {
            let same = !lineage.is_inserted(&p.id) && before.provision(&p.id).is_some_and(|b| b.text == p.text);
            if !same {
                self.touched.insert(p.id.clone());
            }
        }
    }

    fn apply(&mut self, decision: &'m Decision, act: &'m OfficeAct, span: Span) {
        let Some(version) = self.version.and_then(|at| self.source.versions.get(at)) else { return };
        if !faults::units_are_there(decision, act, span, &self.office.units, &self.ended, &mut self.report) {
            return;
        }
        let mut effect = false;
        let mut lost = Vec::new();
        let units = self.office.units.clone();
        let around = Around { units: &units, version };
        let rows = std::mem::take(&mut self.rows);
        for mut row in rows {
            let stays = |actor: &Actor, bears| around.pass(act, actor, &row.row.provision, bears) == Passing::Stays;
            if stays(&row.row.who, true) && row.row.to.iter().all(|to| stays(to, false)) {
                self.rows.push(row);
                continue;
            }
            let provision = row.row.provision.clone();
            let passed = |from: &Actor| Passage { decision: decision.id.clone(), from: from.clone() };
            let mut receivers = Vec::new();
            for to in &row.row.to {
                match around.pass(act, to, &provision, false) {
                    Passing::To(new) if new != [to.clone()] => {
                        effect = true;
                        self.touched.insert(provision.clone());
                        row.row.passed.push(passed(to));
                        receivers.extend(new);
                    }
                    Passing::Ended => effect = true,
                    Passing::Unassigned if row.row.relation.is_work() => {
                        lost.push(Lost { span: row.row.span, provision: provision.clone(), receiver: true });
                    }
                    Passing::Stays | Passing::To(_) | Passing::Unassigned => receivers.push(to.clone()),
                }
            }
            let mut once = Vec::new();
            receivers.retain(|a| {
                !once.contains(a) && {
                    once.push(a.clone());
                    true
                }
            });
            row.row.to = receivers;
            match around.pass(act, &row.row.who, &provision, true) {
                Passing::To(new) if new != [row.row.who.clone()] => {
                    effect = true;
                    self.touched.insert(provision.clone());
                    row.row.passed.push(passed(&row.row.who));
                    self.rows.extend(
                        new.into_iter().map(|who| Row { place: row.place, row: Assignment { who, ..row.row.clone() } }),
                    );
                }
                Passing::Ended => {
                    effect = true;
                    self.touched.insert(provision.clone());
                    self.released.insert(provision);
                }
                Passing::Unassigned if row.row.relation.is_work() => {
                    lost.push(Lost { span: row.row.span, provision, receiver: false });
                    // Kept, so that the same loss is not told a second time as a provision without a bearer.
                    self.rows.push(row);
                }
                Passing::Unassigned if !matches!(act, OfficeAct::Split { .. }) => effect = true,
                Passing::Stays | Passing::To(_) | Passing::Unassigned => self.rows.push(row),
            }
        }
        effect |= super::rules::pass(&mut self.office.rules, &around, decision, act, &mut lost);
        effect |= self.regroup(decision, act, &around);
        effect |= self.repost(act);
        self.ended.extend(units::ended_by(act).iter().cloned());
        unassigned(decision, act, span, &lost, &mut self.report);
        if !effect
            && matches!(
                act,
                OfficeAct::TransferDuty { .. } | OfficeAct::ChangeMembers { .. } | OfficeAct::ChangeHead { .. }
            )
        {
            faults::without_effect(act, span, &self.rows.iter().map(|r| &r.row).collect::<Vec<_>>(), &mut self.report);
        }
    }

    /// Groups follow their units: the heir stands where the ended one stood, a new unit joins the group it is founded in.
    fn regroup(&mut self, decision: &Decision, act: &OfficeAct, around: &Around<'_>) -> bool {
        let mut effect = false;
        let founded: Vec<&Unit> = around
            .units
            .iter()
            .filter(|u| u.founded_by.as_ref() == Some(&decision.id) && begins_with(act, &u.id))
            .collect();
        for group in &mut self.office.collectives {
            let before = group.members.clone();
            let listed = before.iter().any(|m| matches!(m, Actor::Unit(_) | Actor::RoleAt(..)));
            let mut members = Vec::new();
            for member in before.iter() {
                match super::pass::heirs_of_member(around, act, member) {
                    Some(heirs) => members.extend(heirs),
                    None => members.push(member.clone()),
                }
            }
            if let OfficeAct::ChangeMembers { collective, add, remove } = act
                && *collective == group.id
            {
                members.retain(|m| !remove.contains(m));
                members.extend(add.iter().cloned());
            }
            if listed && !group.all_units {
                members.extend(founded.iter().filter(|u| u.group == group.id).map(|u| Actor::Unit(u.id.clone())));
            }
            let mut once = BTreeSet::new();
            members.retain(|m| once.insert(m.clone()));
            effect |= members != before;
            group.members = members;
        }
        effect
    }

    fn repost(&mut self, act: &OfficeAct) -> bool {
        let OfficeAct::ChangeHead { unit, head, deputy } = act else { return false };
        let Some(unit) = self.office.units.iter_mut().find(|u| u.id == *unit) else { return false };
        let before = (unit.head.clone(), unit.deputy.clone());
        unit.head = head.clone();
        if let Some(deputy) = deputy {
            unit.deputy = Some(deputy.clone());
        }
        before != (unit.head.clone(), unit.deputy.clone())
    }

    /// What begins: rows and statements of this day, and those without a day whose provision is new.
    fn begin(&mut self, day: Date) {
        let source = self.source;
        let first = self.done == 0;
        let Some(version) = self.version.and_then(|at| source.versions.get(at)) else { return };
        let new_text = version.effective_from == day;
        let older = || source.versions.iter().take_while(|v| v.effective_from < version.effective_from);
        let starts = |from: Option<Date>, until: Option<Date>, provision: &ProvisionId| {
            let now = match from {
                Some(from) => from == day || first && from < day,
                None => {
                    new_text
                        && version.provision(provision).is_some()
                        && older().all(|v| v.provision(provision).is_none())
                }
            };
            now && until.is_none_or(|until| day < until)
        };
        for (place, row) in source.assignments.iter().enumerate() {
            if starts(row.from, row.until, &row.provision) {
                self.touched.insert(row.quote_from.clone());
                self.rows.push(Row { place, row: row.clone() });
            }
        }
        for general in source.general.iter().filter(|g| starts(g.from, g.until, &g.provision)) {
            self.general.push(general.clone());
        }
    }

    /// Of rows that became the same by a decision, the first stays: "the three heads become two, listed once".
    fn each_once(&mut self) {
        let mut seen: BTreeMap<Sameness, usize> = BTreeMap::new();
        let mut kept: Vec<Row> = Vec::new();
        self.rows.sort_by_key(|r| r.place);
        for row in std::mem::take(&mut self.rows) {
            let r = &row.row;
            if !self.touched.contains(&r.provision) {
                kept.push(row);
                continue;
            }
            let key = (r.provision.clone(), r.who.clone(), r.relation, r.to.clone(), r.modality.clone());
            match seen.get(&key).copied() {
                Some(at) if !row.row.passed.is_empty() || !kept[at].row.passed.is_empty() => {
                    let more: Vec<Passage> =
                        row.row.passed.into_iter().filter(|p| !kept[at].row.passed.contains(p)).collect();
                    kept[at].row.passed.extend(more);
                }
                _ => {
                    seen.insert(key, kept.len());
                    kept.push(row);
                }
            }
        }
        self.rows = kept;
    }
}

/// Whether the unit begins with this act, and not with another of the same decision.
fn begins_with(act: &OfficeAct, unit: &UnitId) -> bool {
    match act {
        OfficeAct::Merge { into, .. } => into == unit,
        OfficeAct::Divide { into, .. } | OfficeAct::Split { into, .. } => into.contains(unit),
        OfficeAct::Create { unit: new } => new == unit,
        _ => false,
    }
}

/// A row goes where its provision goes; it ends with it.
fn follow_row(row: &mut Assignment, lineage: &Lineage) -> bool {
    if let Basis::Heading(id) = &mut row.basis
        && let Fate::Goes(new) = lineage.fate(id)
    {
        *id = new;
    }
    // The proof may stand elsewhere; where that place ends, the proof is to be found anew, which is reported.
    if let Fate::Goes(new) = lineage.fate(&row.quote_from) {
        row.quote_from = new;
    }
    follow(&mut row.provision, lineage)
}

fn follow(id: &mut ProvisionId, lineage: &Lineage) -> bool {
    match lineage.fate(id) {
        Fate::Goes(new) => {
            *id = new;
            true
        }
        Fate::Ends(_) => false,
    }
}
