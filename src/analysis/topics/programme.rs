//! What the sources name in each edition, rolled up to parents once.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::selection::Selection;
use crate::model::claim::Weight;

/// The known programme of one edition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Programme {
    /// Topics by index in the dataset, each with its strongest weight; a topic's parent is there with it.
    pub topics: BTreeMap<usize, Weight>,
    /// The sources' terms for each topic, by index; a sub-topic's terms stand with its parent too.
    pub terms: BTreeMap<usize, BTreeSet<String>>,
    /// Terms that no topic claims.
    pub unmapped: BTreeSet<String>,
}

/// The known programmes of the selected editions, by edition index. An edition without an entry has no known
/// programme: it is not a "no" to any topic.
#[must_use]
pub fn programmes(selection: &Selection<'_>) -> BTreeMap<usize, Programme> {
    let topics = selection.dataset().topics();
    let mut programmes: BTreeMap<usize, Programme> = BTreeMap::new();
    for mention in selection.mentions() {
        let programme = programmes.entry(mention.edition as usize).or_default();
        let Some(topic) = mention.topic.map(|topic| topic as usize) else {
            programme.unmapped.insert(mention.term.to_string());
            continue;
        };
        for topic in std::iter::once(topic).chain(topics[topic].parent) {
            let weight = programme.topics.entry(topic).or_insert(mention.weight);
            // Main stands before side.
            *weight = (*weight).min(mention.weight);
            programme.terms.entry(topic).or_default().insert(mention.term.to_string());
        }
    }
    programmes
}
