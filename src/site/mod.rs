//! Floor 4 · the view-model: pages, blocks, links and routes as plain strings, lists and dates.

mod document;
mod feed;
mod output;

pub use document::{Document, DocumentKind};
pub use feed::{Feed, FeedEvent, FeedStatus, FeedTime};
pub use output::{Output, PathFault, RelPath};
