//! The days in which an entry holds: `from`, its first, and `until`, the first on which it holds no more.

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::say;
use crate::source::Fields;

/// The days `from` and `until` of an entry, of which the second is the later one.
pub(super) fn read(f: &mut Fields<'_>, report: &mut Report) -> (Option<Date>, Option<Date>) {
    let from = f.date("from", report);
    let until = f.date("until", report);
    if let (Some(from), Some(until)) = (&from, &until)
        && until.value <= from.value
    {
        let (begin, end) = (from.value, until.value);
        report.push(
            Diagnostic::new(
                Code::BadDate,
                until.span,
                say!("«until» ({end}) không sau «from» ({begin})", "`until` ({end}) is not after `from` ({begin})"),
            )
            .help(say!(
                "«until» là ngày đầu tiên KHÔNG còn hiệu lực",
                "`until` is the first day on which it holds no more"
            )),
        );
    }
    (from.map(|d| d.value), until.map(|d| d.value))
}
