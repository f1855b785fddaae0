//! A fault of the YAML parser in plain words, at the place where the clerk's hand slipped.
//!
//! The trap: a parser notices a missing quote or bracket only where the next one stands, lines below, and says so in its
//! own terms. So the lines up to its place are looked at for the slips people make, and the first that explains it is told.

mod empty;

use crate::diagnostic::Say;
use crate::say;

/// What is wrong, where, and what to do.
pub(super) struct Slip {
    /// Place within the text handed in.
    pub start: usize,
    /// One past its end.
    pub end: usize,
    /// What is wrong.
    pub message: Say,
    /// What to do.
    pub help: Say,
}

/// The slip behind a parser error at byte `at` of `text`.
pub(super) fn explain(text: &str, at: usize, error: &str) -> Slip {
    let lines = lines_until(text, at);
    let quoted = error.contains("quoted");
    let slip = lines.last().and_then(smart_quotes);
    // A lost dash is noticed at the line below, where the entry goes on.
    let slip = slip.or_else(|| lines.iter().rev().take(2).find_map(dash));
    let slip = slip.or_else(|| lines.last().and_then(no_space));
    let slip = slip.or_else(|| lines.last().and_then(backslash));
    let slip = slip.or_else(|| open_quote(&lines, quoted));
    let slip = slip.or_else(|| lines.last().filter(|_| quoted).and_then(inner_quote));
    let slip = slip.or_else(|| open_bracket(&lines));
    slip.or_else(|| {
        lines.last().and_then(|line| inner_colon(line).or_else(|| special(line)).or_else(|| no_colon(line)))
    })
    .unwrap_or_else(|| otherwise(text, at, error))
}

/// A line with its offset in the text.
struct Line<'t> {
    at: usize,
    words: &'t str,
}

impl<'t> Line<'t> {
    /// The value after `key: ` or `- `, with its offset in the line; the whole entry of a flow line.
    fn value(&self) -> (usize, &'t str) {
        let indent = self.words.len() - self.words.trim_start_matches([' ', '-']).len();
        let entry = &self.words[indent..];
        match entry.split_once(": ").filter(|(key, _)| !key.contains(['"', '{', '['])) {
            Some((key, value)) => {
                let gap = value.len() - value.trim_start().len();
                (indent + key.len() + 2 + gap, value.trim())
            }
            None => (indent, entry.trim_end()),
        }
    }

    fn slip(&self, from: usize, len: usize, message: Say, help: Say) -> Slip {
        Slip { start: self.at + from, end: self.at + from + len, message, help }
    }
}

fn lines_until(text: &str, at: usize) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for words in text.split_inclusive('\n') {
        if start > at {
            break;
        }
        lines.push(Line { at: start, words: words.trim_end_matches('\n') });
        start += words.len();
    }
    // At the end of the text the fault is in the last line that holds something.
    while lines.last().is_some_and(|l| l.words.trim().is_empty()) {
        lines.pop();
    }
    lines
}

fn in_quotes() -> Say {
    say!("đặt cả giá trị trong ngoặc kép \"…\"", "put the whole value in quotes \"…\"")
}

fn smart_quotes(line: &Line<'_>) -> Option<Slip> {
    let (from, value) = line.value();
    let first = value.chars().next().filter(|c| matches!(c, '“' | '”' | '„' | '‘' | '’'))?;
    Some(line.slip(
        from,
        first.len_utf8(),
        say!(
            "«{first}» là ngoặc của Word, không phải ngoặc kép của YAML",
            "`{first}` is a quotation mark of a word processor, none of YAML"
        ),
        say!("thay bằng ngoặc kép thẳng \"…\"", "use straight quotes \"…\""),
    ))
}

/// `-id: p-kho`, `– id: p-kho`
fn dash(line: &Line<'_>) -> Option<Slip> {
    let entry = line.words.trim_start();
    let at = line.words.len() - entry.len();
    let first = entry.chars().next()?;
    if matches!(first, '–' | '—' | '−' | '‐' | '‑' | '•') {
        return Some(line.slip(
            at,
            first.len_utf8(),
            say!(
                "«{first}» ở đầu mục không phải dấu gạch của YAML",
                "`{first}` at the beginning of the entry is not the dash of YAML"
            ),
            say!("thay bằng dấu trừ trên bàn phím và một dấu cách: «- »", "type a hyphen and a space: `- `"),
        ));
    }
    let key = entry.strip_prefix('-')?.split(':').next().filter(|key| key.len() + 1 < entry.len())?;
    let glued = !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    glued.then(|| {
        line.slip(
            at,
            1,
            say!("thiếu dấu cách sau dấu gạch đầu mục", "there is no space after the dash of the entry"),
            say!("viết «- {key}: …»", "write `- {key}: …`"),
        )
    })
}

/// `cite:A.1`
fn no_space(line: &Line<'_>) -> Option<Slip> {
    let entry = line.words.trim_start_matches([' ', '-', '{']);
    let at = line.words.len() - entry.len();
    let key = entry.len() - entry.trim_start_matches(|c: char| c.is_ascii_lowercase() || c == '_').len();
    let glued =
        key > 0 && entry[key..].starts_with(':') && !matches!(entry[key + 1..].chars().next(), None | Some(' '));
    glued.then(|| {
        let name = &entry[..key];
        line.slip(
            at,
            key + 1,
            say!("thiếu dấu cách sau «{name}:»", "there is no space after `{name}:`"),
            say!(
                "viết «{name}: …», có một dấu cách sau dấu hai chấm",
                "write `{name}: …`, with a space after the colon"
            ),
        )
    })
}

/// `publish_to: "C:\Users\van-phong\trang"`
fn backslash(line: &Line<'_>) -> Option<Slip> {
    let (from, value) = line.value();
    let quoted = value.strip_prefix('"')?;
    let inner = &quoted[..quoted.rfind('"').unwrap_or(quoted.len())];
    // The marks YAML knows are those of its specification, 5.7.
    let unknown = |(i, _): &(usize, &str)| {
        let next = inner[i + 1..].chars().next();
        !next.is_some_and(|c| {
            "0abtnvfre\"/\\N_LP ".contains(c) || matches!(c, 'x' | 'u' | 'U') && is_code(&inner[i + 1..])
        })
    };
    let (at, _) = inner.match_indices('\\').find(unknown)?;
    Some(line.slip(
        from + 1 + at,
        1,
        say!("trong ngoặc kép, dấu \\ mở đầu một ký hiệu của YAML", "within double quotes a \\ begins a mark of YAML"),
        say!(
            "đường dẫn của Windows: bỏ ngoặc kép, hoặc viết / thay cho \\, hoặc viết đôi \\\\",
            "of a path of Windows: leave out the quotes, or write / for \\, or write it twice \\\\"
        ),
    ))
}

/// Whether a mark that names a character by its number does: `x1F`, `u1EA1`.
fn is_code(mark: &str) -> bool {
    let digits = match mark.as_bytes().first() {
        Some(b'x') => 2,
        Some(b'u') => 4,
        _ => 8,
    };
    mark.get(1..=digits).is_some_and(|code| code.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// A line whose last quote opens and does not close: the last line, or, where the parser ran on to the next quote, the
/// nearest above it.
fn open_quote(lines: &[Line<'_>], run_on: bool) -> Option<Slip> {
    let opening = |line: &Line<'_>| {
        let words = line.words.replace("\\\"", "  ");
        let from = words.rfind('"').filter(|_| words.matches('"').count() % 2 == 1)?;
        words[..from].ends_with([' ', ':', '[', '{', ',', '-']).then_some(from)
    };
    let count = if run_on { lines.len() } else { 1 };
    let (line, from) = lines.iter().rev().take(count).find_map(|l| Some((l, opening(l)?)))?;
    Some(line.slip(
        from,
        1,
        say!("ngoặc kép mở ở đây mà không đóng trên dòng này", "the quote opened here is not closed on this line"),
        say!("thêm dấu \" ở cuối giá trị", "add a \" at the end of the value"),
    ))
}

/// `name: "Phòng "Kho" lớn"`
fn inner_quote(line: &Line<'_>) -> Option<Slip> {
    let (from, value) = line.value();
    let (begin, rest) = value.find('"').map(|i| (i, &value[i + 1..]))?;
    let close = rest.find('"')?;
    rest[close + 1..].contains('"').then(|| {
        line.slip(
            from + begin + 1 + close,
            1,
            say!("trong giá trị lại có ngoặc kép", "there is a quote within the quoted value"),
            say!(
                "đặt cả giá trị trong ngoặc đơn '…', hoặc viết \\\" cho ngoặc kép bên trong",
                "put the whole value in single quotes '…', or write \\\" for the quote within"
            ),
        )
    })
}

/// The first bracket that is still open where the last line begins, or on it.
fn open_bracket(lines: &[Line<'_>]) -> Option<Slip> {
    let mut open: Vec<(usize, usize, char)> = Vec::new();
    let mut cut = None;
    for (n, line) in lines.iter().enumerate() {
        let mut quote = None;
        let mut before = ' ';
        for (i, c) in line.words.char_indices() {
            match (quote, c) {
                (Some(q), c) if c == q => quote = None,
                (Some(_), _) => {}
                (None, '#') if before == ' ' => {
                    let rest = &line.words[i..];
                    let closes = |open, close| rest.matches(close).count() > rest.matches(open).count();
                    if closes('[', ']') || closes('{', '}') {
                        cut = Some((line, i));
                    }
                    break;
                }
                (None, '"' | '\'') if !before.is_alphanumeric() => quote = Some(c),
                (None, '{' | '[') => open.push((n, i, c)),
                (None, '}' | ']') => drop(open.pop()),
                _ => {}
            }
            before = c;
        }
    }
    let (n, i, c) = *open.first()?;
    if let Some((line, i)) = cut {
        return Some(line.slip(
            i,
            line.words.len() - i,
            say!(
                "« #» mở đầu một chú thích: từ đây đến hết dòng bị bỏ, cả dấu đóng ngoặc",
                "` #` begins a comment: the rest of the line is dropped, the closing bracket too"
            ),
            say!("đặt giá trị có dấu # trong ngoặc kép \"…\"", "put the value that has the # in quotes \"…\""),
        ));
    }
    Some(lines.get(n)?.slip(
        i,
        1,
        say!("ngoặc «{c}» mở ở đây mà không đóng", "the bracket `{c}` opened here is not closed"),
        if c == '{' {
            say!("thêm dấu }} ở cuối mục", "add a }} at the end of the entry")
        } else {
            say!("thêm dấu ] ở cuối danh sách", "add a ] at the end of the list")
        },
    ))
}

/// `name: Điều 1: Phạm vi`
fn inner_colon(line: &Line<'_>) -> Option<Slip> {
    let (from, value) = line.value();
    let plain = !value.starts_with(['"', '\'', '{', '[', '|', '>']);
    let colon =
        value.find(": ").or_else(|| value.ends_with(':').then(|| value.len() - 1)).filter(|_| plain && from > 0)?;
    Some(line.slip(
        from + colon,
        1,
        say!("giá trị có dấu hai chấm mà không có ngoặc kép", "the value holds a colon and is not in quotes"),
        in_quotes(),
    ))
}

/// `note: @chung`, `name: *quan trọng*`
fn special(line: &Line<'_>) -> Option<Slip> {
    let (from, value) = line.value();
    let first = value
        .chars()
        .next()
        .filter(|c| matches!(c, '@' | '`' | '%' | '*' | '&' | '!' | '|' | '>' | ',' | ']' | '}'))?;
    Some(line.slip(
        from,
        1,
        say!(
            "giá trị không có ngoặc kép mà bắt đầu bằng «{first}»",
            "the value is not in quotes and begins with `{first}`"
        ),
        in_quotes(),
    ))
}

/// `name "Phòng Kho"`
fn no_colon(line: &Line<'_>) -> Option<Slip> {
    let entry = line.words.trim_start_matches([' ', '-']);
    let at = line.words.len() - entry.len();
    (!entry.is_empty() && !entry.starts_with(['#', '{', '[', '"']) && !entry.contains(':')).then(|| {
        line.slip(
            at,
            entry.trim_end().len(),
            say!("dòng này không có dạng «khóa: giá trị»", "this line is no `key: value`"),
            say!(
                "thêm dấu hai chấm và dấu cách sau khóa; nếu là phần tiếp của giá trị dòng trên thì đặt cả giá trị trong ngoặc kép trên một dòng",
                "add a colon and a space after the key; if it continues the value above, put the whole value in quotes on one line"
            ),
        )
    })
}

fn otherwise(text: &str, at: usize, error: &str) -> Slip {
    let begin = text[..at].rfind('\n').map_or(0, |i| i + 1);
    let line = text[begin..].split('\n').next().unwrap_or("");
    let end = begin + line.trim_end().len();
    if let Some(slip) = empty::below_empty(text, begin, end) {
        return slip;
    }
    if ["block", "indent", "mapping values"].iter().any(|w| error.contains(w)) {
        return Slip {
            start: at,
            end: end.max(at),
            message: say!(
                "dòng này thụt vào không khớp với các dòng cùng mục",
                "the indentation of this line does not match the lines of its entry"
            ),
            help: say!(
                "các khóa của một mục thẳng cột với nhau; dấu gạch «-» của các mục cũng thẳng cột với nhau",
                "the keys of an entry stand in one column, and so do the dashes `-` of the entries"
            ),
        };
    }
    let (message, help) = known(error);
    Slip { start: at, end: end.max(at), message, help }
}

/// What the parser says in its own words, in ours; of what it says else the place alone helps a clerk.
fn known(error: &str) -> (Say, Say) {
    let says = |words: &[&str]| words.iter().any(|w| error.contains(w));
    if says(&["multiple YAML documents"]) {
        (
            say!("phía trên có dòng «---» chia tệp làm hai", "a line `---` above divides the file in two"),
            say!("xóa dòng «---» ấy", "delete that line `---`"),
        )
    } else if says(&["unclosed quote", "quoted scalar, found unexpected end"]) {
        (
            say!("ngoặc mở ở đây mà không đóng", "the quote opened here is not closed"),
            say!(
                "đóng ngoặc ở cuối giá trị; giá trị có dấu ' thì đặt trong ngoặc kép \"…\"",
                "close it at the end of the value; a value with a ' goes in double quotes \"…\""
            ),
        )
    } else if says(&["escape"]) {
        (
            say!(
                "trong ngoặc kép, dấu \\ mở đầu một ký hiệu mà YAML không biết",
                "within double quotes a \\ begins a mark that YAML does not know"
            ),
            say!("viết \\\\ thay cho \\, hoặc dùng ngoặc đơn '…'", "write \\\\ for \\, or use single quotes '…'"),
        )
    } else if says(&["EOF", "end of"]) {
        (
            say!("tệp kết thúc giữa chừng", "the file ends in the middle of an entry"),
            say!(
                "xem lại dòng cuối: còn ngoặc hoặc giá trị chưa viết xong",
                "look at the last line: a bracket or a value is not finished"
            ),
        )
    } else {
        (
            say!("không hiểu được YAML ở đây", "the YAML cannot be understood here"),
            say!(
                "kiểm tra thụt dòng, ngoặc và dấu hai chấm ở dòng này và dòng trên",
                "check the indentation, brackets and colons of this line and the one above"
            ),
        )
    }
}

/// The byte at a line and column, both from 1, columns in characters.
pub(super) fn byte_at(text: &str, line: u64, column: u64) -> usize {
    let mut start = 0;
    for (n, words) in (1u64..).zip(text.split_inclusive('\n')) {
        if n == line {
            let before = words.trim_end_matches('\n').chars().zip(1u64..).take_while(|(_, c)| *c < column);
            return start + before.map(|(c, _)| c.len_utf8()).sum::<usize>();
        }
        start += words.len();
    }
    text.len()
}
