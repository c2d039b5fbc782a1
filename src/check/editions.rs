//! Editions: each field, then numbers within a series and the order of days.

use std::collections::BTreeMap;

use super::fields::{date, list, text, whole, word};
use super::keys::Keys;
use super::vocabulary::id;
use crate::diag::{Code, Diagnostics};
use crate::model::edition::{Edition, Evidence};
use crate::model::land::Land;
use crate::read::raw;
use crate::read::table::Located;

/// Editions by series, number (unknown last), start and id.
pub(super) fn editions(
    rows: &[Located<'_, raw::Edition>],
    series: &Keys,
    sources: &Keys,
    findings: &mut Diagnostics,
) -> Vec<Edition> {
    let mut numbers: BTreeMap<(usize, u32), String> = BTreeMap::new();
    let mut editions: Vec<Edition> = Vec::with_capacity(rows.len());
    for row in rows {
        let edition = edition(row, series, sources, findings);
        if let (Some(series), Some(number)) =
            (series.get(row.row.series.trim()), edition.as_ref().and_then(|e| e.number))
        {
            if let Some(first) = numbers.get(&(series, number)) {
                let message = format!("the series `{}` has a number {number} already", row.row.series.trim());
                findings.push(
                    row.finding(Code::NumberTwice, "number", message).hint(format!("it stands first at {first}")),
                );
            } else {
                numbers.insert((series, number), row.place());
            }
        }
        editions.extend(edition);
    }
    editions.sort_by(|a, b| {
        let key = |e: &Edition| {
            (e.series, e.number.is_none(), e.number, e.start.is_none(), e.start.map(crate::model::date::Date::earliest))
        };
        key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
    });
    editions.dedup_by(|a, b| a.id == b.id);
    editions
}

fn edition(
    row: &Located<'_, raw::Edition>,
    series: &Keys,
    source_keys: &Keys,
    findings: &mut Diagnostics,
) -> Option<Edition> {
    let raw = &row.row;
    let series = series.resolve(row, "series", &raw.series, findings);
    let number = whole(row, "number", &raw.number, 1..=9_999, findings).and_then(|n| u32::try_from(n).ok());
    let start = date(row, "start", &raw.start, findings);
    let end = date(row, "end", &raw.end, findings);
    if let (Some(first), Some(last)) = (start, end)
        && last.is_before(first)
    {
        let message = format!("the edition ends on {last}, before it begins on {first}");
        findings.push(row.finding(Code::EndBeforeStart, "end", message));
    }
    let host: Option<Land> = word(row, "host", &raw.host, findings);
    let evidence = [
        ("number_evidence", &raw.number_evidence, "number", &raw.number),
        ("date_evidence", &raw.date_evidence, "start", &raw.start),
        ("host_evidence", &raw.host_evidence, "host", &raw.host),
    ]
    .map(|(column, cell, field, value)| support(row, (column, cell), (field, value), findings));
    let mut sources = Vec::new();
    for entry in list(&raw.sources) {
        if let Some(source) = source_keys.get(entry) {
            sources.push(source);
        } else {
            let mut finding = row.finding(Code::DanglingReference, "sources", format!("there is no source `{entry}`"));
            if let Some(hint) = source_keys.suggestion(entry) {
                finding = finding.hint(hint);
            }
            findings.push(finding);
        }
    }
    sources.sort_unstable();
    sources.dedup();
    let [number_evidence, date_evidence, host_evidence] = evidence;
    Some(Edition {
        city: text(row, "city", &raw.city, findings),
        venue: text(row, "venue", &raw.venue, findings),
        format: word(row, "format", &raw.format, findings),
        status: word(row, "status", &raw.status, findings),
        motto: text(row, "motto", &raw.motto, findings),
        note: text(row, "note", &raw.note, findings),
        id: id(&raw.id)?,
        series: series?,
        number,
        start,
        end,
        host,
        number_evidence,
        date_evidence,
        host_evidence,
        sources,
    })
}

/// Evidence belongs to a field that is filled, and a filled field needs it.
fn support(
    row: &Located<'_, raw::Edition>,
    (column, cell): (&str, &str),
    (field, value): (&str, &str),
    findings: &mut Diagnostics,
) -> Option<Evidence> {
    match (cell.trim().is_empty(), value.trim().is_empty()) {
        (true, false) => {
            let message = format!("`{field}` is filled, but `{column}` does not say how well it is supported");
            findings.push(row.finding(Code::Evidence, column, message).hint("one of stated, announced, inferred"));
        }
        (false, true) => {
            let message = format!("`{column}` is filled, but `{field}` is empty");
            findings.push(row.finding(Code::Evidence, column, message).hint("empty both, or fill both"));
        }
        _ => {}
    }
    word(row, column, cell, findings)
}
