//! Disputes.

use std::collections::BTreeMap;

use super::fields::{Cell, text};
use super::keys::Keys;
use super::tables::{Tables, pass};
use crate::diag::Diagnostics;
use crate::model::edition::{EditionFormat, Status};
use crate::model::provenance::{Dispute, DisputedField};
use crate::read::raw;
use crate::read::schema::Kind;

/// The index of each edition by its id.
type Editions<'e> = BTreeMap<&'e str, u32>;

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
