//! Content lines: RFC 5545, section 3.1 (CRLF, folding at 75 octets) and 3.3.11 (escaping of TEXT).
//!
//! The trap avoided: folding between the octets of one character. The RFC allows it, and programs that unfold after decoding
//! then show broken Vietnamese.

/// Octets of a line without its CRLF.
const LIMIT: usize = 75;

/// Content lines, written one after another.
#[derive(Default)]
pub(super) struct Lines(String);

impl Lines {
    /// `NAME:value`, folded. The value must be of the property's own form; words go through [`Lines::text`].
    pub fn raw(&mut self, name: &str, value: &str) {
        let mut length = 0;
        for c in name.chars().chain(":".chars()).chain(value.chars()) {
            if length + c.len_utf8() > LIMIT {
                self.0.push_str("\r\n ");
                length = 1;
            }
            self.0.push(c);
            length += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    /// `NAME:words`, escaped and folded.
    pub fn text(&mut self, name: &str, words: &str) {
        self.raw(name, &escape(words));
    }

    /// `NAME:address`, with what a URI cannot hold written as percent signs (RFC 3986).
    pub fn uri(&mut self, name: &str, address: &str) {
        let mut value = String::new();
        for byte in address.bytes() {
            if byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte) {
                value.push(char::from(byte));
            } else {
                value.push_str(&format!("%{byte:02X}"));
            }
        }
        self.raw(name, &value);
    }

    /// A component, begun and ended.
    pub fn component(&mut self, name: &str, content: impl FnOnce(&mut Self)) {
        self.raw("BEGIN", name);
        content(self);
        self.raw("END", name);
    }

    /// The octets.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }
}

/// TEXT: backslash, semicolon, comma and line ends escaped; no other control character may stand in it but the tab.
fn escape(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' | '\r' => out.push_str("\\n"),
            c if c.is_control() && c != '\t' => {}
            c => out.push(c),
        }
    }
    out
}
