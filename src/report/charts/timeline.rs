//! topic-timeline.png: topic × edition, with unknown told from absent.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::footer::footer;
use super::topics::{by_series, coverage, leading, ranked};
use super::{alt, more_editions, words};
use crate::analysis::selection::Selection;
use crate::analysis::topics::{EditionTopicsRow, Programme, Programmes, TopicRow, TopicState};
use crate::chart::spec::{
    Body, CellStyle, Chart, Column, ColumnGroup, Key, LegendEntry, Matrix, MatrixBlock, MatrixCell, MatrixRow,
};
use crate::locale::Locale;

/// The chart of topics over editions: top-level topics as rows, editions as columns under their series.
#[must_use]
pub fn chart(
    selection: &Selection<'_>,
    shares: &[TopicRow],
    (programmes, novelty): (&Programmes, &[EditionTopicsRow]),
    sources: &BTreeSet<usize>,
    locale: Locale,
) -> Chart {
    let lang = locale.lang;
    let dataset = selection.dataset();
    let mut column_groups = Vec::new();
    let mut editions: Vec<Option<&Programme>> = Vec::new();
    for series in selection.series() {
        let record = &dataset.series()[*series];
        let columns: Vec<Column> = selection
            .editions_of(*series)
            .map(|index| {
                let edition = &dataset.editions()[index];
                editions.push(programmes.get(&index));
                let year = edition.year();
                Column {
                    head: edition.number.map_or_else(String::new, |number| locale.ordinal(number)),
                    head_short: edition.number.map_or_else(String::new, |number| number.to_string()),
                    sub: year.map_or_else(String::new, |year| year.to_string()),
                    sub_short: year.map_or_else(String::new, |year| format!("’{:02}", year.rem_euclid(100))),
                    note: Some(lang.pick("Programm nicht bekannt", "programme not known").to_owned()),
                }
            })
            .collect();
        if !columns.is_empty() {
            column_groups.push(ColumnGroup { heading: record.short.clone(), short: record.short.clone(), columns });
        }
    }
    let places: BTreeMap<&str, usize> =
        dataset.topics().iter().enumerate().map(|(place, topic)| (topic.id.as_str(), place)).collect();
    let mut grouped = by_series(shares);
    let by_series: Vec<BTreeMap<&str, &TopicRow>> = selection
        .series()
        .iter()
        .map(|series| grouped.remove(dataset.series()[*series].id.as_str()).unwrap_or_default())
        .collect();
    let of = lang.pick("von", "of");
    let rows: Vec<MatrixRow> = ranked(&by_series)
        .into_iter()
        .map(|(topic, _)| {
            let all: Vec<&TopicRow> =
                by_series.iter().filter_map(|series| series.get(topic.topic.as_str()).copied()).collect();
            let with: usize = all.iter().map(|row| row.editions_with).sum();
            let known: usize = all.iter().map(|row| row.editions_known).sum();
            let place = places.get(topic.topic.as_str());
            MatrixRow {
                label: topic.label.clone(),
                cells: editions.iter().map(|programme| Some(cell(TopicState::of(*place?, *programme)))).collect(),
                summary: format!("{with} {of} {known}"),
                ..MatrixRow::default()
            }
        })
        .collect();
    let title = leading(selection, shares).recurrence(lang);
    let entry = |style, de: &str, en: &str| LegendEntry { key: Key::Cell(style), label: lang.pick(de, en).to_owned() };
    let notes = [lang
        .pick(
            "„Nicht genannt“ heißt: Die ausgewerteten Quellen nennen das Thema nicht. Unterthemen stehen bei ihrem Oberthema.",
            "“Not named” means: the sources read do not name the topic. Sub-topics stand with their topic.",
        )
        .to_owned()];
    Chart {
        name: "topic-timeline".to_owned(),
        alt: alt(&lang
            .pick(format!("Raster Themen mal Ausgaben. {title}."), format!("Grid of topics by editions. {title}."))),
        title,
        subtitle: lang
            .pick(
                "Themen je Ausgabe nach veröffentlichten Quellen, häufigste zuerst",
                "Topics by edition as published sources name them, most frequent first",
            )
            .to_owned(),
        body: Arc::new(Body::Matrix(Matrix {
            column_groups,
            blocks: vec![MatrixBlock { heading: String::new(), rows }],
            summary_heading: lang.pick("genannt", "named").to_owned(),
        })),
        legend: vec![
            entry(CellStyle::Strong, "Hauptthema", "main topic"),
            entry(CellStyle::Tint, "genannt", "named"),
            entry(CellStyle::Absent, "nicht genannt", "not named"),
            entry(CellStyle::Unknown, "Programm nicht bekannt", "programme not known"),
        ],
        footer: footer(selection, &notes, sources, &coverage(novelty, locale), locale),
        locale,
        words: words(
            "",
            (
                lang.pick(
                    "die {shown} häufigsten von {all} genannten Themen",
                    "the {shown} most frequent of {all} topics named",
                ),
                more_editions(lang),
            ),
            lang,
        ),
        corner: None,
    }
}

fn cell(state: TopicState) -> MatrixCell {
    let style = match state {
        TopicState::Main => CellStyle::Strong,
        TopicState::Side => CellStyle::Tint,
        TopicState::Absent => CellStyle::Absent,
        TopicState::Unknown => CellStyle::Unknown,
    };
    MatrixCell { style, text: String::new(), short: String::new() }
}
