//! Rotation: a rule replayed over what is known, coverage of the Länder, and the chair.

pub mod chairs;
pub mod coverage;
pub mod engine;
pub mod hosts;
pub mod order;

pub use chairs::{ChairRow, chairs};
pub use coverage::{CoverageRow, coverage};
pub use hosts::{HostRow, HostSlot, hosts};
pub use order::LandOrder;

use crate::model::vocabulary::vocabulary;

vocabulary! {
    /// How a slot stands to the rule.
    SlotFinding {
        /// The known holder is the one whose turn it was.
        Conforming = "conforming",
        /// A turn made up for one whose taking place is not shown; the rule goes on as if it had not been.
        MadeUp = "made-up",
        /// The known holder is another one.
        Deviating = "deviating",
        /// The holder is not known.
        Unknown = "unknown",
        /// A source announces the holder for a time to come, as the rule has it.
        Announced = "announced",
        /// No source: the rule alone gives the holder.
        Derived = "derived",
        /// Before the rule was in force.
        BeforeRule = "before-rule",
        /// No rule governs the series.
        NoRule = "no-rule",
    }
}

vocabulary! {
    /// What a slot's holder rests on.
    SlotEvidence {
        /// A source says it.
        Stated = "stated",
        /// A source announces it.
        Announced = "announced",
        /// Inferred, with a reason.
        Inferred = "inferred",
        /// The rule alone.
        Derived = "derived",
    }
}

impl From<crate::model::edition::Evidence> for SlotEvidence {
    fn from(evidence: crate::model::edition::Evidence) -> Self {
        use crate::model::edition::Evidence;
        match evidence {
            Evidence::Stated => Self::Stated,
            Evidence::Announced => Self::Announced,
            Evidence::Inferred => Self::Inferred,
        }
    }
}
