//! What cannot be as decisions and rows say it: units that are not there, names taken, duties of nobody.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{rules, units};
use crate::diagnostic::{Code, Diagnostic, Report, Severity, Span};
use crate::model::{Actor, Assignment, Decision, Model, OfficeAct, Provision, Role, Unit, UnitId, no_post, same_posts};
use crate::say;
use crate::text::{Lookup, date_both};

/// A role that headed or deputised a unit the day before and none now keeps what the text gives it, and nobody bears it.
pub(super) fn vacant_post(role: &Role, rows: &[&Assignment], day: Date, report: &mut Report) {
    let Some(first) = rows.first() else { return };
    let mut places: Vec<&str> = rows.iter().map(|r| r.provision.as_str()).collect();
    places.dedup();
    let (name, id, (date, date_en), all) = (&role.name, &role.id, date_both(day), places.join(", "));
    let finding = Diagnostic::new(
        Code::OrphanedDuty,
        first.span,
        say!(
            "từ {date} không đơn vị nào còn chức danh {name}, mà quy chế vẫn giao việc cho chức danh ấy: {all}",
            "from {date_en} on no unit has the post `{name}`, and the text still gives it duties: {all}"
        ),
    )
    .help(say!(
        "nếu việc chuyển cho người khác: - {{op: transfer_duty, provision: [{all}], from: {id}, to: <mã>}}; nếu việc ấy kết thúc: ghi «until: {day}» ở các dòng ấy của duties.yaml",
        "if others take them: - {{op: transfer_duty, provision: [{all}], from: {id}, to: <id>}}; if they end: write `until: {day}` in those rows of duties.yaml"
    ));
    // The text still names the post: what becomes of it is for the office to say, and the site says that nobody holds it.
    report.push(Diagnostic { severity: Severity::Warning, ..finding });
}

/// A row begins with units that are there.
pub(super) fn units_of_row(row: &Assignment, day: Date, all: &ById<'_>, ended: &BTreeSet<UnitId>, report: &mut Report) {
    let named = std::iter::once(&row.who).chain(&row.to);
    strangers(named, row.span, "from", day, all, &|unit| ended.contains(&unit.id), report);
}

/// The units of an office by id.
pub(super) type ById<'u> = Lookup<&'u UnitId, &'u Unit>;

/// Every role in a unit that an act gives something to has its post there, then or by another act of the day; whether it is
/// so. Told here, since the row of duties.yaml that would name it is no slip.
pub(super) fn posts_are_there(
    decision: &Decision,
    act: &OfficeAct,
    span: Span,
    office: &Model,
    report: &mut Report,
) -> bool {
    let (OfficeAct::TransferDuty { to: named, .. } | OfficeAct::ChangeMembers { add: named, .. }) = act else {
        return true;
    };
    let today = office.decisions.iter().filter(|d| d.effective_from == decision.effective_from);
    let changed: Vec<Actor> = today
        .flat_map(Decision::office_acts)
        .filter_map(|(act, _)| {
            if let OfficeAct::ChangeHead { unit, head, deputy } = act { Some((unit, head, deputy)) } else { None }
        })
        .flat_map(|(unit, head, deputy)| {
            std::iter::once(head).chain(deputy).map(|post| Actor::RoleAt(post.role.clone(), unit.clone()))
        })
        .collect();
    let missing =
        named.iter().filter(|actor| !changed.contains(actor)).filter_map(|actor| no_post(office, actor, span));
    let missing: Vec<Diagnostic> = missing.collect();
    let there = missing.is_empty();
    missing.into_iter().for_each(|finding| report.push(finding));
    there
}

/// A unit founded with deputies of its own and the head of its origin has two posts.
pub(super) fn posts_of_founded(units: &[Unit], report: &mut Report) {
    for unit in units.iter().filter(|u| u.posts_of.is_some()) {
        if let Some(deputy) = unit.deputy.as_ref().filter(|deputy| deputy.role == unit.head.role) {
            report.push(same_posts(&deputy.role, unit.span));
        }
    }
}

/// As [`ById`]; each is asked for by every row that names it.
pub(super) fn by_id(units: &[Unit]) -> ById<'_> {
    units.iter().map(|unit| (&unit.id, unit)).collect()
}

/// A rule of the calendar begins with units that are there.
pub(super) fn units_of_rules(model: &Model, report: &mut Report) {
    let units = units::lives(model);
    let units = by_id(&units);
    for rule in &model.rules {
        let first = || rules::first_text(model, rule).and_then(|at| model.versions.get(at)).map(|v| v.effective_from);
        let Some(day) = rule.valid_from.or_else(first) else { continue };
        let gone = |unit: &Unit| unit.until.is_some_and(|until| until <= day);
        strangers(rule.names(), rule.span, "valid_from", day, &units, &gone, report);
    }
}

fn strangers<'a>(
    named: impl Iterator<Item = &'a Actor>,
    span: Span,
    key: &str,
    day: Date,
    all: &ById<'_>,
    gone: &dyn Fn(&Unit) -> bool,
    report: &mut Report,
) {
    for id in named.filter_map(Actor::unit) {
        let Some(unit) = all.get(id) else { continue };
        let words = || (unit.name_on(day), date_both(day));
        let (message, help) = if gone(unit) {
            let (name, (date, date_en)) = words();
            let message = say!(
                "mục này bắt đầu từ {date}, khi {name} đã chấm dứt hoạt động",
                "the entry begins on {date_en}, when {name} is no more"
            );
            (
                message,
                say!("ghi đơn vị nhận việc, hoặc sửa «{key}»", "name the unit that took over, or correct `{key}`"),
            )
        } else if let Some(from) = unit.from.filter(|from| *from > day) {
            let (name, (date, date_en)) = words();
            let message = say!(
                "mục này bắt đầu từ {date}, khi chưa có {name}",
                "the entry begins on {date_en}, when {name} is not there yet"
            );
            let help =
                say!("ghi «{key}: {from}» cho mục này, hoặc muộn hơn", "write `{key}: {from}` in this entry, or later");
            (message, help)
        } else {
            continue;
        };
        let why = say!("đơn vị khai báo ở đây", "the unit is declared here");
        report.push(Diagnostic::new(Code::UnitNotThere, span, message).related(unit.span, why).help(help));
    }
}

/// Provisions in force that nobody bears any more and no operation ended.
pub(super) fn without_bearer(provisions: &[&Provision], day: Date, report: &mut Report) {
    for provision in provisions {
        let (id, (date, date_en)) = (&provision.id, date_both(day));
        report.push(
            Diagnostic::new(
                Code::ProvisionWithoutBearer,
                provision.span,
                say!("từ {date}, {id} không có ai chịu trách nhiệm", "from {date_en} on {id} has no bearer"),
            )
            .help(say!(
                "thêm vào duties.yaml mục «provision: {id}» có «from: {day}», hoặc ghi «general: true» kèm «reason»",
                "add to duties.yaml an entry `provision: {id}` with `from: {day}`, or say `general: true` with a `reason`"
            )),
        );
    }
}

/// Units whose end is said twice, with different days.
pub(super) fn ends(model: &Model, report: &mut Report) {
    for decision in model.decisions.iter() {
        for (act, span) in decision.office_acts() {
            for id in act.ended() {
                let Some(unit) = model.unit(id) else { continue };
                let day = decision.effective_from;
                if let Some(until) = unit.until.filter(|until| *until != day) {
                    let name = unit.name();
                    let ((said, said_en), (effect, effect_en)) = (date_both(until), date_both(day));
                    report.push(
                        Diagnostic::new(
                            Code::UnitNotThere,
                            span,
                            say!(
                                "{name} chấm dứt hoạt động ngày {effect} theo quyết định này, mà units.yaml ghi «until» {said}",
                                "{name} ends on {effect_en} by this decision, and units.yaml says `until` {said_en}"
                            ),
                        )
                        .related(unit.span, say!("units.yaml ghi ở đây", "units.yaml says so here"))
                        .help(say!("xóa «until» ở units.yaml", "remove `until` from units.yaml")),
                    );
                }
            }
        }
    }
}
