//! Claims, mentions and disputes.

use std::collections::BTreeMap;

use super::fields::{Cell, text};
use super::keys::Keys;
use super::tables::{Tables, pass};
use super::vocabulary::Terms;
use crate::diag::{Code, Diagnostics, is_hidden, nearest, quote};
use crate::model::claim::{Claim, Measure, Mention, Stated};
use crate::model::edition::{EditionFormat, Status};
use crate::model::provenance::{Dispute, DisputedField};
use crate::read::raw;
use crate::read::schema::Kind;
use crate::read::sheet::Row;

/// The index of each edition by its id.
type Editions<'e> = BTreeMap<&'e str, u32>;

/// Claims by edition and then by all their fields.
pub(super) fn claims(
    tables: &Tables<'_>,
    keys: &Keys,
    editions: &Editions<'_>,
    findings: &mut Diagnostics,
) -> Vec<Claim> {
    let sources = tables.sources.schema().file;
    let mut claims: Vec<Claim> = Vec::new();
    pass(&tables.figures, keys, findings, |row, findings| {
        let raw = raw::Figure::of(row);
        counts_of_people(row, &raw, findings);
        let claim = || {
            Some(Claim {
                edition: *editions.get(raw.edition)?,
                source: keys.rank(sources, raw.source)?,
                measure: raw.measure.parse().ok()?,
                stated: Stated::new(raw.value.parse().ok()?, raw.qualifier.parse().ok()),
                basis: raw.basis.parse().ok(),
                mode: raw.mode.parse().ok(),
                unit: raw.unit.parse().ok(),
                asserted: raw.asserted.parse().ok(),
                asserted_on: raw.asserted_on.parse().ok(),
                note: text(raw.note).map(String::into_boxed_str),
            })
        };
        claims.extend(claim());
    });
    claims.sort_by(|a, b| {
        let key = |claim: &Claim| {
            let asserted_on = claim.asserted_on.map(|date| (date.earliest(), date.latest()));
            (
                (claim.edition, claim.measure, claim.basis, claim.mode, claim.unit, claim.asserted),
                (claim.stated.value(), claim.stated.qualifier(), claim.source, asserted_on),
            )
        };
        key(a).cmp(&key(b)).then_with(|| a.note.cmp(&b.note))
    });
    claims
}

/// A count of people without a basis compares with nothing.
fn counts_of_people(row: &Row<'_>, raw: &raw::Figure<'_>, findings: &mut Diagnostics) {
    if raw.measure != Measure::Attendance.word() {
        return;
    }
    for (column, cell) in [("basis", raw.basis), ("unit", raw.unit)] {
        if cell.is_empty() && row.has(column) {
            findings.error(Code::MissingBasis, || {
                row.finding(column, format!("an attendance figure needs a `{column}`"))
                    .hint("write `not-stated` where the source does not say")
            });
        }
    }
}

/// Mentions by edition, term and source.
pub(super) fn mentions(
    tables: &Tables<'_>,
    keys: &Keys,
    editions: &Editions<'_>,
    terms: &Terms,
    findings: &mut Diagnostics,
) -> Vec<Mention> {
    let sources = tables.sources.schema().file;
    let mut mentions: Vec<Mention> = Vec::new();
    pass(&tables.mentions, keys, findings, |row, findings| {
        let raw = raw::Mention::of(row);
        let Some(term) = text(raw.term) else { return };
        let topic = terms.get(&term);
        if topic.is_none() && tables.terms.is_complete() && !term.contains(is_hidden) {
            findings.warning(Code::UnmappedTerm, || {
                let similar = nearest(&term, terms.keys().map(String::as_str));
                row.finding("term", format!("no topic claims the term {}", quote(&term)))
                    .hint_if(similar.map(|word| format!("did you mean `{word}`?")))
                    .hint("add a row for it to terms.csv; until then it is counted and named, but has no topic")
            });
        }
        let mention = || {
            Some(Mention {
                edition: *editions.get(raw.edition)?,
                source: keys.rank(sources, raw.source)?,
                term: term.into_boxed_str(),
                topic: topic.copied().flatten(),
                weight: raw.weight.parse().ok()?,
            })
        };
        mentions.extend(mention());
    });
    mentions.sort_by(|a, b| (a.edition, &a.term, a.source, a.weight).cmp(&(b.edition, &b.term, b.source, b.weight)));
    mentions
}

/// Disputes by edition, field, value and source.
pub(super) fn disputes(
    tables: &Tables<'_>,
    keys: &Keys,
    editions: &Editions<'_>,
    findings: &mut Diagnostics,
) -> Vec<Dispute> {
    let sources = tables.sources.schema().file;
    let mut disputes: Vec<Dispute> = Vec::new();
    pass(&tables.disputes, keys, findings, |row, findings| {
        let raw = raw::Dispute::of(row);
        let field: Option<DisputedField> = raw.field.parse().ok();
        if let (Some(field), false) = (field, raw.value.is_empty()) {
            Cell { row, column: "value", text: raw.value }.judge(kind_of(field), keys, findings);
        }
        let dispute = || {
            Some(Dispute {
                edition: *editions.get(raw.edition)? as usize,
                field: field?,
                value: text(raw.value)?,
                source: keys.rank(sources, raw.source)? as usize,
                note: text(raw.note),
            })
        };
        disputes.extend(dispute());
    });
    disputes.sort_by(|a, b| {
        (a.edition, a.field, &a.value, a.source, &a.note).cmp(&(b.edition, b.field, &b.value, b.source, &b.note))
    });
    disputes
}

/// What the disputed field holds in editions.csv.
const fn kind_of(field: DisputedField) -> Kind {
    match field {
        DisputedField::Start | DisputedField::End => Kind::Date,
        DisputedField::Host => Kind::Land,
        DisputedField::Format => Kind::Word(EditionFormat::WORDS),
        DisputedField::Status => Kind::Word(Status::WORDS),
        DisputedField::Number => Kind::Whole(1, 9_999),
        DisputedField::City | DisputedField::Venue | DisputedField::Motto => Kind::Text,
    }
}
