//! Rotation rules as data, and the years of a chair.

use super::edition::Evidence;
use super::id::Id;
use super::land::{Holder, Land};
use super::vocabulary::vocabulary;

vocabulary! {
    /// In which order the Länder take their turns.
    OrderKind {
        /// By German name, A to Z.
        AlphabeticalAscending = "alphabetical-ascending",
        /// By German name, Z to A.
        AlphabeticalDescending = "alphabetical-descending",
        /// As listed.
        List = "list",
    }
}

/// What a rule governs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Governs {
    /// The hosts of a series, by its index in the dataset.
    Series(usize),
    /// The chair of the IT-Planungsrat.
    Chairs,
}

vocabulary! {
    /// What an exception of a rule is.
    ExceptionKind {
        /// A turn taken in another year than its own.
        MadeUp = "made-up",
        /// A year without a turn.
        NoTurn = "no-turn",
        /// A turn given to somebody out of order.
        OutOfOrder = "out-of-order",
    }
}

/// A year in which the rule, by a source, did not take its ordinary course.
#[derive(Clone, Debug, PartialEq)]
pub struct Exception {
    /// The year.
    pub year: i16,
    /// Who holds it; `None` with [`ExceptionKind::NoTurn`].
    pub holder: Option<Holder>,
    /// What it is.
    pub kind: ExceptionKind,
    /// The year that is made up for.
    pub made_up_for: Option<i16>,
    /// Why.
    pub reason: String,
    /// Index of the source in the dataset.
    pub source: usize,
}

/// A rotation rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// Identifier.
    pub id: Id,
    /// What it governs.
    pub governs: Governs,
    /// Order of turns.
    pub order: OrderKind,
    /// The listed Länder, with [`OrderKind::List`].
    pub list: Vec<Land>,
    /// First year in force.
    pub start_year: i16,
    /// Who holds the first turn.
    pub start_holder: Holder,
    /// Whether Länder that hosted before the start are left out.
    pub skip_hosted: bool,
    /// Who takes every second turn.
    pub alternate_with: Option<Holder>,
    /// Exceptions by year.
    pub exceptions: Vec<Exception>,
    /// Index of the source in the dataset.
    pub source: usize,
    /// German wording.
    pub label_de: String,
    /// English wording.
    pub label_en: String,
}

/// Who held the chair in a year.
#[derive(Clone, Debug, PartialEq)]
pub struct Chair {
    /// The year.
    pub year: i16,
    /// The holder.
    pub holder: Holder,
    /// How well it is supported.
    pub evidence: Evidence,
    /// Index of the source in the dataset.
    pub source: usize,
}
