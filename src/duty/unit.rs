//! The duties of a unit: those that name it, and those of the groups it belongs to ("các phòng" are all units, A.2).

use super::block::{Block, Duty, each_once, rows};
use super::role::definition;
use crate::history::Snapshot;
use crate::model::{Actor, Unit, UnitId};

/// What `unit` bears on the day of the snapshot.
#[must_use]
pub fn of_unit<'m>(s: &Snapshot<'m>, unit: &UnitId) -> Vec<Duty<'m>> {
    let mut duties: Vec<Duty<'m>> = rows(s, &Actor::Unit(unit.clone())).map(Duty::own).collect();
    duties.extend(through_groups(s, &[unit]));
    each_once(s, duties)
}

/// What every one of `units`, two or more, bears: what names one of them alone is not among it.
pub(super) fn of_all<'m>(s: &Snapshot<'m>, units: &[&UnitId]) -> Vec<Duty<'m>> {
    each_once(s, through_groups(s, units))
}

/// The duties of the groups to which all of `units` belong.
fn through_groups<'m>(s: &Snapshot<'m>, units: &[&UnitId]) -> Vec<Duty<'m>> {
    let units: Vec<Option<&Unit>> = units.iter().map(|unit| s.unit(unit)).collect();
    let mut duties = Vec::new();
    for collective in &s.model.collectives {
        if !units.iter().all(|unit| unit.is_some_and(|unit| s.is_in(unit, collective))) {
            continue;
        }
        let through = Actor::Collective(collective.id.clone());
        let why = vec![definition(collective)];
        let arriving = rows(s, &through);
        duties.extend(
            arriving.map(|a| Duty::through(a, Block::Collective, through.clone(), collective.inferred, why.clone())),
        );
    }
    duties
}
