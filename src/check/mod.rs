//! Raw rows → [`Dataset`].

mod dataset;
pub use dataset::{Dataset, Input};
