//! Claims, mentions and disputes.

use std::collections::BTreeMap;

use super::fields::{date, required, required_word, text, whole, word};
use super::keys::Keys;
use crate::diag::{Code, Diagnostics};
use crate::model::claim::{Asserted, Basis, Claim, Measure, Mention, Stated, Unit, Weight};
use crate::model::provenance::Dispute;
use crate::read::raw;
use crate::read::table::Located;

/// Largest value of a claim.
const MAX_VALUE: u64 = 1_000_000_000;

fn index(found: Option<usize>) -> Option<u32> {
    found.and_then(|index| u32::try_from(index).ok())
}

/// Claims by edition and then by all their fields.
pub(super) fn claims(
    rows: &[Located<'_, raw::Figure>],
    editions: &Keys,
    sources: &Keys,
    findings: &mut Diagnostics,
) -> Vec<Claim> {
    let mut places: BTreeMap<&raw::Figure, String> = BTreeMap::new();
    let mut claims: Vec<Claim> = Vec::with_capacity(rows.len());
    for row in rows {
        if let Some(first) = places.get(&row.row) {
            let message = "the same claim is there twice";
            findings.push(
                row.finding(Code::DuplicateClaim, "edition", message).hint(format!("it stands first at {first}")),
            );
        } else {
            places.insert(&row.row, row.place());
        }
        claims.extend(claim(row, editions, sources, findings));
    }
    claims.sort_by(|a, b| {
        let key = |claim: &Claim| {
            (
                (claim.edition, claim.measure, claim.basis, claim.mode, claim.unit, claim.asserted),
                (claim.stated.value(), claim.stated.qualifier(), claim.source),
                claim.asserted_on.map(|date| date.to_string()),
            )
        };
        key(a).cmp(&key(b)).then_with(|| a.note.cmp(&b.note))
    });
    claims
}

fn claim(row: &Located<'_, raw::Figure>, editions: &Keys, sources: &Keys, findings: &mut Diagnostics) -> Option<Claim> {
    let raw = &row.row;
    let edition = index(editions.resolve(row, "edition", &raw.edition, findings));
    let source = index(sources.resolve(row, "source", &raw.source, findings));
    let measure: Option<Measure> = required_word(row, "measure", &raw.measure, findings);
    if raw.value.trim().is_empty() {
        let hint = "a figure that is not known has no row";
        findings.push(row.finding(Code::RequiredCell, "value", "`value` may not be empty").hint(hint));
    }
    let value = whole(row, "value", &raw.value, 0..=MAX_VALUE, findings);
    let qualifier = word(row, "qualifier", &raw.qualifier, findings);
    let basis: Option<Basis> = word(row, "basis", &raw.basis, findings);
    let unit: Option<Unit> = word(row, "unit", &raw.unit, findings);
    if measure == Some(Measure::Attendance) {
        for (column, cell) in [("basis", &raw.basis), ("unit", &raw.unit)] {
            if cell.trim().is_empty() {
                let message = format!("an attendance figure needs a `{column}`");
                let hint = "write not-stated where the source does not say";
                findings.push(row.finding(Code::MissingBasis, column, message).hint(hint));
            }
        }
    }
    let asserted: Option<Asserted> = word(row, "asserted", &raw.asserted, findings);
    Some(Claim {
        mode: word(row, "mode", &raw.mode, findings),
        asserted_on: date(row, "asserted_on", &raw.asserted_on, findings),
        note: text(row, "note", &raw.note, findings).map(String::into_boxed_str),
        edition: edition?,
        source: source?,
        measure: measure?,
        stated: Stated::new(value?, qualifier),
        basis,
        unit,
        asserted,
    })
}

/// Mentions by edition, term and source.
pub(super) fn mentions(
    rows: &[Located<'_, raw::Mention>],
    editions: &Keys,
    sources: &Keys,
    terms: &BTreeMap<String, Option<usize>>,
    findings: &mut Diagnostics,
) -> Vec<Mention> {
    let mut places: BTreeMap<(&str, &str, &str), String> = BTreeMap::new();
    let mut mentions: Vec<Mention> = Vec::with_capacity(rows.len());
    for row in rows {
        let raw = &row.row;
        let key = (raw.edition.trim(), raw.term.trim(), raw.source.trim());
        if let Some(first) = places.get(&key) {
            let message = format!("`{}` names the term `{}` of `{}` twice", key.2, key.1, key.0);
            findings.push(row.finding(Code::DuplicateKey, "term", message).hint(format!("it stands first at {first}")));
        } else {
            places.insert(key, row.place());
        }
        let edition = index(editions.resolve(row, "edition", &raw.edition, findings));
        let source = index(sources.resolve(row, "source", &raw.source, findings));
        let term = required(row, "term", &raw.term, findings);
        let weight: Option<Weight> = required_word(row, "weight", &raw.weight, findings);
        let topic = terms.get(&term);
        if topic.is_none() && !term.is_empty() {
            let message = format!("no topic claims the term `{term}`");
            findings.push(
                row.finding(Code::UnmappedTerm, "term", message)
                    .hint("add a row for it to terms.csv; until then it is counted and named, but has no topic")
                    .warning(),
            );
        }
        if let (Some(edition), Some(source), Some(weight)) = (edition, source, weight) {
            let topic = index(topic.copied().flatten());
            mentions.push(Mention { edition, source, term: term.into_boxed_str(), topic, weight });
        }
    }
    mentions.sort_by(|a, b| (a.edition, &a.term, a.source, a.weight).cmp(&(b.edition, &b.term, b.source, b.weight)));
    mentions
}

/// Disputes by edition and field.
pub(super) fn disputes(
    rows: &[Located<'_, raw::Dispute>],
    editions: &Keys,
    sources: &Keys,
    findings: &mut Diagnostics,
) -> Vec<Dispute> {
    let mut disputes: Vec<Dispute> = rows
        .iter()
        .filter_map(|row| {
            let raw = &row.row;
            let edition = editions.resolve(row, "edition", &raw.edition, findings);
            let source = sources.resolve(row, "source", &raw.source, findings);
            let field = required_word(row, "field", &raw.field, findings);
            let value = required(row, "value", &raw.value, findings);
            let note = text(row, "note", &raw.note, findings);
            Some(Dispute { edition: edition?, field: field?, value, source: source?, note })
        })
        .collect();
    disputes.sort_by(|a, b| {
        (a.edition, a.field, &a.value, a.source, &a.note).cmp(&(b.edition, b.field, &b.value, b.source, &b.note))
    });
    disputes
}
