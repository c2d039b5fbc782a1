//! The only room that names polars: grouping and counting on eager frames of small integer codes.
//!
//! polars' grouping has no order of its own, so rows are sorted by their keys first and grouped stably. Aggregates of
//! nothing are `None` here: polars would give zero for a sum and null for a minimum.

use polars::prelude::{
    Column, DataFrame, GroupBy, GroupsIndicator, IntoColumn, NamedFrom, PolarsResult, Series, SortMultipleOptions,
};

/// A key column: its name and one code a row.
#[derive(Clone, Copy, Debug)]
pub struct Key<'a>(pub &'static str, pub &'a [Option<u32>]);

/// What a group holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The group's key, one code a key column.
    pub key: Vec<Option<u32>>,
    /// Count of rows.
    pub rows: usize,
    /// Count of distinct values, `None` left out.
    pub distinct: usize,
    /// Smallest value.
    pub min: Option<i64>,
    /// Largest value.
    pub max: Option<i64>,
}

const ROW: &str = "\u{1}row";
const VALUE: &str = "\u{1}value";

/// Counts and extremes of `values` per group, in ascending order of the keys (`None` last). Columns of unequal length
/// give nothing.
#[must_use]
pub fn summaries(keys: &[Key<'_>], values: &[Option<i64>]) -> Vec<Summary> {
    sorted(keys, values).and_then(|frame| summarise(&frame, keys)).unwrap_or_default()
}

/// The keys, the row numbers and the values as a frame sorted by the keys and then the row number.
fn sorted(keys: &[Key<'_>], values: &[Option<i64>]) -> PolarsResult<DataFrame> {
    let height = keys.first().map_or(0, |key| key.1.len());
    let mut columns: Vec<Column> =
        keys.iter().map(|Key(name, codes)| Series::new((*name).into(), *codes).into_column()).collect();
    let rows: Vec<u32> = (0..height).map(|row| u32::try_from(row).unwrap_or(u32::MAX)).collect();
    columns.push(Series::new(ROW.into(), rows).into_column());
    columns.push(Series::new(VALUE.into(), values).into_column());
    let by: Vec<&str> = keys.iter().map(|key| key.0).chain([ROW]).collect();
    DataFrame::new(height, columns)?.sort(by, SortMultipleOptions::default().with_nulls_last(true))
}

fn group<'frame>(frame: &'frame DataFrame, keys: &[Key<'_>]) -> PolarsResult<GroupBy<'frame>> {
    frame.group_by_stable(keys.iter().map(|key| key.0))
}

/// Positions of each group's rows in the sorted frame.
fn positions(grouped: &GroupBy<'_>) -> Vec<Vec<usize>> {
    grouped
        .get_groups()
        .iter()
        .map(|group| match group {
            GroupsIndicator::Idx((_, rows)) => rows.iter().map(|row| *row as usize).collect(),
            GroupsIndicator::Slice([first, length]) => (first as usize..first as usize + length as usize).collect(),
        })
        .collect()
}

fn summarise(frame: &DataFrame, keys: &[Key<'_>]) -> PolarsResult<Vec<Summary>> {
    let grouped = group(frame, keys)?;
    let codes = keys.iter().map(|key| frame.column(key.0)?.u32()).collect::<PolarsResult<Vec<_>>>()?;
    let values = frame.column(VALUE)?.i64()?;
    Ok(positions(&grouped)
        .into_iter()
        .map(|positions| {
            let first = positions.first().copied().unwrap_or_default();
            // Most groups are small: one by one they are not worth an operation of polars each.
            let mut known: Vec<i64> = positions.iter().filter_map(|position| values.get(*position)).collect();
            known.sort_unstable();
            let (min, max) = (known.first().copied(), known.last().copied());
            known.dedup();
            let key = codes.iter().map(|codes| codes.get(first)).collect();
            Summary { key, rows: positions.len(), distinct: known.len(), min, max }
        })
        .collect())
}
