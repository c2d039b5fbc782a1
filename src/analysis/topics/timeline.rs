//! Topic × edition: named as a main topic, named beside others, not named, or not known.

use serde::Serialize;

use super::programme::{Programme, Programmes};
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

impl TopicState {
    /// How an edition with this programme stands to a topic.
    #[must_use]
    pub fn of(topic: usize, programme: Option<&Programme>) -> Self {
        match programme.map(|programme| programme.weight(topic)) {
            None => Self::Unknown,
            Some(None) => Self::Absent,
            Some(Some(Weight::Main)) => Self::Main,
            Some(Some(Weight::Side)) => Self::Side,
        }
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
pub fn timeline(selection: &Selection<'_>, programmes: &Programmes, lang: Lang) -> Vec<TopicEditionRow> {
    let series = selection.series().iter();
    series.flat_map(|series| timeline_of(selection, *series, programmes, lang)).collect()
}

/// The same for one series.
#[must_use]
pub fn timeline_of(
    selection: &Selection<'_>,
    series: usize,
    programmes: &Programmes,
    lang: Lang,
) -> Vec<TopicEditionRow> {
    let dataset = selection.dataset();
    let mut rows = Vec::new();
    each_of(selection, series, programmes, |topic, edition, state, terms| {
        let (topic, edition) = (&dataset.topics()[topic], &dataset.editions()[edition]);
        rows.push(TopicEditionRow {
            series: dataset.series()[series].id.to_string(),
            topic: topic.id.to_string(),
            label: lang.pick(&topic.label_de, &topic.label_en).clone(),
            edition: edition.id.to_string(),
            number: edition.number,
            year: edition.year(),
            state,
            terms: terms.iter().map(|term| &*dataset.terms()[*term as usize].text).collect::<Vec<_>>().join("; "),
        });
    });
    rows
}

/// Hands out every topic in every selected edition of a series, in the order of the rows: the indices of both, how the
/// edition stands to the topic, and those of the sources' terms in the order of their texts.
pub fn each_of(
    selection: &Selection<'_>,
    series: usize,
    programmes: &Programmes,
    mut take: impl FnMut(usize, usize, TopicState, &[u32]),
) {
    let dataset = selection.dataset();
    let editions: Vec<(usize, Option<&Programme>)> =
        selection.editions_of(series).map(|edition| (edition, programmes.get(&edition))).collect();
    // The terms of each topic, edition after edition.
    let mut terms: Vec<Vec<(usize, u32)>> = vec![Vec::new(); dataset.topics().len()];
    for (edition, programme) in &editions {
        for (term, topics) in programme.iter().flat_map(|programme| programme.terms(dataset)) {
            topics.for_each(|topic| terms[topic].push((*edition, term)));
        }
    }
    let mut own: Vec<u32> = Vec::new();
    for index in 0..dataset.topics().len() {
        let mut named = terms[index].chunk_by(|a, b| a.0 == b.0).peekable();
        for (edition, programme) in &editions {
            let terms = named.next_if(|terms| terms[0].0 == *edition).unwrap_or_default();
            own.clear();
            own.extend(terms.iter().map(|(_, term)| *term));
            take(index, *edition, TopicState::of(index, *programme), &own);
        }
    }
}
