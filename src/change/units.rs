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
    /// It is led by other roles: another head, another deputy, or one where there was none.
    Led {
        /// The posts before: head, deputy.
        before: (Post, Option<Post>),
        /// The posts now.
        after: (Post, Option<Post>),
    },
}

/// Which leading posts of a unit are others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Led {
    /// The head is another role.
    pub head: bool,
    /// What became of the deputy.
    pub deputy: Option<DeputyChange>,
}

/// What became of the post of a deputy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DeputyChange {
    /// There was none.
    Added,
    /// There is none any more.
    Removed,
    /// It is another role.
    Other,
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

    /// Which of its leading posts are others.
    #[must_use]
    pub fn led(&self) -> Led {
        let Self::Led { before, after } = self else { return Led::default() };
        let deputy = |(_, deputy): &(Post, Option<Post>)| deputy.as_ref().map(|d| d.role.clone());
        let deputy = match (deputy(before), deputy(after)) {
            (was, is) if was == is => None,
            (None, _) => Some(DeputyChange::Added),
            (_, None) => Some(DeputyChange::Removed),
            _ => Some(DeputyChange::Other),
        };
        Led { head: before.0.role != after.0.role, deputy }
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
                let led = UnitChangeKind::Led { before: posts(was), after: posts(now) };
                if led.led() != Led::default() {
                    add(led);
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
    let within = model.decisions_between(from, to);
    let said = within.rev().find(|d| d.office_acts().any(|(act, _)| speaks(act))).map(|d| d.id.clone());
    said.or_else(|| deputies(model, kind, from, to))
}

/// The decision that created or abolished the post of its deputies, where the unit has another for that reason.
fn deputies(model: &Model, kind: &UnitChangeKind, from: Date, to: Date) -> Option<DecisionId> {
    let UnitChangeKind::Led { before: (_, before), after: (_, after) } = kind else { return None };
    let within = |day: Option<Date>| day.is_some_and(|day| from < day && day <= to);
    let role = |post: &Option<Post>| post.as_ref().and_then(|post| model.role(&post.role));
    let ended = role(before).filter(|role| within(role.until)).and_then(|role| role.abolished_by.clone());
    ended.or_else(|| role(after).filter(|role| within(role.from)).and_then(|role| role.created_by.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::RoleId;

    #[test]
    fn only_the_post_that_differs_is_told() {
        let post = |role: &str| Post { role: RoleId::new(role), inferred: false, note: None };
        let led = |before: (&str, Option<&str>), after: (&str, Option<&str>)| {
            let posts = |(head, deputy): (&str, Option<&str>)| (post(head), deputy.map(post));
            let led = UnitChangeKind::Led { before: posts(before), after: posts(after) }.led();
            (led.head, led.deputy)
        };
        assert_eq!(led(("a", None), ("a", Some("b"))), (false, Some(DeputyChange::Added)));
        assert_eq!(led(("a", Some("b")), ("a", None)), (false, Some(DeputyChange::Removed)));
        assert_eq!(led(("a", Some("b")), ("c", Some("d"))), (true, Some(DeputyChange::Other)));
        assert_eq!(led(("a", Some("b")), ("c", Some("b"))), (true, None));
        assert_eq!(led(("a", None), ("a", None)), (false, None));
    }
}
