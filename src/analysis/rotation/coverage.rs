//! Which Länder have hosted, when last, and who comes next.

use serde::Serialize;

use super::hosts::HostSlot;
use super::{SlotEvidence, SlotFinding};
use crate::analysis::frame::{Key, summaries};
use crate::analysis::selection::Selection;
use crate::locale::Lang;
use crate::model::edition::Scope;
use crate::model::land::Land;
use crate::model::rule::Governs;

/// A row of host-coverage.csv: one Land in one series.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CoverageRow {
    /// Series id.
    pub series: String,
    /// Series name.
    pub series_label: String,
    /// Land.
    pub land: Land,
    /// Name of the Land.
    pub land_label: String,
    /// Turns before the day of the records whose host is known, however well; a turn that was called off or only
    /// planned does not count. 0 means no known turn, not "never hosted".
    pub times: usize,
    /// Year of the first of them.
    pub first_year: Option<i16>,
    /// Year of the last of them.
    pub last_year: Option<i16>,
    /// Years from the last of them to the year of the records.
    pub gap_years: Option<i16>,
    /// How well the last of them is supported.
    pub evidence: Option<SlotEvidence>,
    /// Next turn by a source or by the rule.
    pub next_year: Option<i16>,
    /// Whether a source announces it or the rule alone derives it.
    pub next_evidence: Option<SlotEvidence>,
}

/// Coverage of each selected series: all 16 Länder where the series is one of Bund and Länder or ruled, otherwise
/// those that appear. `slots` are those of [`super::hosts`].
#[must_use]
pub fn coverage(selection: &Selection<'_>, slots: &[HostSlot], lang: Lang) -> Vec<CoverageRow> {
    let dataset = selection.dataset();
    let turns = turns(slots);
    let mut rows = Vec::new();
    for series in selection.series() {
        let ruled = dataset.rules().iter().any(|rule| rule.governs == Governs::Series(*series));
        let all = ruled || dataset.series()[*series].scope == Some(Scope::BundLaender);
        let own: Vec<&HostSlot> = slots.iter().filter(|slot| slot.series == *series).collect();
        for land in Land::ALL {
            let of_land: Vec<&&HostSlot> = own.iter().filter(|slot| slot.row.host == Some(*land)).collect();
            if of_land.is_empty() && !all {
                continue;
            }
            let (times, first_year, last_year) = turns
                .iter()
                .find(|turns| turns.series == *series && turns.land == *land)
                .map_or((0, None, None), |turns| (turns.times, turns.first, turns.last));
            let last = of_land.iter().rev().find(|slot| slot.hosted);
            let next = of_land.iter().find(|slot| !slot.hosted && is_ahead(slot, selection));
            rows.push(CoverageRow {
                series: dataset.series()[*series].id.to_string(),
                series_label: dataset.series_name(*series, lang).to_owned(),
                land: *land,
                land_label: dataset.land_name(*land, lang).to_owned(),
                times,
                first_year,
                last_year,
                gap_years: last_year.and_then(|last| selection.year_of_records().map(|year| year - last)),
                evidence: last.and_then(|slot| slot.row.evidence),
                next_year: next.and_then(|slot| slot.row.year),
                next_evidence: next.map(|slot| {
                    if slot.row.finding == SlotFinding::Derived {
                        SlotEvidence::Derived
                    } else {
                        SlotEvidence::Announced
                    }
                }),
            });
        }
    }
    rows
}

fn is_ahead(slot: &HostSlot, selection: &Selection<'_>) -> bool {
    slot.row.finding == SlotFinding::Derived
        || slot
            .row
            .edition
            .as_ref()
            .and_then(|id| selection.dataset().edition_by_id(id))
            .is_some_and(|index| selection.lies_ahead(&selection.dataset().editions()[index]))
}

/// Turns of a Land in a series.
struct LandTurns {
    series: usize,
    land: Land,
    times: usize,
    first: Option<i16>,
    last: Option<i16>,
}

/// Counts turns per series and Land.
fn turns(slots: &[HostSlot]) -> Vec<LandTurns> {
    let hosted: Vec<&HostSlot> = slots.iter().filter(|slot| slot.hosted).collect();
    let code = |index: usize| u32::try_from(index).ok();
    let series: Vec<Option<u32>> = hosted.iter().map(|slot| code(slot.series)).collect();
    let lands: Vec<Option<u32>> = hosted.iter().map(|slot| slot.row.host.map(|land| land as u32)).collect();
    let years: Vec<Option<i64>> = hosted.iter().map(|slot| slot.row.year.map(i64::from)).collect();
    let year = |year: Option<i64>| year.and_then(|year| i16::try_from(year).ok());
    summaries(&[Key("series", &series), Key("land", &lands)], &years)
        .into_iter()
        .filter_map(|summary| {
            Some(LandTurns {
                series: usize::try_from((*summary.key.first()?)?).ok()?,
                land: *Land::ALL.get(usize::try_from((*summary.key.get(1)?)?).ok()?)?,
                times: summary.rows,
                first: year(summary.min),
                last: year(summary.max),
            })
        })
        .collect()
}
