//! From which day to which an entry holds: half-open, as all dates here are.

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::say;
use crate::source::Fields;
use crate::text::date_both;

/// The first day of an entry and the first on which it is no more, each where it says one.
pub(super) type Term = (Option<Date>, Option<Date>);

/// Whether there is a day that two terms share.
pub(super) fn meet(a: Term, b: Term) -> bool {
    let begins_before =
        |(from, _): Term, (_, until): Term| from.is_none_or(|from| until.is_none_or(|until| from < until));
    begins_before(a, b) && begins_before(b, a)
}

/// The days of a term that lie within another.
pub(super) fn within(term: Term, all: Term) -> Term {
    let until = [term.1, all.1].into_iter().flatten().min();
    (term.0.max(all.0), until)
}

/// The days under two keys. An entry that ends before it begins would hold on no day, and nobody would miss it.
pub(super) fn read(f: &mut Fields<'_>, (first, last): (&'static str, &'static str), report: &mut Report) -> Term {
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
