//! Characters of a text that nobody sees and that part its words, and those that were lost when it was saved: the search does not find
//! what has them, and no reader can tell why.

use crate::diagnostic::{Code, Diagnostic, FileId, Report, Severity, Span};
use crate::say;
use crate::text::is_invisible;

/// A letter that was lost: what stands in its place.
const LOST: char = '\u{FFFD}';

/// Letters of UTF-8 read as Windows-1252, and what follows them; so many are no chance.
const TWICE: usize = 3;

/// The keys whose words people read; an id is told where it is read.
const READ: [&str; 8] = ["name:", "title:", "short:", "note:", "summary:", "reason:", "aliases:", "report_to:"];

/// Reports them; whether the file says nothing that could be read on.
pub(super) fn judge(file: FileId, name: &str, text: &str, report: &mut Report) -> bool {
    if let Some(at) = encoded_twice(text) {
        let letter: String = text[at..].chars().take(3).collect();
        let message = say!(
            "{name} đã bị chuyển mã hai lần: chữ Việt thành «{letter}»",
            "{name} was encoded twice: Vietnamese letters have become `{letter}`"
        );
        let help = say!(
            "mở lại tệp gốc (UTF-8) và lưu đúng một lần; chép từ đây sẽ không có lại chữ Việt",
            "open the original (UTF-8) and save it once; the letters cannot be typed back from here"
        );
        report.push(Diagnostic::new(Code::FileEncoding, Span::new(file, at, at), message).help(help));
        return true;
    }
    let mut told: Vec<char> = Vec::new();
    for (at, c) in suspects(text) {
        let unseen = is_invisible(c) || matches!(c, '\u{2028}' | '\u{2029}');
        if !(unseen || c == LOST) || told.contains(&c) || !is_read(name, text, at) {
            continue;
        }
        told.push(c);
        let (code, span) = (u32::from(c), Span::new(file, at, at + c.len_utf8()));
        let more = text.matches(c).count();
        if c == LOST {
            let message = say!(
                "«{LOST}» (U+{code:04X}): một chữ đã mất khi chuyển mã tệp này, có {more} chỗ",
                "`{LOST}` (U+{code:04X}): a letter was lost when this file was converted, in {more} places"
            );
            let help = say!("gõ lại chữ ấy theo bản gốc", "type the letter again from the original");
            report.push(Diagnostic::new(Code::ControlCharacter, span, message).help(help));
            continue;
        }
        let (vi, en) = called(c);
        let message = say!(
            "ký tự U+{code:04X} ({vi}) không nhìn thấy được, có {more} chỗ: tìm kiếm sẽ không thấy chữ có nó",
            "the character U+{code:04X} ({en}) cannot be seen, in {more} places: search does not find words that have it"
        );
        let help = say!("xóa nó ở mọi chỗ trong tệp này", "delete it wherever it is in this file");
        let finding = Diagnostic::new(Code::ControlCharacter, span, message).help(help);
        report.push(Diagnostic { severity: Severity::Warning, ..finding });
    }
    false
}

/// What Unicode calls it.
fn called(c: char) -> (&'static str, &'static str) {
    match c {
        '\u{AD}' => ("dấu nối mềm", "soft hyphen"),
        '\u{200B}' => ("khoảng trắng không độ rộng", "zero width space"),
        '\u{200C}' => ("dấu tách chữ", "zero width non-joiner"),
        '\u{200D}' => ("dấu nối chữ", "zero width joiner"),
        '\u{200E}' | '\u{200F}' => ("dấu chiều viết", "direction mark"),
        '\u{2028}' => ("dấu ngắt dòng", "line separator"),
        '\u{2029}' => ("dấu ngắt đoạn", "paragraph separator"),
        '\u{2060}' => ("dấu cấm ngắt dòng", "word joiner"),
        _ => ("BOM giữa tệp", "byte order mark within the file"),
    }
}

/// Whether a place is one people read: anywhere in Markdown, and what stands behind some keys of YAML.
fn is_read(name: &str, text: &str, at: usize) -> bool {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let before = &text[line..at];
    name.ends_with(".md") || !before.trim_start().starts_with('#') && READ.iter().any(|key| before.contains(key))
}

/// Where letters of UTF-8 stand that were read as Windows-1252 and written once more: `Ã²`, `á»‡`.
fn encoded_twice(text: &str) -> Option<usize> {
    // Behind the pair stands the third of the bytes, which is no letter of ours either.
    let is_rest = |c: char| matches!(c, '\u{80}'..='\u{BF}' | '\u{152}'..='\u{178}' | '\u{192}' | '\u{2C6}' | '\u{2DC}' | '\u{2013}'..='\u{2122}');
    let places = suspects(text).filter_map(|(at, c)| {
        let begin = text[..at].strip_suffix('á')?.len();
        (matches!(c, '»' | 'º') && text[at + c.len_utf8()..].starts_with(is_rest)).then_some(begin)
    });
    let mut places = places.take(TWICE);
    let first = places.next()?;
    (places.count() + 1 == TWICE).then_some(first)
}

/// The characters of whom nobody sees some, and those that letters encoded twice have. Hardly any of a text begins with their bytes, so
/// that a large one is gone through at the speed of memory.
fn suspects(text: &str) -> impl Iterator<Item = (usize, char)> {
    let places = memchr::memchr3_iter(0xC2, 0xE2, 0xEF, text.as_bytes());
    places.filter_map(|at| Some((at, text.get(at..)?.chars().next()?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Files;

    fn said(name: &str, text: &str) -> Vec<String> {
        let mut report = Report::default();
        let file = Files::default().add(name, text);
        judge(file, name, text, &mut report);
        report.iter().map(|d| format!("{:?} {}", d.severity, d.message.en)).collect()
    }

    #[test]
    fn what_cannot_be_seen_is_named_once_for_each_and_what_was_lost_is_an_error() {
        assert_eq!(said("r.md", "Phòng Tổng hợp – “Đắk Lắk”"), Vec::<String>::new());
        let found = said("r.md", "Phòng\u{200B} Tổng\u{200B} hợp\u{AD}, ph\u{FFFD}ng");
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[0].starts_with("Warning") && found[0].contains("U+200B (zero width space)"), "{found:?}");
        assert!(found[0].contains("in 2 places") && found[2].starts_with("Error"), "{found:?}");
        assert_eq!(said("units.yaml", "  - id: p\u{200B}-đ\n").len(), 0, "told where the id is read");
        assert_eq!(said("units.yaml", "    name: \"Phòng\u{200B} Kho\"\n").len(), 1);
    }

    #[test]
    fn whatever_cannot_be_seen_is_a_suspect() {
        let all = (0..=u32::from(char::MAX)).filter_map(char::from_u32);
        let unseen = all.filter(|c| is_invisible(*c) || matches!(c, '\u{2028}' | '\u{2029}' | '»' | 'º') || *c == LOST);
        assert!(unseen.map(String::from).all(|text| suspects(&text).count() == 1));
    }

    #[test]
    fn letters_encoded_twice_are_known_and_a_quotation_mark_behind_a_letter_is_not() {
        let twice = "PhÃ²ng Tá»•ng há»£p, cá»§a Äáº¡i";
        assert!(said("r.md", twice)[0].contains("encoded twice"));
        assert!(said("r.md", "«khá» «phá», «cá»; «má»…").is_empty());
    }
}
