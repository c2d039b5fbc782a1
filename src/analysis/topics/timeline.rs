//! Topic × edition: named as a main topic, named beside others, not named, or not known.

use std::collections::BTreeMap;

use serde::Serialize;

use super::programme::{Programme, programmes};
use crate::analysis::selection::Selection;
use crate::locale::Lang;
use crate::model::claim::Weight;
use crate::model::vocabulary::vocabulary;

vocabulary! {
    /// How an edition stands to a topic.
    TopicState {
        /// Named as a main topic.
        Main = "main",
        /// Named beside others.
        Side = "side",
        /// The programme is known and does not name it.
        Absent = "absent",
        /// The programme is not known.
        Unknown = "unknown",
    }
}

/// A row of topic-editions.csv: one topic in one edition.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TopicEditionRow {
    /// Series id.
    pub series: String,
    /// Topic id.
    pub topic: String,
    /// Topic label.
    pub label: String,
    /// Edition id.
    pub edition: String,
    /// Number in the series.
    pub number: Option<u32>,
    /// Year.
    pub year: Option<i16>,
    /// How the edition stands to the topic.
    pub state: TopicState,
    /// The sources' terms, separated by semicolons; a sub-topic's terms stand with its parent too.
    pub terms: String,
}

/// Every topic in every selected edition: topics by id, then editions in order.
#[must_use]
pub fn timeline(selection: &Selection<'_>, lang: Lang) -> Vec<TopicEditionRow> {
    let programmes = programmes(selection);
    let series = selection.series().iter();
    series.flat_map(|series| timeline_of(selection, *series, &programmes, lang)).collect()
}

/// The same for one series.
#[must_use]
pub fn timeline_of(
    selection: &Selection<'_>,
    series: usize,
    programmes: &BTreeMap<usize, Programme>,
    lang: Lang,
) -> Vec<TopicEditionRow> {
    let dataset = selection.dataset();
    let editions: Vec<(usize, Option<&Programme>)> =
        selection.editions_of(series).map(|edition| (edition, programmes.get(&edition))).collect();
    // The terms of each topic, edition after edition.
    let mut terms: Vec<Vec<(usize, &str)>> = vec![Vec::new(); dataset.topics().len()];
    for (edition, programme) in &editions {
        for (term, topics) in programme.iter().flat_map(|programme| programme.terms(dataset)) {
            topics.for_each(|topic| terms[topic].push((*edition, term)));
        }
    }
    let mut rows = Vec::with_capacity(dataset.topics().len() * editions.len());
    for (index, topic) in dataset.topics().iter().enumerate() {
        let mut named = terms[index].chunk_by(|a, b| a.0 == b.0).peekable();
        for (edition, programme) in &editions {
            let record = &dataset.editions()[*edition];
            let state = match programme.map(|programme| programme.weight(index)) {
                None => TopicState::Unknown,
                Some(None) => TopicState::Absent,
                Some(Some(Weight::Main)) => TopicState::Main,
                Some(Some(Weight::Side)) => TopicState::Side,
            };
            let terms = named.next_if(|terms| terms[0].0 == *edition).unwrap_or_default();
            rows.push(TopicEditionRow {
                series: dataset.series()[series].id.to_string(),
                topic: topic.id.to_string(),
                label: lang.pick(&topic.label_de, &topic.label_en).clone(),
                edition: record.id.to_string(),
                number: record.number,
                year: record.year(),
                state,
                terms: terms.iter().map(|(_, term)| *term).collect::<Vec<_>>().join("; "),
            });
        }
    }
    rows
}
