//! Floor 1 · the folder: walked, read, decoded; YAML as a tree with spans, Markdown as head and body.
//!
//! Nothing here knows what the documents mean. What it hands on is text in NFC with LF line ends, and every fault found
//! on the way, each at its file, line and byte.

mod bytes;
mod fields;
mod folder;
mod front_matter;
mod kept;
mod keys;
mod near;
mod raw;
mod read;
mod saved;
mod scalar;
mod unseen;
mod yaml;
mod yaml_events;
mod yaml_explain;
mod yaml_traps;

pub use fields::Fields;
#[cfg(test)]
pub(crate) use fields::asked;
pub(crate) use folder::is_document;
pub use folder::{Limits, Source, Sources, load};
pub use front_matter::{Document, split};
pub use kept::Kept;
pub use keys::{Entity, Key, Named, Shape};
pub(crate) use near::near;
pub use raw::{RawFault, load_raw, read_raw};
pub use scalar::Scalar;
pub(crate) use scalar::{choice_of, int_of, text_of};
pub use yaml::{Node, Value, parse, scalars};
