//! Headings that are not written as headings, and clauses that are: without `#`, or with their title on the next line, as word processors print them.
//!
//! The trap avoided: they are read as clauses and paragraphs, and the clerk is told, once for each, to write down who bears a title.

use super::blocks::Block;
use super::emphasis::emphasis;
use crate::diagnostic::{Code, Diagnostic, Report, Say, Span};
use crate::model::decode::label::{self, Label, Style};
use crate::model::{Level, Provision};
use crate::say;

/// Whether words are the title of a provision that has none: what stands above articles has a title and no sentence. A table or a
/// list is no title.
pub(super) fn lacks_title(p: &Provision, words: &str) -> bool {
    let bare = p.text.as_str().is_empty() && p.level < Level::Article;
    bare && !words.starts_with(['(', '|']) && label::list_mark(words).is_none() && is_title(words)
}

/// What to do with a title on a line of its own.
pub(super) fn on_one_line(p: &Provision, title: &str) -> Say {
    let whole = format!("{} {}. {title}", "#".repeat(p.marks.max(1)), p.number());
    say!("viết số và tên trên một dòng: «{whole}»", "write label and title on one line: `{whole}`")
}

/// The line as it is to be written.
fn line(depth: usize, label: &str, title: &str) -> String {
    format!("{} {label} {}", "#".repeat(depth), without_marks(title)).trim_end().to_owned()
}

/// A title without the marks that a word processor or a converter put behind it.
fn without_marks(title: &str) -> &str {
    let bare = title.trim_end_matches(['*', '=', '#']);
    if title.len() - bare.len() > 1 || title.ends_with('#') { bare.trim_end() } else { title }
}

/// Reports marks behind the words of a heading, which would be printed with them.
pub(super) fn closed(block: &Block<'_>, span: Span, report: &mut Report) {
    let title = without_marks(&block.words);
    if block.marks == 0 || title.len() == block.words.len() || emphasis(&block.words).is_some() {
        return;
    }
    let sign = block.words[title.len()..].trim_start();
    let whole = format!("{} {title}", "#".repeat(block.marks));
    report.push(
        Diagnostic::new(
            Code::TextMarkup,
            span.part(block.words.len() - sign.len(), sign.len()),
            say!(
                "dấu «{sign}» cuối đề mục sẽ hiện nguyên trên trang",
                "`{sign}` behind a heading would be printed with it"
            ),
        )
        .help(say!("viết «{whole}»", "write `{whole}`")),
    );
}

/// Reports a heading written with a line of `===` or `---` below it; `at` is that line, `place` what its label was read as, and how deep.
pub(super) fn underlined(block: &Block<'_>, at: Span, place: Option<&(Label, usize)>, report: &mut Report) {
    let message = say!(
        "dòng gạch dưới không làm thành đề mục; sẽ hiện nguyên trên trang",
        "a line drawn below words makes no heading; it would be printed with them"
    );
    let help = match place {
        Some((label, depth)) => {
            let line = line(depth + 1, &label.printed, &block.words[label.length.min(block.words.len())..]);
            say!(
                "xóa dòng này; nếu dòng trên là đề mục thì viết «{line}»",
                "delete this line; if the line above is a heading, write `{line}`"
            )
        }
        None => say!("xóa dòng này", "delete this line"),
    };
    report.push(Diagnostic::new(Code::TextMarkup, at, message).help(help));
}

/// The title of a heading that stands in bold on one line, and how it is to be written.
pub(super) fn bold(block: &Block<'_>, label: &Label, depth: usize) -> Option<Say> {
    let whole = block.marks == 0 && emphasis(&block.words).is_some_and(|place| place == (0..block.words.len()));
    let title = without_marks(&block.words[label.length.min(block.words.len())..]);
    if !whole || label.style > Style::Article || !is_title(title) {
        return None;
    }
    let line = line(depth + 1, &label.printed, title);
    Some(say!("đề mục không in đậm bằng dấu sao; viết «{line}»", "a heading is not set in bold: write `{line}`"))
}

/// Reports headings without `#`, all of one text at once: where one lacks it, most often all do. They are taken for what they are.
pub(super) fn unmarked(provisions: &mut [Provision], report: &mut Report) {
    let mut found: Vec<usize> = Vec::new();
    // An annex without `#` is told as such where it is read.
    let plain = |p: &Provision| !p.heading && p.level != Level::Annex;
    for (at, p) in provisions.iter().enumerate().filter(|(_, p)| plain(p)) {
        let worded = p.label.contains(' ') && p.level < Level::Article;
        let holds = || provisions.get(at + 1).is_some_and(|next| next.parent.as_ref() == Some(&p.id));
        let title = || match p.level {
            Level::Article => is_title(p.text.as_str()),
            // A. and I. may begin sentences as well; titles there are in capitals.
            _ => p.level < Level::Article && !p.text.as_str().contains(char::is_lowercase),
        };
        if worded || title() && holds() {
            found.push(at);
        }
    }
    let Some(first) = found.first().and_then(|at| provisions.get(*at)) else { return };
    let above = |p: &Provision| provisions.iter().find(|a| Some(&a.id) == p.parent.as_ref());
    let depth = std::iter::successors(above(first), |p| above(p)).count() + 1;
    let (line, label) = (line(depth, &first.label, first.text.as_str()), first.number());
    let (more, more_en) = match found.len() - 1 {
        0 => (String::new(), String::new()),
        more => (format!(" (và {more} đề mục nữa trong bản này)"), format!(" (and {more} more in this text)")),
    };
    let finding = Diagnostic::new(
        Code::BadValue,
        first.span,
        say!("{label} là đề mục mà không có dấu «#»{more}", "{label} is a heading without `#`{more_en}"),
    )
    .help(say!("viết «{line}»; số dấu # bằng bậc của đề mục", "write `{line}`: as many # as the heading is deep"));
    report.push(finding);
    for at in found {
        if let Some(p) = provisions.get_mut(at) {
            p.heading = true;
        }
    }
}

/// An article below which nothing stands says all it says in its heading: "Điều 3. Chánh Văn phòng … chịu trách nhiệm thi hành Quyết
/// định này." It binds as a clause does, and is one, whether or not it is written with `#`. What stands above articles is one only if
/// it is a sentence: a bare title there is a chapter still to be written. In capitals it is a title though a full stop ends it, and an
/// annex has no other words than a title.
pub(super) fn clauses(provisions: &mut [Provision]) {
    for at in 0..provisions.len() {
        let (here, behind) = provisions.split_at_mut(at + 1);
        let Some(p) = here.last_mut().filter(|p| p.heading && !p.label.is_empty()) else { continue };
        let alone = behind.first().is_none_or(|next| next.parent.as_ref() != Some(&p.id));
        let words = p.text.as_str();
        let sentence = p.level > Level::Annex && words.ends_with(['.', ';']) && words.contains(char::is_lowercase);
        if alone && (p.level >= Level::Article || sentence) {
            p.heading = false;
        }
    }
}

/// Whether words are no sentence.
fn is_title(words: &str) -> bool {
    !words.ends_with(['.', ';', ':', ','])
}
