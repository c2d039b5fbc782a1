//! Editions: numbers within a series, the order of days, and how well each field is supported.

use std::collections::BTreeMap;

use super::fields::{list, text};
use super::keys::Keys;
use super::tables::{Tables, pass};
use crate::diag::{Code, Diagnostics};
use crate::model::date::Date;
use crate::model::edition::{Edition, Evidence};
use crate::model::id::Id;
use crate::read::raw;
use crate::read::sheet::{Place, Row, Table};

/// Editions by series, number (unknown last), start (unknown last) and id.
pub(super) fn editions(tables: &Tables<'_>, keys: &Keys, findings: &mut Diagnostics) -> Vec<Edition> {
    let table = &tables.editions;
    let mut editions: Vec<(Edition, Place)> = Vec::new();
    pass(table, keys, findings, |row, findings| {
        let raw = raw::Edition::of(row);
        days(row, &raw, findings);
        supports(row, &raw, findings);
        editions.extend(edition(&raw, tables, keys).map(|edition| (edition, row.place())));
    });
    numbers(table, &editions, findings);
    editions.sort_by(|(a, _), (b, _)| {
        let key = |e: &Edition| {
            let start = e.start.map(|date| (date.earliest(), date.latest()));
            (e.series, e.number.is_none(), e.number, start.is_none(), start)
        };
        key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
    });
    editions.into_iter().map(|(edition, _)| edition).collect()
}

/// The index of each edition.
pub(super) fn indices(editions: &[Edition]) -> BTreeMap<&str, u32> {
    let index = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
    editions.iter().enumerate().map(|(at, edition)| (edition.id.as_str(), index(at))).collect()
}

fn edition(raw: &raw::Edition<'_>, tables: &Tables<'_>, keys: &Keys) -> Option<Edition> {
    let rank = |table: &Table<'_>, id: &str| keys.rank(table.schema().file, id).map(|rank| rank as usize);
    let mut sources: Vec<usize> = list(raw.sources).filter_map(|id| rank(&tables.sources, id)).collect();
    sources.sort_unstable();
    sources.dedup();
    Some(Edition {
        id: raw.id.parse().ok()?,
        series: rank(&tables.series, raw.series)?,
        number: raw.number.parse().ok(),
        start: raw.start.parse().ok(),
        end: raw.end.parse().ok(),
        city: text(raw.city),
        venue: text(raw.venue),
        host: raw.host.parse().ok(),
        format: raw.format.parse().ok(),
        status: raw.status.parse().ok(),
        motto: text(raw.motto),
        number_evidence: raw.number_evidence.parse().ok(),
        date_evidence: raw.date_evidence.parse().ok(),
        host_evidence: raw.host_evidence.parse().ok(),
        sources,
        note: text(raw.note),
    })
}

fn days(row: &Row<'_>, raw: &raw::Edition<'_>, findings: &mut Diagnostics) {
    let (start, end) = (raw.start.parse::<Date>(), raw.end.parse::<Date>());
    if let (Ok(start), Ok(end)) = (&start, &end)
        && end.is_before(*start)
    {
        findings.error(Code::EndBeforeStart, || {
            row.finding("end", format!("the edition ends on {end}, before it begins on {start}"))
        });
    }
    if raw.start.is_empty() && row.has("start") && end.is_ok() {
        findings.error(Code::EndWithoutStart, || {
            row.finding("start", "the edition has an `end` but no `start`")
                .hint("a `start` may be as rough as known, for example the year alone")
        });
    }
}

/// Evidence belongs to a field that is filled, and a filled field needs it.
fn supports(row: &Row<'_>, raw: &raw::Edition<'_>, findings: &mut Diagnostics) {
    for (field, value, column, evidence) in [
        ("number", raw.number, "number_evidence", raw.number_evidence),
        ("start", raw.start, "date_evidence", raw.date_evidence),
        ("host", raw.host, "host_evidence", raw.host_evidence),
    ] {
        if !row.has(field) || !row.has(column) {
            continue;
        }
        if evidence.is_empty() && !value.is_empty() {
            findings.error(Code::Evidence, || {
                row.finding(
                    column,
                    format!("`{field}` is filled, but `{column}` does not say how well it is supported"),
                )
                .hint(format!("one of {}", Evidence::WORDS.join(", ")))
            });
        } else if !evidence.is_empty() && value.is_empty() {
            findings.error(Code::Evidence, || {
                row.finding(column, format!("`{column}` is filled, but `{field}` is empty"))
                    .hint("fill both, or empty both")
            });
        } else if evidence == Evidence::Inferred.word() && raw.note.is_empty() && row.has("note") {
            findings.warning(Code::MissingReason, || {
                row.finding(column, format!("`{field}` is inferred, but `note` does not say from what"))
            });
        }
    }
}

fn numbers(table: &Table<'_>, editions: &[(Edition, Place)], findings: &mut Diagnostics) {
    let mut first: BTreeMap<(usize, u32), (&Id, Place)> = BTreeMap::new();
    for (edition, place) in editions {
        let Some(number) = edition.number else { continue };
        let (id, other) = *first.entry((edition.series, number)).or_insert((&edition.id, *place));
        // The same edition twice is reported as such.
        if *id != edition.id {
            findings.error(Code::NumberTwice, || {
                let message = format!("the edition `{id}` of this series has the number {number} already");
                table.finding(*place, "number", message).hint(format!("it stands at {}", table.at(other)))
            });
        }
    }
}
