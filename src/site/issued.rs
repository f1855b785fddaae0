//! Which decision a text is of: the one that issued it as a whole, and those that amended it since.
//!
//! The trap: naming the last decision alone. Whoever cites a clause cites the decision that issued it, "được sửa đổi, bổ sung bởi"
//! the others; an amending decision does not hold the text.

use jiff::civil::Date;

use crate::history;
use crate::model::{Decision, Model, Version};

/// Where a text comes from.
pub(super) struct Issued<'m> {
    /// The text as it was issued: the first, or the last that replaced all.
    pub text: &'m Version,
    /// The decision that issued it.
    pub decision: Option<&'m Decision>,
    /// Those that made the text out of it since, the earliest first.
    pub amending: Vec<&'m Decision>,
}

impl<'m> Issued<'m> {
    /// That of a text of the model.
    pub fn of(model: &'m Model, version: &'m Version) -> Self {
        let text = model.as_issued(version);
        Self { text, decision: model.decision(&text.decision), amending: history::decisions(model, text, version) }
    }

    /// Type and number of the decision that issued it.
    pub fn title(&self) -> String {
        self.decision.map_or_else(String::new, Decision::title)
    }

    /// The day it was signed; none where the decision is not known.
    pub fn signed(&self) -> Option<Date> {
        self.decision.map(|d| d.signed)
    }

    /// Type and number of those that amended it; empty for none.
    pub fn amended_by(&self) -> String {
        self.amending.iter().map(|d| d.title()).collect::<Vec<_>>().join(", ")
    }
}
