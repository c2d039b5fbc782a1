//! Files → located raw rows: nothing is judged here but what makes a file unreadable as a table.

pub mod embedded;
pub mod journal;
pub mod package;
pub mod raw;
pub mod rules;
pub mod schema;
pub mod sheet;
pub mod workbook;

mod columnar;
mod guard;
mod span;
mod stream;

pub use package::{Package, ReadError};
