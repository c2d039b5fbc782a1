//! One line a topic: `k von n`, a bar and the interval; sub-topics under their topic.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::strip::Strip;
use super::{Block, Line, PrintError, Shown, json};
use crate::analysis::selection::Selection;
use crate::analysis::topics::{TopicRow, novelty, programmes, shares};
use crate::locale::Locale;
use crate::report::{charts, tables};

pub(super) fn shown(selection: &Selection<'_>, locale: Locale) -> Result<Shown, PrintError> {
    let lang = locale.lang;
    let programmes = programmes(selection);
    let rows = shares(selection, &programmes, lang);
    let chart = charts::topics::chart(
        selection,
        &rows,
        &novelty(selection, &programmes, lang),
        &charts::topics::sources(selection, &programmes),
        locale,
    );
    let mut series: BTreeMap<&str, Vec<&TopicRow>> = BTreeMap::new();
    for row in &rows {
        series.entry(&row.series).or_default().push(row);
    }
    let blocks = series.into_values().map(|own| block(own, locale)).collect();
    let mut notes = vec![
        lang.pick(
            "█ Anteil der Ausgaben mit bekanntem Programm, die das Thema nennen; ▓░ 95-%-Intervall nach Wilson.",
            "█ share of the editions with a known programme that name the topic; ▓░ Wilson’s 95 % interval.",
        )
        .to_owned(),
    ];
    notes.extend(chart.footer.last().cloned());
    Ok(Shown {
        title: chart.title,
        subtitle: chart.subtitle,
        blocks,
        notes,
        table: tables::topics(&rows)?,
        json: json(&rows)?,
    })
}

fn block(mut rows: Vec<&TopicRow>, locale: Locale) -> Block {
    let lang = locale.lang;
    let heading = rows.first().map_or_else(String::new, |row| row.series_label.clone());
    rows.sort_by_key(|row| (Reverse(row.editions_with), row.label.as_str(), row.topic.as_str()));
    let mut children: BTreeMap<&str, Vec<&TopicRow>> = BTreeMap::new();
    let known: std::collections::BTreeSet<&str> = rows.iter().map(|row| row.topic.as_str()).collect();
    let (tops, subs): (Vec<&TopicRow>, Vec<&TopicRow>) =
        rows.iter().partition(|row| !row.parent.as_deref().is_some_and(|parent| known.contains(parent)));
    for row in subs {
        children.entry(row.parent.as_deref().unwrap_or_default()).or_default().push(row);
    }
    let mut lines = Vec::new();
    // Depth first; each topic is taken once, so that parents in a ring end.
    let mut open: Vec<(usize, &TopicRow)> = tops.into_iter().rev().map(|row| (0, row)).collect();
    while let Some((depth, row)) = open.pop() {
        if row.editions_with > 0 {
            lines.push(line(row, depth, locale));
        }
        let below = children.remove(row.topic.as_str()).unwrap_or_default();
        open.extend(below.into_iter().rev().map(|row| (depth + 1, row)));
    }
    Block {
        heading,
        columns: [lang.pick("Thema", "Topic"), lang.pick("genannt", "named"), lang.pick("zuletzt", "last")]
            .map(str::to_owned)
            .to_vec(),
        rows: lines,
    }
}

fn line(row: &TopicRow, depth: usize, locale: Locale) -> Line {
    let of = locale.lang.pick("von", "of");
    Line {
        cells: vec![
            format!("{}{}", "  ".repeat(depth.min(4)), row.label),
            format!("{} {of} {}", row.editions_with, row.editions_known),
            row.last_year.map_or_else(String::new, |year| year.to_string()),
        ],
        chart: Strip::Bar {
            share: row.share.unwrap_or(0.0),
            interval: (row.low.unwrap_or(0.0), row.high.unwrap_or(0.0)),
            end: "100 %".to_owned(),
        },
    }
}
