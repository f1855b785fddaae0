//! To whom a role reports, against the words quoted for it and the posts of the units: "báo cáo với lãnh đạo Văn phòng", and
//! `who: vp-chinh-phu`; a head who reports to the deputy.

use super::named::Named;
use super::places::Places;
use crate::diagnostic::{Code, Diagnostic, Report, Severity};
use crate::model::{Actor, Model, Role, RoleId};
use crate::say;

pub(super) fn check(model: &Model, named: &Named<'_>, report: &mut Report) {
    model.roles.iter().flat_map(|role| others(named, role)).for_each(|finding| report.push(finding));
    swapped(model, report);
}

/// Superiors whom the words quoted do not name, where they name others at the very place.
fn others<'m>(named: &Named<'m>, role: &'m Role) -> Vec<Diagnostic> {
    let own = Actor::Role(role.id.clone());
    let said = role.reports_to.iter().filter(|m| !m.inferred);
    let other = said.filter_map(|m| {
        let places = Places::of(m.proof.quote.as_deref()?, named);
        let kin = named.kin(&m.actor)?;
        let has = places.all().any(|place| place.actors().any(|actor| kin.contains(actor)));
        let there: Vec<_> = places.all().filter(|place| places.answers_to(place)).collect();
        // A name that is declared nowhere may be another way to call him.
        if has || there.is_empty() || there.iter().any(|place| places.is_open(place)) {
            return None;
        }
        let mut names = there.iter().flat_map(|place| &place.names);
        let (actors, at) = names.find(|(actors, _)| !actors.contains(&&own))?;
        let (name, other, who, id) = (places.words(at), actors.first()?.id(), m.actor.id(), &role.id);
        let message = say!(
            "câu trích ở «reports_to» của {id} nói «{name}» ({other}), mục ấy ghi «who: {who}»",
            "the quote in `reports_to` of {id} speaks of `{name}` ({other}), the entry says `who: {who}`"
        );
        let help = say!(
            "sửa «who» thành {other}; nếu đúng là {who} thì trích câu nêu tên, hoặc ghi «inferred: true» kèm «note»",
            "correct `who` to {other}; if it is {who}, quote the words that name it, or write `inferred: true` with a `note`"
        );
        Some(Diagnostic::new(Code::BearerNotNamed, m.proof.span, message).help(help))
    });
    other.collect()
}

/// Units whose head reports to whoever is entered as the deputy.
fn swapped(model: &Model, report: &mut Report) {
    let reports = |one: &RoleId, other: &RoleId| {
        model.role(one).is_some_and(|role| role.reports_to.iter().any(|m| m.actor == Actor::Role(other.clone())))
    };
    for unit in &model.units {
        let Some(deputy) = &unit.deputy else { continue };
        let (head, deputy) = (&unit.head.role, &deputy.role);
        if head == deputy || !reports(head, deputy) || reports(deputy, head) {
            continue;
        }
        let name = unit.name();
        let message = say!(
            "{name}: «head» là {head}, mà {head} báo cáo cho {deputy} ở «deputy»",
            "{name}: `head` is {head}, who reports to {deputy} in `deputy`"
        );
        let help = say!(
            "đổi chỗ «head» và «deputy» của đơn vị; nếu đúng thì sửa «reports_to» của {head} trong roles.yaml",
            "change `head` and `deputy` of the unit round; if they are right, correct `reports_to` of {head} in roles.yaml"
        );
        // Which of the two files is wrong is not known, and an office may be so.
        let found = Diagnostic::new(Code::HeadCount, unit.span, message).help(help);
        let mut found = Diagnostic { severity: Severity::Warning, ..found };
        if let Some(role) = model.role(head) {
            found = found.related(role.span, say!("vai trò ấy ở đây", "the role is here"));
        }
        report.push(found);
    }
}
