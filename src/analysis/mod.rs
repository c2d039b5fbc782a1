//! Checked records → rows: what may be compared, counted and replayed. Rows go to CSV and to charts alike.

pub mod frame;
pub mod rotation;
pub mod selection;
pub mod stats;
pub mod topics;
