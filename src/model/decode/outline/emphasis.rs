//! Words set off with the marks of Markdown: a regulation is read to the letter, and the marks would be printed with the words.

use std::ops::Range;

/// The first run between marks, `*…*`, `**…**`, `_…_` and the like, with them. A sign that stands alone, or in a word, is one of the text.
pub(super) fn emphasis(words: &str) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some(found) = words[from..].find(['*', '_']) {
        let begin = from + found;
        let mark = &words[begin..begin + 1];
        let run = words[begin..].len() - words[begin..].trim_start_matches(mark).len();
        let inside = begin + run;
        from = inside;
        let opens = !words[..begin].ends_with(char::is_alphanumeric) && begins(&words[inside..]);
        if let Some(end) = closing(words, inside, &words[begin..inside]).filter(|_| opens) {
            return Some(begin..end);
        }
    }
    None
}

/// Where a run of marks that closes one like it ends.
fn closing(words: &str, inside: usize, run: &str) -> Option<usize> {
    let mark = &run[..1];
    let closes = |at: &usize| {
        let (before, behind) = (&words[..*at], &words[at + run.len()..]);
        let whole = !before.ends_with(mark) && !behind.starts_with(mark);
        whole && !before.ends_with([' ', '\u{A0}', '(', '[', '“', '«']) && !behind.starts_with(char::is_alphanumeric)
    };
    let ends = words[inside..].match_indices(run).map(|(at, _)| inside + at).find(closes)?;
    Some(ends + run.len())
}

fn begins(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '(' | '[' | '“' | '«' | '"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_between_marks_are_told_from_signs_of_the_text() {
        let found = |words: &'static str| emphasis(words).map(|place| &words[place]);
        assert_eq!(found("*(Ban hành kèm theo Quyết định số 1)*"), Some("*(Ban hành kèm theo Quyết định số 1)*"));
        assert_eq!(found("Trung tâm **họp giao ban** vào thứ Sáu"), Some("**họp giao ban**"));
        assert_eq!(found("Các phòng (_kể cả Phòng Xe_) và ***mọi người***."), Some("_kể cả Phòng Xe_"));
        assert_eq!(found("Ghi * ở đây, và ***mọi người***."), Some("***mọi người***"));
        for plain in [
            "Số lượng 3 * 4 * 5",
            "* chú thích",
            "Mẫu số 1 (*)",
            "Báo cáo (*), kế hoạch (*) và đề xuất",
            "Họ và tên: ________, ký tên: ________",
            "Tệp bao_cao_thang.docx",
            "2*3*4",
            "**",
            "",
        ] {
            assert_eq!(emphasis(plain), None, "{plain}");
        }
    }
}
