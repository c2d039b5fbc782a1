//! Attendance: which claim of an edition a report uses, and every claim as a row with the reason.

pub mod choice;
mod choices;
pub mod laundering;
mod order;
pub mod policy;
mod reason;
mod rows;

pub use choice::{Cell, Chosen, EditionChoice, choose};
pub use choices::Choices;
pub use laundering::{Laundering, laundered, returning};
pub use reason::Reason;
pub use rows::{AttendanceRow, Marks, attendance_rows, written_date};
