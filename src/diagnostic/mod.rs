//! Floor 0 · what is wrong, where, and what to do about it, in a clerk's words.
//!
//! One [`Diagnostic`] type serves every room. A room never prints and never stops at the first fault: it returns
//! `(value, Report)`, reports add up, and `cli` prints them once, sorted. The trap avoided: an error type per room,
//! each with its own idea of a position, which is how a tool ends up reporting one fault a run.

mod code;
mod example;
mod files;
mod printable;
mod record;
mod report;
mod say;
mod show;
mod system;

pub use code::{Audience, Code};
pub use example::Example;
pub use files::{FileId, Files, Position, Span};
pub use printable::{first_steering, is_steering, printable, printable_name};
pub use report::{Diagnostic, Report, Severity, Unchecked};
pub use say::{Lang, Say};
pub use show::{Format, place, show};
pub use system::system_words;
