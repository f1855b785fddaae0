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
        let begun = self.0.len();
        self.0.push_str(name);
        self.0.push(':');
        self.0.push_str(value);
        self.fold(begun);
        self.0.push_str("\r\n");
    }

    /// Folds the line that begins at an octet; most lines are short and stay as they are.
    fn fold(&mut self, begun: usize) {
        if self.0.len() - begun <= LIMIT {
            return;
        }
        let line = self.0.split_off(begun);
        let (mut rest, mut room) = (line.as_str(), LIMIT);
        while rest.len() > room {
            let whole = (1..=room).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or(room);
            let (head, tail) = rest.split_at(whole);
            self.0.push_str(head);
            self.0.push_str("\r\n ");
            (rest, room) = (tail, LIMIT - 1);
        }
        self.0.push_str(rest);
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

    /// Lines that are written already.
    pub fn append(&mut self, lines: &str) {
        self.0.push_str(lines);
    }

    /// All lines.
    pub fn into_text(self) -> String {
        self.0
    }
}

/// TEXT: backslash, semicolon, comma and line ends escaped; no other control character may stand in it but the tab.
fn escape(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 16);
    let mut rest = words;
    // Every character to change is one octet, and most words have none.
    while let Some(at) = rest.find(|c: char| matches!(c, '\\' | ';' | ',') || c.is_control()) {
        let (plain, from) = rest.split_at(at);
        out.push_str(plain);
        let mut chars = from.chars();
        match chars.next() {
            Some(c @ ('\\' | ';' | ',')) => out.extend(['\\', c]),
            // A line end of two characters is one.
            Some('\r') if from.starts_with("\r\n") => {}
            Some('\n' | '\r') => out.push_str("\\n"),
            Some('\t') => out.push('\t'),
            _ => {}
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
    out
}
