//! A deadline in the text that no rule of the calendar cites would be a date that nobody computes: an error.

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::model::{Model, Provision};
use crate::say;

/// How Vietnamese regulations state a limit. "Trước khi" and "trước pháp luật" are none, "trước ngày" is one.
const PHRASES: [&str; 8] = [
    "chậm nhất",
    "muộn nhất",
    "trước ngày",
    "trong vòng",
    "trong thời hạn",
    "không quá",
    "định kỳ vào",
    "vào các ngày",
];

pub(super) fn check(model: &Model, day: Date, report: &mut Report) {
    let Some(version) = model.version_on(day) else { return };
    for provision in version.provisions.iter().filter(|p| !p.heading) {
        let Some((at, phrase)) = limit_in(provision) else { continue };
        let cited =
            model.rules.iter().any(|r| r.cite == provision.id || r.also.iter().any(|(c, _)| *c == provision.id));
        if cited {
            continue;
        }
        let id = &provision.id;
        report.push(
            Diagnostic::new(
                Code::DeadlineWithoutRule,
                provision.span.part(at, phrase.len()),
                say!(
                    "{id} nêu thời hạn («{phrase}») nhưng calendar.yaml không có quy tắc nào dẫn",
                    "{id} states a limit (`{phrase}`) that no rule of calendar.yaml cites"
                ),
            )
            .help(say!("thêm một quy tắc với «cite: {id}» và «quote»", "add a rule with `cite: {id}` and a `quote`")),
        );
    }
}

/// The first limit of a provision: its place and the words. "Trong vòng", "không quá" count only before a number of days
/// or the like: "không quá 02 Phó Trưởng phòng" limits no time.
fn limit_in(provision: &Provision) -> Option<(usize, &'static str)> {
    let text = provision.text.as_str();
    let lower = text.to_lowercase();
    // Lower-casing Vietnamese letters keeps their length in UTF-8, so the offsets hold; if not, the place is not given.
    let same = lower.len() == text.len();
    let limits = |phrase: &str, at: usize| {
        let counts = matches!(phrase, "trong vòng" | "trong thời hạn" | "không quá");
        !counts || is_span_of_time(&lower[at + phrase.len()..])
    };
    PHRASES.iter().find_map(|phrase| {
        let at = lower.match_indices(phrase).map(|(at, _)| at).find(|at| limits(phrase, *at))?;
        Some((if same { at } else { 0 }, *phrase))
    })
}

/// Whether words begin with a number of a unit of time: ` 03 (ba) ngày làm việc`.
fn is_span_of_time(words: &str) -> bool {
    const UNITS: [&str; 8] = ["ngày", "giờ", "phút", "tuần", "tháng", "quý", "năm", "buổi"];
    let rest = words.trim_start();
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    if after.len() == rest.len() {
        return false;
    }
    let after = after.trim_start();
    let after = after.strip_prefix('(').and_then(|r| r.split_once(')')).map_or(after, |(_, r)| r.trim_start());
    UNITS.iter().any(|unit| after.starts_with(unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_number_of_a_unit_of_time_is_a_limit() {
        for words in [" 3 ngày làm việc", " 05 (năm) ngày", " 24 giờ"] {
            assert!(is_span_of_time(words), "{words}");
        }
        for words in [" 02 Phó Trưởng phòng", " ba ngày", " 10% kinh phí"] {
            assert!(!is_span_of_time(words), "{words}");
        }
    }
}
