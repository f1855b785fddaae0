//! `units.yaml` and `roles.yaml`.

use std::collections::BTreeMap;

use super::context::{Context, provisions};
use super::decided::Decided;
use super::term::{self, Term};
use crate::diagnostic::{Code, Diagnostic, Report, Span};
use crate::model::keys;
use crate::model::{
    Actor, Collective, CollectiveId, DatedName, DatedProof, Membership, Party, PartyId, Post, Proof, Role, RoleId,
    Unit, UnitId,
};
use crate::say;
use crate::source::{Entity, Fields, Node, Scalar, Value, text_of};
use crate::text::{date_both, name_key};

/// Units, and as many roles, groups and outsiders: each has pages and a calendar.
const ACTORS: usize = 1000;

/// The units.
pub(super) fn units(tree: &Node, context: &Context<'_>, report: &mut Report) -> Vec<Unit> {
    let Some(mut f) = Fields::open(tree, &keys::UNITS, report) else { return Vec::new() };
    f.required("units");
    let units = f.few("units", ACTORS, report).into_iter().filter_map(|n| unit(n, context, report)).collect();
    f.finish(report);
    units
}

fn unit(node: &Node, context: &Context<'_>, report: &mut Report) -> Option<Unit> {
    let mut f = Fields::open(node, &keys::UNIT, report)?;
    let id = context.id(&mut f, report);
    let group = f.required_text("group", report).and_then(|w| context.collective(&w, report));
    let names = names(&mut f, report);
    let aliases = f.texts("aliases", report).into_iter().map(|s| s.value).collect();
    let cite = f.required_text("cite", report).and_then(|w| context.provision(&w, report));
    let head = f.required("head").and_then(|n| post(n, context, report));
    let deputy = deputy(&mut f, head.as_ref(), context, report);
    let (from, until) = term::read(&mut f, ("from", "until"), report);
    f.finish(report);
    let id = id?;
    Some(Unit {
        id: UnitId::new(id.value),
        group: group?,
        names,
        unborne: Vec::new(),
        aliases,
        cite: Some(cite?),
        founded_by: None,
        head: head?,
        deputy,
        posts_of: None,
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
    let mut names: Vec<DatedName> = Vec::new();
    for node in dated {
        let Some(mut f) = Fields::open(node, &keys::NAME, report) else { continue };
        let name = f.required_text("name", report);
        let from = f.date("from", report).map(|d| d.value);
        let at = f.span();
        f.finish(report);
        // Of two names from one day, or of two without one, the first would never be borne.
        if let Some(other) = names.iter().find(|n| n.from == from).map(|n| &n.name) {
            let finding = match from {
                None => Diagnostic::new(
                    Code::MissingKey,
                    at,
                    say!(
                        "tên này không ghi từ ngày nào, như «{other}»",
                        "the name says no day from which it holds, as `{other}` does not"
                    ),
                )
                .help(say!(
                    "thêm «from: NĂM-THÁNG-NGÀY» cho tên đến sau",
                    "add `from: YEAR-MONTH-DAY` to the later name"
                )),
                Some(from) => {
                    let (from, from_en) = date_both(from);
                    let message = say!(
                        "tên này và «{other}» cùng bắt đầu từ {from}",
                        "this name and `{other}` both begin on {from_en}"
                    );
                    Diagnostic::new(Code::BadValue, at, message)
                        .help(say!("sửa «from» của một trong hai", "correct `from` of one of the two"))
                }
            };
            report.push(finding);
        }
        names.extend(name.map(|n| DatedName { name: n.value, from }));
    }
    // Of both keys one would be passed over in silence.
    if let Some(name) = f.text("name", report)
        && names.iter().all(|dated| dated.name != name.value)
    {
        let only = &name.value;
        report.push(
            Diagnostic::new(
                Code::BadValue,
                name.span,
                say!("có «names» nên «name: {only}» không được dùng", "beside `names`, `name: {only}` is not used"),
            )
            .help(say!(
                "xóa «name»; nếu đó là một tên trong các tên của đơn vị thì ghi nó vào «names»",
                "delete `name`; if it is one of the unit's names, write it into `names`"
            )),
        );
    }
    names
}

/// A leading post: the role alone, or with what is to be said of it.
pub(super) fn post(node: &Node, context: &Context<'_>, report: &mut Report) -> Option<Post> {
    if let Value::Text(_) = &node.value {
        let role = text_of(node, "role", report).and_then(|w| context.role(&w, report))?;
        return Some(Post { role, inferred: false, note: None });
    }
    let mut f = Fields::open(node, &keys::POST, report)?;
    let role = f.required_text("role", report).and_then(|w| context.role(&w, report));
    let inferred = f.flag("inferred", report);
    let note = f.text("note", report).map(|s| s.value);
    f.finish(report);
    Some(Post { role: role?, inferred, note })
}

/// The post of the deputies. It is not that of the head: a line was copied.
pub(super) fn deputy(
    f: &mut Fields<'_>,
    head: Option<&Post>,
    context: &Context<'_>,
    report: &mut Report,
) -> Option<Post> {
    let node = f.node("deputy")?;
    let deputy = post(node, context, report)?;
    if head.is_some_and(|head| head.role == deputy.role) {
        report.push(same_posts(&deputy.role, node.span));
    }
    Some(deputy)
}

/// The finding that one role is given both posts of a unit.
#[must_use]
pub fn same_posts(role: &RoleId, at: Span) -> Diagnostic {
    Diagnostic::new(
        Code::HeadCount,
        at,
        say!("cấp trưởng và cấp phó cùng là «{role}»", "the head and the deputy are both `{role}`"),
    )
    .help(say!(
        "sửa «deputy» thành vai trò cấp phó; không có cấp phó thì xóa dòng này",
        "correct `deputy` to the role of the deputies; where there are none, delete the line"
    ))
}

/// The roles with the decisions said to have created or abolished them, collectives and outside parties.
pub(super) fn roles(
    tree: &Node,
    context: &Context<'_>,
    report: &mut Report,
) -> (Vec<(Role, Decided)>, Vec<Collective>, Vec<Party>) {
    let Some(mut f) = Fields::open(tree, &keys::ROLES, report) else {
        return (Vec::new(), Vec::new(), Vec::new());
    };
    f.required("roles");
    let mut taken = BTreeMap::new();
    let roles =
        f.few("roles", ACTORS, report).into_iter().filter_map(|n| role(n, &mut taken, context, report)).collect();
    let mut taken = BTreeMap::new();
    let groups = f.few("collectives", ACTORS, report);
    let collectives = groups.into_iter().filter_map(|n| collective(n, &mut taken, context, report)).collect();
    let parties = f.few("parties", ACTORS, report).into_iter().filter_map(|n| party(n, context, report)).collect();
    f.finish(report);
    (roles, collectives, parties)
}

/// The names given so far, where, and on which days.
type Taken = BTreeMap<String, Vec<(Span, Term)>>;

/// The name of a role or a group, which no other of its kind bears on the same days.
fn own_name(f: &mut Fields<'_>, term: Term, taken: &mut Taken, report: &mut Report) -> Option<String> {
    let Scalar { value: name, span } = f.required_text("name", report)?;
    let given = taken.entry(name_key(&name)).or_default();
    if let Some((first, _)) = given.iter().find(|(_, other)| term::meet(term, *other)) {
        report.push(
            Diagnostic::new(Code::DuplicateId, span, say!("tên «{name}» đã được dùng", "the name `{name}` is taken"))
                .related(*first, say!("lần thứ nhất ở đây", "first here"))
                .help(say!(
                    "ghi tên phân biệt được, ví dụ thêm tên đơn vị; nếu hai mục là một thì xóa một",
                    "write a name that tells them apart, e.g. with the unit's; if the two are one, delete one"
                )),
        );
    }
    given.push((span, term));
    Some(name)
}

fn role(node: &Node, taken: &mut Taken, context: &Context<'_>, report: &mut Report) -> Option<(Role, Decided)> {
    let mut f = Fields::open(node, &keys::ROLE, report)?;
    let id = context.id(&mut f, report);
    let term = term::read(&mut f, ("from", "until"), report);
    // A day that could not be read is there all the same, and its decision cannot be judged by it.
    let unread = [("from", term.0), ("until", term.1)].map(|(key, day)| day.is_none() && f.has(key));
    let created_by = f.text("created_by", report).filter(|_| !unread[0]);
    let decided = Decided { created_by, abolished_by: f.text("abolished_by", report).filter(|_| !unread[1]) };
    let name = own_name(&mut f, term, taken, report);
    let aliases = f.texts("aliases", report).into_iter().map(|s| s.value).collect();
    let section = f.text("section", report).and_then(|w| context.provision(&w, report));
    let inherits = memberships(&mut f, ("inherits", &keys::INHERITED), context, report);
    let counts_as = memberships(&mut f, ("counts_as", &keys::COUNTED), context, report);
    let everybody = provisions(context, f.list("everybody"), "everybody", report);
    let carries_unit_duties = proofs(&mut f, "carries_unit_duties", context, report);
    let reports_to = memberships(&mut f, ("reports_to", &keys::LEADER), context, report);
    f.finish(report);
    let id = id?;
    let (from, until) = term;
    let mut role = Role {
        id: RoleId::new(id.value),
        name: name?,
        aliases,
        section,
        inherits,
        counts_as,
        everybody,
        carries_unit_duties,
        stands_alone: false,
        reports_to,
        from,
        until,
        created_by: None,
        abolished_by: None,
        span: id.span,
    };
    // What is said of a post is said of its days, in the numbers of the text it begins in; what that does not have yet is as old as
    // its provision.
    let facts = [&mut role.inherits, &mut role.counts_as, &mut role.reports_to].into_iter().flatten();
    for proof in facts.map(|m| &mut m.proof).chain(&mut role.carries_unit_duties) {
        let begins = from.filter(|day| proof.cite.as_ref().is_none_or(|cite| context.is_in_text_on(cite, *day)));
        (proof.from, proof.until) = term::within((proof.from, proof.until), (begins, until));
    }
    Some((role, decided))
}

/// The entries under a key: each names a role, or anybody under `who`.
fn memberships(
    f: &mut Fields<'_>,
    (key, entity): (&'static str, &'static Entity),
    context: &Context<'_>,
    report: &mut Report,
) -> Vec<Membership> {
    let mut found = Vec::new();
    for node in f.list(key) {
        let Some(mut f) = Fields::open(node, entity, report) else { continue };
        let actor = if entity.has("role") {
            f.required_text("role", report).and_then(|w| context.role(&w, report)).map(Actor::Role)
        } else {
            f.required_text("who", report).and_then(|w| context.actor(&w, report))
        };
        let (cite, quote) = context.maybe_proof(&mut f, report);
        let inferred = f.flag("inferred", report);
        let note = f.text("note", report).map(|s| s.value);
        let (from, until) = term::read(&mut f, ("from", "until"), report);
        let proof = DatedProof { cite, quote, from, until, span: f.span() };
        f.finish(report);
        found.extend(actor.map(|actor| Membership { actor, proof, inferred, note }));
    }
    found
}

/// The proofs under a key, each with its days.
fn proofs(f: &mut Fields<'_>, key: &'static str, context: &Context<'_>, report: &mut Report) -> Vec<DatedProof> {
    let mut found = Vec::new();
    for node in f.list(key) {
        let Some(mut f) = Fields::open(node, &keys::DATED_PROOF, report) else { continue };
        let proof = context.proof(&mut f, report);
        let (from, until) = term::read(&mut f, ("from", "until"), report);
        let span = f.span();
        f.finish(report);
        let dated = |proof: Proof| DatedProof { cite: Some(proof.cite), quote: Some(proof.quote), from, until, span };
        found.extend(proof.map(dated));
    }
    found
}

fn collective(node: &Node, taken: &mut Taken, context: &Context<'_>, report: &mut Report) -> Option<Collective> {
    let mut f = Fields::open(node, &keys::COLLECTIVE, report)?;
    let id = context.id(&mut f, report);
    let name = own_name(&mut f, (None, None), taken, report);
    let aliases = f.texts("aliases", report).into_iter().map(|s| s.value).collect();
    let members = context.actors(&mut f, "members", report);
    let all_units = f.flag("all_units", report);
    let everybody = f.flag("everybody", report);
    if !all_units && !everybody && !id.as_ref().is_some_and(|id| context.is_joined(&id.value)) {
        somebody(&mut f, report);
    }
    let by_assignment = f.flag("by_assignment", report);
    let (cite, quote) = context.maybe_proof(&mut f, report);
    let until = f.date("until", report).map(|d| d.value);
    let later = proofs(&mut f, "proofs", context, report);
    let inferred = f.flag("inferred", report);
    let note = f.text("note", report).map(|s| s.value);
    f.finish(report);
    let id = id?;
    let own = DatedProof { cite, quote, from: None, until, span: id.span };
    let is_said = own.cite.is_some() || own.quote.is_some() || until.is_some();
    Some(Collective {
        id: CollectiveId::new(id.value),
        name: name?,
        aliases,
        members,
        all_units,
        everybody,
        by_assignment,
        proofs: std::iter::once(own).filter(|_| is_said).chain(later).collect(),
        inferred,
        note,
        span: id.span,
    })
}

/// A group has members: what is given to a group of nobody would be shown to nobody.
fn somebody(f: &mut Fields<'_>, report: &mut Report) {
    if let Some(Node { value: Value::List(members), span, .. }) = f.required("members")
        && members.is_empty()
    {
        let message = say!(
            "nhóm không có thành viên nào: việc giao cho nhóm sẽ không đến ai",
            "the group has no members: what is given to it would reach nobody"
        );
        let help = say!(
            "ghi mã các thành viên vào «members»; nếu là mọi phòng, đơn vị: «all_units: true»; nếu là cả cơ quan: «everybody: true»",
            "write the ids of its members in `members`; for all units `all_units: true`, for the whole office `everybody: true`"
        );
        report.push(Diagnostic::new(Code::BadValue, *span, message).help(help));
    }
}

fn party(node: &Node, context: &Context<'_>, report: &mut Report) -> Option<Party> {
    let mut f = Fields::open(node, &keys::PARTY, report)?;
    let id = context.id(&mut f, report);
    let name = f.required_text("name", report);
    f.finish(report);
    let id = id?;
    Some(Party { id: PartyId::new(id.value), name: name?.value, span: id.span })
}
