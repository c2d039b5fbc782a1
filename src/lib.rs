//! staffelstab turns structured records of public-sector congresses into reports.
pub mod analysis;
pub mod check;
pub mod diag;
pub mod digest;
pub mod locale;
pub mod model;
pub mod read;
pub mod source;
