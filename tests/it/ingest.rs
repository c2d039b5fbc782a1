//! New records from files.

pub mod flat;

mod cells;
mod formats;
mod hostile;
mod template;
