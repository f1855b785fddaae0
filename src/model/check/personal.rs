//! Phone numbers and mailboxes of persons do not belong on the site (design 7, privacy). They are warned about in the
//! texts people write most freely: the free pages and the regulation itself; and wherever else something is written that a page
//! shows: names, notes and summaries of the other files, whom to tell of mistakes.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Files, Report, Span};
use crate::model::Model;
use crate::say;
use crate::source::scalars;

pub(super) fn check(model: &Model, files: &Files, report: &mut Report) {
    let pages = model.pages.iter().map(|p| p.span);
    let texts = model.versions.iter().flat_map(|v| v.provisions.iter().map(|p| p.span));
    let mut said = BTreeSet::new();
    for span in pages.chain(texts) {
        for (start, end) in suspicious(files.slice(span)) {
            said.extend(files.slice(span).get(start..end));
            report.push(finding(span.part(start, end - start)));
        }
    }
    // What is quoted from there is told there.
    for span in files.wholes().filter(|span| is_shown(files.name(span.file))) {
        // No page shows a comment. Hardly a line has what might be one before a number.
        let values = OnceCell::new();
        let is_comment = |line: &str, place: Span| {
            let parsed = || scalars(span.file, files.slice(span));
            line.contains('#')
                && !values.get_or_init(parsed).iter().any(|v| v.start <= place.start && place.end <= v.end)
        };
        let mut at = 0;
        for line in files.slice(span).split_inclusive('\n') {
            for (start, end) in suspicious(line) {
                let place = span.part(at + start, end - start);
                if !said.contains(&line[start..end]) && !is_comment(&line[..start], place) {
                    report.push(finding(place));
                }
            }
            at += line.len();
        }
    }
}

/// Whether people write a file and a page shows what it says: the ledger of the calendar is ours.
fn is_shown(name: &str) -> bool {
    name.ends_with(".yaml") && !name.ends_with(".ledger.yaml")
}

/// It does not repeat the words: what is said is kept in files beside the site, and the place is enough to find them.
fn finding(place: Span) -> Diagnostic {
    Diagnostic::new(
        Code::PersonalData,
        place,
        say!("có vẻ là số điện thoại hoặc hộp thư của một người", "this looks like a person's phone number or mailbox"),
    )
    .help(say!("dùng số máy hoặc hộp thư chung của phòng", "use the unit's common number or mailbox"))
}

/// Ranges of what looks like a mailbox (`a@b.c`) or a Vietnamese phone number (0 or +84, nine to eleven digits).
fn suspicious(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    // Hardly a clause has one.
    let pieces = text.contains('@').then(|| text.split_inclusive(char::is_whitespace));
    for piece in pieces.into_iter().flatten() {
        let word = piece.trim_end().trim_matches(['(', ')', ',', ';', '.', '<', '>', '"', '\'']);
        let begin = at + piece.find(word).unwrap_or(0);
        if mailbox(word) {
            found.push((begin, begin + word.len()));
        }
        at += piece.len();
    }
    found.extend(phones(text));
    found
}

/// No number of a phone has fewer figures.
const LEAST: usize = 10;

fn mailbox(word: &str) -> bool {
    word.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && host.contains('.')
            && host.rsplit('.').next().is_some_and(|t| t.len() >= 2 && t.chars().all(char::is_alphabetic))
    })
}

/// Runs of digits with the separators people put into phone numbers. Dates (`01/07/2025`) and numbers of documents have
/// slashes, which end a run.
fn phones(text: &str) -> Vec<(usize, usize)> {
    // Hardly a line has so many figures.
    if text.bytes().filter(u8::is_ascii_digit).count() < LEAST {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut start = None;
    let mut last = 0;
    for (i, c) in text.char_indices().chain([(text.len(), '\n')]) {
        if c.is_ascii_digit() || (c == '+' && start.is_none()) {
            start = start.or(Some(i));
            last = i + 1;
        } else if (!matches!(c, ' ' | '.' | '-') || i > last + 1)
            && let Some(begin) = start.take()
        {
            let digits: String = text[begin..last].chars().filter(|c| c.is_ascii_digit()).collect();
            let national = text[begin..].starts_with('0') && (10..=11).contains(&digits.len());
            let international = text[begin..].starts_with("+84") && (11..=12).contains(&digits.len());
            // What letters go on from is the number of something else.
            let joined = |c: Option<char>| c.is_some_and(char::is_alphabetic);
            let part = joined(text[..begin].chars().next_back()) || joined(text[last..].chars().next());
            if (national || international) && !part {
                found.push((begin, last));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_and_mailboxes_are_seen_and_dates_and_numbers_are_not() {
        let hits = |t: &str| suspicious(t).into_iter().map(|(a, b)| t[a..b].to_owned()).collect::<Vec<_>>();
        assert_eq!(hits("gọi 0905 123 456 nhé"), ["0905 123 456"]);
        assert_eq!(hits("(0262.3855.123)"), ["0262.3855.123"]);
        assert_eq!(hits("thư nguyen.van.a@example.gov.vn."), ["nguyen.van.a@example.gov.vn"]);
        assert!(hits("hash: 03182485551b1c6c, a0262385512").is_empty());
        assert!(hits("Quyết định 3232/QĐ-VPUBND ngày 19/11/2021, 06 tháng, truong-phong@p-tong-hop").is_empty());
    }

    #[test]
    fn a_number_in_a_value_is_seen_behind_a_hash_and_one_in_a_comment_is_not() {
        let text = "rules:\n  - id: a # 0905 123 451\n    note: \"Phòng họp #2, gọi 0905 123 452\"\n    title: |\n      # 0905 123 453\n  # 0905 123 454\n";
        let mut files = Files::default();
        files.add("content/calendar.yaml".to_owned(), text.to_owned());
        let mut report = Report::default();
        check(&Model::default(), &files, &mut report);
        let told: Vec<&str> = report.iter().map(|d| files.slice(d.span.unwrap())).collect();
        assert_eq!(told, ["0905 123 452", "0905 123 453"]);
    }
}
