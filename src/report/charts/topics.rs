//! topics.png: in how many known programmes each topic is named, with Wilson's interval.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::footer::footer;
use super::{alt, sources_of, words};
use crate::analysis::selection::Selection;
use crate::analysis::topics::{EditionTopicsRow, Programme, Programmes, TopicRow};
use crate::chart::spec::{BarCell, BarGroup, BarPanel, BarRow, Bars, Body, Chart, Key, LegendEntry};
use crate::locale::Locale;
use crate::report::headline::{TopicFinding, counted, unmapped, written};

/// The series with the most known programmes, and its finding; the first one among equals.
pub(super) fn leading(selection: &Selection<'_>, rows: &[TopicRow]) -> TopicFinding {
    let dataset = selection.dataset();
    let by_series = by_series(rows);
    let mut best: Option<(usize, TopicFinding)> = None;
    for series in selection.series() {
        let id = dataset.series()[*series].id.as_str();
        let own: Vec<&TopicRow> = by_series.get(id).into_iter().flat_map(BTreeMap::values).copied().collect();
        let finding = TopicFinding::of(&dataset.series()[*series].short, &own);
        if best.as_ref().is_none_or(|(known, _)| finding.known > *known) {
            best = Some((finding.known, finding));
        }
    }
    best.map(|(_, finding)| finding).unwrap_or_default()
}

/// Rows by series and topic.
pub(super) fn by_series(rows: &[TopicRow]) -> BTreeMap<&str, BTreeMap<&str, &TopicRow>> {
    let mut by_series: BTreeMap<&str, BTreeMap<&str, &TopicRow>> = BTreeMap::new();
    for row in rows {
        by_series.entry(&row.series).or_default().insert(&row.topic, row);
    }
    by_series
}

/// Sources of the mentions.
pub(in crate::report) fn sources(selection: &Selection<'_>, programmes: &Programmes) -> BTreeSet<usize> {
    let named = programmes.values().flat_map(Programme::sources).copied();
    sources_of(selection.dataset().sources().len(), named)
}

/// `9 von 15 Ausgaben mit bekanntem Programm`.
pub(super) fn coverage(novelty: &[EditionTopicsRow], locale: Locale) -> String {
    let known = written(novelty.iter().filter(|row| row.topics.is_some()).count(), locale.lang);
    let all = written(novelty.len(), locale.lang);
    locale.lang.pick(
        format!("{known} von {all} Ausgaben mit bekanntem Programm"),
        format!("{known} of {all} editions with a known programme"),
    )
}

/// The chart of topic shares: one panel a series, topics by how often they are named, sub-topics under their parents.
#[must_use]
pub fn chart(
    selection: &Selection<'_>,
    rows: &[TopicRow],
    novelty: &[EditionTopicsRow],
    sources: &BTreeSet<usize>,
    locale: Locale,
) -> Chart {
    let lang = locale.lang;
    let finding = leading(selection, rows);
    let mut panels = Vec::new();
    let mut columns: Vec<BTreeMap<&str, &TopicRow>> = Vec::new();
    let mut grouped = by_series(rows);
    for series in selection.series() {
        let record = &selection.dataset().series()[*series];
        let own = grouped.remove(record.id.as_str()).unwrap_or_default();
        if let Some(row) = own.values().next() {
            panels.push(BarPanel {
                heading: record.short.clone(),
                subheading: counted(
                    row.editions_known,
                    lang.pick("Ausgabe mit bekanntem Programm", "edition with a known programme"),
                    lang.pick("Ausgaben mit bekanntem Programm", "editions with a known programme"),
                ),
            });
            columns.push(own);
        }
    }
    let cell = |row: &TopicRow| BarCell {
        share: row.share.unwrap_or_default(),
        low: row.low.unwrap_or_default(),
        high: row.high.unwrap_or_default(),
        label: format!("{} {} {}", row.editions_with, lang.pick("von", "of"), row.editions_known),
    };
    let bar_row = |topic: &TopicRow, indent: bool| BarRow {
        label: topic.label.clone(),
        indent,
        cells: columns.iter().map(|column| column.get(topic.topic.as_str()).map(|row| cell(row))).collect(),
    };
    let groups = ranked(&columns)
        .into_iter()
        .map(|(parent, children)| BarGroup {
            heading: None,
            rows: std::iter::once(bar_row(parent, false))
                .chain(children.into_iter().map(|child| bar_row(child, true)))
                .collect(),
        })
        .collect();
    let mut notes = vec![
        lang.pick(
            "Genannt heißt: in einer ausgewerteten Quelle erwähnt, kein Maß für Umfang. Spanne: 95-%-Intervall nach Wilson. Oberthemen zählen ihre Unterthemen mit.",
            "Named means: mentioned in a source read, no measure of extent. Range: Wilson 95% interval. Topics include their sub-topics.",
        )
        .to_owned(),
    ];
    notes.extend(Some(unmapped(novelty, lang)).filter(|note| !note.is_empty()));
    let title = finding.worded(lang);
    Chart {
        name: "topics".to_owned(),
        alt: alt(&lang.pick(
            format!("Balkendiagramm der Themenanteile je Reihe. {title}."),
            format!("Bar chart of topic shares by series. {title}."),
        )),
        title,
        subtitle: lang
            .pick(
                "Anteil der Ausgaben mit bekanntem Programm, die ein Thema nennen, je Reihe; zuoberst, was insgesamt am häufigsten ist",
                "Share of editions with a known programme that name a topic, by series; topics named most often in all come first",
            )
            .to_owned(),
        body: Arc::new(Body::Bars(Bars { panels, groups, max_rows: None })),
        legend: vec![LegendEntry {
            key: Key::WhiskerAcross,
            label: lang.pick("Unsicherheit (95 %)", "uncertainty (95%)").to_owned(),
        }],
        footer: footer(selection, &notes, sources, &coverage(novelty, locale), locale),
        locale,
        words: words(
            "",
            (
                lang.pick(
                    "die {shown} häufigsten von {all} genannten Themen, Unterthemen bei ihrem Oberthema",
                    "the {shown} most frequent of {all} topics named, sub-topics with their topic",
                ),
                lang.pick("und {n} weitere Reihen", "and {n} more series"),
            ),
            lang,
        ),
        corner: None,
    }
}

/// Top-level topics that are named in one of the series, those named most first, each with its named sub-topics.
pub(super) fn ranked<'rows>(
    columns: &[BTreeMap<&str, &'rows TopicRow>],
) -> Vec<(&'rows TopicRow, Vec<&'rows TopicRow>)> {
    let total =
        |topic: &str| columns.iter().filter_map(|column| column.get(topic)).map(|row| row.editions_with).sum::<usize>();
    let first = |topic: &str| columns.first().and_then(|column| column.get(topic)).map_or(0, |row| row.editions_with);
    let mut all: BTreeMap<&str, &'rows TopicRow> = BTreeMap::new();
    for column in columns {
        all.extend(column.iter().map(|(topic, row)| (*topic, *row)));
    }
    let named: Vec<&'rows TopicRow> = all.values().copied().filter(|row| total(&row.topic) > 0).collect();
    let order = |a: &&TopicRow, b: &&TopicRow| {
        (total(&b.topic), first(&b.topic), &a.topic).cmp(&(total(&a.topic), first(&a.topic), &b.topic))
    };
    let mut parents: Vec<&'rows TopicRow> = named.iter().copied().filter(|row| row.parent.is_none()).collect();
    parents.sort_by(order);
    parents
        .into_iter()
        .map(|parent| {
            let mut children: Vec<&'rows TopicRow> =
                named.iter().copied().filter(|row| row.parent.as_deref() == Some(parent.topic.as_str())).collect();
            children.sort_by(order);
            (parent, children)
        })
        .collect()
}
