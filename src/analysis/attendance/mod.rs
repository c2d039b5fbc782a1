//! Attendance: which claim of an edition a report uses, and every claim as a row with the reason.

pub mod choice;
pub mod laundering;
pub mod policy;
mod reason;
mod rows;

pub use choice::{Cell, Choices, Chosen, EditionChoice, Voice, choose};
pub use laundering::{Laundering, laundered};
pub use reason::Reason;
pub use rows::{AttendanceRow, attendance_rows, reasoned, written_date};
