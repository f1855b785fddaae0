//! How everybody is named and linked on the day. Each duty, quote and result of the search names somebody, and a large office has a
//! thousand units: who is asked for is found in one step.

use super::routes;
use super::view::Link;
use crate::history::Snapshot;
use crate::model::{Actor, RoleId, UnitId};
use crate::text::Lookup;

/// See the module.
pub(super) struct Actors(Lookup<Actor, Link>);

impl Actors {
    /// Those of the office, and who has a handbook.
    pub fn new(s: &Snapshot<'_>, handbooks: &[(RoleId, UnitId)]) -> Self {
        let model = s.model;
        let roles = model.roles.iter().map(|r| (Actor::Role(r.id.clone()), role_href(s, &r.id)));
        let units = model.units.iter().map(|u| (Actor::Unit(u.id.clone()), unit_href(s, &u.id)));
        let groups =
            model.collectives.iter().map(|c| (Actor::Collective(c.id.clone()), routes::matrix_row(c.id.as_str())));
        let parties = model.parties.iter().map(|p| (Actor::Party(p.id.clone()), String::new()));
        let posts = handbooks.iter().map(|(r, u)| (Actor::RoleAt(r.clone(), u.clone()), routes::handbook(r, u)));
        let named = |(actor, href)| {
            let text = s.actor_name(&actor);
            (actor, Link { text, href })
        };
        Self(roles.chain(units).chain(groups).chain(parties).chain(posts).map(named).collect())
    }

    /// The name of an actor and its page.
    pub fn link(&self, s: &Snapshot<'_>, actor: &Actor) -> Link {
        self.0.get(actor).cloned().unwrap_or_else(|| {
            let href = match actor {
                // Who has no handbook in a unit has the page of the role.
                Actor::RoleAt(role, _) => role_href(s, role),
                _ => String::new(),
            };
            Link { text: s.actor_name(actor), href }
        })
    }

    /// The name alone.
    pub fn name(&self, s: &Snapshot<'_>, actor: &Actor) -> String {
        self.0.get(actor).map_or_else(|| s.actor_name(actor), |link| link.text.clone())
    }
}

/// The page of a role that is there or was; empty while it is still to come.
fn role_href(s: &Snapshot<'_>, id: &RoleId) -> String {
    let known = s.model.role(id).is_some_and(|role| role.from.is_none_or(|from| from <= s.day));
    if known { routes::role(id) } else { String::new() }
}

/// The page of a unit that is there or was; empty while it is still to come.
pub(super) fn unit_href(s: &Snapshot<'_>, id: &UnitId) -> String {
    let (day, unit) = (s.day, s.model.unit(id));
    let known =
        unit.is_some_and(|u| u.until.is_some_and(|until| until <= day) || u.from.is_none_or(|from| from <= day));
    if known { routes::unit(id) } else { String::new() }
}
