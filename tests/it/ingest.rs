//! New records: how files become rows, what becomes of them, and that a package is never half written.

pub mod flat;

mod cells;
mod command;
mod formats;
mod hostile;
mod kill;
mod merge;
mod template;
mod whole;
