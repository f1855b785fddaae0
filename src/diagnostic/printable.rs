//! What may reach a terminal. A name or a value of the content can hold an escape sequence that moves the cursor, changes
//! the title of the window or hides a word; a message that repeats it must not carry it out.

use std::borrow::Cow;

/// Whether a character steers instead of showing: control characters (line end and tab aside), the marks that turn the
/// direction of writing ("Trojan source"), and code points Unicode keeps for no character.
#[must_use]
pub fn is_steering(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FDD0}'..='\u{FDEF}')
        || u32::from(c) & 0xFFFE == 0xFFFE
}

/// Where the first of them stands. Hardly any part of a text has a byte they begin with, and the others are passed over many at a time.
#[must_use]
pub fn first_steering(text: &str) -> Option<usize> {
    const AT_A_TIME: usize = 64;
    let begins =
        |b: u8| (b < 0x20) & (b != b'\n') & (b != b'\t') | (b == 0x7F) | (b == 0xC2) | (b == 0xE2) | (b >= 0xEF);
    let steers = |at: &usize| text.get(*at..).and_then(|rest| rest.chars().next()).is_some_and(is_steering);
    let mut parts = text.as_bytes().chunks(AT_A_TIME).enumerate();
    parts.find_map(|(n, part)| {
        let any = part.iter().fold(false, |any, b| any | begins(*b));
        let places = || (0..part.len()).map(|i| n * AT_A_TIME + i);
        if any { places().find(steers) } else { None }
    })
}

/// The text with everything that steers shown as a sign: ESC as `␛`, what has no sign as `�`.
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    if first_steering(text).is_some() { Cow::Owned(text.chars().map(sign).collect()) } else { Cow::Borrowed(text) }
}

/// The same for a name, which stays one line.
#[must_use]
pub fn printable_name(name: &str) -> String {
    printable(name).chars().map(|c| if matches!(c, '\n' | '\t') { '\u{FFFD}' } else { c }).collect()
}

fn sign(c: char) -> char {
    match u32::from(c) {
        _ if !is_steering(c) => c,
        code @ 0..0x20 => char::from_u32(0x2400 + code).unwrap_or('\u{FFFD}'),
        0x7F => '\u{2421}',
        _ => '\u{FFFD}',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_a_terminal() {
        assert_eq!(printable("a\u{1B}]0;x\u{7}b\u{9B}c\u{202E}d\u{FFFE}"), "a␛]0;x␇b�c�d�");
        assert!(matches!(printable("Ủy ban\tnhân dân\n"), Cow::Borrowed(_)));
        assert_eq!(printable_name("a\nb"), "a�b");
    }

    #[test]
    fn whatever_steers_is_found_wherever_it_stands() {
        let text = "Ủy ban – “Đắk Lắk”\t…\n".repeat(8);
        assert_eq!(first_steering(&text), None);
        for c in ('\0'..=char::MAX).filter(|c| is_steering(*c)) {
            assert_eq!(first_steering(&format!("–{c}–{c}")), Some(3), "{c:?}");
        }
        for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
            let with = |c: char| format!("{}{c}{}", &text[..at], &text[at..]);
            assert!(['\0', '\u{9B}', '\u{202E}', '\u{10FFFF}'].iter().all(|c| first_steering(&with(*c)) == Some(at)));
        }
    }
}
