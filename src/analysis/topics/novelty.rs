//! What is new in an edition and what stays.

use std::collections::BTreeSet;

use serde::Serialize;

use super::four_places;
use super::programme::Programmes;
use crate::analysis::selection::Selection;
use crate::locale::Lang;

/// A row of edition-topics.csv: one edition.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EditionTopicsRow {
    /// Series id.
    pub series: String,
    /// Series name.
    pub series_label: String,
    /// Edition id.
    pub edition: String,
    /// Number in the series.
    pub number: Option<u32>,
    /// Year.
    pub year: Option<i16>,
    /// Count of topics named, sub-topics and parents each; empty where the programme is not known.
    pub topics: Option<usize>,
    /// Count of those never named before in the series, as far as programmes are known.
    pub new: Option<usize>,
    /// New topics over topics.
    #[serde(serialize_with = "four_places")]
    pub novelty: Option<f64>,
    /// Count of those named in the known edition before too.
    pub kept: Option<usize>,
    /// Jaccard similarity with the known edition before: topics in both over topics in either.
    #[serde(serialize_with = "four_places")]
    pub persistence: Option<f64>,
    /// Count of terms that no topic claims.
    pub unmapped: Option<usize>,
    /// Those terms, separated by semicolons.
    pub unmapped_terms: String,
}

/// Novelty and persistence of every selected edition. The first known edition has neither.
#[must_use]
pub fn novelty(selection: &Selection<'_>, programmes: &Programmes, lang: Lang) -> Vec<EditionTopicsRow> {
    let dataset = selection.dataset();
    let mut rows = Vec::new();
    for series in selection.series() {
        let mut seen: BTreeSet<usize> = BTreeSet::new();
        let mut before: Option<BTreeSet<usize>> = None;
        for edition in selection.editions_of(*series) {
            let record = &dataset.editions()[edition];
            let mut row = EditionTopicsRow {
                series: dataset.series()[*series].id.to_string(),
                series_label: dataset.series_name(*series, lang).to_owned(),
                edition: record.id.to_string(),
                number: record.number,
                year: record.year(),
                topics: None,
                new: None,
                novelty: None,
                kept: None,
                persistence: None,
                unmapped: None,
                unmapped_terms: String::new(),
            };
            if let Some(programme) = programmes.get(&edition) {
                let topics: BTreeSet<usize> = programme.topics().map(|(topic, _)| topic).collect();
                row.topics = Some(topics.len());
                let unmapped: Vec<&str> = programme.unmapped(dataset).collect();
                row.unmapped = Some(unmapped.len());
                row.unmapped_terms = unmapped.join("; ");
                if let Some(before) = &before {
                    let new = topics.difference(&seen).count();
                    let kept = topics.intersection(before).count();
                    row.new = Some(new);
                    row.novelty = ratio(new, topics.len());
                    row.kept = Some(kept);
                    row.persistence = ratio(kept, topics.union(before).count());
                }
                seen.extend(&topics);
                before = Some(topics);
            }
            rows.push(row);
        }
    }
    rows
}

/// `None` for an empty whole.
#[expect(clippy::cast_precision_loss, reason = "counts of topics")]
fn ratio(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
