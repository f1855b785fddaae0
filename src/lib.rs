//! quyche: an office's regulation, units, calendar and decisions as a searchable, cited, dated static site.
//!
//! The rooms and the floors they stand on are described in ARCHITECTURE.md, which a test reads. Imports point down only.

pub mod diagnostic;
pub mod text;

pub mod source;

pub mod model;

pub mod calendar;
pub mod change;
pub mod duty;
pub mod history;

pub mod site;

pub mod ics;
pub mod render;
pub mod search;

#[cfg(feature = "serve")]
pub mod preview;
pub mod publish;

pub mod cli;
