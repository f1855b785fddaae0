//! The office through reorganizations: what each kind of decision must do, told on the real content (design 4).
//!
//! Each folder of tests/history holds what differs from `content/`: decisions (their numbers are made up), and small edits
//! of the other files in `edits.tsv`. Whatever a scenario is about, it must be without error, name no unit that is not there,
//! and leave every day before its first decision as it was.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop at the first surprise, and runs the program"
)]

#[path = "history/beside.rs"]
mod beside;
#[path = "history/between.rs"]
mod between;
#[path = "history/clerk.rs"]
mod clerk;
#[path = "history/commands.rs"]
mod commands;
mod common;
#[path = "history/continued.rs"]
mod continued;
#[path = "history/edges.rs"]
mod edges;
#[path = "history/followed.rs"]
mod followed;
#[path = "history/golden.rs"]
mod golden;
#[path = "history/grounds.rs"]
mod grounds;
#[path = "history/groups.rs"]
mod groups;
#[path = "history/office.rs"]
mod office;
#[path = "history/pages.rs"]
mod pages;
#[path = "history/posts.rs"]
mod posts;
#[path = "history/proofs.rs"]
mod proofs;
#[path = "history/random.rs"]
mod random;
#[path = "history/roles.rs"]
mod roles;
#[path = "history/scene.rs"]
mod scene;
#[path = "history/small.rs"]
mod small;
#[path = "history/text.rs"]
mod text;
