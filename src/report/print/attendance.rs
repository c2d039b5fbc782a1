//! One line for each claim that a report uses; an edition without a figure keeps its line.

use super::strip::Strip;
use super::{Block, Line, PrintError, Shown, json};
use crate::analysis::attendance::{AttendanceRow, Choices, Chosen, attendance_rows};
use crate::analysis::selection::Selection;
use crate::analysis::trend::trend_rows;
use crate::analysis::words;
use crate::locale::Locale;
use crate::model::claim::Basis;
use crate::report::{charts, tables};

/// The mark of a basis.
const fn mark(basis: Option<Basis>) -> char {
    match basis {
        Some(Basis::Attended) => '●',
        Some(Basis::Registered) => '○',
        Some(Basis::Expected) => '◌',
        Some(Basis::PeakConcurrent) => '◆',
        Some(Basis::NotStated) | None => '□',
    }
}

pub(super) fn shown(selection: &Selection<'_>, locale: Locale) -> Result<Shown, PrintError> {
    let lang = locale.lang;
    let choices = Choices::of(selection);
    let rows = attendance_rows(selection, &choices, locale);
    let trends = trend_rows(selection, &choices, locale);
    let chart = charts::attendance::chart(selection, &choices, &trends, locale);
    let used = used(&rows);
    let mut blocks: Vec<Block> = Vec::new();
    let mut series: Vec<&str> = Vec::new();
    for row in &used {
        if !series.contains(&row.series.as_str()) {
            series.push(&row.series);
        }
    }
    for id in series {
        let own: Vec<&AttendanceRow> = used.iter().copied().filter(|row| row.series == id).collect();
        let most = own.iter().filter_map(|row| row.high.max(row.value)).max().unwrap_or(1).max(1);
        let columns = [
            lang.pick("Nr.", "No."),
            lang.pick("Jahr", "Year"),
            lang.pick("Ort", "City"),
            lang.pick("Zahl", "Figure"),
            lang.pick("Zählweise", "Basis"),
        ];
        blocks.push(Block {
            heading: own.first().map_or_else(String::new, |row| row.series_label.clone()),
            columns: columns.map(str::to_owned).to_vec(),
            rows: own.iter().map(|row| line(row, most, locale)).collect(),
        });
    }
    let bases = [Basis::Attended, Basis::Registered, Basis::Expected, Basis::PeakConcurrent, Basis::NotStated];
    let present = bases
        .into_iter()
        .filter(|basis| used.iter().any(|row| row.value.is_some() && row.basis.unwrap_or(Basis::NotStated) == *basis));
    let key: Vec<String> =
        present.map(|basis| format!("{} {}", mark(Some(basis)), words::basis(basis, lang))).collect();
    let mut notes = vec![format!(
        "{}; {}",
        key.join("  "),
        lang.pick(
            "├─┤ Spanne des Wortes, > nach oben offen, ≠ strittig. Verschiedene Zeichen sind nicht vergleichbar.",
            "├─┤ range of the word, > open above, ≠ disputed. Different signs do not compare."
        )
    )];
    notes.extend(chart.footer.last().cloned());
    Ok(Shown {
        title: chart.title,
        subtitle: lang
            .pick(
                "Angaben, die ein Bericht verwendet, je Ausgabe; jede Zählweise hat ihr Zeichen.",
                "The claims that a report uses, by edition; each basis has its sign.",
            )
            .to_owned(),
        blocks,
        notes,
        table: tables::attendance(&rows)?,
        json: json(&rows)?,
    })
}

/// The claims that a report uses, of those that say the same the first, and the editions without a figure.
fn used(rows: &[AttendanceRow]) -> Vec<&AttendanceRow> {
    let mut used: Vec<&AttendanceRow> = Vec::new();
    for row in rows.iter().filter(|row| row.value.is_none() || row.chosen != Chosen::No) {
        let says = |row: &AttendanceRow| (row.value, row.basis, row.mode, row.unit, row.low, row.high, row.chosen);
        // Rows stand by edition: what says the same stands near.
        let mut near = used.iter().rev().take_while(|other| other.edition == row.edition);
        if row.value.is_none() || !near.any(|other| says(other) == says(row)) {
            used.push(row);
        }
    }
    used
}

fn line(row: &AttendanceRow, most: u64, locale: Locale) -> Line {
    let lang = locale.lang;
    let number = |value: u64| locale.count(value);
    #[expect(clippy::cast_precision_loss, reason = "columns of a terminal")]
    let part = |value: u64| value as f64 / most as f64;
    let figure = row.value.map_or_else(
        || lang.pick("keine Angabe", "no figure").to_owned(),
        |value| {
            let word = row.qualifier.as_ref().map_or_else(String::new, |word| format!("{word} "));
            let disputed = if row.chosen == Chosen::Disputed { "≠ " } else { "" };
            format!("{disputed}{word}{}", number(value))
        },
    );
    let basis = row.value.map_or_else(String::new, |_| {
        let basis = words::basis(row.basis.unwrap_or(Basis::NotStated), lang);
        let mode = row.mode.map_or_else(String::new, |mode| format!(", {}", words::mode(Some(mode), lang)));
        format!("{basis}{mode}")
    });
    Line {
        cells: vec![
            row.number.map_or_else(|| "–".to_owned(), |number| number.to_string()),
            row.year.map_or_else(|| "–".to_owned(), |year| year.to_string()),
            row.city.clone().unwrap_or_else(|| "–".to_owned()),
            figure,
            basis,
        ],
        chart: row.value.map_or(Strip::Empty, |value| Strip::Mark {
            mark: mark(row.basis),
            at: part(value),
            interval: (part(row.low.unwrap_or(value)), row.high.map(part)),
            end: number(most),
        }),
    }
}
