//! What stands before the first provision of a text.

use super::Outline;
use super::blocks::Block;
use crate::diagnostic::Span;
use crate::model::{Level, Provision, ProvisionId};
use crate::text::Verbatim;

impl Outline<'_> {
    /// Words before the first provision of a text: `QUYẾT ĐỊNH`, `Căn cứ …`. They bind nobody, and a provision that is no
    /// heading must have a bearer; so they count as headings.
    pub(super) fn preamble(&mut self, block: &Block<'_>, span: Span) {
        if self.preamble.is_none() {
            self.paragraphs = 0;
        }
        self.paragraphs += 1;
        let n = self.paragraphs;
        let component = if self.whole { format!("c{}.", self.place.component) } else { String::new() };
        let id = ProvisionId::new(format!("{component}p{n}"));
        let parent = self.preamble.clone();
        self.preamble.get_or_insert_with(|| id.clone());
        self.provisions.push(Provision {
            id,
            label: String::new(),
            level: Level::Paragraph,
            heading: true,
            marks: block.marks,
            parent,
            text: Verbatim::new(&*block.words),
            component: self.place.component,
            citation: format!("đoạn {n} phần mở đầu"),
            paragraph: None,
            span,
        });
    }
}
