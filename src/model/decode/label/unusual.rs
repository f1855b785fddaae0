//! Labels as some offices print them and nobody reads here: `1/`, `1:`, `a;`, `(a)`, `a]`, `1 .`, `1-1.`, `Khoản 1.`, and `3-` before a
//! figure.
//!
//! The trap avoided: such a line is read as one more paragraph of the provision before it, and cited so on every page.

use super::dressed::Bare;
use super::{DASHES, after_word, starts_sentence};
use crate::say;

/// The line with its label as it is read, and what to do; `None` when nothing stands there that could be meant for one.
pub(super) fn plain(line: &str) -> Option<Bare> {
    let readers = [bracketed, named, slashed, comma, closed, glued, apart, dashed];
    let plain = || readers.iter().find_map(|read| read(line)).map(|(number, behind)| (number.to_owned(), behind));
    let (number, behind) = plain().or_else(|| joined(line))?;
    let letter = number.starts_with(char::is_lowercase);
    let label = format!("{number}{}", if letter { ')' } else { '.' });
    let written = line[..line.len() - behind.len()].trim_end();
    let help = say!("viết «{label}» thay cho «{written}»", "write `{label}` instead of `{written}`");
    let words = behind.trim_start();
    let text = format!("{label} {words}");
    let begin = line.len() - words.len();
    let mut places = vec![0; text.len() - words.len()];
    places.extend(begin..=line.len());
    Some(Bare { text, places, help })
}

/// `(1) …`, `(a) …`
fn bracketed(line: &str) -> Option<(&str, &str)> {
    let (number, behind) = line.strip_prefix('(')?.split_once(')')?;
    (is_number(number) && starts_sentence(behind)).then_some((number, behind))
}

/// `Khoản 1. …`, `Điểm a) …`
fn named(line: &str) -> Option<(&str, &str)> {
    let rest = ["khoản", "điểm"].iter().find_map(|word| after_word(line, word))?.trim_start();
    let (number, behind) = split(rest)?;
    let behind = behind.strip_prefix(['.', ')', ':', '-', '–'])?;
    starts_sentence(behind).then_some((number, behind))
}

/// `1/ …`, `a/ …`
fn slashed(line: &str) -> Option<(&str, &str)> {
    let (number, behind) = split(line)?;
    let behind = behind.strip_prefix('/')?;
    starts_sentence(behind).then_some((number, behind))
}

/// `1: …`, `1.: …`, `a; …`, `1, …` before words: "1, 2 và 3" and "a, b" are a list, "5: 3" is a score.
fn comma(line: &str) -> Option<(&str, &str)> {
    let (number, behind) = split(line)?;
    let behind = behind.strip_prefix('.').unwrap_or(behind).strip_prefix([':', ';', ','])?;
    let words = behind.trim_start().trim_start_matches(['“', '"', '«', '(']);
    let first = words.chars().take_while(|c| c.is_alphabetic()).count();
    (starts_sentence(behind) && (words.is_empty() || first > 1)).then_some((number, behind))
}

/// `1.-Các`, `1:Các`, `a/Các`: no blank before the first word.
fn glued(line: &str) -> Option<(&str, &str)> {
    let (number, rest) = split(line)?;
    let behind = match rest.strip_prefix('.').and_then(|rest| rest.strip_prefix(DASHES)) {
        Some(behind) => behind,
        None => rest.strip_prefix([':', ';', '/'])?,
    };
    behind.starts_with(char::is_uppercase).then_some((number, behind))
}

/// `a] …`, `1} …`
fn closed(line: &str) -> Option<(&str, &str)> {
    let (number, behind) = split(line)?;
    let behind = behind.strip_prefix([']', '}'])?;
    starts_sentence(behind).then_some((number, behind))
}

/// `1-1. …` for `1.1.`
fn joined(line: &str) -> Option<(String, &str)> {
    let (whole, behind) = line.split_once(['.', ')']).filter(|(whole, _)| whole.len() <= 7)?;
    let (first, second) = whole.split_once(DASHES)?;
    let figures = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let words = behind.trim_start().starts_with(char::is_alphabetic);
    (figures(first) && figures(second) && words && starts_sentence(behind))
        .then(|| (format!("{first}.{second}"), behind))
}

/// `1 . …`, `b ) …`, `1 - …`
fn apart(line: &str) -> Option<(&str, &str)> {
    let (number, behind) = split(line)?;
    let behind = behind.strip_prefix([' ', '\u{A0}'])?.trim_start().strip_prefix(['.', ')', '-', '–'])?;
    starts_sentence(behind).then_some((number, behind))
}

/// `3- 05 ngày …`: as likely a span of days, so it is a label only where it is the next one.
fn dashed(line: &str) -> Option<(&str, &str)> {
    let (number, behind) = split(line)?;
    let behind = behind.strip_prefix(DASHES)?;
    let figure = behind.trim_start().starts_with(|c: char| c.is_ascii_digit());
    (starts_sentence(behind) && figure).then_some((number, behind))
}

/// A number or letter at the head of words, and what stands behind it.
fn split(words: &str) -> Option<(&str, &str)> {
    let end = words.find(|c: char| !(c.is_alphanumeric() || c == '.')).unwrap_or(words.len());
    let number = words[..end].trim_end_matches('.');
    is_number(number).then(|| (number, &words[number.len()..]))
}

/// `1`, `1.1`, `5a`, `a`, `c1`.
fn is_number(number: &str) -> bool {
    let part =
        |p: &str| (1..=3).contains(&p.chars().count()) && p.chars().all(|c| c.is_ascii_alphanumeric() || c == 'đ');
    let figures = number.chars().filter(char::is_ascii_digit).count();
    number.split('.').all(part) && number.chars().count() - figures < 2
}
