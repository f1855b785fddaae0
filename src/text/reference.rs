//! References to provisions as Vietnamese law writes them: "điểm b khoản 2 Điều 5 Quy chế này", "các khoản 1, 2 và 3 Điều này".
//!
//! The steps come innermost first; what stands above is said once for all that is listed. This file reads steps and lists, `tail`
//! what follows them: of which document they are, `earlier` what the sentence named before. Precision before recall: what may be of another document, or no reference at
//! all ("thời điểm 1.1", "khoản 5 triệu đồng"), is left out.

mod earlier;
mod tail;

use std::ops::Range;

use self::earlier::{Earlier, ends_a_sentence, is_noun, stands_in};
use self::tail::{Tail, tail};
use super::sentence::after_phrase;

pub use self::tail::{called, is_called, names_document};

/// The level a reference names, outermost first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// Phụ lục.
    Annex,
    /// Phần.
    Part,
    /// Chương.
    Chapter,
    /// Mục.
    Section,
    /// Tiểu mục.
    Subsection,
    /// Điều.
    Article,
    /// Khoản.
    Clause,
    /// Điểm.
    Point,
}

impl Rank {
    /// The word of the level.
    #[must_use]
    pub fn word(self) -> &'static str {
        WORDS.iter().find(|(_, rank)| *rank == self).map_or("", |(word, _)| word)
    }
}

/// The words of the levels, by their first letters.
const WORDS: [(&str, Rank); 8] = [
    ("điều", Rank::Article),
    ("điểm", Rank::Point),
    ("khoản", Rank::Clause),
    ("mục", Rank::Section),
    ("chương", Rank::Chapter),
    ("phần", Rank::Part),
    ("phụ lục", Rank::Annex),
    ("tiểu mục", Rank::Subsection),
];

/// The words that can begin with a byte, in capitals or not: every clause of a large office is read here.
fn begun(byte: u8) -> &'static [(&'static str, Rank)] {
    match byte {
        // đ and Đ, with letters that begin no word.
        0xC4 => &WORDS[..2],
        b'k' | b'K' => &WORDS[2..3],
        b'm' | b'M' => &WORDS[3..4],
        b'c' | b'C' => &WORDS[4..5],
        b'p' | b'P' => &WORDS[5..7],
        b't' | b'T' => &WORDS[7..],
        _ => &[],
    }
}

/// Syllables before a level's word that make another word of it: "thời điểm", "tài khoản", "danh mục".
const COMPOUNDS: [&str; 36] = [
    "thời", "địa", "quan", "ưu", "nhược", "trọng", "đặc", "khuyết", "cao", "chấm", "tiêu", "tâm", "luận", "yếu", "thí",
    "tổng", "tài", "điều", "danh", "hạng", "chuyên", "đề", "thư", "đầu", "thành", "cổ", "học", "một", "mỗi", "hợp",
    "bộ", "góp", "huân", "huy", "hiến", "nhiều",
];

/// What is counted in so many, and no label.
const MEASURES: [&str; 9] = ["triệu", "tỷ", "tỉ", "nghìn", "ngàn", "trăm", "đồng", "trở", "lần"];

/// One step of a reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step<'t> {
    /// Its level.
    pub rank: Rank,
    /// The number or letter as written; `None` for "này".
    pub label: Option<&'t str>,
}

/// One provision that is referred to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference<'t> {
    /// Where in the words.
    pub place: Range<usize>,
    /// Outermost first; the last one has a label.
    pub steps: Vec<Step<'t>>,
    /// Whether a comma parts its steps, so that they may be several references.
    pub loose: bool,
    /// The document where it is named by what it calls itself, in small letters: "quy chế" of "Quy chế này".
    pub of: Option<String>,
}

impl Reference<'_> {
    /// Whether a step says "này", so that it can be of no other text.
    #[must_use]
    pub fn is_here(&self) -> bool {
        self.steps.iter().any(|s| s.label.is_none())
    }
}

/// A step as written, with all labels it lists.
struct Listed<'t> {
    rank: Rank,
    labels: Vec<(Option<&'t str>, Range<usize>)>,
}

/// Steps that follow each other, innermost first.
struct Chain<'t> {
    steps: Vec<Listed<'t>>,
    /// Whether a comma parts them.
    loose: bool,
    /// Whether a semicolon parts them from what stands before.
    apart: bool,
}

impl Chain<'_> {
    fn top(&self) -> Option<Rank> {
        self.steps.last().map(|s| s.rank)
    }

    fn is_here(&self) -> bool {
        self.steps.iter().any(|s| s.labels.iter().any(|(label, _)| label.is_none()))
    }
}

/// The references in words, from left to right, without those to other documents.
#[must_use]
pub fn references(text: &str) -> Vec<Reference<'_>> {
    let mut found = Vec::new();
    let mut done = 0;
    let mut earlier: Option<Earlier<'_>> = None;
    let bytes = text.as_bytes();
    let inside =
        |at: usize| at.checked_sub(1).and_then(|before| bytes.get(before)).is_some_and(u8::is_ascii_alphanumeric);
    for (at, _) in text.bytes().enumerate().filter(|(at, byte)| !begun(*byte).is_empty() && !inside(*at)) {
        if at < done {
            continue;
        }
        let Some((first, mut end)) = chain(text, at) else { continue };
        let mut chains = vec![first];
        while let Some((next, after)) = joined(text, end).and_then(|at| chain(text, at)) {
            chains.push(Chain { apart: text[blank(text, end)..].starts_with(';'), ..next });
            end = after;
        }
        done = end;
        if is_noun(text, at, &chains) {
            continue;
        }
        earlier = earlier.filter(|e| !ends_a_sentence(&text[e.end..at]));
        if let (Some(e), Some(first)) = (&earlier, chains.first_mut()) {
            first.apart = text[e.end..at].contains(';');
        }
        let above = earlier.as_ref().map(|e| (e.rank, e.read_on(&text[e.end..at])));
        let tail = tail(&text[end..]);
        let ours = matches!(tail, Tail::This(_) | Tail::Unsaid);
        let next = Earlier::of(&chains, end, ours);
        let of = match tail {
            Tail::This(noun) => Some(noun),
            Tail::Unsaid => None,
            Tail::Other | Tail::Unknown => {
                // "khoản 1 Điều này và Điều 12 Luật …": what says "này" is here whatever follows.
                chains.retain(Chain::is_here);
                None
            }
        };
        found.extend(told(&chains, above).into_iter().map(|r| Reference { of: of.clone(), ..r }));
        earlier = match (earlier, next) {
            // What is of the one named earlier leaves that one named.
            (Some(e), Some(next)) if stands_in(e.rank, next.rank) => Some(Earlier { end, steps: Vec::new(), ..e }),
            (_, next) => next,
        };
    }
    found
}

/// Every single provision the chains name; `earlier` is the level named before them in the sentence, and the steps to read them below,
/// which are none where nobody knows.
fn told<'t>(chains: &[Chain<'t>], earlier: Option<(Rank, &[Step<'t>])>) -> Vec<Reference<'t>> {
    let mut all: Vec<Reference<'t>> = Vec::new();
    // What stands above the chain behind, for those that leave it out.
    let mut above: Vec<Step<'t>> = Vec::new();
    for (n, chain) in chains.iter().enumerate().rev() {
        let Some(top) = chain.top() else { continue };
        let mut inherited: Vec<Step<'t>> = match above.iter().position(|s| s.rank == top) {
            Some(at) => above[..at].to_vec(),
            None => Vec::new(),
        };
        // "khoản 2 và Điều 5", "Điều 5, khoản 2": whose clause it is nobody knows.
        let before = n.checked_sub(1).and_then(|n| chains.get(n)?.top());
        // A section behind a semicolon is another one: "mục I phần A; mục II".
        let apart = top < Rank::Article && (chain.apart || chains.get(n + 1).is_some_and(|c| c.apart));
        let outer = |rank: Option<Rank>| !apart && rank.is_some_and(|rank| stands_in(rank, top));
        let mut lost = inherited.is_empty() && (outer(above.first().map(|s| s.rank)) || outer(before));
        let mut loose = chain.loose;
        if let Some((_, steps)) = earlier.filter(|e| inherited.is_empty() && !chain.is_here() && outer(Some(e.0))) {
            let below = steps.last().is_some_and(|s| stands_in(s.rank, top));
            lost |= !below;
            loose = true;
            inherited = if below { steps.to_vec() } else { inherited };
        }
        let step = |s: &Listed<'t>, label: Option<&'t str>| Step { rank: s.rank, label };
        let from = |from: usize| {
            let own = chain.steps[from..].iter().rev().map(|s| step(s, s.labels.first().and_then(|l| l.0)));
            inherited.iter().cloned().chain(own).collect::<Vec<_>>()
        };
        let firsts = || chain.steps.iter().filter_map(|s| Some(&s.labels.first()?.1));
        let (start, end) = (firsts().map(|p| p.start).min().unwrap_or(0), firsts().map(|p| p.end).max().unwrap_or(0));
        let mut here = Vec::new();
        for (depth, listed) in chain.steps.iter().enumerate() {
            // A list of clauses is of the innermost step; further articles stand for themselves.
            for (i, (label, place)) in listed.labels.iter().enumerate().filter(|(i, _)| depth == 0 || *i > 0) {
                // What stands above is marked with the first or last of those it is said for.
                let begin = if depth == 0 && i == 0 { start } else { place.start };
                let to = if depth == 0 && i + 1 == listed.labels.len() { end.max(place.end) } else { place.end };
                let place = begin..to;
                if label.is_some() && !lost {
                    let mut steps = from(depth + 1);
                    steps.push(step(listed, *label));
                    here.push(Reference { place, steps, loose, of: None });
                }
            }
        }
        above = from(0);
        all.extend(here);
    }
    all.sort_by_key(|r| r.place.start);
    all
}

/// The steps that begin at a place, and where they end.
fn chain(text: &str, at: usize) -> Option<(Chain<'_>, usize)> {
    let (first, mut end) = listed(text, at)?;
    let mut steps = vec![first];
    let (mut outward, mut loose) = (None, false);
    loop {
        let behind = blank(text, end);
        // An article needs nothing above it, nor does what says "này".
        let needy = steps.last().is_some_and(|s| s.rank > Rank::Article && s.labels.iter().all(|l| l.0.is_some()));
        let comma = text[behind..].strip_prefix(',').filter(|_| needy);
        let comma = comma.map(|rest| blank(text, text.len() - rest.len()));
        let of =
            ["của", "thuộc", "trong"].iter().find_map(|word| word_at(text, behind, word)).map(|at| blank(text, at));
        let next = [Some(behind), of, comma].into_iter().flatten().find_map(|at| Some((at, listed(text, at)?)));
        let Some((from, (step, after))) = next else { break };
        let last = steps.last().map_or(step.rank, |s| s.rank);
        let out = step.rank < last;
        // "Điều 5 khoản 2" goes inward; with a comma it is another reference.
        let fits = step.rank != last && outward.is_none_or(|o| o == out) && (out || from == behind);
        if !fits {
            break;
        }
        outward = Some(out);
        loose |= Some(from) == comma;
        steps.push(step);
        end = after;
    }
    if outward == Some(false) {
        steps.reverse();
    }
    Some((Chain { steps, loose, apart: false }, end))
}

/// Where the next of several may begin: behind a comma, "và", "hoặc", "đến", and "các", "tại".
fn joined(text: &str, end: usize) -> Option<usize> {
    let behind = blank(text, end);
    let mark = text[behind..].starts_with([',', ';']);
    let mut at = blank(text, behind + usize::from(mark));
    let word = ["và", "hoặc", "đến", "hay"].iter().find_map(|word| word_at(text, at, word));
    if word.is_none() && !mark {
        return None;
    }
    at = blank(text, word.unwrap_or(at));
    while let Some(next) = ["các", "tại", "quy định tại", "từ", "cả"].iter().find_map(|word| word_at(text, at, word))
    {
        at = blank(text, next);
    }
    Some(at)
}

/// A level's word and its labels, and where they end.
fn listed(text: &str, at: usize) -> Option<(Listed<'_>, usize)> {
    let words = begun(*text.as_bytes().get(at)?);
    let (rank, behind) = words.iter().find_map(|(word, rank)| Some((*rank, word_at(text, at, word)?)))?;
    if text[..at].chars().next_back().is_some_and(char::is_alphanumeric) {
        return None;
    }
    let before = text[..at].trim_end();
    let syllable = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
    if COMPOUNDS.contains(&syllable.as_str()) {
        return None;
    }
    let start = blank(text, behind);
    if let Some(end) = word_at(text, start, "này").filter(|_| start > behind) {
        return Some((Listed { rank, labels: vec![(None, at..end)] }, end));
    }
    let (label, mut end) = label(text, start, rank).filter(|_| start > behind)?;
    if MEASURES.iter().any(|m| word_at(text, blank(text, end), m).is_some()) {
        return None;
    }
    let mut labels = vec![(Some(label), at..end)];
    while let Some((next, from, to)) = listed_further(text, end, rank, label) {
        labels.push((Some(next), from..to));
        end = to;
    }
    Some((Listed { rank, labels }, end))
}

/// One more label of a list, which stands for itself: "khoản 1, 2 và 3". What goes on otherwise is no label: "Điều 5, 10 ngày".
fn listed_further<'t>(text: &'t str, end: usize, rank: Rank, first: &str) -> Option<(&'t str, usize, usize)> {
    let from = joined(text, end)?;
    let (next, to) = label(text, from, rank)?;
    let digits = |l: &str| l.starts_with(|c: char| c.is_ascii_digit());
    let behind = blank(text, to);
    let rest = &text[behind..];
    let goes_on = rest.is_empty()
        || rest.starts_with(['.', ',', ';', ':', ')', '”', '"', '/'])
        || WORDS.iter().any(|(word, _)| word_at(text, behind, word).is_some())
        || ["và", "hoặc", "hay", "đến", "của", "thuộc", "này"].iter().any(|word| word_at(text, behind, word).is_some())
        || matches!(tail(rest), Tail::This(_) | Tail::Other);
    (digits(next) == digits(first) && goes_on).then_some((next, from, to))
}

/// The number or letter of a level at a place, and where it ends.
fn label(text: &str, at: usize, rank: Rank) -> Option<(&str, usize)> {
    let worded = match rank {
        Rank::Annex => word_at(text, at, "số").map(|at| blank(text, at)),
        Rank::Part => word_at(text, at, "thứ").map(|at| blank(text, at)),
        _ => None,
    };
    let from = worded.unwrap_or(at);
    let mut end = from;
    for (i, c) in text[from..].char_indices() {
        let dotted = c == '.' && i > 0 && text[from + i + 1..].starts_with(|c: char| c.is_ascii_digit());
        if !(c.is_alphanumeric() || dotted) {
            break;
        }
        end = from + i + c.len_utf8();
    }
    let token = &text[from..end];
    let glued = text[end..].starts_with(['%', '/'])
        || text[end..].strip_prefix(['-', '–']).is_some_and(|r| r.starts_with(char::is_alphanumeric));
    let ordinal = rank == Rank::Part && worded.is_some() && token.chars().all(char::is_lowercase);
    let fits = ordinal && !token.is_empty() || is_label(token, rank);
    (fits && !glued).then(|| (if ordinal { &text[at..end] } else { token }, end))
}

fn is_label(token: &str, rank: Rank) -> bool {
    let roman = !token.is_empty() && token.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C'));
    let capital = token.len() == 1 && token.bytes().all(|b| b.is_ascii_uppercase());
    let dotted = || token.split('.').all(is_number);
    match rank {
        Rank::Annex => roman || capital || is_number(token.trim_start_matches('0')),
        Rank::Part => roman || capital,
        Rank::Chapter | Rank::Section => roman || dotted(),
        Rank::Article | Rank::Subsection => is_number(token),
        Rank::Clause => dotted(),
        Rank::Point => {
            let mut chars = token.chars();
            let letter = chars.next().is_some_and(|c| c.is_ascii_lowercase() || c == 'đ');
            letter && chars.as_str().bytes().all(|b| b.is_ascii_digit()) || token.contains('.') && dotted()
        }
    }
}

/// `5`, `12a`: no year, no sum, no leading zero.
fn is_number(token: &str) -> bool {
    let digits = token.trim_end_matches(|c: char| c.is_ascii_lowercase() || c == 'đ');
    let most = (1..=3).contains(&digits.len()) && !digits.starts_with('0');
    most && digits.bytes().all(|b| b.is_ascii_digit()) && token[digits.len()..].chars().count() < 2
}

/// Behind blanks.
fn blank(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start().len()
}

/// Behind a word or words that stand at a place by themselves.
fn word_at(text: &str, at: usize, word: &str) -> Option<usize> {
    let rest = after_phrase(text.get(at..)?, word)?;
    (!rest.starts_with(char::is_alphanumeric)).then(|| text.len() - rest.len())
}

#[cfg(test)]
mod tests;
