//! Files → located raw rows: nothing is judged here but what makes a file unreadable as a table.

pub mod embedded;
pub mod package;
pub mod raw;
pub mod schema;
pub mod table;

pub use package::{Package, ReadError};
