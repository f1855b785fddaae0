//! From which day to which an entry holds: half-open, as all dates here are.

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::say;
use crate::source::Fields;
use crate::text::date_both;

/// The days under two keys. An entry that ends before it begins would hold on no day, and nobody would miss it.
pub(super) fn read(
    f: &mut Fields<'_>,
    (first, last): (&'static str, &'static str),
    report: &mut Report,
) -> (Option<Date>, Option<Date>) {
    let from = f.date(first, report);
    let until = f.date(last, report);
    if let (Some(from), Some(until)) = (&from, &until)
        && until.value <= from.value
    {
        let ((begin, begin_en), (end, end_en)) = (date_both(from.value), date_both(until.value));
        report.push(
            Diagnostic::new(
                Code::BadDate,
                until.span,
                say!(
                    "«{last}» ({end}) không sau «{first}» ({begin})",
                    "`{last}` ({end_en}) is not after `{first}` ({begin_en})"
                ),
            )
            .help(say!(
                "«{last}» là ngày đầu tiên KHÔNG còn hiệu lực",
                "`{last}` is the first day on which it holds no more"
            )),
        );
    }
    (from.map(|d| d.value), until.map(|d| d.value))
}
