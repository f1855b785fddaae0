//! Floor 3 · who bears what: how a duty of the text reaches a role or a unit.
//!
//! The rule (design 2): a duty reaches a bearer by exactly one of five ways, shown as separate blocks and never mixed:
//! own, inherited, collective, as head of a unit, for everybody. What is not printed but follows is marked inferred.
//! The traps are listed in design 2; the most expensive is to let a word match stand for a duty: here only the rows of
//! `duties.yaml` count, each with its proving quote, and a row `mentioned` never becomes a duty.

mod agenda;
mod block;
mod concern;
mod matrix;
mod role;
mod turns;
mod unit;

pub use agenda::Agenda;
pub use block::{Block, Duty, Reason};
pub use concern::{Bearers, Part};
pub use matrix::{handbooks, matrix, of_actor};
pub use role::{Answering, answers_to, of_every_holder, of_role, of_role_in_unit, posts};
pub use turns::{Agendas, Turns};
pub use unit::of_unit;
