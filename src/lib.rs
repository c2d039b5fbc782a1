//! staffelstab turns structured records of Germany's public-sector digitalisation congresses into reports: attendance
//! trends, topic frequencies and host rotation, as CSV and as PNG.
//!
//! The way the data goes, one way and no way back:
//!
//! ```text
//! files → source text → located raw rows → checked Dataset → analysis rows → { CSV bytes
//!                                                                          | chart spec → layout → PNG, SVG } → reports/
//! ```
//!
//! [`read`] takes files apart, [`check`] alone makes a [`check::Dataset`], [`analysis`] compares only what is comparable,
//! [`report`] makes tables and chart specs of its rows, [`chart`] lays them out and draws them, and [`run`] is the
//! commands of the program.

pub mod analysis;
pub mod chart;
pub mod check;
pub mod cli;
pub mod diag;
pub mod digest;
pub mod ingest;
pub mod locale;
pub mod model;
mod parallel;
pub mod progress;
pub mod read;
pub mod report;
pub mod run;
mod scratch;
pub mod source;
pub mod template;
pub mod write;
