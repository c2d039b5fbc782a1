//! staffelstab turns structured records of public-sector congresses into reports.
pub mod analysis;
pub mod check;
pub mod locale;
pub mod model;
