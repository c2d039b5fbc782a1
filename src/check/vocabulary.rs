//! Series, sources, topics and terms.

use std::collections::BTreeMap;

use super::fields::{list, text};
use super::keys::Keys;
use super::tables::{Tables, pass};
use crate::diag::{Code, Diagnostics, quote};
use crate::model::edition::Series;
use crate::model::provenance::Source;
use crate::model::topic::Topic;
use crate::read::raw;
use crate::read::sheet::Place;

/// Series by id.
pub(super) fn series(tables: &Tables<'_>, keys: &Keys, findings: &mut Diagnostics) -> Vec<Series> {
    let mut series: Vec<Series> = Vec::new();
    pass(&tables.series, keys, findings, |row, _| {
        let raw = raw::Series::of(row);
        series.extend(raw.id.parse().ok().map(|id| Series {
            id,
            name_de: text(raw.name_de).unwrap_or_default(),
            name_en: text(raw.name_en).unwrap_or_default(),
            short: text(raw.short).unwrap_or_default(),
            aliases: list(raw.aliases).filter_map(text).collect(),
            scope: raw.scope.parse().ok(),
            cadence: raw.cadence.parse().ok(),
        }));
    });
    series.sort_by(|a, b| a.id.cmp(&b.id));
    series
}

/// Sources by id.
pub(super) fn sources(tables: &Tables<'_>, keys: &Keys, findings: &mut Diagnostics) -> Vec<Source> {
    let mut sources: Vec<Source> = Vec::new();
    pass(&tables.sources, keys, findings, |row, _| {
        let raw = raw::Source::of(row);
        if let (Ok(id), Ok(kind)) = (raw.id.parse(), raw.kind.parse()) {
            sources.push(Source {
                id,
                publisher: text(raw.publisher).unwrap_or_default(),
                title: text(raw.title),
                kind,
                url: text(raw.url),
                file: text(raw.file),
                published: raw.published.parse().ok(),
                note: text(raw.note),
            });
        }
    });
    sources.sort_by(|a, b| a.id.cmp(&b.id));
    sources
}

/// Topics by id.
pub(super) fn topics(tables: &Tables<'_>, keys: &Keys, findings: &mut Diagnostics) -> Vec<Topic> {
    let table = &tables.topics;
    let mut topics: Vec<Topic> = Vec::new();
    let mut parents: BTreeMap<u32, (u32, Place)> = BTreeMap::new();
    pass(table, keys, findings, |row, _| {
        let raw = raw::Topic::of(row);
        let rank = |id: &str| keys.rank(table.schema().file, id);
        let parent = rank(raw.parent);
        if let (Some(topic), Some(parent)) = (rank(raw.id), parent) {
            parents.entry(topic).or_insert((parent, row.place()));
        }
        topics.extend(raw.id.parse().ok().map(|id| Topic {
            id,
            label_de: text(raw.label_de).unwrap_or_default(),
            label_en: text(raw.label_en).unwrap_or_default(),
            parent: parent.map(|parent| parent as usize),
        }));
    });
    for (topic, (parent, place)) in &parents {
        if parents.contains_key(parent) {
            findings.error(Code::TopicDepth, || {
                let name = quote(&table.written(*place, "parent"));
                let message = if topic == parent {
                    format!("the topic {name} is its own parent")
                } else {
                    format!("the parent {name} has a parent itself")
                };
                table.finding(*place, "parent", message).hint("topics have one level of parents")
            });
        }
    }
    topics.sort_by(|a, b| a.id.cmp(&b.id));
    topics
}

/// Each term with the index of the topic that it means; `None` where that is not known because of an error.
pub(super) type Terms = BTreeMap<String, Option<u32>>;

/// Which topic each term means.
pub(super) fn terms(tables: &Tables<'_>, keys: &Keys, findings: &mut Diagnostics) -> Terms {
    let mut terms = Terms::new();
    pass(&tables.terms, keys, findings, |row, _| {
        let raw = raw::Term::of(row);
        if let Some(term) = text(raw.term) {
            terms.entry(term).or_insert_with(|| keys.rank(tables.topics.schema().file, raw.topic));
        }
    });
    terms
}
