//! `about:` of a rule: with `previous_…` a slot bears the name of the period reported on, so each must have one of its own; and what
//! follows another rule has the period of that.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{About, When};
use crate::say;
use crate::source::Scalar;

/// The fault of a rule two of whose dates would be of one period, or whose period is that of what it follows.
pub(super) fn misfit(about: &Scalar<About>, when: &When) -> Option<Diagnostic> {
    let word = about.value.as_str();
    if let Some(base) = when.base() {
        let message = say!(
            "«about: {word}» không có tác dụng: việc này có ngày theo «{base}» và cùng kỳ với «{base}»",
            "`about: {word}` has no effect: this has its day by `{base}`, and the period of `{base}`"
        );
        let help = say!(
            "bỏ «about» ở đây; nếu «{base}» nói về kỳ trước hoặc kỳ sau thì ghi «about» ở quy tắc ấy",
            "leave out `about` here; if `{base}` is about another period, write `about` into that rule"
        );
        let told = Diagnostic::new(Code::BadRule, about.span, message).help(help);
        return Some(Diagnostic { severity: Severity::Warning, ..told });
    }
    // The dates of a plan are then told apart by the periods their days lie in.
    if matches!(about.value, About::Next(_)) || about.value.tells_apart(when) {
        return None;
    }
    let message = say!(
        "«about: {word}» không đi cùng «when» này: không phải mỗi ngày là của một kỳ riêng",
        "`about: {word}` does not go with this `when`: not each of its days is of a period of its own"
    );
    let help = say!(
        "ghi kỳ trùng với «every»: every: week đi với previous_week, month với previous_month, quarter với previous_quarter, half_year với previous_half_year",
        "write the period of `every`: every: week goes with previous_week, month with previous_month, quarter with previous_quarter, half_year with previous_half_year"
    );
    Some(Diagnostic::new(Code::BadRule, about.span, message).help(help))
}
