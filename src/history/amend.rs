//! The text a decision makes of the one before it.
//!
//! Rule (design 4): a decision names places of the text *before it* and takes effect as a whole. So its operations work in
//! the order it writes them on what was there when it began, found by the number it had then; provisions it inserts have
//! no number yet and cannot be named by it. Decisions of one day follow one another: the second sees the numbers the first
//! left. What comes out is written as Markdown and read again by the one reader of regulations, so ids, citations and the
//! row of labels follow the same rule as in a file. The trap avoided: a second idea of what an id is.

mod acts;
mod block;
mod reading;
mod whole;

use std::collections::BTreeMap;

use self::acts::Text;
use super::Lineage;
use super::lineage::Fate;
use crate::diagnostic::{Report, Span};
use crate::model::{Decision, DecisionId, Provision, ProvisionId, Version};

pub use self::block::markdown;

/// A text after one or several decisions.
#[derive(Clone, Debug, Default)]
pub struct Amended {
    /// Its provisions. Places are those of the text before, or of the operation that made the words.
    pub provisions: Vec<Provision>,
    /// The same as Markdown, without front matter.
    pub markdown: String,
    /// What became of each provision.
    pub lineage: Lineage,
    /// What was done to a provision, by the number it has now, in order.
    pub touched: BTreeMap<ProvisionId, Vec<Touch>>,
}

/// One operation on one provision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touch {
    /// The decision.
    pub decision: DecisionId,
    /// What it did.
    pub how: How,
    /// The operation in the decision's file.
    pub span: Span,
    /// The words before, or for [`How::Renumbered`] the label before; empty for what was inserted.
    pub before: String,
}

/// What an operation did to a provision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// Its words were amended.
    Amended,
    /// It was put in.
    Inserted,
    /// It was repealed.
    Repealed,
    /// A phrase in it was replaced.
    PhraseReplaced,
    /// It got another label, itself or with what it stands in.
    Renumbered,
}

/// The text that `decisions`, in their order, make of `before`. A wholesale replacement takes `written`, the new text; it
/// cannot be made from the decision alone.
#[must_use]
pub fn amended(before: &Version, decisions: &[&Decision], written: Option<&Version>) -> (Amended, Report) {
    let mut report = Report::default();
    let acting: Vec<&Decision> = decisions.iter().copied().filter(|d| d.text_acts().next().is_some()).collect();
    if let Some(decision) = acting.iter().rev().find(|d| d.replaces_all()) {
        let whole = report.take(whole::replaced(before, decision, &acting, written));
        return (whole, report);
    }
    let mut all: Option<Amended> = None;
    for decision in acting {
        let next = match all {
            None => report.take(step(before, decision)),
            Some(done) => {
                let text = Version { provisions: done.provisions.clone().into(), ..before.clone() };
                let step = report.take(step(&text, decision));
                done.then(step, before)
            }
        };
        all = Some(next);
    }
    let unchanged = || Amended {
        provisions: before.provisions.to_vec(),
        markdown: markdown(&before.provisions),
        ..Amended::default()
    };
    (all.unwrap_or_else(unchanged), report)
}

impl Amended {
    /// Both steps as one; `before` is the text of the first.
    fn then(self, step: Self, before: &Version) -> Self {
        let lineage = self.lineage.then(&step.lineage, before.provisions.iter().map(|p| &p.id));
        let mut touched: BTreeMap<ProvisionId, Vec<Touch>> = BTreeMap::new();
        for (id, touches) in self.touched {
            let id = match step.lineage.fate(&id) {
                Fate::Goes(new) => new,
                Fate::Ends(_) => id,
            };
            touched.entry(id).or_default().extend(touches);
        }
        for (id, touches) in step.touched {
            touched.entry(id).or_default().extend(touches);
        }
        touched.retain(|id, _| step.provisions.iter().any(|p| p.id == *id));
        Self { provisions: step.provisions, markdown: step.markdown, lineage, touched }
    }
}

/// What one decision makes of the text before it.
fn step(before: &Version, decision: &Decision) -> (Amended, Report) {
    let mut text = Text::new(before, decision);
    for (act, span) in decision.text_acts() {
        text.apply(act, span);
    }
    text.read_again()
}

#[cfg(test)]
pub(in crate::history) mod tests;
