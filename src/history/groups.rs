//! Groups that a decision leaves without members: what the text gives them would reach nobody.
//!
//! Asked at the end of a day, so that one decision may take the last member out and give the duties to somebody else. A group
//! without members that has nothing to do, or no more, is no fault: there is no other way to write that it ended.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic, Report, Span};
use crate::model::{Actor, Assignment, Collective, CollectiveId, Model, Rule};
use crate::say;
use crate::text::date_both;

/// The groups in which nobody is, neither directly nor through groups within them.
pub(super) fn without_members(office: &Model, day: Date) -> BTreeSet<CollectiveId> {
    office.collectives.iter().filter(|group| !has_somebody(office, group, day)).map(|group| group.id.clone()).collect()
}

fn has_somebody(office: &Model, group: &Collective, day: Date) -> bool {
    let is_somebody = |member: &Actor| !matches!(member, Actor::Collective(_)) && is_member_on(office, member, day);
    with_inner(office, group).any(|g| g.all_units || g.everybody || g.members.iter().any(is_somebody))
}

/// Whether a member of a group is one on `day`: a post belongs to it on its own days. Units that end pass on or leave.
fn is_member_on(office: &Model, member: &Actor, day: Date) -> bool {
    member.role().and_then(|role| office.role(role)).is_none_or(|role| role.exists_on(day))
}

/// A group and those within it, however deep, each once: neither groups in a circle, which are an error of their own
/// (`inheritance-cycle`), nor one that several contain are gone through again.
pub(super) fn with_inner<'m>(office: &'m Model, group: &'m Collective) -> impl Iterator<Item = &'m Collective> {
    let mut seen = BTreeSet::new();
    let mut inner: Vec<&Collective> = Vec::new();
    let mut next = Some(group);
    std::iter::from_fn(move || {
        let now = next?;
        for member in &now.members {
            if let Actor::Collective(id) = member
                && *id != group.id
                && seen.insert(id)
            {
                inner.extend(office.collective(id));
            }
        }
        next = inner.pop();
        Some(now)
    })
}

/// The work that such a group still has on `day`, at the operation that took the last member out, or where it is declared.
pub(super) fn report(
    group: &Collective,
    at: Span,
    rows: &[&Assignment],
    rules: &[Rule],
    day: Date,
    report: &mut Report,
) -> bool {
    let own = Actor::Collective(group.id.clone());
    let holds = |r: &&Rule| r.holds_on(day);
    let rules = rules.iter().filter(holds).filter(|r| r.names().any(|a| *a == own)).map(|r| (&r.cite, r.span));
    let work: Vec<_> = rows
        .iter()
        .filter(|r| r.relation.is_work() && (r.who == own || r.to.contains(&own)))
        .map(|r| (&r.provision, r.span))
        .chain(rules)
        .collect();
    if work.is_empty() {
        return false;
    }
    let mut places: Vec<&str> = Vec::new();
    for (provision, _) in &work {
        if !places.contains(&provision.as_str()) {
            places.push(provision.as_str());
        }
    }
    let (name, id, (date, date_en), all) = (&group.name, &group.id, date_both(day), places.join(", "));
    let mut finding = Diagnostic::new(
        Code::OrphanedDuty,
        at,
        say!(
            "từ {date} nhóm «{name}» không còn ai, mà quy chế vẫn giao việc cho nhóm: {all}",
            "from {date_en} on nobody is in `{name}`, and the text still names it: {all}"
        ),
    )
    .help(say!(
        "để lại hoặc thêm ít nhất một thành viên; nếu việc chuyển cho người khác: - {{op: transfer_duty, provision: [{all}], from: {id}, to: <mã>}}; nếu việc ấy kết thúc: ghi «until: {day}» ở các dòng ấy",
        "leave or add one member at least; if others take the work: - {{op: transfer_duty, provision: [{all}], from: {id}, to: <id>}}; if it ends: write `until: {day}` in those rows"
    ));
    for (_, span) in work.iter().take(4) {
        finding = finding.related(*span, say!("việc của nhóm ở đây", "the group is named here"));
    }
    report.push(finding);
    true
}
