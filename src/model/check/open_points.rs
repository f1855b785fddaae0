//! What the text leaves open: units without a duty of their own, groups it does not define, undated obligations, print
//! errors, terms that have lost their object; and units with two heads.

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic, Report, Span};
use crate::model::{Actor, Model, Relation};
use crate::say;
use crate::text::{Case, date_english, date_words, whole_places};

/// A row that says who heads a unit must agree with `units.yaml`.
pub(super) fn heads(model: &Model, report: &mut Report) {
    for row in &model.assignments {
        let (Actor::Unit(id), Relation::UnitScope, Some("headed-by")) =
            (&row.who, row.relation, row.modality.as_deref())
        else {
            continue;
        };
        let Some(unit) = model.unit(id) else { continue };
        for head in row.to.iter().filter(|a| **a != Actor::Role(unit.head.role.clone())) {
            let (name, declared, said) = (unit.name(), &unit.head.role, head.id());
            report.push(
                Diagnostic::new(
                    Code::HeadCount,
                    row.span,
                    say!(
                        "{name} có hai người đứng đầu: «{declared}» và «{said}»",
                        "{name} has two heads: `{declared}` and `{said}`"
                    ),
                )
                .related(unit.span, say!("units.yaml khai báo ở đây", "units.yaml declares it here"))
                .help(say!(
                    "sửa «head» của phòng, hoặc «to» của dòng này",
                    "correct `head` of the unit, or `to` of this row"
                )),
            );
        }
    }
}

/// A role named in one unit must have a post there, or be the role of all staff; else what is said reaches nobody.
pub(super) fn posts(model: &Model, report: &mut Report) {
    let rows = model.assignments.iter().map(|a| (&a.who, a.span));
    let members = model.collectives.iter().flat_map(|c| c.members.iter().map(|m| (m, c.span)));
    for (actor, span) in rows.chain(members) {
        no_post(model, actor, span).into_iter().for_each(|finding| report.push(finding));
    }
}

/// The finding about a role in a unit that has no such post.
#[must_use]
pub fn no_post(model: &Model, actor: &Actor, span: Span) -> Option<Diagnostic> {
    let Actor::RoleAt(role, unit) = actor else { return None };
    let staff = model.role(role).is_some_and(|r| !r.everybody.is_empty());
    let at = model.unit(unit).filter(|_| !staff)?;
    if at.head.role == *role || at.deputy.as_ref().is_some_and(|d| d.role == *role) {
        return None;
    }
    let name = at.name();
    let finding = Diagnostic::new(
        Code::UnknownActor,
        span,
        say!("{name} không có chức danh «{role}»", "{name} has no post `{role}`"),
    );
    Some(finding.related(at.span, say!("đơn vị khai báo ở đây", "the unit is declared here")).help(say!(
        "dùng vai trò đứng đầu hoặc cấp phó của đơn vị này",
        "use the role that heads or deputises the unit"
    )))
}

pub(super) fn check(model: &Model, day: Date, report: &mut Report) {
    for unit in model.unnamed_units(day) {
        let name = unit.name();
        report.push(Diagnostic::new(
            Code::UnitNeverNamed,
            unit.span,
            say!("quy chế không giao nhiệm vụ riêng nào cho {name}", "the regulation names no duty of {name}"),
        ));
    }
    for group in model.undefined_groups(day) {
        let name = &group.name;
        report.push(Diagnostic::new(
            Code::CollectiveWithoutBasis,
            group.span,
            say!(
                "văn bản không định nghĩa «{name}»; thành viên là suy luận",
                "the text does not define `{name}`; its members are inferred"
            ),
        ));
    }
    for rule in model.undated_rules(day) {
        let (title, cite) = (&rule.title, &rule.cite);
        let message = if rule.recurs.lacks_first() {
            say!(
                "«{title}» ({cite}): mấy kỳ một lần, chưa rõ kỳ đầu tiên («starting») nên không có ngày",
                "`{title}` ({cite}): every so many periods from a first that is not known (`starting`), so there is no date"
            )
        } else {
            say!("«{title}» ({cite}): văn bản không quy định thời hạn", "`{title}` ({cite}): the text gives no date")
        };
        report.push(Diagnostic::new(Code::Undated, rule.span, message));
    }
    let Some(version) = model.version_on(day) else { return };
    for (note, provision, at) in model.misprints(version) {
        let (cite, quote, why) = (&note.cite, &note.quote, &note.note);
        report.push(Diagnostic::new(
            Code::PrintError,
            provision.span.part(at, quote.len()),
            say!("{cite} «{quote}»: {why}", "{cite} `{quote}`: {why}"),
        ));
    }
    for term in model.obsolete.iter().filter(|t| t.since <= day) {
        for provision in &version.provisions {
            let text = provision.text.as_str();
            let Some(place) = whole_places(text, &term.term, Case::Any).next() else { continue };
            let (cite, word, reason) = (&provision.id, &term.term, &term.reason);
            let (since, since_en) = (date_words(term.since), date_english(term.since));
            report.push(Diagnostic::new(
                Code::ObsoleteTerm,
                provision.span.part(place.start, place.len()),
                say!(
                    "{cite} còn dùng «{word}», hết giá trị từ {since}: {reason}",
                    "{cite} still uses “{word}”, obsolete since {since_en}: “{reason}”"
                ),
            ));
        }
    }
}
