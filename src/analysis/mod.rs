//! Checked records → rows: what may be compared, counted and replayed. Rows go to CSV and to charts alike.

pub mod attendance;
pub mod comparable;
pub mod expectation;
pub mod explain;
pub mod frame;
pub mod gaps;
pub mod many;
pub mod page;
pub mod rotation;
pub mod selection;
pub mod stats;
pub mod topics;
pub mod trend;
pub mod words;
