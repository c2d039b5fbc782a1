//! New records from files.

mod flat;
