//! A text cut into what a typist would retype as one: syllables, numbers, labels, marks of punctuation.
//!
//! A token is a run without spaces less the punctuation around it, so `ngày,` is still `ngày`, and `15/6`,
//! `3232/QĐ-VPUBND` stay whole. The trap: a dot or a bracket that belongs to a label (`5.1.`, `b)`) is not punctuation.

use std::collections::BTreeMap;
use std::ops::Range;

/// What a token is to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    /// `5.1.`, `b)`: names the provision rather than belonging to a sentence.
    Label,
    /// `.` `;` `:` and the like: what follows is a new sentence.
    End,
    Comma,
    Open,
    Close,
    /// A dash standing alone, as in `Khoa giáo - Văn xã`.
    Dash,
}

/// One token: its place in the text, a number equal for equal tokens of both texts, and what it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub start: usize,
    pub end: usize,
    pub id: u32,
    pub kind: Kind,
    /// How much a reader holds on to it: letters, up to five, threefold; punctuation next to nothing.
    pub weight: u8,
}

/// A text in tokens.
#[derive(Debug)]
pub(super) struct Tokens<'t> {
    pub text: &'t str,
    pub tokens: Vec<Token>,
    /// For every place between two tokens (one more than tokens): how hard it is to break there. 0 between sentences, 3
    /// inside a phrase.
    pub breaks: Vec<u8>,
    /// Weight of everything before a place.
    sums: Vec<usize>,
}

impl<'t> Tokens<'t> {
    /// Cuts both texts, numbering tokens alike.
    pub fn pair(old: &'t str, new: &'t str) -> (Self, Self) {
        let mut ids = BTreeMap::new();
        (Self::cut(old, &mut ids), Self::cut(new, &mut ids))
    }

    fn cut(text: &'t str, ids: &mut BTreeMap<&'t str, u32>) -> Self {
        let tokens: Vec<Token> = spans(text)
            .into_iter()
            .map(|(Range { start, end }, kind)| {
                let word = &text[start..end];
                let next = u32::try_from(ids.len()).unwrap_or(u32::MAX);
                let weight = match kind {
                    Kind::Word => word.chars().take(5).map(|_| 3).sum(),
                    Kind::Label => 15,
                    _ => 1,
                };
                Token { start, end, id: *ids.entry(word).or_insert(next), kind, weight }
            })
            .collect();
        let breaks = (0..=tokens.len()).map(|at| hardness(text, &tokens, at)).collect();
        let mut sums = vec![0];
        sums.extend(tokens.iter().scan(0, |sum, token| {
            *sum += usize::from(token.weight);
            Some(*sum)
        }));
        Self { text, tokens, breaks, sums }
    }

    /// The weight of the tokens in a range.
    pub fn weight(&self, range: Range<usize>) -> usize {
        self.sums[range.end] - self.sums[range.start]
    }
}

fn hardness(text: &str, tokens: &[Token], at: usize) -> u8 {
    let (Some(before), Some(after)) = (at.checked_sub(1).and_then(|b| tokens.get(b)), tokens.get(at)) else {
        return 2; // The edge of the text is given, not chosen: it must not be cheaper than keeping its first word.
    };
    match (before.kind, after.kind) {
        _ if text[before.end..after.start].contains('\n') => 0,
        (Kind::End | Kind::Label, Kind::Word | Kind::Label | Kind::Open | Kind::Dash) => 0,
        (Kind::Comma | Kind::Close, Kind::Word | Kind::Open) | (Kind::Word, Kind::Open) => 1,
        (Kind::Word, Kind::Word | Kind::Label) => 3,
        _ => 2,
    }
}

fn spans(text: &str) -> Vec<(Range<usize>, Kind)> {
    let mut spans = Vec::new();
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        let mut brackets = 0;
        let mut first = true;
        let mut rest = line;
        while let Some(run) = rest.split_whitespace().next() {
            // `split_whitespace` gives a slice of `rest`; what precedes it is its indentation.
            let indent = rest.len() - rest.trim_start().len();
            let start = line_start + line.len() - rest.len() + indent;
            rest = &rest[indent + run.len()..];
            let place = if first {
                Place::Head
            } else if rest.trim().is_empty() {
                Place::Tail
            } else {
                Place::Middle
            };
            cut_run(run, start, place, &mut brackets, &mut spans);
            first = false;
        }
        line_start += line.len();
    }
    spans
}

/// Where on its line a run stands.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Head,
    Middle,
    Tail,
}

/// Cuts one run without spaces; `brackets` counts those open so far on the line.
fn cut_run(run: &str, start: usize, place: Place, brackets: &mut usize, spans: &mut Vec<(Range<usize>, Kind)>) {
    if is_label(run, place) {
        spans.push((start..start + run.len(), Kind::Label));
        return;
    }
    if run.chars().all(|c| matches!(c, '-' | '–' | '—' | '+' | '*' | '•')) {
        spans.push((start..start + run.len(), Kind::Dash));
        return;
    }
    let core_start = run.len() - run.trim_start_matches(is_mark).len();
    push_marks(&run[..core_start], start, true, spans);
    let opened = |s: &str| s.matches('(').count();
    let closed = |s: &str| s.matches(')').count();
    *brackets += opened(&run[..core_start]);
    let body = &run[core_start..];
    let (mut core, mut kind) = (body.trim_end_matches(is_mark), Kind::Word);
    // `b)` with no bracket open is a label: the bracket is its own.
    if *brackets + opened(body) < closed(body) && body[core.len()..].starts_with(')') && core.chars().count() <= 3 {
        (core, kind) = (&body[..core.len() + 1], Kind::Label);
    }
    if !core.is_empty() {
        spans.push((start + core_start..start + core_start + core.len(), kind));
    }
    push_marks(&body[core.len()..], start + core_start + core.len(), false, spans);
    *brackets = (*brackets + opened(body)).saturating_sub(closed(run));
}

/// `5.1.` or `II.` heading a line; inside one only with two levels and more to come, else the dot ends the sentence.
fn is_label(run: &str, place: Place) -> bool {
    let Some(number) = run.strip_suffix('.') else { return false };
    let plain = |part: &str| {
        let part = part.strip_suffix('\\').unwrap_or(part); // Markdown's `1\.`
        (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
    };
    let levels = number.split('.').count();
    number.split('.').all(plain) && (place == Place::Head || place == Place::Middle && levels > 1)
}

fn push_marks(marks: &str, start: usize, leading: bool, spans: &mut Vec<(Range<usize>, Kind)>) {
    let mut at = 0;
    while let Some(c) = marks[at..].chars().next() {
        // An ellipsis is one mark.
        let dots = marks[at..].len() - marks[at..].trim_start_matches('.').len();
        let len = dots.max(c.len_utf8());
        let kind = match c {
            ',' => Kind::Comma,
            '(' | '[' | '“' | '‘' | '«' => Kind::Open,
            ')' | ']' | '”' | '’' | '»' => Kind::Close,
            '"' | '\'' if leading => Kind::Open,
            '"' | '\'' => Kind::Close,
            _ => Kind::End,
        };
        spans.push((start + at..start + at + len, kind));
        at += len;
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '.' | '!' | '?' | '…' | '(' | ')' | '[' | ']')
        || matches!(c, '“' | '”' | '‘' | '’' | '«' | '»' | '"' | '\'')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        spans(text).into_iter().map(|(range, _)| &text[range]).collect()
    }

    #[test]
    fn labels_dates_and_numbers_stay_whole() {
        assert_eq!(cut("5.1. Họp, ngày 15/6."), ["5.1.", "Họp", ",", "ngày", "15/6", "."]);
        assert_eq!(
            cut("b) Số 3232/QĐ-VPUBND; xem b) và 5.1."),
            ["b)", "Số", "3232/QĐ-VPUBND", ";", "xem", "b)", "và", "5.1", "."]
        );
        assert_eq!(cut("06 (sáu) tháng (điểm b)..."), ["06", "(", "sáu", ")", "tháng", "(", "điểm", "b", ")", "..."]);
        assert_eq!(
            cut("1\\. “Kinh tế - xã hội”,\n  II. Hết"),
            ["1\\.", "“", "Kinh", "tế", "-", "xã", "hội", "”", ",", "II.", "Hết"]
        );
    }
}
