//! The hosts of each series, slot by slot, against the rule.

use serde::Serialize;

use super::engine::{Replay, Slot, Verdict, replay};
use super::{SlotEvidence, SlotFinding};
use crate::analysis::selection::Selection;
use crate::locale::Lang;
use crate::model::edition::{Cadence, Edition, Status};
use crate::model::land::{Holder, Land};
use crate::model::rule::{Governs, Rule};

/// A row of hosts.csv: one slot of a series.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HostRow {
    /// Series id.
    pub series: String,
    /// Series name.
    pub series_label: String,
    /// Edition id; empty for a slot that only the rule or the calendar gives.
    pub edition: Option<String>,
    /// Number in the series.
    pub number: Option<u32>,
    /// Year.
    pub year: Option<i16>,
    /// Host.
    pub host: Option<Land>,
    /// Name of the host.
    pub host_label: Option<String>,
    /// Status of the edition, as known on the day asked for.
    pub status: Option<Status>,
    /// What the host rests on.
    pub evidence: Option<SlotEvidence>,
    /// Whose turn it was by the rule.
    pub rule_host: Option<Land>,
    /// Name of that Land.
    pub rule_host_label: Option<String>,
    /// How the slot stands to the rule.
    pub finding: SlotFinding,
    /// The year that a made-up slot makes up for.
    pub made_up_for: Option<i16>,
}

/// A row with what charts need beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct HostSlot {
    /// The row.
    pub row: HostRow,
    /// Index of the series in the dataset.
    pub series: usize,
    /// City of the edition.
    pub city: Option<String>,
    /// Whether the slot counts as hosted: it lies before the day of the records, and is neither called off nor only
    /// planned.
    pub hosted: bool,
}

/// The slots of every selected series in order of time. A ruled series goes on past its last known slot until every
/// Land has had its turn; a yearly ruled one has a slot in every year.
#[must_use]
pub fn hosts(selection: &Selection<'_>, lang: Lang) -> Vec<HostSlot> {
    selection.series().iter().flat_map(|series| hosts_of(selection, *series, lang)).collect()
}

/// One slot before it is judged.
struct Known<'a> {
    year: Option<i16>,
    edition: Option<&'a Edition>,
}

fn hosts_of(selection: &Selection<'_>, series: usize, lang: Lang) -> Vec<HostSlot> {
    let dataset = selection.dataset();
    let rule = dataset.rules().iter().find(|rule| rule.governs == Governs::Series(series));
    let known = known_slots(selection, series, rule);
    let verdicts = rule.map(|rule| judge(selection, rule, &known));
    let mut slots = Vec::new();
    for (index, known) in known.iter().enumerate() {
        let verdict = verdicts.as_ref().and_then(|(_, verdicts)| verdicts[index]);
        slots.push(slot(selection, series, known, verdict, lang));
    }
    if let Some((replay, _)) = verdicts {
        slots.extend(replay.derived.iter().map(|(year, holder)| derived(selection, series, *year, *holder, lang)));
    }
    slots.retain(|slot| selection.in_years(slot.row.year));
    slots
}

/// Editions by year and number; in a yearly ruled series a year without an edition is a slot too. Editions without a
/// year stand last and are not replayed.
fn known_slots<'a>(selection: &Selection<'a>, series: usize, rule: Option<&Rule>) -> Vec<Known<'a>> {
    let dataset = selection.dataset();
    let mut known: Vec<Known<'a>> = selection
        .known_editions()
        .iter()
        .map(|index| &dataset.editions()[*index])
        .filter(|edition| edition.series == series)
        .map(|edition| Known { year: edition.year(), edition: Some(edition) })
        .collect();
    if let Some(rule) = rule.filter(|_| dataset.series()[series].cadence == Some(Cadence::Yearly)) {
        let years: Vec<i16> = known.iter().filter_map(|slot| slot.year).collect();
        if let Some(last) = years.iter().max() {
            for year in rule.start_year..*last {
                if !years.contains(&year) {
                    known.push(Known { year: Some(year), edition: None });
                }
            }
        }
    }
    known.sort_by_key(|slot| (slot.year.is_none(), slot.year, slot.edition.and_then(|edition| edition.number)));
    known
}

/// The replay over the slots with a year, and each slot's verdict.
fn judge(selection: &Selection<'_>, rule: &Rule, known: &[Known<'_>]) -> (Replay, Vec<Option<Verdict>>) {
    let dataset = selection.dataset();
    let names: Vec<(Land, &str)> = Land::ALL.iter().map(|land| (*land, dataset.land_name(*land, Lang::De))).collect();
    let slots: Vec<Slot> = known
        .iter()
        .filter_map(|slot| {
            let edition = slot.edition;
            Some(Slot {
                year: slot.year?,
                holder: edition.and_then(|edition| edition.host).map(Holder::Land),
                stands: edition.is_none_or(|edition| {
                    !matches!(selection.status(edition), Some(Status::Planned | Status::Cancelled))
                }),
                announced: edition.is_some_and(|edition| {
                    let by_source = edition.host_evidence == Some(crate::model::edition::Evidence::Announced);
                    by_source && selection.lies_ahead(edition)
                }),
            })
        })
        .collect();
    let replay = replay(rule, &slots, &names);
    let mut verdicts = replay.verdicts.iter().copied();
    let aligned = known.iter().map(|slot| slot.year.and_then(|_| verdicts.next())).collect();
    (replay, aligned)
}

fn slot(selection: &Selection<'_>, series: usize, known: &Known<'_>, verdict: Option<Verdict>, lang: Lang) -> HostSlot {
    let dataset = selection.dataset();
    let host = known.edition.and_then(|edition| edition.host);
    let status = known.edition.and_then(|edition| selection.status(edition));
    let rule_host = match verdict.and_then(|verdict| verdict.rule_holder) {
        Some(Holder::Land(land)) => Some(land),
        _ => None,
    };
    let finding = match verdict {
        Some(verdict) => verdict.finding,
        None if host.is_none() => SlotFinding::Unknown,
        None => SlotFinding::NoRule,
    };
    let name = |land: Land| dataset.land_name(land, lang).to_owned();
    HostSlot {
        row: HostRow {
            series: dataset.series()[series].id.to_string(),
            series_label: dataset.series_name(series, lang).to_owned(),
            edition: known.edition.map(|edition| edition.id.to_string()),
            number: known.edition.and_then(|edition| edition.number),
            year: known.year,
            host,
            host_label: host.map(name),
            status,
            evidence: known.edition.and_then(|edition| edition.host_evidence).map(SlotEvidence::from),
            rule_host,
            rule_host_label: rule_host.map(name),
            finding,
            made_up_for: verdict.and_then(|verdict| verdict.made_up_for),
        },
        series,
        city: known.edition.and_then(|edition| edition.city.clone()),
        hosted: host.is_some()
            && !matches!(status, Some(Status::Planned | Status::Cancelled))
            && known.edition.is_some_and(|edition| !selection.lies_ahead(edition)),
    }
}

fn derived(selection: &Selection<'_>, series: usize, year: i16, holder: Holder, lang: Lang) -> HostSlot {
    let dataset = selection.dataset();
    let land = match holder {
        Holder::Land(land) => Some(land),
        Holder::Bund => None,
    };
    HostSlot {
        row: HostRow {
            series: dataset.series()[series].id.to_string(),
            series_label: dataset.series_name(series, lang).to_owned(),
            edition: None,
            number: None,
            year: Some(year),
            host: land,
            host_label: land.map(|land| dataset.land_name(land, lang).to_owned()),
            status: None,
            evidence: Some(SlotEvidence::Derived),
            rule_host: land,
            rule_host_label: land.map(|land| dataset.land_name(land, lang).to_owned()),
            finding: SlotFinding::Derived,
            made_up_for: None,
        },
        series,
        city: None,
        hosted: false,
    }
}
