//! What a division, split or dissolution leaves to nobody: all of it in one finding, with the lines to write.

use crate::diagnostic::{Code, Diagnostic, Report, Span};
use crate::model::{Decision, OfficeAct, ProvisionId};
use crate::say;
use crate::text::counted;

/// One duty, or one receiver of a duty, that an act leaves to nobody.
pub(super) struct Lost {
    /// The row of duties.yaml or the rule of calendar.yaml.
    pub span: Span,
    /// The provision.
    pub provision: ProvisionId,
    /// Whether the unit was the one to whom it goes.
    pub receiver: bool,
}

/// One finding for the act, at its place in the decision.
pub(super) fn unassigned(decision: &Decision, act: &OfficeAct, span: Span, lost: &[Lost], report: &mut Report) {
    let (OfficeAct::Divide { unit, .. } | OfficeAct::Split { unit, .. } | OfficeAct::Dissolve { unit, .. }) = act
    else {
        return;
    };
    let mut places: Vec<&ProvisionId> = lost.iter().map(|l| &l.provision).collect();
    places.sort_unstable();
    places.dedup();
    if places.is_empty() {
        return;
    }
    let (count, number) = (places.len(), &decision.number);
    let provisions = counted(count, "provision that names", "provisions that name");
    let all = places.iter().map(|p| p.as_str()).collect::<Vec<_>>().join(", ");
    let mut finding = Diagnostic::new(
        Code::DutyUnassigned,
        span,
        say!(
            "{number} chưa giao {count} điều khoản có tên {unit} cho ai: {all}",
            "{number} gives {provisions} {unit} to nobody: {all}"
        ),
    )
    .help(say!(
        "thêm vào «duties» của thao tác này: - {{provision: [{all}], to: <mã đơn vị>}}; hoặc ghi «ended: \"lý do\"» thay cho «to»; hoặc «rest: <mã đơn vị>» nếu phần còn lại về một đơn vị",
        "add to `duties` of this operation: - {{provision: [{all}], to: <unit id>}}; or `ended: \"reason\"` instead of `to`; or `rest: <unit id>` if one unit takes whatever is left"
    ));
    for l in lost.iter().take(4) {
        finding = finding.related(
            l.span,
            if l.receiver {
                say!("nơi nhận ở đây", "it is the receiver here")
            } else {
                say!("nhiệm vụ ở đây", "the duty is here")
            },
        );
    }
    report.push(finding);
}
