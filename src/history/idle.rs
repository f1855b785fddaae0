//! Lines of an operation that concern nothing: another place, another bearer or another name is meant.
//!
//! The trap avoided: a handover whose number is a slip, while `rest` silently takes the duty that was meant.

use std::collections::BTreeSet;

use super::pass::Around;
use crate::diagnostic::{Code, Diagnostic, Report, Say, Span};
use crate::model::{Actor, Assignment, Collective, Handover, Model, OfficeAct, ProvisionId, Rule, UnitId};
use crate::say;

/// Everything of an act that changes nothing, before it is carried out.
pub(super) fn report(
    act: &OfficeAct,
    span: Span,
    around: &Around<'_>,
    rows: &[&Assignment],
    office: &Model,
    report: &mut Report,
) {
    match act {
        OfficeAct::TransferDuty { provisions, from, to } => {
            let mine = Mine::of_bearer(from, rows, &office.rules);
            mine.places(provisions, span, around, report);
            if to.as_slice() == std::slice::from_ref(from) {
                let from = from.id();
                let message = say!("«{from}» chuyển nhiệm vụ cho chính mình", "`{from}` hands the duty to itself");
                report.push(idle(span, message, say!("sửa «to»", "correct `to`")));
            }
        }
        OfficeAct::Divide { unit, handover, .. }
        | OfficeAct::Split { unit, handover, .. }
        | OfficeAct::Dissolve { unit, handover } => parts(unit, handover, around, rows, &office.rules, report),
        OfficeAct::ChangeHead { unit, head, deputy } => {
            let same = |u: &crate::model::Unit| {
                u.head == *head && deputy.as_ref().is_none_or(|d| Some(d) == u.deputy.as_ref())
            };
            if around.units.iter().any(|u| u.id == *unit && same(u)) {
                let message = say!("«{unit}» đã có chức danh ấy", "`{unit}` has these posts already");
                report.push(idle(
                    span,
                    message,
                    say!("sửa «head», hoặc xóa thao tác", "correct `head`, or delete the operation"),
                ));
            }
        }
        OfficeAct::ChangeMembers { collective, add, remove } => {
            if let Some(group) = office.collectives.iter().find(|c| c.id == *collective) {
                members(group, add, remove, span, report);
            }
        }
        OfficeAct::Rename { .. } | OfficeAct::Merge { .. } | OfficeAct::Absorb { .. } | OfficeAct::Create { .. } => {}
    }
}

fn parts(
    unit: &UnitId,
    handover: &Handover,
    around: &Around<'_>,
    rows: &[&Assignment],
    rules: &[Rule],
    report: &mut Report,
) {
    let mine = Mine::of_unit(unit, rows, rules);
    for part in &handover.parts {
        mine.places(&part.provisions, part.span, around, report);
    }
}

fn members(group: &Collective, add: &[Actor], remove: &[Actor], span: Span, report: &mut Report) {
    let id = &group.id;
    if group.all_units {
        let message = say!(
            "«{id}» luôn gồm mọi đơn vị đang hoạt động, không thêm bớt được",
            "`{id}` is always all units that exist; none is added or removed"
        );
        report.push(idle(span, message, say!("xóa thao tác này", "delete the operation")));
        return;
    }
    let all = group.members.iter().map(Actor::id).collect::<Vec<_>>().join(", ");
    for actor in add.iter().filter(|a| group.members.contains(a)) {
        let actor = actor.id();
        let message = say!("«{actor}» đã là thành viên của «{id}»", "`{actor}` is a member of `{id}` already");
        report.push(idle(span, message, say!("bỏ «{actor}» khỏi «add»", "remove `{actor}` from `add`")));
    }
    for actor in remove.iter().filter(|a| !group.members.contains(a)) {
        let actor = actor.id();
        let message = say!("«{actor}» không phải là thành viên của «{id}»", "`{actor}` is no member of `{id}`");
        report.push(idle(span, message, say!("các thành viên: {all}", "the members are: {all}")));
    }
}

/// The provisions that name a bearer.
struct Mine<'a> {
    who: String,
    places: BTreeSet<&'a ProvisionId>,
}

impl<'a> Mine<'a> {
    /// The work of one bearer.
    fn of_bearer(bearer: &Actor, rows: &[&'a Assignment], rules: &'a [Rule]) -> Self {
        let rows = rows.iter().filter(|r| r.relation.is_work() && r.who == *bearer).map(|r| &r.provision);
        let rules = rules.iter().filter(|r| r.bearers().any(|a| a == bearer)).map(|r| &r.cite);
        Self { who: bearer.id(), places: rows.chain(rules).collect() }
    }

    /// Whatever names a unit or somebody in it.
    fn of_unit(unit: &UnitId, rows: &[&'a Assignment], rules: &'a [Rule]) -> Self {
        let names = |actor: &Actor| actor.unit() == Some(unit);
        let rows = rows.iter().filter(|r| names(&r.who) || r.to.iter().any(names)).map(|r| &r.provision);
        let rules = rules
            .iter()
            .filter(|r| r.names().any(names))
            .flat_map(|r| std::iter::once(&r.cite).chain(r.also.iter().map(|(id, _)| id)));
        Self { who: unit.to_string(), places: rows.chain(rules).collect() }
    }

    fn places(&self, named: &[ProvisionId], span: Span, around: &Around<'_>, report: &mut Report) {
        for place in named {
            if self.places.iter().any(|p| around.is_within(p, std::slice::from_ref(place))) {
                continue;
            }
            let who = &self.who;
            let all = self.places.iter().map(|p| p.as_str()).collect::<Vec<_>>().join(", ");
            let help = if all.is_empty() {
                say!("«{who}» không được nêu tên ở điều khoản nào", "no provision names `{who}`")
            } else {
                say!("«{who}» có tên ở: {all}", "`{who}` is named in: {all}")
            };
            let message = say!("«{who}» không có gì để giao ở {place}", "`{who}` has nothing to hand over in {place}");
            report.push(idle(span, message, help));
        }
    }
}

fn idle(span: Span, message: Say, help: Say) -> Diagnostic {
    Diagnostic::new(Code::OperationWithoutEffect, span, message).help(help)
}
