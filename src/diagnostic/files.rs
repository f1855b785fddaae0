//! The files of one run and places in them. Spans are bytes; columns are counted in characters, and only when printed,
//! because an editor shows a clerk characters ("ắ" is one column, three bytes).

/// Identifies a file within [`Files`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A half-open range of bytes of one file's decoded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from byte offsets; offsets past `u32::MAX` cannot occur, files are bounded far below that.
    #[must_use]
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { file, start: narrow(start), end: narrow(end.max(start)) }
    }

    /// The span of `len` bytes that begins `offset` bytes into this one.
    #[must_use]
    pub fn part(self, offset: usize, len: usize) -> Self {
        let start = self.start as usize + offset;
        Self::new(self.file, start, start + len)
    }
}

/// A line and column as an editor counts them, both from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// Every file read in a run: its name as the clerk knows it, with `/`, relative to the project, and its decoded text.
#[derive(Clone, Debug, Default)]
pub struct Files {
    entries: Vec<(String, String)>,
}

impl Files {
    /// Adds a file and returns its id.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        self.entries.push((name.into(), text.into()));
        FileId(u32::try_from(self.entries.len() - 1).unwrap_or(u32::MAX))
    }

    /// The file's name; empty for an id of another run.
    #[must_use]
    pub fn name(&self, id: FileId) -> &str {
        self.entries.get(id.0 as usize).map_or("", |e| &e.0)
    }

    /// The file's decoded text (NFC, LF line ends, no BOM); empty for an id of another run.
    #[must_use]
    pub fn text(&self, id: FileId) -> &str {
        self.entries.get(id.0 as usize).map_or("", |e| &e.1)
    }

    /// The text a span covers; empty when the span does not lie on character borders of its file.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text(span.file).get(span.start as usize..span.end as usize).unwrap_or("")
    }

    /// Where byte `offset` of a file stands.
    #[must_use]
    pub fn position(&self, file: FileId, offset: u32) -> Position {
        let text = self.text(file);
        let mut end = (offset as usize).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &text[..end];
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        Position {
            line: before.bytes().filter(|b| *b == b'\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }

    /// The whole line on which byte `offset` stands, without its line end.
    #[must_use]
    pub fn line(&self, file: FileId, offset: u32) -> &str {
        let text = self.text(file);
        let mut at = (offset as usize).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let start = text[..at].rfind('\n').map_or(0, |i| i + 1);
        let end = text[at..].find('\n').map_or(text.len(), |i| at + i);
        &text[start..end]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let mut files = Files::default();
        let id = files.add("a.yaml", "một\nhai ắ: ba\n");
        let at = files.text(id).find(": ba").unwrap();
        let p = files.position(id, u32::try_from(at).unwrap());
        assert_eq!(p, Position { line: 2, column: 6 });
        assert_eq!(files.line(id, u32::try_from(at).unwrap()), "hai ắ: ba");
    }

    #[test]
    fn an_offset_inside_a_character_or_past_the_end_is_rounded_down() {
        let mut files = Files::default();
        let id = files.add("a", "ắ");
        assert_eq!(files.position(id, 1), Position { line: 1, column: 1 });
        assert_eq!(files.position(id, 99), Position { line: 1, column: 2 });
    }
}
