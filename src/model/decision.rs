//! Decisions: the documents that issue and change the regulation and the office.

use jiff::civil::Date;

use super::DecisionId;
use crate::diagnostic::Span;

/// One decision. Its operations on units and text are read by a later room; until then a decision that has any is refused.
#[derive(Clone, Debug)]
pub struct Decision {
    /// Its id, the file name: `3232-2021`.
    pub id: DecisionId,
    /// Its number as printed: `3232/QĐ-VPUBND`.
    pub number: String,
    /// Its type: "Quyết định".
    pub kind: String,
    /// The day it was signed.
    pub signed: Date,
    /// The day it takes effect; differs from `signed` as often as not.
    pub effective_from: Date,
    /// Who issued it.
    pub issuer: String,
    /// Who signed it; `None` where the source does not say, and the site says so.
    pub signer: Option<String>,
    /// What it is about, in its own words.
    pub summary: String,
    /// Where its text was taken from.
    pub source: Option<String>,
    /// A word to the reader, e.g. on what the source leaves open.
    pub note: Option<String>,
    /// Where it is declared.
    pub span: Span,
}
