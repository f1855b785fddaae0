//! The files of one run and places in them. Spans are bytes; columns are counted in characters, and only when printed,
//! because an editor shows a clerk characters ("ắ" is one column, three bytes).

use std::sync::OnceLock;

/// Identifies a file within [`Files`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

impl FileId {
    /// Its number in the order in which the files were added.
    pub(super) fn number(self) -> u32 {
        self.0
    }
}

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

    /// Whether the two have a byte in common or touch.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.file == other.file && self.start <= other.end && other.start <= self.end
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
    entries: Vec<Entry>,
}

/// One file.
#[derive(Clone, Debug)]
struct Entry {
    name: String,
    text: String,
    /// The offsets at which its lines begin, once somebody asks: a file with ten thousand faults is asked for as many places, most for none.
    lines: OnceLock<Vec<usize>>,
}

impl Entry {
    fn lines(&self) -> &[usize] {
        let begin = || std::iter::once(0).chain(self.text.match_indices('\n').map(|(i, _)| i + 1)).collect();
        self.lines.get_or_init(begin)
    }
}

impl Files {
    /// Adds a file and returns its id.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        self.entries.push(Entry { name: name.into(), text: text.into(), lines: OnceLock::new() });
        FileId(u32::try_from(self.entries.len() - 1).unwrap_or(u32::MAX))
    }

    /// The file of this number in the order in which they were added.
    pub(super) fn id(&self, number: usize) -> Option<FileId> {
        self.entries.get(number).and_then(|_| u32::try_from(number).ok()).map(FileId)
    }

    /// Every file by name and text, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.entries.iter().map(|e| (e.name.as_str(), e.text.as_str()))
    }

    /// The whole of every file.
    pub fn wholes(&self) -> impl Iterator<Item = Span> {
        let whole = |(n, entry): (usize, &Entry)| self.id(n).map(|file| Span::new(file, 0, entry.text.len()));
        self.entries.iter().enumerate().filter_map(whole)
    }

    /// The bytes of all texts.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.entries.iter().map(|e| e.text.len() as u64).sum()
    }

    /// The file's name; empty for an id of another run.
    #[must_use]
    pub fn name(&self, id: FileId) -> &str {
        self.entries.get(id.0 as usize).map_or("", |e| &e.name)
    }

    /// The file's decoded text (NFC, LF line ends, no BOM); empty for an id of another run.
    #[must_use]
    pub fn text(&self, id: FileId) -> &str {
        self.entries.get(id.0 as usize).map_or("", |e| &e.text)
    }

    /// The text a span covers; empty when the span does not lie on character borders of its file.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text(span.file).get(span.start as usize..span.end as usize).unwrap_or("")
    }

    /// Where byte `offset` of a file stands.
    #[must_use]
    pub fn position(&self, file: FileId, offset: u32) -> Position {
        let (line, start) = self.line_of(file, offset as usize);
        let text = self.text(file);
        let mut end = (offset as usize).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        Position { line: line + 1, column: text[start..end].chars().count() + 1 }
    }

    /// The whole line on which byte `offset` stands, without its line end.
    #[must_use]
    pub fn line(&self, file: FileId, offset: u32) -> &str {
        let (_, start) = self.line_of(file, offset as usize);
        self.text(file)[start..].split('\n').next().unwrap_or("")
    }

    /// The number, from 0, and the beginning of the line on which byte `offset` stands.
    pub(super) fn line_of(&self, file: FileId, offset: usize) -> (usize, usize) {
        let Some(entry) = self.entries.get(file.0 as usize) else { return (0, 0) };
        let lines = entry.lines();
        let line = lines.partition_point(|start| *start <= offset).saturating_sub(1);
        (line, lines.get(line).copied().unwrap_or(0))
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
