//! Topics: shares with their denominator, the timeline, what is new, and the comparison of two periods.

pub mod novelty;
pub mod periods;
pub mod programme;
pub mod shares;
pub mod timeline;

pub use novelty::{EditionTopicsRow, novelty};
pub use periods::{PeriodError, Periods, TopicPeriodRow, compare};
pub use programme::{Programme, Programmes, programmes};
pub use shares::{TopicRow, shares};
pub use timeline::{TopicEditionRow, TopicState, each_of, timeline, timeline_of};

use serde::Serializer;

/// Writes a share or p-value with four decimals, so that the bytes are the same everywhere.
#[expect(clippy::ref_option, reason = "serde hands over a reference to the field")]
pub(super) fn four_places<S: Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => serializer.serialize_str(&format!("{value:.4}")),
        None => serializer.serialize_none(),
    }
}
