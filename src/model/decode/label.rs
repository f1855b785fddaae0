//! Printed labels of provisions: what can stand at the head of a clause, and what may follow what.
//!
//! Rules: design 2 (levels, Vietnamese point letters without f j w z, inserted labels `c1)`, `7a.`, `5.2a.`) and Nghị
//! định 30/2020/NĐ-CP, Phụ lục I (phần, chương, mục, điều, khoản, điểm). The trap: `I.` is both the Roman one and the
//! letter I, `C.` both a letter and a hundred; so a label is read in every way it can be, and the place decides.

/// The letters of points, in order.
const POINTS: [char; 23] =
    ['a', 'b', 'c', 'd', 'đ', 'e', 'g', 'h', 'i', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'x', 'y'];

/// Ordinals of "Phần thứ …".
const ORDINALS: [&str; 10] = ["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"];

/// The manner in which a level is numbered. The order is the order in which they may stand in one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Style {
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
    /// The numbers before the last one (`5` of `5.1.`), each with its inserted part.
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
        let core = self.printed.trim_end_matches(['.', ')', ':']);
        match self.style {
            Style::PartWord => format!("phan-{}{}", roman(self.number), self.letter()),
            Style::Chapter => format!("chuong-{}{}", roman(self.number), self.letter()),
            Style::SectionWord => format!("muc-{}{}", self.number, self.letter()),
            Style::SubsectionWord => format!("tieu-muc-{}{}", self.number, self.letter()),
            Style::Article => format!("dieu-{}", core.rsplit(' ').next().unwrap_or(core)),
            Style::Dotted(_) => core.rsplit('.').next().unwrap_or(core).to_owned(),
            Style::Letter | Style::Roman | Style::Number | Style::Point => core.to_owned(),
        }
    }

    /// The letter of an inserted label: `a` of `7a.`; empty for none.
    fn letter(&self) -> String {
        let place = usize::from(self.inserted).checked_sub(1);
        place.and_then(|at| POINTS.get(at)).map_or_else(String::new, char::to_string)
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
        match self.style {
            Style::PartWord => format!("Phần {}", roman(next)),
            Style::Chapter => format!("Chương {}", roman(next)),
            Style::SectionWord => format!("Mục {next}"),
            Style::SubsectionWord => format!("Tiểu mục {next}"),
            Style::Article => format!("Điều {next}."),
            Style::Letter => {
                char::from_u32(u32::from(b'A') + u32::from(next) - 1).map_or(String::new(), |c| format!("{c}."))
            }
            Style::Roman => format!("{}.", roman(next)),
            Style::Number => format!("{next}."),
            Style::Dotted(_) => {
                let core = self.printed.trim_end_matches('.');
                let before = core.rsplit_once('.').map_or("", |(before, _)| before);
                format!("{before}.{next}.")
            }
            Style::Point => POINTS.get(usize::from(next) - 1).map_or(String::new(), |c| format!("{c})")),
        }
    }

    /// All numbers of a khoản with their inserted parts: those of `5.1.`; empty for other styles.
    pub(super) fn numbers(&self) -> Vec<(u16, u16)> {
        match self.style {
            Style::Number | Style::Dotted(_) => {
                self.prefix.iter().copied().chain([(self.number, self.inserted)]).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// Every way the head of `text` can be read as a label; empty when it has none. In a paragraph a word like "Mục" is a
/// label only with a stop or alone on its line: "Mục II phần B quy định khác." is a sentence.
pub(super) fn read(text: &str, heading: bool) -> Vec<Label> {
    let mut found: Vec<Label> = [words(text, heading), dotted(text), point(text)].into_iter().flatten().collect();
    found.extend(capital(text));
    found
}

/// Whether a paragraph begins as if with a label that is none: `1.1 Nội dung`, `f) …`, `a.1) …`, `3) …`. Told and never
/// taken for the continuation of the clause before.
pub(super) fn looks_like_label(text: &str) -> bool {
    let head = text.split([' ', '\u{A0}', '\t']).next().unwrap_or("");
    let core = head.trim_end_matches(['.', ')']);
    let short = |part: &str| match part.chars().next() {
        Some(c) if c.is_ascii_digit() => part.len() <= 4 && part.chars().skip(1).all(char::is_alphanumeric),
        Some(c) => c.is_alphabetic() && part.chars().count() == 1,
        None => false,
    };
    let parts: Vec<&str> = core.split('.').collect();
    let stopped = core.len() < head.len();
    let numbers = parts.len() > 1 && parts.iter().all(|p| p.len() <= 3 && p.bytes().all(|b| b.is_ascii_digit()));
    // "1.500 đồng" and "3.232 hồ sơ" are amounts: three digits behind the point.
    let amount = numbers && !stopped && parts.last().is_some_and(|p| p.len() == 3);
    head.len() < text.len() && ((stopped && parts.iter().all(|p| short(p))) || (numbers && !amount))
}

/// `Phần thứ nhất`, `Chương II`, `Mục 1.`, `Tiểu mục 1`, `Điều 5a.`, in small or capital letters.
fn words(text: &str, heading: bool) -> Option<Label> {
    const WORDS: [(&str, Style); 5] = [
        ("phần ", Style::PartWord),
        ("chương ", Style::Chapter),
        ("tiểu mục ", Style::SubsectionWord),
        ("mục ", Style::SectionWord),
        ("điều ", Style::Article),
    ];
    let (style, rest) = WORDS.into_iter().find_map(|(word, style)| {
        let head: String = text.chars().take(word.chars().count()).collect();
        let is = head.to_lowercase() == word && head.starts_with(char::is_uppercase);
        is.then(|| (style, &text[head.len()..]))
    })?;
    let ordinal: String = rest.chars().take("thứ ".chars().count()).collect();
    let named = style == Style::PartWord && ordinal.to_lowercase() == "thứ ";
    let rest = if named { &rest[ordinal.len()..] } else { rest };
    let token: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
    let after = &rest[token.len()..];
    let stop = after.starts_with(['.', ':']);
    let alone = stop || after.is_empty();
    // "Điều 5 của Luật này" opens a sentence, in a heading too often enough; only "Điều 5." is a label there.
    if !(alone || (heading && after.starts_with(' '))) {
        return None;
    }
    let (number, inserted) = if named {
        (u16::try_from(ORDINALS.iter().position(|o| *o == token.to_lowercase())?).ok()? + 1, 0)
    } else {
        roman_inserted(&token).or_else(|| numbered(&token))?
    };
    let end = text.len() - after.len() + usize::from(stop);
    Some(finish(text, style, Vec::new(), number, inserted, text[..end].to_owned(), end))
}

/// `II` or `IIa`: the number and the place of the inserted letter.
fn roman_inserted(token: &str) -> Option<(u16, u16)> {
    if let Some(n) = from_roman(token) {
        return Some((n, 0));
    }
    let letter = token.chars().next_back()?;
    let inserted = u16::try_from(POINTS.iter().position(|p| *p == letter)?).ok()? + 1;
    Some((from_roman(&token[..token.len() - letter.len_utf8()])?, inserted))
}

/// `1.`, `1\.`, `7a.`, `5.1.`, `5.2a.`
fn dotted(text: &str) -> Option<Label> {
    let end =
        text.find(|c: char| !(c.is_ascii_digit() || c.is_ascii_lowercase() || c == 'đ' || c == '.' || c == '\\'))?;
    let head = &text[..end];
    let core = head.strip_suffix('.')?.trim_end_matches('\\');
    if !starts_sentence(&text[end..]) {
        return None;
    }
    let parts: Vec<&str> = core.split('.').collect();
    let (last, before) = parts.split_last()?;
    let prefix = before.iter().map(|p| numbered(p)).collect::<Option<Vec<(u16, u16)>>>()?;
    let (number, inserted) = numbered(last)?;
    let style = if prefix.is_empty() { Style::Number } else { Style::Dotted(u8::try_from(parts.len()).ok()?) };
    Some(finish(text, style, prefix, number, inserted, format!("{core}."), end))
}

/// `a)`, `c1)`
fn point(text: &str) -> Option<Label> {
    let end = text.find(')')?;
    let mut chars = text[..end].chars();
    let letter = chars.next()?;
    let number = u16::try_from(POINTS.iter().position(|p| *p == letter)?).ok()? + 1;
    let rest = chars.as_str();
    let inserted = if rest.is_empty() { 0 } else { plain_number(rest)? };
    starts_sentence(&text[end + 1..])
        .then(|| finish(text, Style::Point, Vec::new(), number, inserted, text[..=end].to_owned(), end + 1))
}

/// `A.` and `II.`; `I.` is both.
fn capital(text: &str) -> Vec<Label> {
    let Some(end) = text.find('.') else { return Vec::new() };
    let token = &text[..end];
    if token.is_empty() || !token.bytes().all(|b| b.is_ascii_uppercase()) || !starts_sentence(&text[end + 1..]) {
        return Vec::new();
    }
    let printed = text[..=end].to_owned();
    let make = |style, number| finish(text, style, Vec::new(), number, 0, printed.clone(), end + 1);
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
    let spaces = text[end..].len() - text[end..].trim_start_matches([' ', '\u{A0}', '\t']).len();
    Label { style, prefix, number, inserted, printed, length: end + spaces }
}

/// After a label stands a space, or nothing.
fn starts_sentence(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with([' ', '\u{A0}', '\t'])
}

/// `7` or `7a`: the number and the place of the inserted letter.
fn numbered(token: &str) -> Option<(u16, u16)> {
    let digits = token.trim_end_matches(|c: char| c.is_alphabetic());
    let mut letters = token[digits.len()..].chars();
    let inserted = match (letters.next(), letters.next()) {
        (None, _) => 0,
        (Some(c), None) => u16::try_from(POINTS.iter().position(|p| *p == c)?).ok()? + 1,
        _ => return None,
    };
    Some((plain_number(digits)?, inserted))
}

/// A number of at most three digits without a leading zero.
fn plain_number(digits: &str) -> Option<u16> {
    let shape =
        (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
    shape.then(|| digits.parse().ok()).flatten()
}

/// 1–50 in Roman numerals.
pub(super) fn roman(n: u16) -> String {
    const STEPS: [(u16, &str); 7] = [(50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut rest = n;
    let mut out = String::new();
    for (value, sign) in STEPS {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    out
}

/// A well-formed Roman numeral up to fifty; `IIII` is none.
fn from_roman(token: &str) -> Option<u16> {
    (1..=50).find(|n| roman(*n) == token)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(text: &str) -> Label {
        let mut all = read(text, true);
        assert_eq!(all.len(), 1, "{text}: {all:?}");
        all.remove(0)
    }

    #[test]
    fn every_kind_of_label_is_read() {
        for (text, style, piece) in [
            ("A. QUY CHẾ", Style::Letter, "A"),
            ("1. Lãnh đạo", Style::Number, "1"),
            ("1\\. Lãnh đạo", Style::Number, "1"),
            ("7a. Mới", Style::Number, "7a"),
            ("5.1. Họp", Style::Dotted(2), "1"),
            ("5.2a. Mới", Style::Dotted(2), "2a"),
            ("đ) Điểm", Style::Point, "đ"),
            ("c1) Mới", Style::Point, "c1"),
            ("Điều 12. Tên", Style::Article, "dieu-12"),
            ("Chương IV", Style::Chapter, "chuong-IV"),
            ("Mục 2. Tên", Style::SectionWord, "muc-2"),
            ("Phần thứ hai QUY", Style::PartWord, "phan-II"),
            ("PHẦN THỨ NHẤT", Style::PartWord, "phan-I"),
            ("CHƯƠNG Ia", Style::Chapter, "chuong-Ia"),
            ("Mục 1a. Tên", Style::SectionWord, "muc-1a"),
            ("Tiểu mục 2 TÊN", Style::SubsectionWord, "tieu-muc-2"),
            ("1a.1. Mới", Style::Dotted(2), "1"),
            ("2.\tNội dung", Style::Number, "2"),
            ("Điều 3 Tên", Style::Article, "dieu-3"),
        ] {
            let label = only(text);
            assert_eq!((label.style, label.piece().as_str()), (style, piece), "{text}");
        }
        assert_eq!(read("I. TRÁCH NHIỆM", true).len(), 2);
    }

    #[test]
    fn words_that_only_look_like_labels_are_none() {
        for text in [
            "1.5 triệu đồng",
            "f) không có điểm f",
            "Điều 5 của Luật",
            "Năm 2021. Tổng",
            "01. Số",
            "a b) c",
            "w) x",
            "Mục II phần B quy định khác.",
            "Phần I và phần II",
        ] {
            assert!(read(text, false).is_empty(), "{text}");
        }
    }

    #[test]
    fn what_looks_like_a_label_is_told_and_what_is_a_sentence_is_not() {
        for text in ["f) điểm", "a.1) điểm", "1.1 không chấm", "3) ngoặc", "10.2.3 x", "01. Số"] {
            assert!(read(text, false).is_empty() && looks_like_label(text), "{text}");
        }
        for text in ["Trưởng phòng", "1.500 đồng", "3.232 hồ sơ", "UBND tỉnh.", "2021 là năm", "a", "(a) x"]
        {
            assert!(!looks_like_label(text), "{text}");
        }
    }

    #[test]
    fn successors_follow_the_vietnamese_alphabet_and_insertions() {
        let follows = |b: &str, a: &str| only(&format!("{a} x")).follows(&only(&format!("{b} x")));
        for (before, after) in [
            ("d)", "đ)"),
            ("đ)", "e)"),
            ("e)", "g)"),
            ("c)", "c1)"),
            ("c1)", "c2)"),
            ("c2)", "d)"),
            ("7.", "7a."),
            ("7a.", "8."),
            ("7a.", "7b."),
            ("5.1.", "5.2."),
        ] {
            assert!(follows(before, after), "{before} {after}");
        }
        for (before, after) in
            [("d)", "e)"), ("1.", "3."), ("5.1.", "6.2."), ("c)", "c2)"), ("7.", "7b."), ("2.", "2.")]
        {
            assert!(!follows(before, after), "{before} {after}");
        }
    }
}
