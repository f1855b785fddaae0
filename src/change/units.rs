//! Units that began, ended, were renamed, or got another head or group of leaders.

use jiff::civil::Date;

use crate::history::{heirs_on, successions};
use crate::model::{DecisionId, Model, Post, Unit, UnitId};

/// One unit that differs.
#[derive(Clone, Debug)]
pub struct UnitChange {
    /// The unit.
    pub unit: UnitId,
    /// Its name on the later day; for one that ended, its last.
    pub name: String,
    /// What became of it.
    pub kind: UnitChangeKind,
    /// The decision that says so, where one does.
    pub decision: Option<DecisionId>,
}

/// What became of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnitChangeKind {
    /// It is new; its duties come from these.
    Began {
        /// The units before it.
        from: Vec<UnitId>,
    },
    /// It is no more; its duties went to these.
    Ended {
        /// The units after it that live on the later day.
        to: Vec<UnitId>,
    },
    /// It has another name.
    Renamed {
        /// The name before.
        before: String,
    },
    /// It is led by another role.
    Led {
        /// The posts before: head, deputy.
        before: (Post, Option<Post>),
        /// The posts now.
        after: (Post, Option<Post>),
    },
}

impl UnitChangeKind {
    /// The units after one that ended.
    #[must_use]
    pub fn heirs(&self) -> Option<&[UnitId]> {
        match self {
            Self::Ended { to } => Some(to),
            _ => None,
        }
    }

    /// The word in JSON.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Began { .. } => "began",
            Self::Ended { .. } => "ended",
            Self::Renamed { .. } => "renamed",
            Self::Led { .. } => "led",
        }
    }
}

pub(super) fn changes(model: &Model, before: &Model, after: &Model, from: Date, to: Date) -> Vec<UnitChange> {
    let mut found = Vec::new();
    for now in &after.units {
        let was = before.unit(&now.id).filter(|u| u.exists_on(from));
        let is = now.exists_on(to);
        let mut add = |kind: UnitChangeKind| {
            let decision = decision(model, &now.id, &kind, from, to);
            let day = if matches!(kind, UnitChangeKind::Ended { .. }) { from } else { to };
            let name = now.name_on(day).to_owned();
            found.push(UnitChange { unit: now.id.clone(), name, kind, decision });
        };
        match (was, is) {
            (None, true) => {
                let steps = successions(model);
                let origins = steps.iter().filter(|s| s.decision.effective_from <= to && s.to.contains(&&now.id));
                let from = origins.flat_map(|s| s.from.iter().map(|u| (*u).clone())).collect();
                add(UnitChangeKind::Began { from });
            }
            (Some(_), false) => {
                let heirs = heirs_on(model, &now.id, to).into_iter().map(|(u, _)| u.clone()).collect();
                add(UnitChangeKind::Ended { to: heirs });
            }
            (Some(was), true) => {
                let (old, new) = (was.name_on(from), now.name_on(to));
                if old != new {
                    add(UnitChangeKind::Renamed { before: old.to_owned() });
                }
                let posts = |u: &Unit| (u.head.clone(), u.deputy.clone());
                if posts(was) != posts(now) {
                    add(UnitChangeKind::Led { before: posts(was), after: posts(now) });
                }
            }
            (None, false) => {}
        }
    }
    found
}

/// The last decision of the days between that speaks of the unit.
fn decision(model: &Model, unit: &UnitId, kind: &UnitChangeKind, from: Date, to: Date) -> Option<DecisionId> {
    use crate::model::OfficeAct;
    let speaks = |act: &OfficeAct| match (kind, act) {
        (UnitChangeKind::Renamed { .. }, OfficeAct::Rename { unit: u, .. })
        | (UnitChangeKind::Led { .. }, OfficeAct::ChangeHead { unit: u, .. }) => u == unit,
        (UnitChangeKind::Ended { .. }, act) => act.ended().contains(unit),
        _ => false,
    };
    if let UnitChangeKind::Began { .. } = kind {
        return model.unit(unit).and_then(|u| u.founded_by.clone());
    }
    let within = model.decisions.iter().filter(|d| from < d.effective_from && d.effective_from <= to);
    within.rev().find(|d| d.office_acts().any(|(act, _)| speaks(act))).map(|d| d.id.clone())
}
