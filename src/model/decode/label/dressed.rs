//! What hides a label: characters nobody sees, marks of a word processor or of Markdown, letters that only look right.
//!
//! The trap avoided: such a line is read as one more paragraph of the provision before it, and the clerk is told to write down who
//! bears a provision that never was.

use crate::diagnostic::Say;
use crate::model::decode::unlike::code_point;
use crate::say;
use crate::text::is_invisible;

/// A line without what hides its label.
pub(super) struct Bare {
    pub text: String,
    /// Where each byte of `text` stood, and where it ended.
    pub places: Vec<usize>,
    /// What to do.
    pub help: Say,
}

impl Bare {
    /// How many bytes of the line as typed the first `length` bytes of the bare one take.
    pub fn typed(&self, length: usize) -> usize {
        self.places.get(length).copied().unwrap_or_default()
    }
}

/// The mark of a list at the head of a line, with the blank behind it that makes it one.
pub(in crate::model::decode) fn list_mark(line: &str) -> Option<char> {
    let mark = line.chars().next().filter(|c| matches!(c, '-' | '–' | '—' | '*' | '+' | '•'))?;
    line[mark.len_utf8()..].starts_with([' ', '\u{A0}', '\t']).then_some(mark)
}

/// A label is shorter than this: what stands behind it is words, which are nobody's to change.
const HEAD: usize = 24;

/// The line without its disguise; `None` when it has none.
pub(super) fn bare(line: &str) -> Option<Bare> {
    let plain = |c: char| c.is_alphanumeric() && !matches!(c, 'Ð' | 'ð') || matches!(c, ' ' | '.' | ')' | ',' | ';');
    if line.chars().take(HEAD).all(plain) {
        return None;
    }
    // A quotation of Markdown is a list mark here: both stand before the label and go.
    let list = list_mark(line).or_else(|| line.chars().next().filter(|c| *c == '>'));
    let begin = list.map_or(0, |c| line.len() - line[c.len_utf8()..].trim_start().len());
    let mut help = list.map(|c| {
        say!(
            "bỏ dấu đầu dòng «{c}» trước số; số của điều khoản đứng đầu dòng",
            "take the mark `{c}` away: a label begins its line"
        )
    });
    let (mut text, mut places) = (String::new(), Vec::new());
    let mut past = begin;
    for (at, c) in line[begin..].char_indices().map(|(at, c)| (begin + at, c)) {
        let right = match c {
            _ if at < past => None,
            _ if text.len() >= HEAD => Some(c),
            '*' => {
                help = help.or_else(|| Some(say!("bỏ dấu «**» quanh số", "take the `**` around the label away")));
                None
            }
            '_' => {
                help = help.or_else(|| Some(say!("bỏ dấu «_» quanh số", "take the `_` around the label away")));
                None
            }
            '<' | '&' => match of_html(&line[at..]) {
                Some(sign) => {
                    past = at + sign.len();
                    let found = say!("bỏ mã HTML «{sign}» ở số", "take the HTML `{sign}` at the label away");
                    help = help.or(Some(found));
                    None
                }
                None => Some(c),
            },
            'Ð' | 'ð' => {
                let right = if c == 'Ð' { 'Đ' } else { 'đ' };
                let code = code_point(c);
                let found = say!(
                    "chữ «{c}» ({code}) chỉ trông giống «{right}»; gõ lại",
                    "`{c}` ({code}) only looks like `{right}`: type it again"
                );
                help = help.or(Some(found));
                Some(right)
            }
            '）' | '．' | '：' => {
                let right = match c {
                    '）' => ')',
                    '．' => '.',
                    _ => ':',
                };
                let found = say!("gõ «{right}» thay cho dấu rộng «{c}»", "type `{right}` instead of the wide `{c}`");
                help = help.or(Some(found));
                Some(right)
            }
            c if is_invisible(c) => {
                let code = code_point(c);
                let found = say!(
                    "xóa ký tự ẩn {code} ở đầu dòng",
                    "delete the invisible character {code} at the head of the line"
                );
                help = help.or(Some(found));
                None
            }
            c => Some(c),
        };
        if let Some(c) = right {
            places.extend(std::iter::repeat_n(at, c.len_utf8()));
            text.push(c);
        }
    }
    places.push(line.len());
    help.map(|help| Bare { text, places, help })
}

/// The tag or sign of HTML that words begin with: `<u>`, `</b>`, `&nbsp;`, `&#160;`.
fn of_html(words: &str) -> Option<&str> {
    let close = if words.starts_with('<') { '>' } else { ';' };
    let inside = words[1..].split_once(close)?.0;
    let name = inside.trim_start_matches(['/', '#']);
    let named = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric());
    named.then(|| &words[..inside.len() + 2])
}
