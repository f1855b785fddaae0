//! `units.yaml` and `roles.yaml`.

use super::context::{Context, provisions};
use super::term;
use crate::diagnostic::Report;
use crate::model::{
    Actor, Collective, CollectiveId, DatedName, Membership, Party, PartyId, Post, Role, RoleId, Unit, UnitId,
};
use crate::say;
use crate::source::{Fields, Node, Value, text_of};

/// Units, and as many roles, groups and outsiders: each has pages and a calendar.
const ACTORS: usize = 1000;

/// The units.
pub(super) fn units(tree: &Node, context: &Context<'_>, report: &mut Report) -> Vec<Unit> {
    let Some(mut f) = Fields::open(tree, say!("units.yaml", "units.yaml"), report) else { return Vec::new() };
    let units = f.few("units", ACTORS, report).into_iter().filter_map(|n| unit(n, context, report)).collect();
    f.finish(report);
    units
}

fn unit(node: &Node, context: &Context<'_>, report: &mut Report) -> Option<Unit> {
    let mut f = Fields::open(node, say!("đơn vị", "the unit"), report)?;
    let id = context.id(&mut f, report);
    let group = f.required_text("group", report).and_then(|w| context.collective(&w, report));
    let names = names(&mut f, report);
    let aliases = f.texts("aliases", report).into_iter().map(|s| s.value).collect();
    let cite = f.required_text("cite", report).and_then(|w| context.provision(&w, report));
    let head = f.required("head").and_then(|n| post(n, context, report));
    let deputy = f.node("deputy").and_then(|n| post(n, context, report));
    let (from, until) = term::read(&mut f, ("from", "until"), report);
    f.finish(report);
    let id = id?;
    Some(Unit {
        id: UnitId::new(id.value),
        group: group?,
        names,
        aliases,
        cite: Some(cite?),
        founded_by: None,
        head: head?,
        deputy,
        from,
        until,
        span: id.span,
    })
}

/// `name: …`, or `names:` with the day each begins.
fn names(f: &mut Fields<'_>, report: &mut Report) -> Vec<DatedName> {
    let dated = f.list("names");
    if dated.is_empty() {
        return f.required_text("name", report).map(|s| DatedName { name: s.value, from: None }).into_iter().collect();
    }
    let mut names = Vec::new();
    for node in dated {
        let Some(mut f) = Fields::open(node, say!("tên đơn vị", "the unit's name"), report) else { continue };
        let name = f.required_text("name", report);
        let from = f.date("from", report).map(|d| d.value);
        f.finish(report);
        names.extend(name.map(|n| DatedName { name: n.value, from }));
    }
    names
}

/// A leading post: the role alone, or with what is to be said of it.
pub(super) fn post(node: &Node, context: &Context<'_>, report: &mut Report) -> Option<Post> {
    if let Value::Text(_) = &node.value {
        let role = text_of(node, "role", report).and_then(|w| context.role(&w, report))?;
        return Some(Post { role, inferred: false, note: None });
    }
    let mut f = Fields::open(node, say!("chức danh", "the post"), report)?;
    let role = f.required_text("role", report).and_then(|w| context.role(&w, report));
    let inferred = f.flag("inferred", report);
    let note = f.text("note", report).map(|s| s.value);
    f.finish(report);
    Some(Post { role: role?, inferred, note })
}

/// The roles, collectives and outside parties.
pub(super) fn roles(
    tree: &Node,
    context: &Context<'_>,
    report: &mut Report,
) -> (Vec<Role>, Vec<Collective>, Vec<Party>) {
    let Some(mut f) = Fields::open(tree, say!("roles.yaml", "roles.yaml"), report) else {
        return (Vec::new(), Vec::new(), Vec::new());
    };
    let roles = f.few("roles", ACTORS, report).into_iter().filter_map(|n| role(n, context, report)).collect();
    let collectives =
        f.few("collectives", ACTORS, report).into_iter().filter_map(|n| collective(n, context, report)).collect();
    let parties = f.few("parties", ACTORS, report).into_iter().filter_map(|n| party(n, context, report)).collect();
    f.finish(report);
    (roles, collectives, parties)
}

fn role(node: &Node, context: &Context<'_>, report: &mut Report) -> Option<Role> {
    let mut f = Fields::open(node, say!("vai trò", "the role"), report)?;
    let id = context.id(&mut f, report);
    let name = f.required_text("name", report);
    let aliases = f.texts("aliases", report).into_iter().map(|s| s.value).collect();
    let section = f.text("section", report).and_then(|w| context.provision(&w, report));
    let inherits = memberships(&mut f, "inherits", "role", context, report);
    let counts_as = memberships(&mut f, "counts_as", "role", context, report);
    let everybody = provisions(context, f.list("everybody"), "everybody", report);
    let carries_unit_duties = f.node("carries_unit_duties").and_then(|n| {
        let mut f = Fields::open(n, say!("căn cứ", "the proof"), report)?;
        let proof = context.proof(&mut f, report);
        f.finish(report);
        proof
    });
    let reports_to = memberships(&mut f, "reports_to", "who", context, report);
    f.finish(report);
    let id = id?;
    Some(Role {
        id: RoleId::new(id.value),
        name: name?.value,
        aliases,
        section,
        inherits,
        counts_as,
        everybody,
        carries_unit_duties,
        reports_to,
        span: id.span,
    })
}

fn memberships(
    f: &mut Fields<'_>,
    key: &'static str,
    actor_key: &'static str,
    context: &Context<'_>,
    report: &mut Report,
) -> Vec<Membership> {
    let mut found = Vec::new();
    for node in f.list(key) {
        let Some(mut f) = Fields::open(node, say!("mục «{key}»", "the entry of `{key}`"), report) else { continue };
        let actor = f.required_text(actor_key, report).and_then(|w| {
            if actor_key == "role" { context.role(&w, report).map(Actor::Role) } else { context.actor(&w, report) }
        });
        let (cite, quote) = context.maybe_proof(&mut f, report);
        let inferred = f.flag("inferred", report);
        let note = f.text("note", report).map(|s| s.value);
        let (from, until) = term::read(&mut f, ("from", "until"), report);
        f.finish(report);
        found.extend(actor.map(|actor| Membership { actor, cite, quote, inferred, note, from, until }));
    }
    found
}

fn collective(node: &Node, context: &Context<'_>, report: &mut Report) -> Option<Collective> {
    let mut f = Fields::open(node, say!("nhóm", "the collective"), report)?;
    let id = context.id(&mut f, report);
    let name = f.required_text("name", report);
    let aliases = f.texts("aliases", report).into_iter().map(|s| s.value).collect();
    let members = context.actors(&mut f, "members", report);
    let all_units = f.flag("all_units", report);
    let everybody = f.flag("everybody", report);
    let by_assignment = f.flag("by_assignment", report);
    let (cite, quote) = context.maybe_proof(&mut f, report);
    let until = f.date("until", report).map(|d| d.value);
    let inferred = f.flag("inferred", report);
    let note = f.text("note", report).map(|s| s.value);
    f.finish(report);
    let id = id?;
    Some(Collective {
        until,
        id: CollectiveId::new(id.value),
        name: name?.value,
        aliases,
        members,
        all_units,
        everybody,
        by_assignment,
        cite,
        quote,
        inferred,
        note,
        span: id.span,
    })
}

fn party(node: &Node, context: &Context<'_>, report: &mut Report) -> Option<Party> {
    let mut f = Fields::open(node, say!("cơ quan bên ngoài", "the outside party"), report)?;
    let id = context.id(&mut f, report);
    let name = f.required_text("name", report);
    f.finish(report);
    let id = id?;
    Some(Party { id: PartyId::new(id.value), name: name?.value, span: id.span })
}
