//! Posts named on days on which they are not there. A group has a post as a member, and a unit as its deputy, on the days of the post;
//! whatever else names it says so for days of its own, and nothing ends in silence because the post does.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::rules;
use crate::diagnostic::{Code, Diagnostic, Report, Say, Span};
use crate::model::{Actor, Assignment, Decision, Model, OfficeAct, Relation, Role, RoleId, Rule, Unit, UnitId};
use crate::say;
use crate::text::date_both;

/// How many further places a finding shows.
const MORE: usize = 4;

/// What names a post still on the day on which it is no more: duties, and rules that began before.
pub(super) fn left(role: &Role, rows: &[&Assignment], rules: &[Rule], day: Date, report: &mut Report) {
    let is_it = |actor: &Actor| actor.role() == Some(&role.id);
    let rows = rows.iter().filter(|row| names(row).any(is_it)).map(|row| (row.provision.as_str(), row.span));
    let goes_on = |rule: &&Rule| rule.valid_from.is_none_or(|from| from < day) && rule.holds_past(day);
    let rules = rules.iter().filter(goes_on).filter(|rule| rule.names().any(is_it));
    let places: Vec<(&str, Span)> = rows.chain(rules.map(|rule| (rule.cite.as_str(), rule.span))).collect();
    let (all, name, id, (date, date_en)) = (listed(&places), &role.name, &role.id, date_both(day));
    let message = say!(
        "từ {date} không còn chức danh {name}, mà ở {all} vẫn nêu chức danh ấy",
        "from {date_en} on there is no post `{name}`, and {all} still names it"
    );
    let help = say!(
        "việc chuyển cho người khác: - {{op: transfer_duty, provision: [{all}], from: {id}, to: <mã>}} trong quyết định; việc kết thúc hoặc đổi cách nói: «until: {day}» ở dòng ấy của duties.yaml, «valid_to: {day}» ở calendar.yaml, rồi thêm dòng mới có «from: {day}» nếu cần",
        "where others take the work: - {{op: transfer_duty, provision: [{all}], from: {id}, to: <id>}} in the decision; where it ends or is said otherwise: `until: {day}` in that row of duties.yaml, `valid_to: {day}` in calendar.yaml, and a new row with `from: {day}` where one is needed"
    );
    tell(role, &places, message, help, report);
}

/// Rows that begin on a day on which a post they name is not there.
pub(super) fn of_rows(model: &Model, rows: &[&Assignment], day: Date, report: &mut Report) {
    for role in model.roles.iter().filter(|role| !role.exists_on(day)) {
        let named = rows.iter().filter(|row| names(row).any(|actor| actor.role() == Some(&role.id)));
        let places: Vec<(&str, Span)> = named.map(|row| (row.provision.as_str(), row.span)).collect();
        begun(role, &places, "from", day, report);
    }
}

/// Rules of the calendar that begin on a day on which a post they name is not there.
pub(super) fn of_rules(model: &Model, report: &mut Report) {
    if model.roles.iter().all(|role| !has_days(role)) {
        return;
    }
    for rule in &model.rules {
        let first = || rules::first_text(model, rule).and_then(|at| model.versions.get(at)).map(|v| v.effective_from);
        let Some(day) = rule.valid_from.or_else(first).filter(|day| rule.holds_past(*day)) else { continue };
        let named: BTreeSet<&RoleId> = rule.names().filter_map(Actor::role).collect();
        for role in named.into_iter().filter_map(|id| model.role(id)).filter(|role| !role.exists_on(day)) {
            begun(role, &[(rule.cite.as_str(), rule.span)], "valid_from", day, report);
        }
    }
}

/// What roles say of themselves and of a post on days on which that is not there.
pub(super) fn of_facts(model: &Model, report: &mut Report) {
    let Some(oldest) = model.versions.first().map(|v| v.effective_from) else { return };
    for role in &model.roles {
        for fact in role.inherits.iter().chain(&role.counts_as).chain(&role.reports_to) {
            let Some(other) = fact.actor.role().and_then(|id| model.role(id)).filter(|other| has_days(other)) else {
                continue;
            };
            let (proof, place) = (&fact.proof, [(role.id.as_str(), fact.proof.span)]);
            let cited = || proof.cite.as_ref().and_then(|cite| rules::first_text_of(model, None, cite));
            let text = || cited().and_then(|at| model.versions.get(at)).map(|v| v.effective_from);
            let day = proof.from.or_else(text).unwrap_or(oldest).max(oldest).max(role.from.unwrap_or(oldest));
            if proof.until.is_some_and(|until| until <= day) {
                continue;
            }
            if !other.exists_on(day) {
                begun(other, &place, "from", day, report);
            } else if let Some(end) = other.until.filter(|end| proof.until.is_none_or(|until| *end < until)) {
                let (name, id, (date, date_en)) = (&other.name, &role.id, date_both(end));
                let message = say!(
                    "từ {date} không còn chức danh {name}, mà vai trò {id} vẫn ghi theo chức danh ấy",
                    "from {date_en} on there is no post `{name}`, and the role {id} still refers to it"
                );
                let help = say!(
                    "thêm «until: {end}» vào mục này; từ ngày ấy nói khác thì thêm mục mới có «from: {end}»",
                    "add `until: {end}` to this entry; what is so from that day on goes into a new one with `from: {end}`"
                );
                tell(other, &place, message, help, report);
            }
        }
    }
}

/// Units led on a day by a post that is not there, each told once. A deputy that is not there is none.
pub(super) fn of_units<'u>(
    model: &Model,
    units: impl Iterator<Item = &'u Unit>,
    day: Date,
    told: &mut BTreeSet<(UnitId, RoleId)>,
    report: &mut Report,
) {
    let absent: Vec<&Role> = model.roles.iter().filter(|role| !role.exists_on(day)).collect();
    if absent.is_empty() {
        return;
    }
    for unit in units {
        let Some(role) = absent.iter().find(|role| role.id == unit.head.role) else { continue };
        if !told.insert((unit.id.clone(), role.id.clone())) {
            continue;
        }
        let (name, post, id, (date, date_en)) = (unit.name_on(day), &role.name, &unit.id, date_both(day));
        let (message, help) = match role.from.filter(|from| day < *from) {
            Some(from) => (
                say!(
                    "ngày {date}, {name} do {post} đứng đầu, mà chức danh ấy chưa có",
                    "on {date_en} {name} is headed by `{post}`, a post that is not there yet"
                ),
                say!(
                    "ghi chức danh đứng đầu trước {from}, rồi - {{op: change_head, unit: {id}, head: …}} trong quyết định lập chức danh; hoặc sửa «from» của vai trò",
                    "name who heads it before {from}, with - {{op: change_head, unit: {id}, head: …}} in the decision that creates the post; or correct `from` of the role"
                ),
            ),
            None => (
                say!(
                    "từ {date}, {name} do {post} đứng đầu, mà chức danh ấy không còn",
                    "from {date_en} on {name} is headed by `{post}`, a post that is no more"
                ),
                say!(
                    "thêm vào quyết định: - {{op: change_head, unit: {id}, head: <mã vai trò>}}; hoặc sửa «until» của vai trò",
                    "add to the decision: - {{op: change_head, unit: {id}, head: <id of a role>}}; or correct `until` of the role"
                ),
            ),
        };
        tell(role, &[(id.as_str(), unit.span)], message, help, report);
    }
}

/// Whether the posts that an act gives something to are there on its day; told where they are not.
pub(super) fn are_there(decision: &Decision, act: &OfficeAct, span: Span, office: &Model, report: &mut Report) -> bool {
    let day = decision.effective_from;
    let named: Vec<&RoleId> = match act {
        OfficeAct::TransferDuty { to: named, .. } | OfficeAct::ChangeMembers { add: named, .. } => {
            named.iter().filter_map(Actor::role).collect()
        }
        OfficeAct::ChangeHead { head, deputy, .. } => {
            std::iter::once(head).chain(deputy).map(|post| &post.role).collect()
        }
        _ => Vec::new(),
    };
    let absent: BTreeSet<&RoleId> =
        named.into_iter().filter(|id| office.role(id).is_some_and(|role| !role.exists_on(day))).collect();
    for role in absent.iter().filter_map(|id| office.role(id)) {
        let (name, (date, date_en)) = (&role.name, date_both(day));
        let message = match role.from.filter(|from| day < *from) {
            Some(_) => say!("ngày {date} chưa có chức danh {name}", "on {date_en} there is no post `{name}` yet"),
            None => say!("ngày {date} không còn chức danh {name}", "on {date_en} there is no post `{name}` any more"),
        };
        let help = say!(
            "ghi chức danh đang có, hoặc sửa «effective_from» của quyết định, «from» hay «until» của vai trò ở roles.yaml",
            "name a post that is there, or correct `effective_from` of the decision, or `from` or `until` of the role in roles.yaml"
        );
        tell(role, &[(decision.id.as_str(), span)], message, help, report);
    }
    absent.is_empty()
}

/// Whether a post was not always there, or will not be.
fn has_days(role: &Role) -> bool {
    role.from.is_some() || role.until.is_some()
}

/// Everybody a duty names; a clause that only mentions somebody gives nothing to anybody.
fn names(row: &Assignment) -> impl Iterator<Item = &Actor> {
    std::iter::once(&row.who).chain(&row.to).filter(|_| row.relation != Relation::Mentioned)
}

/// Entries that begin on `day`, by `key`, while the post is not there.
fn begun(role: &Role, places: &[(&str, Span)], key: &str, day: Date, report: &mut Report) {
    let (name, all, (date, date_en)) = (&role.name, listed(places), date_both(day));
    let (message, help) = match role.from.filter(|from| day < *from) {
        Some(from) => (
            say!(
                "mục ở {all} bắt đầu từ {date}, khi chưa có chức danh {name}",
                "the entry at {all} begins on {date_en}, when there is no post `{name}` yet"
            ),
            say!(
                "ghi «{key}: {from}» ở mục này, hoặc sửa «from» của vai trò ở roles.yaml",
                "write `{key}: {from}` in this entry, or correct `from` of the role in roles.yaml"
            ),
        ),
        None => (
            say!(
                "mục ở {all} bắt đầu từ {date}, khi không còn chức danh {name}",
                "the entry at {all} begins on {date_en}, when there is no post `{name}` any more"
            ),
            say!(
                "ghi chức danh làm việc ấy từ {date}, hoặc sửa «until» của vai trò ở roles.yaml",
                "name the post that has it from {date_en} on, or correct `until` of the role in roles.yaml"
            ),
        ),
    };
    tell(role, places, message, help, report);
}

/// Where it is told, each place once.
fn listed(places: &[(&str, Span)]) -> String {
    let mut once: Vec<&str> = Vec::new();
    for (place, _) in places {
        if !once.contains(place) {
            once.push(place);
        }
    }
    once.join(", ")
}

/// One finding at the first of some places; none where there is none.
fn tell(role: &Role, places: &[(&str, Span)], message: Say, help: Say, report: &mut Report) {
    let Some(((_, first), rest)) = places.split_first() else { return };
    let mut finding = Diagnostic::new(Code::RoleNotThere, *first, message).help(help);
    for (_, span) in rest.iter().take(MORE) {
        finding = finding.related(*span, say!("cũng ở đây", "here too"));
    }
    report.push(finding.related(role.span, say!("vai trò khai báo ở đây", "the role is declared here")));
}
