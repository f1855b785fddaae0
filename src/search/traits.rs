//! What a question may ask of a document whatever it is about: "khi nào", "mấy ngày", "ai dự" (design 6, "Search", item 5).

use serde::Serialize;

use super::pack;
use crate::site::Document;

/// What only some questions ask of all documents.
#[derive(Serialize)]
pub(super) struct Traits {
    /// A number below 32 each: 1 if a heading, plus 2 if a date is computed from it, 4 if somebody bears it, 8 if it says who
    /// attends, 16 if it gives a term.
    flags: String,
}

/// The traits of documents in their order.
pub(super) fn of(documents: &[&Document]) -> Traits {
    let mut flags = String::new();
    for d in documents {
        let traits = [d.heading, d.dated, !d.bearers.is_empty(), d.attended, d.term];
        pack::count(traits.iter().rev().fold(0, |all, is| 2 * all + usize::from(*is)), &mut flags);
    }
    Traits { flags }
}
