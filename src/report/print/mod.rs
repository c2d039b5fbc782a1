//! A group of reports as text for a terminal or a pipe: a table with a small chart, CSV, JSON or Markdown. No font, no
//! layout and no picture is made for it.

mod attendance;
mod hosts;
mod strip;
mod topics;

use std::fmt::Write;

use comfy_table::{ContentArrangement, Table as Grid, presets};

use super::table::{Dialect, Table, TableError};
use crate::analysis::page::Page;
use crate::analysis::selection::Selection;
use crate::diag::{harmless, visible};
use crate::locale::Locale;

/// What is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The claims that a report uses, and what is not known.
    Attendance,
    /// Shares of the topics.
    Topics,
    /// Turns, and the Länder.
    Hosts,
}

/// How it is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Medium {
    /// A table with a small chart, `width` columns wide.
    #[default]
    Table,
    /// The bytes of the report's CSV.
    Csv,
    /// An array of objects; what is not known is null.
    Json,
    /// A table for Markdown.
    Md,
}

/// Why a group cannot be printed: a defect of the program.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// A row does not fit its table.
    #[error(transparent)]
    Table(#[from] TableError),
    /// A row is no JSON.
    #[error("a row cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}

/// What a group shows, ready for every medium.
struct Shown {
    /// The finding, one sentence.
    title: String,
    /// What is shown.
    subtitle: String,
    /// Blocks with a heading each.
    blocks: Vec<Block>,
    /// The key, then coverage.
    notes: Vec<String>,
    /// The report's main table.
    table: Table,
    /// Its rows as JSON.
    json: Vec<u8>,
}

/// Lines under a heading.
struct Block {
    heading: String,
    columns: Vec<String>,
    rows: Vec<Line>,
}

/// A line: cells, and the small chart at its end.
struct Line {
    cells: Vec<String>,
    chart: strip::Strip,
}

/// Prints a group of a selection. Tables are `width` columns wide, from 60 to 120.
///
/// # Errors
/// When a row does not fit its table.
pub fn print(
    selection: &Selection<'_>,
    group: Group,
    medium: Medium,
    width: usize,
    locale: Locale,
) -> Result<Vec<u8>, PrintError> {
    let shown = match group {
        Group::Attendance => attendance::shown(selection, locale)?,
        Group::Topics => topics::shown(selection, locale)?,
        Group::Hosts => hosts::shown(selection, locale)?,
    };
    Ok(match medium {
        Medium::Csv => shown.table.csv(Dialect::Rfc4180)?,
        Medium::Json => shown.json,
        Medium::Md => markdown(&shown).into_bytes(),
        Medium::Table => text(&shown, width.clamp(60, 120)).into_bytes(),
    })
}

/// The rows of a table as a JSON array with a final line feed.
fn json<R: serde::Serialize>(rows: &[R]) -> Result<Vec<u8>, PrintError> {
    let mut bytes = serde_json::to_vec_pretty(rows)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Gap between two columns.
const GAP: usize = 2;

fn text(shown: &Shown, width: usize) -> String {
    let mut page = Page::new();
    page.wrapped(0, "", &shown.title);
    page.wrapped(0, "", &shown.subtitle);
    let mut text = page.into_text();
    for block in &shown.blocks {
        text.push('\n');
        if !block.heading.is_empty() {
            text.push_str(&visible(&block.heading));
            text.push('\n');
        }
        text.push_str(&grid(block, width));
    }
    let mut page = Page::new();
    for note in &shown.notes {
        page.gap();
        page.wrapped(0, "", note);
    }
    text.push('\n');
    text.push_str(&page.into_text());
    text
}

/// The lines of a block: cells as wide as their longest, the chart over what is left.
fn grid(block: &Block, width: usize) -> String {
    let least = strip::LEAST;
    let cell = |text: &str, most: usize| strip::shortened(&visible(text), most);
    let columns = block.columns.len();
    let mut widths: Vec<usize> = (0..columns)
        .map(|column| {
            let cells = block.rows.iter().filter_map(|row| row.cells.get(column)).map(String::as_str);
            cells.chain([block.columns[column].as_str()]).map(|text| strip::wide(&visible(text))).max().unwrap_or(0)
        })
        .collect();
    // Where it is too narrow, the widest columns give way.
    while widths.iter().map(|width| width + GAP).sum::<usize>() + least > width {
        let Some(widest) = widths.iter_mut().max().filter(|widest| **widest > 4) else { break };
        *widest -= 1;
    }
    let chart = width.saturating_sub(widths.iter().map(|width| width + GAP).sum::<usize>()).min(strip::MOST);
    let mut grid = Grid::new();
    grid.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
    let mut line = |cells: &[String], chart: String| {
        let cells = cells.iter().zip(&widths).map(|(text, most)| {
            let text = cell(text, *most);
            let pad = most.saturating_sub(strip::wide(&text));
            format!("{text}{}", " ".repeat(pad))
        });
        grid.add_row(cells.chain([chart]));
    };
    line(&block.columns, strip::scale(block.rows.iter().map(|row| &row.chart), chart));
    for row in &block.rows {
        line(&row.cells, row.chart.drawn(chart));
    }
    for column in grid.column_iter_mut() {
        column.set_padding((0, u16::try_from(GAP).unwrap_or(2)));
    }
    grid.lines().fold(String::new(), |text, line| text + line.trim_end() + "\n")
}

fn markdown(shown: &Shown) -> String {
    let cell = |text: &str| visible(&harmless(text)).replace('\\', "\\\\").replace('|', "\\|").replace('<', "&lt;");
    // Writing to a string cannot fail, here and below.
    let mut text = format!("**{}**\n\n{}\n", cell(&shown.title), cell(&shown.subtitle));
    for block in &shown.blocks {
        text.push('\n');
        if !block.heading.is_empty() {
            let _ = write!(text, "### {}\n\n", cell(&block.heading));
        }
        let row =
            |cells: &[String]| format!("| {} |\n", cells.iter().map(|text| cell(text)).collect::<Vec<_>>().join(" | "));
        text.push_str(&row(&block.columns));
        let _ = writeln!(text, "|{}", " --- |".repeat(block.columns.len()));
        for line in &block.rows {
            text.push_str(&row(&line.cells));
        }
    }
    for note in shown.notes.iter().skip(1) {
        let _ = write!(text, "\n{}\n", cell(note));
    }
    text
}
