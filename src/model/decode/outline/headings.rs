//! Headings that are not written as headings, and clauses that are: without `#`, or with their title on the next line, as word processors print them.
//!
//! The trap avoided: they are read as clauses and paragraphs, and the clerk is told, once for each, to write down who bears a title.

use crate::diagnostic::{Code, Diagnostic, Report, Say};
use crate::model::decode::label;
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
    let line = format!("{} {} {}", "#".repeat(depth), first.label, first.text);
    let (line, label) = (line.trim_end(), first.number());
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
/// it is a sentence: a bare title there is a chapter still to be written.
pub(super) fn clauses(provisions: &mut [Provision]) {
    for at in 0..provisions.len() {
        let (here, behind) = provisions.split_at_mut(at + 1);
        let Some(p) = here.last_mut().filter(|p| p.heading && !p.label.is_empty()) else { continue };
        let alone = behind.first().is_none_or(|next| next.parent.as_ref() != Some(&p.id));
        let sentence = p.text.as_str().ends_with(['.', ';']);
        if alone && (p.level >= Level::Article || sentence) {
            p.heading = false;
        }
    }
}

/// Whether words are no sentence.
fn is_title(words: &str) -> bool {
    !words.ends_with(['.', ';', ':', ','])
}
