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

/// The text with everything that steers shown as a sign: ESC as `␛`, what has no sign as `�`.
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    if text.contains(is_steering) { Cow::Owned(text.chars().map(sign).collect()) } else { Cow::Borrowed(text) }
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
}
