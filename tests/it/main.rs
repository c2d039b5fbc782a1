//! One test binary: each module is a room of its own.
#![allow(
    clippy::needless_for_each,
    clippy::format_push_string,
    clippy::case_sensitive_file_extension_comparisons,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::float_cmp,
    reason = "test data is small and its file names are ours"
)]

mod architecture;
mod attendance;
mod chart_audit;
mod charts;
mod check;
mod fuzz;
mod harness;
mod headline;
mod hostile;
mod index;
mod ingest;
mod layout;
mod long;
mod parquet;
mod print;
mod progress;
mod readme;
mod report;
mod rotation;
mod statistics;
mod synth;
mod theme;
mod topics;
mod trend;
mod verify;
