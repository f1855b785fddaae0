//! Posts that were created or abolished.

use jiff::civil::Date;

use crate::history::Snapshot;
use crate::model::{DecisionId, Role, RoleId};

/// One post that differs.
#[derive(Clone, Debug)]
pub struct RoleChange {
    /// The role.
    pub role: RoleId,
    /// Its name.
    pub name: String,
    /// Whether it is new; else it is no more.
    pub began: bool,
    /// The day since when that is so.
    pub day: Option<Date>,
    /// The decision that did it, where one is known.
    pub decision: Option<DecisionId>,
}

impl RoleChange {
    /// The word in JSON.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        if self.began { "began" } else { "ended" }
    }
}

/// Those that one of two days has and the other has not, in the order of the file.
pub(super) fn changes(before: &Snapshot<'_>, after: &Snapshot<'_>) -> Vec<RoleChange> {
    let change = |role: &Role| {
        let (was, is) = (before.role(&role.id).is_some(), after.role(&role.id).is_some());
        let (day, decision) = if is { (role.from, &role.created_by) } else { (role.until, &role.abolished_by) };
        (was != is).then(|| RoleChange {
            role: role.id.clone(),
            name: role.name.clone(),
            began: is,
            day,
            decision: decision.clone(),
        })
    };
    after.model.roles.iter().filter_map(change).collect()
}
