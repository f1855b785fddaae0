//! What has the shape of a label and is none: mistyped, glued to its words, or hidden.

use super::{Label, annex, dressed, read, unusual};
use crate::diagnostic::Say;
use crate::say;

/// A head that has the shape of a label and is none: `f)`, `3)`, `1.1` without its last dot, `1.Chịu` without a space.
pub(in crate::model::decode) struct Near {
    /// The head as typed.
    pub printed: String,
    /// What it would be with the right stop behind it.
    pub readings: Vec<Label>,
    /// Whether a new sentence follows, or a stop stands there; `1.5 triệu` has neither.
    pub sure: bool,
    /// What hides it and what to do, where it would be a label but for that.
    pub hidden: Option<Say>,
}

impl Near {
    /// Whether a stop stands behind it, and nothing hides it.
    pub fn stopped(&self) -> bool {
        self.hidden.is_none() && self.printed.ends_with(['.', ')'])
    }
}

/// The shape of a label at the head of `text`, for what [`read`] cannot read. A label that something hides counts only where it is
/// the expected one, so it is never sure.
pub(in crate::model::decode) fn near(text: &str, heading: bool) -> Option<Near> {
    let undressed = |bare: dressed::Bare| {
        let typed = |l: Label| Label { length: bare.typed(l.length), ..l };
        let readings: Vec<Label> = read(&bare.text, heading).into_iter().map(typed).collect();
        let printed = text[..readings.first()?.length].trim_end().to_owned();
        Some(Near { printed, readings, sure: false, hidden: Some(bare.help) })
    };
    let unmarked = || {
        // Alone on its line or before a title in capitals; "Phụ lục I kèm theo …" opens a sentence.
        let label = annex(text).filter(|l| !heading && !text[l.length..].contains(char::is_lowercase))?;
        let help = say!("phụ lục là đề mục: viết «# {text}»", "an annex is a heading: write `# {text}`");
        let printed = text[..label.length].trim_end().to_owned();
        Some(Near { printed, readings: vec![label], sure: false, hidden: Some(help) })
    };
    let unusual = || unusual::plain(text).and_then(undressed);
    dressed::bare(text).and_then(undressed).or_else(unmarked).or_else(unusual).or_else(|| shape(text))
}

fn shape(text: &str) -> Option<Near> {
    let token = text.split([' ', '\u{A0}', '\t']).next()?;
    let glued = token
        .char_indices()
        .skip(1)
        .find(|(at, c)| c.is_uppercase() && token[..*at].ends_with(['.', ')']) || token[..*at].ends_with(')'));
    let head = match glued {
        Some((at, _)) => &token[..at],
        None => token,
    };
    let stopped = head.ends_with(['.', ')']);
    let core = head.trim_end_matches(['.', ')', '\\']);
    let parts: Vec<&str> = core.split('.').map(|p| p.trim_end_matches('\\')).collect();
    let alone = parts.iter().filter(|p| !p.starts_with(|c: char| c.is_ascii_digit())).count();
    // `T.S.` and `v.v.` are abbreviations, not labels; a glued `A.B` is a name.
    if !parts.iter().all(|p| shaped(p)) || alone > 1 || !(stopped || parts.len() > 1 && alone == 0) {
        return None;
    }
    if glued.is_some() && alone > 0 && head.ends_with('.') {
        return None;
    }
    let spaces = text[head.len()..].len() - text[head.len()..].trim_start_matches([' ', '\u{A0}', '\t']).len();
    let readings = [".", ")"].iter().filter_map(|stop| {
        let label = read(&format!("{core}{stop}"), false).into_iter().next()?;
        Some(Label { printed: head.to_owned(), length: head.len() + spaces, ..label })
    });
    let readings = readings.collect();
    let sure = stopped || text[head.len() + spaces..].starts_with(char::is_uppercase);
    Some(Near { printed: head.to_owned(), readings, sure, hidden: None })
}

/// One to three digits with at most a letter behind them, or a letter with at most a number.
fn shaped(part: &str) -> bool {
    let of_label = |c: char| c.is_ascii_alphabetic() || matches!(c, 'đ' | 'Đ');
    let digits = part.trim_start_matches(|c: char| c.is_ascii_digit());
    let count = part.len() - digits.len();
    let mut rest = digits.chars();
    match (rest.next(), count) {
        (None, 1..=3) => true,
        (Some(c), 1..=3) => of_label(c) && rest.next().is_none(),
        (Some(c), 0) => of_label(c) && rest.as_str().len() <= 2 && rest.all(|c| c.is_ascii_digit()),
        _ => false,
    }
}
