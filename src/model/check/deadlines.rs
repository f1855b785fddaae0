//! A deadline in the text that no rule of the calendar cites would be a date that nobody computes: an error.

use std::sync::LazyLock;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::model::{Model, Provision};
use crate::say;
use crate::text::{after_phrase, capital};

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

/// The first bytes of the phrases, in capitals or not: a clause is searched where it has one.
static BEGINS: LazyLock<[bool; 256]> = LazyLock::new(|| {
    let mut begins = [false; 256];
    for phrase in PHRASES {
        for written in [phrase.to_owned(), capital(phrase)] {
            written.bytes().take(1).for_each(|byte| begins[usize::from(byte)] = true);
        }
    }
    begins
});

pub(super) fn check<'m>(model: &'m Model, day: Date, report: &mut Report) {
    let Some(version) = model.version_on(day) else { return };
    let limits = |p: &'m Provision| limit_in(p.text.as_str()).map(|(at, phrase)| (p, at, phrase));
    let clauses = version.provisions.par_iter().filter(|p| !p.heading);
    for (provision, at, phrase) in clauses.filter_map(limits).collect::<Vec<_>>() {
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

/// The first limit in words: its place and the phrase. "Trong vòng", "không quá" count only before a number of days or the
/// like: "không quá 02 Phó Trưởng phòng" limits no time.
fn limit_in(text: &str) -> Option<(usize, &'static str)> {
    // Every clause of a large office is read here, so nothing is copied to be compared.
    let bytes = text.bytes().enumerate();
    bytes.filter(|(_, byte)| BEGINS[usize::from(*byte)]).find_map(|(at, _)| {
        let limits = |phrase: &&&str| {
            let Some(after) = after_phrase(&text[at..], phrase) else { return false };
            let counts = matches!(**phrase, "trong vòng" | "trong thời hạn" | "không quá");
            !counts || is_span_of_time(after)
        };
        PHRASES.iter().find(limits).map(|phrase| (at, *phrase))
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
    UNITS.iter().any(|unit| after_phrase(after, unit).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_is_found_however_it_is_written() {
        for phrase in PHRASES {
            for written in [phrase.to_owned(), phrase.to_uppercase(), capital(phrase)] {
                assert_eq!(limit_in(&format!("Gửi {written} 5 NGÀY.")), Some((6, phrase)), "{written}");
            }
        }
        let words = "Trước khi họp, không quá 02 người, muộn nhất 5 giờ";
        assert_eq!(limit_in(words), words.find("muộn").map(|at| (at, "muộn nhất")));
        // A space that was lost in pasting hides no date.
        assert_eq!(limit_in("báo cáochậm nhất ngày 5").map(|(_, phrase)| phrase), Some("chậm nhất"));
        assert_eq!(limit_in("Trước khi họp"), None);
    }

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
