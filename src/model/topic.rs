//! Topics and the terms by which sources name them.

use super::id::Id;

/// A topic of the curated list.
#[derive(Clone, Debug, PartialEq)]
pub struct Topic {
    /// Identifier.
    pub id: Id,
    /// German label.
    pub label_de: String,
    /// English label.
    pub label_en: String,
    /// Index of the parent topic in the dataset; one level only.
    pub parent: Option<usize>,
}
