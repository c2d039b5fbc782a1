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

/// A term by which sources name a topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The term.
    pub text: Box<str>,
    /// Index of the topic that it means; `None` where terms.csv has no entry.
    pub topic: Option<u32>,
}
