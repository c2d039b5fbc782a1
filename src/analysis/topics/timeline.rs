//! Topic × edition: named as a main topic, named beside others, not named, or not known.

use serde::Serialize;

use super::programme::programmes;
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
    let dataset = selection.dataset();
    let programmes = programmes(selection);
    let mut rows = Vec::with_capacity(dataset.topics().len() * selection.editions().len());
    for series in selection.series() {
        for (index, topic) in dataset.topics().iter().enumerate() {
            for edition in selection.editions_of(*series) {
                let record = &dataset.editions()[edition];
                let programme = programmes.get(&edition);
                let state = match programme.map(|programme| programme.topics.get(&index)) {
                    None => TopicState::Unknown,
                    Some(None) => TopicState::Absent,
                    Some(Some(Weight::Main)) => TopicState::Main,
                    Some(Some(Weight::Side)) => TopicState::Side,
                };
                let terms = programme.and_then(|programme| programme.terms.get(&index));
                rows.push(TopicEditionRow {
                    series: dataset.series()[*series].id.to_string(),
                    topic: topic.id.to_string(),
                    label: lang.pick(&topic.label_de, &topic.label_en).clone(),
                    edition: record.id.to_string(),
                    number: record.number,
                    year: record.year(),
                    state,
                    terms: terms.map_or_else(String::new, |terms| {
                        terms.iter().map(String::as_str).collect::<Vec<_>>().join("; ")
                    }),
                });
            }
        }
    }
    rows
}
