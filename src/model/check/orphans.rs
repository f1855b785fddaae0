//! Work of a unit that has ended by its own date: it would stand on nobody's page. One finding for each unit, at its first
//! row. What a decision ends it passes on, or is told at the decision.

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic, Report, Span};
use crate::model::{Actor, Decision, Model, UnitId};
use crate::say;
use crate::text::date_both;

pub(super) fn check(model: &Model, day: Date, report: &mut Report) {
    for unit in &model.units {
        let acts = || model.decisions.iter().flat_map(Decision::office_acts);
        let Some(until) = unit.until.filter(|until| *until <= day) else { continue };
        if acts().any(|(act, _)| act.ended().contains(&unit.id)) {
            continue;
        }
        let places = places(model, &unit.id);
        let Some((first, rest)) = places.split_first() else { continue };
        let (name, (date, date_en), count) = (unit.name(), date_both(until), places.len());
        let are = if count == 1 { "is" } else { "are" };
        let mut finding = Diagnostic::new(
            Code::OrphanedDuty,
            *first,
            say!(
                "{name} chấm dứt hoạt động từ {date} mà còn {count} nhiệm vụ chưa giao cho ai",
                "{name} ended on {date_en} and {count} of its duties {are} given to nobody"
            ),
        )
        .related(unit.span, say!("đơn vị khai báo ở đây", "the unit is declared here"))
        .help(say!(
            "ghi đơn vị nhận việc vào các dòng ấy, hoặc bỏ «until» nếu đơn vị còn hoạt động",
            "name the unit that takes them over, or remove `until` if the unit goes on"
        ));
        for span in rest.iter().take(4) {
            finding = finding.related(*span, say!("cũng ở đây", "here too"));
        }
        report.push(finding);
    }
}

/// Where the unit, or a role in it, has work: rows of duties.yaml and rules of calendar.yaml.
fn places(model: &Model, unit: &UnitId) -> Vec<Span> {
    let of = |actor: &Actor| actor.unit() == Some(unit);
    let rows = model.assignments.iter().filter(|a| a.relation.is_work() && of(&a.who)).map(|a| a.span);
    let rules = model.rules.iter().filter(|r| r.bearers().any(of)).map(|r| r.span);
    rows.chain(rules).collect()
}
