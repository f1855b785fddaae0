//! `pages/*.md`: free pages of the office.

use super::context::check_id;
use super::folder;
use crate::diagnostic::{Report, Span};
use crate::model::FreePage;
use crate::model::keys;
use crate::source::{Fields, Scalar, Sources, split};

/// The pages by id.
pub(super) fn read(sources: &Sources, report: &mut Report) -> Vec<FreePage> {
    let mut pages = Vec::new();
    for (stem, source) in folder(sources, "pages", &["md"]) {
        let id = Scalar { value: stem.to_owned(), span: Span::new(source.file, 0, 0) };
        let Some(document) = report.take(split(sources, source.file)) else { continue };
        let Some(mut f) = Fields::open(&document.head, &keys::PAGE, report) else { continue };
        let title = f.required_text("title", report);
        f.finish(report);
        let text = sources.files.text(source.file);
        if let (Some(title), true) = (title, check_id(&id, report)) {
            pages.push(FreePage {
                id: id.value,
                title: title.value,
                body: text[document.body_start..].to_owned(),
                span: Span::new(source.file, document.body_start, text.len()),
            });
        }
    }
    pages
}
