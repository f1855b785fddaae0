//! `interval`, `starting` and `months` of a `when`: which of its periods a rule takes. Where the first of them is not named, no date can
//! be computed, and none is.

use jiff::civil::Date;

use super::when::{in_range, once};
use crate::diagnostic::{Code, Diagnostic, Report, Say, Span};
use crate::model::{Every, Interval, Recurs, When};
use crate::say;
use crate::source::Scalar;

/// These keys as written, and the periods they are about.
pub(super) struct Which {
    pub every: Vec<Every>,
    pub interval: Option<Scalar<i64>>,
    pub starting: Option<Scalar<Date>>,
    pub months: Vec<Scalar<i64>>,
}

impl Which {
    /// What they leave out; `None` for a fault, which is told.
    pub(super) fn read(self, when: &When, report: &mut Report) -> Option<Recurs> {
        let interval = match (&self.interval, &self.starting) {
            (Some(count), _) => Some(self.interval(count, when, report)?),
            (None, Some(starting)) => {
                let message = say!("«starting» đi cùng «interval»", "`starting` goes with `interval`");
                report.push(fault(starting.span, message, example()));
                return None;
            }
            (None, None) => None,
        };
        Some(Recurs { interval, months: self.season(report)? })
    }

    fn interval(&self, count: &Scalar<i64>, when: &When, report: &mut Report) -> Option<Interval> {
        let whole = |every: &&Every| !matches!(every, Every::NineMonths | Every::Unspecified);
        if self.every.len() != 1 || self.every.iter().find(whole).is_none() {
            let message = say!(
                "«interval» đếm một kỳ: week, month, quarter, half_year hoặc year",
                "`interval` counts one period: week, month, quarter, half_year or year"
            );
            report.push(fault(count.span, message, example()));
            return None;
        }
        let starting = self.starting.as_ref().map(|day| day.value);
        if when.every().is_some() && starting.is_none() {
            let message = say!(
                "«interval» mà không ghi kỳ đầu tiên («starting») thì không tính được ngày",
                "with `interval` and without its first period (`starting`) no date can be computed"
            );
            let help = say!(
                "ghi «starting» là một ngày của kỳ đầu tiên, ví dụ starting: 2026-01-01; chưa biết kỳ đầu thì chỉ ghi {{every: year, interval: 2}}, việc ấy đứng trong danh sách chưa có ngày",
                "write a day of the first period into `starting`, e.g. starting: 2026-01-01; where it is not known write {{every: year, interval: 2}} alone, and the duty is listed among those without a date"
            );
            report.push(fault(count.span, message, help));
            return None;
        }
        Some(Interval { count: in_range(count, 2, 120, "interval", report)?, starting })
    }

    fn season(&self, report: &mut Report) -> Option<Vec<i8>> {
        let Some(last) = self.months.last() else { return Some(Vec::new()) };
        if self.every.is_empty() || !self.every.iter().all(|every| matches!(every, Every::Week | Every::Month)) {
            let message = say!(
                "«months» là mùa của việc hằng tuần, hằng tháng",
                "`months` is the season of what comes every week or month"
            );
            let help = say!(
                "ghi «every: week» hoặc «every: month»; tháng của quý, của năm thì ghi vào «month»",
                "write `every: week` or `every: month`; a month of a quarter or a year goes into `month`"
            );
            report.push(fault(last.span, message, help));
            return None;
        }
        let months: Option<Vec<i8>> = self.months.iter().map(|m| in_range(m, 1, 12, "months", report)).collect();
        let months = months?;
        once(&months, last.span, "months", report)?;
        Some(months)
    }
}

fn example() -> Say {
    say!(
        "ví dụ: {{every: year, interval: 2, starting: 2026-01-01, month: 6, day: 15}}",
        "for example: {{every: year, interval: 2, starting: 2026-01-01, month: 6, day: 15}}"
    )
}

fn fault(span: Span, message: Say, help: Say) -> Diagnostic {
    Diagnostic::new(Code::BadRule, span, message).help(help)
}
