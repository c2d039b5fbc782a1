//! New records for a package: sheets as people keep them → rows of its tables → a merge that shows what it would do.
//!
//! The way of the data is `read::workbook` (any file format → sheets of located cells) → `recognise` (which table a
//! sheet is, or a flat list of one row an edition) → [`Incoming`] → merge with the package → check → diff → write.

pub mod diff;
mod incoming;
pub mod merge;
pub mod recognise;
pub mod source;
mod tables;

pub use incoming::{Incoming, IncomingCell, IncomingRow, Spot};
pub use tables::Tables;
