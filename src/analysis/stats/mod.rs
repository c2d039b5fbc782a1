//! The statistics: pure functions over numbers, each with the source of its formula.

pub mod fisher;
pub mod kendall;
pub mod normal;
pub mod occupancy;
pub mod theil_sen;
pub mod wilson;

pub use fisher::{Fisher, fisher_exact};
pub use kendall::{MannKendall, Method, Score, mann_kendall};
pub use theil_sen::{Confidence, TheilSen, median_slope, theil_sen, theil_sen_at};
pub use wilson::{Share, wilson};
