//! Of which document a reference is, by the words behind it; and whether words name a document at all.

use super::{blank, word_at};
use crate::text::sentence::capital;

/// What documents are called. The first are never anything else, however they are written; the others are verbs as well
/// ("Điều 5 quy định …", "Quyết định các vấn đề …").
const NEVER_VERBS: [&str; 12] = [
    "bộ luật",
    "luật",
    "nghị định",
    "nghị quyết",
    "thông tư",
    "quy chế",
    "pháp lệnh",
    "hiến pháp",
    "điều lệ",
    "nội quy",
    "chỉ thị",
    "văn bản",
];
const VERBS_TOO: [&str; 10] = [
    "quyết định",
    "quy định",
    "hướng dẫn",
    "thông báo",
    "kế hoạch",
    "quy trình",
    "quy chuẩn",
    "quy tắc",
    "hợp đồng",
    "đề án",
];

/// Words that lead from a reference to what it is of.
const OF: [&str; 11] = [
    "được ban hành kèm theo",
    "ban hành kèm theo",
    "ban hành theo",
    "kèm theo",
    "của",
    "trong",
    "thuộc",
    "tại",
    "theo",
    "ở",
    "bản",
];

/// Forms have numbered places of their own.
const FORMS: [&str; 7] = ["mẫu", "biểu", "phiếu", "bảng", "đơn", "tờ", "phụ lục"];

/// See the module.
pub(super) enum Tail {
    /// "Quy chế này": what the document calls itself, in small letters.
    This(String),
    /// Of another document, or perhaps of another.
    Other,
    /// Nothing says of which.
    Unsaid,
}

/// What the words behind a reference say.
pub(super) fn tail(behind: &str) -> Tail {
    let start = blank(behind, 0);
    let mut at = start;
    while let Some(next) = OF.iter().find_map(|word| word_at(behind, at, word)) {
        at = blank(behind, next);
    }
    let (rest, led) = (&behind[at..], at > start);
    let noun = |all: &[&'static str]| all.iter().find_map(|noun| Some((*noun, word_at(rest, 0, noun)?)));
    let large = rest.starts_with(char::is_uppercase);
    if let Some((noun, end)) = noun(&NEVER_VERBS).or_else(|| noun(&VERBS_TOO)) {
        let next = blank(rest, end);
        return if word_at(rest, next, "này").is_some() {
            Tail::This(noun.to_owned())
        } else if large || led || NEVER_VERBS.contains(&noun) || word_at(rest, next, "số").is_some() {
            Tail::Other
        } else {
            Tail::Unsaid
        };
    }
    let other = led
        || large
        || rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '/' | '-' | '–'))
        || rest.starts_with('(') && names_document(aside(rest))
        || FORMS.iter().any(|form| word_at(rest, 0, form).is_some());
    if other { Tail::Other } else { Tail::Unsaid }
}

/// What stands in brackets at the head of words, as far as an aside goes.
fn aside(words: &str) -> &str {
    const LONGEST: usize = 300;
    let end = words.char_indices().take(LONGEST).find(|(_, c)| *c == ')').map(|(at, _)| at);
    &words[..end.or_else(|| Some(words.char_indices().nth(LONGEST)?.0)).unwrap_or(words.len())]
}

/// Whether words name a document that does not say "này": what is cited beside it may be of that one.
#[must_use]
pub fn names_document(words: &str) -> bool {
    let named = |noun: &str, verb: bool| {
        words.match_indices(&capital(noun)).any(|(at, found)| {
            let (before, behind) = (words[..at].trim_end(), at + found.len());
            let opens = before.is_empty() || before.ends_with(['.', ';', ':', '“', '"']);
            let next = blank(words, behind);
            let whole = !words[behind..].starts_with(char::is_alphanumeric);
            let this = word_at(words, next, "này").is_some();
            whole && !this && !(verb && opens && word_at(words, next, "số").is_none())
        })
    };
    NEVER_VERBS.iter().any(|noun| named(noun, false)) || VERBS_TOO.iter().any(|noun| named(noun, true))
}
