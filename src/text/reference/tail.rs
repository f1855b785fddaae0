//! Of which document a reference is, by the words behind it; and whether words name a document at all.

use std::ops::Range;

use super::{blank, word_at};
use crate::text::sentence::capital;
use crate::text::{Case, stands_whole, whole_places};

/// What documents are called and nothing else is.
const DOCUMENTS: [&str; 12] = [
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

/// What documents are called and a sentence may begin with, meaning no certain one: "Hợp đồng được ký …", "Kế hoạch do … lập".
const COMMON: [&str; 8] =
    ["kế hoạch", "quy trình", "quy chuẩn", "quy tắc", "hợp đồng", "đề án", "công ước", "hiệp định"];

/// What documents are called and is a verb as well: "Điều 5 quy định …", "Quyết định các vấn đề …".
const VERBS_TOO: [&str; 4] = ["quyết định", "quy định", "hướng dẫn", "thông báo"];

/// The words by which a sentence goes on behind a reference. Any other word written small may be the name of a document that
/// nobody lists ("Điều 9 sổ tay đảng viên"), or what is counted ("những điều 2 bên đã thống nhất").
const GOES_ON: [&str; 79] = [
    "thì",
    "và",
    "hoặc",
    "hay",
    "với",
    "cùng",
    "được",
    "bị",
    "phải",
    "cần",
    "chịu",
    "quy định",
    "nêu",
    "nói",
    "ghi",
    "dẫn",
    "này",
    "ấy",
    "đó",
    "có",
    "không",
    "chưa",
    "đã",
    "đang",
    "sẽ",
    "vẫn",
    "còn",
    "cũng",
    "đều",
    "vừa",
    "chỉ",
    "lại",
    "trên",
    "dưới",
    "trước",
    "sau",
    "ngoài",
    "để",
    "nhằm",
    "cho",
    "khi",
    "lúc",
    "nếu",
    "mà",
    "là",
    "gồm",
    "bao gồm",
    "như",
    "nhưng",
    "song",
    "trừ",
    "vì",
    "bởi",
    "bằng",
    "về",
    "do",
    "từ",
    "đến",
    "tới",
    "vào",
    "kể từ",
    "đối với",
    "áp dụng",
    "hết hiệu lực",
    "thực hiện",
    "thi hành",
    "giao",
    "yêu cầu",
    "sửa đổi",
    "bổ sung",
    "bãi bỏ",
    "thay thế",
    "hết hạn",
    "tương ứng",
    "cụ thể",
    "liên quan",
    "thành",
    "làm",
    "giữ nguyên",
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
    /// A word by which no sentence goes on: perhaps another document, perhaps what is counted.
    Unknown,
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
    if let Some((noun, end)) = noun(&DOCUMENTS).or_else(|| noun(&COMMON)).or_else(|| noun(&VERBS_TOO)) {
        let next = blank(rest, end);
        return if word_at(rest, next, "này").is_some() {
            Tail::This(noun.to_owned())
        } else if large || led || !VERBS_TOO.contains(&noun) || is_numbered(&rest[next..]) {
            Tail::Other
        } else {
            Tail::Unsaid
        };
    }
    if let Some(apart) = rest.strip_prefix(',').filter(|_| !led) {
        return behind_comma(apart.trim_start());
    }
    let other = led
        || large
        || rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '/' | '-' | '–'))
        || rest.starts_with('(') && names_document(aside(rest))
        || FORMS.iter().any(|form| word_at(rest, 0, form).is_some());
    let small = rest.starts_with(char::is_alphabetic);
    let goes_on = || GOES_ON.iter().any(|word| word_at(rest, 0, word).is_some());
    match other {
        true => Tail::Other,
        false if small && !goes_on() => Tail::Unknown,
        false => Tail::Unsaid,
    }
}

/// What words behind a comma say: there a document must be named for certain, since a sentence may go on with any word.
fn behind_comma(rest: &str) -> Tail {
    let all = || DOCUMENTS.iter().chain(&COMMON).chain(&VERBS_TOO);
    let Some((noun, end)) = all().find_map(|noun| Some((*noun, word_at(rest, 0, noun)?))) else { return Tail::Unsaid };
    let next = blank(rest, end);
    if word_at(rest, next, "này").is_some() {
        Tail::This(noun.to_owned())
    } else if rest.starts_with(char::is_uppercase) || is_numbered(&rest[next..]) {
        Tail::Other
    } else {
        Tail::Unsaid
    }
}

/// Whether the number of a document stands at the head of words: "số 30", "30/2020".
fn is_numbered(words: &str) -> bool {
    word_at(words, 0, "số").is_some() || words.starts_with(|c: char| c.is_ascii_digit())
}

/// What stands in brackets at the head of words, as far as an aside goes.
fn aside(words: &str) -> &str {
    const LONGEST: usize = 300;
    let end = words.char_indices().take(LONGEST).find(|(_, c)| *c == ')').map(|(at, _)| at);
    &words[..end.or_else(|| Some(words.char_indices().nth(LONGEST)?.0)).unwrap_or(words.len())]
}

/// Whether a title calls its document so: "QUY CHẾ LÀM VIỆC", "BAN HÀNH QUY CHẾ LÀM VIỆC". What it is about is not what it is
/// called: "Quy chế thực hiện hợp đồng".
#[must_use]
pub fn is_called(title: &str, noun: &str) -> bool {
    let earlier = |before: &str| {
        DOCUMENTS.iter().chain(&COMMON).chain(&VERBS_TOO).any(|other| stands_whole(before, other, Case::Any))
    };
    whole_places(title, noun, Case::Any).any(|place| {
        let before = &title[..place.start];
        before.trim_end().to_lowercase().ends_with("ban hành") || !earlier(before)
    })
}

/// The places of what a title calls its document, from left to right: of both in "Quyết định ban hành Quy chế làm việc".
#[must_use]
pub fn called(title: &str) -> Vec<Range<usize>> {
    let nouns = DOCUMENTS.iter().chain(&COMMON).chain(&VERBS_TOO).filter(|noun| is_called(title, noun));
    let mut places: Vec<_> = nouns.filter_map(|noun| whole_places(title, noun, Case::Any).next()).collect();
    places.sort_by_key(|place| (place.start, std::cmp::Reverse(place.end)));
    places
}

/// Whether words name a document that does not say "này": what is cited beside it may be of that one.
#[must_use]
pub fn names_document(words: &str) -> bool {
    let named = |noun: &str, common: bool| {
        words.match_indices(&capital(noun)).any(|(at, found)| {
            let (before, behind) = (words[..at].trim_end(), at + found.len());
            let opens = before.is_empty() || before.ends_with(['.', ';', ':', '“', '"']);
            let next = blank(words, behind);
            let whole = !words[behind..].starts_with(char::is_alphanumeric);
            let this = word_at(words, next, "này").is_some();
            whole && !this && !(common && opens && word_at(words, next, "số").is_none())
        })
    };
    DOCUMENTS.iter().any(|noun| named(noun, false)) || COMMON.iter().chain(&VERBS_TOO).any(|noun| named(noun, true))
}
