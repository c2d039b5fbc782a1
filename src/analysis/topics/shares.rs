//! In how many editions with a known programme a topic is named.

use std::collections::BTreeMap;

use serde::Serialize;

use super::four_places;
use super::programme::{Programme, Programmes};
use crate::analysis::frame::{Key, Summary, summaries};
use crate::analysis::selection::Selection;
use crate::analysis::stats::wilson;
use crate::locale::Lang;
use crate::model::claim::Weight;

/// A row of topics.csv: one topic in one series.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TopicRow {
    /// Series id.
    pub series: String,
    /// Series name.
    pub series_label: String,
    /// Topic id.
    pub topic: String,
    /// Topic label.
    pub label: String,
    /// Parent topic id; a parent counts an edition that names it or any of its sub-topics once.
    pub parent: Option<String>,
    /// Editions with a known programme: the denominator.
    pub editions_known: usize,
    /// Editions among them that name the topic.
    pub editions_with: usize,
    /// Editions among them that name it as a main topic.
    pub editions_main: usize,
    /// Share, 0 to 1.
    #[serde(serialize_with = "four_places")]
    pub share: Option<f64>,
    /// Lower limit of Wilson's 95 % interval.
    #[serde(serialize_with = "four_places")]
    pub low: Option<f64>,
    /// Upper limit.
    #[serde(serialize_with = "four_places")]
    pub high: Option<f64>,
    /// Year of the first edition that names it.
    pub first_year: Option<i16>,
    /// Year of the last edition that names it.
    pub last_year: Option<i16>,
    /// Length of the run of editions with a known programme, up to the last of them, that all name it.
    pub streak: usize,
}

/// Shares of every topic in every selected series that has a known programme: topics in the order of their ids, those
/// that are never named with 0.
#[must_use]
pub fn shares(selection: &Selection<'_>, programmes: &Programmes, lang: Lang) -> Vec<TopicRow> {
    let dataset = selection.dataset();
    let code = |index: usize| u32::try_from(index).ok();
    let named: Vec<(usize, usize, usize, Weight)> = programmes
        .iter()
        .flat_map(|(edition, programme)| {
            let series = dataset.editions()[*edition].series;
            programme.topics().map(move |(topic, weight)| (series, topic, *edition, weight))
        })
        .collect();
    let series_codes: Vec<Option<u32>> = named.iter().map(|entry| code(entry.0)).collect();
    let topic_codes: Vec<Option<u32>> = named.iter().map(|entry| code(entry.1)).collect();
    let years: Vec<Option<i64>> = named.iter().map(|entry| dataset.editions()[entry.2].year().map(i64::from)).collect();
    let counts = summaries(&[Key("series", &series_codes), Key("topic", &topic_codes)], &years);
    let counts: BTreeMap<Vec<Option<u32>>, Summary> =
        counts.into_iter().map(|summary| (summary.key.clone(), summary)).collect();
    let mut main: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (series, topic, _, weight) in &named {
        *main.entry((*series, *topic)).or_default() += usize::from(*weight == Weight::Main);
    }
    let mut rows = Vec::new();
    for series in selection.series() {
        let known: Vec<(usize, &Programme)> = selection
            .editions_of(*series)
            .filter_map(|edition| programmes.get(&edition).map(|programme| (edition, programme)))
            .collect();
        if known.is_empty() {
            continue;
        }
        for (index, topic) in dataset.topics().iter().enumerate() {
            let count = counts.get([code(*series), code(index)].as_slice());
            let year = |year: Option<i64>| year.and_then(|year| i16::try_from(year).ok());
            let with = count.map_or(0, |count| count.rows);
            let share = wilson(with as u64, known.len() as u64);
            rows.push(TopicRow {
                series: dataset.series()[*series].id.to_string(),
                series_label: dataset.series_name(*series, lang).to_owned(),
                topic: topic.id.to_string(),
                label: lang.pick(&topic.label_de, &topic.label_en).clone(),
                parent: topic.parent.map(|parent| dataset.topics()[parent].id.to_string()),
                editions_known: known.len(),
                editions_with: with,
                editions_main: main.get(&(*series, index)).copied().unwrap_or_default(),
                share: share.map(|share| share.share),
                low: share.map(|share| share.low),
                high: share.map(|share| share.high),
                first_year: count.and_then(|count| year(count.min)),
                last_year: count.and_then(|count| year(count.max)),
                streak: known.iter().rev().take_while(|(_, programme)| programme.weight(index).is_some()).count(),
            });
        }
    }
    rows
}
