//! What the sources name in each edition, rolled up to parents once.

use std::collections::BTreeMap;

use crate::analysis::many;
use crate::analysis::selection::Selection;
use crate::check::Dataset;
use crate::model::claim::Weight;

/// The known programme of one edition. Compact, since a large package has many: places in the dataset, no texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Programme {
    /// Topics by index in the dataset, each with its strongest weight; a topic's parent is there with it.
    topics: Vec<(u32, Weight)>,
    /// Terms by index in the dataset, which is the order of their texts.
    terms: Vec<u32>,
    /// Sources by index in the dataset.
    sources: Vec<u32>,
}

impl Programme {
    /// How strongly a topic is named; `None` where it is not.
    #[must_use]
    pub fn weight(&self, topic: usize) -> Option<Weight> {
        let place = self.topics.binary_search_by_key(&topic, |(topic, _)| *topic as usize).ok()?;
        Some(self.topics[place].1)
    }

    /// The topics named, by index in the dataset, each with its strongest weight.
    #[must_use]
    pub fn topics(&self) -> impl ExactSizeIterator<Item = (usize, Weight)> + '_ {
        self.topics.iter().map(|(topic, weight)| (*topic as usize, *weight))
    }

    /// The sources' terms by index in the dataset, each with the topics that it names: its own and that one's parent.
    pub fn terms(&self, dataset: &Dataset) -> impl Iterator<Item = (u32, impl Iterator<Item = usize> + use<>)> {
        self.terms.iter().map(|term| (*term, with_parent(dataset, dataset.terms()[*term as usize].topic)))
    }

    /// The sources that name them, by index in the dataset, each once and in order.
    #[must_use]
    pub fn sources(&self) -> &[u32] {
        &self.sources
    }

    /// The terms that no topic claims, in order.
    pub fn unmapped<'d>(&self, dataset: &'d Dataset) -> impl Iterator<Item = &'d str> {
        self.terms
            .iter()
            .map(|term| &dataset.terms()[*term as usize])
            .filter(|term| term.topic.is_none())
            .map(|term| &*term.text)
    }
}

/// A topic and its parent.
fn with_parent(dataset: &Dataset, topic: Option<u32>) -> impl Iterator<Item = usize> + use<> {
    let topic = topic.map(|topic| topic as usize);
    let parent = topic.and_then(|topic| dataset.topics()[topic].parent);
    topic.into_iter().chain(parent)
}

/// The known programmes of some editions, by edition index. An edition without an entry has no known programme: it is
/// not a "no" to any topic.
pub type Programmes = BTreeMap<usize, Programme>;

/// The known programmes of the selected editions.
#[must_use]
pub fn programmes(selection: &Selection<'_>) -> Programmes {
    let of = |edition: &usize| Some((*edition, programme(selection, *edition)?));
    let are_many = selection.dataset().mentions().len() >= many::RECORDS;
    many::filter_map(selection.editions(), are_many, of).into_iter().collect()
}

fn programme(selection: &Selection<'_>, edition: usize) -> Option<Programme> {
    let dataset = selection.dataset();
    let mut terms: Vec<(u32, Weight)> = Vec::new();
    let mut sources: Vec<u32> = Vec::new();
    // Mentions stand by term, so that the same ones are neighbours.
    for mention in selection.mentions_of(edition) {
        if let Err(place) = sources.binary_search(&mention.source) {
            sources.insert(place, mention.source);
        }
        match terms.last_mut().filter(|(term, _)| *term == mention.term()) {
            // Main stands before side.
            Some((_, weight)) => *weight = (*weight).min(mention.weight()),
            None => terms.push((mention.term(), mention.weight())),
        }
    }
    if terms.is_empty() {
        return None;
    }
    let mut weights: Vec<Option<Weight>> = vec![None; dataset.topics().len()];
    for (term, weight) in &terms {
        for topic in with_parent(dataset, dataset.terms()[*term as usize].topic) {
            weights[topic] = Some(weights[topic].map_or(*weight, |known| known.min(*weight)));
        }
    }
    let named = (0_u32..).zip(weights).filter_map(|(topic, weight)| Some((topic, weight?)));
    Some(Programme { topics: named.collect(), terms: terms.into_iter().map(|(term, _)| term).collect(), sources })
}
