//! Who is nobody on the day: a unit or a role that is no more or still to come, a post that a unit does not have. Duties listed for them would
//! be believed.

use crate::diagnostic::Say;
use crate::duty::handbooks;
use crate::history::{Snapshot, heirs_on};
use crate::model::{Actor, UnitId};
use crate::say;
use crate::text::date_both;

/// Why there is nobody whom an actor could be on the day; nothing where there is somebody.
pub(super) fn absent(s: &Snapshot<'_>, actor: &Actor) -> Option<Say> {
    let post = actor.role().and_then(|role| s.model.role(role)).filter(|role| !role.exists_on(s.day));
    if let Some(role) = post {
        let day = role.from.filter(|from| s.day < *from).or(role.until)?;
        let (date, date_en) = date_both(day);
        return Some(if s.day < day {
            say!("chưa có chức danh này; có từ {date}", "there is no such post yet; it begins on {date_en}")
        } else {
            say!("không còn chức danh này từ {date}", "there is no such post since {date_en}")
        });
    }
    let unit = s.model.unit(actor.unit()?)?;
    if let Some(until) = unit.until.filter(|until| *until <= s.day) {
        let (date, date_en) = date_both(until);
        let heirs: Vec<String> = heirs_on(s.model, &unit.id, s.day)
            .into_iter()
            .map(|(heir, _)| named(s, &at_heir(s, actor, heir)))
            .collect();
        return Some(if heirs.is_empty() {
            say!("không còn từ {date}", "no more since {date_en}")
        } else {
            let heirs = heirs.join(", ");
            say!("không còn từ {date}; kế tiếp là: {heirs}", "no more since {date_en}; after it came: {heirs}")
        });
    }
    if let Some(from) = unit.from.filter(|from| s.day < *from) {
        let (date, date_en) = date_both(from);
        return Some(say!("chưa có; thành lập từ {date}", "not there yet; it begins on {date_en}"));
    }
    let Actor::RoleAt(role, at) = actor else { return None };
    let posts = || handbooks(s).into_iter().filter(|(_, unit)| unit == at);
    if posts().any(|(post, _)| post == *role) || is_named(s, actor) {
        return None;
    }
    let posts: Vec<String> = posts().map(|(role, unit)| named(s, &Actor::RoleAt(role, unit))).collect();
    let posts = posts.join(", ");
    Some(say!("đơn vị này không có chức danh ấy; có: {posts}", "the unit has no such post; it has: {posts}"))
}

/// Whether duties or groups name somebody just so, though it be no post.
fn is_named(s: &Snapshot<'_>, actor: &Actor) -> bool {
    s.rows_of(actor).next().is_some() || s.model.collectives.iter().any(|c| c.members.contains(actor))
}

/// The same post in a unit that came after, where it has that; else the unit.
fn at_heir(s: &Snapshot<'_>, actor: &Actor, heir: &UnitId) -> Actor {
    match actor {
        Actor::RoleAt(role, _) if handbooks(s).contains(&(role.clone(), heir.clone())) => {
            Actor::RoleAt(role.clone(), heir.clone())
        }
        _ => Actor::Unit(heir.clone()),
    }
}

fn named(s: &Snapshot<'_>, actor: &Actor) -> String {
    format!("{} ({})", s.actor_name(actor), actor.id())
}
