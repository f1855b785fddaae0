//! Printed labels of provisions: what can stand at the head of a clause, and what may follow what.
//!
//! Rules: design 2 (levels, Vietnamese point letters without f j w z, inserted labels `c1)`, `7a.`, `5.2a.`) and Nghị
//! định 30/2020/NĐ-CP, Phụ lục I (phần, chương, mục, điều, khoản, điểm). The trap: `I.` is both the Roman one and the
//! letter I, `C.` both a letter and a hundred; so a label is read in every way it can be, and the place decides.

mod cited;
mod dressed;
mod near;
mod unusual;

pub(in crate::model) use cited::pieces;
pub(super) use dressed::list_mark;
pub(super) use near::near;

use crate::model::STOPS;
use crate::text::after_phrase;

/// The letters of points, in order.
const POINTS: [char; 23] =
    ['a', 'b', 'c', 'd', 'đ', 'e', 'g', 'h', 'i', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'x', 'y'];

/// What ends a label in texts of the Party: `1-`, and as word processors write it.
const DASHES: [char; 2] = ['-', '–'];

/// Ordinals of "Phần thứ …".
const ORDINALS: [&str; 10] = ["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"];

/// The manner in which a level is numbered. The order is the order in which they may stand in one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Style {
    /// `Phụ lục I`, `Phụ lục số 2`, or `Phụ lục` where there is one: it stands in nothing and may hold anything but articles.
    Annex,
    /// `Phần thứ nhất`, `Phần I`.
    PartWord,
    /// `A.`
    Letter,
    /// `Chương I`.
    Chapter,
    /// `Mục 1`.
    SectionWord,
    /// `Tiểu mục 1` (Nghị định 34/2016/NĐ-CP).
    SubsectionWord,
    /// `I.`
    Roman,
    /// `Điều 1.`
    Article,
    /// `1.`
    Number,
    /// `1.1.`, `1.1.1.`: this many numbers.
    Dotted(u8),
    /// `a)`
    Point,
}

/// One way to read the head of a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// How it is numbered.
    pub style: Style,
    /// The numbers before the last one, each with its inserted part (`5` of `5.1.`, `1a` of `1a.1.`).
    pub prefix: Vec<(u16, u16)>,
    /// The last number: 1 for `1.`, `I.`, `a)`, `A.`
    pub number: u16,
    /// The inserted part: 1 for `7a.` and `c1)`, 0 for none.
    pub inserted: u16,
    /// The label as printed, without the backslash of `1\.`.
    pub printed: String,
    /// How many bytes of the source it takes, following spaces included.
    pub length: usize,
}

impl Label {
    /// The piece it adds to a path: `II`, `5.1`'s `1`, `a`, `dieu-5`.
    pub(super) fn piece(&self) -> String {
        let core = self.printed.trim_end_matches(STOPS);
        match self.style {
            Style::Annex => {
                match core.rsplit(char::is_whitespace).next().filter(|n| n.chars().all(|c| c.is_ascii_alphanumeric())) {
                    Some(number) => format!("phu-luc-{}", number.trim_start_matches('0')),
                    None => "phu-luc".to_owned(),
                }
            }
            Style::PartWord => format!("phan-{}{}", roman(self.number), letter(self.inserted)),
            Style::Chapter => format!("chuong-{}{}", roman(self.number), letter(self.inserted)),
            Style::SectionWord => format!("muc-{}{}", self.number, letter(self.inserted)),
            Style::SubsectionWord => format!("tieu-muc-{}{}", self.number, letter(self.inserted)),
            Style::Article => {
                let token = core.rsplit(char::is_whitespace).next().unwrap_or(core);
                let number = if self.inserted > 0 {
                    format!("{}{}", self.number, letter(self.inserted))
                } else {
                    token.to_owned()
                };
                format!("dieu-{number}")
            }
            Style::Dotted(_) => core.rsplit('.').next().unwrap_or(core).to_owned(),
            Style::Letter | Style::Roman | Style::Number | Style::Point => core.to_owned(),
        }
    }

    /// Whether it is the first of its kind, given the numbers of the clause it would stand in.
    pub(super) fn is_first(&self, parent_numbers: &[(u16, u16)]) -> bool {
        self.number == 1
            && self.inserted == 0
            && (!matches!(self.style, Style::Dotted(_)) || self.prefix == parent_numbers)
    }

    /// Whether it may follow `before` in one row: the next number, or the next inserted one.
    pub(super) fn follows(&self, before: &Self) -> bool {
        self.style == before.style
            && self.prefix == before.prefix
            && ((self.number == before.number + 1 && self.inserted == 0)
                || (self.number == before.number && self.inserted == before.inserted + 1))
    }

    /// The label that would follow this one, as printed: for the message when another stands there.
    pub(super) fn successor(&self) -> String {
        let next = self.number + 1;
        let own = &self.printed[self.printed.trim_end_matches(STOPS).len()..];
        let usual = if self.style == Style::Point { ")" } else { "." };
        let stop = if own.ends_with(DASHES) { own } else { usual };
        match self.style {
            Style::Annex if self.printed.contains(|c: char| c.is_ascii_digit()) => format!("Phụ lục {next}"),
            Style::Annex => format!("Phụ lục {}", roman(next)),
            Style::PartWord => format!("Phần {}", roman(next)),
            Style::Chapter => format!("Chương {}", roman(next)),
            Style::SectionWord => format!("Mục {next}"),
            Style::SubsectionWord => format!("Tiểu mục {next}"),
            Style::Article => format!("Điều {next}{stop}"),
            Style::Letter => {
                char::from_u32(u32::from(b'A') + u32::from(next) - 1).map_or(String::new(), |c| format!("{c}{stop}"))
            }
            Style::Roman => format!("{}{stop}", roman(next)),
            Style::Number => format!("{next}{stop}"),
            Style::Dotted(_) => {
                let before: String = dots(&self.prefix);
                format!("{before}{next}{stop}")
            }
            Style::Point => POINTS.get(usize::from(next) - 1).map_or(String::new(), |c| format!("{c}{stop}")),
        }
    }

    /// All numbers of a khoản with their inserted parts: 5 and 1 for `5.1.`; empty for other styles.
    pub(super) fn numbers(&self) -> Vec<(u16, u16)> {
        match self.style {
            Style::Number | Style::Dotted(_) => {
                self.prefix.iter().copied().chain([(self.number, self.inserted)]).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// Every way the head of `text`, one line, can be read as a label; empty when it has none. A heading says with its `#`
/// that it is one; in a paragraph the words themselves must show that they are no sentence.
pub(super) fn read(text: &str, heading: bool) -> Vec<Label> {
    let annex = heading.then(|| annex(text)).flatten();
    let mut found: Vec<Label> =
        [annex, words(text, heading), dotted(text), point(text)].into_iter().flatten().collect();
    found.extend(capital(text));
    found
}

/// `Phần thứ nhất`, `Chương II`, `Mục 1.`, `Tiểu mục 1`, `Điều 5a.`, in capitals too.
fn words(text: &str, heading: bool) -> Option<Label> {
    let (style, rest) = [
        ("phần", Style::PartWord),
        ("chương", Style::Chapter),
        ("mục", Style::SectionWord),
        ("tiểu mục", Style::SubsectionWord),
        ("điều", Style::Article),
    ]
    .into_iter()
    .filter(|_| text.starts_with(char::is_uppercase))
    .find_map(|(word, style)| Some((style, after_word(text, word)?)))?;
    let (named, rest) = match after_word(rest, "thứ").filter(|_| style == Style::PartWord) {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let token: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
    let after = &rest[token.len()..];
    let stop = stop_and_dash(after).unwrap_or(usize::from(after.starts_with(['.', ':'])));
    // "Điều 5 của Luật này", "Mục II phần B quy định khác." open sentences. Beside a stop or the end of the line, a
    // title in capitals shows that they do not; an article's title is never set so.
    let title = style != Style::Article && after.contains(char::is_alphabetic) && !after.contains(char::is_lowercase);
    let ends = after.is_empty() && style != Style::Article;
    if !(stop > 0 || (heading || title || ends) && starts_sentence(after)) {
        return None;
    }
    let (number, inserted) = if named {
        (u16::try_from(ORDINALS.iter().position(|o| *o == token.to_lowercase())?).ok()? + 1, 0)
    } else {
        from_roman(&token).map(|n| (n, 0)).or_else(|| inserted_roman(&token)).or_else(|| {
            let lower = token.to_lowercase();
            numbered(&lower, if style == Style::Article { 4 } else { 3 })
        })?
    };
    let end = text.len() - after.len() + stop;
    Some(finish(text, style, Vec::new(), number, inserted, text[..end].to_owned(), end))
}

/// `PHỤ LỤC I`, `Phụ lục số 02.`, `PHỤ LỤC: DANH MỤC`, `PHỤ LỤC`.
fn annex(text: &str) -> Option<Label> {
    let rest = after_phrase(text, "phụ lục")?;
    let behind = rest.trim_start_matches([' ', '\u{A0}', '\t']);
    let behind = if behind.len() < rest.len() { after_word(behind, "số").unwrap_or(behind) } else { "" };
    let token: String = behind.chars().take_while(char::is_ascii_alphanumeric).collect();
    let number = from_roman(&token).or_else(|| plain_number(token.trim_start_matches('0'), 3));
    let after = if number.is_some() { &behind[token.len()..] } else { rest };
    let stop = after.starts_with(['.', ':']);
    // "Phụ lục kèm theo …" is a title that lacks its stop, and no annex without a number.
    let whole = number.is_some() || after.is_empty() || stop;
    let end = text.len() - after.len() + usize::from(stop);
    (whole && (stop || starts_sentence(after)))
        .then(|| finish(text, Style::Annex, Vec::new(), number.unwrap_or(1), 0, text[..end].to_owned(), end))
}

/// What stands behind a word and a space, whatever the word's case.
fn after_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    after_phrase(text, word)?.strip_prefix([' ', '\u{A0}', '\t'])
}

/// `Ia`, `IIa`, `IIA`.
fn inserted_roman(token: &str) -> Option<(u16, u16)> {
    let last = token.chars().next_back()?;
    let number = from_roman(&token[..token.len() - last.len_utf8()])?;
    let small = last.to_lowercase().next()?;
    Some((number, u16::try_from(POINTS.iter().position(|p| *p == small)?).ok()? + 1))
}

/// The letter of an inserted part; nothing for none.
fn letter(inserted: u16) -> String {
    usize::from(inserted).checked_sub(1).and_then(|at| POINTS.get(at)).map_or(String::new(), char::to_string)
}

/// Numbers as they stand before the last one: `5.`, `1a.`
pub(super) fn dots(numbers: &[(u16, u16)]) -> String {
    numbers.iter().map(|(n, inserted)| format!("{n}{}.", letter(*inserted))).collect()
}

/// `1.`, `1\.`, `7a.`, `5.1.`, `5.2a.`, `1a.1.`; `1-`, `1.1-` as texts of the Party print it, and `1.-` of older ones.
fn dotted(text: &str) -> Option<Label> {
    let of_label = |c: char| c.is_ascii_digit() || c.is_ascii_lowercase() || matches!(c, 'đ' | '.' | '\\');
    let end = text.find(|c| !of_label(c)).unwrap_or(text.len());
    let head = &text[..end];
    let stop = head.strip_suffix('.').map_or(end, str::len);
    let end = match stop_and_dash(&text[stop..]).or_else(|| dash(&text[stop..], opens)) {
        Some(length) => stop + length,
        None if stop < end && starts_sentence(&text[end..]) => end,
        None => return None,
    };
    let (core, stop) = (head[..stop].trim_end_matches('\\'), &text[stop..end]);
    let parts: Vec<&str> = core.split('.').collect();
    let (last, before) = parts.split_last()?;
    let prefix = before.iter().map(|p| numbered(p, 3)).collect::<Option<Vec<_>>>()?;
    let (number, inserted) = numbered(last, 3)?;
    let style = if prefix.is_empty() { Style::Number } else { Style::Dotted(u8::try_from(parts.len()).ok()?) };
    Some(finish(text, style, prefix, number, inserted, format!("{core}{stop}"), end))
}

/// `a)`, `c1)`, `a-`, `a.-`
fn point(text: &str) -> Option<Label> {
    let end = stop_within(text, ')')?;
    let (head, dotted) = text[..end].strip_suffix('.').map_or((&text[..end], false), |head| (head, true));
    let mut chars = head.chars();
    let letter = chars.next()?;
    let number = u16::try_from(POINTS.iter().position(|p| *p == letter)?).ok()? + 1;
    let rest = chars.as_str();
    let inserted = if rest.is_empty() { 0 } else { plain_number(rest, 3)? };
    let bracket = || (text[end..].starts_with(')') && starts_sentence(&text[end + 1..])).then_some(1);
    let end = match dotted {
        true => head.len() + stop_and_dash(&text[head.len()..])?,
        false => end + dash(&text[end..], opens).or_else(bracket)?,
    };
    Some(finish(text, Style::Point, Vec::new(), number, inserted, text[..end].to_owned(), end))
}

/// `A.`, `A-`, `A.-` and `II.`; `I.` is both.
fn capital(text: &str) -> Vec<Label> {
    let Some(end) = stop_within(text, '.') else { return Vec::new() };
    let token = &text[..end];
    let dot = || (text[end..].starts_with('.') && starts_sentence(&text[end + 1..])).then_some(1);
    let dashed = || stop_and_dash(&text[end..]).or_else(|| dash(&text[end..], char::is_uppercase));
    let Some(stop) = dashed().or_else(dot) else { return Vec::new() };
    if token.is_empty() || !token.bytes().all(|b| b.is_ascii_uppercase()) {
        return Vec::new();
    }
    let end = end + stop;
    let make = |style, number| finish(text, style, Vec::new(), number, 0, text[..end].to_owned(), end);
    let letter = (token.len() == 1).then(|| make(Style::Letter, u16::from(token.as_bytes()[0] - b'A') + 1));
    let roman = from_roman(token).map(|n| make(Style::Roman, n));
    roman.into_iter().chain(letter).collect()
}

fn finish(
    text: &str,
    style: Style,
    prefix: Vec<(u16, u16)>,
    number: u16,
    inserted: u16,
    printed: String,
    end: usize,
) -> Label {
    // Whatever blank: a separator of lines pasted from a word processor is no word.
    let spaces = text[end..].len() - text[end..].trim_start().len();
    Label { style, prefix, number, inserted, printed, length: end + spaces }
}

/// Where a stop or dash stands in a text's first letters: no label is longer.
fn stop_within(text: &str, stop: char) -> Option<usize> {
    const LONGEST: usize = 12;
    text.char_indices().take(LONGEST).find(|(_, c)| *c == stop || DASHES.contains(c)).map(|(at, _)| at)
}

/// The bytes of a dash that ends a label: behind it stand a blank and words. "10- 15 ngày" is a span of days.
fn dash(rest: &str, begins: fn(char) -> bool) -> Option<usize> {
    let behind = rest.strip_prefix(DASHES)?;
    (starts_sentence(behind) && behind.trim_start().starts_with(begins)).then_some(rest.len() - behind.len())
}

/// The bytes of `.-`, the stop of an old official form (`Điều 1.-`, `a.-`): both signs leave no doubt, whatever follows.
fn stop_and_dash(rest: &str) -> Option<usize> {
    let behind = rest.strip_prefix('.')?.strip_prefix(DASHES)?;
    starts_sentence(behind).then_some(rest.len() - behind.len())
}

/// What words may begin with: a letter, or a quotation or bracket that opens. A figure may be the end of a span of days.
fn opens(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '“' | '"' | '«' | '‘' | '\'' | '(' | '[')
}

/// After a label stands a space, or nothing.
fn starts_sentence(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with([' ', '\u{A0}', '\t'])
}

/// `7` or `7a`, with so many digits at most: the number and the place of the inserted letter.
fn numbered(token: &str, most: usize) -> Option<(u16, u16)> {
    let digits = token.trim_end_matches(|c: char| c.is_alphabetic());
    let mut letters = token[digits.len()..].chars();
    let inserted = match (letters.next(), letters.next()) {
        (None, _) => 0,
        (Some(c), None) => u16::try_from(POINTS.iter().position(|p| *p == c)?).ok()? + 1,
        _ => return None,
    };
    Some((plain_number(digits, most)?, inserted))
}

/// A number of so many digits at most, without a leading zero. Bare numbers have three: `2021.` is a year.
fn plain_number(digits: &str, most: usize) -> Option<u16> {
    let shape =
        (1..=most).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
    shape.then(|| digits.parse().ok()).flatten()
}

const ROMAN: [(u16, &str); 9] =
    [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];

/// 1–399 in Roman numerals.
pub(super) fn roman(n: u16) -> String {
    let mut rest = n;
    let mut out = String::new();
    for (value, sign) in ROMAN {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    out
}

/// A well-formed Roman numeral below four hundred; `IIII` is none.
fn from_roman(token: &str) -> Option<u16> {
    let (mut rest, mut number) = (token, 0);
    for (value, sign) in ROMAN {
        while let Some(after) = rest.strip_prefix(sign).filter(|_| number < 400) {
            (rest, number) = (after, number + value);
        }
    }
    (rest.is_empty() && (1..400).contains(&number) && roman(number) == token).then_some(number)
}

#[cfg(test)]
mod tests;
