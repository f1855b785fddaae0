//! Floor 3 · the state of the office on a day: the text in force, the units, their names.
//!
//! The site is a function of (content, day). Dates are half-open: a version holds from its own first day until the next
//! version's. The clock is not asked here; the day comes in from outside.

mod acting;
mod amend;
mod check;
mod cites;
mod citing;
mod deadlines;
mod faults;
mod grounds;
mod groups;
mod idle;
mod leftover;
mod lineage;
mod misled;
mod moment;
mod namesakes;
mod pass;
mod phrase;
mod proof;
mod quotes;
mod replay;
mod roles;
mod rows;
mod rules;
mod touched;
mod unassigned;
mod units;

pub use amend::{Amended, How, Touch, amended, markdown};
pub use check::{Rest, check, proved};
pub use leftover::Leftover;
pub use lineage::{Fate, Lineage};
pub use misled::citer;
pub use moment::Moment;
pub use proof::{decisions, texts};
pub use units::{Succession, heirs_on, successions, successors_on};

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use self::replay::Replay;
use crate::model::{Actor, Assignment, Collective, Model, Role, RoleId, Unit, UnitId, Version};

/// The way of every provision from each text to the next, one for each consecutive pair; as good as can be told where the
/// texts are faulty. Worked out once, since each text is read again for it: whoever asks about several days asks this.
#[derive(Clone, Debug, Default)]
pub struct Lineages(Arc<[Lineage]>);

/// The office as decisions have made it by a day.
#[derive(Clone, Debug)]
pub struct State {
    model: Arc<Model>,
    day: Date,
    lineages: Lineages,
    rows: Arc<RowsByActor>,
}

/// Where rows name whom, worked out once somebody asks.
type RowsByActor = OnceLock<BTreeMap<Actor, Vec<usize>>>;

/// The office on `day`: every decision in effect by then replayed, in order. Of several days, ask [`Lineages::office`].
#[must_use]
pub fn on(model: &Model, day: Date) -> State {
    Lineages::of(model).office(model, day)
}

impl Lineages {
    /// Those of all texts of an office.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        proof::lineages(model)
    }

    /// The office on `day`, as [`on`] gives it.
    #[must_use]
    pub fn office(&self, model: &Model, day: Date) -> State {
        self.office_and_rest(model, day).0
    }

    /// As [`Lineages::office`], and the replay so far, so that the caller can continue it.
    #[must_use]
    pub fn office_and_rest<'m>(&self, model: &'m Model, day: Date) -> (State, Rest<'m>) {
        let mut replay = Replay::new(model, self.clone());
        replay.advance(day);
        let state = State { model: replay.office().into(), day, lineages: self.clone(), rows: Arc::default() };
        (state, Rest(replay))
    }

    /// The offices that decisions to come make of that of `day`, in order.
    #[must_use]
    pub fn coming(&self, model: &Model, day: Date) -> Vec<State> {
        self.steps(model).map(|(_, after)| after).filter(|after| day < after.day).collect()
    }

    /// The office before and after each day of change but the first, in order.
    pub fn steps(&self, model: &Model) -> impl Iterator<Item = (State, State)> {
        let mut replay = Replay::new(model, self.clone());
        // An office that never changed is not replayed.
        let changed = replay.days().len() > 1;
        let mut days = replay.days().to_vec().into_iter();
        let mut step = move |day| {
            replay.advance(day);
            State { model: replay.office().into(), day, lineages: self.clone(), rows: Arc::default() }
        };
        let mut state = days.next().filter(|_| changed).map(&mut step);
        std::iter::from_fn(move || {
            let day = days.next()?;
            let before = State { day: day.yesterday().ok()?, ..state.take()? };
            let after = step(day);
            state = Some(after.clone());
            Some((before, after))
        })
    }

    /// Every place of a text that writes almost so a phrase replaced up to then, where the decision's scope takes it in: what
    /// the next amendment should mend.
    #[must_use]
    pub fn leftovers(&self, model: &Model, text: &Version) -> Vec<Leftover> {
        leftover::found(model, self, text)
    }
}

impl FromIterator<Lineage> for Lineages {
    fn from_iter<I: IntoIterator<Item = Lineage>>(all: I) -> Self {
        Self(all.into_iter().collect())
    }
}

impl std::ops::Deref for Lineages {
    type Target = [Lineage];

    fn deref(&self) -> &[Lineage] {
        &self.0
    }
}

impl State {
    /// The day.
    #[must_use]
    pub fn day(&self) -> Date {
        self.day
    }

    /// The office on the day, to be asked; `None` when there is no text at all.
    #[must_use]
    pub fn snapshot(&self) -> Option<Snapshot<'_>> {
        let snapshot = Snapshot::new(&self.model, self.day)?;
        Some(Snapshot { rows: Arc::clone(&self.rows), lineages: self.lineages.clone(), ..snapshot })
    }

    /// The way of every provision from each text to the next.
    #[must_use]
    pub fn lineages(&self) -> &Lineages {
        &self.lineages
    }

    /// The office on the day as a model: its rows, rules and groups are those of the day; the units and roles of other days are in
    /// it too.
    #[must_use]
    pub fn model(&self) -> &Model {
        &self.model
    }
}

/// Which office a day has, of those gone by, told by their last days, the one of now, and those to come, told by their
/// first days: its place among all of them in that order.
#[must_use]
pub fn office_at(day: Date, gone: impl Iterator<Item = Date>, coming: impl Iterator<Item = Date>) -> usize {
    match coming.take_while(|first| *first <= day).count() {
        0 => gone.take_while(|last| *last < day).count(),
        begun => gone.count() + begun,
    }
}

/// The office on one day.
#[derive(Clone, Debug)]
pub struct Snapshot<'m> {
    /// What holds on the day; texts, units and decisions of other days are in it too.
    pub model: &'m Model,
    /// The day.
    pub day: Date,
    /// The text in force; the first text when the day lies before it (then [`Snapshot::in_force`] is false).
    pub version: &'m Version,
    /// The units that exist, in the order of the file.
    pub units: Vec<&'m Unit>,
    /// The roles that exist, in the order of the file.
    pub roles: Vec<&'m Role>,
    /// The rows by the bearer they name.
    rows: Arc<RowsByActor>,
    /// The way of every provision from each text to the next; of an office that is not of a [`State`], none is known.
    lineages: Lineages,
}

impl<'m> Snapshot<'m> {
    /// The view of a model that holds on `day` as it is; `None` when it has no text. [`on`] makes such a model.
    #[must_use]
    pub fn new(model: &'m Model, day: Date) -> Option<Self> {
        let version = model.version_on(day)?;
        let units = model.units.iter().filter(|u| u.exists_on(day)).collect();
        let roles = model.roles.iter().filter(|r| r.exists_on(day)).collect();
        Some(Self { model, day, version, units, roles, rows: Arc::default(), lineages: Lineages::default() })
    }

    /// A view limited to the rows at `places` of the model's, for [`Snapshot::rows_of`]. The model is shared and not cloned:
    /// what differs between two days is asked for by the hundred.
    #[must_use]
    pub(crate) fn of_rows(&self, places: &[usize]) -> Self {
        let rows = OnceLock::from(by_actor(self.model, places.iter().copied()));
        Self { rows: Arc::new(rows), ..self.clone() }
    }

    /// The rows that name `actor`, in the order of the file.
    pub fn rows_of(&self, actor: &Actor) -> impl Iterator<Item = &'m Assignment> + use<'m> {
        let rows = self.rows.get_or_init(|| by_actor(self.model, 0..self.model.assignments.len()));
        let all: &'m [Arc<Assignment>] = &self.model.assignments;
        rows.get(actor).cloned().unwrap_or_default().into_iter().map(move |at| all[at].as_ref())
    }

    /// Whether the text has taken effect; else it is to be shown as *chưa có hiệu lực*.
    #[must_use]
    pub fn in_force(&self) -> bool {
        self.version.effective_from <= self.day
    }

    /// The name under which an actor is shown on this day.
    #[must_use]
    pub fn actor_name(&self, actor: &Actor) -> String {
        actor_name(self.model, self.day, actor)
    }

    /// The unit with this id, where it exists on this day.
    #[must_use]
    pub fn unit(&self, id: &UnitId) -> Option<&'m Unit> {
        self.units.iter().copied().find(|unit| unit.id == *id)
    }

    /// The role with this id, where it exists on this day.
    #[must_use]
    pub fn role(&self, id: &RoleId) -> Option<&'m Role> {
        self.roles.iter().copied().find(|role| role.id == *id)
    }

    /// Whether somebody can be meant by an actor on this day: its unit is there, and its role.
    #[must_use]
    pub fn is_there(&self, actor: &Actor) -> bool {
        actor.unit().is_none_or(|unit| self.unit(unit).is_some())
            && actor.role().is_none_or(|role| self.role(role).is_some())
    }

    /// The units a collective consists of on this day, directly or through collectives within it.
    #[must_use]
    pub fn units_of(&self, collective: &'m Collective) -> Vec<&'m Unit> {
        self.units.iter().copied().filter(|unit| self.is_in(unit, collective)).collect()
    }

    /// Whether a unit belongs to a collective, directly or through collectives within it.
    #[must_use]
    pub fn is_in(&self, unit: &Unit, collective: &'m Collective) -> bool {
        let is_it = |member: &Actor| matches!(member, Actor::Unit(id) if *id == unit.id);
        self.with_inner(collective).any(|c| c.all_units || c.members.iter().any(is_it))
    }

    /// A group and those within it, however deep, each once.
    pub fn with_inner(&self, collective: &'m Collective) -> impl Iterator<Item = &'m Collective> + use<'m> {
        groups::with_inner(self.model, collective)
    }
}

/// The rows at some places of a model by the bearer they name, in that order.
fn by_actor(model: &Model, places: impl Iterator<Item = usize>) -> BTreeMap<Actor, Vec<usize>> {
    let mut rows: BTreeMap<Actor, Vec<usize>> = BTreeMap::new();
    for at in places {
        let who = &model.assignments[at].who;
        match rows.get_mut(who) {
            Some(places) => places.push(at),
            None => drop(rows.insert(who.clone(), vec![at])),
        }
    }
    rows
}

/// The name under which an actor is shown on `day`: a unit has the name it bears then.
#[must_use]
pub fn actor_name(model: &Model, day: Date, actor: &Actor) -> String {
    named(model, actor, |id| model.unit(id).map_or_else(|| id.to_string(), |u| u.name_on(day).to_owned()))
}

fn named(model: &Model, actor: &Actor, unit: impl Fn(&UnitId) -> String) -> String {
    let role = |id| model.role(id).map_or_else(|| RoleId::to_string(id), |r| r.name.clone());
    match actor {
        Actor::Role(id) => role(id),
        Actor::Unit(id) => unit(id),
        Actor::RoleAt(id, at) => format!("{} – {}", role(id), unit(at)),
        Actor::Collective(id) => model.collective(id).map_or_else(|| id.to_string(), |c| c.name.clone()),
        Actor::Party(id) => {
            model.parties.iter().find(|p| p.id == *id).map_or_else(|| id.to_string(), |p| p.name.clone())
        }
    }
}
