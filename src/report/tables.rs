//! The tables of a report: file names and columns, fixed since other people's scripts read them.

use super::table::{Table, TableError};
use crate::analysis::attendance::AttendanceRow;
use crate::analysis::rotation::{ChairRow, CoverageRow, HostRow, HostSlot};
use crate::analysis::topics::{EditionTopicsRow, TopicEditionRow, TopicPeriodRow, TopicRow};
use crate::analysis::trend::TrendRow;

/// attendance.csv: one row a claim, and one for each edition without any.
///
/// # Errors
/// When the row type and the columns differ; so for every table here.
pub fn attendance(rows: &[AttendanceRow]) -> Result<Table, TableError> {
    Table::of("attendance", AttendanceRow::COLUMNS, rows)
}

/// attendance-trends.csv: one row a group of comparable figures.
///
/// # Errors
/// See [`attendance`].
pub fn trends(rows: &[TrendRow]) -> Result<Table, TableError> {
    Table::of("attendance-trends", TrendRow::COLUMNS, rows)
}

/// topics.csv: one row a topic and series.
///
/// # Errors
/// See [`attendance`].
pub fn topics(rows: &[TopicRow]) -> Result<Table, TableError> {
    const COLUMNS: &[&str] = &[
        "series",
        "series_label",
        "topic",
        "label",
        "parent",
        "editions_known",
        "editions_with",
        "editions_main",
        "share",
        "low",
        "high",
        "first_year",
        "last_year",
        "streak",
    ];
    Table::of("topics", COLUMNS, rows)
}

/// topic-editions.csv: one row a topic and edition.
///
/// # Errors
/// See [`attendance`].
pub fn timeline(rows: &[TopicEditionRow]) -> Result<Table, TableError> {
    const COLUMNS: &[&str] = &["series", "topic", "label", "edition", "number", "year", "state", "terms"];
    Table::of("topic-editions", COLUMNS, rows)
}

/// edition-topics.csv: one row an edition.
///
/// # Errors
/// See [`attendance`].
pub fn novelty(rows: &[EditionTopicsRow]) -> Result<Table, TableError> {
    const COLUMNS: &[&str] = &[
        "series",
        "series_label",
        "edition",
        "number",
        "year",
        "topics",
        "new",
        "novelty",
        "kept",
        "persistence",
        "unmapped",
        "unmapped_terms",
    ];
    Table::of("edition-topics", COLUMNS, rows)
}

/// topic-periods.csv: one row a topic and series, on request.
///
/// # Errors
/// See [`attendance`].
pub fn periods(rows: &[TopicPeriodRow]) -> Result<Table, TableError> {
    const COLUMNS: &[&str] = &[
        "series",
        "series_label",
        "topic",
        "label",
        "first_period",
        "first_known",
        "first_with",
        "second_period",
        "second_known",
        "second_with",
        "p_value",
        "p_adjusted",
        "verdict",
        "statement",
    ];
    Table::of("topic-periods", COLUMNS, rows)
}

/// hosts.csv: one row a slot.
///
/// # Errors
/// See [`attendance`].
pub fn hosts(slots: &[HostSlot]) -> Result<Table, TableError> {
    const COLUMNS: &[&str] = &[
        "series",
        "series_label",
        "edition",
        "number",
        "year",
        "host",
        "host_label",
        "status",
        "evidence",
        "rule_host",
        "rule_host_label",
        "finding",
        "made_up_for",
    ];
    let rows: Vec<&HostRow> = slots.iter().map(|slot| &slot.row).collect();
    Table::of("hosts", COLUMNS, &rows)
}

/// host-coverage.csv: one row a Land and series.
///
/// # Errors
/// See [`attendance`].
pub fn coverage(rows: &[CoverageRow]) -> Result<Table, TableError> {
    const COLUMNS: &[&str] = &[
        "series",
        "series_label",
        "land",
        "land_label",
        "times",
        "first_year",
        "last_year",
        "gap_years",
        "evidence",
        "next_year",
        "next_evidence",
    ];
    Table::of("host-coverage", COLUMNS, rows)
}

/// chairs.csv: one row a year.
///
/// # Errors
/// See [`attendance`].
pub fn chairs(rows: &[ChairRow]) -> Result<Table, TableError> {
    const COLUMNS: &[&str] =
        &["year", "holder", "holder_label", "rule_holder", "rule_holder_label", "finding", "evidence", "source"];
    Table::of("chairs", COLUMNS, rows)
}
