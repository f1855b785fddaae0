//! By which decisions a post was created and abolished: as its entry says and no other way. A decision of the same day may be about
//! something else, and nothing is guessed.

use jiff::civil::Date;

use super::no_decision;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::model::{Decision, DecisionId, Role};
use crate::say;
use crate::source::Scalar;
use crate::text::date_both;

/// The decisions that the entry of a role names.
pub(super) struct Decided {
    pub created_by: Option<Scalar<String>>,
    pub abolished_by: Option<Scalar<String>>,
}

/// The roles with their decisions; where not all decisions could be read, `all_read` is false and an unknown one proves nothing.
pub(super) fn roles(
    posts: Vec<(Role, Decided)>,
    decisions: &[Decision],
    all_read: bool,
    report: &mut Report,
) -> Vec<Role> {
    let decided = |(mut role, said): (Role, Decided)| {
        role.created_by = by(said.created_by.as_ref(), ("from", role.from), decisions, all_read, report);
        role.abolished_by = by(said.abolished_by.as_ref(), ("until", role.until), decisions, all_read, report);
        role
    };
    posts.into_iter().map(decided).collect()
}

/// The decision by which something is so since `day`, the day under `key`.
fn by(
    said: Option<&Scalar<String>>,
    (key, day): (&str, Option<Date>),
    decisions: &[Decision],
    all_read: bool,
    report: &mut Report,
) -> Option<DecisionId> {
    let said = said?;
    let id = &said.value;
    let Some(decision) = decisions.iter().find(|d| d.id.as_str() == id) else {
        if all_read {
            let (message, help) = no_decision(id, decisions.iter(), report);
            report.push(Diagnostic::new(Code::UnknownDecision, said.span, message).help(help));
        }
        return None;
    };
    let (effect, (date, date_en)) = (decision.effective_from, date_both(decision.effective_from));
    let (message, help) = if !decision.is_carried_out() {
        (
            say!("{id} đã bị bãi bỏ trước ngày có hiệu lực", "{id} was revoked before it took effect"),
            say!("ghi quyết định khác, hoặc xóa dòng này và «{key}»", "name another, or delete this line and `{key}`"),
        )
    } else {
        match day {
            Some(day) if effect <= day => return Some(decision.id.clone()),
            Some(_) => (
                say!(
                    "{id} có hiệu lực từ {date}, sau ngày ghi ở «{key}»",
                    "{id} takes effect on {date_en}, after the day of `{key}`"
                ),
                say!("sửa «{key}», hoặc ghi quyết định khác", "correct `{key}`, or name another decision"),
            ),
            None => (
                say!(
                    "ghi quyết định mà thiếu ngày: không có «{key}»",
                    "the decision is named, and no day: there is no `{key}`"
                ),
                say!(
                    "thêm «{key}: {effect}», ngày {id} có hiệu lực, hoặc ngày muộn hơn nếu quyết định ghi như vậy",
                    "add `{key}: {effect}`, the day {id} takes effect, or a later day where the decision says so"
                ),
            ),
        }
    };
    report.push(Diagnostic::new(Code::BadValue, said.span, message).help(help));
    None
}
