//! The chair of the IT-Planungsrat, year by year, against its rule.

use serde::Serialize;

use super::engine::{Slot, replay};
use super::{SlotEvidence, SlotFinding};
use crate::analysis::selection::Selection;
use crate::locale::Lang;
use crate::model::land::{Holder, Land};
use crate::model::rule::Governs;

/// A row of chairs.csv: one year.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChairRow {
    /// Year.
    pub year: i16,
    /// Holder.
    pub holder: Option<Holder>,
    /// Name of the holder.
    pub holder_label: Option<String>,
    /// Whose turn it was by the rule.
    pub rule_holder: Option<Holder>,
    /// Name of that holder.
    pub rule_holder_label: Option<String>,
    /// How the year stands to the rule.
    pub finding: SlotFinding,
    /// What the holder rests on.
    pub evidence: Option<SlotEvidence>,
    /// Source id.
    pub source: Option<String>,
}

/// The chairs of the years asked for; with a rule, on until every Land has had its turn. Years between known ones
/// are slots too. Chairs whose source came out after the day asked for are left out.
#[must_use]
pub fn chairs(selection: &Selection<'_>, lang: Lang) -> Vec<ChairRow> {
    let dataset = selection.dataset();
    let known: Vec<_> = dataset.chairs().iter().filter(|chair| selection.knows_chair(chair)).collect();
    let Some((first, last)) = known.first().zip(known.last()) else { return Vec::new() };
    let years: Vec<i16> = (first.year..=last.year).collect();
    let of = |year: i16| known.iter().find(|chair| chair.year == year);
    let slots: Vec<Slot> = years
        .iter()
        .map(|year| Slot { year: *year, holder: of(*year).map(|chair| chair.holder), stands: true, announced: false })
        .collect();
    let names: Vec<(Land, &str)> = Land::ALL.iter().map(|land| (*land, dataset.land_name(*land, Lang::De))).collect();
    let rule = dataset.rules().iter().find(|rule| rule.governs == Governs::Chairs);
    let replay = rule.map(|rule| replay(rule, &slots, &names));
    let label = |holder: Holder| dataset.holder_name(holder, lang).to_owned();
    let mut rows: Vec<ChairRow> = Vec::new();
    for (index, slot) in slots.iter().enumerate() {
        let verdict = replay.as_ref().and_then(|replay| replay.verdicts.get(index));
        let rule_holder = verdict.and_then(|verdict| verdict.rule_holder);
        let chair = of(slot.year);
        rows.push(ChairRow {
            year: slot.year,
            holder: slot.holder,
            holder_label: slot.holder.map(label),
            rule_holder,
            rule_holder_label: rule_holder.map(label),
            finding: verdict.map_or(SlotFinding::NoRule, |verdict| verdict.finding),
            evidence: chair.map(|chair| SlotEvidence::from(chair.evidence)),
            source: chair.map(|chair| dataset.sources()[chair.source].id.to_string()),
        });
    }
    for (year, holder) in replay.into_iter().flat_map(|replay| replay.derived) {
        rows.push(ChairRow {
            year,
            holder: Some(holder),
            holder_label: Some(label(holder)),
            rule_holder: Some(holder),
            rule_holder_label: Some(label(holder)),
            finding: SlotFinding::Derived,
            evidence: Some(SlotEvidence::Derived),
            source: None,
        });
    }
    rows.retain(|row| selection.in_years(Some(row.year)));
    rows
}
