//! The office that ships with the program, for the tests within the rooms above.

use std::path::Path;

use super::{Model, decode};
use crate::source::{Limits, load};

/// What `content/` says.
pub(crate) fn shipped() -> Model {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (sources, _) = load(root, &root.join("content"), Limits::default());
    decode(&sources).0
}
